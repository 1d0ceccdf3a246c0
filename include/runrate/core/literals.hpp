// Exact literals: `35.579_bn` is read from its source text, never through a double.
#ifndef RUNRATE_CORE_LITERALS_HPP
#define RUNRATE_CORE_LITERALS_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/ratio.hpp>

namespace runrate {

namespace detail {

struct literal_digits {
  int128 digits = 0;
  int after_point = 0;
};

// A literal that can't be read is an error of compilation, at the call whose name says why.
consteval literal_digits read_literal(const char* text) {
  literal_digits read;
  bool point = false;
  for (const char* p = text; *p != '\0'; ++p) {
    if (*p == '\'') continue;
    if (*p == '.') {
      point = true;
      continue;
    }
    if (*p < '0' || *p > '9') throw_contract("a decimal literal has digits, one point and ' between digits only");
    if (read.digits > (int128_max - 9) / 10) throw_overflow("a decimal literal has too many digits");
    read.digits = read.digits * 10 + (*p - '0');
    // 10^38 is the largest power of ten in 128 bits, and `_pct` needs two of them.
    if (point && ++read.after_point > 36) throw_overflow("a decimal literal has too many places");
  }
  return read;
}

consteval decimal literal_in(const char* text, int zeros) {
  const literal_digits read = read_literal(text);
  bool exact = true;
  const int128 steps = scale(read.digits, static_cast<int128>(power_of_ten(decimal::places + zeros)),
                             static_cast<int128>(power_of_ten(read.after_point)), 1, 1, rounding::toward_zero, exact);
  if (!exact) throw_inexact("a decimal literal has more places than a decimal holds");
  return decimal::from_billionths(steps);
}

}  // namespace detail

inline namespace literals {

/// `1.005_dec`: the number as written.
consteval decimal operator""_dec(const char* text) { return detail::literal_in(text, 0); }
/// `623.599_k`: thousands.
consteval decimal operator""_k(const char* text) { return detail::literal_in(text, 3); }
/// `35'579_mn`: millions.
consteval decimal operator""_mn(const char* text) { return detail::literal_in(text, 6); }
/// `35.579_bn`: billions.
consteval decimal operator""_bn(const char* text) { return detail::literal_in(text, 9); }
/// `1.5_tn`: trillions.
consteval decimal operator""_tn(const char* text) { return detail::literal_in(text, 12); }

/// `12.5_pct`: a ratio, 125/1000, exact for any number of digits.
consteval ratio operator""_pct(const char* text) {
  const detail::literal_digits read = detail::read_literal(text);
  return ratio(read.digits, static_cast<detail::int128>(detail::power_of_ten(read.after_point + 2)));
}

}  // namespace literals
}  // namespace runrate

#endif
