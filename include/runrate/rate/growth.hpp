// Growth: between two figures, within a series, by the day, and at annual rates.
#ifndef RUNRATE_RATE_GROWTH_HPP
#define RUNRATE_RATE_GROWTH_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/rate/series.hpp>
#include <runrate/time/period_shape.hpp>

#include <optional>
#include <span>

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

namespace detail {

/// How many periods ago the same period of last year is; 0 where the history does not hold it.
constexpr std::size_t same_period_of_last_year(const history& h) {
  const dated_amount& now = h.latest();
  const period_kind kind = kind_of_length(now.during.days());
  for (std::size_t i = 1; i < h.size(); ++i) {
    const dated_amount& then = h.ago(i);
    const int apart = static_cast<int>((now.during.end() - then.during.end()).count());
    if (apart > 371) break;
    if (apart >= 364 && kind_of_length(then.during.days()) == kind) return i;
  }
  return 0;
}

/// growth(now, before) for a base above zero, rounded once.
constexpr decimal rounded_growth(decimal now, decimal before, round_to to) {
  int128 grown = 0;
  if (!subtract_overflows(now.billionths(), before.billionths(), grown)) [[likely]]
    return divide(decimal::from_billionths(grown), before, to);
  return round((ratio(now) / ratio(before) - ratio(1)), to);
}

}  // namespace detail

/// The growth of every period of a long series over the same period of last year, rounded once: `take(index, growth)`
/// is called for each in order, with a `std::optional<decimal>` that is empty where `year_over_year` has a reason.
/// Throws `overflow_error` for growth beyond the range of a decimal.
///
///     year_over_year_each(amounts, round_to{6}, [&](std::size_t i, const std::optional<decimal>& growth) {
///       if (growth) out[i] = *growth;
///     });
template <class Take>
constexpr void year_over_year_each(std::span<const dated_amount> amounts, round_to to, Take take) {
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    std::optional<decimal> growth;
    // Quarters, as nearly always.
    std::size_t ago = 0;
    const auto apart = [&] { return (amounts[i].during.end() - amounts[i - 4].during.end()).count(); };
    if (i >= 4 && detail::kind_of_length(amounts[i].during.days()) == period_kind::quarter && apart() >= 364 &&
        apart() <= 366 && detail::kind_of_length(amounts[i - 4].during.days()) == period_kind::quarter) [[likely]] {
      ago = 4;
    } else {
      ago = detail::same_period_of_last_year(history(amounts.first(i + 1)));
    }
    if (ago != 0) {
      const decimal before = amounts[i - ago].amount;
      if (before > decimal()) growth = detail::rounded_growth(amounts[i].amount, before, to);
    }
    take(i, growth);
  }
}

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
