// Roots and powers against an exact inequality of integers, logarithms against 100 digits.
#include "oracle.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

namespace {

using namespace oracle;
using boost::multiprecision::cpp_bin_float_100;

/// The sign of x - (n/d)^(1/root) for x, n/d >= 0: decided in integers.
int versus_root(const cpp_rational& x, const cpp_rational& power, unsigned root) {
  const cpp_int left = pow(numerator(x), root) * denominator(power);
  return left.compare(cpp_int(numerator(power) * pow(denominator(x), root)));
}

/// Whether `found` is the root as `mode` rounds it, by the definition of each rounding: where the root may lie.
bool is_rounded_root(const cpp_int& steps, int places, rounding mode, bool negative, const cpp_rational& power,
                     unsigned root) {
  const cpp_int m = abs(steps);
  const cpp_int grid = power_of_ten(places);
  const auto versus = [&](const cpp_int& twice_steps) {
    return twice_steps < 0 ? -1 : versus_root(cpp_rational(twice_steps, cpp_int(2 * grid)), power, root);
  };
  const int here = versus(2 * m);
  if (here == 0) return true;
  const int half_below = versus(2 * m - 1), half_above = versus(2 * m + 1);
  const bool odd = m % 2 != 0;
  const bool cut = here < 0 && versus(2 * m + 2) > 0;     // the root lies above, within a step
  const bool raised = here > 0 && versus(2 * m - 2) < 0;  // the root lies below, within a step
  const bool nearest = half_below < 0 && half_above > 0;
  switch (mode) {
    case rounding::half_even: return nearest || (!odd && (half_below == 0 || half_above == 0));
    case rounding::half_up: return nearest || half_below == 0;
    case rounding::half_down: return nearest || half_above == 0;
    case rounding::toward_zero: return cut;
    case rounding::away_from_zero: return raised;
    case rounding::floor: return negative ? raised : cut;
    case rounding::ceiling: return negative ? cut : raised;
  }
  return false;
}

cpp_rational whole_power(const cpp_rational& x, int exponent) {
  const auto n = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const cpp_rational power(pow(numerator(x), n), pow(denominator(x), n));
  return exponent < 0 ? cpp_rational(1 / power) : power;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_powers)

BOOST_AUTO_TEST_CASE(roots_and_powers_are_correctly_rounded) {
  topic on("powers", 4);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.from_to(0, 9);
    const auto root = static_cast<unsigned>(on.one_in(16) ? on.from_to(13, 365) : on.from_to(1, 12));
    int numerator_of_power = on.from_to(-5, 5);
    fraction base = any_fraction(on, on.from_to(0, 1));
    if (on.one_in(4)) {
      // A perfect power, or the power of a half step: exact roots and ties.
      const auto x = static_cast<int128>(on.from_to(1, 4000));
      const ratio seed(x, on.one_in(2) ? 2 : 8);
      const unsigned n = root > 12 ? 1 : root;
      base = {pow(seed, static_cast<int>(n)),
              whole_power(cpp_rational(integer_of(x), cpp_int(seed == ratio(x, 2) ? 2 : 8)), static_cast<int>(n))};
      numerator_of_power = 1;
    }
    if (base.exact == 0 || (base.exact < 0 && root % 2 == 0)) continue;
    const cpp_rational power = whole_power(base.exact, numerator_of_power);
    const bool negative = power < 0;
    const cpp_rational magnitude = abs(power);
    ++on.seen().operations;
    bool overflowed = false;
    for (const rounding mode : every_rounding) {
      const std::string what = to_string(base.ours) + "^(" + std::to_string(numerator_of_power) + "/" +
                               std::to_string(root) + ") to " + std::to_string(places) + " places in rounding " +
                               std::to_string(static_cast<int>(mode));
      try {
        const auto found = runrate::power(base.ours, numerator_of_power, static_cast<int>(root), {places, mode});
        const cpp_int grid = power_of_ten(9 - places), billionths = integer_of(found.value().billionths());
        if (billionths % grid != 0 || (billionths != 0 && (billionths < 0) != negative) ||
            !is_rounded_root(billionths / grid, places, mode, negative, magnitude, root)) {
          on.disagree(what + " is not " + to_string(*found));
        }
      } catch (const runrate::overflow_error&) {
        overflowed = true;
        // The root is at least the largest figure of the grid.
        const cpp_rational safe = value_of(decimal::max()) - 1;
        if (versus_root(safe, magnitude, root) > 0) on.disagree(what + " fits, and threw");
      }
    }
    on.seen().overflows += overflowed;
  }
}

BOOST_AUTO_TEST_CASE(logarithms_are_correctly_rounded) {
  topic on("logarithms", 2);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.from_to(0, 9);
    fraction a = any_fraction(on, on.from_to(0, 3));
    if (on.one_in(4)) {
      // Close to 1, where the logarithm nearly vanishes.
      const int128 n = static_cast<int128>(on.magnitude(100)) + 1;
      a = fraction_of(n + on.from_to(0, 3), n);
    }
    if (a.exact <= 0) {
      on.check_that(!runrate::natural_logarithm(a.ours, {places}), [] { return "a logarithm of zero or less"; });
      continue;
    }
    // 100 digits decide unless the logarithm lies within 1e-80 of a half: then the draw would be at fault, loudly.
    const cpp_bin_float_100 logarithm =
        log(cpp_bin_float_100(numerator(a.exact)) / cpp_bin_float_100(denominator(a.exact)));
    // Near 1 the quotient loses what the difference keeps.
    const cpp_rational off = a.exact - 1;
    const cpp_bin_float_100 precise =
        abs(off) < cpp_rational(1, 1000)
            ? boost::multiprecision::log1p(cpp_bin_float_100(numerator(off)) / cpp_bin_float_100(denominator(off)))
            : logarithm;
    on.check(
        cpp_rational(precise), places, [&](round_to to) { return *runrate::natural_logarithm(a.ours, to); },
        [&] { return "ln(" + to_string(a.ours) + ")"; });
  }
}

BOOST_AUTO_TEST_SUITE_END()
