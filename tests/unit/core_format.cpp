#include <runrate/core/currencies.hpp>
#include <runrate/core/format.hpp>
#include <runrate/core/literals.hpp>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(core_format)

BOOST_AUTO_TEST_CASE(without_a_specification_a_number_is_exact) {
  BOOST_TEST(fmt::format("{}", 142316.5_dec) == "142316.5");
  BOOST_TEST(fmt::format("{}", -0.000000001_dec) == "-0.000000001");
  BOOST_TEST(fmt::format("{}", ratio(365, 92)) == "365/92");
  BOOST_TEST(fmt::format("{}", usd(142.316_bn)) == "USD 142,316,000,000.00");
  BOOST_TEST(fmt::format("{}", jpy(1500)) == "JPY 1,500");
  BOOST_TEST(fmt::format("{}", usd(0.125_dec)) == "USD 0.125");
  BOOST_TEST(fmt::format("{}", money<any_currency>(eur(5))) == "EUR 5.00");
  BOOST_TEST(fmt::format("{}", interval(1_dec, 2.5_dec)) == "[1, 2.5]");
  BOOST_TEST(fmt::format("{}", interval::at_least(10_dec)) == "[10, ...)");
}

BOOST_AUTO_TEST_CASE(places_round_half_to_even) {
  BOOST_TEST(fmt::format("{:.2}", 1.005_dec) == "1.00");
  BOOST_TEST(fmt::format("{:.2}", 1.015_dec) == "1.02");
  BOOST_TEST(fmt::format("{:.0}", 0.5_dec) == "0");
  BOOST_TEST(fmt::format("{:.0}", -0.4_dec) == "0");
  BOOST_TEST(fmt::format("{:.3}", 2_dec) == "2.000");
  BOOST_TEST(fmt::format("{:.3}", ratio(2, 3)) == "0.667");
  BOOST_TEST(fmt::format("{:.0}", usd(1234.5_dec)) == "USD 1,234");
}

