// Fiscal calendars: what gives a fiscal label its days.
//
// There is no calendar by default and none that is global: it is always an argument.
#ifndef RUNRATE_TIME_FISCAL_CALENDAR_HPP
#define RUNRATE_TIME_FISCAL_CALENDAR_HPP

#include <runrate/time/fiscal_label.hpp>
#include <runrate/time/period_shape.hpp>

#include <concepts>
#include <string>
#include <type_traits>

namespace runrate {

/// A company's fiscal years and their parts, as days. To model it, a type has, all const and without side effects:
///
/// * `year(fy)`, `quarter(fy, q)`, `month(fy, m)`: the days of the fiscal year named `fy`, of its quarter 1 to 4, of
/// its
///   month 1 to 12. Years tile time, quarters and months tile their year: no gap, no overlap.
/// * `year_of(day)`: the name of the fiscal year that holds the day.
/// * `months_in_year()`, if it is not 12: 13 for a year kept in periods of four weeks.
///
/// docs/how-to/add-a-calendar.md writes one from nothing.
template <class Calendar>
concept fiscal_calendar = requires(const Calendar& calendar, int number, date day) {
  { calendar.year(number) } -> std::convertible_to<period>;
  { calendar.quarter(number, number) } -> std::convertible_to<period>;
  { calendar.month(number, number) } -> std::convertible_to<period>;
  { calendar.year_of(day) } -> std::same_as<int>;
}
&&std::copy_constructible<Calendar>;  // last: asked of a type that takes an any_calendar, it would ask itself

namespace detail {

[[noreturn]] RUNRATE_COLD void throw_calendar_lacks(label_unit unit, const fiscal_label& label);
[[noreturn]] RUNRATE_COLD void throw_calendar_has_a_hole(date day);
[[noreturn]] RUNRATE_COLD void throw_bad_month(unsigned month);

RUNRATE_COLD result<fiscal_label> no_label_for_shape(period days);
RUNRATE_COLD result<fiscal_label> no_label_near(period days, const fiscal_label& before, period days_before,
                                                const fiscal_label& at, period days_at, int grace);

template <class Calendar>
constexpr int months_in_year(const Calendar& calendar) {
  if constexpr (requires { calendar.months_in_year(); })
    return calendar.months_in_year();
  else
    return 12;
}

// A calendar keeps either twelve months or thirteen periods of four weeks.
template <class Calendar>
constexpr label_unit month_unit(const Calendar& calendar) {
  return months_in_year(calendar) == 13 ? label_unit::four_weeks : label_unit::month;
}

}  // namespace detail

/// The days of a fiscal label in that calendar.
///
/// Throws `contract_error` for a month (FY2026M03) of a calendar that has thirteen four-week periods, and the reverse.
///
///     constexpr month_calendar microsoft{std::chrono::June, year_naming::by_end};
///     static_assert(resolve(microsoft, fy(2026) / Q2) == 2025y / Q4);
template <fiscal_calendar Calendar>
constexpr period resolve(const Calendar& calendar, const fiscal_label& label) {
  const int year = label.year();
  const int number = label.number();
  switch (label.unit()) {
    case label_unit::year: break;
    case label_unit::half: return hull(calendar.quarter(year, 2 * number - 1), calendar.quarter(year, 2 * number));
    case label_unit::quarter: return calendar.quarter(year, number);
    case label_unit::month:
    case label_unit::four_weeks:
      if (label.unit() != detail::month_unit(calendar))
        detail::throw_calendar_lacks(detail::month_unit(calendar), label);
      return calendar.month(year, number);
  }
  return calendar.year(year);
}
template <fiscal_calendar Calendar>
constexpr period resolve(const Calendar& calendar, const fiscal_year& year) {
  return resolve(calendar, fiscal_label(year));
}

/// The days of either kind of label: a calendar period is what it is, whatever the fiscal calendar.
template <fiscal_calendar Calendar>
constexpr period resolve(const Calendar& calendar, const period_label& label) {
  return label.is_fiscal() ? resolve(calendar, label.fiscal()) : label.calendar();
}

/// The fiscal quarter (or another unit) that holds the day. `label_unit::month` of a calendar with four-week periods is
/// such a period.
template <fiscal_calendar Calendar>
constexpr fiscal_label label_of(const Calendar& calendar, date day, label_unit unit = label_unit::quarter) {
  const fiscal_year year = fy(calendar.year_of(day));
  if (unit == label_unit::year) return year;
  if (unit == label_unit::month || unit == label_unit::four_weeks) unit = detail::month_unit(calendar);
  for (int number = 1; number <= units_per_year(unit); ++number) {
    const auto label = fiscal_label::of(year, unit, number);
    if (resolve(calendar, label).contains(day)) return label;
  }
  detail::throw_calendar_has_a_hole(day);
}

/// The label of a reported period: exactly its days, or else the unit of its length (`shape_of`) whose end lies at most
/// `grace` days from its own.
///
/// The grace is for filers of 52 and 53 weeks that are read with a calendar of months: their quarters end up to a week
/// into the next month (Johnson & Johnson's second quarter of 2023 ended on 2 July), or before their own month's end.
/// Zero asks for the exact days. No label: `wrong_period`, with the nearest ones.
template <fiscal_calendar Calendar>
constexpr result<fiscal_label> label_of(const Calendar& calendar, period days, int grace = 7) {
  const label_unit month = detail::month_unit(calendar);
  // A slip of the pen in a file, such as the year 0202, is no bug of the caller's.
  if (const int name = calendar.year_of(days.last()); name <= 1000 || name >= detail::last_year)
    return detail::no_label_for_shape(days);
  for (const label_unit unit : {label_unit::quarter, label_unit::year, label_unit::half, month}) {
    const fiscal_label label = label_of(calendar, days.last(), unit);
    if (resolve(calendar, label) == days) return label;
  }
  label_unit unit = label_unit::year;
  switch (detail::kind_of_length(days.days())) {
    case period_kind::month: unit = month; break;
    case period_kind::quarter: unit = label_unit::quarter; break;
    case period_kind::half: unit = label_unit::half; break;
    case period_kind::year: break;
    case period_kind::day:
    case period_kind::week:
    case period_kind::nine_months:
    case period_kind::other: return detail::no_label_for_shape(days);
  }
  const fiscal_label at = label_of(calendar, days.last(), unit);
  const fiscal_label before = at.previous();
  const std::chrono::days near{grace};
  if (days.last() - resolve(calendar, before).last() <= near) return before;
  if (resolve(calendar, at).last() - days.last() <= near) return at;
  return detail::no_label_near(days, before, resolve(calendar, before), at, resolve(calendar, at), grace);
}

/// By which of the calendar years that it touches a fiscal year is named.
enum class year_naming : std::uint8_t {
  by_end,    ///< Nvidia's fiscal 2026 ends in January 2026
  by_start,  ///< Target's fiscal 2023 begins in January 2023 and ends in February 2024
};

/// Fiscal years that end with a month: Microsoft's with June, Snowflake's with January, most with December.
///
///     constexpr month_calendar snowflake{std::chrono::January, year_naming::by_end};
///     static_assert(snowflake.quarter(2026, 1) ==
///                   period::inclusive(date_of(2025, 2, 1), date_of(2025, 4, 30)));
class month_calendar {
public:
  /// `last_month` is the month that a fiscal year ends with. A year that ends with December has the same name either
  /// way.
  constexpr month_calendar(std::chrono::month last_month, year_naming naming)
      : last_month_(static_cast<std::uint8_t>(static_cast<unsigned>(last_month))), naming_(naming) {
    if (!last_month.ok()) detail::throw_bad_month(static_cast<unsigned>(last_month));
  }

