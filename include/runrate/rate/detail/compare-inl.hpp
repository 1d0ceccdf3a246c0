#ifndef RUNRATE_RATE_DETAIL_COMPARE_INL_HPP
#define RUNRATE_RATE_DETAIL_COMPARE_INL_HPP

#include <runrate/core/format.hpp>
#include <runrate/rate/compare.hpp>

#include <fmt/format.h>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(caution_code code) {
  switch (code) {
    case caution_code::length_overstates: return "length_overstates";
    case caution_code::length_understates: return "length_understates";
    case caution_code::weeks_differ: return "weeks_differ";
    case caution_code::leap_year: return "leap_year";
    case caution_code::projects_growth: return "projects_growth";
    case caution_code::looks_back: return "looks_back";
    case caution_code::is_whole_year: return "is_whole_year";
    case caution_code::factor_rounded: return "factor_rounded";
    case caution_code::precision_unknown: return "precision_unknown";
    case caution_code::season_overstates: return "season_overstates";
    case caution_code::season_understates: return "season_understates";
  }
  return "unknown";
}

namespace detail {

/// Times four, twelve or fifty-two count periods, not days: how far that is from the days of the year.
RUNRATE_FUNC void caution_about_length(const annualization& how, int days_in_year_held, std::vector<caution>& found) {
  const ratio days = ratio(how.over.days()) * how.factor;
  const ratio off = days / ratio(days_in_year_held) - ratio(1);
  if (sign(off) == 0) return;
  const bool over = sign(off) > 0;
  found.push_back(
      {over ? caution_code::length_overstates : caution_code::length_understates,
       fmt::format("{} days x {} is a year of {} days: {:.2%} {} {}", how.over.days(), to_string(how.factor),
                   to_string(days), over ? off : -off, over ? "above" : "below", days_in_year_held)});
}

RUNRATE_FUNC void caution_about_weeks(const annualization& how, std::vector<caution>& found) {
  const quarter_fit fit = fit_to_quarter(how.over);
  if (fit != quarter_fit::fourteen_weeks && fit != quarter_fit::other_weeks) return;
  found.push_back({caution_code::weeks_differ,
                   fmt::format("the quarter has {} weeks: it is not a quarter of its year", how.over.days() / 7)});
}

/// The year to date counts its periods as equal; 12, 12, 12 and 16 weeks are not.
RUNRATE_FUNC void caution_about_unlike_parts(const history& h, period over, std::vector<caution>& found) {
  int least = h.latest().during.days(), greatest = least;
  for (std::size_t i = 1; i < h.size() && over.contains(h.ago(i).during); ++i) {
    const int days = h.ago(i).during.days();
    least = days < least ? days : least;
    greatest = days > greatest ? days : greatest;
  }
  // Calendar months differ by three days, quarters by two, a week by seven.
  if (greatest - least < 7) return;
  found.push_back(
      {caution_code::weeks_differ, fmt::format("periods of {} to {} days count as equal", least, greatest)});
}

}  // namespace detail

RUNRATE_FUNC std::vector<caution> cautions(const history& h, std::string_view method, const annualization& how) {
  std::vector<caution> found;
  const int year_days = days_in_year(detail::year_of(h.latest().during.last()));
  const auto is = [&](std::string_view name) { return method == name; };
  if (is("x4") || is("x12") || is("x52") || is("x2") || is("exit")) {
    detail::caution_about_length(how, year_days, found);
    detail::caution_about_weeks(how, found);
  }
  if (is("day") && year_days == 366) {
    found.push_back({caution_code::leap_year, "the year has 366 days: a factor of 366, not 365"});
  }
  if (is("compound") || is("logcompound")) {
    const ratio grown = (ratio(h.latest().amount) / ratio(h.ago(1).amount) - ratio(1)).reduced();
    found.push_back(
        {caution_code::projects_growth, fmt::format("takes one period's growth, {:.2%}, for a whole year's", grown)});
    if (how.over.days() != h.ago(1).during.days()) {
      found.push_back({caution_code::weeks_differ, fmt::format("{} days after {}: a part of the growth is the days",
                                                               how.over.days(), h.ago(1).during.days())});
    }
  }
  if (is("ttm")) {
    found.push_back(
        {caution_code::looks_back, "the last year's revenue, not today's rate: half a year behind on average"});
  }
  if (is("ytd")) detail::caution_about_unlike_parts(h, how.over, found);
  if (is("ytd") && how.factor == ratio(1)) {
    found.push_back({caution_code::is_whole_year, "the year to date is the whole year: nothing was annualized"});
  }
  if (how.factor_is_rounded) {
    found.push_back({caution_code::factor_rounded, "the factor is irrational; it was rounded to 36 decimal places"});
  }
  if (h.latest().decimals == dated_amount::exact) {
    found.push_back({caution_code::precision_unknown, "the amount is taken as exact: low and high are the value"});
  }
  return found;
}

RUNRATE_FUNC std::vector<any_method> every_method(const any_calendar& calendar) {
  return {method::times_four,
          method::times_twelve,
          method::day_weighted,
          method::day_weighted_365,
          method::day_weighted_360,
          method::week_weighted,
          method::year_to_date(calendar),
          method::trailing_twelve_months,
          method::exit_rate,
          method::compounded,
          method::log_compounded,
          method::seasonal_share(calendar),
          method::trailing_three_months,
          method::usage_28_days,
          method::usage_30_days,
          method::usage_90_days};
}

}  // namespace runrate

#endif
