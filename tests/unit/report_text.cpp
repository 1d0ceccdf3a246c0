#include <runrate/report/document.hpp>

#include "report_charts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace report_charts;

namespace {

// A chart's text without the title of the document, its own title and its sentence.
std::string drawing(const chart& c, std::size_t columns, text_style style = text_style::plain) {
  document d("t");
  d.add(c);
  const std::string text = to_text(d, {columns, style});
  const std::string before = "\n" + c.sentence() + "\n\n";
  const std::size_t at = text.find(before);
  BOOST_REQUIRE(at != std::string::npos);
  return text.substr(at + before.size());
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string without_renditions(std::string text) {
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b', at)) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_as_text)

BOOST_AUTO_TEST_CASE(a_document_is_aligned_and_wrapped) {
  document d("AWS at the end of 2025");
  d.add(report_facts{{{"source", "cloud.csv"}, {"data to", "2025-12-31"}}});
  d.add(report_heading{"The figures", 2});
  d.add(report_text{"One quarter, times four, and nothing else."});
  d.add(report_heading{"In a table", 3});
  table t({{"quarter"}, {"revenue", alignment::right}});
  t.add_row({"2025Q4", "35,579"});
  d.add(report_table{t, {}});
  BOOST_TEST(to_text(d) ==
             "AWS at the end of 2025\n"
             "======================\n"
             "\n"
             "source   cloud.csv\n"
             "data to  2025-12-31\n"
             "\n"
             "The figures\n"
             "-----------\n"
             "\n"
             "One quarter, times four, and nothing else.\n"
             "\n"
             "In a table\n"
             "~~~~~~~~~~\n"
             "\n"
             "quarter  revenue\n"
             "-------  -------\n"
             "2025Q4    35,579\n");
  BOOST_TEST(to_text(d, {20}) ==
             "AWS at the end of\n"
             "2025\n"
             "=================\n"
             "\n"
             "source  cloud.csv\n"
             "data to\n"
             "        2025-12-31\n"
             "\n"
             "The figures\n"
             "-----------\n"
             "\n"
             "One quarter, times\n"
             "four, and nothing\n"
             "else.\n"
             "\n"
             "In a table\n"
             "~~~~~~~~~~\n"
             "\n"
             "quarter  revenue\n"
             "-------  -------\n"
             "2025Q4    35,579\n");
}

BOOST_AUTO_TEST_CASE(a_definition_has_its_reconciliation_below) {
  const metric_definition x4{"annualized run-rate (x4)",
                             "a year at the quarter's pace",
                             "35,579 x 4 = 142,316",
                             "the pace of today",
                             "",
                             "revenue of 2025: 128,725",
                             {{"revenue of 2025", "128,725"},
                              {"less three quarters", "-93,146"},
                              {"three more", "106,737"},
                              {"run-rate", "142,316"}}};
  document d("t");
  d.add(x4);
  BOOST_TEST(to_text(d) ==
             "t\n"
             "=\n"
             "\n"
             "annualized run-rate (x4)\n"
             "what it is         a year at the quarter's pace\n"
             "calculation        35,579 x 4 = 142,316\n"
             "why it is useful   the pace of today\n"
             "comparable figure  revenue of 2025: 128,725\n"
             "\n"
             "revenue of 2025      128,725\n"
             "less three quarters  -93,146\n"
             "three more           106,737\n"
             "                     -------\n"
             "run-rate             142,316\n");
  const std::string narrow = to_text(d, {24});
  BOOST_TEST(narrow.ends_with("revenue of 2025  128,725\n"
                              "less three\n"
                              "quarters         -93,146\n"
                              "three more       106,737\n"
                              "                 -------\n"
                              "run-rate         142,316\n"),
             narrow);
  // Less than 12 columns are left for labels.
  const std::string narrower = to_text(d, {18});
  BOOST_TEST(narrower.ends_with("revenue of 2025\n"
                                "           128,725\n"
                                "less three\n"
                                "quarters\n"
                                "           -93,146\n"
                                "three more\n"
                                "           106,737\n"
                                "           -------\n"
                                "run-rate\n"
                                "           142,316\n"),
             narrower);
}

BOOST_AUTO_TEST_CASE(lines_are_sparks_over_all_periods) {
  chart c(chart_kind::lines, "pace", "It rises.", "USD");
  for (int i = 1; i <= 8; ++i) {
    const std::string period = "Q" + std::to_string(i);
    c.add_row({period, "a", chart_number(decimal(i) * 10'000'000'000)});
    c.add_row({period, "b", i == 3 ? chart_cell(45_bn) : chart_cell()});
    c.add_row({period, "none", chart_cell()});
  }
  c.add_mark({"said", interval(60_bn)});
  BOOST_TEST(drawing(c, 0) ==
             "series  Q1 to Q8   first    last\n"
             "------  --------  ------  ------\n"
             "a       ▁▂▃▄▅▆▇█  10.000  80.000\n"
             "b         ▅       45.000  45.000\n"
             "none\n"
             "said: 60.000\n");
  // 6 + 2 + 8 + 2 + 6 = 24 without what came first; without the sparks 16.
  BOOST_TEST(drawing(c, 24) ==
             "series  Q1 to Q8    last\n"
             "------  --------  ------\n"
             "a       ▁▂▃▄▅▆▇█  80.000\n"
             "b         ▅       45.000\n"
             "none\n"
             "said: 60.000\n");
  BOOST_TEST(drawing(c, 20) ==
             "series    last\n"
             "------  ------\n"
             "a       80.000\n"
             "b       45.000\n"
             "none\n"
             "said: 60.000\n");
}

BOOST_AUTO_TEST_CASE(a_sign_stands_for_several_periods_where_there_are_more_than_columns) {
  chart c(chart_kind::lines, "pace", "It rises.", "");
  for (int i = 1; i <= 16; ++i) c.add_row({std::to_string(i), "a", chart_number(decimal(i))});
  // Of two periods the last: 2, 4, ..., 16 between 1 and 16.
  BOOST_TEST(drawing(c, 24) ==
             "series  1 to 16     last\n"
             "------  --------  ------\n"
             "a       ▁▂▃▄▅▆▇█  16.000\n"
             "one sign for 2 periods\n");
}

BOOST_AUTO_TEST_CASE(a_spread_has_its_bounds_and_marks_on_one_scale) {
  chart c(chart_kind::spread, "all", "Side by side.", "USD");
  c.add_row({"a", 10_bn, 5_bn, 15_bn});
  c.add_row({"b", chart_number(decimal(0)), chart_cell(), chart_cell()});
  c.add_row({"c", 20_bn, 18_bn, chart_cell()});
  c.add_mark({"said", interval(8_bn, 12_bn)});
  c.add_mark({"target", interval(2_bn)});
  // Labels and numbers take 30 columns, and 2 between; the drawing has 21 for 0 to 20.
  BOOST_TEST(drawing(c, 53) ==
             "figure  0.000          20.000   value    from      to\n"
             "------  ---------------------  ------  ------  ------\n"
             "a         ┊  ├────●────┤       10.000   5.000  15.000\n"
             "b       ● ┊     ░░░░░           0.000\n"
             "c         ┊     ░░░░░     ├─●  20.000  18.000\n"
             "░ said: 8.000 to 12.000\n"
             "┊ target: 2.000\n");
}

BOOST_AUTO_TEST_CASE(a_bridge_adds_to_the_right_and_takes_away_to_the_left) {
  chart c(chart_kind::bridge, "from base to bull", "Up.", "USD");
  c.add_row({"base", chart_cell(), 100_bn});
  c.add_row({"up", 16_bn, 116_bn});
  c.add_row({"down", -8_bn, 108_bn});
  c.add_row({"tick", 0.125_bn, 108.125_bn});
  c.add_row({"less", -0.5_bn, 107.625_bn});
  c.add_row({"bull", chart_cell(), 107.625_bn});
  // A column a billion: 8 to the left and 16 to the right.
  BOOST_TEST(drawing(c, 48) ==
             "step   change                              total\n"
             "----  -------  ------------------------  -------\n"
             "base                                     100.000\n"
             "up    +16.000          ████████████████  116.000\n"
             "down   -8.000  ████████                  108.000\n"
             "tick   +0.125          ▏                 108.125\n"
             "less   -0.500         ▐                  107.625\n"
             "bull                                     107.625\n");
}

BOOST_AUTO_TEST_CASE(a_tornado_has_two_sides_around_its_base) {
  chart c(chart_kind::tornado, "what decides", "Price.", "USD");
  c.add_row({"price", 1.0, 3.0, chart_number(decimal(0)), 20_bn});
  c.add_row({"churn", 0.1, 0.2, 13_bn, 5_bn});
  c.add_row({"ramp", 4.0, 8.0, 11_bn, 14_bn});
  c.add_mark({"base", interval(10_bn)});
  // A column a billion on either side.
  BOOST_TEST(drawing(c, 48) ==
             "driver                         low end  high end\n"
             "------  ---------------------  -------  --------\n"
             "price   ▒▒▒▒▒▒▒▒▒▒│██████████    0.000    20.000\n"
             "churn        █████│▒▒▒          13.000     5.000\n"
             "ramp              │▒███         11.000    14.000\n"
             "▒ at the low end of the driver's range, █ at the\n"
             "high end, │ base: 10.000\n");
}

BOOST_AUTO_TEST_CASE(a_fan_is_its_medians_and_where_the_last_may_lie) {
  chart c(chart_kind::fan, "how it may go", "Up.", "USD");
  c.add_row({"2026", "base", 10_bn, 9_bn, 11_bn, 8_bn, 13_bn});
  c.add_row({"2027", "base", 24_bn, 18_bn, 23_bn, 12_bn, 29_bn});
  c.add_row({"2026", "bear", 10_bn, 9_bn, 11_bn, 7_bn, 12_bn});
  c.add_row({"2027", "bear", 12_bn, 11_bn, 14_bn, 8_bn, 17_bn});  // a seventh of the way up
  BOOST_TEST(drawing(c, 0) ==
             "line  2026 to 2027    last  90% from  90% to\n"
             "----  ------------  ------  --------  ------\n"
             "base  ▁█            24.000    12.000  29.000\n"
             "bear  ▁▂            12.000     8.000  17.000\n");
}

BOOST_AUTO_TEST_CASE(a_distribution_is_a_histogram_of_at_most_twenty_rows) {
  chart c(chart_kind::distribution, "revenue", "Wide.", "USD");
  c.add_row({chart_number(decimal(0)), 10_bn, 0.25});
  c.add_row({10_bn, 20_bn, 0.5});
  c.add_row({20_bn, 30_bn, 0.25});
  BOOST_TEST(drawing(c, 39) ==
             "  from      to                    share\n"
             "------  ------  ----------------  -----\n"
             " 0.000  10.000  ████████          25.0%\n"
             "10.000  20.000  ████████████████  50.0%\n"
             "20.000  30.000  ████████          25.0%\n");
  chart fine(chart_kind::distribution, "revenue", "Wide.", "USD");
  for (int i = 0; i < 41; ++i) {
    fine.add_row({chart_number(decimal(i) * 1'000'000'000), chart_number(decimal(i + 1) * 1'000'000'000), 1.0 / 41});
  }
  const std::vector<std::string> lines = lines_of(drawing(fine, 0));
  BOOST_REQUIRE(lines.size() == 2U + 14U);  // three classes in one
  BOOST_TEST(lines[2].starts_with(" 0.000   3.000  "));
  BOOST_TEST(lines[2].ends_with("  7.3%"));  // 3 / 41
  BOOST_TEST(lines[15].starts_with("39.000  41.000  "));
  BOOST_TEST(lines[15].ends_with("  4.9%"));  // 2 / 41
}

BOOST_AUTO_TEST_CASE(cumulative_odds_are_those_of_the_rows_next_to_five_shares) {
  chart c(chart_kind::cumulative, "revenue", "Wide.", "USD");
  for (const auto& [value, share] : std::vector<std::pair<decimal, double>>{{1_bn, 0.05},
                                                                            {2_bn, 0.15},
                                                                            {3_bn, 0.25},
                                                                            {4_bn, 0.45},
                                                                            {5_bn, 0.5},
                                                                            {6_bn, 0.75},
                                                                            {7_bn, 0.95},
                                                                            {8_bn, 1.0}}) {
    c.add_row({value, share});
  }
  // A column a twentieth.
  BOOST_TEST(drawing(c, 36) ==
             "value                       or less\n"
             "-----  -------------------  -------\n"
             "1.000  █                       5.0%\n"
             "3.000  █████                  25.0%\n"
             "5.000  ██████████             50.0%\n"
             "6.000  ███████████████        75.0%\n"
             "7.000  ███████████████████    95.0%\n");
}

BOOST_AUTO_TEST_CASE(errors_are_bars_and_their_bias_has_a_sign) {
  chart c(chart_kind::errors, "how far off", "Some.", "");
  c.add_row({"x4", 0.16, -0.08});
  c.add_row({"day", 0.04, chart_cell()});
  c.add_row({"ttm", 0.035, 0.01});
  BOOST_TEST(drawing(c, 38) ==
             "method                    error   bias\n"
             "------  ----------------  -----  -----\n"
             "x4      ████████████████  16.0%  -8.0%\n"
             "day     ████               4.0%\n"
             "ttm     ███▌               3.5%  +1.0%\n");
}

BOOST_AUTO_TEST_CASE(charts_of_nothing_of_one_and_of_equal_figures_are_drawn) {
  for (const chart_kind kind : every_kind) {
    BOOST_TEST_CONTEXT(to_string(kind)) {
      BOOST_TEST(drawing(of_kind(kind, {}), 0) == "no figures\n");
      const bool has_names = kind != chart_kind::distribution && kind != chart_kind::cumulative;
      BOOST_TEST((drawing(of_kind(kind, {"one"}), 0).find("one") != std::string::npos) == has_names);
    }
  }
  chart equal(chart_kind::lines, "t", "s", "USD");
  chart zeros(chart_kind::errors, "t", "s", "");
  chart nothing(chart_kind::bridge, "t", "s", "USD");
  for (const char* name : {"1", "2", "3"}) {
    equal.add_row({name, "a", 5_bn});
    zeros.add_row({name, 0.0, 0.0});
    nothing.add_row({name, chart_number(decimal(0)), chart_number(decimal(0))});
  }
  BOOST_TEST(drawing(equal, 0) ==
             "series  1 to 3  first   last\n"
             "------  ------  -----  -----\n"
             "a       ▄▄▄     5.000  5.000\n");
  BOOST_TEST(drawing(zeros, 0).find("█") == std::string::npos);
  BOOST_TEST(drawing(nothing, 0).find("█") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_stay_in_line_under_labels_of_any_script) {
  chart c(chart_kind::errors, "t", "s", "");
  c.add_row({"日本電信", 0.16, chart_cell()});
  c.add_row({"e\u0301", 0.08, chart_cell()});
  c.add_row({std::string(10'000, 'w'), 0.04, chart_cell()});
  // Labels have a third: 15 of 46 columns, of which 16 are left for bars.
  BOOST_TEST(drawing(c, 46) ==
             "method                             error  bias\n"
             "---------------  ----------------  -----  ----\n"
             "日本電信         ████████████████  16.0%\n"
             "e\u0301                ████████           8.0%\n"
             "wwwwwwwwwwwwww…  ████               4.0%\n");
}

BOOST_AUTO_TEST_CASE(colour_is_for_styled_text_and_says_nothing_by_itself) {
  for (const chart_kind kind : every_kind) {
    const chart c = of_kind(kind, {"a", "b", "c"});
    BOOST_TEST_CONTEXT(to_string(kind)) {
      const std::string styled = drawing(c, 80, text_style::styled);
      BOOST_TEST(styled.find('\x1b') != std::string::npos);
      BOOST_TEST(without_renditions(styled) == drawing(c, 80));
    }
  }
}

BOOST_AUTO_TEST_CASE(odd_texts_are_inert_and_charts_keep_to_the_terminal) {
  for (const std::size_t columns : {0U, 20U, 40U, 80U}) {
    document d("odd");
    for (const std::string& text : odd_texts()) {
      d.add(report_heading{text, 2});
      d.add(report_text{text});
      d.add(report_facts{{{text, text}, {"name", text}}});
      d.add(metric_definition{text, text, text, text, text, text, {{text, "1"}, {text, text}}});
      table t({{text}, {"x"}}, text);
      t.add_row({text, text});
      t.add_note(text);
      d.add(report_table{t, {text}});
    }
    for (const chart_kind kind : every_kind) {
      chart c = of_kind(kind, odd_texts(), "short");
      for (const std::string& line : lines_of(drawing(c, columns))) {
        // Two numbers of a bridge beside a label need more than twenty.
        if (columns != 0 && (columns > 20 || kind != chart_kind::bridge))
          BOOST_TEST(display_width(line) <= columns, line);
      }
      for (const std::string& text : odd_texts()) c.add_mark({text, interval(1_bn, 2_bn)});
      for (const std::string& text : odd_texts()) c.add_note(text);
      d.add(c);
    }
    const std::string text = to_text(d, {columns});
    for (const char* never : {"\x1b", "\x07", "\x7F", "\t", "\r", "\xC2\x9B", "\xFF", "\xC0\x80", "\xED\xA0\x80",
                              "\u202E", "\u2067", "\u2028"}) {
      BOOST_TEST(text.find(never) == std::string::npos, never);
    }
    BOOST_TEST(text.find('\0') == std::string::npos);
    BOOST_TEST(text.find("=cmd|' /C calc'!A0") != std::string::npos);
    BOOST_TEST(text.find("\u05E2\u05D1\u05E8\u05D9\u05EA") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_table_does_without_spare_columns_only_where_it_must) {
  table t({{"method"}, {"a year", alignment::right, "USD"}, {"factor"}, {"how"}});
  t.add_row({"x4", "142", "4", "the quarter times four"});
  t.add_note("factor: exact");
  t.add_note("a note on all");
  const report_table wide{t, {"factor", "how"}};
  BOOST_TEST(to_text(fitted(wide, 80)) == to_text(t));
  // 6 + 2 + 12 + 2 + 6 + 2 leave 18 of 48 for the last column, whose cells are no sentences.
  BOOST_TEST(to_text(fitted(wide, 48)) ==
             "method  a year (USD)  how\n"
             "------  ------------  ----------------------\n"
             "x4               142  the quarter times four\n"
             "\n"
             "a note on all\n"
             "not shown in 48 columns: factor (--output FILE\n"
             "has all)\n");
}

BOOST_AUTO_TEST_SUITE_END()
