// A chart in an HTML page.
#ifndef RUNRATE_SRC_REPORT_HTML_CHART_HPP
#define RUNRATE_SRC_REPORT_HTML_CHART_HPP

#include <runrate/report/chart.hpp>

#include <cstddef>
#include <string>

namespace runrate::detail {

struct chart_place {
  std::size_t number;  // in the page
  int heading_level;
  bool is_drawn_by_script;     // else it is a picture
  std::string& picture_style;  // that the page has from a picture before
};

// Adds the figure: what there is to see, the drawing, and its numbers as a table, from which the script draws.
void add_chart(std::string& to, const chart& c, const chart_place& at);

}  // namespace runrate::detail

#endif
