// Day counts: how many days a year has for a period, so that an amount can be weighted by days.
//
// The day-weighted method multiplies an amount by (days in the year) / (days in the period). The number above the line
// is a convention, and a method takes it as an argument.
//
// | convention            | above the line                                                                | Q3 2000 |
// |-----------------------|-------------------------------------------------------------------------------|---------|
// | actual_actual         | 366 or 365: the calendar year of the period's last day                        | 366/92  |
// | actual_actual_isda    | each day weighs 1/366 in a leap year, 1/365 in another; the inverse of the sum| 366/92  |
// | actual_365            | 365, always                                                                   | 365/92  |
// | actual_360            | 360, always                                                                   | 360/92  |
// | thirty_360            | 360, over days counted as if every month had 30                               | 360/90  |
// | actual_in_fiscal_year | the days of the fiscal year of the period's last day                          |         |
#ifndef RUNRATE_TIME_DAY_COUNT_HPP
#define RUNRATE_TIME_DAY_COUNT_HPP

#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/period.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace runrate {

/// By what an amount over a period is multiplied to be an amount a year, exactly: 365/92. As counted, not reduced.
struct annual_factor {
  std::int64_t numerator;    ///< days in the year
  std::int64_t denominator;  ///< days in the period

  bool operator==(const annual_factor&) const = default;
};

/// "365/92"
std::string to_string(const annual_factor& factor);

/// A day-count convention: a small pure object, such as a user may write, with `name()` and `factor(period)`.
template <class Convention>
concept day_count_convention = std::copy_constructible<Convention> &&
    requires(const Convention& convention, period days) {
  { convention.name() } -> std::convertible_to<std::string_view>;
  { convention.factor(days) } -> std::same_as<annual_factor>;
};

namespace detail {

[[noreturn]] RUNRATE_COLD void throw_no_thirty_360_days(period days);

constexpr int days_in_year_of(date day) { return days_in_year(year_of(day)); }

// 1 January of the year after that of `day`.
constexpr date next_new_year(date day) {
  return (civil(day).year() + std::chrono::years{1}) / std::chrono::January / 1;
}

}  // namespace detail

/// Actual days over the days of the calendar year that holds the period's last day: 366/92 for any quarter of 92 days
/// of a leap year, also for its third.
///
/// Oracle Hyperion Strategic Finance's @annualize: 15 in the third quarter of 2000 is 15 x 366 / 92 = 59.674 a year
/// (docs.oracle.com/cd/E36352_01/epm.1112/hsf_user/ch21s03s04s02.html). That text leaves open a period over the New
/// Year; the year of the last day is taken, as fiscal years are named by their end. So November 2024 to January 2025,
/// 92 days, is 365/92. `actual_actual_isda` divides such a period instead.
struct actual_actual_t {
  static constexpr std::string_view name() { return "actual/actual"; }
  static constexpr annual_factor factor(period days) { return {detail::days_in_year_of(days.last()), days.days()}; }
};
inline constexpr actual_actual_t actual_actual{};

/// Actual days, each over the length of its own calendar year; the factor is the inverse of the sum. It differs from
/// `actual_actual` for a period over a New Year with a leap year on one side: for November 2024 to January 2025 it is
/// 1 / (61/366 + 31/365) = 133590/33611.
///
/// ISDA, 2006 ISDA Definitions, section 4.16(b), "Actual/Actual".
struct actual_actual_isda_t {
  static constexpr std::string_view name() { return "actual/actual (ISDA)"; }
  static constexpr annual_factor factor(period days) {
    std::int64_t leap = 0;
    std::int64_t common = 0;
    for (date from = days.begin(); from < days.end();) {
      const date new_year = detail::next_new_year(from);
      const date to = new_year < days.end() ? new_year : days.end();
      (detail::days_in_year_of(from) == 366 ? leap : common) += (to - from).count();
      from = to;
    }
    if (leap == 0) return {365, common};
    if (common == 0) return {366, leap};
    return {std::int64_t{365} * 366, leap * 365 + common * 366};
  }
};
inline constexpr actual_actual_isda_t actual_actual_isda{};

/// Actual days over 365, leap years or not. ISDA, 2006 ISDA Definitions, section 4.16(d), "Actual/365 (Fixed)".
struct actual_365_t {
  static constexpr std::string_view name() { return "actual/365"; }
  static constexpr annual_factor factor(period days) { return {365, days.days()}; }
};
inline constexpr actual_365_t actual_365{};

/// Actual days over 360. ISDA, 2006 ISDA Definitions, section 4.16(e), "Actual/360".
struct actual_360_t {
  static constexpr std::string_view name() { return "actual/360"; }
  static constexpr annual_factor factor(period days) { return {360, days.days()}; }
};
inline constexpr actual_360_t actual_360{};

/// Days as if every month had thirty: a calendar month is 360/30 and a calendar quarter 360/90, exactly times twelve
/// and times four. ISDA, 2006 ISDA Definitions, section 4.16(f), "30/360", from the period's first day to the day after
/// its last.
///
/// Throws `contract_error` for the one period that it counts as no day: the 30th of a month with 31 days by itself.
struct thirty_360_t {
  static constexpr std::string_view name() { return "30/360"; }
  static constexpr annual_factor factor(period days) {
    const auto from = detail::civil(days.begin());
    const auto to = detail::civil(days.end());
    int first = static_cast<int>(static_cast<unsigned>(from.day()));
    int last = static_cast<int>(static_cast<unsigned>(to.day()));
    if (first == 31) first = 30;
    if (last == 31 && first == 30) last = 30;
    const int months = static_cast<int>(
        (std::chrono::year_month{to.year(), to.month()} - std::chrono::year_month{from.year(), from.month()}).count());
    const int counted = 30 * months + last - first;
    if (counted == 0) detail::throw_no_thirty_360_days(days);
    return {360, counted};
  }
};
inline constexpr thirty_360_t thirty_360{};

/// Actual days over the days of the fiscal year of that calendar which holds the period's last day: a 13-week quarter
/// of a 52-week year is 364/91, and a whole fiscal year is 1 whatever its length.
///
///     actual_in_fiscal_year(nvidia).factor(resolve(nvidia, fy(2026) / Q3))   // 364/91
template <fiscal_calendar Calendar>
class actual_in_fiscal_year {
public:
  constexpr explicit actual_in_fiscal_year(Calendar calendar) : calendar_(calendar) {}

  static constexpr std::string_view name() { return "actual/fiscal year"; }
  constexpr annual_factor factor(period days) const {
    const period year = calendar_.year(calendar_.year_of(days.last()));
    return {year.days(), days.days()};
  }

private:
  Calendar calendar_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/day_count-inl.hpp>
#endif

#endif
