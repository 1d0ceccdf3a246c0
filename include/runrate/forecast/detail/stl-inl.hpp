#ifndef RUNRATE_FORECAST_DETAIL_STL_INL_HPP
#define RUNRATE_FORECAST_DETAIL_STL_INL_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/stl.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>
#include <string>

namespace runrate {
namespace detail {

// Distances below the first share of the reach count as none, above the second as out of reach.
inline constexpr double loess_near = 0.001;
inline constexpr double loess_far = 0.999;

/// (1 - (distance / reach)^power)^power: the tricube of neighbours, and the bisquare of remainders.
inline double falling_weight(double distance, double reach, int power) {
  if (distance <= loess_near * reach) return 1;
  if (distance > loess_far * reach) return 0;
  const double part = distance / reach;
  const double rest = 1 - (power == 3 ? part * part * part : part * part);
  return power == 3 ? rest * rest * rest : rest * rest;
}

struct loess_shape {
  std::size_t window;  // odd; may be more than there are figures
  int degree;

  std::size_t jump() const { return (window + 9) / 10; }
};

/// Local regression on two or more figures at the places 0, 1, 2 and so on, which may have weights.
class loess {
public:
  loess(std::span<const double> y, std::span<const double> weights, loess_shape shape)
      : y_(y), weights_(weights), shape_(shape), nearest_(std::min(shape.window, y.size())), shares_(nearest_) {}

  /// How many figures a fit looks at.
  std::size_t nearest() const { return nearest_; }

  /// The fit at a place by the nearest figures, which begin with `first`; `otherwise` where none of them has weight.
  double at(double place, std::size_t first, double otherwise) {
    const auto place_of = [&](std::size_t j) { return static_cast<double>(first + j); };
    double reach = std::max(place - place_of(0), place_of(nearest_ - 1) - place);
    const std::size_t beyond = (std::max(shape_.window, y_.size()) - y_.size()) / 2;  // of the window, on either side
    reach += static_cast<double>(beyond);
    double sum = 0;
    for (std::size_t j = 0; j < nearest_; ++j) {
      const double weight = weights_.empty() ? 1 : weights_[first + j];
      shares_[j] = weight * falling_weight(std::abs(place_of(j) - place), reach, 3);
      sum += shares_[j];
    }
    if (sum <= 0) return otherwise;
    for (double& share : shares_) share /= sum;
    if (shape_.degree > 0) {
      double centre = 0, spread = 0;
      for (std::size_t j = 0; j < nearest_; ++j) centre += shares_[j] * place_of(j);
      for (std::size_t j = 0; j < nearest_; ++j) spread += shares_[j] * (place_of(j) - centre) * (place_of(j) - centre);
      // No line through figures of which only one counts.
      if (std::sqrt(spread) > loess_near * static_cast<double>(y_.size() - 1)) {
        const double lever = (place - centre) / spread;
        for (std::size_t j = 0; j < nearest_; ++j) shares_[j] *= 1 + lever * (place_of(j) - centre);
      }
    }
    double fitted = 0;
    for (std::size_t j = 0; j < nearest_; ++j) fitted += shares_[j] * y_[first + j];
    return fitted;
  }

