#ifndef RUNRATE_CORE_DETAIL_FORMAT_INL_HPP
#define RUNRATE_CORE_DETAIL_FORMAT_INL_HPP

#include <runrate/core/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace runrate {

namespace detail {

RUNRATE_FUNC void throw_format_error() {
  throw fmt::format_error("expected [[fill]align][sign][$|n][width][,][.places][K|M|B|T|a|%][w], places up to 9");
}

struct magnitude_unit {
  char letter;
  int power;
  std::string_view word;
};

inline constexpr magnitude_unit magnitude_units[] = {
    {'T', 12, "trillion"}, {'B', 9, "billion"}, {'M', 6, "million"}, {'K', 3, "thousand"}};

/// The unit that a format asks for; for 'a' the largest that leaves one or more. A figure that the smaller unit would
/// show as 1,000 counts as one: 999.96 billion to one place is 1.0 trillion, but 999 to one place is 999.0.
RUNRATE_FUNC const magnitude_unit* unit_of(decimal value, const number_format& format) {
  for (const magnitude_unit& unit : magnitude_units) {
    if (format.unit == unit.letter) return &unit;
    if (format.unit != 'a') continue;
    const uint128 one = power_of_ten(decimal::places + unit.power);
    if (magnitude(value.billionths()) >= one) return &unit;
    const round_to in_smaller_unit{format.places - (unit.power - 3)};
    if (format.places >= 0 && magnitude(round(value, in_smaller_unit).billionths()) >= one) return &unit;
  }
  return nullptr;
}

RUNRATE_FUNC void group_digits(std::string& digits) {
  const std::size_t point = digits.find('.');
  for (std::size_t i = point == std::string::npos ? digits.size() : point; i > 3; i -= 3) digits.insert(i - 3, ",");
}

/// The digits of |value| in the unit, without sign: "142.3", and the unit's letter or word behind them.
RUNRATE_FUNC std::string unsigned_digits(decimal value, const number_format& format, int least_places) {
  const magnitude_unit* unit = unit_of(value, format);
  decimal shown = value;
  std::string digits;
  if (unit == nullptr) {
    if (format.places >= 0) {
      digits = to_string(shown, format.places);
    } else {
      digits = has_at_most_places(shown, least_places) ? to_string(shown, least_places) : to_string(shown);
    }
    if (digits.front() == '-') digits.erase(0, 1);
  } else {
    // Rounded before it is divided, so that a value with nine places and a unit is rounded once.
    if (format.places >= 0) shown = round(shown, round_to{format.places - unit->power});
    digits = digits_of(magnitude(shown.billionths()));
    const auto after_point = static_cast<std::size_t>(decimal::places) + static_cast<std::size_t>(unit->power);
    if (digits.size() <= after_point) digits.insert(0, after_point + 1 - digits.size(), '0');
    digits.insert(digits.size() - after_point, ".");
    const std::size_t point = digits.find('.');
    const std::size_t kept =
        format.places >= 0 ? point + 1 + static_cast<std::size_t>(format.places) : digits.find_last_not_of('0') + 1;
    digits.resize(kept);
    if (digits.back() == '.') digits.pop_back();
  }
  if (format.grouped) group_digits(digits);
  if (unit != nullptr) digits += format.words ? " " + std::string(unit->word) : std::string(1, unit->letter);
  return digits;
}

RUNRATE_FUNC std::string with_sign(bool negative, const std::string& text, char sign) {
  if (sign == '(') return negative ? "(" + text + ")" : text;
  if (negative) return "-" + text;
  return sign == '-' ? text : std::string(1, sign) + text;
}

/// Pads to a width counted in code points, not bytes.
RUNRATE_FUNC std::string padded(std::string text, const number_format& format) {
  int length = 0;
  for (const char c : text) length += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1 : 0;
  if (length >= format.width) return text;
  const auto missing = static_cast<std::size_t>(format.width - length);
  const std::size_t left = format.align == '<' ? 0 : format.align == '^' ? missing / 2 : missing;
  return std::string(left, format.fill) + text + std::string(missing - left, format.fill);
}

/// Whether the figure is below zero as it will be shown: -0.4 to whole units is 0, not -0.
RUNRATE_FUNC bool shows_negative(decimal value, const number_format& format) {
  if (format.places < 0 || value >= decimal()) return value < decimal();
  const magnitude_unit* unit = unit_of(value, format);
  return round(value, round_to{format.places - (unit == nullptr ? 0 : unit->power)}) < decimal();
}

}  // namespace detail

RUNRATE_FUNC std::string format_number(decimal value, const number_format& format) {
  if (format.unit == '%') return format_number(ratio(value), format);
  const bool negative = detail::shows_negative(value, format);
  return detail::padded(detail::with_sign(negative, detail::unsigned_digits(value, format, 0), format.sign), format);
}

RUNRATE_FUNC std::string format_number(const ratio& value, const number_format& format) {
  if (format.places < 0 && format.unit == '\0') return detail::padded(to_string(value), format);
  const int places = format.places < 0 ? decimal::places : format.places;
  if (format.unit != '%') return format_number(round(value, round_to{places}), format);
  const decimal percent = round(value * ratio(100), round_to{places});
  number_format bare = format;
  bare.unit = '\0';
  bare.width = 0;
  const std::string digits = detail::unsigned_digits(percent, bare, 0) + "%";
  return detail::padded(detail::with_sign(percent < decimal(), digits, format.sign), format);
}

RUNRATE_FUNC std::string format_number(const interval& value, const number_format& format) {
  number_format bare = format;
  bare.width = 0;
  // Bounds are shown rounded outwards, so that what is shown still holds the figure.
  const auto outward = [&](decimal bound, rounding mode) {
    if (bare.places < 0) return format_number(bound, bare);
    const detail::magnitude_unit* unit = detail::unit_of(bound, bare);
    // A percentage is shown in hundredths, a decimal holds no more than nine places of it.
    const int kept = bare.unit == '%' ? std::min(bare.places + 2, decimal::places)
                                      : bare.places - (unit == nullptr ? 0 : unit->power);
    return format_number(round(bound, {kept, mode}), bare);
  };
  std::string text = value.has_low() ? "[" + outward(value.low(), rounding::floor) : "(...";
  text += ", ";
  text += value.has_high() ? outward(value.high(), rounding::ceiling) + "]" : "...)";
  return detail::padded(std::move(text), format);
}

RUNRATE_FUNC std::string format_number(const basic_money<struct any_currency>& value, const number_format& format) {
  number_format amount = format;
  // Money is grouped unless a unit makes it short.
  amount.grouped = format.grouped || format.unit == '\0';
  const bool negative = detail::shows_negative(value.amount(), amount);
  std::string digits = detail::unsigned_digits(value.amount(), amount, value.minor_units());
  const std::string symbol(value.unit().symbol());
  if (format.currency == '$' && !symbol.empty()) {
    return detail::padded(detail::with_sign(negative, symbol + digits, format.sign), format);
  }
  digits = detail::with_sign(negative, digits, format.sign);
  if (format.currency != 'n') digits = std::string(value.unit().code()) + " " + digits;
  return detail::padded(std::move(digits), format);
}

}  // namespace runrate

#endif
