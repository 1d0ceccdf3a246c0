// The words of the formula language.
#ifndef RUNRATE_SRC_IO_FORMULA_WORDS_HPP
#define RUNRATE_SRC_IO_FORMULA_WORDS_HPP

#include <runrate/model/timeline.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace runrate::detail {

// In single quotes, as formulas themselves often stand in double ones; at most 40 characters of it.
std::string in_single_quotes(std::string_view text);

constexpr bool is_formula_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_formula_digit(char c) { return c >= '0' && c <= '9'; }

// How tightly an operator holds its operands.
enum class formula_binding { either, both, opposite, comparison, sum, product, sign, power };

enum class formula_sign {
  either,
  both,
  opposite,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  equal,
  unequal,
  add,
  subtract,
  multiply,
  divide,
  negate,
  power
};

struct formula_operator {
  std::string_view text;
  formula_sign what;
  formula_binding binds;
  bool is_prefix = false;
};

// The operator of that text, which is one; a minus sign is two.
const formula_operator& find_operator(std::string_view text, bool is_prefix);

// A function of the language itself, and how it is called.
enum class formula_call { condition, least, greatest, clamp, magnitude, exponential, logarithm, root, previous, dated };
struct formula_call_word {
  std::string_view name;
  formula_call what;
  std::size_t fewest, most;  // arguments
  std::string_view usage;
};
std::span<const formula_call_word> formula_call_words();
const formula_call_word* find_call_word(std::string_view name);

// `hours` and the like; those with a day too.
std::optional<period_quantity> find_quantity_word(std::string_view name);
bool has_day(period_quantity what);

// All that a reserved word may be, for `is_reserved_word` and for guessing what was meant.
std::span<const std::string_view> operator_words();
std::span<const std::string_view> quantity_words();

}  // namespace runrate::detail

#endif
