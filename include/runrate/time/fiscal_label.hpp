// Labels of periods as people write them: "Q2 FY26", "4Q25", "2025-12".
//
// A fiscal label has no days until a calendar resolves it: FY2026Q2 is January to March at Microsoft's, and May to July
// at Nvidia's. So it does not convert to a period; `resolve(calendar, label)` in fiscal_calendar.hpp gives one.
#ifndef RUNRATE_TIME_FISCAL_LABEL_HPP
#define RUNRATE_TIME_FISCAL_LABEL_HPP

#include <runrate/time/calendar_period.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace runrate {

/// What part of a year a label names.
///
/// `four_weeks` is the thirteenth of a year that is kept in periods of four weeks, as a 16/12/12/12 year is.
enum class label_unit : std::uint8_t { year, half, quarter, month, four_weeks };

/// 1, 2, 4, 12 or 13.
constexpr int units_per_year(label_unit unit) {
  switch (unit) {
    case label_unit::year: return 1;
    case label_unit::half: return 2;
    case label_unit::quarter: return 4;
    case label_unit::month: return 12;
    case label_unit::four_weeks: return 13;
  }
  return 1;
}

/// "year", "half", "quarter", "month", "four-week period"
constexpr std::string_view to_string(label_unit unit) {
  switch (unit) {
    case label_unit::year: return "year";
    case label_unit::half: return "half";
    case label_unit::quarter: return "quarter";
    case label_unit::month: return "month";
    case label_unit::four_weeks: return "four-week period";
  }
  return "year";
}

namespace detail {

[[noreturn]] RUNRATE_COLD void throw_no_such_fiscal_year(long long year);
[[noreturn]] RUNRATE_COLD void throw_label_has_no_days();
[[noreturn]] RUNRATE_COLD void throw_label_is_not_fiscal();

// A year below 1000 is a slip, such as fy(26).
constexpr int checked_fiscal_year(long long year) {
  if (year < 1000 || year > last_year) throw_no_such_fiscal_year(year);
  return static_cast<int>(year);
}

struct label_parts {
  std::int16_t year;
  label_unit unit;
  std::uint8_t number;

  static constexpr label_parts of(int year, label_unit unit, int number) {
    return {static_cast<std::int16_t>(year), unit, static_cast<std::uint8_t>(number)};
  }

  // The year is for the caller to check: it may be anything.
  struct stepped_parts {
    std::int64_t year;
    int number;
  };
  constexpr stepped_parts stepped(std::int64_t steps) const {
    const int each_year = units_per_year(unit);
    const std::int64_t to = std::int64_t{year} * each_year + (number - 1) + steps;
    std::int64_t to_year = to / each_year;
    if (to % each_year < 0) --to_year;
    return {to_year, static_cast<int>(to - to_year * each_year) + 1};
  }

  bool operator==(const label_parts&) const = default;
};

}  // namespace detail

/// A month's place in a fiscal year of twelve: `fy(2026) / fiscal_month(3)`, printed FY2026M03.
class fiscal_month : public detail::part_of_year<fiscal_month, 12> {
public:
  constexpr explicit fiscal_month(int number) : part_of_year("fiscal month", number) {}
};

/// The place of a four-week period in a fiscal year of thirteen: `fy(2026) / four_weeks(13)`, printed FY2026P13.
class four_weeks : public detail::part_of_year<four_weeks, 13> {
public:
  constexpr explicit four_weeks(int number) : part_of_year("four-week period", number) {}
};

/// A fiscal year by its name: `fy(2026)`. Which days it has is a calendar's to say.
class fiscal_year {
public:
  /// Four digits: 1000 to 9999. `fy(26)` throws `contract_error`.
  constexpr explicit fiscal_year(int number)
      : number_(static_cast<std::int16_t>(detail::checked_fiscal_year(number))) {}

  constexpr int number() const { return number_; }
  constexpr fiscal_year next() const { return fiscal_year(number_ + 1); }
  constexpr fiscal_year previous() const { return fiscal_year(number_ - 1); }

  friend constexpr bool operator==(const fiscal_year&, const fiscal_year&) = default;
  friend constexpr std::strong_ordering operator<=>(const fiscal_year&, const fiscal_year&) = default;

  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy begin() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy end() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy first() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy last() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy days() const = delete;

private:
  std::int16_t number_;
};

