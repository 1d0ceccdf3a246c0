#include "toml_document.hpp"

#include "text.hpp"
#include "toml_nesting.hpp"

#include <algorithm>
#include <charconv>

namespace runrate::detail {
namespace {

// What a number may have at most: digits, an exponent, and digits before the point in all. Far beyond any amount, and
// so that whatever is computed from a few of them fits.
constexpr std::size_t most_digits = 60;
constexpr int most_exponent = 30;

}  // namespace

std::vector<toml_entry> in_file_order(const toml::table& table) {
  std::vector<toml_entry> all;
  for (const auto& [key, value] : table) all.push_back({&key, &value});
  std::sort(all.begin(), all.end(), [](const toml_entry& a, const toml_entry& b) {
    const auto &x = a.key->source().begin, &y = b.key->source().begin;
    return std::pair(x.line, x.column) < std::pair(y.line, y.column);
  });
  return all;
}

toml_document::toml_document(std::string name, std::string_view text, diagnostics& problems)
    : name_(std::move(name)), text_(text), problems_(problems), offsets_(text) {
  if (const auto deep = too_deep(text)) {
    const text_position at = locate(text, deep->offset, {1, 1});
    problems_.add({name_, at.line, at.column, deep->found, deep->expected, severity::error});
    return;
  }
  try {
    root_ = toml::parse(text, std::string_view(name_));
  } catch (const toml::parse_error& wrong) {
    const toml::source_position at = wrong.source().begin;
    const std::size_t offset = offsets_.offset(at.line, at.column);
    std::string found(wrong.description());
    if (found.find("control characters") != std::string::npos && offset < text.size() && text[offset] == '\n') {
      found = "a string does not end on its line";
    }
    // "Error while parsing value: ..." says no more than the rest.
    if (const std::size_t colon = found.find(": "); found.starts_with("Error while parsing") && colon < found.size()) {
      found.erase(0, colon + 2);
    }
    add(at, std::move(found), "TOML 1.0 was expected");
  }
}

void toml_document::add(const toml::source_position& at, std::string found, std::string expected, severity level) {
  problems_.add({name_, at.line, at.column, std::move(found), std::move(expected), level});
}

void toml_document::say(const toml::node& at, std::string found, std::string expected) {
  add(at.source().begin, std::move(found), std::move(expected), severity::note);
}

void toml_document::refuse(const toml::node& at, std::string found, std::string expected) {
  add(at.source().begin, std::move(found), std::move(expected));
}

void toml_document::refuse(const toml::key& at, std::string found, std::string expected) {
  add(at.source().begin, std::move(found), std::move(expected));
}

std::string_view toml_document::written(const toml::node& at) const {
  const auto& [begin, end, path] = at.source();
  const std::size_t first = offsets_.offset(begin.line, begin.column);
  const std::size_t behind = offsets_.offset(end.line, end.column);
  return text_.substr(first, std::max(first, behind) - first);
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

std::string toml_document::name_or(std::string_view wrong, std::span<const std::string_view> names) const {
  // What is not kept needs no guess, which costs more than the rest.
  if (problems_.errors() >= diagnostics::usually_kept) return {};
  if (names.empty()) return "there is none in this file";
  constexpr std::size_t few = 12;
  return did_you_mean(wrong, names,
                      names.size() <= few ? "expected " + listed(names)
                                          : "expected one of " + grouped(names.size()) + ", such as " +
                                                listed(names.first(3), " and "));
}

void toml_document::refuse_name(const toml::node& at, std::string_view what, std::span<const std::string_view> names) {
  if (!at.is_string()) return refuse(at, "this is no text", "the name of a " + std::string(what) + " was expected");
  const std::string& name = at.as_string()->get();
  refuse_inside(at, 0, "there is no " + std::string(what) + " " + shown(name), name_or(name, names));
}

void toml_document::refuse_name(const toml::key& at, std::string_view what, std::span<const std::string_view> names) {
  refuse(at, "there is no " + std::string(what) + " " + shown(at.str()), name_or(at.str(), names));
}

std::optional<ratio> toml_document::number(const toml::node& at) {
  const std::string_view raw = written(at);
  std::string plain;
  for (const char c : raw) {
    if (c != '_') plain += c;
  }
  const auto refused = [&] {
    refuse(at, shown(raw) + " can't be taken as a number",
           "a decimal number of at most 60 digits, below 10^21, was expected, such as 0.65 or 500_000");
    return std::nullopt;
  };
  // A float may have an exponent: 6e9.
  const std::size_t e = plain.find_first_of("eE");
  std::string_view mantissa = std::string_view(plain).substr(0, e);
  if (plain.find_first_of("xobinf") != std::string::npos || mantissa.size() > most_digits + 2) return refused();
  int power = 0;
  if (e != std::string::npos) {
    const char* first = plain.data() + e + (plain[e + 1] == '+' ? 2 : 1);
    const auto [end, failed] = std::from_chars(first, plain.data() + plain.size(), power);
    if (failed != std::errc() || power > most_exponent || power < -most_exponent) return refused();
  }
  const auto digits = ratio::parse(mantissa);
  if (!digits) return refused();
  const ratio value = (*digits * pow(ratio(10), power)).reduced();
  if (is_beyond_amounts(value)) return refused();
  return value;
}

std::optional<std::string> toml_document::text(const toml::table& table, std::string_view key) {
  const toml::node* at = table.get(key);
  if (at == nullptr) return std::nullopt;
  if (const auto* text = at->as_string()) return text->get();
  refuse(*at, std::string(key) + " is no text", "a string in quotes was expected");
  return std::nullopt;
}

std::optional<std::string> toml_document::needed_text(const toml::key& owner, const toml::table& table,
                                                      std::string_view key, std::string_view example) {
  if (table.get(key) != nullptr) return text(table, key);
  refuse(owner, shown(owner.str()) + " has no " + std::string(key),
         std::string(key) + " = \"" + std::string(example) + "\" or the like was expected");
  return std::nullopt;
}

std::vector<toml_entry> toml_document::entries(const toml::table& root, std::string_view part) {
  const toml::node* at = root.get(part);
  if (at == nullptr) return {};
  const toml::table* table = at->as_table();
  if (table == nullptr) {
    refuse(*at, std::string(part) + " is no table", "[" + std::string(part) + ".NAME] was expected");
    return {};
  }
  if (table->size() > most_entries) {
    refuse(*at, "there are " + grouped(table->size()) + " " + std::string(part),
           "at most " + grouped(most_entries) + " were expected");
    return {};
  }
  return in_file_order(*table);
}

const toml::table* toml_document::table_of(const toml_entry& entry, std::string_view expected) {
  if (const toml::table* table = entry.value->as_table()) return table;
  refuse(*entry.value, shown(entry.key->str()) + " is no table",
         "a table with " + std::string(expected) + " was expected");
  return nullptr;
}

void toml_document::allow_only(const toml::table& table, std::span<const std::string_view> keys,
                               std::string_view what) {
  for (const auto& [key, value] : table) {
    const std::string_view name = key.str();
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
    refuse(key, shown(name) + " is no key of " + std::string(what),
           did_you_mean(name, keys, "expected " + listed(keys)));
  }
}

bool is_beyond_amounts(const ratio& value) {
  static const ratio limit = pow(ratio(10), 21);
  return value >= limit || value <= -limit;
}

}  // namespace runrate::detail
