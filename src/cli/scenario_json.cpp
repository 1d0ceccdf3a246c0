#include "scenario_output.hpp"

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

/// Null on both sides where there are no bounds, or none that a decimal holds.
ordered_json json_within(const range& r) {
  if (r.why_missing() == nullptr) {
    try {
      return json_bounds(r.outward(), decimal::places);
    } catch (const overflow_error&) {
    }
  }
  return {{"low", nullptr}, {"high", nullptr}};
}

ordered_json json_lines(const scenario_report& r, const run_of_scenario& run) {
  const scenario_set& set = r.set();
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

ordered_json json_comparison(const scenario_report& r, const scenario_comparison& c) {
  const scenario_set& set = r.set();
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

ordered_json json_target(const scenario_report& r, const held_target& h) {
  const scenario_target& t = *h.target;
  ordered_json json{{"target", t.name}, {"of", to_string(t.of, r.set().model(), r.set().periods())}};
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

}  // namespace

ordered_json json_of(const scenario_report& r) {
  const scenario_set& set = r.set();
  ordered_json document{{"title", r.file.title},
                        {"sources", ordered_json::array()},
                        {"drivers", ordered_json::array()},
                        {"lines", ordered_json::array()},
                        {"totals", ordered_json::array()}};
  for (const scenario_source& s : r.file.sources) {
    document["sources"].push_back({{"name", s.name},
                                   {"kind", s.what == scenario_source::kind::series ? "series" : "claim"},
                                   {"from", s.from},
                                   {"start", to_string(s.days.first())},
                                   {"end", to_string(s.days.last())}});
  }
  for (const run_of_scenario& run : r.runs) {
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
    for (ordered_json& entry : json_lines(r, run)) document["lines"].push_back(std::move(entry));
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
  for (const scenario_comparison& c : r.file.comparisons) document["comparisons"].push_back(json_comparison(r, c));
  document["targets"] = ordered_json::array();
  for (const held_target& h : r.targets) document["targets"].push_back(json_target(r, h));
  if (r.explained) {
    document["explanations"] = ordered_json::array();
    for (const run_of_scenario& run : r.runs) {
      for (std::size_t t = 0; t < set.periods().size(); ++t) {
        document["explanations"].push_back(json_explanation(run, explain(run.exactly, run.values, *r.explained, t)));
      }
    }
  }
  return document;
}

table flat_table(const scenario_report& r) {
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
  for (const run_of_scenario& run : r.runs) {
    for (const ordered_json& e : json_lines(r, run)) {
      const auto bound = [&](const char* side) {
        return e.contains(side) && e[side].is_string() ? e[side].get<std::string>() : std::string();
      };
      t.add_row({e["scenario"], e["line"], e["unit"], e["period"]["label"], e["period"]["start"], e["period"]["end"],
                 e["value"], e["exact"].get<bool>() ? "yes" : "no", bound("low"), bound("high")});
    }
  }
  return t;
}

}  // namespace runrate::cli
