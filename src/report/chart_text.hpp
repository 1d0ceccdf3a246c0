// Charts as lines of text.
#ifndef RUNRATE_SRC_REPORT_CHART_TEXT_HPP
#define RUNRATE_SRC_REPORT_CHART_TEXT_HPP

#include <runrate/report/chart.hpp>
#include <runrate/report/table.hpp>

#include <cstddef>
#include <string>

namespace runrate::detail {

// The drawing in at most so many columns, and what its marks are: without title, sentence and notes. Where there
// is no room, numbers that matter less are left out, and then the drawing.
std::string drawn_in_text(const chart& c, std::size_t columns, text_style style);

}  // namespace runrate::detail

#endif
