// Fiscal years of 52 or 53 whole weeks: retailers', and many makers' of hardware.
#ifndef RUNRATE_TIME_WEEK_CALENDAR_HPP
#define RUNRATE_TIME_WEEK_CALENDAR_HPP

#include <runrate/time/fiscal_calendar.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace runrate {
namespace detail {

enum class year_end_kind : std::uint8_t { last, nearest_day, nearest_month_end };

[[noreturn]] RUNRATE_COLD void throw_bad_year_end(const char* what, unsigned number, const char* expected);
[[noreturn]] RUNRATE_COLD void throw_leap_day_year_end();
[[noreturn]] RUNRATE_COLD void throw_bad_pattern_total(int weeks);
[[noreturn]] RUNRATE_COLD void throw_bad_pattern_months(int months);
[[noreturn]] RUNRATE_COLD void throw_bad_pattern_quarter(int quarter);

}  // namespace detail

/// On which day a year of whole weeks ends.
///
/// The two rules are those of 26 U.S.C. 441(f)(1) and 26 CFR 1.441-2(a)(1): always on the same weekday, either the date
/// on which it last occurs in a month, or its date nearest to the last day of a month.
///
///     year_end::last(Saturday, September)           // Apple: 24 to 30 September
///     year_end::nearest(Saturday, January / last)   // Target: 28 January to 3 February
///     year_end::nearest(Sunday, August / 31)        // Costco: 28 August to 3 September
class year_end {
public:
  /// The last such weekday of the month.
  static constexpr year_end last(std::chrono::weekday weekday, std::chrono::month month) {
    return {detail::year_end_kind::last, weekday, month, std::chrono::day{31}};
  }
  /// The weekday that is at most three days from the month's last day.
  static constexpr year_end nearest(std::chrono::weekday weekday, std::chrono::month_day_last month_end) {
    return {detail::year_end_kind::nearest_month_end, weekday, month_end.month(), std::chrono::day{31}};
  }
  /// The weekday that is at most three days from that day of the year, which can't be 29 February.
  static constexpr year_end nearest(std::chrono::weekday weekday, std::chrono::month_day day) {
    if (day == std::chrono::February / 29) detail::throw_leap_day_year_end();
    if (!day.ok()) detail::throw_bad_year_end("day", static_cast<unsigned>(day.day()), "a day of its month");
    return {detail::year_end_kind::nearest_day, weekday, day.month(), day.day()};
  }

  constexpr std::chrono::weekday weekday() const { return std::chrono::weekday{weekday_}; }
  constexpr std::chrono::month month() const { return std::chrono::month{month_}; }

  /// The day that the rule is about, from which the year is named: the month's last, or the given one.
  constexpr date nominal(std::chrono::year year) const {
    if (kind_ == detail::year_end_kind::nearest_day) return year / month() / std::chrono::day{day_};
    return year / month() / std::chrono::last;
  }

  /// The day that the rule gives for its occurrence in that calendar year: that of December may fall in January.
  constexpr date in(std::chrono::year year) const {
    // The last such weekday up to the latest day that the rule allows.
    const date latest = nominal(year) + std::chrono::days{kind_ == detail::year_end_kind::last ? 0 : 3};
    return latest - (std::chrono::weekday{latest} - weekday());
  }

  friend constexpr bool operator==(const year_end&, const year_end&) = default;

private:
  friend std::string to_string(const year_end& rule);

  constexpr year_end(detail::year_end_kind kind, std::chrono::weekday weekday, std::chrono::month month,
                     std::chrono::day day)
      : kind_(kind),
        weekday_(static_cast<std::uint8_t>(weekday.c_encoding())),
        month_(static_cast<std::uint8_t>(static_cast<unsigned>(month))),
        day_(static_cast<std::uint8_t>(static_cast<unsigned>(day))) {
    if (!weekday.ok()) detail::throw_bad_year_end("weekday", weekday.c_encoding(), "0 (Sunday) to 6 (Saturday)");
    if (!month.ok()) detail::throw_bad_year_end("month", static_cast<unsigned>(month), "1 to 12");
  }

  detail::year_end_kind kind_;
  std::uint8_t weekday_;
  std::uint8_t month_;
  std::uint8_t day_;
};

/// "the last Saturday of September", "the Sunday nearest August 31", "the Saturday nearest the end of January"
std::string to_string(const year_end& rule);

