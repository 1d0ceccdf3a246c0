#include "json_text.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace runrate::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_from(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// The value of four hexadecimal digits; nothing when they are none.
std::optional<unsigned> hex_at(std::string_view text, std::size_t at) {
  if (text.size() < at + 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at, 4)) {
    const char low = static_cast<char>(c | 0x20);
    if (is_digit(c)) {
      value = value * 16 + static_cast<unsigned>(c - '0');
    } else if (low >= 'a' && low <= 'f') {
      value = value * 16 + static_cast<unsigned>(low - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

struct escape {
  std::size_t length = 0;  // in the text; 0: there is none
  unsigned code_point = 0;
};

// The escape at a backslash.
escape escape_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return {};
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const char letter = text[at + 1];
  if (const std::size_t found = letters.find(letter); found != std::string_view::npos) {
    return {2, static_cast<unsigned char>(meanings[found])};
  }
  if (letter != 'u') return {};
  const std::optional<unsigned> unit = hex_at(text, at + 2);
  if (!unit || (*unit >= 0xDC00 && *unit <= 0xDFFF)) return {};
  if (*unit < 0xD800 || *unit > 0xDBFF) return {6, *unit};
  if (text.substr(at + 6, 2) != "\\u") return {};
  const std::optional<unsigned> second = hex_at(text, at + 8);
  if (!second || *second < 0xDC00 || *second > 0xDFFF) return {};
  return {12, 0x10000 + ((*unit - 0xD800) << 10U) + (*second - 0xDC00)};
}

void append_utf_8(std::string& text, unsigned c) {
  const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0U | c >> 6U);
    add(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    add(0xE0U | c >> 12U);
    add(0x80U | (c >> 6U & 0x3FU));
    add(0x80U | (c & 0x3FU));
  } else {
    add(0xF0U | c >> 18U);
    add(0x80U | (c >> 12U & 0x3FU));
    add(0x80U | (c >> 6U & 0x3FU));
    add(0x80U | (c & 0x3FU));
  }
}

class json_scanner {
public:
  explicit json_scanner(std::string_view text) : text_(text), valid_(valid_utf_8(text)) {}

  std::optional<json_fault> run() {
    document();
    return std::move(fault_);
  }

private:
  // Each of these is false after a fault.
  bool document() {
    skip_spaces();
    if (!value("expected a value")) return false;
    while (!open_.empty()) {
      if (!next_in_container()) return false;
    }
    skip_spaces();
    return at_ == text_.size() ||
           refuse(shown(token_or_sign()) + " after the end of the document", "expected nothing more");
  }

  // A scalar, or the beginning of an object or array together with the key of its first member.
  bool value(const char* expected) {
    if (at_ >= valid_) return refuse({}, expected);
    const char c = text_[at_];
    if (c == '"') return string();
    if (c == '{' || c == '[') return open(c);
    const std::string_view found = token();
    if (found.empty()) return refuse(shown(text_.substr(at_, 1)), expected);
    if (is_json_literal(found)) {
      at_ += found.size();
      return true;
    }
    const bool number = is_digit(c) || c == '-' || c == '+' || c == '.';
    return refuse(shown(found) + (number ? " is not a number of JSON" : ""),
                  number ? "expected one such as -12.5 or 1e6" : expected);
  }

  bool open(char bracket) {
    if (open_.size() == static_cast<std::size_t>(deepest_json)) {
      return refuse("a level of [ or { too many", "expected at most " + grouped(open_.size()) + " inside each other");
    }
    open_.push_back(bracket);
    ++at_;
    skip_spaces();
    const bool is_object = bracket == '{';
    if (at_ < valid_ && text_[at_] == (is_object ? '}' : ']')) return close();
    return is_object ? member("expected a key in double quotes or \"}\"") : value("expected a value or \"]\"");
  }

  bool close() {
    open_.pop_back();
    ++at_;
    return true;
  }

  bool member(const char* expected) {
    if (at_ >= valid_ || text_[at_] != '"') return refuse(shown(token_or_sign()), expected);
    if (!string()) return false;
    skip_spaces();
    if (at_ >= valid_ || text_[at_] != ':') return refuse(shown(token_or_sign()), "expected \":\" after a key");
    ++at_;
    skip_spaces();
    return value("expected a value");
  }

  bool next_in_container() {
    const bool is_object = open_.back() == '{';
    skip_spaces();
    const char c = at_ < valid_ ? text_[at_] : '\0';
    if (c == (is_object ? '}' : ']')) return close();
    if (c != ',')
      return refuse(shown(token_or_sign()), is_object ? "expected \",\" or \"}\"" : "expected \",\" or \"]\"");
    ++at_;
    skip_spaces();
    return is_object ? member("expected a key in double quotes") : value("expected a value");
  }

  bool string() {
    const std::size_t begin = at_++;
    for (;;) {
      if (at_ >= valid_) {
        if (valid_ < text_.size()) return refuse({}, {});
        at_ = begin;
        return refuse("the string that opens here is never closed",
                      "expected a closing quote: the file may be cut off");
      }
      const char c = text_[at_];
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < ' ') {
        const bool is_line_end = c == '\n' || c == '\r';
        return refuse(
            is_line_end ? "a line end inside a string" : "the character " + shown({&c, 1}) + " inside a string",
            is_line_end ? "expected a closing quote before it, or \\n for a line end that is meant"
                        : "expected an escape such as \\t or \\u0009");
      }
      if (c == '\\' && at_ + 1 < valid_) {
        const escape found = escape_at(text_, at_);
        if (found.length == 0) return refuse_escape();
        at_ += found.length;
      } else {
        ++at_;
      }
    }
    ++at_;
    return true;
  }

  bool refuse_escape() {
    const bool is_unicode = text_.substr(at_ + 1, 1) == "u";
    if (is_unicode && hex_at(text_, at_ + 2)) {
      return refuse(std::string(text_.substr(at_, 6)) + " is half of a surrogate pair",
                    "expected the other half beside it");
    }
    std::size_t end = std::min(at_ + (is_unicode ? 6 : 2), valid_);
    while (end < valid_ && !begins_character(text_[end])) ++end;
    return refuse(std::string(text_.substr(at_, end - at_)) + " is not an escape",
                  "expected \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four hexadecimal digits");
  }

  // What stands here up to a space, a quote or a sign of JSON's.
  std::string_view token() const {
    constexpr std::string_view ends = " \t\r\n\"{}[]:,";
    const std::size_t end = std::min(text_.find_first_of(ends, at_), valid_);
    return text_.substr(at_, std::max(end, at_) - at_);
  }

  std::string_view token_or_sign() const {
    const std::string_view found = token();
    return found.empty() ? text_.substr(at_, 1) : found;
  }

  void skip_spaces() {
    while (at_ < valid_ && is_json_space(text_[at_])) ++at_;
  }

  bool refuse(std::string found, std::string expected) {
    if (at_ < valid_) {
      fault_ = json_fault{at_, std::move(found), std::move(expected)};
    } else if (at_ < text_.size()) {
      byte_fault bytes = fault_of(text_[at_]);
      fault_ = json_fault{at_, std::move(bytes.found), std::move(bytes.expected)};
    } else {
      fault_ = json_fault{at_, "the file ends here", std::move(expected) + ": it may be cut off"};
    }
    return false;
  }

  std::string_view text_;
  std::size_t valid_;  // a byte there is no text
  std::size_t at_ = 0;
  std::vector<char> open_;
  std::optional<json_fault> fault_;
};

}  // namespace

