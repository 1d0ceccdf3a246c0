// The forecasts that any other has to beat.
#ifndef RUNRATE_FORECAST_SIMPLE_FORECASTS_HPP
#define RUNRATE_FORECAST_SIMPLE_FORECASTS_HPP

#include <runrate/forecast/forecast_method.hpp>

#include <string_view>

namespace runrate::forecast_by {

/// The latest figure again: for quarters, what times four takes the year to be. One figure is enough.
///
/// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021, section 5.2, for this and the
/// next two, and 5.5 for their deviations. Errors are known from two figures on, of a season from two years.
struct naive {
  static constexpr std::string_view name() { return "naive"; }
  result<expectation> operator()(const observations& of, std::size_t horizon) const;
};

/// The same period of the last year again: the next four together are the trailing twelve months. Needs a year.
struct seasonal_naive {
  static constexpr std::string_view name() { return "seasonal-naive"; }
  result<expectation> operator()(const observations& of, std::size_t horizon) const;
};

/// On along the line from the first figure to the last. Needs two.
struct drift {
  static constexpr std::string_view name() { return "drift"; }
  result<expectation> operator()(const observations& of, std::size_t horizon) const;
};

}  // namespace runrate::forecast_by

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/simple_forecasts-inl.hpp>
#endif

#endif
