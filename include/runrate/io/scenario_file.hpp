// Scenario files: a model, its drivers and scenarios, in TOML. docs/reference/scenario-files.md has the format.
#ifndef RUNRATE_IO_SCENARIO_FILE_HPP
#define RUNRATE_IO_SCENARIO_FILE_HPP

#include <runrate/core/interval.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/io/text_input.hpp>
#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/simulate/uncertainty.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace runrate {

/// Two scenarios of a file whose difference is asked for: what the first adds to the second.
struct scenario_comparison {
  std::string name;
  std::string with;
  std::string without;
  std::string note;
};

/// A figure that the file holds its scenarios against.
struct scenario_target {
  std::string name;
  measure of;
  /// The comparison whose difference it is about; nothing where it is about each scenario by itself.
  std::optional<std::size_t> comparison;
  decimal value;      ///< as it was said
  interval range;     ///< what its words leave open: "up to 6 billion" has no lower side
  std::string words;  ///< "up to 6 billion", "$6 billion"
  std::string source;
};

/// What a scenario file takes from another.
struct scenario_source {
  enum class kind { series, claim };
  kind what;
  std::string name;  ///< by which the file speaks of it: "aws"
  std::string from;  ///< "cloud.csv: Amazon / AWS"
  period days;       ///< of a series, from its first day to its last; of a claim, when it was said
};

/// What a scenario file holds, and what was wrong with it.
struct scenario_file {
  std::string title;
  std::string note;
  std::optional<scenario_set> set;      ///< nothing where there is an error
  std::vector<std::string> line_notes;  ///< one for each line of the model; empty where nothing was said
  std::vector<scenario_comparison> comparisons;
  std::vector<scenario_target> targets;
  std::optional<std::size_t> target_line;  ///< of the first target, also where that is left out for its date
  std::map<std::string, driver_path, std::less<>> paths;  ///< of the drivers that move from period to period
  std::vector<rank_correlation> correlations;
  std::vector<scenario_source> sources;  ///< in the file's order, series before claims
  diagnostics problems;
};

/// Which of what other files hold is taken.
struct scenario_reading {
  /// What was known by the end of this day: periods that had ended, claims that had been made. A driver's value that
  /// was not known then is an error; a target whose claim came later is left out, with a note.
  std::optional<date> as_of{};
};

/// What a simulation of a scenario draws: the drivers that the file gives a distribution or a path, with their
/// correlations. A driver that the scenario sets, or one that it inherits from, is held at that value. A reason for a
/// scenario that is not there; `contract_error` for a file with errors.
///
///     const scenario_file read = read_scenario_file("rainier.toml");
///     if (!read.set) return;
///     const uncertainty unsure = uncertainty_of(read, "base").value();
///     const simulation of = simulation::of(*read.set, "base", unsure).value();
result<uncertainty> uncertainty_of(const scenario_file& file, std::string_view scenario);

/// Reads a scenario file. Never throws for what the file holds: that is in `problems`, with line and column, and the
/// name that was probably meant.
///
/// Untrusted files do no harm: text is at most 1 MB, parts nest at most 200 deep, a model runs over at most 1,083
/// periods, and other files are read only where the file names them and they lie in its own folder or below it.
///
///     const scenario_file read = read_scenario_file("rainier.toml");
///     if (!read.set) fmt::print(stderr, "{}", to_string(read.problems));
scenario_file read_scenario_file(const std::string& path, const scenario_reading& how = {});

/// The same from another source; the files that it names lie beside it in `folder`.
scenario_file read_scenario_file(text_input source, const std::string& folder, const scenario_reading& how = {});

}  // namespace runrate

#endif
