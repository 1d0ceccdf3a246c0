#include <runrate/core/errors.hpp>
#include <runrate/report/html.hpp>
#include <runrate/report/table.hpp>

#include "report_charts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace report_charts;

namespace {

struct element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  // up to the next tag

  double number(const char* attribute) const { return std::stod(attributes.at(attribute)); }
  bool has_class(std::string_view wanted) const {
    const auto found = attributes.find("class");
    return found != attributes.end() &&
           (" " + found->second + " ").find(" " + std::string(wanted) + " ") != std::string::npos;
  }
};

// What XML allows: characters, entities, quoted attributes, and tags that close in their order (XML 1.0, 2.2 to 3.1).
std::vector<element> parsed(const std::string& svg) {
  std::vector<element> all;
  std::vector<std::string> open;
  for (const char c : svg) BOOST_REQUIRE((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  BOOST_REQUIRE(svg.find("\uFFFE") == std::string::npos);
  BOOST_REQUIRE(svg.find("\uFFFF") == std::string::npos);
  for (std::size_t at = svg.find('&'); at != std::string::npos; at = svg.find('&', at + 1)) {
    const std::string entity = svg.substr(at, svg.find(';', at) - at + 1);
    BOOST_REQUIRE((entity == "&lt;" || entity == "&gt;" || entity == "&amp;" || entity == "&quot;"));
  }
  for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at + 1)) {
    const std::size_t end = svg.find('>', at);
    BOOST_REQUIRE(end != std::string::npos);
    std::string tag = svg.substr(at + 1, end - at - 1);
    BOOST_REQUIRE(tag.find('<') == std::string::npos);
    if (tag[0] == '/') {
      BOOST_REQUIRE(!open.empty());
      BOOST_REQUIRE(open.back() == tag.substr(1));
      open.pop_back();
      continue;
    }
    const bool is_empty = tag.back() == '/';
    if (is_empty) tag.pop_back();
    element e{tag.substr(0, tag.find(' ')), {}, svg.substr(end + 1, svg.find('<', end) - end - 1)};
    for (std::size_t i = tag.find(' '); i != std::string::npos && i + 1 < tag.size();) {
      const std::size_t equals = tag.find("=\"", i), close = tag.find('"', equals + 2);
      BOOST_REQUIRE(close != std::string::npos);
      const std::string name = tag.substr(i + 1, equals - i - 1);
      BOOST_REQUIRE(e.attributes.emplace(name, tag.substr(equals + 2, close - equals - 2)).second);
      i = tag.find(' ', close);
    }
    if (!is_empty) open.push_back(e.name);
    all.push_back(std::move(e));
  }
  BOOST_REQUIRE(open.empty());
  return all;
}

std::vector<element> named(const std::vector<element>& all, std::string_view name, std::string_view of_class) {
  std::vector<element> found;
  std::copy_if(all.begin(), all.end(), std::back_inserter(found),
               [&](const element& e) { return e.name == name && e.has_class(of_class); });
  return found;
}

struct rectangle {
  double left, top, right, bottom;
  std::string text;
};

// Where a text stands, in a font of a usual width.
rectangle place_of(const element& e) {
  const double size = e.has_class("title") ? 15 : 12;
  const double width = 0.55 * size * static_cast<double>(display_width(e.text));
  const auto anchor = e.attributes.find("text-anchor");
  const double before = anchor == e.attributes.end() ? 0 : anchor->second == "middle" ? width / 2 : width;
  const double x = e.number("x") - before, y = e.number("y");
  return {x, y - 0.75 * size, x + width, y + 0.15 * size, e.text};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_svg)

BOOST_AUTO_TEST_CASE(a_picture_says_what_it_shows) {
  const std::string svg = to_svg(of_kind(chart_kind::lines, {"x4", "ttm"}, "Pace & <year>"), 640, 320);
  BOOST_TEST(
      svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"runrate-chart\" role=\"img\" width=\"640\" "
                      "height=\"320\" viewBox=\"0 0 640 320\">\n"
                      "<title>Pace &amp; &lt;year&gt;</title>\n"
                      "<desc>Pace &amp; &lt;year&gt;</desc>\n"));
  BOOST_TEST(svg.find("prefers-color-scheme:dark") != std::string::npos);
  BOOST_TEST(svg.find("http", 40) == std::string::npos);  // nothing from anywhere
  BOOST_CHECK_THROW(to_svg(of_kind(chart_kind::lines, {}), 0, 100), contract_error);
}

