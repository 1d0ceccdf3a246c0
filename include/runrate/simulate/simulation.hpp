// A model over many trials of its uncertain drivers.
#ifndef RUNRATE_SIMULATE_SIMULATION_HPP
#define RUNRATE_SIMULATE_SIMULATION_HPP

#include <runrate/model/lane_evaluation.hpp>
#include <runrate/model/trial_columns.hpp>
#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/simulate/sampling.hpp>
#include <runrate/simulate/trial_summary.hpp>
#include <runrate/simulate/uncertainty.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What of a line is looked at.
enum class figure_kind : unsigned char {
  value,          ///< summed over the periods where the line adds up, the last of them where it does not
  exit_run_rate,  ///< the last period at a yearly rate: times four, twelve or whatever makes a year of its kind
  growth,         ///< of a period over the one before; of a difference, of the whole over what would be without it
};

/// One figure of each trial.
struct simulated_figure {
  measure of;
  figure_kind kind = figure_kind::value;
  bool operator==(const simulated_figure&) const = default;
};

/// Reaching a bound: how probable it is that a figure is at least so much.
struct simulation_target {
  measure of;
  double at_least;
};

struct simulation_options {
  std::size_t trials = 100'000;
  std::uint64_t seed = 1;
  /// 0: as many as the machine has.
  unsigned threads = 0;
  sampling how = sampling::random;
  /// Trials computed together by a thread, from 64 to 65,536; changes no bit.
  std::size_t block = 1'024;
  /// Ends as soon as the ends of the mean of `precision_of` are no further from it than this share of it, seen after
  /// 8,192 trials, 16,384 and so on; 0 never does. `trials` are the most.
  double precision = 0;
  std::optional<measure> precision_of{};
  /// Told now and then how many trials are done, from any thread, one call at a time.
  std::function<void(std::size_t done)> on_progress{};
  /// Registers of 16, 32 or 64 bytes; 0: the widest that there are. Changes no bit.
  std::size_t register_bytes = 0;
};

/// The figures of a run.
struct simulated {
  std::size_t trials;
  std::uint64_t seed;
  sampling how;
  std::vector<simulated_figure> figures;
  std::vector<trial_summary> summaries;  ///< of each figure
  /// Of each target: its figure, and which of the bounds of that figure's summary it is.
  std::vector<std::pair<std::size_t, std::size_t>> targets;

  /// The summary of a figure; `contract_error` for one that is not there.
  const trial_summary& of(const simulated_figure& f) const;
  estimate probability(std::size_t target) const;
};

/// How much of a figure's variance drivers explain, by each driver alone and with what it does together with others.
struct driver_share {
  std::string driver;  ///< several where they are correlated: "chips, price"
  estimate first_order;
  estimate total;
};

/// How a driver and a figure go together.
struct driver_rank {
  std::string driver;
  /// Spearman's rank correlation with the figure, from -1 to 1; nothing for a driver that was the same in all trials.
  std::optional<estimate> rank;
};

namespace detail {

struct simulation_plan;

/// A model behind its evaluation over trials.
struct block_model {
  formulas traced;
  std::function<trial_lines(std::size_t)> buffer;
  std::function<result<std::size_t>(const trial_range&, const trial_drivers&, trial_lines&)> compute;
};

}  // namespace detail

/// A model and its uncertain drivers, ready to be run. It may be shared by threads.
///
///     uncertainty unsure;
///     unsure.spread("price", distributions::triangular(0.5, 1.3, 2.2));
///     const simulation of = simulation::of(set, "base", unsure).value();
///     const simulated found = of.run({.trials = 1'000'000, .seed = 7}).value();
///     const trial_summary& total = found.of(simulated_figure{*measure::of(set.model(), set.periods(), "revenue")});
///     fmt::print("{:.3g} to {:.3g}\n", total.percentile(0.05).value, total.percentile(0.95).value);
class simulation {
public:
  /// A scenario's formulas, its drivers at their values but for those that are uncertain. No answer for a driver that
  /// is not there, correlations that can't be, and what `lane_program` has no answer for.
  static result<simulation> of(const scenario_set& set, std::string_view scenario, const uncertainty& drawn);
  /// What `with` has more than `without`, trial by trial, on common draws: a driver is drawn alike in both, unless a
  /// scenario sets it. `drawn_without` has the draws of the second.
  static result<simulation> of_difference(const scenario_set& set, std::string_view with, const uncertainty& drawn_with,
                                          std::string_view without, const uncertainty& drawn_without);
  /// A model in C++, compiled into the loop over trials.
  template <revenue_model Model>
  static result<simulation> of(const Model& model, const timeline& periods, const driver_values& values,
                               const uncertainty& drawn) {
    auto compiled = lane_model<Model>::of(model, periods);
    if (!compiled) return compiled.error();
    const auto shared = std::make_shared<const lane_model<Model>>(*std::move(compiled));
    return of_block_model({shared->traced(), [shared](std::size_t trials) { return shared->buffer(trials); },
                           [shared](const trial_range& trials, const trial_drivers& drivers, trial_lines& into) {
                             return shared->compute(trials, drivers, into);
                           }},
                          periods, values, drawn);
  }