/// How the 52 weeks of a year fall into quarters and months: the weeks of each month, a quarter at a time, with a zero
/// where a quarter has no fourth. A pattern of one's own is as good as those below if it adds up to 52 weeks in twelve
/// months or thirteen.
struct week_pattern {
  std::array<std::array<std::int8_t, 4>, 4> weeks;

  constexpr int weeks_in_quarter(int quarter) const {
    int sum = 0;
    for (const int month : weeks[static_cast<std::size_t>(quarter - 1)]) sum += month;
    return sum;
  }
  constexpr int months_in_quarter(int quarter) const {
    int count = 0;
    for (const int month : weeks[static_cast<std::size_t>(quarter - 1)]) count += month != 0 ? 1 : 0;
    return count;
  }
  constexpr int months_in_year() const {
    return months_in_quarter(1) + months_in_quarter(2) + months_in_quarter(3) + months_in_quarter(4);
  }
  constexpr int weeks_in_year() const {
    return weeks_in_quarter(1) + weeks_in_quarter(2) + weeks_in_quarter(3) + weeks_in_quarter(4);
  }

  bool operator==(const week_pattern&) const = default;
};

inline constexpr week_pattern weeks_4_4_5{{{{4, 4, 5, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}, {4, 4, 5, 0}}}};
/// The calendar of the National Retail Federation (nrf.com, "4-5-4 Calendar").
inline constexpr week_pattern weeks_4_5_4{{{{4, 5, 4, 0}, {4, 5, 4, 0}, {4, 5, 4, 0}, {4, 5, 4, 0}}}};
inline constexpr week_pattern weeks_5_4_4{{{{5, 4, 4, 0}, {5, 4, 4, 0}, {5, 4, 4, 0}, {5, 4, 4, 0}}}};
/// A first quarter of sixteen weeks, in thirteen four-week periods: grocers and restaurants.
inline constexpr week_pattern weeks_16_12_12_12{{{{4, 4, 4, 4}, {4, 4, 4, 0}, {4, 4, 4, 0}, {4, 4, 4, 0}}}};
/// A fourth quarter of sixteen weeks (or seventeen), in thirteen four-week periods: Costco.
inline constexpr week_pattern weeks_12_12_12_16{{{{4, 4, 4, 0}, {4, 4, 4, 0}, {4, 4, 4, 0}, {4, 4, 4, 4}}}};

/// A fiscal calendar of 52- and 53-week years. The 53rd week lengthens the last month of `long_quarter`: usually the
/// fourth, at Apple's the first.
///
///     constexpr week_calendar costco{year_end::nearest(Sunday, August / 31), year_naming::by_end, weeks_12_12_12_16};
///     static_assert(costco.quarter(2023, 4) == period::inclusive(date_of(2023, 5, 8), date_of(2023, 9, 3)));
///     static_assert(costco.weeks_in_quarter(2023, 4) == 17);
class week_calendar {
public:
  /// `naming` looks at the rule's nominal day, not at the drift: a year that ends on the Friday nearest 31 December
  /// 2020, which is 1 January 2021, is 2020 by its end. Throws `contract_error` for a pattern that is not 52 weeks.
  constexpr week_calendar(year_end ends, year_naming naming, const week_pattern& pattern,
                          quarter_of_year long_quarter = Q4)
      : ends_(ends), naming_(naming), pattern_(pattern), long_quarter_(long_quarter) {
    if (pattern.weeks_in_year() != 52) detail::throw_bad_pattern_total(pattern.weeks_in_year());
    const int months = pattern.months_in_year();
    if (months != 12 && months != 13) detail::throw_bad_pattern_months(months);
    for (int quarter = 1; quarter <= 4; ++quarter) {
      bool ended = false;
      for (const int month : pattern.weeks[static_cast<std::size_t>(quarter - 1)]) {
        if (month < 0 || (month > 0 && ended)) detail::throw_bad_pattern_quarter(quarter);
        ended = month == 0;
      }
      if (pattern.months_in_quarter(quarter) == 0) detail::throw_bad_pattern_quarter(quarter);
    }
  }

  constexpr year_end ends() const { return ends_; }
  constexpr year_naming naming() const { return naming_; }
  constexpr const week_pattern& pattern() const { return pattern_; }
  constexpr quarter_of_year long_quarter() const { return long_quarter_; }

