#ifndef RUNRATE_FORECAST_DETAIL_SIMPLE_FORECASTS_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SIMPLE_FORECASTS_INL_HPP

#include <runrate/forecast/detail/forecast_method-inl.hpp>
#include <runrate/forecast/simple_forecasts.hpp>

#include <cmath>

namespace runrate {
namespace detail {

/// The root of the mean square of what figures `lag` apart differ by, less `slope`; `parameters` were estimated.
inline double deviation_of_differences(const observations& of, std::size_t lag, double slope, std::size_t parameters) {
  double squares = 0;
  for (std::size_t i = lag; i < of.size(); ++i) {
    const double error = of[i] - of[i - lag] - slope;
    squares += error * error;
  }
  return std::sqrt(squares / static_cast<double>(of.size() - lag - parameters));
}

}  // namespace detail

namespace forecast_by {

RUNRATE_FUNC result<expectation> naive::operator()(const observations& of, std::size_t horizon) const {
  expectation expected{std::vector<double>(horizon, of.latest())};
  if (of.size() < 2) return expected;
  const std::vector<double> ones(horizon, 1.0);
  runrate::detail::set_deviations(expected, runrate::detail::deviation_of_differences(of, 1, 0, 0), ones);
  return expected;
}

RUNRATE_FUNC result<expectation> seasonal_naive::operator()(const observations& of, std::size_t horizon) const {
  const std::size_t m = of.per_year(), n = of.size();
  if (n < m) return runrate::detail::too_few_figures(name(), m, n);
  expectation expected{std::vector<double>(horizon)};
  std::vector<double> impulses(horizon);
  for (std::size_t h = 0; h < horizon; ++h) {
    expected.points[h] = of[n - m + h % m];
    impulses[h] = h % m == 0 ? 1 : 0;
  }
  if (n < 2 * m) return expected;
  runrate::detail::set_deviations(expected, runrate::detail::deviation_of_differences(of, m, 0, 0), impulses);
  return expected;
}

RUNRATE_FUNC result<expectation> drift::operator()(const observations& of, std::size_t horizon) const {
  const std::size_t n = of.size();
  if (n < 2) return runrate::detail::too_few_figures(name(), 2, n);
  const double steps = static_cast<double>(n - 1), slope = (of.latest() - of[0]) / steps;
  expectation expected{std::vector<double>(horizon)};
  for (std::size_t h = 0; h < horizon; ++h) expected.points[h] = of.latest() + static_cast<double>(h + 1) * slope;
  if (n < 3) return expected;
  const std::vector<double> ones(horizon, 1.0);
  const double error = runrate::detail::deviation_of_differences(of, 1, slope, 1);
  runrate::detail::set_deviations(expected, error, ones);
  // The slope is off as well: by error / sqrt(n - 1) in each period.
  for (std::size_t h = 0; h < horizon; ++h) {
    const auto ahead = static_cast<double>(h + 1), ahead_in_sum = ahead * (ahead + 1) / 2;
    expected.deviations[h] = std::hypot(expected.deviations[h], error * ahead / std::sqrt(steps));
    expected.sum_deviations[h] = std::hypot(expected.sum_deviations[h], error * ahead_in_sum / std::sqrt(steps));
  }
  return expected;
}

}  // namespace forecast_by
}  // namespace runrate

#endif
