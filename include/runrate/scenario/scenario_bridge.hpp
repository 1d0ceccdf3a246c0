// A bridge between two scenarios: driver by driver, with steps that add up exactly.
#ifndef RUNRATE_SCENARIO_SCENARIO_BRIDGE_HPP
#define RUNRATE_SCENARIO_SCENARIO_BRIDGE_HPP

#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>

#include <string>
#include <vector>

namespace runrate {

/// What changing one driver adds, after those before it were changed.
struct bridge_step {
  std::string driver;
  driver_setting from;
  driver_setting to;
  exact adds;
};

/// From one scenario to another. `from` plus all steps is `to`, exactly.
struct scenario_bridge {
  measure of;
  exact from;
  exact to;
  std::vector<bridge_step> steps;  ///< the drivers that differ, in the order in which they were changed
};

/// Changes the drivers that differ one after the other, in the order in which they were given. Where drivers multiply,
/// the order decides which of them is credited with what they do together: another order gives other steps and the same
/// sum. `order` names drivers that are to come first.
result<scenario_bridge> bridge_between(const scenario_set& set, std::string_view from, std::string_view to,
                                       const measure& of, std::span<const std::string> order = {});

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/scenario_bridge-inl.hpp>
#endif

#endif
