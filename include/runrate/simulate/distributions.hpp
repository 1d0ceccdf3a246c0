// The distributions with a name, by their parameters. From several: combined_distributions.hpp; from what somebody
// said: analyst_words.hpp.
#ifndef RUNRATE_SIMULATE_DISTRIBUTIONS_HPP
#define RUNRATE_SIMULATE_DISTRIBUTIONS_HPP

#include <runrate/core/result.hpp>
#include <runrate/rate/series.hpp>
#include <runrate/simulate/distribution.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace runrate {

/// Each is made of its parameters, in `double`, and throws `contract_error` with the values for parameters that it
/// can't have: not finite, low above high. Ends that are equal make a point.
///
/// Quantiles of normal, beta, gamma and Student's t are those of Boost.Math, in double throughout, so with errors of
/// some 1e-15 of themselves; what overflows is infinite. They and the logarithms and roots of the others are those of
/// the C library that the program was linked with: the same program gives the same bits.
namespace distributions {

/// One value.
class point {
public:
  explicit point(double value);
  double quantile(double) const { return value_; }
  double upper_quantile(double) const { return value_; }
  double cdf(double x) const { return x >= value_ ? 1 : 0; }
  double upper_cdf(double x) const { return x >= value_ ? 0 : 1; }
  double low() const { return value_; }
  double high() const { return value_; }
  std::string text() const;

private:
  double value_;
};

/// Nothing is known but the ends.
class uniform {
public:
  uniform(double low, double high);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return low_; }
  double high() const { return high_; }
  std::string text() const;
  std::optional<std::pair<double, double>> as_uniform() const { return std::pair(low_, high_); }

private:
  double low_, high_;
};

/// The density rises straight from `low` to `likely` and falls straight to `high`; the mean is their mean.
///
/// Formula: quantile low + sqrt(p (high - low) (likely - low)) up to p = (likely - low) / (high - low), and mirrored
/// from there (Kotz and van Dorp, Beyond Beta, 2004, chapter 1).
class triangular {
public:
  triangular(double low, double likely, double high);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return low_; }
  double high() const { return high_; }
  std::string text() const;
  std::vector<double> breaks() const;
  std::optional<std::array<double, 3>> as_triangular() const { return std::array{low_, likely_, high_}; }

private:
  double low_, likely_, high_;
};

/// The beta distribution of shapes `a` and `b`, spread over [low, high].
class beta {
public:
  beta(double a, double b, double low = 0, double high = 1);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return low_; }
  double high() const { return high_; }
  std::string text() const;

private:
  double a_, b_, low_, high_;
};

/// Like a triangle with a smooth top and thin ends. The mean is (low + shape likely + high) / (shape + 2): with the
/// shape 4 of the critical path method (low + 4 likely + high) / 6. A greater shape holds closer to `likely`.
///
/// Formula: beta with a = 1 + shape (likely - low) / (high - low), b = 1 + shape (high - likely) / (high - low)
/// (Malcolm, Roseboom, Clark and Fazar, Operations Research 7(5), 1959, 646-669; the shape as in Vose, Risk Analysis,
/// 3rd edition, 2008).
class pert {
public:
  pert(double low, double likely, double high, double shape = 4);
  double quantile(double p) const { return spread_.quantile(p); }
  double upper_quantile(double q) const { return spread_.upper_quantile(q); }
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const {
    return spread_.quantiles(tail, upper);
  }
  double cdf(double x) const { return spread_.cdf(x); }
  double upper_cdf(double x) const { return spread_.upper_cdf(x); }
  double low() const { return spread_.low(); }
  double high() const { return spread_.high(); }
  std::string text() const;

private:
  double likely_, shape_;
  beta spread_;
};

/// Mean and deviation: the sum of many small causes.
class normal {
public:
  normal(double mean, double deviation);
  /// That which has these two quantiles: 0.6 with probability 0.05, 0.9 with 0.95.
  static normal through(double p, double at_p, double r, double at_r);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const;
  double high() const;
  std::string text() const;
  std::optional<std::pair<double, double>> as_normal() const { return std::pair(mean_, deviation_); }

private:
  double mean_, deviation_;
};

