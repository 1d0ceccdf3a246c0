// Characters of UTF-8 text as a terminal shows them.
#ifndef RUNRATE_SRC_REPORT_CHARACTERS_HPP
#define RUNRATE_SRC_REPORT_CHARACTERS_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace runrate::detail {

// The character that the text begins with, and its length in bytes. A byte that begins none is one by itself.
std::pair<char32_t, std::size_t> first_character(std::string_view text);

// Without control characters, C1 ones and lone bytes from 0x80 on included, nor those that end a line or turn the
// direction of what follows (Unicode Technical Report 36, 2.6): `instead` stands there.
std::string printable(std::string_view text, std::string_view instead = "?");

// In at most so many columns, with an ellipsis where something was cut.
std::string cut(std::string_view text, std::size_t columns);

// To so many columns, where it has fewer.
std::string padded(const std::string& text, std::size_t columns);
std::string padded_left(const std::string& text, std::size_t columns);

}  // namespace runrate::detail

#endif
