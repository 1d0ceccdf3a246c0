#ifndef RUNRATE_SIMULATE_DETAIL_CORRELATION_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_CORRELATION_INL_HPP

#include <runrate/simulate/correlation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>
#include <optional>

namespace runrate {
namespace detail {

/// A symmetric matrix, row by row.
struct square_matrix {
  explicit square_matrix(std::size_t n) : size(n), values(n * n) {}
  double& at(std::size_t r, std::size_t c) { return values[r * size + c]; }
  double at(std::size_t r, std::size_t c) const { return values[r * size + c]; }

  std::size_t size;
  std::vector<double> values;
};

/// The eigenvalues, with the eigenvectors in the columns of `vectors`: by rotations of Jacobi (Golub and Van Loan,
/// Matrix Computations, 8.5), which find small ones to many digits.
inline std::vector<double> eigenvalues(square_matrix a, square_matrix& vectors) {
  const std::size_t n = a.size;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) vectors.at(i, j) = i == j ? 1 : 0;
  }
  for (int sweep = 0; sweep < 60; ++sweep) {
    double off = 0;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) off += a.at(p, q) * a.at(p, q);
    }
    if (off < 1e-30) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a.at(p, q) == 0) continue;
        const double theta = (a.at(q, q) - a.at(p, p)) / (2 * a.at(p, q));
        const double t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a.at(k, p), y = a.at(k, q);
          a.at(k, p) = c * x - s * y;
          a.at(k, q) = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a.at(p, k), y = a.at(q, k);
          a.at(p, k) = c * x - s * y;
          a.at(q, k) = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = vectors.at(k, p), y = vectors.at(k, q);
          vectors.at(k, p) = c * x - s * y;
          vectors.at(k, q) = s * x + c * y;
        }
      }
    }
  }
  std::vector<double> found(n);
  for (std::size_t i = 0; i < n; ++i) found[i] = a.at(i, i);
  return found;
}

/// No eigenvalue below this: a matrix with one of zero has figures that are functions of the others, and no factor.
inline constexpr double least_eigenvalue = 1e-9;

/// The nearest correlation matrix: onto those without negative eigenvalues and those with ones on the diagonal in
/// turns, with the correction of Dykstra.
inline square_matrix nearest_correlation_matrix(const square_matrix& asked) {
  const std::size_t n = asked.size;
  square_matrix y = asked, correction(n), vectors(n);
  for (int round = 0; round < 1'000; ++round) {
    square_matrix r = y;
    for (std::size_t i = 0; i < r.values.size(); ++i) r.values[i] -= correction.values[i];
    const std::vector<double> lambda = eigenvalues(r, vectors);
    square_matrix x(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) {
          x.at(i, j) += vectors.at(i, k) * std::max(lambda[k], 2 * least_eigenvalue) * vectors.at(j, k);
        }
      }
    }
    double moved = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        correction.at(i, j) = x.at(i, j) - r.at(i, j);
        const double next = i == j ? 1 : (x.at(i, j) + x.at(j, i)) / 2;
        moved = std::max(moved, std::abs(next - y.at(i, j)));
        y.at(i, j) = next;
      }
    }
    if (moved < 1e-12) break;
  }
  return y;
}

/// The correlation of normal scores whose ranks have this one: 2 sin(pi r / 6) (Pearson, On Further Methods of
/// Determining Correlation, 1907); and back.
inline double score_correlation(double rank) { return 2 * std::sin(std::numbers::pi * rank / 6); }
inline double rank_of_score_correlation(double r) { return 6 / std::numbers::pi * std::asin(r / 2); }

/// Drivers that are tied together, by name, with their normal scores' correlations.
struct tied_drivers {
  std::vector<std::string> names;
  square_matrix scores{0};
};

inline std::vector<tied_drivers> tied_together(std::span<const rank_correlation> pairs) {
  std::map<std::string, std::string> leaders;
  const auto leader = [&](std::string name) {
    while (leaders.at(name) != name) name = leaders.at(name);
    return name;
  };
  for (const rank_correlation& p : pairs) {
    leaders.emplace(p.first, p.first);
    leaders.emplace(p.second, p.second);
    leaders[leader(p.first)] = leader(p.second);
  }
  std::map<std::string, std::vector<std::string>> members;
  for (const auto& [name, _] : leaders) members[leader(name)].push_back(name);
  std::vector<tied_drivers> all;
  for (auto& [_, names] : members) {
    tied_drivers made{std::move(names), square_matrix(0)};
    made.scores = square_matrix(made.names.size());
    for (std::size_t i = 0; i < made.names.size(); ++i) made.scores.at(i, i) = 1;
    for (const rank_correlation& p : pairs) {
      const auto at = [&](const std::string& name) {
        return static_cast<std::size_t>(std::lower_bound(made.names.begin(), made.names.end(), name) -
                                        made.names.begin());
      };
      if (!std::binary_search(made.names.begin(), made.names.end(), p.first)) continue;
      made.scores.at(at(p.first), at(p.second)) = made.scores.at(at(p.second), at(p.first)) =
          score_correlation(p.value);
    }
    all.push_back(std::move(made));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.names < b.names; });
  return all;
}

