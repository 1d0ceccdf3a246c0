#ifndef RUNRATE_SIMULATE_DETAIL_DRAW_KERNELS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DRAW_KERNELS_INL_HPP

#include <runrate/model/lanes.hpp>
#include <runrate/simulate/detail/draw_kernels.hpp>
#include <runrate/simulate/detail/philox.hpp>

#include <bit>
#include <cstring>
#include <limits>

#if defined(__x86_64__) && !defined(__clang__)
#include <immintrin.h>
#endif

namespace runrate::detail {

// NOLINTBEGIN(bugprone-macro-parentheses): names and attributes

/// The loops, for vectors of so many bytes. All are inlined into functions that may use such registers.
template <std::size_t Bytes>
struct draw_loops {
  using numbers = typename vector_of<Bytes>::numbers;
  using truths = typename vector_of<Bytes>::truths;
  using bits = typename vector_of<Bytes>::bits;
  using functions = elementary<numbers, bits>;
  static constexpr std::size_t width = Bytes / sizeof(double);

  RUNRATE_ALWAYS_INLINE static numbers load(const double* from) {
    numbers x;
    std::memcpy(&x, from, Bytes);
    return x;
  }
  RUNRATE_ALWAYS_INLINE static void store(double* to, const numbers& x) { std::memcpy(to, &x, Bytes); }
  // By way of memory: of `x - numbers{}`, and of a list of as many x, g++ 12 makes as many operations as there are
  // lanes.
  RUNRATE_ALWAYS_INLINE static numbers all(double x) { return same<numbers>(x); }
  RUNRATE_ALWAYS_INLINE static bits all_bits(std::uint64_t x) { return same<bits>(x); }
  template <class Vector, class Lane>
  RUNRATE_ALWAYS_INLINE static Vector same(Lane x) {
    alignas(Bytes) Lane each[width];
    for (Lane& one : each) one = x;
    Vector v;
    std::memcpy(&v, each, Bytes);
    return v;
  }
  RUNRATE_ALWAYS_INLINE static bool any(const truths& x) {
    std::int64_t each[width];
    std::memcpy(each, &x, Bytes);
    std::int64_t found = 0;
    for (const std::int64_t one : each) found |= one;
    return found != 0;
  }

  /// The products of the lower 32 bits.
  RUNRATE_ALWAYS_INLINE static bits product_of_low_halves(const bits& x, const bits& y) {
#if defined(__x86_64__) && !defined(__clang__)
    // g++ does not see that the upper halves don't matter.
    if constexpr (Bytes == 16) {
      using words = int __attribute__((vector_size(16)));
      return reinterpret_cast<bits>(__builtin_ia32_pmuludq128(reinterpret_cast<words>(x), reinterpret_cast<words>(y)));
    } else if constexpr (Bytes == 32) {
      using words = int __attribute__((vector_size(32)));
      return reinterpret_cast<bits>(__builtin_ia32_pmuludq256(reinterpret_cast<words>(x), reinterpret_cast<words>(y)));
    } else {
      using words = int __attribute__((vector_size(64)));
      using longs = long long __attribute__((vector_size(64)));
      return reinterpret_cast<bits>(__builtin_ia32_pmuludq512_mask(
          reinterpret_cast<words>(x), reinterpret_cast<words>(y), longs{}, static_cast<unsigned char>(0xFF)));
    }
#else
    constexpr std::uint64_t low = 0xFFFF'FFFF;
    return (x & low) * (y & low);
#endif
  }