BOOST_AUTO_TEST_CASE(units_divide_and_are_shown) {
  BOOST_TEST(fmt::format("{:$.1B}", usd(142.316_bn)) == "$142.3B");
  BOOST_TEST(fmt::format("{:.1Bw}", 142.316_bn) == "142.3 billion");
  BOOST_TEST(fmt::format("{:.2K}", 1234.5_dec) == "1.23K");
  BOOST_TEST(fmt::format("{:.0Mw}", 35'579_mn) == "35579 million");
  BOOST_TEST(fmt::format("{:,.0M}", 35'579_mn) == "35,579M");
  BOOST_TEST(fmt::format("{:T}", 1.5_tn) == "1.5T");
  BOOST_TEST(fmt::format("{:T}", 1_dec) == "0.000000000001T");
  BOOST_TEST(fmt::format("{:Kw}", 5_dec) == "0.005 thousand");
  // 0.05 billion is a tie and goes to the even tenth.
  BOOST_TEST(fmt::format("{:.1B}", 50_mn) == "0.0B");
  BOOST_TEST(fmt::format("{:.1B}", 150_mn) == "0.2B");
}

BOOST_AUTO_TEST_CASE(the_automatic_unit_is_the_largest_that_leaves_one) {
  BOOST_TEST(fmt::format("{:.1a}", 999_dec) == "999.0");
  BOOST_TEST(fmt::format("{:.0a}", 600_dec) == "600");
  BOOST_TEST(fmt::format("{:.0a}", 999.5_dec) == "1K");
  BOOST_TEST(fmt::format("{:.1a}", 1000_dec) == "1.0K");
  BOOST_TEST(fmt::format("{:.1a}", 142.316_bn) == "142.3B");
  BOOST_TEST(fmt::format("{:.1a}", 999.96_bn) == "1.0T");
  BOOST_TEST(fmt::format("{:.0aw}", -2_tn) == "-2 trillion");
  BOOST_TEST(fmt::format("{:a}", 1'234'567_dec) == "1.234567M");
}

BOOST_AUTO_TEST_CASE(signs_and_parentheses_are_those_of_accounts) {
  BOOST_TEST(fmt::format("{:(,.0}", -1'234_dec) == "(1,234)");
  BOOST_TEST(fmt::format("{:(,.0}", 1'234_dec) == "1,234");
  BOOST_TEST(fmt::format("{:+}", 5_dec) == "+5");
  BOOST_TEST(fmt::format("{:+}", -5_dec) == "-5");
  BOOST_TEST(fmt::format("{: }", 5_dec) == " 5");
  BOOST_TEST(fmt::format("{:($}", -usd(5)) == "($5.00)");
  BOOST_TEST(fmt::format("{:(}", -usd(5)) == "USD (5.00)");
  BOOST_TEST(fmt::format("{:$}", -usd(5)) == "-$5.00");
  BOOST_TEST(fmt::format("{:+.1%}", ratio(1, 8)) == "+12.5%");
  BOOST_TEST(fmt::format("{:(.1%}", ratio(-1, 8)) == "(12.5%)");
}

BOOST_AUTO_TEST_CASE(a_currency_is_shown_by_code_by_symbol_or_not) {
  BOOST_TEST(fmt::format("{:n}", usd(5)) == "5.00");
  BOOST_TEST(fmt::format("{:$}", eur(5)) == "€5.00");
  // Swiss francs have no symbol of their own.
  BOOST_TEST(fmt::format("{:$}", chf(5)) == "CHF 5.00");
  BOOST_TEST(fmt::format("{:.1B}", eur(2.5_bn)) == "EUR 2.5B");
}

BOOST_AUTO_TEST_CASE(width_fill_and_alignment_count_characters) {
  BOOST_TEST(fmt::format("{:8}", 5_dec) == "       5");
  BOOST_TEST(fmt::format("{:<8}|", 5_dec) == "5       |");
  BOOST_TEST(fmt::format("{:*^7}", 5_dec) == "***5***");
  BOOST_TEST(fmt::format("{:*^8}", 5_dec) == "***5****");
  BOOST_TEST(fmt::format("{:.>8.2}", 5_dec) == "....5.00");
  BOOST_TEST(fmt::format("{:$8}", eur(5)) == "   €5.00");
  BOOST_TEST(fmt::format("{:2}", 12345_dec) == "12345");
  BOOST_TEST(fmt::format("{:>12}", ratio(365, 92)) == "      365/92");
  BOOST_TEST(fmt::format("{:<12}|", interval(1_dec, 2_dec)) == "[1, 2]      |");
}

BOOST_AUTO_TEST_CASE(digits_are_grouped_by_three) {
  BOOST_TEST(fmt::format("{:,}", 999_dec) == "999");
  BOOST_TEST(fmt::format("{:,}", 1000_dec) == "1,000");
  BOOST_TEST(fmt::format("{:,}", -1234567.123456_dec) == "-1,234,567.123456");
  BOOST_TEST(fmt::format("{:,.2}", 999999.999_dec) == "1,000,000.00");
}

BOOST_AUTO_TEST_CASE(percentages_are_of_ratios) {
  BOOST_TEST(fmt::format("{:.2%}", ratio(1, 8)) == "12.50%");
  BOOST_TEST(fmt::format("{:%}", ratio(1, 8)) == "12.5%");
  BOOST_TEST(fmt::format("{:.1%}", ratio(2, 3)) == "66.7%");
  BOOST_TEST(fmt::format("{:.0%}", 0.405_dec) == "40%");
  BOOST_TEST(fmt::format("{:.0%}", ratio(-1, 1000)) == "0%");
}

BOOST_AUTO_TEST_CASE(bounds_are_shown_rounded_outwards) {
  BOOST_TEST(fmt::format("{:.1}", interval(1.01_dec, 1.99_dec)) == "[1.0, 2.0]");
  BOOST_TEST(fmt::format("{:.0B}", interval(141.5_bn, 142.5_bn)) == "[141B, 143B]");
  BOOST_TEST(fmt::format("{:.1%}", interval(0.1234_dec, 0.1299_dec)) == "[12.3%, 13.0%]");
}

BOOST_AUTO_TEST_CASE(the_ends_of_the_range_are_printed) {
  BOOST_TEST(fmt::format("{}", decimal::lowest()) == "-170141183460469231731687303715.884105728");
  BOOST_TEST(fmt::format("{:(,}", decimal::lowest()) == "(170,141,183,460,469,231,731,687,303,715.884105728)");
  BOOST_TEST(fmt::format("{:T}", decimal::lowest()) == "-170141183460469231.731687303715884105728T");
  BOOST_TEST(fmt::format("{:a}", decimal::max()) == "170141183460469231.731687303715884105727T");
  BOOST_TEST(fmt::format("{:n}", usd(decimal::lowest())) == "-170,141,183,460,469,231,731,687,303,715.884105728");
}

BOOST_AUTO_TEST_CASE(a_specification_that_is_none_is_refused) {
  for (const char* spec :
       {"{:x}", "{:.10}", "{:.2f}", "{:Bx}", "{:w5}", "{:KM}", "{:,,}", "{:50000}", "{:++}", "{:$n}"}) {
    BOOST_TEST_CONTEXT(spec)
    BOOST_CHECK_THROW(static_cast<void>(fmt::format(fmt::runtime(spec), 5_dec)), fmt::format_error);
  }
}

BOOST_AUTO_TEST_SUITE_END()
