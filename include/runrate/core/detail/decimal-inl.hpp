#ifndef RUNRATE_CORE_DETAIL_DECIMAL_INL_HPP
#define RUNRATE_CORE_DETAIL_DECIMAL_INL_HPP

#include <runrate/core/decimal.hpp>

#include <charconv>

namespace runrate {

namespace detail {

/// The digits of a magnitude, without leading zeros; "0" for zero.
RUNRATE_FUNC std::string digits_of(uint128 m) {
  // Two chunks of 19 digits cover 10^38; a magnitude has at most 39 digits, so there may be a third of one digit.
  constexpr std::uint64_t chunk = 10'000'000'000'000'000'000u;
  std::string text;
  do {
    auto [rest, low] = divide_unsigned(m, chunk);
    std::string part = std::to_string(low_half(low));
    if (rest != 0) part.insert(0, 19 - part.size(), '0');
    text.insert(0, part);
    m = rest;
  } while (m != 0);
  return text;
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(decimal a, int places) {
  if (places < 0 || places > decimal::places) detail::throw_contract("to_string: places must be from 0 to 9");
  const decimal shown = round(a, round_to{places});
  std::string digits = detail::digits_of(detail::magnitude(shown.billionths()));
  if (digits.size() <= decimal::places) digits.insert(0, decimal::places + 1 - digits.size(), '0');
  digits.resize(digits.size() - static_cast<std::size_t>(decimal::places - places));
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  if (shown.billionths() < 0) digits.insert(0, "-");
  return digits;
}

RUNRATE_FUNC std::string to_string(decimal a) {
  std::string text = to_string(a, decimal::places);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

RUNRATE_FUNC double detail::nearest_double(decimal a) {
  // Through the text, which is rounded once and whatever the locale; a quotient of two rounded doubles would not be.
  const std::string text = to_string(a);
  double nearest = 0;
  std::from_chars(text.data(), text.data() + text.size(), nearest);
  return nearest;
}

RUNRATE_FUNC result<decimal> decimal::parse(std::string_view text) {
  const auto malformed = [&](std::string_view what) {
    return reason{reason_code::malformed,
                  "'" + std::string(text) + "' is not a decimal number: " + std::string(what),
                  {{"text", std::string(text)}}};
  };
  std::string_view rest = text;
  bool negative = false;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  detail::uint128 billionths = 0;
  bool any_digit = false;
  int after_point = -1;
  bool too_large = false;
  for (const char c : rest) {
    if (c == '.' && after_point < 0) {
      after_point = 0;
      continue;
    }
    if (c < '0' || c > '9') return malformed("expected digits with at most one point");
    any_digit = true;
    if (after_point >= places) {
      if (c != '0') return malformed("it has more than nine decimal places");
      continue;
    }
    if (after_point >= 0) ++after_point;
    detail::uint128 tenfold = 0;
    too_large = too_large || detail::multiply_overflows(billionths, detail::uint128(10), tenfold) ||
                tenfold > ~detail::uint128(0) - 9;
    billionths = tenfold + static_cast<unsigned>(c - '0');
  }
  if (!any_digit) return malformed("it has no digit");
  detail::uint128 shifted = 0;
  detail::int128 value = 0;
  too_large = too_large ||
              detail::multiply_overflows(billionths, detail::power_of_ten(places - (after_point < 0 ? 0 : after_point)),
                                         shifted) ||
              detail::from_magnitude(negative, shifted, value);
  if (too_large) {
    return reason{reason_code::out_of_range,
                  "'" + std::string(text) + "' is beyond the range of a decimal, about 1.7e29",
                  {{"text", std::string(text)}}};
  }
  return from_billionths(value);
}

}  // namespace runrate

#endif
