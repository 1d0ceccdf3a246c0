#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace runrate;
using std::chrono::August;
using std::chrono::December;
using std::chrono::January;
using std::chrono::June;
using std::chrono::September;

namespace {

constexpr month_calendar calendar_years{December, year_naming::by_end};
constexpr month_calendar microsoft{June, year_naming::by_end};
constexpr month_calendar snowflake{January, year_naming::by_end};
constexpr week_calendar nvidia{year_end::last(std::chrono::Sunday, January), year_naming::by_end, weeks_4_4_5};
constexpr week_calendar costco{year_end::nearest(std::chrono::Sunday, August / 31), year_naming::by_end,
                               weeks_12_12_12_16};

period quarter_to(date last, int weeks = 13) {
  return period::inclusive(last - std::chrono::days{7 * weeks - 1}, last);
}

std::string label_in(const month_calendar& calendar, period days, int grace = 7) {
  const auto label = label_of(calendar, days, grace);
  return label ? to_string(*label) : "none";
}

// A user's own calendar: quarters of a fiscal year that ends on 15 March, which no class of the library has.
struct mid_march {
  static period month(int fiscal_year, int number) {
    const calendar_month at = calendar_month(fiscal_year - 1, 3) + (number - 1);
    const calendar_month to = at + 1;
    return period::between(date_of(at.year(), static_cast<unsigned>(at.month()), 16),
                           date_of(to.year(), static_cast<unsigned>(to.month()), 16));
  }
  static period quarter(int fiscal_year, int number) {
    return hull(month(fiscal_year, 3 * number - 2), month(fiscal_year, 3 * number));
  }
  static period year(int fiscal_year) { return hull(month(fiscal_year, 1), month(fiscal_year, 12)); }
  static int year_of(date day) {
    const int in = static_cast<int>(std::chrono::year_month_day{day}.year());
    return day < date_of(in, 3, 16) ? in : in + 1;
  }
};
static_assert(fiscal_calendar<mid_march>);

}  // namespace

BOOST_AUTO_TEST_SUITE(time_fiscal_calendar)

BOOST_AUTO_TEST_CASE(one_label_is_other_days_in_each_calendar) {
  BOOST_TEST(to_string(resolve(calendar_years, fy(2026) / Q2)) == "2026-04-01 to 2026-06-30");
  BOOST_TEST(to_string(resolve(microsoft, fy(2026) / Q2)) == "2025-10-01 to 2025-12-31");
  BOOST_TEST(to_string(resolve(snowflake, fy(2026) / Q2)) == "2025-05-01 to 2025-07-31");
  BOOST_TEST(to_string(resolve(nvidia, fy(2026) / Q2)) == "2025-04-28 to 2025-07-27");
  BOOST_TEST(to_string(resolve(microsoft, fy(2026))) == "2025-07-01 to 2026-06-30");
  BOOST_TEST(to_string(resolve(microsoft, fy(2026) / H2)) == "2026-01-01 to 2026-06-30");
  BOOST_TEST(to_string(resolve(microsoft, fy(2026) / fiscal_month(1))) == "2025-07-01 to 2025-07-31");
}

BOOST_AUTO_TEST_CASE(a_year_is_named_by_its_end_or_its_start_as_the_caller_says) {
  const month_calendar by_start{January, year_naming::by_start};
  BOOST_TEST((by_start.year(2025) == snowflake.year(2026)));
  BOOST_TEST(by_start.year_of(date_of(2026, 1, 31)) == 2025);
  BOOST_TEST(snowflake.year_of(date_of(2026, 1, 31)) == 2026);
  BOOST_TEST(snowflake.year_of(date_of(2026, 2, 1)) == 2027);
  // A calendar year has one name.
  const month_calendar december_by_start{December, year_naming::by_start};
  BOOST_TEST((december_by_start.year(2025) == calendar_years.year(2025)));
  BOOST_TEST(to_string(snowflake) == "fiscal years end with January, named by the year they end in");
  BOOST_TEST(to_string(by_start) == "fiscal years end with January, named by the year they begin in");
}

