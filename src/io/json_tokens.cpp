#include "json_tokens.hpp"

#include <simdjson.h>

#include "text.hpp"
#include "whole_text.hpp"

#include <array>

namespace runrate::detail {

namespace {

// What follows a number, true, false or null; a zero stands behind the text. Not a quote: simdjson begins no token at
// one that stands right behind something else.
constexpr auto ends_literal = [] {
  std::array<bool, 256> table{};
  for (const char c : {' ', '\t', '\r', '\n', '{', '}', '[', ']', ':', ',', '\0'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

// What most numbers are; it need not know the others.
bool is_plain_integer(const char* place) {
  const char* end = place;
  while (*end >= '0' && *end <= '9') ++end;
  return end != place && (*place != '0' || end == place + 1) && (*end == ',' || *end == '}' || *end == '\n');
}

}  // namespace

static_assert(whole_text::padding >= simdjson::SIMDJSON_PADDING);

struct json_tokens::parser {
  simdjson::ondemand::parser parser;
};

json_tokens::json_tokens(std::string_view text)
    : begin_(text.data()), size_(text.size()), parser_(std::make_unique<parser>()) {
  const simdjson::padded_string_view padded(text, text.size() + whole_text::padding);
  simdjson::ondemand::json_iterator iterator;
  const simdjson::error_code error = parser_->parser.iterate_raw(padded).get(iterator);
  if (error == simdjson::SUCCESS) {
    next_ = iterator.position();
  } else if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
    failure_ = simdjson::error_message(error);
  }
}

json_tokens::~json_tokens() = default;

std::string_view json_tokens::literal_at(const char* place) const {
  const char* end = place;
  while (!ends_literal[static_cast<unsigned char>(*end)]) ++end;
  if (*end == '\0' && end != begin_ + size_) return {};
  return {place, static_cast<std::size_t>(end - place)};
}

std::string json_tokens::described(const char* place) const {
  switch (*place) {
    case '{': return "is an object";
    case '[': return "is an array";
    case '"': {
      const char* end = place + 1;
      while (*end != '"') end += *end == '\\' ? 2 : 1;
      return shown(unescaped({place + 1, static_cast<std::size_t>(end - place - 1)})) + " is a string";
    }
    case 't': return "is true";
    case 'f': return "is false";
    case 'n': return "is null";
    default: return shown(literal_at(place)) + " is a number";
  }
}

bool json_tokens::skip_value(int depth) {
  switch (const char* const token = peek(); *token) {
    case '"': ++next_; return true;
    case '{': ++next_; return skip_members(depth + 1);
    case '[': ++next_; return skip_elements(depth + 1);
    default:
      if (!is_plain_integer(token) && !is_json_literal(literal_at(token))) return false;
      ++next_;
      return true;
  }
}

bool json_tokens::skip_members(int depth) {
  if (depth > deepest_json) return false;
  if (take('}')) return true;
  do {
    if (!take('"') || !take(':')) return false;
    if (!take('"') && !skip_value(depth)) return false;
  } while (take(','));
  return take('}');
}

bool json_tokens::skip_elements(int depth) {
  if (depth > deepest_json) return false;
  if (take(']')) return true;
  do {
    if (*peek() == '{') ++objects_skipped_;
    if (!skip_value(depth)) return false;
  } while (take(','));
  return take(']');
}

}  // namespace runrate::detail
