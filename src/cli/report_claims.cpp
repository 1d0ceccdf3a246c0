// The report of claims, held against the record and against what was expected.
#include "report.hpp"

#include "claims.hpp"

#include <runrate/report/result_charts.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace runrate::cli {

namespace {

/// "claims", "34, 2025-05-30 to 2026-08-17".
std::pair<std::string, std::string> of_claims(const std::vector<held_claim>& all) {
  const auto is_before = [](const held_claim& a, const held_claim& b) {
    return a.said.said.begin() < b.said.said.begin();
  };
  const auto [first, last] = std::minmax_element(all.begin(), all.end(), is_before);
  return {"claims", fmt::format("{}, said {} to {}", all.size(), first->row.date_text, last->row.date_text)};
}

/// Where each claim stands, what is in it, and what the file has to say of it.
sheet sources_of(const std::vector<held_claim>& all) {
  table t({{"said"}, {"claim"}, {"of"}, {"in it"}, {"source"}, {"note"}},
          "Sources of the claims, as the file has them");
  for (const held_claim& held : all) {
    std::string scope;
    for (const std::string& part : held.row.scope) scope += (scope.empty() ? "" : ", ") + part;
    t.add_row({held.row.date_text, fmt::format("{} {}", held.said.subject, said_text(held)), held.row.period_text,
               scope, held.row.source, held.row.note});
  }
  return {std::move(t), {"in it", "of", "note"}};
}

}  // namespace

made_report<document> report_on_claims(const report_options& options) {
  if (options.inputs.size() != 1) {
    throw failure{exit_status::bad_usage, "one claims CSV was expected with --series"};
  }
  claims_options asked;
  asked.common = options.common;
  asked.claims = options.inputs.front();
  asked.series = options.series;
  asked.subject = options.subject;
  asked.methods = options.methods;
  asked.forecast = options.forecast;
  asked.fiscal_year_ends = options.fiscal_year_ends;
  const fiscal_years years(options.fiscal_year_ends);
  const std::optional<date> as_of = as_of_date(options.common);
  chosen_methods(options.methods, years.of({}));
  const claims_file claims = read_claims(asked.claims, options.common);
  const series_file series = read_series(asked.series, options.common);
  const std::vector<held_claim> all = hold_all(claims, series, asked);
  std::vector<claim> said;
  said.reserve(all.size());
  std::vector<data_date> dates;
  for (const held_claim& held : all) {
    said.push_back(held.said);
    if (held.record == nullptr) continue;
    const std::string name = series_name(held.record->entity, held.record->segment);
    const auto known = ended_by(*held.record, as_of);
    const auto is_it = [&](const data_date& d) { return d.name == name; };
    if (known.empty() || std::any_of(dates.begin(), dates.end(), is_it)) continue;
    dates.push_back({name, known.back().during.last()});
  }

  document page("Claims beside the record");
  page.add(facts_of_report("claims held against the record by " + options.methods, options, dates, {{of_claims(all)}}));
  for (const held_claim& held : all) {
    if (!held.run_rate) continue;
    const std::string title = fmt::format("{}, {} {}", held.row.date_text, held.said.subject, said_text(held));
    page.add(claim_chart(title, *held.run_rate, held.record->flows.unit()));
  }
  page.add(report_heading{"What the record says of each"});
  for (sheet& s : sheets_of(all, identify(all), relate(said), years)) {
    page.add(std::move(s));
  }
  page.add(sources_of(all));
  return {std::move(page), claims.problems.has_errors() || series.problems.has_errors()};
}

}  // namespace runrate::cli
