// Several methods in one, each by how good it was at earlier times: weights and figures are computed again here.
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/forecast.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/forecast/run_rate_forecast.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/smoothing.hpp>
#include <runrate/forecast/theta.hpp>
#include <runrate/rate/methods/times.hpp>

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
using forecast_by::weighted_combination;
using test::are_near;
using test::is_near;

namespace {

std::vector<any_forecast_method> simple_methods() {
  return {forecast_by::naive(), forecast_by::seasonal_naive(), forecast_by::drift(), forecast_by::theta()};
}

/// Knows what comes, but for a constant; says nothing before so many figures, or after.
struct seer {
  std::vector<double> all{};
  double off = 0;
  std::size_t from = 0, to = 1'000;
  static constexpr std::string_view name() { return "seer"; }
  result<expectation> operator()(const observations& seen, std::size_t horizon) const {
    if (seen.size() < from || seen.size() > to) return reason{reason_code::not_enough_history, "the seer sleeps", {}};
    expectation made;
    for (std::size_t h = 0; h < horizon; ++h) {
      made.points.push_back((seen.size() + h < all.size() ? all[seen.size() + h] : 0) + off);
    }
    return made;
  }
};

/// One over the mean square of all errors of the year after each time, of the latest 20 times that have two years and
/// eight figures before; 0 where there are fewer than four. They add up to 1, or all are alike.
std::vector<double> weights_by_hand(const std::vector<double>& y, int per_year,
                                    const std::vector<any_forecast_method>& methods) {
  std::vector<double> weights;
  double sum = 0;
  for (const any_forecast_method& method : methods) {
    double squares = 0, errors = 0;
    int times = 0;
    for (std::size_t back = std::min<std::size_t>(20, y.size()); back >= 1; --back) {
      const std::size_t n = y.size() - back, year = static_cast<std::size_t>(per_year);
      if (n < 8 || n < 2 * year) continue;
      const auto said = method(observations(y, per_year).first(n), year);
      if (!said) continue;
      ++times;
      for (std::size_t t = n; t < y.size() && t < n + year; ++t, ++errors) {
        squares += (y[t] - said->points[t - n]) * (y[t] - said->points[t - n]);
      }
    }
    weights.push_back(times < 4 ? 0 : errors / squares);
    sum += weights.back();
  }
  for (double& weight : weights) weight = sum > 0 ? weight / sum : 1.0 / static_cast<double>(methods.size());
  return weights;
}

std::vector<double> first_of(const std::vector<double>& all, std::size_t count) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<double> weights_of(const std::vector<any_forecast_method>& methods, const std::vector<double>& y,
                               int per_year) {
  return weighted_combination("some", methods).weights(observations(y, per_year));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_weighted_combination)

BOOST_AUTO_TEST_CASE(weights_go_with_one_over_the_mean_square_of_earlier_errors) {
  const auto check = [](const std::vector<double>& y, int per_year) {
    const std::vector<double> wanted = weights_by_hand(y, per_year, simple_methods());
    BOOST_TEST(are_near(weights_of(simple_methods(), y, per_year), wanted, 1e-9), y.size() << " figures");
    return *std::max_element(wanted.begin(), wanted.end());
  };
  for (const std::size_t count : {1U, 5U, 8U, 11U, 12U, 13U, 20U, 28U, 29U, 40U, 84U}) {
    const double largest = check(first_of(test::johnson_johnson, count), 4);
    BOOST_TEST((largest == 0.25) == (count < 12), count);
  }
  check(test::uk_gas, 4);
  for (const std::size_t count : {27U, 28U, 60U, 144U}) check(first_of(test::passengers, count), 12);
  check(test::nile, 1);
  for (const std::size_t count : {9U, 11U, 12U, 25U}) check(first_of(test::nile, count), 1);
  check(first_of(test::nile, 30), 2);
  // Whatever the unit.
  std::vector<double> cents = test::johnson_johnson;
  for (double& v : cents) v *= 1e11;
  BOOST_TEST(are_near(weights_of(simple_methods(), cents, 4),
                      weights_by_hand(test::johnson_johnson, 4, simple_methods()), 1e-9));
}

BOOST_AUTO_TEST_CASE(the_librarys_own_combines_what_the_trimmed_mean_does) {
  const weighted_combination all;
  const forecast_by::combination trimmed;
  BOOST_TEST(all.name() == "weighted-combination");
  std::vector<std::string> names, wanted;
  for (const any_forecast_method& m : all.methods()) names.emplace_back(m.name());
  for (const any_forecast_method& m : trimmed.methods()) wanted.emplace_back(m.name());
  BOOST_TEST(names == wanted, boost::test_tools::per_element());
  const std::vector<double> y = first_of(test::johnson_johnson, 44);
  const std::vector<any_forecast_method> methods{forecast_by::damped_ets(), forecast_by::damped_seasonal(),
                                                 forecast_by::averaged_ets(), forecast_by::optimized_theta(),
                                                 forecast_by::dynamic_theta()};
  const std::vector<double> weights = weights_by_hand(y, 4, methods);
  const observations of(y, 4);
  BOOST_TEST(are_near(all.weights(of), weights, 1e-8));
  expectation mean{std::vector<double>(6), std::vector<double>(6), std::vector<double>(6)};
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const expectation part = methods[i](of, 6).value();
    for (std::size_t h = 0; h < 6; ++h) {
      mean.points[h] += weights[i] * part.points[h];
      mean.deviations[h] += weights[i] * part.deviations[h];
      mean.sum_deviations[h] += weights[i] * part.sum_deviations[h];
    }
  }
  const expectation found = all(of, 6).value();
  BOOST_TEST(are_near(found.points, mean.points, 1e-8));
  BOOST_TEST(are_near(found.deviations, mean.deviations, 1e-8));
  BOOST_TEST(are_near(found.sum_deviations, mean.sum_deviations, 1e-8));
  BOOST_TEST(is_near(forecast(of, all).value().periods[3].value, mean.points[3], 1e-8));
}

