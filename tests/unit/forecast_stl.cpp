// STL against R's: known answers are printed by tests/bench/forecast_r/stl.R (R 4.2.2).
#include <runrate/forecast/stl.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

using namespace runrate;

namespace {

/// Thousands of international airline passengers by month, 1949 to 1960: Box, Jenkins and Reinsel, Time Series
/// Analysis, Forecasting and Control, third edition, series G; R's AirPassengers.
const std::vector<double> passengers{
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};

/// Made up: 21 quarters.
const std::vector<double> quarters{212, 241, 198, 287, 230, 266, 221, 318, 259, 290, 240,
                                   352, 281, 322, 263, 391, 309, 355, 296, 430, 346};

/// The passengers without the last month, and 348 of April 1957 with a digit too many.
std::vector<double> passengers_with_a_slip() {
  std::vector<double> y(passengers.begin(), passengers.end() - 1);
  y[99] = 3480;
  return y;
}

const observations monthly(passengers, 12);
const observations quarterly(quarters, 4);

double squares(std::span<const double> of) { return std::inner_product(of.begin(), of.end(), of.begin(), 0.0); }

double largest(std::span<const double> of) {
  double size = 0;
  for (const double v : of) size = std::max(size, std::abs(v));
  return size;
}

/// Whether all agree but for a share of the largest.
bool are_near(std::span<const double> found, std::span<const double> expected, double share = 1e-11) {
  if (found.size() != expected.size()) return false;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (std::abs(found[i] - expected[i]) <= share * largest(expected)) continue;
    BOOST_TEST_MESSAGE("place " << i << ": found " << found[i] << ", expected " << expected[i]);
    return false;
  }
  return true;
}

/// The trend at the first figure of each year, and at the last figure.
std::vector<double> yearly_trend(const stl_decomposition& parts) {
  std::vector<double> trend;
  for (std::size_t i = 0; i < parts.trend.size(); i += parts.per_year) trend.push_back(parts.trend[i]);
  trend.push_back(parts.trend.back());
  return trend;
}

/// Sums of squares, which every figure has a part in.
std::vector<double> squares_of_season_remainder_and_weights(const stl_decomposition& parts) {
  return {squares(parts.season), squares(parts.remainder), squares(parts.weights)};
}

bool add_up(const stl_decomposition& parts, const observations& of) {
  std::vector<double> whole;
  for (std::size_t i = 0; i < of.size(); ++i) {
    whole.push_back(parts.kind == season_kind::multiplicative ? parts.season[i] * parts.trend[i] * parts.remainder[i]
                                                              : parts.season[i] + parts.trend[i] + parts.remainder[i]);
  }
  return are_near(whole, of.values(), 1e-14);
}

