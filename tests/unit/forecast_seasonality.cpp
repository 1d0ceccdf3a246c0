// The season in figures, against R's acf() and decompose(): known answers are printed by
// tests/bench/forecast_r/seasonality.R (R 4.2.2).
#include <runrate/forecast/seasonality.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using test::is_near;

namespace {

// Made up: four weeks of days, and 21 quarters.
const std::vector<double> days{31, 42, 38, 45, 53, 79, 66, 33, 41, 44, 40, 58, 84, 71,
                               36, 45, 39, 49, 57, 88, 69, 30, 47, 42, 46, 60, 81, 77};
const std::vector<double> quarters{212, 241, 198, 287, 230, 266, 221, 318, 259, 290, 240,
                                   352, 281, 322, 263, 391, 309, 355, 296, 430, 346};
const observations weekly(days, 7), quarterly(quarters, 4);

const std::vector<double> trend_of_days{50.571428571429, 50.857142857143,
                                        50.714285714286, 51.571428571429,
                                        50.857142857143, 51.571428571429,
                                        52.285714285714, 53,
                                        53.428571428571, 54,
                                        53.285714285714, 54.571428571429,
                                        54.428571428571, 55,
                                        54.714285714286, 53.857142857143,
                                        54.142857142857, 54.571428571429,
                                        54.142857142857, 54.571428571429,
                                        53.571428571429, 54.714285714286};
const std::vector<double> trend_of_quarters{236.75, 242.125, 248.125, 254.875, 262.375, 269,     274.375, 281,    288,
                                            294.75, 301.625, 309.375, 317.75,  325.375, 333.625, 342.625, 352.125};

std::vector<double> logarithms(std::vector<double> y) {
  for (double& v : y) v = std::log(v);
  return y;
}

std::vector<double> differences(const std::vector<double>& y) {
  std::vector<double> made;
  for (std::size_t i = 1; i < y.size(); ++i) made.push_back(y[i] - y[i - 1]);
  return made;
}

/// Noise around a level, and a season of so much.
std::vector<double> noise(std::size_t count, std::size_t per_year, double season, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> y;
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0;  // of twelve uniform numbers: nearly normal, with a deviation of 1
    for (int k = 0; k < 12; ++k) sum += static_cast<double>(random()) / 4294967295.0;
    y.push_back(1000 + 10 * (sum - 6) + (i % per_year == 1 ? season : 0));
  }
  return y;
}

/// The mean over slots of the variance of their mean, from all figures that have a trend.
double mean_variance(const std::vector<double>& y, const std::vector<double>& trend, std::size_t m, bool factors) {
  std::vector<std::vector<double>> slots(m);
  for (std::size_t i = 0; i < trend.size(); ++i) {
    const double figure = y[m / 2 + i];
    slots[(m / 2 + i) % m].push_back(factors ? figure / trend[i] : figure - trend[i]);
  }
  std::vector<double> variances;
  for (const std::vector<double>& of : slots) {
    if (of.size() < 2) continue;
    double squares = 0;
    for (const double v : of) squares += (v - test::mean_of(of)) * (v - test::mean_of(of));
    const auto n = static_cast<double>(of.size());
    variances.push_back(squares / (n - 1) / n);
  }
  return test::mean_of(variances);
}

decomposition with_season(season_kind kind, std::vector<double> season, double variance) {
  return {kind, std::move(season), 2, {}, {}, variance};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_seasonality)

BOOST_AUTO_TEST_CASE(the_test_of_a_season_is_that_of_r) {
  const auto check = [](const std::vector<double>& y, int per_year, double wanted) {
    BOOST_TEST(is_near(season_test(observations(y, per_year)), wanted, 1e-12));
  };
  check(test::passengers, 12, 1.5129099727349);
  check(test::uk_gas, 4, 3.7527402612345);
  check(test::johnson_johnson, 4, 1.9271864397094);
  check(logarithms(test::johnson_johnson), 4, 1.9588912962525);
  check(differences(logarithms(test::johnson_johnson)), 4, 2.9807664466584);
  check(days, 7, 1.5434181417143);
  check(quarters, 4, 1.2759908892285);
}

