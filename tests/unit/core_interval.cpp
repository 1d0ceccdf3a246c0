#include <runrate/core/interval.hpp>
#include <runrate/core/literals.hpp>

#include <boost/test/unit_test.hpp>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(core_interval)

BOOST_AUTO_TEST_CASE(a_quoted_figure_is_anywhere_within_half_its_last_digit) {
  BOOST_TEST(to_string(rounding_interval(142_bn, -9)) == "[141500000000, 142500000000]");
  BOOST_TEST(to_string(rounding_interval(12.5_dec, 2)) == "[12.495, 12.505]");
  BOOST_TEST(to_string(rounding_interval(1_dec, 8)) == "[0.999999995, 1.000000005]");
  BOOST_TEST(rounding_interval(1.000000001_dec, 9).is_point());
  BOOST_TEST(rounding_interval(1.000000001_dec, 12).is_point());
  BOOST_CHECK_THROW(rounding_interval(decimal::max(), -9), overflow_error);
}

BOOST_AUTO_TEST_CASE(bounds_follow_the_arithmetic) {
  const interval a(1_dec, 2_dec), b(-3_dec, 5_dec);
  BOOST_TEST(to_string(a + b) == "[-2, 7]");
  BOOST_TEST(to_string(a - b) == "[-4, 5]");
  BOOST_TEST(to_string(-b) == "[-5, 3]");
  BOOST_TEST(to_string(a * b) == "[-6, 10]");
  BOOST_TEST(to_string(interval(-2_dec, -1_dec) * b) == "[-10, 6]");
  BOOST_TEST(to_string(b * ratio(-1, 2)) == "[-2.5, 1.5]");
  BOOST_TEST(to_string(a * ratio()) == "[0, 0]");
}

BOOST_AUTO_TEST_CASE(bounds_are_rounded_outwards_to_billionths) {
  BOOST_TEST(to_string(interval(1_dec, 2_dec) * ratio(1, 3)) == "[0.333333333, 0.666666667]");
  BOOST_TEST(to_string(interval(-2_dec, -1_dec) * ratio(1, 3)) == "[-0.666666667, -0.333333333]");
  BOOST_TEST(to_string(interval(0.000000001_dec) * interval(0.5_dec)) == "[0, 0.000000001]");
}

BOOST_AUTO_TEST_CASE(an_open_side_stays_open) {
  const interval over = interval::at_least(10_bn), up_to = interval::at_most(6_bn);
  BOOST_TEST(to_string(over) == "[10000000000, ...)");
  BOOST_TEST(to_string(up_to) == "(..., 6000000000]");
  BOOST_TEST(to_string(over + up_to) == "(..., ...)");
  BOOST_TEST(to_string(over - up_to) == "[4000000000, ...)");
  BOOST_TEST(to_string(-over) == "(..., -10000000000]");
  BOOST_TEST(to_string(over * ratio(-1, 2)) == "(..., -5000000000]");
  BOOST_TEST(over.contains(decimal::max()));
  BOOST_TEST(!over.contains(9_bn));
  BOOST_TEST(!over.overlaps(up_to));
  BOOST_TEST(over.overlaps(interval::at_most(10_bn)));
  BOOST_TEST(interval::everything().contains(over));
  BOOST_TEST(!over.contains(interval::everything()));
  BOOST_CHECK_THROW(over.high(), contract_error);
  BOOST_CHECK_THROW(up_to.low(), contract_error);
  BOOST_CHECK_THROW(over * interval(1_dec), contract_error);
}

BOOST_AUTO_TEST_CASE(hulls_and_intersections_keep_what_they_should) {
  const interval a(1_dec, 3_dec), b(2_dec, 5_dec);
  BOOST_TEST(to_string(hull(a, b)) == "[1, 5]");
  BOOST_TEST(to_string(intersection(a, b).value()) == "[2, 3]");
  BOOST_TEST(!intersection(interval(1_dec), interval(2_dec)).has_value());
  BOOST_TEST(to_string(intersection(interval::at_least(2_dec), a).value()) == "[2, 3]");
  BOOST_TEST(to_string(intersection(interval::at_least(2_dec), interval::at_most(4_dec)).value()) == "[2, 4]");
  BOOST_TEST(to_string(hull(interval::at_least(2_dec), a)) == "[1, ...)");
  BOOST_TEST((intersection(interval::everything(), interval::everything()).value() == interval::everything()));
}

BOOST_AUTO_TEST_CASE(a_difference_that_fits_does_not_overflow_on_the_way) {
  const decimal step = 0.000000001_dec;
  BOOST_TEST((interval(-step) - interval(decimal::lowest()) == interval(decimal::max())));
  BOOST_CHECK_THROW(interval(decimal()) - interval(decimal::lowest()), overflow_error);
  BOOST_CHECK_THROW(interval(decimal::max()) + interval(step), overflow_error);
  BOOST_CHECK_THROW(interval(decimal::lowest()) * ratio(-1), overflow_error);
}

BOOST_AUTO_TEST_CASE(bounds_in_the_wrong_order_are_the_callers_mistake) {
  BOOST_CHECK_THROW(interval(2_dec, 1_dec), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
