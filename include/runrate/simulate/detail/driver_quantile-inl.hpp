#ifndef RUNRATE_SIMULATE_DETAIL_DRIVER_QUANTILE_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DRIVER_QUANTILE_INL_HPP

#include <runrate/simulate/detail/driver_quantile.hpp>
#include <runrate/simulate/distributions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace runrate::detail {

/// The cubic through values at 0, 1/3, 2/3 and 1.
inline table_cell cubic_through(double y0, double y1, double y2, double y3) {
  const double d1 = y1 - y0, d2 = y2 - y0, d3 = y3 - y0;
  return {y0, (18 * d1 - 9 * d2 + 2 * d3) / 2, 9 * (4 * d2 - 5 * d1 - d3) / 2, 9 * (3 * d1 - 3 * d2 + d3) / 2};
}

/// By a kernel that knows a table, and one by one what is not in it.
template <class Kernel, class Table, class OneByOne>
void looked_up(double* into, const double* x, std::size_t count, const Kernel& kernel, const Table& table,
               const OneByOne& one_by_one) {
  constexpr std::size_t at_a_time = 1'024;
  std::uint32_t lacking[at_a_time + 1];
  while (count != 0) {
    const std::size_t some = std::min(count, at_a_time);
    const std::size_t n = kernel(into, table, x, some, lacking);
    for (std::size_t k = 0; k < n; ++k) into[lacking[k]] = one_by_one(x[lacking[k]]);
    into += some, x += some, count -= some;
  }
}

inline table_cell no_cell() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  return {nan, nan, nan, nan};
}

inline double normal_share_below(double z) { return std::erfc(z * -0.70710678118654752440) / 2; }

RUNRATE_FUNC driver_quantile::driver_quantile(const any_distribution& of, bool by_scores)
    : of_(of), breaks_(of.breaks()), asks_always_(breaks_.size() > 64), by_scores_(by_scores) {}

RUNRATE_FUNC void driver_quantile::prepare() const {
  std::call_once(tables_->made, [&] {
    if (asks_always_ || of_.as_uniform()) return;
    if (!of_.as_triangular()) tabulate_tails();
    if (by_scores_ && !of_.as_normal()) tabulate_scores();
  });
}

RUNRATE_FUNC void driver_quantile::tabulate_tails() const {
  constexpr int points = 3 * tail_table::cells_an_octave;
  // Probabilities of a tail, ascending: from 2^-21 up to 1/2.
  std::vector<double> tail;
  tail.reserve(tail_table::octaves * points + 1);
  for (int octave = tail_table::octaves; octave > 0; --octave) {
    const double begin = std::ldexp(1.0, -octave - 1);
    for (int i = 0; i < points; ++i) tail.push_back(begin + begin * i / points);
  }
  tail.push_back(0.5);
  tables_->tails.assign(1 + 2 * tail_table::side, no_cell());
  for (const bool upper : {false, true}) {
    const std::vector<double> y = of_.quantiles(tail, upper);
    for (std::int64_t cell = 0; cell < tail_table::side; ++cell) {
      const std::size_t first = static_cast<std::size_t>(cell) * 3;
      const double from = upper ? 1 - tail[first + 3] : tail[first], to = upper ? 1 - tail[first] : tail[first + 3];
      const auto corner = std::lower_bound(breaks_.begin(), breaks_.end(), from);
      if (corner != breaks_.end() && *corner <= to) continue;
      const std::int64_t place = 1 + cell + (upper ? tail_table::side : 0);
      tables_->tails[static_cast<std::size_t>(place)] =
          cubic_through(y[first], y[first + 1], y[first + 2], y[first + 3]);
    }
  }
}

RUNRATE_FUNC double driver_quantile::from_table(double u) const {
  double pack[16];
  std::uint32_t lacking[16 + 1];
  std::fill(std::begin(pack), std::end(pack), u);
  return draw_kernels_of(16)->quantiles(pack, {tables_->tails.data()}, pack, 16, lacking) == 0 ? pack[0] : at(u);
}

RUNRATE_FUNC double driver_quantile::at_score(double z) const {
  return z < 0 ? of_.quantile(normal_share_below(z)) : of_.upper_quantile(normal_share_below(-z));
}

RUNRATE_FUNC void driver_quantile::tabulate_scores() const {
  constexpr int points = 3 * static_cast<int>(score_table::count);
  const auto score = [](int i) { return i / (3.0 * score_table::cells_a_unit) - score_table::reach; };
  std::vector<double> y(points + 1);
  for (int i = 0; i <= points; ++i) {
    const double z = score(i), tail = normal_share_below(-std::abs(z));
    const bool is_in_table = tail >= 0x1p-21 && z != 0 && !tables_->tails.empty();
    y[static_cast<std::size_t>(i)] = is_in_table ? from_table(z < 0 ? tail : 1 - tail) : at_score(z);
  }
  tables_->scores.assign(1 + score_table::count, no_cell());
  for (int cell = 0; cell < static_cast<int>(score_table::count); ++cell) {
    const double from = normal_share_below(score(3 * cell)), to = normal_share_below(score(3 * cell + 3));
    const auto corner = std::lower_bound(breaks_.begin(), breaks_.end(), from);
    if (corner != breaks_.end() && *corner <= to) continue;
    const std::size_t first = 3 * static_cast<std::size_t>(cell);
    tables_->scores[static_cast<std::size_t>(cell) + 1] =
        cubic_through(y[first], y[first + 1], y[first + 2], y[first + 3]);
  }
}

RUNRATE_FUNC void driver_quantile::of_uniforms(double* into, const double* u, std::size_t count,
                                               const draw_kernels& kernels) const {
  prepare();
  if (const auto ends = of_.as_uniform()) {
    kernels.affine(into, ends->first, ends->second - ends->first, u, count);
  } else if (const auto corners = of_.as_triangular()) {
    kernels.triangle(into, {(*corners)[0], (*corners)[1], (*corners)[2]}, u, count);
  } else if (asks_always_) {
    for (std::size_t i = 0; i < count; ++i) into[i] = at(u[i]);
  } else {
    looked_up(into, u, count, kernels.quantiles, tail_table{tables_->tails.data()}, [&](double p) { return at(p); });
  }
}

RUNRATE_FUNC void driver_quantile::of_scores(double* into, const double* z, std::size_t count,
                                             const draw_kernels& kernels) const {
  prepare();
  if (const auto normal = of_.as_normal()) {
    kernels.affine(into, normal->first, normal->second, z, count);
  } else if (tables_->scores.empty()) {
    for (std::size_t i = 0; i < count; ++i) into[i] = at_score(z[i]);
  } else {
    looked_up(into, z, count, kernels.of_scores, score_table{tables_->scores.data()},
              [&](double score) { return at_score(score); });
  }
}

RUNRATE_FUNC const driver_quantile& normal_scores() {
  static const driver_quantile scores{any_distribution(distributions::normal(0, 1))};
  return scores;
}

}  // namespace runrate::detail

#endif
