// Between the first and the last quarter of a series no day is left out: what nothing is reported of is there as well.
#include "filing_facts.hpp"

#include <string>
#include <vector>

using namespace filing_facts;

BOOST_AUTO_TEST_SUITE(filing_gaps)

namespace {

std::string why(const filer& f, const concept_quarters& found, std::string_view last) {
  const discrete_quarter& q = quarter_to(found, last);
  BOOST_TEST(to_string(q.figure.status) == "not_derivable");
  BOOST_TEST(to_string(q.why) == "operand_missing");
  return reason_of(f.facts(), found, q).text;
}

// A calendar year with every quarter, so that there is a calendar.
filer& says_year(filer& f, int year) {
  const std::string y = std::to_string(year);
  f.files("10-K", std::to_string(year + 1) + "-02-20", year, fiscal_tag::fy);
  f.says(y + "-01-01", y + "-03-31", 101_mn).says(y + "-04-01", y + "-06-30", 102_mn);
  f.says(y + "-07-01", y + "-09-30", 103_mn).says(y + "-10-01", y + "-12-31", 104_mn);
  return f.says(y + "-01-01", y + "-12-31", 410_mn);
}

}  // namespace

// Nvidia, cost of revenue, fiscal 2019 (CIK 1045810): the annual report does not give the year, and no other does.
BOOST_AUTO_TEST_CASE(a_quarter_of_a_year_that_is_not_reported_is_there) {
  filer nvda("CostOfRevenue");
  nvda.files("10-Q", "2018-11-15", 2019, fiscal_tag::q3)
      .says("2018-07-30", "2018-10-28", 1'260_mn)
      .says("2018-01-29", "2018-10-28", 3'547_mn);
  nvda.files("10-Q", "2019-05-16", 2020, fiscal_tag::q1).says("2019-01-28", "2019-04-28", 924_mn);
  nvda.files("10-K", "2022-03-18", 2020, fiscal_tag::fy).says("2019-01-28", "2020-01-26", 4'150_mn);
  const concept_quarters found = nvda.quarters();
  BOOST_TEST(label(quarter_to(found, "2019-01-27")) == "FY2019Q4");
  BOOST_TEST(
      why(nvda, found, "2019-01-27") ==
      "Q4 of FY2019 can't be derived: the nine months to 2018-10-28 are reported (3,547,000,000) but the year to "
      "2019-01-27 is not");
  const trailing_year& t = year_to(found, "2019-04-28");
  BOOST_TEST(to_string(reason_of(found, t).code) == "operand_missing");
  BOOST_TEST(reason_of(found, t).text == "the quarter 2018-10-29 to 2019-01-27 has no figure");
  BOOST_TEST(reason_of(found, year_to(found, "2019-01-27")).text ==
             "the quarter 2018-10-29 to 2019-01-27 has no figure");
}

// IBM, 2010 (CIK 51143): its annual reports begin the year on 31 December.
BOOST_AUTO_TEST_CASE(a_year_of_days_that_are_almost_those_of_the_missing_one_is_named) {
  filer ibm;
  ibm.files("10-K", "2010-02-23", 2009, fiscal_tag::fy).says("2009-01-01", "2009-12-31", 95'758_mn);
  ibm.files("10-Q", "2010-10-26", 2010, fiscal_tag::q3)
      .says("2010-07-01", "2010-09-30", 24'271_mn)
      .says("2010-01-01", "2010-09-30", 70'852_mn);
  ibm.files("10-K", "2011-02-22", 2010, fiscal_tag::fy).says("2009-12-31", "2010-12-31", 99'870_mn);
  ibm.files("10-Q", "2011-04-26", 2011, fiscal_tag::q1).says("2011-01-01", "2011-03-31", 24'607_mn);
  const concept_quarters found = ibm.quarters();
  BOOST_TEST(label(quarter_to(found, "2010-12-31")) == "2010Q4");
  BOOST_TEST(
      why(ibm, found, "2010-12-31") ==
      "Q4 of 2010 can't be derived: the nine months to 2010-09-30 are reported (70,852,000,000) but the year to "
      "2010-12-31 is not; for 2009-12-31 to 2010-12-31 filings have 99,870,000,000, and nothing shows that these "
      "days are a slip");
  const reason because = reason_of(ibm.facts(), found, quarter_to(found, "2010-12-31"));
  BOOST_REQUIRE(because.operands.size() == 5u);
  BOOST_TEST((because.operands[2] == operand{"missing", "2010-01-01 to 2010-12-31"}));
  BOOST_TEST((because.operands[3] == operand{"near", "2009-12-31 to 2010-12-31"}));
  BOOST_TEST((because.operands[4] == operand{"near_value", "99870000000"}));
}

BOOST_AUTO_TEST_CASE(years_that_nothing_is_said_of_are_quarters_by_the_calendar) {
  filer f;
  says_year(says_year(f, 2018), 2021);
  f.files("10-Q", "2022-05-01", 2022, fiscal_tag::q1).says("2022-01-01", "2022-03-31", 105_mn);
  const concept_quarters found = f.quarters();
  BOOST_REQUIRE(found.quarters.size() == 17u);
  for (std::size_t i = 1; i < found.quarters.size(); ++i)
    BOOST_TEST(found.quarters[i - 1].during.adjoins(found.quarters[i].during));
  BOOST_TEST(label(found.quarters[4]) == "2019Q1");
  BOOST_TEST(label(found.quarters[11]) == "2020Q4");
  BOOST_TEST(why(f, found, "2019-03-31") == "Q1 of 2019 can't be derived: the quarter to 2019-03-31 is not reported");
  BOOST_TEST(why(f, found, "2020-09-30") ==
             "Q3 of 2020 can't be derived: neither the nine months to 2020-09-30 nor the six months to 2020-06-30 is "
             "reported");
  BOOST_TEST((found.quarters[10].missing == days("2020-01-01", "2020-09-30")));
  // None before the first and none after the last.
  BOOST_TEST((found.quarters.front().during == days("2018-01-01", "2018-03-31")));
  BOOST_TEST((found.quarters.back().during == days("2022-01-01", "2022-03-31")));
  const std::vector<quarter_series> series = series_of(found);
  BOOST_REQUIRE(series.size() == 2u);
  BOOST_TEST(series[0].flows.size() == 4u);
  BOOST_TEST(series[1].flows.size() == 5u);
  BOOST_TEST(series[1].quarters.front() == 12u);
}

BOOST_AUTO_TEST_CASE(a_quarter_whose_year_has_quarters_before_it_needs_their_sum) {
  filer f;
  says_year(f, 2018);
  f.files("10-Q", "2019-05-01", 2019, fiscal_tag::q1).says("2019-01-01", "2019-03-31", 111_mn);
  f.files("10-Q", "2019-11-01", 2019, fiscal_tag::q3).says("2019-07-01", "2019-09-30", 113_mn);
  f.files("10-K", "2021-02-20", 2020, fiscal_tag::fy).says("2020-10-01", "2020-12-31", 119_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(why(f, found, "2019-06-30") ==
             "Q2 of 2019 can't be derived: the quarter to 2019-03-31 is reported (111,000,000) but the six months to "
             "2019-06-30 are not");
  BOOST_TEST(
      why(f, found, "2019-12-31") ==
      "Q4 of 2019 can't be derived: neither the year to 2019-12-31 nor the nine months to 2019-09-30 is reported");
  BOOST_TEST(found.quarters.size() == 12u);
}

// Broadcom's net income (CIK 1730168): no rule says where its years end.
BOOST_AUTO_TEST_CASE(days_that_no_calendar_divides_are_one_item) {
  filer avgo("NetIncomeLoss");
  avgo.files("10-Q", "2019-09-13").says("2019-05-06", "2019-08-04", 715_mn);
  avgo.files("10-Q", "2022-03-10").says("2021-11-01", "2022-01-30", 2'472_mn);
  const concept_quarters found = avgo.quarters();
  BOOST_REQUIRE(found.quarters.size() == 3u);
  BOOST_TEST((found.quarters[1].during == days("2019-08-05", "2021-10-31")));
  BOOST_TEST(!found.quarters[1].label.has_value());
  BOOST_TEST(
      why(avgo, found, "2021-10-31") ==
      "2019-08-05 to 2021-10-31 can't be derived: no quarter of these days is reported, none follows from longer "
      "figures, and no calendar divides them into quarters");
  for (const std::string_view last : {"2021-10-31", "2022-01-30"}) {
    BOOST_TEST(to_string(reason_of(found, year_to(found, last)).code) == "operand_missing");
    BOOST_TEST(reason_of(found, year_to(found, last)).text == "the time from 2019-08-05 to 2021-10-31 has no figure");
  }
  BOOST_TEST(series_of(found).size() == 2u);
}

BOOST_AUTO_TEST_CASE(days_between_quarters_that_are_reported_as_a_whole_say_so) {
  filer f;
  f.files("10-Q", "2019-09-13").says("2019-04-01", "2019-06-30", 10_mn);
  f.files("10-K", "2021-09-13").says("2019-07-01", "2021-06-30", 80_mn).says("2021-07-01", "2021-09-30", 12_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(why(f, found, "2021-06-30") ==
             "2019-07-01 to 2021-06-30 can't be taken apart: the time from 2019-07-01 to 2021-06-30 is reported "
             "(80,000,000) but no quarter of these days is");
}

BOOST_AUTO_TEST_CASE(a_month_between_two_fiscal_years_is_an_item) {
  filer f;
  f.files("10-Q", "2019-09-13").says("2019-04-01", "2019-06-30", 10_mn);
  f.files("10-Q", "2019-12-13").says("2019-08-01", "2019-10-31", 12_mn);
  const concept_quarters found = f.quarters();
  BOOST_REQUIRE(found.quarters.size() == 3u);
  BOOST_TEST((found.quarters[1].during == days("2019-07-01", "2019-07-31")));
}

BOOST_AUTO_TEST_CASE(a_few_days_between_two_quarters_are_a_slip_and_no_gap) {
  filer f;
  f.files("10-Q", "2019-09-13").says("2019-04-01", "2019-06-30", 10_mn);
  f.files("10-Q", "2019-12-13").says("2019-07-11", "2019-10-10", 12_mn);
  BOOST_TEST(f.quarters().quarters.size() == 2u);
  f.files("10-Q", "2020-12-13").says("2019-10-22", "2020-01-20", 12_mn);
  BOOST_TEST(f.quarters().quarters.size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_date_that_is_centuries_off_makes_one_item_of_what_lies_between) {
  filer f;
  says_year(f, 2018);
  f.files("10-Q", "2019-05-01").says("1919-01-01", "1919-03-31", 105_mn);
  const concept_quarters found = f.quarters();
  BOOST_REQUIRE(found.quarters.size() == 6u);
  BOOST_TEST((found.quarters[1].during == days("1919-04-01", "2017-12-31")));
  filer early;
  says_year(early, 2018);
  early.files("10-Q", "2019-05-01").says("0019-01-01", "0019-03-31", 105_mn).says("0018-01-01", "0018-03-31", 105_mn);
  BOOST_TEST(early.quarters().quarters.size() == 8u);
}

BOOST_AUTO_TEST_CASE(days_at_the_end_of_time_are_not_divided) {
  filer f;
  f.files("10-K", "2019-08-20", 2019, fiscal_tag::fy).says("2018-07-01", "2019-06-30", 400_mn);
  f.files("10-Q", "2019-11-01").says("9999-07-01", "9999-12-31", 105_mn);
  BOOST_TEST((f.quarters().quarters.back().during == days("9999-07-01", "9999-12-31")));
}

BOOST_AUTO_TEST_CASE(a_fiscal_year_without_an_end_is_none) {
  filer begun;
  begun.files("10-Q", "2019-11-01").says("9999-02-01", "9999-07-31", 105_mn);
  BOOST_TEST(begun.quarters().calendar.text() == "");
  BOOST_TEST(to_string(begun.quarters().quarters.back().figure.status) == "not_derivable");
  filer irregular;
  irregular.files("10-K", "2019-08-20", 2019, fiscal_tag::fy);
  irregular.says("9996-12-10", "9997-12-08", 400_mn).says("9997-12-09", "9998-12-14", 400_mn);
  irregular.files("10-Q", "2019-11-01").says("9998-12-15", "9999-03-14", 105_mn);
  BOOST_TEST((irregular.quarters().quarters.back().during == days("9998-12-15", "9999-03-14")));
}

BOOST_AUTO_TEST_CASE(amounts_that_do_not_add_up_have_their_gaps_too) {
  filer eps("EarningsPerShareDiluted", "USD/shares");
  eps.files("10-K", "2019-02-20", 2018, fiscal_tag::fy).says("2018-01-01", "2018-12-31", 4_dec);
  eps.files("10-Q", "2019-11-01", 2019, fiscal_tag::q3).says("2019-07-01", "2019-09-30", 1_dec);
  eps.says("2019-01-01", "2019-03-31", 1_dec);
  const concept_quarters found = eps.quarters();
  const discrete_quarter& q = quarter_to(found, "2019-06-30");
  BOOST_TEST(label(q) == "2019Q2");
  BOOST_TEST(to_string(reason_of(eps.facts(), found, q).code) == "not_additive");
}

BOOST_AUTO_TEST_SUITE_END()
