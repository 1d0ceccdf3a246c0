#ifndef RUNRATE_FILING_DETAIL_INFERRED_CALENDAR_INL_HPP
#define RUNRATE_FILING_DETAIL_INFERRED_CALENDAR_INL_HPP

#include <runrate/filing/inferred_calendar.hpp>

#include <algorithm>
#include <array>

namespace runrate {
namespace detail {

// A year of weeks may end a few days into the next month, and so into the next year: its name goes by the day a week
// before.
inline int nominal_year(period year) { return year_of(year.last() - std::chrono::days{7}); }

inline bool ends_with_month(date last) { return civil(last + std::chrono::days{1}).day() == std::chrono::day{1}; }

inline bool is_of_weeks(period year) { return year.days() == 364 || year.days() == 371; }

/// Whether `older` can be of one run with the years that follow it: the same month's end, or the same weekday.
inline bool same_kind(std::span<const reported_year> run, period older) {
  const auto month_of = [](period p) { return civil(p.last()).month(); };
  const auto by_month = [&](period p) {
    return ends_with_month(p.last()) && month_of(p) == month_of(run.back().during);
  };
  if (std::all_of(run.begin(), run.end(), [&](const reported_year& y) { return by_month(y.during); }) &&
      by_month(older)) {
    return true;
  }
  const auto day_of = [](period p) { return std::chrono::weekday{p.last()}; };
  const auto by_week = [&](period p) { return is_of_weeks(p) && day_of(p) == day_of(run.back().during); };
  // The first year of a run may itself be shorter or longer: it begins where the years before it ended.
  const auto all_but_first = run.subspan(1);
  return std::all_of(all_but_first.begin(), all_but_first.end(),
                     [&](const reported_year& y) { return by_week(y.during); }) &&
         day_of(run.front().during) == day_of(older) && day_of(older) == day_of(run.back().during) &&
         (is_of_weeks(run.front().during));
}

inline std::optional<week_calendar> week_rule_of(std::span<const reported_year> years, std::span<const period> quarters,
                                                 year_naming naming) {
  const std::chrono::weekday day{years.back().during.last()};
  week_pattern pattern = weeks_4_4_5;
  quarter_of_year longer = Q4;
  for (const reported_year& y : years) {
    const auto first = std::lower_bound(quarters.begin(), quarters.end(), y.during.begin(),
                                        [](period q, date begin) { return q.begin() < begin; });
    for (auto at = first; at != quarters.end() && at->begin() < y.during.end(); ++at) {
      const period q = *at;
      if (!y.during.contains(q)) continue;
      const auto weeks_before = static_cast<int>((q.begin() - y.during.begin()).count()) / 7;
      if (q.days() == 112 || q.days() == 119) pattern = weeks_before == 0 ? weeks_16_12_12_12 : weeks_12_12_12_16;
      if (y.during.days() == 371 && (q.days() == 98 || q.days() == 119)) {
        longer = quarter_of_year(std::min(weeks_before / 12, 3) + 1);
      }
    }
  }
  // The month that a rule is about: the last day may drift into the next.
  for (const int drift : {0, 7}) {
    const auto month = civil(years.back().during.last() - std::chrono::days{drift}).month();
    const std::array rules{year_end::last(day, month), year_end::nearest(day, month / std::chrono::last)};
    for (const year_end& rule : rules) {
      const auto holds = [&](const reported_year& y) {
        const auto year = civil(y.during.last() - std::chrono::days{7}).year();
        return rule.in(year) == y.during.last() || rule.in(year + std::chrono::years{1}) == y.during.last();
      };
      if (std::all_of(years.begin(), years.end(), holds)) return week_calendar(rule, naming, pattern, longer);
    }
  }
  return std::nullopt;
}

// The days of a year in order of month and day, from the middle of the year on, so that December comes before January.
inline int place_in_year(date day) {
  const auto ymd = civil(day);
  const int month = (static_cast<int>(static_cast<unsigned>(ymd.month())) + 5) % 12;
  return month * 32 + static_cast<int>(static_cast<unsigned>(ymd.day()));
}

}  // namespace detail

RUNRATE_FUNC inferred_calendar::inferred_calendar(std::span<const reported_year> years,
                                                  std::span<const period> quarters)
    : years_(years.begin(), years.end()) {
  int before = 0, at = 0;
  for (const reported_year& y : years_) {
    if (y.stamp == 0) continue;
    before += y.stamp == detail::nominal_year(y.during) - 1 ? 1 : 0;
    at += y.stamp == detail::nominal_year(y.during) ? 1 : 0;
  }
  names_before_ends_ = before > at ? 1 : 0;
  const year_naming naming = names_before_ends_ == 1 ? year_naming::by_start : year_naming::by_end;
  for (std::size_t end = years_.size(); end > 0;) {
    std::size_t begin = end - 1;
    const std::span<const reported_year> all(years_);
    while (begin > 0 && detail::same_kind(all.subspan(begin, end - begin), years_[begin - 1].during)) --begin;
    const auto run = all.subspan(begin, end - begin);
    const date last = run.back().during.last();
    const auto over = std::count_if(run.begin(), run.end(), [](const reported_year& y) { return y.is_over; });
    const int reported = static_cast<int>(over), begun = static_cast<int>(run.size()) - reported;
    calendar_run found{run.front().during.begin(), reported, begun, last, last, {}};
    for (const reported_year& y : run) {
      const date end_of_year = y.during.last();
      if (detail::place_in_year(end_of_year) < detail::place_in_year(found.earliest_end))
        found.earliest_end = end_of_year;
      if (detail::place_in_year(end_of_year) > detail::place_in_year(found.latest_end)) found.latest_end = end_of_year;
    }
    const auto month = detail::civil(last).month();
    const bool by_month = std::all_of(run.begin(), run.end(), [&](const reported_year& y) {
      return detail::ends_with_month(y.during.last()) && detail::civil(y.during.last()).month() == month;
    });
    if (by_month) {
      found.rule = month_calendar(month, naming);
    } else if (detail::is_of_weeks(run.back().during)) {
      if (const auto rule = detail::week_rule_of(run, quarters, naming)) found.rule = *rule;
    }
    runs_.insert(runs_.begin(), found);
    end = begin;
  }
}

RUNRATE_FUNC bool calendar_run::is_calendar_year() const {
  const auto* by_month = std::get_if<month_calendar>(&rule);
  return by_month != nullptr && by_month->last_month() == std::chrono::December;
}

RUNRATE_FUNC std::string calendar_run::text() const {
  if (const auto* by_month = std::get_if<month_calendar>(&rule)) return to_string(*by_month);
  if (const auto* by_week = std::get_if<week_calendar>(&rule)) return to_string(*by_week);
  // Month and day, as in a date.
  const auto month_and_day = [](date day) { return to_string(day).substr(5); };
  return "years that end " +
         (earliest_end == latest_end ? "on " + month_and_day(latest_end)
                                     : "from " + month_and_day(earliest_end) + " to " + month_and_day(latest_end)) +
         " (month-day), by none of the rules in use";
}

RUNRATE_FUNC const calendar_run* inferred_calendar::run_at(date day) const {
  const calendar_run* found = runs_.empty() ? nullptr : &runs_.front();
  for (const calendar_run& run : runs_) {
    if (run.from <= day) found = &run;
  }
  return found;
}

RUNRATE_FUNC int inferred_calendar::name_of(period year) const {
  return detail::nominal_year(year) - names_before_ends_;
}

RUNRATE_FUNC std::string inferred_calendar::label_of_year(period year) const {
  const calendar_run* run = run_at(year.begin());
  const int name = name_of(year);
  return run != nullptr && run->is_calendar_year() ? to_string(calendar_year(name)) : to_string(fy(name));
}

RUNRATE_FUNC std::optional<period_label> inferred_calendar::label_of(period quarter) const {
  const calendar_run* run = run_at(quarter.begin());
  if (run == nullptr) return std::nullopt;
  const auto year = std::upper_bound(years_.begin(), years_.end(), quarter.begin(),
                                     [](date day, const reported_year& y) { return day < y.during.end(); });
  if (year != years_.end() && year->during.contains(quarter))
    return placed(quarter, year->during, name_of(year->during));
  const auto by_rule = [&](const auto& rule) -> std::optional<period_label> {
    if constexpr (fiscal_calendar<std::remove_cvref_t<decltype(rule)>>) {
      const result<fiscal_label> label = runrate::label_of(rule, quarter);
      if (!label || label->unit() != label_unit::quarter) return std::nullopt;
      if (run->is_calendar_year()) return period_label(calendar_quarter(label->year(), label->number()));
      return period_label(*label);
    } else {
      return std::nullopt;
    }
  };
  if (const auto label = std::visit(by_rule, run->rule)) return label;
  // The year that is not over begins where the last one ended.
  const period last = years_.back().during;
  if (!std::holds_alternative<std::monostate>(run->rule)) return std::nullopt;
  if (name_of(last) + 3 > detail::last_year) return std::nullopt;  // a slip of the pen, near the last year there is
  const period next = period::between(last.end(), last.end() + std::chrono::days{364 + 7});
  if (!next.contains(quarter)) return std::nullopt;
  return placed(quarter, period::between(last.end(), last.end() + std::chrono::days{364}), name_of(last) + 1);
}

RUNRATE_FUNC std::optional<period_label> inferred_calendar::placed(period quarter, period year, int name) const {
  const date middle = quarter.begin() + std::chrono::days{quarter.days() / 2};
  const int number = static_cast<int>((middle - year.begin()).count() * 4 / year.days()) + 1;
  if (number < 1 || number > 4 || name < 1000) return std::nullopt;
  if (run_at(year.begin())->is_calendar_year()) return period_label(calendar_quarter(name, number));
  return period_label(fiscal_label(fy(name), quarter_of_year(number)));
}

RUNRATE_FUNC std::vector<period> inferred_calendar::quarters_in(period days) const {
  const calendar_run* run = run_at(days.begin());
  std::vector<period> found;
  if (run == nullptr) return found;
  const auto by_rule = [&](const auto& rule) {
    if constexpr (fiscal_calendar<std::remove_cvref_t<decltype(rule)>>) {
      int year = rule.year_of(days.begin()), number = 1;
      // A slip of the pen in a file, such as the year 0202, is in no fiscal year; neither is one near the last.
      if (year <= 1000 || rule.year_of(days.last()) + 1 >= detail::last_year) return false;
      while (number < 4 && rule.quarter(year, number).begin() < days.begin()) ++number;
      // A few days before a year begins is where it does.
      if (number == 4 && days.begin() - rule.quarter(year, 4).begin() > std::chrono::days{7}) ++year, number = 1;
      for (date at = days.begin(); at < days.end();) {
        const period q = rule.quarter(year, number);
        // The day counts of real quarters may differ from the rule's by a few days: Coca-Cola's within a calendar year.
        if (std::abs(static_cast<int>((q.begin() - at).count())) > 7) return false;
        const bool is_last = std::abs(static_cast<int>((q.end() - days.end()).count())) <= 7;
        const date end = is_last ? days.end() : q.end();
        if (end <= at || end > days.end()) return false;
        found.push_back(period::between(at, end));
        at = end;
        if (++number > 4) ++year, number = 1;
      }
      return true;
    } else {
      return false;
    }
  };
  if (!std::visit(by_rule, run->rule)) found.clear();
  return found;
}

RUNRATE_FUNC std::string inferred_calendar::text() const {
  std::string all;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const calendar_run& run = runs_[i];
    const auto years = [](int count) { return std::to_string(count) + (count == 1 ? " year" : " years"); };
    std::string known = run.years == 0 ? "" : years(run.years) + " seen";
    if (run.begun != 0) known += (known.empty() ? "" : ", ") + years(run.begun) + " begun";
    all += (i == 0 ? "" : "; from " + to_string(run.from) + " ") + run.text() + " (" + known + ")";
  }
  return all;
}

}  // namespace runrate

#endif
