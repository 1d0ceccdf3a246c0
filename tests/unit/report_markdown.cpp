#include <runrate/report/document.hpp>

#include "report_charts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace report_charts;

BOOST_AUTO_TEST_SUITE(report_as_markdown)

BOOST_AUTO_TEST_CASE(a_document_is_headings_lists_and_tables) {
  document d("AWS at the end of *2025*");
  d.add(report_facts{{{"source", "cloud_2025.csv"}, {"data to", "2025-12-31"}}});
  d.add(report_heading{"The figures", 2});
  d.add(report_text{"Times four,\nand nothing else."});
  table t({{"quarter"}, {"revenue", alignment::right, "USD million"}});
  t.add_row({"2025Q4", "35,579"});
  d.add(report_table{t, {"quarter"}});
  d.add(metric_definition{"run-rate (x4)",
                          "a year at the quarter's pace",
                          "35,579 x 4 = 142,316",
                          "the pace of today",
                          "no forecast",
                          "revenue of 2025: 128,725",
                          {{"revenue of 2025", "128,725"}, {"the rest", "13,591"}, {"run-rate", "142,316"}}});
  chart c(chart_kind::bridge, "from base to bull", "It goes up.", "USD");
  c.add_row({"base", chart_cell(), 100_bn});
  c.add_row({"down", -8.5_bn, 91.5_bn});
  c.add_mark({"said", interval(90_bn, 95_bn)});
  c.add_note("as published");
  d.add(c);
  BOOST_TEST(to_markdown(d) ==
             "# AWS at the end of \\*2025\\*\n"
             "\n"
             "- **source**: cloud_2025.csv\n"
             "- **data to**: 2025-12-31\n"
             "\n"
             "## The figures\n"
             "\n"
             "Times four,<br>and nothing else.\n"
             "\n"
             "| quarter | revenue (USD million) |\n"
             "| --- | ---: |\n"
             "| 2025Q4 | 35,579 |\n"
             "\n"
             "### run-rate (x4)\n"
             "\n"
             "- **what it is**: a year at the quarter's pace\n"
             "- **calculation**: 35,579 x 4 = 142,316\n"
             "- **why it is useful**: the pace of today\n"
             "- **what it is not**: no forecast\n"
             "- **comparable figure**: revenue of 2025: 128,725\n"
             "\n"
             "| from the reported figure to the metric | amount |\n"
             "| --- | ---: |\n"
             "| revenue of 2025 | 128,725 |\n"
             "| the rest | 13,591 |\n"
             "| run-rate | 142,316 |\n"
             "\n"
             "### from base to bull\n"
             "\n"
             "It goes up.\n"
             "\n"
             "| step | change (USD billion) | total (USD billion) |\n"
             "| --- | ---: | ---: |\n"
             "| base |  | 100.000 |\n"
             "| down | -8.500 | 91.500 |\n"
             "\n"
             "said: 90.000 to 95.000\n"
             "\n"
             "as published\n");
}

BOOST_AUTO_TEST_CASE(a_heading_keeps_the_hashes_that_would_close_it) {
  BOOST_TEST(to_markdown(document("Plan #")) == "# Plan \\#\n");
  BOOST_TEST(to_markdown(document("C##")) == "# C#\\#\n");
}

BOOST_AUTO_TEST_CASE(marks_that_are_open_say_so) {
  chart c(chart_kind::errors, "t", "s", "");
  c.add_row({"x4", 0.125, chart_cell()});
  c.add_mark({"more", interval::at_least(decimal(2))});
  c.add_mark({"less", interval::at_most(decimal(-3))});
  c.add_mark({"any", interval::everything()});
  document d("t");
  d.add(c);
  const std::string text = to_markdown(d);
  BOOST_TEST(text.ends_with("| x4 | 12.5% |  |\n"
                            "\n"
                            "more: from 2.000\n"
                            "\n"
                            "less: up to -3.000\n"
                            "\n"
                            "any\n"),
             text);
}

BOOST_AUTO_TEST_CASE(a_paragraph_is_no_heading_list_rule_or_code_by_its_beginning) {
  const auto of = [](const char* paragraph) {
    document d("t");
    d.add(report_text{paragraph});
    return to_markdown(d).substr(5);  // behind the title
  };
  BOOST_TEST(of("# heading") == "\\# heading\n");
  BOOST_TEST(of("- item") == "\\- item\n");
  BOOST_TEST(of("+ item") == "\\+ item\n");
  BOOST_TEST(of("===") == "\\===\n");
  BOOST_TEST(of("    code") == "code\n");
  BOOST_TEST(of("\tcode") == "code\n");
  BOOST_TEST(of("1. item") == "1\\. item\n");
  BOOST_TEST(of("12) item") == "12\\) item\n");
  BOOST_TEST(of("12 items") == "12 items\n");
  BOOST_TEST(of("~~~") == "\\~\\~\\~\n");
  BOOST_TEST(of("> quote") == "\\> quote\n");
  BOOST_TEST(of("[a](http://b)") == "\\[a\\](http://b)\n");
  BOOST_TEST(of("\xD7\x90 a -b") == "\u05D0 a -b\n");
}

BOOST_AUTO_TEST_CASE(odd_texts_are_inert) {
  document d(odd_texts()[0]);
  for (const std::string& text : odd_texts()) {
    d.add(report_heading{text, 9});
    d.add(report_text{text});
    d.add(report_facts{{{text, text}}});
    d.add(metric_definition{text, text, text, text, text, text, {{text, text}}});
    table t({{text, alignment::left, text}}, text);
    t.add_row({text});
    t.add_note(text);
    d.add(report_table{t, {}});
  }
  for (const chart_kind kind : every_kind) {
    chart c = of_kind(kind, odd_texts(), odd_texts()[0]);
    for (const std::string& text : odd_texts()) c.add_mark({text, interval(1_bn, 2_bn)});
    d.add(c);
  }
  const std::string text = to_markdown(d);
  BOOST_TEST(text.starts_with("# \\</script\\>\\<script\\>alert(1)\\</script\\>\n"));
  BOOST_TEST(text.find("=cmd\\|' /C calc'!A0") != std::string::npos);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    BOOST_TEST((text[at - 1] == '\\' || text.compare(at, 4, "<br>") == 0));
  }
  for (const char* never :
       {"\x1b", "\x07", "\x7F", "\t", "\xC2\x9B", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\u202E", "\u2067", "\u2028"}) {
    BOOST_TEST(text.find(never) == std::string::npos, never);
  }
  BOOST_TEST(text.find('\0') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
