#ifndef RUNRATE_FORECAST_DETAIL_OUTLOOK_INL_HPP
#define RUNRATE_FORECAST_DETAIL_OUTLOOK_INL_HPP

#include <runrate/forecast/detail/expected_periods-inl.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/outlook.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace runrate {
namespace detail {

/// P(T <= t) of Student's t with six degrees of freedom: Abramowitz and Stegun, 26.7.4, as in `reach_of_t6`.
inline double probability_of_t6(double t) {
  if (std::isinf(t)) return t > 0 ? 1 : 0;
  const double away = std::abs(t);
  const double s = away / std::hypot(std::sqrt(degrees_of_ranges), away);
  const double c = degrees_of_ranges / (degrees_of_ranges + away * away);
  // 1 - s (1 + c / 2 + 3 c^2 / 8) as a quotient without a difference, so that a tail keeps its digits.
  const double beyond = c * c * c * (40 + 15 * c + 9 * c * c) / 64 / (1 + s * (1 + c / 2 + 3 * c * c / 8)) / 2;
  return t < 0 ? beyond : 1 - beyond;
}

}  // namespace detail

RUNRATE_FUNC value_range outlook::range(double level) const {
  if (!(level > 0 && level < 1)) detail::throw_contract("outlook: the level of a range lies between 0 and 1");
  const double reach = deviation * detail::reach_of_t6(level);
  return {expected - reach, expected + reach};
}

RUNRATE_FUNC double outlook::probability_of_at_least(double x) const {
  if (!(deviation > 0)) return x <= expected ? 1 : 0;
  return detail::probability_of_t6((expected - x) / deviation);
}

RUNRATE_FUNC range_odds outlook::odds_of(const interval& range) const {
  constexpr double open = std::numeric_limits<double>::infinity();
  const double low = range.has_low() ? to_double(range.low()) - expected : -open;
  const double high = range.has_high() ? to_double(range.high()) - expected : open;
  if (!(deviation > 0)) return {low > 0 ? 1.0 : 0.0, low <= 0 && high >= 0 ? 1.0 : 0.0, high < 0 ? 1.0 : 0.0};
  const auto up_to = [&](double x) { return detail::probability_of_t6(x / deviation); };
  const double below = up_to(low), above = up_to(-high);
  double inside = 1 - below - above;
  if (low > 0) inside = up_to(-low) - above;  // all in a tail, of which 1 has too few digits
  if (high < 0) inside = up_to(high) - below;
  return {below, std::max(inside, 0.0), above};
}

RUNRATE_FUNC result<outlook> outlook_of(const observed_series& record, const period& over,
                                        const any_forecast_method& method) {
  const auto all = detail::expected_periods::of(record, over.end(), method);
  if (!all) return all.error();
  const auto part = all->within(over, to_string(over));
  if (!part) return part.error();
  outlook made{all->method(), over, part->reported, part->periods - part->ahead, part->ahead};
  made.expected = to_double(part->reported) + part->expected;
  made.deviation = part->ahead == 0 ? 0 : all->errors().deviation(part->first_ahead, part->ahead);
  return made;
}

RUNRATE_FUNC result<period> year_after(const observed_series& record) {
  const auto ahead = record.periods_ahead(record.seen().per_year());
  if (!ahead) return ahead.error();
  return hull(ahead->front(), ahead->back());
}

}  // namespace runrate

#endif
