#include "scenario_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace runrate::cli {
namespace {

/// Whether a scenario has a weight: then those that have one make a mean.
bool has_weights(const scenario_report& r) {
  const auto scenarios = r.set().scenarios();
  return std::any_of(scenarios.begin(), scenarios.end(), [](const scenario& s) { return s.weight.has_value(); });
}

exact mean_by_weight(const scenario_report& r, const measure& of) {
  exact sum;
  for (const run_of_scenario& run : r.runs) {
    if (const auto& weight = r.set().find(run.name)->weight) sum += value_of(of, run.exactly) * exact(*weight);
  }
  return sum;
}

/// A line's figures in one scenario, those of periods as parts of their sum where it stands below them all;
/// `are_fitted` becomes true where one is for that not the nearest.
std::vector<std::string> cells_of(const run_of_scenario& run, std::size_t line, const std::vector<shown_span>& spans,
                                  bool has_sum, const alike_values& text, bool& are_fitted) {
  const bool has_all =
      has_sum && std::none_of(spans.begin(), spans.end(), [](const shown_span& s) { return s.first == s.end; });
  std::vector<std::string> cells;
  std::vector<exact> values;
  for (const shown_span& s : spans) {
    const bool skips = s.first == s.end;
    values.push_back(skips ? exact() : value_of({line, s.first, s.end}, run.exactly));
    cells.push_back(skips ? "..." : text(values.back()));
  }
  if (!has_all) return cells;
  values.pop_back();
  std::vector<std::string> parts = text.parts(values);
  are_fitted = are_fitted || !std::equal(parts.begin(), parts.end(), cells.begin());
  std::move(parts.begin(), parts.end(), cells.begin());
  return cells;
}

sheet lines_sheet(const scenario_report& r) {
  const scenario_set& set = r.set();
  const bool weighted = r.runs.size() == set.scenarios().size() && has_weights(r);
  std::vector<table_column> columns{{"line"}, {"period"}};
  for (const run_of_scenario& run : r.runs) columns.push_back({run.name, alignment::right});
  if (weighted) columns.push_back({"by weight", alignment::right});
  table t(columns, r.file.title);
  const std::vector<shown_span> rows = shown_spans(set.periods());
  bool are_fitted = false;
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const line_formula& line = set.model().lines()[l];
    std::string name =
        line.unit.is_currency() || line.unit.is_none() ? line.name : line.name + " (" + to_string(line.unit) + ")";
    std::vector<shown_span> all = rows;
    if (line.adds_up() && rows.size() > 1) all.push_back({"sum", 0, set.periods().size()});
    alike_values text(line.unit);
    for (const run_of_scenario& run : r.runs) {
      for (const shown_span& s : all) {
        if (s.first < s.end) text.add(value_of({l, s.first, s.end}, run.exactly));
      }
    }
    const bool has_sum = all.size() > rows.size();
    std::vector<std::vector<std::string>> cells;  // of each scenario
    for (const run_of_scenario& run : r.runs) cells.push_back(cells_of(run, l, all, has_sum, text, are_fitted));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const shown_span& s = all[i];
      const bool skips = s.first == s.end;
      std::vector<std::string> row{std::exchange(name, ""), s.label};
      for (const auto& of_scenario : cells) row.push_back(of_scenario[i]);
      if (weighted) row.push_back(skips ? "..." : text(mean_by_weight(r, {l, s.first, s.end})));
      t.add_row(std::move(row));
    }
  }
  if (are_fitted)
    t.add_note("some periods are a last digit off, so that what is shown adds up to the sum that is shown");
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    t.add_note(set.model().lines()[l].name + " = " + set.model().text(l));
  }
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    if (!r.file.line_notes[l].empty()) t.add_note(set.model().lines()[l].name + ": " + r.file.line_notes[l]);
  }
  if (!r.file.note.empty()) t.add_note(r.file.note);
  return {t};
}

