#ifndef RUNRATE_RATE_METHODS_DETAIL_CUMULATIVE_INL_HPP
#define RUNRATE_RATE_METHODS_DETAIL_CUMULATIVE_INL_HPP

#include <runrate/rate/methods/cumulative.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC reason year_start_missing(const history& h, const period& fiscal_year) {
  return {reason_code::not_enough_history,
          "no period begins with the fiscal year " + runrate::to_string(fiscal_year) + ", which holds " +
              runrate::to_string(h.latest().during) + "; the history begins on " +
              runrate::to_string(h.ago(h.size() - 1).during.begin()),
          {{"fiscal_year", runrate::to_string(fiscal_year)}, {"latest", runrate::to_string(h.latest().during)}}};
}

RUNRATE_FUNC reason year_does_not_tile(const history& h, int days_tiled) {
  if (days_tiled >= 364) {
    return {reason_code::wrong_period,
            "the periods up to " + runrate::to_string(h.latest().during.last()) + " make " +
                std::to_string(days_tiled) + " days, not a year",
            {{"latest", runrate::to_string(h.latest().during)}}};
  }
  const std::string known = runrate::to_string(hull(h.ago(h.size() - 1).during, h.latest().during));
  return {reason_code::not_enough_history,
          "a year up to " + runrate::to_string(h.latest().during.last()) + " is not there: the history is " + known,
          {{"history", known}}};
}

RUNRATE_FUNC reason parts_differ(const dated_amount& odd, const dated_amount& latest) {
  return {reason_code::wrong_period,
          "periods of two kinds can't be counted as one: " + runrate::to_string(odd.during) + " and " +
              runrate::to_string(latest.during),
          {{"period", runrate::to_string(odd.during)}, {"latest", runrate::to_string(latest.during)}}};
}

RUNRATE_FUNC reason more_elapsed_than_year(int elapsed, int per_year) {
  return {reason_code::contradiction,
          std::to_string(elapsed) + " periods elapsed of a year of " + std::to_string(per_year),
          {{"elapsed", std::to_string(elapsed)}, {"per_year", std::to_string(per_year)}}};
}

}  // namespace detail

namespace method {

RUNRATE_FUNC reason usage_window::window_missing(const history& h, int tiled) const {
  const std::string window =
      std::string(name_) + " needs the " + std::to_string(days_) + " days up to " + to_string(h.latest().during.last());
  if (tiled > days_) {
    return {reason_code::wrong_period,
            window + "; no period begins on the first of them",
            {{"latest", to_string(h.latest().during)}}};
  }
  return {reason_code::not_enough_history,
          window + "; the history has " + std::to_string(tiled),
          {{"latest", to_string(h.latest().during)}}};
}

}  // namespace method
}  // namespace runrate

#endif
