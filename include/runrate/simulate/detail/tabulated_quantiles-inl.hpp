// Many quantiles at once, of distributions whose inverse costs microseconds each: several times faster.
#ifndef RUNRATE_SIMULATE_DETAIL_TABULATED_QUANTILES_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_TABULATED_QUANTILES_INL_HPP

#include <runrate/simulate/detail/special_functions-inl.hpp>
#include <runrate/simulate/distributions.hpp>

#include <algorithm>
#include <cmath>

namespace runrate::distributions {
namespace detail {

// A tail gives a coordinate y of its values in which y over the logarithm u of the tail's probability is nearly
// straight far out: then dy/du = p / (density dx/dy) is integrated from one quantile to the next.

/// Where a tail is at some u, with what its slope s = dy/du changes by: d ln(s)/dy = q, and dq/dy.
struct tail_point {
  double y, slope, q, q_change;
  /// d2y/du2, since d ln(s)/du = 1 + q dy/du.
  double curve() const { return slope * (1 + slope * q); }
};

/// The lower tail of a beta distribution over [0, 1]: y = ln x.
struct beta_tail {
  beta_tail(double first, double second)
      : a(first),
        b(second),
        ln_beta(std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b)),
        deviation(std::sqrt(a / (a + b) * b / (a + b) / (a + b + 1))) {}
  double inverse(double p) const { return std::log(runrate::detail::beta_quantile(a, b, p)); }
  double probability(double y) const { return runrate::detail::beta_cdf(a, b, std::exp(y)); }
  tail_point at(double u, double y) const {
    const double x = std::exp(y), rest = 1 - x;
    return {y, std::exp(u + ln_beta - a * y - (b - 1) * std::log1p(-x)), (b - 1) * x / rest - a,
            (b - 1) * x / (rest * rest)};
  }
  double value(double y) const { return std::exp(y); }

  double a, b, ln_beta, deviation;
};

/// The lower tail of a gamma distribution of scale 1: y = ln x.
struct gamma_tail {
  explicit gamma_tail(double k) : shape(k), ln_gamma(std::lgamma(k)), deviation(std::sqrt(k)) {}
  double inverse(double p) const { return std::log(runrate::detail::gamma_quantile(shape, p)); }
  double probability(double y) const { return runrate::detail::gamma_cdf(shape, std::exp(y)); }
  tail_point at(double u, double y) const {
    const double x = std::exp(y);
    return {y, std::exp(u + ln_gamma - shape * y + x), x - shape, x};
  }
  double value(double y) const { return std::exp(y); }

  double shape, ln_gamma, deviation;
};

/// Its upper tail: y = x.
struct gamma_upper_tail {
  explicit gamma_upper_tail(double k) : shape(k), ln_gamma(std::lgamma(k)), deviation(std::sqrt(k)) {}
  double inverse(double q) const { return runrate::detail::gamma_upper_quantile(shape, q); }
  double probability(double y) const { return runrate::detail::gamma_upper_cdf(shape, y); }
  tail_point at(double u, double y) const {
    const double k = shape - 1;
    return {y, -std::exp(u + ln_gamma - k * std::log(y) + y), 1 - k / y, k / (y * y)};
  }
  double value(double y) const { return y; }

