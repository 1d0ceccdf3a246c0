#ifndef RUNRATE_FORECAST_DETAIL_EXPECTED_PERIODS_INL_HPP
#define RUNRATE_FORECAST_DETAIL_EXPECTED_PERIODS_INL_HPP

#include <runrate/forecast/detail/expected_periods.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/detail/observed_series-inl.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace runrate::detail {

inline constexpr std::size_t most_ahead_of_a_record = 120;

inline double variance_after(const error_step& step, double variance) {
  return step.kept * step.kept * variance + step.deviation * step.deviation;
}

/// To a sum of errors with that deviation, by a period's own, from one with that variance. Where no step has both
/// deviations, it has the period's own.
inline error_step step_to(double sum, double own, double variance) {
  if (!(variance > 0)) return {1, own};
  const double most = own * std::sqrt(variance);
  const double together = std::clamp((sum * sum - variance - own * own) / 2, -most, most);
  return {1 + together / variance, std::sqrt(std::max(own * own - together * together / variance, 0.0))};
}

RUNRATE_FUNC error_chain::error_chain(const expectation& of, std::size_t per_year) {
  double variance = 0;
  for (std::size_t h = 0; h < of.points.size(); ++h) {
    const auto ahead = static_cast<double>(h + 1);
    const double own = of.deviations[h] * width_of_ranges(ahead, per_year);
    const double sum = of.sum_deviations[h] * width_of_ranges((ahead + 1) / 2, per_year);
    steps_.push_back(step_to(sum, own, variance));
    variance = variance_after(steps_.back(), variance);
  }
}

RUNRATE_FUNC error_step error_chain::step(std::size_t first, std::size_t count) const {
  double kept = 1, added = 0;
  for (std::size_t h = first; h < first + count; ++h) {
    kept *= steps_[h].kept;
    added = variance_after(steps_[h], added);
  }
  return {kept, std::sqrt(added)};
}

RUNRATE_FUNC double error_chain::deviation(std::size_t first, std::size_t count) const {
  // What the periods add to the sum S before them: (kept - 1) S + deviation N.
  const error_step own = step(first, count);
  return std::hypot((own.kept - 1) * step(0, first).deviation, own.deviation);
}

RUNRATE_FUNC expected_periods::expected_periods(std::span<const dated_amount> amounts, std::vector<period> periods,
                                                std::string method, const expectation& expected, std::size_t per_year)
    : amounts_(amounts.begin(), amounts.end()),
      periods_(std::move(periods)),
      method_(std::move(method)),
      points_(expected.points),
      errors_(expected, per_year) {}

RUNRATE_FUNC result<expected_periods> expected_periods::of(const observed_series& record, date end,
                                                           const any_forecast_method& method) {
  const auto amounts = record.amounts();
  std::vector<period> all;
  for (const dated_amount& a : amounts) all.push_back(a.during);
  for (std::size_t ahead = record.seen().per_year(); all.back().end() < end; ahead *= 2) {
    const std::size_t count = std::min(ahead, most_ahead_of_a_record);
    const auto next = record.periods_ahead(count);
    if (!next) return next.error();
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(amounts.size()), all.end());
    for (const period& p : *next) {
      if (all.back().end() < end) all.push_back(p);
    }
    if (all.back().end() >= end || count < most_ahead_of_a_record) continue;
    return reason{reason_code::out_of_range,
                  to_string(end - std::chrono::days{1}) + " is more than " + std::to_string(most_ahead_of_a_record) +
                      " periods after the record's last, " + to_string(amounts.back().during),
                  {}};
  }
  const std::string name(method.name());
  const std::size_t horizon = std::max<std::size_t>(all.size() - amounts.size(), 1);
  const auto expected = checked_expectation(method(record.seen(), horizon), name, horizon);
  if (!expected) return expected.error();
  if (expected->deviations.empty()) {
    return reason{reason_code::not_applicable,
                  name + " has no model of how far off it is, which is needed here",
                  {{"method", name}}};
  }
  return expected_periods(amounts, std::move(all), name, *expected, record.seen().per_year());
}

RUNRATE_FUNC result<expected_periods::part> expected_periods::within(const period& days, std::string_view label) const {
  if (days.begin() < periods_.front().begin()) {
    return reason{reason_code::operand_missing,
                  std::string(label) + " begins before the record does, with " + to_string(periods_.front()),
                  {{"period", std::string(label)}}};
  }
  const auto first =
      std::find_if(periods_.begin(), periods_.end(), [&](const period& p) { return p.begin() == days.begin(); });
  const auto last = std::find_if(first, periods_.end(), [&](const period& p) { return p.end() == days.end(); });
  if (last == periods_.end()) {
    return reason{reason_code::wrong_period,
                  std::string(label) + " is not made up of whole periods as the record has them and goes on, such as " +
                      to_string(periods_.back()),
                  {{"period", std::string(label)}}};
  }
  part made;
  for (auto p = first; p <= last; ++p) {
    const auto at = static_cast<std::size_t>(p - periods_.begin());
    ++made.periods;
    if (at < amounts_.size()) {
      made.reported += amounts_[at].amount;
      made.bounds = made.bounds + amounts_[at].bounds();
    } else {
      if (made.ahead++ == 0) made.first_ahead = at - amounts_.size();
      made.expected += points_[at - amounts_.size()];
    }
  }
  return made;
}

}  // namespace runrate::detail

#endif
