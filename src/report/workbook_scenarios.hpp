// The sheets of a scenario's workbook, and where on them each figure stands.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_SCENARIOS_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_SCENARIOS_HPP

#include <runrate/report/workbook.hpp>
#include <runrate/scenario/scenario.hpp>

#include <optional>
#include <string>
#include <vector>

#include "workbook_book.hpp"
#include "workbook_formulas.hpp"

namespace runrate::excel {

/// The first period's column on every sheet that has periods, and the first row below the headings.
inline constexpr std::size_t first_period = 3;
inline constexpr std::size_t first_row = 4;

/// What is written for programs that don't compute; NaN where there is no figure.
struct scenario_values {
  std::vector<std::vector<double>> drivers;  ///< by period, in the order of the set
  std::vector<double> rows;                  ///< period by period
  std::vector<double> wholes;                ///< by line: the sum, or the last
  std::string why_none{};                    ///< the library's reason where a figure does not exist
};

/// How numbers of a unit are shown, such as these.
std::string number_format(const unit& of, const std::vector<double>& values);

class scenario_sheets {
public:
  scenario_sheets(const scenario_set& set, const scenario_workbook& about);

  /// Why it can't be made, before anything is.
  std::optional<reason> problem() const;
  result<std::string> bytes();

private:
  void compute();

  // workbook_drivers.cpp
  void add_periods(sheet& to);
  void add_drivers(sheet& constant, sheet* by_period);
  void add_constant_driver(sheet& to, std::size_t d);
  void add_driver_by_period(sheet& to, std::size_t d);
  /// Where the driver's value in a scenario stands; by its place, with the one `given` in all of them as the last.
  cell driver_cell(std::size_t d, std::size_t column, std::size_t period) const;
  /// From where a scenario has a driver's value that it does not set; nothing for a value of the file's.
  std::optional<std::size_t> inherited_from(std::size_t column) const;
  const driver_setting* own_setting(std::size_t d, std::size_t column) const;
  std::size_t driver_columns() const { return set_.scenarios().size() + (has_given_ ? 1 : 0); }
  std::string column_title(std::size_t column) const;
  double driver_value(std::size_t d, std::size_t column, std::size_t period) const;
  std::string driver_format(std::size_t d) const;
  std::string driver_check() const;

  // workbook_lines.cpp
  void add_lines(sheet& to);
  void add_scenarios(sheet& to);
  void add_comparisons(sheet& to);
  void add_rows(sheet& to, std::size_t row, const scenario_values& values, const operand_cells& cells);
  void add_line_headings(sheet& to, const std::vector<std::string>& before, const std::vector<std::string>& behind);
  std::string quantity_cell(std::size_t quantity, std::size_t period) const;
  std::string line_format(std::size_t line) const;
  std::size_t whole_column() const { return first_period + set_.periods().size() + 1; }
  std::size_t row_of(std::size_t scenario, std::size_t row) const { return first_row + scenario * rows_.rows() + row; }

  // workbook_summary.cpp
  void add_summary(sheet& to);
  std::size_t add_switch(sheet& to, std::size_t row);
  std::size_t add_scenario_list(sheet& to, std::size_t row);
  std::size_t add_wholes(sheet& to, std::size_t row);
  std::size_t add_compared(sheet& to, std::size_t row);
  std::size_t add_targets(sheet& to, std::size_t row);
  std::optional<std::size_t> number_of(std::string_view scenario) const;
  void add_charts(sheet& to, const sheet& summary, const sheet& lines_of, const sheet& scenarios);
  std::size_t lead_line() const;

  const scenario_set& set_;
  const scenario_workbook& about_;
  formula_rows rows_;
  bool has_given_;
  std::vector<bool> by_period_;                ///< of each driver: whether any scenario has it so
  std::vector<std::size_t> driver_rows_;       ///< of each driver, on its sheet: of what is in use
  std::vector<std::string> driver_names_;      ///< of each constant driver, in formulas
  std::vector<std::size_t> drivers_of_model_;  ///< the set's place of each driver of the model
  std::vector<dated_quantity> quantities_;     ///< in the rows of the sheet of periods
  std::vector<scenario_values> values_;
  std::vector<std::string> scenario_names_;  ///< as they stand in cells: no two alike
  std::size_t chosen_ = 0;
  std::size_t summary_totals_row_ = 0;
  book book_;
};

}  // namespace runrate::excel

#endif
