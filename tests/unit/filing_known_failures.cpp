// What other tools got wrong, each with its figures: the wrong answer is absent, and the right one or the reason is
// there. The numbers are those of the reports named; where a report names no dates, they are such as the filer has.
#include "filing_facts.hpp"

using namespace filing_facts;

BOOST_AUTO_TEST_SUITE(filing_known_failures)

// github.com/dgunning/edgartools, issue 1179: Meta's year stood under its fourth quarter.
BOOST_AUTO_TEST_CASE(a_year_is_not_kept_under_the_label_of_its_fourth_quarter) {
  filer meta("PaymentsToAcquireBusinesses");
  meta.files("10-Q", "2022-10-27").says("2022-01-01", "2022-09-30", 3'406_mn);
  meta.files("10-K", "2023-02-02").says("2022-01-01", "2022-12-31", 4'738_mn);
  const concept_quarters found = meta.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2022-12-31"), figure_status::derived, 1'332_mn));
  BOOST_TEST(nowhere(found, 4'738_mn));
  // Without the nine months there is none.
  filer without("PaymentsToAcquireBusinesses");
  without.files("10-K", "2023-02-02").says("2022-01-01", "2022-12-31", 4'738_mn);
  const concept_quarters none = without.quarters();
  BOOST_TEST(has_figure(quarter_to(none, "2022-12-31"), figure_status::not_derivable, 0));
  BOOST_TEST(reason_of(without.facts(), none, quarter_to(none, "2022-12-31")).text ==
             "Q4 of 2022 can't be derived: the year to 2022-12-31 is reported (4,738,000,000) but the nine months to "
             "2022-09-30 are not");
}

namespace {

// Snowflake, PaymentsToAcquireInvestments (CIK 1640147): the six months came only as a comparative, a year later.
filer snowflake_investments() {
  filer f("PaymentsToAcquireInvestments");
  f.files("10-Q", "2021-12-03", 2022, fiscal_tag::q3).says("2021-02-01", "2021-10-31", 3'042'396'000_dec);
  f.files("10-K", "2022-03-30", 2022, fiscal_tag::fy).says("2021-02-01", "2022-01-31", 4'250'338'000_dec);
  f.files("10-Q", "2022-06-03", 2023, fiscal_tag::q1).says("2021-02-01", "2021-04-30", 1'145'670'000_dec);
  f.files("10-Q", "2022-09-01", 2023, fiscal_tag::q2).says("2021-02-01", "2021-07-31", 1'988'633'000_dec);
  return f;
}

}  // namespace

// edgartools, issue 1180: nine months were kept as a third quarter.
BOOST_AUTO_TEST_CASE(nine_months_are_not_kept_as_a_third_quarter) {
  const concept_quarters found = snowflake_investments().quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2021-10-31"), figure_status::derived, 1'053'763'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2021-07-31"), figure_status::derived, 842'963'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2022-01-31"), figure_status::derived, 1'207'942'000_dec));
  BOOST_TEST(nowhere(found, 3'042'396'000_dec));
}

// The same, as it could be known: the nine months were filed on 2021-12-03, the six months on 2022-09-01.
BOOST_AUTO_TEST_CASE(a_quarter_can_be_derived_only_once_both_operands_are_filed) {
  const filer f = snowflake_investments();
  const concept_quarters then = f.quarters({day("2021-12-03")});
  const discrete_quarter& third = quarter_to(then, "2021-10-31");
  BOOST_TEST(has_figure(third, figure_status::not_derivable, 0));
  BOOST_TEST(label(third) == "FY2022Q3");
  BOOST_TEST((third.during == days("2021-08-01", "2021-10-31")));
  BOOST_TEST(reason_of(f.facts(), then, third).text ==
             "Q3 of FY2022 can't be derived: the nine months to 2021-10-31 are reported (3,042,396,000) but the six "
             "months to 2021-07-31 are not");
  BOOST_TEST(has_figure(quarter_to(f.quarters({day("2022-08-31")}), "2021-10-31"), figure_status::not_derivable, 0));
  const concept_quarters later = f.quarters({day("2022-09-01")});
  BOOST_TEST(has_figure(quarter_to(later, "2021-10-31"), figure_status::derived, 1'053'763'000_dec));
  BOOST_TEST((quarter_to(later, "2021-10-31").figure.known == day("2022-09-01")));
}

// edgartools, issue 1197: the first quarter of the year before was subtracted from six months.
BOOST_AUTO_TEST_CASE(an_operand_of_another_year_is_none) {
  filer f("GoodwillPeriodIncreaseDecrease");
  f.files("10-Q", "2023-06-02", 2024, fiscal_tag::q1).says("2023-02-01", "2023-04-30", 53'881'000_dec);
  f.files("10-Q", "2023-08-31", 2024, fiscal_tag::q2).says("2023-02-01", "2023-07-31", 116'930'000_dec);
  f.files("10-Q", "2024-08-29", 2025, fiscal_tag::q2).says("2024-02-01", "2024-07-31", 8'170'000_dec);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-07-31"), figure_status::not_derivable, 0));
  BOOST_TEST(has_figure(quarter_to(found, "2023-07-31"), figure_status::derived, 63'049'000_dec));
  BOOST_TEST(nowhere(found, -45'711'000_dec));
}

// edgartools, issue 848: Gladstone Investment's quarters go by the labels of the filings that repeat them.
BOOST_AUTO_TEST_CASE(labels_of_filings_do_not_move_a_quarter) {
  filer gain;
  gain.files("10-Q", "2022-08-03", 2023, fiscal_tag::q1).says("2022-04-01", "2022-06-30", 28'788'000_dec);
  gain.files("10-Q", "2022-11-02", 2023, fiscal_tag::q2).says("2022-07-01", "2022-09-30", 9'289'000_dec);
  gain.says("2022-04-01", "2022-06-30", 28'788'000_dec);
  gain.files("10-Q", "2023-02-02", 2023, fiscal_tag::q3).says("2022-10-01", "2022-12-31", 9'528'000_dec);
  gain.says("2022-04-01", "2022-06-30", 28'788'000_dec).says("2022-07-01", "2022-09-30", 9'289'000_dec);
  gain.files("10-K", "2023-05-10", 2023, fiscal_tag::fy).says("2022-04-01", "2023-03-31", 57'162'000_dec);
  const concept_quarters found = gain.quarters();
  const discrete_quarter& fourth = quarter_to(found, "2023-03-31");
  BOOST_TEST(has_figure(fourth, figure_status::derived, 9'557'000_dec));
  BOOST_TEST(label(fourth) == "FY2023Q4");
  BOOST_TEST(nowhere(found, -29'202'000_dec));
  BOOST_TEST(found.quarters.size() == 4u);
}

// edgartools, issue 796: Dynex Capital's proxy statement gives the year a thousand times too small, and was filed
// later.
BOOST_AUTO_TEST_CASE(a_proxy_in_the_wrong_scale_does_not_replace_the_year) {
  filer dx("NetIncomeLoss");
  dx.files("10-Q", "2025-10-27").says("2025-01-01", "2025-09-30", 133'707'000_dec);
  dx.files("10-K", "2026-02-23").says("2025-01-01", "2025-12-31", 319'066'000_dec);
  dx.files("DEF 14A", "2026-04-10").says("2025-01-01", "2025-12-31", 319'065_dec);
  const concept_quarters found = dx.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2025-12-31"), figure_status::derived, 185'359'000_dec));
  BOOST_TEST(has(quarter_to(found, "2025-12-31").figure.flags, figure_flag::scale_error));
  BOOST_TEST(nowhere(found, -133'387'935_dec));
  BOOST_REQUIRE(found.notes.size() == 1u);
  BOOST_TEST(found.notes.front().text ==
             "2025-01-01 to 2025-12-31 is 319065 in DEF 14A 0000000001-00-000003 of 2026-04-10, a thousandth of "
             "319066000 in 10-K 0000000001-00-000002 of 2026-02-23: it was left out");
}

// edgartools, issue 893: Nvidia's RevenueFromContract... ends in 2022, and was taken for today's revenue.
BOOST_AUTO_TEST_CASE(an_abandoned_concept_is_not_what_a_company_reports_now) {
  filer f("RevenueFromContractWithCustomerExcludingAssessedTax");
  f.files("10-K", "2022-03-18").says("2021-02-01", "2022-01-30", 26'914_mn);
  f.add_concept("Revenues");
  f.says("2021-02-01", "2022-01-30", 26'914_mn);
  f.files("10-K", "2026-02-25").says("2025-01-27", "2026-01-25", 215'938_mn);
  const auto found = find_concepts(f.facts(), "revenue");
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(f.facts().concepts[found.front().concepts.front()].name == "Revenues");
  const concept_quarters quarters = discrete_quarters(f.facts(), found.front().concepts);
  BOOST_TEST(quarters.concept_name == "Revenues");
  BOOST_TEST((quarters.years.back().reported == decimal(215'938_mn)));
}

// edgartools, issue 793: AGNC's comparative third quarter had the fiscal year of the filing that repeats it.
BOOST_AUTO_TEST_CASE(a_comparative_is_labelled_by_its_days) {
  filer agnc("InterestExpense");
  agnc.files("10-Q", "2024-11-04", 2024, fiscal_tag::q3).says("2024-07-01", "2024-09-30", 752_mn);
  agnc.files("10-K", "2025-02-24", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", 2'951_mn);
  agnc.files("10-Q", "2025-11-05", 2025, fiscal_tag::q3).says("2025-07-01", "2025-09-30", 778_mn);
  agnc.says("2024-07-01", "2024-09-30", 752_mn);
  const concept_quarters found = agnc.quarters();
  BOOST_TEST(label(quarter_to(found, "2024-09-30")) == "2024Q3");
  BOOST_TEST(label(quarter_to(found, "2025-09-30")) == "2025Q3");
}

// edgartools, issue 816: ends of 52- and 53-week years drift into the next month.
BOOST_AUTO_TEST_CASE(quarters_that_end_in_the_next_month_keep_their_number) {
  filer jnj;  // Johnson & Johnson: the Sunday nearest the end of December
  jnj.files("10-K", "2022-02-17", 2021).says("2021-01-04", "2022-01-02", 93'775_mn);
  jnj.files("10-K", "2023-02-16", 2022).says("2022-01-03", "2023-01-01", 94'943_mn);
  jnj.files("10-Q", "2023-07-27").says("2023-04-03", "2023-07-02", 25'530_mn);
  jnj.files("10-Q", "2023-10-27").says("2023-07-03", "2023-10-01", 21'351_mn);
  jnj.files("10-K", "2024-02-16", 2023).says("2023-01-02", "2023-12-31", 85'159_mn);
  const concept_quarters found = jnj.quarters();
  BOOST_TEST(label(quarter_to(found, "2023-07-02")) == "FY2023Q2");
  BOOST_TEST(label(quarter_to(found, "2023-10-01")) == "FY2023Q3");
  BOOST_TEST(found.calendar.text() ==
             "52 or 53 weeks that end on the Sunday nearest the end of December, named by the year they end in, 4-4-5, "
             "the 53rd week in Q4 (3 years seen)");

  const auto labelled = [](std::chrono::month fiscal_year_end, std::string_view first, std::string_view last) {
    const month_calendar calendar(fiscal_year_end, year_naming::by_end);
    const reported_year year{calendar.year(2024), 2024};
    const inferred_calendar inferred({&year, 1}, {});
    const auto found_label = inferred.label_of(days(first, last));
    return found_label ? to_string(*found_label) : std::string("none");
  };
  // Day 3 of January is December's; the days of a fiscal year that ends with September.
  BOOST_TEST(labelled(std::chrono::September, "2025-10-05", "2026-01-03") == "FY2026Q1");
  // Walmart's kind: years that end with January, a first quarter that ends on 3 May.
  BOOST_TEST(labelled(std::chrono::January, "2024-02-03", "2024-05-03") == "FY2025Q1");
  // The seventh day of a month is the last that can be the month before's.
  BOOST_TEST(labelled(std::chrono::September, "2025-10-09", "2026-01-07") == "FY2026Q1");
  BOOST_TEST(labelled(std::chrono::September, "2025-10-10", "2026-01-08") == "none");
}

// edgartools, issue 822: a first quarter of sixteen weeks (Cava, Red Robin) fell between two buckets of days.
BOOST_AUTO_TEST_CASE(quarters_of_sixteen_weeks_are_quarters) {
  filer cava;
  cava.files("10-Q", "2024-05-28").says("2024-01-01", "2024-04-21", 259'008'000_dec);
  cava.files("10-Q", "2024-08-22").says("2024-01-01", "2024-07-14", 492'504'000_dec);
  cava.files("10-Q", "2024-11-12").says("2024-01-01", "2024-10-06", 736'321'000_dec);
  cava.files("10-K", "2025-02-25", 2024).says("2024-01-01", "2024-12-29", 963'713'000_dec);
  const concept_quarters found = cava.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-04-21"), figure_status::reported, 259'008'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2024-07-14"), figure_status::derived, 233'496'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2024-10-06"), figure_status::derived, 243'817'000_dec));
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-29"), figure_status::derived, 227'392'000_dec));
  BOOST_TEST(label(quarter_to(found, "2024-04-21")) == "FY2024Q1");
  BOOST_TEST(label(quarter_to(found, "2024-12-29")) == "FY2024Q4");
}

// edgartools' gap flag: ends of sixteen-week quarters are 112 days apart, above its limit of 110.
BOOST_AUTO_TEST_CASE(sixteen_weeks_are_no_gap_in_a_trailing_year) {
  filer f;
  f.files("10-K", "2025-02-25", 2024).says("2024-01-01", "2024-12-29", 1'000_mn);
  f.files("10-Q", "2024-11-12").says("2024-01-01", "2024-04-21", 300_mn).says("2024-04-22", "2024-07-14", 230_mn);
  f.says("2024-07-15", "2024-10-06", 240_mn);
  f.files("10-Q", "2025-05-28").says("2024-12-30", "2025-04-20", 310_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(has_figure(quarter_to(found, "2024-12-29"), figure_status::derived, 230_mn));
  BOOST_TEST(to_string(year_to(found, "2025-04-20").status) == "derived");
  BOOST_TEST((year_to(found, "2025-04-20").value == decimal(1'010_mn)));
  // Seventeen weeks and a 53rd: Costco's fourth quarter of 2023.
  filer costco;
  costco.files("10-K", "2023-10-11", 2023).says("2022-08-29", "2023-09-03", 242'290_mn);
  costco.files("10-Q", "2023-06-01").says("2022-08-29", "2023-05-07", 163'351_mn);
  BOOST_TEST(has_figure(quarter_to(costco.quarters(), "2023-09-03"), figure_status::derived, 78'939_mn));
  BOOST_TEST(quarter_to(costco.quarters(), "2023-09-03").during.days() == 119);
}

// edgartools, issues 779 and 783: Nvidia's quarter to October 2025 is the third of its fiscal 2026.
BOOST_AUTO_TEST_CASE(a_fiscal_year_that_ends_in_january_has_the_name_of_that_january) {
  filer nvda;
  nvda.files("10-K", "2024-02-21", 2024).says("2023-01-30", "2024-01-28", 60'922_mn);
  nvda.files("10-K", "2025-02-26", 2025).says("2024-01-29", "2025-01-26", 130'497_mn);
  nvda.files("10-Q", "2025-11-19", 2026, fiscal_tag::q3).says("2025-07-28", "2025-10-26", 57'006_mn);
  const concept_quarters found = nvda.quarters();
  BOOST_TEST(label(quarter_to(found, "2025-10-26")) == "FY2026Q3");
}

// FinanceToolkit, issue 172: trailing sums of a balance sheet, four times the assets.
BOOST_AUTO_TEST_CASE(balances_are_refused) {
  filer f("Assets");
  f.files("10-Q", "2025-05-01").says_at("2025-03-31", 100_mn);
  f.files("10-Q", "2025-08-01").says_at("2025-06-30", 110_mn);
  const concept_quarters found = f.quarters();
  BOOST_TEST(found.quarters.empty());
  BOOST_TEST(found.trailing.empty());
  BOOST_REQUIRE(found.none.has_value());
  BOOST_TEST(to_string(found.none->code) == "not_a_flow");
  BOOST_TEST(found.none->text ==
             "Assets is a balance, at an instant: a balance can be neither annualized nor added up over quarters");
}

// FinanceToolkit, pull request 237: what was not reported was taken for zero.
BOOST_AUTO_TEST_CASE(what_is_not_reported_is_not_zero) {
  filer f;
  f.files("10-Q", "2025-05-01").says("2025-01-01", "2025-03-31", 100_mn);
  f.files("10-Q", "2025-11-01").says("2025-07-01", "2025-09-30", 120_mn);
  f.files("10-K", "2026-02-20", 2025).says("2025-01-01", "2025-12-31", 460_mn);
  const concept_quarters found = f.quarters();
  for (const std::string_view last : {"2025-06-30", "2025-12-31"}) {
    BOOST_TEST(has_figure(quarter_to(found, last), figure_status::not_derivable, 0));
    BOOST_TEST(to_string(quarter_to(found, last).why) == "operand_missing");
    BOOST_TEST(to_string(year_to(found, last).status) == (last == "2025-12-31" ? "reported" : "not_derivable"));
  }
  BOOST_TEST(to_string(found.years.front().found) == "incomplete");
  for (const quarter_series& s : series_of(found)) BOOST_TEST(s.flows.size() == 1u);
}

// yfinance, issue 2287; defeatbeta, issue 46: a missing quarter within a trailing year. Alphabet's quarters.
BOOST_AUTO_TEST_CASE(a_trailing_year_waits_for_four_quarters_in_a_row) {
  filer googl;
  googl.files("10-Q", "2022-10-26").says("2022-07-01", "2022-09-30", 69'092_mn);
  googl.files("10-Q", "2023-07-26").says("2023-04-01", "2023-06-30", 74'604_mn);
  googl.files("10-Q", "2023-10-25").says("2023-07-01", "2023-09-30", 76'693_mn);
  googl.files("10-K", "2024-01-31").says("2023-10-01", "2023-12-31", 86'310_mn);
  googl.files("10-Q", "2024-04-26").says("2024-01-01", "2024-03-31", 80'539_mn);
  const concept_quarters found = googl.quarters();
  for (const std::string_view last : {"2023-06-30", "2023-09-30", "2023-12-31"}) {
    BOOST_TEST(to_string(year_to(found, last).status) == "not_derivable");
    BOOST_TEST(reason_of(found, year_to(found, last)).text == "the time from 2022-10-01 to 2023-03-31 has no figure");
  }
  BOOST_TEST(to_string(year_to(found, "2024-03-31").status) == "derived");
  BOOST_TEST((year_to(found, "2024-03-31").value == decimal(318'146_mn)));
}

// gloomberb, pull request 807: Apple's earnings per share before and after a split of four for one, 9.21 and 2.98, made
// a growth of -67.64%. Amounts per share are neither subtracted nor added, so that there is nothing to compare.
BOOST_AUTO_TEST_CASE(amounts_per_share_are_never_subtracted_or_added) {
  filer f("EarningsPerShareDiluted", "USD/shares");
  f.files("10-Q", "2017-08-02").says("2017-04-02", "2017-07-01", 1.67_dec).says("2016-09-25", "2017-07-01", 7.14_dec);
  f.files("10-K", "2017-11-03", 2017).says("2016-09-25", "2017-09-30", 9.21_dec);
  f.files("10-K", "2018-11-05", 2018).says("2017-10-01", "2018-09-29", 11.91_dec);
  f.files("10-K", "2020-10-30", 2020).says("2017-10-01", "2018-09-29", 2.98_dec);
  const concept_quarters found = f.quarters();
  BOOST_TEST(to_string(found.kind == unit_kind::per_share ? figure_status::reported : figure_status::derived) ==
             "reported");
  BOOST_TEST(has_figure(quarter_to(found, "2017-07-01"), figure_status::reported, 1.67_dec));
  const discrete_quarter& fourth = quarter_to(found, "2017-09-30");
  BOOST_TEST(has_figure(fourth, figure_status::not_derivable, 0));
  BOOST_TEST(to_string(fourth.why) == "not_additive");
  BOOST_TEST(nowhere(found, 2.07_dec));
  for (const trailing_year& t : found.trailing) BOOST_TEST(to_string(t.status) == "not_derivable");
  BOOST_CHECK_THROW((void)series_of(found), contract_error);
}

// Amazon's 10-Q for the third quarter of 2025 has twelve-month columns (0001018724-25-000123): net income 76,482.
BOOST_AUTO_TEST_CASE(a_twelve_month_column_of_a_quarters_report_is_no_fiscal_year) {
  filer amzn("NetIncomeLoss");
  amzn.files("10-Q", "2024-11-01").says("2024-01-01", "2024-09-30", 39'244_mn);
  amzn.files("10-K", "2025-02-07", 2024).says("2024-01-01", "2024-12-31", 59'248_mn);
  amzn.files("10-Q", "2025-10-31", 2025, fiscal_tag::q3).says("2024-10-01", "2025-09-30", 76'482_mn);
  amzn.says("2025-01-01", "2025-09-30", 56'478_mn).says("2024-01-01", "2024-09-30", 39'244_mn);
  amzn.says("2025-07-01", "2025-09-30", 21'187_mn);
  const concept_quarters found = amzn.quarters();
  BOOST_TEST(found.years.size() == 1u);
  BOOST_TEST(found.calendar.text() == "fiscal years end with December, named by the year they end in (1 year seen)");
  BOOST_TEST(has_figure(quarter_to(found, "2025-09-30"), figure_status::reported, 21'187_mn));
  BOOST_TEST(label(quarter_to(found, "2025-09-30")) == "2025Q3");
  const trailing_year& t = year_to(found, "2025-09-30");
  BOOST_TEST(to_string(t.status) == "reported");
  BOOST_TEST((t.value == decimal(76'482_mn)));
  // 59,248 + 56,478 - 39,244: the other way to the same year.
  BOOST_REQUIRE(t.from_cumulative.has_value());
  BOOST_TEST((*t.from_cumulative == decimal(76'482_mn)));
}

// A restated year less an original nine months. IBM's year 2013 fell from 99,751 to 98,367 when a business was sold.
BOOST_AUTO_TEST_CASE(a_restated_year_less_original_months_is_flagged_and_both_vintages_are_offered) {
  filer ibm;
  ibm.files("10-K", "2013-02-26", 2012).says("2012-01-01", "2012-12-31", 104'507_mn);
  ibm.files("10-Q", "2013-10-29").says("2013-01-01", "2013-09-30", 72'052_mn);
  ibm.files("10-K", "2014-02-25", 2013)
      .says("2013-01-01", "2013-12-31", 99'751_mn)
      .says("2012-01-01", "2012-12-31", 104'507_mn);
  ibm.files("10-K", "2015-02-24", 2014).says("2014-01-01", "2014-12-31", 92'793_mn);
  ibm.says("2013-01-01", "2013-12-31", 98'367_mn).says("2012-01-01", "2012-12-31", 102'874_mn);
  // The pair from before the restatement is there, and is the quarter.
  const discrete_quarter original = quarter_to(ibm.quarters(), "2013-12-31");
  BOOST_TEST(has_figure(original, figure_status::derived, 27'699_mn));
  BOOST_TEST(!has(original.figure.flags, figure_flag::mixed_vintages));
  BOOST_TEST(nowhere(ibm.quarters(), 26'315_mn));
  // The nine months restated too: both figures, the latest first.
  filer both = ibm;
  both.files("10-Q", "2015-03-02").says("2013-01-01", "2013-09-30", 70'982_mn);
  const discrete_quarter latest = quarter_to(both.quarters(), "2013-12-31");
  BOOST_TEST(has_figure(latest, figure_status::derived, 27'385_mn));
  BOOST_TEST(has(latest.figure.flags, figure_flag::restated));
  BOOST_REQUIRE(latest.vintages.size() == 1u);
  BOOST_TEST((latest.vintages.front().value == decimal(27'699_mn)));
  BOOST_TEST(has_figure(quarter_to(both.quarters({std::nullopt, vintage_choice::original}), "2013-12-31"),
                        figure_status::derived, 27'699_mn));
  // Only the restated year: there is a figure, and it is flagged.
  filer mixed;
  mixed.files("10-K", "2013-02-26", 2012).says("2012-01-01", "2012-12-31", 104'507_mn);
  mixed.files("10-Q", "2013-10-29").says("2013-01-01", "2013-09-30", 72'052_mn);
  mixed.files("10-K", "2015-02-24", 2014).says("2013-01-01", "2013-12-31", 98'367_mn);
  mixed.says("2012-01-01", "2012-12-31", 102'874_mn);
  const discrete_quarter flagged = quarter_to(mixed.quarters(), "2013-12-31");
  BOOST_TEST(has_figure(flagged, figure_status::derived, 26'315_mn));
  BOOST_TEST(has(flagged.figure.flags, figure_flag::mixed_vintages));
}

// Coca-Cola's first quarter of 2019 was recast when its bottlers were put together with it; the year came afterwards.
BOOST_AUTO_TEST_CASE(the_original_figure_is_the_first_even_where_the_year_is_another_sum) {
  filer ko;
  ko.files("10-Q", "2019-04-25").says("2019-01-01", "2019-03-29", 8'020_mn);
  ko.files("10-Q", "2019-07-23").says("2019-03-30", "2019-06-28", 9'997_mn);
  ko.files("10-Q", "2019-10-24").says("2019-06-29", "2019-09-27", 9'507_mn);
  ko.says("2019-01-01", "2019-09-27", 28'198_mn);
  ko.files("10-K", "2020-02-24", 2019).says("2019-01-01", "2019-12-31", 37'266_mn);
  ko.files("10-Q", "2020-04-24").says("2019-01-01", "2019-03-29", 8'694_mn);
  const concept_quarters first = ko.quarters({std::nullopt, vintage_choice::original});
  BOOST_TEST(has_figure(quarter_to(first, "2019-03-29"), figure_status::reported, 8'020_mn));
  BOOST_TEST(to_string(first.years.front().found) == "differs");
  const concept_quarters latest = ko.quarters();
  BOOST_TEST(has_figure(quarter_to(latest, "2019-03-29"), figure_status::reported, 8'694_mn));
  BOOST_TEST(to_string(latest.years.front().found) == "adds_up");
}

// Equibles, pull request 4161: Nvidia's year to 2025-01-26 under fiscal 2025 and, as a comparative, 2026.
BOOST_AUTO_TEST_CASE(a_comparative_is_no_second_row) {
  filer nvda;
  nvda.files("10-Q", "2024-11-20", 2025, fiscal_tag::q3).says("2024-01-29", "2024-10-27", 91'166_mn);
  nvda.files("10-K", "2025-02-26", 2025, fiscal_tag::fy).says("2024-01-29", "2025-01-26", 130'497_mn);
  nvda.files("10-K", "2026-02-25", 2026, fiscal_tag::fy).says("2024-01-29", "2025-01-26", 130'497_mn);
  nvda.says("2025-01-27", "2026-01-25", 215'938_mn);
  const concept_quarters found = nvda.quarters();
  const discrete_quarter& fourth = quarter_to(found, "2025-01-26");
  BOOST_TEST(has_figure(fourth, figure_status::derived, 39'331_mn));
  BOOST_TEST(label(fourth) == "FY2025Q4");
  BOOST_TEST(found.years.front().label == "FY2025");
}

// edgartools' changelog: a quarter and a half that end on one day, under one label (AGNC, 2025-06-30).
BOOST_AUTO_TEST_CASE(a_quarter_and_a_half_that_end_on_one_day_are_two_periods) {
  filer agnc("InterestExpense");
  agnc.files("10-Q", "2025-08-04", 2025, fiscal_tag::q2).says("2025-01-01", "2025-06-30", 1'480_mn);
  agnc.says("2025-04-01", "2025-06-30", 738_mn);
  agnc.files("10-Q", "2025-05-06", 2025, fiscal_tag::q1).says("2025-01-01", "2025-03-31", 742_mn);
  const concept_quarters found = agnc.quarters();
  const discrete_quarter& second = quarter_to(found, "2025-06-30");
  BOOST_TEST(has_figure(second, figure_status::reported, 738_mn));
  BOOST_TEST(!has(second.figure.flags, figure_flag::check_failed));
  BOOST_TEST(nowhere(found, 1'480_mn));
}

BOOST_AUTO_TEST_SUITE_END()
