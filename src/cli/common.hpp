// What all verbs of the program share: options, the form of the output, and how a run ends.
#ifndef RUNRATE_CLI_COMMON_HPP
#define RUNRATE_CLI_COMMON_HPP

#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <nlohmann/json_fwd.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace runrate::cli {

/// How a run ends, as the shell sees it.
enum class exit_status { done = 0, bad_input = 1, bad_usage = 2 };

/// What was asked for can't be had: the sentence goes to standard error, and the run ends so.
struct failure {
  exit_status status;
  std::string text;
};

/// Options that verbs take: those on files with rows all of them, those on scenario files `format`, `output` and
/// `as_of`.
struct common_options {
  std::string format = "table";
  std::string output;  ///< a file; empty for standard output
  std::string as_of;   ///< a date; empty for everything that the files hold
  bool quiet = false;  ///< no notes on standard error
  bool keep_going = false;
};
void add_common_options(CLI::App& verb, common_options& options);
void add_output_options(CLI::App& verb, common_options& options);
void add_as_of_option(CLI::App& verb, common_options& options);

/// What is wrong with a text that is to be a whole number up to 2^64; empty for one. CLI11 would read "-1" as 2^64 - 1.
std::string no_whole_number(const std::string& text);

/// The date of `--as-of`, if it was given. Throws `failure`.
std::optional<date> as_of_date(const common_options& options);

/// The number of `--last`, `all` as the greatest there is. Throws `failure`.
std::size_t periods_asked(const std::string& last);

/// Says what is wrong in a file on standard error. Throws `failure` where nothing in it can be used, or where it has
/// errors and `--keep-going` was not said.
void report(const std::string& path, const diagnostics& problems, std::size_t rows_left_out, bool any_left,
            const common_options& options);

/// What one of some files can't give ends the run, by that failure, unless `--keep-going` was said and there are
/// others: then the sentence goes to standard error.
void go_on_without(const failure& part, std::size_t files, const common_options& options);

/// Reads a series file. Its errors go to standard error; unless `--keep-going` was said they end the run.
series_file read_series(const std::string& path, const common_options& options);
series_file read_series(text_input source, const std::string& path, const common_options& options);
claims_file read_claims(const std::string& path, const common_options& options);

/// The names of a comma-separated list ("all", "x4,day"), in its order; `dear` ones are not among all. Throws `failure`
/// for one that is not known.
std::vector<std::string> names_asked(const std::string& list, std::vector<std::string> known,
                                     const std::vector<std::string>& dear = {});
/// The methods of such a list, out of all there are.
template <class Method>
std::vector<Method> methods_named(const std::string& list, std::vector<Method> every,
                                  const std::vector<Method>& dear = {}) {
  std::vector<std::string> known, dear_names;
  for (const Method& m : every) known.emplace_back(m.name());
  for (const Method& m : dear) dear_names.emplace_back(m.name());
  const std::vector<std::string> names = names_asked(list, known, dear_names);
  every.insert(every.end(), dear.begin(), dear.end());
  std::vector<Method> chosen;
  for (const std::string& name : names) {
    chosen.push_back(*std::find_if(every.begin(), every.end(), [&](const Method& m) { return m.name() == name; }));
  }
  return chosen;
}
/// The annualization methods of a list.
std::vector<any_method> chosen_methods(const std::string& names, const any_calendar& fiscal_year);

/// Writes to standard output, or beside the file and then in its place. Throws `failure`.
void write_output(const std::string& content, const common_options& options);
using sheet = report_table;
/// How text is shown where the output goes: styled, and as wide as the terminal, if it is one. A terminal that says
/// "dumb", or a user who sets NO_COLOR (no-color.org), has it plain.
text_options text_options_of(const common_options& options);
/// Tables one after the other in the form that was asked for; not for JSON. On a terminal that is too narrow a table
/// does without its spare columns, and its last column and its notes are wrapped; anywhere else nothing is left out.
std::string render(const std::vector<sheet>& sheets, const common_options& options);
/// A document as text with its line end. Text that is not UTF-8 can't get here: the readers refuse it.
std::string render(const nlohmann::ordered_json& document);

/// `{"low": "141500000000", "high": null}`: null on an open side.
nlohmann::ordered_json json_bounds(const interval& bounds, int places);
nlohmann::ordered_json json_period(const std::string& label, period days);
nlohmann::ordered_json json_reason(const reason& why);

/// A figure for a table: "$168.928B". The unit is the largest that leaves one or more.
std::string short_money(decimal amount, const currency& unit, int places = 3);
/// Bounds for a table, rounded outwards: "$141.5B to $142.5B", "from $10.0B", "up to $6.0B".
std::string short_bounds(const interval& bounds, const currency& unit, int places = 3);

}  // namespace runrate::cli

#endif
