// A run-rate, read as a forecast.
#ifndef RUNRATE_FORECAST_RUN_RATE_FORECAST_HPP
#define RUNRATE_FORECAST_RUN_RATE_FORECAST_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/rate/method.hpp>

#include <string_view>

namespace runrate::forecast_by {

/// An annualization method's figure for the latest period, taken for the next twelve months, an equal part of it for
/// each period: what a reader of a run-rate does. It has no model of its errors. No answer where the method has none,
/// or where the observations are of no amounts (`observations::with_amounts`).
class annualized {
public:
  explicit annualized(any_method method) : method_(std::move(method)) {}

  std::string_view name() const { return method_.name(); }
  result<expectation> operator()(const observations& of, std::size_t horizon) const;

private:
  any_method method_;
};

}  // namespace runrate::forecast_by

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/run_rate_forecast-inl.hpp>
#endif

#endif
