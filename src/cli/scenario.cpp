#include "verbs.hpp"

#include "scenarios.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

struct options_of_scenario : scenario_options {
  std::vector<std::string> chosen;
  std::string explain;
};

struct run_of_scenario {
  std::string name;
  driver_values values;
  model_run<exact> exactly;
  std::optional<model_run<range>> within;  ///< where a driver has bounds
};

std::vector<run_of_scenario> run_all(const scenario_file& file, const options_of_scenario& options) {
  const scenario_set& set = *file.set;
  for (const std::string& name : options.chosen) needed(set.values(name));
  std::vector<run_of_scenario> all;
  for (const scenario& s : set.scenarios()) {
    if (!options.chosen.empty() &&
        std::find(options.chosen.begin(), options.chosen.end(), s.name) == options.chosen.end()) {
      continue;
    }
    run_of_scenario one{s.name, needed(set.values(s.name)), needed(set.run(s.name)), {}};
    const auto& settings = one.values.all();
    if (std::any_of(settings.begin(), settings.end(), [](const auto& d) { return !d.second.bounds.empty(); })) {
      // Bounds may not exist where the figure does: a divisor that may be 0.
      if (auto bounds = set.bounds(s.name)) one.within.emplace(std::move(*bounds));
    }
    all.push_back(std::move(one));
  }
  return all;
}

// --- JSON -----------------------------------------------------------------------------------------------------------

ordered_json json_within(const range& r) {
  if (r.why_missing() != nullptr) return {{"low", nullptr}, {"high", nullptr}};
  return json_bounds(r.outward(), decimal::places);
}

ordered_json json_lines(const scenario_file& file, const run_of_scenario& run) {
  const scenario_set& set = *file.set;
  ordered_json lines = ordered_json::array();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const line_formula& line = set.model().lines()[l];
    for (std::size_t t = 0; t < set.periods().size(); ++t) {
      ordered_json entry{{"scenario", run.name},
                         {"line", line.name},
                         {"unit", to_string(line.unit)},
                         {"period", json_period(set.periods()[t].label, set.periods()[t].during)}};
      entry.update(json_value(run.exactly.value(l, t)));
      if (run.within) entry.update(json_within(run.within->value(l, t)));
      lines.push_back(std::move(entry));
    }
  }
  return lines;
}

ordered_json json_explanation(const run_of_scenario& run, const explanation& e) {
  const formulas& model = run.exactly.of();
  ordered_json json{{"scenario", run.name},
                    {"line", model.lines()[e.line].name},
                    {"period", run.exactly.periods()[e.period].label},
                    {"formula", e.formula}};
  json.update(json_value(e.value));
  json["operands"] = ordered_json::array();
  for (const explained_operand& o : e.operands) {
    constexpr std::string_view kinds[] = {"driver", "quantity", "line", "previous"};
    ordered_json entry{{"kind", kinds[static_cast<std::size_t>(o.kind)]}, {"name", o.name}};
    entry.update(json_value(o.value));
    entry["unit"] = to_string(o.unit);
    if (o.kind == operand_kind::line || o.kind == operand_kind::previous) {
      entry["line"] = model.lines()[o.line].name;
      entry["period"] = run.exactly.periods()[o.period].label;
    }
    json["operands"].push_back(std::move(entry));
  }
  return json;
}

