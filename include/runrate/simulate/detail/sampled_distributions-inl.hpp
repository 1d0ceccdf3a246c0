// Distributions of single values.
#ifndef RUNRATE_SIMULATE_DETAIL_SAMPLED_DISTRIBUTIONS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_SAMPLED_DISTRIBUTIONS_INL_HPP

#include <runrate/rate/growth.hpp>
#include <runrate/simulate/detail/distribution_parameters-inl.hpp>
#include <runrate/simulate/distributions.hpp>

#include <algorithm>
#include <numeric>

namespace runrate::distributions {
namespace detail {

inline std::vector<double> in_order(const char* kind, std::vector<double> values) {
  if (values.empty()) {
    runrate::detail::throw_wrong_parameter(kind, "values", "there are no values", "at least one was expected");
  }
  for (const double v : values) runrate::detail::need_finite(kind, {{"values", v}});
  std::sort(values.begin(), values.end());
  return values;
}

/// k / n for those k below n at which the values differ from one to the next.
inline std::vector<double> steps_between(std::span<const double> values) {
  std::vector<double> at;
  for (std::size_t k = 1; k < values.size(); ++k) {
    if (values[k - 1] < values[k]) at.push_back(static_cast<double>(k) / static_cast<double>(values.size()));
  }
  return at;
}

inline std::size_t count_up_to(const std::vector<double>& values, double x) {
  return static_cast<std::size_t>(std::upper_bound(values.begin(), values.end(), x) - values.begin());
}

}  // namespace detail

RUNRATE_FUNC bernoulli::bernoulli(double probability) : probability_(probability) {
  if (!(probability >= 0 && probability <= 1)) {
    runrate::detail::throw_wrong_parameter("bernoulli", "probability", fmt::format("probability is {}", probability),
                                           "a number from 0 to 1 was expected");
  }
}
RUNRATE_FUNC std::string bernoulli::text() const { return fmt::format("1 with probability {}, else 0", probability_); }
RUNRATE_FUNC std::vector<double> bernoulli::breaks() const {
  return probability_ > 0 && probability_ < 1 ? std::vector{1 - probability_} : std::vector<double>();
}

RUNRATE_FUNC discrete::discrete(std::vector<double> values, std::vector<double> probabilities) {
  if (values.size() != probabilities.size()) {
    runrate::detail::throw_wrong_parameter(
        "discrete", "probabilities",
        fmt::format("there are {} values and {} probabilities", values.size(), probabilities.size()),
        "as many of one as of the other were expected");
  }
  values_ = detail::in_order("discrete", values);
  double sum = 0;
  for (const double p : probabilities) {
    runrate::detail::need_not_below_zero("discrete", {"probabilities", p});
    sum += p;
  }
  if (!(std::abs(sum - 1) <= 1e-9)) {
    runrate::detail::throw_wrong_parameter("discrete", "probabilities",
                                           fmt::format("the probabilities add up to {:.10g}", sum), "1 was expected");
  }
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  values_.clear();
  std::vector<double> weights;
  for (const std::size_t i : order) {
    if (probabilities[i] == 0) continue;
    if (!values_.empty() && values_.back() == values[i]) {
      weights.back() += probabilities[i] / sum;
    } else {
      values_.push_back(values[i]);
      weights.push_back(probabilities[i] / sum);
    }
  }
  up_to_.resize(weights.size());
  above_.resize(weights.size());
  std::partial_sum(weights.begin(), weights.end(), up_to_.begin());
  double above = 0;
  for (std::size_t i = weights.size(); i-- > 0;) {
    above_[i] = above;
    above += weights[i];
  }
  up_to_.back() = 1;
}
RUNRATE_FUNC double discrete::quantile(double p) const {
  return values_[static_cast<std::size_t>(std::lower_bound(up_to_.begin(), up_to_.end() - 1, p) - up_to_.begin())];
}
RUNRATE_FUNC double discrete::upper_quantile(double q) const {
  const auto at = std::lower_bound(above_.begin(), above_.end() - 1, q, std::greater<>());
  return values_[static_cast<std::size_t>(at - above_.begin())];
}
RUNRATE_FUNC double discrete::cdf(double x) const {
  const std::size_t k = detail::count_up_to(values_, x);
  return k == 0 ? 0 : up_to_[k - 1];
}
RUNRATE_FUNC double discrete::upper_cdf(double x) const {
  const std::size_t k = detail::count_up_to(values_, x);
  return k == 0 ? 1 : above_[k - 1];
}
RUNRATE_FUNC std::string discrete::text() const {
  if (values_.size() > 6) return fmt::format("one of {} values from {} to {}", values_.size(), low(), high());
  std::string all;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    all += fmt::format("{}{} with probability {:.6g}", i == 0 ? "" : ", ", values_[i],
                       i == 0 ? up_to_[0] : up_to_[i] - up_to_[i - 1]);
  }
  return all;
}
RUNRATE_FUNC std::vector<double> discrete::breaks() const { return {up_to_.begin(), up_to_.end() - 1}; }

