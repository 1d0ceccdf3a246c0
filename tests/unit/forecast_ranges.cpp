// The simple forecasts, ranges around points, and methods that a user writes.
#include <runrate/forecast/forecast.hpp>
#include <runrate/forecast/simple_forecasts.hpp>

#include <boost/math/distributions/students_t.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using test::is_near;

namespace {

const std::vector<double> figures{212, 241, 198, 287, 230, 266, 221, 318, 259, 290, 240, 352};
const observations quarterly(figures, 4);
constexpr std::size_t horizon = 9;

double root_mean_square(const std::vector<double>& errors, std::size_t parameters) {
  double squares = 0;
  for (const double e : errors) squares += e * e;
  return std::sqrt(squares / static_cast<double>(errors.size() - parameters));
}

/// What figures `lag` apart differ by, less a slope.
std::vector<double> differences(std::size_t lag, double slope) {
  std::vector<double> made;
  for (std::size_t i = lag; i < figures.size(); ++i) made.push_back(figures[i] - figures[i - lag] - slope);
  return made;
}

/// The deviations of sums of figures that follow each other by a rule: an error of each period ahead is let through it.
std::vector<double> deviations_of_sums(double error, const std::function<double(const std::vector<double>&)>& next) {
  std::vector<double> made;
  for (std::size_t h = 0; h < horizon; ++h) {
    double square = 0;
    for (std::size_t at = 0; at <= h; ++at) {
      std::vector<double> path(figures.size(), 0.0);
      double sum = 0;
      for (std::size_t i = 0; i <= h; ++i) {
        path.push_back(next(path) + (i == at ? 1 : 0));
        sum += path.back();
      }
      square += sum * sum;
    }
    made.push_back(error * std::sqrt(square));
  }
  return made;
}

/// Says what it is told to, whatever it sees.
struct told {
  std::vector<double> points{}, deviations{}, of_sums{};
  static constexpr std::string_view name() { return "told"; }
  result<expectation> operator()(const observations&, std::size_t) const {
    return expectation{points, deviations, of_sums};
  }
};

/// The latest figure and half of it.
struct half_again {
  static constexpr std::string_view name() { return "half-again"; }
  result<expectation> operator()(const observations& of, std::size_t ahead) const {
    return expectation{std::vector<double>(ahead, of.latest() * 1.5)};
  }
};

/// Takes a studied series too, and says which of the two it was given.
struct says_what_it_saw {
  std::string called = "says-what-it-saw";
  std::string_view name() const { return called; }
  result<expectation> operator()(const observations&, std::size_t ahead) const {
    return expectation{std::vector<double>(ahead, 1.0)};
  }
  result<expectation> operator()(const studied_series& of, std::size_t ahead) const {
    return expectation{std::vector<double>(ahead, 1000.0 + static_cast<double>(of.of().size()))};
  }
};

struct without_a_name {
  result<expectation> operator()(const observations&, std::size_t) const { return expectation{}; }
};

static_assert(forecast_method<half_again> && forecast_method<says_what_it_saw> && forecast_method<told>);
static_assert(forecast_method<any_forecast_method> && !forecast_method<without_a_name> && !forecast_method<int>);

/// The ends of each period's range at a level; 0 and 0 where there is none.
std::vector<double> ends(const series_forecast& of, std::size_t level) {
  std::vector<double> made;
  for (const predicted& p : of.periods) {
    made.push_back(p.ranges[level] ? p.ranges[level]->low : 0);
    made.push_back(p.ranges[level] ? p.ranges[level]->high : 0);
  }
  return made;
}

/// The size of error that conformal prediction takes: of n it is that of rank ceil((n + 1) level), if there is one.
std::optional<double> size_at(std::vector<double> sizes, int level_in_percent) {
  std::sort(sizes.begin(), sizes.end());
  const std::size_t hundredths = (sizes.size() + 1) * static_cast<std::size_t>(level_in_percent);
  const std::size_t rank = (hundredths + 99) / 100;
  if (rank > sizes.size()) return std::nullopt;
  return sizes[rank - 1];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_ranges)

// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, table 5.2.
BOOST_AUTO_TEST_CASE(naive_says_the_latest_figure_with_deviations_that_grow_as_the_root_of_time) {
  const expectation expected = forecast_by::naive()(quarterly, horizon).value();
  const double error = root_mean_square(differences(1, 0), 0);
  std::vector<double> deviations;
  for (double h = 1; h <= horizon; ++h) deviations.push_back(error * std::sqrt(h));
  BOOST_TEST((expected.points == std::vector<double>(horizon, 352)));
  BOOST_TEST(are_near(expected.deviations, deviations, 1e-14));
  const auto of_sums = deviations_of_sums(error, [](const auto& path) { return path.back(); });
  BOOST_TEST(are_near(expected.sum_deviations, of_sums, 1e-14));
  // Of a sum of h it is the root of 1 + 4 + 9 + ... + h^2.
  BOOST_TEST(is_near(expected.sum_deviations[3], error * std::sqrt(30.0), 1e-14));
}

BOOST_AUTO_TEST_CASE(seasonal_naive_says_the_last_year_again) {
  const expectation expected = forecast_by::seasonal_naive()(quarterly, horizon).value();
  const double error = root_mean_square(differences(4, 0), 0);
  std::vector<double> deviations;
  for (const double years : {1, 1, 1, 1, 2, 2, 2, 2, 3}) deviations.push_back(error * std::sqrt(years));
  BOOST_TEST((expected.points == std::vector<double>{259, 290, 240, 352, 259, 290, 240, 352, 259}));
  BOOST_TEST(are_near(expected.deviations, deviations, 1e-14));
  const auto of_sums = deviations_of_sums(error, [](const auto& path) { return path[path.size() - 4]; });
  BOOST_TEST(are_near(expected.sum_deviations, of_sums, 1e-14));
}

BOOST_AUTO_TEST_CASE(drift_goes_on_along_the_line_from_the_first_figure_to_the_last) {
  const expectation expected = forecast_by::drift()(quarterly, horizon).value();
  const double slope = (352.0 - 212) / 11, error = root_mean_square(differences(1, slope), 1);
  const auto of_walk = deviations_of_sums(error, [](const auto& path) { return path.back(); });
  std::vector<double> points, deviations, of_sums;
  for (double h = 1; h <= horizon; ++h) {
    points.push_back(352 + h * slope);
    deviations.push_back(error * std::sqrt(h * (1 + h / 11)));
    // The slope has the variance error^2 / 11; it is in a sum 1 + 2 + ... + h times.
    const double steps = h * (h + 1) / 2, walk = of_walk[static_cast<std::size_t>(h) - 1];
    of_sums.push_back(std::sqrt(walk * walk + steps * steps * error * error / 11));
  }
  BOOST_TEST(are_near(expected.points, points, 1e-14));
  BOOST_TEST(are_near(expected.deviations, deviations, 1e-14));
  BOOST_TEST(are_near(expected.sum_deviations, of_sums, 1e-14));
}

BOOST_AUTO_TEST_CASE(simple_forecasts_say_what_they_need_and_have_errors_only_where_they_are_known) {
  using namespace forecast_by;
  BOOST_TEST((naive()(quarterly.first(1), 2)->points == std::vector<double>{212, 212}));
  BOOST_TEST(naive()(quarterly.first(1), 2)->deviations.empty());
  BOOST_TEST(naive()(quarterly.first(2), 2)->deviations.size() == 2U);
  BOOST_TEST(seasonal_naive()(quarterly.first(3), 2).error().text == "seasonal-naive needs 4 figures; there are 3");
  BOOST_TEST(seasonal_naive()(quarterly.first(7), 2)->deviations.empty());
  BOOST_TEST(seasonal_naive()(quarterly.first(8), 2)->deviations.size() == 2U);
  BOOST_TEST(drift()(quarterly.first(1), 2).error().text == "drift needs 2 figures; there is 1");
  BOOST_TEST((drift()(quarterly.first(1), 2).error().code == reason_code::not_enough_history));
  BOOST_TEST((drift()(quarterly.first(2), 2)->points == std::vector<double>{270, 299}));
  BOOST_TEST(drift()(quarterly.first(2), 2)->deviations.empty());
  BOOST_TEST(drift()(quarterly.first(3), 2)->sum_deviations.size() == 2U);
}

BOOST_AUTO_TEST_CASE(ranges_reach_as_far_as_students_t_of_six_degrees) {
  // A printed table of t with six degrees: 1.43976 at 90%, and 2.44691 at 97.5%.
  const series_forecast said = forecast(quarterly, forecast_by::naive(), {.horizon = 6}).value();
  const double error = root_mean_square(differences(1, 0), 0);
  BOOST_TEST(said.method == "naive");
  BOOST_TEST((said.levels == std::vector<double>{0.80, 0.95}));
  BOOST_TEST(said.periods.size() == 6U);
  for (std::size_t level = 0; level < 2; ++level) {
    const double t = level == 0 ? 1.43976 : 2.44691;
    BOOST_TEST(is_near(said.periods[0].ranges[level]->high - 352, 0.95 * t * error, 1e-5));
    std::vector<double> wanted;
    for (double h = 1; h <= 6; ++h) {
      const double reach = t * error * std::sqrt(h) * (0.95 + 0.12 * (h - 1) / 4);
      wanted.push_back(352 - reach), wanted.push_back(352 + reach);
    }
    BOOST_TEST(are_near(ends(said, level), wanted, 1e-5));
    // The year's quarters are 2.5 ahead in the mean.
    const double reach = t * error * std::sqrt(30.0) * (0.95 + 0.12 * 1.5 / 4);
    BOOST_TEST(said.next_year.value == 4 * 352);
    BOOST_TEST(is_near(said.next_year.ranges[level]->low, 4 * 352 - reach, 1e-5));
    BOOST_TEST(is_near(said.next_year.ranges[level]->high, 4 * 352 + reach, 1e-5));
  }
}

BOOST_AUTO_TEST_CASE(any_level_between_0_and_1_has_its_quantile) {
  const std::vector<double> levels{1e-9, 1e-4, 0.01, 0.25, 0.5, 0.9, 0.99, 0.9999, 0.9999999};
  const boost::math::students_t t6(6);
  const told one{{100}, {1}, {1}};
  const std::vector<double> y{90, 95, 100};
  const auto said = forecast(observations(y, 1), one, {.levels = levels}).value();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double wanted = 0.95 * boost::math::quantile(boost::math::complement(t6, (1 - levels[i]) / 2));
    BOOST_TEST(std::abs(said.periods[0].ranges[i]->high - 100 - wanted) < 1e-8 * wanted + 1e-13, levels[i]);
    BOOST_TEST(std::abs(100 - said.periods[0].ranges[i]->low - wanted) < 1e-8 * wanted + 1e-13, levels[i]);
  }
  for (const double wrong : {0.0, 1.0, -0.1, 1.5, 80.0, std::numeric_limits<double>::quiet_NaN()}) {
    BOOST_CHECK_THROW(static_cast<void>(forecast(quarterly, one, {.levels = {0.5, wrong}})), contract_error);
  }
  BOOST_TEST(forecast(observations(y, 1), one, {.levels = {}})->periods[0].ranges.empty());
}

