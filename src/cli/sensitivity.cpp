#include "verbs.hpp"

#include "scenarios.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

struct sensitivity_options : scenario_options {
  std::string scenario = std::string(scenario_set::base_name);
  std::string line;
  std::string period;
  std::string grid;
  int steps = 5;
};

std::string percent(double share) { return fmt::format("{:+.3f}%", share); }

ordered_json json_of(const scenario_file& file, const sensitivity_options& options, const tornado& ranges,
                     const std::vector<driver_slope>& by_derivative, const std::optional<driver_grid>& cells) {
  const scenario_set& set = *file.set;
  ordered_json document{{"scenario", options.scenario},
                        {"line", set.model().lines()[ranges.of.line].name},
                        {"of", to_string(ranges.of, set.model(), set.periods())}};
  document["base"] = json_value(ranges.base)["value"];
  document["tornado"] = ordered_json::array();
  for (const tornado_bar& bar : ranges.bars) {
    ordered_json entry{{"driver", bar.driver}};
    entry.update(json_bounds(bar.range, decimal::places));
    entry["at_low"] = json_value(bar.at_low)["value"];
    entry["at_high"] = json_value(bar.at_high)["value"];
    entry["width"] = json_value(bar.width)["value"];
    document["tornado"].push_back(std::move(entry));
  }
  document["without_range"] = ranges.without_range;
  document["slopes"] = ordered_json::array();
  for (const driver_slope& s : by_derivative) {
    document["slopes"].push_back({{"driver", s.driver},
                                  {"one_percent", s.one_percent},
                                  {"elasticity", s.elasticity ? ordered_json(*s.elasticity) : ordered_json(nullptr)}});
  }
  if (!cells) return document;
  ordered_json grid{{"rows", {{"driver", cells->row_driver}, {"values", ordered_json::array()}}},
                    {"columns", {{"driver", cells->column_driver}, {"values", ordered_json::array()}}},
                    {"values", ordered_json::array()}};
  for (const ratio& v : cells->rows) grid["rows"]["values"].push_back(json_value(exact(v))["value"]);
  for (const ratio& v : cells->columns) grid["columns"]["values"].push_back(json_value(exact(v))["value"]);
  for (std::size_t r = 0; r < cells->rows.size(); ++r) {
    ordered_json row = ordered_json::array();
    for (std::size_t c = 0; c < cells->columns.size(); ++c) {
      const result<exact>& cell = cells->values[r * cells->columns.size() + c];
      row.push_back(cell ? json_value(*cell)["value"] : json_reason(cell.error()));
    }
    grid["values"].push_back(std::move(row));
  }
  document["grid"] = std::move(grid);
  return document;
}

/// A bar from the figure at one end to the figure at the other, around the base: `----|+++`.
std::string bar_text(const tornado_bar& bar, const tornado& of) {
  constexpr int half = 16;
  const ratio widest = of.bars.front().width.value();
  if (sign(widest) == 0) return "|";
  const auto length = [&](const exact& end) {
    const ratio way = (end - of.base).value() / widest * ratio(half);
    return static_cast<int>(to_double(round(way, round_to{0})));
  };
  const int a = length(bar.at_low), b = length(bar.at_high);
  const int left = std::max({0, -a, -b}), right = std::max({0, a, b});
  return std::string(static_cast<std::size_t>(half - std::min(half, left)), ' ') +
         std::string(static_cast<std::size_t>(std::min(half, left)), '-') + "|" +
         std::string(static_cast<std::size_t>(std::min(half, right)), '+');
}

std::vector<sheet> sheets_of(const scenario_file& file, const sensitivity_options& options, const tornado& ranges,
                             const std::vector<driver_slope>& by_derivative, const std::optional<driver_grid>& cells) {
  const scenario_set& set = *file.set;
  const unit of = set.model().lines()[ranges.of.line].unit;
  const std::string what = to_string(ranges.of, set.model(), set.periods());
  table bars({{"driver"},
              {"from", alignment::right},
              {"to", alignment::right},
              {"at low", alignment::right},
              {"at high", alignment::right},
              {"width", alignment::right},
              {"around the base"}},
             fmt::format("{}, scenario {}: {}; one driver at a time at its bounds", what, options.scenario,
                         short_value(ranges.base, of)));
  alike_values text(of);
  for (const tornado_bar& bar : ranges.bars) {
    for (const exact& value : {bar.at_low, bar.at_high, bar.width}) text.add(value);
  }
  for (const tornado_bar& bar : ranges.bars) {
    const unit in = set.find_driver(bar.driver)->unit;
    bars.add_row({bar.driver, given_value(bar.range.low(), in), given_value(bar.range.high(), in), text(bar.at_low),
                  text(bar.at_high), text(bar.width), bar_text(bar, ranges)});
  }
  if (!ranges.without_range.empty())
    bars.add_note(fmt::format("without a range: {}", fmt::join(ranges.without_range, ", ")));
  table slopes_table({{"driver"}, {"1% more adds", alignment::right}, {"elasticity", alignment::right}},
                     what + ": one percent more of each driver, by derivatives");
  for (const driver_slope& s : by_derivative) {
    const auto nearest = decimal::parse(fmt::format("{:.9f}", s.one_percent));
    slopes_table.add_row({s.driver, nearest ? short_value(exact(*nearest), of) : fmt::format("{:.6g}", s.one_percent),
                          s.elasticity ? percent(*s.elasticity) : ""});
  }
  slopes_table.add_note("elasticity: by how many percent the figure grows with one percent more of the driver");
  std::vector<sheet> sheets;
  if (!ranges.bars.empty()) sheets.push_back({bars, {"around the base", "width"}});
  sheets.push_back({slopes_table});
  if (ranges.bars.empty())
    sheets.back().content.add_note("no driver has a range = [low, high], so there is no tornado");
  if (cells) {
    const unit down = set.find_driver(cells->row_driver)->unit, across = set.find_driver(cells->column_driver)->unit;
    const auto shown = [](const ratio& v, const unit& in) {
      return given_value(round(v, round_to{decimal::places}), in);
    };
    std::vector<table_column> columns{{cells->row_driver + " \\ " + cells->column_driver, alignment::right}};
    for (const ratio& c : cells->columns) columns.push_back({shown(c, across), alignment::right});
    table grid_table(columns,
                     fmt::format("{} over {} (down) and {} (across)", what, cells->row_driver, cells->column_driver));
    alike_values cell_text(of);
    for (const result<exact>& cell : cells->values) {
      if (cell) cell_text.add(*cell);
    }
    for (std::size_t r = 0; r < cells->rows.size(); ++r) {
      std::vector<std::string> row{shown(cells->rows[r], down)};
      for (std::size_t c = 0; c < cells->columns.size(); ++c) {
        const result<exact>& cell = cells->values[r * cells->columns.size() + c];
        row.push_back(cell ? cell_text(*cell) : "none");
      }
      grid_table.add_row(std::move(row));
    }
    sheets.push_back({grid_table});
  }
  return sheets;
}

