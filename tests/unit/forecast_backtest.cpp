// Forecasts scored on history: every number is counted again here, by what the headers say of it.
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/theta.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using test::is_near;
using test::mean_of;

namespace {

const std::vector<double> figures{10, 14, 11, 18, 12, 17, 12, 21, 15, 19};
const observations quarterly(figures, 4);

/// The latest figure and a tenth; it has no model of its errors.
struct a_tenth_more {
  static constexpr std::string_view name() { return "a-tenth-more"; }
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return expectation{std::vector<double>(horizon, of.latest() * 1.1)};
  }
};

/// The latest figure, with deviations that do not change.
struct steady {
  double deviation;
  static constexpr std::string_view name() { return "steady"; }
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    const std::vector<double> alike(horizon, deviation);
    return expectation{std::vector<double>(horizon, of.latest()), alike, alike};
  }
};

struct never_answers {
  static constexpr std::string_view name() { return "never"; }
  result<expectation> operator()(const observations&, std::size_t) const {
    return reason{reason_code::not_applicable, "it has nothing to say", {}};
  }
};

/// The scores of points by what came.
struct scored {
  std::vector<double> smape, mape, bias;

  void add(double said, double came) {
    smape.push_back(said == 0 && came == 0 ? 0 : 200 * std::abs(said - came) / (std::abs(said) + std::abs(came)));
    if (came == 0) return;
    mape.push_back(100 * std::abs(said - came) / std::abs(came));
    bias.push_back(100 * (said - came) / std::abs(came));
  }
  void check(const error_scores& found) const {
    BOOST_TEST(found.count == smape.size());
    BOOST_TEST(is_near(found.smape.value(), mean_of(smape), 1e-13));
    BOOST_TEST(is_near(found.mape.value(), mean_of(mape), 1e-13));
    BOOST_TEST(is_near(found.bias.value(), mean_of(bias), 1e-12));
  }
};

std::vector<method_scores> scores_of(std::vector<backtest_origin> origins, std::vector<any_forecast_method> methods,
                                     const backtest_options& options = {}) {
  const std::vector<std::vector<backtest_origin>> one{std::move(origins)};
  return backtest(one, methods, options);
}

/// Equal to the last bit.
bool are_same(const error_scores& a, const error_scores& b) {
  return a.count == b.count && a.smape == b.smape && a.mape == b.mape && a.bias == b.bias && a.mase == b.mase &&
         a.coverage == b.coverage && a.width == b.width;
}

bool are_same(const std::vector<method_scores>& a, const std::vector<method_scores>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const method_scores& x, const method_scores& y) {
    return x.method == y.method && x.origins == y.origins && x.without_answer == y.without_answer &&
           std::equal(x.by_period.begin(), x.by_period.end(), y.by_period.begin(), y.by_period.end(),
                      [](const error_scores& s, const error_scores& t) { return are_same(s, t); }) &&
           are_same(x.periods, y.periods) && are_same(x.next_year, y.next_year);
  });
}

/// What a method said at an origin.
const series_forecast& said_at(const std::vector<backtest_record>& records, std::size_t origin) {
  const auto at = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.origin == origin; });
  return at->said.value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_backtest)

BOOST_AUTO_TEST_CASE(an_origin_is_after_each_figure_but_the_last) {
  const auto origins = rolling_origins(quarterly, 3, 4);
  BOOST_REQUIRE(origins.size() == 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    BOOST_TEST(origins[i].known.size() == 4 + i);
    BOOST_TEST(origins[i].known.latest() == figures[3 + i]);
    BOOST_TEST(origins[i].known.per_year() == 4U);
    const std::vector<double> came(figures.begin() + 4 + static_cast<std::ptrdiff_t>(i),
                                   figures.begin() + std::min<std::ptrdiff_t>(10, 7 + static_cast<std::ptrdiff_t>(i)));
    BOOST_TEST(origins[i].came == came, boost::test_tools::per_element());
    BOOST_TEST(origins[i].year_that_came.has_value() == (i <= 2));
  }
  BOOST_TEST(origins[0].year_that_came.value() == 12 + 17 + 12 + 21);
  BOOST_TEST(origins[2].year_that_came.value() == 12 + 21 + 15 + 19);
  BOOST_TEST(rolling_origins(quarterly, 0, 4)[0].came.size() == 4U);  // a year
  BOOST_TEST(rolling_origins(quarterly, 7, 2)[0].came.size() == 7U);
  BOOST_TEST(rolling_origins(quarterly, 1, 1).size() == 9U);
  BOOST_TEST(rolling_origins(quarterly, 1, 10).empty());
  BOOST_TEST(rolling_origins(quarterly, 1, 12).empty());
  BOOST_CHECK_THROW(static_cast<void>(rolling_origins(quarterly, 1, 0)), contract_error);
}

