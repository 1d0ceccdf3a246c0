#ifndef RUNRATE_FORECAST_DETAIL_COMBINATION_INL_HPP
#define RUNRATE_FORECAST_DETAIL_COMBINATION_INL_HPP

#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/detail/theta-inl.hpp>

#include <algorithm>
#include <cmath>
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

/// What the default combines.
inline std::vector<any_forecast_method> combined_methods() {
  using namespace forecast_by;
  return {damped_ets(), damped_seasonal(), averaged_ets(), optimized_theta(), dynamic_theta()};
}

/// What methods expect that have an answer, each with its weight.
struct weighted_answers {
  std::vector<expectation> parts;
  std::vector<double> weights;
};

/// The reason of them all where none has one.
inline result<weighted_answers> answers_of(const std::string& name, std::span<const any_forecast_method> methods,
                                           std::span<const double> weights, const studied_series& of,
                                           std::size_t horizon) {
  weighted_answers said;
  std::vector<reason> without;
  for (std::size_t i = 0; i < methods.size(); ++i) {
    auto part = checked_expectation(methods[i](of, horizon), methods[i].name(), horizon);
    if (part) {
      said.parts.push_back(*std::move(part));
      said.weights.push_back(weights[i]);
    } else {
      without.push_back(part.error());
    }
  }
  if (said.parts.empty()) return reason_of_all(name, without);
  return said;
}

/// The squares of a method's errors at earlier times, and how many times those were.
struct earlier_squares {
  double sum = 0;
  std::size_t errors = 0, times = 0;
};

inline constexpr std::size_t most_earlier_times = 20, fewest_earlier_times = 4;

inline std::vector<earlier_squares> squares_before(const observations& of,
                                                   std::span<const any_forecast_method> methods) {
  const std::size_t m = of.per_year(), n = of.size();
  const std::size_t first = std::max<std::size_t>(2 * m, 8);
  std::vector<earlier_squares> all(methods.size());
  const double size = typical_size(of.values());
  for (std::size_t known = std::max(first, n - std::min(n, most_earlier_times)); known < n; ++known) {
    const std::size_t came = std::min(m, n - known);
    const studied_series then(of.first(known));
    for (std::size_t i = 0; i < methods.size(); ++i) {
      const auto said = checked_expectation(methods[i](then, came), methods[i].name(), came);
      if (!said) continue;
      ++all[i].times;
      for (std::size_t h = 0; h < came; ++h) {
        const double error = (of[known + h] - said->points[h]) / size;
        all[i].sum += error * error;
        ++all[i].errors;
      }
    }
  }
  return all;
}

}  // namespace detail

namespace forecast_by {

RUNRATE_FUNC combination::combination()
    : combination("combination", runrate::detail::combined_methods(), combined_by::trimmed_mean) {}

RUNRATE_FUNC combination::combination(std::string name, std::vector<any_forecast_method> methods, combined_by how)
    : name_(std::move(name)), methods_(std::move(methods)), how_(how) {
  if (methods_.empty()) runrate::detail::throw_contract("combination: there is no method");
}

RUNRATE_FUNC result<expectation> combination::operator()(const studied_series& of, std::size_t horizon) const {
  const std::vector<double> alike(methods_.size(), 1.0);
  const auto said = runrate::detail::answers_of(name_, methods_, alike, of, horizon);
  if (!said) return said.error();
  expectation all = runrate::detail::weighted_mean(said->parts, said->weights);
  std::vector<double> values;
  for (std::size_t h = 0; h < horizon; ++h) {
    values.clear();
    for (const expectation& part : said->parts) values.push_back(part.points[h]);
    all.points[h] = runrate::detail::combined(values, how_);
  }
  return all;
}

RUNRATE_FUNC weighted_combination::weighted_combination()
    : weighted_combination("weighted-combination", runrate::detail::combined_methods()) {}

RUNRATE_FUNC weighted_combination::weighted_combination(std::string name, std::vector<any_forecast_method> methods)
    : name_(std::move(name)), methods_(std::move(methods)) {
  if (methods_.empty()) runrate::detail::throw_contract("weighted_combination: there is no method");
}

RUNRATE_FUNC std::vector<double> weighted_combination::weights(const observations& of) const {
  constexpr double least = 1e-12;  // of the figures' size, squared: a method without errors does not take all
  const auto before = runrate::detail::squares_before(of, methods_);
  std::vector<double> weights;
  double sum = 0;
  for (const auto& squares : before) {
    const bool is_known = squares.times >= runrate::detail::fewest_earlier_times && std::isfinite(squares.sum);
    const double mean = is_known ? squares.sum / static_cast<double>(squares.errors) : 0;
    weights.push_back(is_known ? 1 / (mean + least) : 0);
    sum += weights.back();
  }
  if (!(sum > 0)) return std::vector<double>(methods_.size(), 1 / static_cast<double>(methods_.size()));
  for (double& weight : weights) weight /= sum;
  return weights;
}

RUNRATE_FUNC result<expectation> weighted_combination::operator()(const studied_series& of, std::size_t horizon) const {
  auto said = runrate::detail::answers_of(name_, methods_, weights(of.of()), of, horizon);
  if (!said) return said.error();
  // All that have an answer now may have had none before.
  std::vector<double> by = said->weights;
  if (std::none_of(by.begin(), by.end(), [](double w) { return w > 0; })) std::fill(by.begin(), by.end(), 1.0);
  return runrate::detail::weighted_mean(said->parts, by);
}

}  // namespace forecast_by
}  // namespace runrate

#endif