/// Its logarithm is normal with mean `mu` and deviation `sigma`: the product of many small causes, never 0 or less. The
/// median is e^mu.
class lognormal {
public:
  lognormal(double mu, double sigma);
  /// Of this mean and deviation of its own: sigma^2 = ln(1 + (deviation / mean)^2), mu = ln mean - sigma^2 / 2.
  static lognormal of_mean(double mean, double deviation);
  /// That which has these two quantiles, both above 0.
  static lognormal through(double p, double at_p, double r, double at_r);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const;
  double high() const;
  std::string text() const;
  std::optional<std::pair<double, double>> as_lognormal() const { return std::pair(mu_, sigma_); }

private:
  double mu_, sigma_;
};

/// The gamma distribution of a shape and a scale, from `from` on: mean from + shape scale. A shape of 1 is exponential.
class gamma {
public:
  gamma(double shape, double scale, double from = 0);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return from_; }
  double high() const;
  std::string text() const;

private:
  double shape_, scale_, from_;
};

/// Student's t: like a normal distribution with heavier tails, the fewer the degrees of freedom the heavier. It has no
/// mean for 1 degree or less, and no deviation for 2 or less; 3 to 6 are usual for growth and returns.
class students_t {
public:
  students_t(double degrees, double centre = 0, double scale = 1);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const;
  double high() const;
  std::string text() const;

private:
  double degrees_, centre_, scale_;
};

/// 1 with a probability, else 0: whether a contract is signed.
class bernoulli {
public:
  explicit bernoulli(double probability);
  double quantile(double p) const { return p <= 1 - probability_ ? 0 : 1; }
  double upper_quantile(double q) const { return q < probability_ ? 1 : 0; }
  double cdf(double x) const { return x < 0 ? 0 : x < 1 ? 1 - probability_ : 1; }
  double upper_cdf(double x) const { return x < 0 ? 1 : x < 1 ? probability_ : 0; }
  double low() const { return probability_ == 1 ? 1 : 0; }
  double high() const { return probability_ == 0 ? 0 : 1; }
  std::string text() const;
  std::vector<double> breaks() const;

private:
  double probability_;
};

/// Some values, each with its probability; these add up to 1, within 1e-9. In any order.
class discrete {
public:
  discrete(std::vector<double> values, std::vector<double> probabilities);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return values_.front(); }
  double high() const { return values_.back(); }
  std::string text() const;
  std::vector<double> breaks() const;

private:
  std::vector<double> values_, up_to_, above_;  // the probabilities of a value or less, and of more
};

/// Values that were seen, each equally likely: what is drawn is one of them. The quantile of p is the least value that
/// has a share p of them at or below it.
class empirical {
public:
  explicit empirical(std::vector<double> values);
  /// The growth from each period to the next of a series, which are seen as equally likely and independent.
  /// `base_not_positive` where there is no growth, `not_enough_history` for fewer than two periods.
  static result<empirical> of_growth(const history& h);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double upper_cdf(double x) const;
  double low() const { return values_.front(); }
  double high() const { return values_.back(); }
  std::string text() const;
  std::vector<double> breaks() const;
  std::span<const double> values() const { return values_; }

private:
  std::vector<double> values_;
};

/// Between values that were seen, evenly: the least is the quantile of 0, the greatest that of 1.
///
/// Formula: quantile x_k + (h - k) (x_k+1 - x_k), h = 1 + (n - 1) p, k its whole part: definition 7 of Hyndman and Fan,
/// The American Statistician 50(4), 1996, 361-365, which is Excel's PERCENTILE.INC.
class interpolated {
public:
  explicit interpolated(std::vector<double> values);
  double quantile(double p) const;
  double upper_quantile(double q) const;
  double cdf(double x) const;
  double low() const { return values_.front(); }
  double high() const { return values_.back(); }
  std::string text() const;
  std::vector<double> breaks() const;

private:
  std::vector<double> values_;
};

}  // namespace distributions
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/distributions-inl.hpp>
#include <runrate/simulate/detail/sampled_distributions-inl.hpp>
#include <runrate/simulate/detail/tabulated_quantiles-inl.hpp>
#endif

#endif
