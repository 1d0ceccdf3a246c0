// Calendar months, quarters, halves and years: small values that are days by themselves.
//
// A company's own quarter may be something else: see fiscal_label.hpp.
#ifndef RUNRATE_TIME_CALENDAR_PERIOD_HPP
#define RUNRATE_TIME_CALENDAR_PERIOD_HPP

#include <runrate/time/period.hpp>

#include <compare>
#include <cstdint>
#include <string>

namespace runrate {
namespace detail {

[[noreturn]] RUNRATE_COLD void throw_no_such_part(const char* what, long long number, int greatest);

constexpr int checked_part(const char* what, long long number, int greatest) {
  if (number < 1 || number > greatest) throw_no_such_part(what, number, greatest);
  return static_cast<int>(number);
}

// A number from 1 to `Greatest` with a name of its own, so that a quarter is never taken for a half.
template <class Self, int Greatest>
class part_of_year {
public:
  constexpr int number() const { return number_; }

  friend constexpr bool operator==(const Self& a, const Self& b) { return a.number() == b.number(); }
  friend constexpr std::strong_ordering operator<=>(const Self& a, const Self& b) { return a.number() <=> b.number(); }

protected:
  constexpr part_of_year(const char* what, int number)
      : number_(static_cast<std::int8_t>(checked_part(what, number, Greatest))) {}

private:
  std::int8_t number_;
};

}  // namespace detail

/// A quarter's place in a year, calendar or fiscal: `Q1` to `Q4`. Another number throws `contract_error`.
class quarter_of_year : public detail::part_of_year<quarter_of_year, 4> {
public:
  constexpr explicit quarter_of_year(int number) : part_of_year("quarter", number) {}
};

/// A half's place in a year, calendar or fiscal: `H1` or `H2`. Another number throws `contract_error`.
class half_of_year : public detail::part_of_year<half_of_year, 2> {
public:
  constexpr explicit half_of_year(int number) : part_of_year("half", number) {}
};

inline constexpr quarter_of_year Q1{1};
inline constexpr quarter_of_year Q2{2};
inline constexpr quarter_of_year Q3{3};
inline constexpr quarter_of_year Q4{4};
inline constexpr half_of_year H1{1};
inline constexpr half_of_year H2{2};

namespace detail {

// What the four have in common: a count of equal steps of `Months` months since the year 0.
template <class Self, int Months>
class calendar_steps {
public:
  static constexpr int months_each = Months;
  static constexpr int each_year = 12 / Months;

  /// The one that holds that day.
  static constexpr Self containing(date day) {
    const auto ymd = civil(day);
    const int year = checked_year("a calendar period", static_cast<int>(ymd.year()));
    return at(year * each_year + (static_cast<int>(static_cast<unsigned>(ymd.month())) - 1) / Months);
  }

  constexpr int year() const { return ordinal_ / each_year; }

  constexpr date begin() const { return first_of(ordinal_); }
  constexpr date end() const { return first_of(ordinal_ + 1); }
  constexpr date first() const { return begin(); }
  constexpr date last() const { return end() - std::chrono::days{1}; }
  constexpr int days() const { return static_cast<int>((end() - begin()).count()); }
  constexpr operator period() const { return period::between(begin(), end()); }

  constexpr Self next() const { return self() + 1; }
  constexpr Self previous() const { return self() - 1; }
  /// The same part of the year before.
  constexpr Self year_ago() const { return self() - each_year; }

  friend constexpr Self operator+(const Self& from, int steps) {
    const std::int64_t to = std::int64_t{from.ordinal_} + steps;
    checked_year("a calendar period", to < 0 ? (to + 1) / each_year - 1 : to / each_year);
    return at(static_cast<std::int32_t>(to));
  }
  friend constexpr Self operator+(int steps, const Self& from) { return from + steps; }
  friend constexpr Self operator-(const Self& from, int steps) {
    // -INT_MIN is no int; whatever is out of range is refused by the addition.
    return steps == INT32_MIN ? from + INT32_MAX : from + -steps;
  }
  /// The steps from `b` to `a`: `2025y / Q4 - 2024y / Q4` is 4.
  friend constexpr int operator-(const Self& a, const Self& b) { return a.ordinal_ - b.ordinal_; }

