// What the verbs on scenario files share: reading one, what --set changes in it, and how figures are written.
#ifndef RUNRATE_CLI_SCENARIOS_HPP
#define RUNRATE_CLI_SCENARIOS_HPP

#include <runrate/scenario.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "common.hpp"

namespace runrate::cli {

/// Options of every verb on a scenario file.
struct scenario_options {
  common_options common;
  std::string file;
  std::vector<std::string> set;  ///< "price=2.5"
};
void add_scenario_options(CLI::App& verb, scenario_options& options);

/// Reads the file; its errors go to standard error and end the run. Drivers are changed as `--set` says.
scenario_file read_scenarios(const scenario_options& options);

/// A number of the command line, or "65%", "$6 billion". Throws `failure`, with what it is for.
decimal read_value(std::string_view text, const std::string& what);
/// "price=2.5" as its name and its value. Throws `failure`.
std::pair<std::string, std::string> read_pair(const std::string& text, const std::string& option);
/// The measure of a line, and of a label if there is one. Throws `failure`.
measure chosen_measure(const scenario_file& file, const std::string& line, const std::string& label);
/// The line that is meant where none was said: that of the first target, else the last that adds up, else the last.
std::string usual_line(const scenario_file& file);

/// The value, or the reason as a `failure`.
template <class T>
const T& needed(const result<T>& r) {
  if (!r) throw failure{exit_status::bad_input, r.error().text};
  return *r;
}
template <class T>
T needed(result<T>&& r) {
  needed(static_cast<const result<T>&>(r));
  return *std::move(r);
}

/// A figure with nine places at most, as short as it is; "exact" says whether it is the figure itself.
nlohmann::ordered_json json_value(const exact& value);
/// A figure for a table: money as "$6.853B", a share as "0.7", a count with its thousands.
std::string short_value(const exact& value, const unit& of);
/// The same, with no more places of money than it has: "$6B", as it was said.
std::string said_value(decimal value, const unit& of);
/// Figures that stand below each other, money of all in the unit of the largest: "$0.375B" beside "$1.125B". One that
/// is too small for that has its own.
class alike_values {
public:
  explicit alike_values(const unit& of) : of_(of) {}

  void add(const exact& value);
  std::string operator()(const exact& value) const;
  /// Parts of a sum that stands below them: what is read adds up, to the last digit.
  std::vector<std::string> parts(const std::vector<exact>& values) const;

private:
  unit of_;
  decimal largest_;
};
/// A driver's value as it was given, as a price of 2.23505 is not 2.24; large money in short.
std::string given_value(decimal value, const unit& of);
/// A driver's values as they were given: one; "500,000, then 1,000,000"; or the least and the most of those by period.
std::string short_setting(const driver_setting& setting, const unit& of);
/// The bounds of a driver: "0.4 to 0.8", "from $10B"; of those that differ from period to period the least and the
/// most,
/// "$1B to $3B by period". Empty without any.
std::string short_range(const driver_setting& setting, const unit& of);

/// Periods that a table shows as one row; none of them where it leaves some out.
struct shown_span {
  std::string label;
  std::size_t first;
  std::size_t end;
};

/// Of a long timeline its years, where they are whole; else the beginning and the end. CSV and JSON have all periods.
std::vector<shown_span> shown_spans(const timeline& periods);

}  // namespace runrate::cli

#endif
