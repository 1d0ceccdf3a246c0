#include <runrate/time/fiscal_label.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace runrate;

namespace {

std::string read(std::string_view text) {
  const auto label = parse_label(text);
  return label ? to_string(*label) : "no: " + label.error().text;
}

bool refused(std::string_view text, std::string_view because) {
  const auto label = parse_label(text);
  if (!label && label.error().text.find(because) != std::string::npos) return true;
  BOOST_TEST_MESSAGE("\"" << text << "\" gave: " << (label ? to_string(*label) : label.error().text));
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_fiscal_label)

BOOST_AUTO_TEST_CASE(labels_are_read_as_people_write_them) {
  const std::vector<std::pair<const char*, const char*>> labels{
      {"2025Q4", "2025Q4"},      {"Q4 2025", "2025Q4"},        {"2025-Q4", "2025Q4"},    {"2025 Q4", "2025Q4"},
      {"4Q25", "2025Q4"},        {"4Q2025", "2025Q4"},         {"4Q 2025", "2025Q4"},    {"25Q4", "2025Q4"},
      {"Q4'25", "2025Q4"},       {"Q4 '25", "2025Q4"},         {"Q4-25", "2025Q4"},      {"q4 2025", "2025Q4"},
      {"CY2025Q4", "2025Q4"},    {"Q4 CY25", "2025Q4"},        {"2025", "2025"},         {"CY2025", "2025"},
      {"CY25", "2025"},          {"H1 2025", "2025H1"},        {"1H26", "2026H1"},       {"2H 2025", "2025H2"},
      {"2025H2", "2025H2"},      {"2025-12", "2025-12"},       {"2025M12", "2025-12"},   {"M03 2025", "2025-03"},
      {"Dec 2025", "2025-12"},   {"December 2025", "2025-12"}, {"Dec'25", "2025-12"},    {"2025 Dec", "2025-12"},
      {"sept 2025", "2025-09"},  {"May 2025", "2025-05"},      {"FY2026", "FY2026"},     {"FY26", "FY2026"},
      {"fy 2026", "FY2026"},     {"FY'26", "FY2026"},          {"FY26 Q2", "FY2026Q2"},  {"FY2026Q2", "FY2026Q2"},
      {"FY26Q2", "FY2026Q2"},    {"FY26-Q2", "FY2026Q2"},      {"Q2 FY26", "FY2026Q2"},  {"Q2FY26", "FY2026Q2"},
      {"Q2 FY2026", "FY2026Q2"}, {"2QFY26", "FY2026Q2"},       {"2Q FY26", "FY2026Q2"},  {"FY26 2Q", "FY2026Q2"},
      {"FY26 H1", "FY2026H1"},   {"1H FY26", "FY2026H1"},      {"FY26 M3", "FY2026M03"}, {"FY26-M03", "FY2026M03"},
      {"P13 FY26", "FY2026P13"}, {" FY26P1 ", "FY2026P01"},
  };
  for (const auto& [text, expected] : labels) BOOST_TEST(read(text) == expected, text << " gave " << read(text));
}

BOOST_AUTO_TEST_CASE(fy_makes_a_label_fiscal_and_nothing_else_does) {
  BOOST_TEST(parse_label("FY26 Q2").value().is_fiscal());
  BOOST_TEST(!parse_label("2026Q2").value().is_fiscal());
  BOOST_TEST(!parse_label("CY26 Q2").value().is_fiscal());
  BOOST_TEST((parse_label("FY26 Q2").value().fiscal() == fy(2026) / Q2));
  BOOST_TEST((parse_label("2025Q4").value().calendar() == 2025y / Q4));
  BOOST_TEST((parse_label("2025-12").value().calendar() == calendar_month(2025, 12)));
  BOOST_TEST((parse_label("2H25").value().calendar() == 2025y / H2));
  BOOST_TEST((parse_label("2025").value().calendar() == calendar_year(2025)));
  BOOST_CHECK_THROW(parse_label("FY26 Q2").value().calendar(), contract_error);
  BOOST_CHECK_THROW(parse_label("2026Q2").value().fiscal(), contract_error);
}

BOOST_AUTO_TEST_CASE(two_digits_of_a_year_are_read_as_posix_does) {
  BOOST_TEST(read("FY00") == "FY2000");
  BOOST_TEST(read("FY68") == "FY2068");
  BOOST_TEST(read("FY69") == "FY1969");
  BOOST_TEST(read("4Q99") == "1999Q4");
}

BOOST_AUTO_TEST_CASE(what_can_be_read_in_two_ways_is_refused_with_both) {
  BOOST_TEST(refused("2025-4", "as a month or as a quarter; write 2025-04 or 2025Q4"));
  BOOST_TEST(refused("9M25", "as month 9 or as the first 9 months"));
  BOOST_TEST(refused("9M 2025", "as month 9 or as the first 9 months"));
  BOOST_TEST(refused("FY2025-26", "as two years or as a year and a month"));
  BOOST_TEST(refused("Dec 25", "as a day of the month or as a year; write Dec'25 or four digits"));
  BOOST_TEST(refused("Dec-25", "as a day of the month or as a year"));
  BOOST_TEST(refused("12M25", "either number may be the year"));
  BOOST_TEST(refused("25", "\"25\" alone is no year; write FY25, CY25 or four digits"));
}

BOOST_AUTO_TEST_CASE(a_part_that_a_year_does_not_have_is_out_of_range) {
  BOOST_TEST(read("Q5 2025") == "no: \"Q5 2025\" is no label; a year has quarters 1 to 4");
  BOOST_TEST(read("0Q25") == "no: \"0Q25\" is no label; a year has quarters 1 to 4");
  BOOST_TEST(read("3H25") == "no: \"3H25\" is no label; a year has halves 1 to 2");
  BOOST_TEST(read("2025-13") == "no: \"2025-13\" is no label; a month is 01 to 12");
  BOOST_TEST(read("FY26P14") == "no: \"FY26P14\" is no label; a year has four-week periods 1 to 13");
  BOOST_TEST((parse_label("Q5 2025").error().code == reason_code::out_of_range));
  BOOST_TEST(refused("FY0999", "fiscal years are 1000 to 9999"));
  BOOST_TEST(refused("P13 2025", "write FY2025P13"));
}

BOOST_AUTO_TEST_CASE(what_is_no_label_says_what_one_looks_like) {
  for (const char* text :
       {"",         "   ",          "Q4",         "4Q",       "FY",       "Q",          "revenue",     "2025Q",
        "Q 4 2025", "4 Q25",        "2025--Q4",   "2025Q4-",  "-2025Q4",  "X4 2025",    "2025Q4 2026", "FYQ4 2025",
        "FY26FY26", "FY26 Q2 FY26", "FY26Q2026",  "202512",   "20251231", "2025/12",    "12/2025",     "2025-12-31",
        "Q4 225",   "Q4 20255",     "2025Q123",   "Q4\t2025", "Q4\n2025", "2025Q4;",    "２０２５Q4",  "Q4 FY",
        "FY Q4",    "FY-Q4-26",     "2025 FY Q4", "Dec",      "Dec 225",  "Decem 2025", "31 Dec 2025"}) {
    const auto label = parse_label(text);
    BOOST_TEST(!label.has_value(), text);
    if (!label) BOOST_TEST(label.error().text.find("expected one such as 2025Q4") != std::string::npos, text);
  }
  BOOST_TEST(!parse_label(std::string_view("2025Q4\0", 7)).has_value());
  BOOST_TEST(parse_label(std::string(100000, '9')).error().text.size() < 200u);
}

BOOST_AUTO_TEST_CASE(every_label_is_written_in_three_ways_and_read_back_from_each) {
  int labels = 0;
  int wrong = 0;
  constexpr std::array styles{label_style::compact, label_style::spoken, label_style::brief};
  const auto check = [&](const period_label& label) {
    for (const label_style style : styles) {
      const auto again = parse_label(to_string(label, style));
      ++labels;
      if (!again || *again != label) {
        if (wrong++ == 0) BOOST_TEST_MESSAGE(to_string(label, style));
      }
    }
  };
  for (const int year : {1000, 1900, 1968, 1969, 1999, 2000, 2025, 2026, 2068, 2069, 2200, 9999}) {
    check(calendar_year(year));
    check(fy(year));
    for (int i = 1; i <= 2; ++i) check(calendar_half(year, i)), check(fy(year) / half_of_year(i));
    for (int i = 1; i <= 4; ++i) check(calendar_quarter(year, i)), check(fy(year) / quarter_of_year(i));
    for (int i = 1; i <= 12; ++i) check(calendar_month(year, i)), check(fy(year) / fiscal_month(i));
    for (int i = 1; i <= 13; ++i) check(fy(year) / four_weeks(i));
  }
  BOOST_TEST(labels == 12 * 3 * (2 + 4 + 8 + 24 + 13));
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(labels_are_written_in_the_style_that_is_asked_for) {
  BOOST_TEST(to_string(fy(2026) / Q2) == "FY2026Q2");
  BOOST_TEST(to_string(fy(2026) / Q2, label_style::spoken) == "Q2 FY2026");
  BOOST_TEST(to_string(fy(2026) / Q2, label_style::brief) == "2QFY26");
  BOOST_TEST(to_string(fy(2026)) == "FY2026");
  BOOST_TEST(to_string(fy(2026) / fiscal_month(3)) == "FY2026M03");
  BOOST_TEST(to_string(fy(2026) / four_weeks(13)) == "FY2026P13");
  BOOST_TEST(to_string(period_label(2025y / Q4), label_style::brief) == "4Q25");
  BOOST_TEST(to_string(period_label(calendar_month(2025, 12)), label_style::spoken) == "Dec 2025");
  BOOST_TEST(to_string(period_label(calendar_quarter(2100, 4)), label_style::brief) == "4Q2100");
}

BOOST_AUTO_TEST_CASE(a_label_steps_without_a_calendar) {
  BOOST_TEST(((fy(2026) / Q4).next() == fy(2027) / Q1));
  BOOST_TEST(((fy(2026) / Q1).previous() == fy(2025) / Q4));
  BOOST_TEST(((fy(2026) / H1).year_ago() == fy(2025) / H1));
  BOOST_TEST(((fy(2026) / fiscal_month(12)).next() == fy(2027) / fiscal_month(1)));
  BOOST_TEST(((fy(2026) / four_weeks(12)).next() == fy(2026) / four_weeks(13)));
  BOOST_TEST(((fy(2026) / four_weeks(13)).next() == fy(2027) / four_weeks(1)));
  BOOST_TEST(((fy(2026) / Q2) - 6 == fy(2024) / Q4));
  BOOST_TEST((fiscal_label(fy(2026)).next() == fiscal_label(fy(2027))));
  BOOST_TEST((parse_label("2025-12").value().next() == parse_label("2026-01").value()));
  BOOST_TEST((parse_label("4Q25").value().year_ago() == parse_label("4Q24").value()));
  BOOST_TEST((parse_label("FY26 Q1").value().previous() == parse_label("FY25 Q4").value()));
  BOOST_CHECK_THROW((fy(9999) / Q4).next(), contract_error);
  BOOST_CHECK_THROW((fy(1000) / Q1).previous(), contract_error);
  BOOST_CHECK_THROW((fy(2026) / Q1) + 2147483647, contract_error);
  BOOST_CHECK_THROW((fy(2026) / Q1) - (-2147483647 - 1), contract_error);
}

BOOST_AUTO_TEST_CASE(labels_of_one_unit_are_in_order_and_of_two_are_not) {
  BOOST_TEST((fy(2025) / Q4 < fy(2026) / Q1));
  BOOST_TEST((fy(2026) / Q1 < fy(2026) / Q2));
  BOOST_TEST((!(fy(2026) / Q1 < fy(2026) / H1) && !(fy(2026) / H1 < fy(2026) / Q1)));
  BOOST_TEST((fy(2026) / Q1 != fy(2026) / H1));
}

BOOST_AUTO_TEST_CASE(a_fiscal_year_has_four_digits) {
  BOOST_CHECK_EXCEPTION(fy(26), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "a fiscal year is written with four digits, 1000 to 9999, such as fy(2026); got 26";
  });
  BOOST_CHECK_THROW(fy(10000), contract_error);
  BOOST_CHECK_THROW(fiscal_month(13), contract_error);
  BOOST_CHECK_THROW(four_weeks(14), contract_error);
  BOOST_CHECK_THROW(fiscal_label::of(fy(2026), label_unit::quarter, 5), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
