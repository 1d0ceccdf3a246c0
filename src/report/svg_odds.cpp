// How trials are spread: shares in classes, and the probability of a figure or less.
#include "svg_chart.hpp"

namespace runrate::detail {

void draw_odds(svg_chart& picture) {
  const chart& of = picture.of();
  const bool is_cumulative = of.kind() == chart_kind::cumulative;
  const range_of_numbers amounts = is_cumulative ? picture.range_of({0}) : picture.range_of({0, 1});
  range_of_numbers shares{0, is_cumulative ? 1.0 : 0.0};
  if (!is_cumulative) {
    for (const chart_row& row : of.rows()) shares.add(picture.number(row, 2));
  }
  const auto standing = [&](const box& plot) {
    return axis(shares, plot.bottom, plot.top, svg_chart::standing_steps(plot.height()), true, true);
  };
  constexpr double room_at_right = 24;  // for half a label
  const chart_column& column = of.columns()[is_cumulative ? 1 : 2];
  const box plot =
      picture.begin({}, svg_chart::label_room(standing({0, 0, 0, 250})), room_at_right, std::string(column.header));
  const axis across = lying_axis(amounts, plot.left, plot.right, false), up = standing(plot);
  picture.draw_standing_axis(up, plot);
  for (const axis::tick& t : across.ticks()) {
    picture.picture().line({across.at(t.value), plot.bottom}, {across.at(t.value), plot.bottom + 4}, "axis");
    picture.picture().text({across.at(t.value), plot.bottom + 18}, t.label, "muted", text_anchor::middle);
  }
  if (is_cumulative) {
    std::vector<point> points;
    for (const chart_row& row : of.rows()) {
      points.push_back({across.at(*picture.number(row, 0)), up.at(*picture.number(row, 1))});
    }
    if (points.size() == 1) {
      picture.picture().circle(points.front(), 3, "fill s0");
    } else {
      picture.picture().polyline(points, "line s0");
    }
  } else {
    for (const chart_row& row : of.rows()) {
      const double from = across.at(*picture.number(row, 0)), to = across.at(*picture.number(row, 1));
      const double gap = to - from > 4 ? 0.5 : 0;
      const double more = std::max(2 - (to - from), 0.0) / 2;  // a class without width is still seen
      picture.picture().rectangle({from + gap - more, up.at(*picture.number(row, 2)), to - gap + more, plot.bottom},
                                  "fill s0");
    }
  }
  picture.draw_marks(across, plot, false);
}

}  // namespace runrate::detail
