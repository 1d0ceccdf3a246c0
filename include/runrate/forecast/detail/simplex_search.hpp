// The simplex search of Nelder and Mead, as Nash wrote it.
#ifndef RUNRATE_FORECAST_DETAIL_SIMPLEX_SEARCH_HPP
#define RUNRATE_FORECAST_DETAIL_SIMPLEX_SEARCH_HPP

#include <runrate/model/lanes.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace runrate::detail {

/// Four places at a time: what a value costs is mostly the waiting for its last operation, and four wait together.
using four_places = std::array<const double*, 4>;
using four_values = std::array<double, 4>;

/// The value of a place that is not allowed.
inline constexpr double not_allowed = 1e35;

/// How far the first corners of a search lie from where it begins, in R's: a tenth of the largest coordinate, whatever
/// the others are.
inline std::vector<double> alike_steps(const std::vector<double>& from) {
  double largest = 0;
  for (const double x : from) largest = std::max(largest, std::abs(x));
  return std::vector<double>(from.size(), largest > 0 ? largest / 10 : 0.1);
}

/// Looks for the least value of a function from `best` on, and leaves the place there; returns the value. `f(places)`
/// has its values at four places; one that is not finite is that of a place that is not allowed.
///
/// Algorithm 19 of Nash, Compact Numerical Methods for Computers, 2nd edition, 1990, which R's `optim` has as well: the
/// search ends when the values at all corners are within `tolerance` of the least. The four places that a step may need
/// are known when it begins, and are all looked at.
template <class Function>
double simplex_search(std::vector<double>& best, const std::vector<double>& steps, const Function& f, double tolerance,
                      int most_evaluations) {
  using four = basic_lanes<16>;
  const std::size_t n = best.size(), stride = (n + four::width - 1) / four::width * four::width;
  // Corner after corner, then the centre and the places to try; behind the coordinates are zeros up to the stride.
  std::vector<double> memory(stride * (n + 6)), value(n + 1);
  const auto corner = [&](std::size_t i) { return memory.data() + i * stride; };
  double* const centre = corner(n + 1);
  double* const reflected = corner(n + 2);
  double* const expanded = corner(n + 3);
  double* const outside = corner(n + 4);
  double* const inside = corner(n + 5);
  const auto values_at = [&](const four_places& places) {
    four_values values = f(places);
    for (double& v : values) v = std::isfinite(v) ? v : not_allowed;
    return values;
  };
  const auto set_values = [&](std::size_t left_out) {
    std::array<std::size_t, 4> group{};
    std::size_t count = 0;
    const auto take = [&] {
      four_places places;
      for (std::size_t k = 0; k < 4; ++k) places[k] = corner(group[k < count ? k : 0]);
      const four_values values = values_at(places);
      for (std::size_t k = 0; k < count; ++k) value[group[k]] = values[k];
      count = 0;
    };
    for (std::size_t i = 0; i <= n; ++i) {
      if (i == left_out) continue;
      group[count++] = i;
      if (count == 4) take();
    }
    if (count != 0) take();
  };
  const auto replace = [&](std::size_t worst, const double* by, double value_of_it) {
    std::copy_n(by, stride, corner(worst));
    value[worst] = value_of_it;
  };

  for (std::size_t i = 0; i <= n; ++i) {
    std::copy(best.begin(), best.end(), corner(i));
    if (i != 0) corner(i)[i - 1] += steps[i - 1];
  }
  set_values(n + 1);
  int evaluations = static_cast<int>(n) + 1;
  double size = 0;
  for (const double step : steps) size += std::abs(step);
  std::size_t lowest = 0;
  const four count(static_cast<double>(n)), two(2), half(0.5);
  for (;;) {
    std::size_t highest = lowest;
    for (std::size_t i = 0; i <= n; ++i) {
      if (value[i] < value[lowest]) lowest = i;
      if (value[i] > value[highest]) highest = i;
    }
    const double least = value[lowest], most = value[highest];
    if (most <= least + tolerance || evaluations > most_evaluations) break;

    for (std::size_t k = 0; k < stride; k += four::width) {
      four sum;
      for (std::size_t i = 0; i <= n; ++i) {
        if (i != highest) sum += four::load(corner(i) + k);
      }
      const four worst = four::load(corner(highest) + k), middle = sum / count, across = two * middle - worst;
      middle.store(centre + k);
      across.store(reflected + k);
      (two * across - middle).store(expanded + k);
      (half * across + half * middle).store(outside + k);
      (half * worst + half * middle).store(inside + k);
    }
    const auto [at_reflected, at_expanded, at_outside, at_inside] = values_at({reflected, expanded, outside, inside});
    evaluations += 2;
    if (at_reflected < least) {
      if (at_expanded < at_reflected) {
        replace(highest, expanded, at_expanded);
      } else {
        replace(highest, reflected, at_reflected);
      }
    } else if (at_reflected < most) {
      if (at_outside < at_reflected) {
        replace(highest, outside, at_outside);
      } else {
        replace(highest, reflected, at_reflected);
      }
    } else if (at_inside < most) {
      replace(highest, inside, at_inside);
    } else {
      // All towards the best.
      double smaller = 0;
      for (std::size_t i = 0; i <= n; ++i) {
        if (i == lowest) continue;
        for (std::size_t k = 0; k < n; ++k) {
          corner(i)[k] = 0.5 * (corner(i)[k] - corner(lowest)[k]) + corner(lowest)[k];
          smaller += std::abs(corner(i)[k] - corner(lowest)[k]);
        }
      }
      if (smaller >= size) break;
      size = smaller;
      set_values(lowest);
      evaluations += static_cast<int>(n);
    }
  }
  std::copy_n(corner(lowest), n, best.begin());
  return value[lowest];
}

}  // namespace runrate::detail

#endif
