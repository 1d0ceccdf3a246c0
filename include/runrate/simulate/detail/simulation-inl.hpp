#ifndef RUNRATE_SIMULATE_DETAIL_SIMULATION_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_SIMULATION_INL_HPP

#include <runrate/core/nearest_name.hpp>
#include <runrate/model/lane_program.hpp>
#include <runrate/model/threads.hpp>
#include <runrate/simulate/detail/block_worker-inl.hpp>
#include <runrate/simulate/detail/simulation_plan-inl.hpp>
#include <runrate/simulate/distributions.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>

namespace runrate {
namespace detail {

/// The most trials of a run: three hours of a fast machine.
inline constexpr std::size_t most_trials = 100'000'000'000;

/// The dimensions that the direction numbers of Joe and Kuo are there for, in Boost.
inline constexpr std::size_t most_sobol_dimensions = 3'667;

inline std::optional<reason> wrong_options(const simulation_plan& plan, const simulation_options& options) {
  if (options.trials == 0) {
    return reason{reason_code::out_of_range, "0 trials; expected at least 1", {{"trials", "0"}}};
  }
  if (options.trials > most_trials) {
    return reason{reason_code::out_of_range,
                  std::to_string(options.trials) + " trials; expected at most 100,000,000,000",
                  {{"trials", std::to_string(options.trials)}}};
  }
  for (const simulated_side& side : plan.sides) {
    // Indices have two draws of everything.
    if (options.how != sampling::sobol || 2 * side.dimensions <= most_sobol_dimensions) continue;
    return reason{reason_code::out_of_range,
                  "sobol sampling of " + std::to_string(side.dimensions) +
                      " numbers a trial, one for each driver and each period of a path; it has at most " +
                      std::to_string(most_sobol_dimensions / 2) + ": take another sampling",
                  {{"dimensions", std::to_string(side.dimensions)}}};
  }
  if (options.block < 64 || options.block > 65'536 || options.block % 64 != 0) {
    throw_contract("simulation_options: a block of " + std::to_string(options.block) +
                   " trials; it has 64 to 65,536, a multiple of 64");
  }
  if (options.register_bytes != 0 && draw_kernels_of(options.register_bytes) == nullptr) {
    throw_contract("simulation_options: this machine has no registers of " + std::to_string(options.register_bytes) +
                   " bytes; they have 16, 32 or 64");
  }
  if (!(options.precision >= 0 && options.precision < 1)) {
    throw_contract("simulation_options: a precision is a share of the mean, from 0 up to 1");
  }
  return std::nullopt;
}

inline unsigned threads_for(const simulation_options& options) {
  const unsigned asked = options.threads == 0 ? threads_of_machine() : options.threads;
  const std::size_t blocks = (options.trials + options.block - 1) / options.block;
  return static_cast<unsigned>(std::min<std::size_t>({asked, blocks, 256}));
}

/// Blocks of a run that threads take in order; the first failure, by trial, whatever thread met it first.
class block_queue {
public:
  block_queue(std::size_t first, std::size_t end, std::size_t block) : next_(first), end_(end), block_(block) {}

