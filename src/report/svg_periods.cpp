// Lines over periods, and fans of ranges around them.
#include "svg_chart.hpp"

#include <cmath>

namespace runrate::detail {
namespace {

constexpr double line_of_text = 15;

struct end_label {
  std::size_t series;
  point at;  // where the line ends
  double y;  // where the label stands
};

// Moves labels apart, up and down, inside of the plot; there is room for all.
void move_apart(std::vector<end_label>& labels, const box& plot) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const end_label& a, const end_label& b) { return a.at.y < b.at.y; });
  double least = plot.top;
  for (end_label& label : labels) {
    label.y = std::max(label.at.y, least);
    least = label.y + line_of_text;
  }
  double most = plot.bottom;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    label->y = std::min(label->y, most);
    most = label->y - line_of_text;
  }
}

class over_periods {
public:
  explicit over_periods(svg_chart& to) : to_(to), found_(by_line(to.of())) {}

  void draw() {
    const bool is_fan = to_.of().kind() == chart_kind::fan;
    range_of_numbers range = is_fan ? to_.range_of({2, 3, 4, 5, 6}) : to_.range_of({2});
    // From zero where that takes little of the room.
    if (range.low > 0 && range.low < range.high / 3) range.low = 0;
    double labels = 0;
    for (const std::string& name : found_.names) labels = std::max(labels, text_width(name));
    labels = std::min(labels, to_.width() * 0.28);
    std::vector<legend_entry> legend;
    if (is_fan) {
      legend = {{legend_entry::sign::line, "line s0", "median"},
                {legend_entry::sign::area, "pale s0", "90 of 100"},
                {legend_entry::sign::area, "twice s0", "50 of 100"}};
    }
    constexpr double guessed_height = 250;
    const axis guess(range, guessed_height, 0, svg_chart::standing_steps(guessed_height), true);
    plot_ = to_.begin(legend, svg_chart::label_room(guess), labels + 22);
    const axis values(range, plot_.bottom, plot_.top, svg_chart::standing_steps(plot_.height()), true);
    to_.draw_standing_axis(values, plot_);
    draw_periods();
    to_.draw_marks(values, plot_, true);
    if (is_fan) {
      for (std::size_t i = 0; i < found_.names.size(); ++i) draw_bands(i, values);
    }
    std::vector<end_label> ends;
    for (std::size_t i = 0; i < found_.names.size(); ++i) draw_line(i, values, ends);
    draw_labels(std::move(ends), labels);
  }

private:
  double x_of(std::size_t period) const {
    return plot_.left +
           plot_.width() * (static_cast<double>(period) + 0.5) / static_cast<double>(found_.periods.size());
  }

  // As many labels as there is room for, the last among them.
  void draw_periods() {
    constexpr double widest_label = 90, between = 8;
    double widest = 0;
    std::vector<std::string> labels;
    for (const std::string& period : found_.periods) {
      labels.push_back(cut_to_width(period, widest_label));
      widest = std::max(widest, text_width(labels.back()));
    }
    const double slot = plot_.width() / static_cast<double>(labels.size());
    const auto each = static_cast<std::size_t>(std::max(std::ceil((widest + between) / slot), 1.0));
    for (std::size_t t = (labels.size() - 1) % each; t < labels.size(); t += each) {
      to_.picture().line({x_of(t), plot_.bottom}, {x_of(t), plot_.bottom + 4}, "axis");
      to_.picture().text({x_of(t), plot_.bottom + 18}, labels[t], "muted", text_anchor::middle);
    }
    to_.picture().line({plot_.left, plot_.bottom}, {plot_.right, plot_.bottom}, "axis");
  }

  std::optional<double> value(std::size_t series, std::size_t period, std::size_t column) const {
    const chart_row* row = found_.rows[series][period];
    return row == nullptr ? std::nullopt : to_.number(*row, column);
  }

  // Calls `each` with the first period and the one behind the last of what stands together without a gap.
  template <class Each>
  void for_each_run(std::size_t series, const Each& each) const {
    const std::size_t count = found_.periods.size();
    for (std::size_t begin = 0; begin < count;) {
      std::size_t end = begin;
      while (end < count && value(series, end, 2)) ++end;
      if (end > begin) each(begin, end);
      begin = end + 1;
    }
  }

  void draw_line(std::size_t series, const axis& values, std::vector<end_label>& ends) {
    const std::string classes = svg_chart::series_classes(series);
    point last{};
    for_each_run(series, [&](std::size_t begin, std::size_t end) {
      std::vector<point> points;
      for (std::size_t t = begin; t < end; ++t) points.push_back({x_of(t), values.at(*value(series, t, 2))});
      last = points.back();
      if (points.size() == 1) {
        to_.picture().circle(last, 3, "fill " + classes);
      } else {
        to_.picture().polyline(points, "line " + classes);
      }
    });
    if (last.x > 0) ends.push_back({series, last, last.y});
  }

  void draw_bands(std::size_t series, const axis& values) {
    const std::string color = svg_chart::series_classes(series);
    for_each_run(series, [&](std::size_t begin, std::size_t end) {
      for (const auto& [low, high] : {std::pair<std::size_t, std::size_t>{5, 6}, {3, 4}}) {
        std::vector<point> points;
        for (std::size_t t = begin; t < end; ++t) points.push_back({x_of(t), values.at(*value(series, t, high))});
        for (std::size_t t = end; t-- > begin;) points.push_back({x_of(t), values.at(*value(series, t, low))});
        if (end - begin == 1) {
          // One period has no width of its own.
          const double half = low == 3 ? 8 : 4;
          to_.picture().rectangle({points[0].x - half, points[0].y, points[0].x + half, points[1].y}, "pale " + color);
        } else {
          to_.picture().polygon(points, "pale " + color);
        }
      }
    });
  }

  void draw_labels(std::vector<end_label> ends, double width) {
    const auto room = static_cast<std::size_t>(std::max(plot_.height() / line_of_text, 1.0));
    const std::size_t hidden = ends.size() > room ? ends.size() - room + 1 : 0;
    ends.resize(ends.size() - hidden);
    box inside = plot_;
    if (hidden > 0) {
      inside.bottom -= line_of_text;
      to_.picture().text({plot_.right + 18, plot_.bottom + 4}, "and " + std::to_string(hidden) + " more", "muted");
    }
    move_apart(ends, inside);
    for (const end_label& label : ends) {
      const std::string classes = svg_chart::series_classes(label.series);
      to_.picture().line({label.at.x + 3, label.at.y}, {plot_.right + 14, label.y}, "thin " + classes.substr(0, 2));
      to_.picture().text({plot_.right + 18, label.y + 4}, cut_to_width(found_.names[label.series], width));
    }
  }

  svg_chart& to_;
  rows_by_line found_;
  box plot_{};
};

}  // namespace

void draw_over_periods(svg_chart& picture) { over_periods(picture).draw(); }

}  // namespace runrate::detail