  RUNRATE_ALWAYS_INLINE static numbers between_zero_and_one(const bits& random) {
    return functions::number_of((random >> 12) | 0x3FF0'0000'0000'0000) - (1.0 - 0x1p-53);
  }

  RUNRATE_ALWAYS_INLINE static void uniforms(double* into, const draw_stream& of, std::size_t first,
                                             std::size_t count) {
    // As far as the upper halves of the counters' numbers are alike, which is far.
    while (count != 0) {
      const std::uint64_t number = first / 2;
      const std::uint64_t alike = 2 * ((((number >> 32) + 1) << 32) - number);
      const std::size_t some = count < alike ? count : static_cast<std::size_t>(alike);
      uniforms_alike(into, of, number, some);
      into += some, first += some, count -= some;
    }
  }

  RUNRATE_ALWAYS_INLINE static void uniforms_alike(double* into, const draw_stream& of, std::uint64_t first,
                                                   std::size_t count) {
    const philox_counter start = counter_of(of, first);
    bits steps{};
    for (std::size_t k = 0; k < width; ++k) steps[static_cast<int>(k)] = k;
    bits keys[philox_rounds][2];
    for (std::size_t r = 0; r < philox_rounds; ++r) {
      keys[r][0] = all_bits(philox_key_of(of.seed, r)[0]);
      keys[r][1] = all_bits(philox_key_of(of.seed, r)[1]);
    }
    const bits m0 = all_bits(philox_multipliers[0]), m1 = all_bits(philox_multipliers[1]);
    // Half of the first two rounds is the same for all.
    const bits v1_of_all = all_bits(start[1]), v3_of_all = all_bits(start[3]);
    const bits p1_of_all = product_of_low_halves(all_bits(start[2]), m1);
    const bits v0_of_all = (p1_of_all >> 32) ^ v1_of_all ^ keys[0][0];
    const bits p0_of_all = product_of_low_halves(v0_of_all, m0);
    const bits to_v2 = v3_of_all ^ keys[0][1], to_v0 = p1_of_all ^ keys[1][0],
               to_next_v2 = (p0_of_all >> 32) ^ keys[1][1];
    bits number = all_bits(start[0]) + steps;
    const auto draw = [&]<std::size_t Packs>(std::size_t pack) __attribute__((always_inline)) {
      // Packs in step: so that one works while the other waits for a product.
      bits v0[Packs], v1[Packs], v2[Packs], v3[Packs];
      for (std::size_t j = 0; j < Packs; ++j) {
        const bits first_p0 = product_of_low_halves(number, m0);
        number += std::uint64_t{width};
        v1[j] = product_of_low_halves((first_p0 >> 32) ^ to_v2, m1);
        v0[j] = (v1[j] >> 32) ^ to_v0, v2[j] = first_p0 ^ to_next_v2, v3[j] = p0_of_all;
      }
      for (std::size_t r = 2; r < philox_rounds; ++r) {
        for (std::size_t j = 0; j < Packs; ++j) {
          const bits p0 = product_of_low_halves(v0[j], m0), p1 = product_of_low_halves(v2[j], m1);
          v0[j] = (p1 >> 32) ^ v1[j] ^ keys[r][0];
          v2[j] = (p0 >> 32) ^ v3[j] ^ keys[r][1];
          v1[j] = p1;
          v3[j] = p0;
        }
      }
      for (std::size_t j = 0; j < Packs; ++j) {
        constexpr std::uint64_t low = 0xFFFF'FFFF;
        constexpr std::size_t half = trials_a_group / 2;
        double* const group = into + (pack + j) * width / half * trials_a_group + (pack + j) * width % half;
        store(group, between_zero_and_one((v0[j] & low) | (v1[j] << 32)));
        store(group + half, between_zero_and_one((v2[j] & low) | (v3[j] << 32)));
      }
    };
    // Counters follow one another from group to group.
    const std::size_t packs = count / 2 / width;
    std::size_t pack = 0;
    for (; pack + 2 <= packs; pack += 2) draw.template operator()<2>(pack);
    if (pack != packs) draw.template operator()<1>(pack);
  }

  // Bits in the reverse order, where the scrambling of Owen is a hash whose every bit depends on lower ones alone
  // (Burley, Practical Hash-based Owen Scrambling, 2020, with the constants of Vegdahl).
  RUNRATE_ALWAYS_INLINE static void sobol(double* into, const std::uint32_t* points, std::uint32_t base,
                                          std::uint32_t scramble, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t x = points[i] ^ base;
      x ^= x * 0x3D20'ADEA;
      x += scramble;
      x *= (scramble >> 16) | 1;
      x ^= x * 0x0552'6C56;
      x ^= x * 0x53A2'2864;
      x = (x >> 16) | (x << 16);
      x = ((x & 0xFF00'FF00) >> 8) | ((x & 0x00FF'00FF) << 8);
      x = ((x & 0xF0F0'F0F0) >> 4) | ((x & 0x0F0F'0F0F) << 4);
      x = ((x & 0xCCCC'CCCC) >> 2) | ((x & 0x3333'3333) << 2);
      x = ((x & 0xAAAA'AAAA) >> 1) | ((x & 0x5555'5555) << 1);
      into[i] = (static_cast<double>(x) + 0.5) * 0x1p-32;
    }
  }