  /// The next block; none where all are taken or one has failed.
  trial_range take() {
    const std::lock_guard lock(mutex_);
    if (failure_ || next_ >= end_) return {next_, 0};
    const trial_range taken{next_, std::min(block_, end_ - next_)};
    next_ += taken.count;
    return taken;
  }
  void fail(std::size_t block_begin, reason why) {
    const std::lock_guard lock(mutex_);
    if (failure_ && failure_->first <= block_begin) return;
    failure_.emplace(block_begin, std::move(why));
  }
  const std::optional<std::pair<std::size_t, reason>>& failure() const { return failure_; }

private:
  std::mutex mutex_;
  std::size_t next_;
  std::size_t end_;
  std::size_t block_;
  std::optional<std::pair<std::size_t, reason>> failure_;
};

/// The tables of all drivers, each made by the first thread that is free.
inline void prepare_tables(const simulation_plan& plan, unsigned threads) {
  std::vector<const driver_quantile*> all;
  for (const simulated_side& side : plan.sides) {
    for (const drawn_driver& d : side.drawn) {
      if (d.values) all.push_back(&*d.values);
      if (d.error_size) all.push_back(&*d.error_size);
    }
  }
  all.push_back(&normal_scores());
  std::atomic<std::size_t> next{0};
  run_on_threads(threads, [&](unsigned) {
    for (std::size_t i = next++; i < all.size(); i = next++) all[i]->prepare();
  });
}

/// How many numbers a driver is drawn from in a trial: one, or one a period. A forecast has one for each period's
/// error, one for the size of all errors, and one for what it is spread by.
inline std::size_t dimensions_of(const driver_path* path, const timeline& periods) {
  if (path == nullptr) return 1;
  return periods.size() + (path->kind == path_kind::forecast ? 2 : 0);
}

inline std::vector<double> years_between(const timeline& periods) {
  std::vector<double> years;
  for (std::size_t t = 0; t + 1 < periods.size(); ++t) years.push_back(1.0 / periods.per_year());
  return years;
}

/// Beyond so many figures only those of whole lines are kept: each takes 64 kB in each thread.
inline constexpr std::size_t most_period_figures = 400;

inline std::vector<simulated_figure> usual_figures(const formulas& f, std::size_t periods, bool is_difference) {
  std::vector<simulated_figure> all;
  const bool each_period = f.lines().size() * periods <= most_period_figures;
  for (std::size_t l = 0; l < f.lines().size(); ++l) {
    const bool adds_up = f.lines()[l].adds_up();
    for (std::size_t t = 0; t < periods && each_period; ++t) all.push_back({{l, t, t + 1}});
    if (periods > 1 || !each_period) all.push_back({{l, 0, periods}});
    if (adds_up) all.push_back({{l, periods - 1, periods}, figure_kind::exit_run_rate});
    if (is_difference) {
      all.push_back({{l, 0, periods}, figure_kind::growth});
    } else {
      for (std::size_t t = 1; t < periods && each_period; ++t) all.push_back({{l, t, t + 1}, figure_kind::growth});
    }
  }
  return all;
}

/// `must_be_read`: a driver that the model does not read is an error, not one that nothing depends on.
inline result<simulated_side> side_of(block_model model, const timeline& periods, const driver_values& values,
                                      const uncertainty& drawn, bool must_be_read) {
  const formulas& f = model.traced;
  std::vector<std::string> names;
  for (const expression::named& d : f.drivers()) names.push_back(d.name);
  driver_values fixed = values;
  const auto is_read = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::map<std::string, bool> wanted;
  for (const auto& [name, _] : drawn.spreads()) wanted.emplace(name, true);
  for (const auto& [name, _] : drawn.paths()) wanted.emplace(name, true);
  for (const auto& [name, _] : wanted) {
    if (!is_read(name) && must_be_read) return no_such("driver", name, names);
    // What is drawn needs no value of its own.
    if (is_read(name) && fixed.find(name) == nullptr && drawn.spreads().contains(name)) fixed.set(name, {{ratio(0)}});
  }
  result<trial_drivers> uniform = trial_drivers::of(fixed, f.drivers(), periods);
  if (!uniform) return uniform.error();
  for (const rank_correlation& c : drawn.correlations()) {
    for (const std::string& name : {c.first, c.second}) {
      if (drawn.paths().contains(name)) {
        return reason{reason_code::not_applicable,
                      "the driver " + name + " moves from period to period, and can't be correlated",
                      {{"driver", name}}};
      }
      if (!drawn.spreads().contains(name)) {
        std::vector<std::string> spread;
        for (const auto& [other, _] : drawn.spreads()) spread.push_back(other);
        reason why = no_such("driver", name, spread);
        why.text = "a correlation: " + why.text + "; one that is correlated has a distribution";
        return why;
      }
    }
  }
  auto groups = correlated_groups(drawn.correlations());
  if (!groups) return groups.error();
  simulated_side side{std::move(model), *std::move(uniform), {}, *std::move(groups), {}, 0};
  side.members.resize(side.groups.size());
  for (const auto& [name, _] : wanted) {
    std::size_t group = side.groups.size();
    for (std::size_t g = 0; g < side.groups.size(); ++g) {
      const auto& members = side.groups[g].names;
      if (std::find(members.begin(), members.end(), name) != members.end()) group = g;
    }
    const auto spread = drawn.spreads().find(name);
    const auto path = drawn.paths().find(name);
    const driver_path* const moves = path != drawn.paths().end() ? &path->second : nullptr;
    // A driver that nothing reads is drawn only where others depend on it. One that is held keeps its dimensions, so
    // that the others have the same ones in every scenario.
    if (group == side.groups.size() && (!is_read(name) || drawn.is_held(name))) {
      if (is_read(name)) side.dimensions += dimensions_of(moves, periods);
      continue;
    }
    if (moves != nullptr && moves->kind == path_kind::forecast && moves->errors.size() != periods.size()) {
      return reason{reason_code::contradiction,
                    "the driver " + name + " has forecast errors of " + std::to_string(moves->errors.size()) +
                        " periods, and the model " + std::to_string(periods.size()),
                    {{"driver", name}}};
    }
    drawn_driver made{name, 0, name_key(name), {}, group, {}, {}, {}, side.dimensions};
    made.is_read = is_read(name) && !drawn.is_held(name);
    if (made.is_read) made.place = *side.model.traced.parts().find_driver(name);
    if (spread != drawn.spreads().end()) made.values.emplace(spread->second, group != side.groups.size());
    if (moves != nullptr) {
      made.path = *moves;
      if (moves->kind == path_kind::forecast && std::isfinite(moves->degrees)) {
        made.error_size.emplace(distributions::gamma(moves->degrees / 2, 2 / moves->degrees));
      }
      for (std::size_t t = 0; t < periods.size(); ++t) made.base.push_back(side.fixed.values(made.place, t)[0]);
    }
    side.dimensions += dimensions_of(moves, periods);
    side.drawn.push_back(std::move(made));
  }
  for (std::size_t g = 0; g < side.groups.size(); ++g) {
    for (const std::string& name : side.groups[g].names) {
      const auto at = std::find_if(side.drawn.begin(), side.drawn.end(), [&](const auto& d) { return d.name == name; });
      side.members[g].push_back(static_cast<std::size_t>(at - side.drawn.begin()));
    }
  }
  return side;
}

inline result<simulated_side> side_of(const scenario_set& set, std::string_view scenario, const uncertainty& drawn) {
  const auto values = set.values(scenario);
  if (!values) return values.error();
  for (const auto& [name, _] : drawn.spreads()) {
    if (const auto known = set.with(name, {{ratio(1)}}); !known) return known.error();
  }
  for (const auto& [name, _] : drawn.paths()) {
    if (const auto known = set.with(name, {{ratio(1)}}); !known) return known.error();
  }
  std::vector<bool> varies;
  for (const expression::named& d : set.model().drivers()) {
    varies.push_back((drawn.spreads().contains(d.name) || drawn.paths().contains(d.name)) && !drawn.is_held(d.name));
  }
  auto program = lane_program::of(set.model(), set.periods(), varies);
  if (!program) return program.error();
  const auto shared = std::make_shared<const lane_program>(*std::move(program));
  return side_of({set.model(), [shared](std::size_t trials) { return shared->buffer(trials); },
                  [shared](const trial_range& trials, const trial_drivers& drivers, trial_lines& into) {
                    return shared->compute(trials, drivers, into);
                  }},
                 set.periods(), *values, drawn, false);
}

inline std::shared_ptr<const simulation_plan> plan_of(const timeline& periods, std::vector<simulated_side> sides) {
  const bool is_difference = sides.size() == 2;
  auto figures = usual_figures(sides.front().model.traced, periods.size(), is_difference);
  return std::make_shared<const simulation_plan>(
      simulation_plan{periods, years_between(periods), std::move(sides), std::move(figures), {}});
}

}  // namespace detail

RUNRATE_FUNC const trial_summary& simulated::of(const simulated_figure& f) const {
  const auto at = std::find(figures.begin(), figures.end(), f);
  if (at == figures.end()) detail::throw_contract("simulated::of: that figure was not looked at");
  return summaries[static_cast<std::size_t>(at - figures.begin())];
}

RUNRATE_FUNC estimate simulated::probability(std::size_t target) const {
  const auto& [figure, bound] = targets.at(target);
  return summaries[figure].share_at_least(bound);
}

RUNRATE_FUNC std::string to_string(const simulated_figure& f, const formulas& model, const timeline& periods) {
  switch (f.kind) {
    case figure_kind::value: return to_string(f.of, model, periods);
    case figure_kind::exit_run_rate:
      return "run-rate of " + model.lines()[f.of.line].name + " at the end of " + periods[f.of.end - 1].label;
    case figure_kind::growth: return "growth of " + to_string(f.of, model, periods);
  }
  return "unknown";
}

RUNRATE_FUNC result<simulation> simulation::of(const scenario_set& set, std::string_view scenario,
                                               const uncertainty& drawn) {
  auto side = detail::side_of(set, scenario, drawn);
  if (!side) return side.error();
  std::vector<detail::simulated_side> sides;
  sides.push_back(*std::move(side));
  return simulation(detail::plan_of(set.periods(), std::move(sides)));
}

RUNRATE_FUNC result<simulation> simulation::of_difference(const scenario_set& set, std::string_view with,
                                                          const uncertainty& drawn_with, std::string_view without,
                                                          const uncertainty& drawn_without) {
  auto first = detail::side_of(set, with, drawn_with);
  if (!first) return first.error();
  auto second = detail::side_of(set, without, drawn_without);
  if (!second) return second.error();
  std::vector<detail::simulated_side> sides;
  sides.push_back(*std::move(first));
  sides.push_back(*std::move(second));
  return simulation(detail::plan_of(set.periods(), std::move(sides)));
}

RUNRATE_FUNC result<simulation> simulation::of_block_model(detail::block_model model, const timeline& periods,
                                                           const driver_values& values, const uncertainty& drawn) {
  auto side = detail::side_of(std::move(model), periods, values, drawn, true);
  if (!side) return side.error();
  std::vector<detail::simulated_side> sides;
  sides.push_back(*std::move(side));
  return simulation(detail::plan_of(periods, std::move(sides)));
}

RUNRATE_FUNC const formulas& simulation::model() const { return plan_->sides.front().model.traced; }
RUNRATE_FUNC const timeline& simulation::periods() const { return plan_->periods; }
RUNRATE_FUNC std::span<const simulated_figure> simulation::figures() const { return plan_->figures; }

RUNRATE_FUNC simulation simulation::looking_at(std::vector<simulated_figure> figures) const {
  for (const simulated_figure& f : figures) {
    const bool there = f.of.line < model().lines().size() && f.of.first < f.of.end && f.of.end <= periods().size();
    const bool grows = f.kind != figure_kind::growth || f.of.first > 0 || plan_->sides.size() == 2;
    if (!there || !grows) detail::throw_contract("simulation::looking_at: the model has no such figure");
  }
  auto changed = std::make_shared<detail::simulation_plan>(*plan_);
  changed->figures = std::move(figures);
  return simulation(std::move(changed));
}

RUNRATE_FUNC simulation simulation::with_target(const simulation_target& target) const {
  auto changed = std::make_shared<detail::simulation_plan>(*plan_);
  changed->targets.push_back(target);
  const simulated_figure figure{target.of};
  auto& figures = changed->figures;
  if (std::find(figures.begin(), figures.end(), figure) == figures.end()) figures.push_back(figure);
  return simulation(std::move(changed));
}

RUNRATE_FUNC result<simulated> simulation::run(const simulation_options& options) const {
  if (auto wrong = detail::wrong_options(*plan_, options)) return *std::move(wrong);
  const detail::simulation_plan& plan = *plan_;
  simulated found{options.trials, options.seed, options.how, plan.figures, {}, {}};

  // The bounds of each figure, and where each target's is.
  std::vector<std::vector<double>> bounds(plan.figures.size());
  for (const simulation_target& target : plan.targets) {
    const auto at = std::find(plan.figures.begin(), plan.figures.end(), simulated_figure{target.of});
    const auto figure = static_cast<std::size_t>(at - plan.figures.begin());
    found.targets.emplace_back(figure, bounds[figure].size());
    bounds[figure].push_back(target.at_least);
  }

  // The first trials decide where values are counted.
  const std::size_t first_trials = std::min(options.trials, trial_summary::first_trials);
  std::vector<std::vector<double>> first(plan.figures.size());
  const unsigned threads = detail::threads_for(options);
  detail::prepare_tables(plan, threads);
  std::vector<std::unique_ptr<detail::block_worker>> workers;
  for (unsigned i = 0; i < threads; ++i) workers.push_back(std::make_unique<detail::block_worker>(plan, options));
  for (std::size_t begin = 0; begin < first_trials; begin += options.block) {
    const std::size_t count = std::min(options.block, first_trials - begin);
    if (const auto done = workers[0]->compute({begin, count}); !done) return done.error();
    for (std::size_t f = 0; f < first.size(); ++f) {
      const std::span<const double> values = workers[0]->figure(f);
      first[f].insert(first[f].end(), values.begin(), values.end());
    }
  }
  const bool independent = options.how == sampling::random;
  std::vector<std::vector<trial_summary>> parts(threads);
  for (std::size_t f = 0; f < first.size(); ++f) parts[0].emplace_back(first[f], independent, bounds[f]);
  for (unsigned i = 1; i < threads; ++i) parts[i] = parts[0];

  std::optional<std::size_t> watched;
  if (options.precision > 0) {
    const measure whole{plan.sides.front().model.traced.lines().size() - 1, 0, plan.periods.size()};
    const simulated_figure figure{options.precision_of.value_or(whole)};
    const auto at = std::find(plan.figures.begin(), plan.figures.end(), figure);
    if (at == plan.figures.end()) detail::throw_contract("simulation_options: precision_of is not looked at");
    watched = static_cast<std::size_t>(at - plan.figures.begin());
  }
  std::mutex telling;
  std::size_t done = 0;
  for (std::size_t begin = 0; begin < options.trials;) {
    // In stages that double, so that where a run ends does not depend on who ran it.
    const std::size_t stage = watched ? std::max<std::size_t>(begin, 8'192) : options.trials;
    const std::size_t end = begin == 0 ? std::min(options.trials, stage) : std::min(options.trials, begin + stage);
    detail::block_queue queue(begin, end, options.block);
    run_on_threads(threads, [&](unsigned thread) {
      for (trial_range block = queue.take(); block.count != 0; block = queue.take()) {
        detail::block_worker& worker = *workers[thread];
        if (const auto computed = worker.compute(block); !computed) {
          queue.fail(block.first, computed.error());
          return;
        }
        for (std::size_t f = 0; f < plan.figures.size(); ++f) {
          parts[thread][f].add(block.first, worker.figure(f), worker.kernels());
        }
        if (options.on_progress) {
          const std::lock_guard lock(telling);
          options.on_progress(done += block.count);
        }
      }
    });
    if (queue.failure()) return queue.failure()->second;
    begin = end;
    if (watched) {
      trial_summary so_far = parts[0][*watched];
      for (unsigned i = 1; i < threads; ++i) so_far.merge(parts[i][*watched]);
      const estimate mean = so_far.mean();
      found.trials = begin;
      if (mean.high - mean.value <= options.precision * std::abs(mean.value)) break;
    }
  }
  for (unsigned i = 1; i < threads; ++i) {
    for (std::size_t f = 0; f < plan.figures.size(); ++f) parts[0][f].merge(parts[i][f]);
  }
  found.summaries = std::move(parts[0]);
  return found;
}

RUNRATE_FUNC std::vector<std::string> simulation::drawn_drivers() const {
  std::vector<std::string> names;
  for (const detail::drawn_driver& d : plan_->sides.front().drawn) names.push_back(d.name);
  return names;
}

RUNRATE_FUNC result<std::vector<std::vector<double>>> simulation::trials(const trial_range& trials,
                                                                         const simulation_options& options,
                                                                         const std::optional<measure>& over) const {
  if (auto wrong = detail::wrong_options(*plan_, options)) return *std::move(wrong);
  if (trials.first + trials.count > options.trials) {
    detail::throw_contract("simulation::trials: the run has no trial " +
                           std::to_string(trials.first + trials.count - 1));
  }
  if (over && (over->first >= over->end || over->end > plan_->periods.size())) {
    detail::throw_contract("simulation::trials: there are " + std::to_string(plan_->periods.size()) +
                           " periods, and the mean is to be taken over others, or none");
  }
  detail::block_worker worker(*plan_, options);
  const std::size_t drivers = plan_->sides.front().drawn.size();
  std::vector<std::vector<double>> columns(plan_->figures.size() + drivers);
  const std::size_t end = trials.first + trials.count;
  for (std::size_t begin = trials.first / options.block * options.block; begin < end; begin += options.block) {
    const std::size_t count = std::min(options.block, options.trials - begin);
    if (const auto done = worker.compute({begin, count}); !done) return done.error();
    const std::size_t from = std::max(begin, trials.first) - begin, to = std::min(begin + count, end) - begin;
    for (std::size_t f = 0; f < plan_->figures.size(); ++f) {
      const double* const values = worker.figure(f).data();
      columns[f].insert(columns[f].end(), values + from, values + to);
    }
    for (std::size_t d = 0; d < drivers; ++d) {
      std::vector<double>& column = columns[plan_->figures.size() + d];
      const bool moves = over && plan_->sides.front().drawn[d].path;
      const std::size_t first = moves ? over->first : 0, periods = moves ? over->end - over->first : 1;
      for (std::size_t i = from; i < to; ++i) {
        double sum = 0;
        for (std::size_t t = first; t < first + periods; ++t) sum += worker.drawn_values(d, t)[i];
        column.push_back(sum / static_cast<double>(periods));
      }
    }
  }
  return columns;
}

}  // namespace runrate

#endif
