#include "page_text.hpp"

#include "characters.hpp"

namespace runrate::detail {
namespace {

enum class context { text, attribute, json };

constexpr char32_t line_separator = 0x2028, paragraph_separator = 0x2029;

// Control characters, and embeddings, overrides and isolates, which turn the text around (Unicode Technical Report 36,
// 2.6).
bool is_unshown(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// What a character is written as; nothing where it is written as it is.
std::string_view instead_of(char32_t c, context where) {
  const bool in_json = where == context::json;
  switch (c) {
    case '\n':
    case '\r':
    case line_separator:
    case paragraph_separator: return where == context::text ? "<br>" : " ";
    case '\t': return " ";
    case '"': return in_json ? "\\\"" : where == context::attribute ? "&quot;" : "";
    case '\\': return in_json ? "\\\\" : "";
    case '<': return in_json ? "\\u003c" : "&lt;";
    case '>': return in_json ? "" : "&gt;";
    case '&': return in_json ? "" : "&amp;";
    default: return is_unshown(c) ? "\xEF\xBF\xBD" : "";
  }
}

void add(std::string& to, std::string_view text, context where) {
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    const bool is_lone_byte = length == 1 && c >= 0x80;
    const bool is_half_of_a_break = c == '\r' && text.substr(1, 1) == "\n";
    const std::string_view instead = is_lone_byte ? "\xEF\xBF\xBD" : instead_of(c, where);
    if (!is_half_of_a_break) to += instead.empty() ? text.substr(0, length) : instead;
    text.remove_prefix(length);
  }
}

}  // namespace

void add_html(std::string& to, std::string_view text) { add(to, text, context::text); }

void add_attribute(std::string& to, std::string_view text) { add(to, text, context::attribute); }

void add_json(std::string& to, std::string_view text) {
  to += '"';
  add(to, text, context::json);
  to += '"';
}

}  // namespace runrate::detail
