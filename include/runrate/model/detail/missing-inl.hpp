#ifndef RUNRATE_MODEL_DETAIL_MISSING_INL_HPP
#define RUNRATE_MODEL_DETAIL_MISSING_INL_HPP

#include <runrate/model/missing.hpp>

namespace runrate::detail {

RUNRATE_FUNC missing made_missing(reason_code code, std::string text) {
  return std::make_shared<const reason>(reason{code, std::move(text), {}});
}

}  // namespace runrate::detail

#endif
