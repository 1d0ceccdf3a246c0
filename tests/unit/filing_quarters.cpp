// Quarters from facts: known answers, and companies with odd years.
#include "filing_facts.hpp"

#include <array>
#include <string>
#include <vector>

using namespace filing_facts;

BOOST_AUTO_TEST_SUITE(filing_quarters)

// edgartools, tests/test_ttm.py: 100, 300, 450 and 600 are 100, 200, 150 and 150.
BOOST_AUTO_TEST_CASE(cumulative_figures_are_taken_apart) {
  const filer f = cumulative("NetCashProvidedByUsedInOperatingActivities", 100_mn, 300_mn, 450_mn, 600_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(found.quarters.size() == 4u);
  BOOST_TEST(has_figure(quarter_to(found, "2024-03-31"), figure_status::reported, 100_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-06-30"), figure_status::derived, 200_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-09-30"), figure_status::derived, 150_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::derived, 150_mn));
  BOOST_TEST((quarter_to(found, "2024-06-30").figure.known == day("2024-08-01")));
  BOOST_TEST((year_to(found, "2024-12-31").value == decimal(600_mn)));
  BOOST_TEST(to_string(found.years.front().found) == "adds_up");
  BOOST_TEST(found.years.front().label == "2024");
}

// edgartools, tests/test_ttm.py: four quarters of 100, 110, 120 and 130 are 460.
BOOST_AUTO_TEST_CASE(a_trailing_year_is_the_sum_of_four_quarters) {
  filer f;
  f.files("10-Q", "2025-02-01").says("2024-01-01", "2024-03-31", 100_mn).says("2024-04-01", "2024-06-30", 110_mn);
  f.says("2024-07-01", "2024-09-30", 120_mn).says("2024-10-01", "2024-12-31", 130_mn);
  const concept_quarters found = f.quarters();
  const trailing_year& t = year_to(found, "2024-12-31");
  BOOST_TEST(to_string(t.status) == "derived");
  BOOST_TEST((t.value == decimal(460_mn)));
  BOOST_TEST((t.during == days("2024-01-01", "2024-12-31")));
  BOOST_TEST(inputs_of(f.facts(), found, t).size() == 4u);
  const reason why = reason_of(found, year_to(found, "2024-09-30"));
  BOOST_TEST(to_string(why.code) == "not_enough_history");
  BOOST_TEST(why.text == "no quarter ends on 2023-12-31");
  BOOST_CHECK_THROW((void)reason_of(found, t), contract_error);
}

BOOST_AUTO_TEST_CASE(a_trailing_year_names_the_quarters_that_it_is_the_sum_of_where_two_begin_on_one_day) {
  filer f;
  f.files("10-Q", "2025-02-01").says("2024-01-01", "2024-03-31", 100_mn).says("2024-04-01", "2024-06-30", 110_mn);
  f.says("2024-07-01", "2024-09-30", 120_mn).says("2024-10-01", "2024-12-31", 130_mn);
  f.files("8-K", "2025-02-02").says("2024-04-01", "2024-06-27", 900_mn);
  const concept_quarters found = f.quarters();
  BOOST_REQUIRE(found.quarters.size() == 5u);
  const trailing_year& t = year_to(found, "2024-12-31");
  BOOST_TEST((t.value == decimal(460_mn)));
  decimal sum;
  for (const figure_input& input : inputs_of(f.facts(), found, t)) sum += input.value;
  BOOST_TEST((sum == t.value));
}

