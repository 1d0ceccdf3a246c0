#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <string>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(core_decimal)

BOOST_AUTO_TEST_CASE(amazon_web_services_quarter_times_four_is_exact) {
  BOOST_TEST(to_string(35.579_bn * 4) == "142316000000");
  BOOST_TEST(to_string(42'232_mn * 4) == "168928000000");
}

BOOST_AUTO_TEST_CASE(sums_and_differences_are_exact) {
  BOOST_TEST(to_string(0.1_dec + 0.2_dec) == "0.3");
  BOOST_TEST(to_string(1_dec - 0.000000001_dec) == "0.999999999");
  BOOST_TEST(to_string(-(-5_dec)) == "5");
  decimal sum = 1.5_bn;
  sum += 500_mn;
  sum -= 1_k;
  sum *= 2;
  BOOST_TEST(to_string(sum) == "3999998000");
}

// 2^127 = 170141183460469231731687303715884105728.
BOOST_AUTO_TEST_CASE(the_ends_of_the_range_are_those_of_128_bits) {
  BOOST_TEST(to_string(decimal::max()) == "170141183460469231731687303715.884105727");
  BOOST_TEST(to_string(decimal::lowest()) == "-170141183460469231731687303715.884105728");
}

BOOST_AUTO_TEST_CASE(overflow_throws_at_both_ends) {
  const decimal step = 0.000000001_dec;
  BOOST_CHECK_THROW(decimal::max() + step, overflow_error);
  BOOST_CHECK_THROW(decimal::lowest() - step, overflow_error);
  BOOST_CHECK_THROW(decimal::lowest() + -step, overflow_error);
  BOOST_CHECK_THROW(decimal::max() - -step, overflow_error);
  BOOST_CHECK_THROW(-decimal::lowest(), overflow_error);
  BOOST_CHECK_THROW(abs(decimal::lowest()), overflow_error);
  BOOST_CHECK_THROW(decimal::max() * 2, overflow_error);
  BOOST_CHECK_THROW(decimal::lowest() * -1, overflow_error);
  BOOST_CHECK_THROW(decimal::max() * decimal::max(), overflow_error);
  BOOST_CHECK_THROW(decimal::lowest() / decimal(-1), overflow_error);
  BOOST_CHECK_THROW(multiply(decimal::lowest(), decimal(-1), {9}), overflow_error);
  BOOST_CHECK_THROW(multiply(decimal::lowest(), decimal::lowest(), {9}), overflow_error);
  BOOST_CHECK_THROW(divide(decimal::max(), 0.5_dec, {9}), overflow_error);
  BOOST_CHECK_THROW(divide(decimal::lowest(), -step, {9}), overflow_error);
  BOOST_TEST((decimal::lowest() + decimal::max() == -step));
  BOOST_TEST((-decimal::max() - step == decimal::lowest()));
  BOOST_TEST((divide(decimal::lowest(), decimal::lowest(), {9}) == decimal(1)));
  BOOST_TEST((decimal::lowest() / decimal(1) == decimal::lowest()));
  BOOST_TEST((multiply(decimal::lowest(), decimal(1), {9}) == decimal::lowest()));
}

BOOST_AUTO_TEST_CASE(rounding_outwards_at_the_edge_throws_and_inwards_does_not) {
  BOOST_CHECK_THROW(round(decimal::max(), {0, rounding::ceiling}), overflow_error);
  BOOST_CHECK_THROW(round(decimal::max(), {0, rounding::half_even}), overflow_error);
  BOOST_CHECK_THROW(round(decimal::max(), {-27, rounding::away_from_zero}), overflow_error);
  BOOST_CHECK_THROW(round(decimal::lowest(), {0, rounding::floor}), overflow_error);
  BOOST_CHECK_THROW(round(decimal::lowest(), {8, rounding::half_up}), overflow_error);
  BOOST_TEST(to_string(round(decimal::max(), {0, rounding::floor})) == "170141183460469231731687303715");
  BOOST_TEST(to_string(round(decimal::lowest(), {0, rounding::ceiling})) == "-170141183460469231731687303715");
  BOOST_TEST(to_string(round(decimal::max(), {-27})) == "170000000000000000000000000000");
  BOOST_TEST((round(decimal::lowest(), {9, rounding::floor}) == decimal::lowest()));
}

BOOST_AUTO_TEST_CASE(a_product_without_a_rounding_is_exact_or_refused) {
  BOOST_TEST(to_string(1.5_dec * 0.25_dec) == "0.375");
  BOOST_TEST(to_string(0.000000001_dec * 1_bn) == "1");
  BOOST_CHECK_THROW(0.000000001_dec * 0.1_dec, inexact_error);
  BOOST_TEST(to_string(1_dec / 8_dec) == "0.125");
  BOOST_CHECK_THROW(1_dec / 3_dec, inexact_error);
}

BOOST_AUTO_TEST_CASE(division_by_zero_is_the_callers_mistake) {
  BOOST_CHECK_THROW(1_dec / decimal(), contract_error);
  BOOST_CHECK_THROW(divide(1_dec, decimal(), {2}), contract_error);
  BOOST_CHECK_THROW(divide(decimal(), decimal(), {2}), contract_error);
}

// Checked with Python's fractions.
BOOST_AUTO_TEST_CASE(quotients_are_rounded_once) {
  BOOST_TEST(to_string(divide(1_dec, 3_dec, {9})) == "0.333333333");
  BOOST_TEST(to_string(divide(2_dec, 3_dec, {9})) == "0.666666667");
  BOOST_TEST(to_string(divide(-2_dec, 3_dec, {9, rounding::ceiling})) == "-0.666666666");
  BOOST_TEST(to_string(divide(2_dec, -3_dec, {2, rounding::floor})) == "-0.67");
  BOOST_TEST(to_string(divide(142_bn, 7_dec, {-6})) == "20286000000");
  BOOST_TEST(to_string(divide(1_dec, 170141183460469231731687303715_dec, {9, rounding::away_from_zero})) ==
             "0.000000001");
}

BOOST_AUTO_TEST_CASE(places_outside_the_grid_are_refused) {
  BOOST_CHECK_THROW(round(1_dec, {10}), contract_error);
  BOOST_CHECK_THROW(round(1_dec, {-28}), contract_error);
  BOOST_CHECK_THROW(divide(1_dec, 2_dec, {10}), contract_error);
  BOOST_CHECK_THROW(multiply(1_dec, 2_dec, {-28}), contract_error);
  BOOST_CHECK_THROW(to_string(1_dec, 10), contract_error);
  BOOST_CHECK_THROW(to_string(1_dec, -1), contract_error);
}

BOOST_AUTO_TEST_CASE(text_is_as_short_as_it_is_exact) {
  BOOST_TEST(to_string(decimal()) == "0");
  BOOST_TEST(to_string(100_dec) == "100");
  BOOST_TEST(to_string(-0.125_dec) == "-0.125");
  BOOST_TEST(to_string(0.000000001_dec) == "0.000000001");
  BOOST_TEST(to_string(12.5_dec, 2) == "12.50");
  BOOST_TEST(to_string(12.345_dec, 2) == "12.34");
  BOOST_TEST(to_string(-0.004_dec, 2) == "0.00");
  BOOST_TEST(to_string(999.995_dec, 2) == "1000.00");
  BOOST_TEST(to_string(0.5_dec, 0) == "0");
}

BOOST_AUTO_TEST_CASE(plain_text_is_read_exactly) {
  const auto reads = [](const char* text, decimal expected) {
    const auto read = decimal::parse(text);
    BOOST_TEST_REQUIRE(read.has_value(), text);
    BOOST_TEST(to_string(*read) == to_string(expected), text);
  };
  reads("35579", 35579_dec);
  reads("+12.50", 12.5_dec);
  reads("-0.000000001", -0.000000001_dec);
  reads(".5", 0.5_dec);
  reads("5.", 5_dec);
  reads("-0", decimal());
  reads("1.50000000000000000000000", 1.5_dec);
  reads("000000000000000000000000000000000000000000000000000000001", 1_dec);
  reads("170141183460469231731687303715.884105727", decimal::max());
  reads("-170141183460469231731687303715.884105728", decimal::lowest());
}

BOOST_AUTO_TEST_CASE(text_that_is_no_decimal_has_a_reason) {
  using namespace std::string_view_literals;
  for (const std::string_view text : {""sv,   "+"sv,  "-"sv,   "."sv,      "-."sv,           "1.2.3"sv,    "1,000"sv,
                                      " 1"sv, "1 "sv, "1e9"sv, "0x10"sv,   "nan"sv,          "--1"sv,      "+-1"sv,
                                      "1-"sv, "\0"sv, "1\0"sv, "1\0002"sv, "0.0000000001"sv, "\xd9\xa1"sv, "\xff"sv}) {
    const auto read = decimal::parse(text);
    BOOST_TEST(!read.has_value(), text);
    if (!read) BOOST_TEST((read.error().code == reason_code::malformed), text);
  }
  for (const char* text : {"170141183460469231731687303715.884105728", "-170141183460469231731687303715.884105729",
                           "340282366920938463463374607431.768211456", "999999999999999999999999999999",
                           "1000000000000000000000000000000000000000000000000000000"}) {
    const auto read = decimal::parse(text);
    BOOST_TEST(!read.has_value(), text);
    if (!read) BOOST_TEST((read.error().code == reason_code::out_of_range), text);
  }
}

BOOST_AUTO_TEST_CASE(integers_of_every_width_are_taken_or_overflow) {
  BOOST_TEST(to_string(decimal(std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
  BOOST_TEST(to_string(decimal(std::numeric_limits<std::int64_t>::min())) == "-9223372036854775808");
  BOOST_TEST(to_string(decimal(static_cast<signed char>(-3))) == "-3");
  BOOST_CHECK_THROW(decimal::max() * std::numeric_limits<std::uint64_t>::max(), overflow_error);
}

BOOST_AUTO_TEST_CASE(a_decimal_becomes_the_nearest_double) {
  BOOST_TEST(to_double(0.1_dec) == 0.1);
  BOOST_TEST(to_double(-35.579_bn) == -35.579e9);
  // 2^53 + 1 lies half-way and goes to the even neighbour.
  BOOST_TEST(to_double(9007199254740993_dec) == 9007199254740992.0);
  BOOST_TEST(to_double(decimal::lowest()) == -170141183460469231731687303715.884105728);
}

BOOST_AUTO_TEST_CASE(literals_read_their_text_and_not_a_double) {
  BOOST_TEST(to_string(35.579_bn) == "35579000000");
  BOOST_TEST(to_string(35'579_mn) == "35579000000");
  BOOST_TEST(to_string(623.599_k) == "623599");
  BOOST_TEST(to_string(1.5_tn) == "1500000000000");
  BOOST_TEST(to_string(0.100000001_dec) == "0.100000001");
  BOOST_TEST(to_string(1.000000000000000001_bn) == "1000000000.000000001");
  BOOST_TEST(to_string(010_dec) == "10");
  BOOST_TEST(to_string(0.10_bn) == "100000000");
}

BOOST_AUTO_TEST_CASE(places_that_a_number_needs_are_told) {
  BOOST_TEST(has_at_most_places(12.5_dec, 1));
  BOOST_TEST(!has_at_most_places(12.5_dec, 0));
  BOOST_TEST(has_at_most_places(142_bn, -9));
  BOOST_TEST(!has_at_most_places(142.5_bn, -9));
  BOOST_TEST(has_at_most_places(decimal::lowest(), 9));
  BOOST_TEST(!has_at_most_places(decimal::lowest(), 8));
}

BOOST_AUTO_TEST_SUITE_END()
