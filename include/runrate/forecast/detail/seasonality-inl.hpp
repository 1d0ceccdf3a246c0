#ifndef RUNRATE_FORECAST_DETAIL_SEASONALITY_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SEASONALITY_INL_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/seasonality.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace runrate {
namespace detail {

/// What a season is where it is none.
inline double no_season(season_kind kind) { return kind == season_kind::multiplicative ? 1 : 0; }

inline double without_season(double figure, double season, season_kind kind) {
  return kind == season_kind::multiplicative ? figure / season : figure - season;
}

/// Centred moving averages over a year, from the figure m / 2 on: for an even m the ends count half.
inline std::vector<double> yearly_averages(std::span<const double> y, std::size_t m) {
  const std::size_t half = m / 2;
  std::vector<double> averages;
  averages.reserve(y.size() - 2 * half);
  for (std::size_t i = half; i + half < y.size(); ++i) {
    double sum = 0;
    for (std::size_t k = i - half; k <= i + half; ++k) sum += y[k];
    if (m % 2 == 0) sum -= (y[i - half] + y[i + half]) / 2;
    averages.push_back(sum / static_cast<double>(m));
  }
  return averages;
}

}  // namespace detail

RUNRATE_FUNC std::string_view to_string(season_kind kind) {
  switch (kind) {
    case season_kind::none: return "none";
    case season_kind::additive: return "additive";
    case season_kind::multiplicative: return "multiplicative";
  }
  return "unknown";
}

RUNRATE_FUNC double season_test(const observations& of) {
  const std::span<const double> y = of.values();
  const std::size_t n = y.size(), m = of.per_year();
  if (m < 2 || n <= 2 * m) return 0;
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(n);
  const auto covariance = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = lag; i < n; ++i) sum += (y[i] - mean) * (y[i - lag] - mean);
    return sum;
  };
  const double variance = covariance(0);
  // Of equal figures the mean may be off by a last place.
  if (variance == 0 || std::all_of(y.begin(), y.end(), [&](double v) { return v == y[0]; })) return 0;
  double squares = 1;
  for (std::size_t lag = 1; lag < m; ++lag) {
    const double r = covariance(lag) / variance;
    squares += 2 * r * r;
  }
  constexpr double nine_of_ten = 1.6448536269514722;
  return std::abs(covariance(m) / variance) / (nine_of_ten * std::sqrt(squares / static_cast<double>(n)));
}

RUNRATE_FUNC result<decomposition> decompose(const observations& of, season_kind kind) {
  const std::size_t n = of.size(), m = of.per_year();
  if (m < 2 || kind == season_kind::none) {
    return reason{reason_code::not_applicable, "a season needs several periods a year", {}};
  }
  if (n < 2 * m) return detail::too_few_figures("a season", 2 * m, n);
  if (kind == season_kind::multiplicative && !detail::all_above_zero(of.values())) {
    return reason{
        reason_code::base_not_positive, "a multiplicative season needs figures above zero; take an additive one", {}};
  }
  decomposition parts{kind, std::vector<double>(m), m / 2, detail::yearly_averages(of.values(), m), {}, 0};
  std::vector<double> squares(m);
  std::vector<std::size_t> counts(m);
  for (std::size_t i = 0; i < parts.trend.size(); ++i) {
    const std::size_t slot = (parts.trend_begin + i) % m;
    const double above = detail::without_season(of[parts.trend_begin + i], parts.trend[i], kind);
    // Running means and sums of squares (Welford 1962).
    const double from_mean = above - parts.season[slot];
    parts.season[slot] += from_mean / static_cast<double>(++counts[slot]);
    squares[slot] += from_mean * (above - parts.season[slot]);
  }
  const double mean = std::accumulate(parts.season.begin(), parts.season.end(), 0.0) / static_cast<double>(m);
  double variances = 0;
  std::size_t seen_twice = 0;
  for (std::size_t slot = 0; slot < m; ++slot) {
    parts.season[slot] = detail::without_season(parts.season[slot], mean, kind);
    if (counts[slot] < 2) continue;
    const auto count = static_cast<double>(counts[slot]);
    variances += squares[slot] / (count - 1) / count;
    ++seen_twice;
  }
  if (seen_twice != 0) parts.season_variance = variances / static_cast<double>(seen_twice);
  parts.remainder.reserve(parts.trend.size());
  for (std::size_t i = 0; i < parts.trend.size(); ++i) {
    const double above = detail::without_season(of[parts.trend_begin + i], parts.trend[i], kind);
    parts.remainder.push_back(detail::without_season(above, parts.season_of(parts.trend_begin + i), kind));
  }
  return parts;
}

RUNRATE_FUNC std::vector<double> shrunk_season(const decomposition& parts) {
  const double none = detail::no_season(parts.kind);
  double squares = 0;
  for (const double s : parts.season) squares += (s - none) * (s - none);
  const double spread = squares / static_cast<double>(parts.season.size() - 1);
  const double kept = spread > 0 ? std::max(0.0, 1 - parts.season_variance / spread) : 0;
  std::vector<double> shrunk = parts.season;
  for (double& s : shrunk) s = none + kept * (s - none);
  return shrunk;
}

RUNRATE_FUNC void seasonal_adjustment::reseason(std::vector<double>& points) const {
  if (kind == season_kind::none) return;
  for (std::size_t h = 0; h < points.size(); ++h) {
    const double s = season[(adjusted.size() + h) % season.size()];
    points[h] = kind == season_kind::multiplicative ? points[h] * s : points[h] + s;
  }
}

RUNRATE_FUNC double seasonal_adjustment::scale_of(std::size_t ahead) const {
  return kind == season_kind::multiplicative ? season[(adjusted.size() + ahead) % season.size()] : 1;
}

RUNRATE_FUNC seasonal_adjustment adjust_for_season(const observations& of, season_choice choice) {
  seasonal_adjustment made;
  made.adjusted.assign(of.values().begin(), of.values().end());
  if (of.per_year() < 2 || (choice == season_choice::tested && season_test(of) <= 1)) return made;
  const auto kind = detail::all_above_zero(of.values()) ? season_kind::multiplicative : season_kind::additive;
  const auto parts = decompose(of, kind);
  if (!parts) return made;
  std::vector<double> season = choice == season_choice::shrunk ? shrunk_season(*parts) : parts->season;
  // A factor of next to nothing is no season, but a period without business.
  constexpr double least_factor = 1e-4;
  if (kind == season_kind::multiplicative &&
      std::any_of(season.begin(), season.end(), [](double s) { return s < least_factor; })) {
    return made;
  }
  made.kind = kind;
  made.season = std::move(season);
  for (std::size_t i = 0; i < made.adjusted.size(); ++i) {
    made.adjusted[i] = detail::without_season(made.adjusted[i], made.season[i % made.season.size()], kind);
  }
  return made;
}

RUNRATE_FUNC result<std::vector<double>> annualizing_bias(const observations& of) {
  if (of.size() < 3 * of.per_year()) {
    return detail::too_few_figures("the season's bias", 3 * of.per_year(), of.size());
  }
  const auto parts = decompose(of, season_kind::multiplicative);
  if (!parts) return parts.error();
  std::vector<double> bias = shrunk_season(*parts);
  for (double& b : bias) b -= 1;
  return bias;
}

}  // namespace runrate

#endif