// Snowflake's fiscal 2024, in thousands (CIK 1640147): the fourth quarter is in no filing.
BOOST_AUTO_TEST_CASE(snowflakes_fourth_quarter_is_the_year_less_nine_months) {
  filer snow;
  snow.files("10-Q", "2023-05-26", 2024, fiscal_tag::q1).says("2023-02-01", "2023-04-30", 623'599'000_dec);
  snow.files("10-Q", "2023-08-25", 2024, fiscal_tag::q2).says("2023-02-01", "2023-07-31", 1'297'617'000_dec);
  snow.files("10-Q", "2023-11-30", 2024, fiscal_tag::q3).says("2023-02-01", "2023-10-31", 2'031'790'000_dec);
  snow.files("10-K", "2024-03-26", 2024, fiscal_tag::fy).says("2023-02-01", "2024-01-31", 2'806'489'000_dec);
  const concept_quarters found = snow.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2023-07-31"), figure_status::derived, 674'018'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2023-10-31"), figure_status::derived, 734'173'000_dec));
  const discrete_quarter& fourth = quarter_to(found, "2024-01-31");
  BOOST_TEST(has_figure(fourth, figure_status::derived, 774'699'000_dec));
  BOOST_TEST(label(fourth) == "FY2024Q4");
  BOOST_TEST(sentence_on(snow.facts(), found, fourth) ==
             "Q4 of FY2024 is 774,699,000: the year to 2024-01-31 2,806,489,000 (10-K 0000000001-00-000004 of "
             "2024-03-26) less the nine months to 2023-10-31 2,031,790,000 (10-Q 0000000001-00-000003 of 2023-11-30)");
  BOOST_TEST(sentence_on(snow.facts(), found, quarter_to(found, "2023-04-30")) ==
             "Q1 of FY2024 is 623,599,000 as reported: 10-Q 0000000001-00-000001 of 2023-05-26");
  BOOST_CHECK_THROW((void)reason_of(snow.facts(), found, fourth), contract_error);
}

BOOST_AUTO_TEST_CASE(negative_quarters_are_kept) {
  const concept_quarters found = cumulative("NetIncomeLoss", 100_mn, 40_mn, -20_mn, -500_mn).quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-06-30"), figure_status::derived, -60_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-09-30"), figure_status::derived, -60_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::derived, -480_mn));
}

BOOST_AUTO_TEST_CASE(quarters_of_zero_are_reported_and_derived) {
  const concept_quarters found = cumulative("Revenues", 0_dec, 0_dec, 0_dec, 0_dec).quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-03-31"), figure_status::reported, 0));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::derived, 0));
  BOOST_TEST(to_string(found.years.front().found) == "adds_up");
  BOOST_TEST((year_to(found, "2024-12-31").value == decimal()));
}

