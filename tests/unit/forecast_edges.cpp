// Series that no textbook has: each method answers with numbers that are all finite, or says why it does not.
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/time/calendar_period.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <exception>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;

namespace {

const std::vector<int> years{1, 2, 4, 12, 24, 52};

/// What is wrong with a forecast; empty where nothing is.
std::string fault_of(const result<series_forecast>& said, std::size_t horizon) {
  if (!said) return said.error().text.empty() ? "a reason without a text" : "";
  if (said->periods.size() != horizon) return "not as many periods as asked";
  const auto fault = [](const predicted& p) -> std::string {
    if (!std::isfinite(p.value)) return "a value of " + std::to_string(p.value);
    if (p.ranges.size() != 2) return "not as many ranges as levels";
    for (const auto& range : p.ranges) {
      if (!range) continue;
      if (!std::isfinite(range->low) || !std::isfinite(range->high)) return "a range that is not finite";
      if (!(range->low <= p.value && p.value <= range->high)) return "a value outside of its range";
    }
    if (p.ranges[0] && p.ranges[1] && p.ranges[0]->high > p.ranges[1]->high) return "a wider range at a lower level";
    return "";
  };
  for (const predicted& p : said->periods) {
    if (const std::string found = fault(p); !found.empty()) return found;
  }
  const std::string of_year = fault(said->next_year);
  return of_year.empty() ? "" : of_year + " of the year";
}

/// Every method at three horizons; counts the answers.
std::size_t check_every_method(const std::vector<double>& y, int per_year, const std::string& what,
                               const std::vector<std::size_t>& horizons = {1, 8, 40}) {
  static const std::vector<any_forecast_method> methods = every_forecast_method();
  const studied_series of(observations(y, per_year));
  std::size_t answers = 0, faults = 0;
  for (const any_forecast_method& method : methods) {
    for (const std::size_t horizon : horizons) {
      std::string fault;
      try {
        const auto said = forecast(of, method, {.horizon = horizon});
        fault = fault_of(said, horizon);
        answers += said ? 1U : 0U;
      } catch (const std::exception& e) {
        fault = e.what();
      }
      if (fault.empty()) continue;
      ++faults;
      BOOST_ERROR(what << ", " << y.size() << " figures, " << per_year << " a year: " << method.name() << " to "
                       << horizon << " has " << fault);
    }
  }
  BOOST_TEST(faults == 0U, what);
  return answers;
}

std::vector<double> made(std::size_t count, const std::function<double(double)>& figure) {
  std::vector<double> y;
  for (std::size_t i = 0; i < count; ++i) y.push_back(figure(static_cast<double>(i)));
  return y;
}

/// With years of all lengths. Naive forecasts, and those along a line, have an answer to everything that leaves them
/// finite.
void check_all_years(const std::string& what, std::size_t count, const std::function<double(double)>& figure) {
  for (const int per_year : years) {
    BOOST_TEST(check_every_method(made(count, figure), per_year, what) >= (count < 2 ? 3U : 6U), what);
  }
}

/// The same of figures that may be beyond what any method can bear.
void check_all_years_of_extremes(const std::string& what, std::size_t count,
                                 const std::function<double(double)>& figure) {
  for (const int per_year : years) static_cast<void>(check_every_method(made(count, figure), per_year, what));
}

/// A series whose periods follow each other with so many days, the last ending on a day.
observed_series with_days(const std::vector<int>& days, date last) {
  std::vector<dated_amount> amounts;
  date end = last + std::chrono::days{1};
  for (auto d = days.rbegin(); d != days.rend(); ++d) {
    const date begin = end - std::chrono::days{*d};
    amounts.insert(amounts.begin(), {decimal(100), period::between(begin, end)});
    end = begin;
  }
  return observed_series::of(amounts).value();
}

template <class Period>
observed_series from_to(Period first, Period last) {
  std::vector<dated_amount> amounts;
  for (; first <= last; ++first) amounts.push_back({decimal(100), first});
  return observed_series::of(amounts).value();
}

std::vector<int> days_ahead(const observed_series& of, std::size_t count) {
  std::vector<int> days;
  date begin = of.amounts().back().during.end();
  const std::vector<period> ahead = of.periods_ahead(count).value();
  for (const period& p : ahead) {
    BOOST_TEST((p.begin() == begin));  // they adjoin
    days.push_back(p.days());
    begin = p.end();
  }
  return days;
}

template <class Period>
void check_periods_ahead(const observed_series& of, Period next, std::size_t count) {
  const std::vector<period> ahead = of.periods_ahead(count).value();
  BOOST_REQUIRE(ahead.size() == count);
  for (const period& p : ahead) {
    BOOST_TEST(to_string(p) == to_string(period(next)));
    ++next;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_edges)

BOOST_AUTO_TEST_CASE(short_series_are_forecast_or_refused) {
  for (std::size_t count = 1; count <= 12; ++count) {
    check_all_years("a line", count, [](double i) { return 100 + 7 * i; });
    check_all_years("a saw", count, [](double i) { return 50 + 20 * std::fmod(i, 3) + i; });
  }
}

BOOST_AUTO_TEST_CASE(equal_figures_are_forecast) {
  for (const double figure : {0.0, 5.0, -5.0, 0.1, 1e-300, -1e-300, 1e300}) {
    for (const std::size_t count : {2U, 9U, 26U}) {
      check_all_years("equal figures", count, [&](double) { return figure; });
    }
  }
  check_all_years("equal figures", 110, [](double) { return 0.1; });
}

BOOST_AUTO_TEST_CASE(figures_below_zero_are_forecast) {
  check_all_years("negative figures", 26, [](double i) { return -100 - 3 * i - 10 * std::fmod(i, 4); });
  check_all_years("figures of both signs", 26, [](double i) { return 100 * std::sin(i) - i; });
  check_all_years("one figure below zero", 26, [](double i) { return i == 11 ? -40 : 100 + i; });
  check_all_years("one figure of zero", 26, [](double i) { return i == 25 ? 0 : 100 + i; });
  check_all_years("zeros and one figure", 26, [](double i) { return i == 13 ? 1000 : 0; });
  check_all_years("zeros after a business", 26, [](double i) { return i < 10 ? 500 - i : 0; });
}

BOOST_AUTO_TEST_CASE(a_figure_that_is_far_off_is_borne) {
  for (const double outlier : {1e12, -1e12, 1e-12}) {
    for (const double at : {0.0, 12.0, 25.0}) {
      check_all_years("an outlier", 26, [&](double i) { return i == at ? outlier : 100 + 5 * i + std::fmod(i, 4); });
    }
  }
}

BOOST_AUTO_TEST_CASE(figures_that_explode_are_forecast_or_refused) {
  check_all_years("figures that double to 1e30", 100, [](double i) { return std::pow(2.0, i); });
  check_all_years("figures that halve", 40, [](double i) { return std::pow(0.5, i); });
  const auto check = check_all_years_of_extremes;
  check("figures that grow to 1e300", 21, [](double i) { return std::pow(10.0, 15 * i); });
  check("figures that grow tenfold to 1e300", 20, [](double i) { return std::pow(10.0, 281 + i); });
  check("figures that fall to 1e-300", 21, [](double i) { return std::pow(10.0, -15 * i); });
  check("figures from 1e308", 20, [](double i) { return 1e308 - i * 1e306; });
  check("figures of both signs to 1e308", 20, [](double i) { return std::fmod(i, 2) == 0 ? 1e308 : -1e308; });
}

BOOST_AUTO_TEST_CASE(tiny_figures_are_forecast_or_refused) {
  const auto check = check_all_years_of_extremes;
  check("tiny figures", 20, [](double i) { return 1e-300 * (5 + std::fmod(i, 4)); });
  check("figures below what is normal", 20, [](double i) { return 5e-324 * (1 + std::fmod(i, 4)); });
  check("tiny and huge ones", 20, [](double i) { return std::fmod(i, 2) == 0 ? 1e-300 : 1e300; });
}

BOOST_AUTO_TEST_CASE(figures_that_alternate_are_forecast) {
  check_all_years("two figures in turn", 40, [](double i) { return std::fmod(i, 2) == 0 ? 10 : 20; });
  check_all_years("two figures in turn, one of zero", 40, [](double i) { return std::fmod(i, 2) == 0 ? 0 : 20; });
  check_all_years("both signs in turn", 40, [](double i) { return std::fmod(i, 2) == 0 ? -7 : 7; });
  check_all_years("a figure every fourth period", 40, [](double i) { return std::fmod(i, 4) == 0 ? 100 : 1e-9; });
}

BOOST_AUTO_TEST_CASE(random_series_are_forecast_or_refused) {
  std::mt19937 random(20260718);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967295.0;
  };
  std::size_t answers = 0;
  for (int k = 0; k < 2'000; ++k) {
    const std::size_t count = 1 + random() % (1 + random() % 22);
    const int per_year = years[random() % years.size()];
    const double scale = std::pow(10, between(-200, 200)), slope = between(-0.3, 0.5), noise = between(0, 1);
    const bool above_zero = random() % 3 != 0;
    std::vector<double> y;
    for (std::size_t i = 0; i < count; ++i) {
      double figure = 1 + slope * static_cast<double>(i) + noise * between(-1, 1);
      if (above_zero) figure = 0.01 + std::abs(figure);
      if (random() % 40 == 0) figure *= 50;
      y.push_back(figure * scale);
    }
    // One horizon each: 40 periods, or few.
    const std::vector<std::size_t> horizons{random() % 2 == 0 ? 40U : 1 + random() % 8};
    answers += check_every_method(y, per_year, "random series " + std::to_string(k), horizons);
  }
  BOOST_TEST(answers > 12'000U);
}

BOOST_AUTO_TEST_CASE(figures_of_any_scale_have_the_same_forecast) {
  const std::vector<double> plain(test::johnson_johnson.begin() + 44, test::johnson_johnson.end());
  const studied_series of_plain(observations(plain, 4));
  for (const double unit : {1e-100, 1e-6, 1e9, 1e100}) {
    std::vector<double> y = plain;
    for (double& v : y) v *= unit;
    const studied_series of_scaled(observations(y, 4));
    for (const any_forecast_method& method : every_forecast_method()) {
      const auto said = forecast(of_plain, method, {.horizon = 8}).value();
      const auto scaled = forecast(of_scaled, method, {.horizon = 8}).value();
      BOOST_TEST_CONTEXT(method.name() << " in units of " << unit) {
        for (std::size_t h = 0; h < 8; ++h) {
          const predicted &a = said.periods[h], &b = scaled.periods[h];
          BOOST_TEST(test::is_near(b.value / unit, a.value, 1e-8));
          BOOST_TEST(test::is_near(b.ranges[0]->high / unit, a.ranges[0]->high, 1e-8));
        }
        BOOST_TEST(test::is_near(scaled.next_year.ranges[1]->low / unit, said.next_year.ranges[1]->low, 1e-8));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(after_calendar_periods_come_calendar_periods) {
  check_periods_ahead(from_to(calendar_quarter(2022, 1), calendar_quarter(2027, 3)), calendar_quarter(2027, 4), 9);
  check_periods_ahead(from_to(calendar_quarter(2027, 3), calendar_quarter(2027, 3)), calendar_quarter(2027, 4), 9);
  check_periods_ahead(from_to(calendar_month(2027, 1), calendar_month(2027, 12)), calendar_month(2028, 1), 15);
  check_periods_ahead(from_to(calendar_month(2028, 1), calendar_month(2028, 1)), calendar_month(2028, 2), 3);
  check_periods_ahead(from_to(calendar_half(2025, 1), calendar_half(2026, 1)), calendar_half(2026, 2), 4);
  check_periods_ahead(from_to(calendar_year(2024), calendar_year(2026)), calendar_year(2027), 3);
  // A fiscal quarter of whole months, from February on: the fourth ends with January, and the first of 2028 has a leap
  // day before it.
  std::vector<dated_amount> amounts;
  amounts.push_back({decimal(1), period::inclusive(date_of(2027, 5, 1), date_of(2027, 7, 31))});
  const auto ahead = observed_series::of(amounts)->periods_ahead(3).value();
  BOOST_TEST(to_string(ahead[0]) == "2027-08-01 to 2027-10-31");
  BOOST_TEST(to_string(ahead[1]) == "2027-11-01 to 2028-01-31");
  BOOST_TEST(to_string(ahead[2]) == "2028-02-01 to 2028-04-30");
}

BOOST_AUTO_TEST_CASE(after_weeks_come_as_many_weeks_as_a_year_before) {
  const date last = date_of(2025, 9, 27);
  const auto check = [&](const std::vector<int>& had, std::size_t count, const std::vector<int>& wanted) {
    BOOST_TEST(days_ahead(with_days(had, last), count) == wanted, boost::test_tools::per_element());
  };
  check({91, 91, 91, 91}, 6, {91, 91, 91, 91, 91, 91});
  check({84, 84, 84, 112}, 6, {84, 84, 84, 112, 84, 84});
  check({84, 112, 84, 84, 84, 112}, 5, {84, 84, 84, 112, 84});
  check({84, 112, 84, 84}, 5, {84, 112, 84, 84, 84});
  // After a year of 53 weeks, wherever the last of it was.
  check({98, 91, 91, 91}, 8, {91, 91, 91, 91, 91, 91, 91, 91});
  check({91, 91, 91, 98}, 5, {91, 91, 91, 91, 91});
  check({91, 91, 98, 91, 91, 91}, 5, {91, 91, 91, 91, 91});
  check({84, 84, 84, 119}, 5, {84, 84, 84, 112, 84});
  check({84, 119, 84, 84}, 5, {84, 112, 84, 84, 84});
  // Weeks, and months of four, four and five of them.
  check(std::vector<int>(60, 7), 3, {7, 7, 7});
  check({28, 28, 35, 28, 28, 35, 28, 28, 35, 28, 28, 35}, 4, {28, 28, 35, 28});
  // Below a year nothing is known of the season of lengths, and the latest goes on.
  check({91, 91}, 3, {91, 91, 91});
  check({112, 84}, 2, {84, 84});
  check({7}, 2, {7, 7});
}

// Real ends of fiscal years: the tests of the time layer have them from the companies' filings.
BOOST_AUTO_TEST_CASE(quarters_of_weeks_are_foreseen_up_to_the_next_53rd_week) {
  using std::chrono::Saturday;
  using std::chrono::September;
  const week_calendar apple{year_end::last(Saturday, September), year_naming::by_end, weeks_4_4_5, Q1};
  std::vector<dated_amount> amounts;
  for (int quarter = 0; quarter < 8; ++quarter) {  // fiscal 2023, of 53 weeks, and 2024
    const fiscal_label label = fy(2023 + quarter / 4) / (quarter % 4 == 0   ? Q1
                                                         : quarter % 4 == 1 ? Q2
                                                         : quarter % 4 == 2 ? Q3
                                                                            : Q4);
    amounts.push_back({decimal(100), resolve(apple, label)});
  }
  const std::span<const dated_amount> all(amounts);
  for (const std::size_t known : {4U, 5U, 6U, 7U}) {
    const auto ahead = observed_series::of(all.first(known))->periods_ahead(8 - known).value();
    for (std::size_t h = 0; h < ahead.size(); ++h) BOOST_TEST((ahead[h] == amounts[known + h].during));
  }
}

BOOST_AUTO_TEST_CASE(quarters_that_end_on_days_of_the_year_do_so_again) {
  // Up to 14 March, June, September and December; 2028 is a leap year.
  std::vector<dated_amount> amounts;
  const date ends[] = {date_of(2026, 3, 15), date_of(2026, 6, 15), date_of(2026, 9, 15), date_of(2026, 12, 15)};
  date begin = date_of(2025, 12, 15);
  for (const date end : ends) amounts.push_back({decimal(100), period::between(begin, end)}), begin = end;
  const auto ahead = observed_series::of(amounts)->periods_ahead(9).value();
  BOOST_TEST(to_string(ahead[0]) == "2026-12-15 to 2027-03-14");
  BOOST_TEST(to_string(ahead[4]) == "2027-12-15 to 2028-03-14");
  BOOST_TEST(ahead[4].days() == 91);
  BOOST_TEST(to_string(ahead[8]) == "2028-12-15 to 2029-03-14");
}

BOOST_AUTO_TEST_CASE(figures_of_a_series_are_seen_with_their_amounts) {
  const auto companies = test::revenue_of_companies();
  for (const test::company_revenue& c : companies) {
    const observed_series of = observed_series::of(c.quarters).value();
    BOOST_TEST(of.per_year() == 4);
    BOOST_TEST(of.seen().size() == c.quarters.size());
    BOOST_TEST(of.seen().amounts().size() == c.quarters.size());
    BOOST_TEST(of.seen().latest() == to_double(c.quarters.back().amount));
    BOOST_TEST((of.seen().first(3).amounts().back() == c.quarters[2]));
    BOOST_TEST(of.periods_ahead(4)->size() == 4U);
  }
  BOOST_TEST(with_days({7, 7}, date_of(2026, 1, 4)).per_year() == 52);
  BOOST_TEST(with_days({31, 30}, date_of(2025, 4, 30)).per_year() == 12);
}

BOOST_AUTO_TEST_CASE(periods_that_no_forecast_is_made_of_are_refused) {
  const auto why = [](const std::vector<dated_amount>& amounts) {
    const auto of = observed_series::of(amounts);
    return of ? reason{reason_code::contradiction, "it is a series"} : of.error();
  };
  const dated_amount quarter{decimal(3), calendar_quarter(2025, 1)}, month{decimal(1), calendar_month(2025, 4)};
  BOOST_TEST((why({}).code == reason_code::not_enough_history));
  BOOST_TEST(!why({}).text.empty());
  BOOST_TEST((why({quarter, month}).code == reason_code::wrong_period));
  BOOST_TEST(why({quarter, month}).text ==
             "2025-04-01 to 2025-04-30 is a month, and 2025-01-01 to 2025-03-31 a "
             "quarter: a forecast needs periods of one kind");
  const auto of_days = [](int days) {
    const date begin = date_of(2025, 1, 1);
    return dated_amount{decimal(1), period::between(begin, begin + std::chrono::days{days})};
  };
  for (const int days : {1, 3, 130, 273, 500}) {
    BOOST_TEST((why({of_days(days)}).code == reason_code::wrong_period), days);
    BOOST_TEST(!why({of_days(days)}).text.empty());
  }
  // Quarters of unlike lengths are of one kind.
  BOOST_TEST(why({of_days(84), {decimal(1), period::between(date_of(2025, 3, 26), date_of(2025, 7, 16))}}).text ==
             "it is a series");
  const observed_series late = from_to(calendar_quarter(9998, 1), calendar_quarter(9999, 2));
  BOOST_TEST(late.periods_ahead(2).has_value());
  BOOST_TEST((late.periods_ahead(3).error().code == reason_code::out_of_range));
  BOOST_TEST((from_to(calendar_year(2000), calendar_year(2001)).periods_ahead(8'000).error().code ==
              reason_code::out_of_range));
  BOOST_TEST(late.periods_ahead(0)->empty());
}

BOOST_AUTO_TEST_SUITE_END()