/// Two drivers and the values of each, evenly over their ranges.
std::optional<driver_grid> computed_grid(const scenario_file& file, const sensitivity_options& options,
                                         const measure& of) {
  if (options.grid.empty()) return std::nullopt;
  const std::size_t comma = options.grid.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == options.grid.size()) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--grid {}: expected two drivers, as in price,utilization", options.grid)};
  }
  if (options.steps < 2 || options.steps > 100) {
    throw failure{exit_status::bad_usage, fmt::format("--steps {}: expected 2 to 100", options.steps)};
  }
  const driver_values values = needed(file.set->values(options.scenario));
  const auto points = [&](const std::string& name) {
    const driver_setting* setting = values.find(name);
    if (setting == nullptr) {  // as would setting it: the reason names the nearest
      throw failure{exit_status::bad_input, file.set->with(name, {{ratio(1)}}).error().text};
    }
    if (setting->bounds.empty() || !setting->bounds[0].has_low() || !setting->bounds[0].has_high()) {
      throw failure{exit_status::bad_input,
                    fmt::format("{}: the driver {} has no range to make a grid over; give it range = [low, high]",
                                options.file, name)};
    }
    return spread_evenly(setting->bounds[0], options.steps);
  };
  const std::string rows = options.grid.substr(0, comma), columns = options.grid.substr(comma + 1);
  return needed(grid(*file.set, options.scenario, of, rows, points(rows), columns, points(columns)));
}

table flat_table(const scenario_file& file, const tornado& ranges, const std::vector<driver_slope>& by_derivative) {
  table t({{"driver"},
           {"unit"},
           {"low"},
           {"high"},
           {"base"},
           {"at_low"},
           {"at_high"},
           {"width"},
           {"one_percent"},
           {"elasticity"}});
  for (const driver_slope& s : by_derivative) {
    const auto bar = std::find_if(ranges.bars.begin(), ranges.bars.end(),
                                  [&](const tornado_bar& b) { return b.driver == s.driver; });
    const bool bounded = bar != ranges.bars.end();
    const auto text = [](const exact& e) { return to_string(figure(e, round_to{decimal::places})); };
    t.add_row({s.driver, to_string(file.set->find_driver(s.driver)->unit), bounded ? to_string(bar->range.low()) : "",
               bounded ? to_string(bar->range.high()) : "", text(ranges.base), bounded ? text(bar->at_low) : "",
               bounded ? text(bar->at_high) : "", bounded ? text(bar->width) : "", fmt::format("{}", s.one_percent),
               s.elasticity ? fmt::format("{}", *s.elasticity) : ""});
  }
  return t;
}

void run(const sensitivity_options& options) {
  const scenario_file file = read_scenarios(options);
  const measure of = chosen_measure(file, options.line.empty() ? usual_line(file) : options.line, options.period);
  const tornado ranges = needed(tornado_by_range(*file.set, options.scenario, of));
  const std::vector<driver_slope> by_derivative = needed(slopes(*file.set, options.scenario, of));
  const std::optional<driver_grid> cells = computed_grid(file, options, of);
  if (options.common.format == "json") {
    write_output(render(json_of(file, options, ranges, by_derivative, cells)), options.common);
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(file, ranges, by_derivative)}}, options.common), options.common);
  } else {
    write_output(render(sheets_of(file, options, ranges, by_derivative, cells), options.common), options.common);
  }
}

}  // namespace

void add_sensitivity(CLI::App& program) {
  auto options = std::make_shared<sensitivity_options>();
  CLI::App* verb = program.add_subcommand(
      "sensitivity", "Which drivers a figure depends on: by their ranges, and by one percent of each");
  add_scenario_options(*verb, *options);
  verb->add_option("--scenario", options->scenario, "around this scenario")->capture_default_str();
  verb->add_option("--line", options->line,
                   "the figure; that of the first target, or the last line of money, unless said");
  verb->add_option("--period", options->period, "a period or a year of the file; all unless said");
  verb->add_option("--grid", options->grid, "the figure over the ranges of two drivers")->type_name("DRIVER,DRIVER");
  verb->add_option("--steps", options->steps, "values of each driver in a grid")->capture_default_str();
  add_output_options(*verb, options->common);
  verb->footer("Example:\n  runrate sensitivity examples/data/rainier.toml --grid price,utilization");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
