// Reals to significant digits against 150 digits of another hand's, powers that are fractions against integers.
#include "oracle.hpp"

#include <runrate/core/real.hpp>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace oracle;
using runrate::rounded_real;
using real = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<150>>;

real real_of(const cpp_rational& x) { return real(numerator(x)) / real(denominator(x)); }

cpp_rational exact_value(const ratio& a) { return cpp_rational(to_string(a)); }

cpp_rational ten_to(int n) { return n < 0 ? cpp_rational(1, power_of_ten(-n)) : cpp_rational(power_of_ten(n)); }

/// The places that give x so many significant digits, by the definition: 10^(digits - 1) <= |x| * 10^places <
/// 10^digits.
int places_of(const cpp_rational& x, int digits) {
  const cpp_rational m = abs(x);
  int places = digits - static_cast<int>(numerator(m).str().size()) + static_cast<int>(denominator(m).str().size());
  while (m * ten_to(places) >= ten_to(digits)) --places;
  while (m * ten_to(places) < ten_to(digits - 1)) ++places;
  return places;
}

/// The oracle's own digits, all of them, as a fraction.
cpp_rational exact_value(const real& x) {
  std::string digits = x.str(0, std::ios_base::scientific);
  const auto e = digits.find('e');
  const int exponent = std::stoi(digits.substr(e + 1));
  digits.resize(e);
  const auto point = digits.find('.');
  const int after_point = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  if (point != std::string::npos) digits.erase(point, 1);
  digits.erase(0, std::min(digits.find_first_not_of("-0"), digits.size() - 1));  // a leading 0 would mean octal
  const cpp_rational m = cpp_rational(cpp_int(digits)) * ten_to(exponent - after_point);
  return x < 0 ? cpp_rational(-m) : m;
}

/// Mostly what people ask for.
int drawn_digits(topic& on) { return on.one_in(8) ? on.from_to(61, 120) : on.from_to(1, 60); }

/// Other than 1 by as little as 10^-24.
fraction near_one(topic& on) {
  const int128 n = static_cast<int128>(on.magnitude(80)) + 4;
  return fraction_of(n + on.from_to(-3, 3), n);
}

template <class What>
void check_rounded(topic& on, const rounded_real& found, const real& exact, int digits, What what) {
  const cpp_rational value = exact_value(exact);
  const int places = places_of(value, digits);
  const cpp_rational expected = cpp_rational(placed(value, places).rounded(rounding::half_even)) * ten_to(-places);
  on.check_that(!found.exact && exact_value(found.value) == expected, [&] {
    return what() + " to " + std::to_string(digits) + " digits is " + expected.str() + ", not " +
           to_string(found.value);
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_reals)

BOOST_AUTO_TEST_CASE(fractions_are_correctly_rounded_to_digits) {
  topic on("fractions to digits", 10);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    int digits = on.from_to(1, on.one_in(4) ? 100 : 25);
    fraction a = any_fraction(on, on.from_to(0, 3));
    if (on.one_in(3)) {
      // A number of just so many digits, or half a step above it.
      const cpp_int steps = integer_of(static_cast<int128>(on.magnitude(100)) + 1);
      digits = static_cast<int>(steps.str().size());
      const cpp_rational exact = cpp_rational(2 * steps + on.below(2), 2) * ten_to(on.from_to(-30, 30));
      a = {ratio::parse(exact.str()).value(), exact};
    }
    if (a.exact == 0) continue;
    const int places = places_of(a.exact, digits);
    const placed value(a.exact, places);
    on.seen().ties += value.is_tie();
    const rounded_real found = runrate::rounded_to_digits(a.ours, digits);
    const cpp_rational expected = cpp_rational(value.rounded(rounding::half_even)) * ten_to(-places);
    on.check_that(exact_value(found.value) == expected && found.exact == value.is_exact(), [&] {
      return to_string(a.ours) + " to " + std::to_string(digits) + " digits is " + expected.str() + ", not " +
             to_string(found.value);
    });
  }
}

BOOST_AUTO_TEST_CASE(exponentials_are_correctly_rounded_to_digits) {
  topic on("exponentials to digits", 3);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int digits = drawn_digits(on);
    fraction a = any_fraction(on, on.from_to(0, 1));
    if (on.one_in(8)) a = {pow(ratio(10), -on.from_to(1, 40)), 0}, a.exact = exact_value(a.ours);
    if (a.exact == 0) continue;
    if (abs(a.exact) > 10'000) {
      bool overflowed = false;
      try {
        const rounded_real found = runrate::exponential(a.ours, digits);
        on.check_that(a.exact < 0 && found.value == ratio() && !found.exact, [&] { return to_string(a.ours); });
      } catch (const runrate::overflow_error&) {
        overflowed = true;
        on.check_that(a.exact > 0, [&] { return "e^" + to_string(a.ours) + " threw"; });
      }
      on.seen().overflows += overflowed;
      continue;
    }
    check_rounded(on, runrate::exponential(a.ours, digits), exp(real_of(a.exact)), digits,
                  [&] { return "e^" + to_string(a.ours); });
  }
}

BOOST_AUTO_TEST_CASE(logarithms_are_correctly_rounded_to_digits) {
  topic on("logarithms to digits", 2);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int digits = drawn_digits(on);
    const fraction a = on.one_in(3) ? near_one(on) : any_fraction(on, on.from_to(0, 3));
    if (a.exact <= 0) {
      on.check_that(!runrate::natural_logarithm_to_digits(a.ours, digits),
                    [] { return "a logarithm of zero or less"; });
      continue;
    }
    if (a.exact == 1) continue;
    // At 10^-24 from 1 the oracle still has 126 digits.
    check_rounded(on, *runrate::natural_logarithm_to_digits(a.ours, digits), log(real_of(a.exact)), digits,
                  [&] { return "ln(" + to_string(a.ours) + ")"; });
  }
}

BOOST_AUTO_TEST_CASE(powers_are_exact_or_correctly_rounded_to_digits) {
  topic on("powers to digits", 3);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int digits = drawn_digits(on);
    const auto root = static_cast<unsigned>(on.one_in(16) ? on.from_to(13, 365) : on.from_to(1, 12));
    const int whole = on.from_to(-60, 60);
    fraction base = on.one_in(8) ? near_one(on) : any_fraction(on, on.from_to(0, 1));
    bool has_root = root == 1;
    if (on.one_in(4)) {
      has_root = true;
      const ratio seed(on.from_to(1, 4000), on.from_to(1, 50));
      base.ours = pow(seed, static_cast<int>(root));
      base.exact = exact_value(base.ours);
    }
    if (base.exact <= 0) continue;
    const ratio exponent = ratio(whole, static_cast<int128>(root));
    const auto what = [&] { return to_string(base.ours) + "^(" + to_string(exponent) + ")"; };
    const rounded_real found = *runrate::real_power(base.ours, exponent, digits);
    if (found.exact) {
      // power^root = base^whole, in integers.
      const auto times = static_cast<unsigned>(whole < 0 ? -whole : whole);
      const cpp_rational power = exact_value(found.value);
      const cpp_rational b = whole < 0 ? cpp_rational(1 / base.exact) : base.exact;
      on.check_that(pow(numerator(power), root) == pow(numerator(b), times) &&
                        pow(denominator(power), root) == pow(denominator(b), times),
                    [&] { return what() + " is not " + to_string(found.value); });
    } else {
      on.check_that(!has_root, [&] { return what() + " is a fraction"; });
      check_rounded(on, found, exp(real(whole) / real(root) * log(real_of(base.exact))), digits, what);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
