// "Up to $6 billion of incremental revenue in 2026" and the other bank notes on Anthropic at AWS, on AWS's real
// quarters (ir.aboutamazon.com; 2025 brought 128,725 million). Nvidia's fiscal quarters are from its filings
// (data.sec.gov, CIK 1045810).
#include <runrate/claim/incremental.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace runrate;

namespace {

const currency& dollars() {
  static const currency unit = currency::find("USD").value();
  return unit;
}

std::vector<dated_amount> aws() {
  return {{25.037_bn, 2024y / Q1, -6}, {26.281_bn, 2024y / Q2, -6}, {27.452_bn, 2024y / Q3, -6},
          {28.786_bn, 2024y / Q4, -6}, {29.267_bn, 2025y / Q1, -6}, {30.873_bn, 2025y / Q2, -6},
          {33.006_bn, 2025y / Q3, -6}, {35.579_bn, 2025y / Q4, -6}, {37.587_bn, 2026y / Q1, -6},
          {42.232_bn, 2026y / Q2, -6}};
}

claim about(std::optional<period> days, claim_measure measure, comparator word, decimal figure, int decimals) {
  claim c{"a bank", period(calendar_month(2026, 3)), measure, word, figure, decimals};
  if (measure != claim_measure::growth_points && measure != claim_measure::growth) c.unit = dollars();
  c.about = days;
  return c;
}

result<year_claim_check> check(const claim& said, const std::vector<dated_amount>& record) {
  const std::vector<claim_ramp> ramps{claim_ramp::even(), claim_ramp::linear()};
  return check_year_claim(said, record, dollars(), ramps);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(claim_incremental)

BOOST_AUTO_TEST_CASE(up_to_6_billion_in_2026_is_at_most_4_66_points_and_leaves_at_no_more_than_9_6_billion_a_year) {
  const auto held =
      check(about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9), aws()).value();
  BOOST_TEST((held.year == period(calendar_year(2026))));
  BOOST_TEST((held.amount == interval::at_most(6_bn)));
  BOOST_REQUIRE(held.base);
  BOOST_TEST((held.base->amount == 128.725_bn));
  BOOST_TEST((held.base->bounds == interval(128.723_bn, 128.727_bn)));  // four figures, each within 0.5 million
  BOOST_TEST((held.base->during == period(calendar_year(2025))));
  BOOST_REQUIRE(held.points);
  BOOST_TEST(!held.points->has_low());
  BOOST_TEST(to_string(held.points->high()) == "4.661171664");  // 6 / 128.723, outwards
  BOOST_TEST((held.average_quarter == interval::at_most(1.5_bn)));
  BOOST_REQUIRE(held.exits.size() == 2);
  BOOST_TEST(held.exits[0].ramp == "even");
  BOOST_TEST((held.exits[0].last_share == ratio(1, 4)));
  BOOST_TEST((held.exits[0].last_part == interval::at_most(1.5_bn)));
  BOOST_TEST((held.exits[0].exit_run_rate == interval::at_most(6_bn)));
  BOOST_TEST(held.exits[1].ramp == "linear");
  BOOST_TEST((held.exits[1].last_share == ratio(2, 5)));
  BOOST_TEST((held.exits[1].last_part == interval::at_most(2.4_bn)));
  BOOST_TEST((held.exits[1].exit_run_rate == interval::at_most(9.6_bn)));
  BOOST_TEST(held.base_missing.empty());
}

BOOST_AUTO_TEST_CASE(what_the_segment_grew_by_so_far_stands_beside_the_claim) {
  const auto held =
      check(about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9), aws()).value();
  BOOST_REQUIRE(held.grown_so_far);
  BOOST_TEST((held.grown_so_far->amount == 19.679_bn));  // 37,587 - 29,267 + 42,232 - 30,873
  BOOST_TEST((held.grown_so_far->bounds == interval(19.677_bn, 19.681_bn)));
  BOOST_TEST((held.grown_so_far->during == period::inclusive(date_of(2026, 1, 1), date_of(2026, 6, 30))));
  // Nothing of the year is there yet, or nothing to compare it with.
  const auto record = aws();
  const std::vector<dated_amount> to_2025(record.begin(), record.begin() + 8);
  BOOST_TEST(!check(about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9), to_2025)
                  ->grown_so_far);
  const std::vector<dated_amount> only_2026(record.begin() + 8, record.end());
  BOOST_TEST(!check(about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9), only_2026)
                  ->grown_so_far);
}