BOOST_AUTO_TEST_CASE(naive_forecasts_are_scored_as_by_hand) {
  const auto all = scores_of(rolling_origins(quarterly, 3, 5), {forecast_by::naive()}, {.horizon = 3});
  BOOST_REQUIRE(all.size() == 1U);
  const method_scores& found = all[0];
  BOOST_TEST(found.method == "naive");
  BOOST_TEST(found.origins == 5U);
  BOOST_TEST(found.without_answer == 0U);
  std::vector<scored> by_period(3);
  scored periods, next_year;
  std::vector<double> in_typical_errors;
  for (std::size_t known = 5; known < 10; ++known) {
    double typical = 0;  // of the seasonal naive forecast, on what was known
    for (std::size_t i = 4; i < known; ++i)
      typical += std::abs(figures[i] - figures[i - 4]) / static_cast<double>(known - 4);
    for (std::size_t h = 0; h < 3 && known + h < 10; ++h) {
      by_period[h].add(figures[known - 1], figures[known + h]);
      periods.add(figures[known - 1], figures[known + h]);
      in_typical_errors.push_back(std::abs(figures[known - 1] - figures[known + h]) / typical);
    }
    if (known + 4 > 10) continue;
    double year = 0;
    for (std::size_t h = 0; h < 4; ++h) year += figures[known + h];
    next_year.add(4 * figures[known - 1], year);
  }
  for (std::size_t h = 0; h < 3; ++h) by_period[h].check(found.by_period[h]);
  periods.check(found.periods);
  next_year.check(found.next_year);
  BOOST_TEST(found.periods.count == 12U);
  BOOST_TEST(found.next_year.count == 2U);
  BOOST_TEST(is_near(found.periods.mase.value(), mean_of(in_typical_errors), 1e-13));
  BOOST_TEST(!found.next_year.mase.has_value());
  // The first one by hand: after 12 came 17.
  const auto first = scores_of({rolling_origins(quarterly, 1, 5)[0]}, {forecast_by::naive()}, {.horizon = 1});
  BOOST_TEST(is_near(first[0].periods.smape.value(), 200.0 * 5 / 29, 1e-14));
  BOOST_TEST(is_near(first[0].periods.mape.value(), 500.0 / 17, 1e-14));
  BOOST_TEST(is_near(first[0].periods.bias.value(), -500.0 / 17, 1e-14));
  BOOST_TEST(is_near(first[0].periods.mase.value(), 2.5, 1e-14));  // the season's error was 12 - 10
}

BOOST_AUTO_TEST_CASE(outcomes_of_zero_have_no_share_of_an_error) {
  const std::vector<double> y{4, 0, 0, 5, -2, 0};
  const auto found = scores_of(rolling_origins(observations(y, 1), 1, 1), {forecast_by::naive()})[0].periods;
  // Said 4, 0, 0, 5, -2 of 0, 0, 5, -2, 0.
  BOOST_TEST(found.count == 5U);
  BOOST_TEST(is_near(found.smape.value(), (200.0 + 0 + 200 + 200 * 7.0 / 7 + 200) / 5, 1e-14));
  BOOST_TEST(is_near(found.mape.value(), (100.0 + 350) / 2, 1e-14));
  BOOST_TEST(is_near(found.bias.value(), (-100.0 + 350) / 2, 1e-14));
  // Nor has a width: of the ranges of the four origins with a deviation two came to something, 5 and -2. In the mean
  // the figures differed by 4, 0 before the one, and by 4, 0, 5 before the other.
  const double reach = 0.95 * 1.43976, widths = 40 * reach * std::sqrt(8.0) + 100 * reach * std::sqrt(41.0 / 3);
  BOOST_TEST(is_near(found.width[0].value(), widths / 2, 1e-5));
  const std::vector<double> zeros(6, 0.0);
  const auto none = scores_of(rolling_origins(observations(zeros, 1), 1, 2), {forecast_by::naive()})[0].periods;
  BOOST_TEST(none.smape.value() == 0);
  BOOST_TEST((!none.mape && !none.bias && !none.mase && !none.width[0]));
  BOOST_TEST(none.coverage[0].value() == 100);
}

