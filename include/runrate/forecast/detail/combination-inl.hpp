#ifndef RUNRATE_FORECAST_DETAIL_COMBINATION_INL_HPP
#define RUNRATE_FORECAST_DETAIL_COMBINATION_INL_HPP

#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/detail/theta-inl.hpp>

#include <algorithm>
#include <numeric>

namespace runrate {
namespace detail {

/// Of values that may be put in another order.
inline double combined(std::vector<double>& values, combined_by how) {
  std::sort(values.begin(), values.end());
  std::size_t left_out = 0;  // at either end
  if (how == combined_by::median) left_out = (values.size() - 1) / 2;
  if (how == combined_by::trimmed_mean && values.size() >= 3) left_out = 1;
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(left_out);
  const auto end = values.end() - static_cast<std::ptrdiff_t>(left_out);
  return std::accumulate(begin, end, 0.0) / static_cast<double>(end - begin);
}

}  // namespace detail

namespace forecast_by {

RUNRATE_FUNC combination::combination()
    : combination("combination", {damped_ets(), damped_seasonal(), averaged_ets(), optimized_theta(), dynamic_theta()},
                  combined_by::trimmed_mean) {}

RUNRATE_FUNC combination::combination(std::string name, std::vector<any_forecast_method> methods, combined_by how)
    : name_(std::move(name)), methods_(std::move(methods)), how_(how) {
  if (methods_.empty()) runrate::detail::throw_contract("combination: there is no method");
}

RUNRATE_FUNC result<expectation> combination::operator()(const studied_series& of, std::size_t horizon) const {
  std::vector<expectation> parts;
  std::vector<reason> without;
  for (const any_forecast_method& method : methods_) {
    result<expectation> part = runrate::detail::checked_expectation(method(of, horizon), method.name(), horizon);
    if (part) {
      parts.push_back(*std::move(part));
    } else {
      without.push_back(part.error());
    }
  }
  if (parts.empty()) return runrate::detail::reason_of_all(name_, without);
  const std::vector<double> alike(parts.size(), 1.0);
  expectation all = runrate::detail::weighted_mean(parts, alike);
  std::vector<double> values;
  for (std::size_t h = 0; h < horizon; ++h) {
    values.clear();
    for (const expectation& part : parts) values.push_back(part.points[h]);
    all.points[h] = runrate::detail::combined(values, how_);
  }
  return all;
}

}  // namespace forecast_by
}  // namespace runrate

#endif
