// How a formula is put together, by Boost.Spirit X3.
#ifndef RUNRATE_SRC_IO_FORMULA_GRAMMAR_HPP
#define RUNRATE_SRC_IO_FORMULA_GRAMMAR_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace runrate::detail {

class formula_builder;

// Where the text stops being a formula, and what should stand there: "an operator or ')'".
struct syntax_error {
  std::size_t offset;
  std::string expected;
};

// Reads the text and tells the builder about each part of it, from left to right. What the builder throws goes on to
// the caller. It calls itself once for each parenthesis that is open, after it has told the builder.
std::optional<syntax_error> read_grammar(std::string_view text, formula_builder& into);

}  // namespace runrate::detail

#endif
