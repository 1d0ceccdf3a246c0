// Amounts in a sentence: "$142.3 billion".
#ifndef RUNRATE_SRC_REPORT_AMOUNT_TEXT_HPP
#define RUNRATE_SRC_REPORT_AMOUNT_TEXT_HPP

#include <string>
#include <string_view>

namespace runrate::detail {

// In the largest of million, billion and trillion that leaves one or more, to a tenth; `unit` is a currency's code, or
// a unit as formulas have it.
std::string amount_text(double value, std::string_view unit);

}  // namespace runrate::detail

#endif