BOOST_AUTO_TEST_CASE(a_calendar_label_is_what_it_is_in_any_calendar) {
  BOOST_TEST((resolve(nvidia, parse_label("2025Q4").value()) == 2025y / Q4));
  BOOST_TEST((resolve(nvidia, parse_label("FY26 Q2").value()) == nvidia.quarter(2026, 2)));
}

BOOST_AUTO_TEST_CASE(nvidias_october_quarter_of_2025_is_the_third_of_fiscal_2026) {
  BOOST_TEST((label_of(nvidia, quarter_to(date_of(2025, 10, 26))).value() == fy(2026) / Q3));
  BOOST_TEST((label_of(nvidia, date_of(2025, 10, 26)) == fy(2026) / Q3));
  BOOST_TEST((label_of(nvidia, date_of(2025, 10, 27)) == fy(2026) / Q4));
  BOOST_TEST((label_of(snowflake, date_of(2025, 10, 31)) == fy(2026) / Q3));
  BOOST_TEST((label_of(nvidia, date_of(2025, 10, 26), label_unit::year) == fy(2026)));
  BOOST_TEST((label_of(nvidia, date_of(2025, 10, 26), label_unit::half) == fy(2026) / H2));
}

BOOST_AUTO_TEST_CASE(a_quarter_of_weeks_that_ends_in_the_next_month_belongs_to_the_one_it_was) {
  // Johnson & Johnson's second and third quarters of 2023, which ended on 2 July and 1 October.
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2023, 7, 2))) == "FY2023Q2");
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2023, 10, 1))) == "FY2023Q3");
  // A fiscal year that ends with September, and a quarter that ends on 3 January.
  BOOST_TEST(label_in({September, year_naming::by_end}, quarter_to(date_of(2026, 1, 3))) == "FY2026Q1");
  // A year that ends with January, and a quarter that ends on 3 May.
  BOOST_TEST(label_in(snowflake, quarter_to(date_of(2024, 5, 3))) == "FY2025Q1");
}

BOOST_AUTO_TEST_CASE(seven_days_are_let_pass_and_eight_are_not) {
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2026, 1, 7))) == "FY2025Q4");
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2026, 1, 8))) == "none");
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2025, 12, 24))) == "FY2025Q4");
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2025, 12, 23))) == "none");
  BOOST_TEST(label_in(calendar_years, quarter_to(date_of(2026, 1, 1)), 0) == "none");
  BOOST_TEST(label_in(calendar_years, 2025y / Q4, 0) == "FY2025Q4");
  BOOST_TEST(label_of(calendar_years, quarter_to(date_of(2026, 1, 8))).error().text ==
             "2025-10-10 to 2026-01-08 ends 8 days after FY2025Q4 (2025-12-31) and 82 days before the end of FY2026Q1 "
             "(2026-03-31); at most 7 days are let pass: the company keeps another calendar");
}

BOOST_AUTO_TEST_CASE(a_reported_period_of_each_kind_finds_its_label) {
  BOOST_TEST(label_in(microsoft, 2025y / Q4) == "FY2026Q2");
  BOOST_TEST(label_in(microsoft, 2025y / H2) == "FY2026H1");
  BOOST_TEST(label_in(microsoft, calendar_month(2025, 7)) == "FY2026M01");
  BOOST_TEST(label_in(microsoft, microsoft.year(2026)) == "FY2026");
  // Twelve months that are no fiscal year of this company, such as a trailing column.
  BOOST_TEST(label_in(microsoft, calendar_year(2025)) == "none");
  BOOST_TEST(label_in(microsoft, hull(2025y / Q3, 2026y / Q1)) == "none");  // nine months have no label
  BOOST_TEST((label_of(microsoft, hull(2025y / Q3, 2026y / Q1)).error().code == reason_code::wrong_period));
  BOOST_TEST((label_of(costco, costco.month(2023, 13)).value() == fy(2023) / four_weeks(13)));
}

