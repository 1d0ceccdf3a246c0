// Several forecasts in one, and run-rates that are read as forecasts.
#include <runrate/core/literals.hpp>
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/forecast/run_rate_forecast.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/theta.hpp>
#include <runrate/rate/methods/cumulative.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/rate/methods/weighted.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using forecast_by::annualized;
using forecast_by::combination;
using test::are_near;
using test::is_near;

namespace {

const std::vector<double> figures{3, 1, 4, 1, 5, 9, 2, 6};
const observations any_figures(figures, 4);

/// Says what it is told to; nothing where that is empty.
struct told {
  std::vector<double> points{}, deviations{}, of_sums{};
  std::string why = "it was told nothing";
  static constexpr std::string_view name() { return "told"; }
  result<expectation> operator()(const observations&, std::size_t) const {
    if (points.empty()) return reason{reason_code::not_applicable, why, {}};
    return expectation{points, deviations, of_sums};
  }
};

std::vector<double> combined(std::vector<any_forecast_method> methods, combined_by how) {
  const combination all("all", std::move(methods), how);
  return all(any_figures, 2)->points;
}

told refusing(std::string why) {
  told made;
  made.why = std::move(why);
  return made;
}

/// The middle three of five.
double mean_of_the_middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[1] + values[2] + values[3]) / 3;
}

/// The quarters of Snowflake up to January 2025, and the one after.
std::vector<dated_amount> quarters_of_snowflake(bool with_april) {
  for (auto& company : test::revenue_of_companies()) {
    if (company.company != "SNOW") continue;
    BOOST_REQUIRE((company.quarters.back().amount == 1'042'074_k));
    if (!with_april) company.quarters.pop_back();
    return company.quarters;
  }
  BOOST_FAIL("Snowflake is not there");
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_combination)

BOOST_AUTO_TEST_CASE(points_are_combined_period_by_period) {
  const told a{{1, 50}}, b{{2, 40}}, c{{6, 30}}, d{{100, 20}}, e{{7, -900}};
  using enum combined_by;
  BOOST_TEST(are_near(combined({a, b, c, d, e}, mean), {{116.0 / 5, -760.0 / 5}}, 1e-15));
  BOOST_TEST(are_near(combined({a, b, c, d, e}, median), {{6, 30}}, 1e-15));
  BOOST_TEST(are_near(combined({e, d, c, b, a}, trimmed_mean), {{15.0 / 3, 90.0 / 3}}, 1e-15));
  BOOST_TEST(are_near(combined({a, b, c, d}, median), {{4, 35}}, 1e-15));
  BOOST_TEST(are_near(combined({a, b, c, d}, trimmed_mean), {{4, 35}}, 1e-15));
  BOOST_TEST(are_near(combined({a, b, d}, trimmed_mean), {{2, 40}}, 1e-15));
  BOOST_TEST(are_near(combined({a, b, d}, median), {{2, 40}}, 1e-15));
  // Of two none is left out.
  BOOST_TEST(are_near(combined({a, d}, trimmed_mean), {{50.5, 35}}, 1e-15));
  BOOST_TEST(are_near(combined({a, d}, median), {{50.5, 35}}, 1e-15));
  for (const combined_by how : {mean, median, trimmed_mean}) {
    BOOST_TEST(are_near(combined({c}, how), {{6, 30}}, 0));
  }
}

BOOST_AUTO_TEST_CASE(a_method_without_an_answer_is_left_out) {
  const told a{{1, 50}}, b{{2, 40}}, d{{100, 20}}, none;
  using enum combined_by;
  BOOST_TEST(are_near(combined({none, a, b, none, d}, trimmed_mean), {{2, 40}}, 1e-15));
  BOOST_TEST(are_near(combined({a, none, d}, trimmed_mean), {{50.5, 35}}, 1e-15));
  BOOST_TEST(are_near(combined({a, none, d}, mean), {{50.5, 35}}, 1e-15));
  // The reason is that of the first.
  const combination nobody("nobody", {refusing("the first has none"), refusing("nor has the second")}, mean);
  const auto refused = nobody(any_figures, 2);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().text == "the first has none");
  BOOST_CHECK_THROW(combination("empty", {}, mean), contract_error);
}

