// Computing a model in C++ over many trials, at the speed of a loop written by hand.
#ifndef RUNRATE_MODEL_LANE_EVALUATION_HPP
#define RUNRATE_MODEL_LANE_EVALUATION_HPP

#include <runrate/model/inputs.hpp>
#include <runrate/model/lanes.hpp>
#include <runrate/model/model.hpp>
#include <runrate/model/trial_columns.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace runrate {
namespace detail {

/// A key's slot, as `key_table` finds it.
struct key_slot {
  std::uint64_t multiplier = 1;
  int shift = 63;
  RUNRATE_ALWAYS_INLINE std::size_t operator()(std::uint64_t key) const {
    return static_cast<std::size_t>((key * multiplier) >> shift);
  }
};

/// What a model reads in one period of a block. It is a variable of the function that has the loop and goes nowhere
/// else, so that the compiler sees that no store in the loop changes it, and looks up each driver before the loop.
struct lane_period {
  static constexpr int most_bits = 10;
  static constexpr std::size_t most_slots = std::size_t{1} << most_bits;

  struct column {
    const double* values;
    std::size_t step;  // 1, or 0: then the values are the same at any trial
  };

  column drivers[most_slots];
  std::uint32_t lines[most_slots];
  key_slot driver_slot;
  key_slot line_slot;
  double quantities[9];
  bool starts;  // some line may be asked for what it was before the first period
  date begin, end;
  std::size_t period;
  std::size_t line_count;
  std::size_t stride;
  const double* earlier;
};

}  // namespace detail

/// What a model reads, in a handful of trials of one period: see `inputs`. The period's own quantities are the same in
/// all trials.
template <>
class inputs<lanes> : public detail::period_reader<inputs<lanes>> {
public:
  RUNRATE_ALWAYS_INLINE inputs(const detail::lane_period& during, std::size_t trial) : at_(during), trial_(trial) {}

  RUNRATE_ALWAYS_INLINE lanes operator[](const driver& d) const {
    const detail::lane_period::column& c = at_.drivers[at_.driver_slot(d.key())];
    return lanes::load(c.values + trial_ * c.step);
  }

  RUNRATE_ALWAYS_INLINE lanes quantity(const dated_quantity& q) const {
    // Quotients of small whole numbers: the double nearest to the fraction that `timeline::quantity` gives.
    if (q.what == period_quantity::share_after) {
      const auto days = static_cast<double>((at_.end - at_.begin).count());
      return lanes(std::clamp(static_cast<double>((at_.end - q.day).count()), 0.0, days) / days);
    }
    if (q.what == period_quantity::days_since) {
      return lanes(static_cast<double>((at_.begin - q.day).count() + (at_.end - q.day).count()) / 2);
    }
    return lanes(at_.quantities[static_cast<std::size_t>(q.what)]);
  }

  RUNRATE_ALWAYS_INLINE lanes number(const ratio& value, std::string_view) const { return lanes(value); }

  RUNRATE_ALWAYS_INLINE lanes previous(const line& l, const lanes& initial, int lag = 1) const {
    const auto back = static_cast<std::size_t>(lag);
    // The place comes first, though it means nothing where there is no such period: so it is computed before the loop.
    const std::size_t column = (at_.period - back) * at_.line_count + at_.lines[at_.line_slot(l.key())];
    const std::size_t place = column * at_.stride;
    if (at_.starts && (lag < 1 || back > at_.period)) return initial;
    return lanes::load(at_.earlier + place + trial_);
  }

private:
  const detail::lane_period& at_;
  std::size_t trial_;
};

namespace detail {

/// What all blocks of a model have in common: where its names are in the tables of `lane_period`, and what the periods
/// know of themselves.
class lane_layout {
public:
  /// `contract_error` for more names than the tables have room for.
  lane_layout(const formulas& f, const timeline& periods);

  /// What a period's trials read: where the drivers' columns lie, or, for the last few trials, where their copies do.
  /// Inline: `to` must stay one of the caller's own.
  RUNRATE_ALWAYS_INLINE void bind(lane_period& to, const trial_drivers& drivers, std::size_t period,
                                  const double* copies) const {
    for (std::size_t d = 0; d < driver_places_.size(); ++d) {
      const bool varies = drivers.varies(d, period);
      to.drivers[driver_places_[d]] = {
          varies && copies != nullptr ? copies + d * widest_pack : drivers.values(d, period),
          varies && copies == nullptr ? std::size_t{1} : 0};
    }
    for (std::size_t l = 0; l < line_places_.size(); ++l) to.lines[line_places_[l]] = static_cast<std::uint32_t>(l);
    const period_facts& facts = periods_[period];
    for (std::size_t q = 0; q < std::size(to.quantities); ++q) to.quantities[q] = facts.quantities[q];
    to.driver_slot = driver_slot_;
    to.line_slot = line_slot_;
    to.begin = facts.during.begin();
    to.end = facts.during.end();
    to.period = period;
    to.line_count = line_places_.size();
  }

private:
  struct period_facts {
    period during;
    double quantities[9];
  };