  /// The fits at all places: at each jump and at the last place, with lines between.
  std::vector<double> smoothed() {
    const std::size_t n = y_.size(), jump = std::min(shape_.jump(), n - 1), half = (nearest_ - 1) / 2;
    std::vector<double> made(n);
    std::size_t first = 0, before = 0;
    const auto fit = [&](std::size_t i) {
      made[i] = at(static_cast<double>(i), first, y_[i]);
      const double slope = i > before ? (made[i] - made[before]) / static_cast<double>(i - before) : 0;
      for (std::size_t j = before + 1; j < i; ++j) made[j] = made[before] + slope * static_cast<double>(j - before);
      before = i;
    };
    for (std::size_t i = 0; i < n; i += jump) {
      first = i > half ? std::min(i - half, n - nearest_) : 0;
      fit(i);
    }
    // Where jumps don't end there, the last place has the neighbours of the jump before: so does the authors' program.
    if (before != n - 1) fit(n - 1);
    return made;
  }

private:
  std::span<const double> y_;
  std::span<const double> weights_;
  loess_shape shape_;
  std::size_t nearest_;
  std::vector<double> shares_;
};

/// Each slot's figures smoothed over the years, and a year more at both ends.
inline std::vector<double> smoothed_slots(std::span<const double> y, std::span<const double> weights, std::size_t m,
                                          loess_shape shape) {
  std::vector<double> made(y.size() + 2 * m), years, year_weights;
  for (std::size_t slot = 0; slot < m; ++slot) {
    years.clear();
    year_weights.clear();
    for (std::size_t i = slot; i < y.size(); i += m) {
      years.push_back(y[i]);
      if (!weights.empty()) year_weights.push_back(weights[i]);
    }
    loess over_years(years, year_weights, shape);
    const std::vector<double> smoothed = over_years.smoothed();
    const std::size_t count = years.size();
    for (std::size_t year = 0; year < count; ++year) made[(year + 1) * m + slot] = smoothed[year];
    made[slot] = over_years.at(-1, 0, smoothed.front());
    made[(count + 1) * m + slot] =
        over_years.at(static_cast<double>(count), count - over_years.nearest(), smoothed.back());
  }
  return made;
}

/// The means of so many figures in a row each.
inline std::vector<double> moving_averages(std::span<const double> y, std::size_t length) {
  std::vector<double> averages;
  averages.reserve(y.size() - length + 1);
  for (std::size_t i = 0; i + length <= y.size(); ++i) {
    const auto part = y.subspan(i, length);
    averages.push_back(std::accumulate(part.begin(), part.end(), 0.0) / static_cast<double>(length));
  }
  return averages;
}

inline double median_size(std::span<const double> values) {
  std::vector<double> sizes(values.begin(), values.end());
  for (double& size : sizes) size = std::abs(size);
  std::sort(sizes.begin(), sizes.end());
  return (sizes[sizes.size() / 2] + sizes[(sizes.size() - 1) / 2]) / 2;
}

/// What figures count for, by their remainders against six times the median one.
inline std::vector<double> robustness_weights(std::span<const double> y, const stl_decomposition& parts) {
  // Where figures leave no remainder, as equal ones do, weights would else be made of rounding errors.
  constexpr double rounding = 1e-9;
  std::vector<double> weights(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) weights[i] = std::abs(y[i] - (parts.trend[i] + parts.season[i]));
  const double reach = std::max(6 * median_size(weights), rounding * median_size(y));
  for (double& weight : weights) weight = falling_weight(weight, reach, 2);
  return weights;
}

inline bool is_odd_from(int window, int least) { return window >= least && window % 2 == 1; }

inline void check(const stl_options& options) {
  const auto refuse = [](const char* what, int found, const char* expected) {
    throw_contract("stl_options: " + std::string(what) + " is " + std::to_string(found) + "; expected " + expected);
  };
  if (options.seasonal_window && !is_odd_from(*options.seasonal_window, 7)) {
    refuse("the seasonal window", *options.seasonal_window, "an odd number of years from 7 on");
  }
  // In a window of 3 the outer two have no weight: nothing is smoothed.
  if (options.trend_window && !is_odd_from(*options.trend_window, 5)) {
    refuse("the trend window", *options.trend_window, "an odd number of figures from 5 on");
  }
  if (options.seasonal_degree < 0 || options.seasonal_degree > 1) {
    refuse("the seasonal degree", options.seasonal_degree, "0 or 1");
  }
  if (options.trend_degree < 0 || options.trend_degree > 1) {
    refuse("the trend degree", options.trend_degree, "0 or 1");
  }
  if (!options.seasonal_window && options.seasonal_degree != 0) {
    refuse("the seasonal degree", options.seasonal_degree, "0 for a season that is the same in all years");
  }
  if (options.inner_iterations && *options.inner_iterations < 1) {
    refuse("the number of inner iterations", *options.inner_iterations, "at least 1");
  }
  if (options.outer_iterations && *options.outer_iterations < 0) {
    refuse("the number of outer iterations", *options.outer_iterations, "at least 0");
  }
}

/// STL of figures whose parts add up.
inline void set_stl_parts(stl_decomposition& parts, std::span<const double> y, const stl_options& options) {
  const std::size_t n = y.size(), m = parts.per_year;
  // A window of ten times the figures is as good as one without end, and R's.
  const std::size_t years = options.seasonal_window ? static_cast<std::size_t>(*options.seasonal_window) : 10 * n + 1;
  const auto odd_from = [](std::size_t count) { return count + 1 - count % 2; };
  const double trend_length = std::ceil(1.5 * static_cast<double>(m) / (1 - 1.5 / static_cast<double>(years)));
  const loess_shape of_season{years, options.seasonal_degree};
  const loess_shape of_trend{options.trend_window ? static_cast<std::size_t>(*options.trend_window)
                                                  : odd_from(static_cast<std::size_t>(trend_length)),
                             options.trend_degree};
  const loess_shape of_low_pass{odd_from(m), options.trend_degree};
  const int inner = options.inner_iterations.value_or(options.robust ? 1 : 2);
  const int outer = options.outer_iterations.value_or(options.robust ? 15 : 0);

  parts.season.resize(n);
  parts.trend.resize(n);
  std::vector<double> rest(n);
  const auto without = [&](const std::vector<double>& part) -> const std::vector<double>& {
    std::transform(y.begin(), y.end(), part.begin(), rest.begin(), std::minus<>());
    return rest;
  };
  for (int round = 0; round <= outer; ++round) {
    if (round > 0) parts.weights = robustness_weights(y, parts);
    for (int i = 0; i < inner; ++i) {
      const std::vector<double> slots = smoothed_slots(without(parts.trend), parts.weights, m, of_season);
      const std::vector<double> averages = moving_averages(moving_averages(moving_averages(slots, m), m), 3);
      const std::vector<double> low_pass = loess(averages, {}, of_low_pass).smoothed();
      for (std::size_t k = 0; k < n; ++k) parts.season[k] = slots[m + k] - low_pass[k];
      parts.trend = loess(without(parts.season), parts.weights, of_trend).smoothed();
    }
  }
  if (parts.weights.empty()) parts.weights.assign(n, 1);
  if (!options.seasonal_window) {
    for (std::size_t slot = 0; slot < m; ++slot) {
      double sum = 0, count = 0;
      for (std::size_t i = slot; i < n; i += m) sum += parts.season[i], ++count;
      for (std::size_t i = slot; i < n; i += m) parts.season[i] = sum / count;
    }
  }
  parts.remainder.resize(n);
  for (std::size_t i = 0; i < n; ++i) parts.remainder[i] = y[i] - parts.season[i] - parts.trend[i];
}

}  // namespace detail

RUNRATE_FUNC std::vector<double> stl_decomposition::last_year() const {
  std::vector<double> by_slot(per_year);
  for (std::size_t i = season.size() - per_year; i < season.size(); ++i) by_slot[i % per_year] = season[i];
  return by_slot;
}

RUNRATE_FUNC result<stl_decomposition> decompose_by_stl(const observations& of, season_kind kind,
                                                        const stl_options& options) {
  detail::check(options);
  const std::size_t n = of.size(), m = of.per_year();
  if (m < 2 || kind == season_kind::none) {
    return reason{reason_code::not_applicable, "a season needs several periods a year", {}};
  }
  if (n <= 2 * m) return detail::too_few_figures("STL", 2 * m + 1, n);
  const bool multiplies = kind == season_kind::multiplicative;
  if (multiplies && !detail::all_above_zero(of.values())) {
    return reason{
        reason_code::base_not_positive, "a multiplicative season needs figures above zero; take an additive one", {}};
  }
  std::vector<double> y(of.values().begin(), of.values().end());
  if (multiplies) {
    for (double& figure : y) figure = std::log(figure);
  }
  stl_decomposition parts{kind, m, {}, {}, {}, {}};
  detail::set_stl_parts(parts, y, options);
  for (auto* part : {&parts.season, &parts.trend, &parts.remainder}) {
    for (double& value : *part) {
      if (multiplies) value = std::exp(value);
      if (!std::isfinite(value)) {
        return reason{reason_code::out_of_range, "STL: a part of the figures is too large for a double", {}};
      }
    }
  }
  return parts;
}

}  // namespace runrate

#endif
