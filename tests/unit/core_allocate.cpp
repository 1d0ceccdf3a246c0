#include <runrate/core/allocate.hpp>
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace runrate;

namespace {

std::string text_of(const std::vector<decimal>& parts) {
  std::string text;
  for (const decimal& part : parts) text += (text.empty() ? "" : " ") + to_string(part);
  return text;
}
std::string allocated(decimal total, const std::vector<decimal>& weights, int places) {
  return text_of(allocate(total, weights, places));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_allocate)

// https://en.wikipedia.org/wiki/Quota_method, "Hare quota": 100,000 votes, ten seats.
BOOST_AUTO_TEST_CASE(seats_go_to_the_largest_remainders) {
  BOOST_TEST(allocated(10_dec, {47'000, 16'000, 15'800, 12'000, 6'100, 3'100}, 0) == "5 2 1 1 1 0");
}

// The Alabama paradox, https://en.wikipedia.org/wiki/Apportionment_paradox: with a seat more the third state loses one.
BOOST_AUTO_TEST_CASE(the_alabama_paradox_of_the_method_is_there) {
  BOOST_TEST(allocated(10_dec, {6, 6, 2}, 0) == "4 4 2");
  BOOST_TEST(allocated(11_dec, {6, 6, 2}, 0) == "5 5 1");
}

BOOST_AUTO_TEST_CASE(parts_add_up_to_the_cent) {
  BOOST_TEST(allocated(100_dec, {1, 1, 1}, 2) == "33.34 33.33 33.33");
  BOOST_TEST(allocated(0.01_dec, {1, 1, 1}, 2) == "0.01 0 0");
  // Shares of -33.333... lie two thirds of a cent above -33.34: one part stays below.
  BOOST_TEST(allocated(-100_dec, {1, 1, 1}, 2) == "-33.33 -33.33 -33.34");
  BOOST_TEST(allocated(0_dec, {1, 2}, 2) == "0 0");
  BOOST_TEST(allocated(5_bn, {0, 1}, -9) == "0 5000000000");
  BOOST_TEST(allocated(decimal::lowest(), {1, 1}, 9) ==
             "-85070591730234615865843651857.942052864 -85070591730234615865843651857.942052864");
  const std::vector<money<jpy>> yen = allocate(jpy(10), std::vector<decimal>{1, 1, 1});
  BOOST_TEST((yen == std::vector<money<jpy>>{jpy(4), jpy(3), jpy(3)}));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_shared_is_the_callers_mistake) {
  BOOST_CHECK_THROW(allocated(1_dec, {}, 2), contract_error);
  BOOST_CHECK_THROW(allocated(1_dec, {0, 0}, 2), contract_error);
  BOOST_CHECK_THROW(allocated(1_dec, {1, -1}, 2), contract_error);
  BOOST_CHECK_THROW(allocated(1.005_dec, {1, 1}, 2), contract_error);
  BOOST_CHECK_THROW(allocated(1_dec, {1}, 10), contract_error);
  BOOST_CHECK_THROW(allocated(1_dec, {decimal::max(), decimal::max()}, 2), overflow_error);
}

BOOST_AUTO_TEST_CASE(shown_figures_add_up_to_their_shown_sum) {
  // 3 x 0.333 = 0.999, shown as 1.0: each would be 0.3 by itself.
  BOOST_TEST(text_of(round_to_sum(std::vector<decimal>{0.333_dec, 0.333_dec, 0.333_dec}, 1)) == "0.4 0.3 0.3");
  // Floors 35, 1, -1 and remainders 0.579, 0.5, 0.6; the sum 36.679 is shown as 37, two more than the floors.
  BOOST_TEST(text_of(round_to_sum(std::vector<decimal>{35.579_bn, 1.5_bn, -0.4_bn}, -9)) == "36000000000 1000000000 0");
  BOOST_TEST(text_of(round_to_sum(std::vector<decimal>{}, 0)).empty());
  BOOST_TEST(text_of(round_to_sum(std::vector<decimal>{2_dec, 3_dec}, 0)) == "2 3");
}

BOOST_AUTO_TEST_SUITE_END()
