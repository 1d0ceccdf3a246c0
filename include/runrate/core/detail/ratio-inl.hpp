#ifndef RUNRATE_CORE_DETAIL_RATIO_INL_HPP
#define RUNRATE_CORE_DETAIL_RATIO_INL_HPP

#include <runrate/core/detail/integer.hpp>
#include <runrate/core/ratio.hpp>

#include <bit>
#include <optional>

namespace runrate {

namespace detail {

struct big_fraction {
  integer numerator;
  integer denominator;  // above zero

  static big_fraction of(const ratio& a) {
    if (a.big_ != nullptr) return *a.big_;
    return {integer(a.numerator_), integer(a.denominator_)};
  }

  /// In lowest terms, and back in two 128-bit integers where they suffice.
  static ratio settle(big_fraction f) {
    const integer divisor = common_divisor(abs(f.numerator), f.denominator);
    f.numerator = f.numerator / divisor;
    f.denominator = f.denominator / divisor;
    return keep(std::move(f));
  }

  /// The same for what is in lowest terms already: Euclid's algorithm is most of the cost of a large fraction.
  static ratio keep(big_fraction f) {
    ratio small;
    if (f.numerator.fits(small.numerator_) && f.denominator.fits(small.denominator_)) {
      return small;
    }
    ratio large;
    large.big_ = new big_fraction(std::move(f));
    return large;
  }

  /// The bits of both in lowest terms, without a copy.
  static int bits_of(const ratio& a) {
    if (a.big_ != nullptr) return static_cast<int>(a.big_->numerator.bits() + a.big_->denominator.bits());
    const auto width = [](uint128 m) {
      return high_half(m) != 0 ? 64 + std::bit_width(high_half(m)) : std::bit_width(low_half(m));
    };
    const ratio lowest = a.reduced();
    return static_cast<int>(width(magnitude(lowest.numerator_)) + width(magnitude(lowest.denominator_)));
  }
};

RUNRATE_FUNC big_fraction* copy_big(const big_fraction* from) { return new big_fraction(*from); }
RUNRATE_FUNC void destroy_big(big_fraction* held) noexcept { delete held; }

/// -1, 0 or 1.
inline int order(const integer& a, const integer& b) { return a < b ? -1 : b < a ? 1 : 0; }

/// A fraction rounded to a whole number.
RUNRATE_FUNC integer rounded_quotient(const integer& numerator, const integer& denominator, rounding mode) {
  const bool negative = numerator.sign() < 0;
  auto [quotient, rest] = divide(abs(numerator), denominator);
  if (rounds_outward(mode, negative, quotient.is_odd(), rest.sign() == 0, order(rest << 1, denominator))) {
    quotient = quotient + integer(1);
  }
  return negative ? -quotient : quotient;
}

/// The decimal of so many steps of a grid.
RUNRATE_FUNC decimal steps_to_decimal(const integer& steps, round_to grid) {
  int128 billionths = 0;
  if (!(steps * integer(grid_of(grid), false)).fits(billionths)) {
    throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
  }
  return decimal::from_billionths(billionths);
}

/// A fraction of billionths, rounded once.
RUNRATE_FUNC decimal rounded_billionths(const integer& numerator, const integer& denominator, round_to to) {
  const integer divisor = denominator * integer(grid_of(to), false);
  return steps_to_decimal(rounded_quotient(numerator, divisor, to.mode), to);
}

}  // namespace detail

RUNRATE_FUNC ratio ratio::add_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  return detail::big_fraction::settle(
      {x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator});
}

RUNRATE_FUNC ratio ratio::with_opposite_signs(detail::int128 numerator, detail::int128 denominator) {
  return detail::big_fraction::settle({-detail::integer(numerator), -detail::integer(denominator)});
}

RUNRATE_FUNC ratio ratio::multiply_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  return detail::big_fraction::settle({x.numerator * y.numerator, x.denominator * y.denominator});
}

RUNRATE_FUNC std::strong_ordering ratio::compare_big(const ratio& a, const ratio& b) {
  const auto x = detail::big_fraction::of(a), y = detail::big_fraction::of(b);
  return x.numerator * y.denominator <=> y.numerator * x.denominator;
}

RUNRATE_FUNC decimal ratio::multiply_big(decimal a, const ratio& b, round_to to) {
  const auto x = detail::big_fraction::of(b);
  return detail::rounded_billionths(detail::integer(a.billionths()) * x.numerator, x.denominator, to);
}

RUNRATE_FUNC ratio ratio::inverse_big() const {
  auto x = detail::big_fraction::of(*this);
  if (x.numerator.sign() == 0) detail::throw_contract("ratio: 0 has no inverse");
  if (x.numerator.sign() < 0) {
    x.numerator = -x.numerator;
    x.denominator = -x.denominator;
  }
  return detail::big_fraction::settle({x.denominator, x.numerator});
}