/// Each scenario has what differs from the base, or from the first where that is not shown.
sheet drivers_sheet(const scenario_report& r) {
  std::vector<table_column> columns{{"driver"}, {"unit"}, {"range"}};
  for (const run_of_scenario& run : r.runs) columns.push_back({run.name, alignment::right});
  table t(columns, "Drivers");
  const auto is_base = [](const run_of_scenario& run) { return run.name == scenario_set::base_name; };
  const auto found = std::find_if(r.runs.begin(), r.runs.end(), is_base);
  const run_of_scenario& reference = found != r.runs.end() ? *found : r.runs.front();
  for (const scenario_driver& d : r.set().drivers()) {
    std::vector<std::string> row{d.name, to_string(d.unit), short_range(d.base, d.unit)};
    const driver_setting& usual = *reference.values.find(d.name);
    for (const run_of_scenario& run : r.runs) {
      const driver_setting& own = *run.values.find(d.name);
      row.push_back(&run != &reference && own.values == usual.values ? "" : short_setting(own, d.unit));
    }
    t.add_row(std::move(row));
  }
  if (has_weights(r)) {
    std::vector<std::string> row{"weight", "1", ""};
    for (const run_of_scenario& run : r.runs) {
      const auto& weight = r.set().find(run.name)->weight;
      row.push_back(weight ? to_string(round(*weight, round_to{4})) : "");
    }
    t.add_row(std::move(row));
  }
  if (r.runs.size() > 1) t.add_note("empty: as in " + reference.name);
  for (const run_of_scenario& run : r.runs) {
    if (const std::string& note = r.set().find(run.name)->note; !note.empty()) t.add_note(run.name + ": " + note);
  }
  for (const scenario_driver& d : r.set().drivers()) {
    if (d.source.empty() && d.note.empty()) continue;
    t.add_note(d.name + ": " + (d.source.empty() || d.note.empty() ? d.source + d.note : d.source + "; " + d.note));
  }
  return {t, {"range", "unit"}};
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
  std::string at_the_end;
  for (const line_difference& d : needed(difference(set, c.with, c.without)).lines) {
    const line_formula& line = set.model().lines()[d.line];
    alike_values text(line.unit);
    if (!line.adds_up()) at_the_end += (at_the_end.empty() ? "" : ", ") + line.name;
    for (const exact& value : {d.total_with, d.total_without, d.total_difference}) text.add(value);
    if (d.exit_run_rate) text.add(*d.exit_run_rate);
    t.add_row({line.name, text(d.total_with), text(d.total_without), text(d.total_difference),
               d.growth ? fmt::format("{:+.2%}", d.growth->value()) : "",
               d.exit_run_rate ? text(*d.exit_run_rate) : ""});
  }
  if (!at_the_end.empty() && set.periods().size() > 1) {
    t.add_note(fmt::format("{}: in {}; other lines add up over all periods", at_the_end,
                           set.periods()[set.periods().size() - 1].label));
  }
  if (!c.note.empty()) t.add_note(c.note);
  return {t, {"exit run-rate", "growth"}};
}

std::string verdict_text(const held_target& h) {
  std::string text(verdict_on(h));
  if (h.target->value != decimal()) text = fmt::format("{:.0%}, {}", h.value.value() / ratio(h.target->value), text);
  return text;
}

/// A row for each target; of one about scenarios, a column for each of them.
std::vector<sheet> targets_sheets(const scenario_report& r) {
  std::vector<table_column> columns{{"target"}, {"of"}, {"said", alignment::right}};
  table differences({{"target"}, {"of"}, {"said", alignment::right}, {"in"}, {"computed", alignment::right}, {"of it"}},
                    "Differences held against what was said");
  for (const run_of_scenario& run : r.runs) columns.push_back({run.name});
  table each(columns, "Held against what was said: per cent of it");
  for (const scenario_target& target : r.file.targets) {
    const unit of = r.set().model().lines()[target.of.line].unit;
    table& into = target.comparison ? differences : each;
    std::vector<std::string> row{target.name, to_string(target.of, r.set().model(), r.set().periods()),
                                 said_text(target, of)};
    for (const held_target& h : r.targets) {
      if (h.target != &target) continue;
      if (target.comparison) row.insert(row.end(), {h.whose, short_value(h.value, of)});
      row.push_back(verdict_text(h));
    }
    into.add_row(std::move(row));
    if (!target.source.empty()) into.add_note(target.name + ": " + target.source);
  }
  std::vector<sheet> sheets;
  if (!each.rows().empty()) sheets.push_back({each, {"of"}});
  if (!differences.rows().empty()) sheets.push_back({differences, {"of"}});
  return sheets;
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

std::string said_text(const scenario_target& target, const unit& of) {
  std::string word = target.words == "exactly" ? "" : target.words + " ";
  std::replace(word.begin(), word.end(), '_', ' ');
  return word + said_value(target.value, of);
}

std::vector<sheet> sheets_of(const scenario_report& r) {
  std::vector<sheet> sheets{lines_sheet(r)};
  for (const scenario_comparison& c : r.file.comparisons) sheets.push_back(comparison_sheet(r, c));
  for (sheet& targets : targets_sheets(r)) sheets.push_back(std::move(targets));
  sheets.push_back(drivers_sheet(r));
  if (r.explained) sheets.push_back(explanations_sheet(r, *r.explained));
  return sheets;
}

}  // namespace runrate::cli
