// A model's formulas as those of a workbook.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_FORMULAS_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_FORMULAS_HPP

#include <runrate/model/formulas.hpp>
#include <runrate/model/timeline.hpp>

#include <functional>
#include <string>
#include <vector>

namespace runrate::excel {

/// A number in a formula: "0.6", "1/3" with parentheses; "NA()" where no spreadsheet has it.
std::string literal(const ratio& value);

/// Where formulas find what they read.
struct operand_cells {
  std::function<std::string(std::size_t driver, std::size_t period)> driver;
  std::function<std::string(std::size_t quantity, std::size_t period)> quantity;
  /// By its place: lines first, as the model has them, then parts.
  std::function<std::string(std::size_t row, std::size_t period)> row;
};

/// A model laid out in rows: one for each line, and one for each part of a formula that would be too long or too deep
/// in one cell, or that stands in several.
///
/// A formula computes what `exact` does, in the spreadsheet's binary numbers: it has an error wherever the model has no
/// figure. Powers are guarded: 0^0 is 1 and a negative number has whole powers only, in every program.
class formula_rows {
public:
  explicit formula_rows(const formulas& f);

  std::size_t lines() const { return f_->lines().size(); }
  std::size_t rows() const { return lines() + parts_.size(); }
  /// The node that a row shows.
  node_id node(std::size_t row) const;

  /// The formulas of all rows in a period, without their `=`.
  std::vector<std::string> formulas_in(std::size_t period, const operand_cells& cells) const;

private:
  void plan();

  const formulas* f_;
  std::vector<node_id> parts_;
  std::vector<std::int32_t> row_of_;  // of each node; -1 where it stands in others' formulas
};

/// Values of all rows in all periods, period by period, in `double`: conditions are 1 or 0, and what does not exist is
/// NaN. For programs that show a workbook and don't compute.
std::vector<double> row_values(const formula_rows& rows, const formulas& f, const timeline& periods,
                               const std::vector<std::vector<double>>& drivers_by_period);

}  // namespace runrate::excel

#endif
