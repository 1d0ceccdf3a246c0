// What a run of days is, judged by its length: a month, a quarter, a half, nine months, a year, or none of them.
//
// Filings do not say. The lengths below are those that real filers' income statements have, read from the SEC's
// company-facts data (data.sec.gov/api/xbrl/companyfacts) for twenty companies, 2007 to 2026; docs/explanation/time.md
// lists who has which.
//
// | kind        | days                          | who                                                               |
// |-------------|-------------------------------|-------------------------------------------------------------------|
// | day         | 1                             |                                                                   |
// | week        | 7                             |                                                                   |
// | month       | 28-31, 35, 42                 | calendar months; fiscal months of 4, 5 and (53rd week) 6 weeks    |
// | quarter     | 84-98, 112, 119               | 12-14 weeks, months, Coca-Cola's 87-97; 16 and 17 weeks           |
// | half        | 168, 175-189, 196, 203        | 24 weeks (Costco), 25-27 weeks and months, 28 and 29 weeks        |
// | nine months | 252, 259, 266-280, 287        | 36 weeks (Costco), 38-40 weeks and months, 37 and 41 weeks        |
// | year        | 364-366, 371                  | 52 weeks, calendar years, 53 weeks                                |
//
// Whatever lies between is `other`: 99 to 111 days, the dead zone from 120 to 167, and so on.
#ifndef RUNRATE_TIME_PERIOD_SHAPE_HPP
#define RUNRATE_TIME_PERIOD_SHAPE_HPP

#include <runrate/time/calendar_period.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace runrate {

enum class period_kind : std::uint8_t { day, week, month, quarter, half, nine_months, year, other };

/// "quarter", "nine months", ...
constexpr std::string_view to_string(period_kind kind) {
  switch (kind) {
    case period_kind::day: return "day";
    case period_kind::week: return "week";
    case period_kind::month: return "month";
    case period_kind::quarter: return "quarter";
    case period_kind::half: return "half";
    case period_kind::nine_months: return "nine months";
    case period_kind::year: return "year";
    case period_kind::other: return "other";
  }
  return "other";
}

/// What `shape_of` found: the kind, and the whole months or weeks when the days are such.
struct period_shape {
  period_kind kind;
  int days;
  std::optional<int> calendar_months;  ///< from the first of a month to the last of one: 3 for 1 October to 31 December
  std::optional<int> weeks;            ///< 13 for 91 days, nothing for 92

  /// How many such periods make a year: week 52, month 12, quarter 4, half 2, year 1; for the rest a `wrong_period`
  /// that says what the days are instead. Fifty-two weeks are 364 days; that is the multiple in use, not a day count.
  constexpr result<int> periods_per_year() const;

  bool operator==(const period_shape&) const = default;
};

namespace detail {

struct length_range {
  int least;
  int greatest;
  period_kind kind;
  std::string_view name;
};

inline constexpr std::array<length_range, 19> known_lengths{{
    {1, 1, period_kind::day, "a day"},
    {7, 7, period_kind::week, "a week"},
    {28, 31, period_kind::month, "a month"},
    {35, 35, period_kind::month, "a five-week month"},
    {42, 42, period_kind::month, "a six-week month"},
    {84, 98, period_kind::quarter, "a quarter of 12 to 14 weeks"},
    {112, 112, period_kind::quarter, "a 16-week quarter"},
    {119, 119, period_kind::quarter, "a 17-week quarter"},
    {168, 168, period_kind::half, "a half of 24 weeks"},
    {175, 189, period_kind::half, "a half of 25 to 27 weeks"},
    {196, 196, period_kind::half, "a half of 28 weeks"},
    {203, 203, period_kind::half, "a half of 29 weeks"},
    {252, 252, period_kind::nine_months, "three quarters of 12 weeks"},
    {259, 259, period_kind::nine_months, "three quarters of 37 weeks"},
    {266, 280, period_kind::nine_months, "nine months of 38 to 40 weeks"},
    {287, 287, period_kind::nine_months, "three quarters of 41 weeks"},
    {364, 364, period_kind::year, "a year of 52 weeks"},
    {365, 366, period_kind::year, "a calendar year"},
    {371, 371, period_kind::year, "a year of 53 weeks"},
}};

// The kind of each length from 0 days to that of the longest year: a series asks for every period that it has.
inline constexpr std::array<period_kind, 372> kinds_by_length = [] {
  std::array<period_kind, 372> kinds{};
  kinds.fill(period_kind::other);
  for (const length_range& known : known_lengths) {
    for (int days = known.least; days <= known.greatest; ++days) kinds[static_cast<std::size_t>(days)] = known.kind;
  }
  return kinds;
}();

constexpr period_kind kind_of_length(int days) {
  const auto at = static_cast<std::size_t>(days);  // a negative one is beyond the table
  return at < kinds_by_length.size() ? kinds_by_length[at] : period_kind::other;
}

constexpr std::optional<int> whole_calendar_months(period days) {
  const auto from = civil(days.begin());
  if (from.day() != std::chrono::day{1}) return std::nullopt;
  const auto to = civil(days.end());
  if (to.day() != std::chrono::day{1}) return std::nullopt;
  return static_cast<int>(
      (std::chrono::year_month{to.year(), to.month()} - std::chrono::year_month{from.year(), from.month()}).count());
}

RUNRATE_COLD result<int> no_periods_per_year(const period_shape& shape);

}  // namespace detail

