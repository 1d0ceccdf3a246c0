// What is made of quarters: series, bounds, and sentences; and what is refused.
#include "filing_facts.hpp"

#include <array>
#include <string>
#include <vector>

using namespace filing_facts;

BOOST_AUTO_TEST_SUITE(filing_series)

BOOST_AUTO_TEST_CASE(a_series_breaks_where_a_quarter_is_missing) {
  filer f;
  f.files("10-Q", "2024-05-01").says("2023-10-01", "2023-12-31", 90_mn).says("2024-01-01", "2024-03-31", 100_mn);
  f.files("10-Q", "2024-11-01").says("2024-07-01", "2024-09-30", 120_mn);
  f.files("10-K", "2025-02-20", 2024).says("2024-01-01", "2024-12-31", 460_mn);
  const concept_quarters found = f.quarters();
  const std::vector<quarter_series> series = series_of(found);
  BOOST_REQUIRE(series.size() == 2u);
  BOOST_TEST(series[0].flows.size() == 2u);
  BOOST_TEST(series[1].flows.size() == 1u);
  for (const quarter_series& s : series) {
    BOOST_REQUIRE(s.quarters.size() == s.flows.size());
    for (std::size_t i = 0; i < s.flows.size(); ++i) {
      BOOST_TEST((found.quarters[s.quarters[i]].during == s.flows[i].during()));
      BOOST_TEST((found.quarters[s.quarters[i]].figure.value == s.flows[i].amount().amount()));
    }
  }
}

BOOST_AUTO_TEST_CASE(bounds_of_a_series_count_every_operands_rounding) {
  const std::vector<quarter_series> series =
      series_of(cumulative("Revenues", 101_mn, 302_mn, 453_mn, 604_mn).quarters());
  BOOST_REQUIRE(series.size() == 1u);
  BOOST_REQUIRE(series.front().flows.size() == 4u);
  BOOST_TEST((series.front().flows[0].bounds() == interval(100.5_mn, 101.5_mn)));
  BOOST_TEST((series.front().flows[3].bounds() == interval(150_mn, 152_mn)));
  filer rest;
  rest.files("10-K", "2025-02-20", 2024).says("2024-01-01", "2024-12-31", 999_mn);
  for (std::size_t q = 0; q < 3; ++q) rest.says(quarters_of_2024[q][0], quarters_of_2024[q][1], 201_mn);
  BOOST_TEST((series_of(rest.quarters()).front().flows[3].bounds() == interval(394_mn, 398_mn)));
}

