#include "fact_number.hpp"

#include <algorithm>
#include <string>

namespace runrate::detail {

exact_number read_exactly(std::string_view json_number) {
  std::string digits;
  std::int64_t power = 0;  // of ten, that the digits are to be multiplied with
  const std::size_t exponent_at = std::min(json_number.find_first_of("eE"), json_number.size());
  std::string_view mantissa = json_number.substr(0, exponent_at);
  const bool negative = mantissa.starts_with('-');
  mantissa.remove_prefix(negative ? 1 : 0);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  digits.assign(mantissa.substr(0, point));
  if (point < mantissa.size()) {
    const std::string_view fraction = mantissa.substr(point + 1);
    digits.append(fraction);
    power -= static_cast<std::int64_t>(fraction.size());
  }
  if (exponent_at < json_number.size()) {
    std::string_view exponent = json_number.substr(exponent_at + 1);
    const bool goes_down = exponent.starts_with('-');
    exponent.remove_prefix(goes_down || exponent.starts_with('+') ? 1 : 0);
    constexpr std::int64_t enough = 1'000'000'000'000;  // more than any file has digits
    std::int64_t size = 0;
    for (const char c : exponent) size = std::min(enough, size * 10 + (c - '0'));
    power += goes_down ? -size : size;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return {decimal(), 0};
  const std::size_t zeros = digits.size() - 1 - digits.find_last_not_of('0');
  digits.resize(digits.size() - zeros);
  power += static_cast<std::int64_t>(zeros);

  if (power < -decimal::places) return {std::nullopt, -power};
  constexpr std::int64_t longest = 30;  // digits before the point of the largest decimal
  if (static_cast<std::int64_t>(digits.size()) + power > longest) return {};
  if (power >= 0) {
    digits.append(static_cast<std::size_t>(power), '0');
  } else {
    const auto places = static_cast<std::size_t>(-power);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
  }
  const result<decimal> value = decimal::parse((negative ? "-" : "") + digits);
  return {value ? std::optional(*value) : std::nullopt, 0};
}

}  // namespace runrate::detail