inline std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

inline std::optional<reason> wrong_pair(std::span<const rank_correlation> pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const rank_correlation& p = pairs[i];
    const std::string both = p.first + " and " + p.second;
    if (!(p.value >= -1 && p.value <= 1)) {
      return reason{reason_code::out_of_range,
                    "the rank correlation of " + both + " is " + short_number(p.value) + "; it lies from -1 to 1",
                    {{"first", p.first}, {"second", p.second}}};
    }
    if (p.first == p.second) {
      return reason{reason_code::contradiction, p.first + " can't be correlated with itself", {{"first", p.first}}};
    }
    for (std::size_t k = 0; k < i; ++k) {
      const bool same = (pairs[k].first == p.first && pairs[k].second == p.second) ||
                        (pairs[k].first == p.second && pairs[k].second == p.first);
      if (same) {
        return reason{reason_code::contradiction,
                      "the rank correlation of " + both + " is there twice",
                      {{"first", p.first}, {"second", p.second}}};
      }
    }
  }
  return std::nullopt;
}

inline double smallest_eigenvalue(const square_matrix& of) {
  square_matrix vectors(of.size);
  const std::vector<double> all = eigenvalues(of, vectors);
  return *std::min_element(all.begin(), all.end());
}

RUNRATE_FUNC result<std::vector<correlated_group>> correlated_groups(std::span<const rank_correlation> pairs) {
  if (auto wrong = wrong_pair(pairs)) return *std::move(wrong);
  std::vector<correlated_group> groups;
  for (tied_drivers& tied : tied_together(pairs)) {
    if (const double least = smallest_eigenvalue(tied.scores); least < least_eigenvalue) {
      std::string names, offered;
      for (const std::string& name : tied.names) names += (names.empty() ? "" : ", ") + name;
      std::vector<operand> operands{{"smallest_eigenvalue", short_number(least)}};
      for (const rank_correlation& c : nearest_correlations(pairs)) {
        if (!std::binary_search(tied.names.begin(), tied.names.end(), c.first)) continue;
        offered += fmt::format("{}{} and {} {}", offered.empty() ? "" : ", ", c.first, c.second, short_number(c.value));
        operands.push_back({fmt::format("{},{}", c.first, c.second), short_number(c.value)});
      }
      return reason{reason_code::contradiction,
                    fmt::format("no figures can have these rank correlations of {}: their matrix is no correlation "
                                "matrix (its smallest eigenvalue is {}); the nearest is {}",
                                names, short_number(least), offered),
                    std::move(operands)};
    }
    const std::size_t n = tied.names.size();
    square_matrix factor(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        double rest = tied.scores.at(i, j);
        for (std::size_t k = 0; k < j; ++k) rest -= factor.at(i, k) * factor.at(j, k);
        factor.at(i, j) = i == j ? std::sqrt(std::max(0.0, rest)) : rest / factor.at(j, j);
      }
    }
    groups.push_back({std::move(tied.names), std::move(factor.values)});
  }
  return groups;
}

}  // namespace detail

RUNRATE_FUNC std::vector<rank_correlation> nearest_correlations(std::span<const rank_correlation> asked) {
  std::vector<rank_correlation> found;
  for (const detail::tied_drivers& tied : detail::tied_together(asked)) {
    const bool is_one = detail::smallest_eigenvalue(tied.scores) >= detail::least_eigenvalue;
    const detail::square_matrix near = is_one ? tied.scores : detail::nearest_correlation_matrix(tied.scores);
    for (std::size_t i = 0; i < tied.names.size(); ++i) {
      for (std::size_t j = i + 1; j < tied.names.size(); ++j) {
        // Inwards by a hair, so that rounding does not lead out again.
        const double r = is_one ? near.at(i, j) : near.at(i, j) * (1 - 1e-6);
        found.push_back({tied.names[i], tied.names[j], detail::rank_of_score_correlation(r)});
      }
    }
  }
  return found;
}

}  // namespace runrate

#endif
