#ifndef RUNRATE_FORECAST_DETAIL_OBSERVATIONS_INL_HPP
#define RUNRATE_FORECAST_DETAIL_OBSERVATIONS_INL_HPP

#include <runrate/forecast/observations.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace runrate {
namespace detail {

RUNRATE_FUNC double typical_size(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += std::abs(v);
  return sum > 0 ? sum / static_cast<double>(values.size()) : 1;
}

RUNRATE_FUNC bool all_above_zero(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return v > 0; });
}

}  // namespace detail

RUNRATE_FUNC observations::observations(std::span<const double> values, int per_year)
    : values_(values), per_year_(static_cast<std::size_t>(per_year)) {
  if (values.empty()) detail::throw_contract("observations: there is no figure");
  if (per_year < 1) {
    detail::throw_contract("observations: " + std::to_string(per_year) + " periods a year; expected at least 1");
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      detail::throw_contract("observations: figure " + std::to_string(i + 1) + " is not finite");
    }
  }
}

RUNRATE_FUNC observations observations::first(std::size_t count) const {
  if (count == 0 || count > size()) {
    detail::throw_contract("observations: there are " + std::to_string(size()) + " figures, not " +
                           std::to_string(count));
  }
  observations made = *this;
  made.values_ = values_.first(count);
  if (!amounts_.empty()) made.amounts_ = amounts_.first(count);
  return made;
}

RUNRATE_FUNC observations observations::with_amounts(std::span<const dated_amount> amounts) const {
  if (amounts.size() != size()) {
    detail::throw_contract("observations: " + std::to_string(size()) + " figures of " + std::to_string(amounts.size()) +
                           " amounts");
  }
  observations made = *this;
  made.amounts_ = amounts;
  return made;
}

}  // namespace runrate

#endif
