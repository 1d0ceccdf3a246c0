// 128-bit integers: the compiler's where it has them, Boost.Multiprecision's elsewhere.
//
// RUNRATE_USE_BOOST_INT128 chooses Boost's on any compiler; the tests build that way too. Boost's integers are
// sign and magnitude and do not wrap, so nothing here relies on two's complement.
#ifndef RUNRATE_CORE_DETAIL_INT128_HPP
#define RUNRATE_CORE_DETAIL_INT128_HPP

#include <bit>
#include <cstdint>
#include <type_traits>

#if defined(__SIZEOF_INT128__) && !defined(RUNRATE_USE_BOOST_INT128)
#define RUNRATE_NATIVE_INT128 1
#else
#include <boost/multiprecision/cpp_int.hpp>
#endif

namespace runrate::detail {

#ifdef RUNRATE_NATIVE_INT128
__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;
#else
using int128 = boost::multiprecision::int128_t;
using uint128 = boost::multiprecision::uint128_t;
#endif

inline constexpr int128 int128_max = static_cast<int128>((static_cast<uint128>(1) << 127) - 1);
inline constexpr int128 int128_min = -int128_max - 1;

constexpr uint128 magnitude(int128 x) {
#ifdef RUNRATE_NATIVE_INT128
  return x < 0 ? -static_cast<uint128>(x) : static_cast<uint128>(x);
#else
  return static_cast<uint128>(x < 0 ? int128(-x) : x);
#endif
}

/// The number of a sign and a magnitude that fit.
constexpr int128 with_sign(bool negative, uint128 m) {
#ifdef RUNRATE_NATIVE_INT128
  return static_cast<int128>(negative ? -m : m);
#else
  return negative ? int128(-static_cast<int128>(m)) : static_cast<int128>(m);
#endif
}

/// True where sign and magnitude do not fit; `out` is then unspecified.
constexpr bool from_magnitude(bool negative, uint128 m, int128& out) {
  constexpr uint128 limit = static_cast<uint128>(1) << 127;
  out = with_sign(negative, m);
  return negative ? m > limit : m >= limit;
}

// The three return true on overflow, as the compiler's built-ins do.

constexpr bool add_overflows(int128 a, int128 b, int128& out) {
#ifdef RUNRATE_NATIVE_INT128
  return __builtin_add_overflow(a, b, &out);
#else
  if ((b > 0 && a > int128_max - b) || (b < 0 && a < int128_min - b)) return true;
  out = a + b;
  return false;
#endif
}

constexpr bool subtract_overflows(int128 a, int128 b, int128& out) {
#ifdef RUNRATE_NATIVE_INT128
  return __builtin_sub_overflow(a, b, &out);
#else
  if ((b < 0 && a > int128_max + b) || (b > 0 && a < int128_min + b)) return true;
  out = a - b;
  return false;
#endif
}

constexpr std::uint64_t high_half(uint128 x) { return static_cast<std::uint64_t>(x >> 64); }
constexpr std::uint64_t low_half(uint128 x) {
#ifdef RUNRATE_NATIVE_INT128
  return static_cast<std::uint64_t>(x);
#else
  return static_cast<std::uint64_t>(x & uint128(UINT64_MAX));
#endif
}

/// a * b for unsigned numbers; true where the product needs more than 128 bits.
constexpr bool multiply_overflows(uint128 a, uint128 b, uint128& out) {
#ifdef RUNRATE_NATIVE_INT128
  return __builtin_mul_overflow(a, b, &out);
#else
  if (high_half(a) != 0 && high_half(b) != 0) return true;
  const uint128 low = static_cast<uint128>(low_half(a)) * low_half(b);
  // One of the two halves is zero, so that the sum is one product.
  const uint128 cross = high_half(b) == 0 ? static_cast<uint128>(high_half(a)) * low_half(b)
                                          : static_cast<uint128>(high_half(b)) * low_half(a);
  if (high_half(cross) != 0) return true;
  const uint128 shifted = cross << 64;
  if (low > ~static_cast<uint128>(0) - shifted) return true;
  out = shifted + low;
  return false;
#endif
}

constexpr bool multiply_overflows(int128 a, int128 b, int128& out) {
#ifdef RUNRATE_NATIVE_INT128
  return __builtin_mul_overflow(a, b, &out);
#else
  uint128 product = 0;
  return multiply_overflows(magnitude(a), magnitude(b), product) || from_magnitude((a < 0) != (b < 0), product, out);
#endif
}

/// The greatest common divisor; gcd(0, x) = x.
constexpr uint128 gcd(uint128 a, uint128 b) {
  while (b != 0) {
    if (high_half(a) == 0 && high_half(b) == 0) {
      std::uint64_t x = low_half(a);
      std::uint64_t y = low_half(b);
      while (y != 0) {
        const std::uint64_t rest = x % y;
        x = y;
        y = rest;
      }
      return x;
    }
    const uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

struct powers_of_ten {
  uint128 power[39];

  constexpr powers_of_ten() : power{} {
    power[0] = 1;
    for (int n = 1; n < 39; ++n) power[n] = power[n - 1] * 10;
  }
};
inline constexpr powers_of_ten power_table;

/// 10^n for n of 0 to 38.
constexpr uint128 power_of_ten(int n) { return power_table.power[n]; }

/// The quotient and the remainder of two unsigned numbers.
struct quotient_and_rest {
  uint128 quotient;
  uint128 rest;
};

/// (high * 2^64 + low) / divisor for high < divisor, so that the quotient fits 64 bits; the remainder goes to `rest`.
constexpr std::uint64_t divide_to_64_bits(std::uint64_t high, std::uint64_t low, std::uint64_t divisor,
                                          std::uint64_t& rest) {
#if defined(RUNRATE_NATIVE_INT128) && defined(__x86_64__) && defined(__GNUC__)
  // One hardware division: half the time of the compiler's general routine.
  if (!std::is_constant_evaluated()) {
    std::uint64_t quotient = 0;
    __asm__("divq %4" : "=a"(quotient), "=d"(rest) : "a"(low), "d"(high), "r"(divisor) : "cc");
    return quotient;
  }
#endif
  const uint128 dividend = (static_cast<uint128>(high) << 64) | low;
  const std::uint64_t quotient = low_half(dividend / divisor);
  rest = low_half(dividend - static_cast<uint128>(quotient) * divisor);
  return quotient;
}

constexpr quotient_and_rest divide_unsigned(uint128 a, uint128 b) {
  if (high_half(b) == 0 && high_half(a) < low_half(b)) {
    std::uint64_t rest = 0;
    const std::uint64_t quotient = divide_to_64_bits(high_half(a), low_half(a), low_half(b), rest);
    return {quotient, rest};
  }
#ifdef RUNRATE_NATIVE_INT128
  if (high_half(b) != 0) {
    // One hardware division by the top 64 bits of b gives the quotient or one more (Warren, Hacker's Delight, 9-5).
    const int shift = std::countl_zero(high_half(b));
    std::uint64_t unused = 0;
    const std::uint64_t estimate =
        divide_to_64_bits(high_half(a >> 1), low_half(a >> 1), high_half(b << shift), unused);
    std::uint64_t quotient = estimate >> (63 - shift);
    quotient -= quotient != 0 ? 1u : 0u;
    uint128 rest = a - quotient * b;
    if (rest >= b) ++quotient, rest -= b;
    return {quotient, rest};
  }
#endif
  const uint128 quotient = a / b;
  return {quotient, a - quotient * b};
}

}  // namespace runrate::detail

#endif
