#ifndef RUNRATE_RATE_DETAIL_RUN_RATE_INL_HPP
#define RUNRATE_RATE_DETAIL_RUN_RATE_INL_HPP

#include <runrate/rate/run_rate.hpp>

namespace runrate::detail {

RUNRATE_FUNC void throw_no_rate(std::string_view method, const reason& why) {
  throw_contract("annualize by " + std::string(method) + ": " + why.text);
}

}  // namespace runrate::detail

#endif