  constexpr std::chrono::month last_month() const { return std::chrono::month{last_month_}; }
  constexpr year_naming naming() const { return naming_; }

  constexpr period year(int fiscal_year) const { return hull(month(fiscal_year, 1), month(fiscal_year, 12)); }
  constexpr period quarter(int fiscal_year, int number) const {
    const int last = 3 * detail::checked_part("quarter", number, 4);
    return hull(month(fiscal_year, last - 2), month(fiscal_year, last));
  }
  constexpr period month(int fiscal_year, int number) const {
    const int end_year = detail::checked_year("a fiscal year", fiscal_year) + years_from_name_to_end();
    return calendar_month::containing(first_day(end_year)) - 12 + detail::checked_part("fiscal month", number, 12);
  }
  constexpr int year_of(date day) const {
    const auto ymd = detail::civil(day);
    const int ends_in = static_cast<int>(ymd.year()) + (ymd.month() > last_month() ? 1 : 0);
    return ends_in - years_from_name_to_end();
  }

  friend constexpr bool operator==(const month_calendar&, const month_calendar&) = default;

private:
  constexpr int years_from_name_to_end() const { return naming_ == year_naming::by_start && last_month_ != 12 ? 1 : 0; }
  // Of the month that a fiscal year ends with.
  constexpr date first_day(int end_year) const { return std::chrono::year{end_year} / last_month() / 1; }

