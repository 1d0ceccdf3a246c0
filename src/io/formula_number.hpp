// Numbers as they stand in formulas.
#ifndef RUNRATE_SRC_IO_FORMULA_NUMBER_HPP
#define RUNRATE_SRC_IO_FORMULA_NUMBER_HPP

#include <runrate/core/ratio.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace runrate::detail {

struct number_problem {
  std::size_t length;  // of what is wrong
  std::string found, expected;
};

// 1_000_000, 0.25 or 12.5%, exactly. `text` begins with the number, and goes on: what looks like a date is none.
std::variant<ratio, number_problem> read_formula_number(std::string_view digits, std::string_view text);

}  // namespace runrate::detail

#endif
