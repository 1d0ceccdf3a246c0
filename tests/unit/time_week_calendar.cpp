#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;
using std::chrono::April;
using std::chrono::August;
using std::chrono::December;
using std::chrono::February;
using std::chrono::Friday;
using std::chrono::January;
using std::chrono::Saturday;
using std::chrono::September;
using std::chrono::Sunday;

namespace {

constexpr week_calendar retail{year_end::nearest(Saturday, January / std::chrono::last), year_naming::by_start,
                               weeks_4_5_4};

}  // namespace

BOOST_AUTO_TEST_SUITE(time_week_calendar)

BOOST_AUTO_TEST_CASE(the_retail_federations_calendar_of_2023_has_its_known_months) {
  // National Retail Federation, 4-5-4 calendar 2023: 53 weeks from 29 January 2023 to 3 February 2024; February
  // 2023-01-29 to 02-25, March 02-26 to 04-01, January 12-31 to 02-03.
  BOOST_TEST(retail.weeks_in_year(2023) == 53);
  BOOST_TEST(to_string(retail.year(2023)) == "2023-01-29 to 2024-02-03");
  BOOST_TEST(to_string(retail.month(2023, 1)) == "2023-01-29 to 2023-02-25");
  BOOST_TEST(to_string(retail.month(2023, 2)) == "2023-02-26 to 2023-04-01");
  BOOST_TEST(to_string(retail.month(2023, 12)) == "2023-12-31 to 2024-02-03");
  BOOST_TEST(to_string(retail.month(2024, 1)) == "2024-02-04 to 2024-03-02");
  BOOST_TEST(retail.weeks_in_quarter(2023, 4) == 14);
  BOOST_TEST(retail.weeks_in_quarter(2024, 4) == 13);
}

BOOST_AUTO_TEST_CASE(the_rule_finds_the_last_and_the_nearest_weekday) {
  const auto end = [](const year_end& rule, int year) { return to_string(rule.in(std::chrono::year{year})); };
  BOOST_TEST(end(year_end::last(Saturday, September), 2023) == "2023-09-30");
  BOOST_TEST(end(year_end::last(Saturday, September), 2022) == "2022-09-24");
  BOOST_TEST(end(year_end::nearest(Saturday, January / std::chrono::last), 2024) == "2024-02-03");
  BOOST_TEST(end(year_end::nearest(Saturday, January / std::chrono::last), 2026) == "2026-01-31");
  BOOST_TEST(end(year_end::nearest(Saturday, January / std::chrono::last), 2023) == "2023-01-28");
  BOOST_TEST(end(year_end::nearest(Sunday, August / 31), 2023) == "2023-09-03");
  // February's end moves with the leap year: 29 February 2024 is a Thursday, 28 February 2023 a Tuesday.
  BOOST_TEST(end(year_end::nearest(Saturday, February / std::chrono::last), 2024) == "2024-03-02");
  BOOST_TEST(end(year_end::nearest(Saturday, February / std::chrono::last), 2023) == "2023-02-25");
}

BOOST_AUTO_TEST_CASE(a_year_that_drifts_over_the_new_year_keeps_its_name) {
  // Cadence's fiscal 2008 and 2020 ended on 3 January 2009 and 2 January 2021.
  const week_calendar cadence{year_end::nearest(Saturday, December / std::chrono::last), year_naming::by_end,
                              weeks_4_4_5};
  BOOST_TEST(to_string(cadence.year(2020)) == "2019-12-29 to 2021-01-02");
  BOOST_TEST(cadence.weeks_in_year(2020) == 53);
  BOOST_TEST((cadence.year(2008).last() == date_of(2009, 1, 3)));
  BOOST_TEST(cadence.year_of(date_of(2021, 1, 2)) == 2020);
  BOOST_TEST(cadence.year_of(date_of(2021, 1, 3)) == 2021);
  BOOST_TEST(cadence.year_of(date_of(2019, 12, 29)) == 2020);
  const week_calendar by_start{cadence.ends(), year_naming::by_start, weeks_4_4_5};
  BOOST_TEST((by_start.year(2020) == cadence.year(2020)));
}