  double shape, ln_gamma, deviation;
};

/// One step to `u`, h further on, by the slopes and curves at both ends: y1 = y0 + h/2 (s0 + s1) + h^2/12 (c0 - c1),
/// off by h^5/720 of the fifth derivative (Obreschkoff, Neue Quadraturformeln, 1940). It is solved by one step of
/// Newton's method from Taylor's polynomial.
template <class Tail>
tail_point stepped(const Tail& tail, const tail_point& from, double u, double h) {
  tail_point to = tail.at(u, from.y + h * (from.slope + h / 2 * from.curve()));
  const double s = to.slope, sq = s * to.q;
  const double y = from.y + h / 2 * (from.slope + s) + h * h / 12 * (from.curve() - to.curve());
  const double curve_over_y = sq * (1 + 2 * sq) + s * s * to.q_change;
  const double change = (y - to.y) / (1 - h / 2 * sq + h * h / 12 * curve_over_y);
  to.y += change;
  to.slope += sq * change;
  to.q += to.q_change * change;
  return to;
}

/// The quantiles of ascending p up to 1/2 or so: followed for an octave of p at a time, and held against the
/// distribution function at its end. Where it has come off by more than 1e-10 deviations, with fine steps too, the
/// octave is inverted one by one.
template <class Tail>
void follow(const Tail& tail, std::span<const double> p, std::span<double> values) {
  if (p.empty()) return;
  double y = tail.inverse(p[0]);
  values[0] = tail.value(y);
  for (std::size_t first = 0, last = 0; first + 1 < p.size(); first = last) {
    while (last + 1 < p.size() && (last == first || p[last + 1] <= 2 * p[first])) ++last;
    bool is_followed = false;
    for (const double longest : {0x1p-6, 0x1p-9}) {
      double u = std::log(p[first]);
      tail_point at = tail.at(u, y);
      for (std::size_t i = first + 1; i <= last; ++i) {
        const double next = std::log(p[i]);
        const int steps = static_cast<int>(std::min(std::ceil((next - u) / longest), 1e4));
        const double h = (next - u) / steps;
        for (int s = 1; s <= steps; ++s) at = stepped(tail, at, u + s * h, h);
        u = next;
        values[i] = tail.value(at.y);
      }
      // One step of Newton's method gives the mismatch, and what is left of it is its square.
      const double exact = at.y + (u - std::log(tail.probability(at.y))) * at.slope;
      const double off = std::abs(tail.value(exact) - values[last]);
      is_followed = off <= 1e-10 * std::max(tail.deviation, std::abs(values[last]));
      if (!is_followed) continue;
      y = exact;
      values[last] = tail.value(y);
      break;
    }
    if (is_followed) continue;
    for (std::size_t i = first + 1; i <= last; ++i) values[i] = tail.value(y = tail.inverse(p[i]));
  }
}

/// From both tails: p beyond 1/2 is the other tail's 1 - p, exactly. `from_other` makes a value of the other tail one
/// of this.
template <class Tail, class OtherTail, class FromOther>
std::vector<double> followed(const Tail& tail, const OtherTail& other, std::span<const double> p,
                             FromOther from_other) {
  std::vector<double> values(p.size());
  const std::size_t near = static_cast<std::size_t>(std::upper_bound(p.begin(), p.end(), 0.5) - p.begin());
  follow(tail, p.first(near), std::span(values).first(near));
  std::vector<double> rest, far(p.size() - near);
  for (std::size_t i = p.size(); i-- > near;) rest.push_back(1 - p[i]);
  follow(other, std::span<const double>(rest), std::span(far));
  for (std::size_t i = 0; i < far.size(); ++i) values[values.size() - 1 - i] = from_other(far[i]);
  return values;
}

}  // namespace detail

RUNRATE_FUNC std::vector<double> beta::quantiles(std::span<const double> tail, bool upper) const {
  if (a_ == 1 || b_ == 1 || (a_ == 0.5 && b_ == 0.5)) {  // which have a closed form in Boost.Math
    std::vector<double> all;
    for (const double p : tail) all.push_back(upper ? upper_quantile(p) : quantile(p));
    return all;
  }
  const double a = upper ? b_ : a_, b = upper ? a_ : b_;
  auto all = detail::followed(detail::beta_tail(a, b), detail::beta_tail(b, a), tail, [](double x) { return 1 - x; });
  for (double& x : all) x = upper ? high_ - (high_ - low_) * x : low_ + (high_ - low_) * x;
  return all;
}

RUNRATE_FUNC std::vector<double> gamma::quantiles(std::span<const double> tail, bool upper) const {
  const detail::gamma_tail below(shape_);
  const detail::gamma_upper_tail above(shape_);
  const auto same = [](double x) { return x; };
  auto all = upper ? detail::followed(above, below, tail, same) : detail::followed(below, above, tail, same);
  for (double& x : all) x = from_ + scale_ * x;
  return all;
}

}  // namespace runrate::distributions

#endif
