#ifndef RUNRATE_MODEL_DETAIL_LANE_PROGRAM_INL_HPP
#define RUNRATE_MODEL_DETAIL_LANE_PROGRAM_INL_HPP

#include <runrate/model/detail/lane_code.hpp>
#include <runrate/model/lane_program.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace runrate {
namespace detail {

/// A block on its way through a program.
class lane_run {
public:
  lane_run(const std::shared_ptr<const lane_code>& code, const timeline& periods, const trial_drivers& drivers,
           trial_lines& into)
      : code_(*code), periods_(periods), drivers_(drivers), into_(into), memory_(into.memory()) {
    if (memory_.computed_by != code) prepare(code);
    take_uniform_drivers();
  }

  /// Computes the trials from `begin` up to `end`, a multiple of a pack away, in all periods. `copies` says that they
  /// are the last. Whether their sum is finite.
  bool compute(std::size_t begin, std::size_t end, std::size_t copies_up_to) {
    alignas(64) double sums[widest_pack] = {};
    for (std::size_t t = 0; t < periods_.size(); ++t) {
      if (t < memory_.first_period || t >= memory_.end_period) compute_uniform(t);
      const double* const copies = copies_up_to != 0 ? last_trials(drivers_, t, begin, copies_up_to, into_) : nullptr;
      run(tape_of(t), t, begin, end, copies, sums);
    }
    double sum = 0;
    for (const double s : sums) sum += s;
    return std::isfinite(sum);
  }

private:
  static constexpr std::size_t slot_stride = column_stride(trials_at_once);

  void prepare(const std::shared_ptr<const lane_code>& code) {
    memory_.slots.resize(code_.slots * slot_stride / 8);
    memory_.uniform.resize(code_.uniform_periods * code_.uniform * widest_pack / 8);
    memory_.uniform_lines.assign(periods_.size() * code_.source.lines().size(), 0);
    memory_.uniform_drivers.assign(periods_.size() * drivers_.drivers(), 0);
    memory_.nodes.assign(code_.source.parts().nodes().size(), 0);
    memory_.first_period = memory_.end_period = 0;
    memory_.computed_by = code;
  }

  /// What was computed with the same values is still there.
  void take_uniform_drivers() {
    for (std::size_t d = 0; d < drivers_.drivers(); ++d) {
      if (code_.varies[d]) continue;
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        if (drivers_.varies(d, t)) {
          throw_contract("the driver " + code_.source.drivers()[d].name +
                         " varies from trial to trial, and the program was made for one that does not");
        }
        const double value = *drivers_.values(d, t);
        double& known = memory_.uniform_drivers[t * drivers_.drivers() + d];
        if (std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(known)) continue;
        known = value;
        memory_.first_period = memory_.end_period = 0;
      }
    }
  }

  const lane_tape& tape_of(std::size_t period) const {
    const auto after = std::upper_bound(code_.tapes.begin(), code_.tapes.end(), period,
                                        [](std::size_t p, const lane_tape& tape) { return p < tape.first_period; });
    return *std::prev(after);
  }

  /// The packs of as many periods as there is room for, from one on. Those before it have been computed.
  void compute_uniform(std::size_t first) {
    memory_.first_period = first;
    memory_.end_period = std::min(periods_.size(), first + code_.uniform_periods);
    double* pack = memory_.uniform.empty() ? nullptr : memory_.uniform.front().values;
    for (std::size_t t = first; t < memory_.end_period; ++t, pack += code_.uniform * widest_pack) {
      const lane_tape& tape = tape_of(t);
      for (const lane_scalar& s : tape.scalars) memory_.nodes[static_cast<std::size_t>(s.into)] = scalar(s, t);
      for (std::size_t u = 0; u < tape.uniform.size(); ++u) {
        std::fill_n(pack + u * widest_pack, widest_pack, memory_.nodes[static_cast<std::size_t>(tape.uniform[u])]);
      }
      const std::size_t lines = tape.uniform_roots.size();
      for (std::size_t l = 0; l < lines; ++l) {
        const node_id root = tape.uniform_roots[l];
        if (root >= 0) memory_.uniform_lines[t * lines + l] = memory_.nodes[static_cast<std::size_t>(root)];
      }
    }
  }

  double scalar(const lane_scalar& s, std::size_t t) const {
    const auto index = static_cast<std::size_t>(s.index);
    const auto operand = [&](int k) { return memory_.nodes[static_cast<std::size_t>(s.from[k])]; };
    switch (s.op) {
      case operation::constant: return code_.constants[index];
      case operation::driver: return *drivers_.values(index, t);
      case operation::quantity: return to_double(periods_.quantity(code_.source.parts().quantities()[index], t));
      case operation::previous: {
        const std::size_t lines = code_.source.lines().size();
        return memory_.uniform_lines[(t - static_cast<std::size_t>(s.lag)) * lines + index];
      }
      default: return scalar_of(s.op, operand(0), operand(1), operand(2));
    }
  }