BOOST_AUTO_TEST_CASE(a_forecast_is_as_long_as_asked_and_has_the_year_besides) {
  for (const std::size_t asked : {0U, 1U, 3U, 4U, 11U}) {
    const auto said = forecast(quarterly, forecast_by::seasonal_naive(), {.horizon = asked}).value();
    BOOST_TEST(said.periods.size() == (asked == 0 ? 4U : asked));
    BOOST_TEST(said.periods[0].value == 259);
    BOOST_TEST(said.next_year.value == 259 + 290 + 240 + 352);
    BOOST_TEST(said.next_year.ranges[0].has_value());
  }
  BOOST_TEST(forecast(observations(figures, 12), forecast_by::naive())->periods.size() == 12U);
}

BOOST_AUTO_TEST_CASE(without_a_model_ranges_come_from_errors_at_earlier_times) {
  const series_forecast said = forecast(quarterly, half_again(), {.horizon = 2, .levels = {0.3, 0.6, 0.8}}).value();
  // From 8 figures on, two years: shares of the point.
  std::vector<double> of_first, of_second, of_year;
  for (std::size_t known = 8; known < 12; ++known) {
    const double point = 1.5 * figures[known - 1];
    of_first.push_back(std::abs(figures[known] - point) / point);
    if (known + 1 < 12) of_second.push_back(std::abs(figures[known + 1] - point) / point);
  }
  of_year.push_back(std::abs(259 + 290 + 240 + 352 - 4 * 1.5 * 318) / (4 * 1.5 * 318));
  BOOST_TEST((of_first.size() == 4 && of_second.size() == 3));
  const auto check = [](const predicted& p, double point, const std::vector<double>& sizes) {
    BOOST_TEST(is_near(p.value, point, 1e-15));
    const int levels[] = {30, 60, 80};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto size = size_at(sizes, levels[i]);
      BOOST_REQUIRE((p.ranges[i].has_value() == size.has_value()));
      if (!size) continue;
      BOOST_TEST(is_near(p.ranges[i]->low, point * (1 - *size), 1e-14));
      BOOST_TEST(is_near(p.ranges[i]->high, point * (1 + *size), 1e-14));
    }
  };
  check(said.periods[0], 1.5 * 352, of_first);  // 80% take the largest of 4
  check(said.periods[1], 1.5 * 352, of_second);
  check(said.next_year, 6 * 352, of_year);
  BOOST_TEST((said.periods[0].ranges[2].has_value() && !said.periods[1].ranges[2].has_value()));
  BOOST_TEST(!said.next_year.ranges[1].has_value());
}