BOOST_AUTO_TEST_CASE(weeks_are_numbered_from_the_first_to_the_52nd_or_53rd) {
  BOOST_TEST(to_string(retail.week(2023, 1)) == "2023-01-29 to 2023-02-04");
  BOOST_TEST(to_string(retail.week(2023, 53)) == "2024-01-28 to 2024-02-03");
  BOOST_CHECK_THROW(retail.week(2024, 53), contract_error);
  BOOST_CHECK_THROW(retail.week(2024, 0), contract_error);
  BOOST_TEST((retail.week(2024, 52).last() == retail.year(2024).last()));
}

BOOST_AUTO_TEST_CASE(sixteen_week_quarters_stand_where_the_pattern_puts_them) {
  const week_calendar first{year_end::last(Sunday, December), year_naming::by_end, weeks_16_12_12_12};
  BOOST_TEST(first.quarter(2025, 1).days() == 112);
  BOOST_TEST(first.quarter(2025, 2).days() == 84);
  BOOST_TEST(first.months_in_year() == 13);
  for (int i = 1; i <= 13; ++i) BOOST_TEST(first.month(2025, i).days() == 28);
  BOOST_TEST((hull(first.month(2025, 1), first.month(2025, 4)) == first.quarter(2025, 1)));
}

BOOST_AUTO_TEST_CASE(the_53rd_week_goes_to_the_quarter_that_is_named) {
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const week_calendar calendar{retail.ends(), year_naming::by_start, weeks_4_4_5, quarter_of_year(quarter)};
    for (int each = 1; each <= 4; ++each)
      BOOST_TEST(calendar.weeks_in_quarter(2023, each) == (each == quarter ? 14 : 13));
    BOOST_TEST(calendar.month(2023, 3 * quarter).days() == 42);
    BOOST_TEST(calendar.month(2024, 3 * quarter).days() == 35);
  }
}

BOOST_AUTO_TEST_CASE(a_calendar_says_what_it_is) {
  BOOST_TEST(to_string(retail) ==
             "52 or 53 weeks that end on the Saturday nearest the end of January, named by the year "
             "they begin in, 4-5-4, the 53rd week in Q4");
  BOOST_TEST(to_string(week_calendar{year_end::nearest(Sunday, August / 31), year_naming::by_end, weeks_12_12_12_16}) ==
             "52 or 53 weeks that end on the Sunday nearest August 31, named by the year they end in, 12/12/12/16, the "
             "53rd week in Q4");
  BOOST_TEST(to_string(year_end::last(Saturday, September)) == "the last Saturday of September");
}

BOOST_AUTO_TEST_CASE(a_pattern_that_is_not_a_year_is_refused) {
  const year_end rule = year_end::last(Friday, April);
  const auto made_of = [&](const week_pattern& pattern) { return week_calendar{rule, year_naming::by_end, pattern}; };
  week_pattern short_one = weeks_4_4_5;
  short_one.weeks[2][1] = 3;
  BOOST_CHECK_EXCEPTION(made_of(short_one), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "a week pattern must hold 52 weeks, and this one holds 51";
  });
  const week_pattern no_months{{{{13, 0, 0, 0}, {13, 0, 0, 0}, {13, 0, 0, 0}, {13, 0, 0, 0}}}};
  BOOST_CHECK_EXCEPTION(made_of(no_months), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "a week pattern must have 12 months or 13, and this one has 4";
  });
  const week_pattern gap{{{{4, 0, 4, 5}, {4, 4, 5, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}}}};
  BOOST_CHECK_THROW(made_of(gap), contract_error);
  const week_pattern negative{{{{9, 5, -1, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}}}};
  BOOST_CHECK_THROW(made_of(negative), contract_error);
  const week_pattern own{{{{5, 5, 4, 0}, {4, 4, 4, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}}}};
  BOOST_TEST(made_of(own).quarter(2025, 1).days() == 98);
}

BOOST_AUTO_TEST_CASE(a_rule_that_names_no_day_is_refused) {
  BOOST_CHECK_THROW(year_end::nearest(Sunday, February / 29), contract_error);
  BOOST_CHECK_THROW(year_end::nearest(Sunday, April / 31), contract_error);
  BOOST_CHECK_THROW(year_end::last(std::chrono::weekday{9}, April), contract_error);
  BOOST_CHECK_THROW(year_end::last(Sunday, std::chrono::month{13}), contract_error);
  BOOST_CHECK_THROW(year_end::nearest(Sunday, std::chrono::month{0} / std::chrono::last), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
