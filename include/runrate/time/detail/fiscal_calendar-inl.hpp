#ifndef RUNRATE_TIME_DETAIL_FISCAL_CALENDAR_INL_HPP
#define RUNRATE_TIME_DETAIL_FISCAL_CALENDAR_INL_HPP

#include <runrate/time/fiscal_calendar.hpp>

#include <runrate/time/detail/fiscal_label-inl.hpp>
#include <runrate/time/detail/period_shape-inl.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_calendar_lacks(label_unit unit, const fiscal_label& label) {
  const bool thirteen = unit == label_unit::four_weeks;
  throw_contract(to_string(label) + " has no days in this calendar: its years have " +
                 (thirteen ? "thirteen four-week periods (P01 to P13), not months"
                           : "twelve months (M01 to M12), not four-week periods"));
}

RUNRATE_FUNC void throw_calendar_has_a_hole(date day) {
  throw_contract(to_string(day) +
                 " lies in none of the parts of its fiscal year: a fiscal calendar's parts must tile its years");
}

RUNRATE_FUNC void throw_bad_month(unsigned month) {
  throw_contract("a fiscal year can't end with month " + std::to_string(month) + "; expected 1 to 12");
}

RUNRATE_FUNC result<fiscal_label> no_label_for_shape(period days) {
  return reason{reason_code::wrong_period,
                to_string(days) + " (" + counted(days.days(), "day") +
                    ") is no month, quarter, half or year of this fiscal calendar",
                {{"period", to_string(days)}, {"days", std::to_string(days.days())}}};
}

RUNRATE_FUNC result<fiscal_label> no_label_near(period days, const fiscal_label& before, period days_before,
                                                const fiscal_label& at, period days_at, int grace) {
  const auto after_that = (days.last() - days_before.last()).count();
  const auto before_this = (days_at.last() - days.last()).count();
  return reason{reason_code::wrong_period,
                to_string(days) + " ends " + counted(after_that, "day") + " after " + to_string(before) + " (" +
                    to_string(days_before.last()) + ") and " + counted(before_this, "day") + " before the end of " +
                    to_string(at) + " (" + to_string(days_at.last()) + "); at most " + counted(grace, "day") +
                    " are let pass: the company keeps another calendar",
                {{"period", to_string(days)}, {"before", to_string(before)}, {"at", to_string(at)}}};
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(const month_calendar& calendar) {
  std::string text = "fiscal years end with ";
  text += detail::month_name(static_cast<unsigned>(calendar.last_month()));
  return text + ", named by the year they " + (calendar.naming() == year_naming::by_end ? "end in" : "begin in");
}

}  // namespace runrate

#endif
