// How a model's number says that it does not exist.
#ifndef RUNRATE_MODEL_MISSING_HPP
#define RUNRATE_MODEL_MISSING_HPP

#include <runrate/core/result.hpp>

#include <memory>
#include <string>

namespace runrate {

/// Why a number of a model does not exist: a division by zero, the logarithm of a negative number. Null for one that
/// does. It goes with the number through all that is computed from it, so that `select(in[x] == 0, 0, 1 / in[x])` has a
/// value where the quotient that has none is not chosen; and a line that ends without a value says why.
using missing = std::shared_ptr<const reason>;

namespace detail {

missing made_missing(reason_code code, std::string text);

/// The first of two reasons that there is.
inline const missing& first_missing(const missing& a, const missing& b) { return a != nullptr ? a : b; }

/// Whether something holds, or why that is not known.
template <class Truth>
struct judged {
  Truth holds{};
  missing why{};
};

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/missing-inl.hpp>
#endif

#endif
