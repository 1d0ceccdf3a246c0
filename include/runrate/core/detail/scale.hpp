// The one kernel under every exact figure: a * n / (d * unit), rounded once.
#ifndef RUNRATE_CORE_DETAIL_SCALE_HPP
#define RUNRATE_CORE_DETAIL_SCALE_HPP

#include <runrate/core/detail/int128.hpp>
#include <runrate/core/detail/limbs.hpp>
#include <runrate/core/errors.hpp>
#include <runrate/core/rounding.hpp>

#include <array>

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

constexpr std::array<limb, 4> limbs_of(uint128 x) {
  std::array<limb, 4> parts{};
  for (int i = 0; i < 4; ++i)
    parts[static_cast<std::size_t>(i)] = static_cast<limb>(low_half(x >> (32 * i)) & 0xFFFFFFFFu);
  return parts;
}
constexpr uint128 from_limbs(const_limbs four) {
  uint128 x = 0;
  for (std::size_t i = 4; i-- > 0;) x = (x << 32) | four[i];
  return x;
}

/// A product in limbs, and one limb more, zero, as a division wants it.
template <std::size_t A, std::size_t B>
constexpr std::array<limb, A + B + 1> dividend_of(const std::array<limb, A>& a, const std::array<limb, B>& b) {
  std::array<limb, A + B + 1> product{};
  multiply_limbs(a, b, limbs(product).first(A + B));
  return product;
}

/// The rounded quotient of a fraction whose product or divisor needs more than 128 bits. `exact` says whether nothing
/// was cut off. Throws `overflow_error` where the quotient itself does not fit.
RUNRATE_NOINLINE constexpr uint128 scale_wide(const scaling& s, bool& exact) {
  auto rest = dividend_of(limbs_of(s.a), limbs_of(s.n)), divisor = dividend_of(limbs_of(s.d), limbs_of(s.unit));
  const std::size_t length = trimmed(divisor).size();
  std::array<limb, 8> digits{};
  if (length > 1) {
    divide_limbs(rest, limbs(divisor).first(length), digits);
  } else {
    for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = rest[i];
    rest = {divide_limbs_by(digits, divisor.front())};
  }
  if (trimmed(digits).size() > 4) throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
  uint128 quotient = from_limbs(digits);
  exact = trimmed(rest).empty();
  shift_limbs_left(rest, 1);  // the ninth limb takes the bit
  const int versus_half = compare_limbs(rest, divisor);
  if (rounds_outward(s.mode, s.negative, (low_half(quotient) & 1) != 0, exact, versus_half)) {
    if (quotient == ~static_cast<uint128>(0)) throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
    ++quotient;
  }
  return quotient;
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

/// `scale` for operands of any size, in line for `divide`: its divisors are amounts, of 64 bits and of more in turns.
RUNRATE_ALWAYS_INLINE constexpr int128 scale_evenly(const scaling& s, uint128 step, bool& exact) {
  uint128 dividend = 0, divisor = 0;
  if (!multiply_overflows(s.a, s.n, dividend) && !multiply_overflows(s.d, s.unit, divisor)) [[likely]] {
    return on_grid(rounded_quotient(dividend, divisor, s.mode, s.negative, exact), step, s.negative);
  }
  return on_grid(scale_wide(s, exact), step, s.negative);
}
/// The same out of line, so that `scale` itself stays small.
RUNRATE_NOINLINE constexpr int128 scale_any(const scaling& s, uint128 step, bool& exact) {
  return scale_evenly(s, step, exact);
}

/// round(a * n / (d * unit)) * step: a figure on the grid of `step`. `d` and `unit` are not zero.
/// Throws `overflow_error` where the figure does not fit 128 bits.
RUNRATE_ALWAYS_INLINE constexpr int128 scale(int128 a, int128 n, uint128 d, uint128 unit, uint128 step, rounding mode,
                                             bool& exact) {
#ifdef RUNRATE_NATIVE_INT128
  int128 product = 0;
  if (!multiply_overflows(a, n, product)) [[likely]] {
    const bool negative = product < 0;
    const uint128 dividend = magnitude(product);
    std::uint64_t divisor = 0;
    // Money times a factor as people use them: divisor and quotient fit 64 bits, and one hardware division does it.
    if (high_half(d) == 0 && high_half(unit) == 0 && step >> 63 == 0 &&
        !__builtin_mul_overflow(low_half(d), low_half(unit), &divisor) && high_half(dividend) < divisor) [[likely]] {
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
  bool nothing_cut = true;
  const int128 figure = scale_any({magnitude(a), magnitude(n), d, unit, mode, (a < 0) != (n < 0)}, step, nothing_cut);
  exact = nothing_cut;
  return figure;
}

}  // namespace runrate::detail

#endif
