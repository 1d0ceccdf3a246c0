// What can go wrong, by whose fault it is.
//
// A caller's bug is a `contract_error`; an exact result that does not fit or does not exist is an
// `overflow_error` or an `inexact_error`; an answer that may not exist is a `result<T>` (result.hpp).
#ifndef RUNRATE_CORE_ERRORS_HPP
#define RUNRATE_CORE_ERRORS_HPP

#include <runrate/core/detail/config.hpp>

#include <stdexcept>
#include <string>

namespace runrate {

/// The caller broke a precondition; `what()` names it, with the values.
class contract_error : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

/// An exact result needs more than the 128 bits of a `decimal`. Nothing ever wraps.
class overflow_error : public std::overflow_error {
public:
  using std::overflow_error::overflow_error;
};

/// An exact result has no end within nine decimal places and the caller gave no rounding.
class inexact_error : public std::domain_error {
public:
  using std::domain_error::domain_error;
};

namespace detail {

// One cold function a kind, so that a throw costs its caller a call and no code.
[[noreturn]] RUNRATE_COLD void throw_contract(const char* what);
[[noreturn]] RUNRATE_COLD void throw_contract(const std::string& what);
[[noreturn]] RUNRATE_COLD void throw_overflow(const char* what);
[[noreturn]] RUNRATE_COLD void throw_inexact(const char* what);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/errors-inl.hpp>
#endif

#endif
