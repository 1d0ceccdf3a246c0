// Every day from 1900 to 2200 lies in exactly one year, quarter and month of every kind of calendar, and back.
#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <vector>

using namespace runrate;

namespace {

constexpr date first_day = date_of(1900, 1, 1);
constexpr date last_day = date_of(2200, 12, 31);
static_assert((last_day - first_day).count() + 1 ==
              301 * 365 + 73);  // of 76 multiples of four, three are no leap years

// The first thing that is wrong with a calendar, empty when nothing is. Each year, quarter and month must begin where
// the one before ended, so that a day lies in no two; `day_of` is asked for each day or for each part's two ends.
enum class asked { every_day, ends_of_parts };

template <class Calendar>
std::string what_is_wrong_with(const Calendar& calendar, asked which, date first = first_day, date last = last_day) {
  const auto fails = [&](date day, const char* what) { return to_string(day) + ": " + what; };
  const int months = detail::months_in_year(calendar);
  int days_seen = 0;
  date expected_begin = period(calendar.year(calendar.year_of(first))).begin();
  for (int name = calendar.year_of(first); name <= calendar.year_of(last); ++name) {
    const period year = calendar.year(name);
    if (year.begin() != expected_begin) return fails(year.begin(), "a year does not begin where the last one ended");
    expected_begin = year.end();
    date month_begin = year.begin();
    int month_number = 1;
    for (int q = 1; q <= 4; ++q) {
      const period quarter = calendar.quarter(name, q);
      if (quarter.begin() != month_begin) return fails(quarter.begin(), "a quarter does not begin where months ended");
      const fiscal_label quarter_label = fy(name) / quarter_of_year(q);
      while (month_begin < quarter.end()) {
        if (month_number > months) return fails(month_begin, "the months do not fill their quarter");
        const period month = calendar.month(name, month_number);
        if (month.begin() != month_begin) return fails(month.begin(), "a month does not begin where the last ended");
        const fiscal_label month_label = fiscal_label::of(fy(name), detail::month_unit(calendar), month_number);
        if (resolve(calendar, month_label) != month || resolve(calendar, quarter_label) != quarter)
          return fails(month.begin(), "a label does not resolve to its days");
        const auto step = which == asked::every_day ? 1 : month.days() - 1;
        for (date day = month.begin(); day < month.end(); day += std::chrono::days{step}) {
          if (calendar.year_of(day) != name) return fails(day, "the day is not in its year");
          if (which == asked::every_day && first <= day && day <= last) ++days_seen;
        }
        for (const date day : {month.first(), month.last()}) {
          if (label_of(calendar, day) != quarter_label) return fails(day, "the day is not in its quarter");
          if (label_of(calendar, day, label_unit::month) != month_label)
            return fails(day, "the day is not in its month");
          if (label_of(calendar, day, label_unit::year) != fy(name)) return fails(day, "the day is not in its year");
        }
        month_begin = month.end();
        ++month_number;
      }
      if (month_begin != quarter.end()) return fails(month_begin, "a month runs over its quarter");
    }
    if (month_begin != year.end()) return fails(month_begin, "the quarters do not fill their year");
    if (month_number != months + 1) return fails(month_begin, "the year has another number of months");
  }
  if (which == asked::every_day && days_seen != (last - first).count() + 1) return "some days were not seen";
  return {};
}

constexpr std::array<week_pattern, 5> patterns{weeks_4_4_5, weeks_4_5_4, weeks_5_4_4, weeks_16_12_12_12,
                                               weeks_12_12_12_16};
constexpr std::array<year_naming, 2> namings{year_naming::by_end, year_naming::by_start};

// Last weekday, nearest to the month's end, and nearest to some day of the month.
std::vector<year_end> rules_of(unsigned weekday, unsigned month) {
  const std::chrono::weekday on{weekday};
  const std::chrono::month in{month};
  return {year_end::last(on, in), year_end::nearest(on, in / std::chrono::last),
          year_end::nearest(on, in / static_cast<int>(2 * month + 3))};
}

// The same day found by trying days, to check the rule's arithmetic against.
date year_end_by_search(int kind, unsigned weekday, int year, unsigned month) {
  const auto is_it = [&](date day) { return std::chrono::weekday{day} == std::chrono::weekday{weekday}; };
  date day = date_of(year, month, days_in_month(year, month));
  if (kind == 2) day = date_of(year, month, 2 * month + 3);
  if (kind == 0) {
    while (!is_it(day)) day -= std::chrono::days{1};
    return day;
  }
  for (int away = 0;; ++away) {
    if (is_it(day - std::chrono::days{away})) return day - std::chrono::days{away};
    if (is_it(day + std::chrono::days{away})) return day + std::chrono::days{away};
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_every_day)

BOOST_AUTO_TEST_CASE(every_day_has_one_place_in_years_that_end_with_any_month) {
  for (unsigned month = 1; month <= 12; ++month) {
    for (const year_naming naming : namings) {
      const month_calendar calendar{std::chrono::month{month}, naming};
      const asked which = naming == namings[month % 2] ? asked::every_day : asked::ends_of_parts;
      BOOST_TEST(what_is_wrong_with(calendar, which) == "", to_string(calendar));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_day_has_one_place_in_years_of_whole_weeks) {
  // Each weekday with each rule and each pattern at least once.
  int turn = 0;
  for (unsigned weekday = 0; weekday < 7; ++weekday) {
    const unsigned month = 1 + (5 * weekday) % 12;
    for (const year_end& rule : rules_of(weekday, month)) {
      const week_calendar calendar{rule, namings[static_cast<std::size_t>(turn) % 2],
                                   patterns[static_cast<std::size_t>(turn) % 5], quarter_of_year(1 + turn % 4)};
      BOOST_TEST(what_is_wrong_with(calendar, asked::every_day) == "", to_string(calendar));
      ++turn;
    }
  }
}

BOOST_AUTO_TEST_CASE(every_pattern_fills_the_year_whichever_quarter_takes_the_53rd_week) {
  for (const week_pattern& pattern : patterns) {
    for (int longest = 1; longest <= 4; ++longest) {
      const week_calendar calendar{year_end::nearest(std::chrono::Saturday, std::chrono::January / std::chrono::last),
                                   year_naming::by_start, pattern, quarter_of_year(longest)};
      // Fifty-six years hold every position of the 53-week years; each pattern saw three centuries above.
      BOOST_TEST(what_is_wrong_with(calendar, asked::ends_of_parts, date_of(1990, 1, 1), date_of(2045, 12, 31)) == "",
                 to_string(calendar));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_weekday_month_rule_and_naming_gives_52_or_53_weeks_that_tile) {
  int wrong_ends = 0;
  int wrong_years = 0;
  int wrong_names = 0;
  int calendars = 0;
  for (unsigned weekday = 0; weekday < 7; ++weekday) {
    for (unsigned month = 1; month <= 12; ++month) {
      const std::vector<year_end> rules = rules_of(weekday, month);
      for (int kind = 0; kind < 3; ++kind) {
        const year_end& rule = rules[static_cast<std::size_t>(kind)];
        const week_calendar by_end{rule, year_naming::by_end, weeks_4_4_5};
        const week_calendar by_start{rule, year_naming::by_start, weeks_4_4_5};
        // Nominally the last day of December is the one whose morrow is in another year.
        const bool whole_years = month == 12 && kind != 2;
        calendars += 2;
        for (int year = 1900; year <= 2200; ++year) {
          const period days = by_end.year(year);
          if (days.last() != year_end_by_search(kind, weekday, year, month)) ++wrong_ends;
          if (days.days() != 364 && days.days() != 371) ++wrong_years;
          if (days.begin() != by_end.year(year - 1).end()) ++wrong_years;
          if (by_start.year(whole_years ? year : year - 1) != days) ++wrong_names;
          for (const date day : {days.first(), days.last()})
            if (by_end.year_of(day) != year || by_start.year_of(day) != (whole_years ? year : year - 1)) ++wrong_names;
        }
      }
    }
  }
  BOOST_TEST(calendars == 7 * 12 * 3 * 2);
  BOOST_TEST(wrong_ends == 0);
  BOOST_TEST(wrong_years == 0);
  BOOST_TEST(wrong_names == 0);
}

BOOST_AUTO_TEST_CASE(a_calendar_that_is_held_as_any_calendar_answers_the_same) {
  const week_calendar costco{year_end::nearest(std::chrono::Sunday, std::chrono::August / 31), year_naming::by_end,
                             weeks_12_12_12_16};
  const any_calendar held = costco;
  BOOST_TEST(what_is_wrong_with(held, asked::ends_of_parts) == "");
  for (int year = 1900; year <= 2200; ++year) BOOST_TEST((held.year(year) == costco.year(year)));
}

BOOST_AUTO_TEST_SUITE_END()
