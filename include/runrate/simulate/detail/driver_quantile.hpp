// A distribution as the loops over trials use it: a table of its quantiles where it has one that is true enough.
#ifndef RUNRATE_SIMULATE_DETAIL_DRIVER_QUANTILE_HPP
#define RUNRATE_SIMULATE_DETAIL_DRIVER_QUANTILE_HPP

#include <runrate/simulate/detail/draw_kernels.hpp>
#include <runrate/simulate/distribution.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace runrate::detail {

/// From numbers between 0 and 1, or normal scores, to a driver's values.
///
/// A uniform and a triangular distribution have their formulas. Others have a table: cubics through four quantiles
/// each, in cells that halve towards both ends: off by 2e-9 of the spread for a normal distribution, 1e-8 of the value
/// far out in a lognormal one (tests/unit/simulate_tables.cpp). Beyond 2^-21 of either end, and where the quantile
/// function has a corner, it asks the distribution itself.
class driver_quantile {
public:
  explicit driver_quantile(const any_distribution& of, bool by_scores = false);

  /// Makes the table, once, whatever thread asks first and whichever copy: what else the first use does.
  void prepare() const;
  /// The values for `u`, each between 0 and 1.
  void of_uniforms(double* into, const double* u, std::size_t count, const draw_kernels& kernels) const;
  /// The values for normal scores; of what was made `by_scores`.
  void of_scores(double* into, const double* z, std::size_t count, const draw_kernels& kernels) const;

  const any_distribution& distribution() const { return of_; }

private:
  struct tables {
    std::once_flag made;
    std::vector<table_cell> tails;
    std::vector<table_cell> scores;
  };

  void tabulate_tails() const;
  void tabulate_scores() const;
  double at(double u) const { return u < 0.5 ? of_.quantile(u) : of_.upper_quantile(1 - u); }
  double at_score(double z) const;
  double from_table(double u) const;

  any_distribution of_;
  std::vector<double> breaks_;
  bool asks_always_ = false;  // too many corners for a table
  bool by_scores_;
  std::shared_ptr<tables> tables_ = std::make_shared<tables>();
};

/// Normal scores: the quantiles of the standard normal distribution.
const driver_quantile& normal_scores();

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/driver_quantile-inl.hpp>
#endif

#endif
