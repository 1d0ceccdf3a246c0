#include <runrate/io/formula_text.hpp>

#include <runrate/model/ramps.hpp>

#include "formula_builder.hpp"
#include "formula_grammar.hpp"
#include "text.hpp"

#include <algorithm>
#include <array>

namespace runrate {
namespace detail {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What stands at a place: a word, a number, a sign of one or two characters.
std::string_view token_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto is_part = [](char c) { return is_formula_letter(c) || is_formula_digit(c) || c == '.'; };
  std::size_t length = 0;
  while (length < rest.size() && is_part(rest[length])) ++length;
  return rest.substr(0, std::max<std::size_t>(length, 1));
}

struct remedy {
  std::string_view wrong, expected;
};

// What other languages write, and what people copy from documents.
constexpr std::array<remedy, 12> remedies{{{"==", "expected = for equal"},
                                           {"=<", "expected <="},
                                           {"=>", "expected >="},
                                           {"<>", "expected != for different"},
                                           {"&&", "expected and"},
                                           {"||", "expected or"},
                                           {"**", "expected ^ for a power"},
                                           {"!", "expected not, or != for different"},
                                           {"[", "expected a unit after a number only, as in 1_000_000 [USD]"},
                                           {"%", "expected it right behind a number, as in 12.5%"},
                                           {"$", "expected the unit behind the number, as in 1_000_000 [USD]"},
                                           {";", "expected one formula, and arguments apart by ,"}}};

formula_error syntax_problem(std::string_view text, const syntax_error& wrong) {
  std::size_t at = wrong.offset;
  while (at < text.size() && is_space(text[at])) ++at;
  if (at == text.size()) {
    const bool is_empty = std::all_of(text.begin(), text.end(), is_space);
    return {at, 0, is_empty ? "the formula is empty" : "the formula ends here", "expected " + wrong.expected};
  }
  for (const remedy& r : remedies) {
    // The first half of a sign may have been read as another.
    for (std::size_t back = 0; back < r.wrong.size() && back <= at; ++back) {
      if (text.substr(at - back, r.wrong.size()) == r.wrong) {
        return {at - back, r.wrong.size(), in_single_quotes(r.wrong) + " stands here", std::string(r.expected)};
      }
    }
  }
  const std::string_view token = token_at(text, at);
  formula_error found{at, token.size(), in_single_quotes(token) + " stands here", "expected " + wrong.expected};
  const bool is_three_digits = token.size() == 1 && token[0] == ',' && at > 0 && is_formula_digit(text[at - 1]) &&
                               at + 3 < text.size() &&
                               std::all_of(text.data() + at + 1, text.data() + at + 4, is_formula_digit);
  if (is_three_digits) found.expected = "expected _ between groups of digits, as in 1_000_000";
  const auto words = operator_words();
  if (std::find(words.begin(), words.end(), folded(token)) != words.end() && folded(token) != token) {
    found.expected = "did you mean " + in_single_quotes(folded(token)) + "?";
  }
  if (token[0] == '.' && token.size() > 1 && is_formula_digit(token[1])) {
    found.expected = "expected a digit before the point: 0" + std::string(token);
  }
  return found;
}

// The signs that a word processor makes of others.
constexpr std::array<remedy, 8> typeset{{{"\u2212", "expected -"},
                                         {"\u2013", "expected -"},
                                         {"\u00d7", "expected *"},
                                         {"\u00b7", "expected *"},
                                         {"\u00f7", "expected /"},
                                         {"\u2264", "expected <="},
                                         {"\u2265", "expected >="},
                                         {"\u2260", "expected !="}}};

std::optional<formula_error> wrong_byte(std::string_view text) {
  const auto* const at =
      std::find_if(text.begin(), text.end(), [](char c) { return (c < ' ' || c > '~') && !is_space(c); });
  if (at == text.end()) return std::nullopt;
  const auto offset = static_cast<std::size_t>(at - text.begin());
  const std::string_view rest = text.substr(offset);
  for (const remedy& r : typeset) {
    if (rest.starts_with(r.wrong)) {
      return formula_error{offset, r.wrong.size(), in_single_quotes(r.wrong) + " stands here", std::string(r.expected)};
    }
  }
  std::size_t length = 1;
  while (length < rest.size() && !begins_character(rest[length])) ++length;
  if (valid_utf_8(rest.substr(0, length)) != length) length = 1;
  return formula_error{offset, length, printable(in_single_quotes(rest.substr(0, length))) + " is no part of a formula",
                       "expected ASCII letters, digits and signs"};
}

}  // namespace
}  // namespace detail

node_id parsed_formula::root() const {
  if (wrong_) detail::throw_contract("the formula is wrong: " + wrong_->found + "; " + wrong_->expected);
  return root_;
}

const formula_error& parsed_formula::error() const {
  if (!wrong_) detail::throw_contract("nothing is wrong with the formula");
  return *wrong_;
}

std::optional<formula_place> parsed_formula::find(node_id node) const {
  const auto at = std::lower_bound(places_.begin(), places_.end(), node,
                                   [](const formula_place& p, node_id wanted) { return p.node < wanted; });
  if (at == places_.end() || at->node != node) return std::nullopt;
  return *at;
}

std::vector<formula_function> formula_ramps() {
  std::vector<formula_function> ramps;
  for (const ramp_function& r : ramp_functions()) {
    ramps.push_back({std::string(r.name), {r.parameters.begin(), r.parameters.end()}, r.repeated, r.formula});
  }
  return ramps;
}

parsed_formula parse_formula(std::string_view text, const std::shared_ptr<expression>& into, const formula_names& names,
                             std::span<const formula_function> functions) {
  if (into == nullptr) detail::throw_contract("parse_formula: there is no expression to read into");
  if (text.size() > most_formula_bytes) {
    return formula_error{most_formula_bytes, 0, "a formula of " + detail::grouped(text.size()) + " bytes",
                         "expected at most " + detail::grouped(most_formula_bytes)};
  }
  if (auto wrong = detail::wrong_byte(text)) return *std::move(wrong);
  detail::formula_builder builder(text, into, names, functions);
  try {
    if (const auto wrong = detail::read_grammar(text, builder)) return detail::syntax_problem(text, *wrong);
    return builder.finish();
  } catch (detail::formula_refused& refused) {
    return std::move(refused.wrong);
  }
}

}  // namespace runrate
