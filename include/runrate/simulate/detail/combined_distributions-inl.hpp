#ifndef RUNRATE_SIMULATE_DETAIL_COMBINED_DISTRIBUTIONS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_COMBINED_DISTRIBUTIONS_INL_HPP

#include <runrate/simulate/combined_distributions.hpp>
#include <runrate/simulate/detail/distribution_parameters-inl.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace runrate::distributions {
namespace detail {

inline constexpr double no_end = std::numeric_limits<double>::infinity();

/// The least x of (low, high] with excess(x) >= 0, where excess(low) < 0 <= excess(high) and it never falls: secants
/// while they cut the bracket to a half or less, else halves; to the last digit, or 1e-16 of the bracket's place.
template <class Excess>
double least_reached(double low, double high, Excess excess) {
  double at_low = excess(low), at_high = excess(high);
  if (at_low >= 0) return low;
  bool halve = false;
  for (int i = 0; i < 200; ++i) {
    const double width = high - low;
    if (!(width > std::numeric_limits<double>::epsilon() * std::max(std::abs(low), std::abs(high)))) break;
    double x = low + width / 2;
    if (!halve && at_high > at_low) {
      x = low - at_low * (width / (at_high - at_low));
      // A little towards the other end, so that both close in.
      const double nudge = std::max(0x1p-52 * std::max(std::abs(low), std::abs(high)), width * 0x1p-20);
      x = -at_low < at_high ? x + nudge : x - nudge;
      x = std::clamp(x, low + nudge / 2, high - nudge / 2);
    }
    if (!(x > low && x < high)) x = low + width / 2;
    if (!(x > low && x < high)) break;
    const double at = excess(x);
    if (at >= 0) {
      high = x, at_high = at;
    } else {
      low = x, at_low = at;
    }
    halve = high - low > width / 2;
  }
  return high;
}

}  // namespace detail

RUNRATE_FUNC mixture::mixture(std::vector<weighted_distribution> parts) {
  double sum = 0;
  for (const weighted_distribution& part : parts) {
    runrate::detail::need_not_below_zero("mixture", {"weight", part.weight});
    sum += part.weight;
  }
  if (!(sum > 0)) {
    runrate::detail::throw_wrong_parameter("mixture", "parts", "there is no part with a weight",
                                           "at least one weight above 0 was expected");
  }
  for (weighted_distribution& part : parts) {
    if (part.weight > 0) parts_.push_back({part.weight / sum, std::move(part.spread)});
  }
}
RUNRATE_FUNC double mixture::quantile(double p) const {
  if (p > 0.5) return upper_quantile(1 - p);
  double least = detail::no_end, most = -detail::no_end;
  for (const auto& [weight, spread] : parts_) {
    const double x = spread.quantile(p);
    least = std::min(least, x), most = std::max(most, x);
  }
  if (!(least < most)) return least;
  return detail::least_reached(least, most, [&](double x) { return cdf(x) - p; });
}
RUNRATE_FUNC double mixture::upper_quantile(double q) const {
  if (q >= 0.5) return quantile(1 - q);
  double least = detail::no_end, most = -detail::no_end;
  for (const auto& [weight, spread] : parts_) {
    const double x = spread.upper_quantile(q);
    least = std::min(least, x), most = std::max(most, x);
  }
  if (!(least < most)) return least;
  return detail::least_reached(least, most, [&](double x) { return q - upper_cdf(x); });
}
RUNRATE_FUNC double mixture::cdf(double x) const {
  double sum = 0;
  for (const auto& [weight, spread] : parts_) sum += weight * spread.cdf(x);
  return std::min(sum, 1.0);
}
RUNRATE_FUNC double mixture::upper_cdf(double x) const {
  double sum = 0;
  for (const auto& [weight, spread] : parts_) sum += weight * spread.upper_cdf(x);
  return std::min(sum, 1.0);
}
RUNRATE_FUNC double mixture::low() const {
  double least = detail::no_end;
  for (const auto& [weight, spread] : parts_) least = std::min(least, spread.low());
  return least;
}
RUNRATE_FUNC double mixture::high() const {
  double most = -detail::no_end;
  for (const auto& [weight, spread] : parts_) most = std::max(most, spread.high());
  return most;
}
RUNRATE_FUNC std::string mixture::text() const {
  std::string all;
  for (const auto& [weight, spread] : parts_) {
    all += fmt::format("{}{:.4g}%: {}", all.empty() ? "" : "; ", weight * 100, spread.text());
  }
  return all;
}
RUNRATE_FUNC std::vector<double> mixture::breaks() const {
  std::vector<double> at;
  const auto add = [&](double x) {
    if (!std::isfinite(x)) return;
    at.push_back(cdf(std::nextafter(x, -detail::no_end)));  // where there is a step, it begins here
    at.push_back(cdf(x));
  };
  for (const auto& [weight, spread] : parts_) {
    add(spread.low());
    add(spread.high());
    for (const double p : spread.breaks()) {
      add(spread.quantile(p));
      add(spread.quantile(std::min(std::nextafter(p, 1.0), 1 - 0x1p-53)));  // the other side of a gap
    }
  }
  std::sort(at.begin(), at.end());
  std::vector<double> apart;
  for (const double p : at) {
    if (p > 1e-300 && p < 1 - 1e-15 && (apart.empty() || p > apart.back() + 1e-15)) apart.push_back(p);
  }
  return apart;
}