  constexpr Self& operator+=(int steps) { return self() = self() + steps; }
  constexpr Self& operator-=(int steps) { return self() = self() - steps; }
  constexpr Self& operator++() { return *this += 1; }
  constexpr Self& operator--() { return *this -= 1; }

  friend constexpr bool operator==(const Self& a, const Self& b) { return a.ordinal_ == b.ordinal_; }
  friend constexpr std::strong_ordering operator<=>(const Self& a, const Self& b) { return a.ordinal_ <=> b.ordinal_; }

protected:
  struct from_ordinal {};

  constexpr explicit calendar_steps(std::int32_t ordinal) : ordinal_(ordinal) {}

  static constexpr std::int32_t ordinal_of(const char* what, int year, int number) {
    return checked_year("a calendar period", year) * each_year + checked_part(what, number, each_year) - 1;
  }

  // 1 to `each_year`
  constexpr int place() const { return ordinal_ % each_year + 1; }

private:
  constexpr const Self& self() const { return static_cast<const Self&>(*this); }
  constexpr Self& self() { return static_cast<Self&>(*this); }

  static constexpr Self at(std::int32_t ordinal) { return Self(from_ordinal{}, ordinal); }

  static constexpr date first_of(std::int32_t ordinal) {
    return std::chrono::year{ordinal / each_year} /
           std::chrono::month{static_cast<unsigned>(ordinal % each_year * Months + 1)} / 1;
  }

  std::int32_t ordinal_;
};

}  // namespace detail

/// A calendar year: `calendar_year(2025)`, or `2025y` where one is expected. It converts to its `period` of days.
class calendar_year : public detail::calendar_steps<calendar_year, 12> {
public:
  constexpr explicit calendar_year(int year) : calendar_steps(ordinal_of("year", year, 1)) {}
  constexpr calendar_year(std::chrono::year year) : calendar_year(static_cast<int>(year)) {}

private:
  friend calendar_steps;
  constexpr calendar_year(from_ordinal, std::int32_t ordinal) : calendar_steps(ordinal) {}
};

/// Half a calendar year: `2025y / H1`. It converts to its `period` of days, and steps by six months.
class calendar_half : public detail::calendar_steps<calendar_half, 6> {
public:
  constexpr calendar_half(int year, int half) : calendar_steps(ordinal_of("half", year, half)) {}

  constexpr half_of_year half() const { return half_of_year(place()); }

private:
  friend calendar_steps;
  constexpr calendar_half(from_ordinal, std::int32_t ordinal) : calendar_steps(ordinal) {}
};

/// A calendar quarter: `2025y / Q4`. It converts to its `period` of days, and steps by three months.
///
///     constexpr calendar_quarter q = 2025y / Q4;
///     static_assert(q.next() == 2026y / Q1 && q.year_ago() == 2024y / Q4 && q.days() == 92);
class calendar_quarter : public detail::calendar_steps<calendar_quarter, 3> {
public:
  constexpr calendar_quarter(int year, int quarter) : calendar_steps(ordinal_of("quarter", year, quarter)) {}

  constexpr quarter_of_year quarter() const { return quarter_of_year(place()); }

private:
  friend calendar_steps;
  constexpr calendar_quarter(from_ordinal, std::int32_t ordinal) : calendar_steps(ordinal) {}
};

/// A calendar month: `calendar_month(2025, 12)`, or `2025y / std::chrono::December` where one is expected.
class calendar_month : public detail::calendar_steps<calendar_month, 1> {
public:
  constexpr calendar_month(int year, int month) : calendar_steps(ordinal_of("month", year, month)) {}
  constexpr calendar_month(std::chrono::year_month month)
      : calendar_month(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month()))) {}

  /// 1 for January to 12 for December.
  constexpr int month() const { return place(); }

private:
  friend calendar_steps;
  constexpr calendar_month(from_ordinal, std::int32_t ordinal) : calendar_steps(ordinal) {}
};

constexpr calendar_quarter operator/(calendar_year year, quarter_of_year quarter) {
  return {year.year(), quarter.number()};
}
constexpr calendar_half operator/(calendar_year year, half_of_year half) { return {year.year(), half.number()}; }

std::string to_string(calendar_year year);        ///< "2025"
std::string to_string(calendar_half half);        ///< "2025H1"
std::string to_string(calendar_quarter quarter);  ///< "2025Q4"
std::string to_string(calendar_month month);      ///< "2025-12"

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/calendar_period-inl.hpp>
#endif

#endif
