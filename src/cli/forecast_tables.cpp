#include "estimates.hpp"
#include "forecast_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace runrate::cli {
namespace {

std::string text_of(const std::optional<value_range>& range, const amounts_alike& text) {
  const bool has_ends = range && std::isfinite(range->low) && std::isfinite(range->high);
  return has_ends ? text(range->low) + " and " + text(range->high) : "";
}

std::string_view plural_of_periods(int per_year) {
  switch (per_year) {
    case 1: return "years";
    case 2: return "halves";
    case 4: return "quarters";
    case 12: return "months";
    case 52: return "weeks";
    default: return "periods";
  }
}

std::string counted_periods(std::size_t count, int per_year) {
  const std::string_view plural = plural_of_periods(per_year);
  return fmt::format("{} {}", count, count > 1 ? plural : per_year == 2 ? "half" : plural.substr(0, plural.size() - 1));
}

std::string next_year_label(int per_year) {
  switch (per_year) {
    case 1: return "next year";
    case 2: return "next two halves";
    case 4: return "next four quarters";
    case 12: return "next twelve months";
    default: return fmt::format("next {} {}", per_year, plural_of_periods(per_year));
  }
}

std::string note_on_ranges(range_source ranges) {
  if (ranges == range_source::backtest) {
    return "ranges: from the method's errors at earlier times of this series; 80 in 100 take 4 of them, 95 in 100 take "
           "19";
  }
  return "ranges: from the method's model, widened by what was seen on other series; --ranges backtest takes its "
         "errors on this one";
}

}  // namespace

std::vector<sheet> sheets_of(const forecast_report& r, bool quiet) {
  constexpr const char* inner = "80 in 100 between";
  constexpr const char* outer = "95 in 100 between";
  const fiscal_years calendar_years({});
  std::vector<sheet> sheets;
  bool has_one = false;  // a range
  for (const expected_series& s : r.series) {
    for (std::size_t m = 0; m < r.methods.size(); ++m) {
      const result<series_forecast>& found = s.by_method[m];
      if (!found) continue;
      const dated_amount& latest = s.amounts.back();
      table t({{"period"}, {"expected", alignment::right}, {inner}, {outer}}, s.name() + " by " + r.methods[m]);
      amounts_alike text(s.unit());
      for (const predicted& p : found->periods) text.add(p.value);
      bool lacks_one = false;
      const auto add_row = [&](const std::string& label, const predicted& p) {
        lacks_one = lacks_one || !p.ranges[0] || !p.ranges[1];
        has_one = has_one || p.ranges[0];
        t.add_row({label, text(p.value), text_of(p.ranges[0], text), text_of(p.ranges[1], text)});
      };
      for (std::size_t h = 0; h < found->periods.size(); ++h) {
        add_row(label_of(*s.from, s.ahead[h], calendar_years), found->periods[h]);
      }
      add_row(next_year_label(*s.per_year), found->next_year);
      if (!quiet) {
        t.add_note(fmt::format("from {} to {}, the latest {}", counted_periods(s.amounts.size(), *s.per_year),
                               to_string(latest.during.last()), estimate_text(to_double(latest.amount), s.unit())));
        if (!s.from->concept_name.empty()) t.add_note("concept: " + s.from->concept_name);
        if (lacks_one) t.add_note("no range: too little is known of the method's errors");
      }
      sheets.push_back({std::move(t), {inner}});
    }
  }
  if (!quiet && !sheets.empty()) {
    if (has_one) sheets.back().content.add_note(note_on_ranges(r.ranges));
    sheets.back().content.add_note("figures are estimates, computed in double");
  }
  return sheets;
}

}  // namespace runrate::cli
