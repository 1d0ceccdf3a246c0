// Columns of trials: what goes into a model and comes out of it when it is computed many times over.
#ifndef RUNRATE_MODEL_TRIAL_COLUMNS_HPP
#define RUNRATE_MODEL_TRIAL_COLUMNS_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/timeline.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace runrate {
namespace detail {

/// The most values that a vector operation takes at once, on any processor: columns end on a multiple of them.
inline constexpr std::size_t widest_pack = 16;

struct alignas(64) cache_line {
  double values[8];
};

/// Trials that are computed together, before the next are: what they read and write stays in the first cache.
inline constexpr std::size_t trials_at_once = 512;

/// What computing a block needs besides the columns of lines, kept from block to block.
struct trial_memory {
  std::vector<cache_line> copies;       ///< of the last trials of each driver
  std::vector<cache_line> slots;        ///< columns of intermediate values
  std::vector<cache_line> uniform;      ///< packs of values that are the same in all trials, for the periods
  std::size_t first_period = 0;         ///< from this one
  std::size_t end_period = 0;           ///< up to, but without, this one
  std::vector<double> uniform_lines;    ///< period by period
  std::vector<double> uniform_drivers;  ///< that all of these were computed with
  std::vector<double> nodes;
  std::shared_ptr<const void> computed_by;
};

constexpr std::size_t padded(std::size_t trials) { return (trials + widest_pack - 1) / widest_pack * widest_pack; }

/// From column to column, in values. Columns a power of two apart would all fall into the same few places of a cache,
/// so they are an odd number of cache lines apart.
constexpr std::size_t column_stride(std::size_t trials) { return (padded(trials) / 8 | 1) * 8; }

}  // namespace detail

/// A run of consecutive trials: `count` of them from the trial `first` on.
struct trial_range {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// The values of one driver in a block of trials: one for all of them, or one for each.
class trial_column {
public:
  /// The same in all trials.
  constexpr trial_column(double uniform) : uniform_(uniform) {}
  /// One for each trial of the block: as many as it has. They are not copied. `contract_error` for none.
  constexpr trial_column(const double* values) : values_(values) {
    if (values == nullptr) detail::throw_contract("trial_column: there are no values; give a number for a uniform one");
  }

  constexpr bool varies() const { return values_ != nullptr; }
  constexpr const double* values() const { return values_; }
  constexpr double uniform() const { return uniform_; }

private:
  const double* values_ = nullptr;
  double uniform_ = 0;
};

/// What the drivers of a model are in a block of trials: by the driver's place in `formulas::drivers`, in all periods
/// or in each. Setting a driver allocates nothing, so that one object serves all blocks. Which place a driver has is
/// found by its name (`expression::find_driver`): the order in which a model is read is its compiler's.
///
///     trial_drivers drivers(3, periods.size());
///     drivers.set(0, sampled_chips.data());   // a value for each trial
///     drivers.set(1, 2.235);                  // one for all
class trial_drivers {
public:
  /// All of them 0 in every period.
  trial_drivers(std::size_t drivers, std::size_t periods)
      : drivers_(drivers), periods_(periods), columns_(drivers * periods), uniform_(drivers * (periods + 1)) {
    for (std::size_t d = 0; d < drivers; ++d) set(d, 0.0);
  }

  /// Each driver at its value, uniform in all trials. No answer where a driver has none: see `covers`.
  static result<trial_drivers> of(const driver_values& values, std::span<const expression::named> drivers,
                                  const timeline& periods);

  std::size_t drivers() const { return drivers_; }
  std::size_t periods() const { return periods_; }

  /// The driver in all periods.
  void set(std::size_t driver, trial_column column) {
    check(driver, 0);
    if (!column.varies()) fill(driver, column.uniform());
    for (std::size_t t = 0; t < periods_; ++t) columns_[t * drivers_ + driver] = {column.values(), driver};
  }
  /// The driver in one period.
  void set(std::size_t driver, std::size_t period, trial_column column) {
    check(driver, period);
    const std::size_t own = drivers_ + period * drivers_ + driver;
    if (!column.varies()) fill(own, column.uniform());
    columns_[period * drivers_ + driver] = {column.values(), own};
  }

  bool varies(std::size_t driver, std::size_t period) const {
    return columns_[period * drivers_ + driver].values != nullptr;
  }
  /// The values of a driver that varies; else so many of its one value that a vector operation has enough.
  const double* values(std::size_t driver, std::size_t period) const {
    const place& at = columns_[period * drivers_ + driver];
    return at.values != nullptr ? at.values : uniform_[at.uniform].lines[0].values;
  }

private:
  struct pack {
    detail::cache_line lines[2];
  };
  struct place {
    const double* values = nullptr;
    std::size_t uniform = 0;
  };

  void check(std::size_t driver, std::size_t period) const {
    if (driver < drivers_ && period < periods_) return;
    detail::throw_contract("trial_drivers: there is no driver " + std::to_string(driver) + " in a period " +
                           std::to_string(period) + "; it has " + std::to_string(drivers_) + " and " +
                           std::to_string(periods_));
  }
  void fill(std::size_t at, double value) {
    for (detail::cache_line& line : uniform_[at].lines) {
      for (double& v : line.values) v = value;
    }
  }

  std::size_t drivers_;
  std::size_t periods_;
  std::vector<place> columns_;  // period by period
  std::vector<pack> uniform_;   // of all periods; then of each
};

/// The lines of a model in a block of trials: a column for each line in each period. It is made once, by `buffer` of
/// what computes it, and used for block after block without another allocation; one for each thread.
class trial_lines {
public:
  trial_lines(std::size_t lines, std::size_t periods, std::size_t most_trials)
      : lines_(lines),
        periods_(periods),
        most_trials_(most_trials),
        stride_(detail::column_stride(most_trials)),
        columns_(lines * periods * stride_ / 8) {}

  std::size_t lines() const { return lines_; }
  std::size_t periods() const { return periods_; }
  std::size_t most_trials() const { return most_trials_; }
  /// Of the block that was computed last.
  const trial_range& trials() const { return trials_; }

  /// A line's values in a period, one for each trial, both by their place.
  std::span<const double> column(std::size_t line, std::size_t period) const {
    return {columns_[(period * lines_ + line) * stride_ / 8].values, trials_.count};
  }

  /// For what computes the block: the columns, period by period, `stride` values apart, and memory of its own.
  double* columns() { return columns_.data()->values; }
  const double* columns() const { return columns_.data()->values; }
  std::size_t stride() const { return stride_; }
  detail::trial_memory& memory() { return memory_; }
  void begin(const trial_range& trials) { trials_ = trials; }

private:
  std::size_t lines_;
  std::size_t periods_;
  std::size_t most_trials_;
  std::size_t stride_;
  trial_range trials_;
  std::vector<detail::cache_line> columns_;
  detail::trial_memory memory_;
};

namespace detail {

/// `contract_error` where the block does not fit the model or the buffer.
void check_block(const formulas& f, const timeline& periods, const trial_range& trials, const trial_drivers& drivers,
                 const trial_lines& into);

/// Copies of the last trials, fewer than a pack, of each driver that varies: filled up with the last one.
const double* last_trials(const trial_drivers& drivers, std::size_t period, std::size_t begin, std::size_t end,
                          trial_lines& into);

/// The first trial in which a line is not finite, and in it the first period and line. Nothing where all are finite.
std::optional<reason> not_finite(const formulas& f, const timeline& periods, const trial_lines& computed,
                                 std::size_t begin, std::size_t end);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/trial_columns-inl.hpp>
#endif

#endif