ordered_json json_comparison(const scenario_file& file, const scenario_comparison& c) {
  const scenario_set& set = *file.set;
  const scenario_difference found = needed(difference(set, c.with, c.without));
  ordered_json json{{"name", c.name},
                    {"with", c.with},
                    {"without", c.without},
                    {"lines", ordered_json::array()},
                    {"totals", ordered_json::array()}};
  for (const line_difference& d : found.lines) {
    const line_formula& line = set.model().lines()[d.line];
    for (std::size_t t = 0; t < set.periods().size(); ++t) {
      ordered_json entry{{"line", line.name}, {"period", json_period(set.periods()[t].label, set.periods()[t].during)}};
      entry["with"] = json_value(d.with[t])["value"];
      entry["without"] = json_value(d.without[t])["value"];
      entry["difference"] = json_value(d.difference[t])["value"];
      json["lines"].push_back(std::move(entry));
    }
    ordered_json total{{"line", line.name}, {"unit", to_string(line.unit)}};
    total["with"] = json_value(d.total_with)["value"];
    total["without"] = json_value(d.total_without)["value"];
    total["difference"] = json_value(d.total_difference)["value"];
    total["exit_run_rate"] = d.exit_run_rate ? json_value(*d.exit_run_rate)["value"] : ordered_json(nullptr);
    if (d.growth) {
      total["growth"] = json_value(*d.growth)["value"];
    } else {
      total["growth"] = nullptr;
      total["growth_reason"] = json_reason(d.growth.error());
    }
    json["totals"].push_back(std::move(total));
  }
  return json;
}

// --- Targets --------------------------------------------------------------------------------------------------------

/// A figure held against what was said of it.
struct held_target {
  const scenario_target* target;
  std::string whose;  ///< a scenario, or a comparison
  exact value;
};

std::vector<held_target> hold_targets(const scenario_file& file, const std::vector<run_of_scenario>& runs) {
  std::vector<held_target> all;
  for (const scenario_target& t : file.targets) {
    if (t.comparison) {
      const scenario_comparison& c = file.comparisons[*t.comparison];
      const exact with = value_of(t.of, needed(file.set->run(c.with)));
      all.push_back({&t, c.name, with - value_of(t.of, needed(file.set->run(c.without)))});
      continue;
    }
    for (const run_of_scenario& run : runs) all.push_back({&t, run.name, value_of(t.of, run.exactly)});
  }
  return all;
}

/// "within", "above" or "below".
std::string_view verdict_on(const held_target& h) {
  const ratio& value = h.value.value();
  if (h.target->range.has_high() && ratio(h.target->range.high()) < value) return "above";
  return h.target->range.has_low() && value < ratio(h.target->range.low()) ? "below" : "within";
}

ordered_json json_target(const scenario_file& file, const held_target& h) {
  const scenario_target& t = *h.target;
  ordered_json json{{"target", t.name}, {"of", to_string(t.of, file.set->model(), file.set->periods())}};
  json[t.comparison ? "comparison" : "scenario"] = h.whose;
  json.update(json_value(h.value));
  json["qualifier"] = t.words;
  json["said"] = to_string(t.value);
  json["said_range"] = json_bounds(t.range, decimal::places);
  json["verdict"] = verdict_on(h);
  json["share_of_said"] = nullptr;
  if (t.value != decimal())
    json["share_of_said"] = to_string(round(h.value.value() / ratio(t.value), round_to{decimal::places}));
  json["source"] = t.source;
  return json;
}