BOOST_AUTO_TEST_CASE(a_year_less_three_quarters_is_the_fourth_wherever_it_stands) {
  for (std::size_t left_out = 0; left_out < 4; ++left_out) {
    filer f;
    f.files("10-K", "2025-02-20", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", 1'000_mn);
    for (std::size_t q = 0; q < 4; ++q) {
      if (q != left_out) f.says(quarters_of_2024[q][0], quarters_of_2024[q][1], 201_mn);
    }
    const concept_quarters found = f.quarters();
    BOOST_TEST(found.quarters.size() == 4u);
    const discrete_quarter& rest = quarter_to(found, quarters_of_2024[left_out][1]);
    BOOST_TEST(has_figure(rest, figure_status::derived, 397_mn));
    BOOST_TEST(rest.figure.operands.size() == 4u);
    BOOST_TEST(static_cast<int>(rest.figure.decimals) == -6);
  }
}

BOOST_AUTO_TEST_CASE(a_year_less_what_tiles_the_rest_is_a_quarter) {
  filer third;  // six months and the fourth quarter
  third.files("10-K", "2025-02-20", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", 1'000_mn);
  third.says("2024-01-01", "2024-06-30", 450_mn).says("2024-10-01", "2024-12-31", 301_mn);
  BOOST_TEST(has_figure(quarter_to(third.quarters(), "2024-09-30"), figure_status::derived, 249_mn));
  filer second;  // the first quarter and the second half
  second.files("10-K", "2025-02-20", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", 1'000_mn);
  second.says("2024-01-01", "2024-03-31", 240_mn).says("2024-07-01", "2024-12-31", 501_mn);
  BOOST_TEST(has_figure(quarter_to(second.quarters(), "2024-06-30"), figure_status::derived, 259_mn));
  // A twelve-month column less the nine months at its end: Amazon's fourth quarter of 2007.
  filer amzn("NetIncomeLoss");
  amzn.files("10-Q", "2008-10-24", 2008, fiscal_tag::q3).says("2007-10-01", "2008-09-30", 627_mn);
  amzn.says("2008-01-01", "2008-09-30", 420_mn);
  amzn.files("10-K", "2009-01-30", 2008, fiscal_tag::fy).says("2007-01-01", "2007-12-31", 476_mn);
  amzn.says("2008-01-01", "2008-12-31", 645_mn);
  BOOST_TEST(has_figure(quarter_to(amzn.quarters(), "2007-12-31"), figure_status::derived, 207_mn));
  BOOST_TEST(has_figure(quarter_to(amzn.quarters(), "2008-12-31"), figure_status::derived, 225_mn));
}

BOOST_AUTO_TEST_CASE(a_difference_over_the_year_is_taken_with_the_fewest_operands) {
  filer f = cumulative("Revenues", 100_mn, 300_mn, 450_mn, 600_mn);
  f.says("2024-04-01", "2024-06-30", 200_mn).says("2024-07-01", "2024-09-30", 150_mn);
  const concept_quarters found = f.quarters();
  const discrete_quarter& fourth = quarter_to(found, "2024-12-31");
  BOOST_TEST(has_figure(fourth, figure_status::derived, 150_mn));
  BOOST_TEST(fourth.figure.operands.size() == 2u);
}

BOOST_AUTO_TEST_CASE(two_figures_in_one_filing_are_none_unless_another_filing_has_one) {
  filer f;
  f.files("10-K", "2025-02-20", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", 1'000_mn);
  f.says("2024-01-01", "2024-09-30", 700_mn).says("2024-01-01", "2024-09-30", 750_mn);
  const concept_quarters found = f.quarters();
  const discrete_quarter& fourth = quarter_to(found, "2024-12-31");
  BOOST_TEST(has_figure(fourth, figure_status::not_derivable, 0));
  BOOST_TEST(to_string(fourth.why) == "conflicting_facts");
  const reason why = reason_of(f.facts(), found, fourth);
  BOOST_TEST(to_string(why.code) == "conflicting_facts");
  BOOST_TEST(why.text ==
             "Q4 of 2024 can't be derived: filings contradict themselves over the nine months to 2024-09-30");
  BOOST_REQUIRE(found.notes.size() == 1u);
  BOOST_TEST(found.notes.front().text ==
             "2024-01-01 to 2024-09-30 is both 700000000 and 750000000 in 10-K 0000000001-00-000001 of 2025-02-20");
  filer settled = f;
  settled.files("10-Q", "2024-11-01", 2024, fiscal_tag::q3).says("2024-01-01", "2024-09-30", 750_mn);
  const concept_quarters then = settled.quarters();
  BOOST_TEST(has_figure(quarter_to(then, "2024-12-31"), figure_status::derived, 250_mn));
  BOOST_TEST(has_flag(then, "2024-12-31", figure_flag::conflicting));
  BOOST_TEST(sentence_on(figure_flag::conflicting, settled.facts(), quarter_to(then, "2024-12-31")) ==
             "one filing gives two figures");
}

BOOST_AUTO_TEST_CASE(a_quarter_that_one_filing_contradicts_is_there_without_a_figure) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  f.files("10-Q", "2024-08-01").says("2024-04-01", "2024-06-30", 110_mn).says("2024-04-01", "2024-06-30", 120_mn);
  const concept_quarters found = f.quarters();
  BOOST_REQUIRE(found.quarters.size() == 2u);
  const discrete_quarter& second = quarter_to(found, "2024-06-30");
  BOOST_TEST(has_figure(second, figure_status::not_derivable, 0));
  BOOST_TEST(reason_of(f.facts(), found, second).text ==
             "2024-04-01 to 2024-06-30 can't be derived: filings contradict themselves over the quarter to 2024-06-30");
  // Of shares too, that are not derived whatever filings say.
  filer shares("WeightedAverageNumberOfDilutedSharesOutstanding", "shares");
  shares.files("10-Q", "2024-08-01").says("2024-04-01", "2024-06-30", 5_mn).says("2024-04-01", "2024-06-30", 7_mn);
  BOOST_TEST(to_string(quarter_to(shares.quarters(), "2024-06-30").why) == "conflicting_facts");
}

BOOST_AUTO_TEST_CASE(facts_of_which_none_is_of_a_quarter_or_adds_up_to_one_are_said_to_be_such) {
  filer f;
  f.files("10-Q", "2024-08-01").says("2024-06-01", "2024-06-30", 30_mn).says("2024-06-30", "2024-06-30", 1_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(found.quarters.empty());
  BOOST_REQUIRE(found.none.has_value());
  BOOST_TEST(to_string(found.none->code) == "wrong_period");
  BOOST_TEST(found.none->text ==
             "Revenues has no fact over a quarter, six or nine months, or a fiscal year: the latest is over 2024-06-01 "
             "to 2024-06-30");
}

BOOST_AUTO_TEST_CASE(the_same_figure_twice_in_one_filing_is_one) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn).says("2024-01-01", "2024-03-31", 100_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-03-31"), figure_status::reported, 100_mn));
  BOOST_TEST((quarter_to(found, "2024-03-31").figure.flags == figure_flag::none));
  BOOST_TEST(found.notes.empty());
}

BOOST_AUTO_TEST_CASE(a_fact_of_a_proxy_alone_is_a_fact) {
  filer f;
  f.files("DEF 14A", "2025-04-01").says("2024-10-01", "2024-12-31", 100_mn);
  BOOST_TEST(has_figure(quarter_to(f.quarters(), "2024-12-31"), figure_status::reported, 100_mn));
  // And gives way to a periodic report, though it was filed later.
  f.files("10-K", "2025-02-20").says("2024-10-01", "2024-12-31", 130_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::reported, 130_mn));
  BOOST_REQUIRE(found.notes.size() == 1u);
  BOOST_TEST(
      found.notes.front().text ==
      "2024-10-01 to 2024-12-31 is 100000000 in DEF 14A 0000000001-00-000001 of 2025-04-01, and 130000000 in 10-K "
      "0000000001-00-000002 of 2025-02-20, which has the higher standing");
}

BOOST_AUTO_TEST_CASE(a_figure_a_million_times_too_small_is_left_out) {
  filer f = cumulative("Revenues", 100_mn, 300_mn, 450_mn, 600_mn);
  f.files("DEF 14A", "2025-04-10").says("2024-01-01", "2024-12-31", 600_dec);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::derived, 150_mn));
  BOOST_TEST(has_flag(found, "2024-12-31", figure_flag::scale_error));
  BOOST_TEST(nowhere(found, 600_dec - decimal(450_mn)));
  BOOST_REQUIRE(found.notes.size() == 1u);
  BOOST_TEST(
      found.notes.front().text ==
      "2024-01-01 to 2024-12-31 is 600 in DEF 14A 0000000001-00-000005 of 2025-04-10, a millionth of 600000000 in "
      "10-K 0000000001-00-000004 of 2025-02-20: it was left out");
  BOOST_TEST(sentence_on(figure_flag::scale_error, f.facts(), quarter_to(found, "2024-12-31")) ==
             "a filing gives a figure a thousand or a million times too large or small");
}