  struct cubic {
    numbers c0, c1, c2, c3;
    RUNRATE_ALWAYS_INLINE numbers at(const numbers& t) const { return ((c3 * t + c2) * t + c1) * t + c0; }
  };

  /// The cells at as many offsets in bytes, turned so that equal coefficients lie together.
  RUNRATE_ALWAYS_INLINE static cubic cells_at(const table_cell* cells, const std::uint64_t* offset) {
    if constexpr (width == 2) {
      const double* const a = cell_at(cells, offset[0]);
      const double* const b = cell_at(cells, offset[1]);
      const numbers a0 = load(a), a2 = load(a + 2), b0 = load(b), b2 = load(b + 2);
      return {__builtin_shufflevector(a0, b0, 0, 2), __builtin_shufflevector(a0, b0, 1, 3),
              __builtin_shufflevector(a2, b2, 0, 2), __builtin_shufflevector(a2, b2, 1, 3)};
    } else if constexpr (width == 4) {
      return four_cells(cells, offset);
    } else {
      const numbers a = two_cells(cells, offset[0], offset[4]), b = two_cells(cells, offset[1], offset[5]);
      const numbers c = two_cells(cells, offset[2], offset[6]), d = two_cells(cells, offset[3], offset[7]);
      const numbers ab02 = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
      const numbers ab13 = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
      const numbers cd02 = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14);
      const numbers cd13 = __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);
      return {__builtin_shufflevector(ab02, cd02, 0, 1, 8, 9, 4, 5, 12, 13),
              __builtin_shufflevector(ab13, cd13, 0, 1, 8, 9, 4, 5, 12, 13),
              __builtin_shufflevector(ab02, cd02, 2, 3, 10, 11, 6, 7, 14, 15),
              __builtin_shufflevector(ab13, cd13, 2, 3, 10, 11, 6, 7, 14, 15)};
    }
  }
  RUNRATE_ALWAYS_INLINE static const double* cell_at(const table_cell* cells, std::uint64_t offset) {
    return reinterpret_cast<const double*>(reinterpret_cast<const char*>(cells) + offset);
  }
  RUNRATE_ALWAYS_INLINE static cubic four_cells(const table_cell* cells, const std::uint64_t* offset) {
    const numbers a = load(cell_at(cells, offset[0])), b = load(cell_at(cells, offset[1]));
    const numbers c = load(cell_at(cells, offset[2])), d = load(cell_at(cells, offset[3]));
    const numbers ab02 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab13 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const numbers cd02 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd13 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    return {__builtin_shufflevector(ab02, cd02, 0, 1, 4, 5), __builtin_shufflevector(ab13, cd13, 0, 1, 4, 5),
            __builtin_shufflevector(ab02, cd02, 2, 3, 6, 7), __builtin_shufflevector(ab13, cd13, 2, 3, 6, 7)};
  }
  RUNRATE_ALWAYS_INLINE static numbers two_cells(const table_cell* cells, std::uint64_t low, std::uint64_t high) {
    return __builtin_shufflevector(draw_loops<32>::load(cell_at(cells, low)),
                                   draw_loops<32>::load(cell_at(cells, high)), 0, 1, 2, 3, 4, 5, 6, 7);
  }

  /// Writes where there is no number, from `first` on.
  RUNRATE_ALWAYS_INLINE static std::size_t find_lacking(const double* x, std::size_t first, std::size_t count,
                                                        std::uint32_t* into) {
    std::size_t found = 0;
    for (std::size_t i = first; i < first + count; i += width) {
      if (!any(~functions::is_number(load(x + i)))) continue;
      for (std::size_t k = i; k < i + width; ++k) {
        into[found] = static_cast<std::uint32_t>(k);
        found += x[k] == x[k] ? 0 : 1;  // NOLINT(misc-redundant-expression)
      }
    }
    return found;
  }

  RUNRATE_ALWAYS_INLINE static std::size_t quantiles(double* into, const tail_table& table, const double* u,
                                                     std::size_t count, std::uint32_t* lacking) {
    constexpr int shift = 52 - std::countr_zero(static_cast<unsigned>(tail_table::cells_an_octave));
    constexpr int cell_bits = std::countr_zero(sizeof(table_cell));
    constexpr double deepest = 0x1p-21;
    constexpr std::uint64_t first = std::bit_cast<std::uint64_t>(deepest) >> shift;
    // What leads from the number of a cell to its offset.
    const bits before_lower = all_bits((1 - first) << cell_bits);
    const bits before_upper = all_bits((1 - first + static_cast<std::uint64_t>(tail_table::side)) << cell_bits);
    std::size_t found = 0;
    // Places first, then what lies there: so the second loop need not wait for the first, nor take lanes apart.
    constexpr std::size_t some = 64;
    std::uint64_t offsets[some];
    double within[some];
    for (std::size_t i = 0; i < count; i += some) {
      const std::size_t here = count - i < some ? count - i : some;
      for (std::size_t k = 0; k < here; k += width) {
        const numbers p = load(u + i + k);
        const truths upper = p >= 0.5;
        const numbers tail = upper ? 1.0 - p : p;
        const bits b = functions::bits_of(tail);
        const bits cell = (b >> (shift - cell_bits)) & ~std::uint64_t{sizeof(table_cell) - 1};
        const bits offset = (cell + (upper ? before_upper : before_lower)) & reinterpret_cast<bits>(tail >= deepest);
        const bits rest = (b << (52 - shift)) & 0x000F'FFFF'FFFF'FFFF;
        std::memcpy(offsets + k, &offset, Bytes);
        store(within + k, functions::number_of(rest | 0x3FF0'0000'0000'0000) - 1.0);
      }
      numbers sum{};                                       // a number if all are, unless they are infinite both ways
      for (std::size_t k = 0; k < here; k += 2 * width) {  // two packs in step
        const cubic c = cells_at(table.cells, offsets + k), d = cells_at(table.cells, offsets + k + width);
        const numbers s = load(within + k), t = load(within + k + width);
        numbers x = c.c3 * s + c.c2, y = d.c3 * t + d.c2;
        x = x * s + c.c1, y = y * t + d.c1;
        x = x * s + c.c0, y = y * t + d.c0;
        sum += x;
        sum += y;
        store(into + i + k, x);
        store(into + i + k + width, y);
      }
      if (any(~functions::is_number(sum))) found += find_lacking(into, i, here, lacking + found);
    }
    return found;
  }

  RUNRATE_ALWAYS_INLINE static std::size_t of_scores(double* into, const score_table& table, const double* z,
                                                     std::size_t count, std::uint32_t* lacking) {
    numbers sum{};
    for (std::size_t i = 0; i < count; i += width) {
      const numbers s =
          (load(z + i) + static_cast<double>(score_table::reach)) * static_cast<double>(score_table::cells_a_unit);
      // One comparison after the other: of two joined by & g++ 12 makes one a lane.
      const numbers from_zero = s >= 0.0 ? s : all(static_cast<double>(score_table::count));
      const truths inside = from_zero < static_cast<double>(score_table::count);
      const numbers at = inside ? from_zero : all(0.5);
      const numbers whole = (at - 0.5) + functions::whole;
      const bits cell = (functions::bits_of(whole) & 0xFFFF) + 1;
      const bits offset = (cell * sizeof(table_cell)) & reinterpret_cast<bits>(inside);
      std::uint64_t offsets[width];
      std::memcpy(offsets, &offset, Bytes);
      const numbers x = cells_at(table.cells, offsets).at(at - (whole - functions::whole));
      sum += x;
      store(into + i, x);
    }
    return any(~functions::is_number(sum)) ? find_lacking(into, 0, count, lacking) : 0;
  }

  /// The quantiles of a triangle, by the formulas of `distributions::triangular` to the bit.
  RUNRATE_ALWAYS_INLINE static void triangle(double* into, const triangle_corners& of, const double* u,
                                             std::size_t count) {
    const double whole = of.high - of.low, rise = of.likely - of.low, fall = of.high - of.likely;
    const numbers rises = all(rise), falls = all(fall), lows = all(of.low), highs = all(of.high);
    constexpr std::size_t some = 64;
    double roots[some];
    for (std::size_t i = 0; i < count; i += some) {
      const std::size_t here = count - i < some ? count - i : some;
      for (std::size_t k = 0; k < here; k += width) {
        const numbers p = load(u + i + k);
        const truths lower = p * whole <= rise;
        store(roots + k, (lower ? p : 1.0 - p) * whole * (lower ? rises : falls));
      }
      for (std::size_t k = 0; k < here; ++k) roots[k] = __builtin_sqrt(roots[k]);
      for (std::size_t k = 0; k < here; k += width) {
        const numbers root = load(roots + k);
        store(into + i + k, load(u + i + k) * whole <= rise ? lows + root : highs - root);
      }
    }
  }

  RUNRATE_ALWAYS_INLINE static void affine(double* into, double a, double b, const double* x, std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) store(into + i, a + b * load(x + i));
  }
  RUNRATE_ALWAYS_INLINE static void add_scaled(double* into, double b, const double* x, std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) store(into + i, load(into + i) + b * load(x + i));
  }
  RUNRATE_ALWAYS_INLINE static void sum(double* into, const double* const* x, std::size_t columns, std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) {
      numbers sum = load(x[0] + i);
      for (std::size_t c = 1; c < columns; ++c) sum += load(x[c] + i);
      store(into + i, sum);
    }
  }
  RUNRATE_ALWAYS_INLINE static void grow(double* into, const double* x, double a, double b, const double* y,
                                         std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) {
      store(into + i, load(x + i) * functions::exp(a + b * load(y + i)));
    }
  }
  RUNRATE_ALWAYS_INLINE static void growth(double* into, const double* x, const double* y, std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) {
      const numbers before = load(y + i);
      store(into + i, before > 0.0 ? load(x + i) / before - 1.0 : all(functions::nan));
    }
  }
  RUNRATE_ALWAYS_INLINE static void subtract(double* into, const double* x, const double* y, std::size_t count) {
    for (std::size_t i = 0; i < count; i += width) store(into + i, load(x + i) - load(y + i));
  }

  RUNRATE_ALWAYS_INLINE static void places(std::int32_t* into, const bucket_grid& grid, const double* x,
                                           std::size_t count, double* sums, double* extremes) {
    using indices = typename vector_of<Bytes>::indices;
    constexpr auto end = static_cast<double>(bucket_grid::buckets);
    numbers sum{}, squares{};
    numbers least = all(extremes[0]), most = all(extremes[1]);
    for (std::size_t i = 0; i < count; i += width) {
      const numbers value = load(x + i);
      const numbers y = (value - grid.low) * grid.a_unit;
      const numbers from_zero = y >= 0.0 ? y : all(end);
      const numbers place = from_zero < end ? from_zero : all(end);
      const indices index = __builtin_convertvector(place, indices);
      std::memcpy(into + i, &index, sizeof index);
      const numbers counted = from_zero < end ? from_zero : all(0.0);
      const numbers r = (counted + 0x1.8p32) - 0x1.8p32;
      sum += r;
      squares += (r * r + 0x1.8p44) - 0x1.8p44;
      least = value < least ? value : least;
      most = value > most ? value : most;
    }
    // In numbers of their own: those in memory might be one and the same, and each would wait for the one before.
    double sum_of_all = sums[0], squares_of_all = sums[1], least_of_all = extremes[0], most_of_all = extremes[1];
    for (std::size_t k = 0; k < width; ++k) {
      const int at = static_cast<int>(k);
      sum_of_all += sum[at];
      squares_of_all += squares[at];
      least_of_all = least[at] < least_of_all ? least[at] : least_of_all;
      most_of_all = most[at] > most_of_all ? most[at] : most_of_all;
    }
    sums[0] = sum_of_all, sums[1] = squares_of_all;
    extremes[0] = least_of_all, extremes[1] = most_of_all;
  }

  RUNRATE_ALWAYS_INLINE static std::size_t at_least(double least, const double* x, std::size_t count) {
    truths found{};
    for (std::size_t i = 0; i < count; i += width) found -= load(x + i) >= least;
    std::size_t sum = 0;
    for (std::size_t k = 0; k < width; ++k) sum += static_cast<std::size_t>(found[static_cast<int>(k)]);
    return sum;
  }
};