ordered_json json_of(const scenario_file& file, const std::vector<run_of_scenario>& runs,
                     const options_of_scenario& options, std::optional<std::size_t> explained) {
  const scenario_set& set = *file.set;
  ordered_json document{{"title", file.title},
                        {"drivers", ordered_json::array()},
                        {"lines", ordered_json::array()},
                        {"totals", ordered_json::array()}};
  for (const run_of_scenario& run : runs) {
    for (const scenario_driver& d : set.drivers()) {
      const driver_setting& s = *run.values.find(d.name);
      ordered_json entry{
          {"scenario", run.name}, {"driver", d.name}, {"unit", to_string(d.unit)}, {"values", ordered_json::array()}};
      for (const ratio& v : s.values) entry["values"].push_back(json_value(exact(v))["value"]);
      entry.update(s.bounds.empty() ? ordered_json{{"low", nullptr}, {"high", nullptr}}
                                    : json_bounds(s.bounds[0], decimal::places));
      entry["source"] = d.source;
      document["drivers"].push_back(std::move(entry));
    }
    for (ordered_json& entry : json_lines(file, run)) document["lines"].push_back(std::move(entry));
    for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
      const measure whole{l, 0, set.periods().size()};
      ordered_json entry{{"scenario", run.name},
                         {"line", set.model().lines()[l].name},
                         {"unit", to_string(set.model().lines()[l].unit)},
                         {"kind", set.model().lines()[l].adds_up() ? "sum" : "last"}};
      entry.update(json_value(value_of(whole, run.exactly)));
      if (run.within) entry.update(json_within(value_of(whole, *run.within)));
      document["totals"].push_back(std::move(entry));
    }
  }
  document["weighted"] = ordered_json::array();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const auto mean = weighted_mean(set, {l, 0, set.periods().size()});
    if (!mean) break;
    ordered_json entry{{"line", set.model().lines()[l].name}};
    entry.update(json_value(*mean));
    document["weighted"].push_back(std::move(entry));
  }
  document["comparisons"] = ordered_json::array();
  for (const scenario_comparison& c : file.comparisons) document["comparisons"].push_back(json_comparison(file, c));
  document["targets"] = ordered_json::array();
  for (const held_target& h : hold_targets(file, runs)) document["targets"].push_back(json_target(file, h));
  if (!options.explain.empty()) {
    document["explanations"] = ordered_json::array();
    for (const run_of_scenario& run : runs) {
      for (std::size_t t = 0; t < set.periods().size(); ++t) {
        document["explanations"].push_back(json_explanation(run, explain(run.exactly, run.values, *explained, t)));
      }
    }
  }
  return document;
}

// --- Tables ---------------------------------------------------------------------------------------------------------

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

table flat_table(const scenario_file& file, const std::vector<run_of_scenario>& runs) {
  table t({{"scenario"},
           {"line"},
           {"unit"},
           {"period"},
           {"period_start"},
           {"period_end"},
           {"value"},
           {"exact"},
           {"low"},
           {"high"}});
  for (const run_of_scenario& run : runs) {
    for (const ordered_json& e : json_lines(file, run)) {
      const auto bound = [&](const char* side) {
        return e.contains(side) && e[side].is_string() ? e[side].get<std::string>() : std::string();
      };
      t.add_row({e["scenario"], e["line"], e["unit"], e["period"]["label"], e["period"]["start"], e["period"]["end"],
                 e["value"], e["exact"].get<bool>() ? "yes" : "no", bound("low"), bound("high")});
    }
  }
  return t;
}

void run(const options_of_scenario& options) {
  const scenario_file file = read_scenarios(options);
  std::optional<std::size_t> explained;
  if (!options.explain.empty()) explained = chosen_measure(file, options.explain, {}).line;
  const std::vector<run_of_scenario> runs = run_all(file, options);
  if (options.common.format == "json") {
    write_output(render(json_of(file, runs, options, explained)), options.common);
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(file, runs)}}, options.common), options.common);
  } else {
    const bool quiet = options.common.quiet;
    std::vector<sheet> sheets{lines_sheet(file, runs, quiet)};
    for (const scenario_comparison& c : file.comparisons) sheets.push_back(comparison_sheet(file, c, quiet));
    for (sheet& targets : targets_sheets(file, runs, hold_targets(file, runs), quiet))
      sheets.push_back(std::move(targets));
    sheets.push_back(drivers_sheet(file, runs, quiet));
    if (explained) sheets.push_back(explanations_sheet(file, runs, *explained));
    write_output(render(sheets, options.common), options.common);
  }
}

}  // namespace

void add_scenario(CLI::App& program) {
  auto options = std::make_shared<options_of_scenario>();
  CLI::App* verb = program.add_subcommand(
      "scenario", "Every line of a model in every scenario of a file, exactly, and what one adds to another");
  add_scenario_options(*verb, *options);
  verb->add_option("--scenario", options->chosen, "only this scenario; may be repeated")->allow_extra_args(false);
  verb->add_option("--explain", options->explain, "how this line comes about in each period, operand by operand");
  add_common_options(*verb, options->common);
  verb->footer("Example:\n  runrate scenario examples/data/rainier.toml --set price=2.5");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
