#ifndef RUNRATE_CORE_DETAIL_ERRORS_INL_HPP
#define RUNRATE_CORE_DETAIL_ERRORS_INL_HPP

#include <runrate/core/errors.hpp>

namespace runrate::detail {

RUNRATE_FUNC void throw_contract(const char* what) { throw contract_error(what); }
RUNRATE_FUNC void throw_contract(const std::string& what) { throw contract_error(what); }
RUNRATE_FUNC void throw_overflow(const char* what) { throw overflow_error(what); }
RUNRATE_FUNC void throw_inexact(const char* what) { throw inexact_error(what); }

}  // namespace runrate::detail

#endif
