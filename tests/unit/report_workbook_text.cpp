// Documents as workbooks: text is text, a figure of a table is a number that looks alike.
#include <runrate/report/workbook.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

#include "unit/workbook_parts.hpp"

using namespace runrate;
using runrate::test::read_workbook;

namespace {

document document_with(const std::string& title, const std::string& caption, const std::vector<std::string>& cells) {
  document d(title);
  std::vector<table_column> columns;
  for (std::size_t c = 0; c < cells.size(); ++c)
    columns.push_back({"column", c == 0 ? alignment::left : alignment::right});
  table t(columns, caption);
  t.add_row(cells);
  d.add(report_table{t});
  return d;
}

/// The name of the sheet that a table of a caption gets, and the text of its first cell.
std::pair<std::string, std::string> sheet_of(const std::string& caption, const std::string& text) {
  const result<std::string> bytes = to_workbook(document_with("t", caption, {text}));
  BOOST_REQUIRE_MESSAGE(bytes.has_value(), (bytes ? std::string() : bytes.error().text));
  const read_workbook book(*bytes);
  for (const auto& [name, part] : book.sheets()) {
    if (name != "Report") return {name, book.value(name, "A5")};
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_workbook_text)

// U+202E, right-to-left override; combined emoji; spaces of all kinds.
const std::pair<std::string, std::string> texts[] = {
    {"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
    {"+1+1", "+1+1"},
    {"-1", "-1"},
    {"@SUM(1)", "@SUM(1)"},
    {"</script><script>alert(1)</script>", "</script><script>alert(1)</script>"},
    {"\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202Eabc\u202C",
     "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202Eabc\u202C"},
    {"a\u00A0b\u2003c\u2028d\u3000e\u200Bf\uFEFFg", "a\u00A0b\u2003c\u2028d\u3000e\u200Bf\uFEFFg"},
    {"  x  ", "  x  "},
    {"a\x01"
     "b\x07"
     "c\x1f"
     "d\x7f"
     "e\tf\ng\r\nh\ri",
     "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf\ng\nh\ni"},
    {"_x000D_ and _x0041_ and _x41_", "_x005F_x000D_ and _x005F_x0041_ and _x41_"},
    {"a\xEF\xBF\xBE"
     "b\xEF\xBF\xBF",
     "a\uFFFDb\uFFFD"},
    {"a\xFF\xC3(b\xED\xA0\x80\xF5\xE2\x82", "a\uFFFD\uFFFD(b\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469"},
};
BOOST_AUTO_TEST_CASE(text_stays_text) {
  for (const auto& [given, shown] : texts) {
    BOOST_TEST_CONTEXT(given) {
      const result<std::string> bytes = to_workbook(document_with("t", "cells", {given}));
      BOOST_REQUIRE(bytes.has_value());
      const read_workbook book(*bytes);
      BOOST_TEST(book.value("cells", "A5") == shown);
      BOOST_TEST(book.element("cells", "A5").find("<f>") == std::string::npos);
      // Format 49 is text: what begins like a formula stays text when its cell is edited.
      if (std::string("=+-@").find(given.front()) != std::string::npos) BOOST_TEST(book.format("cells", "A5") == "49");
    }
  }
}

BOOST_AUTO_TEST_CASE(long_text_is_whole_up_to_what_a_cell_holds) {
  const std::string label(10'000, 'x'), most(32'767, 'x');
  BOOST_TEST(sheet_of("t", label).second == label);
  BOOST_TEST(sheet_of("t", most).second == most);
  BOOST_TEST(sheet_of("t", most + "x").second == std::string(32'764, 'x') + "...");
  std::string emoji;
  for (int i = 0; i < 20'000; ++i) emoji += "\U0001F600";
  const std::string cut = sheet_of("t", emoji).second;
  BOOST_TEST(cut.size() == 4U * 16'382 + 3);
  BOOST_TEST(cut.ends_with("\U0001F600..."));
}

const std::pair<std::string, std::string> names[] = {
    {"plain", "plain"},
    {"a/b:c*d?e[f]g\\h", "a b c d e f g h"},
    {"'quoted'", "quoted"},
    {"it's", "it's"},
    {"History", "History (2)"},
    {"report", "report (2)"},  // there is one already, in capitals
    {"", "Table"},
    {"   ", "Sheet"},
    {"=1+1", "=1+1"},
    {"\u4e2d\u6587", "\u4e2d\u6587"},
    {std::string(32, 'x'), std::string(28, 'x') + "..."},
};
BOOST_AUTO_TEST_CASE(a_sheet_has_a_name_that_excel_takes) {
  for (const auto& [caption, name] : names) {
    BOOST_TEST_CONTEXT(caption) { BOOST_TEST(sheet_of(caption, "x").first == name); }
  }
}

BOOST_AUTO_TEST_CASE(tables_of_one_caption_have_sheets_of_their_own) {
  document d = document_with("t", std::string(31, 'y'), {"1"});
  d.add(document_with("t", std::string(31, 'Y'), {"2"}).blocks().front());
  const read_workbook book(to_workbook(d).value());
  BOOST_TEST(book.sheets().size() == 3U);
  BOOST_TEST(book.sheets().contains(std::string(24, 'Y') + "... (2)"));
}

struct cell_case {
  std::string text, value, format;
};
const cell_case cells[] = {
    {"35,579", "35579", "#,##0"},
    {"-1,234.50", "-1234.5", "#,##0.00"},
    {"12.5%", "0.125", "0.0%"},
    {"+1.2%", "0.012", "+0.0%;-0.0%"},
    {"$6.853B", "6853000000", "\"$\"0.000,,,\"B\";-\"$\"0.000,,,\"B\""},
    {"€600.000", "600", "\"€\"0.000;-\"€\"0.000"},
    {"CN¥1.5K", "1500", "\"CN¥\"0.0,\"K\";-\"CN¥\"0.0,\"K\""},
    {"-KWD 493.827M", "-493827000", "\"KWD \"0.000,,\"M\";-\"KWD \"0.000,,\"M\""},
    {"-$2.5M", "-2500000", "\"$\"0.0,,\"M\";-\"$\"0.0,,\"M\""},
    {"0", "0", "0"},
};
BOOST_AUTO_TEST_CASE(a_figure_of_a_table_is_a_number_that_looks_alike) {
  for (const auto& c : cells) {
    BOOST_TEST_CONTEXT(c.text) {
      const read_workbook book(to_workbook(document_with("t", "cells", {"2025", c.text})).value());
      BOOST_TEST(book.value("cells", "B5") == c.value);
      BOOST_TEST(book.element("cells", "B5").find("t=\"s\"") == std::string::npos);
      BOOST_TEST(book.value("cells", "A5") == "2025");  // on the left it is a name
      BOOST_TEST(book.element("cells", "A5").find("t=\"s\"") != std::string::npos);
      const std::string styles = runrate::test::unescaped(book.part("xl/styles.xml"));
      // 0 to 4 and 9, 10 are Excel's own.
      if (c.format != "0" && c.format != "#,##0" && c.format != "#,##0.00") {
        BOOST_TEST(styles.find("formatCode=\"" + c.format + '"') != std::string::npos, styles);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_number_stays_text) {
  for (const std::string text : std::initializer_list<const char*>{"", "1,23", "12,3456", "007", "1.", ".5", "1e5",
                                                                   "5 apples", "up to $6B", "0x10", "12345678901234567",
                                                                   "--1", "$", "%", "nan", "6B", "XYZ 5", "EUR", "€"}) {
    const read_workbook book(to_workbook(document_with("t", "cells", {"a", text})).value());
    const std::string element = book.element("cells", "B5");
    if (text.empty()) {
      BOOST_TEST(element.empty());
    } else {
      BOOST_TEST(book.value("cells", "B5") == text);
      BOOST_TEST(element.find("t=\"s\"") != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_document_has_its_text_its_charts_numbers_and_a_sum_that_adds_up) {
  document d("Paces");
  d.add(report_heading{"What"});
  d.add(report_text{"It grows."});
  d.add(report_facts{{{"source", "cloud.csv"}}});
  chart paces(chart_kind::lines, "By method", "Times four runs ahead.", "USD");
  paces.add_row({"2025Q3", "x4", decimal(132'024'000'000)});
  d.add(paces);
  d.add(metric_definition{
      "x4", "what", "how", "why", "not", "ttm", {{"reported", "100.5"}, {"more", "20"}, {"x4", "120.5"}}});
  const read_workbook book(to_workbook(d).value());
  BOOST_TEST(book.value("By method", "C5") == "132024000000");
  BOOST_TEST(book.value("By method", "C4") == "value (USD)");
  const std::string& report = book.part(book.sheets().at("Report"));
  BOOST_TEST(runrate::test::between(report, "<f>", "</f>").find("SUM(B") == 0U);
  BOOST_TEST(book.value("Report", "A2").find("not formulas") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
