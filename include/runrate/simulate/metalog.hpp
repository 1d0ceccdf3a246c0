// The metalog distributions: any shape, straight from quantiles that somebody gave.
#ifndef RUNRATE_SIMULATE_METALOG_HPP
#define RUNRATE_SIMULATE_METALOG_HPP

#include <runrate/core/result.hpp>
#include <runrate/simulate/distribution.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace runrate::distributions {

struct metalog_options {
  std::optional<double> low{};   ///< nothing lies below
  std::optional<double> high{};  ///< nothing lies above
  std::size_t terms = 0;         ///< 2 to 10, not more than there are points; 0: as many as points, up to 10
};

/// A quantile function that is linear in its coefficients, so that they are fitted to points by least squares, and go
/// through them where there are as many terms as points.
///
///     const result<distributions::metalog> price = distributions::metalog::through({0.1, 0.5, 0.9}, {0.8, 1.3, 2.2},
///                                                                                  {.low = 0.0});
///
/// Formula: M(y) = a1 + a2 L + a3 (y - 1/2) L + a4 (y - 1/2) + a5 (y - 1/2)^2 + a6 (y - 1/2)^2 L + ..., L = ln(y / (1 -
/// y)); low + e^M bounded below, high - e^-M above, (low + high e^M) / (1 + e^M) both (Keelin, The Metalog
/// Distributions, Decision Analysis 13(4), 2016, 243-277).
class metalog {
public:
  /// The values at these probabilities. Not all points can be had: `contradiction` where the fitted function would fall
  /// somewhere. `contract_error` for points that no quantile function has, values outside of the bounds, a wrong number
  /// of terms.
  static result<metalog> through(std::vector<double> probabilities, std::vector<double> values,
                                 const metalog_options& options = {});
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double low() const;
  double high() const;
  std::string text() const;
  std::span<const double> coefficients() const { return a_; }

private:
  metalog(std::vector<double> probabilities, std::vector<double> values, const metalog_options& options);
  double value(double from_middle, double log_odds) const;

  std::vector<double> probabilities_, values_;
  metalog_options options_;
  std::vector<double> a_;
};

}  // namespace runrate::distributions

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/metalog-inl.hpp>
#endif

#endif
