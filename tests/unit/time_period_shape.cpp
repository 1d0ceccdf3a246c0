#include <runrate/time/period_shape.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

period of_days(int count) {
  return period::between(date_of(2025, 3, 3), date_of(2025, 3, 3) + std::chrono::days{count});
}

period_kind kind_of(int count) { return shape_of(of_days(count)).kind; }

}  // namespace

BOOST_AUTO_TEST_SUITE(time_period_shape)

BOOST_AUTO_TEST_CASE(each_length_that_filers_report_is_what_they_call_it) {
  // Lengths of revenue facts in SEC company facts: Costco 84, 112, 119; Coca-Cola 87 to 93; SNOW, PANW, CRM, DE 89;
  // calendar quarters 90 to 92; 52/53-week filers 91 and 98.
  for (const int days : {84, 87, 88, 89, 90, 91, 92, 93, 98, 112, 119})
    BOOST_TEST((kind_of(days) == period_kind::quarter), days);
  for (const int days : {168, 178, 179, 180, 181, 182, 183, 184, 185, 189})
    BOOST_TEST((kind_of(days) == period_kind::half), days);
  for (const int days : {252, 269, 270, 271, 272, 273, 274, 275, 280})
    BOOST_TEST((kind_of(days) == period_kind::nine_months), days);
  for (const int days : {364, 365, 366, 371}) BOOST_TEST((kind_of(days) == period_kind::year), days);
  for (const int days : {28, 29, 30, 31, 35, 42}) BOOST_TEST((kind_of(days) == period_kind::month), days);
  BOOST_TEST((kind_of(7) == period_kind::week));
  BOOST_TEST((kind_of(1) == period_kind::day));
}

BOOST_AUTO_TEST_CASE(a_sixteen_week_quarter_is_a_quarter) {
  // CAVA and Red Robin report first quarters of 16 weeks, 111 days from first to last.
  const auto first = date_of(2023, 12, 26);
  const auto shape = shape_of(period::inclusive(first, first + std::chrono::days{111}));
  BOOST_TEST((shape.kind == period_kind::quarter));
  BOOST_TEST((shape.weeks == 16));
  BOOST_TEST(shape.periods_per_year().value() == 4);
}

BOOST_AUTO_TEST_CASE(the_lengths_between_are_other_and_say_between_what) {
  int others = 0;
  for (int days = 1; days <= 800; ++days) others += kind_of(days) == period_kind::other ? 1 : 0;
  // 1, 7, 28-31, 35, 42, 84-98, 112, 119, 168, 175-189, 196, 203, 252, 259, 266-280, 287, 364-366, 371
  BOOST_TEST(others == 800 - (1 + 1 + 4 + 1 + 1 + 15 + 1 + 1 + 1 + 15 + 1 + 1 + 1 + 1 + 15 + 1 + 3 + 1));
  for (int days = 120; days <= 167; ++days) BOOST_TEST((kind_of(days) == period_kind::other), days);
  BOOST_TEST(
      shape_of(of_days(130)).periods_per_year().error().text ==
      "130 days are no known part of a year: longer than a 17-week quarter (119), shorter than a half of 24 weeks "
      "(168)");
  BOOST_TEST(shape_of(of_days(400)).periods_per_year().error().text ==
             "400 days are no known part of a year: longer than a year of 53 weeks (371)");
  BOOST_TEST((shape_of(of_days(130)).periods_per_year().error().code == reason_code::wrong_period));
}

BOOST_AUTO_TEST_CASE(a_year_holds_so_many_of_them) {
  BOOST_TEST(shape_of(of_days(7)).periods_per_year().value() == 52);
  BOOST_TEST(shape_of(calendar_month(2025, 2)).periods_per_year().value() == 12);
  BOOST_TEST(shape_of(of_days(35)).periods_per_year().value() == 12);
  BOOST_TEST(shape_of(2025y / Q1).periods_per_year().value() == 4);
  BOOST_TEST(shape_of(2025y / H2).periods_per_year().value() == 2);
  BOOST_TEST(shape_of(of_days(371)).periods_per_year().value() == 1);
  BOOST_TEST(!shape_of(of_days(1)).periods_per_year().has_value());
  BOOST_TEST(!shape_of(of_days(273)).periods_per_year().has_value());
}

