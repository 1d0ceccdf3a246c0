// Distributions from what somebody said.
#ifndef RUNRATE_SIMULATE_ANALYST_WORDS_HPP
#define RUNRATE_SIMULATE_ANALYST_WORDS_HPP

#include <runrate/simulate/distribution.hpp>

#include <optional>

namespace runrate::distributions {

enum class between_shape {
  automatic,  ///< lognormal where the lower end is above 0, else normal
  normal,
  lognormal,
};

struct between_options {
  double share = 0.9;  ///< how likely it is to lie between: 0.9 for the 5th to the 95th percentile
  between_shape shape = between_shape::automatic;
  /// What it can't pass by its nature: a share 0 and 1. The two ends keep their percentiles, and the shape is then that
  /// which the bounds ask for: lognormal from a bound, logistic in the log odds between two.
  std::optional<double> at_least{}, at_most{};
};

/// "Between 0.6 and 0.9, nine times in ten": as likely below as above. Lognormal where both ends are above 0, as in
/// Squiggle's `to`, since prices and volumes are uncertain by a factor; else normal.
///
///     distributions::between(0.6, 0.9, {.at_least = 0.0, .at_most = 1.0});
///
/// Formula: normal (of the logarithm) with mean (low + high) / 2 and deviation (high - low) / (2 z), z the normal
/// quantile of (1 + share) / 2; between bounds a metalog of two terms.
any_distribution between(double low, double high, const between_options& options = {});

/// "At worst 0.5, most likely 1.3, at best 2.2": PERT of shape 4.
any_distribution low_likely_high(double low, double likely, double high);

struct up_to_options {
  double low = 0;
  std::optional<double> likely{};  ///< half-way unless said
};

/// "Up to $6 billion": the best case of who says it. Never more; triangular from `low`, most likely half-way unless
/// said. So the mean is half-way too, as where nothing is known but the two ends, and what comes near the bound is
/// rare: 2% come within a tenth of it. Who takes the figure itself for the likeliest says `.likely = 6e9`.
any_distribution up_to(double bound, const up_to_options& options = {});

/// "More than $10 billion": never less, most likely just that, and less and less likely up to `high`, which nobody
/// said: the next figure that would have been said instead, such as 11 or 12.
any_distribution at_least(double bound, double high);

/// "About 10 billion, give or take a tenth": normal, with this share within `give_or_take` of the value, which is a
/// part of it: 0.1 for 10%.
any_distribution about(double value, double give_or_take, double share = 0.9);

}  // namespace runrate::distributions

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/analyst_words-inl.hpp>
#endif

#endif