BOOST_AUTO_TEST_CASE(points_of_growth_are_money_on_the_base) {
  const auto year =
      check(about(calendar_year(2026), claim_measure::growth_points, comparator::up_to, 4_dec, 0), aws()).value();
  BOOST_TEST((year.amount == interval::at_most(5.14908_bn)));  // 4% of 128,727
  BOOST_TEST((year.points == interval::at_most(4_dec)));
  BOOST_TEST((year.average_quarter == interval::at_most(1.28727_bn)));
  BOOST_TEST(year.exits.size() == 2U);
  // Of a quarter they are on the same quarter a year before: 26,281 million.
  const auto quarter =
      check(about(period(2025y / Q2), claim_measure::growth_points, comparator::about, 1_dec, 0), aws()).value();
  BOOST_REQUIRE(quarter.base);
  BOOST_TEST((quarter.base->during == period(2024y / Q2)));
  BOOST_TEST((quarter.base->amount == 26.281_bn));
  BOOST_TEST((quarter.amount == interval(131.4025_mn, 394.2225_mn)));  // 0.5% of 26,280.5 to 1.5% of 26,281.5
  BOOST_TEST((quarter.average_quarter == quarter.amount));
  BOOST_TEST((quarter.points == interval(0.5_dec, 1.5_dec)));
  BOOST_TEST(quarter.exits.empty());
  BOOST_REQUIRE(quarter.grown_so_far);
  BOOST_TEST((quarter.grown_so_far->amount == 4.592_bn));
}

BOOST_AUTO_TEST_CASE(a_total_over_several_years_is_averaged_and_has_no_ramp) {
  // "About $115 billion" over 2026 to 2028.
  const period years = period::inclusive(date_of(2026, 1, 1), date_of(2028, 12, 31));
  const auto held = check(about(years, claim_measure::total, comparator::about, 115_bn, -9), aws()).value();
  BOOST_TEST((held.amount == interval(114.5_bn, 115.5_bn)));
  BOOST_TEST(to_string(held.average_quarter.low()) == "9541666666.666666666");
  BOOST_TEST((held.average_quarter.high() == 9.625_bn));
  BOOST_REQUIRE(held.points);
  BOOST_TEST(to_string(held.points->low()) == "29.64930952");    // 114.5 / 3 / 128.727, outwards
  BOOST_TEST(to_string(held.points->high()) == "29.909184839");  // 115.5 / 3 / 128.723
  BOOST_TEST(held.exits.empty());
  BOOST_TEST((held.base->during == period(calendar_year(2025))));
  const auto points = check(about(years, claim_measure::growth_points, comparator::up_to, 4_dec, 0), aws());
  BOOST_REQUIRE(!points);
  BOOST_TEST((points.error().code == reason_code::wrong_period));
  BOOST_TEST(points.error().text ==
             "2026-01-01 to 2028-12-31 is several years: points of growth are of one base, the year before");
}

