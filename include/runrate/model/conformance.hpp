// A check that a revenue model of one's own keeps what the library relies on.
#ifndef RUNRATE_MODEL_CONFORMANCE_HPP
#define RUNRATE_MODEL_CONFORMANCE_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/evaluate.hpp>
#include <runrate/model/lane_evaluation.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What a model has to keep.
enum class conformance_rule : unsigned char {
  traces,        ///< it has formulas, and their units are right
  has_ranges,    ///< every driver has a range to draw from
  has_values,    ///< it has a value somewhere in the ranges
  same_figures,  ///< its C++ and its formula give the same exact figures
  in_bounds,     ///< the exact figure lies in the bounds, of its C++ and of its formula
  derivatives,   ///< `dual` gives the figure within 1e-12, and each derivative within 1e-6 of the central difference
  in_lanes,      ///< every trial of a block gives the figure within 1e-12, by its C++ and by its formula
  repeats,       ///< the same drivers give the same figures, whatever was computed before
  threads,       ///< and from whichever thread
  own_drivers,   ///< and whatever drivers of other names are set
};

/// "same_figures".
std::string_view to_string(conformance_rule rule);

struct conformance_finding {
  conformance_rule rule;
  /// What happened, where, and with which values.
  std::string text;
};

struct conformance_report {
  /// The first of each rule and line.
  std::vector<conformance_finding> findings;
  int trials = 0;
  int without_value = 0;  ///< trials in which the exact figure does not exist
  int derivatives = 0;    ///< that were held against central differences
  int kinks = 0;          ///< that were not: to the left and to the right they differ there, as of `min` at its corner

  bool conforms() const { return findings.empty(); }
};

/// A finding a line; "conforms: 100 trials, ..." where there is none.
std::string to_string(const conformance_report& report);

/// Between which values a driver is drawn.
struct driver_range {
  driver_range(std::string_view of, decimal from, decimal to) : name(of), low(from), high(to) {}
  driver_range(const driver& of, decimal from, decimal to) : driver_range(of.name(), from, to) {}

  std::string name;
  decimal low;
  decimal high;
};

struct conformance_options {
  int trials = 100;
  std::uint64_t seed = 1;
  int threads = 4;
};

namespace detail {

/// A model behind its evaluations, so that what compares them is compiled once.
struct model_under_test {
  std::function<result<formulas>()> traced;
  std::function<result<model_run<exact>>(const driver_values&)> exactly;
  std::function<result<model_run<range>>(const driver_values&)> in_bounds;
  std::function<result<model_run<dual>>(const driver_values&)> with_derivatives;
  std::function<result<trial_lines>(const trial_drivers&, std::size_t trials)> in_lanes;
};

conformance_report conformance_of(const model_under_test& model, const timeline& periods,
                                  std::span<const driver_range> ranges, const conformance_options& options);

}  // namespace detail

/// Computes a model with drivers drawn at random from ranges, in every number type and in several ways, and says where
/// they do not agree: a model that has no finding is a pure function of its inputs, the same in each.
///
///     const auto report = check_conformance(own_model(), year,
///                                           {{chips, 0, 1_mn}, {price, 0.5_dec, 5}, {utilization, 0, 1}});
///     if (!report.conforms()) fmt::print("{}\n", to_string(report));
///
/// The same seed draws the same. In every other trial drivers differ from period to period; the first two have all at
/// their low ends and at their high ends. Relative differences are of the largest of what goes into a figure, so that a
/// difference of large amounts is not held to more digits than there are. O(trials * drivers) exact evaluations.
template <revenue_model Model>
conformance_report check_conformance(const Model& model, const timeline& periods, std::span<const driver_range> ranges,
                                     const conformance_options& options = {}) {
  detail::model_under_test test;
  test.traced = [&] { return trace(model); };
  test.exactly = [&](const driver_values& values) { return evaluate<decimal>(model, periods, values); };
  test.in_bounds = [&](const driver_values& values) { return evaluate<interval>(model, periods, values); };
  test.with_derivatives = [&](const driver_values& values) { return evaluate<dual>(model, periods, values); };
  test.in_lanes = [&](const trial_drivers& drivers, std::size_t trials) -> result<trial_lines> {
    const auto compiled = lane_model<Model>::of(model, periods);
    if (!compiled) return compiled.error();
    trial_lines computed = compiled->buffer(trials);
    if (const auto done = compiled->compute({0, trials}, drivers, computed); !done) return done.error();
    return computed;
  };
  return detail::conformance_of(test, periods, ranges, options);
}
template <revenue_model Model>
conformance_report check_conformance(const Model& model, const timeline& periods,
                                     std::initializer_list<driver_range> ranges,
                                     const conformance_options& options = {}) {
  return check_conformance(model, periods, std::span<const driver_range>(ranges.begin(), ranges.size()), options);
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/conformance-inl.hpp>
#endif

#endif
