#include <runrate/core/real.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace runrate;

namespace {

/// Of what is said to be the rounding of an irrational number.
bool rounds_to(const rounded_real& found, std::string_view digits) {
  return !found.exact && found.value == ratio::parse(digits).value();
}
bool is_exactly(const rounded_real& found, const ratio& expected) { return found.exact && found.value == expected; }

}  // namespace

BOOST_AUTO_TEST_SUITE(core_real)

// Sixty digits of A001113, A002162, A002193 and A002580 of the OEIS, rounded.
BOOST_AUTO_TEST_CASE(the_constants_of_the_tables_are_given_to_sixty_digits) {
  BOOST_TEST(rounds_to(exponential(ratio(1), 60), "2.71828182845904523536028747135266249775724709369995957496697"));
  BOOST_TEST(rounds_to(natural_logarithm_to_digits(ratio(2), 60).value(),
                       "0.693147180559945309417232121458176568075500134360255254120680"));
  BOOST_TEST(rounds_to(real_power(ratio(2), ratio(1, 2), 60).value(),
                       "1.41421356237309504880168872420969807856967187537694807317668"));
  BOOST_TEST(rounds_to(real_power(ratio(2), ratio(1, 3), 60).value(),
                       "1.25992104989487316476721060727822835057025146470150798008198"));
}

// The last digits of each thousand are those of Python's decimal, at 1,100.
BOOST_AUTO_TEST_CASE(a_thousand_digits_end_as_they_should) {
  const auto last_digits = [](const rounded_real& found, int places) {
    const std::string digits = to_string(found.value * pow(ratio(10), places));
    BOOST_TEST(digits.size() == 1000u);
    return digits.substr(980);
  };
  BOOST_TEST(last_digits(exponential(ratio(1), 1000), 999) == "21267154688957035035");
  BOOST_TEST(last_digits(natural_logarithm_to_digits(ratio(2), 1000).value(), 1000) == "56872747782344535348");
  BOOST_TEST(last_digits(real_power(ratio(2), ratio(1, 2), 1000).value(), 999) == "58215212822951848847");
  BOOST_TEST(last_digits(real_power(ratio(2), ratio(1, 3), 1000).value(), 999) == "14770234835715190551");
}

BOOST_AUTO_TEST_CASE(a_fraction_is_rounded_half_to_even_to_its_significant_digits) {
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(2, 3), 3), "0.667"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(-2, 3), 3), "-0.667"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(20'000'000, 3), 1), "7000000"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(1, 3000), 2), "0.00033"));
  // Ties, and a digit more where all are nines.
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(125), 2), "120"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(135), 2), "140"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(-5, 4), 2), "-1.2"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(1251, 10), 2), "130"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(995), 2), "1000"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(9994), 3), "9990"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(9995), 3), "10000"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(1005), 3), "1000"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(94, 100), 1), "0.9"));
  BOOST_TEST(rounds_to(rounded_to_digits(ratio(95, 100), 1), "1"));
  // What the digits hold is exact, whatever its size.
  BOOST_TEST(is_exactly(rounded_to_digits(ratio(), 1), ratio()));
  BOOST_TEST(is_exactly(rounded_to_digits(ratio(1), 1), ratio(1)));
  BOOST_TEST(is_exactly(rounded_to_digits(ratio(1, 8), 3), ratio(1, 8)));
  BOOST_TEST(is_exactly(rounded_to_digits(ratio(1000), 1), ratio(1000)));
  BOOST_TEST(is_exactly(rounded_to_digits(pow(ratio(10), 500), 1), pow(ratio(10), 500)));
  BOOST_TEST(is_exactly(rounded_to_digits(pow(ratio(10), -500), 1), pow(ratio(10), -500)));
  BOOST_TEST(!rounded_to_digits(pow(ratio(10), 500) + ratio(1), 500).exact);
}

BOOST_AUTO_TEST_CASE(digits_are_from_1_to_1000) {
  for (const int digits : {-1, 0, 1001}) {
    BOOST_CHECK_THROW(static_cast<void>(rounded_to_digits(ratio(1), digits)), contract_error);
    BOOST_CHECK_THROW(static_cast<void>(exponential(ratio(1), digits)), contract_error);
    BOOST_CHECK_THROW(static_cast<void>(natural_logarithm_to_digits(ratio(1), digits)), contract_error);
    BOOST_CHECK_THROW(static_cast<void>(real_power(ratio(1), ratio(1), digits)), contract_error);
  }
}