// Half a unit of the last place is beyond the largest decimal: of one figure, of another vintage's, of a trailing year.
BOOST_AUTO_TEST_CASE(figures_whose_bounds_are_beyond_the_range_of_a_decimal_are_refused) {
  const decimal largest = 170'141'183'460'469'231'731'687'000'000_dec;
  filer one;
  one.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", largest);
  BOOST_CHECK_THROW((void)one.quarters(), overflow_error);
  one.files("10-Q", "2025-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  BOOST_CHECK_THROW((void)one.quarters(), overflow_error);
  BOOST_CHECK_THROW((void)one.quarters({std::nullopt, vintage_choice::original}), overflow_error);
  // Four quarters are two million off at most; what is left up to the largest decimal is more, and then less.
  for (const decimal& more : {0_mn, 2_mn}) {
    filer four;
    four.files("10-K", "2025-02-20");
    for (const auto& [first, last] : quarters_of_2024)
      four.says(first, last, 42'535'295'865'117'307'932'921'000'000_dec + (last == "2024-12-31" ? more : 0_mn));
    if (more == 0_mn) {
      BOOST_TEST(to_string(year_to(four.quarters(), "2024-12-31").status) == "derived");
    } else {
      BOOST_CHECK_THROW((void)four.quarters(), overflow_error);
    }
  }
}

BOOST_AUTO_TEST_CASE(reasons_have_the_figures) {
  filer f;
  f.files("10-Q", "2024-08-01", 2024, fiscal_tag::q2).says("2024-01-01", "2024-06-30", 300_mn);
  f.files("10-K", "2025-02-20", 2024).says("2024-01-01", "2024-12-31", 600_mn);
  const concept_quarters found = f.quarters();
  const auto text = [&](std::string_view last) { return reason_of(f.facts(), found, quarter_to(found, last)).text; };
  BOOST_TEST(text("2024-03-31") == "Q1 of 2024 can't be derived: the quarter to 2024-03-31 is not reported");
  BOOST_TEST(text("2024-06-30") ==
             "Q2 of 2024 can't be derived: the six months to 2024-06-30 are reported (300,000,000) but the quarter to "
             "2024-03-31 is not");
  BOOST_TEST(text("2024-09-30") ==
             "Q3 of 2024 can't be derived: the six months to 2024-06-30 are reported (300,000,000) but the nine months "
             "to 2024-09-30 are not");
  BOOST_TEST(text("2024-12-31") ==
             "Q4 of 2024 can't be derived: the year to 2024-12-31 is reported (600,000,000) but the nine months to "
             "2024-09-30 are not");
  BOOST_TEST(sentence_on(f.facts(), found, quarter_to(found, "2024-12-31")) == text("2024-12-31"));
  BOOST_TEST(sentence_on(f.facts(), found, year_to(found, "2024-09-30")) ==
             "the year to 2024-09-30 can't be had: the quarter 2024-07-01 to 2024-09-30 has no figure");
  BOOST_TEST(sentence_on(f.facts(), found, year_to(found, "2024-12-31")) ==
             "the year to 2024-12-31 is 600,000,000 in 10-K 0000000001-00-000002 of 2025-02-20");
}

// Where no rule says how a year falls into quarters, it is not said of it that it is and is not reported (Broadcom).
BOOST_AUTO_TEST_CASE(days_that_can_not_be_taken_apart_say_what_is_reported) {
  filer avgo("NetIncomeLoss");
  avgo.files("10-K", "2018-12-21", 2018)
      .says("2015-11-02", "2016-10-30", -1'739_mn)
      .says("2016-10-31", "2017-10-29", 1'692_mn);
  avgo.says("2017-10-30", "2018-11-04", 12'259_mn);
  avgo.files("10-K", "2014-12-21", 2014).says("2013-11-04", "2014-10-31", 263_mn);
  const concept_quarters found = avgo.quarters();
  for (const discrete_quarter& q : found.quarters) {
    const std::string text = reason_of(avgo.facts(), found, q).text;
    if (shape_of(q.during).kind == period_kind::quarter) continue;
    BOOST_TEST(text.find("can't be taken apart: the year to ") != std::string::npos, text);
    BOOST_TEST(text.find(" but no quarter of these days is") != std::string::npos, text);
  }
}

BOOST_AUTO_TEST_CASE(what_has_no_currency_or_no_facts_is_refused) {
  filer shares("WeightedAverageNumberOfDilutedSharesOutstanding", "shares");
  shares.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  shares.files("10-K", "2025-02-20", 2024)
      .says("2024-01-01", "2024-12-31", 101_mn)
      .says("2024-01-01", "2024-09-30", 99_mn);
  const concept_quarters found = shares.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-03-31"), figure_status::reported, 100_mn));
  for (const discrete_quarter& q : found.quarters) BOOST_TEST(to_string(q.figure.status) != "derived");
  BOOST_CHECK_THROW((void)series_of(found), contract_error);
  for (const trailing_year& t : found.trailing) {
    BOOST_TEST(to_string(reason_of(found, t).code) == "not_additive");
    BOOST_TEST(reason_of(found, t).text == "amounts in shares do not add up over quarters");
  }
  BOOST_CHECK_THROW((void)discrete_quarters(shares.facts(), {}), contract_error);
  const std::array<std::uint32_t, 1> beyond{7};
  BOOST_CHECK_THROW((void)discrete_quarters(shares.facts(), beyond), contract_error);
  BOOST_TEST(find_concepts(shares.facts(), "NoSuchConcept").empty());
  figure_operands five;
  for (std::uint32_t i = 0; i < 4; ++i) five.add({0, i}, i != 0);
  BOOST_CHECK_THROW(five.add({0, 4}, true), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
