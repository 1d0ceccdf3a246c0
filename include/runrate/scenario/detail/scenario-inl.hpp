#ifndef RUNRATE_SCENARIO_DETAIL_SCENARIO_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_SCENARIO_INL_HPP

#include <runrate/core/nearest_name.hpp>
#include <runrate/scenario/scenario.hpp>

#include <algorithm>
#include <set>

namespace runrate {
namespace detail {

inline std::vector<std::string> names_of(std::span<const scenario> all) {
  std::vector<std::string> names;
  for (const scenario& s : all) names.push_back(s.name);
  return names;
}

inline std::optional<reason> weight_problem(std::span<const scenario> all) {
  ratio sum;
  bool any = false;
  for (const scenario& s : all) {
    if (!s.weight) continue;
    any = true;
    if (sign(*s.weight) < 0) {
      return reason{reason_code::out_of_range, "the weight of " + s.name + " is below 0", {{"scenario", s.name}}};
    }
    sum += *s.weight;
  }
  if (!any) return std::nullopt;
  if (sum != ratio(1)) {
    return reason{reason_code::contradiction,
                  "the weights of the scenarios add up to " + to_string(round(sum, round_to{9})) + ", not 1",
                  {{"sum", to_string(sum)}}};
  }
  return std::nullopt;
}

/// Why the scenarios don't inherit from one another without end or from nothing, if so.
inline std::optional<reason> inheritance_problem(std::span<const scenario> all) {
  std::map<std::string_view, const scenario*> by_name;
  for (const scenario& s : all) by_name.emplace(s.name, &s);
  std::set<std::string_view> known_to_end;
  for (const scenario& s : all) {
    std::vector<std::string_view> path;
    for (const scenario* at = &s; !known_to_end.contains(at->name);) {
      if (std::find(path.begin(), path.end(), at->name) != path.end()) {
        path.erase(path.begin(), std::find(path.begin(), path.end(), at->name));
        std::string text;
        for (const std::string_view name : path) text += std::string(name) + " inherits ";
        return reason{reason_code::contradiction, text + at->name + ": a scenario of itself", {{"scenario", at->name}}};
      }
      path.push_back(at->name);
      if (at->inherits.empty()) break;
      const auto next = by_name.find(at->inherits);
      if (next == by_name.end()) {
        reason why = no_such("scenario", at->inherits, names_of(all));
        why.text = "scenario " + at->name + " inherits: " + why.text;
        return why;
      }
      at = next->second;
    }
    known_to_end.insert(path.begin(), path.end());
  }
  return std::nullopt;
}

}  // namespace detail

RUNRATE_FUNC result<scenario_set> scenario_set::of(formulas model, timeline periods,
                                                   std::vector<scenario_driver> drivers,
                                                   std::vector<scenario> scenarios) {
  std::vector<std::string> driver_names;
  std::set<std::string, std::less<>> known;
  driver_values base;
  for (const scenario_driver& d : drivers) {
    if (!known.insert(d.name).second) {
      return reason{reason_code::contradiction, "the driver " + d.name + " is there twice", {{"driver", d.name}}};
    }
    driver_names.push_back(d.name);
    base.set(d.name, d.base);
  }
  if (const auto covered = covers(base, model.drivers(), periods); !covered) return covered.error();
  for (const expression::named& used : model.drivers()) {
    const auto given = std::find_if(drivers.begin(), drivers.end(), [&](const auto& d) { return d.name == used.name; });
    if (given->unit == used.unit) continue;
    return reason{reason_code::contradiction, "the driver " + used.name + " is given in " + to_string(given->unit) +
                                                  ", and the model reads it in " + to_string(used.unit)};
  }
  const auto is_base = [](const scenario& s) { return s.name == base_name; };
  if (std::none_of(scenarios.begin(), scenarios.end(), is_base)) {
    const bool weighted = std::any_of(scenarios.begin(), scenarios.end(), [](const auto& s) { return s.weight; });
    scenario plain{std::string(base_name)};
    if (weighted) plain.weight = ratio(0);
    scenarios.insert(scenarios.begin(), std::move(plain));
  }
  const std::vector<std::string> names = detail::names_of(scenarios);
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!seen.insert(names[i]).second) {
      return reason{reason_code::contradiction, "the scenario " + names[i] + " is there twice"};
    }
    for (const auto& [name, setting] : scenarios[i].own) {
      if (!known.contains(name)) {
        reason why = no_such("driver", name, driver_names);
        why.text = "scenario " + names[i] + ": " + why.text;
        return why;
      }
      if (setting.values.size() != 1 && setting.values.size() != periods.size()) {
        return reason{reason_code::wrong_period, "scenario " + names[i] + ": the driver " + name + " has " +
                                                     std::to_string(setting.values.size()) + " values for " +
                                                     std::to_string(periods.size()) + " periods"};
      }
    }
  }
  if (auto wrong = detail::inheritance_problem(scenarios)) return *wrong;
  if (auto wrong = detail::weight_problem(scenarios)) return *wrong;
  scenario_set made(std::move(model), std::move(periods));
  made.drivers_ = std::move(drivers);
  made.scenarios_ = std::move(scenarios);
  return made;
}