// Digits from Python's decimal.
BOOST_AUTO_TEST_CASE(the_exponential_keeps_its_digits_at_both_ends) {
  const ratio up = pow(ratio(10), 4323), down = up.inverse();
  BOOST_TEST(is_exactly(exponential(ratio(), 60), ratio(1)));
  BOOST_TEST(to_string(exponential(ratio(10'000), 20).value / up) == "88068182256629215873");
  BOOST_TEST(to_string(exponential(ratio(-10'000), 20).value / down * pow(ratio(10), 39)) == "11354838653147360985");
  const rounded_real vanished = exponential(ratio(-10'001), 20);
  BOOST_TEST((vanished.value == ratio() && !vanished.exact));
  BOOST_CHECK_THROW(static_cast<void>(exponential(ratio(100'000'001, 10'000), 20)), overflow_error);
  BOOST_CHECK_THROW(static_cast<void>(exponential(pow(ratio(10), 50), 20)), overflow_error);
}

BOOST_AUTO_TEST_CASE(an_exponential_next_to_a_tie_is_decided) {
  // e^x is a little above 1 + x, which is half-way: for -x the step below 1 is a tenth of that above.
  BOOST_TEST(rounds_to(exponential(ratio::parse("0.0000000005").value(), 10), "1.000000001"));
  BOOST_TEST(rounds_to(exponential(ratio::parse("-0.00000000005").value(), 10), "1"));
  BOOST_TEST(rounds_to(exponential(pow(ratio(10), -3000), 60), "1"));
  const ratio half_step = ratio(5) * pow(ratio(10), -100);
  BOOST_TEST((exponential(half_step, 100).value == ratio(1) + ratio(2) * half_step));
}

BOOST_AUTO_TEST_CASE(a_logarithm_near_zero_keeps_its_digits) {
  // ln(1 + x) = x - x^2/2 + ...
  const ratio x = pow(ratio(10), -40);
  BOOST_TEST((natural_logarithm_to_digits(ratio(1) + x, 30)->value == x));
  BOOST_TEST((natural_logarithm_to_digits(ratio(1) - x, 60)->value == -x - x * x / ratio(2)));
  BOOST_TEST((natural_logarithm_to_digits(ratio(1) + pow(x, 100), 60)->value == pow(x, 100)));
  BOOST_TEST(rounds_to(natural_logarithm_to_digits(ratio(1, 3), 18).value(), "-1.09861228866810969"));
  BOOST_TEST(rounds_to(natural_logarithm_to_digits(pow(ratio(10), 300), 18).value(), "690.775527898213705"));
}

BOOST_AUTO_TEST_CASE(only_the_logarithm_of_1_is_exact_and_zero_has_none) {
  BOOST_TEST(is_exactly(natural_logarithm_to_digits(ratio(7, 7), 60).value(), ratio()));
  BOOST_TEST((natural_logarithm_to_digits(ratio(), 60).error().code == reason_code::no_real_root));
  BOOST_TEST((natural_logarithm_to_digits(ratio(-1), 60).error().code == reason_code::no_real_root));
}

BOOST_AUTO_TEST_CASE(a_power_that_is_a_fraction_is_exact_whatever_the_digits) {
  const auto exactly = [](const ratio& base, const ratio& exponent, const ratio& expected) {
    return is_exactly(real_power(base, exponent, 1).value(), expected);
  };
  BOOST_TEST(exactly(ratio(4), ratio(1, 2), ratio(2)));
  BOOST_TEST(exactly(ratio(8, 27), ratio(2, 3), ratio(4, 9)));
  BOOST_TEST(exactly(ratio(16, 54), ratio(-4, 6), ratio(9, 4)));
  BOOST_TEST(exactly(ratio(21, 20), ratio(12), pow(ratio(21, 20), 12)));
  BOOST_TEST(exactly(ratio(21, 20), ratio(-365), pow(ratio(21, 20), -365)));
  BOOST_TEST(exactly(pow(ratio(365, 92), 365), ratio(1, 365), ratio(365, 92)));
  BOOST_TEST(exactly(pow(ratio(3), 400), ratio(7, 40), pow(ratio(3), 70)));
  BOOST_TEST(exactly(ratio(2), ratio(14'000), pow(ratio(2), 14'000)));
  BOOST_TEST(exactly(ratio(1), ratio(1, 7), ratio(1)));
  BOOST_TEST(exactly(ratio(5), ratio(), ratio(1)));
  BOOST_TEST(exactly(ratio(-2), ratio(3), ratio(-8)));
  BOOST_TEST(exactly(ratio(-2), ratio(-4), ratio(1, 16)));
  BOOST_TEST(exactly(ratio(-1), ratio(999'999), ratio(-1)));
  BOOST_TEST(exactly(ratio(), ratio(1, 2), ratio()));
  BOOST_TEST(exactly(ratio(), ratio(), ratio(1)));
  // Only one of the two has the root.
  BOOST_TEST(!real_power(ratio(4, 3), ratio(1, 2), 60)->exact);
  BOOST_TEST(!real_power(ratio(3, 4), ratio(1, 2), 60)->exact);
}

// Digits from Python's decimal.
BOOST_AUTO_TEST_CASE(a_power_that_is_no_fraction_or_too_long_a_one_is_rounded) {
  BOOST_TEST(rounds_to(real_power(ratio(21, 20), ratio(1, 12), 20).value(), "1.0040741237836483016"));
  BOOST_TEST(rounds_to(real_power(ratio(1, 10), ratio(3, 10), 20).value(), "0.50118723362727228500"));
  const ratio scale = pow(ratio(10), 192);
  const rounded_real grown = real_power(ratio(21, 20), ratio(10'000), 20).value();
  BOOST_TEST((!grown.exact && grown.value / scale == ratio::parse("78161106584288103788").value()));
  BOOST_TEST((real_power(ratio(-21, 20), ratio(10'001), 20)->value < -grown.value));
  BOOST_TEST((real_power(ratio(-21, 20), ratio(10'000), 20)->value == grown.value));
  // The exponent's denominator may be of any size.
  const ratio nearly_half = ratio(1, 2) + pow(ratio(10), -100);
  BOOST_TEST(rounds_to(real_power(ratio(4), nearly_half, 60).value(), "2"));
}

BOOST_AUTO_TEST_CASE(a_power_that_does_not_exist_has_a_reason) {
  BOOST_TEST((real_power(ratio(), ratio(-1), 60).error().code == reason_code::no_real_root));
  BOOST_TEST((real_power(ratio(), ratio(-1, 2), 60).error().code == reason_code::no_real_root));
  BOOST_TEST(
      (real_power(ratio(-8), ratio(1, 3), 60).error().text == "-8 is negative and has only whole powers, not 1/3"));
}

BOOST_AUTO_TEST_CASE(a_power_beyond_the_limits_overflows) {
  // e^10,000 lies between 2^14,426 and 2^14,427.
  const auto power = [](const ratio& base, const ratio& exponent) {
    return static_cast<void>(real_power(base, exponent, 20));
  };
  BOOST_CHECK_NO_THROW(power(ratio(2), ratio(14'426)));
  BOOST_CHECK_NO_THROW(power(ratio(2), ratio(-14'426)));
  BOOST_CHECK_THROW(power(ratio(2), ratio(14'427)), overflow_error);
  BOOST_CHECK_THROW(power(ratio(2), ratio(-14'427)), overflow_error);
  BOOST_CHECK_THROW(power(ratio(2), ratio(28'854, 2) + ratio(1, 3)), overflow_error);
  BOOST_CHECK_NO_THROW(power(ratio(1'000'001, 1'000'000), ratio(1'000'000)));
  BOOST_CHECK_THROW(power(ratio(1'000'001, 1'000'000), ratio(1'000'001)), overflow_error);
  BOOST_CHECK_THROW(power(ratio(1), ratio(-1'000'001)), overflow_error);
}

BOOST_AUTO_TEST_CASE(the_bits_of_a_fraction_are_those_of_its_lowest_terms) {
  BOOST_TEST(bit_length(ratio()) == 1);
  BOOST_TEST(bit_length(ratio(2, 3)) == 4);
  BOOST_TEST(bit_length(ratio(-20, 30)) == 4);
  BOOST_TEST(bit_length(ratio{decimal::lowest()}) == 119 + 21);  // -2^127 / 10^9 = -2^118 / 5^9
  BOOST_TEST(bit_length(pow(ratio(2), 1000) / ratio(3)) == 1001 + 2);
}

BOOST_AUTO_TEST_SUITE_END()
