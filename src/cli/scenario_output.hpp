// What `runrate scenario` computes, and how it shows it.
#ifndef RUNRATE_CLI_SCENARIO_OUTPUT_HPP
#define RUNRATE_CLI_SCENARIO_OUTPUT_HPP

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios.hpp"

namespace runrate::cli {

struct run_of_scenario {
  std::string name;
  driver_values values;
  model_run<exact> exactly;
  std::optional<model_run<range>> within;  ///< where a driver has bounds
};

/// A figure held against what was said of it.
struct held_target {
  const scenario_target* target;
  std::string whose;  ///< a scenario, or a comparison
  exact value;
};
/// "within", "above" or "below".
std::string_view verdict_on(const held_target& h);

/// All that was asked of a file.
struct scenario_report {
  const scenario_file& file;
  std::vector<run_of_scenario> runs;
  std::vector<held_target> targets;
  std::optional<std::size_t> explained;  ///< a line

  const scenario_set& set() const { return *file.set; }
};

/// Every scenario, or those that were chosen, with the file's targets. Throws `failure`.
scenario_report evaluate_scenarios(const scenario_file& file, const std::vector<std::string>& chosen = {});

nlohmann::ordered_json json_of(const scenario_report& r);
/// Every line in every period of every scenario.
table flat_table(const scenario_report& r);
std::vector<sheet> sheets_of(const scenario_report& r);
/// "up to $6B"
std::string said_text(const scenario_target& target, const unit& of);

}  // namespace runrate::cli

#endif
