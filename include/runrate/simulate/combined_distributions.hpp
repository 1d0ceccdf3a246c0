// Distributions that are made of others.
#ifndef RUNRATE_SIMULATE_COMBINED_DISTRIBUTIONS_HPP
#define RUNRATE_SIMULATE_COMBINED_DISTRIBUTIONS_HPP

#include <runrate/simulate/distribution.hpp>

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace runrate::distributions {

/// A part of a mixture. Weights count in proportion: 1 and 3 are a quarter and three quarters.
struct weighted_distribution {
  double weight;
  any_distribution spread;
};

/// One of several, by weight: "70%: the contract is signed and brings 4 to 6; else nothing".
///
///     const distributions::mixture revenue({{0.7, distributions::uniform(4, 6)}, {0.3, distributions::point(0)}});
///
/// Formula: F(x) = sum of w_i F_i(x); a quantile is searched between those of the parts, which costs some ten of F.
class mixture {
public:
  explicit mixture(std::vector<weighted_distribution> parts);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const;
  double high() const;
  std::string text() const;
  std::vector<double> breaks() const;
  /// With weights that add up to 1; none of them is 0.
  std::span<const weighted_distribution> parts() const { return parts_; }

private:
  std::vector<weighted_distribution> parts_;
};

/// What is left of a distribution between two bounds, which count as within; the rest is not moved to the bounds but
/// left out. `contract_error` where nothing is left.
///
///     distributions::truncated(distributions::normal(0.6, 0.2), 0, 1);
///
/// Formula: Q(F(low) + p (F(high) - F(low))), from the nearer tail.
class truncated {
public:
  truncated(any_distribution of, std::optional<double> low, std::optional<double> high);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const;
  double high() const;
  std::string text() const;
  std::vector<double> breaks() const;

private:
  double within(double x) const;

  any_distribution of_;
  std::optional<double> least_, most_;
  double below_ = 0, above_ = 0, share_ = 1;  // of the whole: cut off at each end, and left
};

/// A distribution, and a number more.
class shifted {
public:
  shifted(any_distribution of, double by);
  double quantile(double p) const { return of_.quantile(p) + by_; }
  double upper_quantile(double q) const { return of_.upper_quantile(q) + by_; }
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const;
  double cdf(double x) const { return of_.cdf(x - by_); }
  double upper_cdf(double x) const { return of_.upper_cdf(x - by_); }
  double low() const { return of_.low() + by_; }
  double high() const { return of_.high() + by_; }
  std::string text() const;
  std::vector<double> breaks() const { return of_.breaks(); }
  std::optional<std::pair<double, double>> as_normal() const;
  std::optional<std::pair<double, double>> as_uniform() const;
  std::optional<std::array<double, 3>> as_triangular() const;

private:
  any_distribution of_;
  double by_;
};

/// A distribution times a number other than 0. A negative one turns it round: what was the upper tail is the lower.
class scaled {
public:
  scaled(any_distribution of, double by);
  double quantile(double p) const { return by_ * (by_ > 0 ? of_.quantile(p) : of_.upper_quantile(p)); }
  double upper_quantile(double q) const { return by_ * (by_ > 0 ? of_.upper_quantile(q) : of_.quantile(q)); }
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return by_ * (by_ > 0 ? of_.low() : of_.high()); }
  double high() const { return by_ * (by_ > 0 ? of_.high() : of_.low()); }
  std::string text() const;
  std::vector<double> breaks() const;
  std::optional<std::pair<double, double>> as_normal() const;
  std::optional<std::pair<double, double>> as_lognormal() const;
  std::optional<std::pair<double, double>> as_uniform() const;
  std::optional<std::array<double, 3>> as_triangular() const;

private:
  any_distribution of_;
  double by_;
};

}  // namespace runrate::distributions

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/combined_distributions-inl.hpp>
#endif

#endif
