// Drivers that go together: rank correlations, and whether figures can have them.
#ifndef RUNRATE_SIMULATE_CORRELATION_HPP
#define RUNRATE_SIMULATE_CORRELATION_HPP

#include <runrate/core/result.hpp>

#include <span>
#include <string>
#include <vector>

namespace runrate {

/// How two drivers go together: Spearman's rank correlation of them, from -1 to 1. It does not depend on how either is
/// spread, and 0.5 is what an analyst means by "tends to be high when the other is high".
struct rank_correlation {
  std::string first;
  std::string second;
  double value;
};

namespace detail {

/// Drivers that are correlated with one another, by name, and the factor of Cholesky of their normal scores'
/// correlations: row by row, lower triangle, zeros above.
struct correlated_group {
  std::vector<std::string> names;
  std::vector<double> factor;
};

/// The groups of drivers that pairs tie together; pairs that are not named are uncorrelated.
result<std::vector<correlated_group>> correlated_groups(std::span<const rank_correlation> pairs);

}  // namespace detail

/// The rank correlations that are nearest to those asked for, of those that figures can have at all; what a reason
/// offers, never taken silently. Correlations of 0.9 with one another's opposite are none: of price and chips, chips
/// and users at 0.9, price and users can't be at -0.9.
///
/// Nearest by the sum of squares of the normal scores' correlations (Higham, Computing the Nearest Correlation Matrix,
/// 2002). All pairs of drivers that are tied together are given, by name.
///
///     for (const rank_correlation& c : nearest_correlations(asked)) fmt::print("{} {} {}\n", c.first, c.second,
///     c.value);
std::vector<rank_correlation> nearest_correlations(std::span<const rank_correlation> asked);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/correlation-inl.hpp>
#endif

#endif
