#include "text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace runrate::detail {
namespace {

// The length of the UTF-8 sequence that the text begins with; 0 when it begins with none.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  if (length == 0 || text.size() < length || byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (begins_character(text[i])) return 0;
  }
  return length;
}

std::string hex(unsigned value, int digits) {
  std::string text;
  for (int i = digits - 1; i >= 0; --i) text += "0123456789abcdef"[(value >> (4 * i)) & 0xFU];
  return text;
}

// C1 controls, line separators, and the marks that change the direction of what follows.
bool is_hidden(unsigned c) {
  return (c >= 0x80 && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

unsigned code_point(std::string_view sequence) {
  const unsigned first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first;
  unsigned c = first & (0xFFU >> (sequence.size() + 1));
  for (const char next : sequence.substr(1)) c = c << 6U | (static_cast<unsigned char>(next) & 0x3FU);
  return c;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence(text);
    const std::string_view one = text.substr(0, std::max<std::size_t>(length, 1));
    const unsigned c = length == 0 ? static_cast<unsigned char>(one[0]) : code_point(one);
    if (c == '\n') {
      clean += "\\n";
    } else if (c == '\r') {
      clean += "\\r";
    } else if (c == '\t') {
      clean += "\\t";
    } else if (length == 0 || c < ' ' || c == 0x7F) {
      clean += "\\x" + hex(c, 2);
    } else if (is_hidden(c)) {
      clean += "\\u" + hex(c, 4);
    } else {
      clean += one;
    }
    text.remove_prefix(one.size());
  }
  return clean;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::size_t bytes = 0;
  std::size_t characters = 0;
  for (; bytes < text.size(); ++bytes) {
    if (begins_character(text[bytes]) && ++characters > longest) break;
  }
  return '"' + std::string(text.substr(0, bytes)) + (bytes < text.size() ? "...\"" : "\"");
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string listed(std::span<const std::string_view> names, std::string_view last) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? last : std::string_view(", ");
    list += names[i];
  }
  return list;
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> names, std::string otherwise) {
  const auto near = nearest_name(wrong, names);
  return near ? "did you mean '" + std::string(*near) + "'?" : std::move(otherwise);
}

std::size_t valid_utf_8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Eight bytes of ASCII without NUL at a time: no byte's high bit is set, and none borrows when 1 is subtracted.
    std::uint64_t eight = 0;
    while (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if (((eight | (eight - 0x0101010101010101U)) & 0x8080808080808080U) != 0) break;
      at += sizeof eight;
    }
    if (at == text.size()) break;
    const std::size_t length = sequence(text.substr(at));
    if (length == 0 || text[at] == '\0') break;
    at += length;
  }
  return at;
}

text_position locate(std::string_view text, std::size_t offset, text_position begin) {
  text_position place = begin;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      ++place.line;
      place.column = 1;
    } else if (text[i] != '\r' && begins_character(text[i])) {
      ++place.column;
    }
  }
  return place;
}

byte_fault fault_of(char byte) {
  if (byte == '\0') return {"a NUL byte", "expected text: the file may be damaged or binary"};
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {std::string("byte 0x") + digits[value >> 4U] + digits[value & 0xFU] + " is not UTF-8",
          "expected UTF-8: the file may be in another encoding, such as Windows-1252"};
}

}  // namespace runrate::detail