RUNRATE_FUNC const scenario_driver* scenario_set::find_driver(std::string_view name) const {
  const auto at = std::find_if(drivers_.begin(), drivers_.end(), [&](const auto& d) { return d.name == name; });
  return at == drivers_.end() ? nullptr : &*at;
}

RUNRATE_FUNC const scenario* scenario_set::find(std::string_view name) const {
  const auto at = std::find_if(scenarios_.begin(), scenarios_.end(), [&](const auto& s) { return s.name == name; });
  return at == scenarios_.end() ? nullptr : &*at;
}

RUNRATE_FUNC result<driver_values> scenario_set::values(std::string_view name) const {
  const scenario* at = find(name);
  if (at == nullptr) return no_such("scenario", name, detail::names_of(scenarios_));
  driver_values all;
  for (const scenario_driver& d : drivers_) all.set(d.name, d.base);
  std::vector<const scenario*> line;
  for (; at != nullptr; at = at->inherits.empty() ? nullptr : find(at->inherits)) line.push_back(at);
  for (auto s = line.rbegin(); s != line.rend(); ++s) {
    for (const auto& [driver, setting] : (*s)->own) all.set(driver, setting);
  }
  return all;
}

RUNRATE_FUNC result<scenario_set> scenario_set::with(std::string_view driver, const driver_setting& setting,
                                                     std::string source) const {
  if (find_driver(driver) == nullptr) {
    std::vector<std::string> names;
    for (const scenario_driver& d : drivers_) names.push_back(d.name);
    return no_such("driver", driver, names);
  }
  scenario_set changed = *this;
  for (scenario_driver& d : changed.drivers_) {
    if (d.name != driver) continue;
    d.base = setting;
    d.source = std::move(source);
    break;
  }
  for (scenario& s : changed.scenarios_) {
    if (const auto at = s.own.find(driver); at != s.own.end()) at->second = setting;
  }
  if (setting.values.size() != 1 && setting.values.size() != periods_.size()) {
    return reason{reason_code::wrong_period, "the driver " + std::string(driver) + " has " +
                                                 std::to_string(setting.values.size()) + " values for " +
                                                 std::to_string(periods_.size()) + " periods"};
  }
  return changed;
}

RUNRATE_FUNC result<model_run<exact>> scenario_set::run(std::string_view name) const { return run(name, {}); }

RUNRATE_FUNC result<model_run<exact>> scenario_set::run(std::string_view name, const driver_values& instead) const {
  result<driver_values> all = values(name);
  if (!all) return all.error();
  driver_values changed = *all;
  for (const auto& [driver, setting] : instead.all()) changed.set(driver, setting);
  return evaluate<decimal>(model_, periods_, changed, most_work_);
}

RUNRATE_FUNC result<model_run<range>> scenario_set::bounds(std::string_view name) const {
  const auto all = values(name);
  if (!all) return all.error();
  return evaluate<interval>(model_, periods_, *all, most_work_);
}

RUNRATE_FUNC result<model_run<dual>> scenario_set::derivatives(std::string_view name) const {
  const auto all = values(name);
  if (!all) return all.error();
  return evaluate<dual>(model_, periods_, *all, most_work_);
}

}  // namespace runrate

#endif