BOOST_AUTO_TEST_CASE(whole_calendar_months_and_whole_weeks_are_told_when_they_are_whole) {
  const auto spring = shape_of(2025y / Q2);
  BOOST_TEST((spring.calendar_months == 3));
  BOOST_TEST((spring.weeks == 13));  // 91 days
  const auto winter = shape_of(period::inclusive(date_of(2024, 11, 1), date_of(2025, 1, 31)));
  BOOST_TEST((winter.calendar_months == 3));
  BOOST_TEST((!winter.weeks.has_value()));
  const auto apple = shape_of(period::inclusive(date_of(2022, 9, 25), date_of(2022, 12, 31)));
  BOOST_TEST((!apple.calendar_months.has_value()));
  BOOST_TEST((apple.weeks == 14));
  BOOST_TEST((shape_of(period::inclusive(date_of(2025, 1, 2), date_of(2025, 2, 1))).calendar_months == std::nullopt));
}

BOOST_AUTO_TEST_CASE(every_calendar_month_quarter_half_and_year_is_what_it_is) {
  int wrong = 0;
  for (int year = 1900; year <= 2200; ++year) {
    for (int i = 1; i <= 12; ++i) {
      const calendar_month month(year, i);
      wrong += shape_of(month).kind != period_kind::month || shape_of(month).calendar_months != 1;
      // Any three, six, nine or twelve months in a row: fiscal quarters, halves, three quarters and years.
      wrong += shape_of(hull(month, month + 2)).kind != period_kind::quarter;
      wrong += shape_of(hull(month, month + 5)).kind != period_kind::half;
      wrong += shape_of(hull(month, month + 8)).kind != period_kind::nine_months;
      wrong += shape_of(hull(month, month + 11)).kind != period_kind::year;
    }
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(a_quarter_is_whole_or_of_weeks_or_uneven_or_partial) {
  BOOST_TEST((fit_to_quarter(2025y / Q4) == quarter_fit::whole));
  BOOST_TEST((fit_to_quarter(period::inclusive(date_of(2024, 11, 1), date_of(2025, 1, 31))) == quarter_fit::whole));
  BOOST_TEST((fit_to_quarter(of_days(91)) == quarter_fit::thirteen_weeks));
  BOOST_TEST((fit_to_quarter(of_days(98)) == quarter_fit::fourteen_weeks));
  for (const int days : {84, 112, 119}) BOOST_TEST((fit_to_quarter(of_days(days)) == quarter_fit::other_weeks), days);
  // Coca-Cola's first quarter of 2020: 1 January to 27 March, 87 days.
  BOOST_TEST((fit_to_quarter(period::inclusive(date_of(2020, 1, 1), date_of(2020, 3, 27))) == quarter_fit::uneven));
  BOOST_TEST((fit_to_quarter(calendar_month(2025, 10)) == quarter_fit::partial));
  BOOST_TEST((fit_to_quarter(period::inclusive(date_of(2025, 10, 1), date_of(2025, 11, 23))) == quarter_fit::partial));
  BOOST_TEST(
      (fit_to_quarter(period::inclusive(date_of(2025, 9, 1), date_of(2025, 10, 31))) == quarter_fit::not_a_quarter));
  BOOST_TEST((fit_to_quarter(2025y / H1) == quarter_fit::not_a_quarter));
}

BOOST_AUTO_TEST_CASE(a_part_leaves_days_of_the_whole_out) {
  BOOST_TEST(is_partial(calendar_month(2025, 10), 2025y / Q4));
  BOOST_TEST(!is_partial(2025y / Q4, 2025y / Q4));
  BOOST_TEST(!is_partial(2025y / Q3, 2025y / Q4));
  BOOST_TEST(!is_partial(2025y / H2, 2025y / Q4));
}

BOOST_AUTO_TEST_CASE(a_fiscal_quarter_is_set_beside_the_calendar_quarter_of_its_middle) {
  BOOST_TEST((nearest_calendar_quarter(period::inclusive(date_of(2025, 6, 29), date_of(2025, 9, 27))) == 2025y / Q3));
  BOOST_TEST((nearest_calendar_quarter(period::inclusive(date_of(2022, 9, 25), date_of(2022, 12, 31))) == 2022y / Q4));
  BOOST_TEST((nearest_calendar_quarter(period::inclusive(date_of(2025, 7, 28), date_of(2025, 10, 26))) == 2025y / Q3));
  BOOST_TEST((nearest_calendar_quarter(2025y / Q1) == 2025y / Q1));
}

BOOST_AUTO_TEST_SUITE_END()
