// Fixed point in integers of any size, with a bound for what each step cuts off; Ziv's strategy (Fast evaluation of
// elementary mathematical functions with correctly rounded last bit, ACM TOMS 17, 1991) makes the rounding correct:
// more bits, until both ends of what the real number can be round alike.
#ifndef RUNRATE_CORE_DETAIL_REAL_INL_HPP
#define RUNRATE_CORE_DETAIL_REAL_INL_HPP

#include <runrate/core/detail/integer.hpp>
#include <runrate/core/detail/ratio-inl.hpp>
#include <runrate/core/real.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace runrate {

namespace detail {

/// A real number within `error` * 2^exponent of `value` * 2^exponent.
struct enclosed_real {
  integer value;
  integer error;
  int exponent;
};

RUNRATE_FUNC void require_digits(int digits) {
  if (digits < 1 || digits > 1000) {
    throw_contract("digits must be from 1 to 1,000, not " + std::to_string(digits));
  }
}

RUNRATE_FUNC int to_int(const integer& small) {
  int128 value = 0;
  (void)small.fits(value);
  return static_cast<int>(value);
}

RUNRATE_FUNC integer ten_to(int n) { return power_of(integer(10), static_cast<unsigned>(n)); }

/// n / d * 10^places, rounded half to even.
RUNRATE_FUNC integer decimal_steps(const integer& n, const integer& d, int places) {
  return places >= 0 ? rounded_quotient(n * ten_to(places), d, rounding::half_even)
                     : rounded_quotient(n, d * ten_to(-places), rounding::half_even);
}

/// The decimal places that give n / d > 0 so many significant digits, or one more.
RUNRATE_FUNC int places_for(const integer& n, const integer& d, int digits) {
  // n / d is at least this power of two, and that at least 10^below: log10(2) * 2^31 = 646456993.19..., taken to the
  // side on which the power of ten becomes smaller.
  const std::int64_t twos = std::int64_t{n.bits()} - std::int64_t{d.bits()} - 1;
  const std::int64_t below = (twos * (twos < 0 ? 646'456'994 : 646'456'993)) >> 31;
  return digits - 1 - static_cast<int>(below);
}

/// The fraction steps / 10^places. Only twos and fives can cancel, which takes no Euclid's algorithm.
RUNRATE_FUNC ratio fraction_of_steps(integer steps, int places) {
  if (places <= 0) return big_fraction::keep({steps * ten_to(-places), integer(1)});
  const auto most = static_cast<unsigned>(places);
  unsigned twos = most, fives = most;
  for (; twos > 0 && !steps.is_odd(); --twos) steps = steps >> 1;
  for (const integer five(5); fives > 0; --fives) {
    auto [quotient, rest] = divide(steps, five);
    if (rest.sign() != 0) break;
    steps = std::move(quotient);
  }
  return big_fraction::keep({std::move(steps), power_of(integer(5), fives) << twos});
}

/// The one number of so many digits that both low / d and high / d, above 0, round to; nothing where they differ.
RUNRATE_FUNC std::optional<ratio> agreed_rounding(const integer& low, const integer& high, const integer& d, int digits,
                                                  bool negative) {
  int places = places_for(low, d, digits);
  integer steps = decimal_steps(low, d, places);
  // A digit more than asked for. Just 10^digits is right as it is: it was rounded up to, or rounds to itself.
  if (steps > ten_to(digits)) steps = decimal_steps(low, d, --places);
  if (&low != &high && steps != decimal_steps(high, d, places)) return std::nullopt;
  return fraction_of_steps(negative ? -steps : steps, places);
}

/// What `approximate(bits)` encloses to about so many bits, rounded. It must be no number that ends within the digits,
/// nor half-way between two: then no number of bits would tell.
template <class Approximate>
rounded_real rounded_by_ziv(int digits, Approximate approximate) {
  for (unsigned bits = static_cast<unsigned>(digits) * 10 / 3 + 40;; bits *= 2) {
    const enclosed_real x = approximate(bits);
    const unsigned up = x.exponent > 0 ? static_cast<unsigned>(x.exponent) : 0;
    const unsigned down = x.exponent < 0 ? static_cast<unsigned>(-x.exponent) : 0;
    const integer magnitude = abs(x.value);
    const integer low = (magnitude - x.error) << up;
    if (low.sign() <= 0) continue;
    const auto agreed =
        agreed_rounding(low, (magnitude + x.error) << up, integer(1) << down, digits, x.value.sign() < 0);
    if (agreed) return {*agreed, false};
  }
}

/// n / d * 2^bits towards zero.
RUNRATE_FUNC integer binary_steps(const integer& n, const integer& d, int bits) {
  return bits >= 0 ? (n << static_cast<unsigned>(bits)) / d : n / (d << static_cast<unsigned>(-bits));
}

/// ln 2 * 2^bits, less than 2 off: 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749), where all the prime factors
/// but one 2 cancel in 27/25, 4802/4800 and 8750/8748.
RUNRATE_FUNC integer scaled_ln_2(unsigned bits) {
  constexpr unsigned guard = 32;
  const auto artanh_of_inverse = [bits](int x) {
    const integer square(static_cast<int128>(x) * x);
    integer sum, term = (integer(1) << (bits + guard)) / integer(x);
    for (int k = 1; term.sign() != 0; k += 2) {
      sum = sum + term / integer(k);
      term = term / square;
    }
    return sum;
  };
  const integer sum =
      integer(18) * artanh_of_inverse(26) - integer(2) * artanh_of_inverse(4801) + integer(8) * artanh_of_inverse(8749);
  return sum >> guard;
}

/// e^(r / 2^bits) * 2^bits for |r| up to 0.36 * 2^bits, less than 2 off. Taylor's series after so many halvings as make
/// it about as long as the squarings that undo them.
RUNRATE_FUNC integer exponential_near_zero(const integer& r, unsigned bits) {
  unsigned halvings = 4;
  while (halvings * halvings < bits) ++halvings;
  // Each of n terms is at most 2 units short, the tail 4; a squaring doubles the relative error. 2^16 / 2^2 units are
  // room for more terms than any number of bits asks for.
  constexpr unsigned guard = 16;
  const unsigned scale = bits + halvings + guard;
  const integer s = r << guard;
  integer term = s, power = (integer(1) << scale) + s;
  for (int k = 2; term.sign() != 0; ++k) {
    term = ((term * s) >> scale) / integer(k);
    power = power + term;
  }
  for (unsigned i = 0; i < halvings; ++i) power = (power * power) >> scale;
  return power >> (halvings + guard);
}

/// e^y for |y| up to some 10,000, whose exponent is below zero.
RUNRATE_FUNC enclosed_real enclosed_exponential(const enclosed_real& y) {
  constexpr unsigned guard = 16;  // y / ln 2 has 14 bits
  const auto bits = static_cast<unsigned>(-y.exponent);
  integer r = y.value;
  int twos = 0;
  if ((abs(r) << 7) > (integer(45) << bits)) {  // 45/128 is just above ln(2) / 2
    const integer ln_2 = scaled_ln_2(bits + guard);
    const integer count = rounded_quotient(r << guard, ln_2, rounding::half_even);
    r = r - ((count * ln_2) >> guard);
    twos = to_int(count);
  }
  // r is 2 more off than y, and e^r up to 1.42 times as much as r, and 2.
  return {exponential_near_zero(r, bits), (y.error << 1) + integer(8), y.exponent + twos};
}

/// ln(u / 2^30) * 2^30 for u about 2^30, but for the truncations: a place to start from.
inline std::int64_t rough_logarithm(std::int64_t u) {
  constexpr std::int64_t one = std::int64_t{1} << 30;
  const std::int64_t z = (u - one) * one / (u + one), square = z * z / one;
  std::int64_t sum = 0, term = z;
  for (int k = 1; term != 0; k += 2) {
    sum += term / k;
    term = term * square / one;
  }
  return 2 * sum;
}

/// ln(n / d) for n, d > 0, to so many binary places. With x = 2^k * m and any y, ln x = k ln 2 + y + ln(m / e^y), and
/// a rough y leaves a short series, ln u = 2 artanh((u-1)/(u+1)) (Abramowitz and Stegun 4.1.27).
RUNRATE_FUNC enclosed_real enclosed_logarithm(const integer& n, const integer& d, unsigned bits) {
  constexpr unsigned guard = 32, rough_bits = 30;
  const auto places = static_cast<int>(bits);
  int twos = static_cast<int>(n.bits()) - static_cast<int>(d.bits());
  integer m = binary_steps(n, d, places - twos);  // from 1/2 to 2
  if ((m << 7) > (integer(181) << bits)) m = m >> 1, ++twos;
  if ((m << 7) < (integer(90) << bits)) m = m << 1, --twos;
  const std::int64_t rough = rough_logarithm(to_int(m >> (bits - rough_bits)));
  const integer y = integer(rough) << (bits - rough_bits);
  const integer power = rough == 0 ? integer(1) << bits : exponential_near_zero(y, bits);
  integer term = ((m - power) << bits) / (m + power);
  const integer square = (term * term) >> bits;
  integer sum;
  int count = 0;
  for (; term.sign() != 0; ++count) {
    sum = sum + term / integer(2 * count + 1);
    term = (term * square) >> bits;
  }
  integer logarithm = y + (sum << 1);
  if (twos != 0) logarithm = logarithm + ((integer(twos) * scaled_ln_2(bits + guard)) >> guard);
  // m and the power are each less than 2 off and at least 0.7; every term, and its share of the sum, cuts off a unit,
  // and the sum is doubled.
  return {std::move(logarithm), integer(16 + 4 * count), -places};
}

/// exponent * ln(base) for a base above 0, to so many binary places or a few more.
RUNRATE_FUNC enclosed_real enclosed_exponent(const big_fraction& base, const big_fraction& exponent, unsigned bits) {
  const unsigned above = exponent.numerator.bits(), below = exponent.denominator.bits();
  enclosed_real y = enclosed_logarithm(base.numerator, base.denominator, bits + (above > below ? above - below : 0));
  y.value = y.value * exponent.numerator / exponent.denominator;
  y.error = y.error * abs(exponent.numerator) / exponent.denominator + integer(2);
  return y;
}

/// Powers from e^-10,000 to e^10,000, and no others.
RUNRATE_FUNC void require_moderate_power(const big_fraction& base, const big_fraction& exponent) {
  constexpr int most = 10'000;
  const integer magnitude = abs(exponent.numerator);
  const int twos = static_cast<int>(base.numerator.bits()) - static_cast<int>(base.denominator.bits());
  // |ln base| is at most (|twos| + 1) ln 2.
  if (magnitude * integer(twos < 0 ? 1 - twos : twos + 1) <= integer(most) * exponent.denominator) return;
  const enclosed_real y = enclosed_exponent(base, exponent, 64);
  if (abs(y.value) - y.error > integer(most) << static_cast<unsigned>(-y.exponent)) {
    throw_overflow("real_power: the result is not from e^-10,000 to e^10,000");
  }
}

/// The whole nth root of x > 0, if there is one.
RUNRATE_FUNC std::optional<integer> whole_root(const integer& x, const integer& n) {
  if (x == integer(1)) return x;
  if (n >= integer(static_cast<int>(x.bits()))) return std::nullopt;  // 2^n has n + 1 bits
  const auto degree = static_cast<unsigned>(to_int(n));
  integer root = integer_root(x, degree);
  if (power_of(root, degree) != x) return std::nullopt;
  return root;
}

/// base^exponent for a base above 0 and other than 1, both in lowest terms, where it is a fraction of moderate size.
///
/// In lowest terms a fraction to a power that is not whole is a fraction only where numerator and denominator both have
/// the root. What is not found here is therefore irrational or needs more than 24,000 bits. From e^-10,000 to
/// e^10,000, what ends within 1,001 digits, as ties do, needs fewer than 22,000: so that Ziv's strategy ends.
RUNRATE_FUNC std::optional<ratio> exact_power(const big_fraction& base, const big_fraction& exponent) {
  constexpr int most_bits = 24'000;
  auto numerator = whole_root(base.numerator, exponent.denominator);
  auto denominator = numerator ? whole_root(base.denominator, exponent.denominator) : std::nullopt;
  if (!denominator) return std::nullopt;
  const integer times = abs(exponent.numerator);
  const integer least_bits = times * integer(static_cast<int>(numerator->bits() + denominator->bits()) - 2);
  if (times != integer(1) && least_bits > integer(most_bits)) return std::nullopt;
  const auto n = static_cast<unsigned>(to_int(times));
  if (exponent.numerator.sign() < 0) std::swap(*numerator, *denominator);
  return big_fraction::keep({power_of(*numerator, n), power_of(*denominator, n)});
}

}  // namespace detail