BOOST_AUTO_TEST_CASE(nothing_is_tested_in_two_years_in_equal_figures_or_where_a_year_has_one) {
  BOOST_TEST(season_test(quarterly.first(8)) == 0);
  BOOST_TEST(season_test(quarterly.first(9)) > 0);
  BOOST_TEST(season_test(observations(quarters, 1)) == 0);
  for (const double figure : {0.0, 7.0, 0.1, 1e9 / 3, -0.7, 1e-300}) {
    const std::vector<double> y(23, figure);
    BOOST_TEST(season_test(observations(y, 4)) == 0, figure);
  }
}

BOOST_AUTO_TEST_CASE(classical_parts_of_an_odd_year_are_those_of_r) {
  const auto added = decompose(weekly, season_kind::additive).value();
  BOOST_TEST(are_near(added.season,
                      {{-20.181972789116, -9.1819727891156, -11.94387755102, -8.2414965986395, 3.2942176870748,
                        30.722789115646, 15.53231292517}},
                      1e-13));
  BOOST_TEST(are_near(added.trend, trend_of_days, 1e-13));
  BOOST_TEST(added.trend_begin == 3U);
  BOOST_TEST(are_near(
      added.remainder,
      {{2.6700680272109,   -1.1513605442177, -2.437074829932,  -1.1037414965986,  2.3248299319728, -1.3894557823129,
        3.6581632653061,   -4.7585034013605, 1.2772108843537,  -0.72278911564626, 2.1819727891156, 1.6105442176871,
        -0.24659863945578, -4.0561224489796, 2.5272108843537,  -0.15136054421769, 3.1343537414966, -1.1037414965986,
        -3.9608843537415,  1.6105442176871,  0.37244897959184, -0.47278911564625}},
      1e-12));
  const auto times = decompose(weekly, season_kind::multiplicative).value();
  BOOST_TEST(are_near(times.season,
                      {{0.6203745611423, 0.82700157581643, 0.77756847377588, 0.84451648976515, 1.0611458767368,
                        1.5782479436346, 1.2911450791288}},
                      1e-13));
  BOOST_TEST(are_near(times.trend, trend_of_days, 1e-13));
  BOOST_TEST(are_near(
      times.remainder,
      {{1.0536567601208,  0.98208441865257, 0.98700998481004, 0.99119643023797, 1.0459429595237, 0.96132084105241,
        1.0822584544334,  0.89366754856611, 1.0230087315275,  0.98562178511269, 1.0319829272658, 1.0633670449989,
        0.99972198085246, 0.91193371774392, 1.0604427131451,  0.99737035300025, 1.0298317332576, 0.97928414567656,
        0.89315349865779, 1.0414206812755,  1.008271331003,   0.99551764907502}},
      1e-13));
}

BOOST_AUTO_TEST_CASE(classical_parts_of_an_even_year_are_those_of_r) {
  const auto added = decompose(quarterly, season_kind::additive).value();
  BOOST_TEST(are_near(added.season, {{-19.1828125, 11.7859375, -47.2953125, 54.6921875}}, 1e-13));
  BOOST_TEST(are_near(added.trend, trend_of_quarters, 1e-14));
  BOOST_TEST(added.trend_begin == 2U);
  BOOST_TEST(are_near(added.remainder,
                      {{8.5453125, -9.8171875, 1.0578125, -0.66093749999999, 5.9203125, -5.6921875, 3.8078125,
                        -2.7859375, -0.70468749999998, 2.5578125, -1.4421875, 0.83906250000001, -7.4546875, 10.9328125,
                        -5.4421875, 0.58906250000001, -8.8296875}},
                      1e-12));
  const auto times = decompose(quarterly, season_kind::multiplicative).value();
  BOOST_TEST(are_near(times.season, {{0.93282494355131, 1.0388675827233, 0.83663111300872, 1.1916763607167}}, 1e-13));
  BOOST_TEST(are_near(times.trend, trend_of_quarters, 1e-14));
  BOOST_TEST(are_near(
      times.remainder,
      {{0.99963439631689, 0.99468126653806, 0.9937042823158, 1.0046023813145, 1.0067828542787, 0.99201106340489,
        1.011940729133, 0.99341676159102, 0.99605826316508, 1.0021449109061, 0.99870870306045, 1.001867897427,
        0.98931860851267, 1.0084032853999, 0.99288681173967, 0.99735348591642, 1.0047565355378}},
      1e-13));
  for (std::size_t i = 0; i < 21; ++i) BOOST_TEST(times.season_of(i) == times.season[i % 4]);
}

