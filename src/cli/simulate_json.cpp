#include "simulate_output.hpp"

#include <array>
#include <cmath>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

struct named_share {
  const char* name;
  double share;
};
constexpr std::array<named_share, 7> percentiles{
    {{"p5", 0.05}, {"p10", 0.1}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75}, {"p90", 0.9}, {"p95", 0.95}}};
constexpr double shortfall_share = 0.05;

ordered_json json_number(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }

ordered_json json_numbers(const std::vector<double>& values) {
  ordered_json all = ordered_json::array();
  for (const double v : values) all.push_back(json_number(v));
  return all;
}

ordered_json json_estimate(const estimate& e) {
  return {{"value", json_number(e.value)}, {"low", json_number(e.low)}, {"high", json_number(e.high)}};
}

std::string_view kind_name(figure_kind kind) {
  switch (kind) {
    case figure_kind::value: return "value";
    case figure_kind::exit_run_rate: return "exit_run_rate";
    case figure_kind::growth: return "growth";
  }
  return "unknown";
}

std::string unit_of(const simulation_report& r, const simulated_figure& f) {
  const unit& of = r.set().model().lines()[f.of.line].unit;
  if (f.kind == figure_kind::growth) return "1";
  return to_string(f.kind == figure_kind::exit_run_rate ? of / unit::parse("year").value() : of);
}

bool is_total(const simulation_report& r, const simulated_figure& f) {
  return f.kind != figure_kind::exit_run_rate && f.of.first == 0 && f.of.end == r.set().periods().size();
}

ordered_json json_figure(const simulation_report& r, const simulated_figure& f, const trial_summary& seen) {
  ordered_json entry{
      {"name", r.set().model().lines()[f.of.line].name}, {"unit", unit_of(r, f)}, {"figure", kind_name(f.kind)}};
  if (f.of.end - f.of.first == 1) entry["period"] = r.set().periods()[f.of.first].label;
  if (is_total(r, f)) entry["total"] = true;
  entry["without_value"] = seen.without_value();
  if (seen.with_value() == 0) {
    for (const char* field : {"mean", "stddev", "percentiles", "expected_shortfall", "lowest", "highest"}) {
      entry[field] = nullptr;
    }
    return entry;
  }
  entry["mean"] = json_estimate(seen.mean());
  entry["stddev"] = json_estimate(seen.deviation());
  ordered_json each = ordered_json::object();
  for (const named_share& p : percentiles) each[p.name] = json_estimate(seen.percentile(p.share));
  entry["percentiles"] = std::move(each);
  entry["expected_shortfall"] = json_estimate(seen.mean_of_lowest(shortfall_share));
  entry["lowest"] = json_number(seen.lowest());
  entry["highest"] = json_number(seen.highest());
  return entry;
}

ordered_json json_drivers(const simulation_report& r, ordered_json document) {
  document["drawn"] = ordered_json::array();
  for (const driver_drawn& d : r.drawn) {
    ordered_json entry{
        {"scenario", d.scenario}, {"driver", d.driver}, {"unit", to_string(r.set().find_driver(d.driver)->unit)}};
    entry["distribution"] = d.distribution.empty() ? ordered_json(nullptr) : ordered_json(d.distribution);
    entry["path"] = d.path.empty() ? ordered_json(nullptr) : ordered_json(d.path);
    document["drawn"].push_back(std::move(entry));
  }
  document["correlations"] = ordered_json::array();
  for (const rank_correlation& c : r.correlations) {
    document["correlations"].push_back({{"first", c.first}, {"second", c.second}, {"rank", c.value}});
  }
  document["held"] = ordered_json::array();
  for (const driver_held& d : r.held) {
    ordered_json entry{
        {"scenario", d.scenario}, {"driver", d.driver}, {"unit", to_string(r.set().find_driver(d.driver)->unit)}};
    entry["values"] = ordered_json::array();
    for (const ratio& v : d.at.values) entry["values"].push_back(json_value(exact(v))["value"]);
    entry["because"] = to_string(d.why);
    document["held"].push_back(std::move(entry));
  }
  return document;
}

}  // namespace

std::string_view to_string(held_because why) {
  switch (why) {
    case held_because::certain: return "certain";
    case held_because::range: return "range";
    case held_because::scenario: return "scenario";
    case held_because::set: return "set";
  }
  return "unknown";
}