RUNRATE_FUNC int ratio::sign_big() const { return big_->numerator.sign(); }

RUNRATE_FUNC std::string to_string(const ratio& a) {
  const auto x = detail::big_fraction::of(a);
  const detail::integer divisor = common_divisor(abs(x.numerator), x.denominator);
  const detail::integer denominator = x.denominator / divisor;
  const std::string numerator = (x.numerator / divisor).text();
  return denominator == detail::integer(1) ? numerator : numerator + "/" + denominator.text();
}

namespace detail {

/// A sign, digits and a fraction of any length; what does not fit a decimal is read in integers of any size.
RUNRATE_FUNC result<ratio> parse_unbounded(std::string_view text) {
  const auto small = decimal::parse(text);
  if (small) return ratio(*small);
  constexpr std::string_view digits = "0123456789";
  const std::size_t first = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t found = text.find('.', first);
  const std::size_t point = found < text.size() ? found : text.size();
  std::string plain(text.substr(first, point - first));
  if (point < text.size()) plain += text.substr(point + 1);
  // Quadratic in the digits: a bound keeps hostile text from costing minutes.
  constexpr std::size_t most_digits = 10'000;
  if (plain.empty() || plain.size() > most_digits || plain.find_first_not_of(digits) != std::string::npos) {
    return small.error();
  }
  const integer numerator = integer::from_digits(plain);
  const std::size_t after_point = point < text.size() ? text.size() - point - 1 : 0;
  return big_fraction::settle(
      {text.starts_with('-') ? -numerator : numerator, power_of(integer(10), static_cast<unsigned>(after_point))});
}

}  // namespace detail

RUNRATE_FUNC result<ratio> ratio::parse(std::string_view text) {
  const auto slash = text.find('/');
  auto numerator = detail::parse_unbounded(text.substr(0, slash));
  if (!numerator || slash == std::string_view::npos) return numerator;
  auto denominator = detail::parse_unbounded(text.substr(slash + 1));
  if (!denominator) return denominator;
  if (sign(*denominator) == 0) {
    return reason{
        reason_code::division_by_zero, "'" + std::string(text) + "' divides by zero", {{"text", std::string(text)}}};
  }
  return *numerator / *denominator;
}

RUNRATE_FUNC result<ratio> quotient(decimal a, decimal b) {
  if (b == decimal()) {
    return reason{reason_code::division_by_zero, to_string(a) + " / 0 has no value", {{"dividend", to_string(a)}}};
  }
  return ratio(a) / ratio(b);
}

namespace detail {

/// floor(x^(1/n)) for x >= 0: bit by bit to some forty bits, then by Newton's iteration, which from above never falls
/// below the root.
RUNRATE_FUNC integer integer_root(const integer& x, unsigned n) {
  if (x.sign() == 0 || n == 1) return x;
  const unsigned root_bits = (x.bits() - 1) / n + 1;
  // The root's upper bits, of x without n times as many lower ones, and one more.
  const unsigned cut = root_bits > 40 ? root_bits - 40 : 0;
  const integer upper = x >> (cut * n);
  integer guess;
  for (unsigned bit = root_bits - cut + 1; bit-- > 0;) {
    const integer tried = guess + (integer(1) << bit);
    if (power_of(tried, n) <= upper) guess = tried;
  }
  if (cut == 0) return guess;
  guess = (guess + integer(1)) << cut;
  for (;;) {
    const integer next = (integer(n - 1) * guess + x / power_of(guess, n - 1)) / integer(n);
    if (next >= guess) return guess;
    guess = next;
  }
}

}  // namespace detail

