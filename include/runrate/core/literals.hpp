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
constexpr literal_digits read_literal(const char* text) {
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

constexpr decimal literal_in(const char* text, int zeros) {
  const literal_digits read = read_literal(text);
  bool exact = true;
  const int128 steps = scale(read.digits, static_cast<int128>(power_of_ten(decimal::places + zeros)),
                             power_of_ten(read.after_point), 1, 1, rounding::toward_zero, exact);
  if (!exact) throw_inexact("a decimal literal has more places than a decimal holds");
  return decimal::from_billionths(steps);
}

// Computed by the compiler wherever it stands: the operators are templates because clang 14 leaves consteval ones
// behind as calls in a generic lambda.
template <int Zeros, char... Text>
constexpr decimal compiled_literal() {
  constexpr char text[] = {Text..., '\0'};
  constexpr decimal value = literal_in(text, Zeros);
  return value;
}

}  // namespace detail

inline namespace literals {

/// `1.005_dec`: the number as written.
template <char... Text>
constexpr decimal operator""_dec() {
  return detail::compiled_literal<0, Text...>();
}
/// `623.599_k`: thousands.
template <char... Text>
constexpr decimal operator""_k() {
  return detail::compiled_literal<3, Text...>();
}
/// `35'579_mn`: millions.
template <char... Text>
constexpr decimal operator""_mn() {
  return detail::compiled_literal<6, Text...>();
}
/// `35.579_bn`: billions.
template <char... Text>
constexpr decimal operator""_bn() {
  return detail::compiled_literal<9, Text...>();
}
/// `1.5_tn`: trillions.
template <char... Text>
constexpr decimal operator""_tn() {
  return detail::compiled_literal<12, Text...>();
}

/// `12.5_pct`: a ratio, 125/1000, exact for any number of digits.
template <char... Text>
constexpr ratio operator""_pct() {
  constexpr char text[] = {Text..., '\0'};
  constexpr detail::literal_digits read = detail::read_literal(text);
  return ratio(read.digits, static_cast<detail::int128>(detail::power_of_ten(read.after_point + 2)));
}

}  // namespace literals
}  // namespace runrate

#endif
