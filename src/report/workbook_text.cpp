#include "workbook_text.hpp"

#include <algorithm>

namespace runrate::excel {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr char32_t no_character = 0xFFFFFFFF;

struct decoded {
  char32_t point;      ///< `no_character` where the bytes are not UTF-8
  std::size_t length;  ///< in bytes
};

/// The first character of text that is not empty (Unicode 15, table 3-7).
decoded first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {no_character, 1};
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {no_character, 1};
    point = point << 6 | (byte(i) & 0x3FU);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return {no_character, 1};
  return {point, length};
}

bool is_held(char32_t c) {
  if (c == '\t' || c == '\n') return true;
  return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && (c & 0xFFFE) != 0xFFFE && c != no_character;
}

/// Whether text begins with what a program reads as an escaped character: _xHHHH_ (ECMA-376, part 1, 22.9.2.19).
bool begins_with_escape(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return false;
  return std::all_of(text.begin() + 2, text.begin() + 6,
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

namespace {

std::string text_of(std::string_view text, std::size_t most_units, bool escapes) {
  constexpr std::string_view cut = "...";
  std::string made;
  std::size_t units = 0, size_with_room = 0;
  while (!text.empty()) {
    const decoded next = first_character(text);
    std::string_view part = is_held(next.point) ? text.substr(0, next.length) : replacement;
    std::size_t wide = next.point != no_character && next.point >= 0x10000 && is_held(next.point) ? 2 : 1;
    if (next.point == '\r') part = text.substr(0, 2) == "\r\n" ? "" : "\n", wide = part.size();
    if (escapes && begins_with_escape(text)) part = "_x005F_", wide = part.size();
    if (units + wide > most_units) {
      made.resize(size_with_room);
      return most_units < cut.size() ? made : made.append(cut);
    }
    made += part;
    units += wide;
    if (units + cut.size() <= most_units) size_with_room = made.size();
    text.remove_prefix(next.length);
  }
  return made;
}

}  // namespace

std::string cell_text(std::string_view text, std::size_t most_units) { return text_of(text, most_units, true); }
std::string plain_text(std::string_view text, std::size_t most_units) { return text_of(text, most_units, false); }

std::string sheet_names::made(std::string_view wanted) {
  std::string clean = plain_text(wanted, 10 * most_sheet_name);
  for (char& c : clean) {
    if (std::string_view("[]:*?/\\\t\n").find(c) != std::string_view::npos) c = ' ';
  }
  const auto trimmed = [](std::string text) {
    const auto is_odd = [](char c) { return c == '\'' || c == ' '; };
    while (!text.empty() && is_odd(text.front())) text.erase(text.begin());
    while (!text.empty() && is_odd(text.back())) text.pop_back();
    return text.empty() ? std::string("Sheet") : text;
  };
  for (int number = 1;; ++number) {
    const std::string ending = number == 1 ? "" : " (" + std::to_string(number) + ")";
    std::string name = trimmed(plain_text(trimmed(clean), most_sheet_name - ending.size())) + ending;
    if (taken_.insert(lower(name)).second) return name;
  }
}

std::string defined_names::made(std::string_view wanted) {
  constexpr std::size_t most = 50;
  std::string name = "in_";
  for (const char c : wanted.substr(0, most)) name += is_letter_or_digit(c) ? c : '_';
  for (int number = 1;; ++number) {
    std::string numbered = number == 1 ? name : name + "." + std::to_string(number);
    if (taken_.insert(lower(numbered)).second) return numbered;
  }
}

std::string quoted_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : cell_text(text, 255)) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + '"';
}

}  // namespace runrate::excel
