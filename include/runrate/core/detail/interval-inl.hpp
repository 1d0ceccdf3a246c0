#ifndef RUNRATE_CORE_DETAIL_INTERVAL_INL_HPP
#define RUNRATE_CORE_DETAIL_INTERVAL_INL_HPP

#include <runrate/core/interval.hpp>

namespace runrate {

RUNRATE_FUNC std::string to_string(const interval& i) {
  return (i.has_low() ? "[" + to_string(i.low()) : "(...") + ", " + (i.has_high() ? to_string(i.high()) + "]" : "...)");
}

}  // namespace runrate

#endif
