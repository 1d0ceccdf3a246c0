#ifndef RUNRATE_FORECAST_DETAIL_FORECAST_METHOD_INL_HPP
#define RUNRATE_FORECAST_DETAIL_FORECAST_METHOD_INL_HPP

#include <runrate/forecast/forecast_method.hpp>

#include <cmath>

namespace runrate::detail {

RUNRATE_FUNC void set_deviations(expectation& of, double error, std::span<const double> impulses,
                                 std::span<const double> scales) {
  const std::size_t horizon = of.points.size();
  of.deviations.resize(horizon);
  of.sum_deviations.resize(horizon);
  std::vector<double> moved(horizon);  // what an error in each of the periods ahead adds to the sum so far
  for (std::size_t h = 0; h < horizon; ++h) {
    double square = 0, square_of_sum = 0;
    for (std::size_t i = 0; i <= h; ++i) {
      const double moves = impulses[h - i] * scales[h];
      moved[i] += moves;
      square += moves * moves;
      square_of_sum += moved[i] * moved[i];
    }
    of.deviations[h] = error * std::sqrt(square);
    of.sum_deviations[h] = error * std::sqrt(square_of_sum);
  }
}

RUNRATE_FUNC expectation weighted_mean(std::span<const expectation> parts, std::span<const double> weights) {
  const std::size_t horizon = parts.front().points.size();
  expectation mean{std::vector<double>(horizon), std::vector<double>(horizon), std::vector<double>(horizon)};
  double weight = 0, weight_of_deviations = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool has_deviations = !parts[i].deviations.empty();
    weight += weights[i];
    weight_of_deviations += has_deviations ? weights[i] : 0;
    for (std::size_t h = 0; h < horizon; ++h) {
      mean.points[h] += weights[i] * parts[i].points[h];
      if (!has_deviations) continue;
      mean.deviations[h] += weights[i] * parts[i].deviations[h];
      mean.sum_deviations[h] += weights[i] * parts[i].sum_deviations[h];
    }
  }
  if (weight_of_deviations == 0) mean.deviations.clear(), mean.sum_deviations.clear();
  for (double& point : mean.points) point /= weight;
  for (double& deviation : mean.deviations) deviation /= weight_of_deviations;
  for (double& deviation : mean.sum_deviations) deviation /= weight_of_deviations;
  return mean;
}

RUNRATE_FUNC reason too_few_figures(std::string_view method, std::size_t needed, std::size_t found) {
  return {reason_code::not_enough_history,
          std::string(method) + " needs " + std::to_string(needed) + " figures; there " +
              (found == 1 ? "is 1" : "are " + std::to_string(found)),
          {{"figures", std::to_string(found)}}};
}

}  // namespace runrate::detail

#endif
