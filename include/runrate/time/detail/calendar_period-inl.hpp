#ifndef RUNRATE_TIME_DETAIL_CALENDAR_PERIOD_INL_HPP
#define RUNRATE_TIME_DETAIL_CALENDAR_PERIOD_INL_HPP

#include <runrate/time/calendar_period.hpp>

#include <runrate/time/detail/period-inl.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_no_such_part(const char* what, long long number, int greatest) {
  throw_contract("there is no " + std::string(what) + ' ' + std::to_string(number) + " of a year; expected 1 to " +
                 std::to_string(greatest));
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(calendar_year year) { return detail::padded(year.year(), 4); }
RUNRATE_FUNC std::string to_string(calendar_half half) {
  return detail::padded(half.year(), 4) + 'H' + std::to_string(half.half().number());
}
RUNRATE_FUNC std::string to_string(calendar_quarter quarter) {
  return detail::padded(quarter.year(), 4) + 'Q' + std::to_string(quarter.quarter().number());
}
RUNRATE_FUNC std::string to_string(calendar_month month) {
  return detail::padded(month.year(), 4) + '-' + detail::padded(month.month(), 2);
}

}  // namespace runrate

#endif