RUNRATE_FUNC truncated::truncated(any_distribution of, std::optional<double> low, std::optional<double> high)
    : of_(std::move(of)), least_(low), most_(high) {
  if (low) runrate::detail::need_finite("truncated", {{"at_least", *low}});
  if (high) runrate::detail::need_finite("truncated", {{"at_most", *high}});
  if (low && high) runrate::detail::need_upwards("truncated", {{"at_least", *low}, {"at_most", *high}});
  const double before = low ? std::nextafter(*low, -detail::no_end) : 0;
  below_ = low ? of_.cdf(before) : 0;
  above_ = high ? of_.upper_cdf(*high) : 0;
  // From the side on which fewer digits are lost.
  if (below_ > 0.5) {
    share_ = of_.upper_cdf(before) - above_;
  } else {
    share_ = above_ > 0.5 ? of_.cdf(*high) - below_ : 1 - below_ - above_;
  }
  if (share_ > 1e-300) return;
  runrate::detail::throw_wrong_parameter("truncated", low ? "at_least" : "at_most",
                                         fmt::format("nothing of it, {}, lies {}", of_.text(),
                                                     !high  ? fmt::format("at {} or above", *low)
                                                     : !low ? fmt::format("at {} or below", *high)
                                                            : fmt::format("from {} to {}", *low, *high)),
                                         "bounds that leave something were expected");
}
RUNRATE_FUNC double truncated::within(double x) const { return std::clamp(x, low(), high()); }
RUNRATE_FUNC double truncated::quantile(double p) const {
  const double whole = std::max(below_ + p * share_, std::numeric_limits<double>::denorm_min());
  return within(whole <= 0.5 ? of_.quantile(whole) : of_.upper_quantile(above_ + (1 - p) * share_));
}
RUNRATE_FUNC double truncated::upper_quantile(double q) const {
  const double whole = std::max(above_ + q * share_, std::numeric_limits<double>::denorm_min());
  return within(whole <= 0.5 ? of_.upper_quantile(whole) : of_.quantile(below_ + (1 - q) * share_));
}
RUNRATE_FUNC double truncated::cdf(double x) const {
  if (x < low()) return 0;
  if (x >= high()) return 1;
  const double p = of_.cdf(x);
  return std::clamp(p <= 0.5 ? (p - below_) / share_ : 1 - (of_.upper_cdf(x) - above_) / share_, 0.0, 1.0);
}
RUNRATE_FUNC double truncated::upper_cdf(double x) const {
  if (x < low()) return 1;
  if (x >= high()) return 0;
  const double q = of_.upper_cdf(x);
  return std::clamp(q <= 0.5 ? (q - above_) / share_ : 1 - (of_.cdf(x) - below_) / share_, 0.0, 1.0);
}
RUNRATE_FUNC double truncated::low() const { return least_ ? std::max(*least_, of_.low()) : of_.low(); }
RUNRATE_FUNC double truncated::high() const { return most_ ? std::min(*most_, of_.high()) : of_.high(); }
RUNRATE_FUNC std::string truncated::text() const {
  std::string all = of_.text();
  if (least_) all += fmt::format(", at least {}", *least_);
  if (most_) all += fmt::format(", at most {}", *most_);
  return all;
}
RUNRATE_FUNC std::vector<double> truncated::breaks() const {
  std::vector<double> at;
  for (const double p : of_.breaks()) {
    const double left = (p - below_) / share_;
    if (left > 0 && left < 1) at.push_back(left);
  }
  return at;
}

