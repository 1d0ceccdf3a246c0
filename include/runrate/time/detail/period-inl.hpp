#ifndef RUNRATE_TIME_DETAIL_PERIOD_INL_HPP
#define RUNRATE_TIME_DETAIL_PERIOD_INL_HPP

#include <runrate/time/period.hpp>

#include <runrate/time/detail/date-inl.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_empty_period(date begin, date end) {
  throw_contract("a period from " + to_string(begin) + " up to but without " + to_string(end) +
                 " holds no day; its end must come after its beginning");
}

RUNRATE_FUNC void throw_period_out_of_range() { throw_contract("a period lies outside 0000-01-01 to 9999-12-31"); }

}  // namespace detail

RUNRATE_FUNC std::string to_string(period days) {
  if (days.days() == 1) return to_string(days.first());
  return to_string(days.first()) + " to " + to_string(days.last());
}

}  // namespace runrate

#endif
