#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(core_ratio)

BOOST_AUTO_TEST_CASE(a_day_weighted_quarter_is_rounded_once) {
  // 35,579,000,000 * 365 / 92 = 3,246,583,750,000 / 23 = 141,155,815,217.39130...
  BOOST_TEST(to_string(multiply(35.579_bn, ratio(365, 92), {2})) == "141155815217.39");
  BOOST_TEST(to_string(multiply(35.579_bn, ratio(365, 92), {2, rounding::ceiling})) == "141155815217.4");
  BOOST_TEST(to_string(multiply(35.579_bn, ratio(365, 92), {-6})) == "141156000000");
}

BOOST_AUTO_TEST_CASE(fractions_are_shown_in_lowest_terms_with_the_sign_above) {
  BOOST_TEST(to_string(ratio(730, 184)) == "365/92");
  BOOST_TEST(to_string(ratio(-4, 8)) == "-1/2");
  BOOST_TEST(to_string(ratio(4, -8)) == "-1/2");
  BOOST_TEST(to_string(ratio(-4, -8)) == "1/2");
  BOOST_TEST(to_string(ratio(12, 4)) == "3");
  BOOST_TEST(to_string(ratio()) == "0");
  BOOST_TEST(to_string(ratio(0, -7)) == "0");
  BOOST_TEST(to_string(ratio(0.125_dec)) == "1/8");
  BOOST_TEST(to_string(12.5_pct) == "1/8");
}

BOOST_AUTO_TEST_CASE(the_arithmetic_of_fractions_is_exact) {
  BOOST_TEST(to_string(ratio(1, 3) + ratio(1, 6)) == "1/2");
  BOOST_TEST(to_string(ratio(1, 3) - ratio(1, 2)) == "-1/6");
  BOOST_TEST(to_string(ratio(365, 92) * ratio(92, 365)) == "1");
  BOOST_TEST(to_string(ratio(1, 3) / ratio(2, 9)) == "3/2");
  BOOST_TEST(to_string(pow(ratio(365, 92), 2)) == "133225/8464");
  BOOST_TEST(to_string(pow(ratio(-2, 3), -3)) == "-27/8");
  BOOST_TEST(to_string(pow(ratio(), 0)) == "1");
  BOOST_TEST((ratio(1, 3) == ratio(2, 6)));
  BOOST_TEST((ratio(1, 3) < ratio(1, 2)));
  BOOST_TEST((ratio(-1, 2) < ratio(-1, 3)));
  BOOST_TEST(sign(ratio(-1, 3)) == -1);
}

BOOST_AUTO_TEST_CASE(a_chain_that_outgrows_128_bits_stays_exact) {
  // 365^24 / 92^24 needs 205 bits above and 157 below.
  const ratio grown = pow(ratio(365, 92), 24);
  BOOST_TEST(to_string(grown * pow(ratio(92, 365), 23)) == "365/92");
  BOOST_TEST((grown > pow(ratio(365, 92), 23)));
  BOOST_TEST(sign(-grown) == -1);
  BOOST_TEST(to_string(multiply(1_dec, pow(ratio(3, 2), 300) / pow(ratio(3, 2), 299), {9})) == "1.5");
  ratio moved = grown;
  const ratio kept = std::move(moved);
  BOOST_TEST((kept == grown));
  moved = kept;
  BOOST_TEST((moved == grown));
}

BOOST_AUTO_TEST_CASE(the_lowest_figure_has_an_inverse_and_an_opposite) {
  // -2^127 / 10^9, the one numerator without an opposite in 128 bits.
  const ratio lowest{decimal::lowest()};
  BOOST_TEST(to_string(lowest.inverse() * lowest) == "1");
  BOOST_TEST(to_string(ratio(1) / lowest) == "-1953125/332306998946228968225951765070086144");
  BOOST_TEST(to_string(lowest - lowest) == "0");
  BOOST_TEST(to_string(ratio(decimal::lowest()) / ratio(decimal::lowest())) == "1");
  BOOST_TEST(to_string(ratio(decimal::lowest().billionths(), -1)) == "170141183460469231731687303715884105728");
}

BOOST_AUTO_TEST_CASE(zero_below_is_the_callers_mistake) {
  BOOST_CHECK_THROW(ratio(1, 0), contract_error);
  BOOST_CHECK_THROW(ratio(1) / ratio(), contract_error);
  BOOST_CHECK_THROW(ratio().inverse(), contract_error);
  BOOST_CHECK_THROW(pow(ratio(), -1), contract_error);
}

BOOST_AUTO_TEST_CASE(a_quotient_of_figures_by_zero_has_a_reason) {
  BOOST_TEST(to_string(quotient(50_bn, 40_bn).value()) == "5/4");
  const auto none = quotient(50_bn, decimal());
  BOOST_TEST_REQUIRE(!none.has_value());
  BOOST_TEST((none.error().code == reason_code::division_by_zero));
}

BOOST_AUTO_TEST_CASE(a_product_that_ends_is_exact_and_another_is_refused) {
  BOOST_TEST(to_string(9.2_dec * ratio(365, 92)) == "36.5");
  BOOST_CHECK_THROW(9_dec * ratio(365, 92), inexact_error);
  BOOST_CHECK_THROW(decimal::max() * ratio(2), overflow_error);
  BOOST_CHECK_THROW(decimal::max() * pow(ratio(10), 60), overflow_error);
}