/// `fy(2026)` is the fiscal year 2026, `fy(2026) / Q2` its second quarter.
constexpr fiscal_year fy(int number) { return fiscal_year(number); }

/// A part of a fiscal year by its name: `fy(2026)`, `fy(2026) / H1`, `fy(2026) / Q2`, `fy(2026) / fiscal_month(3)`.
///
/// It steps (`next()`, `+ 3`, `year_ago()`) and compares without a calendar, but has no days.
///
///     constexpr fiscal_label q = fy(2026) / Q4;
///     static_assert(q.next() == fy(2027) / Q1 && q.year_ago() == fy(2025) / Q4);
class fiscal_label {
public:
  constexpr fiscal_label(fiscal_year year) : fiscal_label(year.number(), label_unit::year, 1) {}
  constexpr fiscal_label(fiscal_year year, half_of_year half)
      : fiscal_label(year.number(), label_unit::half, half.number()) {}
  constexpr fiscal_label(fiscal_year year, quarter_of_year quarter)
      : fiscal_label(year.number(), label_unit::quarter, quarter.number()) {}
  constexpr fiscal_label(fiscal_year year, fiscal_month month)
      : fiscal_label(year.number(), label_unit::month, month.number()) {}
  constexpr fiscal_label(fiscal_year year, four_weeks weeks)
      : fiscal_label(year.number(), label_unit::four_weeks, weeks.number()) {}

  /// Any part by its number, for data. Throws `contract_error` when the year has no such part.
  static constexpr fiscal_label of(fiscal_year year, label_unit unit, int number) {
    return {year.number(), unit, detail::checked_part("such part", number, units_per_year(unit))};
  }

  constexpr int year() const { return parts_.year; }
  constexpr label_unit unit() const { return parts_.unit; }
  /// The place in the year, from 1.
  constexpr int number() const { return parts_.number; }

  constexpr fiscal_label next() const { return *this + 1; }
  constexpr fiscal_label previous() const { return *this - 1; }
  /// The same part of the year before.
  constexpr fiscal_label year_ago() const { return *this - units_per_year(unit()); }

  friend constexpr fiscal_label operator+(const fiscal_label& from, int steps) { return from.stepped(steps); }
  friend constexpr fiscal_label operator-(const fiscal_label& from, int steps) {
    return from.stepped(-std::int64_t{steps});
  }

  friend constexpr bool operator==(const fiscal_label&, const fiscal_label&) = default;
  /// In order within a unit; a quarter and a month have none.
  friend constexpr std::partial_ordering operator<=>(const fiscal_label& a, const fiscal_label& b) {
    if (a.unit() != b.unit()) return std::partial_ordering::unordered;
    if (a.year() != b.year()) return a.year() <=> b.year();
    return a.number() <=> b.number();
  }

  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy begin() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy end() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy first() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy last() const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy days() const = delete;

private:
  constexpr fiscal_label(int year, label_unit unit, int number) : parts_(detail::label_parts::of(year, unit, number)) {}

  constexpr fiscal_label stepped(std::int64_t steps) const {
    const auto to = parts_.stepped(steps);
    return {detail::checked_fiscal_year(to.year), unit(), to.number};
  }

  detail::label_parts parts_;
};

constexpr fiscal_label operator/(fiscal_year year, half_of_year half) { return {year, half}; }
constexpr fiscal_label operator/(fiscal_year year, quarter_of_year quarter) { return {year, quarter}; }
constexpr fiscal_label operator/(fiscal_year year, fiscal_month month) { return {year, month}; }
constexpr fiscal_label operator/(fiscal_year year, four_weeks weeks) { return {year, weeks}; }

/// What stands in a column of labels: a calendar period or a fiscal label; `is_fiscal()` tells which.
///
///     const auto label = parse_label("Q2 FY26").value();
///     const period days = label.is_fiscal() ? resolve(nvidia, label.fiscal()) : label.calendar();
class period_label {
public:
  constexpr period_label(fiscal_label label)
      : parts_(detail::label_parts::of(label.year(), label.unit(), label.number())), fiscal_(true) {}
  constexpr period_label(fiscal_year year) : period_label(fiscal_label(year)) {}
  constexpr period_label(calendar_year year) : period_label(year.year(), label_unit::year, 1) {}
  constexpr period_label(calendar_half half) : period_label(half.year(), label_unit::half, half.half().number()) {}
  constexpr period_label(calendar_quarter quarter)
      : period_label(quarter.year(), label_unit::quarter, quarter.quarter().number()) {}
  constexpr period_label(calendar_month month) : period_label(month.year(), label_unit::month, month.month()) {}

