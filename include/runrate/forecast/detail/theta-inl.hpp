#ifndef RUNRATE_FORECAST_DETAIL_THETA_INL_HPP
#define RUNRATE_FORECAST_DETAIL_THETA_INL_HPP

#include <runrate/forecast/detail/smoothing-inl.hpp>
#include <runrate/forecast/theta.hpp>

#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace runrate {
namespace detail {

/// The least squares of figure = rest + v x + w z, in sums over the figures: v is held between 0 and 1.
struct two_weights {
  double rr = 0, rx = 0, rz = 0, xx = 0, xz = 0, zz = 0;

  void add(double rest, double x, double z) {
    rr += rest * rest, rx += rest * x, rz += rest * z;
    xx += x * x, xz += x * z, zz += z * z;
  }
  struct found {
    double v, w, squares;
  };
  /// With v as it is given.
  found with(double v) const {
    const double w = zz > 0 ? (rz - v * xz) / zz : 0;
    return {v, w, std::max(0.0, rr - 2 * (v * rx + w * rz) + v * v * xx + 2 * v * w * xz + w * w * zz)};
  }
  found best() const {
    const double determinant = xx * zz - xz * xz;
    // The two say the same where the figures have no slope: then any v is as good, and the method's own is kept.
    if (!(determinant > 1e-12 * xx * zz)) return with(0.5);
    return with(std::clamp((rx * zz - rz * xz) / determinant, 0.0, 1.0));
  }
};

/// The alpha of least squares between two: the best of a grid, and from there by Brent's method (Boost.Math). There may
/// be several least ones.
template <class Squares>
double best_alpha(const Squares& squares, double low, double high) {
  constexpr int steps = 12;
  const double step = (high - low) / steps;
  int best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i <= steps; ++i) {
    const double value = squares(low + i * step);
    if (value < least) least = value, best = i;
  }
  const auto [alpha, value] = boost::math::tools::brent_find_minima(squares, std::max(low, low + (best - 1) * step),
                                                                    std::min(high, low + (best + 1) * step), 24);
  return value <= least ? alpha : low + best * step;
}

/// Deviations of a theta model: those of simple smoothing, in the season's measure.
inline void set_theta_deviations(expectation& of, double alpha, double error, const seasonal_adjustment& season) {
  set_deviations(of, error, [&](std::size_t i, std::size_t h) { return (h == i ? 1 : alpha) * season.scale_of(h); });
}

inline expectation expected_of_theta(const theta_fit& fit, const seasonal_adjustment& season, std::size_t horizon) {
  expectation expected{std::vector<double>(horizon)};
  for (std::size_t h = 0; h < horizon; ++h) expected.points[h] = fit.next + static_cast<double>(h) * fit.step;
  season.reseason(expected.points);
  set_theta_deviations(expected, fit.alpha, fit.error, season);
  return expected;
}

/// Where Fiorucci and others look for alpha.
inline constexpr double least_optimized_alpha = 0.1, most_optimized_alpha = 0.99;

/// The equations of one alpha: figure = smoothed before + v (line - smoothed line before) + w (1 - alpha)^t, where w is
/// the first level's share.
inline two_weights theta_equations(std::span<const double> y, double alpha, double begin, double slope) {
  two_weights sums;
  double smoothed = 0, smoothed_line = 0, decayed = 1, line = begin;
  for (const double figure : y) {
    sums.add(figure - smoothed, line - smoothed_line, decayed);
    smoothed += alpha * (figure - smoothed);
    smoothed_line += alpha * (line - smoothed_line);
    decayed *= 1 - alpha;
    line += slope;
  }
  return sums;
}

/// The least squares of simple smoothing of one alpha, and the first level.
inline two_weights smoothing_equations(std::span<const double> y, double alpha) {
  two_weights sums;
  double smoothed = 0, decayed = 1;
  for (const double figure : y) {
    sums.add(figure - smoothed, 0, decayed);
    smoothed += alpha * (figure - smoothed);
    decayed *= 1 - alpha;
  }
  return sums;
}

/// The lines of regression through the figures so far.
class growing_line {
public:
  void add(double figure) {
    ++count_;
    const auto t = static_cast<double>(count_);
    if (count_ == 1) {
      mean_ = begin_ = figure;
      return;
    }
    slope_ = ((t - 2) * slope_ + 6 / t * (figure - mean_)) / (t + 1);
    mean_ += (figure - mean_) / t;
    begin_ = mean_ - (t + 1) / 2 * slope_;
  }
  /// At the time 0, before the first figure.
  double begin() const { return begin_; }
  double slope() const { return slope_; }

private:
  std::size_t count_ = 0;
  double mean_ = 0, begin_ = 0, slope_ = 0;
};

/// What a dynamic model adds to its level, without the weight 1 - 1 / theta: (1 - alpha)^(t - 1) A + (1 - (1 -
/// alpha)^t) / alpha B.
inline double dynamic_drift(const growing_line& line, double alpha, double decayed) {
  return decayed * line.begin() + (1 - decayed * (1 - alpha)) / alpha * line.slope();
}

/// A line through three figures is the first that counts.
inline constexpr std::size_t first_dynamic = 3;

