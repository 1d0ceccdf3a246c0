// One figure of a run: what targets, tornados and searches are about.
#ifndef RUNRATE_SCENARIO_MEASURE_HPP
#define RUNRATE_SCENARIO_MEASURE_HPP

#include <runrate/model/evaluate.hpp>

#include <string>

namespace runrate {

/// A line, over some of the periods: summed where it adds up, as money does, and of the last of them where it is a
/// level, such as chips or revenue per year.
struct measure {
  std::size_t line = 0;
  std::size_t first = 0;
  std::size_t end = 0;  ///< the period after the last

  /// A line over all periods; or over those of a label: a period's own, or a year's ("2026", "FY2026"). No answer for a
  /// line or a label that is not there; the reason names the nearest.
  static result<measure> of(const formulas& model, const timeline& periods, std::string_view line,
                            std::string_view label = {});

  bool operator==(const measure&) const = default;
};

/// The measure's value in a run.
template <class Number>
Number value_of(const measure& m, const model_run<Number>& run) {
  if (run.of().lines()[m.line].adds_up()) return run.total(m.line, m.first, m.end);
  return run.value(m.line, m.end - 1);
}

/// "revenue in 2026", "revenue in 2026Q2 to 2026Q4", "chips in 2026Q4"
std::string to_string(const measure& m, const formulas& model, const timeline& periods);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/measure-inl.hpp>
#endif

#endif
