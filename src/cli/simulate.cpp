#include "verbs.hpp"

#include "progress.hpp"
#include "simulate_output.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

namespace runrate::cli {
namespace {

constexpr std::size_t most_trials = 100'000'000'000;  // as of the library
constexpr std::size_t fewest_for_indices = 8'192;
constexpr unsigned most_threads = 256;
constexpr std::size_t most_steps = 200;
constexpr std::size_t most_points = 10'000;

[[noreturn]] void refuse_usage(const std::string& text) { throw failure{exit_status::bad_usage, text}; }

sampling sampling_of(const std::string& name) {
  for (const sampling s : {sampling::latin_hypercube, sampling::sobol, sampling::antithetic}) {
    if (to_string(s) == name) return s;
  }
  return sampling::random;
}

simulation_options run_options(const options_of_simulate& options) {
  if (options.trials == 0 || options.trials > most_trials) {
    refuse_usage(fmt::format("--trials {}: expected 1 to {:,}", options.trials, decimal(most_trials)));
  }
  if (options.indices && options.trials < fewest_for_indices) {
    refuse_usage(
        fmt::format("--trials {}: --indices needs at least {:,}", options.trials, decimal(fewest_for_indices)));
  }
  if (options.indices && !options.without.empty()) {
    refuse_usage("--indices is of one scenario; there are none of a difference (--without)");
  }
  if (options.threads > most_threads) {
    refuse_usage(fmt::format("--threads {}: expected a number from 1 to {}, or 0 for as many as the machine has",
                             options.threads, most_threads));
  }
  if (options.histogram == 1 || options.histogram > most_steps) {
    refuse_usage(fmt::format("--histogram {}: expected 2 to {} steps", options.histogram, most_steps));
  }
  if (options.scatter > most_points) {
    refuse_usage(fmt::format("--scatter {}: expected at most {:,} trials; --trials-csv writes all", options.scatter,
                             decimal(most_points)));
  }
  if (options.scatter != 0 && options.common.format != "json") {
    refuse_usage(
        fmt::format("--scatter {}: points are for a program to draw, with --format json; --trials-csv writes "
                    "them for a spreadsheet",
                    options.scatter));
  }
  if (options.trials_csv == "-") refuse_usage("--trials-csv -: standard output has the result; expected a file");
  simulation_options how;
  how.trials = options.trials;
  how.seed = options.seed;
  how.threads = options.threads;
  how.how = sampling_of(options.sampling_name);
  if (!options.precision.empty()) {
    how.precision = to_double(read_value(options.precision, "--precision"));
    if (!(how.precision > 0 && how.precision < 1)) {
      refuse_usage(fmt::format("--precision {}: expected a share of the mean above 0 and below 100%, such as 0.1%",
                               options.precision));
    }
  }
  return how;
}

std::set<std::string> names_set(const options_of_simulate& options) {
  std::set<std::string> names;
  for (const std::string& text : options.set) names.insert(read_pair(text, "--set").first);
  return names;
}

/// What a range is drawn from, if that was asked for: one that is the same in all periods, and has two ends.
std::optional<any_distribution> spread_over_range(const driver_setting& setting, const std::string& how) {
  if (how.empty() || setting.bounds.empty()) return std::nullopt;
  const auto is_first = [&](const auto& all) {
    return std::all_of(all.begin(), all.end(), [&](const auto& one) { return one == all.front(); });
  };
  const interval& range = setting.bounds.front();
  if (!is_first(setting.values) || !is_first(setting.bounds) || !range.has_low() || !range.has_high()) {
    return std::nullopt;
  }
  const double low = to_double(range.low()), high = to_double(range.high());
  const double likely = std::clamp(to_double(setting.values.front()), low, high);
  if (!(low < high)) return std::nullopt;
  if (how == "uniform") return distributions::uniform(low, high);
  if (how == "triangular") return distributions::triangular(low, likely, high);
  return distributions::pert(low, likely, high);
}

uncertainty drawn_in(const scenario_file& file, const options_of_simulate& options, const std::string& scenario) {
  uncertainty unsure = needed(uncertainty_of(file, scenario));
  for (const std::string& name : names_set(options)) unsure.hold(name);
  const driver_values values = needed(file.set->values(scenario));
  for (const auto& [name, setting] : values.all()) {
    const bool is_drawn = (unsure.spreads().contains(name) || unsure.paths().contains(name)) && !unsure.is_held(name);
    if (is_drawn || unsure.paths().contains(name)) continue;
    if (auto spread = spread_over_range(setting, options.spread_ranges)) unsure.spread(name, *std::move(spread));
  }
  return unsure;
}

std::string text_of(const driver_path& path) {
  std::string text;
  switch (path.kind) {
    case path_kind::growth: text = "growth"; break;
    case path_kind::random_walk: text = "random walk"; break;
    case path_kind::mean_reversion: text = "mean reversion"; break;
    case path_kind::forecast: text = "forecast, errors as of its model"; break;
  }
  if (path.kind != path_kind::forecast) text += fmt::format(", volatility {:.6g}", path.volatility);
  if (path.drift != 0) text += fmt::format(", drift {:.6g}", path.drift);
  if (path.reversion != 0) text += fmt::format(", reversion {:.6g}", path.reversion);
  if (std::isfinite(path.at_least)) text += fmt::format(", at least {:.6g}", path.at_least);
  if (std::isfinite(path.at_most)) text += fmt::format(", at most {:.6g}", path.at_most);
  return text;
}

/// Which of the drivers that the model reads are drawn in a scenario, and which are not.
void list_drivers(const std::string& scenario, const uncertainty& unsure, const options_of_simulate& options,
                  simulation_report& r) {
  const driver_values values = needed(r.set().values(scenario));
  const std::vector<std::string> drawn = unsure.drawn();
  const std::set<std::string> set = names_set(options);
  for (const scenario_driver& d : r.set().drivers()) {
    if (!r.set().model().parts().find_driver(d.name)) continue;
    if (std::find(drawn.begin(), drawn.end(), d.name) != drawn.end()) {
      const auto spread = unsure.spreads().find(d.name);
      const auto path = unsure.paths().find(d.name);
      r.drawn.push_back({scenario, d.name, spread == unsure.spreads().end() ? "" : spread->second.text(),
                         path == unsure.paths().end() ? "" : text_of(path->second)});
      continue;
    }
    const driver_setting* at = values.find(d.name);
    if (at == nullptr) continue;
    held_because why = at->bounds.empty() ? held_because::certain : held_because::range;
    if (unsure.is_held(d.name)) why = held_because::scenario;
    if (set.contains(d.name)) why = held_because::set;
    r.held.push_back({scenario, d.name, *at, why});
  }
}

simulated run_with_bar(const simulation& of, simulation_options how, const std::string& what, bool quiet) {
  progress bar(what, how.trials, progress::unit::items, quiet);
  std::size_t before = 0;
  how.on_progress = [&](std::size_t done) {
    bar.add(done - before);
    before = done;
  };
  return needed(of.run(how));
}

/// What reaching a target means: its lower end, or where it has none, what it is said to be up to.
std::optional<decimal> bound_of(const scenario_target& target) {
  if (target.range.has_low()) return target.range.low();
  if (target.range.has_high()) return target.range.high();
  return std::nullopt;
}

using targets_in = std::vector<const scenario_target*>;

/// The targets of the scenario, or of one comparison.
targets_in targets_of(const scenario_file& file, std::optional<std::size_t> comparison,
                      std::optional<std::size_t> line) {
  targets_in all;
  for (const scenario_target& t : file.targets) {
    if (t.comparison == comparison && (!line || t.of.line == *line) && bound_of(t)) all.push_back(&t);
  }
  return all;
}

simulation with_targets(simulation of, const targets_in& targets) {
  for (const scenario_target* t : targets) {
    if (const auto bound = bound_of(*t)) of = of.with_target({t->of, to_double(*bound)});
  }
  return of;
}

/// Beginning with the first of a run's targets that is one of these.
void add_odds(const targets_in& targets, std::size_t first, const std::string& whose, const simulated& found,
              std::vector<target_odds>& to) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (const auto bound = bound_of(*targets[i])) {
      to.push_back({targets[i], whose, *bound, found.probability(first + i)});
    }
  }
}

