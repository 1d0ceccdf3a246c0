#ifndef RUNRATE_FORECAST_DETAIL_BASELINE_INL_HPP
#define RUNRATE_FORECAST_DETAIL_BASELINE_INL_HPP

#include <runrate/forecast/baseline.hpp>
#include <runrate/forecast/detail/expected_periods-inl.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>

#include <cmath>
#include <optional>

namespace runrate {
namespace detail {

/// Nothing where the figure is beyond all amounts.
inline std::optional<decimal> rounded(double figure, int decimals) {
  constexpr double most = 1e21;
  if (!(std::abs(figure) < most)) return std::nullopt;
  const double units = std::nearbyint(figure * std::pow(10.0, decimals));
  return decimal::from_billionths(static_cast<int128>(units) *
                                  static_cast<int128>(power_of_ten(decimal::places - decimals)));
}

}  // namespace detail

RUNRATE_FUNC result<forecast_baseline> baseline_of(const observed_series& record, const timeline& over,
                                                   const any_forecast_method& method, const baseline_options& options) {
  if (!(options.level > 0 && options.level < 1)) {
    detail::throw_contract("baseline_of: the level of a range lies between 0 and 1");
  }
  if (options.decimals < 0 || options.decimals > decimal::places) {
    detail::throw_contract("baseline_of: 0 to 9 decimals");
  }
  const auto all = detail::expected_periods::of(record, over.during().end(), method);
  if (!all) return all.error();
  const double reach = detail::reach_of_t6(options.level);
  forecast_baseline made{all->method(), {}, {}, {path_kind::forecast}, all->ahead()};
  made.path.degrees = detail::degrees_of_ranges;
  // Sums of errors begin where the model does: it may begin later than what is expected.
  std::optional<std::size_t> first;
  double variance = 0;
  for (const model_period& p : over) {
    const auto part = all->within(p.during, p.label);
    if (!part) return part.error();
    if (part->ahead == 0) {
      made.path.errors.push_back({1, 0});
      made.values.push_back(part->reported);
      made.ranges.push_back(part->bounds);
      continue;
    }
    if (!first) first = part->first_ahead;
    const double own = all->errors().deviation(part->first_ahead, part->ahead);
    const double sum = all->errors().deviation(*first, part->first_ahead + part->ahead - *first);
    const error_step step = detail::step_to(sum, own, variance);
    made.path.errors.push_back(step);
    variance = detail::variance_after(step, variance);
    const double off = reach * own;
    const auto value = detail::rounded(part->expected, options.decimals),
               low = detail::rounded(part->expected - off, options.decimals),
               high = detail::rounded(part->expected + off, options.decimals);
    if (!value || !low || !high) {
      return reason{reason_code::out_of_range, made.method + " expects 10^21 or more in " + p.label, {}};
    }
    made.values.push_back(part->reported + *value);
    made.ranges.push_back(part->bounds + interval(*low, *high));
  }
  return made;
}

}  // namespace runrate

#endif
