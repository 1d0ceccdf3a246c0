#ifndef RUNRATE_CORE_DETAIL_RATIO_INL_HPP
#define RUNRATE_CORE_DETAIL_RATIO_INL_HPP

#include <runrate/core/ratio.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdlib>

namespace runrate {

namespace detail {

using unbounded = boost::multiprecision::cpp_int;

RUNRATE_FUNC unbounded to_unbounded(int128 x) {
  const uint128 m = magnitude(x);
  const unbounded u = (unbounded(high_half(m)) << 64) | low_half(m);
  return x < 0 ? unbounded(-u) : u;
}

/// False where u does not fit.
RUNRATE_FUNC bool from_unbounded(const unbounded& u, int128& out) {
  const unbounded m = abs(u);
  if ((m >> 128) != 0) return false;
  const auto high = static_cast<std::uint64_t>(m >> 64);
  const auto low = static_cast<std::uint64_t>(m & unbounded(UINT64_MAX));
  return !from_magnitude(u < 0, (static_cast<uint128>(high) << 64) | low, out);
}

struct big_fraction {
  unbounded numerator;
  unbounded denominator;  // above zero

  static big_fraction of(const ratio& a) {
    if (a.big_ != nullptr) return *a.big_;
    return {to_unbounded(a.numerator_), to_unbounded(a.denominator_)};
  }

  /// In lowest terms, and back in two 128-bit integers where they suffice.
  static ratio settle(big_fraction f) {
    const unbounded divisor = gcd(f.numerator, f.denominator);
    f.numerator /= divisor;
    f.denominator /= divisor;
    ratio small;
    if (from_unbounded(f.numerator, small.numerator_) && from_unbounded(f.denominator, small.denominator_)) {
      return small;
    }
    ratio large;
    large.big_ = new big_fraction(std::move(f));
    return large;
  }
};

RUNRATE_FUNC big_fraction* copy_big(const big_fraction* from) { return new big_fraction(*from); }
RUNRATE_FUNC void destroy_big(big_fraction* held) noexcept { delete held; }

/// A fraction rounded to a whole number.
RUNRATE_FUNC unbounded rounded_quotient(const unbounded& numerator, const unbounded& denominator, rounding mode) {
  const bool negative = numerator < 0;
  unbounded quotient, rest;
  divide_qr(unbounded(abs(numerator)), denominator, quotient, rest);
  const int versus_half = unbounded(2 * rest).compare(denominator);
  if (rounds_outward(mode, negative, bit_test(quotient, 0), rest == 0, versus_half)) ++quotient;
  return negative ? unbounded(-quotient) : quotient;
}

/// The decimal of so many steps of a grid.
RUNRATE_FUNC decimal steps_to_decimal(const unbounded& steps, round_to grid) {
  int128 billionths = 0;
  if (!from_unbounded(steps * to_unbounded(static_cast<int128>(grid_of(grid))), billionths)) {
    throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
  }
  return decimal::from_billionths(billionths);
}

/// A fraction of billionths, rounded once.
RUNRATE_FUNC decimal rounded_billionths(const unbounded& numerator, const unbounded& denominator, round_to to) {
  const unbounded divisor = denominator * to_unbounded(static_cast<int128>(grid_of(to)));
  return steps_to_decimal(rounded_quotient(numerator, divisor, to.mode), to);
}

}  // namespace detail

RUNRATE_FUNC ratio ratio::add_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  return detail::big_fraction::settle(
      {x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator});
}

RUNRATE_FUNC ratio ratio::multiply_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  return detail::big_fraction::settle({x.numerator * y.numerator, x.denominator * y.denominator});
}

RUNRATE_FUNC std::strong_ordering ratio::compare_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  const int order = detail::unbounded(x.numerator * y.denominator).compare(y.numerator * x.denominator);
  return order <=> 0;
}

RUNRATE_FUNC decimal ratio::multiply_big(decimal a, const ratio& b, round_to to) {
  const auto x = detail::big_fraction::of(b);
  return detail::rounded_billionths(detail::to_unbounded(a.billionths()) * x.numerator, x.denominator, to);
}

