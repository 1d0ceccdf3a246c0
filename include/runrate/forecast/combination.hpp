// Several methods' forecasts in one.
#ifndef RUNRATE_FORECAST_COMBINATION_HPP
#define RUNRATE_FORECAST_COMBINATION_HPP

#include <runrate/forecast/smoothing.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// How points of several methods become one, period by period.
enum class combined_by {
  mean,
  median,
  trimmed_mean,  ///< the mean without the highest and the lowest, where there are three or more
};

namespace forecast_by {

/// Several methods in one: errors of one make up for errors of another, and a trimmed mean or a median is not led
/// astray by a single one (Bates and Granger, The combination of forecasts, Operational Research Quarterly 20, 1969;
/// Jose and Winkler, Simple robust averages of forecasts, International Journal of Forecasting 24, 2008).
///
/// A method that has no answer is left out; no answer where none has one. Deviations are the mean of the methods'.
class combination {
public:
  /// The library's default: the trimmed mean of `damped_ets`, `damped_seasonal`, `averaged_ets`, `optimized_theta` and
  /// `dynamic_theta`. How it was chosen, by rolling origins: docs/explanation/forecasts.md.
  combination();
  /// `contract_error` without a method.
  combination(std::string name, std::vector<any_forecast_method> methods, combined_by how);

  std::string_view name() const { return name_; }
  const std::vector<any_forecast_method>& methods() const { return methods_; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  std::string name_;
  std::vector<any_forecast_method> methods_;
  combined_by how_;
};

/// Several methods in one, each by how good it was: the mean by weights that go with one over the mean squared error of
/// the next year's periods, forecast from each of the latest 20 times at which there were two years, and at least eight
/// figures, before (Bates and Granger, 1969, without correlations). Where there are fewer than four such times, all
/// weigh alike.
///
/// It costs as much as so many forecasts and does about as well as the trimmed mean (docs/explanation/forecasts.md),
/// so that it is no default. A method that has no answer now is left out; one that lacked some before counts by those
/// that it had, if they are four.
class weighted_combination {
public:
  /// Of the same methods as `combination`.
  weighted_combination();
  /// `contract_error` without a method.
  weighted_combination(std::string name, std::vector<any_forecast_method> methods);

  std::string_view name() const { return name_; }
  const std::vector<any_forecast_method>& methods() const { return methods_; }
  /// One for each method, from 0 on, adding up to 1: nothing is weighed where none has an answer.
  std::vector<double> weights(const observations& of) const;
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  std::string name_;
  std::vector<any_forecast_method> methods_;
};

}  // namespace forecast_by
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/combination-inl.hpp>
#endif

#endif
