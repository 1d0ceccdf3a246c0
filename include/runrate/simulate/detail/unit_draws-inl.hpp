#ifndef RUNRATE_SIMULATE_DETAIL_UNIT_DRAWS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_UNIT_DRAWS_INL_HPP

#include <runrate/simulate/detail/philox.hpp>
#include <runrate/simulate/detail/unit_draws.hpp>
#include <runrate/simulate/trial_summary.hpp>

#include <boost/random/sobol.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace runrate {

namespace detail {

// Strata and the chunks of summaries are the same trials, so that a chunk is a repetition's.
static_assert(trials_a_stratum == trial_summary::trials_a_chunk);

constexpr std::uint32_t reversed_bits(std::uint32_t x) {
  std::uint32_t y = 0;
  for (int i = 0; i < 32; ++i) y = y << 1 | (x >> i & 1);
  return y;
}

RUNRATE_FUNC sobol_points::sobol_points(std::size_t dimensions)
    : directions_(dimensions * 32), first_(dimensions * trials_a_stratum) {
  if (dimensions == 0) return;
  // Boost's engine goes in the order of Gray's code and leaves out the first point: the point of 2^k is that of 2^(k-1)
  // moved by the direction k.
  for (std::uint32_t k = 0; k < 32; ++k) {
    boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
    engine.seed((std::uint32_t{1} << k) - 1);
    for (std::size_t d = 0; d < dimensions; ++d) {
      const std::uint32_t before = k == 0 ? 0 : reversed_bits(directions_[d * 32 + k - 1]);
      directions_[d * 32 + k] = reversed_bits(static_cast<std::uint32_t>(engine()) ^ before);
    }
  }
  for (std::size_t d = 0; d < dimensions; ++d) {
    for (std::uint32_t i = 0; i < trials_a_stratum; ++i) {
      std::uint32_t x = 0;
      for (std::uint32_t k = 0; k < 8; ++k) x ^= (i >> k & 1) != 0 ? directions_[d * 32 + k] : 0;
      first_[d * trials_a_stratum + i] = x;
    }
  }
}

RUNRATE_FUNC std::uint32_t sobol_points::base(std::size_t dimension, std::uint32_t stratum) const {
  std::uint32_t x = 0;
  for (std::uint32_t k = 0; k < 24; ++k) x ^= (stratum >> k & 1) != 0 ? directions_[dimension * 32 + 8 + k] : 0;
  return x;
}

RUNRATE_FUNC unit_draws::unit_draws(sampling how, std::size_t dimensions)
    : how_(how), points_(how == sampling::sobol ? dimensions : 0) {}

/// An order of 0 to 255 for one stratum of a driver: shuffled as Fisher and Yates did.
inline std::array<std::uint8_t, trials_a_stratum> shuffled_strata(const draw_stream& of, std::uint64_t stratum) {
  std::array<std::uint8_t, trials_a_stratum> order;
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  draw_stream own = of;
  own.use |= 8;
  for (std::uint32_t i = trials_a_stratum - 1; i > 0; i -= 3) {
    const philox_counter random = philox(counter_of(own, stratum * trials_a_stratum + i), own.seed);
    for (std::uint32_t k = 0; k < 3 && i - k > 0; ++k) {
      const auto other = static_cast<std::uint32_t>((std::uint64_t{random[k]} * (i - k + 1)) >> 32);
      std::swap(order[i - k], order[other]);
    }
    if (i < 3) break;
  }
  return order;
}

RUNRATE_FUNC void unit_draws::draw(double* into, const draw_stream& of, std::size_t dimension, std::size_t first,
                                   std::size_t count, const draw_kernels& kernels) const {
  switch (how_) {
    case sampling::random: kernels.uniforms(into, of, first, count); return;
    case sampling::antithetic: {
      const std::size_t half = (count / 2 + 15) / 16 * 16;
      std::vector<double> drawn(half);
      kernels.uniforms(drawn.data(), of, first / 2, half);
      for (std::size_t i = 0; i < count; ++i) into[i] = i % 2 == 0 ? drawn[i / 2] : 1 - drawn[i / 2];
      return;
    }
    case sampling::latin_hypercube:
      kernels.uniforms(into, of, first, count);
      for (std::size_t i = 0; i < count;) {
        const std::uint64_t stratum = (first + i) / trials_a_stratum;
        const auto order = shuffled_strata(of, stratum);
        const std::size_t begin = (first + i) % trials_a_stratum;
        const std::size_t some = std::min(count - i, trials_a_stratum - begin);
        for (std::size_t k = 0; k < some; ++k) {
          // Both parts are whole multiples of 2^-52, so that no sum is rounded up to the next stratum.
          const double within = std::min((into[i + k] * 0x1p-8 + 1) - 1, 0x1p-8 - 0x1p-52);
          into[i + k] = order[begin + k] * 0x1p-8 + within + 0x1p-53;
        }
        i += some;
      }
      return;
    case sampling::sobol:
      for (std::size_t i = 0; i < count;) {
        const std::uint64_t stratum = (first + i) / trials_a_stratum;
        const auto repetition = static_cast<std::uint32_t>(stratum % trial_summary::repetitions);
        const auto own = static_cast<std::uint32_t>(stratum / trial_summary::repetitions);
        draw_stream scrambling = of;
        scrambling.use |= 16;
        const std::uint32_t scramble = philox(counter_of(scrambling, repetition), of.seed)[0];
        const std::size_t begin = (first + i) % trials_a_stratum;
        const std::size_t some = std::min(count - i, trials_a_stratum - begin);
        kernels.sobol(into + i, points_.first(dimension) + begin, points_.base(dimension, own), scramble, some);
        i += some;
      }
      return;
  }
}

}  // namespace detail
}  // namespace runrate

#endif
