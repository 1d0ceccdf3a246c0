// Growth: between two figures, within a series, by the day, and at annual rates.
#ifndef RUNRATE_RATE_GROWTH_HPP
#define RUNRATE_RATE_GROWTH_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/rate/series.hpp>

namespace runrate {

/// now / before - 1, exactly: 42,232 after 30,873 is 11359/30873, 36.79%. A base of zero or less has no growth
/// rate, and says so (`base_not_positive`): from -5 to 10 is no -300%.
///
///     const result<ratio> g = growth(42.232_bn, 30.873_bn);
result<ratio> growth(decimal now, decimal before);

/// Growth between two amounts of money of one currency.
template <class Currency>
result<ratio> growth(const basic_money<Currency>& now, const basic_money<Currency>& before) {
  (void)(now == before);  // two currencies of run time are refused here
  return growth(now.amount(), before.amount());
}

/// Growth between two figures that were rounded, as bounds: low over high, high over low, in per cent, rounded
/// outwards. `base_not_positive` where the base may be zero or less.
result<interval> growth_bounds_percent(const interval& now, const interval& before);

/// The latest period over the one a year before: the same period of last year, which must end 364 to 371 days earlier
/// and be of the same kind. `not_enough_history` where the series does not hold it.
result<ratio> year_over_year(const history& h);

/// The latest quarter over the one before it. `wrong_period` where they are no quarters.
result<ratio> quarter_over_quarter(const history& h);

/// The latest month over the one before it. `wrong_period` where they are no months.
result<ratio> month_over_month(const history& h);

/// Growth of the amount per day: where a leap year or a longer quarter makes the days differ. Snowflake's quarter to
/// April 2025 (89 days) grew 25.75% on the one of 2024 (90 days), and 27.16% by the day.
///
/// Formula: (x / d) / (x_before / d_before) - 1.
result<ratio> growth_per_day(const dated_amount& now, const dated_amount& before);

/// The compounded annual rate of change, as a fraction of one, rounded to the grid of `to`: 0.21550625 for 5% a
/// quarter.
///
/// Formula: (now / before)^(m / n) - 1 with m periods a year and n periods between the two: BEA
/// (dev.bea.gov/help/faq/463); m is 4 for quarters, 12 for months, 260 for business days, 26 for fortnights (FRED,
/// fredhelp.stlouisfed.org/fred/data/understanding-the-data/formulas-calculate-growth-rates). Correctly rounded.
/// `contract_error` for m or n below 1.
result<decimal> compounded_annual_rate(decimal now, decimal before, int per_year, int periods_between, round_to to);

/// The continuously compounded annual rate of change, as a fraction of one, correctly rounded.
///
/// Formula: (ln now - ln before) * m / n (FRED, as above).
result<decimal> continuous_annual_rate(decimal now, decimal before, int per_year, int periods_between, round_to to);

/// Compound annual growth rate over a number of years, which may be a fraction (ratio(5, 2) is two and a half; its
/// numerator at most 10,000), as a fraction of one, correctly rounded.
///
/// Formula: (now / before)^(1 / years) - 1.
result<decimal> cagr(decimal now, decimal before, int years_numerator, int years_denominator, round_to to);

/// When a figure that grows by `rate` a year reaches a multiple of itself: the years, correctly rounded.
///
/// Formula: ln multiple / ln (1 + rate). `not_applicable` where it never does.
result<decimal> years_to_multiply(const ratio& multiple, const ratio& rate, round_to to);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/detail/growth-inl.hpp>
#endif

#endif