BOOST_AUTO_TEST_CASE(without_a_base_money_is_still_spread_but_has_no_points) {
  const auto held =
      check(about(calendar_year(2024), claim_measure::total, comparator::about, 1.6_bn, -8), aws()).value();
  BOOST_TEST(!held.base);
  BOOST_TEST(!held.points);
  BOOST_TEST(held.base_missing == "the series does not hold the year before 2024-01-01");
  BOOST_TEST((held.average_quarter == interval(387.5_mn, 412.5_mn)));
  BOOST_TEST((held.exits[1].exit_run_rate == interval(2.48_bn, 2.64_bn)));  // 1.55 and 1.65 x 2/5 x 4
  const auto points =
      check(about(calendar_year(2024), claim_measure::growth_points, comparator::up_to, 4_dec, 0), aws());
  BOOST_REQUIRE(!points);
  BOOST_TEST((points.error().code == reason_code::not_enough_history));
  BOOST_TEST(points.error().text ==
             "the series does not hold the year before 2024-01-01: points of growth are of the year before");
  const auto quarter =
      check(about(period(2024y / Q1), claim_measure::growth_points, comparator::up_to, 4_dec, 0), aws());
  BOOST_REQUIRE(!quarter);
  BOOST_TEST(quarter.error().text ==
             "the series does not hold the same days a year before 2024-01-01 to 2024-03-31: "
             "points of growth are of the year before");
}

BOOST_AUTO_TEST_CASE(a_base_of_zero_or_less_has_no_points) {
  const std::vector<dated_amount> none{{0_dec, calendar_year(2025), -6}};
  const auto held =
      check(about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9), none).value();
  BOOST_TEST(!held.base);
  BOOST_TEST(!held.points);
  BOOST_TEST(held.base_missing == "2025-01-01 to 2025-12-31 brought 0, which is not above 0");
}

BOOST_AUTO_TEST_CASE(a_claim_of_less_is_taken_from_the_base_outwards) {
  claim less = about(calendar_year(2026), claim_measure::incremental, comparator::exactly, -1_bn, -9);
  const auto held = check(less, {{100_bn, calendar_year(2025), -9}}).value();
  BOOST_TEST((held.amount == interval(-1.5_bn, -0.5_bn)));
  BOOST_TEST((held.base->bounds == interval(99.5_bn, 100.5_bn)));
  BOOST_TEST(to_string(held.points->low()) == "-1.507537689");   // 1.5 / 99.5
  BOOST_TEST(to_string(held.points->high()) == "-0.497512437");  // 0.5 / 100.5
}

BOOST_AUTO_TEST_CASE(money_of_a_quarter_is_not_made_a_years) {
  const auto held = check(about(period(2026y / Q1), claim_measure::incremental, comparator::up_to, 6_bn, -9), aws());
  BOOST_REQUIRE(!held);
  BOOST_TEST((held.error().code == reason_code::wrong_period));
  BOOST_TEST(held.error().text == "2026-01-01 to 2026-03-31 is not whole years: what it means for a year is not said");
}

BOOST_AUTO_TEST_CASE(a_claim_without_its_year_or_of_another_kind_has_no_answer) {
  const auto undated = check(about(std::nullopt, claim_measure::growth_points, comparator::up_to, 4_dec, 0), aws());
  BOOST_REQUIRE(!undated);
  BOOST_TEST(undated.error().text == "the claim does not say which year it speaks of");
  for (const claim_measure measure : {claim_measure::run_rate, claim_measure::growth}) {
    const auto other = check(about(calendar_year(2026), measure, comparator::up_to, 4_dec, 0), aws());
    BOOST_REQUIRE(!other);
    BOOST_TEST((other.error().code == reason_code::not_applicable));
  }
  claim euros = about(calendar_year(2026), claim_measure::total, comparator::up_to, 6_bn, -9);
  euros.unit = currency::find("EUR").value();
  const auto mixed = check(euros, aws());
  BOOST_REQUIRE(!mixed);
  BOOST_TEST((mixed.error().code == reason_code::currency_mismatch));
}

