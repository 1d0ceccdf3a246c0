#include <runrate/time/calendar_period.hpp>
#include <runrate/time/period.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

using namespace runrate;

namespace {

constexpr date jan(unsigned day) { return date_of(2025, 1, day); }

}  // namespace

BOOST_AUTO_TEST_SUITE(time_period)

BOOST_AUTO_TEST_CASE(a_period_is_written_with_its_last_day_as_filings_do) {
  BOOST_TEST(to_string(period::inclusive(date_of(2025, 10, 1), date_of(2025, 12, 31))) == "2025-10-01 to 2025-12-31");
  BOOST_TEST(to_string(period::between(date_of(2025, 10, 1), date_of(2026, 1, 1))) == "2025-10-01 to 2025-12-31");
  BOOST_TEST(to_string(period::day(jan(5))) == "2025-01-05");
}

BOOST_AUTO_TEST_CASE(a_period_is_never_empty) {
  BOOST_CHECK_EXCEPTION(period::between(jan(5), jan(5)), contract_error, [](const contract_error& e) {
    return std::string(e.what()) ==
           "a period from 2025-01-05 up to but without 2025-01-05 holds no day; its end must come after its beginning";
  });
  BOOST_CHECK_THROW(period::inclusive(jan(5), jan(4)), contract_error);
  BOOST_CHECK_NO_THROW(period::inclusive(jan(5), jan(5)));
}

BOOST_AUTO_TEST_CASE(a_period_outside_the_years_of_four_digits_is_refused_not_wrapped) {
  const date far{std::chrono::days{std::int64_t{1} << 40}};
  BOOST_CHECK_THROW(period::between(jan(1), far), contract_error);
  BOOST_CHECK_THROW(period::between(date{} - (far - date{}), jan(1)), contract_error);
  BOOST_CHECK_NO_THROW(period::inclusive(date_of(0, 1, 1), date_of(9999, 12, 31)));
}

BOOST_AUTO_TEST_CASE(containing_overlapping_and_adjoining_are_decided_at_the_edges) {
  const period week = period::between(jan(6), jan(13));
  BOOST_TEST(week.days() == 7);
  BOOST_TEST(week.contains(jan(6)));
  BOOST_TEST(week.contains(jan(12)));
  BOOST_TEST(!week.contains(jan(13)));
  BOOST_TEST(!week.contains(jan(5)));
  BOOST_TEST(week.contains(week));
  BOOST_TEST(!week.contains(period::between(jan(6), jan(14))));
  BOOST_TEST(week.adjoins(period::between(jan(13), jan(14))));
  BOOST_TEST(!week.adjoins(period::between(jan(14), jan(15))));
  BOOST_TEST(!week.adjoins(period::between(jan(12), jan(15))));
  BOOST_TEST(!period::between(jan(13), jan(14)).adjoins(week));
  BOOST_TEST(!week.overlaps(period::between(jan(13), jan(20))));
  BOOST_TEST(week.overlaps(period::between(jan(12), jan(20))));
  BOOST_TEST(!week.overlaps(period::between(jan(1), jan(6))));
}

BOOST_AUTO_TEST_CASE(whole_weeks_are_counted_only_when_they_are_whole) {
  BOOST_TEST((period::between(jan(1), jan(8)).whole_weeks() == 1));
  BOOST_TEST((!period::between(jan(1), jan(9)).whole_weeks().has_value()));
  BOOST_TEST((period(calendar_quarter(2025, 2)).whole_weeks() == 13));  // April to June: 91 days
  BOOST_TEST((!period(calendar_quarter(2025, 4)).whole_weeks().has_value()));
}

BOOST_AUTO_TEST_CASE(a_hull_spans_the_gap_and_an_intersection_may_not_exist) {
  const period a = period::between(jan(1), jan(4));
  const period b = period::between(jan(10), jan(12));
  BOOST_TEST((hull(a, b) == period::between(jan(1), jan(12))));
  BOOST_TEST((hull(b, a) == hull(a, b)));
  BOOST_TEST((!intersection(a, b).has_value()));
  BOOST_TEST((intersection(hull(a, b), b) == b));
  BOOST_TEST((intersection(period::between(jan(1), jan(6)), period::between(jan(5), jan(9))) == period::day(jan(5))));
}

BOOST_AUTO_TEST_CASE(periods_are_ordered_by_their_beginning_then_their_end) {
  BOOST_TEST((period::between(jan(1), jan(9)) < period::between(jan(2), jan(3))));
  BOOST_TEST((period::between(jan(1), jan(3)) < period::between(jan(1), jan(9))));
}