BOOST_AUTO_TEST_CASE(the_variance_of_a_season_is_that_of_the_means_of_its_slots) {
  const auto check = [](const observations& of, const std::vector<double>& y, const std::vector<double>& trend) {
    const auto added = decompose(of, season_kind::additive).value();
    BOOST_TEST(is_near(added.season_variance, mean_variance(y, trend, of.per_year(), false), 1e-10));
    const auto times = decompose(of, season_kind::multiplicative).value();
    BOOST_TEST(is_near(times.season_variance, mean_variance(y, trend, of.per_year(), true), 1e-10));
  };
  check(weekly, days, trend_of_days);
  check(quarterly, quarters, trend_of_quarters);
  // Of two years each slot was seen once.
  BOOST_TEST(decompose(quarterly.first(8), season_kind::additive)->season_variance == 0);
}

// Of 9 to 11 quarters some slots were seen twice and others once, of which nothing is known.
BOOST_AUTO_TEST_CASE(slots_that_were_seen_once_do_not_make_a_season_surer) {
  for (const std::size_t count : {9U, 10U, 11U}) {
    const auto parts = decompose(quarterly.first(count), season_kind::additive).value();
    BOOST_TEST(is_near(parts.season_variance, mean_variance(quarters, parts.trend, 4, false), 1e-10), count);
  }
}

BOOST_AUTO_TEST_CASE(a_season_is_drawn_to_none_by_its_variance) {
  // Slots at 3, -1, -1, -1 have the variance 12 / 3 = 4.
  const std::vector<double> season{3, -1, -1, -1}, factors{1.3, 0.9, 0.9, 0.9}, none(4, 0.0), ones(4, 1.0);
  BOOST_TEST(are_near(shrunk_season(with_season(season_kind::additive, season, 0)), season, 1e-15));
  BOOST_TEST(
      are_near(shrunk_season(with_season(season_kind::additive, season, 1)), {{2.25, -0.75, -0.75, -0.75}}, 1e-15));
  BOOST_TEST(
      are_near(shrunk_season(with_season(season_kind::additive, season, 3)), {{0.75, -0.25, -0.25, -0.25}}, 1e-15));
  BOOST_TEST((shrunk_season(with_season(season_kind::additive, season, 4)) == none));
  BOOST_TEST((shrunk_season(with_season(season_kind::additive, season, 9)) == none));
  BOOST_TEST((shrunk_season(with_season(season_kind::additive, none, 0)) == none));
  BOOST_TEST(are_near(shrunk_season(with_season(season_kind::multiplicative, factors, 0.01)),
                      {{1.225, 0.925, 0.925, 0.925}}, 1e-14));
  BOOST_TEST((shrunk_season(with_season(season_kind::multiplicative, factors, 0.05)) == ones));
  BOOST_TEST((shrunk_season(with_season(season_kind::multiplicative, ones, 0)) == ones));
}

