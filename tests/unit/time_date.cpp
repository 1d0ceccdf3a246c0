#include <runrate/time/date.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(time_date)

BOOST_AUTO_TEST_CASE(a_date_is_written_as_iso_8601) {
  BOOST_TEST(to_string(date_of(2025, 12, 31)) == "2025-12-31");
  BOOST_TEST(to_string(date_of(0, 1, 1)) == "0000-01-01");
  BOOST_TEST(to_string(date_of(9999, 12, 31)) == "9999-12-31");
}

BOOST_AUTO_TEST_CASE(every_day_of_three_centuries_is_written_and_read_back) {
  int days = 0;
  int wrong = 0;
  for (date day = date_of(1900, 1, 1); day <= date_of(2200, 12, 31); day += std::chrono::days{1}, ++days)
    if (parse_date(to_string(day)).value() != day) ++wrong;
  BOOST_TEST(days == 301 * 365 + 73);  // 73 leap years: 1900, 2100 and 2200 are none
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(a_day_that_does_not_exist_says_how_long_the_month_is) {
  BOOST_TEST(parse_date("2025-06-31").error().text == "2025-06-31 is not a date; June has 30 days");
  BOOST_TEST(parse_date("2025-02-29").error().text == "2025-02-29 is not a date; February 2025 has 28 days");
  BOOST_TEST(parse_date("2024-02-30").error().text == "2024-02-30 is not a date; February 2024 has 29 days");
  BOOST_TEST(parse_date("1900-02-29").error().text == "1900-02-29 is not a date; February 1900 has 28 days");
  BOOST_TEST(parse_date("2000-02-29").has_value());
  BOOST_TEST(parse_date("2025-13-01").error().text == "2025-13-01 is not a date; a month is 01 to 12");
  BOOST_TEST(parse_date("2025-00-10").error().text == "2025-00-10 is not a date; a month is 01 to 12");
  BOOST_TEST(parse_date("2025-01-00").error().text == "2025-01-00 is not a date; a month's first day is 01");
  BOOST_TEST((parse_date("2025-06-31").error().code == reason_code::out_of_range));
}

BOOST_AUTO_TEST_CASE(only_ten_characters_of_iso_8601_are_a_date) {
  for (const char* text :
       {"", "2025-6-30", "20250630", "2025/06/30", "30-06-2025", "06/30/2025", " 2025-06-30", "2025-06-30 ",
        "2025-06-30T00:00:00", "-025-06-30", "+2025-06-3", "2025-06-3o", "2025-W27-1", "202５-06-30", "2025-06"}) {
    const auto read = parse_date(text);
    BOOST_TEST(!read.has_value(), text);
    BOOST_TEST((read.error().code == reason_code::malformed), text);
    BOOST_TEST(read.error().text.find("expected yyyy-mm-dd, such as 2025-12-31") != std::string::npos, text);
  }
  BOOST_TEST(parse_date("").error().text == "an empty field is not a date; expected yyyy-mm-dd, such as 2025-12-31");
}

BOOST_AUTO_TEST_CASE(what_stands_in_a_message_is_short_and_harmless) {
  const std::string text = parse_date(std::string("\x1b[31m\0", 6) + std::string(1000, 'x')).error().text;
  BOOST_TEST(text.size() < 120u);
  for (const char c : text) BOOST_TEST((c >= ' ' && c != '\x7f'));
}

BOOST_AUTO_TEST_CASE(a_date_that_a_program_gets_wrong_throws_with_the_values) {
  BOOST_CHECK_EXCEPTION(date_of(2025, 6, 31), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "2025-06-31 is not a date; June has 30 days";
  });
  BOOST_CHECK_THROW(date_of(2025, 13, 1), contract_error);
  BOOST_CHECK_THROW(date_of(2025, 0, 1), contract_error);
  BOOST_CHECK_THROW(date_of(2025, 1, 0), contract_error);
  BOOST_CHECK_THROW(date_of(2025, 257, 1), contract_error);  // would be January if it were cut to eight bits
  BOOST_CHECK_THROW(date_of(2025, 1, 257), contract_error);
  BOOST_CHECK_THROW(date_of(10000, 1, 1), contract_error);
  BOOST_CHECK_THROW(date_of(-1, 1, 1), contract_error);
  BOOST_CHECK_THROW(date_of(65536 + 2025, 1, 1), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
