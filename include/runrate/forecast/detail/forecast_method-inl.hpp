#ifndef RUNRATE_FORECAST_DETAIL_FORECAST_METHOD_INL_HPP
#define RUNRATE_FORECAST_DETAIL_FORECAST_METHOD_INL_HPP

#include <runrate/forecast/forecast_method.hpp>

#include <algorithm>
#include <cmath>

namespace runrate::detail {

RUNRATE_FUNC void set_deviations(expectation& of, double error,
                                 const std::function<double(std::size_t, std::size_t)>& moves) {
  const std::size_t horizon = of.points.size();
  of.deviations.resize(horizon);
  of.sum_deviations.resize(horizon);
  std::vector<double> moved(horizon);  // what an error in each of the periods ahead adds to the sum so far
  for (std::size_t h = 0; h < horizon; ++h) {
    double square = 0, square_of_sum = 0;
    for (std::size_t i = 0; i <= h; ++i) {
      const double by = moves(i, h);
      moved[i] += by;
      square += by * by;
      square_of_sum += moved[i] * moved[i];
    }
    of.deviations[h] = error * std::sqrt(square);
    of.sum_deviations[h] = error * std::sqrt(square_of_sum);
  }
}

RUNRATE_FUNC void set_deviations(expectation& of, double error, std::span<const double> impulses) {
  set_deviations(of, error, [&](std::size_t i, std::size_t h) { return impulses[h - i]; });
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
          {{"figures", std::to_string(found)}, {"needed", std::to_string(needed)}}};
}

RUNRATE_FUNC reason reason_of_all(std::string_view method, std::span<const reason> reasons) {
  std::size_t least = 0;
  std::string found;
  for (const reason& why : reasons) {
    if (why.code != reason_code::not_enough_history || why.operands.size() != 2) return why;
    const std::size_t needed = std::stoul(why.operands[1].value);
    least = least == 0 ? needed : std::min(least, needed);
    found = why.operands[0].value;
  }
  return too_few_figures(method, least, std::stoul(found));
}

}  // namespace runrate::detail

#endif
