// Figures that others have published or that follow from theirs by hand: each case names where they stand.
//
// The discrete quarters of filings (edgartools' and Snowflake's year-to-date figures taken apart) are the quarter
// reader's, which this layer does not have.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/adjustments.hpp>
#include <runrate/rate/growth.hpp>
#include <runrate/rate/recurring.hpp>
#include <runrate/rate/retention.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <vector>

using namespace runrate;

namespace {

constexpr month_calendar calendar_years(std::chrono::December, year_naming::by_end);
constexpr method::year_to_date year_to_date(calendar_years);

series<usd> monthly(int year, unsigned count, decimal each) {
  series<usd> s;
  for (unsigned m = 1; m <= count; ++m) s.push_back(usd(each).over(calendar_month(year, static_cast<int>(m))));
  return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_known_answers)

BOOST_AUTO_TEST_CASE(oracle_annualizes_fifteen_in_the_third_quarter_of_2000_by_366_over_92) {
  // docs.oracle.com/cd/E36352_01/epm.1112/hsf_user/ch21s03s04s02.html: 59.674.
  const auto r = annualize(usd(15).over(2000y / Q3), method::day_weighted, round_to{9});
  BOOST_TEST((r.factor() == ratio(366, 92)));
  BOOST_TEST((r.value() == usd(59.673913043_dec)));
  BOOST_TEST((r.exact_value() == ratio(1372.5_dec) / ratio(23)));
  BOOST_TEST((round(r.value(), round_to{3}) == usd(59.674_dec)));
}

BOOST_AUTO_TEST_CASE(oracle_annualizes_four_thousand_at_the_second_month_to_twenty_four_thousand) {
  // docs.oracle.com/en/cloud/saas/tax-reporting-cloud/agtrc/annualize.html: 4,000 at P2 is 24,000; the prior year's
  // 7,000 at P2 is 42,000; with three periods declared, 4,000 is 16,000. De-Annualize is the inverse.
  const period two_months = period::inclusive(date_of(2020, 1, 1), date_of(2020, 2, 29));
  BOOST_TEST((annualize(usd(4000).over(two_months), year_to_date).value() == usd(24'000)));
  BOOST_TEST(
      (annualize(usd(7000).over(period::inclusive(date_of(2019, 1, 1), date_of(2019, 2, 28))), year_to_date).value() ==
       usd(42'000)));
  BOOST_TEST((annualize(usd(4000).over(two_months), year_to_date.declared(3)).value() == usd(16'000)));
  BOOST_TEST((annualize(monthly(2020, 2, 2000), year_to_date)->value() == usd(24'000)));
  BOOST_TEST((annualize(monthly(2020, 2, 2000), year_to_date.declared(3))->value() == usd(16'000)));
  BOOST_TEST((de_annualize(usd(24'000), year_to_date, two_months).amount() == usd(4000)));
}

BOOST_AUTO_TEST_CASE(apptio_annualizes_2_4_million_after_six_months_to_4_8_million) {
  // ibm.com/docs/es/apptio-gov/tbm-studio/saas?topic=functions-annualize-function. The page prints 48,000,000; its own
  // formula, 2,400,000 / 6 * 12, gives 4,800,000.
  BOOST_TEST((annualize(monthly(2021, 6, 400'000), year_to_date)->value() == usd(4'800'000)));
  BOOST_TEST((annualize(usd(2'400'000).over(calendar_half(2021, 1)), year_to_date).value() == usd(4'800'000)));
  // Its "in January" of a year from July to June counts six periods: the open month is out. Here what is given counts,
  // so that January's figure makes seven.
  constexpr method::year_to_date from_july(month_calendar(std::chrono::June, year_naming::by_end));
  series<usd> to_january;
  for (calendar_month m(2020, 7); m < calendar_month(2021, 2); ++m) to_january.push_back(usd(400'000).over(m));
  BOOST_TEST((annualize(to_january, from_july, 5)->factor() == ratio(2)));
  BOOST_TEST((annualize(to_january, from_july, 6)->factor() == ratio(12, 7)));
  BOOST_TEST((annualize(to_january, from_july, 6)->value() == usd(4'800'000)));
}

BOOST_AUTO_TEST_CASE(five_per_cent_a_quarter_is_21_55_per_cent_a_year) {
  // BEA, in ivettew.wordpress.com/2012/09/08/formulas-to-calculate-growth-rate: 21.6 when rounded, not 5 x 4 = 20.
  BOOST_TEST((compounded_annual_rate(105, 100, 4, 1, round_to{8}).value() == 0.21550625_dec));
  BOOST_TEST((compounded_annual_rate(105, 100, 4, 1, round_to{3}).value() == 0.216_dec));
  BOOST_TEST((compounded_annual_rate(105, 100, 4, 1, round_to{9}).value() > 0.20_dec));
}

BOOST_AUTO_TEST_CASE(three_tenths_and_three_per_cent_a_quarter_compound) {
  // A comment thread at cepr.net: 1.2054% and 12.6%. By hand: 1.003^4 = 1.012054108081, 1.03^4 = 1.12550881.
  BOOST_TEST((compounded_annual_rate(100.3_dec, 100, 4, 1, round_to{9}).value() == 0.012054108_dec));
  BOOST_TEST((compounded_annual_rate(103, 100, 4, 1, round_to{9}).value() == 0.12550881_dec));
}

BOOST_AUTO_TEST_CASE(a_seasonally_adjusted_annual_rate_is_a_level_twelve_times_the_month) {
  // Census, new residential construction, March 2010 (scribd.com/doc/30025000): starts at an annual rate of 626,000
  // after 616,000, 1.6 per cent more; a month of 52,166.67.
  BOOST_TEST((round(growth(626'000, 616'000).value(), round_to{3}) == 0.016_dec));
  std::array<ratio, 12> factors;
  factors.fill(ratio(1));
  const method::seasonally_adjusted<12> plain(factors);
  BOOST_TEST((de_annualize(usd(626'000), plain, calendar_month(2010, 3)).amount() == usd(52'166.67_dec)));
  factors[2] = ratio(11, 10);
  const method::seasonally_adjusted<12> busy_march(factors);
  // 57,383.337 / 1.1 * 12 = 626,000.04
  BOOST_TEST((annualize(usd(57'383.337_dec).over(calendar_month(2010, 3)), busy_march).value() == usd(626'000.04_dec)));
}

BOOST_AUTO_TEST_CASE(trailing_twelve_months_is_year_plus_current_less_prior_to_date) {
  // pzacademy.com/qa/180354: 1,500 + 2,200 - 2,000 = 1,700, though the second half then was -500.
  BOOST_TEST((trailing_from_cumulative(usd(1500), usd(2200), usd(2000)) == usd(1700)));
  // cfifmvacomplete.examzify.com: 100 + 15 - 10.
  BOOST_TEST((trailing_from_cumulative(usd(100), usd(15), usd(10)) == usd(105)));
  const series<usd> halves{usd(2000).over(2020y / H1), usd(-500).over(2020y / H2), usd(2200).over(2021y / H1)};
  BOOST_TEST((annualize(halves, method::trailing_twelve_months)->value() == usd(1700)));
}

BOOST_AUTO_TEST_CASE(the_last_four_quarters_add_up_to_trailing_twelve_months) {
  // edgartools, tests/test_ttm.py: 100 + 110 + 120 + 130 = 460.
  const series<usd> s{usd(100).over(2023y / Q1), usd(110).over(2023y / Q2), usd(120).over(2023y / Q3),
                      usd(130).over(2023y / Q4)};
  BOOST_TEST((annualize(s, method::trailing_twelve_months)->value() == usd(460)));
}

BOOST_AUTO_TEST_CASE(snowflakes_quarters_change_places_between_the_methods) {
  // Snowflake's quarters to January 2025 (92 days) and April 2025 (89 days), in thousands: SEC company facts, CIK
  // 1640147.
  const auto q4 = usd(986'770_k).over(period::inclusive(date_of(2024, 11, 1), date_of(2025, 1, 31)));
  const auto q1 = usd(1'042'074_k).over(period::inclusive(date_of(2025, 2, 1), date_of(2025, 4, 30)));
  BOOST_TEST((annualize(q4, method::times_four).value() == usd(3'947'080_k)));
  BOOST_TEST((annualize(q4, method::day_weighted).value() == usd(3'914'902'717.39_dec)));
  BOOST_TEST((annualize(q1, method::times_four).value() == usd(4'168'296_k)));
  BOOST_TEST((annualize(q1, method::day_weighted).value() == usd(4'273'674'269.66_dec)));
  // The longer quarter is worth less by days than by count, the shorter one more.
  BOOST_TEST((annualize(q4, method::day_weighted) < annualize(q4, method::times_four)));
  BOOST_TEST((annualize(q1, method::day_weighted) > annualize(q1, method::times_four)));
}

BOOST_AUTO_TEST_CASE(a_leap_day_hides_a_part_of_snowflakes_growth) {
  // The quarter to April 2024 had 90 days, that of 2025 89: 213365/828709 = 25.7467%, by the day
  // 20031559/73755101 = 27.1596%.
  const auto then = usd(828'709_k).over(period::inclusive(date_of(2024, 2, 1), date_of(2024, 4, 30)));
  const auto now = usd(1'042'074_k).over(period::inclusive(date_of(2025, 2, 1), date_of(2025, 4, 30)));
  BOOST_TEST((growth(now.amount(), then.amount()).value() == ratio(213'365, 828'709)));
  BOOST_TEST((growth_per_day(now.dated(), then.dated()).value() == ratio(20'031'559, 73'755'101)));
}

BOOST_AUTO_TEST_CASE(amazons_claims_are_times_four_and_not_day_weighted) {
  // $35.6B and "$142 billion", $33.0B and "$132 billion":
  // crn.com/news/cloud/2026/andy-jassy-on-aws-244b-backlog-trainium4-and-ai-chips-strategy.
  const auto q4 = usd(35.6_bn).over(2025y / Q4).stated_to(-8);
  const auto q3 = usd(33.0_bn).over(2025y / Q3).stated_to(-8);
  BOOST_TEST((annualize(q4, method::times_four).bounds() == interval(142.2_bn, 142.6_bn)));
  BOOST_TEST((annualize(q3, method::times_four).bounds() == interval(131.8_bn, 132.2_bn)));
  const interval said_142 = rounding_interval(142_bn, -9), said_132 = rounding_interval(132_bn, -9);
  BOOST_TEST(annualize(q4, method::times_four).bounds().overlaps(said_142));
  BOOST_TEST(annualize(q3, method::times_four).bounds().overlaps(said_132));
  BOOST_TEST(!annualize(q4, method::day_weighted).bounds().overlaps(said_142));
  BOOST_TEST(!annualize(q3, method::day_weighted).bounds().overlaps(said_132));
  // [35.55, 35.65] and [32.95, 33.05] billion times 365/92, outwards to the billionth.
  const interval day4 = annualize(q4, method::day_weighted).bounds();
  BOOST_TEST((day4.low() == 141'040'760'869.565217391_dec));
  BOOST_TEST((day4.high() == 141.4375_bn));
  const interval day3 = annualize(q3, method::day_weighted).bounds();
  BOOST_TEST((round(day3.low(), round_to{2}) == 130'725'543'478.26_dec));
  BOOST_TEST((round(day3.high(), round_to{2}) == 131'122'282'608.70_dec));
}

BOOST_AUTO_TEST_CASE(a_quarter_of_fourteen_weeks_is_thirteen_fourteenths_of_itself) {
  // financial-education.com/the-52-53-week-fiscal-year, on Starbucks' fourth quarter of 2004.
  const period fourteen_weeks = period::inclusive(date_of(2022, 9, 25), date_of(2022, 12, 31));
  const auto q = usd(1400).over(fourteen_weeks);
  BOOST_TEST((on_basis_of_weeks(q, 13) == usd(1300)));
  BOOST_TEST((on_basis_of_weeks(usd(1).over(fourteen_weeks), 13) == usd(0.93_dec)));
  BOOST_TEST((annualize(q, method::week_weighted).factor() == ratio(52, 14)));
  BOOST_TEST((annualize(q, method::week_weighted).value() == on_basis_of_weeks(q, 13) * 4));
}

BOOST_AUTO_TEST_CASE(a_hybrid_run_rate_is_thirteen_times_28_days_and_twelve_times_a_month) {
  // Reuters Breakingviews, quoted by Simon Willison: theinformationmachine.fyi/items/22526.
  const period weeks = period::inclusive(date_of(2026, 2, 1), date_of(2026, 2, 28));
  const method::hybrid_28_days hybrid(usd(7_mn).over(calendar_month(2026, 2)).dated());
  const auto r = annualize(usd(100_mn).over(weeks), hybrid);
  BOOST_TEST((r.value() == usd(1384_mn)));  // 1,300 + 84
  BOOST_TEST((r.factor() == ratio(1384, 107)));
  BOOST_TEST((r.exact_value() == ratio(1384_mn)));
  // Thirteen stands for 364 days: 365/28 is 13.035714, 1/364 = 0.2747% more.
  BOOST_TEST((annualize(usd(1).over(weeks), method::day_weighted).factor() / ratio(13) - ratio(1) == ratio(1, 364)));
}

BOOST_AUTO_TEST_CASE(a_thousand_a_month_is_twelve_thousand_a_year) {
  // github.com/Splitzzyy/Subvora/pull/180: 1000 / 30 * 365 = 12,166.67 was a bug.
  BOOST_TEST((annual_recurring(usd(1000)) == usd(12'000)));
  for (int month = 1; month <= 12; ++month) {
    BOOST_TEST((annualize(usd(1000).over(calendar_month(2025, month)), method::times_twelve).value() == usd(12'000)));
  }
  // What the bug did, by the day of June: 1.39% more.
  const auto by_day = annualize(usd(1000).over(calendar_month(2025, 6)), method::day_weighted);
  BOOST_TEST((by_day.value() == usd(12'166.67_dec)));
  BOOST_TEST((by_day.factor() / ratio(12) - ratio(1) == ratio(5, 360)));
}

BOOST_AUTO_TEST_CASE(a_discount_comes_off_monthly_recurring_revenue) {
  // Zuora's contracted MRR export: $100 less 10% is 90.
  const std::vector<subscription<money<usd>::currency_type>> one{{usd(100), billing_interval::monthly, 1, 10_pct}};
  BOOST_TEST((monthly_recurring(std::span(one)) == usd(90)));
}

BOOST_AUTO_TEST_CASE(retention_is_of_the_starting_revenue) {
  // pitchkit.net/learn/glossary/ndr: 100, +15, -3, -5 is 107%.
  const recurring_movements<money<usd>::currency_type> ndr{usd(100), usd(0), usd(15), usd(3), usd(5)};
  BOOST_TEST((net_retention(ndr).value() == ratio(107, 100)));
  // pulserevops.com/sales-trainings/q97: 10.0 with 0.6 contraction, 0.9 churn, 1.8 expansion: 85% and 103%.
  const recurring_movements<money<usd>::currency_type> q97{usd(10), usd(0), usd(1.8_dec), usd(0.6_dec), usd(0.9_dec)};
  BOOST_TEST((gross_retention(q97).value() == ratio(85, 100)));
  BOOST_TEST((net_retention(q97).value() == ratio(103, 100)));
}

BOOST_AUTO_TEST_CASE(the_magic_number_annualizes_what_a_quarter_gained) {
  // eastsea-blog.pages.dev/tools/saas-magic-number-calculator: 100k to 130k on 120k is 1.0. outlier.ai: 5k on 10k
  // is 2.0.
  BOOST_TEST((magic_number(usd(130_k), usd(100_k), usd(120_k)).value() == ratio(1)));
  BOOST_TEST((magic_number(usd(105_k), usd(100_k), usd(10_k)).value() == ratio(2)));
}

BOOST_AUTO_TEST_SUITE_END()
