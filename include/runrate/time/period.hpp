// A period: the days that an amount was earned over.
#ifndef RUNRATE_TIME_PERIOD_HPP
#define RUNRATE_TIME_PERIOD_HPP

#include <runrate/fwd.hpp>
#include <runrate/time/date.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace runrate {

namespace detail {

[[noreturn]] RUNRATE_COLD void throw_empty_period(date begin, date end);
[[noreturn]] RUNRATE_COLD void throw_period_out_of_range();

}  // namespace detail

/// A half-open range of days, `[begin, end)`, that is never empty: eight bytes, ordered by its beginning, then its end.
///
///     constexpr auto q4 = period::inclusive(date_of(2025, 10, 1), date_of(2025, 12, 31));
///     static_assert(q4.days() == 92 && q4.end() == date_of(2026, 1, 1));
///     to_string(q4);   // "2025-10-01 to 2025-12-31": filings give the last day, and so do we
class period {
public:
  /// From `begin` up to, but without, `end`. Throws `contract_error` when that is no day.
  static constexpr period between(date begin, date end) { return period(begin, end); }

  /// From `first` to `last`, both inside, as filings write it. Throws `contract_error` when `last` is before `first`.
  static constexpr period inclusive(date first, date last) { return period(first, last + std::chrono::days{1}); }

  /// One day.
  static constexpr period day(date only) { return inclusive(only, only); }

  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  period(const fiscal_label&) = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  period(const fiscal_year&) = delete;

  constexpr date begin() const { return date{std::chrono::days{begin_}}; }
  /// The day after the last.
  constexpr date end() const { return date{std::chrono::days{end_}}; }
  constexpr date first() const { return begin(); }
  constexpr date last() const { return date{std::chrono::days{end_ - 1}}; }

  /// The number of days, at least 1.
  constexpr int days() const { return end_ - begin_; }

  /// The number of weeks when the days are whole weeks: 13 for 91 days, nothing for 92.
  constexpr std::optional<int> whole_weeks() const {
    if (days() % 7 != 0) return std::nullopt;
    return days() / 7;
  }

  constexpr bool contains(date day) const { return begin() <= day && day < end(); }
  constexpr bool contains(period other) const { return begin_ <= other.begin_ && other.end_ <= end_; }
  /// There is a day that lies in both.
  constexpr bool overlaps(period other) const { return begin_ < other.end_ && other.begin_ < end_; }
  /// This ends where the other begins: no gap, no overlap.
  constexpr bool adjoins(period next) const { return end_ == next.begin_; }

  friend constexpr bool operator==(const period&, const period&) = default;
  friend constexpr std::strong_ordering operator<=>(const period&, const period&) = default;

private:
  constexpr period(date begin, date end) {
    if (begin < detail::first_date || end > detail::last_date + std::chrono::days{1} || end < detail::first_date ||
        begin > detail::last_date)
      detail::throw_period_out_of_range();
    if (end <= begin) detail::throw_empty_period(begin, end);
    begin_ = static_cast<std::int32_t>(begin.time_since_epoch().count());
    end_ = static_cast<std::int32_t>(end.time_since_epoch().count());
  }

  std::int32_t begin_{};
  std::int32_t end_{};
};

/// The shortest period that holds both.
constexpr period hull(period a, period b) {
  return period::between(a.begin() < b.begin() ? a.begin() : b.begin(), a.end() < b.end() ? b.end() : a.end());
}

/// The days that lie in both, when there are any.
constexpr std::optional<period> intersection(period a, period b) {
  if (!a.overlaps(b)) return std::nullopt;
  return period::between(a.begin() < b.begin() ? b.begin() : a.begin(), a.end() < b.end() ? a.end() : b.end());
}

/// "2025-10-01 to 2025-12-31", the last day inside; a single day is "2025-10-01".
std::string to_string(period days);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/period-inl.hpp>
#endif

#endif
