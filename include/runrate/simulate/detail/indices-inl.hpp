#ifndef RUNRATE_SIMULATE_DETAIL_INDICES_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_INDICES_INL_HPP

#include <runrate/simulate/detail/simulation-inl.hpp>

namespace runrate {
namespace detail {

/// A sum of numbers whose size is mostly about one, to 2^-40 each, in which the order does not matter.
class unordered_sum {
public:
  void add(double value) {
    if (std::abs(value) < 0x1p20) {
      near_ += int128(std::llround(value * 0x1p40));
    } else {
      far_.add(value);
    }
  }
  void add(const unordered_sum& other) {
    near_ += other.near_;
    far_.add(other.far_);
  }
  double value() const {
    const uint128 size = magnitude(near_);
    const double whole = static_cast<double>(high_half(size)) * 0x1p64 + static_cast<double>(low_half(size));
    return (near_ < 0 ? -whole : whole) * 0x1p-40 + far_.value();
  }

private:
  int128 near_ = 0;
  exact_sum far_;
};

/// What is summed over the trials of one repetition.
struct index_sums {
  explicit index_sums(std::size_t factors) : first(factors), total(factors) {}

  std::uint64_t trials = 0;
  unordered_sum values, squares;
  std::vector<unordered_sum> first, total;

  void add(const index_sums& other) {
    trials += other.trials;
    values.add(other.values);
    squares.add(other.squares);
    for (std::size_t i = 0; i < first.size(); ++i) {
      first[i].add(other.first[i]);
      total[i].add(other.total[i]);
    }
  }
};

/// The figures of a block by the two sets of draws, and each factor's, less the mean and over the deviation.
struct index_block {
  std::vector<double> a, b, mixed;
};

inline result<std::size_t> add_block(block_worker& worker, const trial_range& trials, double mean, double scale,
                                     index_block& memory, std::vector<index_sums>& sums) {
  worker.draw_set(0, trials);
  worker.draw_set(1, trials);
  const auto taken = [&](std::vector<double>& into) {
    into.clear();
    for (const double v : worker.figure(0)) into.push_back((v - mean) * scale);
  };
  if (auto done = worker.compute_mixed(0, block_worker::none, trials); !done) return done;
  taken(memory.a);
  if (auto done = worker.compute_mixed(1, block_worker::none, trials); !done) return done;
  taken(memory.b);
  const auto part = [&](std::size_t i) -> index_sums& {
    return sums[(trials.first + i) / trial_summary::trials_a_chunk % trial_summary::repetitions];
  };
  for (std::size_t i = 0; i < trials.count; ++i) {
    index_sums& to = part(i);
    ++to.trials;
    to.values.add(memory.a[i] + memory.b[i]);
    to.squares.add(memory.a[i] * memory.a[i] + memory.b[i] * memory.b[i]);
  }
  for (std::size_t f = 0; f < worker.factors(); ++f) {
    if (auto done = worker.compute_mixed(0, f, trials); !done) return done;
    taken(memory.mixed);
    for (std::size_t i = 0; i < trials.count; ++i) {
      index_sums& to = part(i);
      const double moved = memory.mixed[i] - memory.a[i];
      to.first[f].add(memory.b[i] * moved);
      to.total[f].add(moved * moved / 2);
    }
  }
  return trials.count;
}

/// An index with the ends that its values in the repetitions give.
inline estimate index_of(std::span<const index_sums> sums, std::vector<unordered_sum> index_sums::*what,
                         std::size_t factor, double variance) {
  unordered_sum all;
  std::uint64_t trials = 0;
  std::vector<double> each;
  for (const index_sums& part : sums) {
    if (part.trials == 0) continue;
    all.add((part.*what)[factor]);
    trials += part.trials;
    each.push_back((part.*what)[factor].value() / static_cast<double>(part.trials) / variance);
  }
  const double value = all.value() / static_cast<double>(trials) / variance;
  const auto count = static_cast<double>(each.size());
  double squares = 0;
  for (const double one : each) squares += (one - value) * (one - value);
  const double reach = boost::math::quantile(boost::math::students_t_distribution<double>(count - 1), 0.975);
  const double half = reach * std::sqrt(squares / (count * (count - 1)));
  return {value, value - half, value + half};
}

}  // namespace detail

RUNRATE_FUNC result<std::vector<driver_share>> simulation::indices(const simulated_figure& of,
                                                                   const simulation_options& options) const {
  if (auto wrong = detail::wrong_options(*plan_, options)) return *std::move(wrong);
  if (plan_->sides.size() == 2) {
    return reason{reason_code::not_applicable, "indices are those of one scenario, not of a difference"};
  }
  constexpr std::size_t least = trial_summary::trials_a_chunk * trial_summary::repetitions;
  if (options.trials < least) {
    return reason{reason_code::out_of_range,
                  std::to_string(options.trials) + " trials; indices need at least " + std::to_string(least),
                  {{"trials", std::to_string(options.trials)}}};
  }
  if (plan_->sides.front().drawn.empty()) return std::vector<driver_share>{};
  const simulation alone = looking_at({of});
  // Less the mean and over the deviation of the first trials, so that sums are of numbers about one.
  simulation_options few = options;
  few.trials = trial_summary::first_trials;
  few.on_progress = nullptr;
  few.precision = 0;
  const auto seen = alone.run(few);
  if (!seen) return seen.error();
  const trial_summary& summary = seen->summaries.front();
  if (summary.without_value() != 0) {
    return reason{reason_code::not_applicable, "the figure has no value in some trials, and so no indices"};
  }
  const double mean = summary.mean().value, deviation = summary.deviation().value;
  if (!(deviation > 0)) return reason{reason_code::not_applicable, "the figure does not vary, and so has no indices"};

  const unsigned threads = detail::threads_for(options);
  std::vector<std::unique_ptr<detail::block_worker>> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.push_back(std::make_unique<detail::block_worker>(*alone.plan_, options));
  }
  const std::size_t factors = workers[0]->factors();
  using repetitions = std::vector<detail::index_sums>;
  std::vector<repetitions> parts(threads, repetitions(trial_summary::repetitions, detail::index_sums(factors)));
  detail::block_queue queue(0, options.trials, options.block);
  std::mutex telling;
  std::size_t counted = 0;
  run_on_threads(threads, [&](unsigned thread) {
    detail::index_block memory;
    for (trial_range block = queue.take(); block.count != 0; block = queue.take()) {
      const auto done = detail::add_block(*workers[thread], block, mean, 1 / deviation, memory, parts[thread]);
      if (!done) {
        queue.fail(block.first, done.error());
        return;
      }
      if (options.on_progress) {
        const std::lock_guard lock(telling);
        options.on_progress(counted += block.count);
      }
    }
  });
  if (queue.failure()) return queue.failure()->second;
  repetitions& sums = parts[0];
  for (unsigned i = 1; i < threads; ++i) {
    for (std::size_t r = 0; r < sums.size(); ++r) sums[r].add(parts[i][r]);
  }
  detail::index_sums all(factors);
  for (const detail::index_sums& part : sums) all.add(part);
  const double n = 2 * static_cast<double>(all.trials);
  const double centre = all.values.value() / n;
  const double variance = all.squares.value() / n - centre * centre;
  std::vector<driver_share> found;
  for (std::size_t f = 0; f < factors; ++f) {
    std::string names;
    for (const std::size_t d : workers[0]->factor(f)) {
      names += (names.empty() ? "" : ", ") + plan_->sides.front().drawn[d].name;
    }
    found.push_back({std::move(names), detail::index_of(sums, &detail::index_sums::first, f, variance),
                     detail::index_of(sums, &detail::index_sums::total, f, variance)});
  }
  return found;
}

}  // namespace runrate

#endif
