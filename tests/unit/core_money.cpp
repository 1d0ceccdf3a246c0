#include <runrate/core/currencies.hpp>
#include <runrate/core/fx.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

using namespace runrate;

namespace {

std::string source_dir() {
#ifdef RUNRATE_SOURCE_DIR
  return RUNRATE_SOURCE_DIR;
#else
  const char* set = std::getenv("RUNRATE_SOURCE_DIR");
  return set != nullptr ? set : ".";
#endif
}

struct doubloon : currency_tag_base<doubloon> {
  static constexpr std::string_view code() { return "DOUBLN"; }
  static constexpr int minor_units() { return 3; }
  static constexpr std::string_view symbol() { return "D"; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(core_money)

// tests/data/iso4217.csv is the list as the standard's maintenance agency publishes it; the library's table is from
// others.
BOOST_AUTO_TEST_CASE(every_currency_agrees_with_the_published_list) {
  std::ifstream file(source_dir() + "/tests/data/iso4217.csv");
  BOOST_TEST_REQUIRE(file.good());
  std::string line;
  std::getline(file, line);
  BOOST_TEST_REQUIRE(line == "code,numeric,minor_units,source");
  int present = 0, absent = 0;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string code, numeric, minor_units;
    std::getline(fields, code, ',');
    std::getline(fields, numeric, ',');
    std::getline(fields, minor_units, ',');
    const detail::iso_4217_entry* entry = detail::find_iso_4217(code);
    const auto found = currency::find(code);
    if (minor_units == "N.A.") {
      ++absent;
      BOOST_TEST(entry == nullptr, code);
      BOOST_TEST(!found.has_value(), code);
      continue;
    }
    ++present;
    BOOST_TEST_REQUIRE(entry != nullptr, code);
    BOOST_TEST(entry->numeric == std::stoi(numeric), code);
    BOOST_TEST_REQUIRE(found.has_value(), code);
    BOOST_TEST(found->minor_units() == std::stoi(minor_units), code);
    BOOST_TEST(found->code() == code);
  }
  BOOST_TEST(present + absent == 178);
  BOOST_TEST(present == static_cast<int>(sizeof(detail::iso_4217_table) / sizeof(detail::iso_4217_table[0])));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_currency_has_a_reason) {
  for (const char* code : {"", "US", "usd", "USDX", "XAU", "XXX", "ZZZ", "U$D"}) {
    BOOST_TEST(!currency::find(code).has_value(), code);
  }
}

BOOST_AUTO_TEST_CASE(a_tag_knows_its_code_and_minor_units) {
  BOOST_TEST(usd.code() == "USD");
  BOOST_TEST(usd.minor_units() == 2);
  BOOST_TEST(jpy.minor_units() == 0);
  BOOST_TEST(currencies::kwd.minor_units() == 3);
  BOOST_TEST(currencies::try_.code() == "TRY");
  BOOST_TEST(eur.symbol() == "€");
  BOOST_TEST(sizeof(money<usd>) == sizeof(decimal));
}

BOOST_AUTO_TEST_CASE(a_currency_of_ones_own_is_checked) {
  BOOST_TEST(to_string(basic_money<doubloon>(2.5_dec)) == "DOUBLN 2.500");
  BOOST_CHECK_THROW(currency("US", 2), contract_error);
  BOOST_CHECK_THROW(currency("TOOLONGX", 2), contract_error);
  BOOST_CHECK_THROW(currency("usd", 2), contract_error);
  BOOST_CHECK_THROW(currency("USD", -1), contract_error);
  BOOST_CHECK_THROW(currency("USD", 10), contract_error);
  BOOST_TEST(currency("SEVENCH", 9).code() == "SEVENCH");
}

BOOST_AUTO_TEST_CASE(money_adds_scales_and_compares_in_one_currency) {
  BOOST_TEST(to_string(usd(35.579_bn) * 4) == "USD 142316000000.00");
  BOOST_TEST(to_string(usd(1) + usd(2) - usd(5)) == "USD -2.00");
  BOOST_TEST(to_string(-usd(0.5_dec)) == "USD -0.50");
  BOOST_TEST(to_string(jpy(1500)) == "JPY 1500");
  BOOST_TEST(to_string(usd(0.125_dec)) == "USD 0.125");
  BOOST_TEST((usd(1) < usd(2)));
  BOOST_TEST(to_string(usd(50_bn) / usd(40_bn)) == "5/4");
  BOOST_CHECK_THROW(usd(1) / usd(0), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(usd(decimal::max()) + usd(1)), overflow_error);
  BOOST_CHECK_THROW(static_cast<void>(usd(1) * ratio(1, 3)), inexact_error);
  BOOST_TEST(to_string(multiply(usd(1), ratio(1, 3))) == "USD 0.33");
  BOOST_TEST(to_string(multiply(jpy(100), ratio(1, 3))) == "JPY 33");
  BOOST_TEST(to_string(divide(usd(2), 3_dec, {2, rounding::ceiling})) == "USD 0.67");
  BOOST_TEST(to_string(round(usd(2.345_dec), {2})) == "USD 2.34");
  money<usd> sum;
  sum += usd(3);
  sum -= usd(1);
  BOOST_TEST((sum == usd(2)));
}

BOOST_AUTO_TEST_CASE(money_that_carries_its_currency_refuses_another) {
  const money<any_currency> dollars(5_dec, *currency::find("USD")), euros = eur(5);
  BOOST_TEST(to_string(dollars + usd(1)) == "USD 6.00");
  BOOST_TEST(to_string(euros * 2) == "EUR 10.00");
  BOOST_TEST((dollars == money<any_currency>(usd(5))));
  BOOST_CHECK_EXCEPTION(static_cast<void>(dollars + euros), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "USD meets EUR: convert one side with an fx_rate";
  });
  BOOST_CHECK_THROW(static_cast<void>(dollars - euros), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(dollars < euros), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(dollars == euros), contract_error);
  BOOST_CHECK_THROW(dollars / euros, contract_error);
}

BOOST_AUTO_TEST_CASE(only_a_dated_rate_converts) {
  const fx_rate eur_usd(eur, usd, ratio(11'234, 10'000), 2025);
  // 10^9 * 1.1234, and 1000 / 1.1234 = 890.1548869503293...
  BOOST_TEST(to_string(convert(eur(1_bn), eur_usd, {2})) == "USD 1123400000.00");
  BOOST_TEST(to_string(convert(usd(1000), eur_usd.inverse(), {2})) == "EUR 890.15");
  BOOST_TEST(to_string(convert(usd(1000), eur_usd.inverse(), {2, rounding::ceiling})) == "EUR 890.16");
  BOOST_TEST(eur_usd.inverse().when() == 2025);
  BOOST_TEST((eur_usd.inverse().inverse().rate() == eur_usd.rate()));
  BOOST_CHECK_THROW(fx_rate(eur, usd, ratio(), 0), contract_error);
  BOOST_CHECK_THROW(fx_rate(eur, usd, ratio(-1), 0), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
