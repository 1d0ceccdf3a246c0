#ifndef RUNRATE_SIMULATE_DETAIL_UNCERTAINTY_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_UNCERTAINTY_INL_HPP

#include <runrate/simulate/uncertainty.hpp>

#include <cmath>
#include <utility>

namespace runrate {

RUNRATE_FUNC uncertainty& uncertainty::spread(std::string_view driver, any_distribution by) {
  spreads_.insert_or_assign(std::string(driver), std::move(by));
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

}  // namespace runrate

#endif
