// Goal seek: what a driver has to be for a figure to be what is wanted.
#ifndef RUNRATE_SCENARIO_SOLVE_HPP
#define RUNRATE_SCENARIO_SOLVE_HPP

#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>

#include <optional>
#include <string>

namespace runrate {

/// How to search.
struct solve_options {
  /// Where the driver may lie; without it, its bounds in the scenario, else all of its sign from 0 on.
  std::optional<interval> between{};
  /// Decimal places of the answer, 0 to 9: as fine as a price or a share can be said.
  int places = 9;
};

/// A driver's value that gives a figure its target.
struct solution {
  std::string driver;
  decimal value;
  exact measured;  ///< the figure with that value
  exact residual;  ///< measured minus target: what the driver's last place leaves
  int evaluations;
  interval bracket;  ///< where it was searched: the figure is on both sides of the target at its ends
  /// Whether the figure crosses the target in other places of the bracket too, as far as was seen.
  bool others_seen = false;
};

/// The value of one driver, in all periods, at which a measure of a scenario is `target`: the decimal of `places`
/// places that comes closest, found by exact evaluations. Where the measure crosses the target several times, the
/// crossing nearest to the driver's present value.
///
/// No answer where it does not reach the target between the bounds: the reason has the bracket, and what the measure
/// comes to there. Some ten evaluations for what is nearly linear, some sixty at most for the rest.
result<solution> solve_for(const scenario_set& set, std::string_view scenario, const measure& of, const exact& target,
                           std::string_view driver, const solve_options& options = {});

/// The value of one driver, set in both scenarios, at which a measure is the same in both. Else as `solve_for`, with a
/// target of 0 for the first minus the second.
result<solution> break_even(const scenario_set& set, std::string_view first, std::string_view second, const measure& of,
                            std::string_view driver, const solve_options& options = {});

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/solve-inl.hpp>
#endif

#endif
