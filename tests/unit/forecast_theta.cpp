// Theta models against the recursions that their papers print, a figure at a time.
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/theta.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using test::is_near;
using test::regression;

namespace {

/// A walk with a slope, and noise around it.
std::vector<double> made_up_figures(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967295.0;
  };
  const double slope = between(-3, 6), noise = between(0, 30);
  std::vector<double> y;
  double level = between(100, 400);
  for (std::size_t i = 0; i < count; ++i) {
    level += slope + between(-12, 12);
    y.push_back(level + between(-noise, noise));
  }
  return y;
}

/// What a model whose level began so expects: its sum of squared errors, and points.
struct outcome {
  double squares = 0;
  std::vector<double> points{};
};

/// The level of which a sum of squares is least, of squares that are a parabola in it: through three of its points.
template <class Squares>
double least_level(const Squares& squares_of, double middle, double step) {
  const double below = squares_of(middle - step), at = squares_of(middle), above = squares_of(middle + step);
  return middle + step * (below - above) / (2 * (below - 2 * at + above));
}

/// Simple smoothing.
outcome smoothed(std::span<const double> y, double alpha, double first_level) {
  outcome made;
  double level = first_level;
  for (const double figure : y) {
    made.squares += (figure - level) * (figure - level);
    level = alpha * figure + (1 - alpha) * level;
  }
  made.points = {level};
  return made;
}

double smoothed_level(std::span<const double> y, double alpha) {
  return least_level([&](double level) { return smoothed(y, alpha, level).squares; }, y[0], 10);
}

/// The optimised theta model: Fiorucci and others, Models for optimising the theta method, 2016, in its state space
/// form.
outcome optimised(std::span<const double> y, double alpha, double theta, double first_level, std::size_t horizon) {
  const regression line(y);
  const double weight = 1 - 1 / theta;
  const auto expected = [&](double level, double t) {
    const double decayed = std::pow(1 - alpha, t - 1);
    return level + weight * (decayed * line.level + (1 - decayed * (1 - alpha)) / alpha * line.slope);
  };
  outcome made;
  double level = first_level, t = 1;
  for (const double figure : y) {
    const double error = figure - expected(level, t);
    made.squares += error * error;
    level = alpha * figure + (1 - alpha) * level;
    ++t;
  }
  // Its points are those of the two lines: the regression goes on, and simple smoothing of the other one stays.
  const double n = static_cast<double>(y.size()), next = expected(level, n + 1);
  for (std::size_t h = 0; h < horizon; ++h) made.points.push_back(next + weight * line.slope * static_cast<double>(h));
  return made;
}

double optimised_level(std::span<const double> y, double alpha, double theta) {
  return least_level([&](double level) { return optimised(y, alpha, theta, level, 1).squares; }, y[0], 10);
}

/// The dynamic optimised theta model: the same paper. Each line of regression is found anew from all figures so far.
/// Errors count from the fourth figure on.
outcome dynamic(std::span<const double> y, double alpha, double weight, double first_level, std::size_t horizon) {
  std::vector<double> so_far;
  outcome made;
  double level = first_level;
  for (std::size_t t = 1; t <= y.size() + horizon; ++t) {
    double expected = level;
    if (!so_far.empty()) {
      const regression line(so_far);
      const double decayed = std::pow(1 - alpha, static_cast<double>(t - 1));
      expected += weight * (decayed * line.level + (1 - decayed * (1 - alpha)) / alpha * line.slope);
    }
    const double figure = t <= y.size() ? y[t - 1] : expected;
    if (t > y.size()) made.points.push_back(expected);
    if (t > 3) made.squares += (figure - expected) * (figure - expected);
    level = alpha * figure + (1 - alpha) * level;
    so_far.push_back(figure);
  }
  return made;
}

double dynamic_level(std::span<const double> y, double alpha, double weight) {
  // Steps that the first error that counts is moved by.
  const double step = 10 / std::pow(1 - alpha, 3);
  return least_level([&](double level) { return dynamic(y, alpha, weight, level, 0).squares; }, y[0], step);
}

