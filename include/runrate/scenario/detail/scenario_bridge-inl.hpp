#ifndef RUNRATE_SCENARIO_DETAIL_SCENARIO_BRIDGE_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_SCENARIO_BRIDGE_INL_HPP

#include <runrate/scenario/detail/sensitivity-inl.hpp>
#include <runrate/scenario/scenario_bridge.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC result<scenario_bridge> bridge_between(const scenario_set& set, std::string_view from, std::string_view to,
                                                    const measure& of, std::span<const std::string> order) {
  const auto before = set.values(from);
  if (!before) return before.error();
  const auto after = set.values(to);
  if (!after) return after.error();
  std::vector<std::string> names(order.begin(), order.end());
  for (const std::string& name : names) {
    if (set.find_driver(name) == nullptr) return detail::no_driver(set, name);
  }
  for (const scenario_driver& d : set.drivers()) {
    if (std::find(names.begin(), names.end(), d.name) == names.end()) names.push_back(d.name);
  }
  const auto start = detail::measured(set, from, of, {});
  if (!start) return start.error();
  scenario_bridge made{of, *start, *start, {}};
  driver_values changed;
  for (const std::string& name : names) {
    const driver_setting& a = *before->find(name);
    const driver_setting& b = *after->find(name);
    if (a.values == b.values) continue;
    changed.set(name, b);
    const auto now = detail::measured(set, from, of, changed);
    if (!now) {
      reason why = now.error();
      why.text = "after " + name + " was changed: " + why.text;
      return why;
    }
    made.steps.push_back({name, a, b, *now - made.to});
    made.to = *now;
  }
  return made;
}

}  // namespace runrate

#endif
