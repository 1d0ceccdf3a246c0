// The one kernel under every exact figure: a * n / (d * unit), rounded once.
#ifndef RUNRATE_CORE_DETAIL_SCALE_HPP
#define RUNRATE_CORE_DETAIL_SCALE_HPP

#include <runrate/core/detail/int128.hpp>
#include <runrate/core/errors.hpp>
#include <runrate/core/rounding.hpp>

namespace runrate::detail {

/// A fraction of magnitudes, a * n / (d * unit), and how its quotient is to be rounded.
struct scaling {
  uint128 a;
  uint128 n;
  uint128 d;
  uint128 unit;
  rounding mode;
  bool negative;
};

/// The rounded quotient of a fraction whose product or divisor needs more than 128 bits, on Boost's wide integers.
/// `exact` says whether nothing was cut off. Throws `overflow_error` where the quotient itself does not fit.
RUNRATE_COLD uint128 scale_wide(const scaling& s, bool& exact);

constexpr uint128 rounded_quotient(uint128 dividend, uint128 divisor, rounding mode, bool negative, bool& exact) {
  auto [quotient, rest] = divide_unsigned(dividend, divisor);
  exact = rest == 0;
  const uint128 missing = divisor - rest;
  if (rounds_outward(mode, negative, (low_half(quotient) & 1) != 0, exact, rest > missing, rest == missing)) {
    if (quotient == ~static_cast<uint128>(0)) throw_overflow("a rounded quotient exceeds 128 bits");
    ++quotient;
  }
  return quotient;
}

// In constant evaluation Boost's integers can't be reached without their header, so the wide division is done there
// bit by bit: slow, and only the compiler pays.
struct uint256 {
  uint128 high = 0;
  uint128 low = 0;

  constexpr bool bit(int i) const { return low_half((i < 128 ? low >> i : high >> (i - 128)) & 1) != 0; }
  constexpr bool at_least(const uint256& other) const {
    return high != other.high ? high > other.high : low >= other.low;
  }
  constexpr void subtract(const uint256& other) {
    high = high - other.high - (low < other.low ? 1u : 0u);
    low = low >= other.low ? low - other.low : ~static_cast<uint128>(0) - (other.low - low) + 1;
  }
  constexpr void shift_in(bool one) {
    high = (high << 1) | (low >> 127);
    low = (low << 1) | (one ? 1u : 0u);
  }
};

constexpr uint256 multiply_wide(uint128 a, uint128 b) {
  const uint128 a0 = low_half(a), a1 = high_half(a), b0 = low_half(b), b1 = high_half(b);
  const uint128 p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  const uint128 middle = static_cast<uint128>(high_half(p00)) + low_half(p01) + low_half(p10);
  return {p11 + high_half(p01) + high_half(p10) + high_half(middle), (middle << 64) | low_half(p00)};
}

constexpr uint128 scale_in_constant_evaluation(const scaling& s, bool& exact) {
  const uint256 dividend = multiply_wide(s.a, s.n);
  const uint256 divisor = multiply_wide(s.d, s.unit);
  if (high_half(divisor.high) >> 63 != 0) throw_overflow("a divisor exceeds 255 bits");
  uint256 rest;
  uint256 quotient;
  for (int i = 255; i >= 0; --i) {
    rest.shift_in(dividend.bit(i));
    const bool one = rest.at_least(divisor);
    if (one) rest.subtract(divisor);
    quotient.shift_in(one);
  }
  if (quotient.high != 0) throw_overflow("an exact result exceeds 128 bits");
  exact = rest.high == 0 && rest.low == 0;
  uint256 missing = divisor;
  missing.subtract(rest);
  const bool above_half = !missing.at_least(rest), at_half = !above_half && rest.at_least(missing);
  if (rounds_outward(s.mode, s.negative, (low_half(quotient.low) & 1) != 0, exact, above_half, at_half)) {
    if (quotient.low == ~static_cast<uint128>(0)) throw_overflow("an exact result exceeds 128 bits");
    ++quotient.low;
  }
  return quotient.low;
}

/// A rounded quotient in steps of `step`, with its sign.
constexpr int128 on_grid(uint128 quotient, uint128 step, bool negative) {
  uint128 figure = 0;
  int128 with_sign = 0;
  if (multiply_overflows(quotient, step, figure) || from_magnitude(negative, figure, with_sign)) {
    throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
  }
  return with_sign;
}

/// `scale` for operands of any size.
RUNRATE_NOINLINE constexpr int128 scale_any(const scaling& s, uint128 step, bool& exact) {
  uint128 dividend = 0, divisor = 0;
  if (!multiply_overflows(s.a, s.n, dividend) && !multiply_overflows(s.d, s.unit, divisor)) {
    return on_grid(rounded_quotient(dividend, divisor, s.mode, s.negative, exact), step, s.negative);
  }
  return on_grid(std::is_constant_evaluated() ? scale_in_constant_evaluation(s, exact) : scale_wide(s, exact), step,
                 s.negative);
}

/// round(a * n / (d * unit)) * step: a figure on the grid of `step`. `d` and `unit` are not zero.
/// Throws `overflow_error` where the figure does not fit 128 bits.
RUNRATE_ALWAYS_INLINE constexpr int128 scale(int128 a, int128 n, int128 d, uint128 unit, uint128 step, rounding mode,
                                             bool& exact) {
#ifdef RUNRATE_NATIVE_INT128
  int128 product = 0;
  if (!multiply_overflows(a, n, product)) [[likely]] {
    const bool negative = (product < 0) ^ (d < 0);
    const uint128 dividend = magnitude(product);
    std::uint64_t divisor = 0;
    // Money times a factor as people use them: divisor and quotient fit 64 bits, and one hardware division does it.
    if (fits_64_bits(d) && high_half(unit) == 0 && step >> 63 == 0 &&
        !__builtin_mul_overflow(magnitude_64(d), low_half(unit), &divisor) && high_half(dividend) < divisor)
        [[likely]] {
      std::uint64_t rest = 0, steps = 0;
      const std::uint64_t quotient = divide_to_64_bits(high_half(dividend), low_half(dividend), divisor, rest);
      const std::uint64_t missing = divisor - rest;
      const bool outward =
          rounds_outward(mode, negative, (quotient & 1) != 0, rest == 0, rest > missing, rest == missing);
      if (!__builtin_add_overflow(quotient, static_cast<std::uint64_t>(outward), &steps)) [[likely]] {
        exact = rest == 0;
        // Below 2^64 steps below 2^63 each: it fits.
        return with_sign(negative, static_cast<uint128>(steps) * low_half(step));
      }
    }
  }
#endif
  const bool negative = ((a < 0) != (n < 0)) != (d < 0);
  bool nothing_cut = true;
  const int128 figure =
      scale_any({magnitude(a), magnitude(n), magnitude(d), unit, mode, negative}, step, nothing_cut);
  exact = nothing_cut;
  return figure;
}

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/scale-inl.hpp>
#endif

#endif
