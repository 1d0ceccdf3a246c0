// Models of exponential smoothing, fitted and chosen: likelihoods beside R's, which tests/bench/forecast_r/smoothing.R
// prints (package forecast 8.20), and fits that are known beforehand.
#include <runrate/forecast/smoothing.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using test::is_near;
using trend_kind = smoothing_form::trend_kind;

namespace {

struct answer_of_r {
  std::string form;
  double log_likelihood, aicc, variance;
};

// R's ETS(M,N,A), ETS(M,A,A) and ETS(M,Ad,A) expect figures below zero here, and are no models; see below.
const std::vector<answer_of_r> r_on_gas{{"ETS(A,N,N)", -812.86658352, 1631.96393628, 32521.145},
                                        {"ETS(A,A,N)", -804.91095985, 1620.41015499, 28605.881},
                                        {"ETS(A,Ad,N)", -804.87725436, 1622.58619188, 28865.586},
                                        {"ETS(M,N,N)", -763.04037501, 1532.31151925, 0.19702174},
                                        {"ETS(M,A,N)", -749.91220396, 1510.41264321, 0.13747252},
                                        {"ETS(M,Ad,N)", -751.21002834, 1515.25173984, 0.14374607},
                                        {"ETS(A,N,A)", -652.65163587, 1320.42327173, 1739.1793},
                                        {"ETS(A,A,A)", -646.18571959, 1312.20817387, 1573.7743},
                                        {"ETS(A,Ad,A)", -647.58410995, 1317.43626114, 1631.375},
                                        {"ETS(M,N,M)", -635.70788030, 1286.53576061, 0.020001079},
                                        {"ETS(M,A,M)", -618.36077973, 1256.55829416, 0.013623596},
                                        {"ETS(M,Ad,M)", -619.48836646, 1261.24477416, 0.014216078}};

const std::vector<answer_of_r> r_on_earnings{
    {"ETS(A,N,N)", -198.51317740, 403.32635481, 1.3768317},   {"ETS(A,A,N)", -184.56334598, 379.89592272, 1.0124152},
    {"ETS(A,Ad,N)", -184.30982223, 381.71055355, 1.0190606},  {"ETS(M,N,N)", -132.04709951, 270.39419901, 0.035262854},
    {"ETS(M,A,N)", -115.96766104, 242.70455284, 0.022021687}, {"ETS(M,Ad,N)", -116.28166570, 245.65424049, 0.0227455},
    {"ETS(A,N,A)", -144.26781361, 304.00931144, 0.39781791},  {"ETS(A,A,A)", -116.44137535, 253.31518312, 0.21048947},
    {"ETS(A,Ad,A)", -118.07055990, 259.15481842, 0.22173234}, {"ETS(M,N,A)", -171.55974070, 358.59316562, 0.10462561},
    {"ETS(M,N,M)", -90.23522351, 195.94413123, 0.013394411},  {"ETS(M,A,A)", -72.81959662, 166.07162567, 0.0084760255},
    {"ETS(M,A,M)", -74.33441008, 169.10125260, 0.0087160719}, {"ETS(M,Ad,A)", -75.64495392, 174.30360647, 0.0093500629},
    {"ETS(M,Ad,M)", -90.11654815, 203.24679493, 0.01293986}};

const std::vector<answer_of_r> r_on_nile{{"ETS(A,N,N)", -726.39052000, 1459.03104000, 20802.801},
                                         {"ETS(A,A,N)", -725.95606224, 1462.55042236, 21052.468},
                                         {"ETS(A,Ad,N)", -726.50204680, 1465.90731941, 21507.652},
                                         {"ETS(M,N,N)", -726.15095780, 1458.55191561, 0.023957057},
                                         {"ETS(M,A,N)", -725.74124119, 1462.12078025, 0.024854174},
                                         {"ETS(M,Ad,N)", -726.30726066, 1465.51774714, 0.024691233}};

const std::vector<answer_of_r> r_on_passengers{{"ETS(A,A,A)", -765.93584751, 1570.72883788, 325.69704},
                                               {"ETS(M,Ad,M)", -679.58321624, 1400.63843247, 0.0015340763},
                                               {"ETS(M,N,N)", -833.95013060, 1674.07168976, 0.011811979}};

smoothing_form form_named(const std::string& name) {
  for (const smoothing_form& form : smoothing_forms()) {
    if (to_string(form) == name) return form;
  }
  BOOST_FAIL("there is no form " + name);
  return {};
}

void check_beside_r(const observations& of, const std::vector<answer_of_r>& answers) {
  for (const answer_of_r& r : answers) {
    const auto fit = fit_smoothing(of, form_named(r.form));
    BOOST_TEST_CONTEXT(r.form << ": R's log-likelihood " << r.log_likelihood << ", ours "
                              << (fit ? fit->log_likelihood : 0)) {
      BOOST_TEST(fit.has_value(), (fit ? "" : fit.error().text));
      if (!fit) continue;
      BOOST_TEST(fit->log_likelihood > r.log_likelihood - 0.01);
      BOOST_TEST(fit->aicc < r.aicc + 0.02);
      // As many parameters as in R: the criterion adds as much.
      BOOST_TEST(is_near(fit->aicc + 2 * fit->log_likelihood, r.aicc + 2 * r.log_likelihood, 1e-6));
      if (std::abs(fit->log_likelihood - r.log_likelihood) > 0.01) continue;
      BOOST_TEST(is_near(fit->error * fit->error, r.variance, 0.01));
    }
  }
}

std::vector<double> times(std::vector<double> y, double factor) {
  for (double& v : y) v *= factor;
  return y;
}

/// Figures around a level, a slope and a season, with errors of the size.
std::vector<double> made_up_figures(std::size_t count, double slope, double error, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> y;
  const double season[] = {14, -9, 3, -8};
  for (std::size_t i = 0; i < count; ++i) {
    const double noise = (static_cast<double>(random() % 2001) - 1000) / 1000;
    y.push_back(200 + slope * static_cast<double>(i) + season[i % 4] + error * noise);
  }
  return y;
}

/// What a model with additive errors must have begun with, and its errors: the recursion run backwards. Each step is
/// solved for the error, e = (y - s' - l') / (1 - alpha - gamma), where dashes mark states after the figure.
struct beginning {
  long double level, slope, squares = 0;
  std::vector<long double> season;

