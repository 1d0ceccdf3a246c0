// What is expected of a period partly reported, and how probable a figure for it is.
#include <runrate/core/literals.hpp>
#include <runrate/forecast/outlook.hpp>
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

#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::is_near;

namespace {

const boost::math::students_t t6(6);
constexpr double infinite = std::numeric_limits<double>::infinity();

double below_t6(double t) { return boost::math::cdf(t6, t); }
double above_t6(double t) { return boost::math::cdf(boost::math::complement(t6, t)); }

runrate::outlook with(double expected, double deviation) {
  runrate::outlook made{"any", period(calendar_year(2026)), {}, 0, 4};
  made.expected = expected;
  made.deviation = deviation;
  return made;
}

/// Whether it is that share of what was expected, however small.
bool is_share(double found, double expected, double tolerance) {
  return std::abs(found - expected) <= tolerance * std::abs(expected);
}

template <class Period>
observed_series record_from(Period first, const std::vector<double>& figures) {
  std::vector<dated_amount> amounts;
  for (const double f : figures) {
    amounts.push_back({decimal::parse(fmt::format("{:.2f}", f)).value(), first});
    ++first;
  }
  return observed_series::of(amounts).value();
}

/// The widths of ranges, as docs/explanation/forecasts.md has them.
double width(double ahead, double per_year) { return 0.95 + 0.12 * (ahead - 1) / per_year; }

/// Expects the latest figure again, with deviations that are told: of quarters, and after the widths of ranges.
struct wide {
  std::function<double(double)> of_one{}, of_sum{};
  static constexpr std::string_view name() { return "wide"; }
  result<expectation> operator()(const observations& seen, std::size_t horizon) const {
    expectation made{std::vector<double>(horizon, seen.latest())};
    for (std::size_t h = 0; h < horizon; ++h) {
      const auto ahead = static_cast<double>(h + 1);
      made.deviations.push_back(of_one(ahead) / width(ahead, 4));
      made.sum_deviations.push_back(of_sum(ahead) / width((ahead + 1) / 2, 4));
    }
    return made;
  }
};

/// Errors of one deviation that have nothing to do with each other.
const wide apart{[](double) { return 3.0; }, [](double h) { return 3 * std::sqrt(h); }};
/// One error for all periods.
const wide alike{[](double) { return 3.0; }, [](double h) { return 3 * h; }};
/// One error, and the further ahead the larger.
const wide growing{[](double h) { return 3 * h; }, [](double h) { return 3 * h * (h + 1) / 2; }};

std::string why(const result<runrate::outlook>& made) { return made ? "it has an answer" : made.error().text; }

/// Ten quarters up to 2025Q2.
const observed_series& quarters() {
  static const observed_series made =
      record_from(calendar_quarter(2023, 1), {210, 241, 198, 287, 230, 266, 221, 318, 259.25, 290});
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_outlook)

BOOST_AUTO_TEST_CASE(a_figure_is_as_probable_as_students_t_says_also_in_the_tails) {
  const runrate::outlook unit = with(0, 1), sales = with(197'345.6, 6'500);
  for (int i = -600; i <= 600; ++i) {
    const double t = i / 20.0;
    BOOST_TEST(is_share(unit.probability_of_at_least(t), above_t6(t), 1e-13), t);
    BOOST_TEST(is_share(sales.probability_of_at_least(197'345.6 + 6'500 * t), above_t6(t), 1e-11), t);
  }
  for (double t = 1e-12; t < 1e40; t *= 9.7) {
    BOOST_TEST(is_share(unit.probability_of_at_least(t), above_t6(t), 1e-12), t);
    BOOST_TEST(is_share(unit.probability_of_at_least(-t), above_t6(-t), 1e-12), t);
  }
  BOOST_TEST(unit.probability_of_at_least(0) == 0.5);
  BOOST_TEST(unit.probability_of_at_least(infinite) == 0);
  BOOST_TEST(unit.probability_of_at_least(-infinite) == 1);
  BOOST_TEST(unit.probability_of_at_least(1e300) == 0);
  // Of printed tables: one in ten beyond 1.440, one in forty beyond 2.447.
  BOOST_TEST(is_near(unit.probability_of_at_least(1.440), 0.1, 1e-3));
  BOOST_TEST(is_near(sales.probability_of_at_least(197'345.6 + 2.447 * 6'500), 0.025, 1e-3));
}

BOOST_AUTO_TEST_CASE(a_range_holds_as_large_a_share_as_it_says) {
  const runrate::outlook sales = with(128.725, 4.5);
  for (const double level : {0.001, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999}) {
    const value_range range = sales.range(level);
    const double reach = 4.5 * boost::math::quantile(t6, (1 + level) / 2);
    BOOST_TEST(is_near(range.high, 128.725 + reach, 1e-12), level);
    BOOST_TEST(is_near(range.low, 128.725 - reach, 1e-12), level);
    BOOST_TEST(is_share(sales.probability_of_at_least(range.high), (1 - level) / 2, 1e-9), level);
    BOOST_TEST(is_share(sales.probability_of_at_least(range.low), (1 + level) / 2, 1e-9), level);
  }
  for (const double level : {0.0, 1.0, -0.8, 80.0, std::numeric_limits<double>::quiet_NaN()}) {
    BOOST_CHECK_THROW(static_cast<void>(sales.range(level)), contract_error);
    BOOST_CHECK_THROW(static_cast<void>(with(1, 0).range(level)), contract_error);
  }
}

BOOST_AUTO_TEST_CASE(odds_of_below_inside_and_above_add_up_to_one) {
  const runrate::outlook sales = with(150, 4);
  for (int low = 50; low <= 250; low += 5) {
    for (const int more : {0, 1, 7, 60}) {
      const range_odds odds = sales.odds_of(interval(low, low + more));
      BOOST_TEST(is_share(odds.below, below_t6((low - 150) / 4.0), 1e-12), low);
      BOOST_TEST(is_share(odds.above, above_t6((low + more - 150) / 4.0), 1e-12), low);
      BOOST_TEST(std::abs(odds.below + odds.inside + odds.above - 1) < 1e-15, low);
      BOOST_TEST(std::abs(odds.inside - (below_t6((low + more - 150) / 4.0) - below_t6((low - 150) / 4.0))) < 1e-14);
    }
    // A side that is open holds all that lies there.
    const range_odds from = sales.odds_of(interval::at_least(low)), to = sales.odds_of(interval::at_most(low));
    BOOST_TEST(from.above == 0);
    BOOST_TEST(to.below == 0);
    BOOST_TEST(is_share(from.inside, above_t6((low - 150) / 4.0), 1e-12), low);
    BOOST_TEST(is_share(to.inside, below_t6((low - 150) / 4.0), 1e-12), low);
    BOOST_TEST(is_share(from.below, to.inside, 1e-12), low);
  }
  const range_odds any = sales.odds_of(interval::everything());
  BOOST_TEST((any.below == 0 && any.inside == 1 && any.above == 0));
}

BOOST_AUTO_TEST_CASE(what_is_far_away_is_improbable_and_never_less) {
  for (double far = 10; far < 1e15; far *= 3) {
    const auto ends = [&](double low, double high) {
      return with(0, 1).odds_of(interval(decimal(static_cast<long>(low)), decimal(static_cast<long>(high))));
    };
    for (const range_odds& odds : {ends(far, far + 1), ends(-far - 1, -far)}) {
      BOOST_TEST((odds.below > 0 && odds.above > 0), far);
      BOOST_TEST((odds.inside >= 0 && !std::signbit(odds.inside)), far);
      if (far < 1e9) BOOST_TEST(is_share(odds.inside, above_t6(far) - above_t6(far + 1), 1e-4), far);
      BOOST_TEST(std::abs(odds.below + odds.inside + odds.above - 1) < 1e-15, far);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_known_is_certain) {
  const runrate::outlook sure = with(100, 0);
  BOOST_TEST(sure.probability_of_at_least(100) == 1);
  BOOST_TEST(sure.probability_of_at_least(99) == 1);
  BOOST_TEST(sure.probability_of_at_least(100.01) == 0);
  BOOST_TEST(sure.range(0.95).low == 100);
  BOOST_TEST(sure.range(0.95).high == 100);
  const auto inside = [&](const interval& range) {
    const range_odds odds = sure.odds_of(range);
    BOOST_TEST(odds.below + odds.inside + odds.above == 1);
    return odds.inside == 1;
  };
  for (const interval& range : {interval(100, 100), interval(99, 100), interval(100, 101), interval::at_least(100),
                                interval::at_most(100), interval::everything()}) {
    BOOST_TEST(inside(range), to_string(range));
  }
  BOOST_TEST(sure.odds_of(interval(98, 99)).above == 1);
  BOOST_TEST(sure.odds_of(interval(101, 102)).below == 1);
  BOOST_TEST(sure.odds_of(interval::at_least(101)).below == 1);
  BOOST_TEST(sure.odds_of(interval::at_most(99)).above == 1);
}

BOOST_AUTO_TEST_CASE(single_periods_and_the_next_year_have_the_ranges_of_the_forecast) {
  const observed_series gas = record_from(calendar_quarter(1960, 1), test::uk_gas);
  const observed_series by_air = record_from(calendar_month(1949, 1), test::passengers);
  const std::vector<any_forecast_method> methods{forecast_by::combination(), forecast_by::naive(), forecast_by::theta(),
                                                 forecast_by::damped_seasonal(), forecast_by::drift()};
  const auto check = [](const runrate::outlook& found, const predicted& said) {
    BOOST_TEST(is_near(found.expected, said.value, 1e-12), found.method);
    for (std::size_t i = 0; i < 2; ++i) {
      const value_range range = found.range(i == 0 ? 0.80 : 0.95);
      BOOST_TEST(is_near(range.low, said.ranges[i]->low, 1e-11), found.method);
      BOOST_TEST(is_near(range.high, said.ranges[i]->high, 1e-11), found.method);
    }
  };
  for (const observed_series& record : {gas, by_air}) {
    for (const any_forecast_method& method : methods) {
      const auto said = forecast(record.seen(), method, {.horizon = 14, .levels = {0.80, 0.95}}).value();
      const auto ahead = record.periods_ahead(14).value();
      for (std::size_t h = 0; h < 14; ++h) {
        const runrate::outlook found = outlook_of(record, ahead[h], method).value();
        check(found, said.periods[h]);
        BOOST_TEST((found.periods_reported == 0 && found.periods_expected == 1));
        BOOST_TEST((found.over == ahead[h] && found.reported == decimal()));
      }
      const runrate::outlook year = outlook_of(record, year_after(record).value(), method).value();
      check(year, said.next_year);
      BOOST_TEST(year.method == method.name());
      BOOST_TEST(year.periods_expected == static_cast<std::size_t>(record.per_year()));
    }
  }
  // What is not said is the combination.
  const period next = year_after(gas).value();
  BOOST_TEST(outlook_of(gas, next)->deviation == outlook_of(gas, next, methods[0])->deviation);
}

BOOST_AUTO_TEST_CASE(of_a_year_partly_reported_only_the_rest_is_in_doubt) {
  const auto year = outlook_of(quarters(), calendar_year(2025), apart).value();
  BOOST_TEST(to_string(year.reported) == "549.25");
  BOOST_TEST((year.periods_reported == 2 && year.periods_expected == 2));
  BOOST_TEST(is_near(year.expected, 549.25 + 2 * 290, 1e-15));
  BOOST_TEST(is_near(year.deviation, 3 * std::sqrt(2), 1e-14));
  BOOST_TEST(is_near(outlook_of(quarters(), calendar_year(2025), alike)->deviation, 6, 1e-14));
  const auto rest = outlook_of(quarters(), 2025y / H2, apart).value();
  BOOST_TEST((rest.reported == decimal() && rest.periods_reported == 0));
  BOOST_TEST(is_near(rest.expected, 580, 1e-15));
  BOOST_TEST(rest.deviation == year.deviation);
  const auto two_years =
      outlook_of(quarters(), period::inclusive(date_of(2024, 4, 1), date_of(2026, 3, 31)), alike).value();
  BOOST_TEST((two_years.periods_reported == 5 && two_years.periods_expected == 3));
  BOOST_TEST(is_near(two_years.expected, 266 + 221 + 318 + 549.25 + 3 * 290, 1e-15));
  BOOST_TEST(is_near(two_years.deviation, 9, 1e-14));
}

BOOST_AUTO_TEST_CASE(of_a_year_wholly_reported_nothing_is) {
  for (const wide& method : {apart, growing}) {
    const auto year = outlook_of(quarters(), calendar_year(2024), method).value();
    BOOST_TEST(to_string(year.reported) == "1035");
    BOOST_TEST((year.periods_reported == 4 && year.periods_expected == 0));
    BOOST_TEST(year.expected == 1035);
    BOOST_TEST(year.deviation == 0);
    BOOST_TEST(year.probability_of_at_least(1035) == 1);
  }
  BOOST_TEST(outlook_of(quarters(), 2025y / Q2, apart)->deviation == 0);
}

BOOST_AUTO_TEST_CASE(later_periods_have_the_deviation_of_their_own_errors) {
  const auto ahead = quarters().periods_ahead(24).value();
  for (std::size_t first = 0; first < 20; ++first) {
    for (const std::size_t count : {1U, 2U, 4U}) {
      const period over = hull(ahead[first], ahead[first + count - 1]);
      const auto deviation = [&](const wide& method) { return outlook_of(quarters(), over, method)->deviation; };
      const auto n = static_cast<double>(count), f = static_cast<double>(first);
      BOOST_TEST(is_near(deviation(apart), 3 * std::sqrt(n), 1e-11), first << " and " << count);
      BOOST_TEST(is_near(deviation(alike), 3 * n, 1e-6), first << " and " << count);
      // f + 1, f + 2, ... f + n together.
      BOOST_TEST(is_near(deviation(growing), 3 * n * (f + (n + 1) / 2), 1e-6), first << " and " << count);
      const auto made = outlook_of(quarters(), over, apart).value();
      BOOST_TEST((made.periods_expected == count && made.periods_reported == 0));
      BOOST_TEST(is_near(made.expected, 290 * n, 1e-15));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_year_after_is_as_many_periods_as_make_one_up) {
  const auto says = [](const observed_series& record) { return to_string(year_after(record).value()); };
  BOOST_TEST(says(quarters()) == "2025-07-01 to 2026-06-30");
  BOOST_TEST(says(record_from(calendar_month(2024, 1), {1, 2})) == "2024-03-01 to 2025-02-28");
  BOOST_TEST(says(record_from(calendar_half(2025, 1), {1})) == "2025-07-01 to 2026-06-30");
  BOOST_TEST(says(record_from(calendar_year(2023), {1, 2, 3})) == "2026-01-01 to 2026-12-31");
  const week_calendar apple{year_end::last(std::chrono::Saturday, std::chrono::September), year_naming::by_end,
                            weeks_4_4_5};
  std::vector<dated_amount> weeks;
  for (int q = 1; q <= 4; ++q) weeks.push_back({decimal(100), apple.quarter(2026, q)});
  const period next = year_after(observed_series::of(weeks).value()).value();
  BOOST_TEST((next.begin() == weeks.back().during.end() && next.days() == 364));
  const auto last = year_after(record_from(calendar_quarter(9999, 1), {1, 2, 3}));
  BOOST_REQUIRE(!last);
  BOOST_TEST((last.error().code == reason_code::out_of_range));
}

BOOST_AUTO_TEST_CASE(what_has_no_answer_says_why) {
  const auto code = [](const result<runrate::outlook>& made) { return made.error().code; };
  const auto early = outlook_of(quarters(), calendar_year(2022), apart);
  BOOST_TEST(why(early) == "2022-01-01 to 2022-12-31 begins before the record does, with 2023-01-01 to 2023-03-31");
  BOOST_TEST((code(early) == reason_code::operand_missing));
  for (const period& odd : {period(calendar_month(2025, 7)), period(calendar_month(2025, 1)),
                            period::inclusive(date_of(2025, 7, 2), date_of(2025, 9, 30))}) {
    const auto made = outlook_of(quarters(), odd, apart);
    BOOST_TEST(why(made).find(to_string(odd) + " is not made up of whole periods ") == 0U, why(made));
    BOOST_TEST((code(made) == reason_code::wrong_period));
  }
  // 120 quarters after 2025Q2 is 2055Q2.
  BOOST_TEST(why(outlook_of(quarters(), 2055y / Q2, apart)) == "it has an answer");
  const auto beyond = outlook_of(quarters(), 2055y / Q3, apart);
  BOOST_TEST(why(beyond) == "2055-09-30 is more than 120 periods after the record's last, 2025-04-01 to 2025-06-30");
  BOOST_TEST((code(beyond) == reason_code::out_of_range));
  // A run-rate has no model of its errors, whatever was reported.
  for (const int year : {2024, 2025, 2026}) {
    const auto unsure = outlook_of(quarters(), calendar_year(year), forecast_by::annualized(method::times_four));
    BOOST_TEST(why(unsure) == "x4 has no model of how far off it is, which is needed here");
    BOOST_TEST((code(unsure) == reason_code::not_applicable));
  }
  const observed_series three = record_from(calendar_quarter(2025, 2), {1, 2, 3});
  BOOST_TEST(why(outlook_of(three, calendar_year(2026), forecast_by::seasonal_naive())) ==
             "seasonal-naive needs 4 figures; there are 3");
}

BOOST_AUTO_TEST_CASE(a_method_of_too_few_points_breaks_its_contract) {
  struct short_one {
    static constexpr std::string_view name() { return "short"; }
    result<expectation> operator()(const observations&, std::size_t) const { return expectation{{1}, {1}, {1}}; }
  };
  BOOST_CHECK_THROW(static_cast<void>(outlook_of(quarters(), calendar_year(2026), short_one())), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