std::string refusal_of(const stl_options& options) {
  try {
    const auto parts = decompose_by_stl(monthly, season_kind::additive, options);
    return parts ? "nothing" : parts.error().text;
  } catch (const contract_error& wrong) {
    return wrong.what();
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_stl)

BOOST_AUTO_TEST_CASE(a_multiplicative_periodic_season_is_that_of_r_on_logarithms) {
  const auto parts = decompose_by_stl(monthly, season_kind::multiplicative).value();
  BOOST_TEST(are_near(parts.last_year(), {{0.91243317950499, 0.89223271968641, 1.0159923819473, 0.98607033823274,
                                           0.98508752390998, 1.1160434060775, 1.2415994285357, 1.2331919211323,
                                           1.0697998362862, 0.93216228046475, 0.8077297537452, 0.90426189774396}}));
  BOOST_TEST(are_near(yearly_trend(parts),
                      {{125.13443682257, 130.76696660316, 156.03198703863, 182.7047269814, 215.11259269654,
                        225.41961513719, 259.15625254996, 306.91508539416, 344.22994534906, 370.75407973648,
                        396.06002750151, 449.81860996635, 495.09633333224}}));
  BOOST_TEST(are_near(squares_of_season_remainder_and_weights(parts), {{148.7398281143, 144.21211967529, 144}}));
}

BOOST_AUTO_TEST_CASE(a_season_that_changes_over_seven_years_is_that_of_r) {
  const auto parts = decompose_by_stl(monthly, season_kind::additive, {.seasonal_window = 7}).value();
  BOOST_TEST(are_near(parts.last_year(), {{-38.080501321955, -60.141622853801, -16.845262048741, -16.52368555452,
                                           -5.7918890966557, 53.21693877714, 115.16559700659, 113.16487502205,
                                           23.120156628784, -30.52326442038, -84.67482555623, -51.527141331406}}));
  BOOST_TEST(are_near(yearly_trend(parts),
                      {{122.53691764943, 131.71929373707, 156.59288338081, 183.28448107089, 215.1640326492,
                        228.65650535979, 262.28744277069, 309.69715196257, 349.00619694776, 376.16370038778,
                        403.42726048508, 456.10613189653, 495.99209682648}}));
  BOOST_TEST(are_near(squares_of_season_remainder_and_weights(parts), {{248648.48596278, 6137.1086594957, 144}}));
}

BOOST_AUTO_TEST_CASE(windows_and_degrees_are_those_of_r) {
  const stl_options options{.seasonal_window = 11, .trend_window = 35, .seasonal_degree = 1, .trend_degree = 0};
  const auto parts = decompose_by_stl(monthly, season_kind::additive, options).value();
  BOOST_TEST(are_near(parts.last_year(), {{-48.369753087484, -75.241659569012, -30.890497726798, -21.769463637843,
                                           -6.5678264419942, 60.349668289034, 137.85281980405, 135.68569924268,
                                           28.569034940114, -28.379861077245, -90.422768727696, -51.678226221094}}));
  BOOST_TEST(are_near(yearly_trend(parts),
                      {{132.6218724939, 136.29956058671, 156.34764990193, 184.23300428624, 212.30880730697,
                        231.69434654847, 263.12688667388, 308.19056133046, 348.99834881976, 375.84668116092,
                        405.36866373751, 446.35704220834, 454.77814924153}}));
  BOOST_TEST(are_near(squares_of_season_remainder_and_weights(parts), {{273253.49512454, 14754.628208336, 144}}));
}

BOOST_AUTO_TEST_CASE(a_robust_season_is_that_of_r_and_leaves_an_outlier_in_the_remainder) {
  const std::vector<double> slip = passengers_with_a_slip();
  const observations of(slip, 12);
  const stl_options options{.seasonal_window = 7, .robust = true};
  const auto parts = decompose_by_stl(of, season_kind::additive, options).value();
  BOOST_TEST(are_near(parts.last_year(), {{-32.872347181471, -54.612494126617, -1.2472348582334, -7.9593739938562,
                                           -1.1030533832783, 56.631940032564, 90.464287274748, 66.614191698653,
                                           24.448668559865, -28.16506259486, -74.77120568801, -37.050603147696}}));
  BOOST_TEST(are_near(yearly_trend(parts),
                      {{122.83831908108, 131.99246903192, 156.47759430255, 183.51167865969, 212.48150118381,
                        229.79087700373, 262.28838080645, 309.48720884649, 347.39401266109, 372.66124734374,
                        396.41963089406, 450.15942040092, 496.02800040433}}));
  BOOST_TEST(
      are_near(squares_of_season_remainder_and_weights(parts), {{185275.38463559, 9830522.7956888, 107.99813421429}}));
  BOOST_TEST(parts.weights[99] == 0);
  BOOST_TEST(parts.remainder[99] > 3100);
}

BOOST_AUTO_TEST_CASE(iterations_are_those_of_r) {
  const std::vector<double> slip = passengers_with_a_slip();
  const observations of(slip, 12);
  const stl_options options{.inner_iterations = 3, .outer_iterations = 2};
  const auto parts = decompose_by_stl(of, season_kind::additive, options).value();
  BOOST_TEST(are_near(parts.last_year(), {{-22.063363261488, -32.157115901738, 2.6830154412918, -3.6328142826393,
                                           -2.6776739743715, 33.011745893611, 58.653954079896, 50.081918463394,
                                           17.320459904176, -20.754157763396, -53.767037800578, -26.698926936665}}));
  BOOST_TEST(are_near(yearly_trend(parts),
                      {{126.41952409264, 134.48333419418, 160.36694667937, 185.39548566234, 217.55517802447,
                        228.20328340378, 261.64977821202, 308.95478125202, 345.79627692827, 367.71387670029,
                        390.70339690053, 442.99356859741, 499.95505952555}}));
  BOOST_TEST(
      are_near(squares_of_season_remainder_and_weights(parts), {{154341.07113899, 9832342.431858, 109.29977373656}}));
}

BOOST_AUTO_TEST_CASE(every_part_of_21_quarters_is_that_of_r) {
  const auto parts = decompose_by_stl(quarterly, season_kind::additive).value();
  const std::vector<double> season{-20.110936230143, 9.8057938134667, -47.826085214213, 58.131282836428};
  // The last quarter is a first one again.
  BOOST_TEST(are_near(parts.last_year(), season));
  for (std::size_t i = 0; i < quarters.size(); ++i) BOOST_TEST(parts.season[i] == parts.last_year()[i % 4]);
  BOOST_TEST(
      are_near(parts.trend,
               {{231.26923647053, 234.31939943924, 237.59570522843, 241.62924916462, 247.66824475245, 255.50680397469,
                 262.44742943151, 268.76469328973, 274.29821885205, 281.20773361218, 287.87584428033, 294.64163052962,
                 301.73858516806, 309.23690483411, 317.68570113116, 325.41851392971, 333.84074632389, 342.15563663526,
                 352.05705492656, 361.21168294741, 370.68981578739}}));
  BOOST_TEST(are_near(
      parts.remainder,
      {{0.8416997596116,   -3.125193252704,  8.2303799857859,  -12.760532001053, 2.4426914776978,    0.68740221184655,
        6.3786557827012,   -8.8959761261534, 4.8127173780903,  -1.0135274256446, -0.049759066113268, -0.77291336604827,
        -0.62764893791672, 2.95730135242,    -6.8596159169463, 7.4502032338638,  -4.7298100937516,   3.0385695512721,
        -8.2309697123426,  10.657034216162,  -4.5788795572439}}));
}

BOOST_AUTO_TEST_CASE(weights_are_measured_by_the_median_remainder_of_an_even_number_of_figures) {
  const auto plain =
      decompose_by_stl(monthly, season_kind::additive, {.seasonal_window = 9, .inner_iterations = 1}).value();
  const stl_options once_more{.seasonal_window = 9, .inner_iterations = 1, .outer_iterations = 1};
  const auto weighted = decompose_by_stl(monthly, season_kind::additive, once_more).value();
  std::vector<double> sizes;
  for (const double r : plain.remainder) sizes.push_back(std::abs(r));
  std::sort(sizes.begin(), sizes.end());
  const double median = (sizes[71] + sizes[72]) / 2;
  for (std::size_t i = 0; i < passengers.size(); ++i) {
    const double part = std::min(1.0, plain.remainder[i] / (6 * median) * plain.remainder[i] / (6 * median));
    BOOST_TEST(std::abs(weighted.weights[i] - (1 - part) * (1 - part)) < 1e-5);
  }
}

BOOST_AUTO_TEST_CASE(the_parts_make_up_the_figures) {
  for (const auto kind : {season_kind::additive, season_kind::multiplicative}) {
    for (const bool robust : {false, true}) {
      for (const auto window : {std::optional<int>(), std::optional<int>(7), std::optional<int>(35)}) {
        const stl_options options{.seasonal_window = window, .robust = robust};
        for (const observations& of : {monthly, quarterly}) {
          const auto parts = decompose_by_stl(of, kind, options).value();
          BOOST_TEST(add_up(parts, of));
          BOOST_TEST((parts.kind == kind && parts.per_year == of.per_year() && parts.weights.size() == of.size()));
          BOOST_TEST((window || std::equal(parts.season.begin() + static_cast<std::ptrdiff_t>(of.per_year()),
                                           parts.season.end(), parts.season.begin())));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_last_year_begins_with_the_slot_of_the_first_figure) {
  for (const std::size_t count : {21U, 20U, 19U, 18U}) {
    const auto parts = decompose_by_stl(quarterly.first(count), season_kind::additive, {.seasonal_window = 7}).value();
    const std::vector<double> last = parts.last_year();
    BOOST_TEST(last.size() == 4);
    for (std::size_t back = 1; back <= 4; ++back) BOOST_TEST(last[(count - back) % 4] == parts.season[count - back]);
  }
}

BOOST_AUTO_TEST_CASE(other_units_change_the_amounts_and_nothing_else) {
  for (const double unit : {1e-9, 0.001, 7.0, 1e12}) {
    std::vector<double> y = passengers_with_a_slip(), scaled = y;
    for (double& v : scaled) v *= unit;
    for (const auto kind : {season_kind::additive, season_kind::multiplicative}) {
      const stl_options options{.seasonal_window = 13, .robust = true};
      const auto parts = decompose_by_stl(observations(y, 12), kind, options).value();
      auto other = decompose_by_stl(observations(scaled, 12), kind, options).value();
      for (double& v : other.trend) v /= unit;
      if (kind == season_kind::additive) {
        for (double& v : other.season) v /= unit;
        for (double& v : other.remainder) v /= unit;
      }
      BOOST_TEST(are_near(other.season, parts.season));
      BOOST_TEST(are_near(other.trend, parts.trend));
      BOOST_TEST(are_near(other.remainder, parts.remainder));
      BOOST_TEST(are_near(other.weights, parts.weights));
    }
  }
}

BOOST_AUTO_TEST_CASE(equal_figures_have_no_season_no_remainder_and_no_outliers) {
  for (const double figure : {0.0, 7.3, -1e9 / 3, 1e-300}) {
    const std::vector<double> y(30, figure);
    for (const auto window : {std::optional<int>(), std::optional<int>(7)}) {
      for (const bool robust : {false, true}) {
        const stl_options options{.seasonal_window = window, .robust = robust};
        const auto parts = decompose_by_stl(observations(y, 4), season_kind::additive, options).value();
        BOOST_TEST(are_near(parts.trend, y, 1e-14));
        BOOST_TEST(largest(parts.season) <= 1e-14 * std::abs(figure));
        BOOST_TEST(largest(parts.remainder) <= 1e-14 * std::abs(figure));
        BOOST_TEST((parts.weights == std::vector<double>(30, 1)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(an_outlier_above_an_exact_line_and_season_is_all_that_remains) {
  const std::vector<double> season{-5, 9, 1, -5};
  std::vector<double> y;
  for (std::size_t i = 0; i < 37; ++i) y.push_back(100 + 3 * static_cast<double>(i) + season[i % 4]);
  y[17] += 1000;
  const auto parts = decompose_by_stl(observations(y, 4), season_kind::additive, {.robust = true}).value();
  BOOST_TEST(are_near(parts.last_year(), season, 1e-6));
  std::vector<double> remainder(37);
  remainder[17] = 1000;
  BOOST_TEST(are_near(parts.remainder, remainder, 1e-6));
  BOOST_TEST(parts.weights[17] == 0);
}

BOOST_AUTO_TEST_CASE(there_is_no_answer_without_two_years_a_season_or_figures_above_zero) {
  const auto why = [](const observations& of, season_kind kind) { return decompose_by_stl(of, kind).error(); };
  BOOST_TEST((why(quarterly.first(8), season_kind::additive).code == reason_code::not_enough_history));
  BOOST_TEST(why(quarterly.first(8), season_kind::additive).text == "STL needs 9 figures; there are 8");
  BOOST_TEST(add_up(decompose_by_stl(quarterly.first(9), season_kind::additive).value(), quarterly.first(9)));
  BOOST_TEST((why(observations(quarters, 1), season_kind::additive).code == reason_code::not_applicable));
  BOOST_TEST((why(quarterly, season_kind::none).code == reason_code::not_applicable));
  std::vector<double> y = quarters;
  y[5] = 0;
  BOOST_TEST((why(observations(y, 4), season_kind::multiplicative).code == reason_code::base_not_positive));
  BOOST_TEST(add_up(decompose_by_stl(observations(y, 4), season_kind::additive).value(), observations(y, 4)));
}

BOOST_AUTO_TEST_CASE(parts_too_large_for_a_double_are_no_answer) {
  std::vector<double> y = quarters;
  for (double& v : y) v *= 4e305;
  const auto parts = decompose_by_stl(observations(y, 4), season_kind::additive);
  BOOST_TEST((!parts && parts.error().code == reason_code::out_of_range));
  BOOST_TEST(decompose_by_stl(observations(y, 4), season_kind::multiplicative).has_value());
}

BOOST_AUTO_TEST_CASE(options_that_make_no_sense_are_refused_with_what_is_expected) {
  BOOST_TEST(refusal_of({.seasonal_window = 8}) ==
             "stl_options: the seasonal window is 8; expected an odd number of years from 7 on");
  BOOST_TEST(refusal_of({.seasonal_window = 5}).ends_with("from 7 on"));
  BOOST_TEST(refusal_of({.seasonal_window = -7}).ends_with("from 7 on"));
  BOOST_TEST(refusal_of({.trend_window = 3}) ==
             "stl_options: the trend window is 3; expected an odd number of figures from 5 on");
  BOOST_TEST(refusal_of({.trend_window = 14}).ends_with("from 5 on"));
  BOOST_TEST(refusal_of({.seasonal_window = 7, .seasonal_degree = 2}) ==
             "stl_options: the seasonal degree is 2; expected 0 or 1");
  BOOST_TEST(refusal_of({.trend_degree = -1}) == "stl_options: the trend degree is -1; expected 0 or 1");
  BOOST_TEST(refusal_of({.seasonal_degree = 1}).ends_with("expected 0 for a season that is the same in all years"));
  BOOST_TEST(refusal_of({.inner_iterations = 0}).ends_with("inner iterations is 0; expected at least 1"));
  BOOST_TEST(refusal_of({.outer_iterations = -1}).ends_with("outer iterations is -1; expected at least 0"));
  BOOST_TEST(refusal_of({.seasonal_window = 7, .trend_window = 5, .seasonal_degree = 1}) == "nothing");
  BOOST_TEST(refusal_of({.seasonal_window = 2147483647, .trend_window = 2147483647}) == "nothing");
}

BOOST_AUTO_TEST_SUITE_END()