BOOST_AUTO_TEST_CASE(where_all_need_more_figures_the_fewest_are_said) {
  const combination both("both", {forecast_by::optimized_theta(), forecast_by::seasonal_naive()}, combined_by::mean);
  const auto refused = both(any_figures.first(3), 2);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().code == reason_code::not_enough_history));
  BOOST_TEST(refused.error().text == "both needs 4 figures; there are 3");
  BOOST_TEST(both(any_figures.first(4), 2).has_value());
  BOOST_TEST(forecast_by::ets()(any_figures.first(4), 2).error().text == "ets needs 5 figures; there are 4");
  BOOST_TEST(forecast_by::ets()(any_figures.first(5), 2).has_value());
  // Another reason counts for more.
  const combination mixed("mixed", {forecast_by::seasonal_naive(), refusing("it does not apply")}, combined_by::mean);
  BOOST_TEST(mixed(any_figures.first(3), 2).error().text == "it does not apply");
}

// As `forecast` has it: no answer where a method expects what is not finite, and points of another count break a
// contract.
BOOST_AUTO_TEST_CASE(a_method_that_expects_no_finite_figure_is_left_out) {
  const double infinite = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  const told a{{1, 50}}, d{{100, 20}};
  using enum combined_by;
  for (const combined_by how : {mean, median, trimmed_mean}) {
    for (const double wrong : {infinite, -infinite, nan}) {
      BOOST_TEST(are_near(combined({a, told{{wrong, 1}}, d}, how), {{50.5, 35}}, 1e-15), wrong);
      const auto nothing = combination("nothing", {told{{wrong, 1}}}, how)(any_figures, 2);
      BOOST_TEST((!nothing || std::isfinite(nothing->points[0])), wrong);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_method_of_too_few_points_is_refused) {
  BOOST_CHECK_THROW(static_cast<void>(combined({told{{1, 50}}, told{{1}}}, combined_by::mean)), contract_error);
}

BOOST_AUTO_TEST_CASE(deviations_are_the_mean_of_those_that_have_any) {
  using enum combined_by;
  const told a{{1, 50}, {3, 5}, {3, 9}}, b{{2, 40}, {5, 8}, {5, 11}}, without{{6, 30}};
  for (const combined_by how : {mean, median, trimmed_mean}) {
    const expectation found = combination("all", {a, without, b}, how)(any_figures, 2).value();
    BOOST_TEST(are_near(found.deviations, {{4, 6.5}}, 1e-15));
    BOOST_TEST(are_near(found.sum_deviations, {{4, 10}}, 1e-15));
    const expectation bare = combination("bare", {without, without}, how)(any_figures, 2).value();
    BOOST_TEST((bare.deviations.empty() && bare.sum_deviations.empty()));
  }
}

BOOST_AUTO_TEST_CASE(the_default_is_the_trimmed_mean_of_its_five_methods) {
  const combination all;
  BOOST_TEST(all.name() == "combination");
  std::vector<std::string> names;
  for (const any_forecast_method& m : all.methods()) names.emplace_back(m.name());
  const std::vector<std::string> wanted{"damped-ets", "damped-seasonal", "averaged-ets", "optimized-theta",
                                        "dynamic-optimized-theta"};
  BOOST_TEST(names == wanted, boost::test_tools::per_element());
  const observations of(test::johnson_johnson, 4);
  const std::vector<expectation> parts{
      forecast_by::damped_ets()(of, 6).value(), forecast_by::damped_seasonal()(of, 6).value(),
      forecast_by::averaged_ets()(of, 6).value(), forecast_by::optimized_theta()(of, 6).value(),
      forecast_by::dynamic_theta()(of, 6).value()};
  std::vector<double> points, deviations, of_sums;
  for (std::size_t h = 0; h < 6; ++h) {
    std::vector<double> at, deviation, of_sum;
    for (const expectation& part : parts) {
      at.push_back(part.points[h]), deviation.push_back(part.deviations[h]), of_sum.push_back(part.sum_deviations[h]);
    }
    points.push_back(mean_of_the_middle(at));
    deviations.push_back(test::mean_of(deviation)), of_sums.push_back(test::mean_of(of_sum));
  }
  const expectation found = all(of, 6).value();
  BOOST_TEST(are_near(found.points, points, 1e-14));
  BOOST_TEST(are_near(found.deviations, deviations, 1e-14));
  BOOST_TEST(are_near(found.sum_deviations, of_sums, 1e-14));
}

BOOST_AUTO_TEST_CASE(every_method_has_a_name_of_its_own_and_the_default_comes_last) {
  std::vector<std::string> names;
  for (const any_forecast_method& m : every_forecast_method()) names.emplace_back(m.name());
  BOOST_TEST(names.front() == "naive");
  BOOST_TEST(names.back() == "combination");
  for (const std::string& name : names) BOOST_TEST(name.find_first_of(" ,\t\n") == std::string::npos, name);
  std::sort(names.begin(), names.end());
  BOOST_TEST((std::adjacent_find(names.begin(), names.end()) == names.end()));
}

// The figures a year are those of tests/unit/rate_known_answers.cpp; each of four quarters has a part of it.
BOOST_AUTO_TEST_CASE(a_run_rate_is_spread_over_the_next_twelve_months) {
  const auto to_april = observed_series::of(quarters_of_snowflake(true)).value();
  const auto to_january = observed_series::of(quarters_of_snowflake(false)).value();
  const auto part = [](const any_method& method, const observed_series& of) {
    return annualized(method)(of.seen(), 3).value();
  };
  BOOST_TEST(are_near(part(method::times_four, to_april).points, std::vector<double>(3, 1'042'074e3), 1e-15));
  BOOST_TEST(
      are_near(part(method::day_weighted, to_april).points, std::vector<double>(3, 4'273'674'269.66 / 4), 1e-11));
  BOOST_TEST(
      are_near(part(method::day_weighted, to_january).points, std::vector<double>(3, 3'914'902'717.39 / 4), 1e-11));
  const double year = 868'823e3 + 942'094e3 + 986'770e3 + 1'042'074e3;
  BOOST_TEST(are_near(part(method::trailing_twelve_months, to_april).points, std::vector<double>(3, year / 4), 1e-15));
  BOOST_TEST(part(method::times_four, to_april).deviations.empty());
  BOOST_TEST(annualized(method::times_four).name() == "x4");
  BOOST_TEST(annualized(method::day_weighted).name() == "day");
  const auto said = forecast(to_april.seen(), annualized(method::day_weighted)).value();
  BOOST_TEST(is_near(said.next_year.value, 4'273'674'269.66, 1e-11));
  BOOST_TEST(said.next_year.ranges[0].has_value());  // from errors at earlier times
}

BOOST_AUTO_TEST_CASE(a_run_rate_is_scored_like_any_forecast) {
  const auto of = observed_series::of(quarters_of_snowflake(true)).value();
  const std::vector<std::vector<backtest_origin>> series{rolling_origins(of.seen(), 4, 8)};
  const std::vector<any_forecast_method> methods{annualized(method::times_four),
                                                 annualized(method::trailing_twelve_months), forecast_by::naive()};
  const auto found = backtest(series, methods);
  // Times four says the latest quarter four times, as the naive forecast does.
  BOOST_TEST(is_near(*found[0].periods.smape, *found[2].periods.smape, 1e-12));
  BOOST_TEST(is_near(*found[0].next_year.bias, *found[2].next_year.bias, 1e-12));
  // The trailing year, counted by hand.
  const std::vector<double> y(of.seen().values().begin(), of.seen().values().end());
  double bias = 0, count = 0;
  for (std::size_t known = 8; known + 4 <= y.size(); ++known, ++count) {
    const double before = y[known - 4] + y[known - 3] + y[known - 2] + y[known - 1];
    const double came = y[known] + y[known + 1] + y[known + 2] + y[known + 3];
    bias += 100 * (before - came) / came;
  }
  BOOST_TEST(found[1].next_year.count == static_cast<std::size_t>(count));
  BOOST_TEST(is_near(*found[1].next_year.bias, bias / count, 1e-12));
}

BOOST_AUTO_TEST_CASE(a_run_rate_without_days_or_of_other_periods_has_a_reason) {
  const auto bare = annualized(method::times_four)(any_figures, 2);
  BOOST_REQUIRE(!bare.has_value());
  BOOST_TEST((bare.error().code == reason_code::operand_missing));
  BOOST_TEST(bare.error().text == "x4 needs the periods' days; these figures have none");
  const auto of = observed_series::of(quarters_of_snowflake(true)).value();
  const auto monthly = annualized(method::times_twelve)(of.seen(), 2);
  BOOST_REQUIRE(!monthly.has_value());
  BOOST_TEST((monthly.error().code == reason_code::wrong_period));
  // Of three quarters there is no trailing year, whatever came later.
  const auto early = annualized(method::trailing_twelve_months)(of.seen().first(3), 2);
  BOOST_TEST(!early.has_value());
  BOOST_TEST(annualized(method::trailing_twelve_months)(of.seen().first(4), 2).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
