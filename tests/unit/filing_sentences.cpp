// What is said about a quarter in words: which other figures there are, and why they are not its own.
#include "filing_facts.hpp"

using namespace filing_facts;

namespace {

std::string said(const filer& f, figure_flag flag, std::string_view last) {
  const concept_quarters found = f.quarters();
  const discrete_quarter& q = quarter_to(found, last);
  BOOST_TEST(has(q.figure.flags, flag));
  return sentence_on(flag, f.facts(), q);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filing_sentences)

// Coca-Cola, 2018: the six months were restated, the first quarter was not.
BOOST_AUTO_TEST_CASE(a_difference_that_contradicts_a_reported_quarter_is_called_a_difference) {
  filer ko;
  ko.files("10-Q", "2019-04-25").says("2018-01-01", "2018-03-30", 7'626_mn);
  ko.files("10-Q", "2019-07-25").says("2018-03-31", "2018-06-29", 9'421_mn).says("2018-01-01", "2018-06-29", 17'719_mn);
  BOOST_TEST(said(ko, figure_flag::check_failed, "2018-06-29") ==
             "the difference of cumulative figures is another: 10,093,000,000, the six months to 2018-06-29 "
             "17,719,000,000 (10-Q 0000000001-00-000002 of 2019-07-25) less the quarter to 2018-03-30 7,626,000,000 "
             "(10-Q 0000000001-00-000001 of 2019-04-25)");
}

// Oracle, 2018 to 2022: the year's figure under the days of the fourth quarter.
BOOST_AUTO_TEST_CASE(a_reported_quarter_that_gave_way_is_not_called_a_difference) {
  filer orcl;
  orcl.files("10-Q", "2019-03-18").says("2017-06-01", "2018-02-28", 28'369_mn);
  orcl.files("10-K", "2020-06-22")
      .says("2017-06-01", "2018-05-31", 39'383_mn)
      .says("2018-03-01", "2018-05-31", 39'383_mn);
  const concept_quarters found = orcl.quarters();
  BOOST_TEST((quarter_to(found, "2018-05-31").figure.value == decimal(11'014_mn)));
  BOOST_TEST(said(orcl, figure_flag::check_failed, "2018-05-31") ==
             "a filing gives for it the figure of a longer time, which was not taken: 39,383,000,000, the quarter to "
             "2018-05-31 39,383,000,000 (10-K 0000000001-00-000002 of 2020-06-22)");
}

namespace {

// Amazon, 2011: a later 10-K has the quarters of two years swapped.
filer amazon() {
  filer amzn;
  amzn.files("10-Q", "2011-04-27").says("2011-01-01", "2011-03-31", 9'857_mn);
  amzn.files("10-Q", "2011-07-27")
      .says("2011-04-01", "2011-06-30", 9'913_mn)
      .says("2011-01-01", "2011-06-30", 19'770_mn);
  amzn.files("10-Q", "2011-10-26")
      .says("2011-07-01", "2011-09-30", 10'876_mn)
      .says("2011-01-01", "2011-09-30", 30'646_mn);
  amzn.files("10-K", "2012-02-01")
      .says("2011-10-01", "2011-12-31", 17'431_mn)
      .says("2011-01-01", "2011-12-31", 48'077_mn);
  amzn.files("10-K", "2013-01-30")
      .says("2011-01-01", "2011-03-31", 13'185_mn)
      .says("2011-04-01", "2011-06-30", 12'834_mn);
  amzn.says("2011-07-01", "2011-09-30", 13'806_mn).says("2011-10-01", "2011-12-31", 21'268_mn);
  amzn.says("2011-01-01", "2011-12-31", 48'077_mn);
  return amzn;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_figure_that_agrees_is_no_other_figure) {
  const filer amzn = amazon();
  const concept_quarters found = amzn.quarters();
  const discrete_quarter& second = quarter_to(found, "2011-06-30");
  BOOST_TEST((second.figure.value == decimal(9'913_mn)));
  BOOST_REQUIRE(second.vintages.size() == 1u);
  BOOST_TEST((second.vintages.front().value == decimal(12'834_mn)));
  BOOST_TEST(said(amzn, figure_flag::restated, "2011-06-30") ==
             "filings have another figure too: 12,834,000,000, the quarter to 2011-06-30 12,834,000,000 (10-K "
             "0000000001-00-000005 of 2013-01-30)");
  BOOST_TEST(to_string(found.years.front().found) == "adds_up");
}

// Deere, 2016: quarters from 2015-11-01 on, and a year from 2015-11-02 on.
BOOST_AUTO_TEST_CASE(a_year_that_begins_a_day_after_its_first_quarter_adds_up) {
  filer deere;
  deere.files("10-Q", "2016-02-25").says("2015-11-01", "2016-01-31", 5'524.5_mn);
  deere.files("10-Q", "2016-05-26").says("2016-02-01", "2016-04-30", 7'875.4_mn);
  deere.files("10-Q", "2016-09-01").says("2016-05-01", "2016-07-31", 6'724.4_mn);
  deere.files("10-K", "2016-12-19", 2016)
      .says("2016-08-01", "2016-10-30", 6'520_mn)
      .says("2015-11-02", "2016-10-30", 26'644_mn);
  const concept_quarters found = deere.quarters();
  BOOST_REQUIRE(found.years.size() == 1u);
  BOOST_TEST(to_string(found.years.front().found) == "adds_up");
  BOOST_REQUIRE(found.years.front().sum.has_value());
  BOOST_TEST((*found.years.front().sum == decimal(26'644.3_mn)));
}

BOOST_AUTO_TEST_CASE(a_filing_without_a_form_is_named_by_its_number) {
  filer f;
  f.files("", "2025-05-08").says("2025-01-01", "2025-03-31", 11'200'000_dec);
  const concept_quarters found = f.quarters();
  BOOST_TEST(sentence_on(f.facts(), found, quarter_to(found, "2025-03-31")) ==
             "2025-01-01 to 2025-03-31 is 11,200,000 as reported: 0000000001-00-000001 of 2025-05-08");
}

// A first quarter, six months, a fourth quarter and the year: the third quarter is what is left.
BOOST_AUTO_TEST_CASE(a_year_less_a_half_and_a_quarter_is_a_quarter_also_where_the_first_is_reported) {
  filer f;
  f.files("10-Q", "2025-05-08").says("2025-01-01", "2025-03-31", 11'200'000_dec);
  f.files("10-Q", "2025-08-07").says("2025-01-01", "2025-06-30", 24'650'000_dec);
  f.files("10-K", "2026-02-26", 2025).says("2025-01-01", "2025-12-31", 52'300'000_dec);
  f.says("2025-10-01", "2025-12-31", 14'900'000_dec);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2025-09-30"), figure_status::derived, 12'750'000_dec));
  BOOST_TEST(
      sentence_on(f.facts(), found, quarter_to(found, "2025-09-30")) ==
      "Q3 of 2025 is 12,750,000: the year to 2025-12-31 52,300,000 (10-K 0000000001-00-000003 of 2026-02-26) "
      "less the six months to 2025-06-30 24,650,000 (10-Q 0000000001-00-000002 of 2025-08-07) less the quarter to "
      "2025-12-31 14,900,000 (10-K 0000000001-00-000003 of 2026-02-26)");
}

BOOST_AUTO_TEST_SUITE_END()