BOOST_AUTO_TEST_CASE(texts_of_every_kind_stand_apart_and_inside) {
  for (const chart_kind kind : every_kind) {
    for (const auto& [width, height] : {std::pair{720, 360}, {1200, 500}, {360, 260}}) {
      chart c = of_kind(kind, {"times four", "trailing year", "compound", "by days"});
      if (kind != chart_kind::errors) c.add_mark({"said", interval(21_bn)});
      std::vector<rectangle> places;
      for (const element& e : parsed(to_svg(c, width, height))) {
        if (e.name == "text") places.push_back(place_of(e));
      }
      BOOST_TEST_CONTEXT(to_string(kind) << " " << width) {
        BOOST_TEST(places.size() > 6U);
        for (std::size_t i = 0; i < places.size(); ++i) {
          BOOST_TEST(places[i].left >= 0, places[i].text);
          BOOST_TEST(places[i].right <= width, places[i].text);
          BOOST_TEST(places[i].bottom <= height, places[i].text);
          for (std::size_t k = 0; k < i; ++k) {
            const bool overlap = places[i].left < places[k].right && places[k].left < places[i].right &&
                                 places[i].top < places[k].bottom && places[k].top < places[i].bottom;
            BOOST_TEST(!overlap, places[i].text + " over " + places[k].text);
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(positions_are_in_proportion) {
  chart spread(chart_kind::spread, "t", "s", "USD");
  for (const int value : {10, 20, 40})
    spread.add_row({std::to_string(value), chart_number(decimal(value)), 5_dec, 45_dec});
  const auto dots = named(parsed(to_svg(spread)), "circle", "s0");
  BOOST_REQUIRE(dots.size() == 3U);
  const double ten = dots[1].number("cx") - dots[0].number("cx");
  BOOST_TEST(ten > 50);
  BOOST_TEST(std::abs(dots[2].number("cx") - dots[1].number("cx") - 2 * ten) < 0.05);

  chart bridge(chart_kind::bridge, "t", "s", "USD");
  bridge.add_row({"a", chart_cell(), 100_dec});
  bridge.add_row({"b", 50_dec, 150_dec});
  bridge.add_row({"c", -25_dec, 125_dec});
  const auto all = parsed(to_svg(bridge));
  // The first of each is in the legend.
  const auto up = named(all, "rect", "s0"), down = named(all, "rect", "s1"), total = named(all, "rect", "s6");
  BOOST_REQUIRE((up.size() == 2U && down.size() == 2U && total.size() == 2U));
  const double width = total[1].number("width");
  BOOST_TEST(std::abs(up[1].number("width") - width / 2) < 0.05);
  BOOST_TEST(std::abs(down[1].number("width") - width / 4) < 0.05);
  BOOST_TEST(std::abs(up[1].number("x") - (total[1].number("x") + width)) < 0.05);
  BOOST_TEST(std::abs(down[1].number("x") + down[1].number("width") - up[1].number("x") - up[1].number("width")) <
             0.05);

  chart histogram(chart_kind::distribution, "t", "s", "");
  histogram.add_row({chart_number(decimal(0)), 10_dec, 0.2});
  histogram.add_row({10_dec, 30_dec, 0.6});
  histogram.add_row({30_dec, 40_dec, 0.2});
  const auto bars = named(parsed(to_svg(histogram)), "rect", "s0");
  BOOST_REQUIRE(bars.size() == 3U);
  BOOST_TEST(std::abs(bars[1].number("height") - 3 * bars[0].number("height")) < 0.05);
  BOOST_TEST(std::abs(bars[1].number("width") + 1 - 2 * (bars[0].number("width") + 1)) < 0.05);  // with their gaps
}

BOOST_AUTO_TEST_CASE(ticks_are_round_and_signs_are_written) {
  chart c(chart_kind::lines, "t", "s", "USD");
  for (int i = 0; i < 5; ++i) c.add_row({std::to_string(2020 + i), "a", chart_number((i * 10 - 20) * 1e9)});
  std::vector<std::string> labels;
  for (const element& e : named(parsed(to_svg(c)), "text", "muted")) labels.push_back(e.text);
  // 40 in seven steps or less, by 1, 2 or 5 times a power of ten: tens.
  const std::vector<std::string> expected{"USD billion", "\u221220", "\u221210", "0",    "10",  "20",
                                          "2020",        "2021",     "2022",     "2023", "2024"};
  BOOST_TEST(labels == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_there_is_no_room_for_is_counted) {
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("figure " + std::to_string(i));
  for (const chart_kind kind : {chart_kind::lines, chart_kind::spread, chart_kind::errors, chart_kind::tornado}) {
    const auto all = parsed(to_svg(of_kind(kind, names)));
    std::size_t shown = 0, hidden = 0;
    for (const element& e : all) {
      if (e.name != "text") continue;
      if (e.text.starts_with("figure ")) ++shown;
      if (e.text.starts_with("and ")) hidden = std::stoul(e.text.substr(4));
    }
    BOOST_TEST_CONTEXT(to_string(kind)) {
      BOOST_TEST(shown > 10U);
      BOOST_TEST(shown + hidden == 60U);
    }
  }
}

BOOST_AUTO_TEST_CASE(gaps_stay_open_and_single_figures_are_seen) {
  chart c(chart_kind::lines, "t", "s", "USD");
  for (int i = 0; i < 7; ++i) {
    c.add_row({std::to_string(2020 + i), "a", i == 2 || i == 4 ? chart_cell() : chart_cell(decimal(i))});
  }
  const auto all = parsed(to_svg(c));
  BOOST_TEST(named(all, "polyline", "line").size() == 2U);  // 2020 to 2021, and 2025 to 2026
  BOOST_TEST(named(all, "circle", "s0").size() == 1U);      // 2023
}

BOOST_AUTO_TEST_CASE(charts_of_nothing_of_one_and_of_extremes_are_pictures) {
  for (const chart_kind kind : every_kind) {
    BOOST_TEST(to_svg(of_kind(kind, {})).find(">no figures</text>") != std::string::npos);
    for (const int size : {1, 40, 300}) parsed(to_svg(of_kind(kind, {"one"}), size, size));
  }
  for (const double value : {0.0, 1e-320, 1e308, -1e308}) {
    chart lines(chart_kind::lines, "t", "s", "");
    lines.add_row({"1", "a", value});
    lines.add_row({"2", "a", -value});
    chart odds(chart_kind::cumulative, "t", "s", "");
    odds.add_row({value, 0.5});
    chart tornado(chart_kind::tornado, "t", "s", "");
    tornado.add_row({"a", value, value, value, value});
    for (const chart& c : {lines, odds, tornado}) {
      for (const element& e : parsed(to_svg(c))) {
        for (const auto& [name, text] : e.attributes) {
          BOOST_TEST((text.find("nan") == std::string::npos && text.find("inf") == std::string::npos), name + text);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(odd_texts_are_inert_and_cut) {
  for (const chart_kind kind : every_kind) {
    for (const std::string& title : odd_texts()) {
      chart c = of_kind(kind, odd_texts(), title);
      if (kind != chart_kind::errors) c.add_mark({title, interval(1_bn, 2_bn)});
      const auto all = parsed(to_svg(c));
      for (const element& e : all) {
        BOOST_TEST(e.name != "script");
        if (e.name == "text") BOOST_TEST(e.text.size() < 400U);
      }
    }
  }
  const std::string svg = to_svg(of_kind(chart_kind::spread, odd_texts()));
  BOOST_TEST(svg.find("&lt;/script&gt;&lt;script&gt;alert(1)") != std::string::npos);
  BOOST_TEST(svg.find("=cmd|' /C calc'!A0") != std::string::npos);
  BOOST_TEST(svg.find("日本電信電話") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
