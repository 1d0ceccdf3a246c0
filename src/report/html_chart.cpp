#include "html_chart.hpp"

#include <runrate/report/html.hpp>

#include "chart_order.hpp"
#include "definition.hpp"
#include "page_text.hpp"
#include "vega_lite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace runrate::detail {
namespace {

std::string_view how_to_read(chart_kind kind) {
  switch (kind) {
    case chart_kind::lines: return "";
    case chart_kind::spread:
      return "Dot: the figure. Bar: where it may lie. Dashed line or band: what the figures are held against.";
    case chart_kind::bridge: return "From top to bottom: + adds to the total above, \xE2\x88\x92 takes from it.";
    case chart_kind::tornado:
      return "Each bar: the figure when that driver alone goes from one end of its range to the other. The labels are "
             "the driver's values.";
    case chart_kind::fan: return "Line: the middle. Dark band: half of what may happen. Light band: nine in ten.";
    case chart_kind::distribution: return "Height: the share of trials that fall into a class.";
    case chart_kind::cumulative: return "Up from a figure, then left: the probability of that or less.";
    case chart_kind::errors: return "Bar: by how much a method was off. Mark: its bias; left of zero it was too low.";
  }
  return "";
}

// Cells are read by the script as well, so that a line break is a blank.
void add_cell(std::string& to, const chart_cell& cell, std::string_view shown_as) {
  const auto* number = std::get_if<chart_number>(&cell);
  if (number == nullptr) return;
  to += "<data value=";
  to += number->digits();
  to += '>';
  to += shown_as;
  to += "</data>";
}

void add_table_begin(std::string& to, const chart_scale& scale, std::size_t number, bool is_crossed) {
  to += fmt::format(
      "<details><summary>Numbers</summary>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Numbers "
      "of "
      "chart {}\">\n<table class=\"data\"{}>\n",
      number, is_crossed ? " data-crossed" : "");
  if (!scale.name.empty()) {
    to += "<caption>In ";
    add_html(to, scale.name);
    to += "</caption>\n";
  }
  to += "<thead><tr>";
}

// A row a period and a column a series: what people look up, and short. Nothing where a figure would lack a place.
std::optional<std::vector<std::vector<const chart_cell*>>> crossed(const chart& c, const chart_order& periods,
                                                                   const chart_order& series) {
  constexpr std::size_t most_series = 16;
  if (series.values.size() > most_series) return std::nullopt;
  std::vector<std::vector<const chart_cell*>> cells(periods.values.size());
  for (auto& row : cells) row.resize(series.values.size());
  for (std::size_t i = 0; i < c.rows().size(); ++i) {
    const chart_cell*& cell = cells[periods.place[i]][series.place[i]];
    if (cell != nullptr) return std::nullopt;
    cell = &c.rows()[i][2];
  }
  return cells;
}

bool add_crossed_table(std::string& to, const chart& c, const chart_scale& scale, std::size_t number) {
  if (c.kind() != chart_kind::lines) return false;
  const chart_order periods = order_within_groups(c, 0, 1), series = order_of_appearance(c, 1);
  const auto cells = crossed(c, periods, series);
  if (!cells) return false;
  add_table_begin(to, scale, number, true);
  to += "<th scope=col class=l>period";
  for (const std::string_view name : series.values) {
    to += "<th scope=col>";
    add_attribute(to, name);
  }
  to += "</thead>\n<tbody>\n";
  for (std::size_t i = 0; i < cells->size(); ++i) {
    to += "<tr><th scope=row>";
    add_attribute(to, periods.values[i]);
    for (const chart_cell* cell : (*cells)[i]) {
      to += "<td>";
      if (cell != nullptr) add_cell(to, *cell, shown(*cell, c.columns()[2], scale));
    }
    to += '\n';
  }
  return true;
}

void add_plain_table(std::string& to, const chart& c, const chart_scale& scale, std::size_t number) {
  add_table_begin(to, scale, number, false);
  const auto columns = c.columns();
  for (const chart_column& column : columns) {
    const bool is_text = column.measure == chart_measure::text;
    to += fmt::format("<th scope=col data-name={}{}>{}", column.name, is_text ? " class=l" : "", column.header);
  }
  to += "</thead>\n<tbody>\n";
  for (std::size_t at = 0; at < c.rows().size(); ++at) {
    const auto& row = c.rows()[at];
    to += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto* words = std::get_if<std::string>(&row[i])) {
        to += i == 0 ? "<th scope=row>" : "<td class=l>";
        add_attribute(to, *words);
      } else {
        to += "<td>";
        add_cell(to, row[i], shown(c, at, i, scale));
      }
    }
    to += '\n';
  }
}

