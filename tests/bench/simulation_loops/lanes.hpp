// Eight trials in a vector: the pieces that the loops by hand are made of. Only for files that are compiled for the
// machine they run on.
#ifndef RUNRATE_TESTS_BENCH_SIMULATION_LOOPS_LANES_HPP
#define RUNRATE_TESTS_BENCH_SIMULATION_LOOPS_LANES_HPP

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace ramp_loops {
namespace {

using numbers = double __attribute__((vector_size(64)));
using words = std::uint64_t __attribute__((vector_size(64)));
constexpr std::size_t width = 8;

#define RAMP_INLINE [[gnu::always_inline]] inline

RAMP_INLINE numbers all(double x) { return x - numbers{}; }
RAMP_INLINE words all_words(std::uint64_t x) { return x - words{}; }
RAMP_INLINE numbers number_of(const words& x) { return reinterpret_cast<numbers>(x); }
RAMP_INLINE words words_of(const numbers& x) { return reinterpret_cast<words>(x); }

/// 1 to 2, without 2.
RAMP_INLINE numbers one_to_two(const words& random) { return number_of((random >> 12) | 0x3FF0'0000'0000'0000); }

/// By an estimate and a step of Newton's method: right to 1e-8.
RAMP_INLINE numbers root(const numbers& x) {
#ifdef __AVX512F__
  const numbers estimate = reinterpret_cast<numbers>(_mm512_rsqrt14_pd(reinterpret_cast<__m512d>(x)));
  const numbers near = x * estimate;
  return near + near * (0.5 - 0.5 * near * estimate);
#else
  numbers y;
  for (std::size_t i = 0; i < width; ++i) y[i] = __builtin_sqrt(x[i]);
  return y;
#endif
}

// Polynomials by least squares at Chebyshev's nodes; largest errors 5e-9, 4e-12, 5e-11 and 4e-11.
RAMP_INLINE numbers log_of(const numbers& x) {
  const words b = words_of(x) - 0x3FE6'A09E'667F'3BCD;  // the root of 1/2
  const words power = reinterpret_cast<words>(reinterpret_cast<std::int64_t __attribute__((vector_size(64)))>(b) >> 52);
  const numbers f = number_of(words_of(x) - (power << 52)) - 1.0;
  const numbers e = number_of(words_of(all(0x1.8p52)) + power) - 0x1.8p52;
  const numbers f2 = f * f, f4 = f2 * f2;
  const numbers low = (1.0000000000182254 - 0.499999882941408 * f) + (0.3333332402365593 - 0.2500158512318181 * f) * f2;
  const numbers middle =
      (0.2000207167380656 - 0.16609126500415047 * f) + (0.14180078736161034 - 0.13240842752995033 * f) * f2;
  const numbers high = 0.1291417022880618 - 0.07638592172879721 * f;
  return e * 0.69314718055994531 + f * (low + f4 * (middle + f4 * high));
}

RAMP_INLINE numbers exp_of(const numbers& x) {
  const numbers t = x * 1.4426950408889634;
  const numbers whole = t + 0x1.8p52;
  const numbers f = t - (whole - 0x1.8p52), f2 = f * f;
  const numbers low =
      (0.999999999959558 + 0.693147180545918 * f) + (0.24022651213599946 + 0.05550410941257954 * f) * f2;
  const numbers high =
      (0.009618025602322906 + 0.0013333450520838798 * f) + (0.00015469732181633714 + 1.531009147648039e-05 * f) * f2;
  return number_of(words_of(low + f2 * f2 * high) + (words_of(whole) << 52));
}

struct two {
  numbers first, second;
};

/// Two normal scores of each pair of draws (Box and Muller). The angle lies within an eighth of the circle to either
/// side; two of the bits that it does not use swap and mirror the two.
RAMP_INLINE two normal_scores(const words& for_radius, const words& for_angle, unsigned spare_bits) {
  const numbers radius = root(-2.0 * log_of(2.0 - one_to_two(for_radius)));
  const numbers angle = (one_to_two(for_angle) - 1.5) * 1.5707963267948966;
  const numbers y = angle * angle, y2 = y * y;
  const numbers sine =
      angle * ((0.9999999999956866 - 0.16666666631615845 * y) +
               (0.00833332878450973 - 0.00019839202757471517 * y) * y2 + 2.7173502109278276e-06 * y2 * y2);
  const numbers cosine = (0.9999999999525542 - 0.49999999615148305 * y) +
                         (0.041666616716136855 - 0.0013886618613008473 * y) * y2 + 2.4379881062315602e-05 * y2 * y2;
  const auto swap = ((for_angle >> spare_bits) & 1) != 0;
  const words sign = (for_angle << (62 - spare_bits)) & 0x8000'0000'0000'0000;
  const numbers mirrored = number_of(words_of(radius) ^ sign) * cosine, other = radius * sine;
  return {swap ? mirrored : other, swap ? other : mirrored};
}

/// `u` from 0 to 1.
RAMP_INLINE numbers triangular(const numbers& u, double low, double likely, double high) {
  const double turn = (likely - low) / (high - low);
  const auto rises = u < turn;
  const numbers leg = root(rises ? u * ((high - low) * (likely - low)) : (1.0 - u) * ((high - low) * (high - likely)));
  return rises ? low + leg : high - leg;
}

/// A quantile function, straight between 4,097 points: value and step in one word.
class straight_table {
public:
  static constexpr unsigned index_bits = 12;

  /// PERT: the density is summed up in equal steps of x by Simpson's rule, and turned round.
  straight_table(double low, double likely, double high) : cells_(std::size_t{1} << index_bits) {
    constexpr std::size_t steps = 2'048;
    const double a = 4 * (likely - low) / (high - low), b = 4 * (high - likely) / (high - low);
    std::vector<double> sums(steps + 1);
    const auto density = [&](double x) {
      return x <= 0 || x >= 1 ? 0.0 : std::exp(a * std::log(x) + b * std::log(1 - x));
    };
    double before = 0;
    for (std::size_t i = 1; i <= steps; ++i) {
      const double here = density(static_cast<double>(i) / steps);
      const double middle = density((static_cast<double>(i) - 0.5) / steps);
      sums[i] = sums[i - 1] + before + 4 * middle + here;
      before = here;
    }
    const std::size_t cells = cells_.size();
    double last = low;
    std::size_t at = 0;
    for (std::size_t i = 1; i <= cells; ++i) {
      const double wanted = sums[steps] * static_cast<double>(i) / static_cast<double>(cells);
      while (at + 1 < steps && sums[at + 1] < wanted) ++at;
      const double within = (wanted - sums[at]) / (sums[at + 1] - sums[at]);
      const double now = i == cells ? high : low + (high - low) * (static_cast<double>(at) + within) / steps;
      const float pair[2] = {static_cast<float>(last), static_cast<float>(now - last)};
      std::memcpy(&cells_[i - 1], pair, sizeof pair);
      last = now;
    }
  }

  /// The quantile of a draw of 64 bits.
  RAMP_INLINE numbers of(const words& random) const {
    const words place = random >> (64 - index_bits);
    const numbers within = one_to_two(random << index_bits) - 1.0;
    words cell;
#ifdef __AVX512F__
    cell = reinterpret_cast<words>(_mm512_i64gather_epi64(reinterpret_cast<__m512i>(place), cells_.data(), 8));
#else
    for (std::size_t i = 0; i < width; ++i) cell[i] = cells_[place[i]];
#endif
    // The two floats of each cell become two doubles.
#ifdef __AVX512F__
    const __m512i packed = reinterpret_cast<__m512i>(cell);
    const numbers value =
        reinterpret_cast<numbers>(_mm512_cvtps_pd(_mm256_castsi256_ps(_mm512_cvtepi64_epi32(packed))));
    const numbers step = reinterpret_cast<numbers>(
        _mm512_cvtps_pd(_mm256_castsi256_ps(_mm512_cvtepi64_epi32(_mm512_srli_epi64(packed, 32)))));
#else
    numbers value, step;
    for (std::size_t i = 0; i < width; ++i) {
      float pair[2];
      const std::uint64_t one = cell[i];
      std::memcpy(pair, &one, sizeof pair);
      value[i] = static_cast<double>(pair[0]);
      step[i] = static_cast<double>(pair[1]);
    }
#endif
    return value + step * within;
  }

private:
  std::vector<std::uint64_t> cells_;
};

// ---------------------------------------------------------------------------------------------------------------------
// Generators.

RAMP_INLINE words low_products(const words& x, const words& y) {
#ifdef __AVX512F__
  return reinterpret_cast<words>(_mm512_mul_epu32(reinterpret_cast<__m512i>(x), reinterpret_cast<__m512i>(y)));
#else
  return (x & 0xFFFF'FFFF) * (y & 0xFFFF'FFFF);
#endif
}

/// Philox 4x32-10: eight counters at a time, each half of 128 bits in the lower half of a lane.
struct philox_lanes {
  static constexpr unsigned rounds = 10;
  words keys[rounds][2];

  explicit philox_lanes(std::uint64_t seed) {
    for (std::uint32_t r = 0; r < rounds; ++r) {
      keys[r][0] = all_words(static_cast<std::uint32_t>(static_cast<std::uint32_t>(seed) + r * 0x9E37'79B9u));
      keys[r][1] = all_words(static_cast<std::uint32_t>(static_cast<std::uint32_t>(seed >> 32) + r * 0xBB67'AE85u));
    }
  }
  struct four {
    words v[4];  // what matters is in the lower halves
  };
  RAMP_INLINE four at(std::uint64_t number, std::uint32_t stream) const {
    const words counter = number + words{0, 1, 2, 3, 4, 5, 6, 7};
    const words m0 = all_words(0xD251'1F53), m1 = all_words(0xCD9E'8D57);
    words v0 = counter, v1 = counter >> 32, v2 = all_words(stream), v3{};
#pragma GCC unroll 10
    for (unsigned r = 0; r < rounds; ++r) {
      const words p0 = low_products(v0, m0), p1 = low_products(v2, m1);
      v0 = (p1 >> 32) ^ v1 ^ keys[r][0];
      v2 = (p0 >> 32) ^ v3 ^ keys[r][1];
      v1 = p1;
      v3 = p0;
    }
    return {{v0, v1, v2, v3}};
  }
};

RAMP_INLINE words joined(const words& low, const words& high) { return (low & 0xFFFF'FFFF) | (high << 32); }

/// xoshiro256+ of Blackman and Vigna (2018), eight of them.
struct xoshiro_lanes {
  words s[4];

  explicit xoshiro_lanes(std::uint64_t seed) {
    for (words& part : s) {
      for (std::size_t i = 0; i < width; ++i) {  // SplitMix64
        std::uint64_t z = seed += 0x9E37'79B9'7F4A'7C15;
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
        part[i] = z ^ (z >> 31);
      }
    }
  }
  RAMP_INLINE explicit xoshiro_lanes(const words& a, const words& b, const words& c, const words& d) : s{a, b, c, d} {}

  RAMP_INLINE words operator()() {
    const words drawn = s[0] + s[3], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 45) | (s[3] >> 19);
    return drawn;
  }
};

}  // namespace
}  // namespace ramp_loops

#endif
