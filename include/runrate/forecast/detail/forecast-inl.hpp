#ifndef RUNRATE_FORECAST_DETAIL_FORECAST_INL_HPP
#define RUNRATE_FORECAST_DETAIL_FORECAST_INL_HPP

#include <runrate/forecast/detail/smoothing-inl.hpp>
#include <runrate/forecast/forecast.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace runrate {
namespace detail {

RUNRATE_FUNC std::optional<double> error_sizes::below(double level) const {
  const auto rank = static_cast<std::size_t>(std::ceil(level * static_cast<double>(sizes_.size() + 1) - 1e-9));
  if (rank > sizes_.size()) return std::nullopt;
  std::vector<double> in_order = sizes_;
  const auto at = in_order.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(in_order.begin(), at, in_order.end());
  return *at;
}

RUNRATE_FUNC double measure_of_errors(double point, const std::vector<double>& deviations, std::size_t ahead) {
  if (!deviations.empty() && deviations[ahead] > 0) return deviations[ahead];
  return point != 0 ? std::abs(point) : 1;
}

RUNRATE_FUNC result<expectation> checked_expectation(result<expectation> expected, std::string_view method,
                                                     std::size_t horizon) {
  if (!expected) return expected;
  if (expected->points.size() != horizon) {
    throw_contract("forecast: " + std::string(method) + " has " + std::to_string(expected->points.size()) +
                   " points, not " + std::to_string(horizon));
  }
  const std::size_t deviations = expected->deviations.size();
  if ((deviations != 0 && deviations != horizon) || expected->sum_deviations.size() != deviations) {
    throw_contract("forecast: " + std::string(method) + " has " + std::to_string(deviations) + " deviations and " +
                   std::to_string(expected->sum_deviations.size()) + " of sums, not " + std::to_string(horizon));
  }
  const auto all_finite = [](const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
  };
  for (std::size_t h = 0; h < horizon; ++h) {
    if (std::isfinite(expected->points[h])) continue;
    return reason{reason_code::out_of_range,
                  std::string(method) + " expects no finite figure " + std::to_string(h + 1) +
                      (h == 0 ? " period ahead" : " periods ahead"),
                  {{"ahead", std::to_string(h + 1)}}};
  }
  if (!all_finite(expected->deviations) || !all_finite(expected->sum_deviations)) {
    return expectation{expected->points};
  }
  return expected;
}

/// Of Student's t, by which ranges are made.
inline constexpr double degrees_of_ranges = 6;

/// What deviations are multiplied by so many periods ahead, which may be a mean of several.
inline double width_of_ranges(double periods_ahead, std::size_t per_year) {
  constexpr double first_width = 0.95, wider_a_year = 0.12;
  return first_width + wider_a_year * (periods_ahead - 1) / static_cast<double>(per_year);
}

/// How far Student's t with six degrees of freedom lies from 0, with that probability at the most.
///
/// P(|T| <= t) = s (1 + c / 2 + 3 c^2 / 8) with s = t / sqrt(6 + t^2) and c = 1 - s^2 (Abramowitz and Stegun, Handbook
/// of Mathematical Functions, 26.7.4), solved for s by Newton's steps: the curve bends down, so that they come from
/// below.
inline double reach_of_t6(double probability) {
  double s = 0;
  for (int step = 0; step < 200; ++step) {
    const double c = 1 - s * s;
    const double lacking = probability - s * (1 + c / 2 + 3 * c * c / 8);
    const double next = s + lacking / (15.0 / 8 * c * c);
    if (!(next > s && next < 1)) break;
    s = next;
  }
  return s * std::sqrt(6 / (1 - s * s));
}

RUNRATE_FUNC range_levels::range_levels(const std::vector<double>& levels) : levels_(levels) {
  for (const double level : levels) {
    if (!(level > 0 && level < 1)) throw_contract("forecast: the level of a range lies between 0 and 1");
    reaches_.push_back(reach_of_t6(level));
  }
}

/// Nothing where an end is beyond what a `double` holds.
inline std::optional<value_range> range_around(double point, double reach) {
  const value_range range{point - reach, point + reach};
  if (!std::isfinite(range.low) || !std::isfinite(range.high)) return std::nullopt;
  return range;
}

RUNRATE_FUNC std::vector<std::optional<value_range>> range_levels::by_errors(double point, double measure,
                                                                             const error_sizes& errors) const {
  std::vector<std::optional<value_range>> ranges;
  ranges.reserve(levels_.size());
  for (const double level : levels_) {
    const std::optional<double> size = errors.below(level);
    ranges.push_back(size ? range_around(point, *size * measure) : std::nullopt);
  }
  return ranges;
}

RUNRATE_FUNC std::vector<std::optional<value_range>> range_levels::by_deviation(double point, double deviation,
                                                                                double periods_ahead,
                                                                                std::size_t per_year) const {
  const double width = width_of_ranges(periods_ahead, per_year);
  std::vector<std::optional<value_range>> ranges;
  ranges.reserve(levels_.size());
  for (const double reach : reaches_) {
    ranges.push_back(range_around(point, deviation * width * reach));
  }
  return ranges;
}

/// The sizes of a method's errors at earlier times: of each period ahead, and of the year.
struct earlier_errors {
  std::vector<error_sizes> of_periods;
  error_sizes of_year;
};

inline earlier_errors errors_before(const observations& of, const any_forecast_method& method, std::size_t horizon) {
  const std::size_t m = of.per_year();
  earlier_errors errors{std::vector<error_sizes>(horizon), {}};
  for (std::size_t known = std::max<std::size_t>(2 * m, 2); known < of.size(); ++known) {
    const auto expected = checked_expectation(method(of.first(known), horizon), method.name(), horizon);
    if (!expected) continue;
    const std::size_t came = std::min(horizon, of.size() - known);
    for (std::size_t h = 0; h < came; ++h) {
      const double point = expected->points[h];
      errors.of_periods[h].add(std::abs(of[known + h] - point) / measure_of_errors(point, expected->deviations, h));
    }
    if (came < m) continue;
    double error = 0, sum = 0;
    for (std::size_t h = 0; h < m; ++h) error += of[known + h] - expected->points[h], sum += expected->points[h];
    errors.of_year.add(std::abs(error) / measure_of_errors(sum, expected->sum_deviations, m - 1));
  }
  return errors;
}

RUNRATE_FUNC series_forecast forecast_of(std::string_view method, const expectation& expected, std::size_t horizon,
                                         std::size_t per_year, const range_levels& levels) {
  const std::vector<std::optional<value_range>> none(levels.levels().size());
  series_forecast made{std::string(method), range_source::backtest, levels.levels(), {}, {0, none}};
  made.periods.reserve(horizon);
  for (std::size_t h = 0; h < horizon; ++h) made.periods.push_back({expected.points[h], none});
  for (std::size_t h = 0; h < per_year; ++h) made.next_year.value += expected.points[h];
  return made;
}

RUNRATE_FUNC void set_ranges_by_model(series_forecast& of, const expectation& expected, std::size_t per_year,
                                      const range_levels& levels) {
  of.ranges_from = range_source::model;
  for (std::size_t h = 0; h < of.periods.size(); ++h) {
    of.periods[h].ranges =
        levels.by_deviation(of.periods[h].value, expected.deviations[h], static_cast<double>(h + 1), per_year);
  }
  of.next_year.ranges = levels.by_deviation(of.next_year.value, expected.sum_deviations[per_year - 1],
                                            static_cast<double>(per_year + 1) / 2, per_year);
}

}  // namespace detail

