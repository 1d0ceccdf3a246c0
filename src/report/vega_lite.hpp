// Charts as Vega-Lite specifications: the parts that an HTML page needs by themselves.
#ifndef RUNRATE_SRC_REPORT_VEGA_LITE_HPP
#define RUNRATE_SRC_REPORT_VEGA_LITE_HPP

#include <runrate/report/chart.hpp>

#include "chart_order.hpp"

#include <string>
#include <string_view>

namespace runrate::detail {

// How a chart is drawn, in JSON: without its title and data, and without the theme, which a page has once.
std::string drawing_of(const chart& c);

// Colours and type, for a light and a dark page: `{"light": ..., "dark": ...}`, each a Vega-Lite configuration.
std::string_view chart_themes();
std::string_view light_chart_theme();

}  // namespace runrate::detail

#endif