  void run(const lane_tape& tape, std::size_t t, std::size_t begin, std::size_t end, const double* copies,
           double* sums) {
    alignas(64) double nobodys[widest_pack] = {};
    const auto stride = static_cast<std::ptrdiff_t>(into_.stride());
    double* const lines = into_.columns() + t * into_.lines() * into_.stride() + begin;
    double* const slots = memory_.slots.empty() ? nullptr : memory_.slots.front().values;
    const double* packs = memory_.uniform.empty() ? nullptr : memory_.uniform.front().values;
    if (packs != nullptr) packs += (t - memory_.first_period) * code_.uniform * widest_pack;
    lane_operand from[most_operands];
    for (const lane_instruction& pass : tape.passes) {
      for (std::uint32_t k = 0; k < pass.count; ++k) {
        const auto index = static_cast<std::ptrdiff_t>(pass.from[k].index);
        switch (pass.from[k].where) {
          case lane_place::line: from[k] = {lines + index * stride, 1}; break;
          case lane_place::slot: from[k] = {slots + index * static_cast<std::ptrdiff_t>(slot_stride), 1}; break;
          case lane_place::uniform: from[k] = {packs + index * static_cast<std::ptrdiff_t>(widest_pack), 0}; break;
          case lane_place::driver: from[k] = column(static_cast<std::size_t>(index), t, begin, copies); break;
        }
      }
      const auto index = static_cast<std::ptrdiff_t>(pass.into.index);
      if (pass.into.where == lane_place::line) {
        pass.run(lines + index * stride, from, end - begin, sums);
      } else {
        pass.run(slots + index * static_cast<std::ptrdiff_t>(slot_stride), from, end - begin, nobodys);
      }
    }
  }

  lane_operand column(std::size_t driver, std::size_t t, std::size_t begin, const double* copies) const {
    const double* const values = drivers_.values(driver, t);
    if (!drivers_.varies(driver, t)) return {values, 0};
    return {copies != nullptr ? copies + driver * widest_pack : values + begin, 1};
  }

  const lane_code& code_;
  const timeline& periods_;
  const trial_drivers& drivers_;
  trial_lines& into_;
  trial_memory& memory_;
};

}  // namespace detail

RUNRATE_FUNC result<lane_program> lane_program::of(const formulas& f, const timeline& periods) {
  return of(f, periods, std::vector<bool>(f.drivers().size(), true));
}

RUNRATE_FUNC result<lane_program> lane_program::of(const formulas& f, const timeline& periods,
                                                   const std::vector<bool>& varies) {
  return of(f, periods, varies, detail::lane_kernels_here());
}

RUNRATE_FUNC result<lane_program> lane_program::of(const formulas& f, const timeline& periods,
                                                   const std::vector<bool>& varies,
                                                   const detail::lane_kernels& kernels) {
  if (varies.size() != f.drivers().size()) {
    detail::throw_contract("lane_program: it is said of " + std::to_string(varies.size()) +
                           " drivers whether they vary, and the formulas have " + std::to_string(f.drivers().size()));
  }
  auto code = std::make_shared<detail::lane_code>(detail::lane_code{f, varies});
  code->tapes = detail::lane_tapes(f, periods.size(), varies, kernels);
  if (code->tapes.empty()) {
    return reason{reason_code::out_of_range, "formulas of " + std::to_string(f.order().size()) +
                                                 " parts with so many different lags are too large to simulate"};
  }
  for (const expression::number& c : f.parts().constants()) code->constants.push_back(to_double(c.value));
  for (const detail::lane_tape& tape : code->tapes) {
    code->slots = std::max(code->slots, tape.slots);
    code->uniform = std::max(code->uniform, tape.uniform.size());
  }
  constexpr std::size_t most_packs = 32'768;  // 4 MB: all periods of any usual model
  code->uniform_periods =
      std::clamp<std::size_t>(most_packs / std::max<std::size_t>(code->uniform, 1), 1, periods.size());
  return lane_program(std::move(code), periods);
}

RUNRATE_FUNC const formulas& lane_program::traced() const { return code_->source; }

RUNRATE_FUNC trial_lines lane_program::buffer(std::size_t most_trials) const {
  return {code_->source.lines().size(), periods_.size(), most_trials};
}

RUNRATE_FUNC result<std::size_t> lane_program::compute(const trial_range& trials, const trial_drivers& drivers,
                                                       trial_lines& into) const {
  detail::check_block(code_->source, periods_, trials, drivers, into);
  into.begin(trials);
  detail::lane_run run(code_, periods_, drivers, into);
  const std::size_t whole = trials.count / detail::widest_pack * detail::widest_pack;
  for (std::size_t begin = 0; begin < trials.count;) {
    const bool few = begin == whole;
    const std::size_t end = few ? begin + detail::widest_pack : std::min(whole, begin + detail::trials_at_once);
    if (!run.compute(begin, end, few ? trials.count : 0)) {
      const auto why = detail::not_finite(code_->source, periods_, into, begin, std::min(end, trials.count));
      if (why) return *why;
    }
    begin = end;
  }
  return trials.count;
}

}  // namespace runrate

#endif
