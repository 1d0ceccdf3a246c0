// Excel workbooks in which the figures are formulas.
#ifndef RUNRATE_REPORT_WORKBOOK_HPP
#define RUNRATE_REPORT_WORKBOOK_HPP

#include <runrate/core/result.hpp>
#include <runrate/rate/method.hpp>
#include <runrate/rate/series.hpp>
#include <runrate/report/document.hpp>
#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

// Each gives the bytes of an .xlsx file, the same for the same input: `write_file` puts them in a file's place. While
// it is made it lies in a folder of its own among the temporary files (TMPDIR), and is read back and checked, so that a
// full disk is an error and never half a workbook.
//
// Text is text, whatever it begins with; what a cell can't hold (control characters, what is not UTF-8) becomes U+FFFD,
// and text ends with "..." after 32,767 UTF-16 units.

/// Two scenarios of which the difference is shown: what the first adds to the second.
struct compared_scenarios {
  std::string name;
  std::string with;
  std::string without;
  std::string note{};
};

/// A figure that was said, which each scenario is held against; or the difference of two.
struct workbook_target {
  std::string name;
  measure of;
  std::string said;    ///< in words: "up to $6B"
  decimal value;       ///< the figure of that
  std::string with{};  ///< of a difference: what the first scenario adds to the second
  std::string without{};
  std::string source{};
};

/// What stands in a scenario's workbook beside its figures.
struct scenario_workbook {
  std::string title{};
  std::string note{};
  std::vector<std::string> line_notes{};  ///< by line of the model, or none
  std::vector<compared_scenarios> comparisons{};
  std::vector<workbook_target> targets{};
  report_facts facts{};  ///< source, data date, version
  /// The scenario that is in use when the workbook is opened.
  std::string chosen{scenario_set::base_name};
  /// The line that is charted by itself; without one, the last that adds up, else the last.
  std::string lead{};
};

/// A scenario's model as a workbook: drivers on a sheet of their own with ranges, sources and notes, every line of
/// every scenario in every period a formula over them, the scenario in use chosen in one cell, comparisons, charts.
///
///     const scenario_file read = read_scenario_file("examples/data/rainier.toml");
///     if (read.set) {
///       const auto written = to_workbook(*read.set, {.title = read.title}).and_then([](const std::string& bytes) {
///         return write_file("rainier.xlsx", bytes);
///       });
///       if (!written) fmt::print(stderr, "{}\n", written.error().text);
///     }
///
/// Formulas are computed by the spreadsheet in binary, to some fifteen digits, and nothing in them is rounded. A figure
/// that does not exist is an error (#DIV/0!, #N/A) there. No answer for a scenario or line that is not there, for more
/// than a million cells, or where the temporary files can't be written. O(formulas x periods x scenarios).
result<std::string> to_workbook(const scenario_set& set, const scenario_workbook& about = {});

/// One company's revenue, and by which methods it is annualized.
struct annualized_series {
  std::string entity;
  std::string segment{};
  basic_series<struct any_currency> flows;
  std::vector<any_method> methods;
  /// Fiscal years, for what stands in a year: the year to date, seasons.
  any_calendar calendar{month_calendar(std::chrono::December, year_naming::by_end)};
  std::vector<std::string> labels{};   ///< by period, "FY2026Q2"; or none
  std::vector<std::string> sources{};  ///< by period; or none
};

/// What stands in a workbook of run-rates beside its figures.
struct run_rate_workbook {
  std::string title{};
  std::string note{};
  report_facts facts{};
  /// What each figure is and is not, as guidance on such metrics asks.
  std::vector<metric_definition> definitions{};
};

/// Series with their run-rates: amounts on a sheet of their own with days, rounding and source, and for each period the
/// figure by each method as a formula over them, or the reason why there is none as text.
///
/// A method of the user's own is a formula where its factor does not change with the amounts; where it does, its cell
/// says so in words, with the figure. No answer for more than a million cells, or where the temporary files can't be
/// written. O(periods x methods) times what a method looks back.
result<std::string> to_workbook(std::span<const annualized_series> all, const run_rate_workbook& about = {});

/// The tables and the charts' numbers of any document as sheets. Their figures are numbers, not formulas, and the first
/// sheet says so: what is simulated or estimated can't be computed again by a spreadsheet. A cell is a number where its
/// text is one ("35,579", "12.5%"), and text elsewhere.
result<std::string> to_workbook(const document& d);

}  // namespace runrate

#endif
