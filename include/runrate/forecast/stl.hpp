// The season and the trend in figures by local regression: a season that may change from year to year.
#ifndef RUNRATE_FORECAST_STL_HPP
#define RUNRATE_FORECAST_STL_HPP

#include <runrate/core/result.hpp>
#include <runrate/forecast/observations.hpp>
#include <runrate/forecast/seasonality.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace runrate {

/// How STL smooths. What is left out is as in R's `stl`.
struct stl_options {
  /// Years that a slot's season is smoothed over: odd, at least 7. Left out, the season is the same in all years.
  std::optional<int> seasonal_window{};
  /// Figures that the trend is smoothed over: odd, at least 5. Left out, the first odd number from
  /// 1.5 m / (1 - 1.5 / seasonal window) on, for m periods a year: a year and a half or a little more.
  std::optional<int> trend_window{};
  /// What is fitted locally, 0 for a level and 1 for a line. That of the trend is also that of the low-pass filter,
  /// which keeps the trend out of the season. A season that is the same in all years has levels only.
  int seasonal_degree = 0;
  int trend_degree = 1;
  /// Whether figures far off count less, so that an outlier is left in the remainder.
  bool robust = false;
  /// Rounds of season and trend, at least 1: left out 2, or 1 where robust.
  std::optional<int> inner_iterations{};
  /// Rounds of weights, at least 0: left out none, or 15 where robust.
  std::optional<int> outer_iterations{};
};

/// Figures taken apart, one of each part a figure: figure = season + trend + remainder, or their product.
struct stl_decomposition {
  season_kind kind;
  std::size_t per_year;
  /// What a figure stands above the trend by: over a year they add up to nearly 0, or multiply to nearly 1.
  std::vector<double> season;
  std::vector<double> trend;
  std::vector<double> remainder;
  /// What a figure counted for: 1 in full, 0 for an outlier. All 1 where outer iterations are none.
  std::vector<double> weights;

  /// The season in the last year's figures by slot of the year, that of the first figure first: as in `decomposition`,
  /// and what a forecast goes on with.
  std::vector<double> last_year() const;
};

/// Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae and Terpenning, STL: A Seasonal-Trend
/// Decomposition Procedure Based on Loess, Journal of Official Statistics 6, 1990), with the steps and defaults of R's
/// `stl`: loess at every tenth of a window, and lines between. A multiplicative season is that of the logarithms.
///
/// Robust weights differ from R's in two cases. For an even number of figures R's partial sort may miss the median
/// remainder that they are measured by; here it is the median. Where half of the remainders are below 1e-10 of the
/// median figure, they are taken for rounding errors and count in full; R makes outliers of some.
///
/// No answer below two years and one figure, for one period a year, for a multiplicative season where a figure is zero
/// or less, or where a part does not fit a `double`. `contract_error` for options that make no sense.
///
///     const std::vector<double> figures{61, 75, 80, 59, 64, 82, 83, 70, 61, 81, 90, 77};
///     const observations sales(figures, 4);
///     const auto parts = decompose_by_stl(sales, season_kind::multiplicative, {.seasonal_window = 7});
result<stl_decomposition> decompose_by_stl(const observations& of, season_kind kind, const stl_options& options = {});

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/stl-inl.hpp>
#endif

#endif