// That wider registers may be used is said of these functions alone: see lane_kernels-inl.hpp.
#define RUNRATE_DRAW_KERNELS(bytes, attribute)                                                                         \
  template <>                                                                                                          \
  struct draw_kernels_for<bytes> {                                                                                     \
    using loops = draw_loops<bytes>;                                                                                   \
    attribute static void uniforms(double* into, const draw_stream& of, std::size_t first, std::size_t count) {        \
      loops::uniforms(into, of, first, count);                                                                         \
    }                                                                                                                  \
    attribute static void sobol(double* into, const std::uint32_t* points, std::uint32_t base, std::uint32_t scramble, \
                                std::size_t count) {                                                                   \
      loops::sobol(into, points, base, scramble, count);                                                               \
    }                                                                                                                  \
    attribute static std::size_t quantiles(double* into, const tail_table& table, const double* u, std::size_t count,  \
                                           std::uint32_t* lacking) {                                                   \
      return loops::quantiles(into, table, u, count, lacking);                                                         \
    }                                                                                                                  \
    attribute static std::size_t of_scores(double* into, const score_table& table, const double* z, std::size_t count, \
                                           std::uint32_t* lacking) {                                                   \
      return loops::of_scores(into, table, z, count, lacking);                                                         \
    }                                                                                                                  \
    attribute static void triangle(double* into, const triangle_corners& of, const double* u, std::size_t count) {     \
      loops::triangle(into, of, u, count);                                                                             \
    }                                                                                                                  \
    attribute static void affine(double* into, double a, double b, const double* x, std::size_t count) {               \
      loops::affine(into, a, b, x, count);                                                                             \
    }                                                                                                                  \
    attribute static void add_scaled(double* into, double b, const double* x, std::size_t count) {                     \
      loops::add_scaled(into, b, x, count);                                                                            \
    }                                                                                                                  \
    attribute static void sum(double* into, const double* const* x, std::size_t columns, std::size_t count) {          \
      loops::sum(into, x, columns, count);                                                                             \
    }                                                                                                                  \
    attribute static void grow(double* into, const double* x, double a, double b, const double* y,                     \
                               std::size_t count) {                                                                    \
      loops::grow(into, x, a, b, y, count);                                                                            \
    }                                                                                                                  \
    attribute static void growth(double* into, const double* x, const double* y, std::size_t count) {                  \
      loops::growth(into, x, y, count);                                                                                \
    }                                                                                                                  \
    attribute static void subtract(double* into, const double* x, const double* y, std::size_t count) {                \
      loops::subtract(into, x, y, count);                                                                              \
    }                                                                                                                  \
    attribute static void places(std::int32_t* into, const bucket_grid& grid, const double* x, std::size_t count,      \
                                 double* sums, double* extremes) {                                                     \
      loops::places(into, grid, x, count, sums, extremes);                                                             \
    }                                                                                                                  \
    attribute static std::size_t at_least(double least, const double* x, std::size_t count) {                          \
      return loops::at_least(least, x, count);                                                                         \
    }                                                                                                                  \
    static constexpr draw_kernels all{uniforms, sobol, quantiles, of_scores, triangle, affine,  add_scaled,            \
                                      sum,      grow,  growth,    subtract,  places,   at_least};                      \
  }
