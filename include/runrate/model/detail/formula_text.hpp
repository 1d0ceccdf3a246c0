// How formulas are written.
#ifndef RUNRATE_MODEL_DETAIL_FORMULA_TEXT_HPP
#define RUNRATE_MODEL_DETAIL_FORMULA_TEXT_HPP

#include <runrate/core/ratio.hpp>

#include <string>

namespace runrate::detail {

/// A number as a formula has it: "0.65", "-4", and as a quotient where it has no end: "1 / 3".
std::string number_text(const ratio& value);

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/formula_text-inl.hpp>
#endif

#endif
