// Loops over the trials of a block: drawing, tables of quantiles, sums and counts.
#ifndef RUNRATE_SIMULATE_DETAIL_DRAW_KERNELS_HPP
#define RUNRATE_SIMULATE_DETAIL_DRAW_KERNELS_HPP

#include <runrate/simulate/detail/philox.hpp>

#include <cstddef>
#include <cstdint>

namespace runrate::detail {

/// A cubic of t in [0, 1) for each cell of a table.
struct alignas(32) table_cell {
  double c0, c1, c2, c3;
};

/// A quantile function of u, cut at halves of halves of both tails, down to 2^-21, each of them into 32 cells. Cell 0,
/// and a cell in which the function is not smooth, holds what is not a number: there whoever asks computes it.
struct tail_table {
  static constexpr int octaves = 20;
  static constexpr int cells_an_octave = 32;
  static constexpr std::int64_t side = std::int64_t{octaves} * cells_an_octave;

  const table_cell* cells;  // 1 + 2 * side
};

/// A function of a normal score z, from -6 to 6.
struct score_table {
  static constexpr int cells_a_unit = 16;
  static constexpr int reach = 6;
  static constexpr std::int64_t count = std::int64_t{2} * reach * cells_a_unit;

  const table_cell* cells;  // 1 + count
};

struct triangle_corners {
  double low, likely, high;
};

/// Where a value falls: `buckets` equal ones from `low` on.
struct bucket_grid {
  static constexpr std::int32_t buckets = 16'384;

  double low;
  double a_unit;  // buckets
};

/// The loops for one kind of processor. All give the same bits. Counts of trials are multiples of `widest_pack`, and a
/// first trial is one as well.
struct draw_kernels {
  /// Numbers between 0 and 1, without either: (k + 1/2) / 2^52.
  void (*uniforms)(double* into, const draw_stream& of, std::size_t first, std::size_t count);
  /// Points of a Sobol sequence, each with its bits in reverse order and moved by `base`, scrambled.
  void (*sobol)(double* into, const std::uint32_t* points, std::uint32_t base, std::uint32_t scramble,
                std::size_t count);
  /// Quantiles. Those that are not in the table are not numbers: how many, and where they are in `lacking`, which has
  /// room for one more than all.
  std::size_t (*quantiles)(double* into, const tail_table& table, const double* u, std::size_t count,
                           std::uint32_t* lacking);
  /// The same of normal scores.
  std::size_t (*of_scores)(double* into, const score_table& table, const double* z, std::size_t count,
                           std::uint32_t* lacking);
  /// Quantiles of a triangular distribution.
  void (*triangle)(double* into, const triangle_corners& of, const double* u, std::size_t count);
  /// a + b x.
  void (*affine)(double* into, double a, double b, const double* x, std::size_t count);
  /// into + b x.
  void (*add_scaled)(double* into, double b, const double* x, std::size_t count);
  /// The sum of columns, the first to the last.
  void (*sum)(double* into, const double* const* x, std::size_t columns, std::size_t count);
  /// x e^(a + b y).
  void (*grow)(double* into, const double* x, double a, double b, const double* y, std::size_t count);
  /// x / y - 1 where y is above zero; else not a number.
  void (*growth)(double* into, const double* x, const double* y, std::size_t count);
  /// x - y.
  void (*subtract)(double* into, const double* x, const double* y, std::size_t count);
  /// Where values fall, `buckets` for those that fall nowhere. Adds to `sums` the sum of places and of their squares,
  /// whole multiples of 2^-20 and 2^-8, so that the order does not matter; and to `extremes` the lowest and highest.
  void (*places)(std::int32_t* into, const bucket_grid& grid, const double* x, std::size_t count, double* sums,
                 double* extremes);
  /// How many values are at least `least`.
  std::size_t (*at_least)(double least, const double* x, std::size_t count);
};

/// The loops for the widest registers that this processor has.
const draw_kernels& draw_kernels_here();
/// Those for registers of so many bytes: 16, 32 or 64; null where this processor does not have them.
const draw_kernels* draw_kernels_of(std::size_t bytes);

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/draw_kernels-inl.hpp>
#endif

#endif
