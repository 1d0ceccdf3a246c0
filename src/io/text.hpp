// Text of a file as it may stand in a message, and the name that was probably meant.
#ifndef RUNRATE_SRC_IO_TEXT_HPP
#define RUNRATE_SRC_IO_TEXT_HPP

#include <runrate/core/nearest_name.hpp>
#include <runrate/io/diagnostic.hpp>

#include <span>
#include <string>
#include <string_view>

namespace runrate::detail {

// In quotes, at most 40 characters of it.
std::string shown(std::string_view text);

// With everything that a terminal would obey or that would turn the line around spelled out: \n, \x1b, \u202e.
std::string printable(std::string_view text);

// 1234567 as 1,234,567.
std::string grouped(std::size_t number);

// `a, b or c`.
std::string listed(std::span<const std::string_view> names, std::string_view last = " or ");

// "did you mean 'price'?" where a name is near, else the other sentence.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> names, std::string otherwise);

// The length of the longest part, from the beginning, that is UTF-8 without NUL (Unicode 15, table 3-7).
std::size_t valid_utf_8(std::string_view text);

// Where the byte at `offset` stands, when the text begins at `begin`.
text_position locate(std::string_view text, std::size_t offset, text_position begin);

// What is wrong with a byte that ends `valid_utf_8`, and what to do.
struct byte_fault {
  std::string found, expected;
};
byte_fault fault_of(char byte);

// Whether a byte begins a character: every one does but 10xxxxxx.
constexpr bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace runrate::detail

#endif
