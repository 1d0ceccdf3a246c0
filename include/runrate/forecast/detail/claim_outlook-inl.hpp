#ifndef RUNRATE_FORECAST_DETAIL_CLAIM_OUTLOOK_INL_HPP
#define RUNRATE_FORECAST_DETAIL_CLAIM_OUTLOOK_INL_HPP

#include <runrate/claim/incremental.hpp>
#include <runrate/forecast/claim_outlook.hpp>
#include <runrate/forecast/detail/outlook-inl.hpp>

#include <algorithm>
#include <cmath>

namespace runrate {
namespace detail {

inline std::span<const dated_amount> ended_by_day(std::span<const dated_amount> record, date end) {
  const auto after =
      std::find_if(record.begin(), record.end(), [&](const dated_amount& a) { return a.during.end() > end; });
  return record.first(static_cast<std::size_t>(after - record.begin()));
}

/// What the record has of a period, where it has all of it.
inline std::optional<decimal> sum_over(std::span<const dated_amount> record, const period& whole) {
  decimal sum;
  date reached = whole.begin();
  for (const dated_amount& a : record) {
    if (a.during.begin() != reached || a.during.end() > whole.end()) continue;
    sum += a.amount;
    reached = a.during.end();
  }
  if (reached != whole.end()) return std::nullopt;
  return sum;
}

/// What part of an expected whole an amount is, where there is one.
inline void set_share_of(claim_outlook& of, double whole) {
  of.whole = whole;
  if (!(whole > 0)) return;
  if (of.said.has_low()) of.share_low = to_double(of.said.low()) / whole;
  if (of.said.has_high()) of.share_high = to_double(of.said.high()) / whole;
}

}  // namespace detail

RUNRATE_FUNC result<claim_outlook> claim_against_forecast(const claim& said, std::span<const dated_amount> record,
                                                          const currency& unit, const any_forecast_method& method) {
  const bool is_run_rate = said.measure == claim_measure::run_rate;
  if (said.measure == claim_measure::growth) {
    return reason{reason_code::not_applicable, "a growth rate is held against no amount that is expected"};
  }
  if (said.unit && *said.unit != unit) {
    return reason{reason_code::currency_mismatch,
                  "the claim is in " + std::string(said.unit->code()) + ", the series in " + std::string(unit.code())};
  }
  if (!is_run_rate && !said.about) {
    return reason{reason_code::not_applicable, "the claim does not say which period it speaks of"};
  }
  const bool of_a_period_over = is_run_rate && said.about && said.about->end() <= said.said.end();
  const date known_by = of_a_period_over ? said.about->end() : said.said.begin();
  const auto known = detail::ended_by_day(record, known_by);
  if (!is_run_rate && said.about->end() <= known_by) {
    return reason{reason_code::not_applicable, to_string(*said.about) + " was over when the claim was made"};
  }
  const auto observed = observed_series::of(known);
  if (!observed) return observed.error();
  const auto over = is_run_rate ? year_after(*observed) : result<period>(*said.about);
  if (!over) return over.error();
  const auto next = outlook_of(*observed, *over, method);
  if (!next) return next.error();
  claim_outlook made{*next, known.back().during.last(), said.range()};
  made.came = detail::sum_over(record, *over);
  if (is_run_rate || said.measure == claim_measure::total) {
    const bool is_part = !is_run_rate && !said.scope.empty();
    if (is_part) {
      detail::set_share_of(made, made.next.expected);
    } else {
      made.odds = made.next.odds_of(made.said);
    }
    return made;
  }
  const auto year = check_year_claim(said, known, unit, {});
  if (!year) return year.error();
  if (!year->base) return reason{reason_code::not_enough_history, year->base_missing, {}};
  made.said = year->amount;
  // Of several years, each is above the one before the first.
  const double years = std::round(static_cast<double>(over->days()) / year->base->during.days());
  made.base = year->base->amount * std::lround(years);
  detail::set_share_of(made, made.next.expected - to_double(*made.base));
  return made;
}

}  // namespace runrate

#endif
