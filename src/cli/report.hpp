// What `runrate report` makes of an input.
#ifndef RUNRATE_CLI_REPORT_HPP
#define RUNRATE_CLI_REPORT_HPP

#include <runrate/report/document.hpp>

#include <string>
#include <vector>

#include "input_series.hpp"

namespace runrate::cli {

struct report_options : input_options {
  std::string form;     ///< "html", "markdown", "text" or "xlsx"; by the output's name where nothing is said
  std::string series;   ///< of claims: the series that they are held against
  std::string subject;  ///< of claims: only those of this subject
  std::string methods = "x4,day,ttm,compound,seasonal";
  std::string forecast = "combination";
  std::string last = "40";
  std::vector<std::string> fiscal_year_ends;
  std::vector<std::string> set;  ///< of a scenario file
  std::size_t trials = 100'000;
  std::uint64_t seed = 1;
  std::string specs;  ///< a folder for the charts' specifications
};

/// What was made of an input, and whether some of that had errors and was left out.
template <class Made>
struct made_report {
  Made content;
  bool any_errors = false;
};

/// The report of series, from series CSV or company facts.
made_report<document> report_on_series(const report_options& options);
/// Of claims, held against series.
made_report<document> report_on_claims(const report_options& options);
/// Of a scenario file: lines, comparisons, what decides them, and the odds where drivers are uncertain.
made_report<document> report_on_scenarios(const report_options& options);

/// The same as a workbook whose figures are formulas: its bytes.
made_report<std::string> workbook_of_series(const report_options& options);
made_report<std::string> workbook_of_scenarios(const report_options& options);

/// How far the data of a report go: the last day of a series.
struct data_date {
  std::string name;  ///< of the series, for where several end at different days
  date last;
};

/// What every report says of itself: what was computed, from which files and to which day, `more`, and what made it.
report_facts facts_of_report(const std::string& what, const report_options& options, const std::vector<data_date>& of,
                             const report_facts& more = {});

}  // namespace runrate::cli

#endif
