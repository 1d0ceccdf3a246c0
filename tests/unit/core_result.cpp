#include <runrate/core/result.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>

using namespace runrate;

namespace {

result<int> half_of(int n) {
  if (n % 2 == 0) return n / 2;
  return reason{reason_code::not_applicable, std::to_string(n) + " is odd", {{"n", std::to_string(n)}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_result)

BOOST_AUTO_TEST_CASE(a_result_holds_a_value_or_a_reason) {
  const result<int> four = half_of(8);
  BOOST_TEST(four.has_value());
  BOOST_TEST(*four == 4);
  BOOST_TEST(four.value_or(0) == 4);
  const result<int> none = half_of(7);
  BOOST_TEST(!none);
  BOOST_TEST(none.value_or(-1) == -1);
  BOOST_TEST(none.error().text == "7 is odd");
  BOOST_TEST((none.error().code == reason_code::not_applicable));
  BOOST_TEST_REQUIRE(none.error().operands.size() == 1u);
  BOOST_TEST((none.error().operands[0] == operand{"n", "7"}));
}

BOOST_AUTO_TEST_CASE(using_what_is_not_there_throws_with_the_reason) {
  const result<int> none = half_of(7);
  BOOST_CHECK_EXCEPTION(none.value(), contract_error, [](const contract_error& e) {
    return std::string(e.what()) == "a result was used that has no value: 7 is odd";
  });
  BOOST_CHECK_THROW(*none, contract_error);
  BOOST_CHECK_THROW(half_of(8).error(), contract_error);
}

BOOST_AUTO_TEST_CASE(results_chain_and_keep_the_first_reason) {
  BOOST_TEST(half_of(8).and_then(half_of).value() == 2);
  BOOST_TEST(half_of(6).and_then(half_of).error().text == "3 is odd");
  BOOST_TEST(half_of(7).and_then(half_of).error().text == "7 is odd");
  BOOST_TEST(half_of(8).transform([](int n) { return std::to_string(n); }).value() == "4");
  BOOST_TEST(half_of(7).transform([](int n) { return std::to_string(n); }).error().text == "7 is odd");
}

BOOST_AUTO_TEST_CASE(copies_are_deep_and_moves_leave_nothing_shared) {
  result<int> none = half_of(7);
  result<int> copy = none;
  none = half_of(2);
  BOOST_TEST(copy.error().text == "7 is odd");
  BOOST_TEST(*none == 1);
  const result<int> moved = std::move(copy);
  BOOST_TEST(moved.error().text == "7 is odd");
}

BOOST_AUTO_TEST_CASE(a_value_that_can_only_be_moved_is_moved_out) {
  result<std::unique_ptr<int>> held = std::make_unique<int>(5);
  const std::unique_ptr<int> out = std::move(held).value();
  BOOST_TEST(*out == 5);
}

BOOST_AUTO_TEST_CASE(every_reason_has_a_name_for_output) {
  BOOST_TEST(to_string(reason_code::malformed) == "malformed");
  BOOST_TEST(to_string(reason_code::out_of_range) == "out_of_range");
  BOOST_TEST(to_string(reason_code::not_enough_history) == "not_enough_history");
  BOOST_TEST(to_string(reason_code::wrong_period) == "wrong_period");
  BOOST_TEST(to_string(reason_code::base_not_positive) == "base_not_positive");
  BOOST_TEST(to_string(reason_code::division_by_zero) == "division_by_zero");
  BOOST_TEST(to_string(reason_code::no_real_root) == "no_real_root");
  BOOST_TEST(to_string(reason_code::currency_mismatch) == "currency_mismatch");
  BOOST_TEST(to_string(reason_code::contradiction) == "contradiction");
  BOOST_TEST(to_string(reason_code::not_applicable) == "not_applicable");
}

BOOST_AUTO_TEST_SUITE_END()
