#include <runrate/core/errors.hpp>
#include <runrate/report/table.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

table quarters() {
  table t({{"quarter"}, {"revenue", alignment::right, "USD million"}}, "AWS");
  t.add_row({"2025Q3", "33,006"});
  t.add_row({"2026Q1, derived", "9"});
  t.add_note("As published.");
  return t;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_table)

BOOST_AUTO_TEST_CASE(text_is_aligned_under_its_headers_without_spaces_at_the_end) {
  BOOST_TEST(to_text(quarters()) ==
             "AWS\n"
             "\n"
             "quarter          revenue (USD million)\n"
             "---------------  ---------------------\n"
             "2025Q3                          33,006\n"
             "2026Q1, derived                      9\n"
             "\n"
             "As published.\n");
  table left({{"a", alignment::right}, {"b"}});
  left.add_row({"1", ""});
  BOOST_TEST(to_text(left) == "a  b\n-  -\n1\n");
}

BOOST_AUTO_TEST_CASE(only_the_styled_text_has_control_sequences) {
  const std::string styled = to_text(quarters(), text_style::styled);
  BOOST_TEST(styled.starts_with("\x1b[1mAWS\x1b[0m\n\n\x1b[1mquarter          revenue (USD million)\x1b[0m\n"));
  BOOST_TEST(to_text(quarters()).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(columns_are_aligned_by_what_a_terminal_shows) {
  table t({{"name"}, {"x", alignment::right}});
  t.add_row({"日本電信", "1"});
  t.add_row({"Société", "2"});
  t.add_row({"Socie\u0301te\u0301", "3"});  // with combining accents
  BOOST_TEST(to_text(t) ==
             "name      x\n"
             "--------  -\n"
             "日本電信  1\n"
             "Société   2\n"
             "Socie\u0301te\u0301   3\n");
}

BOOST_AUTO_TEST_CASE(display_width_follows_unicode) {
  // East_Asian_Width and general categories of the Unicode Character Database.
  BOOST_TEST(display_width("") == 0U);
  BOOST_TEST(display_width("AWS") == 3U);
  BOOST_TEST(display_width("é") == 1U);
  BOOST_TEST(display_width("e\u0301") == 1U);
  BOOST_TEST(display_width("日本") == 4U);
  BOOST_TEST(display_width("한글") == 4U);
  BOOST_TEST(display_width("カタ") == 4U);
  BOOST_TEST(display_width("ｶﾀ") == 2U);      // half-width katakana
  BOOST_TEST(display_width("ＵＳＤ") == 6U);  // full-width letters
  BOOST_TEST(display_width("\u200b") == 0U);  // zero-width space
  BOOST_TEST(display_width("€£₩") == 3U);
  BOOST_TEST(display_width("Ω±–…") == 4U);                // ambiguous: narrow outside East Asian fonts
  BOOST_TEST(display_width("\U0001F4B6") == 2U);          // banknote with euro sign
  BOOST_TEST(display_width("\U00020000") == 2U);          // an ideograph of extension B
  BOOST_TEST(display_width("\u1112\u1161\u11ab") == 2U);  // conjoining Hangul: one syllable
  BOOST_TEST(display_width("a\xFFz") == 3U);
  BOOST_TEST(display_width("\xE6\x97") == 2U);          // cut short: each byte by itself
  BOOST_TEST(display_width("\xC0\x80") == 2U);          // too long for what it says
  BOOST_TEST(display_width("\xED\xA0\x80") == 3U);      // half of a pair
  BOOST_TEST(display_width("\xF4\x90\x80\x80") == 4U);  // beyond Unicode
}

BOOST_AUTO_TEST_CASE(text_from_a_file_cannot_move_the_cursor) {
  table t({{"name"}}, "\x1b]0;title\x07");
  t.add_row(
      {"a\x1b[2Jb\nc\xC2\x9B"
       "d\xFF"});
  t.add_note("n\r");
  BOOST_TEST(to_text(t) == "?]0;title?\n\nname\n-----------\na?[2Jb?c?d?\n\nn?\n");
  table turned({{"name"}, {"x"}});
  turned.add_row({"a\u202Eb\u2066", "1"});
  BOOST_TEST(to_text(turned) == "name  x\n----  -\na?b?  1\n");
}

BOOST_AUTO_TEST_CASE(markdown_escapes_its_own_signs) {
  table t({{"name"}, {"x|y", alignment::right, "USD"}}, "A *table*");
  t.add_row({"times_four", "a|b"});
  t.add_row({"_x_ `c` <b> [l] ~ & \\", "two\r\nlines\nmore"});
  t.add_note("1 < 2");
  BOOST_TEST(to_markdown(t) ==
             "A \\*table\\*\n"
             "\n"
             "| name | x\\|y (USD) |\n"
             "| --- | ---: |\n"
             "| times_four | a\\|b |\n"
             "| \\_x\\_ \\`c\\` \\<b\\> \\[l\\] \\~ \\& \\\\ | two<br>lines<br>more |\n"
             "\n"
             "1 \\< 2\n");
}

BOOST_AUTO_TEST_CASE(csv_is_quoted_where_rfc_4180_needs_it_and_never_altered) {
  table t({{"a"}, {"b", alignment::right, "USD"}}, "left out");
  t.add_row({"1,5", "say \"so\""});
  t.add_row({"two\nlines", ""});
  t.add_row({"=1+1", "-5"});
  t.add_note("left out");
  BOOST_TEST(to_csv(t) ==
             "a,b (USD)\r\n"
             "\"1,5\",\"say \"\"so\"\"\"\r\n"
             "\"two\nlines\",\r\n"
             "=1+1,-5\r\n");
}

BOOST_AUTO_TEST_CASE(a_row_has_a_cell_for_every_column) {
  BOOST_CHECK_THROW(table({}), contract_error);
  table t({{"a"}, {"b"}});
  BOOST_CHECK_THROW(t.add_row({"1"}), contract_error);
  BOOST_CHECK_THROW(t.add_row({"1", "2", "3"}), contract_error);
  BOOST_TEST(t.rows().empty());
  BOOST_TEST(to_text(t) == "a  b\n-  -\n");
}

BOOST_AUTO_TEST_SUITE_END()