BOOST_AUTO_TEST_CASE(with_a_model_earlier_errors_are_measured_in_its_deviations) {
  const series_forecast said =
      forecast(quarterly, forecast_by::naive(), {.horizon = 1, .levels = {0.5}, .ranges = range_source::backtest})
          .value();
  const auto error_of = [](std::size_t known) {
    double squares = 0;
    for (std::size_t i = 1; i < known; ++i) squares += (figures[i] - figures[i - 1]) * (figures[i] - figures[i - 1]);
    return std::sqrt(squares / static_cast<double>(known - 1));
  };
  std::vector<double> sizes;
  for (std::size_t known = 8; known < 12; ++known) {
    sizes.push_back(std::abs(figures[known] - figures[known - 1]) / error_of(known));
  }
  const double reach = *size_at(sizes, 50) * error_of(12);
  BOOST_TEST(is_near(said.periods[0].ranges[0]->low, 352 - reach, 1e-14));
  BOOST_TEST(is_near(said.periods[0].ranges[0]->high, 352 + reach, 1e-14));
  // The year that follows the first 8 quarters has come by now: in deviations of its sum.
  const double of_year = std::abs(259 + 290 + 240 + 352 - 4 * 318) / (error_of(8) * std::sqrt(30.0));
  BOOST_TEST(is_near(said.next_year.ranges[0]->high, 4 * 352 + of_year * error_of(12) * std::sqrt(30.0), 1e-14));
}

