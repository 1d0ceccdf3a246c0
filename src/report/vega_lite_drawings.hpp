// How each kind of chart is drawn: Vega-Lite, with $names$ for what depends on the chart (`drawing_of` in
// vega_lite.cpp).
#ifndef RUNRATE_SRC_REPORT_VEGA_LITE_DRAWINGS_HPP
#define RUNRATE_SRC_REPORT_VEGA_LITE_DRAWINGS_HPP

#include <runrate/report/chart.hpp>

#include <string_view>

namespace runrate::detail {

// $unit$     the scaled unit, a string
// $amounts$  calculations that scale the columns of amounts
// $height$   by the number of rows
// $marks$    layers for what figures are held against, each after a comma
// $legend$   none where one series says it all
// $dots$     the opacity of points that nobody points at
// $axis$     where the axis begins: at zero, or near the figures
// $total$    the mark of a bridge's totals
// $base$     what a tornado's bars begin at, scaled
std::string_view drawing_template(chart_kind kind);

}  // namespace runrate::detail

#endif
