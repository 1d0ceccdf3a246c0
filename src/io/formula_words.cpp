#include "formula_words.hpp"

#include <runrate/io/formula_text.hpp>

#include <algorithm>
#include <limits>

namespace runrate {
namespace detail {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr formula_call_word calls[] = {
    {"if", formula_call::condition, 3, 3, "if(condition, x, y)"},
    {"min", formula_call::least, 2, any_number, "min(a, b, ...)"},
    {"max", formula_call::greatest, 2, any_number, "max(a, b, ...)"},
    {"clamp", formula_call::clamp, 3, 3, "clamp(x, low, high)"},
    {"abs", formula_call::magnitude, 1, 1, "abs(x)"},
    {"exp", formula_call::exponential, 1, 1, "exp(x)"},
    {"ln", formula_call::logarithm, 1, 1, "ln(x)"},
    {"sqrt", formula_call::root, 1, 1, "sqrt(x)"},
    {"previous", formula_call::previous, 1, 3, "previous(line, initial, periods)"},
    {"share_after", formula_call::dated, 1, 1, "share_after(2026-07-01)"},
    {"days_since", formula_call::dated, 1, 1, "days_since(2026-07-01)"},
};

constexpr std::string_view words_between[] = {"and", "or", "not"};

// docs/reference/formula-language.md has the same table.
constexpr formula_operator operators[] = {
    {"or", formula_sign::either, formula_binding::either},
    {"and", formula_sign::both, formula_binding::both},
    {"not", formula_sign::opposite, formula_binding::opposite, true},
    {"<", formula_sign::less, formula_binding::comparison},
    {"<=", formula_sign::less_or_equal, formula_binding::comparison},
    {">", formula_sign::greater, formula_binding::comparison},
    {">=", formula_sign::greater_or_equal, formula_binding::comparison},
    {"=", formula_sign::equal, formula_binding::comparison},
    {"!=", formula_sign::unequal, formula_binding::comparison},
    {"+", formula_sign::add, formula_binding::sum},
    {"-", formula_sign::subtract, formula_binding::sum},
    {"*", formula_sign::multiply, formula_binding::product},
    {"/", formula_sign::divide, formula_binding::product},
    {"-", formula_sign::negate, formula_binding::sign, true},
    {"^", formula_sign::power, formula_binding::power},
};

// In the order of `period_quantity`.
constexpr std::string_view quantities[] = {"hours",       "days",        "weeks",     "years",
                                           "index",       "position",    "elapsed",   "elapsed_begin",
                                           "elapsed_end", "share_after", "days_since"};
constexpr std::size_t without_day = 9;

}  // namespace

std::string in_single_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() <= longest) return "'" + std::string(text) + "'";
  return "'" + std::string(text.substr(0, longest)) + "...'";
}

const formula_operator& find_operator(std::string_view text, bool is_prefix) {
  return *std::find_if(std::begin(operators), std::end(operators),
                       [&](const formula_operator& o) { return o.text == text && o.is_prefix == is_prefix; });
}

std::span<const formula_call_word> formula_call_words() { return calls; }

const formula_call_word* find_call_word(std::string_view name) {
  const auto* const at =
      std::find_if(std::begin(calls), std::end(calls), [&](const auto& c) { return c.name == name; });
  return at == std::end(calls) ? nullptr : at;
}

std::optional<period_quantity> find_quantity_word(std::string_view name) {
  const auto* const at = std::find(std::begin(quantities), std::end(quantities), name);
  if (at == std::end(quantities)) return std::nullopt;
  return static_cast<period_quantity>(at - std::begin(quantities));
}

bool has_day(period_quantity what) { return static_cast<std::size_t>(what) >= without_day; }

std::span<const std::string_view> operator_words() { return words_between; }
std::span<const std::string_view> quantity_words() { return std::span(quantities).first(without_day); }

}  // namespace detail

bool is_reserved_word(std::string_view word) {
  const auto operators = detail::operator_words();
  return std::find(operators.begin(), operators.end(), word) != operators.end() ||
         detail::find_call_word(word) != nullptr || detail::find_quantity_word(word);
}

std::optional<std::string> name_problem(std::string_view name) {
  constexpr std::size_t most_characters = 100;
  if (name.empty()) return "the name is empty";
  if (name.size() > most_characters) return detail::in_single_quotes(name) + " has more than 100 characters";
  bool at_beginning = true;
  for (const char c : name) {
    const bool fits = detail::is_formula_letter(c) || (!at_beginning && (detail::is_formula_digit(c) || c == '.'));
    if (!fits) {
      return detail::in_single_quotes(name) +
             (at_beginning && detail::is_formula_digit(c)
                  ? " has a part that begins with a digit"
                  : " is not a name: letters, digits and _, in parts that a point separates");
    }
    at_beginning = c == '.';
  }
  if (at_beginning) return detail::in_single_quotes(name) + " ends with a point";
  if (is_reserved_word(name)) return detail::in_single_quotes(name) + " is a word of the formula language";
  return std::nullopt;
}

}  // namespace runrate
