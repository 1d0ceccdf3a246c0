// The season in figures: whether there is one, how large it is, and the figures without it.
#ifndef RUNRATE_FORECAST_SEASONALITY_HPP
#define RUNRATE_FORECAST_SEASONALITY_HPP

#include <runrate/core/result.hpp>
#include <runrate/forecast/observations.hpp>

#include <string_view>
#include <vector>

namespace runrate {

/// How a season acts: it adds an amount, or multiplies by a factor.
enum class season_kind { none, additive, multiplicative };

/// "none", "additive", "multiplicative".
std::string_view to_string(season_kind kind);

/// The autocorrelation at a lag of a year, over the bound that it stays below by chance in nine of ten series without a
/// season: |r_m| / (1.645 sqrt((1 + 2 (r_1^2 + ... + r_(m-1)^2)) / n)), so that a season is there from 1 on.
///
/// The test of Theta's authors (Assimakopoulos and Nikolopoulos, The Theta model, International Journal of Forecasting
/// 16, 2000; Bartlett's formula). It tells a season from noise, but takes a strong trend for none. 0 where there are no
/// more figures than two years have, or all are equal.
double season_test(const observations& of);

/// Figures taken apart: figure = trend + season + remainder, or their product.
struct decomposition {
  season_kind kind;
  /// Of each slot of the year, that of the first figure first; they add up to 0, or average 1. What a slot stands above
  /// the trend by.
  std::vector<double> season;
  /// By figure. A moving average has none in the first and the last half year: `trend` then begins with the figure
  /// `trend_begin`, and the remainder as well.
  std::size_t trend_begin = 0;
  std::vector<double> trend;
  std::vector<double> remainder;
  /// The mean variance of a slot's season, from how it differs from year to year, over the slots that were seen twice;
  /// nothing is known of it where none was, and it is 0.
  double season_variance = 0;

  double season_of(std::size_t figure) const { return season[figure % season.size()]; }
};

/// Classical decomposition by centred moving averages over a year, as in R's `decompose` (Kendall and Stuart, The
/// Advanced Theory of Statistics, volume 3, 1983). No answer below two years, for one period a year, or for a
/// multiplicative season where a figure is zero or less.
result<decomposition> decompose(const observations& of, season_kind kind);

/// The season, drawn to none by as much as chance may have made it: each slot's distance to none times
/// max(0, 1 - v / s^2), with v the variance of a slot's estimate and s^2 that of the slots (Miller and Williams,
/// Shrinkage estimators of time series seasonal factors and their effect on forecasting accuracy, International Journal
/// of Forecasting 19, 2003; after James and Stein). A clear season stays as it is, and no test has to choose.
std::vector<double> shrunk_season(const decomposition& parts);

/// Figures without their season, and the season that is put back.
struct seasonal_adjustment {
  season_kind kind = season_kind::none;
  std::vector<double> season{};  ///< by slot, as in `decomposition`; empty where there is none
  std::vector<double> adjusted;  ///< the figures without it

  /// Puts the season into points that follow the figures.
  void reseason(std::vector<double>& points) const;
  /// What a deviation is multiplied by in the period so far ahead, from 0: the factor, or 1.
  double scale_of(std::size_t ahead) const;
};

/// Which season a forecast takes out.
enum class season_choice {
  tested,  ///< by classical factors, where `season_test` finds one: what the Theta method was published with
  shrunk,  ///< by shrunk factors, always
};

/// Takes the season out: by factors where all figures are above zero, else by amounts. Nothing to take out where
/// history is too short.
seasonal_adjustment adjust_for_season(const observations& of, season_choice choice);

/// What a slot's figure times the periods of a year is off by, as a share of a year at the trend: the fourth quarter's
/// factor 1.12 makes times four 12% too high. By slot, that of the first figure first; from shrunk factors, which only
/// figures above zero have. At least three years.
result<std::vector<double>> annualizing_bias(const observations& of);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/seasonality-inl.hpp>
#endif

#endif