RUNRATE_FUNC rounded_real rounded_to_digits(const ratio& a, int digits) {
  detail::require_digits(digits);
  if (sign(a) == 0) return {a, true};
  const auto x = detail::big_fraction::of(a);
  const detail::integer magnitude = abs(x.numerator);
  ratio rounded = *detail::agreed_rounding(magnitude, magnitude, x.denominator, digits, sign(a) < 0);
  const bool exact = rounded == a;
  return {std::move(rounded), exact};
}

RUNRATE_FUNC rounded_real exponential(const ratio& a, int digits) {
  detail::require_digits(digits);
  if (sign(a) == 0) return {ratio(1), true};
  if (a > ratio(10'000)) detail::throw_overflow("exponential: e^a is only given for a up to 10,000");
  if (a < ratio(-10'000)) return {ratio(), false};
  const auto x = detail::big_fraction::of(a);
  return detail::rounded_by_ziv(digits, [&](unsigned bits) {
    const auto places = static_cast<int>(bits);
    return detail::enclosed_exponential(
        {detail::binary_steps(x.numerator, x.denominator, places), detail::integer(1), -places});
  });
}

RUNRATE_FUNC result<rounded_real> natural_logarithm_to_digits(const ratio& a, int digits) {
  detail::require_digits(digits);
  if (auto why = detail::no_logarithm(a)) return *why;
  if (a == ratio(1)) return rounded_real{ratio(), true};
  const auto x = detail::big_fraction::of(a);
  // Near 1 the logarithm is about a - 1, and has as many zeros before its first digit.
  const unsigned whole = x.denominator.bits(), off = (x.numerator - x.denominator).bits();
  const unsigned zeros = whole > off ? whole - off : 0;
  return detail::rounded_by_ziv(
      digits, [&](unsigned bits) { return detail::enclosed_logarithm(x.numerator, x.denominator, bits + zeros); });
}

RUNRATE_FUNC result<rounded_real> real_power(const ratio& base, const ratio& exponent, int digits) {
  detail::require_digits(digits);
  if (exponent > ratio(1'000'000) || exponent < ratio(-1'000'000)) {
    detail::throw_overflow("real_power: the exponent is not from -1,000,000 to 1,000,000");
  }
  const auto no_power = [&](const std::string& why) {
    return reason{reason_code::no_real_root, why, {{"base", to_string(base)}, {"exponent", to_string(exponent)}}};
  };
  if (sign(base) == 0) {
    if (sign(exponent) < 0) return no_power("0 has no negative power");
    return rounded_real{ratio(sign(exponent) == 0 ? 1 : 0), true};
  }
  auto x = detail::big_fraction::of(base.reduced());
  const auto y = detail::big_fraction::of(exponent.reduced());
  const bool whole = y.denominator == detail::integer(1);
  if (sign(base) < 0 && !whole) {
    return no_power(to_string(base) + " is negative and has only whole powers, not " + to_string(exponent));
  }
  const bool negative = sign(base) < 0 && y.numerator.is_odd();
  x.numerator = abs(x.numerator);
  if (sign(exponent) == 0 || x.numerator == x.denominator) return rounded_real{ratio(negative ? -1 : 1), true};
  detail::require_moderate_power(x, y);
  if (const auto exact = detail::exact_power(x, y)) return rounded_real{negative ? -*exact : *exact, true};
  return detail::rounded_by_ziv(digits, [&](unsigned bits) {
    detail::enclosed_real power = detail::enclosed_exponential(detail::enclosed_exponent(x, y, bits));
    if (negative) power.value = -power.value;
    return power;
  });
}

RUNRATE_FUNC int bit_length(const ratio& a) { return detail::big_fraction::bits_of(a); }

}  // namespace runrate

#endif
