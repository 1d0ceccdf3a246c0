#ifndef RUNRATE_FORECAST_DETAIL_RUN_RATE_FORECAST_INL_HPP
#define RUNRATE_FORECAST_DETAIL_RUN_RATE_FORECAST_INL_HPP

#include <runrate/forecast/run_rate_forecast.hpp>

namespace runrate::forecast_by {

RUNRATE_FUNC result<expectation> annualized::operator()(const observations& of, std::size_t horizon) const {
  if (of.amounts().empty()) {
    return reason{
        reason_code::operand_missing, std::string(name()) + " needs the periods' days; these figures have none", {}};
  }
  const auto annual = method_(history(of.amounts()).for_figures_only());
  if (!annual) return annual.error();
  const double a_period = to_double(annual->annual_amount({9})) / static_cast<double>(of.per_year());
  return expectation{std::vector<double>(horizon, a_period)};
}

}  // namespace runrate::forecast_by

#endif
