// What is asked of scenarios: tornados, slopes, grids, searches, bridges. Figures are worked out beside each case.
#include <boost/test/unit_test.hpp>

#include <runrate/model.hpp>
#include <runrate/runrate.hpp>
#include <runrate/scenario.hpp>

#include <array>
#include <cmath>

namespace {

using namespace runrate;

struct cubic {
  static constexpr driver x{"x", "1"};
  static constexpr driver scale{"scale", "USD"};
  // x^3 - 6x^2 + 11x - 6 = (x - 1)(x - 2)(x - 3)
  auto operator()(const auto& in) const { return in[scale] * ((in[x] - 1) * (in[x] - 2) * (in[x] - 3)); }
};

struct product {
  static constexpr driver price{"price", "USD"};
  static constexpr driver volume{"volume", "1"};
  static constexpr driver unused{"unused", "1"};
  auto operator()(const auto& in) const { return in[price] * in[volume] + in[unused] * 0 * in[price]; }
};

struct quotient_model {
  static constexpr driver x{"x", "1"};
  static constexpr driver scale{"scale", "USD"};
  auto operator()(const auto& in) const { return in[scale] / in[x]; }
};

scenario_driver driver_of(const char* name, const char* unit_text, driver_setting setting) {
  return {name, unit::parse(unit_text).value(), std::move(setting)};
}

template <class Model>
scenario_set set_of(const Model& model, std::vector<scenario_driver> drivers, std::vector<scenario> scenarios = {},
                    int periods = 1) {
  return scenario_set::of(trace(model).value(), timeline::of(2026y / Q1, periods).value(), std::move(drivers),
                          std::move(scenarios))
      .value();
}

measure whole(const scenario_set& set) { return measure::of(set.model(), set.periods(), "revenue").value(); }

scenario_set products() {
  return set_of(
      product(),
      {driver_of("price", "USD", {{ratio(10)}, {interval(8_dec, 11_dec)}}),
       driver_of("volume", "1", {{ratio(100)}, {interval(50_dec, 140_dec)}}), driver_of("unused", "1", {{ratio(1)}})},
      {{"more", {}, {{"price", {{ratio(12)}}}, {"volume", {{ratio(150)}}}}}});
}

BOOST_AUTO_TEST_SUITE(scenario_questions)

BOOST_AUTO_TEST_CASE(a_tornado_has_the_widest_bar_first) {
  const tornado t = tornado_by_range(products(), "base", whole(products())).value();
  BOOST_TEST((t.base.value() == ratio(1'000)));
  BOOST_TEST_REQUIRE(t.bars.size() == 2);
  BOOST_TEST(t.bars[0].driver == "volume");
  BOOST_TEST((t.bars[0].at_low.value() == ratio(500)));
  BOOST_TEST((t.bars[0].at_high.value() == ratio(1'400)));
  BOOST_TEST((t.bars[0].width.value() == ratio(900)));
  BOOST_TEST(t.bars[1].driver == "price");
  BOOST_TEST((t.bars[1].width.value() == ratio(300)));
  BOOST_TEST_REQUIRE(t.without_range.size() == 1);
  BOOST_TEST(t.without_range[0] == "unused");
}

BOOST_AUTO_TEST_CASE(a_bound_at_which_there_is_no_figure_is_named) {
  const scenario_set set = set_of(quotient_model(), {driver_of("x", "1", {{ratio(1)}, {interval(0_dec, 2_dec)}}),
                                                     driver_of("scale", "USD", {{ratio(5)}})});
  BOOST_TEST(tornado_by_range(set, "base", whole(set)).error().text ==
             "with x at its lower bound: revenue in 2026Q1: 5 is divided by 0");
}

BOOST_AUTO_TEST_CASE(slopes_are_derivatives) {
  const auto all = slopes(products(), "base", whole(products())).value();
  BOOST_TEST_REQUIRE(all.size() == 3);
  BOOST_TEST(std::abs(all[0].one_percent - 10) < 1e-12);
  BOOST_TEST(std::abs(*all[0].elasticity - 1) < 1e-15);
  BOOST_TEST(all[2].driver == "unused");
  BOOST_TEST(all[2].one_percent == 0);
}

BOOST_AUTO_TEST_CASE(a_driver_by_period_moves_in_all_of_them) {
  // 10 x (100 + 300): one percent more of the volumes is 40 more, not one percent of their mean in either
  const scenario_set set =
      set_of(product(),
             {driver_of("price", "USD", {{ratio(10)}}), driver_of("volume", "1", {{ratio(100), ratio(300)}}),
              driver_of("unused", "1", {{ratio(1)}})},
             {}, 2);
  const auto all = slopes(set, "base", whole(set)).value();
  for (const driver_slope& s : all) {
    if (s.driver == "volume") BOOST_TEST(std::abs(s.one_percent - 40) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(a_grid_is_exact_in_every_cell) {
  const scenario_set set = products();
  const driver_grid g = grid(set, "base", whole(set), "price", spread_evenly(interval(8_dec, 11_dec), 4), "volume",
                             spread_evenly(interval(50_dec, 140_dec), 3))
                            .value();
  BOOST_TEST_REQUIRE(g.values.size() == 12);
  BOOST_TEST((g.values[0]->value() == ratio(400)));     // 8 x 50
  BOOST_TEST((g.values[4]->value() == ratio(9 * 95)));  // second row, second column
  BOOST_TEST((g.values[11]->value() == ratio(11 * 140)));
  BOOST_TEST(grid(set, "base", whole(set), "price", {ratio(1)}, "price", {ratio(1)}).error().text ==
             "a grid is over two drivers, and both are price");
  BOOST_TEST(grid(set, "base", whole(set), "prise", {ratio(1)}, "price", {ratio(1)}).error().text ==
             "there is no driver prise; did you mean price?");
  BOOST_CHECK_THROW(static_cast<void>(grid(set, "base", whole(set), "price", {}, "volume", {ratio(1)})),
                    contract_error);
}

BOOST_AUTO_TEST_CASE(a_search_finds_the_decimal_that_comes_closest) {
  const scenario_set set = products();
  // price x 100 = 1,033.337: 10.33337, and to two places 10.33, which is 0.337 short of it
  const solution fine = solve_for(set, "base", whole(set), exact(1'033.337_dec), "price").value();
  BOOST_TEST((fine.value == 10.33337_dec));
  BOOST_TEST((fine.residual.value() == ratio()));
  const solution coarse = solve_for(set, "base", whole(set), exact(1'033.337_dec), "price", {{}, 2}).value();
  BOOST_TEST((coarse.value == 10.33_dec));
  BOOST_TEST((coarse.residual.value() == ratio(-337, 1'000)));
  BOOST_TEST(!coarse.others_seen);
  // Without a range, as far as it takes: 5 / x = 1/1000 at 5,000.
  const scenario_set open =
      set_of(quotient_model(), {driver_of("x", "1", {{ratio(1)}}), driver_of("scale", "USD", {{ratio(5)}})});
  BOOST_TEST((solve_for(open, "base", whole(open), exact(0.001_dec), "x")->value == 5'000_dec));
}

BOOST_AUTO_TEST_CASE(of_several_crossings_the_nearest_is_taken) {
  const auto at = [](const ratio& x) {
    const scenario_set set = set_of(
        cubic(), {driver_of("x", "1", {{x}, {interval(0_dec, 4_dec)}}), driver_of("scale", "USD", {{ratio(7)}})});
    return solve_for(set, "base", whole(set), exact(0), "x").value();
  };
  BOOST_TEST((at(ratio(9, 10)).value == 1_dec));
  BOOST_TEST((at(ratio(19, 10)).value == 2_dec));
  BOOST_TEST((at(ratio(4)).value == 3_dec));
  BOOST_TEST(at(ratio(4)).others_seen);
}

BOOST_AUTO_TEST_CASE(a_root_that_is_no_decimal_is_as_close_as_the_last_place) {
  const scenario_set set = set_of(
      cubic(), {driver_of("x", "1", {{ratio(4)}, {interval(3_dec, 9_dec)}}), driver_of("scale", "USD", {{ratio(1)}})});
  // (x - 1)(x - 2)(x - 3) = 10: x is 4.3089073..., by Cardano y^3 - y - 10 = 0 for y = x - 2
  const double y = std::cbrt(5 + std::sqrt(25 - 1.0 / 27)) + std::cbrt(5 - std::sqrt(25 - 1.0 / 27));
  const solution s = solve_for(set, "base", whole(set), exact(10), "x").value();
  BOOST_TEST(std::abs(to_double(s.value) - (2 + y)) < 1e-9);
  BOOST_TEST(s.evaluations < 100);
  const solution next = solve_for(set, "base", whole(set), exact(10), "x", {{}, 8}).value();
  BOOST_TEST((abs(next.value - s.value) <= 0.000000005_dec));
}

BOOST_AUTO_TEST_CASE(where_there_is_no_answer_the_reason_has_the_reach) {
  const scenario_set set = products();
  const reason far = solve_for(set, "base", whole(set), exact(2'000), "price").error();
  BOOST_TEST(far.text == "with price from 8 to 11, revenue in 2026Q1 is between 800 and 1,100, and never 2,000");
  BOOST_TEST((far.code == reason_code::out_of_range));
  BOOST_TEST(solve_for(set, "base", whole(set), exact(2'000), "unused")
                 .error()
                 .text.find("revenue in 2026Q1 does not depend on unused: it is 1,000 with unused from 0 to ") == 0);
  BOOST_TEST(solve_for(set, "base", whole(set), exact(1), "prise").error().text ==
             "there is no driver prise; did you mean price?");
}

BOOST_AUTO_TEST_CASE(a_figure_that_does_not_exist_in_places_is_searched_around) {
  const scenario_set set = set_of(quotient_model(), {driver_of("x", "1", {{ratio(1)}, {interval(-2_dec, 2_dec)}}),
                                                     driver_of("scale", "USD", {{ratio(5)}})});
  // 5 / x = 4: 1.25. From below 0 to above it, the figure does not cross, it jumps.
  BOOST_TEST((solve_for(set, "base", whole(set), exact(4), "x")->value == 1.25_dec));
}

BOOST_AUTO_TEST_CASE(break_even_sets_the_driver_in_both) {
  // base: price x 100; more: 12 x volume. Equal in volume at 10 v = 12 v only at 0; in price: p x 100 = p x 150 at 0.
  const scenario_set set = set_of(product(),
                                  {driver_of("price", "USD", {{ratio(10)}}), driver_of("volume", "1", {{ratio(100)}}),
                                   driver_of("unused", "1", {{ratio(1)}})},
                                  {{"other", {}, {{"volume", {{ratio(150)}}}}}});
  BOOST_TEST((break_even(set, "base", "other", whole(set), "price")->value == decimal()));
  const reason none = break_even(products(), "base", "more", whole(products()), "price").error();
  BOOST_TEST(none.text ==
             "with price from 8 to 11, revenue in 2026Q1 of base minus more is between -550 and -400, and never 0");
}

BOOST_AUTO_TEST_CASE(the_steps_of_a_bridge_add_up) {
  const scenario_set set = products();
  const scenario_bridge b = bridge_between(set, "base", "more", whole(set)).value();
  BOOST_TEST_REQUIRE(b.steps.size() == 2);
  BOOST_TEST(b.steps[0].driver == "price");
  BOOST_TEST((b.steps[0].adds.value() == ratio(200)));  // 12 x 100 - 10 x 100
  BOOST_TEST((b.steps[1].adds.value() == ratio(600)));  // 12 x 150 - 12 x 100
  BOOST_TEST((b.to.value() == ratio(1'800)));
  const std::array<std::string, 1> first{"volume"};
  const scenario_bridge other = bridge_between(set, "base", "more", whole(set), first).value();
  BOOST_TEST(other.steps[0].driver == "volume");
  BOOST_TEST((other.steps[0].adds.value() == ratio(500)));  // 10 x 150 - 10 x 100
  BOOST_TEST(((other.from + other.steps[0].adds + other.steps[1].adds).value() == b.to.value()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