std::optional<json_fault> find_fault(std::string_view text) { return json_scanner(text).run(); }

std::size_t json_number_at(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_from(text, at);
  if (whole == at || (text[at] == '0' && whole > at + 1)) return 0;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = digits_from(text, at + 1);
    if (end == at + 1) return 0;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t begin = at + 1;
    if (begin < text.size() && (text[begin] == '+' || text[begin] == '-')) ++begin;
    const std::size_t end = digits_from(text, begin);
    if (end == begin) return 0;
    at = end;
  }
  return at;
}

bool is_json_literal(std::string_view text) {
  if (text.empty()) return false;
  if (text == "true" || text == "false" || text == "null") return true;
  return json_number_at(text) == text.size();
}

bool has_sound_escapes(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const escape found = escape_at(text, at);
    if (found.length == 0) return false;
    at += found.length;
  }
  return true;
}

std::string unescaped(std::string_view between_quotes) {
  if (between_quotes.find('\\') == std::string_view::npos) return std::string(between_quotes);
  std::string text;
  for (std::size_t at = 0; at < between_quotes.size();) {
    const escape found = between_quotes[at] == '\\' ? escape_at(between_quotes, at) : escape{};
    if (found.length == 0) {
      text += between_quotes[at++];
    } else {
      append_utf_8(text, found.code_point);
      at += found.length;
    }
  }
  return text;
}

}  // namespace runrate::detail