  const formulas& model() const;
  const timeline& periods() const;
  /// What is looked at, unless asked otherwise: each line in each period and over all, its run-rate at the end where it
  /// adds up, and its growth from period to period.
  std::span<const simulated_figure> figures() const;
  /// Looks at these alone.
  simulation looking_at(std::vector<simulated_figure> figures) const;
  /// Counts how often a bound is reached, besides.
  simulation with_target(const simulation_target& target) const;

  /// Runs the trials. No answer for no trials or more than 10^11, for more than 1,833 numbers a trial of Sobol's
  /// sequence, and where a trial has no value: the reason names the
  /// first such trial and its drivers' values, whatever the threads. O(trials x (drivers + passes) x periods); memory
  /// does not grow with the trials.
  result<simulated> run(const simulation_options& options) const;

  /// What the figures are in some trials of such a run: a column of `trials.count` values for each figure, then of each
  /// drawn driver, by `drawn_drivers`. Of a driver that moves along a path it is the first period, or the mean of the
  /// periods of `over`; `contract_error` where these are not. For lists and pictures; the same values as `run` sees.
  result<std::vector<std::vector<double>>> trials(const trial_range& trials, const simulation_options& options,
                                                  const std::optional<measure>& over = {}) const;
  /// Of a difference, those that are drawn in its first scenario.
  std::vector<std::string> drawn_drivers() const;

  /// Sobol's indices of a figure: of each uncertain driver, or group of correlated ones, the share of the figure's
  /// variance that it explains alone, and with all that it is part of. They cost (drivers + 2) x trials evaluations.
  /// By the estimators of Saltelli and others (Variance Based Sensitivity Analysis of Model Output, 2010, table 2, b
  /// and f, which is Jansen's), the ends by how 32 parts of the run differ.
  result<std::vector<driver_share>> indices(const simulated_figure& of, const simulation_options& options) const;

  /// The trials that rank correlations are taken from, at most: their ends are then within 0.008.
  static constexpr std::size_t most_ranked = 65'536;
  /// How each drawn driver and a figure go together in the first trials, at most `most_ranked`: Spearman's rank
  /// correlation, so that no curve is too bent for it; of a driver with a path by its mean over the figure's periods.
  /// Unlike indices it tells up from down, and costs what these trials do. Trials in which the figure has no value are
  /// left out. No answer where it does not vary. The ends are those of independent trials (Bonett and Wright, Sample
  /// size requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65(1), 2000, 23-28).
  ///
  ///     const auto unsure = uncertainty().spread("price", distributions::triangular(0.5, 1.3, 2.2));
  ///     const simulation rented = simulation::of(set, "base", unsure).value();
  ///     const auto ranks = rented.rank_correlations({{0, 0, 4}}, {.seed = 7}).value();
  ///     fmt::print("{} {:.2f}\n", ranks[0].driver, ranks[0].rank->value);
  result<std::vector<driver_rank>> rank_correlations(const simulated_figure& of,
                                                     const simulation_options& options) const;

private:
  explicit simulation(std::shared_ptr<const detail::simulation_plan> plan) : plan_(std::move(plan)) {}
  static result<simulation> of_block_model(detail::block_model model, const timeline& periods,
                                           const driver_values& values, const uncertainty& drawn);

  std::shared_ptr<const detail::simulation_plan> plan_;
};

/// "revenue in 2026Q1", "revenue in 2026", "run-rate of revenue at the end of 2026Q4", "growth of revenue in 2026Q2"
std::string to_string(const simulated_figure& f, const formulas& model, const timeline& periods);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/indices-inl.hpp>
#include <runrate/simulate/detail/rank_correlations-inl.hpp>
#endif

#endif
