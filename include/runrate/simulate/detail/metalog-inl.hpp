#ifndef RUNRATE_SIMULATE_DETAIL_METALOG_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_METALOG_INL_HPP

#include <runrate/simulate/detail/distribution_parameters-inl.hpp>
#include <runrate/simulate/metalog.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace runrate::distributions {
namespace detail {

inline constexpr std::size_t most_metalog_terms = 10;

/// The term i, from 0, is (y - 1/2)^power, times L or not.
struct metalog_term {
  int power;
  bool has_log;
};
constexpr metalog_term metalog_term_at(std::size_t i) {
  if (i < 2) return {0, i == 1};
  if (i < 4) return {1, i == 2};
  return {static_cast<int>(i / 2), i % 2 == 1};
}

inline double metalog_sum(std::span<const double> a, double from_middle, double log_odds) {
  double plain = 0, times_log = 0, powers[most_metalog_terms / 2 + 1];
  powers[0] = 1;
  for (std::size_t i = 1; i < std::size(powers); ++i) powers[i] = powers[i - 1] * from_middle;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto [power, has_log] = metalog_term_at(i);
    (has_log ? times_log : plain) += a[i] * powers[power];
  }
  return plain + times_log * log_odds;
}

/// dM/dy times y (1 - y), which stays finite in the tails.
inline double metalog_slope(std::span<const double> a, double from_middle, double log_odds, double product) {
  double plain = 0, rising = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto [power, has_log] = metalog_term_at(i);
    const double derived = power == 0 ? 0 : power * std::pow(from_middle, power - 1);
    plain += a[i] * derived * (has_log ? log_odds : 1);
    if (has_log) rising += a[i] * std::pow(from_middle, power);
  }
  return plain * product + rising;
}

/// A probability, of those in which M does not rise; none where it does in all that are looked at: each thousandth,
/// and halves of halves up to 2^-60 from the ends.
inline std::optional<double> metalog_falls_at(std::span<const double> a) {
  const auto falls = [&](double y, double rest) {
    return !(metalog_slope(a, (y - rest) / 2, std::log(y / rest), y * rest) > 0);
  };
  for (int i = 1; i < 1000; ++i) {
    if (falls(i / 1000.0, (1000 - i) / 1000.0)) return i / 1000.0;
  }
  for (int halves = 10; halves <= 60; ++halves) {
    const double tail = std::ldexp(1.0, -halves);
    if (falls(tail, 1 - tail)) return tail;
    if (falls(1 - tail, tail)) return 1 - tail;
  }
  return std::nullopt;
}

/// Least squares by Householder's reflections; `rows` of `columns` numbers each. Empty where the columns depend on one
/// another.
inline std::vector<double> least_squares(std::vector<double> m, std::vector<double> right, std::size_t columns) {
  const std::size_t rows = right.size();
  const auto at = [&](std::size_t r, std::size_t c) -> double& { return m[r * columns + c]; };
  for (std::size_t c = 0; c < columns; ++c) {
    double norm = 0, all = 0;
    for (std::size_t r = 0; r < rows; ++r) all += at(r, c) * at(r, c);
    for (std::size_t r = c; r < rows; ++r) norm += at(r, c) * at(r, c);
    if (!(norm > 1e-24 * all)) return {};
    const double alpha = at(c, c) > 0 ? -std::sqrt(norm) : std::sqrt(norm);
    std::vector<double> v(rows - c);
    for (std::size_t r = c; r < rows; ++r) v[r - c] = at(r, c);
    v[0] -= alpha;
    double square = 0;
    for (const double x : v) square += x * x;
    const auto reflect = [&](auto&& entry) {
      double dot = 0;
      for (std::size_t r = c; r < rows; ++r) dot += v[r - c] * entry(r);
      for (std::size_t r = c; r < rows; ++r) entry(r) -= 2 * dot / square * v[r - c];
    };
    for (std::size_t k = c; k < columns; ++k) reflect([&](std::size_t r) -> double& { return at(r, k); });
    reflect([&](std::size_t r) -> double& { return right[r]; });
  }
  std::vector<double> a(columns);
  for (std::size_t c = columns; c-- > 0;) {
    double rest = right[c];
    for (std::size_t k = c + 1; k < columns; ++k) rest -= at(c, k) * a[k];
    a[c] = rest / at(c, c);
  }
  return a;
}

}  // namespace detail

