// Distributions: how an uncertain figure is spread, as a pure function of a probability.
#ifndef RUNRATE_SIMULATE_DISTRIBUTION_HPP
#define RUNRATE_SIMULATE_DISTRIBUTION_HPP

#include <runrate/core/errors.hpp>

#include <array>
#include <concepts>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace runrate {

/// What a simulation draws from: a quantile function, pure and const. `quantile(p)`, for 0 < p < 1, is the figure that
/// is not exceeded with probability p; it never falls as p grows. In `double`, as all of simulation.
///
///     struct logistic {
///       double centre, scale;
///       double quantile(double p) const { return centre + scale * std::log(p / (1 - p)); }
///     };
///     const any_distribution price = logistic{2.5, 0.2};
///
/// What else it may have, and what stands for it where it has not:
///
/// | member | is | without it |
/// |---|---|---|
/// | `double upper_quantile(double q) const` | the quantile of 1 - q, with the digits that 1 - q loses | `quantile(1 -
/// q)` | | `double cdf(double x) const` | the probability of x or less | a search of the quantiles | | `double
/// upper_cdf(double x) const` | the probability of more than x | a search of the quantiles | | `double low() const`,
/// `double high() const` | the ends | without end | | `std::string text() const` | "normal, mean 2, deviation 1" | "a
/// distribution" | | `std::vector<double> breaks() const` | see `any_distribution::breaks` | none | |
/// `std::vector<double> quantiles(std::span<const double>, bool upper) const` | many at once | a loop |
template <class D>
concept distribution = requires(const D& d, double p) {
  { d.quantile(p) } -> std::convertible_to<double>;
}
&&std::copy_constructible<D>;

namespace detail {

/// A parameter of a distribution that it can't have; a caller's bug, unless `distribution_of` reads a file.
class wrong_parameter : public contract_error {
public:
  wrong_parameter(std::string name, const std::string& what)
      : contract_error(what), name_(std::make_shared<const std::string>(std::move(name))) {}
  const std::string& name() const { return *name_; }

private:
  std::shared_ptr<const std::string> name_;  // an exception's copy may not throw
};

struct erased_distribution {
  virtual ~erased_distribution() = default;
  virtual double quantile(double p) const = 0;
  virtual double upper_quantile(double q) const = 0;
  virtual double cdf(double x) const = 0;
  virtual double upper_cdf(double x) const = 0;
  virtual double low() const = 0;
  virtual double high() const = 0;
  virtual std::string text() const = 0;
  virtual std::vector<double> breaks() const = 0;
  virtual std::vector<double> quantiles(std::span<const double> tail, bool upper) const = 0;
  virtual std::optional<std::pair<double, double>> as_normal() const = 0;
  virtual std::optional<std::pair<double, double>> as_lognormal() const = 0;
  virtual std::optional<std::pair<double, double>> as_uniform() const = 0;
  virtual std::optional<std::array<double, 3>> as_triangular() const = 0;
};

[[noreturn]] RUNRATE_COLD void throw_wrong_probability(double p);
void check_probabilities(std::span<const double> tail);
double searched_cdf(const erased_distribution& d, double x);
double searched_upper_cdf(const erased_distribution& d, double x);
std::vector<double> looped_quantiles(const erased_distribution& d, std::span<const double> tail, bool upper);

template <class D>
struct held_distribution final : erased_distribution {
  explicit held_distribution(D held) : d(std::move(held)) {}