simulation simulation_of(const scenario_file& file, const options_of_simulate& options, const std::string& scenario,
                         const std::string& without) {
  const uncertainty unsure = drawn_in(file, options, scenario);
  if (without.empty()) return needed(simulation::of(*file.set, scenario, unsure));
  return needed(simulation::of_difference(*file.set, scenario, unsure, without, drawn_in(file, options, without)));
}

}  // namespace

simulation_report simulate_file(const scenario_file& file, const options_of_simulate& options,
                                simulation_options& how) {
  const scenario_set& set = *file.set;
  const measure main = chosen_measure(file, options.line.empty() ? usual_line(file) : options.line, {});
  const auto line = options.line.empty() ? std::nullopt : std::optional(main.line);
  how.precision_of = main;
  simulation of = simulation_of(file, options, options.scenario, options.without);
  std::vector<simulated_figure> figures(of.figures().begin(), of.figures().end());
  if (line) std::erase_if(figures, [&](const simulated_figure& f) { return f.of.line != *line; });
  of = of.looking_at(figures);
  if (options.common.format == "table" || options.common.format == "markdown") {
    figures = figures_of_tables(set, main, line.has_value());
  }

  // A difference has the targets of the comparisons that it is; a scenario has its own, and comparisons have theirs.
  const bool is_difference = !options.without.empty();
  const auto is_this = [&](const scenario_comparison& c) {
    return is_difference && c.with == options.scenario && c.without == options.without;
  };
  std::vector<std::pair<std::string, targets_in>> own;
  if (!is_difference) own.emplace_back(options.scenario, targets_of(file, std::nullopt, line));
  for (std::size_t c = 0; c < file.comparisons.size(); ++c) {
    if (is_this(file.comparisons[c])) own.emplace_back(file.comparisons[c].name, targets_of(file, c, line));
  }
  simulation counting = of.looking_at(figures);
  for (const auto& [whose, targets] : own) counting = with_targets(counting, targets);

  simulation_report r{file, options.scenario, options.without, main, of, {}, figures.size()};
  r.histogram_steps = options.histogram;
  r.precision = how.precision;
  const uncertainty unsure = drawn_in(file, options, options.scenario);
  r.correlations = unsure.correlations();
  list_drivers(options.scenario, unsure, options, r);
  if (is_difference) list_drivers(options.without, drawn_in(file, options, options.without), options, r);
  if (r.drawn.empty()) {
    throw failure{
        exit_status::bad_input,
        fmt::format("{}: nothing is uncertain in {}: no driver has a distribution or a path that the scenario "
                    "leaves to it; --spread-ranges draws from ranges",
                    options.file, options.scenario)};
  }
  r.found = run_with_bar(counting, how, "simulating", options.common.quiet);
  std::size_t first = 0;
  for (const auto& [whose, targets] : own) {
    add_odds(targets, first, whose, r.found, r.targets);
    first += targets.size();
  }
  for (std::size_t c = 0; c < file.comparisons.size() && !is_difference; ++c) {
    const targets_in targets = targets_of(file, c, line);
    if (targets.empty()) continue;
    const scenario_comparison& pair = file.comparisons[c];
    simulation_options alike = how;
    alike.trials = r.found.trials;
    alike.precision = 0;
    const simulation difference =
        with_targets(simulation_of(file, options, pair.with, pair.without).looking_at({}), targets);
    add_odds(targets, 0, pair.name, run_with_bar(difference, alike, "comparing " + pair.name, options.common.quiet),
             r.targets);
  }
  return r;
}