constexpr result<int> period_shape::periods_per_year() const {
  switch (kind) {
    case period_kind::week: return 52;
    case period_kind::month: return 12;
    case period_kind::quarter: return 4;
    case period_kind::half: return 2;
    case period_kind::year: return 1;
    case period_kind::day:
    case period_kind::nine_months:
    case period_kind::other: break;
  }
  return detail::no_periods_per_year(*this);
}

/// What the days of a period are, by the table at the head of this file.
///
///     static_assert(shape_of(2025y / Q4).kind == period_kind::quarter);
///     shape_of(period::inclusive(date_of(2025, 1, 1), date_of(2025, 5, 10))).periods_per_year().error().text;
///     // "130 days are no known part of a year: longer than a 17-week quarter (119), shorter than a half of 24 weeks
///     // (168)"
constexpr period_shape shape_of(period days) {
  return {detail::kind_of_length(days.days()), days.days(), detail::whole_calendar_months(days), days.whole_weeks()};
}

/// How a period stands to a quarter of a year.
enum class quarter_fit : std::uint8_t {
  whole,           ///< three whole calendar months, in the calendar's quarters or another's
  thirteen_weeks,  ///< 91 days, a 52-week year's quarter
  fourteen_weeks,  ///< 98 days, a quarter that took the 53rd week: not comparable with its neighbours as it stands
  other_weeks,     ///< 12, 16 or 17 weeks
  uneven,          ///< the length of a quarter, but neither whole months nor whole weeks: Coca-Cola's 87 to 97 days
  partial,         ///< inside one calendar quarter, and shorter than any quarter: it is not finished, or began late
  not_a_quarter,
};

constexpr quarter_fit fit_to_quarter(period days) {
  const period_shape shape = shape_of(days);
  if (shape.kind == period_kind::quarter) {
    if (shape.calendar_months == 3) return quarter_fit::whole;
    if (shape.weeks == 13) return quarter_fit::thirteen_weeks;
    if (shape.weeks == 14) return quarter_fit::fourteen_weeks;
    return shape.weeks ? quarter_fit::other_weeks : quarter_fit::uneven;
  }
  const bool inside = period(calendar_quarter::containing(days.begin())).contains(days);
  return inside ? quarter_fit::partial : quarter_fit::not_a_quarter;
}

/// `part` lies inside `whole` and leaves days of it out.
constexpr bool is_partial(period part, period whole) { return whole.contains(part) && part != whole; }

/// The calendar quarter that a fiscal quarter is set beside: the one that holds its middle day (of two, the later).
constexpr calendar_quarter nearest_calendar_quarter(period days) {
  return calendar_quarter::containing(days.begin() + std::chrono::days{days.days() / 2});
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/period_shape-inl.hpp>
#endif

#endif
