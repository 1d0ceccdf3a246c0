#include "formula_number.hpp"

#include <runrate/io/formula_text.hpp>

#include "formula_words.hpp"

#include <algorithm>

namespace runrate::detail {
namespace {

std::size_t count_digits(std::string_view text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_formula_digit);
  return static_cast<std::size_t>(end - text.begin());
}

// 2026-07-01, which would be 2018 as a difference.
std::size_t length_of_date(std::string_view text) {
  std::size_t length = count_digits(text);
  if (length != 4) return 0;
  for (int part = 0; part < 2; ++part) {
    if (length == text.size() || text[length] != '-') return 0;
    const std::size_t digits = count_digits(text.substr(length + 1));
    if (digits < 1 || digits > 2) return 0;
    length += 1 + digits;
  }
  return length;
}

}  // namespace

std::variant<ratio, number_problem> read_formula_number(std::string_view digits, std::string_view text) {
  const auto problem = [&](std::string found, std::string expected) {
    return number_problem{digits.size(), std::move(found), std::move(expected)};
  };
  if (const std::size_t length = length_of_date(text); length != 0) {
    return number_problem{
        length,
        in_single_quotes(text.substr(0, length)) + " is a date, which only share_after(...) and days_since(...) take",
        "expected a number; a difference has spaces around its sign"};
  }
  std::string_view rest = digits;
  const bool is_percentage = rest.ends_with('%');
  if (is_percentage) rest.remove_suffix(1);
  std::string clean;
  std::size_t places = 0;
  bool has_point = false;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    const bool digits_around =
        i > 0 && is_formula_digit(rest[i - 1]) && i + 1 < rest.size() && is_formula_digit(rest[i + 1]);
    if (is_formula_digit(c)) {
      clean += c;
      places += has_point ? 1 : 0;
    } else if (c == '.' && digits_around && !has_point) {
      has_point = true;
    } else if (c != '_' || !digits_around) {
      return problem(in_single_quotes(digits) + " is not a number",
                     "expected all of its digits, such as 1_000_000, 0.25 or 12.5%");
    }
  }
  if (clean.size() > most_formula_digits) {
    return problem("a number of " + std::to_string(clean.size()) + " digits",
                   "expected at most " + std::to_string(most_formula_digits));
  }
  if (clean.size() - places > 1 && clean[0] == '0') {
    return problem(in_single_quotes(digits) + " begins with 0", "expected a number without it");
  }
  // 18 digits at a time, which 64 bits hold.
  ratio value;
  for (std::size_t at = 0; at < clean.size(); at += 18) {
    const std::string some = clean.substr(at, 18);
    value = value * pow(ratio(10), static_cast<int>(some.size())) + ratio(std::stoll(some));
  }
  return (value / pow(ratio(10), static_cast<int>(places) + (is_percentage ? 2 : 0))).reduced();
}

}  // namespace runrate::detail