BOOST_AUTO_TEST_CASE(a_day_that_slipped_makes_no_second_quarter) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 101_mn);
  f.files("10-Q", "2024-08-01").says("2024-04-01", "2024-06-30", 203_mn);
  f.files("10-Q", "2025-08-01").says("2024-03-31", "2024-06-30", 203_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(found.quarters.size() == 2u);
  BOOST_TEST((quarter_to(found, "2024-06-30").during == days("2024-04-01", "2024-06-30")));
  BOOST_TEST(has_flag(found, "2024-06-30", figure_flag::dates_slipped));
  BOOST_TEST(!has_flag(found, "2024-03-31", figure_flag::dates_slipped));
  BOOST_TEST(found.notes.front().text ==
             "2024-03-31 to 2024-06-30 is taken for 2024-04-01 to 2024-06-30: one figure, and days that differ by less "
             "than two weeks");
  BOOST_TEST(sentence_on(figure_flag::dates_slipped, f.facts(), quarter_to(found, "2024-06-30")) ==
             "a filing gives a first or last day that is a few days off");
}

// Deere's fiscal 2016 was of whole months in the reports of the time, and of weeks in those of the year after: the year
// and its nine months have to begin on one day, whichever.
BOOST_AUTO_TEST_CASE(days_that_a_year_was_told_by_anew_are_the_same_for_all_its_parts) {
  filer deere("OperatingIncomeLoss");
  deere.files("10-Q", "2016-02-25").says("2015-11-01", "2016-01-31", 408_mn);
  deere.files("10-Q", "2016-05-26").says("2015-11-01", "2016-04-30", 1'256_mn);
  deere.files("10-Q", "2016-09-01").says("2015-11-01", "2016-07-31", 2'071_mn);
  deere.files("10-K", "2016-12-19", 2016).says("2015-11-01", "2016-10-31", 2'589_mn);
  deere.files("10-Q", "2017-02-24").says("2015-11-02", "2016-01-31", 408_mn).says("2016-10-31", "2017-01-29", 416_mn);
  deere.files("10-Q", "2017-06-02").says("2015-11-02", "2016-05-01", 1'256_mn);
  deere.files("10-Q", "2017-08-31").says("2015-11-02", "2016-07-31", 2'071_mn);
  deere.files("10-K", "2017-12-18", 2017).says("2015-11-02", "2016-10-30", 2'589_mn);
  deere.says("2016-10-31", "2017-10-29", 3'543_mn).says("2014-11-03", "2015-11-01", 2'177_mn);
  const concept_quarters found = deere.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2016-10-30"), figure_status::derived, 518_mn));
  BOOST_TEST(has_flag(found, "2016-10-30", figure_flag::dates_slipped));
  std::size_t of_2016 = 0;
  for (const discrete_quarter& q : found.quarters)
    of_2016 += days("2015-11-01", "2016-10-31").contains(q.during) ? 1u : 0u;
  BOOST_TEST(of_2016 == 4u);
  BOOST_TEST((year_to(found, "2016-10-30").value == decimal(2'589_mn)));
}

BOOST_AUTO_TEST_CASE(units_are_kept_apart) {
  filer f("Revenues", "USD");
  f.files("20-F", "2025-03-01", 2024).says("2024-10-01", "2024-12-31", 100_mn);
  f.add_concept("Revenues", "EUR").says("2024-10-01", "2024-12-31", 90_mn).says("2024-01-01", "2024-12-31", 400_mn);
  f.says("2024-01-01", "2024-09-30", 310_mn);
  const auto found = find_concepts(f.facts(), "Revenues");
  BOOST_REQUIRE(found.size() == 2u);
  for (const joined_concepts& one : found) {
    const concept_quarters quarters = discrete_quarters(f.facts(), one.concepts);
    BOOST_TEST(has_figure(quarter_to(quarters, "2024-12-31"), figure_status::reported,
                          quarters.unit == "USD" ? 100_mn : 90_mn));
    for (const quarter_series& s : series_of(quarters)) BOOST_TEST(s.flows.unit().code() == quarters.unit);
  }
  const std::array<std::uint32_t, 2> mixed{0, 1};
  BOOST_CHECK_THROW((void)discrete_quarters(f.facts(), mixed), contract_error);
}

BOOST_AUTO_TEST_CASE(a_concept_that_one_filing_gives_beside_another_is_not_joined) {
  filer costco("Revenues");
  costco.files("10-Q", "2024-05-30").says("2024-02-12", "2024-05-12", 58'515_mn);
  costco.add_concept("SalesRevenueNet").says("2024-02-12", "2024-05-12", 57'392_mn);
  const auto found = find_concepts(costco.facts(), "revenue");
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found.front().concepts.size() == 1u);
  BOOST_REQUIRE(found.front().tried.size() == 1u);
  const concept_join& refused = found.front().tried.front();
  BOOST_TEST(!refused.joined);
  BOOST_TEST(refused.differing == 1u);
  BOOST_TEST(
      refused.why ==
      "it is another figure: 2024-02-12 to 2024-05-12 is 58515000000 as Revenues and 57392000000 as this, both in "
      "10-Q 0000000001-00-000001 of 2024-05-30");
}

BOOST_AUTO_TEST_CASE(a_concept_that_agrees_is_joined_and_says_how_often) {
  filer f("SalesRevenueNet");
  f.files("10-Q", "2018-05-01").says("2018-01-01", "2018-03-31", 100_mn);
  f.files("10-Q", "2018-08-01").says("2018-04-01", "2018-06-30", 110_mn);
  f.add_concept("Revenues").says("2018-04-01", "2018-06-30", 110_mn);
  const auto found = find_concepts(f.facts(), "revenue");
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found.front().concepts.size() == 2u);
  BOOST_REQUIRE(found.front().tried.size() == 1u);
  BOOST_TEST(found.front().tried.front().joined);
  BOOST_TEST(found.front().tried.front().agreeing == 1u);
  const concept_quarters quarters = discrete_quarters(f.facts(), found.front().concepts);
  BOOST_TEST(quarters.concept_name == "Revenues");
  BOOST_TEST(has_figure(quarter_to(quarters, "2018-03-31"), figure_status::reported, 100_mn));
}

BOOST_AUTO_TEST_CASE(concepts_that_share_no_days_are_not_joined) {
  filer f("SalesRevenueNet");
  f.files("10-Q", "2018-05-01").says("2018-01-01", "2018-03-31", 100_mn);
  f.files("10-Q", "2018-08-01");
  f.add_concept("Revenues").says("2018-04-01", "2018-06-30", 110_mn);
  const auto found = find_concepts(f.facts(), "revenue");
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found.front().concepts.size() == 1u);
  BOOST_REQUIRE(!found.front().tried.empty());
  BOOST_TEST(!found.front().tried.front().joined);
  BOOST_TEST(!found.front().tried.front().why.empty());
}

BOOST_AUTO_TEST_CASE(a_quarter_that_takes_the_53rd_week_has_98_or_119_days) {
  filer weeks;  // 13, 13, 13 and 14 weeks
  weeks.files("10-Q", "2023-10-01").says("2022-12-25", "2023-09-23", 300_mn);
  weeks.files("10-K", "2024-02-20", 2023).says("2022-12-25", "2023-12-30", 420_mn);
  BOOST_TEST(has_figure(quarter_to(weeks.quarters(), "2023-12-30"), figure_status::derived, 120_mn));
  BOOST_TEST(quarter_to(weeks.quarters(), "2023-12-30").during.days() == 98);
  BOOST_TEST((year_to(weeks.quarters(), "2023-12-30").value == decimal(420_mn)));
  filer long_quarter;  // 12, 12, 12 and 17 weeks
  long_quarter.files("10-Q", "2023-06-01").says("2022-08-29", "2023-05-07", 300_mn);
  long_quarter.files("10-K", "2023-10-11", 2023).says("2022-08-29", "2023-09-03", 420_mn);
  BOOST_TEST(has_figure(quarter_to(long_quarter.quarters(), "2023-09-03"), figure_status::derived, 120_mn));
  BOOST_TEST(quarter_to(long_quarter.quarters(), "2023-09-03").during.days() == 119);
}

// A grocer's quarters of 16, 12, 12 and 12 weeks, of which three are derived.
BOOST_AUTO_TEST_CASE(sixteen_weeks_and_three_times_twelve_are_taken_apart) {
  filer f("NetCashProvidedByUsedInOperatingActivities");
  f.files("10-Q", "2024-05-28").says("2024-01-01", "2024-04-21", 160_mn);
  f.files("10-Q", "2024-08-22").says("2024-01-01", "2024-07-14", 281_mn);
  f.files("10-Q", "2024-11-12").says("2024-01-01", "2024-10-06", 400_mn);
  f.files("10-K", "2025-02-25", 2024).says("2024-01-01", "2024-12-29", 525_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(found.quarters.size() == 4u);
  BOOST_TEST(has_figure(quarter_to(found, "2024-04-21"), figure_status::reported, 160_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-07-14"), figure_status::derived, 121_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-10-06"), figure_status::derived, 119_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-29"), figure_status::derived, 125_mn));
}

// From fiscal years to June to calendar years, with a transition period of six months in a 10-KT; and on to September.
BOOST_AUTO_TEST_CASE(two_changes_of_fiscal_years_leave_the_quarters_and_no_wrong_name) {
  filer f;
  f.files("10-K", "2020-08-20", 2020, fiscal_tag::fy).says("2019-07-01", "2020-06-30", 400_mn);
  f.says("2019-07-01", "2020-03-31", 300_mn);
  f.files("10-KT", "2021-02-20", 2020, fiscal_tag::fy).says("2020-07-01", "2020-12-31", 210_mn);
  f.files("10-Q", "2020-11-01", 2021, fiscal_tag::q1).says("2020-07-01", "2020-09-30", 104_mn);
  f.files("10-K", "2022-02-20", 2021, fiscal_tag::fy).says("2021-01-01", "2021-12-31", 450_mn);
  f.says("2021-01-01", "2021-09-30", 330_mn);
  f.files("10-KT", "2022-11-20", 2022, fiscal_tag::fy).says("2022-01-01", "2022-09-30", 360_mn);
  f.says("2022-01-01", "2022-06-30", 235_mn).says("2022-01-01", "2022-03-31", 115_mn);
  f.files("10-K", "2023-11-20", 2023, fiscal_tag::fy).says("2022-10-01", "2023-09-30", 520_mn);
  f.says("2022-10-01", "2023-06-30", 385_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2020-06-30"), figure_status::derived, 100_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2020-09-30"), figure_status::reported, 104_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2020-12-31"), figure_status::derived, 106_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2021-12-31"), figure_status::derived, 120_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2022-03-31"), figure_status::reported, 115_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2022-06-30"), figure_status::derived, 120_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2022-09-30"), figure_status::derived, 125_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2023-09-30"), figure_status::derived, 135_mn));
  BOOST_TEST(label(quarter_to(found, "2020-06-30")) == "FY2020Q4");
  for (std::size_t i = 1; i < found.quarters.size(); ++i)
    BOOST_TEST(!found.quarters[i - 1].during.overlaps(found.quarters[i].during));
  // A transition of six months is no fiscal year.
  for (const year_check& y : found.years) BOOST_TEST(y.during.days() >= 364);
}

BOOST_AUTO_TEST_CASE(a_fiscal_year_that_is_not_over_is_called_begun) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  f.files("10-Q", "2024-08-01").says("2024-01-01", "2024-06-30", 220_mn);
  const std::string rule = "fiscal years end with December, named by the year they end in ";
  BOOST_TEST(f.quarters().calendar.text() == rule + "(1 year begun)");
  BOOST_TEST(label(quarter_to(f.quarters(), "2024-06-30")) == "2024Q2");
  f.files("10-K", "2025-02-01").says("2024-01-01", "2024-12-31", 500_mn);
  BOOST_TEST(f.quarters().calendar.text() == rule + "(1 year seen)");
}

BOOST_AUTO_TEST_CASE(quarters_of_coca_colas_kind_are_quarters) {
  filer ko;  // ends on the Friday nearest a quarter's end, within calendar years: 87 to 97 days
  ko.files("10-Q", "2024-05-02").says("2024-01-01", "2024-03-29", 113_mn);
  ko.files("10-Q", "2024-07-29").says("2024-01-01", "2024-06-28", 237_mn);
  ko.files("10-Q", "2024-10-24").says("2024-01-01", "2024-09-27", 355_mn);
  ko.files("10-K", "2025-02-20", 2024).says("2024-01-01", "2024-12-31", 471_mn);
  const concept_quarters found = ko.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-06-28"), figure_status::derived, 124_mn));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-31"), figure_status::derived, 116_mn));
  BOOST_TEST(quarter_to(found, "2024-12-31").during.days() == 95);
}

BOOST_AUTO_TEST_CASE(what_was_filed_after_the_day_is_not_known) {
  const filer f = cumulative("Revenues", 100_mn, 300_mn, 450_mn, 600_mn);
  BOOST_TEST(f.quarters({day("2024-04-30")}).quarters.empty());
  BOOST_TEST(f.quarters({day("2024-04-30")}).none->text == "Revenues has no fact that was filed by 2024-04-30");
  BOOST_TEST(f.quarters({day("2024-05-01")}).quarters.size() == 1u);
  BOOST_TEST(f.quarters({day("2024-10-31")}).quarters.size() == 2u);
  BOOST_TEST(f.quarters({day("2025-02-20")}).quarters.size() == 4u);
  for (const std::string_view on : {"2024-05-01", "2024-08-01", "2024-11-01", "2025-02-20"}) {
    for (const discrete_quarter& q : f.quarters({day(on)}).quarters) BOOST_TEST((q.figure.known <= day(on)));
  }
}

BOOST_AUTO_TEST_CASE(of_restated_figures_either_is_the_series) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  f.files("10-Q", "2025-05-01").says("2024-01-01", "2024-03-31", 130_mn).says("2025-01-01", "2025-03-31", 150_mn);
  const discrete_quarter latest = quarter_to(f.quarters(), "2024-03-31");
  BOOST_TEST(has_figure(latest, figure_status::reported, 130_mn));
  BOOST_TEST(has(latest.figure.flags, figure_flag::restated));
  BOOST_REQUIRE(latest.vintages.size() == 1u);
  BOOST_TEST((latest.vintages.front().value == decimal(100_mn)));
  BOOST_TEST((latest.figure.known == day("2025-05-01")));
  const discrete_quarter original = quarter_to(f.quarters({std::nullopt, vintage_choice::original}), "2024-03-31");
  BOOST_TEST(has_figure(original, figure_status::reported, 100_mn));
  BOOST_TEST((original.figure.known == day("2024-05-01")));
  BOOST_TEST(sentence_on(figure_flag::restated, f.facts(), original) ==
             "filings have another figure too: 130,000,000, the quarter to 2024-03-31 130,000,000 (10-Q "
             "0000000001-00-000002 of 2025-05-01)");
  BOOST_TEST(has_figure(quarter_to(f.quarters({day("2025-04-30")}), "2024-03-31"), figure_status::reported, 100_mn));
}

