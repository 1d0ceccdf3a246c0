// A chart's numbers as those who draw it need them.
#ifndef RUNRATE_SRC_REPORT_CHART_FIGURES_HPP
#define RUNRATE_SRC_REPORT_CHART_FIGURES_HPP

#include <runrate/report/chart.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace runrate::detail {

using chart_row = std::vector<chart_cell>;

// Nothing where the cell has no number.
std::optional<double> number_in(const chart_cell& cell);
const std::string& words_in(const chart_cell& cell);

// From the least to the greatest of what it was given.
struct range_of_numbers {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

  bool is_empty() const { return high < low; }
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  void add(const std::optional<double>& value) {
    if (value) add(*value);
  }
  void add(const chart_mark& mark) {
    if (mark.at.has_low()) add(to_double(mark.at.low()));
    if (mark.at.has_high()) add(to_double(mark.at.high()));
  }
};

// Rows of `lines` and `fan` by what they are of and by period; null where a line has none in a period.
struct rows_by_line {
  std::vector<std::string> periods, names;
  std::vector<std::vector<const chart_row*>> rows;
};
rows_by_line by_line(const chart& of);

// What the bars of a tornado go out from: the first mark that is one figure, null where there is none, and then the
// middle of the narrowest bar.
const chart_mark* base_mark(const chart& of);
double base_of_tornado(const chart& of);

}  // namespace runrate::detail

#endif
