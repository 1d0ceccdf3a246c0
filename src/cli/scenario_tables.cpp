#include "scenario_output.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace runrate::cli {
namespace {

sheet lines_sheet(const scenario_report& r) {
  const scenario_set& set = r.set();
  std::vector<table_column> columns{{"line"}, {"period"}};
  for (const run_of_scenario& run : r.runs) columns.push_back({run.name, alignment::right});
  table t(columns, r.file.title);
  constexpr std::size_t most_shown = 12;
  const std::size_t periods = set.periods().size();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const line_formula& line = set.model().lines()[l];
    const std::string name =
        line.unit.is_currency() || line.unit.is_none() ? line.name : line.name + " (" + to_string(line.unit) + ")";
    for (std::size_t p = 0; p < periods; ++p) {
      // Of a long timeline the beginning and the end; CSV and JSON have all.
      if (periods > most_shown && p >= most_shown / 2 && p < periods - most_shown / 2) {
        if (p == most_shown / 2) t.add_row(std::vector<std::string>(columns.size(), "..."));
        continue;
      }
      std::vector<std::string> row{name, set.periods()[p].label};
      for (const run_of_scenario& run : r.runs) row.push_back(short_value(run.exactly.value(l, p), line.unit));
      t.add_row(std::move(row));
    }
    if (!line.adds_up() || periods == 1) continue;
    std::vector<std::string> row{name, "sum"};
    for (const run_of_scenario& run : r.runs) row.push_back(short_value(run.exactly.total(l), line.unit));
    t.add_row(std::move(row));
  }
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const std::string note = r.file.line_notes[l];
    t.add_note(set.model().lines()[l].name + " = " + set.model().text(l) + (note.empty() ? "" : ": " + note));
  }
  return {t};
}

sheet drivers_sheet(const scenario_report& r) {
  std::vector<table_column> columns{{"driver"}, {"unit"}};
  for (const run_of_scenario& run : r.runs) columns.push_back({run.name, alignment::right});
  columns.push_back({"range"});
  columns.push_back({"source"});
  table t(columns, "Drivers");
  for (const scenario_driver& d : r.set().drivers()) {
    std::vector<std::string> row{d.name, to_string(d.unit)};
    for (const run_of_scenario& run : r.runs) row.push_back(short_setting(*run.values.find(d.name), d.unit));
    row.push_back(d.base.bounds.empty() ? "" : to_string(d.base.bounds[0]));
    row.push_back(d.source);
    t.add_row(std::move(row));
  }
  return {t, {"source", "range", "unit"}};
}

sheet comparison_sheet(const scenario_report& r, const scenario_comparison& c) {
  const scenario_set& set = r.set();
  table t({{"line"},
           {c.with, alignment::right},
           {c.without, alignment::right},
           {"incremental", alignment::right},
           {"growth", alignment::right},
           {"exit run-rate", alignment::right}},
          c.name + ": " + c.with + " minus " + c.without);
  for (const line_difference& d : needed(difference(set, c.with, c.without)).lines) {
    const line_formula& line = set.model().lines()[d.line];
    t.add_row({line.name, short_value(d.total_with, line.unit), short_value(d.total_without, line.unit),
               short_value(d.total_difference, line.unit),
               d.growth ? fmt::format("{}%", to_string(round(d.growth->value() * ratio(100), round_to{2}))) : "",
               d.exit_run_rate ? short_value(*d.exit_run_rate, line.unit) : ""});
  }
  if (!c.note.empty()) t.add_note(c.note);
  return {t, {"exit run-rate", "growth"}};
}

sheet targets_sheet(const scenario_report& r) {
  table t({{"target"}, {"of"}, {"in"}, {"said", alignment::right}, {"computed", alignment::right}, {"verdict"}},
          "Held against what was said");
  for (const held_target& h : r.targets) {
    const unit of = r.set().model().lines()[h.target->of.line].unit;
    std::string word = h.target->words == "exactly" ? "" : h.target->words + " ";
    std::replace(word.begin(), word.end(), '_', ' ');
    std::string verdict(verdict_on(h));
    if (h.target->value != decimal()) {
      verdict += fmt::format(", {}% of it",
                             to_string(round(h.value.value() / ratio(h.target->value) * ratio(100), round_to{1})));
    }
    t.add_row({h.target->name, to_string(h.target->of, r.set().model(), r.set().periods()), h.whose,
               word + short_value(exact(h.target->value), of), short_value(h.value, of), verdict});
  }
  return {t, {"of"}};
}

sheet explanations_sheet(const scenario_report& r, std::size_t line) {
  table t({{"scenario"}, {"how it comes about"}}, r.set().model().lines()[line].name + ", explained");
  for (const run_of_scenario& run : r.runs) {
    for (std::size_t p = 0; p < r.set().periods().size(); ++p) {
      t.add_row(
          {run.name, explain(run.exactly, run.values, line, p).sentence(run.exactly.of(), run.exactly.periods())});
    }
  }
  return {t};
}

}  // namespace

std::vector<sheet> sheets_of(const scenario_report& r) {
  std::vector<sheet> sheets{lines_sheet(r)};
  for (const scenario_comparison& c : r.file.comparisons) sheets.push_back(comparison_sheet(r, c));
  if (!r.targets.empty()) sheets.push_back(targets_sheet(r));
  sheets.push_back(drivers_sheet(r));
  if (r.explained) sheets.push_back(explanations_sheet(r, *r.explained));
  return sheets;
}

}  // namespace runrate::cli
