// Random numbers that are a function of what they are numbered by: Philox 4x32-10 of Salmon, Moraes, Dror and Shaw,
// Parallel Random Numbers: As Easy as 1, 2, 3 (2011).
#ifndef RUNRATE_SIMULATE_DETAIL_PHILOX_HPP
#define RUNRATE_SIMULATE_DETAIL_PHILOX_HPP

#include <array>
#include <cstddef>
#include <cstdint>

namespace runrate::detail {

/// What the draws of one driver in one period are numbered by, besides the trial.
struct draw_stream {
  std::uint64_t seed;
  std::uint64_t driver;  // a hash of the name
  std::uint32_t period;  // 0 of what is drawn once for all periods
  std::uint32_t use;     // 0, or another set of draws of the same
};

using philox_counter = std::array<std::uint32_t, 4>;
using philox_key = std::array<std::uint32_t, 2>;

inline constexpr std::size_t philox_rounds = 10;
inline constexpr philox_key philox_multipliers{0xD251'1F53, 0xCD9E'8D57};

/// The key of a round.
constexpr philox_key philox_key_of(std::uint64_t seed, std::size_t round) {
  const auto n = static_cast<std::uint32_t>(round);
  return {static_cast<std::uint32_t>(seed) + n * 0x9E37'79B9u,
          static_cast<std::uint32_t>(seed >> 32) + n * 0xBB67'AE85u};
}

/// 128 random bits.
constexpr philox_counter philox(philox_counter c, std::uint64_t seed) {
  for (std::size_t round = 0; round < philox_rounds; ++round) {
    const philox_key k = philox_key_of(seed, round);
    const std::uint64_t p0 = std::uint64_t{philox_multipliers[0]} * c[0];
    const std::uint64_t p1 = std::uint64_t{philox_multipliers[1]} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
  }
  return c;
}

/// Trials that share counters: the first eight of each sixteen have the lower halves of eight blocks of 128 bits, the
/// others the upper ones.
inline constexpr std::size_t trials_a_group = 16;
/// Trials are numbered up to, but without, this.
inline constexpr std::uint64_t trials_there_are = std::uint64_t{1} << 40;

/// The counter of a block of 128 bits: its number in 39 bits, what it is of in the rest.
constexpr philox_counter counter_of(const draw_stream& of, std::uint64_t number) {
  return {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32) | of.use << 7 | of.period << 12,
          static_cast<std::uint32_t>(of.driver), static_cast<std::uint32_t>(of.driver >> 32)};
}

/// The 64 random bits of one trial.
constexpr std::uint64_t random_bits_of(const draw_stream& of, std::uint64_t trial) {
  const std::uint64_t group = trial / trials_a_group, within = trial % trials_a_group;
  const philox_counter random = philox(counter_of(of, group * 8 + within % 8), of.seed);
  const std::size_t half = within < 8 ? 0 : 2;
  return random[half] | std::uint64_t{random[half + 1]} << 32;
}

/// Bits as a number between 0 and 1, without either: (k + 1/2) / 2^52.
constexpr double between_zero_and_one(std::uint64_t random) {
  return (static_cast<double>(random >> 12) + 0.5) * 0x1p-52;
}

}  // namespace runrate::detail

#endif