RUNRATE_FUNC std::string_view to_string(range_source source) {
  return source == range_source::model ? "model" : "backtest";
}

RUNRATE_FUNC result<series_forecast> forecast(const studied_series& of, const any_forecast_method& method,
                                              const forecast_options& options) {
  const detail::range_levels levels(options.levels);
  const std::size_t m = of.of().per_year();
  const std::size_t wanted = options.horizon == 0 ? m : options.horizon;
  const std::size_t horizon = std::max(wanted, m);
  const auto expected = detail::checked_expectation(method(of, horizon), method.name(), horizon);
  if (!expected) return expected.error();
  series_forecast made = detail::forecast_of(method.name(), *expected, wanted, m, levels);
  if (!std::isfinite(made.next_year.value)) {
    return reason{reason_code::out_of_range, std::string(method.name()) + " expects no finite sum of a year", {}};
  }
  if (options.ranges == range_source::model && !expected->deviations.empty()) {
    detail::set_ranges_by_model(made, *expected, m, levels);
    return made;
  }
  const detail::earlier_errors errors = detail::errors_before(of.of(), method, horizon);
  for (std::size_t h = 0; h < wanted; ++h) {
    predicted& period = made.periods[h];
    const double measure = detail::measure_of_errors(period.value, expected->deviations, h);
    period.ranges = levels.by_errors(period.value, measure, errors.of_periods[h]);
  }
  const double measure = detail::measure_of_errors(made.next_year.value, expected->sum_deviations, m - 1);
  made.next_year.ranges = levels.by_errors(made.next_year.value, measure, errors.of_year);
  return made;
}

RUNRATE_FUNC result<series_forecast> forecast(const observations& of, const any_forecast_method& method,
                                              const forecast_options& options) {
  return forecast(studied_series(of), method, options);
}

}  // namespace runrate

#endif