BOOST_AUTO_TEST_CASE(a_calendar_period_steps_over_the_new_year) {
  BOOST_TEST((2025y / Q4).next().year() == 2026);
  BOOST_TEST(((2025y / Q4).next() == 2026y / Q1));
  BOOST_TEST(((2025y / Q1).previous() == 2024y / Q4));
  BOOST_TEST(((2025y / Q4) - 4 == 2024y / Q4));
  BOOST_TEST(((2025y / Q4).year_ago() == 2024y / Q4));
  BOOST_TEST(((2025y / H1) + 3 == 2026y / H2));
  BOOST_TEST((calendar_month(2025, 1) - 1 == calendar_month(2024, 12)));
  BOOST_TEST((calendar_month(2024, 2).year_ago().days() == 28));
  BOOST_TEST((calendar_month(2026, 1) - calendar_month(2024, 12)) == 13);
  BOOST_TEST((calendar_year(2025).next() == 2026y));
}

BOOST_AUTO_TEST_CASE(a_calendar_period_is_its_days) {
  BOOST_TEST(to_string(period(2025y / Q4)) == "2025-10-01 to 2025-12-31");
  BOOST_TEST(to_string(period(2025y / H1)) == "2025-01-01 to 2025-06-30");
  BOOST_TEST(to_string(period(calendar_month(2024, 2))) == "2024-02-01 to 2024-02-29");
  BOOST_TEST(to_string(period(calendar_year(2024))) == "2024-01-01 to 2024-12-31");
  BOOST_TEST(calendar_year(2024).days() == 366);
  BOOST_TEST((2023y / Q1).days() == 90);
  BOOST_TEST((2024y / Q1).days() == 91);
  BOOST_TEST((calendar_month(9999, 12).last() == date_of(9999, 12, 31)));
}

BOOST_AUTO_TEST_CASE(a_calendar_period_is_written_as_people_label_it) {
  BOOST_TEST(to_string(2025y / Q4) == "2025Q4");
  BOOST_TEST(to_string(2025y / H1) == "2025H1");
  BOOST_TEST(to_string(calendar_month(2025, 3)) == "2025-03");
  BOOST_TEST(to_string(calendar_year(2025)) == "2025");
}

BOOST_AUTO_TEST_CASE(every_day_lies_in_the_calendar_period_that_is_said_to_contain_it) {
  int wrong = 0;
  for (date day = date_of(1900, 1, 1); day <= date_of(2200, 12, 31); day += std::chrono::days{1}) {
    const std::chrono::year_month_day ymd{day};
    const auto quarter = calendar_quarter::containing(day);
    const auto month = calendar_month::containing(day);
    if (!period(quarter).contains(day) || !period(month).contains(day) ||
        !period(calendar_half::containing(day)).contains(day) ||
        !period(calendar_year::containing(day)).contains(day) ||
        month.month() != static_cast<int>(static_cast<unsigned>(ymd.month())) ||
        quarter.quarter().number() != (month.month() + 2) / 3 || quarter.year() != static_cast<int>(ymd.year()))
      ++wrong;
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(a_part_that_a_year_does_not_have_is_refused) {
  BOOST_CHECK_THROW(quarter_of_year(5), contract_error);
  BOOST_CHECK_THROW(quarter_of_year(0), contract_error);
  BOOST_CHECK_THROW(half_of_year(3), contract_error);
  BOOST_CHECK_THROW(calendar_month(2025, 13), contract_error);
  BOOST_CHECK_THROW(calendar_quarter(2025, 260), contract_error);  // 4 if it were cut to eight bits
  BOOST_CHECK_THROW(calendar_year(10000), contract_error);
  BOOST_CHECK_EXCEPTION(calendar_quarter(2025, 5), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "there is no quarter 5 of a year; expected 1 to 4";
  });
}

BOOST_AUTO_TEST_CASE(steps_out_of_range_throw_and_never_wrap) {
  constexpr int most = std::numeric_limits<int>::max();
  constexpr int least = std::numeric_limits<int>::min();
  BOOST_CHECK_THROW(calendar_year(9999).next(), contract_error);
  BOOST_CHECK_THROW(calendar_month(0, 1).previous(), contract_error);
  for (const int steps : {most, least}) {
    BOOST_CHECK_THROW((2025y / Q4) + steps, contract_error);
    BOOST_CHECK_THROW((2025y / Q4) - steps, contract_error);
  }
}

BOOST_AUTO_TEST_SUITE_END()