BOOST_AUTO_TEST_CASE(fractions_are_read_back_whatever_their_size) {
  const auto same = [](const ratio& a) {
    const auto read = ratio::parse(to_string(a));
    BOOST_TEST_REQUIRE(read.has_value(), to_string(a));
    BOOST_TEST((*read == a), to_string(a));
  };
  same(ratio(365, 92));
  same(ratio(-7));
  same(pow(ratio(365, 92), 40));
  same(-pow(ratio(92, 365), 40));
  BOOST_TEST(to_string(ratio::parse("0.125").value()) == "1/8");
  BOOST_TEST(to_string(ratio::parse("1.5/0.5").value()) == "3");
  BOOST_TEST(to_string(ratio::parse("0.0000000000001").value()) == "1/10000000000000");
  BOOST_TEST(to_string(ratio::parse("007/021").value()) == "1/3");
  BOOST_TEST(to_string(ratio::parse("1/-4").value()) == "-1/4");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_fraction_has_a_reason) {
  for (const char* text : {"", "/", "1/", "/2", "1/2/3", "a", "1 / 2", "1/0x2", "-/3", "1.2.3", "--1", "1.-5"}) {
    BOOST_TEST(!ratio::parse(text).has_value(), text);
  }
  BOOST_TEST((ratio::parse("1/0").error().code == reason_code::division_by_zero));
  BOOST_TEST(!ratio::parse(std::string(200'000, '9')).has_value());
}

// Digits from Python's decimal with 60 digits: 2^(1/4) = 1.18920711500272..., 1.5^(365/1461) = 1.10660513918387357...
BOOST_AUTO_TEST_CASE(powers_and_roots_are_correctly_rounded) {
  BOOST_TEST(to_string(power(ratio(2), 1, 4, {9}).value()) == "1.189207115");
  BOOST_TEST(to_string(power(ratio(2), 1, 4, {9, rounding::ceiling}).value()) == "1.189207116");
  BOOST_TEST(to_string(power(ratio(3, 2), 365, 1461, {9}).value()) == "1.106605139");
  BOOST_TEST(to_string(power(ratio(3, 2), 365, 1461, {4, rounding::away_from_zero}).value()) == "1.1067");
  BOOST_TEST(to_string(power(ratio(27, 8), 1, 3, {9, rounding::ceiling}).value()) == "1.5");
  BOOST_TEST(to_string(power(ratio(27, 8), 1, 3, {0}).value()) == "2");
  BOOST_TEST(to_string(power(ratio(125, 8), 1, 3, {0}).value()) == "2");
  BOOST_TEST(to_string(power(ratio(125, 8), 1, 3, {0, rounding::half_up}).value()) == "3");
  BOOST_TEST(to_string(power(ratio(-8), 1, 3, {9}).value()) == "-2");
  BOOST_TEST(to_string(power(ratio(-8), 2, 6, {9}).value()) == "-2");
  BOOST_TEST(to_string(power(ratio(-2), 1, 3, {0, rounding::floor}).value()) == "-2");
  BOOST_TEST(to_string(power(ratio(2), -2, 1, {9}).value()) == "0.25");
  BOOST_TEST(to_string(power(ratio(5), 0, 7, {9}).value()) == "1");
  BOOST_TEST(to_string(power(ratio(), 1, 2, {9}).value()) == "0");
}

BOOST_AUTO_TEST_CASE(a_root_that_does_not_exist_has_a_reason) {
  BOOST_TEST((power(ratio(-4), 1, 2, {9}).error().code == reason_code::no_real_root));
  BOOST_TEST((power(ratio(), -1, 2, {9}).error().code == reason_code::no_real_root));
  BOOST_CHECK_THROW(static_cast<void>(power(ratio(2), 1, 0, {9})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(power(ratio(2), 1, 10'001, {9})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(power(ratio(2), -2'147'483'647 - 1, 1, {9})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(power(ratio(2), 1, 2, {-1})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(power(ratio(10), 30, 1, {9})), overflow_error);
}

// ln 2 = 0.693147180559945309..., ln 10 = 2.30258509299404568..., ln 1/3 = -1.09861228866810969... (Python's decimal).
BOOST_AUTO_TEST_CASE(logarithms_are_correctly_rounded) {
  BOOST_TEST(to_string(natural_logarithm(ratio(2), {9}).value()) == "0.693147181");
  BOOST_TEST(to_string(natural_logarithm(ratio(2), {9, rounding::floor}).value()) == "0.69314718");
  BOOST_TEST(to_string(natural_logarithm(ratio(10), {9}).value()) == "2.302585093");
  BOOST_TEST(to_string(natural_logarithm(ratio(1, 3), {9}).value()) == "-1.098612289");
  BOOST_TEST(to_string(natural_logarithm(ratio(1, 3), {9, rounding::toward_zero}).value()) == "-1.098612288");
  BOOST_TEST(to_string(natural_logarithm(ratio(1), {9, rounding::away_from_zero}).value()) == "0");
  BOOST_TEST((natural_logarithm(ratio(), {9}).error().code == reason_code::no_real_root));
  BOOST_TEST((natural_logarithm(ratio(-1), {9}).error().code == reason_code::no_real_root));
}

BOOST_AUTO_TEST_SUITE_END()
