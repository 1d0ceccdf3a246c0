// The model that simulation.cpp measures, and loops for just this model to hold the library against.
#ifndef RUNRATE_TESTS_BENCH_SIMULATION_LOOPS_RAMP_HPP
#define RUNRATE_TESTS_BENCH_SIMULATION_LOOPS_RAMP_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ramp_loops {

struct three_points {
  double low, likely, high;
};
struct bell {
  double mean, deviation;
};

// The drivers. simulation.py and simulation.mjs have the same.
inline constexpr three_points chips{400'000, 500'000, 650'000};   // triangular
inline constexpr three_points price{1.8, 2.25, 2.6};              // triangular
inline constexpr three_points utilization{0.4, 0.65, 0.8};        // PERT
inline constexpr three_points share{0.5, 0.7, 0.8};               // PERT
inline constexpr bell log_speed{0, 0.3};                          // lognormal
inline constexpr bell log_overhead{19.113827924512310, 0.25};     // lognormal about 200 million
inline constexpr bell growth{0.05, 0.03}, discount{0.10, 0.04};   // normal
inline constexpr double rank_correlation = 0.5;                   // of growth and discount
inline constexpr double score_correlation = 0.51763809020504152;  // 2 sin(pi / 6 * rank_correlation)
inline constexpr double score_rest = 0.85559967716735219;         // the root of what its square leaves of 1

inline constexpr std::size_t quarters = 4;
inline constexpr std::size_t figures = quarters + 1;  // and the total
inline constexpr std::array<double, 7> shares{0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

/// What of a quarter the model reads.
struct calendar {
  std::array<double, quarters> elapsed_end;  // years
  std::array<double, quarters> hours;
};

struct found_figure {
  double mean, deviation;
  std::array<double, shares.size()> percentiles;
};
using found_figures = std::array<found_figure, figures>;

/// By hand, for the widest registers of the machine that compiled it.
found_figures by_philox(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads);
/// The same with 32 bits a draw, which halves what the generator costs.
found_figures by_philox_halves(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads);
found_figures by_xoshiro(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads);
/// std::mt19937_64 and the distributions of the standard library.
found_figures by_standard_library(const calendar& of, std::size_t trials, std::uint64_t seed);

// Generators alone: 64 bits for each of `into`, whose size is a multiple of 512.
void draw_by_philox(std::span<std::uint64_t> into, std::uint64_t seed);
void draw_by_xoshiro(std::span<std::uint64_t> into, std::uint64_t seed);
/// Lanes of xoshiro256+ that Philox seeds afresh for each 512 draws.
void draw_by_seeded_blocks(std::span<std::uint64_t> into, std::uint64_t seed);
/// ARS-5 as Random123 has it, four counters at a time; false where Random123 or the instructions are missing.
bool draw_by_ars(std::span<std::uint64_t> into, std::uint64_t seed);
/// ARS-5 in four lanes of the widest registers; false where there are no such instructions.
bool draw_by_wide_ars(std::span<std::uint64_t> into, std::uint64_t seed);

}  // namespace ramp_loops

#endif
