// Drivers whose values by period come from a series of reported revenue.
#ifndef RUNRATE_MODEL_REPORTED_DRIVERS_HPP
#define RUNRATE_MODEL_REPORTED_DRIVERS_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/timeline.hpp>
#include <runrate/rate/series.hpp>

namespace runrate {

/// What was reported in every period of the timeline, with the bounds of its rounding: a ramp from a series. Flows that
/// tile a period, such as three months, are added up. No answer where a period has none; the reason names it.
///
///     driver_values().set("base", setting_of(aws.whole(), year).value());
///
/// O(periods + flows).
result<driver_setting> setting_of(const history& reported, const timeline& periods);

/// What `overlay` reads: the reported amounts, and where there are some.
struct actual_settings {
  driver_setting amount;  ///< 0 where nothing is reported
  driver_setting known;   ///< 1 where it is, else 0
};

/// Reported amounts for as many periods of the timeline as have them.
actual_settings actuals_of(const history& reported, const timeline& periods);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/reported_drivers-inl.hpp>
#endif

#endif
