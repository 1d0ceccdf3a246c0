#include <runrate/core/literals.hpp>
#include <runrate/core/reported_amount.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace runrate;
using namespace std::string_view_literals;

namespace {

struct amount {
  std::string_view text;
  decimal value;
  int decimals;
  std::string_view currency;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(core_reported_amount)

BOOST_AUTO_TEST_CASE(amounts_are_read_as_people_write_them) {
  const amount accepted[] = {
      {"$35.6B", 35.6_bn, -8, "USD"},
      {"35,579", 35579_dec, 0, ""},
      {"(1,234)", -1234_dec, 0, ""},
      {"1.5 trillion", 1.5_tn, -11, ""},
      {"USD 12.50", 12.5_dec, 2, "USD"},
      {"-€2.5 mn", -2.5_mn, -5, "EUR"},
      {"12.50 EUR", 12.5_dec, 2, "EUR"},
      {"750 thousand", 750_k, -3, ""},
      {"US$142bn", 142_bn, -9, "USD"},
      {"$142 billion", 142_bn, -9, "USD"},
      {"C$5M", 5_mn, -6, "CAD"},
      {"R$5", 5_dec, 0, "BRL"},
      {"R 5", 5_dec, 0, "ZAR"},
      {"RM5", 5_dec, 0, "MYR"},
      {"¥1,500", 1500_dec, 0, "JPY"},
      {"RON 5", 5_dec, 0, "RON"},
      {"5MM", 5_mn, -6, ""},
      {"5 mm", 5_mn, -6, ""},
      {"5BILLION", 5_bn, -9, ""},
      {"5bn USD", 5_bn, -9, "USD"},
      {"-$5", -5_dec, 0, "USD"},
      {"$-5", -5_dec, 0, "USD"},
      {"($5)", -5_dec, 0, "USD"},
      {"$(5)", -5_dec, 0, "USD"},
      {"($1.5B)", -1.5_bn, -8, "USD"},
      {"+5", 5_dec, 0, ""},
      {"\u22125.25", -5.25_dec, 2, ""},
      {"  5  ", 5_dec, 0, ""},
      {"\t$ 5 \u00a0B", 5_bn, -9, "USD"},
      {"\u202f5\u202fK", 5_k, -3, ""},
      {"0", 0_dec, 0, ""},
      {"-0", 0_dec, 0, ""},
      {".5B", 500_mn, -8, ""},
      {"0.000000001", 0.000000001_dec, 9, ""},
      {"1,234,567.89", 1234567.89_dec, 2, ""},
      {"170141183460469231731687303715.884105727", decimal::max(), 9, ""},
      {"-170141183460469231731687303715.884105728", decimal::lowest(), 9, ""},
      {"(170141183460469231731687303715.884105728)", decimal::lowest(), 9, ""},
  };
  for (const amount& expected : accepted) {
    const auto read = reported_amount::parse(expected.text);
    BOOST_TEST_CONTEXT(expected.text) {
      BOOST_TEST_REQUIRE(read.has_value(), (read ? "" : read.error().text));
      BOOST_TEST(to_string(read->value) == to_string(expected.value));
      BOOST_TEST(read->decimals == expected.decimals);
      BOOST_TEST((read->unit ? read->unit->code() : ""sv) == expected.currency);
    }
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused_with_a_reason) {
  for (const std::string_view text :
       {""sv,          " "sv,        "$"sv,       "USD"sv,       "-"sv,         "()"sv,           "(5"sv,
        "5)"sv,        "((5))"sv,    "--5"sv,     "-(5)"sv,      "(-5)"sv,      "+-5"sv,          "1,23"sv,
        "12,34,567"sv, "1,2345"sv,   ",123"sv,    "1234,567"sv,  "1,,234"sv,    "1,234,"sv,       "1.234,56"sv,
        "5."sv,        "."sv,        "1.2.3"sv,   "5 dollars"sv, "5 zillion"sv, "5 KM"sv,         "5 B B"sv,
        "USD 5 USD"sv, "$5 EUR"sv,   "usd 5"sv,   "5 5"sv,       "1e9"sv,       "0x10"sv,         "nan"sv,
        "inf"sv,       "5%"sv,       "\0"sv,      "5\0"sv,       "\0005"sv,     "$\0005"sv,       "5\n"sv,
        "\xff"sv,      "\xe2\x88"sv, "\u20135"sv, "\u0665"sv,    "5 \u2212"sv,  "0.0000000001"sv, "\ufeff5"sv}) {
    const auto read = reported_amount::parse(text);
    BOOST_TEST(!read.has_value(), "'" << text << "'");
    if (!read) BOOST_TEST((read.error().code == reason_code::malformed), "'" << text << "'");
  }
  const std::string many_digits(100'000, '9');
  for (const std::string_view text :
       {"170141183460469231731687303715.884105728"sv, "-170141183460469231731687303715.884105729"sv,
        "200000000000000000000 B"sv, "1000000000000000000 T"sv, std::string_view(many_digits)}) {
    const auto read = reported_amount::parse(text);
    BOOST_TEST(!read.has_value(), text.substr(0, 50));
    if (!read) BOOST_TEST((read.error().code == reason_code::out_of_range), text.substr(0, 50));
  }
}

BOOST_AUTO_TEST_CASE(the_reason_says_what_was_found_and_where) {
  BOOST_TEST(reported_amount::parse("$5 zillion").error().text ==
             "'$5 zillion' is not an amount: found 'zillion' at character 4, expected a unit (K, M, B, T, thousand, "
             "million, billion, trillion), a currency code or the end");
  BOOST_TEST(reported_amount::parse("1,23").error().text ==
             "'1,23' is not an amount: found the end at character 5, expected three digits after the comma; the "
             "decimal sign is a point");
}

BOOST_AUTO_TEST_CASE(the_writing_implies_the_bounds) {
  BOOST_TEST(to_string(reported_amount::parse("$35.6B")->bounds()) == "[35550000000, 35650000000]");
  BOOST_TEST(to_string(reported_amount::parse("(12.50)")->bounds()) == "[-12.505, -12.495]");
}

BOOST_AUTO_TEST_CASE(percentages_are_read_exactly) {
  const auto forty = reported_percentage::parse("40%");
  BOOST_TEST_REQUIRE(forty.has_value());
  BOOST_TEST(to_string(forty->value) == "2/5");
  BOOST_TEST(to_string(forty->percent_bounds()) == "[39.5, 40.5]");
  BOOST_TEST(to_string(reported_percentage::parse("12.5 %")->percent_bounds()) == "[12.45, 12.55]");
  BOOST_TEST(to_string(reported_percentage::parse("-4 percentage points")->value) == "-1/25");
  BOOST_TEST(to_string(reported_percentage::parse("\u22120.5%")->percent()) == "-0.5");
  for (const std::string_view text : {""sv, "40"sv, "%"sv, "40%%"sv, "40 pct"sv, "--4%"sv, "4% x"sv, "4\0%"sv}) {
    BOOST_TEST(!reported_percentage::parse(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
