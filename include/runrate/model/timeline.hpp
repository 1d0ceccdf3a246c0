// The periods that a model runs over, and what every one of them knows of itself.
#ifndef RUNRATE_MODEL_TIMELINE_HPP
#define RUNRATE_MODEL_TIMELINE_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What a formula can ask a period for.
enum class period_quantity : unsigned char {
  hours,          ///< 24 times the days
  days,           ///< 90 to 92 in a calendar quarter, 91 or 98 in one of weeks
  weeks,          ///< a seventh of the days
  years,          ///< the part of a year by name: 1/4 for any quarter, 1/12 for a month, whatever its days
  index,          ///< 0 for the first period of the timeline
  position,       ///< the place in the year of the label: 1 to 4 for quarters, 1 to 12 for months
  elapsed,        ///< years by name from the timeline's beginning to the middle of the period: 1/8, 3/8 for quarters
  elapsed_begin,  ///< the same to its beginning: 0, 1/4, ...
  elapsed_end,    ///< the same to its end: 1/4, 1/2, ...
  share_after,    ///< the share of its days that are a given day or later: what a switch at a date needs
  days_since,     ///< days from the beginning of a given day to the middle of the period; negative before it
};

/// A quantity, with the day that `share_after` and `days_since` speak of.
struct dated_quantity {
  period_quantity what;
  date day{};
  bool operator==(const dated_quantity&) const = default;
};

/// "hours"; "share_after(2026-07-01)": as it stands in a formula.
std::string to_string(const dated_quantity& q);

/// One period of a timeline.
struct model_period {
  period during;
  std::string label;  ///< "FY2026Q2", "2026Q1"
  int year;           ///< by the label: fiscal or calendar
  int position;       ///< 1 to `per_year`
  int per_year;       ///< 1, 2, 4, 12 or 13
};

/// Consecutive periods of one kind of a fiscal calendar: what a model runs over. Days, weeks and hours are those that
/// the calendar gives, so that a quarter of fourteen weeks has fourteen.
///
///     const timeline year = timeline::of(2026y / Q1, 4).value();
class timeline {
public:
  /// As many as a model can run over: 83 years of four-week periods.
  static constexpr int most_periods = 1'083;

  /// `count` periods of the kind of `first`, and from it on; the calendar says which days a fiscal label has. No answer
  /// for none, more than `most_periods`, or years that the calendar does not have.
  static result<timeline> of(const any_calendar& calendar, const period_label& first, int count);
  /// The same for calendar years, halves, quarters and months: `timeline::of(2026y / Q1, 4)`. `contract_error` for a
  /// fiscal label, which needs a calendar.
  static result<timeline> of(const period_label& first, int count);

  std::size_t size() const { return periods_.size(); }
  const model_period& operator[](std::size_t i) const { return periods_[i]; }
  auto begin() const { return periods_.begin(); }
  auto end() const { return periods_.end(); }
  /// 1, 2, 4, 12 or 13.
  int per_year() const { return periods_.front().per_year; }
  /// From the first day of the first period to the last of the last.
  period during() const { return hull(periods_.front().during, periods_.back().during); }

  /// The quantity in a period, exactly.
  ratio quantity(const dated_quantity& q, std::size_t i) const;

  /// The period of a label, as `to_string` writes it or as people do ("Q2 FY26"); nothing when it is not one of them.
  std::optional<std::size_t> find(std::string_view label) const;

private:
  timeline() = default;
  std::vector<model_period> periods_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/timeline-inl.hpp>
#endif

#endif