namespace {

void run(const options_of_simulate& options) {
  simulation_options how = run_options(options);
  const scenario_file file = read_scenarios(options);
  std::optional<output> trials;  // what can't be written is said before a long run
  if (!options.trials_csv.empty()) trials.emplace(options.trials_csv);
  simulation_report r = simulate_file(file, options, how);
  if (options.indices) {
    simulation_options alike = how;
    alike.trials = r.found.trials;
    progress bar("indices", alike.trials, progress::unit::items, options.common.quiet);
    std::size_t before = 0;
    alike.on_progress = [&](std::size_t done) {
      bar.add(done - before);
      before = done;
    };
    r.indices = needed(r.of.indices({r.main}, alike));
  }
  simulation_options same = how;
  same.trials = r.found.trials;
  if (options.ranks) r.ranks = needed(r.of.rank_correlations({r.main}, same));
  if (options.scatter != 0) {
    const std::size_t points = std::min(options.scatter, same.trials);
    r.scatter = needed(r.of.looking_at({{r.main}}).trials({0, points}, same, r.main));
  }
  if (trials) {
    write_trials(r, how, options.common.quiet, *trials);
    trials->commit();
  }
  if (options.common.format == "json") {
    write_output(render(json_of(r)), options.common);
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(r)}}, options.common), options.common);
  } else {
    write_output(render(sheets_of(r), options.common), options.common);
  }
}

}  // namespace