  constexpr bool is_fiscal() const { return fiscal_; }
  constexpr int year() const { return parts_.year; }
  constexpr label_unit unit() const { return parts_.unit; }
  /// The place in the year, from 1.
  constexpr int number() const { return parts_.number; }

  /// The fiscal label; throws `contract_error` when it is a calendar period.
  constexpr fiscal_label fiscal() const {
    if (!fiscal_) detail::throw_label_is_not_fiscal();
    return fiscal_label::of(fy(year()), unit(), number());
  }

  /// The days of a calendar label; throws `contract_error` when it is fiscal: `resolve(calendar, label)` serves both.
  constexpr period calendar() const {
    if (fiscal_) detail::throw_label_has_no_days();
    switch (unit()) {
      case label_unit::half: return calendar_half(year(), number());
      case label_unit::quarter: return calendar_quarter(year(), number());
      case label_unit::month: return calendar_month(year(), number());
      case label_unit::year:
      case label_unit::four_weeks: break;
    }
    return calendar_year(year());
  }

  constexpr period_label next() const { return *this + 1; }
  constexpr period_label previous() const { return *this - 1; }
  /// The same part of the year before.
  constexpr period_label year_ago() const { return *this - units_per_year(unit()); }

  friend constexpr period_label operator+(const period_label& from, int steps) { return from.stepped(steps); }
  friend constexpr period_label operator-(const period_label& from, int steps) {
    return from.stepped(-std::int64_t{steps});
  }

  bool operator==(const period_label&) const = default;

private:
  constexpr period_label(int year, label_unit unit, int number)
      : parts_(detail::label_parts::of(year, unit, number)), fiscal_(false) {}

  constexpr period_label stepped(std::int64_t steps) const {
    const auto to = parts_.stepped(steps);
    period_label result = *this;
    const int year =
        fiscal_ ? detail::checked_fiscal_year(to.year) : detail::checked_year("a calendar period", to.year);
    result.parts_ = detail::label_parts::of(year, unit(), to.number);
    return result;
  }

  detail::label_parts parts_;
  bool fiscal_;
};

/// How a label is written.
enum class label_style : std::uint8_t {
  compact,  ///< 2025Q4, 2025H1, 2025-12, 2025; FY2026Q2, FY2026H1, FY2026M03, FY2026P03, FY2026
  spoken,   ///< Q4 2025, H1 2025, Dec 2025, 2025; Q2 FY2026, H1 FY2026, M03 FY2026, P03 FY2026, FY2026
  brief,    ///< 4Q25, 1H25, Dec'25, CY25; 2QFY26, 1HFY26, M03FY26, P03FY26, FY26; four digits outside 1969 to 2068
};

std::string to_string(const fiscal_label& label, label_style style = label_style::compact);
std::string to_string(const fiscal_year& year, label_style style = label_style::compact);
std::string to_string(const period_label& label, label_style style = label_style::compact);

/// Reads a label as people write it, upper or lower case: all that `label_style` writes, and "2025-Q4", "FY26 Q2",
/// "FY2026Q2", "Q2 FY26", "Q4'25", "1H26", "H1 2025", "CY2025", "December 2025", "2025M12", "FY26-M03".
///
/// * With "FY" the label is fiscal; without, or with "CY", it is the calendar's.
/// * A year has four digits or two. Two are read as POSIX `strptime`'s %y reads them: 69 to 99 are 1969 to 1999, 00 to
///   68 are 2000 to 2068. A bare "25" is no year, and two digits after a month's name need an apostrophe (Dec'25).
/// * What can be read in two ways is refused with both: "2025-4" (month or quarter), "9M25" (the ninth month or the
///   first nine), "FY2025-26" (two years), "Dec 25" (a day or a year).
result<period_label> parse_label(std::string_view text);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/fiscal_label-inl.hpp>
#endif

#endif
