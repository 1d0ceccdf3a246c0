// Small bars and lines made of block elements (Unicode Standard, 22.7), one column each.
#ifndef RUNRATE_SRC_REPORT_BARS_HPP
#define RUNRATE_SRC_REPORT_BARS_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace runrate::detail {

// One sign a value, from ▁ for `low` to █ for `high`, and a space where there is none; where all are equal, ▄.
std::string spark(std::span<const std::optional<double>> values, double low, double high);

// So many columns long, to an eighth: ███▍. What is more than nothing is seen.
std::string bar(double length);

// A row of signs, each a column.
class strip {
public:
  explicit strip(std::size_t columns) : signs_(columns, " ") {}

  std::size_t columns() const { return signs_.size(); }
  // From a column to another, both included.
  void fill(std::size_t first, std::size_t last, const std::string& sign);
  void put(std::size_t column, const std::string& sign) { fill(column, column, sign); }
  // A bar that goes out from a border of columns, to the right or to the left; to the left by halves: ▐██.
  void bar_right(std::size_t border, double length);
  void bar_left(std::size_t border, double length);
  std::string text() const;

private:
  std::vector<std::string> signs_;
};

}  // namespace runrate::detail

#endif
