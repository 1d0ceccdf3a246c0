// Products and quotients of decimals against the oracle.
#include "oracle.hpp"

namespace {

using namespace oracle;

/// What an operator without a rounding does: the value, an overflow, or a refusal because it is not exact.
enum class outcome { value, overflow, inexact };

template <class Operation>
outcome outcome_of(Operation operation, decimal& value) {
  try {
    value = operation();
    return outcome::value;
  } catch (const runrate::overflow_error&) {
    return outcome::overflow;
  } catch (const runrate::inexact_error&) {
    return outcome::inexact;
  }
}

template <class Operation>
void check_operator(topic& on, const cpp_rational& exact, Operation operation, const std::string& what) {
  const placed value(exact, decimal::places);
  decimal found;
  const outcome seen = outcome_of(operation, found);
  const auto cut = value.expected(rounding::toward_zero);
  const bool right = !cut               ? seen == outcome::overflow
                     : value.is_exact() ? seen == outcome::value && found == *cut
                                        : seen == outcome::inexact;
  on.seen().overflows += !cut;
  on.check_that(right, [&] { return what; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_products)

BOOST_AUTO_TEST_CASE(products_of_decimals_are_rounded_once) {
  topic on("decimal * decimal", 90);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const bool tie = on.one_in(6);
    const decimal a = tie ? on.near_a_tie(places) : on.figure();
    const decimal b = tie ? decimal(1) : on.one_in(2) ? decimal::from_billionths(on.integer(60)) : on.figure();
    const cpp_int product = integer_of(a.billionths()) * integer_of(b.billionths());
    on.seen().beyond_128 += product != 0 && msb(abs(product)) >= 127;
    on.check(
        cpp_rational(product, power_of_ten(18)), places, [&](round_to to) { return multiply(a, b, to); },
        [&] { return to_string(a) + " * " + to_string(b); });
  }
}

BOOST_AUTO_TEST_CASE(quotients_of_decimals_are_rounded_once) {
  topic on("decimal / decimal", 110);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const bool tie = on.one_in(6);
    decimal a = tie ? on.near_a_tie(places) : on.figure();
    decimal b = tie ? decimal(1) : on.one_in(2) ? decimal::from_billionths(on.integer(70)) : on.figure();
    if (b == decimal()) b = decimal::from_billionths(1);
    const cpp_rational exact = value_of(a) / value_of(b);
    on.seen().beyond_128 += a != decimal() && msb(abs(integer_of(a.billionths()))) >= 98;
    on.check(
        exact, places, [&](round_to to) { return divide(a, b, to); },
        [&] { return to_string(a) + " / " + to_string(b); });
  }
}

BOOST_AUTO_TEST_CASE(operators_without_a_rounding_are_exact_or_refuse) {
  topic on("exact operators", 50);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.figure();
    const decimal b = on.one_in(2) ? on.figure() : decimal(on.from_to(-64, 64));
    check_operator(
        on, value_of(a) * value_of(b), [&] { return a * b; }, to_string(a) + " * " + to_string(b));
    if (b == decimal()) continue;
    check_operator(
        on, value_of(a) / value_of(b), [&] { return a / b; }, to_string(a) + " / " + to_string(b));
    const fraction f = any_fraction(on, on.from_to(0, 3));
    check_operator(
        on, value_of(a) * f.exact, [&] { return a * f.ours; }, to_string(a) + " * " + to_string(f.ours));
  }
}

BOOST_AUTO_TEST_SUITE_END()
