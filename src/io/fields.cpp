#include "fields.hpp"

#include <runrate/core/interval.hpp>

#include "text.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace runrate::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - from;
}

// [+-]digits[.digits]
struct plain_number {
  bool negative = false;
  std::string_view whole, fraction;
};

std::optional<plain_number> parse_plain(std::string_view text) {
  plain_number number;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  number.whole = text.substr(0, digits_at(text, 0));
  if (number.whole.empty()) return std::nullopt;
  text.remove_prefix(number.whole.size());
  if (text.empty()) return number;
  if (text.front() != '.') return std::nullopt;
  number.fraction = text.substr(1);
  if (number.fraction.empty() || digits_at(number.fraction, 0) != number.fraction.size()) return std::nullopt;
  return number;
}

// The plain number that people meant who wrote separators or parentheses; empty when it isn't clear.
std::string without_separators(std::string_view text) {
  std::string plain;
  const bool in_parentheses = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (in_parentheses) {
    plain = '-';
    text = text.substr(1, text.size() - 2);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const std::string_view separators[] = {",", " ", "'", "_", "\u00a0", "\u202f", "\u2019"};
    const auto found = std::find_if(std::begin(separators), std::end(separators),
                                    [&](std::string_view s) { return rest.starts_with(s); });
    if (found == std::end(separators)) {
      plain += text[i];
      continue;
    }
    // Only where it parts groups of three; "35,5" may be a decimal comma.
    const std::size_t after = i + found->size();
    if (plain.empty() || !is_digit(plain.back()) || digits_at(text, after) != 3) return {};
    i = after - 1;
  }
  return plain.size() <= 40 && parse_plain(plain) ? plain : std::string();
}

void refuse_amount(csv_records& record, std::size_t column) {
  const std::string_view text = record[column];
  if (text.empty()) {
    record.refuse(column, "is empty", "unreported is not zero: leave the row out");
    return;
  }
  if (const std::string plain = without_separators(text); !plain.empty()) {
    record.refuse(column, shown(text) + (text.front() == '(' ? " is in parentheses" : " has thousands separators"),
                  "expected " + plain);
    return;
  }
  if (std::none_of(text.begin(), text.end(), is_digit)) {
    record.refuse(column, shown(text) + " is not a number",
                  "expected one such as 35579; what was not reported has no row");
    return;
  }
  record.refuse(column, shown(text) + " is not a plain number",
                "expected digits with at most one decimal point, such as 35579 or -12.5; "
                "currency and unit have their own columns");
}

constexpr std::int64_t power_of_ten_to_18(int power) {
  std::int64_t value = 1;
  while (power-- > 0) value *= 10;
  return value;
}

// The number whose digits are `digits` and whose last one stands at 10^-places; nothing beyond the range. `places` is
// at most 9.
std::optional<decimal> scaled(bool negative, std::string_view digits, int places) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() <= 18) {  // as nearly always: an exact product of integers, 10^27 at most
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    const decimal billionths = decimal::from_billionths(negative ? -value : value);
    return billionths * power_of_ten_to_18(decimal::places - places);
  }
  std::string text = negative ? "-" : "";
  text += digits;
  if (places <= 0) {
    text.append(static_cast<std::size_t>(-places), '0');
  } else {
    text.insert(text.size() - static_cast<std::size_t>(places), ".");  // 19 digits: more than the places
  }
  const result<decimal> value = decimal::parse(text);
  return value ? std::optional(*value) : std::nullopt;
}

}  // namespace

std::optional<plain_amount> read_amount(csv_records& record, std::size_t column, int power) {
  const std::string_view text = record[column];
  const std::optional<plain_number> number = parse_plain(text);
  if (!number) {
    refuse_amount(record, column);
    return std::nullopt;
  }
  const int most = decimal::places + power;
  if (number->fraction.size() > static_cast<std::size_t>(most)) {
    record.refuse(column, shown(text) + " has " + grouped(number->fraction.size()) + " decimal places",
                  "expected at most " + std::to_string(most));
    return std::nullopt;
  }
  const int places = static_cast<int>(number->fraction.size()) - power;
  std::string joined;
  std::string_view digits = number->whole;
  if (!number->fraction.empty()) {
    joined.assign(number->whole).append(number->fraction);
    digits = joined;
  }
  const std::optional<decimal> value = scaled(number->negative, digits, places);
  if (!value) {
    record.refuse(column, shown(text) + " is beyond the range of a decimal", "expected less than 10^29");
    return std::nullopt;
  }
  return plain_amount{*value, places};
}

bool read_decimals(csv_records& record, std::size_t column, int& decimals) {
  const std::string_view text = record[column];
  if (text == "INF") {
    decimals = decimal::places;
    return true;
  }
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (!digits.empty() && digits.size() <= 2 && digits_at(digits, 0) == digits.size()) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    if (negative ? value <= 27 : value <= decimal::places) {
      decimals = negative ? -value : value;
      return true;
    }
  }
  record.refuse(column, shown(text) + " is no place that an amount is rounded to",
                "expected an integer from -27 to 9, such as -6 for millions, or INF for exact");
  return false;
}

std::optional<currency> read_currency(csv_records& record, std::size_t column) {
  const std::string_view text = record[column];
  if (text.empty()) {
    record.refuse(column, "is empty", "expected an ISO 4217 code such as USD");
    return std::nullopt;
  }
  if (text.size() == 3) {
    if (const result<currency> found = currency::find(text)) return *found;
  }
  std::string capitals = folded(text);
  for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const bool is_known = capitals.size() == 3 && currency::find(capitals).has_value();
  record.refuse(column, shown(text) + " is not an active ISO 4217 code",
                "expected " + (is_known ? capitals : std::string("one such as USD")));
  return std::nullopt;
}

std::optional<date> read_date(csv_records& record, std::size_t column) {
  const std::string_view text = record[column];
  const result<date> day = parse_date(text);
  if (day) return *day;
  if (day.error().code == reason_code::out_of_range) {
    refuse_for(record, column, day.error());
  } else {
    record.refuse(column, text.empty() ? "is empty" : shown(text) + " is not a date",
                  "expected yyyy-mm-dd, such as 2025-12-31");
  }
  return std::nullopt;
}

bool fits_name(csv_records& record, std::size_t column) {
  const std::string_view text = record[column];
  if (text.empty() || (text.front() != ' ' && text.back() != ' ')) return true;
  record.refuse(column, shown(text) + " has spaces around it", "expected none");
  return false;
}

bool has_bounds(decimal value, int decimals) {
  try {
    static_cast<void>(rounding_interval(value, decimals));
    return true;
  } catch (const overflow_error&) {
    return false;
  }
}

void refuse_for(csv_records& record, std::size_t column, const reason& why) {
  const std::string_view text = why.text;
  constexpr std::string_view turn = ", expected ";
  if (const std::size_t at = text.find(turn); at != std::string_view::npos) {
    record.refuse(column, text.substr(0, at), std::string(text.substr(at + 2)));
  } else if (const std::size_t end = text.rfind("; "); end != std::string_view::npos) {
    record.refuse(column, text.substr(0, end), std::string(text.substr(end + 2)));
  } else {
    record.refuse(column, text, {});
  }
}

}  // namespace runrate::detail
