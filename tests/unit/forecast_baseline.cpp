// A forecast as what a scenario begins with: its values, ranges and errors, period by period of a model.
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/baseline.hpp>
#include <runrate/forecast/forecast.hpp>
#include <runrate/forecast/run_rate_forecast.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/theta.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/time/calendar_period.hpp>
#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/week_calendar.hpp>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>
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
using test::is_near;

namespace {

decimal amount_of(double figure) { return decimal::parse(fmt::format("{:.2f}", figure)).value(); }

/// One period of the calendar after the other.
template <class Period>
observed_series record_from(Period first, const std::vector<double>& figures, int decimals = dated_amount::exact) {
  std::vector<dated_amount> amounts;
  for (const double f : figures) {
    amounts.push_back({amount_of(f), first, decimals});
    ++first;
  }
  return observed_series::of(amounts).value();
}

const observed_series& gas() {
  static const observed_series made = record_from(calendar_quarter(1960, 1), test::uk_gas);  // to 1986Q4
  return made;
}
const observed_series& by_air() {
  static const observed_series made = record_from(calendar_month(1949, 1), test::passengers);  // to December 1960
  return made;
}

std::vector<any_forecast_method> several_methods() {
  return {forecast_by::combination(), forecast_by::naive(), forecast_by::theta(), forecast_by::damped_seasonal(),
          forecast_by::drift()};
}

/// Says what it is told to, as far as it is asked.
struct told {
  std::vector<double> points{}, deviations{}, of_sums{};
  static constexpr std::string_view name() { return "told"; }
  result<expectation> operator()(const observations&, std::size_t ahead) const {
    const auto part = [&](const std::vector<double>& all) {
      return std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(ahead, all.size())));
    };
    return expectation{part(points), part(deviations), part(of_sums)};
  }
};

/// A random walk with steps of one deviation: the error of the h-th period is the sum of h steps, and that of the sum
/// of h periods has the first step h times, the second h - 1 times and so on.
struct walk {
  double step = 1;
  static constexpr std::string_view name() { return "walk"; }
  result<expectation> operator()(const observations& of, std::size_t ahead) const {
    expectation made{std::vector<double>(ahead, of.latest())};
    double squares = 0;
    for (std::size_t h = 1; h <= ahead; ++h) {
      const auto periods = static_cast<double>(h);
      squares += periods * periods;
      made.deviations.push_back(step * std::sqrt(periods));
      made.sum_deviations.push_back(step * std::sqrt(squares));
    }
    return made;
  }
};

/// The widths of ranges, as docs/explanation/forecasts.md has them.
double width(double ahead, double per_year) { return 0.95 + 0.12 * (ahead - 1) / per_year; }

/// What a chain of errors says: the variance of each period's error, and of the sum up to it.
struct variances {
  std::vector<double> own{}, sums{};

  explicit variances(const driver_path& path) {
    double sum = 0;
    for (const error_step& e : path.errors) {
      // E' - E = (kept - 1) E + deviation N.
      own.push_back((e.kept - 1) * (e.kept - 1) * sum + e.deviation * e.deviation);
      sum = e.kept * e.kept * sum + e.deviation * e.deviation;
      sums.push_back(sum);
    }
  }
};

double square(double x) { return x * x; }

using answer = result<runrate::forecast_baseline>;

std::string why(const answer& made) { return made ? "it has an answer" : made.error().text; }

timeline years(int first, int count) { return timeline::of(calendar_year(first), count).value(); }
const timeline& quarters_of_2026() {
  static const timeline made = timeline::of(2026y / Q1, 4).value();
  return made;
}
/// Eight quarters up to the last of 2025.
observed_series to_2025(double figure) {
  return record_from(calendar_quarter(2024, 1), std::vector<double>(8, figure));
}

