#include <runrate/core/literals.hpp>
#include <runrate/report.hpp>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <vector>

using namespace runrate;

namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

bool contains(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

// What lies between two texts, of the first place where both are.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  BOOST_REQUIRE(from != std::string::npos);
  const std::size_t to = text.find(end, from + begin.size());
  BOOST_REQUIRE(to != std::string::npos);
  return text.substr(from + begin.size(), to - from - begin.size());
}

// The page without what is the same in every page: style and scripts.
std::string report_of(const std::string& page) {
  const std::size_t begin = page.find("<main"), end = page.find("</main>");
  BOOST_REQUIRE(begin != std::string::npos && end != std::string::npos);
  return page.substr(begin, end - begin);
}

chart paces() {
  chart c(chart_kind::lines, "AWS by two methods", "Times four runs ahead.", "USD");
  c.add_row({"2025Q3", "x4", decimal(132'024'000'000)});
  c.add_row({"2025Q4", "x4", decimal(142'316'000'000)});
  c.add_row({"2025Q4", "ttm", decimal(128'725'000'000)});
  c.add_row({"2025Q3", "ttm", chart_cell()});
  return c;
}

document page_of(report_block block) {
  document d("A report");
  d.add(std::move(block));
  return d;
}

// One chart of each kind with a row or two.
std::vector<chart> every_kind(const std::string& name) {
  const decimal one(1'500'000'000), two(2'500'000'000);
  std::vector<chart> all{paces()};
  all.emplace_back(chart_kind::spread, name, name, "USD").add_row({name, one, chart_cell(), two});
  all.emplace_back(chart_kind::bridge, name, name, "USD").add_row({name, chart_cell(), one});
  all.back().add_row({name + " 2", -0.25e9, decimal(1'250'000'000)});
  all.emplace_back(chart_kind::tornado, name, name, "USD").add_row({name, 0.5, 1.5, one, two});
  all.emplace_back(chart_kind::fan, name, name, "USD").add_row({name, name, one, one, two, one, two});
  all.emplace_back(chart_kind::distribution, name, name, "USD").add_row({one, two, 0.25});
  all.emplace_back(chart_kind::cumulative, name, name, "USD").add_row({one, 0.5});
  all.emplace_back(chart_kind::errors, name, name, "").add_row({name, 0.125, chart_cell()});
  for (chart& c : all) c.add_mark({name, interval::at_least(one)});
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_html)

BOOST_AUTO_TEST_CASE(a_page_is_whole_and_says_that_it_asks_for_nothing) {
  const std::string page = to_html(page_of(paces()));
  BOOST_TEST(page.starts_with("<!doctype html>\n<html lang=\"en\">\n"));
  BOOST_TEST(page.ends_with("</html>\n"));
  BOOST_TEST(count(page, "<main") == 1U);
  BOOST_TEST(count(page, "<h1") == 1U);
  BOOST_TEST(contains(page, "<title>A report</title>"));
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  BOOST_TEST(policy.starts_with("default-src 'none'; "));
  BOOST_TEST(!contains(policy, "unsafe-eval"));
  BOOST_TEST(!contains(policy, "http"));
  BOOST_TEST(contains(policy, "script-src 'unsafe-inline'") == false);
  BOOST_TEST(count(report_of(page), "http") == count(report_of(page), "xmlns=\"http://www.w3.org/2000/svg\""));
  BOOST_TEST(!contains(report_of(page), "src="));
  BOOST_TEST(!contains(page, "<link"));
}

BOOST_AUTO_TEST_CASE(the_language_is_the_one_asked_for) {
  BOOST_TEST(contains(to_html(document("Bericht"), {.language = "de-AT"}), "<html lang=\"de-AT\">"));
  BOOST_TEST(contains(to_html(document("x"), {.language = "\"><script>"}), "<html lang=\"&quot;&gt;&lt;script&gt;\">"));
}

BOOST_AUTO_TEST_CASE(a_page_without_charts_has_no_script) {
  const std::string page = to_html(page_of(report_text{"Nothing to draw."}));
  BOOST_TEST(!contains(page, "<script"));
  BOOST_TEST(!contains(page, "script-src"));
  BOOST_TEST(page.size() < 20'000U);
}

BOOST_AUTO_TEST_CASE(blocks_become_the_elements_that_they_are) {
  document d("All");
  d.add(report_facts{{{"source", "cloud.csv"}, {"data to", "2025-12-31"}}});
  d.add(report_text{"One.\n\nTwo,\nin two lines."});
  d.add(report_heading{"Tables"});
  table t({{"method"}, {"a year", alignment::right, "USD billion"}}, "Run-rates");
  t.add_row({"x4", "142.316"});
  t.add_row({"", "141.316"});
  t.add_note("as published");
  d.add(report_table{t});
  d.add(report_heading{"Definition", 3});
  d.add(metric_definition{
      "run-rate", "a rate", "35 x 4", "it is now", "no forecast", "revenue", {{"a", "1"}, {"b", "1"}}});
  const std::string page = report_of(to_html(d));
  BOOST_TEST(
      contains(page, "<dl class=\"facts\">\n<div><dt dir=\"auto\">source</dt><dd dir=\"auto\">cloud.csv</dd></div>"));
  BOOST_TEST(contains(page, "<p dir=\"auto\">One.</p>\n<p dir=\"auto\">Two,<br>in two lines.</p>"));
  BOOST_TEST(contains(page, "<h2 id=\"part-1\" dir=\"auto\">Tables</h2>"));
  BOOST_TEST(contains(page, "role=\"region\" tabindex=\"0\" aria-label=\"Table 1: Run-rates\""));
  BOOST_TEST(contains(page, "<caption dir=\"auto\">Run-rates</caption>"));
  BOOST_TEST(contains(page, "<th scope=\"col\">a year <small>USD billion</small></th>"));
  BOOST_TEST(contains(page, "<tr><th scope=\"row\" class=\"s\">x4<td>142.316\n<tr><td class=\"l s\"><td>141.316\n"));
  BOOST_TEST(contains(page, "<p class=\"note\" dir=\"auto\">as published</p>"));
  BOOST_TEST(contains(page, "<h3 id=\"part-2\" dir=\"auto\">Definition</h3>"));
  BOOST_TEST(
      contains(page, "<section class=\"metric\" aria-labelledby=\"metric-1\">\n<h4 class=\"title\" id=\"metric-1\""));
  BOOST_TEST(contains(page, "<tr class=\"sum\"><th scope=\"row\" class=\"s\">b<td>1\n"));
}

BOOST_AUTO_TEST_CASE(more_than_four_headings_have_a_table_of_contents) {
  document d("Long");
  for (int i = 1; i <= 4; ++i) d.add(report_heading{"part " + std::to_string(i)});
  BOOST_TEST(!contains(to_html(d), "<nav"));
  d.add(report_heading{"below", 3});
  const std::string contents = between(to_html(d), "<nav", "</nav>");
  BOOST_TEST(count(contents, "<li") == 5U);
  BOOST_TEST(contains(contents, "<li class=\"below\"><a href=\"#part-5\" dir=\"auto\">below</a></li>"));
}

BOOST_AUTO_TEST_CASE(a_chart_has_its_sentence_and_its_exact_numbers_beside_the_short_ones) {
  const std::string page = report_of(to_html(page_of(paces())));
  BOOST_TEST(contains(page, "<p class=\"sentence\" dir=\"auto\">Times four runs ahead.</p>"));
  BOOST_TEST(contains(page, "<h2 class=\"title\" id=\"chart-1\" dir=\"auto\">AWS by two methods</h2>"));
  BOOST_TEST(contains(page, "<caption>In USD billion</caption>"));
  // A row a period, a column a series.
  BOOST_TEST(contains(page, "<th scope=col class=l>period<th scope=col>x4<th scope=col>ttm</thead>"));
  BOOST_TEST(contains(page, "<tr><th scope=row>2025Q3<td><data value=132024000000>132.024</data><td>\n"));
  BOOST_TEST(contains(page,
                      "<tr><th scope=row>2025Q4<td><data value=142316000000>142.316</data>"
                      "<td><data value=128725000000>128.725</data>\n"));
}

BOOST_AUTO_TEST_CASE(a_series_with_two_figures_for_a_period_keeps_both) {
  chart c = paces();
  c.add_row({"2025Q4", "x4", decimal(1'000'000'000)});
  const std::string page = report_of(to_html(page_of(c)));
  BOOST_TEST(contains(page, "<th scope=col data-name=period class=l>period"));
  BOOST_TEST(count(page, "<data value=") == 4U);
}

BOOST_AUTO_TEST_CASE(series_that_begin_at_different_times_share_an_axis_in_order) {
  chart c(chart_kind::lines, "t", "s", "USD");
  for (const char* period : {"2021", "2022", "2023"}) c.add_row({period, "late", 1.0});
  for (const char* period : {"2019", "2020", "2021", "2022", "2024"}) c.add_row({period, "early", 2.0});
  const std::string page = to_html(page_of(c));
  std::size_t before = 0;
  for (const char* period : {"2019", "2020", "2021", "2022", "2023", "2024"}) {
    const std::size_t at = page.find(fmt::format("<th scope=row>{}", period));
    BOOST_TEST(at != std::string::npos);
    // 2023 and 2024 are of no common series: one after the other, whichever.
    if (std::string_view(period) < "2023") BOOST_TEST(before < at);
    before = at;
  }
}

BOOST_AUTO_TEST_CASE(text_from_anywhere_is_only_text) {
  const std::array<std::string, 4> names{"</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                                         "<!--<script>", "'onmouseover='alert(1)"};
  for (const std::string& name : names) {
    document d(name);
    d.add(report_heading{name});
    d.add(report_text{name});
    d.add(report_facts{{{name, name}}});
    table t({{name}, {name, alignment::right, name}}, name);
    t.add_row({name, name});
    t.add_note(name);
    d.add(report_table{t});
    d.add(metric_definition{name, name, name, name, name, name, {{name, name}}});
    for (const chart& c : every_kind(name)) d.add(c);
    for (const bool scripts : {true, false}) {
      const std::string page = report_of(to_html(d, {.scripts = scripts}));
      BOOST_TEST(!contains(page, "<script>"));
      BOOST_TEST(!contains(page, "<img"));
      BOOST_TEST(!contains(page, "<!--"));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_can_not_be_shown_is_a_replacement_character) {
  const auto shown_as = [](const std::string& text) {
    return between(to_html(page_of(report_text{text})), "<p dir=\"auto\">", "</p>");
  };
  BOOST_TEST(shown_as("bell\a") == "bell\uFFFD");
  BOOST_TEST(shown_as("\x1b[31mred") == "\uFFFD[31mred");
  BOOST_TEST(shown_as(std::string("nul\0", 4)) == "nul\uFFFD");
  BOOST_TEST(shown_as("byte \xFF, cut \xE2\x82") == "byte \uFFFD, cut \uFFFD\uFFFD");
  BOOST_TEST(shown_as("half \xED\xA0\x80") == "half \uFFFD\uFFFD\uFFFD");
  BOOST_TEST(shown_as("turned \u202E around \u2066") == "turned \uFFFD around \uFFFD");
  BOOST_TEST(shown_as("a\tb\r\nc\u2028d") == "a b<br>c<br>d");
  // Spaces of every width, and other scripts, stay.
  const std::string kept = "a\u00A0b\u2003c\u3000d\u200Be \u05E9\u05DC\u05D5\u05DD \U0001F4B0";
  BOOST_TEST(shown_as(kept) == kept);
}

BOOST_AUTO_TEST_CASE(charts_are_pictures_where_no_script_may_run) {
  const std::string page = to_html(page_of(paces()), {.scripts = false});
  BOOST_TEST(!contains(page, "<script"));
  BOOST_TEST(!contains(page, "<button"));
  BOOST_TEST(contains(page, "<svg"));
  BOOST_TEST(contains(page, "<data value=132024000000>132.024</data>"));
  BOOST_TEST(!contains(page, "RUNRATE_HTML"));  // it was asked for
  document two("Two");
  two.add(paces());
  two.add(paces());
  BOOST_TEST(count(report_of(to_html(two, {.scripts = false})), "<style>") == 1U);
}

BOOST_AUTO_TEST_CASE(a_page_says_what_a_library_without_vega_embed_lacks) {
  const std::string page = to_html(page_of(paces()));
  BOOST_TEST(contains(report_of(page), "RUNRATE_HTML") != html_draws_charts());
  BOOST_TEST(contains(report_of(page), "<svg") != html_draws_charts());
  BOOST_TEST(contains(page, "<button") == html_draws_charts());
}

BOOST_AUTO_TEST_CASE(a_specification_has_the_digits_of_the_chart) {
  const std::string text = to_vega_lite(paces());
  BOOST_TEST(text.starts_with("{\"$schema\":\"https://vega.github.io/schema/vega-lite/v6.json\","));
  BOOST_TEST(contains(text, R"("data":{"values":[{"period":"2025Q3","series":"x4","value":132024000000},)"
                            R"({"period":"2025Q3","series":"ttm","value":null},)"));
  BOOST_TEST(contains(text, R"("title":"USD billion")"));
  BOOST_TEST(contains(text, "isValid(datum.value) ? datum.value / 1000000000 : null"));
  chart exact(chart_kind::cumulative, "t", "s", "USD");
  exact.add_row({-0.123456789_dec, 0.1});
  BOOST_TEST(contains(to_vega_lite(exact), R"({"value":-0.123456789,"probability":0.1})"));
}

BOOST_AUTO_TEST_CASE(no_text_ends_a_string_of_a_specification) {
  for (const chart& c : every_kind("\"}],\\ </script>\n\u2028 $unit$ \x01 {0}")) {
    const std::string text = to_vega_lite(c);
    BOOST_TEST(!contains(text, "</"));
    BOOST_TEST(!contains(text, "\n"));
    BOOST_TEST(!contains(text, "\u2028"));
    BOOST_TEST(!contains(text, "\x01"));
    if (c.kind() != chart_kind::lines)
      BOOST_TEST(contains(text, R"("\"}],\\ \u003c/script>   $unit$ )"
                                "\uFFFD {0}"));
  }
}

BOOST_AUTO_TEST_CASE(a_chart_without_rows_is_a_page_too) {
  for (const chart_kind kind :
       {chart_kind::lines, chart_kind::spread, chart_kind::bridge, chart_kind::tornado, chart_kind::fan,
        chart_kind::distribution, chart_kind::cumulative, chart_kind::errors}) {
    const chart empty(kind, "none", "There is nothing.", "USD");
    BOOST_TEST(contains(to_html(page_of(empty)), "There is nothing."));
    BOOST_TEST(!contains(to_vega_lite(empty), "inf"));
    BOOST_TEST(!contains(to_vega_lite(empty), "nan"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
