// Pictures of charts in SVG.
#include <runrate/report/html.hpp>

#include <runrate/core/errors.hpp>

#include "definition.hpp"
#include "svg_chart.hpp"

#include <algorithm>
#include <cmath>

namespace runrate {
namespace detail {
namespace {

constexpr double margin = 16, row_of_legend = 18;

std::string mark_classes(std::size_t index) {
  constexpr std::size_t dashes = 4;
  return index % dashes == 0 ? "mark" : "mark d" + std::to_string(index % dashes);
}

}  // namespace

svg_chart::svg_chart(const chart& of, int width, int height)
    : chart_(of),
      scale_(scale_of(of)),
      width_(width),
      height_(height),
      picture_(width, height, of.title(), of.sentence()) {}

std::optional<double> svg_chart::number(const chart_row& row, std::size_t column) const {
  constexpr double most = 1e300, least = 1e-300;
  const auto value = number_in(row[column]);
  if (!value) return std::nullopt;
  const double scaled = chart_.columns()[column].measure == chart_measure::amount ? *value / scale_.one : *value;
  return std::abs(scaled) < least ? 0 : std::clamp(scaled, -most, most);
}

std::string svg_chart::shown_number(const chart_row& row, std::size_t column, bool with_plus) const {
  const auto at = static_cast<std::size_t>(&row - chart_.rows().data());
  const std::string text = shown(chart_, at, column, scale_);
  if (!text.empty() && text[0] == '-') return "\u2212" + text.substr(1);
  return with_plus && number_in(row[column]).value_or(0) > 0 ? "+" + text : text;
}

range_of_numbers svg_chart::range_of(std::initializer_list<std::size_t> columns) const {
  range_of_numbers range, marks;
  for (const chart_row& row : chart_.rows()) {
    for (const std::size_t column : columns) range.add(number(row, column));
  }
  for (const chart_mark& mark : chart_.marks()) marks.add(mark);
  if (!marks.is_empty()) {
    range.add(marks.low / scale_.one);
    range.add(marks.high / scale_.one);
  }
  return range;
}

box svg_chart::begin(std::vector<legend_entry> legend, double left, double right, const std::string& of_what) {
  constexpr double title_size = 15, title_line = 24, swatch = 16, between = 18;
  const double room = width_ - 2 * margin;
  const std::string subtitle = of_what + (of_what.empty() || scale_.name.empty() ? "" : ", along ") + scale_.name;
  picture_.text({margin, title_line}, cut_to_width(chart_.title(), room * 0.95, title_size), "title");
  for (std::size_t i = 0; i < chart_.marks().size(); ++i) {
    const chart_mark& mark = chart_.marks()[i];
    legend.push_back(mark.at.is_point() ? legend_entry{legend_entry::sign::line, mark_classes(i), {}}
                                        : legend_entry{legend_entry::sign::area, "band", {}});
    legend.back().text = text_of(mark, scale_);
  }
  double x = margin, y = title_line + 19;
  if (!subtitle.empty()) {
    const std::string unit = cut_to_width(subtitle, room);
    picture_.text({x, y}, unit, "muted");
    x += text_width(unit) + between;
  }
  for (const legend_entry& entry : legend) {
    const std::string text = cut_to_width(entry.text, room - swatch - 6);
    const double needed = swatch + 6 + text_width(text);
    if (x > margin && x + needed > width_ - margin) {
      x = margin;
      y += row_of_legend;
    }
    if (y > height_ / 2) break;
    switch (entry.sign) {
      case legend_entry::sign::line: picture_.line({x, y - 4}, {x + swatch, y - 4}, entry.classes); break;
      case legend_entry::sign::area: picture_.rectangle({x, y - 10, x + swatch, y + 1}, entry.classes); break;
      case legend_entry::sign::dot: picture_.circle({x + swatch / 2, y - 4}, 4, entry.classes); break;
    }
    picture_.text({x + swatch + 6, y}, text);
    x += needed + between;
  }
  const double top = subtitle.empty() && legend.empty() ? title_line + 14 : y + 14;
  box plot{margin + left, top, width_ - margin - right, height_ - 30};
  plot.right = std::max(plot.right, plot.left + 10);
  plot.bottom = std::max(plot.bottom, plot.top + 10);
  return plot;
}

void svg_chart::draw_standing_axis(const axis& values, const box& plot) {
  for (const axis::tick& t : values.ticks()) {
    const double y = values.at(t.value);
    picture_.line({plot.left, y}, {plot.right, y}, t.value == 0 ? "axis" : "grid");
    picture_.text({plot.left - 8, y + 4}, t.label, "muted", text_anchor::end);
  }
}

void svg_chart::draw_lying_axis(const axis& values, const box& plot) {
  for (const axis::tick& t : values.ticks()) {
    const double x = values.at(t.value);
    picture_.line({x, plot.top}, {x, plot.bottom}, t.value == 0 ? "axis" : "grid");
    picture_.text({x, plot.bottom + 18}, t.label, "muted", text_anchor::middle);
  }
}

void svg_chart::draw_marks(const axis& values, const box& plot, bool is_standing) {
  for (std::size_t i = 0; i < chart_.marks().size(); ++i) {
    const interval& range = chart_.marks()[i].at;
    const double low = range.has_low() ? to_double(range.low()) / scale_.one : values.low();
    const double high = range.has_high() ? to_double(range.high()) / scale_.one : values.high();
    const double from = values.at(low), to = values.at(high);
    if (range.is_point()) {
      const point begin = is_standing ? point{plot.left, from} : point{from, plot.top};
      const point end = is_standing ? point{plot.right, from} : point{from, plot.bottom};
      picture_.line(begin, end, "halo");
      picture_.line(begin, end, mark_classes(i));
      continue;
    }
    // A narrow band is still seen.
    const double more = std::max(3 - std::abs(to - from), 0.0) / 2;
    picture_.rectangle(is_standing ? box{plot.left, to - more, plot.right, from + more}
                                   : box{from - more, plot.top, to + more, plot.bottom},
                       "band");
  }
}

double svg_chart::label_room(const axis& values) {
  double widest = 0;
  for (const axis::tick& t : values.ticks()) widest = std::max(widest, text_width(t.label));
  return widest + 8;
}

std::string svg_chart::series_classes(std::size_t series) {
  constexpr std::size_t colors = 7, dashes = 4;
  const std::size_t dash = series / colors % dashes;
  return "s" + std::to_string(series % colors) + (dash == 0 ? "" : " d" + std::to_string(dash));
}

}  // namespace detail

std::string to_svg(const chart& c, int width, int height) {
  if (width <= 0 || height <= 0) detail::throw_contract("to_svg: the picture has no size");
  detail::svg_chart picture(c, width, height);
  if (c.rows().empty()) {
    const detail::box plot = picture.begin({}, 0, 0);
    picture.picture().text({plot.left, plot.top + 14}, "no figures", "muted");
    return std::move(picture.picture()).finished();
  }
  switch (c.kind()) {
    case chart_kind::lines:
    case chart_kind::fan: draw_over_periods(picture); break;
    case chart_kind::distribution:
    case chart_kind::cumulative: draw_odds(picture); break;
    case chart_kind::spread:
    case chart_kind::bridge:
    case chart_kind::tornado:
    case chart_kind::errors: draw_in_rows(picture); break;
  }
  return std::move(picture.picture()).finished();
}

}  // namespace runrate
