// Formulas as a list of passes over columns.
#ifndef RUNRATE_MODEL_DETAIL_LANE_CODE_HPP
#define RUNRATE_MODEL_DETAIL_LANE_CODE_HPP

#include <runrate/model/detail/lane_kernels.hpp>
#include <runrate/model/formulas.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace runrate::detail {

/// Where a value is, or goes.
struct lane_place {
  enum kind : std::uint8_t {
    driver,   ///< a driver's column
    uniform,  ///< a pack: the same in all trials
    slot,     ///< a column of the working memory
    line,     ///< a column of a line: of this period, or, below zero, so many lines before its first
  };
  kind where = slot;
  std::int32_t index = 0;
};

/// One pass.
struct lane_instruction {
  lane_kernel run = nullptr;
  std::uint32_t count = 0;
  lane_place into;
  lane_place from[most_operands];
};

/// A node that is the same in all trials.
struct lane_scalar {
  operation op = operation::constant;
  std::int32_t index = 0;  ///< which constant, driver or quantity; of `previous`, the line by its place
  std::int32_t lag = 0;
  node_id into = 0;
  node_id from[3] = {0, 0, 0};
};

/// All that is computed in a period.
struct lane_tape {
  std::size_t first_period = 0;        ///< it holds from here on
  std::vector<lane_scalar> scalars;    ///< in order
  std::vector<node_id> uniform;        ///< those of them that passes read, by their pack
  std::vector<node_id> uniform_roots;  ///< of each line that is one of them; else -1
  std::vector<lane_instruction> passes;
  std::size_t slots = 0;
};

/// A program: its tapes differ in where `previous` reaches back to before the first period.
struct lane_code {
  formulas source;
  std::vector<bool> varies;  ///< by driver
  std::vector<double> constants{};
  std::vector<lane_tape> tapes{};
  std::size_t slots = 0;            ///< of the tape that has most
  std::size_t uniform = 0;          ///< the same of packs
  std::size_t uniform_periods = 1;  ///< whose packs are kept at a time
};

/// Compiles formulas whose drivers vary from trial to trial where `varies` says so. None where they would be too long.
std::vector<lane_tape> lane_tapes(const formulas& f, std::size_t periods, const std::vector<bool>& varies,
                                  const lane_kernels& kernels);

/// The scalar of a node that has operands, as the kernels compute it.
double scalar_of(operation op, double a, double b, double c);

}  // namespace runrate::detail

#endif
