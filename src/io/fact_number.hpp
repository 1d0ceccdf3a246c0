// A number of JSON as a decimal.
#ifndef RUNRATE_SRC_IO_FACT_NUMBER_HPP
#define RUNRATE_SRC_IO_FACT_NUMBER_HPP

#include <runrate/core/decimal.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace runrate::detail {

// Exact, or the number of decimal places where they are more than a decimal has (0: it is beyond the range).
struct exact_number {
  std::optional<decimal> value;
  std::int64_t places = 0;
};
exact_number read_exactly(std::string_view json_number);

}  // namespace runrate::detail

#endif
