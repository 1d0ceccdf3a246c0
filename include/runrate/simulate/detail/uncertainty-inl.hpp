#ifndef RUNRATE_SIMULATE_DETAIL_UNCERTAINTY_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_UNCERTAINTY_INL_HPP

#include <runrate/simulate/uncertainty.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace runrate {

RUNRATE_FUNC uncertainty& uncertainty::spread(std::string_view driver, any_distribution by) {
  spreads_.insert_or_assign(std::string(driver), std::move(by));
  if (const auto at = held_.find(driver); at != held_.end()) held_.erase(at);
  return *this;
}

RUNRATE_FUNC uncertainty& uncertainty::move(std::string_view driver, const driver_path& along) {
  const std::string name(driver);
  if (!(along.volatility >= 0) || !std::isfinite(along.volatility) || !std::isfinite(along.drift)) {
    detail::throw_contract("uncertainty::move: " + name + ": volatility from 0 on, and drift, are finite numbers");
  }
  if (along.kind == path_kind::mean_reversion && !(along.reversion > 0 && std::isfinite(along.reversion))) {
    detail::throw_contract("uncertainty::move: " + name + ": mean reversion needs a rate above 0");
  }
  if (along.kind == path_kind::forecast) {
    const bool are_errors = !along.errors.empty() && along.degrees > 0 &&
                            std::all_of(along.errors.begin(), along.errors.end(), [](const error_step& e) {
                              return std::isfinite(e.kept) && std::isfinite(e.deviation) && e.deviation >= 0;
                            });
    if (!are_errors) detail::throw_contract("uncertainty::move: " + name + ": a forecast needs errors of each period");
  }
  if (!(along.at_least <= along.at_most)) {
    detail::throw_contract("uncertainty::move: " + name + ": the lower bound lies above the upper one");
  }
  paths_.insert_or_assign(name, along);
  return *this;
}

RUNRATE_FUNC uncertainty& uncertainty::correlate(std::string_view first, std::string_view second, double rank) {
  correlations_.push_back({std::string(first), std::string(second), rank});
  return *this;
}

RUNRATE_FUNC uncertainty& uncertainty::hold(std::string_view driver) {
  held_.emplace(driver);
  return *this;
}

RUNRATE_FUNC std::vector<std::string> uncertainty::drawn() const {
  std::vector<std::string> names;
  names.reserve(spreads_.size() + paths_.size());
  for (const auto& [name, _] : spreads_) names.push_back(name);
  for (const auto& [name, _] : paths_) {
    if (!spreads_.contains(name)) names.push_back(name);
  }
  std::erase_if(names, [&](const std::string& name) { return is_held(name); });
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace runrate

#endif
