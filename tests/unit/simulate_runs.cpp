// What a simulation looks at, draws and refuses.
#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>
#include <runrate/scenario.hpp>
#include <runrate/simulate.hpp>
#include <runrate/time/calendar_period.hpp>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace runrate;
namespace d = runrate::distributions;

namespace {

const timeline& year() {
  static const timeline periods = timeline::of(2026y / Q1, 4).value();
  return periods;
}

scenario_set rented() {
  const capacity_revenue model{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
  const auto in = [](const char* text) { return unit::parse(text).value(); };
  std::vector<scenario_driver> drivers{{"chips", in("chip"), {{ratio(500'000)}}},
                                       {"price", in("USD / chip hour"), {{ratio(2)}}},
                                       {"utilization", in("1"), {{ratio(3, 5)}}},
                                       {"unread", in("1"), {{ratio(1)}}}};
  std::vector<scenario> scenarios{{"cheap", "", {{"price", {{ratio(1)}}}}}};
  return scenario_set::of(trace(model).value(), year(), std::move(drivers), std::move(scenarios)).value();
}

struct starts_late {
  auto operator()(const auto& in) const { return in[driver{"a", "USD"}] * in.index(); }
};

struct divides {
  auto operator()(const auto& in) const { return in[driver{"a", "USD"}] / in[driver{"b", "1"}]; }
};

uncertainty usual() {
  return uncertainty().spread("utilization", d::pert(0.3, 0.6, 0.9)).spread("price", d::triangular(1, 2, 3));
}

std::string why(const result<simulation>& r) { return r ? "" : r.error().text; }

double ranks_correlation(std::vector<double> x, std::vector<double> y) {
  const auto ranked = [](std::vector<double>& v) {
    std::vector<std::size_t> order(v.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return v[i] < v[j]; });
    for (std::size_t i = 0; i < order.size(); ++i) v[order[i]] = static_cast<double>(i);
  };
  ranked(x);
  ranked(y);
  const auto n = static_cast<double>(x.size());
  double squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  return 1 - 6 * squares / (n * (n * n - 1));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_runs)

BOOST_AUTO_TEST_CASE(every_line_is_looked_at_in_each_period_and_over_all) {
  const simulation sim = simulation::of(rented(), "base", usual()).value();
  std::vector<std::string> names;
  for (const simulated_figure& f : sim.figures()) names.push_back(to_string(f, sim.model(), sim.periods()));
  const std::vector<std::string> wanted{"revenue in 2026Q1",
                                        "revenue in 2026Q2",
                                        "revenue in 2026Q3",
                                        "revenue in 2026Q4",
                                        "revenue in 2026",
                                        "run-rate of revenue at the end of 2026Q4",
                                        "growth of revenue in 2026Q2",
                                        "growth of revenue in 2026Q3",
                                        "growth of revenue in 2026Q4"};
  BOOST_TEST(names == wanted, boost::test_tools::per_element());
  BOOST_TEST((sim.drawn_drivers() == std::vector<std::string>{"price", "utilization"}));
}

// With nothing drawn every trial is the exact figure.
BOOST_AUTO_TEST_CASE(without_uncertain_drivers_a_run_is_the_scenario) {
  const scenario_set set = rented();
  const simulated run = simulation::of(set, "cheap", {}).value().run({.trials = 10'000}).value();
  const measure total = *measure::of(set.model(), year(), "revenue");
  const trial_summary& s = run.of({total});
  const double exactly = to_double(value_of(total, *set.run("cheap")).value());
  BOOST_TEST(s.mean().value == exactly, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.deviation().value == 0);
  BOOST_TEST(s.percentile(0.05).value == s.percentile(0.95).value);
}

BOOST_AUTO_TEST_CASE(each_trial_is_the_exact_figure_of_its_drivers) {
  const scenario_set set = rented();
  const simulation sim = simulation::of(set, "base", usual()).value();
  const measure total = *measure::of(set.model(), year(), "revenue");
  const auto columns = sim.looking_at({{total}}).trials({1'000, 20}, {.trials = 2'000, .seed = 9}).value();
  for (std::size_t i = 0; i < 20; ++i) {
    driver_values values = *set.values("base");
    values.set("price", {{ratio(*decimal::parse(fmt::format("{:.9f}", columns[1][i])))}});
    values.set("utilization", {{ratio(*decimal::parse(fmt::format("{:.9f}", columns[2][i])))}});
    const double exactly = to_double(value_of(total, *set.run("base", values)).value());
    BOOST_TEST(columns[0][i] == exactly, boost::test_tools::tolerance(1e-8));
  }
}

BOOST_AUTO_TEST_CASE(a_model_in_cpp_and_its_formulas_give_the_same_bits) {
  const capacity_revenue model{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
  const simulation by_model = simulation::of(model, year(), driver_values{{model.capacity, 500'000}}, usual()).value();
  const simulation by_formulas = simulation::of(rented(), "base", usual()).value();
  const auto a = by_model.trials({0, 3'000}, {}).value(), b = by_formulas.trials({0, 3'000}, {}).value();
  BOOST_TEST((a == b));
}

BOOST_AUTO_TEST_CASE(scenarios_are_compared_on_common_draws) {
  const scenario_set set = rented();
  uncertainty cheap = usual();
  const uncertainty fixed_price = uncertainty().spread("utilization", d::pert(0.3, 0.6, 0.9));
  const simulation more = simulation::of_difference(set, "base", fixed_price, "cheap", fixed_price).value();
  const auto columns = more.trials({0, 1'000}, {}).value();
  const auto single = simulation::of(set, "cheap", fixed_price).value().trials({0, 1'000}, {}).value();
  // At twice the price the difference is the second scenario itself.
  for (std::size_t i = 0; i < 1'000; ++i) {
    BOOST_TEST(columns[4][i] == single[4][i], boost::test_tools::tolerance(1e-14));
  }
  BOOST_TEST(to_string(more.figures()[6], more.model(), year()) == "growth of revenue in 2026");
  const simulated run = more.run({.trials = 10'000}).value();
  BOOST_TEST(run.of(more.figures()[6]).mean().value == 1, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_draws_of_a_driver_do_not_depend_on_other_drivers) {
  const auto alone = simulation::of(rented(), "base", uncertainty().spread("price", d::triangular(1, 2, 3))).value();
  const auto both = simulation::of(rented(), "base", usual()).value();
  const auto a = alone.trials({0, 100}, {}).value(), b = both.trials({0, 100}, {}).value();
  BOOST_TEST((a.back() == b[b.size() - 2]));
}

BOOST_AUTO_TEST_CASE(rank_correlations_come_out_as_asked) {
  for (const double asked : {-0.8, -0.3, 0.5, 0.9}) {
    const auto sim = simulation::of(rented(), "base", usual().correlate("price", "utilization", asked)).value();
    const auto columns =
        sim.looking_at({simulated_figure{{0, 0, 1}}}).trials({0, 200'000}, {.trials = 200'000}).value();
    BOOST_TEST(std::abs(ranks_correlation(columns[1], columns[2]) - asked) < 0.01);
  }
}

struct sum_and_rest {
  auto operator()(const auto& in) const {
    return in[driver{"a", "USD"}] - in[driver{"b", "USD"}] + 0 * in[driver{"c", "1"}] * in[driver{"a", "USD"}];
  }
};

struct demand_alone {
  auto operator()(const auto& in) const { return in[driver{"demand", "USD"}]; }
};

BOOST_AUTO_TEST_CASE(drivers_go_together_with_a_figure_as_closed_forms_say) {
  uncertainty unsure;
  unsure.spread("a", d::normal(5, 1)).spread("b", d::normal(0, 2)).spread("c", d::bernoulli(0.3));
  const simulation of = simulation::of(sum_and_rest(), year(), {}, unsure).value();
  const simulated_figure total{{0, 0, 4}};
  const auto found = of.rank_correlations(total, {.trials = 1'000'000, .seed = 3}).value();
  BOOST_REQUIRE(found.size() == 3U);
  // Spearman's of two normal variables of correlation r is 6 / pi asin(r / 2) (Pearson, 1907); here 1 / sqrt(5) and
  // -2 / sqrt(5), and none.
  const double pi = std::acos(-1.0);
  const double wanted[] = {6 / pi * std::asin(0.5 / std::sqrt(5.0)), -6 / pi * std::asin(1 / std::sqrt(5.0)), 0};
  const auto columns = of.looking_at({total}).trials({0, simulation::most_ranked}, {.seed = 3}).value();
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_REQUIRE(found[i].rank);
    BOOST_TEST(found[i].driver == std::string(1, static_cast<char>('a' + i)));
    BOOST_TEST(std::abs(found[i].rank->value - wanted[i]) < found[i].rank->high - found[i].rank->low);  // four errors
    BOOST_TEST(found[i].rank->high - found[i].rank->low < 0.02);
    if (i == 2) continue;  // which has ties
    const double counted = ranks_correlation(columns[0], columns[i + 1]);
    BOOST_TEST(found[i].rank->value == counted, boost::test_tools::tolerance(1e-9));
  }
  // The ends hold the closed form in 95 of 100 runs.
  int inside = 0;
  constexpr int runs = 300;
  for (int seed = 1; seed <= runs; ++seed) {
    const auto one = of.rank_correlations(total, {.trials = 400, .seed = static_cast<std::uint64_t>(seed)}).value();
    for (std::size_t i = 0; i < 3; ++i) inside += one[i].rank->low <= wanted[i] && wanted[i] <= one[i].rank->high;
  }
  BOOST_TEST(inside > 0.93 * 3 * runs);
  BOOST_TEST(inside < 0.97 * 3 * runs);
  // With ties: what is alike shares the mean of its ranks; by counting, and Pearson's formula.
  const simulation_options few{.trials = 200, .seed = 3};
  const auto ties = of.rank_correlations(total, few).value();
  const auto small = of.looking_at({total}).trials({0, 200}, few).value();
  const auto rank_of = [](const std::vector<double>& all, double v) {
    const auto less = std::count_if(all.begin(), all.end(), [&](double x) { return x < v; });
    return static_cast<double>(less) + static_cast<double>(std::count(all.begin(), all.end(), v) + 1) / 2 - 100.5;
  };
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const double a = rank_of(small[0], small[0][i]), b = rank_of(small[3], small[3][i]);
    ab += a * b, aa += a * a, bb += b * b;
  }
  BOOST_TEST(ties[2].rank->value == ab / std::sqrt(aa * bb), boost::test_tools::tolerance(1e-12));
  BOOST_TEST(of.rank_correlations(total, {.trials = 3}).value()[0].rank->low == -1);  // three say nothing

  // A driver that moves is seen by its mean over the periods: here the sum of the four is four times that.
  driver_values base;
  base.set(driver{"demand", "USD"}, decimal(100));
  const simulation moving =
      simulation::of(demand_alone(), year(), base, uncertainty().move("demand", {path_kind::growth, 0.2})).value();
  const auto along = moving.rank_correlations(total, {.trials = 500}).value();
  BOOST_TEST(along[0].rank->value == 1);
  const auto points = moving.looking_at({total}).trials({0, 3}, {.trials = 500}, total.of).value();
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_TEST(points[0][i] == 4 * points[1][i], boost::test_tools::tolerance(1e-15));
  }

  BOOST_CHECK_THROW(static_cast<void>(moving.trials({0, 3}, {.trials = 500}, measure{0, 0, 5})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(moving.trials({0, 3}, {.trials = 500}, measure{0, 2, 2})), contract_error);

  const simulation still = simulation::of(rented(), "base", uncertainty().spread("unread", d::uniform(0, 1))).value();
  BOOST_TEST(still.rank_correlations(total, {}).error().text == "the figure does not vary, and so has no correlations");
  const simulation point = simulation::of(rented(), "base", usual().spread("chips", d::point(7))).value();
  const auto of_point = point.rank_correlations(total, {.trials = 1'000}).value();
  for (const driver_rank& r : of_point) {
    BOOST_TEST(r.rank.has_value() == (r.driver != "chips"));
  }
}

BOOST_AUTO_TEST_CASE(targets_are_counted) {
  const scenario_set set = rented();
  const measure total = *measure::of(set.model(), year(), "revenue");
  const auto sim = simulation::of(set, "base", usual()).value().looking_at({{total}});
  const auto run = sim.with_target({total, 5e9}).with_target({total, 0}).run({.trials = 50'000}).value();
  const auto columns = sim.trials({0, 50'000}, {.trials = 50'000}).value();
  const auto counted = std::count_if(columns[0].begin(), columns[0].end(), [](double v) { return v >= 5e9; });
  BOOST_TEST(run.probability(0).value == static_cast<double>(counted) / 50'000);
  BOOST_TEST(run.probability(1).value == 1);
  BOOST_TEST(run.probability(1).high == 1);
  BOOST_TEST(run.probability(1).low > 0.999);
}

BOOST_AUTO_TEST_CASE(growth_from_nothing_is_no_value) {
  const auto sim = simulation::of(starts_late(), year(), {}, uncertainty().spread("a", d::uniform(1, 2))).value();
  const simulated run = sim.run({.trials = 5'000}).value();
  const trial_summary& first = run.of({{0, 1, 2}, figure_kind::growth});
  BOOST_TEST(first.without_value() == 5'000u);
  BOOST_CHECK_THROW(static_cast<void>(first.mean()), contract_error);
  BOOST_TEST(run.of({{0, 2, 3}, figure_kind::growth}).mean().value == 1);
}

BOOST_AUTO_TEST_CASE(what_can_not_be_run_is_said) {
  const scenario_set set = rented();
  BOOST_TEST(why(simulation::of(set, "base", uncertainty().spread("pirce", d::point(1)))) ==
             "there is no driver pirce; did you mean price?");
  BOOST_TEST(why(simulation::of(set, "bull", {})) == "there is no scenario bull; there is base or cheap");
  BOOST_TEST(why(simulation::of(set, "base", usual().correlate("price", "chips", 0.2))) ==
             "a correlation: there is no driver chips; there is price or utilization; one that is correlated has a "
             "distribution");
  BOOST_TEST(why(simulation::of(set, "base", usual().correlate("price", "utilization", 2))) ==
             "the rank correlation of price and utilization is 2; it lies from -1 to 1");
  uncertainty moved = usual();
  moved.move("chips", {path_kind::growth, 0.1}).correlate("price", "chips", 0.2);
  BOOST_TEST(why(simulation::of(set, "base", moved)) ==
             "the driver chips moves from period to period, and can't be correlated");
  const simulation sim = simulation::of(set, "base", usual()).value();
  BOOST_TEST(sim.run({.trials = 0}).error().text == "0 trials; expected at least 1");
  BOOST_TEST(sim.run({.trials = 1'000'000'000'000}).error().text ==
             "1000000000000 trials; expected at most 100,000,000,000");
  BOOST_CHECK_THROW(static_cast<void>(sim.run({.block = 100})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(sim.run({.precision = 1})), contract_error);
  // A driver that nothing reads is drawn for nothing.
  BOOST_TEST(simulation::of(set, "base", uncertainty().spread("unread", d::point(1))).has_value());
}

BOOST_AUTO_TEST_CASE(a_trial_without_a_figure_is_named_with_its_drivers) {
  const auto drawn = uncertainty().spread("a", d::uniform(1, 2)).spread("b", d::bernoulli(0.9999));
  const auto run = simulation::of(divides(), year(), {}, drawn).value().run({.trials = 1'000'000, .seed = 4});
  BOOST_REQUIRE(!run.has_value());
  const std::string& text = run.error().text;
  BOOST_TEST(text.find("revenue in 2026Q1 is infinite in trial ") == 0u, text);
  BOOST_TEST(text.find("; there, a 1.") != std::string::npos, text);
  BOOST_TEST(text.find(", b 0") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
