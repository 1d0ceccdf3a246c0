// What pictures of all kinds of charts share: title, legend, axes, marks and labels.
#ifndef RUNRATE_SRC_REPORT_SVG_CHART_HPP
#define RUNRATE_SRC_REPORT_SVG_CHART_HPP

#include "axis.hpp"
#include "chart_figures.hpp"
#include "svg_picture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace runrate::detail {

// What stands in the legend: a shape in its classes, and what it is.
struct legend_entry {
  enum class sign { line, area, dot } sign;
  std::string classes, text;
};

class svg_chart {
public:
  svg_chart(const chart& of, int width, int height);

  const chart& of() const { return chart_; }
  svg_picture& picture() { return picture_; }
  double width() const { return width_; }
  double one() const { return scale_.one; }

  // An amount in the chart's scale, any other number as it is. What is beyond 10^300 or below its inverse is that, or
  // 0: so that differences can be taken.
  std::optional<double> number(const chart_row& row, std::size_t column) const;
  // As text, with a minus sign, and a plus where it is asked for.
  std::string shown_number(const chart_row& row, std::size_t column, bool with_plus = false) const;
  // Values and marks.
  range_of_numbers range_of(std::initializer_list<std::size_t> columns) const;

  // Title, unit, legend and marks' names; then the room that is left between, less room for labels at its sides. Where
  // amounts lie along the other axis, `of_what` says what stands.
  box begin(std::vector<legend_entry> legend, double left, double right, const std::string& of_what = {});
  void draw_standing_axis(const axis& values, const box& plot);
  void draw_lying_axis(const axis& values, const box& plot);
  // Lines and bands across the plot, at heights of a standing axis or along a lying one.
  void draw_marks(const axis& values, const box& plot, bool is_standing);
  // How wide the labels of a standing axis are.
  static double label_room(const axis& values);
  static std::size_t standing_steps(double height) { return height < 72 ? 1 : static_cast<std::size_t>(height / 36); }

  // "s0" to "s6", and then the same with dashes.
  static std::string series_classes(std::size_t series);

private:
  const chart& chart_;
  chart_scale scale_;
  double width_, height_;
  svg_picture picture_;
};

// Each draws the rows of its kinds; there is at least one.
void draw_over_periods(svg_chart& picture);  // lines, fan
void draw_odds(svg_chart& picture);          // distribution, cumulative
void draw_in_rows(svg_chart& picture);       // spread, bridge, tornado, errors

}  // namespace runrate::detail

#endif