ordered_json json_of(const simulation_report& r) {
  ordered_json document{{"title", r.file.title}, {"scenario", r.scenario}};
  if (!r.without.empty()) document["without"] = r.without;
  document["trials"] = r.found.trials;
  document["seed"] = r.found.seed;
  document["sampling"] = to_string(r.found.how);
  document["lines"] = ordered_json::array();
  for (std::size_t i = 0; i < r.looked_at; ++i) {
    document["lines"].push_back(json_figure(r, r.found.figures[i], r.found.summaries[i]));
  }
  document["targets"] = ordered_json::array();
  for (const target_odds& t : r.targets) {
    ordered_json entry{{"name", t.target->name}, {"of", to_string(t.target->of, r.set().model(), r.set().periods())}};
    entry[t.target->comparison ? "comparison" : "scenario"] = t.whose;
    entry["qualifier"] = t.target->words;
    entry["said"] = to_string(t.target->value);
    entry["at_least"] = to_string(t.at_least);
    entry["probability"] = json_estimate(t.probability);
    entry["source"] = t.target->source;
    document["targets"].push_back(std::move(entry));
  }
  document = json_drivers(r, std::move(document));
  const std::string main = to_string(r.main, r.set().model(), r.set().periods());
  if (r.indices) {
    document["indices_of"] = main;
    document["indices"] = ordered_json::array();
    for (const driver_share& share : *r.indices) {
      document["indices"].push_back({{"driver", share.driver},
                                     {"first_order", json_estimate(share.first_order)},
                                     {"total", json_estimate(share.total)}});
    }
  }
  if (r.ranks) {
    document["ranks_of"] = main;
    document["ranks"] = ordered_json::array();
    for (const driver_rank& d : *r.ranks) {
      document["ranks"].push_back(
          {{"driver", d.driver}, {"rank", d.rank ? json_estimate(*d.rank) : ordered_json(nullptr)}});
    }
  }
  if (!r.scatter.empty()) {
    ordered_json drivers = ordered_json::array();
    const std::vector<std::string> names = r.of.drawn_drivers();
    for (std::size_t d = 0; d < names.size(); ++d) {
      drivers.push_back({{"driver", names[d]}, {"values", json_numbers(r.scatter[d + 1])}});
    }
    document["scatter"] = {{"of", main}, {"values", json_numbers(r.scatter[0])}, {"drivers", std::move(drivers)}};
  }
  if (r.histogram_steps != 0) {
    const trial_histogram shape = r.found.of({r.main}).histogram(r.histogram_steps);
    document["histogram"] = {
        {"of", main}, {"low", json_number(shape.low)}, {"high", json_number(shape.high)}, {"shares", shape.shares}};
  }
  return document;
}

table flat_table(const simulation_report& r) {
  std::vector<table_column> columns{{"line"}, {"unit"},     {"figure"},    {"period"},
                                    {"mean"}, {"mean_low"}, {"mean_high"}, {"stddev"}};
  for (const named_share& p : percentiles) columns.push_back({p.name});
  columns.insert(columns.end(), {{"expected_shortfall"}, {"without_value"}});
  table t(columns);
  for (std::size_t i = 0; i < r.looked_at; ++i) {
    const ordered_json e = json_figure(r, r.found.figures[i], r.found.summaries[i]);
    const bool has_one = r.found.summaries[i].with_value() != 0;
    const auto cell = [&](const ordered_json& number) { return number.is_null() ? std::string() : number.dump(); };
    std::vector<std::string> row{e["name"], e["unit"], e["figure"],
                                 e.contains("period") ? e["period"].get<std::string>() : "total"};
    for (const char* side : {"value", "low", "high"}) row.push_back(has_one ? cell(e["mean"][side]) : "");
    row.push_back(has_one ? cell(e["stddev"]["value"]) : "");
    for (const named_share& p : percentiles) row.push_back(has_one ? cell(e["percentiles"][p.name]["value"]) : "");
    row.push_back(has_one ? cell(e["expected_shortfall"]["value"]) : "");
    row.push_back(cell(e["without_value"]));
    t.add_row(std::move(row));
  }
  return t;
}

}  // namespace runrate::cli