  beginning(const smoothing_fit& fit, std::span<const double> y)
      : level(fit.level), slope(fit.slope), season(fit.season.begin(), fit.season.end()) {
    const long double phi = fit.form.has_trend() ? fit.phi : 0;
    for (std::size_t t = y.size(); t > 0; --t) {
      const std::size_t last = season.empty() ? 0 : season.size() - 1;
      // The slot of the latest figure is the last of the next year.
      const long double s = season.empty() ? 0 : season[last];
      const long double e = (y[t - 1] - s - level) / (1.0L - fit.alpha - fit.gamma);
      squares += e * e;
      if (phi != 0) slope = (slope - fit.beta * e) / phi;
      level -= fit.alpha * e + phi * slope;
      if (season.empty()) continue;
      season[last] -= fit.gamma * e;
      std::rotate(season.begin(), season.end() - 1, season.end());
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_smoothing_fits)

BOOST_AUTO_TEST_CASE(likelihoods_of_gas_consumption_are_as_high_as_those_of_r) {
  check_beside_r(observations(test::uk_gas, 4), r_on_gas);
}

BOOST_AUTO_TEST_CASE(likelihoods_of_earnings_are_as_high_as_those_of_r) {
  check_beside_r(observations(test::johnson_johnson, 4), r_on_earnings);
}

BOOST_AUTO_TEST_CASE(likelihoods_of_the_nile_are_as_high_as_those_of_r) {
  check_beside_r(observations(test::nile, 1), r_on_nile);
}

BOOST_AUTO_TEST_CASE(likelihoods_of_passengers_are_as_high_as_those_of_r) {
  check_beside_r(observations(test::passengers, 12), r_on_passengers);
}

// Found in R by searches from random places, among models that expect figures above zero.
BOOST_AUTO_TEST_CASE(a_relative_error_and_a_season_that_adds_are_fitted_to_figures_that_grow_sevenfold) {
  const std::vector<std::pair<std::string, double>> log_likelihoods{
      {"ETS(M,N,A)", -636.00}, {"ETS(M,A,A)", -624.44}, {"ETS(M,Ad,A)", -624.35}};
  for (const auto& [form, log_likelihood] : log_likelihoods) {
    const auto fit = fit_smoothing(observations(test::uk_gas, 4), form_named(form));
    BOOST_TEST_CONTEXT(form) {
      BOOST_TEST(fit.has_value(), (fit ? "" : fit.error().text));
      if (fit) BOOST_TEST(fit->log_likelihood > log_likelihood - 0.1);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_form_chosen_is_that_of_r_or_has_a_lower_criterion) {
  const auto check = [](const observations& of, const std::vector<answer_of_r>& answers, const std::string& chosen) {
    const smoothing_fit best = choose_smoothing(of, smoothing_forms()).value();
    for (const answer_of_r& r : answers) {
      if (r.form != chosen) continue;
      BOOST_TEST_CONTEXT("R chose " << chosen << " with " << r.aicc << ", we " << to_string(best.form)) {
        BOOST_TEST(best.aicc < r.aicc + 0.02);
        BOOST_TEST((to_string(best.form) == chosen || best.aicc < r.aicc - 0.02));
      }
    }
  };
  check(observations(test::uk_gas, 4), r_on_gas, "ETS(M,A,M)");
  check(observations(test::johnson_johnson, 4), r_on_earnings, "ETS(M,A,A)");
  check(observations(test::nile, 1), r_on_nile, "ETS(M,N,N)");
}

BOOST_AUTO_TEST_CASE(likelihood_criterion_and_error_follow_from_the_errors_that_the_states_came_from) {
  for (const smoothing_form& form : smoothing_forms()) {
    if (form.relative_error) continue;
    int looked_at = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
      const std::vector<double> y = made_up_figures(18, form.has_trend() ? 4 : 0, 12, seed);
      const smoothing_fit fit = fit_smoothing(observations(y, 4), form).value();
      if (fit.alpha + fit.gamma > 0.6) continue;  // each step back would lose too many digits
      ++looked_at;
      const beginning from(fit, y);
      const auto squares = static_cast<double>(from.squares);
      const double n = 18;
      // Smoothing parameters, first states (one season follows from the others) and the variance.
      const int trend = form.is_damped() ? 3 : form.has_trend() ? 2 : 0, season = form.has_season() ? 4 : 0;
      const double k = 3 + trend + season;
      BOOST_TEST_CONTEXT(to_string(form) << " of seed " << seed) {
        BOOST_TEST(fit.parameters == k);
        BOOST_TEST(is_near(fit.log_likelihood, -n / 2 * std::log(squares), 1e-6));
        BOOST_TEST(is_near(fit.aicc, n * std::log(squares) + 2 * k + 2 * k * (k + 1) / (n - k - 1), 1e-6));
        BOOST_TEST(is_near(fit.error, std::sqrt(squares / (n - (k - 1))), 1e-5));
        const long double sum = std::accumulate(from.season.begin(), from.season.end(), 0.0L);
        BOOST_TEST(std::abs(static_cast<double>(sum)) < 1e-4);
      }
    }
    BOOST_TEST(looked_at > 10);
  }
}

BOOST_AUTO_TEST_CASE(parameters_keep_within_the_bounds_of_r) {
  for (const std::vector<double>* y : {&test::uk_gas, &test::johnson_johnson}) {
    for (const smoothing_form& form : smoothing_forms()) {
      const auto fit = fit_smoothing(observations(*y, 4), form);
      if (!fit) continue;
      BOOST_TEST_CONTEXT(to_string(form)) {
        BOOST_TEST((fit->alpha >= 1e-4 && fit->alpha <= 0.9999));
        BOOST_TEST((form.has_trend() ? fit->beta >= 1e-4 && fit->beta <= fit->alpha : fit->beta == 0));
        BOOST_TEST((form.has_season() ? fit->gamma >= 1e-4 && fit->gamma <= 1 - fit->alpha : fit->gamma == 0));
        BOOST_TEST((form.is_damped() ? fit->phi >= 0.8 && fit->phi <= 0.98 : fit->phi == 1));
        BOOST_TEST((form.has_trend() || fit->slope == 0));
        BOOST_TEST(fit->season.size() == (form.has_season() ? 4U : 0U));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(another_unit_changes_the_amounts_and_nothing_else) {
  for (const smoothing_form& form : smoothing_forms()) {
    const auto fit = fit_smoothing(observations(test::johnson_johnson, 4), form).value();
    for (const double unit : {1e-6, 1e9}) {
      const std::vector<double> y = times(test::johnson_johnson, unit);
      const auto other = fit_smoothing(observations(y, 4), form).value();
      const double season_unit = form.season == season_kind::multiplicative ? 1 : unit;
      BOOST_TEST_CONTEXT(to_string(form) << " in units of " << unit) {
        BOOST_TEST(are_near({{other.alpha, other.beta, other.gamma, other.phi}},
                            {{fit.alpha, fit.beta, fit.gamma, fit.phi}}, 1e-9));
        BOOST_TEST(are_near({{other.level, other.slope}}, {{fit.level * unit, fit.slope * unit}}, 1e-9));
        BOOST_TEST(are_near(other.season, times(fit.season, season_unit), 1e-9));
        BOOST_TEST(is_near(other.error, fit.error * (form.relative_error ? 1 : unit), 1e-9));
        BOOST_TEST(is_near(other.aicc, fit.aicc + 2 * 84 * std::log(unit), 1e-9));
        BOOST_TEST(is_near(other.log_likelihood, fit.log_likelihood - 84 * std::log(unit), 1e-9));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_studied_series_has_the_fit_that_is_made_alone) {
  const observations of(test::johnson_johnson, 4);
  const studied_series studied(of);
  for (const smoothing_form& form : smoothing_forms()) {
    const auto alone = fit_smoothing(of, form).value();
    const auto& first = studied.fit(form, search_effort::first);
    const auto& kept = studied.fit(form, search_effort::full).value();
    BOOST_TEST((kept.alpha == alone.alpha && kept.level == alone.level && kept.aicc == alone.aicc), to_string(form));
    BOOST_TEST((!first || first->log_likelihood <= alone.log_likelihood), to_string(form));
    BOOST_TEST(&studied.fit(form, search_effort::full).value() == &kept);
  }
}

BOOST_AUTO_TEST_CASE(the_least_criterion_is_chosen) {
  const auto points_of = [](const auto& method, const observations& of) { return method(of, 8).value().points; };
  for (const auto& [y, m] :
       {std::pair(&test::uk_gas, 4), std::pair(&test::johnson_johnson, 4), std::pair(&test::nile, 1)}) {
    const observations of(*y, m);
    const studied_series studied(of);
    const smoothing_fit *best = nullptr, *best_damped = nullptr;
    double weight = 0;
    std::vector<double> weighted(8);
    for (const smoothing_form& form : smoothing_forms()) {
      const auto& full = studied.fit(form, search_effort::full);
      const auto& first = studied.fit(form, search_effort::first);
      if (!full) continue;
      if (best == nullptr || full->aicc < best->aicc) best = &*full;
      if (form.is_damped() && (best_damped == nullptr || first->aicc < best_damped->aicc)) best_damped = &*first;
    }
    for (const smoothing_form& form : smoothing_forms()) {
      const auto& first = studied.fit(form, search_effort::first);
      if (!first) continue;
      // Not below 0 where all are: a common factor of weights makes no difference.
      const double w = std::exp((best->aicc - first->aicc) / 8);
      const std::vector<double> points = expected_of(*first, 8).points;
      for (std::size_t h = 0; h < 8; ++h) weighted[h] += w * points[h];
      weight += w;
    }
    BOOST_REQUIRE((best != nullptr && best_damped != nullptr));
    const smoothing_fit chosen = choose_smoothing(of, smoothing_forms()).value();
    BOOST_TEST((chosen.form == best->form && chosen.aicc == best->aicc), to_string(chosen.form));
    BOOST_TEST((points_of(forecast_by::ets(), of) == expected_of(*best, 8).points));
    BOOST_TEST((points_of(forecast_by::damped_ets(), of) == expected_of(*best_damped, 8).points));
    BOOST_TEST(are_near(points_of(forecast_by::averaged_ets(), of), times(weighted, 1 / weight), 1e-12));
  }
}

BOOST_AUTO_TEST_CASE(methods_take_the_form_that_they_are_called_for) {
  const auto check = [](const auto& method, const observations& of, const std::string& form, search_effort effort) {
    const studied_series studied(of);
    const expectation wanted = expected_of(studied.fit(form_named(form), effort).value(), 6);
    const expectation found = method(studied, 6).value();
    BOOST_TEST((found.points == wanted.points && found.deviations == wanted.deviations), form);
    BOOST_TEST((method(of, 6)->points == wanted.points), form);
  };
  using namespace forecast_by;
  const observations earnings(test::johnson_johnson, 4), flow(test::nile, 1);
  check(simple_smoothing(), earnings, "ETS(A,N,N)", search_effort::first);
  check(holt(), earnings, "ETS(A,A,N)", search_effort::first);
  check(damped_holt(), earnings, "ETS(A,Ad,N)", search_effort::first);
  check(holt_winters(), earnings, "ETS(M,A,M)", search_effort::first);
  check(damped_seasonal(), earnings, "ETS(A,Ad,A)", search_effort::first);
  check(damped_seasonal(), flow, "ETS(A,Ad,N)", search_effort::first);
  std::vector<double> y = test::johnson_johnson;
  y[7] = 0;
  check(holt_winters(), observations(y, 4), "ETS(A,A,A)", search_effort::first);
  BOOST_TEST(simple_smoothing().name() == "simple");
  BOOST_TEST(holt().name() == "holt");
  BOOST_TEST(damped_holt().name() == "damped-holt");
}

BOOST_AUTO_TEST_CASE(equal_figures_are_expected_to_go_on) {
  for (const double figure : {5.0, 1e-7, 3e12}) {
    const std::vector<double> y(24, figure), wanted(6, figure);
    for (const smoothing_form& form : smoothing_forms()) {
      const expectation expected = expected_of(fit_smoothing(observations(y, 4), form).value(), 6);
      BOOST_TEST(are_near(expected.points, wanted, 1e-6), to_string(form));
      BOOST_TEST(expected.deviations.back() < 1e-6 * figure, to_string(form));
    }
  }
}

BOOST_AUTO_TEST_CASE(holt_goes_on_along_a_line) {
  std::vector<double> y, wanted;
  for (int i = 0; i < 30; ++i) y.push_back(100 + 7 * i);
  for (int i = 30; i < 38; ++i) wanted.push_back(100 + 7 * i);
  const expectation expected = forecast_by::holt()(observations(y, 4), 8).value();
  BOOST_TEST(are_near(expected.points, wanted, 1e-6));
  BOOST_TEST(expected.deviations[0] < 1e-3);
}

BOOST_AUTO_TEST_CASE(holt_winters_goes_on_along_a_line_and_its_season) {
  const double season[] = {1.2, 0.9, 1.05, 0.85};
  std::vector<double> y, wanted;
  for (std::size_t i = 0; i < 32; ++i) y.push_back((100 + 3 * static_cast<double>(i)) * season[i % 4]);
  for (std::size_t i = 32; i < 40; ++i) wanted.push_back((100 + 3 * static_cast<double>(i)) * season[i % 4]);
  BOOST_TEST(are_near(forecast_by::holt_winters()(observations(y, 4), 8)->points, wanted, 1e-3));
}

BOOST_AUTO_TEST_CASE(what_a_form_needs_is_said) {
  const auto why = [](const std::vector<double>& y, int per_year, const std::string& form) {
    const auto fit = fit_smoothing(observations(y, per_year), form_named(form));
    return fit ? reason{reason_code::contradiction, "it fits"} : fit.error();
  };
  std::vector<double> y = made_up_figures(60, 2, 5, 1);
  BOOST_TEST((why(y, 1, "ETS(A,N,A)").code == reason_code::not_applicable));
  BOOST_TEST(why(y, 1, "ETS(A,N,A)").text == "ETS(A,N,A) needs 2 to 24 periods a year; there are 1");
  BOOST_TEST(why(y, 52, "ETS(M,A,M)").text == "ETS(M,A,M) needs 2 to 24 periods a year; there are 52");
  BOOST_TEST(why(y, 25, "ETS(M,A,M)").text == "ETS(M,A,M) needs 2 to 24 periods a year; there are 25");
  BOOST_TEST(why(y, 24, "ETS(A,N,A)").text == "it fits");
  BOOST_TEST(why(y, 52, "ETS(A,A,N)").text == "it fits");
  for (const double not_positive : {0.0, -1.0}) {
    y[9] = not_positive;
    for (const smoothing_form& form : smoothing_forms()) {
      const reason r = why(y, 4, to_string(form));
      BOOST_TEST((r.code == (form.relative_error ? reason_code::base_not_positive : reason_code::contradiction)),
                 r.text);
    }
  }
  BOOST_TEST(why(y, 4, "ETS(M,N,N)").text == "ETS(M,N,N) needs figures above zero");
}

// AICc divides by n - k - 1: the fewest figures leave it 1, with k parameters, first states and the variance counted.
BOOST_AUTO_TEST_CASE(too_few_figures_are_refused) {
  const std::vector<std::pair<std::string, std::size_t>> fewest{
      {"ETS(A,N,N)", 5},  {"ETS(M,N,N)", 5}, {"ETS(A,A,N)", 7},   {"ETS(M,A,N)", 7},   {"ETS(A,Ad,N)", 8},
      {"ETS(M,Ad,N)", 8}, {"ETS(A,N,A)", 9}, {"ETS(M,N,M)", 9},   {"ETS(A,A,A)", 11},  {"ETS(M,A,A)", 11},
      {"ETS(M,A,M)", 11}, {"ETS(M,N,A)", 9}, {"ETS(A,Ad,A)", 12}, {"ETS(M,Ad,A)", 12}, {"ETS(M,Ad,M)", 12}};
  BOOST_TEST(fewest.size() == smoothing_forms().size());
  const std::vector<double> y = made_up_figures(12, 2, 5, 1);
  for (const auto& [name, count] : fewest) {
    const observations of(y, 4);
    const auto fit = fit_smoothing(of.first(count), form_named(name));
    BOOST_REQUIRE(fit.has_value());
    const double k = fit->parameters;
    BOOST_TEST(static_cast<double>(count) - k - 1 == 1, name);
    BOOST_TEST(std::isfinite(fit->aicc), name);
    const auto refused = fit_smoothing(of.first(count - 1), form_named(name));
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == reason_code::not_enough_history));
    BOOST_TEST(refused.error().text ==
               name + " needs " + std::to_string(count) + " figures; there are " + std::to_string(count - 1));
  }
  BOOST_TEST(!forecast_by::ets()(observations(y, 4).first(4), 1).has_value());
  BOOST_TEST(forecast_by::ets()(observations(y, 4).first(5), 1).has_value());
}

BOOST_AUTO_TEST_CASE(questions_that_make_no_sense_are_refused) {
  const observations of(test::nile, 1);
  const studied_series studied(of);
  const smoothing_form unstable{false, trend_kind::none, season_kind::multiplicative};
  BOOST_CHECK_THROW(static_cast<void>(studied.fit(unstable, search_effort::first)), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(choose_smoothing(of, {})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(expected_of(fit_smoothing(of, {}).value(), 0)), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
