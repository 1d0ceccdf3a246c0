// What `runrate annualize` finds, and how it shows it.
#ifndef RUNRATE_CLI_ANNUALIZE_HPP
#define RUNRATE_CLI_ANNUALIZE_HPP

#include "fiscal_years.hpp"
#include "input_series.hpp"

#include <string>
#include <vector>

namespace runrate::cli {

struct annualize_options : input_options {
  std::string methods = "all";
  std::string last = "1";
  std::vector<std::string> fiscal_year_ends;
  bool exact = false;
};

using series_comparison = comparison<struct any_currency>;

/// One period of one series, by every method that was asked for.
struct annualized_period {
  const input_series* from;  ///< of what was read
  std::string entity;
  std::string segment;
  std::string label;
  dated_amount reported;
  currency unit;
  std::string source;
  std::string caution;
  series_comparison outcome;
};

/// The latest periods of every series that was asked for, series by series and in order. What can't be annualized goes
/// to standard error, or ends the run by `failure`, as does that there is nothing.
std::vector<annualized_period> annualize_all(input_files& read, const annualize_options& options);

/// The fiscal years of a series: those that were said, else the company's own, else its entity's.
any_calendar calendar_of(const input_series& input, const annualize_options& options, const fiscal_years& years);
/// The label of its period at that index, by these years.
std::string label_of(const input_series& input, std::size_t at, const annualize_options& options,
                     const fiscal_years& years);

/// What stands below a table of run-rates: nothing but the spread; what is known of them, and which methods have no
/// figure; or also why, for a reader who can't ask again.
enum class period_notes { spread, usual, full };
/// A period's figures side by side; `exact` to the last digit.
table period_table(const annualized_period& p, bool exact, period_notes notes);

}  // namespace runrate::cli

#endif
