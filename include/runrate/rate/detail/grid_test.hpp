#ifndef RUNRATE_RATE_DETAIL_GRID_TEST_HPP
#define RUNRATE_RATE_DETAIL_GRID_TEST_HPP

#include <runrate/core/decimal.hpp>

#include <bit>
#include <cstdint>

namespace runrate::detail {

/// Tells figures that lie on a grid without a division. Reported amounts do, and then a whole multiple needs no
/// rounding. The test for a multiple of 10^k = 2^k 5^k is Granlund and Montgomery's (Division by Invariant Integers
/// using Multiplication, 1994, section 9). It may say no to a figure on the grid: below 0, or from 2^94 billionths
/// (2e19) on.
class grid_test {
public:
  constexpr explicit grid_test(round_to to) {
    const uint128 grid = grid_of(to);
    if (grid >> 32 != 0) return;
    const std::uint64_t step = low_half(grid);
    twos_ = std::countr_zero(step);
    const std::uint64_t fives = step >> twos_;
    inverse_ = fives;  // right in its lowest three bits; each round doubles them (Newton)
    for (int round = 0; round < 5; ++round) inverse_ *= 2 - fives * inverse_;
    carry_ = (0 - step) % step;  // 2^64, less whole steps
    most_ = ~std::uint64_t{0} / step;
    high_limit_ = std::uint64_t{1} << 30;
  }

  constexpr bool operator()(decimal x) const {
    if (x.billionths() < 0) return false;
    const auto bits = static_cast<uint128>(x.billionths());
    if (high_half(bits) >= high_limit_) return false;
    const std::uint64_t carried = high_half(bits) * carry_, residue = low_half(bits) + carried;
    return residue >= carried && std::rotr(residue * inverse_, twos_) <= most_;
  }

private:
  int twos_ = 0;
  std::uint64_t inverse_ = 0;
  std::uint64_t carry_ = 0;
  std::uint64_t most_ = 0;
  std::uint64_t high_limit_ = 0;  // refuses everything
};

}  // namespace runrate::detail

#endif
