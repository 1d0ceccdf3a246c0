// Growth in every form; a base of zero or less has none.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/growth.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

using namespace runrate;

namespace {

series<usd> quarters_from(calendar_quarter from, std::initializer_list<int> amounts) {
  series<usd> s;
  for (const int amount : amounts) s.push_back(usd(amount).over(from)), ++from;
  return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_growth)

BOOST_AUTO_TEST_CASE(growth_is_an_exact_fraction) {
  // AWS's quarters to June 2025 and 2026 (ir.aboutamazon.com).
  BOOST_TEST((growth(42.232_bn, 30.873_bn).value() == ratio(11'359, 30'873)));
  BOOST_TEST((growth(usd(42.232_bn), usd(30.873_bn)).value() == ratio(11'359, 30'873)));
  BOOST_TEST((growth(0, 5).value() == ratio(-1)));
  BOOST_TEST((growth(-5, 5).value() == ratio(-2)));
  BOOST_TEST((growth(5, 5).value() == ratio(0)));
  BOOST_CHECK_THROW((void)growth(money<any_currency>(usd(1)), money<any_currency>(eur(1))), contract_error);
}

BOOST_AUTO_TEST_CASE(a_base_of_zero_or_less_has_no_growth) {
  for (const decimal base : {decimal(0), decimal(-5), decimal(-0.000000001_dec)}) {
    BOOST_TEST((growth(10, base).error().code == reason_code::base_not_positive));
    BOOST_TEST((compounded_annual_rate(10, base, 4, 1, round_to{9}).error().code == reason_code::base_not_positive));
    BOOST_TEST((continuous_annual_rate(10, base, 4, 1, round_to{9}).error().code == reason_code::base_not_positive));
    BOOST_TEST((growth_per_day({10, 2025y / Q1}, {base, 2024y / Q1}).error().code == reason_code::base_not_positive));
    BOOST_TEST(
        (growth_bounds_percent(interval(decimal(10)), interval(base)).error().code == reason_code::base_not_positive));
  }
  BOOST_TEST(growth(10, -5).error().text == "there is no growth rate from a base of -5");
}

BOOST_AUTO_TEST_CASE(growth_in_a_series_is_on_the_same_period_of_last_year) {
  const series<usd> s = quarters_from(calendar_quarter(2024, 1), {100, 110, 120, 130, 125});
  BOOST_TEST((year_over_year(s.whole()).value() == ratio(25, 100)));
  BOOST_TEST((quarter_over_quarter(s.whole()).value() == ratio(-5, 130)));
  BOOST_TEST((year_over_year(s.up_to(3)).error().code == reason_code::not_enough_history));
  BOOST_TEST((quarter_over_quarter(s.up_to(0)).error().code == reason_code::not_enough_history));
  BOOST_TEST((month_over_month(s.whole()).error().code == reason_code::wrong_period));
  const series<usd> months{usd(100).over(calendar_month(2025, 1)), usd(103).over(calendar_month(2025, 2))};
  BOOST_TEST((month_over_month(months.whole()).value() == ratio(3, 100)));
  BOOST_TEST((quarter_over_quarter(months.whole()).error().code == reason_code::wrong_period));
}

BOOST_AUTO_TEST_CASE(a_year_of_53_weeks_still_has_a_last_year) {
  // Five quarters of 13 weeks and one of 14: the same quarter ended 371 days earlier.
  series<usd> s;
  date at = date_of(2022, 6, 26);
  for (const int weeks : {13, 14, 13, 13, 13}) {
    s.push_back(usd(decimal(100 + weeks)).over(period::between(at, at + std::chrono::days{7 * weeks})));
    at += std::chrono::days{7 * weeks};
  }
  BOOST_TEST((year_over_year(s.whole()).value() == ratio(0)));
  BOOST_TEST((s.whole().latest().during.end() - s.whole().ago(4).during.end()).count() == 371);
}

BOOST_AUTO_TEST_CASE(annual_rates_of_change_compound) {
  // FRED: (1.05)^4 - 1 for a quarter, (1.05)^12 - 1 for a month; 260 for business days.
  BOOST_TEST((compounded_annual_rate(105, 100, 12, 1, round_to{9}).value() == 0.795856326_dec));
  BOOST_TEST((compounded_annual_rate(121, 100, 4, 2, round_to{9}).value() == 0.4641_dec));
  BOOST_TEST((compounded_annual_rate(0, 100, 4, 1, round_to{9}).value() == decimal(-1)));
  BOOST_TEST((compounded_annual_rate(-1, 100, 4, 1, round_to{9}).error().code == reason_code::no_real_root));
  // 4 ln 1.05 = 0.195160656677728... (mpmath)
  BOOST_TEST((continuous_annual_rate(105, 100, 4, 1, round_to{9}).value() == 0.195160657_dec));
  BOOST_TEST((continuous_annual_rate(105, 100, 4, 1, {9, rounding::floor}).value() == 0.195160656_dec));
  BOOST_TEST((continuous_annual_rate(0, 100, 4, 1, round_to{9}).error().code == reason_code::no_real_root));
  BOOST_CHECK_THROW((void)compounded_annual_rate(1, 1, 0, 1, round_to{9}), contract_error);
  BOOST_CHECK_THROW((void)continuous_annual_rate(1, 1, 4, 0, round_to{9}), contract_error);
}

BOOST_AUTO_TEST_CASE(compound_annual_growth_is_over_years_and_parts_of_them) {
  // AWS, 45,370 million in 2020 to 128,725 in 2025 (ir.aboutamazon.com); roots by mpmath.
  BOOST_TEST((cagr(128'725, 45'370, 4, 1, round_to{9}).value() == 0.297847098_dec));
  BOOST_TEST((cagr(2, 1, 5, 2, round_to{9}).value() == 0.319507911_dec));
  BOOST_TEST((cagr(121, 100, 2, 1, round_to{9}).value() == 0.1_dec));
  BOOST_TEST((cagr(100, 0, 2, 1, round_to{9}).error().code == reason_code::base_not_positive));
}

BOOST_AUTO_TEST_CASE(years_to_a_multiple_are_a_quotient_of_logarithms) {
  // ln 2 / ln 1.1 = 7.27254089734172 (mpmath)
  BOOST_TEST((years_to_multiply(ratio(2), 10_pct, round_to{9}).value() == 7.272540897_dec));
  BOOST_TEST((years_to_multiply(ratio(1, 2), ratio(-1, 2), round_to{9}).value() == decimal(1)));
  BOOST_TEST((years_to_multiply(ratio(2), ratio(0), round_to{9}).error().code == reason_code::not_applicable));
  BOOST_TEST((years_to_multiply(ratio(2), ratio(-1, 10), round_to{9}).error().code == reason_code::not_applicable));
  BOOST_TEST((years_to_multiply(ratio(0), ratio(1, 10), round_to{9}).error().code == reason_code::no_real_root));
  BOOST_TEST((years_to_multiply(ratio(2), ratio(-1), round_to{9}).error().code == reason_code::no_real_root));
}

BOOST_AUTO_TEST_CASE(growth_bounds_hold_every_pair_of_unrounded_figures) {
  // 42,231.5 / 37,587.5 and 42,232.5 / 37,586.5, outwards.
  const interval g = growth_bounds_percent(rounding_interval(42.232_bn, -6), rounding_interval(37.587_bn, -6)).value();
  BOOST_TEST((g == interval(12.355171267_dec, 12.360821040_dec)));
  // A figure that may be below zero: lowest by the smaller base.
  const interval loss =
      growth_bounds_percent(interval(decimal(-10), decimal(20)), interval(decimal(4), decimal(5))).value();
  BOOST_TEST((loss == interval(decimal(-350), decimal(400))));
  const interval below =
      growth_bounds_percent(interval(decimal(-20), decimal(-10)), interval(decimal(4), decimal(5))).value();
  BOOST_TEST((below == interval(decimal(-600), decimal(-300))));
  for (int now = -3; now <= 3; ++now) {
    for (int before = 1; before <= 4; ++before) {
      const interval bounds =
          growth_bounds_percent(rounding_interval(decimal(now) * 10, -1), rounding_interval(decimal(before) * 10, -1))
              .value();
      for (int x = -5; x <= 5; ++x) {
        for (int b = -5; b <= 5; ++b) {
          const ratio exact = growth(decimal(now) * 10 + x, decimal(before) * 10 + b).value() * ratio(100);
          BOOST_TEST((ratio(bounds.low()) <= exact && exact <= ratio(bounds.high())));
        }
      }
    }
  }
  BOOST_TEST((growth_bounds_percent(interval(decimal(5)), rounding_interval(0, 0)).error().code ==
              reason_code::base_not_positive));
  // A side that is open has no bound to give.
  BOOST_TEST((growth_bounds_percent(interval(decimal(5)), interval::at_most(5)).error().code ==
              reason_code::base_not_positive));
}

BOOST_AUTO_TEST_SUITE_END()