BOOST_AUTO_TEST_CASE(outcomes_in_ranges_are_counted) {
  // 1.43976 is the 90% quantile of t with six degrees, 2.44691 that of 97.5%; here a year is a period.
  const std::vector<double> y{100, 104, 95, 96, 110, 109, 90, 115};
  const double deviation = 3;
  const auto found = scores_of(rolling_origins(observations(y, 1), 2, 2), {steady{deviation}}, {.horizon = 2})[0];
  for (std::size_t level = 0; level < 2; ++level) {
    for (std::size_t h = 0; h < 2; ++h) {
      const double t = level == 0 ? 1.43976 : 2.44691;
      const double reach = t * deviation * (0.95 + 0.12 * static_cast<double>(h));
      std::vector<double> inside, widths;
      for (std::size_t known = 2; known + h < 8; ++known) {
        inside.push_back(std::abs(y[known + h] - y[known - 1]) <= reach ? 100 : 0);
        widths.push_back(100 * 2 * reach / y[known + h]);
      }
      BOOST_TEST(is_near(found.by_period[h].coverage[level].value(), mean_of(inside), 1e-13));
      BOOST_TEST(is_near(found.by_period[h].width[level].value(), mean_of(widths), 1e-5));
    }
  }
  BOOST_TEST(found.by_period[0].coverage[0].value() > 0);  // some are inside, and some are not
  BOOST_TEST(found.by_period[0].coverage[0].value() < 100);
}

BOOST_AUTO_TEST_CASE(a_method_without_a_model_knows_no_errors_but_those_of_its_time) {
  // One period a year. The last figures leap: whoever peeks has wider ranges before.
  const std::vector<double> y{100, 103, 99, 104, 101, 108, 102, 105, 900, 20};
  const auto origins = rolling_origins(observations(y, 1), 2, 1);
  const std::vector<any_forecast_method> methods{a_tenth_more()};
  const auto records = backtest_records(origins, methods, {.horizon = 2, .levels = {0.5}});
  BOOST_REQUIRE(records.size() == 9U);
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const std::size_t now = o + 1;  // figures known
    const double point = 1.1 * y[now - 1];
    const series_forecast& said = said_at(records, o);
    for (std::size_t h = 0; h < 2; ++h) {
      std::vector<double> sizes;
      for (std::size_t known = 1; known + h < now; ++known) {
        sizes.push_back(std::abs(y[known + h] / (1.1 * y[known - 1]) - 1));
      }
      std::sort(sizes.begin(), sizes.end());
      const std::size_t rank = (sizes.size() + 2) / 2;  // half of n + 1, rounded up
      const auto& range = said.periods[h].ranges[0];
      BOOST_TEST_CONTEXT("origin " << o << ", " << h + 1 << " ahead") {
        BOOST_TEST(is_near(said.periods[h].value, point, 1e-14));
        BOOST_TEST(range.has_value() == (rank <= sizes.size()));
        if (range)
          BOOST_TEST(are_near({{range->low, range->high}},
                              {{point * (1 - sizes[rank - 1]), point * (1 + sizes[rank - 1])}}, 1e-13));
      }
    }
    // A year is one period here.
    BOOST_TEST(said.next_year.value == said.periods[0].value);
    BOOST_TEST(said.next_year.ranges[0].has_value() == said.periods[0].ranges[0].has_value());
  }
  // Without the leap all that was said before it is the same.
  const std::vector<double> calm(y.begin(), y.end() - 2);
  const auto before =
      backtest_records(rolling_origins(observations(calm, 1), 2, 1), methods, {.horizon = 2, .levels = {0.5}});
  for (std::size_t o = 0; o < 7; ++o) {
    BOOST_TEST(said_at(before, o).periods[0].ranges[0].has_value() ==
               said_at(records, o).periods[0].ranges[0].has_value());
    if (!said_at(before, o).periods[0].ranges[0]) continue;
    BOOST_TEST(said_at(before, o).periods[0].ranges[0]->high == said_at(records, o).periods[0].ranges[0]->high);
  }
}

BOOST_AUTO_TEST_CASE(a_years_range_takes_the_errors_of_years_that_were_over) {
  const auto origins = rolling_origins(quarterly, 4, 2);
  const std::vector<any_forecast_method> methods{a_tenth_more()};
  const auto records = backtest_records(origins, methods, {.levels = {0.5}});
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const std::size_t now = o + 2;
    std::vector<double> sizes;
    for (std::size_t known = 2; known + 4 <= now; ++known) {
      const double year = figures[known] + figures[known + 1] + figures[known + 2] + figures[known + 3];
      sizes.push_back(std::abs(year / (4.4 * figures[known - 1]) - 1));
    }
    std::sort(sizes.begin(), sizes.end());
    const std::size_t rank = (sizes.size() + 2) / 2;
    const predicted& year = said_at(records, o).next_year;
    BOOST_TEST(is_near(year.value, 4.4 * figures[now - 1], 1e-14));
    BOOST_TEST(year.ranges[0].has_value() == (rank <= sizes.size()), o);
    if (year.ranges[0]) BOOST_TEST(is_near(year.ranges[0]->high, year.value * (1 + sizes[rank - 1]), 1e-13));
  }
}

