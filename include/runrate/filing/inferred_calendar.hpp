// A company's fiscal calendar, read from the days on which its reported years end.
#ifndef RUNRATE_FILING_INFERRED_CALENDAR_HPP
#define RUNRATE_FILING_INFERRED_CALENDAR_HPP

#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/week_calendar.hpp>

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace runrate {

/// A fiscal year as it was reported: its days, and the year that its filing is for as the filer says, 0 where it does
/// not: SEC's `fy` of the report on that year itself.
struct reported_year {
  period during;
  int stamp = 0;
  bool is_over = true;  ///< false of a year of which only the first months were reported
};

/// Fiscal years of one kind in a row: what rule their ends follow, and from which day on. Cadence's ended on the
/// Saturday nearest 31 December until January 2022 and end with December since.
struct calendar_run {
  date from;          ///< the first day of the first of these years
  int years;          ///< how many of them were reported
  int begun;          ///< and of how many only the first months
  date earliest_end;  ///< of their last days, the earliest by month and day
  date latest_end;    ///< and the latest
  /// The rule; nothing where the ends follow none, as Deere's: a Sunday from 27 October to 3 November.
  std::variant<std::monostate, month_calendar, week_calendar> rule;

  /// Whether fiscal years are calendar years, so that a quarter is "2025Q4" and not "FY2025Q4".
  bool is_calendar_year() const;
  /// The rule in words, or between which days the ends lie.
  std::string text() const;
};

/// The fiscal calendar that a company's reported years show.
///
/// Whole months come first: years that all end with the last day of one month. Else they are weeks: years of 52 or 53
/// weeks that end on one weekday, the last of a month or the nearest to a month's end. A change of kind begins another
/// run. Names follow the filers' own stamps: by the year they end in, unless most say the year before (Target). No rule
/// is claimed that one of the ends breaks; labels then go by a quarter's place in the reported year.
class inferred_calendar {
public:
  /// `years` that do not overlap, in order; `quarters` in order: they show which quarter takes the 53rd week, and
  /// whether quarters have 12 or 16 weeks.
  inferred_calendar(std::span<const reported_year> years, std::span<const period> quarters);

  /// In the order of time; empty where no year was reported.
  std::span<const calendar_run> runs() const { return runs_; }

  /// The label of a quarter, by its place in a reported year, or else by the rule of its time; nothing where neither
  /// says.
  std::optional<period_label> label_of(period quarter) const;

  /// The name of a fiscal year: "FY2024", or "2024" where fiscal years are calendar years.
  std::string label_of_year(period year) const;

  /// The quarters that a run of days is made of, where the rule says so and they fill it exactly; else empty.
  std::vector<period> quarters_in(period days) const;

  /// "fiscal years end with January, named by the year they end in (5 years seen)", or "(1 year begun)", a run.
  std::string text() const;

private:
  const calendar_run* run_at(date day) const;
  std::optional<period_label> placed(period quarter, period year, int name) const;
  int name_of(period year) const;

  std::vector<reported_year> years_;
  std::vector<calendar_run> runs_;
  int names_before_ends_ = 0;  // 1 where years are named by the year before the one they end in
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/filing/detail/inferred_calendar-inl.hpp>
#endif

#endif
