#include "vega_lite.hpp"

#include <runrate/core/format.hpp>
#include <runrate/report/html.hpp>

#include "chart_figures.hpp"
#include "page_text.hpp"
#include "vega_lite_drawings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace runrate {
namespace detail {
namespace {

std::string json_text(std::string_view text) {
  std::string json;
  add_json(json, text);
  return json;
}

std::string json_number(double value) { return fmt::format("{}", value + 0.0); }

// Amounts as they are shown. `null / 1e9` would be 0.
std::string calculations(const chart& c, const chart_scale& scale) {
  std::string all;
  for (const chart_column& column : c.columns()) {
    if (column.measure != chart_measure::amount) continue;
    if (!all.empty()) all += ',';
    all += column.may_lack ? fmt::format(R"({{"calculate":"isValid(datum.{0}) ? datum.{0} / {1} : null","as":"{0}"}})",
                                         column.name, scale.one)
                           : fmt::format(R"({{"calculate":"datum.{0} / {1}","as":"{0}"}})", column.name, scale.one);
  }
  return all;
}

bool has_amounts_upward(chart_kind kind) { return kind == chart_kind::lines || kind == chart_kind::fan; }

// A layer of one mark, which has no data of its own.
std::string layer(std::string_view mark, std::string_view encoding) {
  return fmt::format(R"(,{{"data":{{"values":[{{}}]}},"mark":{{{},"aria":false}},"encoding":{{{}}}}})", mark, encoding);
}

// Where a chart's lines begin and end is where a label may be in their way.
bool is_free_at_the_end(const chart& c, double at) {
  std::optional<double> first, last;
  for (const auto& row : c.rows()) {
    const std::optional<double> value = number_in(row[2]);
    if (!value) continue;
    if (!first) first = value;
    last = value;
  }
  return first && std::abs(*last - at) > std::abs(*first - at);
}

// A line or a band across the chart, and its label: in a row of its own above the chart where amounts go sideways.
std::string layers_of(const chart& c, std::size_t number, const chart_scale& scale, const std::string& unit) {
  const chart_mark& mark = c.marks()[number];
  const bool has_low = mark.at.has_low(), has_high = mark.at.has_high();
  if (!has_low && !has_high) return {};
  const bool upward = has_amounts_upward(c.kind());
  const double low = has_low ? to_double(mark.at.low()) / scale.one : 0;
  const double high = has_high ? to_double(mark.at.high()) / scale.one : 0;
  const std::string_view axis = upward ? "y" : "x";
  const auto at = [&](double value) {
    return fmt::format(R"({{"datum":{},"type":"quantitative","title":{}}})", json_number(value), unit);
  };
  const std::string style = R"("type":"text","style":"claim-label","limit":230,"text":)" + json_text(mark.label);
  std::string layers;
  if (mark.at.is_point()) {
    layers = layer(R"("type":"rule","style":"claim")", fmt::format(R"("{}":{})", axis, at(low)));
  } else {
    const std::string begin = has_low ? at(low) : upward ? R"({"value":"height"})" : R"({"value":0})";
    const std::string end = has_high ? at(high) : upward ? R"({"value":0})" : R"({"value":"width"})";
    // The axis is known by the first of the two.
    layers = layer(R"("type":"rect","style":"claim-band")",
                   fmt::format(R"("{0}":{1},"{0}2":{2})", axis, has_low ? begin : end, has_low ? end : begin));
  }
  if (upward) {
    const double edge = has_high ? high : low;
    const bool is_right = is_free_at_the_end(c, edge * scale.one);
    return layers + layer(fmt::format(R"({},"align":"{}","dy":-7)", style, is_right ? "right" : "left"),
                          fmt::format(R"("y":{},"x":{{"value":{}}})", at(edge), is_right ? R"("width")" : "6"));
  }
  const bool has_title_above = c.columns()[0].measure != chart_measure::text;
  const int row = (has_title_above ? -27 : -8) - 15 * static_cast<int>(number);
  if (has_low != has_high) {  // into the band
    return layers +
           layer(fmt::format(R"({},"align":"{}","dx":{})", style, has_high ? "right" : "left", has_high ? -4 : 4),
                 fmt::format(R"("x":{},"y":{{"value":{}}})", at(has_high ? high : low), row));
  }
  // To that side of the middle on which the drawing, as wide as it is, has more room, and no longer than that.
  const double middle = low + (high - low) / 2;
  const std::string place = fmt::format("scale('x', {})", json_number(middle));
  const std::string to_a_side =
      fmt::format(R"json("align":{{"expr":"{0} > width / 2 ? 'right' : 'left'"}})json", place);
  const std::string as_wide = fmt::format(R"json("limit":{{"expr":"max({0}, width - {0})"}})json", place);
  return layers + layer(fmt::format(R"("type":"text","style":"claim-label","text":{},{},{})", json_text(mark.label),
                                    to_a_side, as_wide),
                        fmt::format(R"("x":{},"y":{{"value":{}}})", at(middle), row));
}

// Of the totals of a bridge, or of the errors and biases of methods.
range_of_numbers lengths_of(const chart& c) {
  range_of_numbers all;
  for (const auto& row : c.rows()) {
    if (c.kind() == chart_kind::errors) all.add(number_in(row[1]));
    all.add(number_in(row[2]));
  }
  for (const chart_mark& mark : c.marks()) all.add(mark);
  return all;
}

bool is_far_from_zero(const range_of_numbers& totals) {
  return totals.low > 0 && totals.high - totals.low < 0.3 * totals.high;
}

// Without what is between its tokens, and with $names$ replaced. No string in it has a quote.
std::string filled(std::string_view drawing, const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string text;
  text.reserve(drawing.size());
  bool is_in_string = false;
  for (std::size_t i = 0; i < drawing.size(); ++i) {
    const char c = drawing[i];
    if (c == '"') is_in_string = !is_in_string;
    if (c == '$') {
      const std::size_t end = drawing.find('$', i + 1);
      const std::string_view name = drawing.substr(i + 1, end - i - 1);
      const auto value = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
      text += value->second;
      i = end;
    } else if (is_in_string || (c != ' ' && c != '\n')) {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string drawing_of(const chart& c) {
  const chart_scale scale = scale_of(c);
  const std::string unit = json_text(scale.name);
  std::vector<std::pair<std::string_view, std::string>> values{{"unit", unit}, {"amounts", calculations(c, scale)}};
  std::string marks;
  for (std::size_t i = 0; i < c.marks().size(); ++i) marks += layers_of(c, i, scale, unit);
  values.emplace_back("marks", std::move(marks));
  if (has_amounts_upward(c.kind())) {
    constexpr std::size_t most_dots = 16;
    const std::string_view legend = c.kind() == chart_kind::fan ? R"({"symbolType":"square","symbolOpacity":1})"
                                                                : R"({"symbolType":"stroke","symbolSize":400})";
    values.emplace_back("legend", order_of_appearance(c, 1).values.size() > 1 ? legend : "null");
    values.emplace_back("dots", order_of_appearance(c, 0).values.size() <= most_dots ? "1" : "0");
  }
  if (c.columns()[0].measure == chart_measure::text) {
    constexpr std::size_t row = 31;  // and not a step, which Vega-Lite says does not go with a width that fits
    values.emplace_back("height", fmt::format("{}", row * order_of_appearance(c, 0).values.size()));
  }
  if (c.kind() == chart_kind::tornado) values.emplace_back("base", json_number(base_of_tornado(c) / scale.one));
  if (c.kind() == chart_kind::bridge || c.kind() == chart_kind::errors) {
    const range_of_numbers all = lengths_of(c);
    const bool is_far = c.kind() == chart_kind::bridge && is_far_from_zero(all);
    // To the right there is room for labels.
    const double one = c.kind() == chart_kind::errors ? 1 : scale.one;
    values.emplace_back(
        "axis", is_far || all.low < 0 || all.high <= 0
                    ? fmt::format(R"("zero":{},"padding":48)", !is_far)
                    : fmt::format(R"json("domainMin":0,"domainMax":{{"expr":"{} * width / max(width - 56, 56)"}})json",
                                  all.high / one));
    values.emplace_back(
        "total",
        is_far
            ? R"({"type":"point","style":"total","filled":true,"shape":"diamond","size":150,"opacity":1,"aria":false})"
            : R"({"type":"bar","style":"total","aria":false})");
  }
  return filled(drawing_template(c.kind()), values);
}

}  // namespace detail

std::string to_vega_lite(const chart& c) {
  using detail::add_json;
  std::vector<std::size_t> order(c.rows().size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (detail::has_amounts_upward(c.kind())) {
    const detail::chart_order periods = detail::order_within_groups(c, 0, 1);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return periods.place[a] < periods.place[b]; });
  }
  std::string text = R"({"$schema":"https://vega.github.io/schema/vega-lite/v6.json","title":{"text":)";
  add_json(text, c.title());
  text += R"(,"subtitle":)";
  add_json(text, c.sentence());
  text += R"(},"description":)";
  add_json(text, c.title() + ": " + c.sentence());
  text += R"(,"data":{"values":[)";
  const auto columns = c.columns();
  for (std::size_t i = 0; i < order.size(); ++i) {
    text += i == 0 ? "{" : ",{";
    const auto& row = c.rows()[order[i]];
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) text += ',';
      add_json(text, columns[k].name);
      text += ':';
      if (const auto* words = std::get_if<std::string>(&row[k])) {
        add_json(text, *words);
      } else {
        const auto* number = std::get_if<chart_number>(&row[k]);
        text += number == nullptr ? "null" : number->digits();
      }
    }
    text += '}';
  }
  text += R"(]},"width":640,"config":)";
  text += detail::light_chart_theme();
  text += ',';
  text += std::string_view(detail::drawing_of(c)).substr(1);
  return text;
}

}  // namespace runrate