BOOST_AUTO_TEST_CASE(history_is_taken_as_it_was_known_then) {
  // The third figure was first said to be 50, and restated to 80 when the fifth came.
  const std::vector<double> first{100, 100, 50}, second{100, 100, 50, 100}, restated{100, 100, 80, 100, 100};
  std::vector<backtest_origin> origins;
  origins.push_back({observations(first, 1), {100.0}, 100.0});
  origins.push_back({observations(second, 1), {100.0}, 100.0});
  origins.push_back({observations(restated, 1), {110.0}, 110.0});
  // With a first origin at two figures, whose outcome is known otherwise to each later one.
  const std::vector<double> begin{100, 100};
  origins.insert(origins.begin(), {observations(begin, 1), {50.0}, 50.0});
  const std::vector<any_forecast_method> methods{a_tenth_more()};
  const auto records = backtest_records(origins, methods, {.horizon = 1, .levels = {0.5}});
  const auto half_width = [&](std::size_t origin) {
    const predicted& p = said_at(records, origin).periods[0];
    return (p.ranges[0]->high - p.ranges[0]->low) / 2 / p.value;
  };
  BOOST_TEST(is_near(said_at(records, 1).periods[0].value, 55, 1e-14));
  BOOST_TEST(is_near(said_at(records, 3).periods[0].value, 110, 1e-14));
  // At the second origin the one error is 110 - 50, at the third there are 60 / 110 and 45 / 55, and half of 3 takes
  // the larger one; at the fourth the first was 110 - 80, and of 30, 45 / 55 and 10 / 110 it is the middle one.
  BOOST_TEST(is_near(half_width(1), 60.0 / 110, 1e-13));
  BOOST_TEST(is_near(half_width(2), 45.0 / 55, 1e-13));
  BOOST_TEST(is_near(half_width(3), 30.0 / 110, 1e-13));
  // Errors are of what came, and in parts of the seasonal naive error on what was known.
  const method_scores found = scores_of(origins, {forecast_by::naive()}, {.horizon = 1})[0];
  const std::vector<double> errors{50, 50, 0, 10}, typical{0, 25, 100.0 / 3, 10};
  std::vector<double> mase;
  for (std::size_t i = 1; i < 4; ++i) mase.push_back(errors[i] / typical[i]);
  BOOST_TEST(is_near(found.periods.mase.value(), mean_of(mase), 1e-13));
  BOOST_TEST(is_near(found.periods.mape.value(), (100.0 + 50 + 0 + 100.0 / 11) / 4, 1e-13));
}

// As filings do: a concept is joined with the one before it, and a later history begins years earlier.
BOOST_AUTO_TEST_CASE(errors_are_those_of_the_periods_that_were_forecast_wherever_a_history_begins) {
  std::vector<dated_amount> amounts;
  for (int i = 0; i < 14; ++i) amounts.push_back({decimal(100 + i * i), calendar_quarter(2020 + i / 4, 1 + i % 4)});
  const std::span<const dated_amount> all(amounts);
  const observed_series from_2021 = observed_series::of(all.subspan(4, 8)).value();
  const observed_series from_2020 = observed_series::of(all.first(13)).value();
  const std::vector<backtest_origin> origins{{from_2021.seen(), {244.0}, std::nullopt},
                                             {from_2020.seen(), {269.0}, std::nullopt}};
  const std::vector<any_forecast_method> methods{a_tenth_more()};
  const auto records = backtest_records(origins, methods, {.horizon = 1, .levels = {0.5}});
  // After 221 of the last quarter of 2022 came 244.
  const predicted& second = said_at(records, 1).periods[0];
  BOOST_REQUIRE(second.ranges[0].has_value());
  BOOST_TEST(is_near(second.value, 268.4, 1e-14));
  BOOST_TEST(is_near(second.ranges[0]->high, 268.4 * (1 + std::abs(244 / (1.1 * 221) - 1)), 1e-12));
}