  constexpr period year(int fiscal_year) const {
    const auto [begin, end] = span_of(fiscal_year);
    return period::between(begin, end);
  }

  constexpr period quarter(int fiscal_year, int number) const {
    detail::checked_part("quarter", number, 4);
    const auto [begin, end] = span_of(fiscal_year);
    const bool extra = (end - begin).count() == 371;
    int before = 0;
    for (int quarter = 1; quarter < number; ++quarter) before += weeks_of(quarter, extra);
    return run_of_weeks(begin, before, weeks_of(number, extra));
  }

  /// Month 1 to 12, or four-week period 1 to 13.
  constexpr period month(int fiscal_year, int number) const {
    detail::checked_part("fiscal month", number, months_in_year());
    const auto [begin, end] = span_of(fiscal_year);
    const bool extra = (end - begin).count() == 371;
    int before = 0;
    int left = number;
    for (int quarter = 1;; ++quarter) {
      const int months = pattern_.months_in_quarter(quarter);
      for (int month = 1; month <= months; ++month) {
        const bool longer = extra && quarter == long_quarter_.number() && month == months;
        const int weeks = pattern_.weeks[static_cast<std::size_t>(quarter - 1)][static_cast<std::size_t>(month - 1)] +
                          (longer ? 1 : 0);
        if (--left == 0) return run_of_weeks(begin, before, weeks);
        before += weeks;
      }
    }
  }

  /// The seven days of week 1 to 52, or 53 where the year has it.
  constexpr period week(int fiscal_year, int number) const {
    detail::checked_part("week", number, weeks_in_year(fiscal_year));
    return run_of_weeks(span_of(fiscal_year).begin, number - 1, 1);
  }

  constexpr int months_in_year() const { return pattern_.months_in_year(); }

  /// 52 or 53.
  constexpr int weeks_in_year(int fiscal_year) const {
    const auto [begin, end] = span_of(fiscal_year);
    return static_cast<int>((end - begin).count() / 7);
  }
  constexpr int weeks_in_quarter(int fiscal_year, int number) const {
    return weeks_of(detail::checked_part("quarter", number, 4), weeks_in_year(fiscal_year) == 53);
  }

  constexpr int year_of(date day) const {
    // The year ends in the day's calendar year or the next; an end that drifts over the New Year moves that by one.
    std::chrono::year ends_in = detail::civil(day).year();
    if (day <= ends_.in(ends_in)) {
      if (day <= ends_.in(ends_in - std::chrono::years{1})) --ends_in;
    } else {
      do ++ends_in;
      while (day > ends_.in(ends_in));
    }
    return static_cast<int>(ends_in) - years_from_name_to_end();
  }

  friend constexpr bool operator==(const week_calendar&, const week_calendar&) = default;

private:
  struct span {
    date begin;
    date end;
  };
  constexpr span span_of(int fiscal_year) const {
    const std::chrono::year ends_in{detail::checked_year("a fiscal year", fiscal_year) + years_from_name_to_end()};
    return {ends_.in(ends_in - std::chrono::years{1}) + std::chrono::days{1}, ends_.in(ends_in) + std::chrono::days{1}};
  }

  // A year whose nominal end is 31 December begins, nominally, in the calendar year that it ends in.
  constexpr int years_from_name_to_end() const {
    if (naming_ == year_naming::by_end) return 0;
    const auto nominal = detail::civil(ends_.nominal(std::chrono::year{2001}) + std::chrono::days{1});
    return nominal.year() == std::chrono::year{2001} ? 1 : 0;
  }

  constexpr int weeks_of(int quarter, bool extra) const {
    return pattern_.weeks_in_quarter(quarter) + (extra && quarter == long_quarter_.number() ? 1 : 0);
  }
  static constexpr period run_of_weeks(date year_begin, int weeks_before, int weeks) {
    const date begin = year_begin + std::chrono::days{7 * weeks_before};
    return period::between(begin, begin + std::chrono::days{7 * weeks});
  }

  year_end ends_;
  year_naming naming_;
  week_pattern pattern_;
  quarter_of_year long_quarter_;
};

/// "52 or 53 weeks that end on the last Saturday of September, named by the year they end in, 4-4-5, the 53rd week in
/// Q1"
std::string to_string(const week_calendar& calendar);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/week_calendar-inl.hpp>
#endif

#endif