void add_simulate(CLI::App& program) {
  auto options = std::make_shared<options_of_simulate>();
  CLI::App* verb = program.add_subcommand(
      "simulate",
      "How the figures of a scenario are spread where its drivers are uncertain, and the odds of its targets");
  add_scenario_options(*verb, *options);
  verb->add_option("--scenario", options->scenario, "this scenario")->capture_default_str();
  verb->add_option("--without", options->without,
                   "less this scenario, trial by trial, both with the same draws: what is incremental");
  verb->add_option("--trials", options->trials, "how many trials, at most")
      ->check(no_whole_number)
      ->capture_default_str();
  verb->add_option("--seed", options->seed, "another seed, other draws; the same seed, the same bits")
      ->check(no_whole_number)
      ->capture_default_str();
  verb->add_option("--threads", options->threads, "how many threads; 0 is as many as the machine has")
      ->check(no_whole_number)
      ->capture_default_str();
  verb->add_option("--sampling", options->sampling_name, "random, latin_hypercube, sobol or antithetic")
      ->check(CLI::IsMember({"random", "latin_hypercube", "sobol", "antithetic"}))
      ->capture_default_str();
  verb->add_option("--precision", options->precision,
                   "ends as soon as the mean of the line is known to this share of it, such as 0.1%");
  verb->add_option(
      "--line", options->line,
      "this line alone; of a table's periods, that of the first target or the last line of money, unless said");
  verb->add_flag("--indices", options->indices, "which driver explains how much of the line's variance");
  verb->add_flag("--ranks", options->ranks, "which driver goes together with the line, and which against it");
  verb->add_option("--scatter", options->scatter,
                   "the line and the drivers in so many trials, for a picture; with --format json");
  verb->add_option("--spread-ranges", options->spread_ranges,
                   "draws drivers that have a range and no distribution: uniform, triangular or pert")
      ->check(CLI::IsMember({"uniform", "triangular", "pert"}));
  verb->add_option("--histogram", options->histogram, "the line's trials in so many steps, 2 to 200");
  verb->add_option("--trials-csv", options->trials_csv, "writes every trial to this file");
  add_output_options(*verb, options->common);
  verb->add_flag("--quiet", options->common.quiet, "no progress bar on standard error");
  verb->footer("Example:\n  runrate simulate examples/data/rainier.toml --spread-ranges triangular --indices");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