RUNRATE_FUNC shifted::shifted(any_distribution of, double by) : of_(std::move(of)), by_(by) {
  runrate::detail::need_finite("shifted", {{"plus", by}});
}
RUNRATE_FUNC std::vector<double> shifted::quantiles(std::span<const double> tail, bool upper) const {
  auto all = of_.quantiles(tail, upper);
  for (double& x : all) x += by_;
  return all;
}
RUNRATE_FUNC std::string shifted::text() const {
  if (by_ == 0) return of_.text();
  return fmt::format("{}; {} {}", of_.text(), by_ < 0 ? "less" : "plus", std::abs(by_));
}
RUNRATE_FUNC std::optional<std::pair<double, double>> shifted::as_normal() const {
  const auto held = of_.as_normal();
  if (!held) return std::nullopt;
  return std::pair(held->first + by_, held->second);
}
RUNRATE_FUNC std::optional<std::pair<double, double>> shifted::as_uniform() const {
  const auto held = of_.as_uniform();
  if (!held) return std::nullopt;
  return std::pair(held->first + by_, held->second + by_);
}
RUNRATE_FUNC std::optional<std::array<double, 3>> shifted::as_triangular() const {
  auto held = of_.as_triangular();
  if (held) std::for_each(held->begin(), held->end(), [&](double& x) { x += by_; });
  return held;
}

RUNRATE_FUNC scaled::scaled(any_distribution of, double by) : of_(std::move(of)), by_(by) {
  runrate::detail::need_finite("scaled", {{"times", by}});
  if (by == 0) {
    runrate::detail::throw_wrong_parameter("scaled", "times", "times is 0", "a number other than 0 was expected");
  }
}
RUNRATE_FUNC std::vector<double> scaled::quantiles(std::span<const double> tail, bool upper) const {
  auto all = of_.quantiles(tail, by_ > 0 ? upper : !upper);
  for (double& x : all) x *= by_;
  return all;
}
RUNRATE_FUNC double scaled::cdf(double x) const {
  return by_ > 0 ? of_.cdf(x / by_) : of_.upper_cdf(std::nextafter(x / by_, -detail::no_end));
}
RUNRATE_FUNC double scaled::upper_cdf(double x) const {
  return by_ > 0 ? of_.upper_cdf(x / by_) : of_.cdf(std::nextafter(x / by_, -detail::no_end));
}
RUNRATE_FUNC std::string scaled::text() const { return fmt::format("{}; times {}", of_.text(), by_); }
RUNRATE_FUNC std::vector<double> scaled::breaks() const {
  auto at = of_.breaks();
  if (by_ > 0) return at;
  std::reverse(at.begin(), at.end());
  for (double& p : at) p = 1 - p;
  return at;
}
RUNRATE_FUNC std::optional<std::pair<double, double>> scaled::as_normal() const {
  const auto held = of_.as_normal();
  if (!held) return std::nullopt;
  return std::pair(held->first * by_, held->second * std::abs(by_));
}
RUNRATE_FUNC std::optional<std::pair<double, double>> scaled::as_lognormal() const {
  const auto held = of_.as_lognormal();
  if (!held || by_ < 0) return std::nullopt;
  return std::pair(held->first + std::log(by_), held->second);
}
RUNRATE_FUNC std::optional<std::pair<double, double>> scaled::as_uniform() const {
  if (!of_.as_uniform()) return std::nullopt;
  return std::pair(low(), high());
}
RUNRATE_FUNC std::optional<std::array<double, 3>> scaled::as_triangular() const {
  const auto held = of_.as_triangular();
  if (!held) return std::nullopt;
  return std::array{low(), (*held)[1] * by_, high()};
}

}  // namespace runrate::distributions

#endif
