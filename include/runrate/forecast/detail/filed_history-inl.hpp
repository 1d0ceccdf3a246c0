#ifndef RUNRATE_FORECAST_DETAIL_FILED_HISTORY_INL_HPP
#define RUNRATE_FORECAST_DETAIL_FILED_HISTORY_INL_HPP

#include <runrate/filing/quarters.hpp>
#include <runrate/filing/revenue.hpp>
#include <runrate/forecast/filed_history.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <variant>

namespace runrate {
namespace detail {

struct quarters_then {
  observed_series known;
  std::optional<any_calendar> fiscal_year;
};

/// The run of quarters of money that ends with the latest one known by then.
inline std::optional<quarters_then> quarters_known_by(const company_facts& company, std::string_view concept_name,
                                                      date by) {
  for (const joined_concepts& found : find_concepts(company, concept_name, by)) {
    const concept_quarters quarters = discrete_quarters(company, found.concepts, {by});
    if (quarters.none || quarters.kind != unit_kind::money) continue;
    const std::vector<quarter_series> runs = series_of(quarters);
    if (runs.empty()) continue;
    auto known = observed_series::of(runs.back().flows.amounts());
    if (!known) continue;
    std::optional<any_calendar> fiscal_year;
    if (const auto years = quarters.calendar.runs(); !years.empty()) {
      if (const auto* by_week = std::get_if<week_calendar>(&years.back().rule)) fiscal_year = *by_week;
      if (const auto* by_month = std::get_if<month_calendar>(&years.back().rule)) fiscal_year = *by_month;
    }
    return quarters_then{*std::move(known), std::move(fiscal_year)};
  }
  return std::nullopt;
}

/// The amount of the period that begins where another ended, or up to ten days from there.
inline const dated_amount* following(const observed_series& in, date end) {
  const auto amounts = in.amounts();
  const auto after = std::find_if(amounts.begin(), amounts.end(), [&](const dated_amount& a) {
    return std::abs((a.during.begin() - end).count()) <= 10;
  });
  return after == amounts.end() ? nullptr : &*after;
}

}  // namespace detail

RUNRATE_FUNC result<filed_history> filed_history::of(const company_facts& company, std::string_view concept_name,
                                                     std::optional<date> as_of) {
  std::vector<date> days;
  for (const filing& f : company.filings) {
    if (!as_of || f.filed <= *as_of) days.push_back(f.filed);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<known_quarters> times;
  std::optional<any_calendar> fiscal_year;
  for (const date day : days) {
    std::optional<detail::quarters_then> then = detail::quarters_known_by(company, concept_name, day);
    if (!then) continue;
    const date end = then->known.amounts().back().during.end();
    if (!times.empty() && end <= times.back().series.amounts().back().during.end()) continue;
    times.push_back({day, std::move(then->known)});
    if (then->fiscal_year) fiscal_year = std::move(then->fiscal_year);
  }
  if (times.empty()) {
    return reason{reason_code::operand_missing,
                  company.entity + " has no quarters of " + std::string(concept_name) + " in money",
                  {{"concept", std::string(concept_name)}}};
  }
  return filed_history(std::move(times), std::move(fiscal_year));
}

RUNRATE_FUNC std::vector<backtest_origin> filed_history::origins(std::size_t horizon, std::size_t least_known) const {
  std::vector<backtest_origin> made;
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const observed_series& known = times_[i].series;
    if (known.amounts().size() < std::max<std::size_t>(least_known, 1)) continue;
    const auto m = static_cast<std::size_t>(known.per_year());
    const std::size_t ahead = horizon == 0 ? m : horizon;
    backtest_origin origin{known.seen(), {}, std::nullopt};
    // The time at which each next quarter was first known.
    date end = known.amounts().back().during.end();
    std::size_t at = i + 1;
    for (std::size_t h = 0; h < std::max(ahead, m); ++h) {
      const dated_amount* next = nullptr;
      while (at < times_.size() && (next = detail::following(times_[at].series, end)) == nullptr) ++at;
      if (next == nullptr) break;
      end = next->during.end();
      if (h < ahead) origin.came.push_back(to_double(next->amount));
      if (h + 1 != m) continue;
      // The year, by what was known now: of the m quarters up to this one.
      const auto amounts = times_[at].series.amounts();
      const auto last = static_cast<std::size_t>(next - amounts.data());
      if (last + 1 < m) continue;
      double year = 0;
      for (std::size_t k = last + 1 - m; k <= last; ++k) year += to_double(amounts[k].amount);
      origin.year_that_came = year;
    }
    made.push_back(std::move(origin));
  }
  return made;
}

}  // namespace runrate

#endif
