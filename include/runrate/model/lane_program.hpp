// Computing formulas over many trials, whether they come from a model in C++ or from text.
#ifndef RUNRATE_MODEL_LANE_PROGRAM_HPP
#define RUNRATE_MODEL_LANE_PROGRAM_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/timeline.hpp>
#include <runrate/model/trial_columns.hpp>

#include <memory>
#include <vector>

namespace runrate {
namespace detail {

struct lane_code;
struct lane_kernels;

}  // namespace detail

/// Formulas, compiled into passes over columns of trials, in `double`: the counterpart of `lane_model` for formulas
/// that no C++ compiler sees. It gives what `lane_model` gives, to the bit, in about its time. It may be shared by
/// threads: what changes is in the buffer.
///
///     const auto program = lane_program::of(trace(training_capacity()).value(), periods).value();
///     trial_drivers drivers(program.traced().drivers().size(), periods.size());
///     drivers.set(*program.traced().parts().find_driver("chips"), sampled_chips.data());  // 1,024 values
///     trial_lines computed = program.buffer(1'024);
///     const auto done = program.compute({0, 1'024}, drivers, computed);
///     if (!done) fmt::print("{}\n", done.error().text);
class lane_program {
public:
  /// Any driver may vary from trial to trial. No answer for formulas of so many parts and different lags that their
  /// passes would fill the memory.
  static result<lane_program> of(const formulas& f, const timeline& periods);
  /// Only those drivers vary of which `varies` says so, by their place; what depends on none of them is computed once
  /// for all trials. `contract_error` where it has not one entry for each.
  static result<lane_program> of(const formulas& f, const timeline& periods, const std::vector<bool>& varies);
  /// The same with the loops for one kind of processor.
  static result<lane_program> of(const formulas& f, const timeline& periods, const std::vector<bool>& varies,
                                 const detail::lane_kernels& kernels);

  /// What it was compiled from: the names and order of drivers and lines.
  const formulas& traced() const;
  const timeline& periods() const { return periods_; }

  /// Memory for blocks of so many trials.
  trial_lines buffer(std::size_t most_trials) const;

  /// Computes every line in every period for a block of trials; gives how many they were. No answer where a value is
  /// not finite: the reason has the first such trial, and in it the first period and line. `contract_error` where a
  /// driver varies that may not. O(passes x trials x periods).
  result<std::size_t> compute(const trial_range& trials, const trial_drivers& drivers, trial_lines& into) const;

private:
  lane_program(std::shared_ptr<const detail::lane_code> code, timeline periods)
      : code_(std::move(code)), periods_(std::move(periods)) {}

  std::shared_ptr<const detail::lane_code> code_;
  timeline periods_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/lane_code-inl.hpp>
#include <runrate/model/detail/lane_kernels-inl.hpp>
#include <runrate/model/detail/lane_program-inl.hpp>
#endif

#endif
