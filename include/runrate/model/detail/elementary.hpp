// exp, log and pow of vectors of doubles, of additions, multiplications and divisions alone: the same bits for
// registers of any width and on any processor, as long as no product and sum are joined into one operation.
#ifndef RUNRATE_MODEL_DETAIL_ELEMENTARY_HPP
#define RUNRATE_MODEL_DETAIL_ELEMENTARY_HPP

#include <runrate/core/decimal.hpp>

#include <limits>

namespace runrate::detail {

/// `Numbers` is a vector of doubles, `Bits` one of as many 64-bit integers without a sign.
template <class Numbers, class Bits>
struct elementary {
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  static constexpr double whole = 0x1.8p52;  // added and taken away again, it leaves a whole number
  static constexpr double ln2_high =
      6.93147180369123816490e-1;  // its last 21 bits are zero: a whole number times it is exact
  static constexpr double ln2_low = 1.90821492927058770002e-10;

  RUNRATE_ALWAYS_INLINE static Bits bits_of(const Numbers& x) { return reinterpret_cast<Bits>(x); }
  RUNRATE_ALWAYS_INLINE static Numbers number_of(const Bits& x) { return reinterpret_cast<Numbers>(x); }
  RUNRATE_ALWAYS_INLINE static Numbers all(double x) { return x - Numbers{}; }
  RUNRATE_ALWAYS_INLINE static Numbers magnitude(const Numbers& x) {
    return number_of(bits_of(x) & 0x7FFF'FFFF'FFFF'FFFF);
  }
  RUNRATE_ALWAYS_INLINE static Numbers rounded(const Numbers& x) { return (x + whole) - whole; }

  RUNRATE_ALWAYS_INLINE static auto is_number(const Numbers& x) {
    return x == x;  // NOLINT(misc-redundant-expression): false of what is not a number
  }

  /// e to the power of x. Off by at most 1.1 in the last place (tests/unit/model_elementary.cpp).
  RUNRATE_ALWAYS_INLINE static Numbers exp(const Numbers& x) {
    const reduced a = reduced_of(x);
    return exp_of(a.r, a.power);
  }

  /// e to the power of `x + low`, where `low` is a small part of x.
  RUNRATE_ALWAYS_INLINE static Numbers exp(const Numbers& x, const Numbers& low) {
    const reduced a = reduced_of(x);
    return exp_of(a.r + low, a.power);
  }

  /// The natural logarithm: of zero minus infinity, of a negative number none.
  ///
  /// x = 2^k m with m from sqrt(1/2) to sqrt(2), and the series of log((1 + s) / (1 - s)) by the polynomial of fdlibm
  /// (Sun Microsystems, e_log.c, 1993). Off by less than 1 in the last place.
  RUNRATE_ALWAYS_INLINE static Numbers log(const Numbers& x) {
    const split s = split_of(x);
    const Numbers f = s.m - 1.0;
    const Numbers t = f / (f + 2.0);
    const Numbers z = t * t;
    const Numbers w = z * z;
    const Numbers even = w * (w * (w * 1.531383769920937332e-1 + 2.222219843214978396e-1) + 3.999999999940941908e-1);
    const Numbers odd =
        z * (w * (w * (w * 1.479819860511658591e-1 + 1.818357216161805012e-1) + 2.857142874366239149e-1) +
             6.666666666666735130e-1);
    const Numbers half = f * f * 0.5;
    const Numbers y = s.k * ln2_high - ((half - (t * (half + (even + odd)) + s.k * ln2_low)) - f);
    return outside_logarithm(x, y);
  }

  /// `base` to the power of `exponent`, as C has it for finite numbers. Off by less than 1.2 in the last place.
  ///
  /// exp of the exponent times a logarithm that is known to some 60 bits: its first term is a sum of two numbers, the
  /// rest, a hundredth of it, one (Dekker, A Floating-Point Technique for Extending the Available Precision, 1971).
  RUNRATE_ALWAYS_INLINE static Numbers pow(const Numbers& base, const Numbers& exponent) {
    const Numbers b = magnitude(base);
    const split s = split_of(b);
    const Numbers f = s.m - 1.0;
    const Numbers denominator = f + 2.0;
    const Numbers denominator_low = f - (denominator - 2.0);
    const Numbers t = f / denominator;
    const Numbers t_low =
        ((f - product_high(t, denominator)) - product_low(t, denominator) - t * denominator_low) / denominator;
    const Numbers z = t * t, z2 = z * z, z4 = z2 * z2;
    const Numbers p01 = z * (2.0 / 5) + 2.0 / 3, p23 = z * (2.0 / 9) + 2.0 / 7, p45 = z * (2.0 / 13) + 2.0 / 11;
    const Numbers p67 = z * (2.0 / 17) + 2.0 / 15, p89 = z * (2.0 / 21) + 2.0 / 19;
    const Numbers p = (p89 * z4 + (p67 * z2 + p45)) * z4 + (p23 * z2 + p01);
    const Numbers rest = 2.0 * t_low + (t * z * p + s.k * ln2_low);
    const Numbers first = s.k * ln2_high;  // exact, and 0 or larger than what is added
    const Numbers t2 = 2.0 * t;
    const Numbers sum = first + t2;
    const Numbers sum_low = (first - sum) + t2;
    const Numbers high = sum + (sum_low + rest);
    const Numbers low = (sum - high) + (sum_low + rest);
    const Numbers product = exponent * high;
    const Numbers product_rest =
        (product_high(exponent, high) - product) + product_low(exponent, high) + exponent * low;
    // Beyond what exp takes the rest is of no meaning, and may not be a number.
    const Numbers bounded = magnitude(product) < 1'000.0 ? product_rest : all(0.0);
    Numbers y = exp(product, bounded);
    // What the logarithm has no part in.
    const Numbers size = magnitude(exponent);
    y = b == 0.0 ? (exponent > 0.0 ? all(0.0) : all(infinity)) : y;
    y = b == infinity ? (exponent > 0.0 ? all(infinity) : all(0.0)) : y;
    y = size == infinity ? (b == 1.0 ? all(1.0) : ((b > 1.0) == (exponent > 0.0) ? all(infinity) : all(0.0))) : y;
    y = (is_number(base) & is_number(exponent)) ? y : all(nan);
    // A negative base has a power where the exponent is whole, and its sign where that is odd.
    const Numbers near = size < 0x1p52 ? rounded(size) : size;
    const Numbers half = size * 0.5;
    const Numbers near_half = half < 0x1p52 ? rounded(half) : half;
    const Numbers with_sign = near == size ? (((size < 0x1p53) & (near_half != half)) ? -y : y) : all(nan);
    y = ((base < 0.0) & (size != infinity)) ? with_sign : y;
    y = ((exponent == 0.0) | (base == 1.0)) ? all(1.0) : y;
    return y;
  }

private:
  struct reduced {
    Numbers r;   // x = k ln 2 + r with |r| <= ln 2 / 2 (Cody and Waite)
    Bits power;  // k, in the last twelve bits
  };

  RUNRATE_ALWAYS_INLINE static reduced reduced_of(const Numbers& x) {
    // The ends give infinity and zero; what is not a number stays that.
    const Numbers most = not_folded(all(710.0)), least = not_folded(all(-746.0));
    const Numbers below = most < x ? most : x;
    const Numbers inside = below < least ? least : below;
    const Numbers shifted = inside * 1.44269504088896338700 + whole;
    const Numbers k = shifted - whole;
    return {(inside - k * ln2_high) - k * ln2_low, bits_of(shifted)};
  }

  /// exp(r) = 1 + r + r^2 p(r), with the p of degree 9 that is off least (Remez): by 2^-56 of exp. Its terms are added
  /// in pairs (Estrin), since one after the other each would wait for the one before.
  RUNRATE_ALWAYS_INLINE static Numbers exp_of(const Numbers& r, const Bits& power) {
    const Numbers r2 = r * r, r4 = r2 * r2;
    const Numbers p01 = r * 0x1.55555555554fap-3 + 0x1.000000000000ap-1;
    const Numbers p23 = r * 0x1.1111111127bfep-7 + 0x1.5555555550877p-5;
    const Numbers p45 = r * 0x1.a01a012a51911p-13 + 0x1.6c16c1842b4edp-10;
    const Numbers p67 = r * 0x1.71df255a6d899p-19 + 0x1.a0199a08d81b9p-16;
    const Numbers p89 = r * 0x1.ad7f6af2c0ea7p-26 + 0x1.28ad763fd3d55p-22;
    const Numbers p = ((p89 * r4 + p67 * r2) + p45) * r4 + (p23 * r2 + p01);
    const Numbers e = (r2 * p + r) + 1.0;
    const Bits half = power >> 1;  // in two steps: k may be beyond the powers that there are
    return e * power_of_two(half) * power_of_two(power - half);
  }

  /// Two to a whole power from -1,022 to 1,023, of which only the last twelve bits are read.
  RUNRATE_ALWAYS_INLINE static Numbers power_of_two(const Bits& k) { return number_of((k + 1023) << 52); }

  /// Hides that a number is a constant: g++ 12 has an instruction for the smaller of two variables only. Not of wider
  /// registers, which not every function that is compiled with them has.
  RUNRATE_ALWAYS_INLINE static Numbers not_folded(Numbers x) {
#if defined(__SSE2__)
    if constexpr (sizeof(Numbers) == 16) asm("" : "+x"(x));
#endif
    return x;
  }

  struct split {
    Numbers m, k;  // x = m 2^k
  };

  /// Of a positive number; of one that is not, nothing that means anything.
  RUNRATE_ALWAYS_INLINE static split split_of(const Numbers& x) {
    const auto small = x < 0x1p-1022;
    const Numbers normal = small ? x * 0x1p54 : x;
    // So that the exponent grows by one at sqrt(2), not at 2.
    const Bits shifted = bits_of(normal) - 0x3FE6'A09E'667F'3BCD;
    const Bits exponent = (shifted >> 52) & 0xFFF;
    const Bits m = bits_of(normal) - (shifted & 0xFFF0'0000'0000'0000);
    // The exponent is twelve bits with a sign: moved up by 2,048, in the last places of 2^52, it is a number.
    const Numbers k = number_of((exponent ^ 0x800) | 0x4330'0000'0000'0000) - (0x1p52 + 2048.0);
    return {number_of(m), small ? k - 54.0 : k};
  }

  RUNRATE_ALWAYS_INLINE static Numbers outside_logarithm(const Numbers& x, const Numbers& y) {
    Numbers found = x == infinity ? x : y;
    found = x > 0.0 ? found : (x == 0.0 ? all(-infinity) : all(nan));
    return found;
  }

  // The halves of a number, of 26 bits each: products of them are exact.
  RUNRATE_ALWAYS_INLINE static Numbers upper_half(const Numbers& x) {
    const Numbers c = x * 134'217'729.0;
    return c - (c - x);
  }
  // A product as a sum of two numbers: the largest part, and the rest.
  RUNRATE_ALWAYS_INLINE static Numbers product_high(const Numbers& x, const Numbers& y) { return x * y; }
  RUNRATE_ALWAYS_INLINE static Numbers product_low(const Numbers& x, const Numbers& y) {
    const Numbers xh = upper_half(x), xl = x - xh, yh = upper_half(y), yl = y - yh;
    return ((xh * yh - x * y) + xh * yl + xl * yh) + xl * yl;
  }
};

}  // namespace runrate::detail

#endif
