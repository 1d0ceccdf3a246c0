// Loops over the columns of a block, one for each short chain of operations: what a lane_program runs.
#ifndef RUNRATE_MODEL_DETAIL_LANE_KERNELS_HPP
#define RUNRATE_MODEL_DETAIL_LANE_KERNELS_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace runrate::detail {

/// What a chain does next with its value x and one more operand y. The order of operands is kept, so that the result
/// is that of the formula to the bit.
enum class lane_step : std::uint8_t {
  add,            // x + y
  subtract,       // x - y
  multiply,       // x * y
  divide,         // x / y
  subtract_from,  // y - x
  divide_into,    // y / x
  maximum,        // max(x, y)
  minimum,        // min(x, y)
  maximum_with,   // max(y, x): differs from max(x, y) in the sign of a zero
  minimum_with,   // min(y, x)
};

/// Values of an operand: a column, or the same few of one value again and again.
struct lane_operand {
  const double* values;
  std::size_t step;  // from trial to trial: 1, or 0
};

/// Computes `count` values, a multiple of `widest_pack`, into a column that may be one of the operands; and adds all of
/// them to `sums`, a pack: a sum that is finite is one of finite values.
using lane_kernel = void (*)(double* into, const lane_operand* from, std::size_t count, double* sums);

/// The most operands that a kernel takes.
inline constexpr std::size_t most_operands = 8;

/// The kernels for one kind of processor.
struct lane_kernels {
  static constexpr std::size_t first_steps = 6, second_steps = 10, early_steps = 4, middle_steps = 5, late_steps = 8;

  lane_kernel one[first_steps];
  lane_kernel two[first_steps][second_steps];
  lane_kernel three[early_steps][middle_steps][late_steps];
  lane_kernel product[most_operands - 4];  // of five operands and more

  lane_kernel copy, negate, exponential, logarithm, power;
  lane_kernel less, less_or_equal, equal, both, either, opposite, select;
  /// select(a < b, x, y) and the like, of four operands.
  lane_kernel select_less, select_less_or_equal, select_equal;

  /// The loop for a chain of steps, the first of which takes two operands; null where there is none so long.
  lane_kernel chain(std::span<const lane_step> steps) const;
};

/// The kernels for the widest registers that this processor has; all give the same bits.
const lane_kernels& lane_kernels_here();
/// Those for registers of so many bytes: 16, 32 or 64; null where this processor does not have them.
const lane_kernels* lane_kernels_of(std::size_t bytes);

}  // namespace runrate::detail

#endif