RUNRATE_FUNC ratio ratio::inverse_big() const {
  auto x = detail::big_fraction::of(*this);
  if (x.numerator == 0) detail::throw_contract("ratio: 0 has no inverse");
  if (x.numerator < 0) {
    x.numerator = -x.numerator;
    x.denominator = -x.denominator;
  }
  return detail::big_fraction::settle({x.denominator, x.numerator});
}

RUNRATE_FUNC int ratio::sign_big() const { return big_->numerator.sign(); }

RUNRATE_FUNC std::string to_string(const ratio& a) {
  const auto x = detail::big_fraction::of(a);
  const detail::unbounded divisor = gcd(x.numerator, x.denominator);
  const detail::unbounded denominator = x.denominator / divisor;
  const std::string numerator = detail::unbounded(x.numerator / divisor).str();
  return denominator == 1 ? numerator : numerator + "/" + denominator.str();
}

RUNRATE_FUNC result<ratio> ratio::parse(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    return decimal::parse(text).transform([](decimal value) { return ratio(value); });
  }
  const auto numerator = decimal::parse(text.substr(0, slash));
  if (!numerator) return numerator.error();
  const auto denominator = decimal::parse(text.substr(slash + 1));
  if (!denominator) return denominator.error();
  return quotient(*numerator, *denominator);
}

RUNRATE_FUNC result<ratio> quotient(decimal a, decimal b) {
  if (b == decimal()) {
    return reason{reason_code::division_by_zero, to_string(a) + " / 0 has no value", {{"dividend", to_string(a)}}};
  }
  return ratio(a) / ratio(b);
}

namespace detail {

/// floor(x^(1/n)) for x >= 0, by Newton's iteration from above.
RUNRATE_FUNC unbounded integer_root(const unbounded& x, unsigned n) {
  if (x == 0 || n == 1) return x;
  unbounded guess = unbounded(1) << (msb(x) / n + 1);
  for (;;) {
    const unbounded next = ((n - 1) * guess + x / pow(guess, n - 1)) / n;
    if (next >= guess) return guess;
    guess = next;
  }
}

}  // namespace detail

