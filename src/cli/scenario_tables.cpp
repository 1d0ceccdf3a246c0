#include "scenario_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace runrate::cli {
namespace {

sheet lines_sheet(const scenario_file& file, const std::vector<run_of_scenario>& runs, bool quiet) {
  const scenario_set& set = *file.set;
  const bool weighted = runs.size() == set.scenarios().size() && weighted_mean(set, {0, 0, 1});
  std::vector<table_column> columns{{"line"}, {"period"}};
  for (const run_of_scenario& run : runs) columns.push_back({run.name, alignment::right});
  if (weighted) columns.push_back({"by weight", alignment::right});
  table t(columns, file.title);
  constexpr std::size_t most_shown = 12;
  const std::size_t periods = set.periods().size();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const line_formula& line = set.model().lines()[l];
    std::string name =
        line.unit.is_currency() || line.unit.is_none() ? line.name : line.name + " (" + to_string(line.unit) + ")";
    const bool sums = line.adds_up() && periods > 1;
    alike_values text(line.unit);
    for (const run_of_scenario& run : runs) {
      for (std::size_t p = 0; p < periods; ++p) text.add(run.exactly.value(l, p));
      if (sums) text.add(run.exactly.total(l));
    }
    const auto add_row = [&](const std::string& label, const measure& of) {
      std::vector<std::string> row{std::exchange(name, ""), label};
      for (const run_of_scenario& run : runs) row.push_back(text(value_of(of, run.exactly)));
      if (weighted) row.push_back(text(*weighted_mean(set, of)));
      t.add_row(std::move(row));
    };
    for (std::size_t p = 0; p < periods; ++p) {
      // Of a long timeline the beginning and the end; CSV and JSON have all.
      if (periods > most_shown && p >= most_shown / 2 && p < periods - most_shown / 2) {
        if (p == most_shown / 2) t.add_row(std::vector<std::string>(columns.size(), "..."));
        continue;
      }
      add_row(set.periods()[p].label, {l, p, p + 1});
    }
    if (sums) add_row("sum", {l, 0, periods});
  }
  if (quiet) return {t};
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    t.add_note(set.model().lines()[l].name + " = " + set.model().text(l));
  }
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    if (!file.line_notes[l].empty()) t.add_note(set.model().lines()[l].name + ": " + file.line_notes[l]);
  }
  if (!file.note.empty()) t.add_note(file.note);
  return {t};
}

/// Each scenario has what differs from the base, or from the first where that is not shown.
sheet drivers_sheet(const scenario_file& file, const std::vector<run_of_scenario>& runs, bool quiet) {
  std::vector<table_column> columns{{"driver"}, {"unit"}, {"range"}};
  for (const run_of_scenario& run : runs) columns.push_back({run.name, alignment::right});
  table t(columns, "Drivers");
  const auto is_base = [](const run_of_scenario& run) { return run.name == scenario_set::base_name; };
  const auto found = std::find_if(runs.begin(), runs.end(), is_base);
  const run_of_scenario& reference = found != runs.end() ? *found : runs.front();
  for (const scenario_driver& d : file.set->drivers()) {
    std::vector<std::string> row{d.name, to_string(d.unit), short_range(d.base, d.unit)};
    const driver_setting& usual = *reference.values.find(d.name);
    for (const run_of_scenario& run : runs) {
      const driver_setting& own = *run.values.find(d.name);
      row.push_back(&run != &reference && own.values == usual.values ? "" : short_setting(own, d.unit));
    }
    t.add_row(std::move(row));
  }
  const auto has_weight = [](const scenario& s) { return s.weight.has_value(); };
  const auto scenarios = file.set->scenarios();
  if (std::any_of(scenarios.begin(), scenarios.end(), has_weight)) {
    std::vector<std::string> row{"weight", "1", ""};
    for (const run_of_scenario& run : runs) {
      const auto& weight = file.set->find(run.name)->weight;
      row.push_back(weight ? to_string(round(*weight, round_to{4})) : "");
    }
    t.add_row(std::move(row));
  }
  if (!quiet) {
    if (runs.size() > 1) t.add_note("empty: as in " + reference.name);
    for (const run_of_scenario& run : runs) {
      if (const std::string& note = file.set->find(run.name)->note; !note.empty()) t.add_note(run.name + ": " + note);
    }
    for (const scenario_driver& d : file.set->drivers()) {
      if (d.source.empty() && d.note.empty()) continue;
      t.add_note(d.name + ": " + (d.source.empty() || d.note.empty() ? d.source + d.note : d.source + "; " + d.note));
    }
  }
  return {t, {"range", "unit"}};
}

