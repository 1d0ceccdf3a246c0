// What a scenario adds: with minus without, line by line and period by period.
#ifndef RUNRATE_SCENARIO_DIFFERENCE_HPP
#define RUNRATE_SCENARIO_DIFFERENCE_HPP

#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>

#include <string>
#include <vector>

namespace runrate {

/// A line in two scenarios. What adds up has a total; what is a level has its last value there.
struct line_difference {
  std::size_t line;
  std::vector<exact> with;        ///< by period
  std::vector<exact> without;     ///< by period
  std::vector<exact> difference;  ///< with minus without: incremental
  exact total_with;
  exact total_without;
  exact total_difference;
  /// The last period's difference at a yearly rate, by times four, twelve or whatever makes a year of its kind; of a
  /// line that adds up. That of a partial ramp is above the total: it is where the year ends, not what it brings.
  std::optional<exact> exit_run_rate;
  /// The total's difference over the total without it; a reason where that is zero or less.
  result<exact> growth;
};

/// A scenario held against another one.
struct scenario_difference {
  std::string with;
  std::string without;
  std::vector<line_difference> lines;  ///< in the order of the model
};

/// Incremental: every line of `with` minus the same of `without`, exactly. What moves over from elsewhere is
/// incremental only in a line of the model that leaves it out: see `share_of_wallet`.
result<scenario_difference> difference(const scenario_set& set, std::string_view with, std::string_view without);

/// The mean of a measure over the scenarios that have weights, by their weights. No answer where none has one.
result<exact> weighted_mean(const scenario_set& set, const measure& of);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/difference-inl.hpp>
#endif

#endif
