// The Theta method and its descendants.
#ifndef RUNRATE_FORECAST_THETA_HPP
#define RUNRATE_FORECAST_THETA_HPP

#include <runrate/forecast/smoothing.hpp>

#include <string_view>

namespace runrate {

/// What a Theta model found in figures without their season.
///
/// The figures are a line of regression and what is above it. A theta line has that enlarged theta times; the forecast
/// is simple smoothing of the theta line, weighted 1 / theta, and the line of regression for the rest.
struct theta_fit {
  double alpha = 0;  ///< of simple smoothing
  double theta = 2;  ///< at least 1; infinite where all weight is on the line
  double next = 0;   ///< the point one period ahead
  double step = 0;   ///< what each further period adds: 1 - 1 / theta of the regression's slope
  double error = 0;  ///< standard deviation of the errors of one step
};

namespace forecast_by {

/// The Theta method (Assimakopoulos and Nikolopoulos 2000), in the form that Hyndman and Billah gave it (Unmasking the
/// Theta method, International Journal of Forecasting 19, 2003): simple smoothing of the seasonally adjusted figures
/// with half of the regression's slope as drift. With `season_choice::tested` it is R's `thetaf`; shrunk factors, which
/// are the default, do better on short series.
///
/// Needs three figures. The first level is found in closed form for each alpha, so that one number is searched.
class theta {
public:
  explicit theta(season_choice season = season_choice::shrunk) : season_(season) {}

  std::string_view name() const { return season_ == season_choice::tested ? "theta-tested" : "theta"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  season_choice season_;
};

/// Theta with its theta, smoothing parameter and first level by the least errors of its own forecasts (Fiorucci,
/// Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method, International Journal of
/// Forecasting 32, 2016: the optimised theta model). Theta and the first level are found in closed form for each alpha.
/// Needs five figures.
class optimized_theta {
public:
  explicit optimized_theta(season_choice season = season_choice::shrunk) : season_(season) {}

  static constexpr std::string_view name() { return "optimized-theta"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  season_choice season_;
};

/// Theta whose line of regression is that of the figures so far, at each of them (the same paper: the dynamic optimised
/// theta model). Theta is searched for, or 2.
class dynamic_theta {
public:
  explicit dynamic_theta(bool optimized = true, season_choice season = season_choice::shrunk)
      : optimized_(optimized), season_(season) {}

  std::string_view name() const { return optimized_ ? "dynamic-optimized-theta" : "dynamic-theta"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  bool optimized_;
  season_choice season_;
};

}  // namespace forecast_by

/// The fit that `forecast_by::theta` makes of figures without a season; `optimized`, that of `optimized_theta`.
result<theta_fit> fit_theta(std::span<const double> adjusted, bool optimized);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/theta-inl.hpp>
#endif

#endif