RUNRATE_FUNC result<decimal> power(const ratio& base, int numerator, int denominator, round_to to) {
  if (denominator < 1 || denominator > 10'000) detail::throw_contract("power: the root must be from 1 to 10,000");
  if (to.places < 0 || to.places > decimal::places) detail::throw_contract("power: places must be from 0 to 9");
  const auto no_root = [&](const std::string& why) {
    return reason{reason_code::no_real_root, why, {{"base", to_string(base)}}};
  };
  if (sign(base) == 0 && numerator < 0) return no_root("0 has no negative power");
  // In lowest terms, so that the parity of the root is meaningful: (-8)^(2/6) is the cube root.
  int divisor = denominator;
  for (int rest = numerator < 0 ? -numerator : numerator; rest != 0;) {
    const int next = divisor % rest;
    divisor = rest;
    rest = next;
  }
  const auto root = static_cast<unsigned>(denominator / divisor);
  const ratio whole_power = pow(base, numerator / divisor);
  const bool negative = sign(whole_power) < 0;
  if (sign(base) < 0 && root % 2 == 0) {
    return no_root(to_string(base) + " is negative and has no even root");
  }
  // With q = 10^places * (n/d)^(1/k), q^k = n * 10^(places*k) / d: floor(q) is the integer root of its floor, and
  // exactly comparing (2q+1)^k * d with n * (2 * 10^places)^k tells on which side of the half q lies.
  const auto x = detail::big_fraction::of(whole_power);
  const detail::unbounded n = abs(x.numerator);
  const detail::unbounded grid = pow(detail::unbounded(10), static_cast<unsigned>(to.places));
  const detail::unbounded target = n * pow(grid, root);
  detail::unbounded floor_root = detail::integer_root(target / x.denominator, root);
  const bool exact = pow(floor_root, root) * x.denominator == target;
  const detail::unbounded twice_and_one = 2 * floor_root + 1;
  const detail::unbounded doubled_target = target << root;
  const int versus_half = doubled_target.compare(detail::unbounded(pow(twice_and_one, root) * x.denominator));
  if (detail::rounds_outward(to.mode, negative, bit_test(floor_root, 0), exact, versus_half)) ++floor_root;
  return detail::steps_to_decimal(negative ? detail::unbounded(-floor_root) : floor_root, to);
}

namespace detail {

/// ln(n/d) * 2^bits for n, d > 0, but for the truncations that the caller bounds: the series
/// ln x = 2 artanh((x-1)/(x+1)) on x in [2/3, 4/3] after powers of two are taken out (Abramowitz and Stegun 4.1.27).
RUNRATE_FUNC unbounded scaled_logarithm(unbounded n, unbounded d, unsigned bits) {
  const auto artanh_series = [bits](const unbounded& top, const unbounded& bottom) {
    const unbounded z = (top << bits) / bottom;
    const unbounded square = (z * z) >> bits;
    unbounded sum = 0;
    unbounded term = z;
    for (unsigned k = 1; term != 0; k += 2) {
      sum += term / k;
      term = (term * square) / (unbounded(1) << bits);
    }
    return unbounded(2 * sum);
  };
  int twos = static_cast<int>(msb(n)) - static_cast<int>(msb(d));
  if (twos > 0) d <<= static_cast<unsigned>(twos);
  if (twos < 0) n <<= static_cast<unsigned>(-twos);
  while (3 * n > 4 * d) d <<= 1, ++twos;
  while (3 * n < 2 * d) n <<= 1, --twos;
  return artanh_series(n - d, n + d) + twos * artanh_series(unbounded(1), unbounded(3));
}

}  // namespace detail

namespace detail {

/// ln a * scale, rounded to a whole number; a is above 0.
RUNRATE_FUNC unbounded rounded_logarithm(const ratio& a, const unbounded& scale, rounding mode) {
  if (a == ratio(1)) return 0;
  // The logarithm of a fraction other than 1 is irrational (Lindemann), so that more bits always decide the rounding.
  const auto x = big_fraction::of(a);
  for (unsigned bits = 128 + static_cast<unsigned>(msb(scale));; bits *= 2) {
    const unbounded scaled = scaled_logarithm(x.numerator, x.denominator, bits);
    // Each step of the series truncates by less than one unit; a term is lost for every step, and the multiple of
    // ln 2 carries its own error times the powers of two taken out.
    const unbounded error = unbounded(bits) * (4 + msb(x.numerator) + msb(x.denominator));
    const unbounded one = unbounded(1) << bits;
    const unbounded low = rounded_quotient((scaled - error) * scale, one, mode);
    if (low == rounded_quotient((scaled + error) * scale, one, mode)) return low;
  }
}

RUNRATE_FUNC std::optional<reason> no_logarithm(const ratio& a) {
  if (sign(a) > 0) return std::nullopt;
  return reason{reason_code::no_real_root, "ln(" + to_string(a) + ") does not exist: only above 0",
                {{"argument", to_string(a)}}};
}

}  // namespace detail

RUNRATE_FUNC result<decimal> natural_logarithm(const ratio& a, round_to to) {
  if (to.places < 0 || to.places > decimal::places) detail::throw_contract("natural_logarithm: places from 0 to 9");
  if (auto why = detail::no_logarithm(a)) return *why;
  const auto scale = pow(detail::unbounded(10), static_cast<unsigned>(to.places));
  return detail::steps_to_decimal(detail::rounded_logarithm(a, scale, to.mode), to);
}

RUNRATE_FUNC result<ratio> logarithm_to_places(const ratio& a, int places) {
  if (places < 0 || places > 1000) detail::throw_contract("logarithm_to_places: places from 0 to 1,000");
  if (auto why = detail::no_logarithm(a)) return *why;
  const auto scale = pow(detail::unbounded(10), static_cast<unsigned>(places));
  return detail::big_fraction::settle({detail::rounded_logarithm(a, scale, rounding::half_even), scale});
}

RUNRATE_FUNC ratio rounded_ratio(const ratio& a, int places) {
  if (places < 0 || places > 1000) detail::throw_contract("rounded_ratio: places from 0 to 1,000");
  const auto x = detail::big_fraction::of(a);
  const auto scale = pow(detail::unbounded(10), static_cast<unsigned>(places));
  return detail::big_fraction::settle(
      {detail::rounded_quotient(x.numerator * scale, x.denominator, rounding::half_even), scale});
}

RUNRATE_FUNC double to_double(const ratio& a) {
  const auto x = detail::big_fraction::of(a);
  return boost::multiprecision::cpp_rational(x.numerator, x.denominator).convert_to<double>();
}

}  // namespace runrate

#endif
