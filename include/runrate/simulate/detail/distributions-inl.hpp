#ifndef RUNRATE_SIMULATE_DETAIL_DISTRIBUTIONS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DISTRIBUTIONS_INL_HPP

#include <runrate/simulate/detail/distribution_parameters-inl.hpp>
#include <runrate/simulate/detail/special_functions-inl.hpp>
#include <runrate/simulate/distributions.hpp>

#include <algorithm>
#include <limits>

namespace runrate::distributions {

RUNRATE_FUNC point::point(double value) : value_(value) { runrate::detail::need_finite("point", {{"value", value}}); }
RUNRATE_FUNC std::string point::text() const { return fmt::format("exactly {}", value_); }

RUNRATE_FUNC uniform::uniform(double low, double high) : low_(low), high_(high) {
  runrate::detail::need_upwards("uniform", {{"low", low}, {"high", high}});
}
RUNRATE_FUNC double uniform::quantile(double p) const {
  return p <= 0.5 ? low_ + p * (high_ - low_) : upper_quantile(1 - p);
}
RUNRATE_FUNC double uniform::upper_quantile(double q) const {
  return q < 0.5 ? high_ - q * (high_ - low_) : low_ + (1 - q) * (high_ - low_);
}
RUNRATE_FUNC double uniform::cdf(double x) const { return x >= high_ ? 1 : x < low_ ? 0 : (x - low_) / (high_ - low_); }
RUNRATE_FUNC double uniform::upper_cdf(double x) const {
  return x >= high_ ? 0 : x < low_ ? 1 : (high_ - x) / (high_ - low_);
}
RUNRATE_FUNC std::string uniform::text() const { return fmt::format("uniform from {} to {}", low_, high_); }

RUNRATE_FUNC triangular::triangular(double low, double likely, double high) : low_(low), likely_(likely), high_(high) {
  runrate::detail::need_upwards("triangular", {{"low", low}, {"likely", likely}, {"high", high}});
}
RUNRATE_FUNC double triangular::quantile(double p) const {
  const double whole = high_ - low_, rise = likely_ - low_;
  if (p * whole <= rise) return low_ + std::sqrt(p * whole * rise);
  return high_ - std::sqrt((1 - p) * whole * (high_ - likely_));
}
RUNRATE_FUNC double triangular::upper_quantile(double q) const {
  const double whole = high_ - low_, fall = high_ - likely_;
  if (q * whole <= fall) return high_ - std::sqrt(q * whole * fall);
  return low_ + std::sqrt((1 - q) * whole * (likely_ - low_));
}
RUNRATE_FUNC double triangular::cdf(double x) const {
  if (x < low_) return 0;
  if (x >= high_) return 1;
  if (x >= likely_) return 1 - upper_cdf(x);
  return (x - low_) / (high_ - low_) * ((x - low_) / (likely_ - low_));
}
RUNRATE_FUNC double triangular::upper_cdf(double x) const {
  if (x < low_) return 1;
  if (x >= high_) return 0;
  if (x < likely_) return 1 - cdf(x);
  return (high_ - x) / (high_ - low_) * ((high_ - x) / (high_ - likely_));
}
RUNRATE_FUNC std::string triangular::text() const {
  return fmt::format("triangular from {}, likely {}, to {}", low_, likely_, high_);
}
RUNRATE_FUNC std::vector<double> triangular::breaks() const {
  const double top = (likely_ - low_) / (high_ - low_);
  return top > 0 && top < 1 ? std::vector{top} : std::vector<double>();
}

RUNRATE_FUNC beta::beta(double a, double b, double low, double high) : a_(a), b_(b), low_(low), high_(high) {
  runrate::detail::need_above_zero("beta", {"a", a});
  runrate::detail::need_above_zero("beta", {"b", b});
  runrate::detail::need_upwards("beta", {{"low", low}, {"high", high}});
}
RUNRATE_FUNC double beta::quantile(double p) const {
  return low_ + (high_ - low_) * runrate::detail::beta_quantile(a_, b_, p);
}
RUNRATE_FUNC double beta::upper_quantile(double q) const {
  return high_ - (high_ - low_) * runrate::detail::beta_quantile(b_, a_, q);
}
RUNRATE_FUNC double beta::cdf(double x) const {
  return x >= high_ ? 1 : x < low_ ? 0 : runrate::detail::beta_cdf(a_, b_, (x - low_) / (high_ - low_));
}
RUNRATE_FUNC double beta::upper_cdf(double x) const {
  return x >= high_ ? 0 : x < low_ ? 1 : runrate::detail::beta_cdf(b_, a_, (high_ - x) / (high_ - low_));
}
RUNRATE_FUNC std::string beta::text() const {
  return fmt::format("beta of shapes {} and {} from {} to {}", a_, b_, low_, high_);
}

namespace detail {

inline beta beta_of_pert(double low, double likely, double high, double shape) {
  runrate::detail::need_upwards("pert", {{"low", low}, {"likely", likely}, {"high", high}});
  runrate::detail::need_not_below_zero("pert", {"shape", shape});
  if (low == high) return beta(1, 1, low, high);
  return beta(1 + shape * ((likely - low) / (high - low)), 1 + shape * ((high - likely) / (high - low)), low, high);
}

}  // namespace detail

RUNRATE_FUNC pert::pert(double low, double likely, double high, double shape)
    : likely_(likely), shape_(shape), spread_(detail::beta_of_pert(low, likely, high, shape)) {}
RUNRATE_FUNC std::string pert::text() const {
  return fmt::format("PERT from {}, likely {}, to {}", low(), likely_, high()) +
         (shape_ == 4 ? std::string() : fmt::format(", shape {}", shape_));
}

RUNRATE_FUNC normal::normal(double mean, double deviation) : mean_(mean), deviation_(deviation) {
  runrate::detail::need_finite("normal", {{"mean", mean}});
  runrate::detail::need_not_below_zero("normal", {"deviation", deviation});
}

namespace detail {

struct line {
  double centre, slope;
};
/// Centre and slope of x over the normal distribution's quantile.
inline line line_through(std::string_view kind, double p, double at_p, double r, double at_r) {
  runrate::detail::need_share(kind, {"p", p});
  runrate::detail::need_share(kind, {"r", r});
  runrate::detail::need_upwards(kind, {{"p", p}, {"r", r}});
  runrate::detail::need_upwards(kind, {{"at_p", at_p}, {"at_r", at_r}});
  if (p == r) {
    runrate::detail::throw_wrong_parameter(kind, "r", fmt::format("both values are of probability {}", p),
                                           "two probabilities were expected");
  }
  const double x = runrate::detail::normal_quantile(p), y = runrate::detail::normal_quantile(r);
  return {at_p + (at_r - at_p) * (-x / (y - x)), (at_r - at_p) / (y - x)};
}

}  // namespace detail

RUNRATE_FUNC normal normal::through(double p, double at_p, double r, double at_r) {
  const auto [mean, deviation] = detail::line_through("normal", p, at_p, r, at_r);
  return {mean, deviation};
}
RUNRATE_FUNC double normal::quantile(double p) const {
  return deviation_ == 0 ? mean_ : mean_ + deviation_ * runrate::detail::normal_quantile(p);
}
RUNRATE_FUNC double normal::upper_quantile(double q) const {
  return deviation_ == 0 ? mean_ : mean_ - deviation_ * runrate::detail::normal_quantile(q);
}
RUNRATE_FUNC double normal::cdf(double x) const {
  return deviation_ == 0 ? (x >= mean_ ? 1 : 0) : runrate::detail::normal_cdf((x - mean_) / deviation_);
}
RUNRATE_FUNC double normal::upper_cdf(double x) const {
  return deviation_ == 0 ? (x >= mean_ ? 0 : 1) : runrate::detail::normal_cdf((mean_ - x) / deviation_);
}
RUNRATE_FUNC double normal::low() const { return deviation_ == 0 ? mean_ : -std::numeric_limits<double>::infinity(); }
RUNRATE_FUNC double normal::high() const { return deviation_ == 0 ? mean_ : std::numeric_limits<double>::infinity(); }
RUNRATE_FUNC std::string normal::text() const {
  return fmt::format("normal, mean {}, deviation {}", mean_, deviation_);
}

RUNRATE_FUNC lognormal::lognormal(double mu, double sigma) : mu_(mu), sigma_(sigma) {
  runrate::detail::need_finite("lognormal", {{"mu", mu}});
  runrate::detail::need_not_below_zero("lognormal", {"sigma", sigma});
}
RUNRATE_FUNC lognormal lognormal::of_mean(double mean, double deviation) {
  runrate::detail::need_above_zero("lognormal", {"mean", mean});
  runrate::detail::need_not_below_zero("lognormal", {"deviation", deviation});
  const double variance = std::log1p((deviation / mean) * (deviation / mean));
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}
RUNRATE_FUNC lognormal lognormal::through(double p, double at_p, double r, double at_r) {
  runrate::detail::need_above_zero("lognormal", {"at_p", at_p});
  runrate::detail::need_upwards("lognormal", {{"at_p", at_p}, {"at_r", at_r}});
  const auto [mu, sigma] = detail::line_through("lognormal", p, std::log(at_p), r, std::log(at_r));
  return {mu, sigma};
}
RUNRATE_FUNC double lognormal::quantile(double p) const { return std::exp(normal(mu_, sigma_).quantile(p)); }
RUNRATE_FUNC double lognormal::upper_quantile(double q) const {
  return std::exp(normal(mu_, sigma_).upper_quantile(q));
}
RUNRATE_FUNC double lognormal::cdf(double x) const { return x <= 0 ? 0 : normal(mu_, sigma_).cdf(std::log(x)); }
RUNRATE_FUNC double lognormal::upper_cdf(double x) const {
  return x <= 0 ? 1 : normal(mu_, sigma_).upper_cdf(std::log(x));
}
RUNRATE_FUNC double lognormal::low() const { return sigma_ == 0 ? std::exp(mu_) : 0; }
RUNRATE_FUNC double lognormal::high() const {
  return sigma_ == 0 ? std::exp(mu_) : std::numeric_limits<double>::infinity();
}
RUNRATE_FUNC std::string lognormal::text() const {
  return fmt::format("lognormal, median {:.6g}, deviation of the logarithm {:.6g}", std::exp(mu_), sigma_);
}

RUNRATE_FUNC gamma::gamma(double shape, double scale, double from) : shape_(shape), scale_(scale), from_(from) {
  runrate::detail::need_above_zero("gamma", {"shape", shape});
  runrate::detail::need_not_below_zero("gamma", {"scale", scale});
  runrate::detail::need_finite("gamma", {{"from", from}});
}
RUNRATE_FUNC double gamma::quantile(double p) const {
  return scale_ == 0 ? from_ : from_ + scale_ * runrate::detail::gamma_quantile(shape_, p);
}
RUNRATE_FUNC double gamma::upper_quantile(double q) const {
  return scale_ == 0 ? from_ : from_ + scale_ * runrate::detail::gamma_upper_quantile(shape_, q);
}
RUNRATE_FUNC double gamma::cdf(double x) const {
  return scale_ == 0 ? (x >= from_ ? 1 : 0) : runrate::detail::gamma_cdf(shape_, (x - from_) / scale_);
}
RUNRATE_FUNC double gamma::upper_cdf(double x) const {
  return scale_ == 0 ? (x >= from_ ? 0 : 1) : runrate::detail::gamma_upper_cdf(shape_, (x - from_) / scale_);
}
RUNRATE_FUNC double gamma::high() const { return scale_ == 0 ? from_ : std::numeric_limits<double>::infinity(); }
RUNRATE_FUNC std::string gamma::text() const {
  return fmt::format("gamma from {}, shape {}, scale {}", from_, shape_, scale_);
}

RUNRATE_FUNC students_t::students_t(double degrees, double centre, double scale)
    : degrees_(degrees), centre_(centre), scale_(scale) {
  runrate::detail::need_above_zero("students_t", {"degrees", degrees});
  runrate::detail::need_finite("students_t", {{"centre", centre}});
  runrate::detail::need_not_below_zero("students_t", {"scale", scale});
}
RUNRATE_FUNC double students_t::quantile(double p) const {
  return scale_ == 0 ? centre_ : centre_ + scale_ * runrate::detail::t_quantile(degrees_, p);
}
RUNRATE_FUNC double students_t::upper_quantile(double q) const {
  return scale_ == 0 ? centre_ : centre_ - scale_ * runrate::detail::t_quantile(degrees_, q);
}
RUNRATE_FUNC double students_t::cdf(double x) const {
  return scale_ == 0 ? (x >= centre_ ? 1 : 0) : runrate::detail::t_cdf(degrees_, (x - centre_) / scale_);
}
RUNRATE_FUNC double students_t::upper_cdf(double x) const {
  return scale_ == 0 ? (x >= centre_ ? 0 : 1) : runrate::detail::t_cdf(degrees_, (centre_ - x) / scale_);
}
RUNRATE_FUNC double students_t::low() const { return scale_ == 0 ? centre_ : -std::numeric_limits<double>::infinity(); }
RUNRATE_FUNC double students_t::high() const { return scale_ == 0 ? centre_ : std::numeric_limits<double>::infinity(); }
RUNRATE_FUNC std::string students_t::text() const {
  return fmt::format("Student's t of {} degrees, centre {}, scale {}", degrees_, centre_, scale_);
}

}  // namespace runrate::distributions

#endif
