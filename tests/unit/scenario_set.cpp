// Scenarios over a model: what they set, inherit and add. Figures are worked out beside each case.
#include <boost/test/unit_test.hpp>

#include <runrate/model.hpp>
#include <runrate/runrate.hpp>
#include <runrate/scenario.hpp>

#include <array>

namespace {

using namespace runrate;

struct training_capacity {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver utilization{"utilization", "1"};
  static constexpr line arr{"arr", "USD / year"};
  static constexpr line revenue{"revenue", "USD"};

  auto operator()(const auto& in) const {
    const auto earned = in[chips] * in[price] * in[utilization] * in.hours();
    return lines(revenue.is(earned), arr.is(earned / in.years()));
  }
};

scenario_driver driver_of(const char* name, const char* unit_text, driver_setting setting) {
  return {name, unit::parse(unit_text).value(), std::move(setting)};
}

std::vector<scenario_driver> base_drivers() {
  return {driver_of("chips", "chip", {{ratio(1'000)}, {interval(500_dec, 2'000_dec)}}),
          driver_of("price", "USD / chip hour", {{ratio(2)}, {interval(1_dec, 3_dec)}}),
          driver_of("utilization", "1", {{ratio(1, 2)}})};
}

scenario setting(const char* name, const char* inherits, const char* driver, const ratio& value) {
  return {name, inherits, {{driver, {{value}}}}};
}

result<scenario_set> set_of(std::vector<scenario> scenarios) {
  return scenario_set::of(trace(training_capacity()).value(), timeline::of(2026y / Q1, 4).value(), base_drivers(),
                          std::move(scenarios));
}

scenario_set usual() {
  scenario bear = setting("bear", "", "utilization", ratio(1, 4));
  scenario bull = setting("bull", "", "price", ratio(3));
  scenario boom = setting("boom", "bull", "chips", ratio(2'000));
  return set_of({bear, bull, boom}).value();
}

measure revenue_of(const scenario_set& set) { return measure::of(set.model(), set.periods(), "revenue").value(); }

BOOST_AUTO_TEST_SUITE(scenario_set_)

BOOST_AUTO_TEST_CASE(a_scenario_has_its_own_values_over_those_that_it_inherits) {
  const scenario_set set = usual();
  BOOST_TEST_REQUIRE(set.scenarios().size() == 4);
  BOOST_TEST(set.scenarios()[0].name == "base");
  // 1,000 chips x 2 USD x 1/2 x 8,760 hours of 2026
  BOOST_TEST((set.run("base")->total("revenue").value() == ratio(8'760'000)));
  BOOST_TEST((set.run("bear")->total("revenue").value() == ratio(4'380'000)));
  BOOST_TEST((set.run("bull")->total("revenue").value() == ratio(13'140'000)));
  BOOST_TEST((set.run("boom")->total("revenue").value() == ratio(26'280'000)));
  // the quarter to March has 90 days: 1,000 x 2 x 1/2 x 2,160, times four
  BOOST_TEST((set.run("base")->value("arr", 0).value() == ratio(8'640'000)));
}

BOOST_AUTO_TEST_CASE(bounds_of_drivers_become_bounds_of_lines) {
  const interval within = usual().bounds("base")->total("revenue").outward();
  // 500 x 1 to 2,000 x 3, x 1/2 x 8,760
  BOOST_TEST((within == interval(2'190'000_dec, 26'280'000_dec)));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused_with_the_names) {
  const auto refused = [](std::vector<scenario> all) { return set_of(std::move(all)).error().text; };
  BOOST_TEST(refused({setting("bull", "", "prise", ratio(1))}) ==
             "scenario bull: there is no driver prise; did you mean price?");
  BOOST_TEST(refused({setting("bull", "bul", "price", ratio(1))}) ==
             "scenario bull inherits: there is no scenario bul; did you mean bull?");
  BOOST_TEST(refused({setting("a", "b", "price", ratio(1)), setting("b", "a", "price", ratio(1))}) ==
             "a inherits b inherits a: a scenario of itself");
  BOOST_TEST(refused({setting("a", "", "price", ratio(1)), setting("a", "", "price", ratio(1))}) ==
             "the scenario a is there twice");
  scenario half = setting("a", "", "price", ratio(1));
  half.weight = ratio(1, 2);
  BOOST_TEST(refused({half}) == "the weights of the scenarios add up to 0.5, not 1");
  half.weight = ratio(-1, 2);
  BOOST_TEST(refused({half}) == "the weight of a is below 0");
  scenario three = setting("a", "", "price", ratio(1));
  three.own["price"].values = {ratio(1), ratio(2), ratio(3)};
  BOOST_TEST(refused({three}) == "scenario a: the driver price has 3 values for 4 periods");
  BOOST_TEST(usual().values("ball").error().text == "there is no scenario ball; did you mean bull?");

  std::vector<scenario_driver> drivers = base_drivers();
  drivers.pop_back();
  const auto model = trace(training_capacity()).value();
  const auto year = timeline::of(2026y / Q1, 4).value();
  BOOST_TEST(scenario_set::of(model, year, drivers, {}).error().text == "the driver utilization has no value");
  drivers.push_back(driver_of("utilization", "chip", {{ratio(1)}}));
  BOOST_TEST(scenario_set::of(model, year, drivers, {}).error().text ==
             "the driver utilization is given in chip, and the model reads it in 1");
  drivers.back() = drivers.front();
  BOOST_TEST(scenario_set::of(model, year, drivers, {}).error().text == "the driver chips is there twice");
}

BOOST_AUTO_TEST_CASE(a_driver_can_be_set_in_every_scenario_at_once) {
  const scenario_set changed = usual().with("price", {{ratio(1)}}).value();
  BOOST_TEST((changed.run("base")->total("revenue").value() == ratio(4'380'000)));
  BOOST_TEST((changed.run("bull")->total("revenue").value() == ratio(4'380'000)));
  // What was said of the value before is not said of this one.
  BOOST_TEST(changed.find_driver("price")->source.empty());
  BOOST_TEST(usual().with("price", {{ratio(1)}}, "a guess").value().find_driver("price")->source == "a guess");
  BOOST_TEST(usual().with("prise", {{ratio(1)}}).error().text == "there is no driver prise; did you mean price?");
}

BOOST_AUTO_TEST_CASE(a_difference_is_with_minus_without_line_by_line) {
  const scenario_difference d = difference(usual(), "bull", "base").value();
  BOOST_TEST_REQUIRE(d.lines.size() == 2);
  const line_difference& revenue = d.lines[0];
  BOOST_TEST((revenue.difference[0].value() == ratio(1'080'000)));  // 1,000 x (3 - 2) x 1/2 x 2,160
  BOOST_TEST((revenue.total_difference.value() == ratio(4'380'000)));
  BOOST_TEST((revenue.exit_run_rate->value() == ratio(4 * 1'104'000)));  // of the quarter's 2,208 hours
  BOOST_TEST((revenue.growth->value() == ratio(1, 2)));
  // A level has no sum: its last value counts, and it has no run-rate of its own.
  BOOST_TEST((d.lines[1].total_difference.value() == ratio(4'416'000)));
  BOOST_TEST(!d.lines[1].exit_run_rate.has_value());
}

BOOST_AUTO_TEST_CASE(a_balance_of_money_is_not_summed) {
  // 100 paid in each quarter and all of it meant to come back, of which 4 x 10 a year is spent: 90, 180, 270, 360 left.
  const investment_revenue model;
  const scenario_set set = scenario_set::of(trace(prefixed("fund", model)).value(), timeline::of(2026y / Q1, 4).value(),
                                            {driver_of("fund.spend", "USD / year", {{ratio(40)}}),
                                             driver_of("fund.invested", "USD", {{ratio(100)}}),
                                             driver_of("fund.returning", "1", {{ratio(1)}})},
                                            {})
                               .value();
  const auto run = set.run("base").value();
  const auto total = [&](const char* line) {
    return value_of(measure::of(set.model(), set.periods(), line).value(), run).value();
  };
  BOOST_TEST((total("fund.gross") == ratio(40)));
  BOOST_TEST((total("fund.unspent") == ratio(360)));
}

BOOST_AUTO_TEST_CASE(there_is_no_growth_over_nothing) {
  const scenario_difference d =
      difference(set_of({setting("idle", "", "chips", ratio())}).value(), "base", "idle").value();
  BOOST_TEST(d.lines[0].growth.error().text == "there is no growth over 0");
}

BOOST_AUTO_TEST_CASE(weights_give_a_mean) {
  scenario bear = setting("bear", "", "utilization", ratio(1, 4)), bull = setting("bull", "", "price", ratio(3));
  scenario base{"base"};
  bear.weight = ratio(1, 4), base.weight = ratio(1, 2), bull.weight = ratio(1, 4);
  const scenario_set set = set_of({bear, base, bull}).value();
  // 4,380,000 / 4 + 8,760,000 / 2 + 13,140,000 / 4
  BOOST_TEST((weighted_mean(set, revenue_of(set))->value() == ratio(8'760'000)));
  BOOST_TEST(weighted_mean(usual(), revenue_of(usual())).error().text == "no scenario has a weight");
}

BOOST_AUTO_TEST_CASE(a_measure_is_of_a_period_or_a_whole_year) {
  const formulas model = trace(training_capacity()).value();
  const timeline years = timeline::of(2025y / Q3, 6).value();
  const auto of = [&](const char* line, const char* label) { return measure::of(model, years, line, label); };
  BOOST_TEST((of("revenue", "2025Q4").value() == measure{0, 1, 2}));
  BOOST_TEST((of("revenue", "Q1 2026").value() == measure{0, 2, 3}));
  BOOST_TEST((of("revenue", "2026").value() == measure{0, 2, 6}));
  BOOST_TEST((of("revenue", "").value() == measure{0, 0, 6}));
  BOOST_TEST(of("revenue", "2025").error().text == "only 2 of the 4 periods of 2025 are in the timeline");
  BOOST_TEST(of("revenue", "2027").error().text == "there is no period 2027; they go from 2025Q3 to 2026Q4");
  BOOST_TEST(of("revenues", "").error().text == "there is no line revenues; did you mean revenue?");
  BOOST_TEST(to_string(of("revenue", "2026").value(), model, years) == "revenue in 2026");
  BOOST_TEST(to_string(of("arr", "").value(), model, years) == "arr in 2026Q4");
}

BOOST_AUTO_TEST_CASE(a_figure_can_be_asked_for_its_formula_and_operands) {
  const scenario_set set = usual();
  const auto run = set.run("base").value();
  const explanation e = explain(run, set.values("base").value(), 0, 0);
  BOOST_TEST(e.sentence(set.model(), set.periods()) ==
             "revenue in 2026Q1 = chips * price * utilization * hours = 2,160,000 USD, with chips = 1,000 chip, price "
             "= 2 USD / (chip hour), utilization = 0.5 and hours = 2,160 hour");
  const explanation arr = explain(run, set.values("base").value(), 1, 0);
  BOOST_TEST(arr.formula == "revenue / years");
  BOOST_TEST_REQUIRE(arr.operands.size() == 2);
  BOOST_TEST((arr.operands[0].kind == operand_kind::line));
  BOOST_TEST(arr.operands[0].line == 0);
  BOOST_TEST((arr.operands[0].value.value() == ratio(2'160'000)));
}

BOOST_AUTO_TEST_CASE(the_nearest_name_is_a_slip_away) {
  const std::vector<std::string> names{"price", "utilization", "chips", "a"};
  BOOST_TEST(nearest_name("pirce", names).value() == "price");  // two letters swapped
  BOOST_TEST(nearest_name("utilisation", names).value() == "utilization");
  BOOST_TEST(nearest_name("chip", names).value() == "chips");
  BOOST_TEST(!nearest_name("revenue", names).has_value());
  BOOST_TEST(!nearest_name("x", names).has_value());
  BOOST_TEST(!nearest_name("", names).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
