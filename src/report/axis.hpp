// An axis of numbers: where they lie, and the round ones among them.
#ifndef RUNRATE_SRC_REPORT_AXIS_HPP
#define RUNRATE_SRC_REPORT_AXIS_HPP

#include "chart_figures.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace runrate::detail {

class axis {
public:
  struct tick {
    double value;
    std::string label;
  };

  // From a position to another, wide enough for all of `range`, with at most so many steps of 1, 2 or 5 times a power
  // of ten. The ends are ticks where `to_ticks`. A share's labels are percentages.
  axis(range_of_numbers range, double from, double to, std::size_t most_steps, bool to_ticks, bool is_share = false);

  double at(double value) const { return from_ + (value - low_) / (high_ - low_) * (to_ - from_); }
  double low() const { return low_; }
  double high() const { return high_; }
  const std::vector<tick>& ticks() const { return ticks_; }

private:
  double low_, high_, from_, to_;
  std::vector<tick> ticks_;
};

// As on an axis that lies: with as many steps as its labels leave room for.
axis lying_axis(range_of_numbers range, double from, double to, bool to_ticks, bool is_share = false);

}  // namespace runrate::detail

#endif