  double quantile(double p) const override { return d.quantile(p); }
  double upper_quantile(double q) const override {
    if constexpr (requires { d.upper_quantile(q); }) {
      return d.upper_quantile(q);
    } else {
      constexpr double last = 1 - std::numeric_limits<double>::epsilon() / 2;
      return d.quantile(1 - q < last ? 1 - q : last);
    }
  }
  double cdf(double x) const override {
    if constexpr (requires { d.cdf(x); }) {
      return d.cdf(x);
    } else {
      return searched_cdf(*this, x);
    }
  }
  double upper_cdf(double x) const override {
    if constexpr (requires { d.upper_cdf(x); }) {
      return d.upper_cdf(x);
    } else {
      return searched_upper_cdf(*this, x);
    }
  }
  double low() const override {
    if constexpr (requires { d.low(); }) {
      return d.low();
    } else {
      return -std::numeric_limits<double>::infinity();
    }
  }
  double high() const override {
    if constexpr (requires { d.high(); }) {
      return d.high();
    } else {
      return std::numeric_limits<double>::infinity();
    }
  }
  std::string text() const override {
    if constexpr (requires { d.text(); }) {
      return d.text();
    } else {
      return "a distribution";
    }
  }
  std::vector<double> breaks() const override {
    if constexpr (requires { d.breaks(); }) {
      return d.breaks();
    } else {
      return {};
    }
  }
  std::vector<double> quantiles(std::span<const double> tail, bool upper) const override {
    if constexpr (requires { d.quantiles(tail, upper); }) {
      return d.quantiles(tail, upper);
    } else {
      return looped_quantiles(*this, tail, upper);
    }
  }
  std::optional<std::pair<double, double>> as_normal() const override {
    if constexpr (requires { d.as_normal(); }) {
      return d.as_normal();
    } else {
      return std::nullopt;
    }
  }
  std::optional<std::pair<double, double>> as_lognormal() const override {
    if constexpr (requires { d.as_lognormal(); }) {
      return d.as_lognormal();
    } else {
      return std::nullopt;
    }
  }
  std::optional<std::pair<double, double>> as_uniform() const override {
    if constexpr (requires { d.as_uniform(); }) {
      return d.as_uniform();
    } else {
      return std::nullopt;
    }
  }
  std::optional<std::array<double, 3>> as_triangular() const override {
    if constexpr (requires { d.as_triangular(); }) {
      return d.as_triangular();
    } else {
      return std::nullopt;
    }
  }

  D d;
};

}  // namespace detail

/// Any distribution, the library's or one's own. Never changes, and a copy costs a counter.
///
///     const any_distribution price = distributions::triangular(0.5, 1.3, 2.2);
///     price.quantile(0.5);  // 1.3286...
class any_distribution {
public:
  template <class D>
    requires(!std::same_as<D, any_distribution> && distribution<D>)
  any_distribution(D d) : held_(std::make_shared<const detail::held_distribution<D>>(std::move(d))) {}

  /// The figure that is not exceeded with probability p. `contract_error` unless 0 < p < 1.
  double quantile(double p) const {
    if (!(p > 0 && p < 1)) detail::throw_wrong_probability(p);
    return held_->quantile(p);
  }
  /// The figure that is exceeded with probability q: the quantile of 1 - q, to its last digits for q = 1e-30 too.
  double upper_quantile(double q) const {
    if (!(q > 0 && q < 1)) detail::throw_wrong_probability(q);
    return held_->upper_quantile(q);
  }
  /// `quantile`, or `upper_quantile`, of many probabilities that don't fall. Beta, PERT and gamma give them several
  /// times faster than one by one, and within 1e-10 deviations, or of itself where that is more.
  std::vector<double> quantiles(std::span<const double> ascending_tail_probabilities, bool upper) const {
    detail::check_probabilities(ascending_tail_probabilities);
    return held_->quantiles(ascending_tail_probabilities, upper);
  }

  /// The probability of x or less.
  double cdf(double x) const { return held_->cdf(x); }
  /// The probability of more than x: 1 - cdf(x), with the digits that the difference loses.
  double upper_cdf(double x) const { return held_->upper_cdf(x); }

  /// The ends, which may be infinite. One's own distribution that does not tell has none.
  double low() const { return held_->low(); }
  double high() const { return held_->high(); }
  bool is_point() const { return low() == high(); }

  /// "triangular from 0.5, likely 1.3, to 2.2"
  std::string text() const { return held_->text(); }

  /// The probabilities within (0, 1), ascending, at which the quantile function has a step or a kink: a triangle's top,
  /// each step of what has single values. Between them it is smooth, and near 0 and 1 it may be steep.
  std::vector<double> breaks() const { return held_->breaks(); }

  /// Mean and deviation, where it is a normal distribution.
  std::optional<std::pair<double, double>> as_normal() const { return held_->as_normal(); }
  /// Mean and deviation of the logarithm, where it is a lognormal distribution from 0 on.
  std::optional<std::pair<double, double>> as_lognormal() const { return held_->as_lognormal(); }
  /// Low and high, where it is uniform.
  std::optional<std::pair<double, double>> as_uniform() const { return held_->as_uniform(); }
  /// Low, likely and high, where it is triangular.
  std::optional<std::array<double, 3>> as_triangular() const { return held_->as_triangular(); }

private:
  std::shared_ptr<const detail::erased_distribution> held_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/distribution-inl.hpp>
#endif

#endif