BOOST_AUTO_TEST_CASE(with_fewer_than_four_earlier_times_all_weigh_alike) {
  const seer knows{test::johnson_johnson};
  const std::vector<any_forecast_method> both{knows, forecast_by::naive()};
  for (const std::size_t count : {8U, 9U, 11U}) {  // at most three quarters after the eighth
    const std::vector<double> y = first_of(test::johnson_johnson, count);
    BOOST_TEST(are_near(weights_of(both, y, 4), {{0.5, 0.5}}, 0));
    const auto found = weighted_combination("both", both)(observations(y, 4), 1).value();
    BOOST_TEST(is_near(found.points[0], (test::johnson_johnson[count] + y.back()) / 2, 1e-15));
  }
  BOOST_TEST(weights_of(both, first_of(test::johnson_johnson, 12), 4)[0] > 0.999999);
  BOOST_TEST(are_near(weights_of(both, first_of(test::johnson_johnson, 27), 12), {{0.5, 0.5}}, 0));
  BOOST_TEST(weights_of(both, first_of(test::johnson_johnson, 28), 12)[0] > 0.999999);
}

BOOST_AUTO_TEST_CASE(a_method_that_was_right_takes_nearly_all) {
  const std::vector<double>& y = test::johnson_johnson;
  const seer knows{y}, off{y, 0.5};
  const std::vector<double> one = weights_of({forecast_by::naive(), knows, off}, y, 4);
  BOOST_TEST((one[1] > 0.999999 && one[1] <= 1 && one[0] > 0 && one[2] > 0));
  const std::vector<double> two = weights_of({knows, forecast_by::naive(), knows}, y, 4);
  BOOST_TEST(is_near(two[0], 0.5, 1e-9));
  BOOST_TEST(two[0] == two[2]);
  // Twice as far off is a quarter of the weight.
  const std::vector<double> by_distance = weights_of({off, seer{y, -1}}, y, 4);
  BOOST_TEST(is_near(by_distance[0], 0.8, 1e-9));
}

BOOST_AUTO_TEST_CASE(only_the_latest_twenty_times_count) {
  std::vector<double> y(60, 10);
  for (std::size_t i = 0; i < 40; ++i) y[i] = i % 4 == 0 ? 50 : 10;  // a season until the 40th
  const std::vector<any_forecast_method> both{forecast_by::naive(), forecast_by::seasonal_naive()};
  // The first of the twenty is the end of the 40th: naive is right, and seasonal naive has the season once more.
  BOOST_TEST(weights_of(both, y, 4)[0] > 0.999999);
  y.push_back(10);
  BOOST_TEST(are_near(weights_of(both, y, 4), {{0.5, 0.5}}, 1e-9));
}