inline two_weights dynamic_equations(std::span<const double> y, double alpha) {
  two_weights sums;
  growing_line line;
  double smoothed = 0, decayed = 1;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (t >= first_dynamic) sums.add(y[t] - smoothed, dynamic_drift(line, alpha, decayed), decayed);
    line.add(y[t]);
    smoothed += alpha * (y[t] - smoothed);
    decayed *= 1 - alpha;
  }
  return sums;
}

}  // namespace detail

RUNRATE_FUNC result<theta_fit> fit_theta(std::span<const double> adjusted, bool optimized) {
  const std::size_t n = adjusted.size(), needed = optimized ? 5 : 3;
  if (n < needed) return detail::too_few_figures(optimized ? "optimized-theta" : "theta", needed, n);
  // In parts of a typical figure, so that squares keep their digits.
  const double unit = detail::typical_size(adjusted);
  std::vector<double> y(adjusted.begin(), adjusted.end());
  for (double& v : y) v /= unit;
  const auto [begin, slope] = detail::line_through(y);
  const auto equations = [&, first = begin + slope, slope = slope](double alpha) {
    return optimized ? detail::theta_equations(y, alpha, first, slope) : detail::smoothing_equations(y, alpha);
  };
  const auto solution = [&](double alpha) {
    const detail::two_weights sums = equations(alpha);
    return optimized ? sums.best() : sums.with(0.5);
  };
  theta_fit fit;
  fit.alpha = detail::best_alpha([&](double alpha) { return solution(alpha).squares; },
                                 optimized ? detail::least_optimized_alpha : detail::least_parameter,
                                 optimized ? detail::most_optimized_alpha : detail::most_parameter);
  const auto [v, w, squares] = solution(fit.alpha);
  double smoothed = 0, smoothed_line = 0, decayed = 1, line = begin + slope;
  for (const double figure : y) {
    smoothed += fit.alpha * (figure - smoothed);
    smoothed_line += fit.alpha * (line - smoothed_line);
    decayed *= 1 - fit.alpha;
    line += slope;
  }
  fit.theta = 1 / (1 - v);
  fit.step = v * slope * unit;
  // Of simple smoothing the drift sets in with the first figure, as if the line had been smoothed from its begin.
  const double lag = optimized ? v * (line - smoothed_line) : v * slope * (1 - decayed) / fit.alpha;
  fit.next = (smoothed + w * decayed + lag) * unit;
  const double parameters = optimized ? 4 : 3;
  fit.error = std::sqrt(squares / (static_cast<double>(n) - parameters + 1)) * unit;
  return fit;
}

namespace forecast_by {

RUNRATE_FUNC result<expectation> theta::operator()(const studied_series& of, std::size_t horizon) const {
  const seasonal_adjustment& season = of.adjusted(season_);
  const auto fit = fit_theta(season.adjusted, false);
  if (!fit) return fit.error();
  return runrate::detail::expected_of_theta(*fit, season, horizon);
}

RUNRATE_FUNC result<expectation> optimized_theta::operator()(const studied_series& of, std::size_t horizon) const {
  const seasonal_adjustment& season = of.adjusted(season_);
  const auto fit = fit_theta(season.adjusted, true);
  if (!fit) return fit.error();
  return runrate::detail::expected_of_theta(*fit, season, horizon);
}

RUNRATE_FUNC result<expectation> dynamic_theta::operator()(const studied_series& of, std::size_t horizon) const {
  namespace detail = runrate::detail;
  constexpr std::size_t needed = detail::first_dynamic + 3;
  const std::size_t n = of.of().size();
  if (n < needed) return detail::too_few_figures(name(), needed, n);
  const seasonal_adjustment& season = of.adjusted(season_);
  const double unit = detail::typical_size(season.adjusted);
  std::vector<double> y = season.adjusted;
  for (double& figure : y) figure /= unit;
  const auto solution = [&](double alpha) {
    const detail::two_weights sums = detail::dynamic_equations(y, alpha);
    return optimized_ ? sums.best() : sums.with(0.5);
  };
  const double alpha = detail::best_alpha([&](double a) { return solution(a).squares; }, detail::least_optimized_alpha,
                                          detail::most_optimized_alpha);
  const auto [v, first_level, squares] = solution(alpha);
  detail::growing_line line;
  double level = first_level, decayed = 1;
  const auto move = [&](double figure) {
    line.add(figure);
    level += alpha * (figure - level);
    decayed *= 1 - alpha;
  };
  for (const double figure : y) move(figure);
  expectation expected{std::vector<double>(horizon)};
  for (double& point : expected.points) {
    const double next = level + v * detail::dynamic_drift(line, alpha, decayed);
    point = next * unit;
    move(next);
  }
  season.reseason(expected.points);
  const double counted = static_cast<double>(y.size() - detail::first_dynamic), parameters = optimized_ ? 3 : 2;
  const double error = std::sqrt(squares / std::max(1.0, counted - parameters)) * unit;
  detail::set_theta_deviations(expected, alpha, error, season);
  return expected;
}

}  // namespace forecast_by
}  // namespace runrate

#endif
