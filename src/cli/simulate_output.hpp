// What `runrate simulate` finds, and how it shows it.
#ifndef RUNRATE_CLI_SIMULATE_OUTPUT_HPP
#define RUNRATE_CLI_SIMULATE_OUTPUT_HPP

#include <runrate/simulate.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output.hpp"
#include "scenarios.hpp"

namespace runrate::cli {

struct options_of_simulate : scenario_options {
  std::string scenario = std::string(scenario_set::base_name);
  std::string without;
  std::size_t trials = 100'000;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string sampling_name = "random";
  std::string precision;
  std::string line;
  std::string spread_ranges;
  std::string trials_csv;
  std::size_t histogram = 0;
  std::size_t scatter = 0;
  bool indices = false;
  bool ranks = false;
};

/// A driver that is drawn in a scenario: by a distribution, along a path, or both.
struct driver_drawn {
  std::string scenario;
  std::string driver;
  std::string distribution;
  std::string path;
};

/// Why a driver is not drawn.
enum class held_because {
  certain,   ///< it has neither a distribution nor a range
  range,     ///< a range is no distribution, unless it is said to be
  scenario,  ///< the scenario sets it, or one that it inherits from
  set,       ///< --set does
};
std::string_view to_string(held_because why);

struct driver_held {
  std::string scenario;
  std::string driver;
  driver_setting at;
  held_because why;
};

/// How probable it is that a figure reaches what was said of it.
struct target_odds {
  const scenario_target* target;
  std::string whose;  ///< a scenario, or a comparison
  decimal at_least;
  estimate probability;
};

/// All that was asked of a file.
struct simulation_report {
  const scenario_file& file;
  std::string scenario;
  std::string without;  ///< what is subtracted, trial by trial; empty for nothing
  measure main;         ///< the line that matters most, over all periods
  simulation of;        ///< that looks at all figures, or at all of one line
  simulated found;
  std::size_t looked_at;  ///< the figures that were asked for; what targets need stands behind them
  std::vector<target_odds> targets{};
  std::vector<driver_drawn> drawn{};
  std::vector<driver_held> held{};
  std::vector<rank_correlation> correlations{};
  std::optional<std::vector<driver_share>> indices{};
  std::optional<std::vector<driver_rank>> ranks{};
  std::vector<std::vector<double>> scatter{};  ///< the line that matters most, then each driver, in some trials
  std::size_t histogram_steps = 0;
  double precision = 0;  ///< that was asked for

  const scenario_set& set() const { return *file.set; }
};

/// Runs a scenario, or a difference, with the targets of the file. `how` says how, and gets what the precision is of.
/// Throws `failure`, also where nothing is uncertain.
simulation_report simulate_file(const scenario_file& file, const options_of_simulate& options, simulation_options& how);

/// What a table shows: the lines over all periods; of the main one each period or year, and its run-rate at the end.
std::vector<simulated_figure> figures_of_tables(const scenario_set& set, const measure& main, bool main_alone);

nlohmann::ordered_json json_of(const simulation_report& r);
/// A row for each figure.
table flat_table(const simulation_report& r);
/// With `hints` of options that say more.
std::vector<sheet> sheets_of(const simulation_report& r, bool hints = true);
/// Every trial: its number, the drawn drivers in the first period, the figures. In blocks, whatever the number.
void write_trials(const simulation_report& r, const simulation_options& how, bool quiet, output& to);

}  // namespace runrate::cli

#endif