BOOST_AUTO_TEST_CASE(fiscal_years_of_weeks_have_the_year_of_weeks_before_as_their_base) {
  const auto quarter = [](decimal amount, date first, date last) {
    return dated_amount{amount, period::inclusive(first, last), -6};
  };
  const std::vector<dated_amount> nvidia{quarter(26.044_bn, date_of(2024, 1, 29), date_of(2024, 4, 28)),
                                         quarter(30.040_bn, date_of(2024, 4, 29), date_of(2024, 7, 28)),
                                         quarter(35.082_bn, date_of(2024, 7, 29), date_of(2024, 10, 27)),
                                         quarter(39.331_bn, date_of(2024, 10, 28), date_of(2025, 1, 26)),
                                         quarter(44.062_bn, date_of(2025, 1, 27), date_of(2025, 4, 27)),
                                         quarter(46.743_bn, date_of(2025, 4, 28), date_of(2025, 7, 27)),
                                         quarter(57.006_bn, date_of(2025, 7, 28), date_of(2025, 10, 26)),
                                         quarter(68.127_bn, date_of(2025, 10, 27), date_of(2026, 1, 25))};
  const period fiscal_2026 = period::inclusive(date_of(2025, 1, 27), date_of(2026, 1, 25));
  const auto held =
      check(about(fiscal_2026, claim_measure::incremental, comparator::exactly, 85_bn, -9), nvidia).value();
  BOOST_REQUIRE(held.base);
  BOOST_TEST((held.base->amount == 130.497_bn));
  BOOST_TEST((held.grown_so_far->amount == 85.441_bn));  // 215,938 - 130,497
  const auto points =
      check(about(nvidia[5].during, claim_measure::growth_points, comparator::exactly, 55_dec, 0), nvidia);
  BOOST_REQUIRE(points.has_value());
  BOOST_TEST((points->base->amount == 30.040_bn));
}

BOOST_AUTO_TEST_CASE(a_53rd_week_before_or_within_does_not_hide_the_base) {
  const date begin = date_of(2023, 1, 30);
  const auto weeks = [&](int from, int count) {
    return period::between(begin + std::chrono::days{7 * from}, begin + std::chrono::days{7 * (from + count)});
  };
  // Quarters of 13, 13, 13 and 14 weeks, then of 13 each.
  const std::vector<dated_amount> record{
      {10_bn, weeks(0, 13), -6},  {11_bn, weeks(13, 13), -6}, {12_bn, weeks(26, 13), -6}, {13_bn, weeks(39, 14), -6},
      {14_bn, weeks(53, 13), -6}, {15_bn, weeks(66, 13), -6}, {16_bn, weeks(79, 13), -6}, {17_bn, weeks(92, 13), -6}};
  const auto held =
      check(about(weeks(53, 52), claim_measure::incremental, comparator::up_to, 16_bn, -9), record).value();
  BOOST_REQUIRE(held.base);
  BOOST_TEST((held.base->amount == 46_bn));
  BOOST_TEST((held.base->during == weeks(0, 53)));
  BOOST_REQUIRE(held.grown_so_far);
  BOOST_TEST((held.grown_so_far->amount == 16_bn));
  const auto year = check(about(weeks(0, 53), claim_measure::total, comparator::up_to, 46_bn, -9), record);
  BOOST_REQUIRE(year.has_value());
  BOOST_TEST(!year->base);
}

BOOST_AUTO_TEST_CASE(a_ramp_without_weight_is_the_callers_mistake) {
  const claim said = about(calendar_year(2026), claim_measure::incremental, comparator::up_to, 6_bn, -9);
  const std::vector<claim_ramp> empty{{"none", {}}};
  const std::vector<claim_ramp> zero{{"nothing", {1_dec, -1_dec}}};
  BOOST_CHECK_THROW((void)check_year_claim(said, aws(), dollars(), empty), contract_error);
  BOOST_CHECK_THROW((void)check_year_claim(said, aws(), dollars(), zero), contract_error);
  // One of the user's own: nothing in the first half, then as much in each of two quarters.
  const std::vector<claim_ramp> late{{"late", {0_dec, 0_dec, 1_dec, 1_dec}}};
  const auto held = check_year_claim(said, aws(), dollars(), late).value();
  BOOST_TEST((held.exits[0].last_share == ratio(1, 2)));
  BOOST_TEST((held.exits[0].exit_run_rate == interval::at_most(12_bn)));
}

BOOST_AUTO_TEST_SUITE_END()