BOOST_AUTO_TEST_CASE(eighty_per_cent_take_four_errors_and_ninety_five_take_nineteen) {
  std::vector<double> y;
  for (int i = 0; i < 40; ++i) y.push_back(100 + (i * 37) % 23);
  for (std::size_t count = 2; count <= 30; ++count) {
    const observations yearly = observations(y, 1).first(count);
    const auto said = forecast(yearly, half_again()).value();
    const std::size_t errors = count - 2;  // from two figures on
    BOOST_TEST(said.periods[0].ranges[0].has_value() == (errors >= 4), count);
    BOOST_TEST(said.periods[0].ranges[1].has_value() == (errors >= 19), count);
    BOOST_TEST(said.next_year.ranges[0].has_value() == (errors >= 4), count);
  }
}

BOOST_AUTO_TEST_CASE(a_point_of_zero_has_errors_in_amounts) {
  const std::vector<double> y{7, -3, 2, 5, -4, 6, 1, -2};
  const series_forecast said = forecast(observations(y, 1), told{{0}}, {.levels = {0.5}}).value();
  // Sizes 2, 5, 4, 6, 1, 2 of the third figure on; rank ceil(3.5) = 4 of 1, 2, 2, 4, 5, 6.
  BOOST_TEST(said.periods[0].ranges[0]->low == -4);
  BOOST_TEST(said.periods[0].ranges[0]->high == 4);
}