  std::uint8_t last_month_;
  year_naming naming_;
};

/// "fiscal years end with June, named by the year they end in"
std::string to_string(const month_calendar& calendar);

/// Any fiscal calendar by value, for a program that learns at run time which one: it models `fiscal_calendar` itself.
class any_calendar {
public:
  template <class Calendar>
    requires(!std::same_as<std::remove_cvref_t<Calendar>, any_calendar> &&
             fiscal_calendar<std::remove_cvref_t<Calendar>>)
  any_calendar(Calendar&& calendar)
      : held_(new held<std::remove_cvref_t<Calendar>>(static_cast<Calendar&&>(calendar))) {}

  any_calendar(const any_calendar& other) : held_(other.held_->clone()) {}
  any_calendar& operator=(const any_calendar& other) {
    if (this != &other) {
      const any_held* copy = other.held_->clone();
      delete held_;
      held_ = copy;
    }
    return *this;
  }
  ~any_calendar() { delete held_; }

  period year(int fiscal_year) const { return held_->year(fiscal_year); }
  period quarter(int fiscal_year, int number) const { return held_->quarter(fiscal_year, number); }
  period month(int fiscal_year, int number) const { return held_->month(fiscal_year, number); }
  int months_in_year() const { return held_->months_in_year(); }
  int year_of(date day) const { return held_->year_of(day); }

private:
  // There is no moved-from state: a move is a copy, and the handle is never empty.
  struct any_held {
    any_held() = default;
    any_held(const any_held&) = default;
    any_held& operator=(const any_held&) = delete;
    virtual ~any_held() = default;
    virtual const any_held* clone() const = 0;
    virtual period year(int fiscal_year) const = 0;
    virtual period quarter(int fiscal_year, int number) const = 0;
    virtual period month(int fiscal_year, int number) const = 0;
    virtual int months_in_year() const = 0;
    virtual int year_of(date day) const = 0;
  };

  template <class Calendar>
  struct held final : any_held {
    explicit held(const Calendar& calendar) : calendar_(calendar) {}
    const any_held* clone() const override { return new held(*this); }
    period year(int fiscal_year) const override { return calendar_.year(fiscal_year); }
    period quarter(int fiscal_year, int number) const override { return calendar_.quarter(fiscal_year, number); }
    period month(int fiscal_year, int number) const override { return calendar_.month(fiscal_year, number); }
    int months_in_year() const override { return detail::months_in_year(calendar_); }
    int year_of(date day) const override { return calendar_.year_of(day); }

  private:
    Calendar calendar_;
  };

  const any_held* held_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/fiscal_calendar-inl.hpp>
#endif

#endif
