// Years to date, trailing twelve months and windows, on the fiscal years of real companies.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;
using std::chrono::August;
using std::chrono::December;
using std::chrono::June;
using std::chrono::Saturday;
using std::chrono::September;
using std::chrono::Sunday;

namespace {

constexpr month_calendar calendar_years(December, year_naming::by_end);
constexpr month_calendar microsoft(June, year_naming::by_end);
constexpr week_calendar costco{year_end::nearest(Sunday, August / 31), year_naming::by_end, weeks_12_12_12_16};
constexpr week_calendar apple{year_end::last(Saturday, September), year_naming::by_end, weeks_4_4_5, Q1};

series<usd> in_millions(std::initializer_list<std::pair<period, std::int64_t>> quarters) {
  series<usd> s;
  for (const auto& [during, millions] : quarters) {
    s.push_back(usd(decimal(millions) * 1'000'000).over(during).stated_to(-6));
  }
  return s;
}

// SEC company facts, CIK 909832: 10-Q 0000909832-21-000021, -22-000005, -22-000014, -22-000035, -23-000014, -23-000028,
// 10-K -22-000021 and -23-000042; fourth quarters are the year less the first three.
series<usd> costcos_quarters() {
  return in_millions({{resolve(costco, fy(2022) / Q1), 50'363},
                      {resolve(costco, fy(2022) / Q2), 51'904},
                      {resolve(costco, fy(2022) / Q3), 52'596},
                      {resolve(costco, fy(2022) / Q4), 226'954 - 154'863},
                      {resolve(costco, fy(2023) / Q1), 54'437},
                      {resolve(costco, fy(2023) / Q2), 55'266},
                      {resolve(costco, fy(2023) / Q3), 53'648},
                      {resolve(costco, fy(2023) / Q4), 242'290 - 163'351}});
}

// SEC company facts, CIK 320193: 10-Q 0000320193-22-000007, -22-000059, -22-000070, -23-000006, -23-000064, -23-000077,
// 10-K -22-000108 and -23-000106.
series<usd> apples_quarters() {
  return in_millions({{resolve(apple, fy(2022) / Q1), 123'945},
                      {resolve(apple, fy(2022) / Q2), 97'278},
                      {resolve(apple, fy(2022) / Q3), 82'959},
                      {resolve(apple, fy(2022) / Q4), 394'328 - 304'182},
                      {resolve(apple, fy(2023) / Q1), 117'154},
                      {resolve(apple, fy(2023) / Q2), 94'836},
                      {resolve(apple, fy(2023) / Q3), 81'797},
                      {resolve(apple, fy(2023) / Q4), 383'285 - 293'787}});
}

series<usd> months(calendar_month from, int count, decimal each = 10) {
  series<usd> s;
  for (int i = 0; i < count; ++i) s.push_back(usd(each).over(from + i));
  return s;
}

template <class Method>
ratio factor_at(const series<usd>& s, const Method& method, std::size_t i) {
  return annualize(s, method, i).value().factor();
}

template <class Method>
reason_code why_not(const series<usd>& s, const Method& method) {
  return annualize(s, method).error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_cumulative)

BOOST_AUTO_TEST_CASE(the_latest_period_counts_as_elapsed) {
  const series<usd> year = months(calendar_month(2025, 1), 12);
  const method::year_to_date ytd(calendar_years);
  for (std::size_t i = 0; i < 12; ++i) {
    BOOST_TEST((factor_at(year, ytd, i) == ratio(12, static_cast<int>(i) + 1)));
    BOOST_TEST((annualize(year, ytd, i)->value() == usd(120)));
  }
}

BOOST_AUTO_TEST_CASE(microsofts_year_begins_in_july) {
  // SEC company facts, CIK 789019: 10-Q 0001193125-25-256321, 0001193125-26-027207; the quarter before is the year
  // (10-K 0000950170-25-100235) less nine months.
  const series<usd> s = in_millions({{2025y / Q2, 281'724 - 205'283}, {2025y / Q3, 77'673}, {2025y / Q4, 81'273}});
  const method::year_to_date ytd(microsoft);
  BOOST_TEST((factor_at(s, ytd, 1) == ratio(4)));
  BOOST_TEST((annualize(s, ytd)->factor() == ratio(2)));
  BOOST_TEST((annualize(s, ytd)->value() == usd(317'892_mn)));  // (77,673 + 81,273) * 2
  BOOST_TEST((annualize(s, ytd)->basis() == period(2025y / H2)));
  // By the calendar's years the same quarters begin none.
  BOOST_TEST((why_not(s, method::year_to_date(calendar_years)) == reason_code::not_enough_history));
}

BOOST_AUTO_TEST_CASE(costcos_years_add_up_whatever_their_quarters_weeks) {
  const series<usd> s = costcos_quarters();
  const method::year_to_date ytd(costco);
  BOOST_TEST((annualize(s, method::trailing_twelve_months)->value() == usd(242'290_mn)));
  BOOST_TEST((annualize(s, method::trailing_twelve_months)->basis().days() == 371));
  BOOST_TEST((annualize(s, method::trailing_twelve_months, 3)->value() == usd(226'954_mn)));
  BOOST_TEST((annualize(s, ytd)->value() == usd(242'290_mn)));
  BOOST_TEST((annualize(s, ytd, 3)->factor() == ratio(1)));
  // Twelve months up to May 2023: 242,290 - 78,939 + 72,091.
  BOOST_TEST((annualize(s, method::trailing_twelve_months, 6)->value() == usd(235'442_mn)));
  BOOST_TEST((trailing_from_cumulative(usd(226'954_mn), usd(163'351_mn), usd(154'863_mn)) == usd(235'442_mn)));
  // A quarter of 12 weeks by weeks is 52/12 of itself; one of 17 is 52/17.
  BOOST_TEST((factor_at(s, method::week_weighted, 4) == ratio(52, 12)));
  BOOST_TEST((factor_at(s, method::week_weighted, 7) == ratio(52, 17)));
  // Its season is in the weeks: the fourth quarter of 2022 had 72,091 of 226,954.
  BOOST_TEST((factor_at(s, method::seasonal_share(costco), 7) == ratio(226'954, 72'091)));
  BOOST_TEST((factor_at(s, method::seasonal_share(costco), 4) == ratio(226'954, 50'363)));
}

BOOST_AUTO_TEST_CASE(apples_quarter_of_fourteen_weeks_is_its_first) {
  const series<usd> s = apples_quarters();
  BOOST_TEST((s[4].during().days() == 98));
  BOOST_TEST((annualize(s, method::times_four, 4)->value() == usd(468'616_mn)));
  // 117,154 * 52 / 14
  BOOST_TEST((annualize(s, method::week_weighted, 4)->value() == usd(435'143'428'571.43_dec)));
  BOOST_TEST((annualize(s, method::trailing_twelve_months)->value() == usd(383'285_mn)));
  BOOST_TEST((annualize(s, method::trailing_twelve_months, 3)->value() == usd(394'328_mn)));
  // Up to December 2022: 53 weeks, 371 days.
  BOOST_TEST((annualize(s, method::trailing_twelve_months, 4)->basis().days() == 371));
  BOOST_TEST((annualize(s, method::trailing_twelve_months, 4)->value() == usd(387'537_mn)));
  BOOST_TEST((annualize(s, method::year_to_date(apple), 5)->value() == usd(423'980_mn)));  // 211,990 * 2
  BOOST_TEST((factor_at(s, method::seasonal_share(apple), 4) == ratio(394'328, 123'945)));
}

BOOST_AUTO_TEST_CASE(a_year_that_begins_late_says_so) {
  const series<usd> late = months(calendar_month(2025, 3), 4);
  const method::year_to_date ytd(calendar_years);
  BOOST_TEST((why_not(late, ytd) == reason_code::not_enough_history));
  BOOST_TEST(
      annualize(late, ytd).error().text ==
      "no period begins with the fiscal year 2025-01-01 to 2025-12-31, which holds 2025-06-01 to 2025-06-30; the "
      "history begins on 2025-03-01");
  // By the periods that have a figure: four of twelve. By six that are declared: 40 * 12 / 6.
  const method::year_to_date present(calendar_years, method::elapsed::present);
  BOOST_TEST((annualize(late, present)->factor() == ratio(3)));
  BOOST_TEST((annualize(late, present)->value() == usd(120)));
  BOOST_TEST((annualize(late, present.declared(6))->value() == usd(80)));
  // Older years are never counted in.
  const series<usd> over_new_year = months(calendar_month(2024, 11), 4);
  BOOST_TEST((annualize(over_new_year, present)->factor() == ratio(6)));
  BOOST_CHECK_THROW((void)ytd.declared(0), contract_error);
}

BOOST_AUTO_TEST_CASE(a_period_over_the_years_end_is_in_no_year_to_date) {
  const series<usd> s{usd(5).over(period::inclusive(date_of(2024, 12, 1), date_of(2025, 2, 28)))};
  BOOST_TEST((why_not(s, method::year_to_date(calendar_years)) == reason_code::not_enough_history));
  BOOST_TEST(
      (why_not(s, method::year_to_date(calendar_years, method::elapsed::present)) == reason_code::not_enough_history));
}

BOOST_AUTO_TEST_CASE(a_cumulative_flow_counts_its_months) {
  const method::year_to_date ytd(calendar_years);
  const auto factor = [&](period during) { return annualize(usd(9).over(during), ytd).factor(); };
  BOOST_TEST((factor(period(2025y / H1)) == ratio(2)));
  BOOST_TEST((factor(period::inclusive(date_of(2025, 1, 1), date_of(2025, 9, 30))) == ratio(12, 9)));
  BOOST_TEST((factor(calendar_year(2025)) == ratio(1)));
  BOOST_TEST((factor(calendar_month(2025, 1)) == ratio(12)));
  // Nine months of a week calendar are no whole months: say how many.
  BOOST_CHECK_THROW(
      (void)annualize(usd(9).over(period::between(costco.year(2023).begin(), costco.quarter(2023, 4).begin())),
                      method::year_to_date(costco)),
      contract_error);
}

BOOST_AUTO_TEST_CASE(more_periods_than_a_year_has_is_a_contradiction) {
  const method::year_to_date ytd(calendar_years);
  BOOST_TEST((why_not(months(calendar_month(2025, 1), 3), ytd.declared(13)) == reason_code::contradiction));
  BOOST_TEST((why_not(series<usd>{usd(5).over(2025y / Q1)}, ytd.declared(5)) == reason_code::contradiction));
}

BOOST_AUTO_TEST_CASE(months_and_quarters_are_not_counted_as_one) {
  const series<usd> mixed{usd(5).over(2025y / Q1), usd(2).over(calendar_month(2025, 4))};
  BOOST_TEST((why_not(mixed, method::year_to_date(calendar_years)) == reason_code::wrong_period));
}

BOOST_AUTO_TEST_CASE(trailing_twelve_months_are_a_year_or_nothing) {
  BOOST_TEST((why_not(months(calendar_month(2025, 1), 11), method::trailing_twelve_months) ==
              reason_code::not_enough_history));
  BOOST_TEST((annualize(months(calendar_month(2024, 1), 14), method::trailing_twelve_months)->basis() ==
              period::inclusive(date_of(2024, 3, 1), date_of(2025, 2, 28))));
  BOOST_TEST(
      (annualize(series<usd>{usd(7).over(calendar_year(2024))}, method::trailing_twelve_months)->value() == usd(7)));
  // Two halves of 183 and 190 days tile 373: no year.
  const date start = date_of(2025, 1, 1);
  const auto part = [&](int from, int to) {
    return usd(5).over(period::between(start + std::chrono::days{from}, start + std::chrono::days{to}));
  };
  const series<usd> odd{part(0, 190), part(190, 373)};
  BOOST_TEST((why_not(odd, method::trailing_twelve_months) == reason_code::wrong_period));
}

BOOST_AUTO_TEST_CASE(windows_of_usage_are_of_exactly_their_days) {
  series<usd> weeks;
  for (int i = 0; i < 5; ++i) {
    const date monday = date_of(2026, 1, 5) + std::chrono::days{7 * i};
    weeks.push_back(usd(decimal(i + 1)).over(period::between(monday, monday + std::chrono::days{7})));
  }
  BOOST_TEST((annualize(weeks, method::usage_28_days)->value() == usd(182)));  // (2 + 3 + 4 + 5) * 13
  BOOST_TEST((annualize(weeks, method::usage_28_days, 2).error().code == reason_code::not_enough_history));
  BOOST_TEST((why_not(weeks, method::usage_30_days) == reason_code::wrong_period));
  const series<usd> april{usd(7).over(calendar_month(2026, 4))};
  BOOST_TEST((annualize(april, method::usage_30_days)->value() == usd(84)));
  BOOST_TEST((annualize(series<usd>{usd(7).over(2026y / Q1)}, method::usage_90_days)->value() == usd(28)));
  // A month is not thirty days: 365/30 is 1.39% more than twelve, and thirty-one days are no window of thirty.
  BOOST_TEST((why_not(months(calendar_month(2026, 1), 1), method::usage_30_days) == reason_code::wrong_period));
  BOOST_CHECK_THROW(method::usage_window(0, 12, "none", ""), contract_error);
}

BOOST_AUTO_TEST_CASE(three_months_times_four_are_three_months) {
  const series<usd> s = months(calendar_month(2025, 10), 3, 11);
  BOOST_TEST((annualize(s, method::trailing_three_months)->value() == usd(132)));
  BOOST_TEST((annualize(s, method::trailing_three_months)->basis() == period(2025y / Q4)));
  BOOST_TEST((annualize(s, method::trailing_three_months, 1).error().code == reason_code::not_enough_history));
  BOOST_TEST(
      (why_not(series<usd>{usd(1).over(2025y / Q4)}, method::trailing_three_months) == reason_code::wrong_period));
}

BOOST_AUTO_TEST_CASE(a_hybrid_without_its_parts_has_no_figure) {
  const dated_amount february{decimal(-100), calendar_month(2026, 2)};
  const method::hybrid_28_days hybrid(february);
  const period weeks = period::inclusive(date_of(2026, 2, 1), date_of(2026, 2, 28));
  BOOST_TEST((why_not(series<usd>{usd(100).over(weeks)}, hybrid) == reason_code::division_by_zero));
  BOOST_TEST((why_not(series<usd>{usd(100).over(2026y / Q1)}, hybrid) == reason_code::wrong_period));
  BOOST_CHECK_THROW(method::hybrid_28_days(dated_amount{decimal(1), 2026y / Q1}), contract_error);
  // Consumption to the million and subscriptions to the thousand: 13 * 0.5 million + 12 * 500.
  const method::hybrid_28_days rounded(usd(7_mn).over(calendar_month(2026, 2)).stated_to(-3).dated());
  const auto r = annualize(usd(100_mn).over(weeks).stated_to(-6), rounded);
  BOOST_TEST((r.value() == usd(1384_mn)));
  BOOST_TEST((r.bounds() == interval(1377.494_mn, 1390.506_mn)));
  BOOST_TEST((annualize(usd(100_mn).over(weeks), rounded, round_to{-7}).value() == usd(1380_mn)));
}

BOOST_AUTO_TEST_SUITE_END()
