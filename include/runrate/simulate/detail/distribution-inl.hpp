#ifndef RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_INL_HPP

#include <runrate/simulate/distribution.hpp>

#include <fmt/format.h>

#include <cmath>

namespace runrate::detail {

RUNRATE_FUNC void throw_wrong_probability(double p) {
  throw_contract(fmt::format("a quantile is of a probability above 0 and below 1, not of {}", p));
}

RUNRATE_FUNC void check_probabilities(std::span<const double> tail) {
  double last = 0;
  for (const double p : tail) {
    if (!(p > 0 && p < 1)) throw_wrong_probability(p);
    if (p < last) throw_contract(fmt::format("quantiles: {} comes after {}, and they should ascend", p, last));
    last = p;
  }
}

/// The greatest tail probability at which a condition holds that holds for the least, by its logarithm: so that 1e-200
/// is found as well as 0.3. `most` is 1/2.
template <class Holds>
double greatest_tail(Holds holds) {
  double low = -708, high = std::log(0.5);  // e^-708: the least normal double
  if (!holds(std::exp(low))) return 0;
  if (holds(0.5)) return 0.5;
  for (int i = 0; i < 200 && high - low > 0x1p-53 * -high; ++i) {
    const double middle = low + (high - low) / 2;
    (holds(std::exp(middle)) ? low : high) = middle;
  }
  return std::exp(low);
}

RUNRATE_FUNC double searched_cdf(const erased_distribution& d, double x) {
  if (d.quantile(0.5) <= x) return 1 - searched_upper_cdf(d, x);
  return greatest_tail([&](double p) { return d.quantile(p) <= x; });
}

RUNRATE_FUNC double searched_upper_cdf(const erased_distribution& d, double x) {
  if (d.quantile(0.5) > x) return 1 - searched_cdf(d, x);
  return greatest_tail([&](double q) { return d.upper_quantile(q) > x; });
}

RUNRATE_FUNC std::vector<double> looped_quantiles(const erased_distribution& d, std::span<const double> tail,
                                                  bool upper) {
  std::vector<double> all;
  all.reserve(tail.size());
  for (const double p : tail) all.push_back(upper ? d.upper_quantile(p) : d.quantile(p));
  return all;
}

}  // namespace runrate::detail

#endif