BOOST_AUTO_TEST_CASE(a_method_without_an_answer_is_left_out) {
  const std::vector<double> y = first_of(test::johnson_johnson, 30);
  const observations of(y, 4);
  const seer never{y, 0, 1'000}, now_only{y, 0, 30}, three_times{y, 0, 27}, four_times{y, 0, 26};
  const auto point = [&](const std::vector<any_forecast_method>& methods) {
    return weighted_combination("some", methods)(of, 1).value().points[0];
  };
  // Without an answer now: as if it were not there.
  BOOST_TEST(is_near(point({forecast_by::naive(), never, forecast_by::drift()}),
                     point({forecast_by::naive(), forecast_by::drift()}), 1e-14));
  BOOST_TEST(are_near(weights_of({never, forecast_by::naive()}, y, 4), {{0, 1}}, 0));
  // Without one at three of four times: it has no weight; at four it has.
  for (const seer& late : {now_only, three_times}) {
    BOOST_TEST(are_near(weights_of({late, forecast_by::naive()}, y, 4), {{0, 1}}, 0));
    BOOST_TEST(is_near(point({late, forecast_by::naive()}), y.back(), 1e-15));
    // Where it alone has an answer now, it is what there is.
    BOOST_TEST(is_near(point({late, never}), 0, 0));
  }
  BOOST_TEST(weights_of({four_times, forecast_by::naive()}, y, 4)[0] > 0.999999);
  // Where those that weigh have no answer now, all others count alike.
  const seer before{y, 0, 0, 29};
  BOOST_TEST(are_near(weights_of({before, now_only, three_times}, y, 4), {{1, 0, 0}}, 0));
  const seer other{y, 6, 30};
  BOOST_TEST(is_near(point({before, now_only, other}), 3, 1e-15));
  // Of none there is the reason.
  const auto nothing = weighted_combination("some", {never, never})(of, 1);
  BOOST_REQUIRE(!nothing);
  BOOST_TEST(nothing.error().text == "the seer sleeps");
  const auto early = weighted_combination()(of.first(3), 1);
  BOOST_REQUIRE(!early);
  BOOST_TEST(early.error().text == "weighted-combination needs 5 figures; there are 3");
  BOOST_TEST((early.error().code == reason_code::not_enough_history));
}

BOOST_AUTO_TEST_CASE(what_was_beyond_all_numbers_has_no_weight) {
  const std::vector<double> y = first_of(test::johnson_johnson, 30);
  const seer beyond{y, 1e200}, infinite{y, std::numeric_limits<double>::infinity()};
  for (const seer& wrong : {beyond, infinite}) {
    BOOST_TEST(are_near(weights_of({wrong, forecast_by::naive()}, y, 4), {{0, 1}}, 0));
    const auto found = weighted_combination("some", {wrong, forecast_by::naive()})(observations(y, 4), 2).value();
    BOOST_TEST(are_near(found.points, {{y.back(), y.back()}}, 1e-15));
  }
}

BOOST_AUTO_TEST_CASE(constant_figures_and_zeros_have_numbers) {
  for (const double all : {0.0, 7.0, -3.0, 1e-300, 1e300}) {
    const std::vector<double> y(40, all);
    const observations of(y, 4);
    for (const weighted_combination& method :
         {weighted_combination(), weighted_combination("simple", simple_methods())}) {
      double sum = 0;
      for (const double weight : method.weights(of)) {
        BOOST_TEST((weight >= 0 && weight <= 1), all);
        sum += weight;
      }
      BOOST_TEST(is_near(sum, 1, 1e-12), all);
      const auto found = method(of, 5);
      BOOST_REQUIRE_MESSAGE(found, all);
      BOOST_TEST(are_near(found->points, std::vector<double>(5, all), 1e-6), all);
      for (const double d : found->deviations) BOOST_TEST((std::isfinite(d) && d >= 0), all);
    }
  }
}

BOOST_AUTO_TEST_CASE(deviations_are_of_those_that_weigh_and_have_any) {
  const std::vector<double>& y = test::johnson_johnson;
  const observations of(y, 4);
  const auto found = weighted_combination("some", {seer{y, 0.3}, forecast_by::naive()})(of, 3).value();
  const auto naive = forecast_by::naive()(of, 3).value();
  BOOST_TEST(are_near(found.deviations, naive.deviations, 1e-14));
  BOOST_TEST(are_near(found.sum_deviations, naive.sum_deviations, 1e-14));
  const auto bare = weighted_combination("bare", {seer{y, 0.3}, seer{y}})(of, 3).value();
  BOOST_TEST((bare.deviations.empty() && bare.sum_deviations.empty()));
}

BOOST_AUTO_TEST_CASE(a_run_rate_sees_the_days_that_it_needs_at_earlier_times_too) {
  auto companies = test::revenue_of_companies();
  const auto record = observed_series::of(companies.front().quarters).value();
  // Times four says the latest quarter four times, as the naive forecast does.
  const weighted_combination all("all", {forecast_by::annualized(method::times_four), forecast_by::naive()});
  BOOST_TEST(are_near(all.weights(record.seen()), {{0.5, 0.5}}, 1e-12));
}

BOOST_AUTO_TEST_CASE(without_a_method_there_is_none) {
  BOOST_CHECK_THROW(weighted_combination("empty", {}), contract_error);
  struct short_one {
    static constexpr std::string_view name() { return "short"; }
    result<expectation> operator()(const observations&, std::size_t) const { return expectation{{1}}; }
  };
  BOOST_CHECK_THROW(static_cast<void>(weighted_combination("short", {short_one()})(observations(test::nile, 1), 2)),
                    contract_error);
}

BOOST_AUTO_TEST_CASE(it_is_among_the_dear_ones_and_not_among_all) {
  const auto is_in = [](const std::vector<any_forecast_method>& all) {
    return std::any_of(all.begin(), all.end(),
                       [](const any_forecast_method& m) { return m.name() == "weighted-combination"; });
  };
  BOOST_TEST(is_in(dear_forecast_methods()));
  BOOST_TEST(!is_in(every_forecast_method()));
  for (const any_forecast_method& dear : dear_forecast_methods()) {
    for (const any_forecast_method& m : every_forecast_method()) BOOST_TEST(dear.name() != m.name());
  }
}

BOOST_AUTO_TEST_SUITE_END()
