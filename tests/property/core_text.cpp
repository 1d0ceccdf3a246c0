// What is printed is read back as what it was.
#include "oracle.hpp"

#include <runrate/core/currencies.hpp>
#include <runrate/core/format.hpp>
#include <runrate/core/money.hpp>
#include <runrate/core/reported_amount.hpp>

namespace {

using namespace oracle;

/// The digits of a number of billionths with a point, written without the library.
std::string text_of(const cpp_int& billionths) {
  std::string digits = cpp_int(abs(billionths)).str();
  if (digits.size() < 10) digits.insert(0, 10 - digits.size(), '0');
  digits.insert(digits.size() - 9, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return (billionths < 0 ? "-" : "") + digits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_text)

BOOST_AUTO_TEST_CASE(decimals_print_and_parse) {
  topic on("decimals as text", 50);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.one_in(2) ? on.figure() : on.near_a_tie(on.places());
    const std::string text = text_of(integer_of(a.billionths()));
    const auto read = decimal::parse(text);
    on.check_that(to_string(a) == text && fmt::format("{}", a) == text && read && *read == a, [&] { return text; });
  }
}

BOOST_AUTO_TEST_CASE(text_beyond_the_range_is_refused) {
  topic on("decimals beyond the range", 5);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const bool negative = on.one_in(2);
    const cpp_int limit = (cpp_int(1) << 127) - (negative ? 0 : 1);
    cpp_int m = limit + on.from_to(-3, 3);
    if (on.one_in(2)) m += integer_of(on.magnitude(128));
    const cpp_int value = negative ? cpp_int(-m) : m;
    const auto read = decimal::parse(text_of(value));
    const auto expected = decimal_of(value);
    on.seen().overflows += !expected;
    on.check_that(read.has_value() == expected.has_value() && (!expected || *read == *expected) &&
                      (expected || read.error().code == runrate::reason_code::out_of_range),
                  [&] { return text_of(value); });
  }
}

BOOST_AUTO_TEST_CASE(decimals_print_to_places_half_to_even) {
  topic on("decimals to places", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.from_to(0, 9);
    const decimal a = on.one_in(2) ? decimal::from_billionths(on.integer(126)) : on.near_a_tie(places);
    const placed value(value_of(a), places);
    const cpp_int steps = value.rounded(rounding::half_even);
    std::string expected = cpp_int(abs(steps)).str();
    const auto after_point = static_cast<std::size_t>(places);
    if (expected.size() <= after_point) expected.insert(0, after_point + 1 - expected.size(), '0');
    if (places > 0) expected.insert(expected.size() - after_point, ".");
    if (steps < 0) expected.insert(0, "-");
    on.seen().ties += value.is_tie();
    on.check_that(to_string(a, places) == expected &&
                      fmt::format(fmt::runtime("{:." + std::to_string(places) + "}"), a) == expected,
                  [&] { return to_string(a, places) + " for " + expected; });
  }
}

BOOST_AUTO_TEST_CASE(ratios_print_in_lowest_terms_and_parse) {
  topic on("ratios as text", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const fraction a = any_fraction(on, on.from_to(0, 3));
    const auto read = ratio::parse(to_string(a.ours));
    on.check_that(read && *read == a.ours, [&] { return to_string(a.ours); });
  }
}

BOOST_AUTO_TEST_CASE(amounts_with_units_and_groups_are_read_back) {
  topic on("amounts as people write them", 40);
  constexpr const char* units[] = {"", "K", "M", "B", "T", "a"};
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.one_in(2) ? decimal::from_billionths(on.integer(126))
                                   : decimal(static_cast<std::int64_t>(on.bits() >> (1 + on.below(60))));
    const char* unit = units[on.below(6)];
    std::string spec = "{:";
    if (on.one_in(3)) spec += '(';
    spec += on.one_in(2) ? "$" : "";
    if (on.one_in(2)) spec += ',';
    if (on.one_in(2)) {
      const int places = on.from_to(0, 9);
      spec += "." + std::to_string(places) + unit + (on.one_in(2) ? "w" : "") + "}";
    } else {
      spec += std::string(unit) + (on.one_in(2) ? "w" : "") + "}";
    }
    const std::string text = fmt::format(fmt::runtime(spec), runrate::usd(a));
    const auto read = runrate::reported_amount::parse(text);
    // More than nine places in the unit (0.0000000001 T) are more than the reader takes.
    if (!read && read.error().text.find("nine decimal places") != std::string::npos) continue;
    on.check_that(read && read->unit && *read->unit == runrate::currency::of<struct runrate::currencies::usd>() &&
                      (read->bounds().contains(a) || read->value == a),
                  [&] { return spec + " of " + to_string(a) + ": " + text; });
  }
}

BOOST_AUTO_TEST_SUITE_END()
