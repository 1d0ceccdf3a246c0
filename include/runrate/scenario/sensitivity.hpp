// What a figure depends on: a tornado by ranges and by derivatives, and a grid of two drivers.
#ifndef RUNRATE_SCENARIO_SENSITIVITY_HPP
#define RUNRATE_SCENARIO_SENSITIVITY_HPP

#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>

#include <string>
#include <vector>

namespace runrate {

/// A driver's bar in a tornado.
struct tornado_bar {
  std::string driver;
  interval range;  ///< of the driver; of one with a value for each period, that of the first
  exact at_low;    ///< the measure with the driver at its lower bound, in every period, and all others as they are
  exact at_high;
  exact width;  ///< the distance between the two
};

/// The drivers that have bounds, the one that matters most first.
struct tornado {
  measure of;
  exact base;
  std::vector<tornado_bar> bars;
  std::vector<std::string> without_range;  ///< drivers that the figure reads and that have no bounds, or an open one
};

/// One driver at a time from its lower to its upper bound. No answer where the measure has none at a bound.
result<tornado> tornado_by_range(const scenario_set& set, std::string_view scenario, const measure& of);

/// What one percent more of a driver does to a figure, by derivatives.
struct driver_slope {
  std::string driver;
  double one_percent;  ///< what one percent more of the driver, in every period, adds to the measure, to first order
  /// The percentage by which the measure grows with one percent of the driver: 1 for a factor, 0 for what does not
  /// count. Not there where the measure is 0.
  std::optional<double> elasticity;
};

/// By derivatives, in `double`: at the very point, where ranges speak of what may be. The driver that does most is
/// first.
result<std::vector<driver_slope>> slopes(const scenario_set& set, std::string_view scenario, const measure& of);

/// A measure over values of two drivers, exactly.
struct driver_grid {
  std::string row_driver;
  std::string column_driver;
  std::vector<ratio> rows;
  std::vector<ratio> columns;
  std::vector<result<exact>> values;  ///< row by row
};

/// At most 10,000 cells. `contract_error` for more, or none.
result<driver_grid> grid(const scenario_set& set, std::string_view scenario, const measure& of,
                         std::string_view row_driver, std::vector<ratio> rows, std::string_view column_driver,
                         std::vector<ratio> columns);

/// From low to high in equal steps, both included: `count` values, 2 or more.
std::vector<ratio> spread_evenly(const interval& range, int count);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/sensitivity-inl.hpp>
#endif

#endif
