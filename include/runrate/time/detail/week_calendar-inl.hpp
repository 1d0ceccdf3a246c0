#ifndef RUNRATE_TIME_DETAIL_WEEK_CALENDAR_INL_HPP
#define RUNRATE_TIME_DETAIL_WEEK_CALENDAR_INL_HPP

#include <runrate/time/week_calendar.hpp>

#include <runrate/time/detail/fiscal_calendar-inl.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_bad_year_end(const char* what, unsigned number, const char* expected) {
  throw_contract("a year can't end on " + std::string(what) + ' ' + std::to_string(number) + "; expected " + expected);
}
RUNRATE_FUNC void throw_leap_day_year_end() {
  throw_contract("a year can't end nearest February 29, which most years lack; use February / last");
}
RUNRATE_FUNC void throw_bad_pattern_total(int weeks) {
  throw_contract("a week pattern must hold 52 weeks, and this one holds " + std::to_string(weeks));
}
RUNRATE_FUNC void throw_bad_pattern_months(int months) {
  throw_contract("a week pattern must have 12 months or 13, and this one has " + std::to_string(months));
}
RUNRATE_FUNC void throw_bad_pattern_quarter(int quarter) {
  throw_contract("quarter " + std::to_string(quarter) +
                 " of a week pattern must be one to four months of one week or more, then zeros");
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(const year_end& rule) {
  const std::string weekday{detail::weekday_name(rule.weekday())};
  const std::string month{detail::month_name(static_cast<unsigned>(rule.month()))};
  switch (rule.kind_) {
    case detail::year_end_kind::last: break;
    case detail::year_end_kind::nearest_month_end: return "the " + weekday + " nearest the end of " + month;
    case detail::year_end_kind::nearest_day:
      return "the " + weekday + " nearest " + month + ' ' + std::to_string(rule.day_);
  }
  return "the last " + weekday + " of " + month;
}

RUNRATE_FUNC std::string to_string(const week_calendar& calendar) {
  const week_pattern& pattern = calendar.pattern();
  std::string shape;
  // Equal quarters are told by their months, unequal ones by their weeks.
  const bool equal = pattern.weeks[0] == pattern.weeks[1] && pattern.weeks[1] == pattern.weeks[2] &&
                     pattern.weeks[2] == pattern.weeks[3];
  for (int i = 1; i <= (equal ? pattern.months_in_quarter(1) : 4); ++i) {
    if (i > 1) shape += equal ? '-' : '/';
    shape += std::to_string(equal ? pattern.weeks[0][static_cast<std::size_t>(i - 1)] : pattern.weeks_in_quarter(i));
  }
  return "52 or 53 weeks that end on " + to_string(calendar.ends()) + ", named by the year they " +
         (calendar.naming() == year_naming::by_end ? "end in" : "begin in") + ", " + shape + ", the 53rd week in Q" +
         std::to_string(calendar.long_quarter().number());
}

}  // namespace runrate

#endif