RUNRATE_FUNC metalog::metalog(std::vector<double> probabilities, std::vector<double> values,
                              const metalog_options& options)
    : probabilities_(std::move(probabilities)), values_(std::move(values)), options_(options) {
  const auto refuse = [](std::string_view name, const std::string& found, std::string_view expected) {
    runrate::detail::throw_wrong_parameter("metalog", name, found, expected);
  };
  const std::size_t points = values_.size();
  if (probabilities_.size() != points || points < 2) {
    refuse("values", fmt::format("there are {} values at {} probabilities", points, probabilities_.size()),
           "a value at each of two probabilities or more was expected");
  }
  if (options_.terms == 0) options_.terms = std::min(points, detail::most_metalog_terms);
  if (options_.terms < 2 || options_.terms > std::min(points, detail::most_metalog_terms)) {
    refuse("terms", fmt::format("there are {} terms for {} points", options_.terms, points),
           "2 to 10, and not more than there are points, were expected");
  }
  if (options_.low) runrate::detail::need_finite("metalog", {{"low", *options_.low}});
  if (options_.high) runrate::detail::need_finite("metalog", {{"high", *options_.high}});
  for (std::size_t i = 0; i < points; ++i) {
    const std::string name = fmt::format("p{}", probabilities_[i] * 100);
    const double v = values_[i];
    runrate::detail::need_share("metalog", {"a probability", probabilities_[i]});
    runrate::detail::need_finite("metalog", {{name, v}});
    if (i > 0 && probabilities_[i] <= probabilities_[i - 1]) {
      refuse(name, fmt::format("the probability {} comes after {}", probabilities_[i], probabilities_[i - 1]),
             "probabilities go upwards");
    }
    if (i > 0 && v <= values_[i - 1]) {
      refuse(name, fmt::format("{} {} is not above {}", name, v, values_[i - 1]), "values go upwards");
    }
    if (options_.low && v <= *options_.low) {
      refuse(name, fmt::format("{} {} is not above low {}", name, v, *options_.low),
             "values within the bounds were expected");
    }
    if (options_.high && v >= *options_.high) {
      refuse(name, fmt::format("{} {} is not below high {}", name, v, *options_.high),
             "values within the bounds were expected");
    }
  }
}

RUNRATE_FUNC result<metalog> metalog::through(std::vector<double> probabilities, std::vector<double> values,
                                              const metalog_options& options) {
  metalog made(std::move(probabilities), std::move(values), options);
  const std::size_t terms = made.options_.terms;
  std::vector<double> rows, right;
  for (std::size_t i = 0; i < made.values_.size(); ++i) {
    const double y = made.probabilities_[i], v = made.values_[i];
    for (std::size_t k = 0; k < terms; ++k) {
      const auto [power, has_log] = detail::metalog_term_at(k);
      rows.push_back(std::pow(y - 0.5, power) * (has_log ? std::log(y / (1 - y)) : 1));
    }
    const auto& [low, high, ignored] = made.options_;
    right.push_back(low && high ? std::log((v - *low) / (*high - v))
                    : low       ? std::log(v - *low)
                    : high      ? -std::log(*high - v)
                                : v);
  }
  made.a_ = detail::least_squares(std::move(rows), std::move(right), terms);
  if (made.a_.empty()) {
    return reason{reason_code::contradiction, "these points don't settle the terms of a metalog; fewer terms", {}};
  }
  if (const auto at = detail::metalog_falls_at(made.a_)) {
    return reason{reason_code::contradiction,
                  fmt::format("no metalog of {} terms goes through these points: it would fall at p = {:.6g}; points "
                              "that are less uneven, a bound, or fewer terms were expected",
                              terms, *at),
                  {{"terms", std::to_string(terms)}, {"p", fmt::format("{:.6g}", *at)}}};
  }
  return made;
}

RUNRATE_FUNC double metalog::value(double from_middle, double log_odds) const {
  const double m = detail::metalog_sum(a_, from_middle, log_odds);
  const auto& [low, high, ignored] = options_;
  if (low && high) {
    const double width = *high - *low;
    return m < 0 ? *low + width * (std::exp(m) / (1 + std::exp(m)))
                 : *high - width * (std::exp(-m) / (1 + std::exp(-m)));
  }
  return low ? *low + std::exp(m) : high ? *high - std::exp(-m) : m;
}
RUNRATE_FUNC double metalog::quantile(double p) const { return value(p - 0.5, std::log(p) - std::log1p(-p)); }
RUNRATE_FUNC double metalog::upper_quantile(double q) const { return value(0.5 - q, std::log1p(-q) - std::log(q)); }
RUNRATE_FUNC double metalog::low() const { return options_.low.value_or(-std::numeric_limits<double>::infinity()); }
RUNRATE_FUNC double metalog::high() const { return options_.high.value_or(std::numeric_limits<double>::infinity()); }
RUNRATE_FUNC std::string metalog::text() const {
  std::string all = fmt::format("metalog of {} terms", a_.size());
  for (std::size_t i = 0; i < values_.size(); ++i) {
    all += fmt::format("{} {:.10g}% {}", i == 0 ? ":" : ",", probabilities_[i] * 100, values_[i]);
  }
  if (options_.low) all += fmt::format("; from {}", *options_.low);
  if (options_.high) all += fmt::format("{} to {}", options_.low ? "" : ";", *options_.high);
  return all;
}

}  // namespace runrate::distributions

#endif
