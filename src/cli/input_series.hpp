// Series for the verbs that work on them: out of series CSV and company facts, whichever a file holds.
#ifndef RUNRATE_CLI_INPUT_SERIES_HPP
#define RUNRATE_CLI_INPUT_SERIES_HPP

#include "common.hpp"
#include "facts.hpp"
#include "fiscal_years.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate::cli {

/// What is read, and which of it.
struct input_options {
  common_options common;
  std::vector<std::string> inputs;
  std::string concepts = "revenue";
  std::string entity;   ///< empty for all
  std::string segment;  ///< empty for all
};
/// INPUT.
void add_input_argument(CLI::App& verb, input_options& options);
/// `--concept`, `--entity` and `--segment`.
void add_selection_options(CLI::App& verb, input_options& options);

/// A series that was read, with what is known of it by where it is from.
struct input_series {
  reported_series reported;
  std::string path;
  std::string concept_name;              ///< of company facts; else empty
  std::vector<std::string> labels;       ///< of the flows; empty where the fiscal years that were said name them
  std::vector<std::string> cautions;     ///< of the flows: what is known of how each came about; empty for none
  std::optional<calendar_run> calendar;  ///< the company's own, where its filings show it
};

/// All series of the inputs, and whether one of the files had errors. A series that was cut at a gap is several, one
/// after the other.
struct input_files {
  std::vector<input_series> series;
  std::size_t files = 0;
  bool any_errors = false;
};

/// Reads all files. What can't be used of them goes to standard error. `what_is_done` with money, that nothing else can
/// be: "annualized". Throws `failure` where there is nothing left, or where an error ends the run.
input_files read_inputs(const input_options& options, std::string_view what_is_done);

/// A period of the series, or one to come: as the company's own calendar calls it, where its filings show one that is
/// not the calendar year; else by `years`.
std::string label_of(const input_series& of, period days, const fiscal_years& years);

/// Whether the series is of the entity and segment that were asked for.
bool is_asked_for(const reported_series& s, const input_options& options);

/// The periods that had ended by a date; all without one.
std::span<const dated_amount> ended_by(const reported_series& s, std::optional<date> as_of);

/// That no period is of what was asked for. Throws `failure`.
[[noreturn]] void nothing_matches(const input_files& read, const input_options& options);

/// "Amazon AWS"
std::string series_name(const std::string& entity, const std::string& segment);

}  // namespace runrate::cli

#endif
