// The number types of models, against figures worked out by hand.
#include "model_shared.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace runrate;
using runrate::test::figure_of;
using runrate::test::one_line;
using runrate::test::quarters_from_2026;

namespace {

constexpr driver a{"a", "1"}, b{"b", "1"};

range between(decimal low, decimal high) { return range(interval(low, high)); }
std::string text(const range& r) { return r.why_missing() != nullptr ? r.why_missing()->text : to_string(r.outward()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(model_numbers)

BOOST_AUTO_TEST_CASE(exact_keeps_a_chain_of_fractions) {
  const exact third = exact(1) / 3;
  BOOST_TEST(((third * 3 - 1).value() == ratio()));
  BOOST_TEST(!third.is_rounded());
  BOOST_TEST((pow(third, 2).value() == ratio(1, 9)));
  BOOST_TEST((pow(exact(ratio(8, 27)), exact(ratio(2, 3))).value() == ratio(4, 9)));
  BOOST_TEST(pow(exact(2), exact(ratio(1, 2))).is_rounded());
  BOOST_TEST(exp(exact(1)).is_rounded());
  BOOST_TEST(!exp(exact(0)).is_rounded());
}

BOOST_AUTO_TEST_CASE(exact_says_why_a_number_does_not_exist) {
  BOOST_TEST((exact(7) / exact(0)).why_missing()->text == "7 is divided by 0");
  BOOST_TEST((log(exact(0)).why_missing()->code == reason_code::no_real_root));
  BOOST_TEST((pow(exact(-2), exact(ratio(1, 2))).why_missing()->code == reason_code::no_real_root));
  BOOST_TEST((exp(exact(1'000'000)).why_missing()->code == reason_code::out_of_range));
  BOOST_TEST((exact(1) + exact(7) / exact(0)).why_missing()->text == "7 is divided by 0");
  BOOST_CHECK_THROW((void)(exact(7) / exact(0)).value(), contract_error);
}

BOOST_AUTO_TEST_CASE(a_missing_number_matters_only_where_it_is_chosen) {
  const auto guarded = one_line{[](const auto& in) { return select(in[b] == 0, 0, in[a] / in[b]); }};
  BOOST_TEST(figure_of(guarded, {{a, 6}, {b, 0}}, "y") == "0");
  BOOST_TEST(figure_of(guarded, {{a, 6}, {b, 4}}, "y") == "3/2");
  const auto unguarded = one_line{[](const auto& in) { return select(in[b] == 0, in[a] / in[b], 1); }};
  BOOST_TEST(figure_of(unguarded, {{a, 6}, {b, 4}}, "y") == "1");
  BOOST_TEST(figure_of(unguarded, {{a, 6}, {b, 0}}, "y") == "y in 2026Q1: 6 is divided by 0");
  const auto undecided = one_line{[](const auto& in) { return select(in[a] / in[b] < 1, 2, 3); }};
  BOOST_TEST(figure_of(undecided, {{a, 6}, {b, 0}}, "y") == "y in 2026Q1: 6 is divided by 0");
}

BOOST_AUTO_TEST_CASE(the_reason_names_the_first_period_and_line_that_has_none) {
  const auto later = one_line{[](const auto& in) { return in[a] / (in.index() - 2); }};
  BOOST_TEST(figure_of(later, {{a, 6}}, "y") == "y in 2026Q3: 6 is divided by 0");
  const auto formula = evaluate<decimal>(trace(later).value(), quarters_from_2026(4), {{a, 6}});
  BOOST_TEST(formula.error().text == "y in 2026Q3: 6 is divided by 0");
  const auto bounds = evaluate<interval>(later, quarters_from_2026(4), {{a, 6}});
  BOOST_TEST(bounds.error().text.starts_with("y in 2026Q3: the divisor may be 0"));
  const auto slopes = evaluate<dual>(later, quarters_from_2026(4), {{a, 6}});
  BOOST_TEST(slopes.error().text == "y in 2026Q3: a division by 0");
}

BOOST_AUTO_TEST_CASE(a_driver_without_a_value_is_named) {
  BOOST_TEST(figure_of(one_line{[](const auto& in) { return in[a] + in[b]; }}, {{a, 6}}, "y") ==
             "the driver b has no value");
  driver_values values{{a, 6}};
  values.set("b", {{ratio(1), ratio(2)}});
  BOOST_TEST(figure_of(one_line{[](const auto& in) { return in[a] + in[b]; }}, values, "y") ==
             "the driver b has 2 values for 4 periods");
}

BOOST_AUTO_TEST_CASE(a_recursion_that_squares_ends_quickly) {
  // x_(t+1) = x_t^2. Beside 1 it stays in reach, and is rounded on the way: (1 + 10^-9)^(2^39) = e^549.76.
  constexpr line y{"y", "1"};
  const auto squares = one_line{[y](const auto& in) { return in.previous(y, in[a]) * in.previous(y, in[a]); }, y};
  const auto run = evaluate<decimal>(squares, quarters_from_2026(40), {{a, 1.000'000'001_dec}});
  BOOST_REQUIRE(run.has_value());
  BOOST_TEST(run->value("y", 39).is_rounded());
  BOOST_TEST(!run->value("y", 3).is_rounded());
  BOOST_TEST(std::abs(std::log(to_double(run->value("y", 38).value())) - 549'755'813'888 * std::log1p(1e-9)) < 1e-6);
  // From 2 on it would have 2^40 bits: it is out of all bounds first, and so it is downwards.
  BOOST_TEST(figure_of(squares, {{a, 2}}, "y", 0, 40).starts_with("y in 202"));
  BOOST_TEST(figure_of(squares, {{a, 2}}, "y", 0, 40).find("e^10,000") != std::string::npos);
  BOOST_TEST(figure_of(squares, {{a, 0.5_dec}}, "y", 0, 40).find("e^10,000") != std::string::npos);
  BOOST_TEST(evaluate<interval>(squares, quarters_from_2026(40), {{a, 2}}).has_value());
  BOOST_TEST(evaluate<interval>(squares, quarters_from_2026(40), {{a, 0.5_dec}}).has_value());
}

BOOST_AUTO_TEST_CASE(bounds_of_what_stands_twice_are_of_two) {
  const range x = between(2, 5);
  BOOST_TEST(text(x - x) == "[-3, 3]");
  BOOST_TEST(text(x / x) == "[0.4, 2.5]");
  BOOST_TEST(text(x * x) == "[4, 25]");
  BOOST_TEST(text(pow(between(-2, 5), 2)) == "[0, 25]");  // a power is of one
  BOOST_TEST(text(between(-2, 5) * between(-2, 5)) == "[-10, 25]");
}

BOOST_AUTO_TEST_CASE(a_side_may_be_open) {
  const range above = range(interval::at_least(10)), below = range(interval::at_most(6));
  BOOST_TEST(text(above + between(1, 2)) == to_string(interval::at_least(11)));
  BOOST_TEST(text(above - below) == to_string(interval::at_least(4)));
  BOOST_TEST(text(above * between(0, 2)) == to_string(interval::at_least(0)));
  BOOST_TEST(text(above * between(-1, 2)) == to_string(interval::everything()));
  BOOST_TEST(text(between(1, 20) / above) == "[0, 2]");
  BOOST_TEST(text(-above) == to_string(interval::at_most(-10)));
  BOOST_TEST(text(min(above, between(0, 12))) == "[0, 12]");
  BOOST_TEST(text(max(below, between(0, 12))) == "[0, 12]");
  BOOST_TEST(text(select(above < 10, 1, 2)) == "[2, 2]");
  BOOST_TEST(text(select(above <= 10, 1, 2)) == "[1, 2]");
  BOOST_TEST(text(exp(below)).starts_with("[0, 403.428793"));
  BOOST_TEST(text(log(above)).starts_with("[2.30258509"));
}

BOOST_AUTO_TEST_CASE(a_divisor_that_may_be_zero_has_no_bounds) {
  BOOST_TEST(text(between(1, 2) / between(-1, 3)).find("between -1 and 3") != std::string::npos);
  BOOST_TEST(text(between(1, 2) / between(0, 3)).find("may be 0") != std::string::npos);
  BOOST_TEST(text(select(between(-1, 3) < 4, 1, between(1, 2) / between(-1, 3))) == "[1, 1]");
}

BOOST_AUTO_TEST_CASE(powers_beyond_all_bounds_leave_a_side_open) {
  // 0.5^100,000 is below e^-10,000 and 2^100,000 above e^10,000; between them is 1^100,000.
  const range both = pow(between(0.5_dec, 2), range(interval(99'999, 100'000)));
  BOOST_TEST(both.contains(ratio(1)));
  BOOST_TEST(both.contains(ratio()) == (sign(both.low().value) == 0));
  BOOST_TEST((both.high().infinite == 1));
  BOOST_TEST(pow(between(0.5_dec, 2), 9'999).contains(ratio(1)));
  BOOST_TEST((pow(between(1, 1'000'000), 9'999).high().infinite == 1));
  BOOST_TEST(pow(between(-1'000'000, 1), 9'999).contains(ratio(1)));
  BOOST_TEST((pow(between(-1'000'000, 1), 9'999).low().infinite == -1));
  BOOST_TEST(pow(between(1, 1'000'000), -9'999).contains(ratio(1)));
}

BOOST_AUTO_TEST_CASE(derivatives_by_hand) {
  const dual x = dual::driver(3, 0), y = dual::driver(2, 1);
  const dual f = x * x * y + x / y;  // 2xy + 1/y; x^2 - x/y^2
  BOOST_TEST(f.value() == 19.5);
  BOOST_TEST(f.derivative(0) == 12.5);
  BOOST_TEST(f.derivative(1) == 8.25);
  BOOST_TEST(f.derivative(2) == 0);
  BOOST_TEST(exp(x).derivative(0) == std::exp(3.0));
  BOOST_TEST(log(x).derivative(0) == 1.0 / 3);
  BOOST_TEST(pow(x, y).derivative(0) == 6);
  BOOST_TEST(pow(x, y).derivative(1) == 9 * std::log(3.0));
  BOOST_TEST(pow(dual::driver(0, 0), 2).derivative(0) == 0);
  BOOST_TEST(pow(dual::driver(-2, 0), 3).derivative(0) == 12);
  BOOST_TEST(min(x, y).derivative(1) == 1);
  BOOST_TEST(min(x, y).derivative(0) == 0);
  BOOST_TEST(max(x, x * 1).derivative(0) == 1);
  BOOST_TEST(clamp(x, 0, 1).derivative(0) == 0);
  BOOST_TEST(abs(-x).derivative(0) == 1);
  BOOST_TEST(select(x < y, x, y * y).derivative(1) == 4);
}

BOOST_AUTO_TEST_CASE(a_derivative_beyond_double_is_no_number) {
  BOOST_TEST((exp(dual::driver(800, 0)).why_missing()->code == reason_code::out_of_range));
  BOOST_TEST((pow(dual::driver(10, 0), 400).why_missing() != nullptr));
  BOOST_TEST((exp(dual::driver(-800, 0)).why_missing() == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