// A style in a picture holds for the page, so that the next picture can do without the same again.
void add_picture(std::string& to, const chart& c, std::string& known_style) {
  constexpr std::string_view end_of_style = "</style>";
  const std::string picture = to_svg(c);
  const std::size_t begin = picture.find("<style>"), end = picture.find(end_of_style);
  if (begin == std::string::npos || end == std::string::npos) {
    to += picture;
    return;
  }
  const std::size_t after = end + end_of_style.size();
  std::string style = picture.substr(begin, after - begin);
  to.append(picture, 0, begin);
  if (style != known_style) to += style;
  to.append(picture, after);
  known_style = std::move(style);
}

void add_note(std::string& to, std::string_view text, std::string_view kind) {
  to += fmt::format("<p class=\"{}\" dir=\"auto\">", kind);
  add_html(to, text);
  to += "</p>\n";
}

}  // namespace

void add_chart(std::string& to, const chart& c, const chart_place& at) {
  const chart_scale scale = scale_of(c);
  to += fmt::format(
      "<figure class=\"chart {}\" aria-labelledby=\"chart-{}\">\n<figcaption><h{} class=\"title\" id=\"chart-{}\" "
      "dir=\"auto\">",
      to_string(c.kind()), at.number, at.heading_level, at.number);
  add_html(to, c.title());
  to += fmt::format("</h{}><p class=\"sentence\" dir=\"auto\">", at.heading_level);
  add_html(to, c.sentence());
  to += "</p></figcaption>\n";
  if (at.is_drawn_by_script) {
    to += fmt::format("<div class=\"plot waiting\" role=\"img\" aria-labelledby=\"chart-{}\"></div>\n", at.number);
  } else {
    to += fmt::format("<div class=\"plot picture\" role=\"region\" tabindex=\"0\" aria-labelledby=\"chart-{}\">",
                      at.number);
    add_picture(to, c, at.picture_style);
    to += "</div>\n";
  }
  const std::string_view aid = how_to_read(c.kind());
  if (!aid.empty()) add_note(to, aid, "aid");
  to += "<div class=\"under\">\n";
  if (at.is_drawn_by_script) {
    to += fmt::format(
        "<div class=\"tools\" hidden><button type=\"button\" data-save=\"svg\" aria-describedby=\"chart-{0}\">Save as "
        "SVG</button><button type=\"button\" data-save=\"png\" aria-describedby=\"chart-{0}\">Save as "
        "PNG</button></div>\n",
        at.number);
  }
  if (!add_crossed_table(to, c, scale, at.number)) add_plain_table(to, c, scale, at.number);
  to += "</tbody></table>\n</div>\n";
  for (const chart_mark& mark : c.marks()) add_note(to, text_of(mark, scale), "note");
  to += "</details>\n</div>\n";
  for (const std::string& note : c.notes()) add_note(to, note, "note");
  if (at.is_drawn_by_script) {
    to += "<script type=\"application/json\">";
    to += drawing_of(c);
    to += "</script>\n";
  }
  to += "</figure>\n";
}

}  // namespace runrate::detail
