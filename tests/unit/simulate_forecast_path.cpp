// A driver that is as far off as its forecast's errors say: shares of trials against closed forms.
#include <runrate/core/literals.hpp>
#include <runrate/forecast.hpp>
#include <runrate/model.hpp>
#include <runrate/simulate.hpp>
#include <runrate/time/calendar_period.hpp>

#include <fmt/format.h>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
namespace d = runrate::distributions;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();
constexpr driver base{"base", "USD"};
constexpr driver other{"other", "USD"};

struct as_forecast {
  auto operator()(const auto& in) const { return in[base]; }
};
struct with_another {
  auto operator()(const auto& in) const { return lines(line{"a", "USD"}.is(in[base]), line{"b", "USD"}.is(in[other])); }
};
struct added {
  auto operator()(const auto& in) const { return in[base] + in[other]; }
};

const timeline& year() {
  static const timeline periods = timeline::of(1987y / Q1, 4).value();
  return periods;
}

driver_path errors(std::vector<error_step> steps, double degrees = 6) {
  driver_path path{path_kind::forecast};
  path.errors = std::move(steps);
  path.degrees = degrees;
  return path;
}
/// Four quarters, each error by itself, with deviations of 1, 2, 3 and 4.
const std::vector<error_step> apart{{1, 1}, {1, 2}, {1, 3}, {1, 4}};

driver_values at(double value) { return driver_values{{base, *decimal::parse(fmt::format("{:.9f}", value))}}; }

simulation simulated_at(double value, const driver_path& path) {
  return simulation::of(as_forecast(), year(), at(value), uncertainty().move("base", path)).value();
}

/// Trials of each period, and of their sum.
struct drawn_periods {
  std::vector<std::vector<double>> periods{};
  std::vector<double> sum{};

  explicit drawn_periods(const simulation& of, const simulation_options& options = {.trials = 200'000, .seed = 5}) {
    std::vector<simulated_figure> figures;
    for (std::size_t t = 0; t < of.periods().size(); ++t) figures.push_back({{0, t, t + 1}});
    figures.push_back({{0, 0, of.periods().size()}});
    periods = of.looking_at(figures).trials({0, options.trials}, options).value();
    periods.resize(figures.size());  // without the driver
    sum = periods.back();
    periods.pop_back();
  }
};

double share_inside(const std::vector<double>& drawn, double low, double high) {
  const auto count = std::count_if(drawn.begin(), drawn.end(), [&](double v) { return low <= v && v <= high; });
  return static_cast<double>(count) / static_cast<double>(drawn.size());
}

/// Whether a share of independent trials is within five standard errors of what it should be.
boost::test_tools::assertion_result is_share(double found, double wanted, std::size_t trials) {
  boost::test_tools::assertion_result said(std::abs(found - wanted) <
                                           5 * std::sqrt(wanted * (1 - wanted) / static_cast<double>(trials)));
  said.message() << "found " << found << ", expected " << wanted;
  return said;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double mx = test::mean_of(x), my = test::mean_of(y);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my), xx += (x[i] - mx) * (x[i] - mx), yy += (y[i] - my) * (y[i] - my);
  }
  return xy / std::sqrt(xx * yy);
}

std::string why(const result<simulation>& r) { return r ? "it can be run" : r.error().text; }

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_forecast_path)