  key_slot driver_slot_;
  key_slot line_slot_;
  std::vector<std::size_t> driver_places_;
  std::vector<std::size_t> line_places_;
  std::vector<period_facts> periods_;
};

template <class Output>
inline constexpr std::size_t lines_of_output = 1;
template <class Number, std::size_t Count>
inline constexpr std::size_t lines_of_output<model_lines<Number, Count>> = Count;

/// Computes the trials from `begin` up to `end`, a multiple of `lanes::width` away, in one period; `copies` are null
/// unless they are the last, which are few. Adds all values to `into_sums`, a pack, which stays finite only if they
/// are: one addition a value, where a test of each would cost several operations. `Starts` is a constant, so that in
/// most periods `previous` is a plain load.
template <bool Starts, class Model>
[[gnu::noinline, gnu::flatten]] void lane_loop(const Model& model, const lane_layout& layout,
                                               const trial_drivers& drivers, std::size_t period, const double* copies,
                                               trial_lines& block, double* into_sums, std::size_t begin,
                                               std::size_t end) {
  using output = std::remove_cvref_t<std::invoke_result_t<const Model&, const inputs<lanes>&>>;
  constexpr std::size_t count = lines_of_output<output>;
  lane_period during;
  layout.bind(during, drivers, period, copies);
  const std::size_t stride = block.stride();
  during.earlier = block.columns();
  during.stride = stride;
  during.starts = Starts;
  double* const into = block.columns() + period * count * stride;
  lanes sums[count];
  for (std::size_t i = begin; i < end; i += lanes::width) {
    const inputs<lanes> in(during, i);
    const auto computed = model(in);
    if constexpr (is_model_lines<output>) {
      [&]<std::size_t... Line>(std::index_sequence<Line...>) {
        (computed.values[Line].value.store(into + Line * stride + i), ...);
        ((sums[Line] += computed.values[Line].value), ...);
      }
      (std::make_index_sequence<count>());
    } else {
      const lanes value(computed);
      value.store(into + i);
      sums[0] += value;
    }
  }
  lanes all = lanes::load(into_sums);
  for (const lanes& s : sums) all += s;
  all.store(into_sums);
}

}  // namespace detail

/// A model in C++, ready to be computed over many trials in `double`. It may be shared by threads: what changes is in
/// the buffer.
///
///     const auto model = lane_model<training_capacity>::of({}, periods).value();
///     trial_lines computed = model.buffer(1'024);
///     trial_drivers drivers(model.traced().drivers().size(), periods.size());
///     drivers.set(0, sampled_chips.data());         // 1,024 values
///     const auto done = model.compute({0, 1'024}, drivers, computed);
///     if (!done) fmt::print("{}\n", done.error().text);
///     computed.column(0, 3);                        // the first line in the fourth period, in each trial
template <revenue_model Model>
class lane_model {
public:
  /// No answer where the model can't be traced: see `trace`. `contract_error` for more than some 400 drivers or lines,
  /// which `lane_program` can compute.
  static result<lane_model> of(const Model& model, const timeline& periods) {
    result<formulas> f = trace(model);
    if (!f) return f.error();
    return lane_model(model, *std::move(f), periods);
  }

  /// What it is as formulas: the names and order of drivers and lines.
  const formulas& traced() const { return traced_; }
  const timeline& periods() const { return periods_; }

  /// Memory for blocks of so many trials.
  trial_lines buffer(std::size_t most_trials) const { return {traced_.lines().size(), periods_.size(), most_trials}; }

  /// Computes every line in every period for a block of trials; gives how many they were. No answer where a value is
  /// not finite: the reason has the first such trial, and in it the first period and line. O(trials x periods).
  result<std::size_t> compute(const trial_range& trials, const trial_drivers& drivers, trial_lines& into) const {
    detail::check_block(traced_, periods_, trials, drivers, into);
    into.begin(trials);
    const std::size_t whole = trials.count / lanes::width * lanes::width;
    for (std::size_t begin = 0; begin < trials.count;) {
      const bool few = begin == whole;
      const std::size_t end = few ? begin + lanes::width : std::min(whole, begin + detail::trials_at_once);
      double sums[lanes::width] = {};
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        const double* const copies = few ? detail::last_trials(drivers, t, begin, trials.count, into) : nullptr;
        if (t < longest_lag_) {
          detail::lane_loop<true>(model_, layout_, drivers, t, copies, into, sums, begin, end);
        } else {
          detail::lane_loop<false>(model_, layout_, drivers, t, copies, into, sums, begin, end);
        }
      }
      if (!std::isfinite(std::accumulate(std::begin(sums), std::end(sums), 0.0))) {
        const auto why = detail::not_finite(traced_, periods_, into, begin, std::min(end, trials.count));
        if (why) return *why;
      }
      begin = end;
    }
    return trials.count;
  }

private:
  lane_model(const Model& model, formulas traced, timeline periods)
      : model_(model), traced_(std::move(traced)), periods_(std::move(periods)), layout_(traced_, periods_) {
    for (const expression_node& n : traced_.parts().nodes()) {
      longest_lag_ = std::max(longest_lag_, static_cast<std::size_t>(n.lag));
    }
  }

  Model model_;
  formulas traced_;
  timeline periods_;
  detail::lane_layout layout_;
  std::size_t longest_lag_ = 0;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/lane_evaluation-inl.hpp>
#endif

#endif