/// Its weight 1 - 1 / theta of least squares, with the best first level for each: these squares are a parabola too.
double dynamic_weight(std::span<const double> y, double alpha) {
  const auto squares_of = [&](double weight) {
    return dynamic(y, alpha, weight, dynamic_level(y, alpha, weight), 0).squares;
  };
  return std::clamp(least_level(squares_of, 0.5, 0.5), 0.0, 1.0);
}

/// The alpha of simple smoothing that deviations of it grow by: sqrt(1 + alpha^2) in the second period ahead.
double alpha_of(const expectation& expected) {
  const double ratio = expected.deviations[1] / expected.deviations[0];
  return std::sqrt(ratio * ratio - 1);
}

void check_deviations_of_smoothing(const expectation& expected, double alpha, double error) {
  std::vector<double> deviations, of_sums;
  for (std::size_t h = 0; h < expected.points.size(); ++h) {
    const auto ahead = static_cast<double>(h);
    deviations.push_back(error * std::sqrt(1 + ahead * alpha * alpha));
    // The error of one period is in its own figure, and alpha of it in each later one of the sum.
    double square = 0;
    for (std::size_t later = 0; later <= h; ++later) {
      const double moved = 1 + alpha * static_cast<double>(later);
      square += moved * moved;
    }
    of_sums.push_back(error * std::sqrt(square));
  }
  BOOST_TEST(are_near(expected.deviations, deviations, 1e-12));
  BOOST_TEST(are_near(expected.sum_deviations, of_sums, 1e-12));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_theta)

BOOST_AUTO_TEST_CASE(theta_is_the_mean_of_the_line_of_regression_and_smoothing_of_the_figures_twice_as_far_from_it) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const std::vector<double> y = made_up_figures(5 + seed % 40, seed);
    const double n = static_cast<double>(y.size());
    const theta_fit fit = fit_theta(y, false).value();
    const double first_level = smoothed_level(y, fit.alpha);
    // Assimakopoulos and Nikolopoulos 2000: the line of theta 0, and that of theta 2.
    const regression line(y);
    std::vector<double> theta_line;
    for (std::size_t t = 0; t < y.size(); ++t) theta_line.push_back(2 * y[t] - line.at(static_cast<double>(t + 1)));
    const double theta_level = smoothed(theta_line, fit.alpha, 2 * first_level - line.at(1)).points[0];
    const expectation expected = forecast_by::theta()(observations(y, 1), 7).value();
    std::vector<double> lines, drifting;
    const double b = line.slope, level = smoothed(y, fit.alpha, first_level).points[0];
    for (double h = 1; h <= 7; ++h) {
      lines.push_back((line.at(n + h) + theta_level) / 2);
      // Hyndman and Billah 2003: half of the slope as drift.
      drifting.push_back(level + b / 2 * (h - 1 + 1 / fit.alpha - std::pow(1 - fit.alpha, n) / fit.alpha));
    }
    BOOST_TEST_CONTEXT("seed " << seed) {
      BOOST_TEST(are_near(expected.points, lines, 1e-7));
      BOOST_TEST(are_near(expected.points, drifting, 1e-7));
      BOOST_TEST(is_near(fit.step, b / 2, 1e-9));
      BOOST_TEST(fit.theta == 2);
    }
  }
}

BOOST_AUTO_TEST_CASE(theta_smooths_with_the_least_squares) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const std::vector<double> y = made_up_figures(3 + seed % 50, seed);
    const theta_fit fit = fit_theta(y, false).value();
    const double squares = smoothed(y, fit.alpha, smoothed_level(y, fit.alpha)).squares;
    double least = smoothed(y, 1e-4, smoothed_level(y, 1e-4)).squares;
    for (double alpha = 0.01; alpha < 0.9999; alpha += 0.01) {
      least = std::min(least, smoothed(y, alpha, smoothed_level(y, alpha)).squares);
    }
    BOOST_TEST_CONTEXT("seed " << seed << ", alpha " << fit.alpha) {
      BOOST_TEST(squares <= least * (1 + 1e-9));
      // Two parameters: alpha and the first level.
      BOOST_TEST(is_near(fit.error, std::sqrt(squares / static_cast<double>(y.size() - 2)), 1e-9));
    }
  }
}

