#ifndef RUNRATE_MODEL_DETAIL_TIMELINE_INL_HPP
#define RUNRATE_MODEL_DETAIL_TIMELINE_INL_HPP

#include <runrate/model/timeline.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC std::string to_string(const dated_quantity& q) {
  const auto with_day = [&](const char* name) { return std::string(name) + "(" + to_string(q.day) + ")"; };
  switch (q.what) {
    case period_quantity::hours: return "hours";
    case period_quantity::days: return "days";
    case period_quantity::weeks: return "weeks";
    case period_quantity::years: return "years";
    case period_quantity::index: return "index";
    case period_quantity::position: return "position";
    case period_quantity::elapsed: return "elapsed";
    case period_quantity::elapsed_begin: return "elapsed_begin";
    case period_quantity::elapsed_end: return "elapsed_end";
    case period_quantity::share_after: return with_day("share_after");
    case period_quantity::days_since: return with_day("days_since");
  }
  return "hours";
}

namespace detail {

template <class DaysOf>
result<std::vector<model_period>> consecutive_periods(const period_label& first, int count, const DaysOf& days_of) {
  if (count < 1 || count > timeline::most_periods) {
    return reason{
        reason_code::out_of_range,
        "a model runs over 1 to " + std::to_string(timeline::most_periods) + " periods, not " + std::to_string(count),
        {{"periods", std::to_string(count)}}};
  }
  const int per_year = units_per_year(first.unit());
  const long long last_year_needed = first.year() + (first.number() - 1 + count - 1LL) / per_year;
  if (last_year_needed >= last_year) {
    return reason{reason_code::out_of_range, "the periods end in the year " + std::to_string(last_year_needed) +
                                                 "; calendars go to " + std::to_string(last_year - 1)};
  }
  std::vector<model_period> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const period_label label = first + i;
    all.push_back({days_of(label), to_string(label), label.year(), label.number(), per_year});
  }
  return all;
}

}  // namespace detail

RUNRATE_FUNC result<timeline> timeline::of(const any_calendar& calendar, const period_label& first, int count) {
  auto periods =
      detail::consecutive_periods(first, count, [&](const period_label& label) { return resolve(calendar, label); });
  if (!periods) return periods.error();
  timeline made;
  made.periods_ = *std::move(periods);
  return made;
}

RUNRATE_FUNC result<timeline> timeline::of(const period_label& first, int count) {
  if (first.is_fiscal()) {
    detail::throw_contract("timeline::of: " + to_string(first) + " has no days without a calendar; give it first");
  }
  auto periods = detail::consecutive_periods(first, count, [](const period_label& label) { return label.calendar(); });
  if (!periods) return periods.error();
  timeline made;
  made.periods_ = *std::move(periods);
  return made;
}

RUNRATE_FUNC ratio timeline::quantity(const dated_quantity& q, std::size_t i) const {
  const model_period& p = periods_[i];
  const int days = p.during.days();
  const auto index = static_cast<long long>(i);
  const int halves = 2 * p.per_year;
  switch (q.what) {
    case period_quantity::hours: return ratio(24LL * days);
    case period_quantity::days: return ratio(days);
    case period_quantity::weeks: return ratio(days, 7);
    case period_quantity::years: return ratio(1, p.per_year);
    case period_quantity::index: return ratio(index);
    case period_quantity::position: return ratio(p.position);
    case period_quantity::elapsed: return ratio(2 * index + 1, halves);
    case period_quantity::elapsed_begin: return ratio(index, p.per_year);
    case period_quantity::elapsed_end: return ratio(index + 1, p.per_year);
    case period_quantity::share_after:
      return ratio(std::clamp(static_cast<int>((p.during.end() - q.day).count()), 0, days), days);
    case period_quantity::days_since:
      return ratio((p.during.begin() - q.day).count() + (p.during.end() - q.day).count(), 2);
  }
  return {};
}

RUNRATE_FUNC std::optional<std::size_t> timeline::find(std::string_view label) const {
  std::string asked(label);
  if (const auto read = parse_label(label)) asked = to_string(*read);
  const auto at = std::find_if(begin(), end(), [&](const model_period& p) { return p.label == asked; });
  if (at == end()) return std::nullopt;
  return static_cast<std::size_t>(at - begin());
}

}  // namespace runrate

#endif
