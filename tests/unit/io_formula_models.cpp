// A formula in text and the same in C++ are one formula.
#include <array>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <functional>
#include <runrate/io/formula_text.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/ramps.hpp>
#include <runrate/model/subscription_models.hpp>
#include <string>
#include <vector>

#include "io_formula_scope.hpp"

BOOST_AUTO_TEST_SUITE(io_formula_models)

BOOST_AUTO_TEST_CASE(a_formula_gives_the_nodes_that_the_same_formula_in_cpp_gives) {
  static constexpr driver chips{"chips", "chip"}, price{"price", "USD / chip hour"}, utilization{"utilization", "1"},
      growth{"growth", "1"}, churn{"churn", "1"};
  static constexpr line users{"users", "user"};
  const scope names;
  const inputs<expr> in(names.parts);
  const expr a = in[growth], b = in[churn];
  const std::pair<std::string_view, expr> pairs[] = {
      {"chips * price * utilization * hours", in[chips] * in[price] * in[utilization] * in.hours()},
      {"growth + 2.5 * churn", a + ratio(5, 2) * b},
      {"growth - -4", a - expr(-4)},
      {"growth * (1 / 3)", a * ratio(1, 3)},
      {"-growth", -a},
      {"min(growth, churn, 1)", min(min(a, b), 1)},
      {"max(growth, churn)", max(a, b)},
      {"clamp(growth, 0, 1)", clamp(a, 0, 1)},
      {"abs(growth - churn)", abs(a - b)},
      {"exp(growth) + ln(churn)", exp(a) + log(b)},
      {"sqrt(growth)", pow(a, ratio(1, 2))},
      {"growth^churn", pow(a, b)},
      {"if(growth < churn, growth, 2)", select(a < b, a, 2)},
      {"if(growth <= 1 and churn > 2 or growth >= 3, 1, 0)", select((a <= 1 && b > 2) || a >= 3, 1, 0)},
      {"if(not growth = 1 and churn != 1, 1, 0)", select(!(a == 1) && b != 1, 1, 0)},
      {"previous(users, 100 [user], 4)", in.previous(users, in.number(100, "user"), 4)},
      {"days_since(2026-07-01) * share_after(2026-01-31)",
       in.days_since(date_of(2026, 7, 1)) * in.share_after(date_of(2026, 1, 31))},
      {"logistic(elapsed, 2 [years], 3 [1 / year])",
       ramp::logistic(in.elapsed(), in.number(2, "year"), in.number(3, "1 / year"))},
      {"seasonal(position, 0.9, 1, 1, 1.1)", ramp::seasonal(in.position(), ratio(9, 10), 1, 1, ratio(11, 10))},
  };
  for (const auto& [text, in_cpp] : pairs) {
    BOOST_TEST_CONTEXT(text) {
      const parsed_formula read = names.parse(text);
      BOOST_REQUIRE(read.has_value());
      BOOST_TEST(to_string(*names.parts, read.root()) == to_string(in_cpp));
      BOOST_TEST(read.root() == in_cpp.in(names.parts));
    }
  }
}

namespace {

struct training_capacity {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver utilization{"utilization", "1"};

  constexpr auto operator()(const auto& in) const { return in[chips] * in[price] * in[utilization] * in.hours(); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_model_in_text_is_the_same_as_in_cpp) {
  const scope names;
  const auto text = model_of(names, {{"revenue", "hours * utilization * chips * price"}});
  BOOST_TEST(same_formulas(*text, *trace(training_capacity{})));
  const auto other = model_of(names, {{"revenue", "hours * chips * price"}});
  BOOST_TEST(!same_formulas(*other, *trace(training_capacity{})));
}

BOOST_AUTO_TEST_CASE(a_subscription_in_text_is_the_same_as_in_cpp) {
  scope names;
  names.names.drivers.clear();
  names.names.lines.clear();
  for (const char* const d : {"opening_arr", "new_arr", "expansion", "contraction", "churn"}) {
    names.names.drivers[d] = unit_of("USD / year");
  }
  names.names.lines["revenue"].unit = unit_of("USD");
  names.names.lines["arr"].unit = unit_of("USD / year");
  names.names.lines["arr"].initial = names.parse("opening_arr").root();
  const auto text = model_of(names, {{"arr", "previous(arr) + new_arr + expansion - (contraction + churn)"},
                                     {"revenue", "(previous(arr, opening_arr) + arr) / 2 * years"}});
  const auto in_cpp = trace(subscription_revenue{});
  BOOST_REQUIRE(text.has_value());
  BOOST_TEST(same_formulas(*text, *in_cpp));
  BOOST_TEST(normal_form(*text, 1) == normal_form(*in_cpp, 0));
}

BOOST_AUTO_TEST_SUITE_END()
