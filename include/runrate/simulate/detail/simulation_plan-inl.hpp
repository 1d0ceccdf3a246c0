// A simulation's parts, and the work on one block of it.
#ifndef RUNRATE_SIMULATE_DETAIL_SIMULATION_PLAN_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_SIMULATION_PLAN_INL_HPP

#include <runrate/simulate/detail/driver_quantile.hpp>
#include <runrate/simulate/detail/unit_draws.hpp>
#include <runrate/simulate/simulation.hpp>

namespace runrate::detail {

/// A driver that is drawn.
struct drawn_driver {
  std::string name;
  std::size_t place;                      // among the model's
  std::uint64_t key;                      // of the name
  std::optional<driver_quantile> values;  // of what it is spread by
  std::size_t group;                      // of correlated drivers; the number of groups where it is in none
  std::optional<driver_path> path;
  std::optional<driver_quantile> error_size;  // of a forecast: chi-squared over its degrees
  std::vector<double> base;                   // period by period, what it moves away from if it is not spread
  std::size_t dimension;                      // the first of its own, in the order of names
  bool is_read = true;                        // by the model; if not, others are correlated with it
};

/// A model with its drivers: one, or the second of a difference.
struct simulated_side {
  block_model model;
  trial_drivers fixed;
  std::vector<drawn_driver> drawn;  // by name
  std::vector<correlated_group> groups;
  std::vector<std::vector<std::size_t>> members;  // of each group, by their place in `drawn`
  std::size_t dimensions;
};

struct simulation_plan {
  timeline periods;
  std::vector<double> years_on;       // from a period's beginning to the next one's
  std::vector<simulated_side> sides;  // the first, less the second if there is one
  std::vector<simulated_figure> figures;
  std::vector<simulation_target> targets;
};

/// What one thread computes blocks with.
class block_worker {
public:
  block_worker(const simulation_plan& plan, const simulation_options& options);

  /// The figures of a block. A reason names the first trial that has none, and its drivers.
  result<std::size_t> compute(const trial_range& trials);
  std::span<const double> figure(std::size_t i) const { return {figures_[i], trials_.count}; }
  const draw_kernels& kernels() const { return kernels_; }

  /// For indices: the first side's drivers by one set of draws, or by another; with one factor of the other set.
  void draw_set(std::size_t set, const trial_range& trials);
  /// The figures with the draws of a set, but for a factor, which has those of the other.
  result<std::size_t> compute_mixed(std::size_t set, std::size_t factor, const trial_range& trials);
  std::size_t factors() const { return factors_.size(); }
  std::span<const std::size_t> factor(std::size_t i) const { return factors_[i]; }
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The drawn values of a driver of the first side; along a path they have a period.
  const double* drawn_values(std::size_t driver, std::size_t period = 0) const {
    return columns_[0][0][driver].data() + (plan_.sides.front().drawn[driver].path ? period * room_ : 0);
  }

private:
  void draw(std::size_t side, std::size_t set, const trial_range& trials);
  void draw_path(const drawn_driver& d, std::vector<double>& into, std::size_t side, std::size_t set,
                 const trial_range& trials);
  void draw_errors(const drawn_driver& d, std::vector<double>& into, std::size_t side, std::size_t set,
                   const trial_range& trials);
  void read_from(std::size_t side, std::size_t driver, std::size_t set);
  result<std::size_t> evaluate(std::size_t side, const trial_range& trials);
  reason explained(const reason& why, std::size_t side, std::size_t trial, const trial_range& trials) const;
  void set_figures();
  const double* line_figure(std::size_t side, const measure& of, std::vector<double>& into);

  const simulation_plan& plan_;
  const simulation_options& options_;
  const draw_kernels& kernels_;
  std::size_t room_;  // of a column
  trial_range trials_;
  std::vector<unit_draws> draws_;                             // of each side
  std::vector<std::vector<std::vector<double>>> columns_[2];  // [set][side][driver]: all periods one after the other
  std::vector<trial_drivers> drivers_;                        // of each side
  std::vector<trial_lines> lines_;                            // of each side
  std::vector<std::vector<std::size_t>> factors_;             // of the first side
  std::vector<double> unit_;
  std::vector<std::vector<double>> scores_;
  std::vector<std::vector<double>> own_figures_, other_figures_;  // memory of what is no line's own column
  std::vector<const double*> figures_;
};

}  // namespace runrate::detail

#endif
