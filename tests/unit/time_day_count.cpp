#include <runrate/time/day_count.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

constexpr period over_new_year = period::inclusive(date_of(2024, 11, 1), date_of(2025, 1, 31));
constexpr week_calendar nvidia{year_end::last(std::chrono::Sunday, std::chrono::January), year_naming::by_end,
                               weeks_4_4_5};

}  // namespace

BOOST_AUTO_TEST_SUITE(time_day_count)

BOOST_AUTO_TEST_CASE(the_third_quarter_of_a_leap_year_has_366_days_above_the_line) {
  // Oracle Hyperion Strategic Finance, @annualize: 15 in the third quarter of 2000 is 59.674 a year (15 x 366 / 92).
  const annual_factor factor = actual_actual.factor(2000y / Q3);
  BOOST_TEST(to_string(factor) == "366/92");
  // 15 x 366 x 1000 / 92 = 59673.9, so 59.674 to three places.
  BOOST_TEST((15 * factor.numerator * 1000 + factor.denominator / 2) / factor.denominator == 59674);
  BOOST_TEST(to_string(actual_actual.factor(2025y / Q4)) == "365/92");
  BOOST_TEST(to_string(actual_actual.factor(2025y / Q1)) == "365/90");
  BOOST_TEST(to_string(actual_actual.factor(2024y / Q1)) == "366/91");
}

BOOST_AUTO_TEST_CASE(over_a_new_year_the_year_of_the_last_day_counts) {
  // Snowflake's fourth fiscal quarter of 2025: 92 days, of which 61 are in 2024.
  BOOST_TEST(to_string(actual_actual.factor(over_new_year)) == "365/92");
  BOOST_TEST(to_string(actual_actual.factor(period::inclusive(date_of(2023, 11, 1), date_of(2024, 1, 31)))) ==
             "366/92");
}

BOOST_AUTO_TEST_CASE(isda_weighs_each_day_by_its_own_year) {
  // 61/366 + 31/365 = (61 x 365 + 31 x 366) / (365 x 366) = 33611 / 133590
  BOOST_TEST(to_string(actual_actual_isda.factor(over_new_year)) == "133590/33611");
  BOOST_TEST(to_string(actual_actual_isda.factor(2000y / Q3)) == "366/92");
  BOOST_TEST(to_string(actual_actual_isda.factor(2025y / Q4)) == "365/92");
  // Two common years: no difference.
  BOOST_TEST(to_string(actual_actual_isda.factor(period::inclusive(date_of(2025, 11, 1), date_of(2026, 1, 31)))) ==
             "365/92");
  // Four calendar years are four years, leap year or not: 3 x 365/365 + 366/366.
  const auto four = actual_actual_isda.factor(hull(calendar_year(2023), calendar_year(2026)));
  BOOST_TEST(four.denominator == 4 * four.numerator);
}

BOOST_AUTO_TEST_CASE(a_whole_calendar_year_is_one_in_the_actual_counts) {
  int wrong = 0;
  for (int year = 1900; year <= 2200; ++year) {
    const period days = calendar_year(year);
    for (const annual_factor factor : {actual_actual.factor(days), actual_actual_isda.factor(days)})
      wrong += factor.numerator != factor.denominator;
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(fixed_counts_know_no_leap_year) {
  BOOST_TEST(to_string(actual_365.factor(2000y / Q3)) == "365/92");
  BOOST_TEST(to_string(actual_360.factor(2000y / Q3)) == "360/92");
}

BOOST_AUTO_TEST_CASE(thirty_360_makes_months_and_quarters_equal) {
  for (int month = 1; month <= 12; ++month)
    BOOST_TEST(to_string(thirty_360.factor(calendar_month(2024, month))) == "360/30", month);
  BOOST_TEST(to_string(thirty_360.factor(2025y / Q1)) == "360/90");
  BOOST_TEST(to_string(thirty_360.factor(over_new_year)) == "360/90");
  BOOST_TEST(to_string(thirty_360.factor(calendar_year(2024))) == "360/360");
  // From 15 January up to 31 March: 2 x 30 + 31 - 15, the 31st kept because the first day is before the 30th.
  BOOST_TEST(to_string(thirty_360.factor(period::between(date_of(2025, 1, 15), date_of(2025, 3, 31)))) == "360/76");
  // From 31 January up to 31 March: both are 30.
  BOOST_TEST(to_string(thirty_360.factor(period::between(date_of(2025, 1, 31), date_of(2025, 3, 31)))) == "360/60");
  BOOST_CHECK_EXCEPTION(thirty_360.factor(period::day(date_of(2025, 1, 30))), contract_error,
                        [](const contract_error& e) {
                          return std::string(e.what()) ==
                                 "30/360 counts no day in 2025-01-30, so there is no factor; use an actual day count";
                        });
}

BOOST_AUTO_TEST_CASE(in_its_own_fiscal_year_a_13_week_quarter_is_exactly_a_fourth) {
  const actual_in_fiscal_year in_nvidias(nvidia);
  BOOST_TEST(to_string(in_nvidias.factor(nvidia.quarter(2026, 3))) == "364/91");
  BOOST_TEST(to_string(in_nvidias.factor(nvidia.year(2016))) == "371/371");
  BOOST_TEST(to_string(in_nvidias.factor(nvidia.quarter(2016, 4))) == "371/98");
}

BOOST_AUTO_TEST_CASE(a_users_own_convention_is_as_good_as_the_librarys) {
  struct banker_of_364 {
    static std::string_view name() { return "364"; }
    static annual_factor factor(period days) { return {364, days.days()}; }
  };
  static_assert(day_count_convention<banker_of_364>);
  BOOST_TEST(to_string(banker_of_364::factor(nvidia.quarter(2026, 3))) == "364/91");
}

BOOST_AUTO_TEST_SUITE_END()