RUNRATE_FUNC result<decimal> power(const ratio& base, int numerator, int denominator, round_to to) {
  if (denominator < 1 || denominator > 10'000) detail::throw_contract("power: the root must be from 1 to 10,000");
  if (numerator < -10'000 || numerator > 10'000)
    detail::throw_contract("power: the exponent must be from -10,000 to 10,000");
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
  const detail::integer grid = power_of(detail::integer(10), static_cast<unsigned>(to.places));
  const detail::integer target = abs(x.numerator) * power_of(grid, root);
  detail::integer floor_root = detail::integer_root(target / x.denominator, root);
  const bool exact = power_of(floor_root, root) * x.denominator == target;
  const detail::integer twice_and_one = (floor_root << 1) + detail::integer(1);
  const int versus_half = detail::order(target << root, power_of(twice_and_one, root) * x.denominator);
  if (detail::rounds_outward(to.mode, negative, floor_root.is_odd(), exact, versus_half)) {
    floor_root = floor_root + detail::integer(1);
  }
  return detail::steps_to_decimal(negative ? -floor_root : floor_root, to);
}

namespace detail {

/// ln(n/d) * 2^bits for n, d > 0, but for the truncations that the caller bounds: the series
/// ln x = 2 artanh((x-1)/(x+1)) on x in [2/3, 4/3] after powers of two are taken out (Abramowitz and Stegun 4.1.27).
RUNRATE_FUNC integer scaled_logarithm(integer n, integer d, unsigned bits) {
  const auto artanh_series = [bits](const integer& top, const integer& bottom) {
    const integer z = (top << bits) / bottom;
    const integer square = (z * z) >> bits;
    integer sum, term = z;
    for (int k = 1; term.sign() != 0; k += 2) {
      sum = sum + term / integer(k);
      term = (term * square) >> bits;
    }
    return sum << 1;
  };
  int twos = static_cast<int>(n.bits()) - static_cast<int>(d.bits());
  if (twos > 0) d = d << static_cast<unsigned>(twos);
  if (twos < 0) n = n << static_cast<unsigned>(-twos);
  while (integer(3) * n > integer(4) * d) d = d << 1, ++twos;
  while (integer(3) * n < integer(2) * d) n = n << 1, --twos;
  return artanh_series(n - d, n + d) + integer(twos) * artanh_series(integer(1), integer(3));
}

/// ln a * scale, rounded to a whole number; a is above 0.
RUNRATE_FUNC integer rounded_logarithm(const ratio& a, const integer& scale, rounding mode) {
  if (a == ratio(1)) return {};
  // The logarithm of a fraction other than 1 is irrational (Lindemann), so that more bits always decide the rounding.
  const auto x = big_fraction::of(a);
  for (unsigned bits = 128 + scale.bits();; bits *= 2) {
    const integer scaled = scaled_logarithm(x.numerator, x.denominator, bits);
    // Each step of the series truncates by less than one unit; a term is lost for every step, and the multiple of
    // ln 2 carries its own error times the powers of two taken out.
    const integer error = integer(bits) * integer(4 + x.numerator.bits() + x.denominator.bits());
    const integer one = integer(1) << bits;
    integer low = rounded_quotient((scaled - error) * scale, one, mode);
    if (low == rounded_quotient((scaled + error) * scale, one, mode)) return low;
  }
}

RUNRATE_FUNC std::optional<reason> no_logarithm(const ratio& a) {
  if (sign(a) > 0) return std::nullopt;
  return reason{
      reason_code::no_real_root, "ln(" + to_string(a) + ") does not exist: only above 0", {{"argument", to_string(a)}}};
}

}  // namespace detail

RUNRATE_FUNC result<decimal> natural_logarithm(const ratio& a, round_to to) {
  if (to.places < 0 || to.places > decimal::places) detail::throw_contract("natural_logarithm: places from 0 to 9");
  if (auto why = detail::no_logarithm(a)) return *why;
  const detail::integer scale = power_of(detail::integer(10), static_cast<unsigned>(to.places));
  return detail::steps_to_decimal(detail::rounded_logarithm(a, scale, to.mode), to);
}

RUNRATE_FUNC result<ratio> logarithm_to_places(const ratio& a, int places) {
  if (places < 0 || places > 1000) detail::throw_contract("logarithm_to_places: places from 0 to 1,000");
  if (auto why = detail::no_logarithm(a)) return *why;
  const detail::integer scale = power_of(detail::integer(10), static_cast<unsigned>(places));
  return detail::big_fraction::settle({detail::rounded_logarithm(a, scale, rounding::half_even), scale});
}

RUNRATE_FUNC ratio rounded_ratio(const ratio& a, int places) {
  if (places < 0 || places > 1000) detail::throw_contract("rounded_ratio: places from 0 to 1,000");
  const auto x = detail::big_fraction::of(a);
  const detail::integer scale = power_of(detail::integer(10), static_cast<unsigned>(places));
  return detail::big_fraction::settle(
      {detail::rounded_quotient(x.numerator * scale, x.denominator, rounding::half_even), scale});
}

RUNRATE_FUNC double detail::nearest_double(const ratio& a) {
  // A quotient of 64 bits whose last bit also stands for all that was cut off: its conversion rounds as the exact
  // value.
  const auto x = detail::big_fraction::of(a);
  const detail::integer numerator = abs(x.numerator);
  const int shift = 65 - (static_cast<int>(numerator.bits()) - static_cast<int>(x.denominator.bits()));
  const auto [quotient, rest] = shift >= 0 ? divide(numerator << static_cast<unsigned>(shift), x.denominator)
                                           : divide(numerator, x.denominator << static_cast<unsigned>(-shift));
  detail::int128 bits = 0;
  (void)quotient.fits(bits);  // 65 or 66 bits
  const auto sticky = static_cast<std::uint64_t>((bits & 7) != 0 || rest.sign() != 0 ? 1 : 0);
  double nearest = static_cast<double>(detail::low_half(static_cast<detail::uint128>(bits >> 3)) << 1 | sticky);
  for (int i = 2; i < shift; ++i) nearest /= 2;
  for (int i = 2; i > shift; --i) nearest *= 2;
  return x.numerator.sign() < 0 ? -nearest : nearest;
}

}  // namespace runrate

#endif