// Of pure noise the slots' variance over the estimated one is about F(m - 1, 4 m) / 0.72 for six years of quarters and
// F / 0.91 for months, since a moving average takes a part of the noise along: below 1, and so none is left, in not
// quite half of all series.
BOOST_AUTO_TEST_CASE(a_season_of_chance_is_drawn_to_none_or_near_it_and_a_clear_one_is_kept) {
  for (const std::size_t m : {std::size_t{4}, std::size_t{12}}) {
    int gone = 0;
    double before = 0, after = 0, kept = 1;
    for (unsigned seed = 1; seed <= 200; ++seed) {
      const std::vector<double> y = noise(6 * m, m, 0, seed), with = noise(6 * m, m, 60, seed);
      const auto parts = decompose(observations(y, static_cast<int>(m)), season_kind::multiplicative).value();
      const std::vector<double> shrunk = shrunk_season(parts);
      bool is_gone = true;
      for (std::size_t k = 0; k < m; ++k) {
        before += (parts.season[k] - 1) * (parts.season[k] - 1), after += (shrunk[k] - 1) * (shrunk[k] - 1);
        is_gone = is_gone && shrunk[k] == 1;
      }
      gone += is_gone ? 1 : 0;
      const auto clear = decompose(observations(with, static_cast<int>(m)), season_kind::multiplicative).value();
      kept = std::min(kept, (shrunk_season(clear)[1] - 1) / (clear.season[1] - 1));
    }
    BOOST_TEST_CONTEXT(m << " periods a year, none left in " << gone << ", squares " << before << " and " << after
                         << ", kept " << kept) {
      BOOST_TEST(gone > 70);
      BOOST_TEST(after < 0.3 * before);
      BOOST_TEST(kept > 0.85);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_season_that_is_taken_out_can_be_put_back) {
  std::vector<double> negative = quarters;
  negative[4] = -20;
  for (const season_choice choice : {season_choice::tested, season_choice::shrunk}) {
    for (const std::vector<double>* y : {&quarters, static_cast<const std::vector<double>*>(&negative)}) {
      const observations of(*y, 4);
      const seasonal_adjustment made = adjust_for_season(of, choice);
      if (y == &negative && choice == season_choice::tested && season_test(of) <= 1) continue;
      BOOST_TEST((made.kind == (y == &quarters ? season_kind::multiplicative : season_kind::additive)));
      const auto parts = decompose(of, made.kind).value();
      BOOST_TEST((made.season == (choice == season_choice::tested ? parts.season : shrunk_season(parts))));
      std::vector<double> again(21), ahead(made.adjusted.begin(), made.adjusted.end());
      for (std::size_t i = 0; i < 21; ++i) {
        const double s = made.season[i % 4];
        again[i] = made.kind == season_kind::additive ? made.adjusted[i] + s : made.adjusted[i] * s;
      }
      BOOST_TEST(are_near(again, *y, 1e-15));
      // Points follow the figures: the first of them is of the slot after the 21st figure.
      made.reseason(ahead);
      for (std::size_t h = 0; h < 21; ++h) {
        const double s = made.season[(21 + h) % 4], bare = made.adjusted[h];
        BOOST_TEST(is_near(ahead[h], made.kind == season_kind::additive ? bare + s : bare * s, 1e-15));
        BOOST_TEST(made.scale_of(h) == (made.kind == season_kind::additive ? 1 : s));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_taken_out_where_there_is_no_season_to_be_seen) {
  const auto check = [](const observations& of, season_choice choice) {
    const seasonal_adjustment made = adjust_for_season(of, choice);
    BOOST_TEST((made.kind == season_kind::none && made.season.empty()));
    BOOST_TEST((std::equal(made.adjusted.begin(), made.adjusted.end(), of.values().begin(), of.values().end())));
    std::vector<double> points{4, 5, 6};
    made.reseason(points);
    BOOST_TEST((points == std::vector<double>{4, 5, 6}));
    BOOST_TEST(made.scale_of(1) == 1);
  };
  check(quarterly.first(7), season_choice::shrunk);  // below two years
  check(quarterly.first(8), season_choice::tested);  // two years are not tested
  check(observations(quarters, 1), season_choice::shrunk);
  const std::vector<double> plain = noise(40, 4, 0, 3);
  BOOST_REQUIRE(season_test(observations(plain, 4)) < 1);
  check(observations(plain, 4), season_choice::tested);
  // R's thetaf takes no season either where a factor is close to zero: a period without business.
  std::vector<double> closed;
  for (int year = 0; year < 6; ++year) closed.insert(closed.end(), {100.0 + year, 1e-6, 120.0 + year, 80.0});
  BOOST_REQUIRE(season_test(observations(closed, 4)) > 1);
  check(observations(closed, 4), season_choice::tested);
  check(observations(closed, 4), season_choice::shrunk);
}

BOOST_AUTO_TEST_CASE(a_quarter_times_four_is_off_by_its_factor) {
  std::vector<double> y;
  for (int year = 0; year < 4; ++year) y.insert(y.end(), {90, 100, 100, 110});
  const observations of(y, 4);
  BOOST_TEST(are_near(annualizing_bias(of).value(), {{-0.1, 0, 0, 0.1}}, 1e-14));
  BOOST_TEST(are_near(annualizing_bias(of.first(12)).value(), {{-0.1, 0, 0, 0.1}}, 1e-14));
  // From the first figure's slot on.
  const std::vector<double> later(y.begin() + 3, y.end());
  BOOST_TEST(are_near(annualizing_bias(observations(later, 4)).value(), {{0.1, -0.1, 0, 0}}, 1e-14));
  // Of figures with noise it is drawn to none as a season is.
  std::vector<double> bias = shrunk_season(decompose(quarterly, season_kind::multiplicative).value());
  for (double& b : bias) b -= 1;
  BOOST_TEST((annualizing_bias(quarterly).value() == bias));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_taken_apart_is_said) {
  const auto why = [](const auto& no_answer) { return no_answer ? "it is there" : no_answer.error().text; };
  BOOST_TEST(why(decompose(quarterly.first(8), season_kind::additive)) == "it is there");
  BOOST_TEST(why(decompose(quarterly.first(7), season_kind::additive)) == "a season needs 8 figures; there are 7");
  BOOST_TEST((decompose(quarterly.first(7), season_kind::additive).error().code == reason_code::not_enough_history));
  BOOST_TEST(why(decompose(quarterly, season_kind::none)) == "a season needs several periods a year");
  BOOST_TEST(why(decompose(observations(quarters, 1), season_kind::additive)) ==
             "a season needs several periods a year");
  BOOST_TEST((decompose(quarterly, season_kind::none).error().code == reason_code::not_applicable));
  BOOST_TEST(why(annualizing_bias(quarterly.first(11))) == "the season's bias needs 12 figures; there are 11");
  BOOST_TEST(why(annualizing_bias(observations(quarters, 1))) == "a season needs several periods a year");
  std::vector<double> y = quarters;
  y[3] = 0;
  const observations with_zero(y, 4);
  BOOST_TEST(why(decompose(with_zero, season_kind::additive)) == "it is there");
  BOOST_TEST(why(decompose(with_zero, season_kind::multiplicative)) ==
             "a multiplicative season needs figures above zero; take an additive one");
  BOOST_TEST((decompose(with_zero, season_kind::multiplicative).error().code == reason_code::base_not_positive));
  BOOST_TEST((annualizing_bias(with_zero).error().code == reason_code::base_not_positive));
}

BOOST_AUTO_TEST_CASE(kinds_of_seasons_have_names) {
  BOOST_TEST(to_string(season_kind::none) == "none");
  BOOST_TEST(to_string(season_kind::additive) == "additive");
  BOOST_TEST(to_string(season_kind::multiplicative) == "multiplicative");
}

BOOST_AUTO_TEST_SUITE_END()
