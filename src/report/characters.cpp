#include "characters.hpp"

#include <runrate/report/table.hpp>

#include "width_tables.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace runrate {
namespace detail {
namespace {

bool is_in(std::span<const code_points> ranges, char32_t c) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                      [](char32_t value, const code_points& r) { return value < r.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

bool is_control(char32_t c) {
  const bool separates = c == 0x2028 || c == 0x2029;
  const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || separates || turns;
}

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  if (is_in(zero_width_characters, c)) return 0;
  return is_in(wide_characters, c) ? 2 : 1;
}

}  // namespace

std::pair<char32_t, std::size_t> first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0U) == 0xE0 ? 3 : 4;
  if (length == 1 || lead < 0xC2 || lead > 0xF4 || text.size() < length) return {lead, 1};
  char32_t c = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {lead, 1};
    c = c << 6U | (byte(i) & 0x3FU);
  }
  // What a shorter form could say, halves of pairs of UTF-16, and what lies beyond Unicode, is not UTF-8 (RFC 3629).
  const bool is_too_long = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (is_too_long || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) return {lead, 1};
  return {c, length};
}

std::string printable(std::string_view text, std::string_view instead) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    if (is_control(c) || (length == 1 && c >= 0x80)) {
      clean += instead;
    } else {
      clean += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return clean;
}

std::string cut(std::string_view text, std::size_t columns) {
  std::size_t width = 0, kept = 0, kept_before_ellipsis = 0;
  while (kept < text.size()) {
    const auto [c, length] = first_character(text.substr(kept));
    width += width_of(c);
    if (width > columns) {
      return columns == 0 ? std::string() : std::string(text.substr(0, kept_before_ellipsis)) + "…";
    }
    kept += length;
    if (width < columns) kept_before_ellipsis = kept;
  }
  return std::string(text);
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return width < columns ? text + std::string(columns - width, ' ') : text;
}

std::string padded_left(const std::string& text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return width < columns ? std::string(columns - width, ' ') + text : text;
}

}  // namespace detail

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [c, length] = detail::first_character(text);
    width += detail::width_of(c);
    text.remove_prefix(length);
  }
  return width;
}

}  // namespace runrate