std::string listed(const std::vector<decimal>& values) {
  std::string text;
  for (const decimal v : values) text += (text.empty() ? "" : " ") + to_string(v);
  return text;
}
std::string listed(const std::vector<interval>& ranges) {
  std::string text;
  for (const interval& r : ranges) text += (text.empty() ? "" : " ") + to_string(r);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_baseline)

BOOST_AUTO_TEST_CASE(periods_of_the_records_own_kind_have_the_points_and_ranges_of_the_forecast) {
  const auto check = [](const observed_series& record, const timeline& over, double level) {
    for (const any_forecast_method& method : several_methods()) {
      const auto made = baseline_of(record, over, method, {.level = level}).value();
      const auto said = forecast(record.seen(), method, {.horizon = over.size(), .levels = {level}}).value();
      BOOST_TEST(made.method == method.name());
      BOOST_TEST(made.periods_expected == over.size());
      BOOST_TEST(made.path.errors.size() == over.size());
      BOOST_REQUIRE((made.values.size() == over.size() && made.ranges.size() == over.size()));
      for (std::size_t h = 0; h < over.size(); ++h) {
        const auto is_rounded = [](decimal found, double wanted) {
          return std::abs(to_double(found) - wanted) < 0.005 + 1e-9 && round(found, round_to{2}) == found;
        };
        BOOST_TEST(is_rounded(made.values[h], said.periods[h].value), method.name() << " in " << over[h].label);
        BOOST_TEST(is_rounded(made.ranges[h].low(), said.periods[h].ranges[0]->low), method.name());
        BOOST_TEST(is_rounded(made.ranges[h].high(), said.periods[h].ranges[0]->high), method.name());
      }
    }
  };
  for (const double level : {0.80, 0.95, 0.5}) {
    check(gas(), timeline::of(1987y / Q1, 9).value(), level);
    check(by_air(), timeline::of(calendar_month(1961, 1), 15).value(), level);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_said_is_the_combination_and_eighty_percent) {
  const timeline year = timeline::of(1987y / Q1, 4).value();
  const auto made = baseline_of(gas(), year).value();
  const auto asked = baseline_of(gas(), year, forecast_by::combination(), {.level = 0.80, .decimals = 2}).value();
  BOOST_TEST(made.method == "combination");
  BOOST_TEST(listed(made.values) == listed(asked.values));
  BOOST_TEST(listed(made.ranges) == listed(asked.ranges));
  BOOST_TEST((made.path.kind == path_kind::forecast));
  BOOST_TEST(made.path.degrees == 6);
  BOOST_TEST(made.path.at_least == -std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(ranges_reach_as_far_as_the_level_says) {
  const boost::math::students_t t6(6);
  for (const double level : {0.01, 0.5, 0.8, 0.95, 0.999}) {
    const auto made = baseline_of(to_2025(1'000), quarters_of_2026(), walk{10}, {level, 9}).value();
    for (std::size_t h = 0; h < 4; ++h) {
      const double ahead = static_cast<double>(h) + 1;
      const double reach = boost::math::quantile(t6, (1 + level) / 2) * 10 * std::sqrt(ahead) * width(ahead, 4);
      BOOST_TEST(std::abs(to_double(made.ranges[h].high()) - 1'000 - reach) < 2e-9);
      BOOST_TEST(std::abs(1'000 - to_double(made.ranges[h].low()) - reach) < 2e-9);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_year_is_what_was_reported_of_it_and_what_is_expected) {
  // Ten quarters in millions up to 2025Q2, each to the million.
  const std::vector<double> figures{210e6, 241e6, 198e6, 287e6, 230e6, 266e6, 221e6, 318e6, 259e6, 290e6};
  const observed_series record = record_from(calendar_quarter(2023, 1), figures, -6);
  const double step = 5e6, t = 1.43976;  // of t with six degrees, 90%, as printed tables have it
  const auto made = baseline_of(record, years(2024, 3), walk{step}).value();
  BOOST_TEST(made.periods_expected == 6U);
  BOOST_TEST(listed(made.values) == "1035000000 1129000000 1160000000");  // 259 + 290 + 2 x 290; 4 x 290
  // Reported whole: the rounding of four amounts, and nothing to draw.
  BOOST_TEST(to_string(made.ranges[0]) == "[1033000000, 1037000000]");
  BOOST_TEST(made.path.errors[0].kept == 1);
  BOOST_TEST(made.path.errors[0].deviation == 0);
  // Half of it: two amounts' rounding, and the next two quarters together.
  const double of_two = step * std::sqrt(1 + 4.0) * width(1.5, 4);
  BOOST_TEST(is_near(1128e6 - to_double(made.ranges[1].low()), t * of_two, 1e-5));
  BOOST_TEST(is_near(to_double(made.ranges[1].high()) - 1130e6, t * of_two, 1e-5));
  // The year after that: what six quarters have more than two. How the sum of two goes on in that of six is a product
  // of regressions, each from a covariance that the variances of three neighbours give.
  double kept = 1, sums = square(of_two), squares = 5;
  for (double h = 3; h <= 6; ++h) {
    squares += h * h;
    const double next = square(step * width((h + 1) / 2, 4)) * squares;
    kept *= 1 + (next - sums - square(step * width(h, 4)) * h) / 2 / sums;
    sums = next;
  }
  const double of_year = std::sqrt(sums + square(of_two) - 2 * kept * square(of_two));
  BOOST_TEST(is_near(to_double(made.ranges[2].high() - made.ranges[2].low()), 2 * t * of_year, 1e-5));
  const variances found(made.path);
  BOOST_TEST(is_near(found.sums[1], square(of_two), 1e-12));
  BOOST_TEST(is_near(found.own[2], square(of_year), 1e-12));
  BOOST_TEST(is_near(found.sums[2], sums, 1e-12));
}

BOOST_AUTO_TEST_CASE(the_next_year_is_that_of_the_forecast) {
  for (const any_forecast_method& method : several_methods()) {
    const auto year = forecast(gas().seen(), method, {.levels = {0.9}})->next_year;
    const auto made = baseline_of(gas(), years(1987, 1), method, {.level = 0.9}).value();
    BOOST_TEST(std::abs(to_double(made.values[0]) - year.value) < 0.005 + 1e-9);
    BOOST_TEST(std::abs(to_double(made.ranges[0].low()) - year.ranges[0]->low) < 0.005 + 1e-9, method.name());
    BOOST_TEST(std::abs(to_double(made.ranges[0].high()) - year.ranges[0]->high) < 0.005 + 1e-9, method.name());
    // Of months too, whose year has twelve.
    const auto flown = forecast(by_air().seen(), method, {.levels = {0.9}})->next_year;
    const auto of_months = baseline_of(by_air(), years(1961, 1), method, {.level = 0.9}).value();
    BOOST_TEST(std::abs(to_double(of_months.values[0]) - flown.value) < 0.005 + 1e-9);
    BOOST_TEST(std::abs(to_double(of_months.ranges[0].high()) - flown.ranges[0]->high) < 0.005 + 1e-9, method.name());
  }
}

BOOST_AUTO_TEST_CASE(halves_and_quarters_are_made_of_shorter_periods) {
  const double step = 3;
  const auto halves = baseline_of(to_2025(100), timeline::of(2025y / H2, 3).value(), walk{step}).value();
  BOOST_TEST(listed(halves.values) == "200 200 200");
  BOOST_TEST(halves.path.errors[0].deviation == 0);
  const variances of_halves(halves.path);
  BOOST_TEST(is_near(of_halves.sums[1], square(step * width(1.5, 4)) * 5, 1e-12));
  BOOST_TEST(is_near(of_halves.sums[2], square(step * width(2.5, 4)) * 30, 1e-12));
  const observed_series months = record_from(calendar_month(2025, 1), std::vector<double>(14, 10));  // to February 2026
  const auto quarters = baseline_of(months, quarters_of_2026(), walk{step}).value();
  BOOST_TEST(quarters.periods_expected == 10U);
  BOOST_TEST(listed(quarters.values) == "30 30 30 30");
  const variances of_quarters(quarters.path);
  BOOST_TEST(is_near(of_quarters.sums[0], square(step * 0.95), 1e-12));  // of March
  BOOST_TEST(is_near(of_quarters.sums[1], square(step * width(2.5, 12)) * 30, 1e-12));
  BOOST_TEST(is_near(of_quarters.sums[3], square(step * width(5.5, 12)) * 385, 1e-12));  // 1 + 4 + ... + 100
}

BOOST_AUTO_TEST_CASE(a_model_that_begins_later_has_the_ranges_of_its_periods) {
  // The fifth to eighth quarter ahead, and the second year.
  const timeline later = timeline::of(1988y / Q1, 4).value();
  for (const any_forecast_method& method : several_methods()) {
    const auto made = baseline_of(gas(), later, method).value();
    const auto whole = baseline_of(gas(), timeline::of(1987y / Q1, 8).value(), method).value();
    const auto expected = method(gas().seen(), 8).value();
    BOOST_TEST(made.periods_expected == 8U);
    const variances found(made.path), of_all(whole.path);
    double kept = 1;
    for (std::size_t h = 4; h < 8; ++h) {
      BOOST_TEST(to_string(made.values[h - 4]) == to_string(whole.values[h]));
      BOOST_TEST(to_string(made.ranges[h - 4]) == to_string(whole.ranges[h]));
      const double own = expected.deviations[h] * width(static_cast<double>(h + 1), 4);
      BOOST_TEST(is_near(found.own[h - 4], square(own), 1e-12), method.name() << " " << h);
      // Of what came before it goes on as a regression says, and what it has more is in the sum of these periods.
      kept *= whole.path.errors[h].kept;
      const double before = of_all.sums[3], sums = of_all.sums[h] + before - 2 * kept * before;
      BOOST_TEST(is_near(found.sums[h - 4], sums, 1e-10), method.name() << " " << h);
    }
    const auto year = baseline_of(gas(), years(1988, 1), method).value();
    BOOST_TEST(is_near(square(year.path.errors[0].deviation), found.sums[3], 1e-12));
  }
}

BOOST_AUTO_TEST_CASE(each_period_and_each_sum_up_to_it_has_the_deviation_of_the_model) {
  std::size_t compared = 0, contradict = 0;
  const auto check = [&](const observed_series& record, const timeline& over, const any_forecast_method& method) {
    const std::size_t count = over.size();
    const auto expected = method(record.seen(), count).value();
    if (expected.deviations.empty()) return;
    const double per_year = record.per_year();
    const variances found(baseline_of(record, over, method)->path);
    bool is_of_one_model = true;
    double before = 0;
    for (std::size_t h = 0; h < count; ++h) {
      const double ahead = static_cast<double>(h) + 1;
      const double own = square(expected.deviations[h] * width(ahead, per_year));
      const double sum = square(expected.sum_deviations[h] * width((ahead + 1) / 2, per_year));
      BOOST_TEST(is_near(found.own[h], own, 1e-11), method.name() << " " << h);
      // No two errors of these deviations add up to the third where their correlation would be beyond 1.
      is_of_one_model = is_of_one_model && std::abs(sum - before - own) <= 2 * std::sqrt(before * own) * (1 + 1e-12);
      ++(is_of_one_model ? compared : contradict);
      if (is_of_one_model) BOOST_TEST(is_near(found.sums[h], sum, 1e-11), method.name() << " " << h);
      before = found.sums[h];
    }
  };
  for (const any_forecast_method& method : every_forecast_method()) {
    check(gas(), timeline::of(1987y / Q1, 40).value(), method);
    check(by_air(), timeline::of(calendar_month(1961, 1), 60).value(), method);
  }
  BOOST_TEST(compared > 1'000U);
  BOOST_TEST(contradict == 0U);
}

BOOST_AUTO_TEST_CASE(a_random_walk_has_the_sums_that_its_closed_form_says) {
  const double step = 7;
  const auto path = baseline_of(to_2025(1'000), timeline::of(2026y / Q1, 120).value(), walk{step})->path;
  const variances found(path);
  double squares = 0;
  for (std::size_t h = 0; h < 120; ++h) {
    const double ahead = static_cast<double>(h) + 1;
    squares += ahead * ahead;
    BOOST_TEST(is_near(found.own[h], square(step * width(ahead, 4)) * ahead, 1e-11));
    BOOST_TEST(is_near(found.sums[h], square(step * width((ahead + 1) / 2, 4)) * squares, 1e-11));
  }
  // The first two: of 1 and of 1 + 4, less 2, is the covariance 1, but for the widths.
  const double first = square(0.95), second = square(width(2, 4)), both = square(width(1.5, 4));
  const double together = (5 * both - first - 2 * second) / 2;
  BOOST_TEST(path.errors[0].kept == 1);
  BOOST_TEST(is_near(path.errors[0].deviation, step * 0.95, 1e-14));
  BOOST_TEST(is_near(path.errors[1].kept, 1 + together / first, 1e-13));
  BOOST_TEST(is_near(path.errors[1].deviation, step * std::sqrt(2 * second - together * together / first), 1e-13));
}

BOOST_AUTO_TEST_CASE(where_deviations_contradict_each_other_each_period_keeps_its_own) {
  const auto found_of = [](std::vector<double> own, std::vector<double> sums) {
    const told method{std::vector<double>(own.size(), 100), std::move(own), std::move(sums)};
    return variances(
        baseline_of(to_2025(100), timeline::of(2026y / Q1, static_cast<int>(method.points.size())).value(), method)
            ->path);
  };
  // Sums that are wider than all of their parts in line, and narrower than what the parts can take from each other.
  const variances found = found_of({1, 1, 1, 3}, {1, 50, 0.01, 0.01});
  const double own[] = {0.95, width(2, 4), width(3, 4), 3 * width(4, 4)};
  for (std::size_t h = 0; h < 4; ++h) BOOST_TEST(is_near(found.own[h], square(own[h]), 1e-12));
  // As near as they come: in line, and against each other.
  BOOST_TEST(is_near(found.sums[1], square(own[0] + own[1]), 1e-12));
  BOOST_TEST(is_near(found.sums[2], square(own[0] + own[1] - own[2]), 1e-12));
  BOOST_TEST(is_near(found.sums[3], square(own[3] - (own[0] + own[1] - own[2])), 1e-12));
  // Sure of itself at first, or throughout.
  const variances sure_at_first = found_of({0, 2}, {0, 2});
  BOOST_TEST(sure_at_first.sums[0] == 0);
  BOOST_TEST(is_near(sure_at_first.sums[1], square(2 * width(2, 4)), 1e-12));
  BOOST_TEST(found_of({0, 0, 0}, {0, 0, 0}).sums[2] == 0);
}

BOOST_AUTO_TEST_CASE(quarters_of_fiscal_years_go_on_in_their_calendar) {
  const month_calendar june{std::chrono::June, year_naming::by_end};
  std::vector<dated_amount> amounts;
  for (const int year : {2024, 2025}) {
    for (int q = 1; q <= 4; ++q) amounts.push_back({decimal(100), june.quarter(year, q)});
  }
  const observed_series of_june = observed_series::of(amounts).value();
  const auto next = baseline_of(of_june, timeline::of(any_calendar(june), fy(2026) / Q1, 4).value(), walk{2}).value();
  BOOST_TEST(listed(next.values) == "100 100 100 100");
  BOOST_TEST(next.periods_expected == 4U);
  const auto year = baseline_of(of_june, timeline::of(any_calendar(june), fy(2026), 1).value(), walk{2}).value();
  BOOST_TEST(is_near(square(year.path.errors[0].deviation), square(2 * width(2.5, 4)) * 30, 1e-12));
  BOOST_TEST(why(baseline_of(of_june, years(2026, 1), walk{2})) == "it has an answer");  // two halves

  // Years of 52 weeks; the next has 53, which is not foreseen.
  const week_calendar apple{year_end::last(std::chrono::Saturday, std::chrono::September), year_naming::by_end,
                            weeks_4_4_5};
  amounts.clear();
  for (int q = 1; q <= 4; ++q) amounts.push_back({decimal(100), apple.quarter(2026, q)});
  const observed_series of_weeks = observed_series::of(amounts).value();
  const auto over = [&](int named) { return timeline::of(any_calendar(apple), fy(named) / Q1, 4).value(); };
  BOOST_TEST(listed(baseline_of(of_weeks, over(2027), walk{2})->values) == "100 100 100 100");
  BOOST_TEST(over(2028).during().days() == 371);
  BOOST_TEST(why(baseline_of(of_weeks, over(2028), walk{2})).find(" is not made up of whole ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_expected_is_rounded_and_what_was_reported_is_not) {
  const told method{{1'234.5678, -2'345.675'1, 2.5, -0.25, 3.5}, {1, 1, 1, 1, 1}, {1, 2, 3, 4, 5}};
  const timeline over = timeline::of(2025y / Q4, 6).value();
  std::vector<dated_amount> amounts;
  for (int q = 1; q <= 4; ++q) amounts.push_back({*decimal::parse("100.123456789"), calendar_quarter(2025, q)});
  const observed_series record = observed_series::of(amounts).value();
  const auto values = [&](int decimals) { return listed(baseline_of(record, over, method, {0.8, decimals})->values); };
  BOOST_TEST(values(0) == "100.123456789 1235 -2346 2 0 4");
  BOOST_TEST(values(2) == "100.123456789 1234.57 -2345.68 2.5 -0.25 3.5");
  BOOST_TEST(values(9) == "100.123456789 1234.5678 -2345.6751 2.5 -0.25 3.5");
  const auto made = baseline_of(record, over, method, {0.8, 0}).value();
  for (std::size_t h = 1; h < 6; ++h) {
    BOOST_TEST((made.ranges[h].low() < made.values[h] && made.values[h] < made.ranges[h].high()));
    BOOST_TEST((round(made.ranges[h].low(), round_to{0}) == made.ranges[h].low()));
  }
  // 1.43976 deviations of 0.95 times 1 to either side, and of width 1.04 below zero.
  BOOST_TEST(to_string(made.ranges[1]) == "[1233, 1236]");
  BOOST_TEST(to_string(baseline_of(record, over, method)->ranges[2]) == "[-2347.09, -2344.26]");
  // A record that falls below zero.
  const observed_series falls = record_from(calendar_quarter(2025, 1), {30, 20, 10, 0});
  BOOST_TEST(listed(baseline_of(falls, quarters_of_2026(), forecast_by::drift())->values) == "-10 -20 -30 -40");
}

BOOST_AUTO_TEST_CASE(what_has_no_answer_says_why) {
  const observed_series record = to_2025(100);
  const auto code = [](const answer& made) { return made.error().code; };
  const auto early = baseline_of(record, timeline::of(2023y / Q4, 4).value());
  BOOST_TEST(why(early) == "2023Q4 begins before the record does, with 2024-01-01 to 2024-03-31");
  BOOST_TEST((code(early) == reason_code::operand_missing));
  const auto finer = baseline_of(record, timeline::of(calendar_month(2026, 1), 3).value());
  BOOST_TEST(why(finer).find("2026-01 is not made up of whole ") == 0U, why(finer));
  BOOST_TEST(why(finer).find("such as 2026-01-01 to 2026-03-31") != std::string::npos, why(finer));
  BOOST_TEST((code(finer) == reason_code::wrong_period));
  // Also where the record has the days: half of a quarter was not reported by itself.
  BOOST_TEST(
      (code(baseline_of(record, timeline::of(calendar_month(2025, 1), 3).value())) == reason_code::wrong_period));
  // A year that the record begins within.
  const observed_series from_autumn = record_from(calendar_quarter(2024, 4), std::vector<double>(5, 100));
  BOOST_TEST(why(baseline_of(from_autumn, years(2024, 2))) ==
             "2024 begins before the record does, with 2024-10-01 to 2024-12-31");

  BOOST_TEST(baseline_of(record, timeline::of(2026y / Q1, 120).value(), walk{1})->values.size() == 120U);
  const auto beyond = baseline_of(record, timeline::of(2026y / Q1, 121).value(), walk{1});
  BOOST_TEST(why(beyond).find("more than 120 ") != std::string::npos, why(beyond));
  BOOST_TEST(why(beyond).find("s after the record's last, 2025-10-01 to 2025-12-31") != std::string::npos, why(beyond));
  BOOST_TEST((code(beyond) == reason_code::out_of_range));

  const auto unsure = baseline_of(record, quarters_of_2026(), forecast_by::annualized(method::times_four));
  BOOST_TEST(why(unsure).find("x4 has no model of how far off it is, ") == 0U, why(unsure));
  BOOST_TEST((code(unsure) == reason_code::not_applicable));
  // A method's own reason.
  const observed_series three = record_from(calendar_quarter(2025, 2), {1, 2, 3});
  BOOST_TEST(why(baseline_of(three, quarters_of_2026(), forecast_by::seasonal_naive())) ==
             "seasonal-naive needs 4 figures; there are 3");
}

BOOST_AUTO_TEST_CASE(amounts_of_10_to_the_21_are_beyond) {
  const auto of = [](const told& method) { return why(baseline_of(to_2025(1), years(2026, 1), method)); };
  const std::string text = "told expects 10^21 or more in 2026";
  const auto points = [](double all) { return std::vector<double>(4, all / 4); };
  const std::vector<double> ones{1, 1, 1, 1}, wide{1e21, 1e21, 1e21, 1e21};
  BOOST_TEST(of({points(9.99e20), ones, ones}) == "it has an answer");
  BOOST_TEST(of({points(-9.99e20), ones, ones}) == "it has an answer");
  BOOST_TEST(of({points(1e21), ones, ones}) == text);
  BOOST_TEST(of({points(-1e21), ones, ones}) == text);
  BOOST_TEST(of({points(4e300), ones, ones}) == text);
  BOOST_TEST(of({points(1), wide, wide}) == text);
  const auto quarters = baseline_of(to_2025(1), quarters_of_2026(), told{{1, 1, 1e21, 1}, ones, ones});
  BOOST_TEST(why(quarters) == "told expects 10^21 or more in 2026Q3");
  BOOST_TEST((quarters.error().code == reason_code::out_of_range));
}

BOOST_AUTO_TEST_CASE(levels_and_places_that_can_not_be_are_breaches) {
  const observed_series record = to_2025(100);
  const auto ask = [&](const baseline_options& options) {
    static_cast<void>(baseline_of(record, quarters_of_2026(), walk{1}, options));
  };
  for (const double level : {0.0, 1.0, -0.8, 80.0, std::numeric_limits<double>::quiet_NaN()}) {
    BOOST_CHECK_THROW(ask({.level = level}), contract_error);
  }
  BOOST_CHECK_THROW(ask({.decimals = -1}), contract_error);
  BOOST_CHECK_THROW(ask({.decimals = 10}), contract_error);
  ask({.level = 0.999, .decimals = 0});
  // A method with fewer points than asked.
  BOOST_CHECK_THROW(static_cast<void>(baseline_of(record, quarters_of_2026(), told{{1, 2}, {1, 2}, {1, 2}})),
                    contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