RUNRATE_FUNC empirical::empirical(std::vector<double> values)
    : values_(detail::in_order("empirical", std::move(values))) {}
RUNRATE_FUNC result<empirical> empirical::of_growth(const history& h) {
  if (h.size() < 2) {
    return reason{reason_code::not_enough_history, "growth needs two periods, and there is one", {}};
  }
  std::vector<double> all;
  for (std::size_t i = h.size() - 1; i-- > 0;) {
    const auto grown = growth(h.ago(i).amount, h.ago(i + 1).amount);
    if (!grown) return grown.error();
    all.push_back(to_double(*grown));
  }
  return empirical(std::move(all));
}
RUNRATE_FUNC double empirical::quantile(double p) const {
  const double n = static_cast<double>(values_.size());
  // The least k with k / n >= p, as `cdf` divides it.
  double k = std::clamp(std::ceil(p * n), 1.0, n);
  while (k > 1 && (k - 1) / n >= p) --k;
  while (k < n && k / n < p) ++k;
  return values_[static_cast<std::size_t>(k) - 1];
}
RUNRATE_FUNC double empirical::upper_quantile(double q) const {
  const double n = static_cast<double>(values_.size());
  double above = std::clamp(std::floor(q * n), 0.0, n - 1);
  while (above < n - 1 && (above + 1) / n <= q) ++above;
  while (above > 0 && above / n > q) --above;
  return values_[values_.size() - 1 - static_cast<std::size_t>(above)];
}
RUNRATE_FUNC double empirical::cdf(double x) const {
  return static_cast<double>(detail::count_up_to(values_, x)) / static_cast<double>(values_.size());
}
RUNRATE_FUNC double empirical::upper_cdf(double x) const {
  return static_cast<double>(values_.size() - detail::count_up_to(values_, x)) / static_cast<double>(values_.size());
}
RUNRATE_FUNC std::string empirical::text() const {
  return fmt::format("one of {} seen, from {:.6g} to {:.6g}", values_.size(), low(), high());
}
RUNRATE_FUNC std::vector<double> empirical::breaks() const { return detail::steps_between(values_); }

RUNRATE_FUNC interpolated::interpolated(std::vector<double> values)
    : values_(detail::in_order("interpolated", std::move(values))) {}
RUNRATE_FUNC double interpolated::quantile(double p) const {
  if (values_.size() == 1) return values_[0];
  const double h = p * static_cast<double>(values_.size() - 1);
  const std::size_t k = std::min(static_cast<std::size_t>(h), values_.size() - 2);
  return values_[k] + (h - static_cast<double>(k)) * (values_[k + 1] - values_[k]);
}
RUNRATE_FUNC double interpolated::upper_quantile(double q) const {
  if (values_.size() == 1) return values_[0];
  const double h = q * static_cast<double>(values_.size() - 1);
  const std::size_t k = std::min(static_cast<std::size_t>(h), values_.size() - 2);
  const std::size_t top = values_.size() - 1 - k;
  return values_[top] - (h - static_cast<double>(k)) * (values_[top] - values_[top - 1]);
}
RUNRATE_FUNC double interpolated::cdf(double x) const {
  const std::size_t k = detail::count_up_to(values_, x);
  if (k == 0) return 0;
  if (k == values_.size()) return 1;
  return (static_cast<double>(k - 1) + (x - values_[k - 1]) / (values_[k] - values_[k - 1])) /
         static_cast<double>(values_.size() - 1);
}
RUNRATE_FUNC std::string interpolated::text() const {
  return fmt::format("between {} seen, from {:.6g} to {:.6g}", values_.size(), low(), high());
}
RUNRATE_FUNC std::vector<double> interpolated::breaks() const {
  std::vector<double> at;
  for (std::size_t k = 1; k + 1 < values_.size(); ++k) {
    at.push_back(static_cast<double>(k) / static_cast<double>(values_.size() - 1));
  }
  return at;
}

}  // namespace runrate::distributions

#endif
