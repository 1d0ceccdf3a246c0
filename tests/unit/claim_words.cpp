#include <runrate/claim/claim.hpp>
#include <runrate/core/literals.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

claim said(comparator word, decimal figure, int decimals) {
  claim c{"AWS", period::day(date_of(2026, 2, 5)), claim_measure::run_rate, word, figure, decimals};
  c.unit = currency::find("USD").value();
  return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(claim_words)

BOOST_AUTO_TEST_CASE(a_figure_is_what_rounds_to_it_whether_exactly_or_about_was_said) {
  for (const comparator word : {comparator::exactly, comparator::about}) {
    BOOST_TEST((said(word, 142_bn, -9).range() == interval(141.5_bn, 142.5_bn)));
    BOOST_TEST((said(word, 35.6_bn, -8).range() == interval(35.55_bn, 35.65_bn)));
    BOOST_TEST((said(word, 87_mn, -6).range() == interval(86.5_mn, 87.5_mn)));
    BOOST_TEST((said(word, 40_dec, 0).range() == interval(39.5_dec, 40.5_dec)));
  }
}

BOOST_AUTO_TEST_CASE(nearly_is_below_by_less_than_one_of_the_last_digit) {
  BOOST_TEST((said(comparator::nearly, 40_dec, 0).range() == interval(39_dec, 40_dec)));
  BOOST_TEST((said(comparator::nearly, 12.5_bn, -8).range() == interval(12.4_bn, 12.5_bn)));
}

BOOST_AUTO_TEST_CASE(over_and_at_least_have_no_upper_bound_and_up_to_and_under_no_lower_one) {
  for (const comparator word : {comparator::over, comparator::at_least}) {
    const interval range = said(word, 10_bn, -9).range();
    BOOST_TEST(range.has_low());
    BOOST_TEST(!range.has_high());
    BOOST_TEST((range.low() == 10_bn));
  }
  for (const comparator word : {comparator::up_to, comparator::under}) {
    const interval range = said(word, 6_bn, -9).range();
    BOOST_TEST(!range.has_low());
    BOOST_TEST(range.has_high());
    BOOST_TEST((range.high() == 6_bn));
  }
}

BOOST_AUTO_TEST_CASE(every_qualifier_and_measure_is_read_by_the_name_it_is_written_by) {
  using enum comparator;
  for (const comparator word : {exactly, about, nearly, over, at_least, up_to, under}) {
    BOOST_TEST((parse_comparator(to_string(word)).value() == word));
  }
  for (const claim_measure measure : {claim_measure::run_rate, claim_measure::incremental, claim_measure::total,
                                      claim_measure::growth_points, claim_measure::growth}) {
    BOOST_TEST((parse_claim_measure(to_string(measure)).value() == measure));
  }
}

BOOST_AUTO_TEST_CASE(another_name_is_refused_with_those_that_there_are) {
  const auto word = parse_comparator("roughly");
  BOOST_REQUIRE(!word);
  BOOST_TEST((word.error().code == reason_code::malformed));
  BOOST_TEST(word.error().text ==
             "'roughly' is not a qualifier; expected one of exactly, about, nearly, over, at_least, up_to, under");
  const auto measure = parse_claim_measure("Run_Rate");
  BOOST_REQUIRE(!measure);
  BOOST_TEST(measure.error().text ==
             "'Run_Rate' is not a measure; expected one of run_rate, incremental, total, growth_points, growth");
}

BOOST_AUTO_TEST_SUITE_END()
