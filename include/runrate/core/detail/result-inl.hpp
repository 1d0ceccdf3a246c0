#ifndef RUNRATE_CORE_DETAIL_RESULT_INL_HPP
#define RUNRATE_CORE_DETAIL_RESULT_INL_HPP

#include <runrate/core/result.hpp>

namespace runrate::detail {

RUNRATE_FUNC void throw_no_value(const reason& why) {
  throw contract_error("a result was used that has no value: " + why.text);
}
RUNRATE_FUNC void throw_no_error() { throw contract_error("a result was asked for its reason, but has a value"); }

}  // namespace runrate::detail

#endif