sheet comparison_sheet(const scenario_file& file, const scenario_comparison& c, bool quiet) {
  const scenario_set& set = *file.set;
  table t({{"line"},
           {c.with, alignment::right},
           {c.without, alignment::right},
           {"incremental", alignment::right},
           {"growth", alignment::right},
           {"exit run-rate", alignment::right}},
          c.name + ": " + c.with + " minus " + c.without);
  for (const line_difference& d : needed(difference(set, c.with, c.without)).lines) {
    const line_formula& line = set.model().lines()[d.line];
    alike_values text(line.unit);
    for (const exact& value : {d.total_with, d.total_without, d.total_difference}) text.add(value);
    if (d.exit_run_rate) text.add(*d.exit_run_rate);
    t.add_row({line.name, text(d.total_with), text(d.total_without), text(d.total_difference),
               d.growth ? fmt::format("{:+.2%}", d.growth->value()) : "",
               d.exit_run_rate ? text(*d.exit_run_rate) : ""});
  }
  if (!c.note.empty() && !quiet) t.add_note(c.note);
  return {t, {"exit run-rate", "growth"}};
}

/// "up to $6B"
std::string said(const scenario_target& target, const unit& of) {
  std::string word = target.words == "exactly" ? "" : target.words + " ";
  std::replace(word.begin(), word.end(), '_', ' ');
  return word + said_value(target.value, of);
}

std::string verdict_text(const held_target& h) {
  std::string text(verdict_on(h));
  if (h.target->value != decimal()) text = fmt::format("{:.0%}, {}", h.value.value() / ratio(h.target->value), text);
  return text;
}

/// A row for each target; of one about scenarios, a column for each of them.
std::vector<sheet> targets_sheets(const scenario_file& file, const std::vector<run_of_scenario>& runs,
                                  const std::vector<held_target>& held, bool quiet) {
  std::vector<table_column> columns{{"target"}, {"of"}, {"said", alignment::right}};
  table differences({{"target"}, {"of"}, {"said", alignment::right}, {"in"}, {"computed", alignment::right}, {"of it"}},
                    "Differences held against what was said");
  for (const run_of_scenario& run : runs) columns.push_back({run.name});
  table each(columns, "Held against what was said: per cent of it");
  for (const scenario_target& target : file.targets) {
    const unit of = file.set->model().lines()[target.of.line].unit;
    table& into = target.comparison ? differences : each;
    std::vector<std::string> row{target.name, to_string(target.of, file.set->model(), file.set->periods()),
                                 said(target, of)};
    for (const held_target& h : held) {
      if (h.target != &target) continue;
      if (target.comparison) row.insert(row.end(), {h.whose, short_value(h.value, of)});
      row.push_back(verdict_text(h));
    }
    into.add_row(std::move(row));
    if (!target.source.empty() && !quiet) into.add_note(target.name + ": " + target.source);
  }
  std::vector<sheet> sheets;
  if (!each.rows().empty()) sheets.push_back({each, {"of"}});
  if (!differences.rows().empty()) sheets.push_back({differences, {"of"}});
  return sheets;
}

sheet explanations_sheet(const scenario_file& file, const std::vector<run_of_scenario>& runs, std::size_t line) {
  table t({{"scenario"}, {"how it comes about"}}, file.set->model().lines()[line].name + ", explained");
  for (const run_of_scenario& run : runs) {
    for (std::size_t p = 0; p < file.set->periods().size(); ++p) {
      t.add_row(
          {run.name, explain(run.exactly, run.values, line, p).sentence(run.exactly.of(), run.exactly.periods())});
    }
  }
  return {t};
}

}  // namespace

std::vector<sheet> sheets_of(const scenario_report& r, bool quiet) {
  std::vector<sheet> sheets{lines_sheet(r.file, r.runs, quiet)};
  for (const scenario_comparison& c : r.file.comparisons) sheets.push_back(comparison_sheet(r.file, c, quiet));
  for (sheet& targets : targets_sheets(r.file, r.runs, r.targets, quiet)) sheets.push_back(std::move(targets));
  sheets.push_back(drivers_sheet(r.file, r.runs, quiet));
  if (r.explained) sheets.push_back(explanations_sheet(r.file, r.runs, *r.explained));
  return sheets;
}

}  // namespace runrate::cli
