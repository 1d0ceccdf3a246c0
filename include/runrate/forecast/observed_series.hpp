// A series of amounts, as forecasts see it.
#ifndef RUNRATE_FORECAST_OBSERVED_SERIES_HPP
#define RUNRATE_FORECAST_OBSERVED_SERIES_HPP

#include <runrate/core/result.hpp>
#include <runrate/forecast/observations.hpp>

#include <span>
#include <vector>

namespace runrate {

/// The figures of a series in `double`, with how many of its periods make up a year, and the days of those to come.
///
///     const series<usd> quarters{usd(33.006_bn).over(2025y / Q3), usd(35.579_bn).over(2025y / Q4)};
///     const observed_series aws = observed_series::of(quarters.amounts()).value();
///     const auto next = forecast(aws.seen(), forecast_by::drift());
class observed_series {
public:
  /// Amounts in order that adjoin, as a series has them. `not_enough_history` for none, `wrong_period` where they are
  /// of unlike kinds, or of one that no number of makes up a year, such as days.
  static result<observed_series> of(std::span<const dated_amount> amounts);

  /// A view of this.
  observations seen() const { return observations(figures_, per_year_).with_amounts(amounts_); }
  std::span<const dated_amount> amounts() const { return amounts_; }
  int per_year() const { return per_year_; }

  /// The days of the next periods: after whole calendar months as many months; where the last year had 365 or 366 days,
  /// up to the same day of the year; else as many days as the same period had a year before. A year of 53 weeks is not
  /// foreseen: after one, the quarter of 14 or 17 weeks is a week shorter. `out_of_range` beyond the year 9999.
  result<std::vector<period>> periods_ahead(std::size_t count) const;

private:
  observed_series(std::span<const dated_amount> amounts, int per_year);

  std::vector<dated_amount> amounts_;
  std::vector<double> figures_;
  int per_year_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/observed_series-inl.hpp>
#endif

#endif
