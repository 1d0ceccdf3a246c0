#ifndef RUNRATE_TIME_DETAIL_DAY_COUNT_INL_HPP
#define RUNRATE_TIME_DETAIL_DAY_COUNT_INL_HPP

#include <runrate/time/day_count.hpp>

#include <runrate/time/detail/fiscal_calendar-inl.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_no_thirty_360_days(period days) {
  throw_contract("30/360 counts no day in " + to_string(days) + ", so there is no factor; use an actual day count");
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(const annual_factor& factor) {
  return std::to_string(factor.numerator) + '/' + std::to_string(factor.denominator);
}

}  // namespace runrate

#endif
