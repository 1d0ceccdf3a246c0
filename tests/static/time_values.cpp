// What the time layer promises at compile time: sizes, constants, and what does not convert.
#include <runrate/time/calendar_period.hpp>
#include <runrate/time/date.hpp>
#include <runrate/time/day_count.hpp>
#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/fiscal_label.hpp>
#include <runrate/time/period.hpp>
#include <runrate/time/period_shape.hpp>
#include <runrate/time/week_calendar.hpp>

#include <type_traits>

using namespace runrate;

static_assert(sizeof(period) == 8 && std::is_trivially_copyable_v<period>);
static_assert(!std::is_default_constructible_v<period>);  // a period is never empty
static_assert(sizeof(calendar_quarter) == 4 && std::is_trivially_copyable_v<calendar_quarter>);
static_assert(sizeof(fiscal_label) <= 8 && std::is_trivially_copyable_v<fiscal_label>);
static_assert(sizeof(period_label) <= 8 && std::is_trivially_copyable_v<period_label>);
static_assert(sizeof(year_end) == 4);

static_assert((2025y / Q4).days() == 92);
static_assert((2025y / Q4).next() == 2026y / Q1);
static_assert(2025y / Q4 - 2024y / Q4 == 4);
static_assert(period(2025y / Q4) == period::inclusive(date_of(2025, 10, 1), date_of(2025, 12, 31)));
static_assert(calendar_month(2024, 2).days() == 29);
static_assert(shape_of(2025y / Q4).periods_per_year().value() == 4);
static_assert(actual_actual.factor(2000y / Q3) == annual_factor{366, 92});

// Calendars are constants; a label resolves at compile time.
constexpr month_calendar microsoft{std::chrono::June, year_naming::by_end};
constexpr week_calendar nvidia{year_end::last(std::chrono::Sunday, std::chrono::January), year_naming::by_end,
                               weeks_4_4_5};
static_assert(resolve(microsoft, fy(2026) / Q2) == 2025y / Q4);
static_assert(label_of(microsoft, date_of(2025, 12, 31)) == fy(2026) / Q2);
static_assert(resolve(nvidia, fy(2026) / Q3).last() == date_of(2025, 10, 26));
static_assert(label_of(nvidia, resolve(nvidia, fy(2026) / Q3)).value() == fy(2026) / Q3);

// Calendar periods are days; fiscal labels are not, whichever way they are offered.
static_assert(std::is_convertible_v<calendar_quarter, period> && std::is_convertible_v<calendar_year, period>);
static_assert(!std::is_convertible_v<fiscal_label, period> && !std::is_constructible_v<period, fiscal_label>);
static_assert(!std::is_convertible_v<fiscal_year, period> && !std::is_constructible_v<period, fiscal_year>);
static_assert(!std::is_convertible_v<period_label, period>);
template <class T>
concept has_days = requires(const T& value) {
  value.days();
};
static_assert(has_days<calendar_quarter> && has_days<period>);
static_assert(!has_days<fiscal_label> && !has_days<fiscal_year>);

// A quarter is no half, a number is neither, and a part of a part is nothing.
template <class A, class B>
concept divides = requires(const A& a, const B& b) {
  a / b;
};
static_assert(divides<std::chrono::year, quarter_of_year> && divides<calendar_year, half_of_year>);
static_assert(divides<fiscal_year, quarter_of_year>);
static_assert(!divides<int, quarter_of_year> && !divides<calendar_quarter, quarter_of_year>);
static_assert(!divides<fiscal_label, quarter_of_year> && !divides<fiscal_year, int>);
static_assert(!std::is_convertible_v<int, quarter_of_year> && !std::is_convertible_v<int, fiscal_year>);
template <class A, class B>
concept compares = requires(const A& a, const B& b) {
  a < b;
};
static_assert(compares<calendar_quarter, calendar_quarter> && !compares<calendar_quarter, calendar_month>);
static_assert(!compares<fiscal_label, calendar_quarter> && !compares<quarter_of_year, half_of_year>);

static_assert(fiscal_calendar<month_calendar> && fiscal_calendar<week_calendar> && fiscal_calendar<any_calendar>);
static_assert(!fiscal_calendar<int> && !fiscal_calendar<fiscal_label>);
static_assert(day_count_convention<actual_actual_t> && day_count_convention<actual_in_fiscal_year<week_calendar>>);
