#include <runrate/model/unit.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

std::string read(std::string_view text) {
  const auto u = unit::parse(text);
  return u ? to_string(*u) : u.error().text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_unit)

BOOST_AUTO_TEST_CASE(what_is_written_in_many_ways_is_one_unit) {
  struct row {
    const char* text;
    const char* is;
  };
  constexpr row table[] = {
      {"1", "1"},
      {"USD", "USD"},
      {"USD / chip hour", "USD / (chip hour)"},
      {"USD/(chip hour)", "USD / (chip hour)"},
      {"USD / hour chip", "USD / (chip hour)"},
      {"USD / chip * hour", "USD / (chip hour)"},
      {"1 / year", "1 / year"},
      {"1/years", "1 / year"},
      {"chip hours", "chip hour"},
      {"hours", "hour"},
      {"chips", "chips"},  // only what every period has is put in the singular
      {"meter^2", "meter^2"},
      {"meter meter / meter", "meter"},
      {"kg / meter^3", "kg / meter^3"},
      {"USD / USD", "1"},
      {"  USD  /  user year ", "USD / (user year)"},
      {"a_1 / b2", "a_1 / b2"},
  };
  for (const row& r : table) BOOST_TEST(read(r.text) == r.is, r.text << " is read as " << read(r.text));
}

BOOST_AUTO_TEST_CASE(what_it_prints_it_reads) {
  for (const char* text : {"1", "USD", "USD / (chip hour)", "1 / year", "1 / (chip hour)", "a^2 b / (c d^3)"}) {
    BOOST_TEST(read(text) == text);
    BOOST_TEST((unit::parse(read(text)).value() == unit::parse(text).value()));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_unit_is_refused_with_what_to_write) {
  struct row {
    const char* text;
    const char* says;
  };
  constexpr row table[] = {
      {"", "write 1 for none"},
      {"   ", "write 1 for none"},
      {"%", "write 1, and the value as 65%"},
      {"USD / chip / hour", "two strokes"},
      {"/ hour", "nothing stands before the stroke; write 1 / year"},
      {"USD /", "nothing stands after the stroke"},
      {"USD / (chip hour", "a parenthesis is not closed"},
      {"USD / (chip) hour", "something stands after the closing parenthesis"},
      {"(USD)", "'(' is neither a name"},
      {"meter^0", "a power from 1 to 9"},
      {"meter^-1", "a power from 1 to 9"},
      {"meter^", "a power from 1 to 9"},
      {"2 chips", "'2' is neither a name"},
      {"USD - EUR", "'-' is neither a name"},
  };
  for (const row& r : table) {
    const auto u = unit::parse(r.text);
    BOOST_REQUIRE(!u);
    BOOST_TEST(u.error().text.find(r.says) != std::string::npos, u.error().text);
    BOOST_TEST((u.error().code == reason_code::malformed));
  }
}

BOOST_AUTO_TEST_CASE(what_is_read_is_printed_so_that_it_can_be_read_again) {
  const std::string name(190, 'a');
  BOOST_TEST(read(std::string(201, 'a')).find("more than 200 characters") != std::string::npos);
  BOOST_TEST(read("US/" + name + " bcdefg").find("more than 200 characters") != std::string::npos);  // ( ) and spaces
  BOOST_TEST(read("US/" + name + " b") == "US / (" + name + " b)");
  BOOST_TEST(read("a^9") == "a^9");
  BOOST_TEST(read("a^9 a").find("a power beyond 9") != std::string::npos);
  BOOST_TEST(read("1 / a^5 a^5").find("a power beyond 9") != std::string::npos);
  BOOST_TEST(read("a^9 a / a") == "a^9");
}

BOOST_AUTO_TEST_CASE(products_quotients_and_powers) {
  const unit price = unit::parse("USD / chip hour").value(), chips = unit::parse("chip").value();
  const unit hours = unit::parse("hours").value();
  BOOST_TEST(to_string(price * chips * hours) == "USD");
  BOOST_TEST(to_string(price / chips) == "USD / (chip^2 hour)");
  BOOST_TEST(to_string(pow(price, 2)) == "USD^2 / (chip^2 hour^2)");
  BOOST_TEST(to_string(pow(price, -1)) == "chip hour / USD");
  BOOST_TEST(pow(price, 0).is_none());
  BOOST_TEST((chips / chips).is_none());
}

BOOST_AUTO_TEST_CASE(money_is_known_by_its_currency) {
  BOOST_TEST(unit::parse("USD").value().is_currency());
  BOOST_TEST(unit::parse("EUR").value().is_currency());
  BOOST_TEST(!unit::parse("USD / year").value().is_currency());
  BOOST_TEST(!unit::parse("USD^2").value().is_currency());
  BOOST_TEST(!unit::parse("chip").value().is_currency());
  BOOST_TEST(!unit().is_currency());
  BOOST_TEST(unit::parse("chip").value().is("chip"));
  BOOST_TEST(!unit::parse("1 / chip").value().is("chip"));
}

BOOST_AUTO_TEST_SUITE_END()