BOOST_AUTO_TEST_CASE(a_users_method_is_called_through_its_handle) {
  const any_forecast_method plain = half_again(), studying = says_what_it_saw(), copy = studying;
  const studied_series studied(quarterly);
  BOOST_TEST(plain.name() == "half-again");
  BOOST_TEST(copy.name() == "says-what-it-saw");
  BOOST_TEST((plain(quarterly, 2)->points == std::vector<double>{528, 528}));
  BOOST_TEST((plain(studied, 2)->points == std::vector<double>{528, 528}));
  BOOST_TEST((copy(quarterly, 1)->points == std::vector<double>{1}));
  BOOST_TEST((copy(studied, 1)->points == std::vector<double>{1012}));
  BOOST_TEST(forecast(studied, studying)->next_year.value == 4 * 1012);
  BOOST_TEST(forecast(quarterly, plain)->method == "half-again");
}

BOOST_AUTO_TEST_CASE(a_method_that_breaks_its_word_is_refused) {
  for (const std::size_t count : {0U, 3U, 5U}) {
    BOOST_CHECK_THROW(static_cast<void>(forecast(quarterly, told{std::vector<double>(count, 1.0)})), contract_error);
  }
  const double infinite = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  const auto why = [](std::vector<double> points) { return forecast(quarterly, told{std::move(points)}).error(); };
  BOOST_TEST((why({1, 2, infinite, 4}).code == reason_code::out_of_range));
  BOOST_TEST(why({1, 2, infinite, 4}).text == "told expects no finite figure 3 periods ahead");
  BOOST_TEST(why({-infinite, 2, 3, 4}).text == "told expects no finite figure 1 period ahead");
  BOOST_TEST(why({1, 2, 3, nan}).text == "told expects no finite figure 4 periods ahead");
  // Deviations that are not finite are none: ranges then come from earlier errors.
  const told unsure{{300, 300, 300, 300}, {1, infinite, 1, 1}, {1, 1, 1, 1}};
  const auto said = forecast(quarterly, unsure, {.levels = {0.5}}).value();
  // Of |259 - 300|, |290 - 300|, |240 - 300|, |352 - 300|, the one of rank ceil(2.5) = 3.
  BOOST_TEST(is_near(said.periods[0].ranges[0]->high, 352, 1e-14));
}

BOOST_AUTO_TEST_CASE(deviations_of_a_wrong_count_are_refused) {
  const std::vector<double> four(4, 300.0), ones(4, 1.0);
  BOOST_CHECK_THROW(static_cast<void>(forecast(quarterly, told{four, {1, 1}, ones})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(forecast(quarterly, told{four, ones, {1, 1}})), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(forecast(quarterly, told{four, ones, {}})), contract_error);
}

BOOST_AUTO_TEST_CASE(a_reason_of_a_method_is_passed_on) {
  const auto said = forecast(quarterly.first(3), forecast_by::seasonal_naive());
  BOOST_REQUIRE(!said.has_value());
  BOOST_TEST(said.error().text == "seasonal-naive needs 4 figures; there are 3");
}

BOOST_AUTO_TEST_CASE(observations_are_figures_that_are_finite_and_periods_of_a_year) {
  BOOST_TEST(quarterly.size() == 12U);
  BOOST_TEST(quarterly.latest() == 352);
  BOOST_TEST(quarterly.first(3).latest() == 198);
  BOOST_TEST(quarterly.first(3).per_year() == 4U);
  const auto wrong = [](const std::vector<double>& y, int per_year) {
    try {
      static_cast<void>(observations(y, per_year));
      return std::string("nothing");
    } catch (const contract_error& e) {
      return std::string(e.what());
    }
  };
  BOOST_TEST(wrong({}, 4) == "observations: there is no figure");
  BOOST_TEST(wrong({1, 2}, 0) == "observations: 0 periods a year; expected at least 1");
  BOOST_TEST(wrong({1, 2}, -4) == "observations: -4 periods a year; expected at least 1");
  BOOST_TEST(wrong({1, std::numeric_limits<double>::infinity()}, 4) == "observations: figure 2 is not finite");
  BOOST_TEST(wrong({std::nan(""), 1}, 4) == "observations: figure 1 is not finite");
  BOOST_CHECK_THROW(static_cast<void>(quarterly.first(0)), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(quarterly.first(13)), contract_error);
  BOOST_TEST(to_string(range_source::model) == "model");
  BOOST_TEST(to_string(range_source::backtest) == "backtest");
}

BOOST_AUTO_TEST_SUITE_END()
