// How drivers move and go together, as a scenario file writes it: [drivers.NAME] path, and [[correlations]].
#ifndef RUNRATE_SRC_IO_SCENARIO_UNCERTAINTY_HPP
#define RUNRATE_SRC_IO_SCENARIO_UNCERTAINTY_HPP

#include <runrate/simulate/uncertainty.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenario_values.hpp"
#include "toml_document.hpp"

namespace runrate::detail {

// { kind = "growth", volatility = "20%" } of a driver in that unit; nothing, and an error, where something is wrong.
std::optional<driver_path> read_path(toml_document& document, scenario_values& values, const toml::node& at,
                                     const unit& of);

// What is known of the drivers when correlations are read.
struct known_drivers {
  const std::map<std::string, unit, std::less<>>& units;
  std::span<const scenario_driver> read;  // without those that have an error
  const std::map<std::string, driver_path, std::less<>>& paths;
  bool some_are_broken;  // others are there too, whose unit could not be read
};

class scenario_correlations {
public:
  // Of those that are correlated at all: what takes longest, the nearest matrix, grows with their third power.
  static constexpr std::size_t most_drivers = 20;

  scenario_correlations(toml_document& document, scenario_values& values, const known_drivers& drivers)
      : document_(document), values_(values), drivers_(drivers) {}

  std::vector<rank_correlation> read(const toml::table& root);

private:
  std::optional<rank_correlation> read_pair(const toml::node& at);
  // The name of a driver that can be correlated; nothing, and an error unless there was one, for another.
  std::optional<std::string> read_driver(const toml::node& name);

  toml_document& document_;
  scenario_values& values_;
  known_drivers drivers_;
};

}  // namespace runrate::detail

#endif
