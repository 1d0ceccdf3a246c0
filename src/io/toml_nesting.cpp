#include "toml_nesting.hpp"

namespace runrate::detail {
namespace {

constexpr std::size_t most_brackets = 50;
constexpr std::size_t most_dots = 20;

// The offset behind a string that begins at `at`, or the end of the line for one that does not end.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view thrice = text.substr(at, 3);
  const bool is_long = thrice.size() == 3 && thrice[1] == quote && thrice[2] == quote;
  const bool has_escapes = quote == '"';
  for (std::size_t i = at + (is_long ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && has_escapes) {
      ++i;
    } else if (is_long && text[i] == quote && text.substr(i, 3) == thrice) {
      // One or two more are the last of the text.
      std::size_t end = i + 3;
      while (end < text.size() && end < i + 5 && text[end] == quote) ++end;
      return end;
    } else if (!is_long && (text[i] == quote || text[i] == '\n')) {
      return i + 1;
    }
  }
  return text.size();
}

}  // namespace

std::optional<nesting_problem> too_deep(std::string_view text) {
  std::size_t brackets = 0, dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = behind_string(text, i);
      continue;
    }
    if (c == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
      continue;
    }
    if (c == '[' || c == '{') {
      if (++brackets > most_brackets) {
        return nesting_problem{i, "arrays and tables nest more than " + std::to_string(most_brackets) + " deep",
                               "nothing in a scenario file needs more than three"};
      }
    } else if ((c == ']' || c == '}') && brackets > 0) {
      --brackets;
    }
    if (c == '.') {
      if (++dots > most_dots) {
        return nesting_problem{i, "a key has more than " + std::to_string(most_dots) + " points",
                               "a name with points is written in quotes: \"rainier.chips\""};
      }
    } else if (c == '=' || c == ',' || c == '\n' || c == '[' || c == '{') {
      dots = 0;
    }
    ++i;
  }
  return std::nullopt;
}

}  // namespace runrate::detail
