// Interval arithmetic: the exact value of every expression lies inside, and the bounds are the exact ones rounded
// outwards by less than a billionth.
#include "oracle.hpp"

#include <runrate/core/interval.hpp>

#include <algorithm>

namespace {

using namespace oracle;
using runrate::interval;

struct bounds {
  cpp_rational low, high;
};

interval any_interval(topic& on) {
  const auto end = [&] { return on.one_in(16) ? on.edge() : decimal::from_billionths(on.integer(110)); };
  const decimal a = end(), b = on.one_in(8) ? a : end();
  return a < b ? interval(a, b) : interval(b, a);
}
bounds bounds_of(const interval& i) { return {value_of(i.low()), value_of(i.high())}; }

/// The exact bounds must be held, and a bound one billionth further in must not hold them.
template <class Operation>
void check(topic& on, const bounds& exact, Operation operation, const char* what) {
  const auto low = placed(exact.low, decimal::places).expected(rounding::floor);
  const auto high = placed(exact.high, decimal::places).expected(rounding::ceiling);
  std::optional<interval> found;
  try {
    found = operation();
  } catch (const runrate::overflow_error&) {
  }
  const bool fits = low && high;
  on.seen().overflows += !fits;
  on.check_that(fits == found.has_value() && (!fits || *found == interval(*low, *high)), [&] {
    return std::string(what) + " is [" + exact.low.str() + ", " + exact.high.str() + "], not " +
           (found ? to_string(*found) : "an overflow");
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_intervals)

BOOST_AUTO_TEST_CASE(intervals_hold_the_exact_value_and_no_more_than_they_must) {
  topic on("intervals", 60);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const interval a = any_interval(on), b = any_interval(on);
    const bounds x = bounds_of(a), y = bounds_of(b);
    switch (on.below(5)) {
      case 0:
        check(
            on, {x.low + y.low, x.high + y.high}, [&] { return a + b; }, "a sum");
        break;
      case 1:
        check(
            on, {x.low - y.high, x.high - y.low}, [&] { return a - b; }, "a difference");
        break;
      case 2:
        check(
            on, {-x.high, -x.low}, [&] { return -a; }, "an opposite");
        break;
      case 3: {
        const fraction f = any_fraction(on, on.from_to(0, 3));
        const cpp_rational p = x.low * f.exact, q = x.high * f.exact;
        check(
            on, {std::min(p, q), std::max(p, q)}, [&] { return a * f.ours; }, "a multiple");
        break;
      }
      default: {
        const cpp_rational corners[] = {x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high};
        check(
            on, {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)},
            [&] { return a * b; }, "a product");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_rounded_figure_lies_in_the_interval_of_its_rounding) {
  topic on("rounding intervals", 10);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const decimal exact = decimal::from_billionths(on.integer(120));
    const interval around = runrate::rounding_interval(round(exact, {places}), places);
    const cpp_int step = places < 9 ? power_of_ten(9 - places) : cpp_int(0);
    on.check_that(around.contains(exact) &&
                      integer_of(around.high().billionths()) - integer_of(around.low().billionths()) == step,
                  [&] { return to_string(exact) + " to " + std::to_string(places) + " places"; });
  }
}

BOOST_AUTO_TEST_SUITE_END()
