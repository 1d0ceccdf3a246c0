// A day, and its one way of being written: ISO 8601.
//
//     constexpr date d = date_of(2025, 12, 31);
//     to_string(d);                  // "2025-12-31"
//     parse_date("2025-06-31");      // no value: "2025-06-31 is not a date; June has 30 days"
#ifndef RUNRATE_TIME_DATE_HPP
#define RUNRATE_TIME_DATE_HPP

#include <runrate/core/result.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace runrate {

/// A day of the proleptic Gregorian calendar: the standard library's own type, so that all of `<chrono>` applies.
using date = std::chrono::sys_days;

inline namespace literals {
using std::literals::chrono_literals::operator""y;  // 2025y / Q4
}

namespace detail {

// Every day that the library makes can be written in the ten characters of ISO 8601 and read back.
inline constexpr int first_year = 0;
inline constexpr int last_year = 9999;
inline constexpr date first_date = std::chrono::year{first_year} / std::chrono::January / 1;
inline constexpr date last_date = std::chrono::year{last_year} / std::chrono::December / 31;

[[noreturn]] RUNRATE_COLD void throw_no_such_date(int year, unsigned month, unsigned day);
[[noreturn]] RUNRATE_COLD void throw_no_such_year(const char* what, long long year);

constexpr int checked_year(const char* what, long long year) {
  if (year < first_year || year > last_year) throw_no_such_year(what, year);
  return static_cast<int>(year);
}

constexpr std::chrono::year_month_day civil(date day) { return std::chrono::year_month_day{day}; }
constexpr int year_of(date day) { return static_cast<int>(civil(day).year()); }

}  // namespace detail

/// The days in a month, 28 to 31; zero when there is no such month.
constexpr unsigned days_in_month(int year, unsigned month) {
  if (month < 1 || month > 12) return 0;
  return static_cast<unsigned>((std::chrono::year{year} / std::chrono::month{month} / std::chrono::last).day());
}

/// The days in a calendar year: 366 in a leap year, else 365.
constexpr int days_in_year(int year) { return std::chrono::year{year}.is_leap() ? 366 : 365; }

/// The day of that year (0 to 9999), month (1 to 12) and day of the month.
///
/// Throws `contract_error` when there is no such day: `date_of(2025, 6, 31)`. Text from a file is for `parse_date`.
constexpr date date_of(int year, unsigned month, unsigned day) {
  if (year < detail::first_year || year > detail::last_year || day == 0 || day > days_in_month(year, month))
    detail::throw_no_such_date(year, month, day);
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

/// Reads `yyyy-mm-dd` (ISO 8601, calendar date, extended format), and nothing else: no spaces, signs or short forms.
result<date> parse_date(std::string_view text);

/// Writes `yyyy-mm-dd`. A year outside 0 to 9999, which only arithmetic on `<chrono>`'s types can make, keeps its sign.
std::string to_string(date day);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/date-inl.hpp>
#endif

#endif
