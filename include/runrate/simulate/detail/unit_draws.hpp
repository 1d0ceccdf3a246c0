// The numbers between 0 and 1 that drivers are drawn by.
#ifndef RUNRATE_SIMULATE_DETAIL_UNIT_DRAWS_HPP
#define RUNRATE_SIMULATE_DETAIL_UNIT_DRAWS_HPP

#include <runrate/simulate/detail/draw_kernels.hpp>
#include <runrate/simulate/sampling.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace runrate::detail {

/// Trials that are drawn together in samplings that need it; a block begins with a multiple of 64.
inline constexpr std::size_t trials_a_stratum = 256;

/// The points of a Sobol sequence, in one dimension after the other.
class sobol_points {
public:
  explicit sobol_points(std::size_t dimensions);
  static constexpr std::size_t most_dimensions = 3'667;

  /// The first 256 points, each with its bits in the reverse order.
  const std::uint32_t* first(std::size_t dimension) const { return first_.data() + dimension * trials_a_stratum; }
  /// What turns them into the 256 from the 256 * `stratum`th on, in the same order of bits.
  std::uint32_t base(std::size_t dimension, std::uint32_t stratum) const;

private:
  std::vector<std::uint32_t> directions_;  // 32 a dimension
  std::vector<std::uint32_t> first_;
};

/// Draws the numbers of one driver in one period, block by block.
class unit_draws {
public:
  /// `dimensions` that are numbered from 0 on, for a sequence that has them.
  unit_draws(sampling how, std::size_t dimensions);

  /// The numbers of `count` trials from `first` on, which is a multiple of 64; `count` is one of 16.
  void draw(double* into, const draw_stream& of, std::size_t dimension, std::size_t first, std::size_t count,
            const draw_kernels& kernels) const;

private:
  sampling how_;
  sobol_points points_;
};

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/unit_draws-inl.hpp>
#endif

#endif