template <std::size_t Bytes>
struct draw_kernels_for;
RUNRATE_DRAW_KERNELS(16, );
#if defined(__x86_64__) && !defined(RUNRATE_HEADER_ONLY)
#define RUNRATE_DRAW_WIDTHS 1
RUNRATE_DRAW_KERNELS(32, __attribute__((target("avx2"))));
RUNRATE_DRAW_KERNELS(64, __attribute__((target("avx512f,avx512dq,avx512vl"))));
#endif
#undef RUNRATE_DRAW_KERNELS

// NOLINTEND(bugprone-macro-parentheses)

RUNRATE_FUNC const draw_kernels* draw_kernels_of(std::size_t bytes) {
#ifdef RUNRATE_DRAW_WIDTHS
  __builtin_cpu_init();
  if (bytes == 64 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl")) {
    return &draw_kernels_for<64>::all;
  }
  if (bytes == 32 && __builtin_cpu_supports("avx2")) return &draw_kernels_for<32>::all;
#endif
  return bytes == 16 ? &draw_kernels_for<16>::all : nullptr;
}

RUNRATE_FUNC const draw_kernels& draw_kernels_here() {
  for (const std::size_t bytes : {std::size_t{64}, std::size_t{32}}) {
    if (const draw_kernels* const found = draw_kernels_of(bytes)) return *found;
  }
  return draw_kernels_for<16>::all;
}

}  // namespace runrate::detail

#endif
