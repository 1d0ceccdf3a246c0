#ifndef RUNRATE_FILING_DETAIL_FISCAL_YEARS_INL_HPP
#define RUNRATE_FILING_DETAIL_FISCAL_YEARS_INL_HPP

#include <runrate/filing/detail/figure_candidates-inl.hpp>
#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/inferred_calendar.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <vector>

namespace runrate::detail {

// A day that a year's report ends with, and the fiscal year that the filer gives it.
struct report_end {
  date end;
  int stamp;
};
inline std::vector<report_end> ends_of_reports(const company_facts& company, std::span<const std::uint32_t> concepts,
                                               std::optional<date> as_of, bool& any_form) {
  std::vector<report_end> of_filing(company.filings.size(), {date{}, 0});
  for (const std::uint32_t c : concepts) {
    for (const fact& f : company.concepts[c].flows) {
      const filing& document = company.filings[f.filing];
      any_form = any_form || !document.form.empty();
      if (!document.is_annual || kind_of_length(f.during.days()) != period_kind::year) continue;
      if (as_of && document.filed > *as_of) continue;
      report_end& latest = of_filing[f.filing];
      if (latest.end < f.during.end()) latest = {f.during.end(), f.fiscal_year};
    }
  }
  std::erase_if(of_filing, [](const report_end& r) { return r.end == date{}; });
  // The smallest stamp first: a comparative has the label of a later filing.
  std::sort(of_filing.begin(), of_filing.end(), [](const report_end& a, const report_end& b) {
    return std::tuple(a.end, a.stamp == 0, a.stamp) < std::tuple(b.end, b.stamp == 0, b.stamp);
  });
  return of_filing;
}

// Fiscal years: those that a year's report ends with, and those that adjoin them. A twelve-month column of a 10-Q is
// none.
inline std::vector<reported_year> fiscal_years_in(const company_facts& company, std::span<const std::uint32_t> concepts,
                                                  const span_history& history, std::optional<date> as_of) {
  bool any_form = false;
  const std::vector<report_end> ends = ends_of_reports(company, concepts, as_of, any_form);
  const auto stamp_at = [&](date end) -> std::optional<int> {
    const auto found =
        std::lower_bound(ends.begin(), ends.end(), end, [](const report_end& r, date day) { return r.end < day; });
    if (found == ends.end() || found->end != end) return std::nullopt;
    return found->stamp;
  };
  std::vector<const reported_span*> all;  // of a year's length
  for (const reported_span& s : history.spans()) {
    if (kind_of_length(s.during.days()) == period_kind::year) all.push_back(&s);
  }
  std::vector<reported_year> years;
  const auto by_begin = [](const reported_year& y, date day) { return y.during.begin() < day; };
  // Years that don't overlap, in order.
  const auto add = [&](period during, int stamp) {
    const auto at = std::lower_bound(years.begin(), years.end(), during.begin(), by_begin);
    if ((at != years.end() && at->during.overlaps(during)) ||
        (at != years.begin() && std::prev(at)->during.overlaps(during)))
      return;
    years.insert(at, {during, stamp});
  };
  // Of two that differ by a slip, the one that begins where something else ends: Caterpillar's 2009 was filed again as
  // from 31 December on, with another figure.
  for (const bool adjoins : {true, false}) {
    for (const reported_span* s : all) {
      if (history.until(s->during.begin()).empty() == adjoins) continue;
      const auto stamp = stamp_at(s->during.end());
      if (stamp || !any_form) add(s->during, stamp.value_or(0));
    }
  }
  // Backwards, so that years in a row before the first report's are all found.
  for (auto s = all.rbegin(); s != all.rend(); ++s) {
    const auto next = std::lower_bound(years.begin(), years.end(), (*s)->during.end(), by_begin);
    if (next != years.end() && (*s)->during.adjoins(next->during)) add((*s)->during, 0);
  }
  return years;
}

// Before a year is reported, its first six or nine months say when it began.
inline std::vector<reported_year> fiscal_years_begun(const company_facts& company, const span_history& history) {
  std::vector<reported_year> years;
  for (const reported_span& s : history.spans()) {
    const auto first = civil(s.during.begin());
    if (!is_cumulative(s.during.days()) || first.day() != std::chrono::day{1} || history.versions(s).empty()) continue;
    if (first.year() >= std::chrono::year{last_year}) continue;  // a slip of the pen: no day ends that year
    const period year = period::between(s.during.begin(), (first.year() + std::chrono::years{1}) / first.month() / 1);
    if (!years.empty() && years.back().during.overlaps(year)) continue;
    const fact& said = fact_at(company, history.versions(s).front().first);
    years.push_back({year, said.fiscal_year, false});
  }
  return years;
}

}  // namespace runrate::detail

#endif
