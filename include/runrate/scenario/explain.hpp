// Where a figure comes from: its formula, and every operand with its value.
#ifndef RUNRATE_SCENARIO_EXPLAIN_HPP
#define RUNRATE_SCENARIO_EXPLAIN_HPP

#include <runrate/scenario/scenario.hpp>

#include <string>
#include <vector>

namespace runrate {

enum class operand_kind { driver, quantity, line, previous };

/// What a formula reads, and what it read in one period.
struct explained_operand {
  operand_kind kind;
  std::string name;  ///< of the driver, the quantity or the line; "previous(arr, opening)"
  exact value;
  runrate::unit unit;
  /// Of a line, and of an earlier period's: where to ask on.
  std::size_t line = 0;
  std::size_t period = 0;
};

/// One figure of a run.
struct explanation {
  std::size_t line;
  std::size_t period;
  std::string formula;
  exact value;
  runrate::unit unit;
  std::vector<explained_operand> operands;  ///< in the order of the formula, each once

  /// "revenue in 2026Q1 = chips * price * hours = 3,451,500 USD, with chips = 500 chip, ..."
  std::string sentence(const formulas& model, const timeline& periods) const;
};

/// The formula and operands of a figure of a run, which was made with these drivers. Lines that a formula names are
/// operands, and can be asked in turn, down to drivers and periods.
explanation explain(const model_run<exact>& run, const driver_values& values, std::size_t line, std::size_t period);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/explain-inl.hpp>
#endif

#endif
