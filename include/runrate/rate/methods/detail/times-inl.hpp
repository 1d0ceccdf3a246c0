#ifndef RUNRATE_RATE_METHODS_DETAIL_TIMES_INL_HPP
#define RUNRATE_RATE_METHODS_DETAIL_TIMES_INL_HPP

#include <runrate/rate/methods/times.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC reason wrong_period_for(std::string_view method, const period& found, std::string_view expected) {
  return {reason_code::wrong_period,
          std::string(method) + " is for " + std::string(expected) + "; " + runrate::to_string(found) + " has " +
              std::to_string(found.days()) + " days",
          {{"period", runrate::to_string(found)}}};
}

}  // namespace detail
}  // namespace runrate

#endif