BOOST_AUTO_TEST_CASE(answers_and_refusals_are_counted) {
  const std::vector<any_forecast_method> methods{forecast_by::seasonal_naive(), never_answers(), a_tenth_more()};
  const auto found = scores_of(rolling_origins(quarterly, 2, 1), methods, {.horizon = 2});
  BOOST_TEST(found[0].origins == 6U);
  BOOST_TEST(found[0].without_answer == 3U);
  BOOST_TEST(found[1].origins == 0U);
  BOOST_TEST(found[1].without_answer == 9U);
  BOOST_TEST(found[1].periods.count == 0U);
  BOOST_TEST((!found[1].periods.smape && !found[1].next_year.mape && !found[1].periods.coverage[0]));
  BOOST_TEST(found[2].origins == 9U);
  const auto records = backtest_records(rolling_origins(quarterly, 2, 1), methods, {.horizon = 2});
  BOOST_REQUIRE(records.size() == 27U);
  for (std::size_t i = 0; i < 27; ++i) BOOST_TEST((records[i].origin == i / 3 && records[i].method == i % 3));
  BOOST_TEST(records[1].said.error().text == "it has nothing to say");
}

BOOST_AUTO_TEST_CASE(a_horizon_beyond_what_came_is_scored_as_far_as_it_came) {
  const auto found = scores_of(rolling_origins(quarterly, 3, 6), {forecast_by::naive()}, {.horizon = 8})[0];
  BOOST_REQUIRE(found.by_period.size() == 8U);
  const std::size_t counts[] = {4, 3, 2, 0, 0, 0, 0, 0};
  for (std::size_t h = 0; h < 8; ++h) BOOST_TEST(found.by_period[h].count == counts[h], h);
  BOOST_TEST(found.periods.count == 9U);
  BOOST_TEST(!found.by_period[7].smape.has_value());
  // What has not come is no error.
  std::vector<backtest_origin> latest{{quarterly, {}, std::nullopt}};
  const auto none = scores_of(latest, {forecast_by::naive()})[0];
  BOOST_TEST(none.origins == 1U);
  BOOST_TEST(none.periods.count == 0U);
  BOOST_TEST(none.next_year.count == 0U);
  // Fewer are scored than came where fewer are asked for.
  BOOST_TEST(scores_of(rolling_origins(quarterly, 4, 6), {forecast_by::naive()}, {.horizon = 1})[0].periods.count ==
             4U);
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_makes_the_same_scores) {
  const auto companies = test::revenue_of_companies();
  std::vector<std::vector<double>> revenue;
  for (const auto& c : companies) revenue.push_back(c.in_millions());
  std::vector<std::vector<backtest_origin>> series;
  for (const auto& y : revenue) series.push_back(rolling_origins(observations(y, 4), 4, y.size() - 6));
  const std::vector<any_forecast_method> methods{forecast_by::naive(), a_tenth_more(), forecast_by::theta(),
                                                 forecast_by::holt_winters()};
  std::vector<std::size_t> seen;
  const auto run = [&](unsigned threads) {
    seen.clear();
    return backtest(series, methods,
                    {.threads = threads, .on_progress = [&](std::size_t done) { seen.push_back(done); }});
  };
  const auto one = run(1);
  BOOST_TEST(one[0].origins == 120U);
  BOOST_TEST(one[0].periods.count == 20U * (4 + 4 + 4 + 3 + 2 + 1));
  for (const unsigned threads : {2U, 7U, 0U}) {
    BOOST_TEST(are_same(run(threads), one), threads);
    BOOST_TEST(seen.size() == 20U);
    for (std::size_t i = 0; i < seen.size(); ++i) BOOST_TEST(seen[i] == i + 1);
  }
  // All series together are the mean of each, by their counts.
  double sum = 0;
  for (const auto& s : series) {
    const auto single = scores_of(s, {forecast_by::theta()})[0].periods;
    sum += *single.smape * static_cast<double>(single.count);
  }
  BOOST_TEST(is_near(one[2].periods.smape.value(), sum / static_cast<double>(one[2].periods.count), 1e-12));
}

BOOST_AUTO_TEST_CASE(nothing_to_score_has_no_scores) {
  const std::vector<std::vector<backtest_origin>> none;
  const std::vector<any_forecast_method> methods{forecast_by::naive()};
  for (const method_scores& s : backtest(none, methods)) BOOST_TEST((s.origins == 0U && !s.periods.smape));
  BOOST_TEST(backtest_records({}, methods).empty());
  BOOST_TEST(scores_of({}, methods)[0].origins == 0U);
  BOOST_CHECK_THROW(static_cast<void>(backtest_records(rolling_origins(quarterly, 1, 3), methods, {.levels = {95}})),
                    contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
