// What is expected of a period that is not over yet, and how probable a figure for it is.
#ifndef RUNRATE_FORECAST_OUTLOOK_HPP
#define RUNRATE_FORECAST_OUTLOOK_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/result.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/forecast.hpp>
#include <runrate/forecast/observed_series.hpp>

#include <cstddef>
#include <string>

namespace runrate {

/// How probable it is that a figure comes out below a range, inside it, and above it. They add up to 1.
struct range_odds {
  double below, inside, above;
};

/// A period's figure, as far as it was reported and as far as it is expected: of the next twelve months, of a year of
/// which two quarters are known, of the next three years together.
///
/// Distributed as Student's t with six degrees of freedom, with the deviation of `forecast`'s ranges.
struct outlook {
  std::string method;
  period over;
  decimal reported{};            ///< the sum of what the record has of it
  std::size_t periods_reported;  ///< of the record's kind
  std::size_t periods_expected;  ///< after its last
  double expected = 0;           ///< all of it, with what was reported
  double deviation = 0;          ///< 0 where all of it was reported

  /// What holds so large a share of outcomes. `contract_error` for a level that is not between 0 and 1.
  value_range range(double level) const;
  /// The probability of a figure of `x` or more.
  double probability_of_at_least(double x) const;
  range_odds odds_of(const interval& range) const;
};

/// What a method expects of a period, from a record that ends within it or before. See `baseline_of` for what answers
/// there are none.
///
///     const series<usd> quarters{usd(33.006_bn).over(2025y / Q3), usd(35.579_bn).over(2025y / Q4)};
///     const observed_series aws = observed_series::of(quarters.amounts()).value();
///     const outlook next = outlook_of(aws, 2026y / Q1, forecast_by::naive()).value();
///     fmt::print("{:.0f}%\n", 100 * next.probability_of_at_least(36e9));
result<outlook> outlook_of(const observed_series& record, const period& over,
                           const any_forecast_method& method = forecast_by::combination());

/// The year that follows a record: as many periods as make one up.
result<period> year_after(const observed_series& record);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/outlook-inl.hpp>
#endif

#endif