// A year restated after its quarters: the trailing year is the sum of these, and says that filings have another.
BOOST_AUTO_TEST_CASE(a_trailing_year_says_that_the_year_was_restated) {
  filer cat("OperatingIncomeLoss");  // Caterpillar's 2014: 5,328 and, since a change of accounting, 3,314
  cat.files("10-K", "2015-02-17", 2014).says("2014-01-01", "2014-12-31", 5'328_mn);
  cat.says("2014-01-01", "2014-03-31", 1'398_mn).says("2014-04-01", "2014-06-30", 1'475_mn);
  cat.says("2014-07-01", "2014-09-30", 1'392_mn);
  const trailing_year before = year_to(cat.quarters(), "2014-12-31");
  BOOST_TEST((before.value == decimal(5'328_mn)));
  BOOST_TEST((before.flags == figure_flag::none));
  cat.files("10-K", "2017-02-15", 2016)
      .says("2014-01-01", "2014-12-31", 3'314_mn)
      .says("2016-01-01", "2016-12-31", 1'162_mn);
  const trailing_year t = year_to(cat.quarters(), "2014-12-31");
  BOOST_TEST((t.value == decimal(5'328_mn)));
  BOOST_TEST(has(t.flags, figure_flag::restated));
  // Without the quarters it is the year as the vintage has it.
  filer alone("OperatingIncomeLoss");
  alone.files("10-K", "2015-02-17", 2014).says("2014-01-01", "2014-12-31", 5'328_mn);
  alone.says("2014-10-01", "2014-12-31", 1'063_mn);
  alone.files("10-K", "2017-02-15", 2016).says("2014-01-01", "2014-12-31", 3'314_mn);
  const trailing_year latest = year_to(alone.quarters(), "2014-12-31");
  BOOST_TEST(to_string(latest.status) == "reported");
  BOOST_TEST((latest.value == decimal(3'314_mn)));
  BOOST_TEST(has(latest.flags, figure_flag::restated));
  BOOST_TEST(
      (year_to(alone.quarters({std::nullopt, vintage_choice::original}), "2014-12-31").value == decimal(5'328_mn)));
}

// Deere's second quarter of 2017 was 808 million in its report and 808.5 in the year's: a figure to a tenth is known
// when it is filed, and cites the filing that has it.
BOOST_AUTO_TEST_CASE(a_finer_figure_is_known_when_it_was_filed) {
  filer deere("NetIncomeLoss");
  deere.files("10-Q", "2017-06-02").says("2017-01-30", "2017-04-30", 808_mn);
  deere.files("10-K", "2017-12-18", 2017).says("2017-01-30", "2017-04-30", 808'500'000_dec);
  const concept_quarters found = deere.quarters();
  const discrete_quarter& q = quarter_to(found, "2017-04-30");
  BOOST_TEST(has_figure(q, figure_status::reported, 808'500'000_dec));
  BOOST_TEST(has(q.figure.flags, figure_flag::rounded));
  BOOST_TEST((q.figure.known == day("2017-12-18")));
  BOOST_TEST((inputs_of(deere.facts(), q.figure).front().document.filed == day("2017-12-18")));
  // The same figure in a filing that is finer elsewhere is not news.
  filer same("NetIncomeLoss");
  same.files("10-Q", "2017-06-02").says("2017-01-30", "2017-04-30", 808'500'000_dec);
  same.files("10-K", "2017-12-18", 2017).says("2017-01-30", "2017-04-30", 808'500'000_dec);
  same.says("2016-10-31", "2017-10-29", 2'159'123'000_dec);
  const concept_quarters unchanged = same.quarters();
  BOOST_TEST((quarter_to(unchanged, "2017-04-30").figure.known == day("2017-06-02")));
  BOOST_TEST((inputs_of(same.facts(), quarter_to(unchanged, "2017-04-30").figure).front().document.filed ==
              day("2017-06-02")));
}

BOOST_AUTO_TEST_SUITE_END()