// Gas in the United Kingdom to 1986: ranges of the next quarters and of their sum hold what they say.
BOOST_AUTO_TEST_CASE(as_many_outcomes_lie_in_each_range_as_its_level_says) {
  std::vector<dated_amount> amounts;
  calendar_quarter quarter(1960, 1);
  for (const double f : test::uk_gas) {
    amounts.push_back({*decimal::parse(fmt::format("{:.1f}", f)), quarter});
    ++quarter;
  }
  const observed_series record = observed_series::of(amounts).value();
  const std::vector<double> levels{0.5, 0.8, 0.95, 0.99};
  for (const any_forecast_method& method :
       {any_forecast_method(forecast_by::combination()), any_forecast_method(forecast_by::drift())}) {
    const auto said = forecast(record.seen(), method, {.horizon = 4, .levels = levels}).value();
    const auto made = baseline_of(record, year(), method).value();
    driver_setting setting;
    for (const decimal v : made.values) setting.values.emplace_back(v);
    const simulation of = simulation::of(as_forecast(), year(), driver_values().set("base", setting),
                                         uncertainty().move("base", made.path))
                              .value();
    const drawn_periods drawn(of);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      for (std::size_t h = 0; h < 4; ++h) {
        const value_range range = *said.periods[h].ranges[l];
        BOOST_TEST(is_share(share_inside(drawn.periods[h], range.low, range.high), levels[l], 200'000));
      }
      const value_range of_year = *said.next_year.ranges[l];
      BOOST_TEST(is_share(share_inside(drawn.sum, of_year.low, of_year.high), levels[l], 200'000), method.name());
    }
  }
}

BOOST_AUTO_TEST_CASE(errors_go_from_period_to_period_as_the_chain_says) {
  // E1 = N1; E2 = 1.5 E1 + 2 N2: the second period adds 0.5 N1 + 2 N2. E3 = 0, whatever came before.
  const simulation of = simulated_at(10, errors({{1, 1}, {1.5, 2}, {0, 0}, {1, 0.5}}, endless));
  const drawn_periods drawn(of);
  const auto one = [](double deviation) { return std::pair{10 - deviation, 10 + deviation}; };
  const boost::math::normal normal;
  const double within_one = boost::math::cdf(normal, 1) - boost::math::cdf(normal, -1);
  const double deviations[] = {1, std::sqrt(0.25 + 4), std::sqrt(2.25 + 4), 0.5};
  for (std::size_t t = 0; t < 4; ++t) {
    const auto [low, high] = one(deviations[t]);
    BOOST_TEST(is_share(share_inside(drawn.periods[t], low, high), within_one, 200'000));
  }
  const double error = 5 / std::sqrt(200'000.0);
  BOOST_TEST(std::abs(correlation(drawn.periods[0], drawn.periods[1]) - 0.5 / std::sqrt(4.25)) < error);
  BOOST_TEST(std::abs(correlation(drawn.periods[0], drawn.periods[3])) < error);
  for (std::size_t i = 0; i < 1'000; ++i) {
    // The third takes back what the first two were off.
    BOOST_TEST(std::abs(drawn.periods[0][i] + drawn.periods[1][i] + drawn.periods[2][i] - 30) < 1e-12);
    BOOST_TEST(std::abs(drawn.sum[i] - 30 - drawn.periods[3][i]) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(tails_are_those_of_students_t_and_not_of_a_normal_distribution) {
  const boost::math::students_t t6(6);
  const boost::math::normal normal;
  const drawn_periods by_t(simulated_at(0, errors(apart))), by_normal(simulated_at(0, errors(apart, endless)));
  const double far = boost::math::quantile(t6, 0.995);  // 3.707, which 2 of 10,000 normal outcomes are beyond
  for (std::size_t t = 0; t < 4; ++t) {
    const double deviation = apart[t].deviation;
    BOOST_TEST(is_share(share_inside(by_t.periods[t], -far * deviation, far * deviation), 0.99, 200'000));
    const double beyond = 2 * boost::math::cdf(boost::math::complement(normal, far));
    BOOST_TEST(is_share(share_inside(by_normal.periods[t], -far * deviation, far * deviation), 1 - beyond, 200'000));
  }
  const drawn_periods by_cauchy(simulated_at(0, errors(apart, 1)));  // half of it lies within one deviation
  BOOST_TEST(is_share(share_inside(by_cauchy.periods[3], -4, 4), 0.5, 200'000));
}

// Two errors over their deviations, squared and halved, follow F with 2 and 6 degrees, which lies above x with the
// probability (1 + x / 3)^-3; of two that were drawn each by itself fewer would be far out together. Of two normal ones
// it is e^-x.
BOOST_AUTO_TEST_CASE(all_errors_of_a_trial_are_larger_by_one_factor) {
  const drawn_periods by_t(simulated_at(0, errors(apart))), by_normal(simulated_at(0, errors(apart, endless)));
  const auto share_beyond = [](const drawn_periods& drawn, std::size_t t, double x) {
    std::vector<double> sizes;
    for (std::size_t i = 0; i < drawn.sum.size(); ++i) {
      const double a = drawn.periods[0][i] / apart[0].deviation, b = drawn.periods[t][i] / apart[t].deviation;
      sizes.push_back((a * a + b * b) / 2);
    }
    return share_inside(sizes, x, endless);
  };
  for (const double x : {0.5, 2.0, 6.0}) {
    for (const std::size_t t : {1U, 3U}) {
      BOOST_TEST(is_share(share_beyond(by_t, t, x), std::pow(1 + x / 3, -3), 200'000));
      BOOST_TEST(is_share(share_beyond(by_normal, t, x), std::exp(-x), 200'000));
    }
  }
  BOOST_TEST(std::abs(correlation(by_t.periods[0], by_t.periods[1])) < 0.02);
}

BOOST_AUTO_TEST_CASE(what_would_lie_beyond_a_bound_is_at_it_and_errors_go_on) {
  driver_path bound = errors({{1, 1}, {1.5, 2}, {1, 1}, {0.5, 1}});
  const drawn_periods free(simulated_at(1, bound));
  bound.at_least = 0, bound.at_most = 2.5;
  const drawn_periods found(simulated_at(1, bound));
  for (std::size_t t = 0; t < 4; ++t) {
    for (std::size_t i = 0; i < 200'000; ++i) {
      if (found.periods[t][i] == std::clamp(free.periods[t][i], 0.0, 2.5)) continue;
      BOOST_FAIL("trial " << i << " of period " << t << ": " << found.periods[t][i]);
    }
  }
  const boost::math::students_t t6(6);
  BOOST_TEST(is_share(share_inside(found.periods[0], 0, 0), boost::math::cdf(t6, -1), 200'000));
  BOOST_TEST(is_share(share_inside(found.periods[0], 2.5, 2.5), boost::math::cdf(t6, -1.5), 200'000));
}

BOOST_AUTO_TEST_CASE(what_was_reported_stays_as_it_is) {
  driver_setting values{{ratio(3), ratio(5), ratio(7), ratio(11)}};
  const auto of = simulation::of(as_forecast(), year(), driver_values().set("base", values),
                                 uncertainty().move("base", errors({{1, 0}, {1, 0}, {1, 2}, {1, 2}})))
                      .value();
  const drawn_periods drawn(of);
  BOOST_TEST((drawn.periods[0] == std::vector<double>(200'000, 3)));
  BOOST_TEST((drawn.periods[1] == std::vector<double>(200'000, 5)));
  BOOST_TEST(is_share(share_inside(drawn.periods[2], 7, endless), 0.5, 200'000));
  BOOST_TEST(is_share(share_inside(drawn.periods[3], 11, endless), 0.5, 200'000));
}

// What it is spread by is a level for all periods, which its errors know nothing of.
BOOST_AUTO_TEST_CASE(a_forecast_may_be_spread_too) {
  for (const sampling how : {sampling::random, sampling::sobol}) {
    const auto of = simulation::of(as_forecast(), year(), at(0),
                                   uncertainty().spread("base", d::normal(5, 3)).move("base", errors(apart, endless)))
                        .value();
    const drawn_periods drawn(of, {.trials = 100'000, .how = how});
    const boost::math::normal first(5, std::sqrt(9 + 1.0)), last(5, std::sqrt(9 + 16.0));
    BOOST_TEST(is_share(share_inside(drawn.periods[0], 0, 5), 0.5 - boost::math::cdf(first, 0), 100'000));
    BOOST_TEST(is_share(share_inside(drawn.periods[3], 0, 5), 0.5 - boost::math::cdf(last, 0), 100'000));
    BOOST_TEST(std::abs(correlation(drawn.periods[0], drawn.periods[3]) - 9 / std::sqrt(10 * 25.0)) < 0.02);
  }
}

BOOST_AUTO_TEST_CASE(every_sampling_draws_the_same_distribution) {
  const boost::math::students_t t6(6);
  const double reach = boost::math::quantile(t6, 0.9);
  for (const sampling how : {sampling::random, sampling::latin_hypercube, sampling::sobol, sampling::antithetic}) {
    const drawn_periods drawn(simulated_at(100, errors(apart)), {.trials = 200'000, .how = how});
    for (std::size_t t = 0; t < 4; ++t) {
      const double deviation = apart[t].deviation;
      // Pairs that go apart have twice the error of a share that is symmetric.
      const std::size_t trials = how == sampling::antithetic ? 100'000 : 200'000;
      BOOST_TEST(
          is_share(share_inside(drawn.periods[t], 100 - reach * deviation, 100 + reach * deviation), 0.8, trials),
          to_string(how));
    }
  }
  // The mean of a normal path is that of the forecast, from few points of the sequence.
  const drawn_periods few(simulated_at(100, errors(apart, endless)), {.trials = 8'192, .how = sampling::sobol});
  for (std::size_t t = 0; t < 4; ++t) {
    BOOST_TEST(std::abs(test::mean_of(few.periods[t]) - 100) < 0.002 * apart[t].deviation);
  }
}

BOOST_AUTO_TEST_CASE(threads_blocks_and_registers_change_no_bit) {
  const simulation of = simulated_at(100, errors({{1, 1}, {1.5, 2}, {0.7, 0}, {1, 0.5}}));
  for (const sampling how : {sampling::random, sampling::latin_hypercube, sampling::sobol}) {
    const simulation_options one{.trials = 20'011, .seed = 3, .threads = 1, .how = how};
    const auto alone = of.trials({0, 20'011}, one).value();
    const auto mean = of.run(one)->of({{0, 0, 4}}).mean().value;
    for (const unsigned threads : {2u, 7u}) {
      simulation_options several = one;
      several.threads = threads;
      BOOST_TEST(of.run(several)->of({{0, 0, 4}}).mean().value == mean);
    }
    for (const std::size_t bytes : {16u, 32u, 64u}) {
      if (detail::draw_kernels_of(bytes) == nullptr) continue;
      simulation_options other_registers = one;
      other_registers.register_bytes = bytes;
      other_registers.block = 64;
      BOOST_TEST((of.trials({0, 20'011}, other_registers).value() == alone), to_string(how) << " by " << bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_forecast_that_is_held_leaves_the_draws_of_others_as_they_are) {
  for (const sampling how : {sampling::random, sampling::latin_hypercube, sampling::sobol, sampling::antithetic}) {
    const auto drawn_of = [&](bool is_held) {
      uncertainty unsure;
      unsure.move("base", errors(apart)).spread("other", d::uniform(0, 1));
      if (is_held) unsure.hold("base");
      const auto of = simulation::of(with_another(), year(), at(100), unsure).value();
      return of.looking_at({{{0, 0, 1}}, {{1, 0, 1}}}).trials({0, 1'000}, {.trials = 1'000, .how = how}).value();
    };
    const auto free = drawn_of(false), held = drawn_of(true);
    BOOST_TEST((free[1] == held[1]), to_string(how));
    BOOST_TEST((held[0] == std::vector<double>(1'000, 100)));
    BOOST_TEST((free[0] != held[0]));
  }
}

// The sum of the year has the variance 30 x 6 / 4 of a forecast, and of the other driver 16 x 7^2 / 12.
BOOST_AUTO_TEST_CASE(indices_share_the_variance_as_closed_forms_say) {
  const auto of = simulation::of(added(), year(), at(100),
                                 uncertainty().move("base", errors(apart)).spread("other", d::uniform(0, 7)))
                      .value();
  const auto found = of.indices(simulated_figure{{0, 0, 4}}, {.trials = 200'000}).value();
  const double by_forecast = 30 * 1.5, by_other = 16 * 49 / 12.0;
  BOOST_REQUIRE(found.size() == 2U);
  BOOST_TEST(found[0].driver == "base");
  BOOST_TEST(std::abs(found[0].first_order.value - by_forecast / (by_forecast + by_other)) < 0.02);
  BOOST_TEST(std::abs(found[1].first_order.value - by_other / (by_forecast + by_other)) < 0.02);
  BOOST_TEST(std::abs(found[0].total.value + found[1].total.value - 1) < 0.02);
}

BOOST_AUTO_TEST_CASE(errors_are_those_of_the_models_periods) {
  const auto of = [](const std::vector<error_step>& steps) {
    return why(simulation::of(as_forecast(), year(), at(1), uncertainty().move("base", errors(steps))));
  };
  BOOST_TEST(of({{1, 1}, {1, 1}, {1, 1}}) == "the driver base has forecast errors of 3 periods, and the model 4");
  BOOST_TEST(of(std::vector<error_step>(5, {1, 1})) ==
             "the driver base has forecast errors of 5 periods, and the model 4");
  BOOST_TEST(of(apart) == "it can be run");
  const auto made = simulation::of(as_forecast(), year(), at(1), uncertainty().move("base", errors({{1, 1}})));
  BOOST_TEST((made.error().code == reason_code::contradiction));
  // No error is drawn of a driver that is held.
  BOOST_TEST(why(simulation::of(as_forecast(), year(), at(1),
                                uncertainty().move("base", errors({{1, 1}})).hold("base"))) == "it can be run");
}

BOOST_AUTO_TEST_CASE(errors_that_can_not_be_are_breaches) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto move = [](const driver_path& path) { uncertainty().move("base", path); };
  BOOST_CHECK_THROW(move(errors({})), contract_error);
  for (const error_step& wrong :
       {error_step{nan, 1}, error_step{endless, 1}, error_step{1, nan}, error_step{1, endless}, error_step{1, -0.1}}) {
    BOOST_CHECK_THROW(move(errors({{1, 1}, wrong})), contract_error);
  }
  for (const double degrees : {0.0, -1.0, nan, -endless})
    BOOST_CHECK_THROW(move(errors(apart, degrees)), contract_error);
  driver_path path = errors(apart);
  path.at_least = 2, path.at_most = 1;
  BOOST_CHECK_THROW(move(path), contract_error);
  path.at_most = 2;
  move(path);
  move(errors({{-0.5, 0}}, endless));
  // Errors of another kind of path are not looked at.
  driver_path walk{path_kind::random_walk, 1};
  walk.errors = {{nan, nan}};
  move(walk);
}

BOOST_AUTO_TEST_SUITE_END()