BOOST_AUTO_TEST_CASE(theta_goes_on_along_a_line) {
  // Simple smoothing of 10, 20, ... follows with alpha 0.9999: level and half a slope over alpha make up a whole one.
  std::vector<double> y;
  for (int i = 1; i <= 20; ++i) y.push_back(10 * i);
  const theta_fit fit = fit_theta(y, false).value();
  BOOST_TEST(fit.step == 5, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(fit.next == 205, boost::test_tools::tolerance(1e-4));
  // The optimised one has all of the slope: its errors are none.
  const theta_fit optimized = fit_theta(y, true).value();
  BOOST_TEST(optimized.step == 10, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(optimized.next == 210, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(optimized.theta > 1e3);
  const expectation moving = forecast_by::dynamic_theta()(observations(y, 1), 4).value();
  BOOST_TEST(are_near(moving.points, {{210, 220, 230, 240}}, 1e-6));
}

BOOST_AUTO_TEST_CASE(optimized_theta_has_squares_as_low_as_those_of_a_grid) {
  for (unsigned seed = 1; seed <= 120; ++seed) {
    const std::vector<double> y = made_up_figures(5 + seed % 40, seed);
    const theta_fit fit = fit_theta(y, true).value();
    BOOST_TEST((fit.alpha >= 0.1 && fit.alpha <= 0.99 && fit.theta >= 1));
    const double level = optimised_level(y, fit.alpha, fit.theta);
    const outcome own = optimised(y, fit.alpha, fit.theta, level, 6);
    double least = own.squares;
    for (double alpha = 0.1; alpha <= 0.99; alpha += 0.0445) {
      for (const double theta : {1.0, 1.1, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0, 30.0, 1e9}) {
        least = std::min(least, optimised(y, alpha, theta, optimised_level(y, alpha, theta), 1).squares);
      }
    }
    BOOST_TEST_CONTEXT("seed " << seed << ", alpha " << fit.alpha << ", theta " << fit.theta) {
      BOOST_TEST(own.squares <= least * (1 + 1e-9));
      // Three parameters: alpha, theta and the first level.
      BOOST_TEST(is_near(fit.error, std::sqrt(own.squares / static_cast<double>(y.size() - 3)), 1e-6));
      const expectation expected = forecast_by::optimized_theta()(observations(y, 1), 6).value();
      BOOST_TEST(are_near(expected.points, own.points, 1e-7));
    }
  }
}

BOOST_AUTO_TEST_CASE(dynamic_theta_has_the_points_of_its_recursion_and_the_least_squares) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const std::vector<double> y = made_up_figures(8 + seed % 25, seed);
    for (const bool is_optimized : {true, false}) {
      const expectation expected = forecast_by::dynamic_theta(is_optimized)(observations(y, 1), 6).value();
      const double alpha = alpha_of(expected);
      const auto best_with = [&](double a, std::size_t horizon) {
        const double weight = is_optimized ? dynamic_weight(y, a) : 0.5;
        return dynamic(y, a, weight, dynamic_level(y, a, weight), horizon);
      };
      const outcome own = best_with(alpha, 6);
      double least = own.squares;
      for (double a = 0.1; a <= 0.99; a += 0.0445) least = std::min(least, best_with(a, 0).squares);
      const double count = static_cast<double>(y.size()) - 3, parameters = is_optimized ? 3 : 2;
      BOOST_TEST_CONTEXT("seed " << seed << ", alpha " << alpha << (is_optimized ? "" : ", theta 2")) {
        BOOST_TEST((alpha > 0.1 - 1e-9 && alpha < 0.99 + 1e-9));
        BOOST_TEST(are_near(expected.points, own.points, 1e-6));
        BOOST_TEST(own.squares <= least * (1 + 1e-6));
        BOOST_TEST(is_near(expected.deviations[0], std::sqrt(own.squares / std::max(1.0, count - parameters)), 1e-6));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(deviations_are_those_of_simple_smoothing) {
  const std::vector<double> y = made_up_figures(30, 7);
  const observations of(y, 1);
  const theta_fit plain = fit_theta(y, false).value(), optimized = fit_theta(y, true).value();
  check_deviations_of_smoothing(forecast_by::theta()(of, 9).value(), plain.alpha, plain.error);
  check_deviations_of_smoothing(forecast_by::optimized_theta()(of, 9).value(), optimized.alpha, optimized.error);
  const expectation moving = forecast_by::dynamic_theta()(of, 9).value();
  check_deviations_of_smoothing(moving, alpha_of(moving), moving.deviations[0]);
}

BOOST_AUTO_TEST_CASE(a_season_is_taken_out_and_put_back) {
  const observations of(test::johnson_johnson, 4);
  for (const season_choice choice : {season_choice::tested, season_choice::shrunk}) {
    const seasonal_adjustment season = adjust_for_season(of, choice);
    BOOST_REQUIRE((season.kind == season_kind::multiplicative));
    for (const bool is_optimized : {false, true}) {
      const theta_fit fit = fit_theta(season.adjusted, is_optimized).value();
      const expectation expected = is_optimized ? forecast_by::optimized_theta(choice)(of, 8).value()
                                                : forecast_by::theta(choice)(of, 8).value();
      std::vector<double> points, deviations;
      for (std::size_t h = 0; h < 8; ++h) {
        const double factor = season.season[(84 + h) % 4], ahead = static_cast<double>(h);
        points.push_back((fit.next + ahead * fit.step) * factor);
        deviations.push_back(factor * fit.error * std::sqrt(1 + ahead * fit.alpha * fit.alpha));
      }
      BOOST_TEST(are_near(expected.points, points, 1e-13));
      BOOST_TEST(are_near(expected.deviations, deviations, 1e-13));
    }
    // Of figures without their season it expects the same without it.
    const auto whole = forecast_by::dynamic_theta(true, choice)(of, 8).value();
    const auto bare = forecast_by::dynamic_theta()(observations(season.adjusted, 1), 8).value();
    for (std::size_t h = 0; h < 8; ++h) {
      BOOST_TEST(is_near(whole.points[h], bare.points[h] * season.season[(84 + h) % 4], 1e-12));
    }
  }
}

BOOST_AUTO_TEST_CASE(methods_of_several_kinds_have_names_of_their_own) {
  using namespace forecast_by;
  BOOST_TEST(theta().name() == "theta");
  BOOST_TEST(theta(season_choice::tested).name() == "theta-tested");
  BOOST_TEST(optimized_theta().name() == "optimized-theta");
  BOOST_TEST(dynamic_theta().name() == "dynamic-optimized-theta");
  BOOST_TEST(dynamic_theta(false).name() == "dynamic-theta");
}

BOOST_AUTO_TEST_CASE(too_few_figures_are_refused) {
  const std::vector<double> y{3, 5, 4, 6, 5, 7};
  const observations of(y, 1);
  const auto check = [&](const auto& method, std::size_t needed, const std::string& name) {
    BOOST_TEST(method(of.first(needed), 3).has_value(), name);
    const auto refused = method(of.first(needed - 1), 3);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == reason_code::not_enough_history));
    BOOST_TEST(refused.error().text ==
               name + " needs " + std::to_string(needed) + " figures; there are " + std::to_string(needed - 1));
  };
  check(forecast_by::theta(), 3, "theta");
  check(forecast_by::optimized_theta(), 5, "optimized-theta");
  check(forecast_by::dynamic_theta(), 6, "dynamic-optimized-theta");
  check(forecast_by::dynamic_theta(false), 6, "dynamic-theta");
  BOOST_TEST(forecast_by::theta()(of.first(1), 1).error().text == "theta needs 3 figures; there is 1");
}

BOOST_AUTO_TEST_SUITE_END()
