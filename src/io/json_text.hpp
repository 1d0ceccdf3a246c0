// The grammar of JSON, byte by byte: to say what is wrong where a fast reader only knows that something is.
#ifndef RUNRATE_SRC_IO_JSON_TEXT_HPP
#define RUNRATE_SRC_IO_JSON_TEXT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace runrate::detail {

// Deeper ones are refused: no company facts come near, and whoever calls itself for each level needs an end. simdjson's
// own limit is the same.
inline constexpr int deepest_json = 1024;

struct json_fault {
  std::size_t at = 0;  // a byte of the text
  std::string found, expected;
};

// Where and why a text is no JSON (RFC 8259) in UTF-8, or too deep; nothing when it is. Half of a surrogate pair is a
// fault too: there is no text that it stands for.
std::optional<json_fault> find_fault(std::string_view text);

// A number, true, false or null, and nothing else.
bool is_json_literal(std::string_view text);

// The length of the number that the text begins with; 0 when it begins with none.
std::size_t json_number_at(std::string_view text);

// Whether each backslash begins an escape, as it has to in a string.
bool has_sound_escapes(std::string_view text);

// What stands between the quotes of a string whose escapes are sound, as UTF-8.
std::string unescaped(std::string_view between_quotes);

constexpr bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace runrate::detail

#endif
