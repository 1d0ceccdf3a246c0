#include "workbook_numbers.hpp"

#include <runrate/core/currency.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>

namespace runrate::excel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

/// Digits before the point, in groups of three where there is a comma: "35,579". False where it is not so.
bool take_whole(std::string_view& text, std::string& digits, bool& grouped) {
  std::size_t in_group = 0;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (is_digit(text.front())) {
      digits += text.front();
      ++in_group;
    } else if (text.front() == ',') {
      if (in_group == 0 || (grouped ? in_group != 3 : in_group > 3)) return false;
      grouped = true;
      in_group = 0;
    } else {
      break;
    }
  }
  return !digits.empty() && (!grouped || in_group == 3);
}

/// "$", "CN¥", "KWD ": a currency before its amount, as the library prints them. Empty where there is none.
std::string take_currency(std::string_view& text) {
  std::size_t length = 0;
  for (const runrate::detail::iso_4217_entry& entry : runrate::detail::iso_4217_table) {
    const std::string_view symbol = entry.symbol;
    if (symbol.size() > length && text.starts_with(symbol)) length = symbol.size();
  }
  const bool is_code =
      text.size() > 4 && text[3] == ' ' && runrate::detail::find_iso_4217(text.substr(0, 3)) != nullptr;
  if (is_code) length = 4;
  std::string taken(text.substr(0, length));
  text.remove_prefix(length);
  return taken;
}

struct scale {
  std::string_view letter;
  int power;
  std::string_view format;  ///< a comma divides by a thousand
};
constexpr scale scales[] = {{"K", 3, ",\"K\""}, {"M", 6, ",,\"M\""}, {"B", 9, ",,,\"B\""}, {"T", 12, ",,,,\"T\""}};

}  // namespace

std::optional<read_number> number_in(std::string_view text) {
  constexpr std::size_t most_digits = 15;
  const bool negative = take(text, "-") || take(text, "\u2212");
  const bool shows_plus = !negative && take(text, "+");
  const std::string money = take_currency(text);
  std::string digits;
  bool grouped = false;
  if (!take_whole(text, digits, grouped)) return std::nullopt;
  const std::size_t whole_digits = digits.size();
  if (take(text, ".")) {
    while (!text.empty() && is_digit(text.front())) {
      digits += text.front();
      text.remove_prefix(1);
    }
    if (digits.size() == whole_digits) return std::nullopt;
  }
  const std::size_t places = digits.size() - whole_digits;
  int power = -static_cast<int>(places);
  std::string ending;
  if (take(text, "%")) {
    power -= 2;
    ending = "%";
  } else {
    for (const scale& s : scales) {
      if (money.empty() || !take(text, s.letter)) continue;
      power += s.power;
      ending = s.format;
      break;
    }
  }
  // A number such as 007 is none, but a name.
  if (!text.empty() || digits.size() > most_digits || (whole_digits > 1 && digits.front() == '0')) return std::nullopt;
  double value = 0;
  const std::string written = digits + 'e' + std::to_string(power);
  const auto read = std::from_chars(written.data(), written.data() + written.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  std::string format = grouped ? "#,##0" : "0";
  if (places > 0) format += '.' + std::string(places, '0');
  format += ending;
  if (!money.empty()) format.insert(0, '"' + money + '"');
  if (shows_plus) {
    format = '+' + format + ";-" + format;
  } else if (!money.empty()) {
    format += ";-" + format;
  }
  return read_number{negative ? -value : value, format};
}

}  // namespace runrate::excel