BOOST_AUTO_TEST_CASE(months_and_four_week_periods_are_not_mistaken_for_each_other) {
  BOOST_TEST(to_string(resolve(costco, fy(2025) / four_weeks(1))) == "2024-09-02 to 2024-09-29");
  BOOST_CHECK_EXCEPTION(resolve(costco, fy(2025) / fiscal_month(1)), contract_error, [](const contract_error& e) {
    return std::string(e.what()) ==
           "FY2025M01 has no days in this calendar: its years have thirteen four-week periods (P01 to P13), not months";
  });
  BOOST_CHECK_EXCEPTION(resolve(microsoft, fy(2025) / four_weeks(1)), contract_error, [](const contract_error& e) {
    return std::string(e.what()) ==
           "FY2025P01 has no days in this calendar: its years have twelve months (M01 to M12), not four-week periods";
  });
}

BOOST_AUTO_TEST_CASE(a_users_own_calendar_serves_wherever_the_librarys_do) {
  const mid_march own;
  BOOST_TEST(to_string(resolve(own, fy(2026) / Q1)) == "2025-03-16 to 2025-06-15");
  BOOST_TEST((label_of(own, date_of(2025, 6, 16)) == fy(2026) / Q2));
  BOOST_TEST((label_of(own, own.quarter(2026, 3)).value() == fy(2026) / Q3));
  const any_calendar held = own;
  BOOST_TEST((resolve(held, fy(2026) / fiscal_month(12)) == own.month(2026, 12)));
}

BOOST_AUTO_TEST_CASE(any_calendar_is_copied_by_value) {
  any_calendar held = microsoft;
  any_calendar copy = held;
  held = any_calendar(costco);
  BOOST_TEST((copy.year(2026) == microsoft.year(2026)));
  BOOST_TEST((held.year(2026) == costco.year(2026)));
  BOOST_TEST(held.months_in_year() == 13);
  BOOST_TEST(copy.months_in_year() == 12);
  const any_calendar& itself = copy;
  copy = itself;
  BOOST_TEST((copy.quarter(2026, 2) == microsoft.quarter(2026, 2)));
  const any_calendar moved = std::move(copy);
  BOOST_TEST((copy.year(2026) == moved.year(2026)));  // a move leaves a calendar behind, never nothing
}

BOOST_AUTO_TEST_CASE(a_part_that_a_fiscal_year_does_not_have_is_refused) {
  BOOST_CHECK_THROW(microsoft.quarter(2026, 5), contract_error);
  BOOST_CHECK_THROW(microsoft.month(2026, 13), contract_error);
  BOOST_CHECK_THROW(microsoft.year(10000), contract_error);
  BOOST_CHECK_THROW((month_calendar{std::chrono::month{13}, year_naming::by_end}), contract_error);
  BOOST_CHECK_THROW(costco.month(2026, 14), contract_error);
  BOOST_CHECK_THROW(costco.quarter(2026, 0), contract_error);
}

BOOST_AUTO_TEST_CASE(a_period_in_a_year_that_no_label_can_name_has_none) {
  BOOST_TEST(label_in(calendar_years, calendar_quarter(202, 4)) == "none");
  BOOST_TEST(label_in(calendar_years, calendar_quarter(9999, 4)) == "none");
  BOOST_TEST(label_in(calendar_years, calendar_quarter(9998, 4)) == "FY9998Q4");
}

BOOST_AUTO_TEST_CASE(a_calendar_with_a_hole_is_found_out) {
  struct holed {
    static period year(int name) { return calendar_year(name); }
    static period quarter(int name, int) { return calendar_quarter(name, 1); }
    static period month(int name, int number) { return calendar_month(name, number); }
    static int year_of(date day) { return calendar_year::containing(day).year(); }
  };
  BOOST_CHECK_THROW(label_of(holed{}, date_of(2025, 12, 31)), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
