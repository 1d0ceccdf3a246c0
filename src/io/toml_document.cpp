#include "toml_document.hpp"

#include "text.hpp"

#include <algorithm>

namespace runrate::detail {

toml_document::toml_document(std::string name, std::string_view text, diagnostics& problems)
    : name_(std::move(name)), text_(text), problems_(problems), lines_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') lines_.push_back(i + 1);
  }
  try {
    root_ = toml::parse(text, std::string_view(name_));
  } catch (const toml::parse_error& wrong) {
    std::string found(wrong.description());
    // "Error while parsing value: ..." says no more than the rest.
    if (const std::size_t colon = found.find(": "); found.starts_with("Error while parsing") && colon < found.size()) {
      found.erase(0, colon + 2);
    }
    add(wrong.source().begin, std::move(found), "TOML 1.0 was expected");
  }
}

std::size_t toml_document::offset_of(const toml::source_position& at) const {
  if (at.line == 0 || at.line > lines_.size()) return text_.size();
  std::size_t offset = lines_[at.line - 1];
  // Columns count characters.
  for (toml::source_index column = 1; column < at.column && offset < text_.size(); ++column) {
    ++offset;
    while (offset < text_.size() && !begins_character(text_[offset])) ++offset;
  }
  return offset;
}

void toml_document::add(const toml::source_position& at, std::string found, std::string expected) {
  problems_.add({name_, at.line, at.column, std::move(found), std::move(expected), severity::error});
}

void toml_document::refuse(const toml::node& at, std::string found, std::string expected) {
  add(at.source().begin, std::move(found), std::move(expected));
}

void toml_document::refuse(const toml::key& at, std::string found, std::string expected) {
  add(at.source().begin, std::move(found), std::move(expected));
}

std::string_view toml_document::written(const toml::node& at) const {
  const std::size_t begin = offset_of(at.source().begin), end = offset_of(at.source().end);
  return text_.substr(begin, std::max(begin, end) - begin);
}

void toml_document::refuse_inside(const toml::node& string, std::size_t offset, std::string found,
                                  std::string expected) {
  // What is written holds the value word for word unless there is an escape in it; then the string itself is the place.
  const std::string_view raw = written(string);
  const std::string& value = string.as_string()->get();
  const std::size_t at = raw.find(value);
  if (at == std::string_view::npos || value.empty()) return refuse(string, std::move(found), std::move(expected));
  const toml::source_position begin = string.source().begin;
  const text_position place = locate(raw, at + std::min(offset, value.size()), {begin.line, begin.column});
  problems_.add({name_, place.line, place.column, std::move(found), std::move(expected), severity::error});
}

std::optional<ratio> toml_document::number(const toml::node& at) {
  const std::string_view raw = written(at);
  std::string plain;
  for (const char c : raw) {
    if (c != '_') plain += c;
  }
  // A float may have an exponent: 6e9.
  const std::size_t e = plain.find_first_of("eE");
  const bool other_base = plain.find_first_of("xob") != std::string::npos;
  const auto digits =
      other_base ? result<ratio>(reason{reason_code::malformed, {}, {}}) : ratio::parse(plain.substr(0, e));
  long power = 0;
  if (e != std::string::npos) {
    const std::string exponent = plain.substr(e + 1);
    power = exponent.size() > 3 ? 100 : std::stol(exponent);
  }
  if (!digits || power > 30 || power < -30) {
    refuse(at, shown(raw) + " can't be taken as a number",
           "a decimal number of at most 30 digits on either side was expected, such as 0.65 or 500_000");
    return std::nullopt;
  }
  return *digits * pow(ratio(10), static_cast<int>(power));
}

void toml_document::allow_only(const toml::table& table, std::span<const std::string_view> keys,
                               std::string_view what) {
  for (const auto& [key, value] : table) {
    const std::string_view name = key.str();
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
    const std::string_view near = nearest(name, keys);
    refuse(key, shown(name) + " is no key of " + std::string(what),
           near.empty() ? "expected " + listed(keys) : "did you mean '" + std::string(near) + "'?");
  }
}

}  // namespace runrate::detail
