#include <runrate/model/timeline.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

using namespace runrate;

namespace {

const week_calendar retail{year_end::nearest(std::chrono::Saturday, std::chrono::January / std::chrono::last),
                           year_naming::by_start, weeks_4_5_4};

ratio at(const timeline& periods, period_quantity what, std::size_t i, date day = {}) {
  return periods.quantity({what, day}, i);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_timeline)

BOOST_AUTO_TEST_CASE(calendar_quarters_have_the_days_that_they_have) {
  const timeline year = timeline::of(2026y / Q1, 5).value();
  BOOST_TEST(year.size() == 5u);
  BOOST_TEST(year.per_year() == 4);
  BOOST_TEST((at(year, period_quantity::hours, 0) == ratio(90 * 24)));
  BOOST_TEST((at(year, period_quantity::hours, 2) == ratio(92 * 24)));
  BOOST_TEST((at(year, period_quantity::weeks, 1) == ratio(13)));
  BOOST_TEST((at(year, period_quantity::years, 1) == ratio(1, 4)));
  BOOST_TEST((at(year, period_quantity::index, 4) == ratio(4)));
  BOOST_TEST((at(year, period_quantity::position, 4) == ratio(1)));
  BOOST_TEST((at(year, period_quantity::elapsed, 0) == ratio(1, 8)));
  BOOST_TEST((at(year, period_quantity::elapsed_begin, 3) == ratio(3, 4)));
  BOOST_TEST((at(year, period_quantity::elapsed_end, 3) == ratio(1)));
  BOOST_TEST(to_string(year.during()) == "2026-01-01 to 2027-03-31");
}

BOOST_AUTO_TEST_CASE(a_quarter_of_fourteen_weeks_has_2352_hours) {
  // National Retail Federation, 2023: 53 weeks, the fourth quarter from 29 October 2023 to 3 February 2024.
  const timeline year = timeline::of(any_calendar(retail), fy(2023) / Q3, 3).value();
  BOOST_TEST((at(year, period_quantity::weeks, 0) == ratio(13)));
  BOOST_TEST((at(year, period_quantity::hours, 0) == ratio(2'184)));
  BOOST_TEST(to_string(year[1].during) == "2023-10-29 to 2024-02-03");
  BOOST_TEST((at(year, period_quantity::weeks, 1) == ratio(14)));
  BOOST_TEST((at(year, period_quantity::days, 1) == ratio(98)));
  BOOST_TEST((at(year, period_quantity::hours, 1) == ratio(2'352)));
  // By name it is a quarter like another.
  BOOST_TEST((at(year, period_quantity::years, 1) == ratio(1, 4)));
  BOOST_TEST((at(year, period_quantity::weeks, 2) == ratio(13)));
  BOOST_TEST((at(year, period_quantity::position, 2) == ratio(1)));
}

BOOST_AUTO_TEST_CASE(four_week_periods_are_thirteen_a_year) {
  const week_calendar costco{year_end::nearest(std::chrono::Sunday, std::chrono::August / 31), year_naming::by_end,
                             weeks_12_12_12_16};
  const timeline year = timeline::of(any_calendar(costco), fy(2024) / four_weeks(1), 14).value();
  BOOST_TEST(year.per_year() == 13);
  BOOST_TEST((at(year, period_quantity::hours, 0) == ratio(672)));
  BOOST_TEST((at(year, period_quantity::position, 13) == ratio(1)));
  BOOST_TEST((at(year, period_quantity::elapsed, 0) == ratio(1, 26)));
}

BOOST_AUTO_TEST_CASE(shares_and_days_of_a_date_within_a_period) {
  const timeline year = timeline::of(2026y / Q1, 4).value();
  const date day = date_of(2026, 5, 1);
  BOOST_TEST((at(year, period_quantity::share_after, 0, day) == ratio()));
  BOOST_TEST((at(year, period_quantity::share_after, 1, day) == ratio(61, 91)));
  BOOST_TEST((at(year, period_quantity::share_after, 2, day) == ratio(1)));
  BOOST_TEST((at(year, period_quantity::share_after, 1, date_of(2026, 4, 1)) == ratio(1)));
  BOOST_TEST((at(year, period_quantity::share_after, 1, date_of(2026, 7, 1)) == ratio()));
  // From 1 May to the middle of the second quarter, 45.5 days after 1 April.
  BOOST_TEST((at(year, period_quantity::days_since, 1, day) == ratio(31, 2)));
  BOOST_TEST((at(year, period_quantity::days_since, 0, day) == ratio(-75)));
  BOOST_TEST(to_string(dated_quantity{period_quantity::share_after, day}) == "share_after(2026-05-01)");
}

BOOST_AUTO_TEST_CASE(periods_are_found_by_their_labels) {
  const timeline year = timeline::of(any_calendar(retail), fy(2023) / Q3, 3).value();
  BOOST_TEST((year.find("FY2023Q4") == std::size_t{1}));
  BOOST_TEST((year.find("Q4 FY23") == std::size_t{1}));
  BOOST_TEST(!year.find("2023Q4"));
  BOOST_TEST(!year.find("FY2024Q2"));
}

BOOST_AUTO_TEST_CASE(what_is_no_timeline_is_a_reason) {
  BOOST_TEST((timeline::of(2026y / Q1, 0).error().code == reason_code::out_of_range));
  BOOST_TEST((timeline::of(2026y / Q1, timeline::most_periods + 1).error().code == reason_code::out_of_range));
  BOOST_TEST((timeline::of(2026y / Q1, 1'000'000'000).error().code == reason_code::out_of_range));
  BOOST_TEST((timeline::of(calendar_year(9'998), 5).error().code == reason_code::out_of_range));
  BOOST_CHECK_THROW((void)timeline::of(fy(2026) / Q1, 4), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
