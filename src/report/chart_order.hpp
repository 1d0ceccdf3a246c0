// In which order a chart shows what its rows name.
#ifndef RUNRATE_SRC_REPORT_CHART_ORDER_HPP
#define RUNRATE_SRC_REPORT_CHART_ORDER_HPP

#include <runrate/report/chart.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace runrate::detail {

// The different values of a text column, and which of them each row has. Views into the chart.
struct chart_order {
  std::vector<std::string_view> values;
  std::vector<std::size_t> place;  // of each row
};

// As they come.
chart_order order_of_appearance(const chart& c, std::size_t column);
// Such that each group of another column keeps its own order: lines that begin at different times share an axis.
chart_order order_within_groups(const chart& c, std::size_t column, std::size_t group);

}  // namespace runrate::detail

#endif
