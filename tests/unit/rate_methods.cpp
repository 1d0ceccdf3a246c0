// Every method on its own: its factor, its reasons, its bounds, its inverse.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/compare.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

using namespace runrate;

namespace {

period of_days(int count) {
  return period::between(date_of(2025, 1, 6), date_of(2025, 1, 6) + std::chrono::days{count});
}

template <class Method>
result<annualization> alone(const Method& method, period during, decimal amount = 1000) {
  const dated_amount one[] = {{amount, during}};
  return method(history(one));
}

template <class Method>
ratio factor_over(const Method& method, period during) {
  return alone(method, during).value().factor;
}

template <class Method>
bool refuses(const Method& method, period during, reason_code code) {
  const auto how = alone(method, during);
  return !how && how.error().code == code && !how.error().text.empty();
}

const series<usd>& aws() {
  // Amazon's quarterly results, segment table (ir.aboutamazon.com), in millions.
  static const series<usd> s = [] {
    series<usd> quarters;
    calendar_quarter at(2023, 1);
    for (const int millions :
         {21354, 22140, 23059, 24204, 25037, 26281, 27452, 28786, 29267, 30873, 33006, 35579, 37587, 42232}) {
      quarters.push_back(usd(decimal(millions) * 1'000'000).over(at).stated_to(-6));
      ++at;
    }
    return quarters;
  }();
  return s;
}

constexpr month_calendar calendar_years(std::chrono::December, year_naming::by_end);

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_methods)

BOOST_AUTO_TEST_CASE(awss_latest_quarter_by_every_method) {
  // 42,232 million in the 91 days to June 2026; the factors by fractions, the figures rounded once to the cent.
  const auto value = [](const auto& method) { return annualize(aws(), method).value().value(); };
  BOOST_TEST((value(method::times_four) == usd(168'928_mn)));
  BOOST_TEST((value(method::exit_rate) == usd(168'928_mn)));
  BOOST_TEST((value(method::day_weighted) == usd(169'392'087'912.09_dec)));
  BOOST_TEST((value(method::day_weighted_365) == usd(169'392'087'912.09_dec)));
  BOOST_TEST((value(method::day_weighted_360) == usd(167'071'648'351.65_dec)));
  BOOST_TEST((value(method::week_weighted) == usd(168'928_mn)));
  BOOST_TEST((value(method::year_to_date(calendar_years)) == usd(159'638_mn)));
  BOOST_TEST((value(method::trailing_twelve_months) == usd(148'404_mn)));
  BOOST_TEST((value(method::compounded) == usd(227'976'338'279.42_dec)));
  BOOST_TEST((value(method::log_compounded) == usd(178'960'827'123.44_dec)));
  BOOST_TEST((value(method::seasonal_share(calendar_years)) == usd(174'001'389'237.67_dec)));
}

BOOST_AUTO_TEST_CASE(times_is_for_its_own_kind_of_period_only) {
  for (const int days : {84, 89, 90, 91, 92, 98, 112, 119}) {
    BOOST_TEST((factor_over(method::times_four, of_days(days)) == ratio(4)), days);
    BOOST_TEST(refuses(method::times_twelve, of_days(days), reason_code::wrong_period), days);
  }
  for (const int days : {28, 29, 30, 31, 35, 42}) {
    BOOST_TEST((factor_over(method::times_twelve, of_days(days)) == ratio(12)), days);
  }
  BOOST_TEST((factor_over(method::times_fifty_two, of_days(7)) == ratio(52)));
  BOOST_TEST((factor_over(method::times_two, calendar_half(2025, 1)) == ratio(2)));
  // 28 days times twelve is a month; times thirteen is a window of usage. The two are never mixed.
  BOOST_TEST((factor_over(method::usage_28_days, of_days(28)) == ratio(13)));
  BOOST_TEST(refuses(method::usage_28_days, of_days(30), reason_code::wrong_period));
  // The dead zones, a nine months and a day are nobody's.
  for (const int days : {1, 60, 99, 111, 120, 150, 167, 273, 365, 372}) {
    BOOST_TEST(refuses(method::times_four, of_days(days), reason_code::wrong_period), days);
    BOOST_TEST(refuses(method::times_twelve, of_days(days), reason_code::wrong_period), days);
    BOOST_TEST(refuses(method::exit_rate, of_days(days), reason_code::wrong_period), days);
  }
  BOOST_TEST(alone(method::times_four, of_days(130)).error().text ==
             "x4 is for quarter; 2025-01-06 to 2025-05-15 has 130 days");
}

BOOST_AUTO_TEST_CASE(the_kind_of_every_length_is_that_of_the_table) {
  for (int days = -3; days < 2000; ++days) {
    period_kind expected = period_kind::other;
    for (const auto& known : detail::known_lengths) {
      if (known.least <= days && days <= known.greatest) expected = known.kind;
    }
    BOOST_REQUIRE((detail::kind_of_length(days) == expected));
  }
}

BOOST_AUTO_TEST_CASE(the_exit_rate_counts_whatever_part_comes_last) {
  BOOST_TEST((factor_over(method::exit_rate, calendar_month(2025, 12)) == ratio(12)));
  BOOST_TEST((factor_over(method::exit_rate, 2025y / Q4) == ratio(4)));
  BOOST_TEST((factor_over(method::exit_rate, 2025y / H2) == ratio(2)));
  BOOST_TEST((factor_over(method::exit_rate, of_days(7)) == ratio(52)));
  BOOST_TEST(refuses(method::exit_rate, calendar_year(2025), reason_code::wrong_period));
  // AWS's 2025 brought 128.7 billion and was left at 142.3.
  BOOST_TEST((annualize(aws(), method::exit_rate, 11)->value() == usd(142'316_mn)));
  BOOST_TEST((annualize(aws(), method::trailing_twelve_months, 11)->value() == usd(128'725_mn)));
}

BOOST_AUTO_TEST_CASE(days_are_weighted_by_the_year_of_the_last_day) {
  BOOST_TEST((factor_over(method::day_weighted, 2024y / Q1) == ratio(366, 91)));
  BOOST_TEST((factor_over(method::day_weighted, 2025y / Q1) == ratio(365, 90)));
  BOOST_TEST((factor_over(method::day_weighted_365, 2024y / Q1) == ratio(365, 91)));
  BOOST_TEST((factor_over(method::day_weighted_360, 2024y / Q1) == ratio(360, 91)));
  // A whole year of any length is itself.
  BOOST_TEST((factor_over(method::day_weighted, calendar_year(2024)) == ratio(1)));
  BOOST_TEST((factor_over(method::day_weighted, calendar_year(2025)) == ratio(1)));
  const period over_new_year = period::inclusive(date_of(2024, 11, 1), date_of(2025, 1, 31));
  BOOST_TEST((factor_over(method::day_weighted, over_new_year) == ratio(365, 92)));
  constexpr method::weighted_by_days isda(actual_actual_isda, "isda", "");
  BOOST_TEST((factor_over(isda, over_new_year) == ratio(133'590, 33'611)));
  // Any period has an answer: partial ones too.
  BOOST_TEST((factor_over(method::day_weighted, of_days(1)) == ratio(365)));
}

BOOST_AUTO_TEST_CASE(a_53_week_year_comes_to_52_53rds_by_weeks) {
  BOOST_TEST((factor_over(method::week_weighted, of_days(371)) == ratio(52, 53)));
  BOOST_TEST((factor_over(method::week_weighted, of_days(364)) == ratio(1)));
  BOOST_TEST((factor_over(method::week_weighted, of_days(91)) == ratio(4)));
  BOOST_TEST((factor_over(method::week_weighted, of_days(98)) == ratio(4) * ratio(13, 14)));
  BOOST_TEST((factor_over(method::week_weighted, of_days(84)) == ratio(52, 12)));
  // Four weeks are no month: 52/4 = 13, not 12.
  BOOST_TEST((factor_over(method::week_weighted, of_days(28)) == ratio(13)));
}

BOOST_AUTO_TEST_CASE(a_seasonal_factor_is_that_of_the_periods_own_place) {
  const method::seasonally_adjusted<4> quarters({ratio(9, 10), ratio(1), ratio(1), ratio(11, 10)});
  BOOST_TEST((annualize(usd(1_bn).over(2026y / Q1), quarters).value() == usd(4'444'444'444.44_dec)));
  BOOST_TEST((annualize(usd(1_bn).over(2026y / Q2), quarters).value() == usd(4_bn)));
  BOOST_TEST((factor_over(quarters, 2026y / Q4) == ratio(40, 11)));
  // Nvidia's quarter to 25 January stands beside the calendar's fourth.
  BOOST_TEST((factor_over(quarters, period::inclusive(date_of(2025, 10, 27), date_of(2026, 1, 25))) == ratio(40, 11)));
  BOOST_TEST(refuses(quarters, calendar_month(2026, 1), reason_code::wrong_period));
  BOOST_CHECK_THROW(method::seasonally_adjusted<4>({ratio(1), ratio(0), ratio(1), ratio(1)}), contract_error);
}

BOOST_AUTO_TEST_CASE(seasonal_shares_are_means_over_past_years) {
  // Second quarters: 22,140 of 90,757, 26,281 of 107,556, 30,873 of 128,725.
  const ratio three = (ratio(22'140, 90'757) + ratio(26'281, 107'556) + ratio(30'873, 128'725)) / ratio(3);
  BOOST_TEST((annualize(aws(), method::seasonal_share(calendar_years))->factor() == ratio(1) / three));
  BOOST_TEST((annualize(aws(), method::seasonal_share(calendar_years, 1))->factor() == ratio(128'725, 30'873)));
  // In a year that is over, its own figures are not looked at.
  BOOST_TEST((annualize(aws(), method::seasonal_share(calendar_years, 1), 9)->factor() == ratio(107'556, 26'281)));
  BOOST_TEST(
      (annualize(aws(), method::seasonal_share(calendar_years), 3).error().code == reason_code::not_enough_history));
  // Without its year's beginning a quarter has no place.
  const auto late = aws().amounts().subspan(1, 2);
  BOOST_TEST((method::seasonal_share(calendar_years)(history(late)).error().code == reason_code::not_enough_history));
  BOOST_CHECK_THROW(method::seasonal_share(calendar_years, 0), contract_error);
}

BOOST_AUTO_TEST_CASE(a_share_of_nothing_has_no_answer) {
  series<usd> s{usd(0).over(2024y / Q1), usd(5).over(2024y / Q2), usd(5).over(2024y / Q3), usd(5).over(2024y / Q4),
                usd(7).over(2025y / Q1)};
  BOOST_TEST((annualize(s, method::seasonal_share(calendar_years)).error().code == reason_code::base_not_positive));
}

BOOST_AUTO_TEST_CASE(bounds_hold_every_unrounded_value) {
  const auto rate = [](const auto& method) { return annualize(aws(), method).value(); };
  BOOST_TEST((rate(method::times_four).bounds() == interval(168'926_mn, 168'930_mn)));
  // Four figures, each within half a million.
  BOOST_TEST((rate(method::trailing_twelve_months).bounds() == interval(148'402_mn, 148'406_mn)));
  BOOST_TEST((rate(method::year_to_date(calendar_years)).bounds() == interval(159'636_mn, 159'640_mn)));
  // Both figures of a growth rate, outwards to the billionth.
  BOOST_TEST(
      (rate(method::compounded).bounds() == interval(227'958'478'976.146920157_dec, 227'994'199'150.181172698_dec)));
  const interval log_bounds = rate(method::log_compounded).bounds();
  BOOST_TEST(log_bounds.contains(178'960'827'123.44_dec));
  BOOST_TEST((log_bounds.high() - log_bounds.low() > 4_mn && log_bounds.high() - log_bounds.low() < 12_mn));
  // x / s with the shares' own rounding: 42,231.5 / (30,873.5 / (30,873.5 + 97,850.5)) at the least.
  const interval share = rate(method::seasonal_share(calendar_years, 1)).bounds();
  const ratio least = ratio(42'231.5_mn) * ratio(30'873.5_mn + 97'850.5_mn) / ratio(30'873.5_mn);
  const ratio most = ratio(42'232.5_mn) * ratio(30'872.5_mn + 97'853.5_mn) / ratio(30'872.5_mn);
  BOOST_TEST((share.low() == round(least, {9, rounding::floor})));
  BOOST_TEST((share.high() == round(most, {9, rounding::ceiling})));
  // A figure that was not rounded is a point.
  BOOST_TEST(annualize(usd(15).over(2025y / Q1), method::times_four).bounds().is_point());
}

BOOST_AUTO_TEST_CASE(losses_are_annualized_with_their_bounds_the_right_way_round) {
  const auto r = annualize(usd(-10_mn).over(2025y / Q1).stated_to(-6), method::times_four);
  BOOST_TEST((r.value() == usd(-40_mn)));
  BOOST_TEST((r.bounds() == interval(-42_mn, -38_mn)));
  BOOST_TEST((annualize(series<usd>{usd(-10_mn).over(2025y / Q1).stated_to(-6)}, method::day_weighted)->value() ==
              usd(-40'555'555.56_dec)));
}

BOOST_AUTO_TEST_CASE(compounding_is_not_times_four) {
  // 100, then 110: the next year brings 110 (1.1 + 1.21 + 1.331 + 1.4641) = 561.561.
  const series<usd> s{usd(100).over(2025y / Q1), usd(110).over(2025y / Q2)};
  const auto r = annualize(s, method::compounded).value();
  BOOST_TEST((r.factor() == ratio(5.1051_dec)));
  BOOST_TEST((r.value() == usd(561.56_dec)));
  BOOST_TEST((r.exact_value() == ratio(561.561_dec)));
  const series<usd> flat{usd(100).over(2025y / Q1), usd(100).over(2025y / Q2)};
  BOOST_TEST((annualize(flat, method::compounded)->value() == usd(400)));
  BOOST_TEST((annualize(flat, method::log_compounded)->value() == usd(400)));
  BOOST_TEST(!annualize(flat, method::log_compounded)->factor_is_rounded());
  const series<usd> months{usd(100).over(calendar_month(2025, 1)), usd(100).over(calendar_month(2025, 2))};
  BOOST_TEST((annualize(months, method::compounded)->factor() == ratio(12)));
}

BOOST_AUTO_TEST_CASE(growth_that_is_not_there_is_not_compounded) {
  const auto refused = [](const series<usd>& s, reason_code code) {
    const auto a = annualize(s, method::compounded), b = annualize(s, method::log_compounded);
    return !a && !b && a.error().code == code && b.error().code == code;
  };
  BOOST_TEST(refused({usd(5).over(2025y / Q1)}, reason_code::not_enough_history));
  BOOST_TEST(refused({usd(0).over(2025y / Q1), usd(5).over(2025y / Q2)}, reason_code::base_not_positive));
  BOOST_TEST(refused({usd(-5).over(2025y / Q1), usd(5).over(2025y / Q2)}, reason_code::base_not_positive));
  BOOST_TEST(refused({usd(5).over(2025y / Q1), usd(-5).over(2025y / Q2)}, reason_code::base_not_positive));
  BOOST_TEST(refused({usd(5).over(2025y / Q1), usd(5).over(calendar_month(2025, 4))}, reason_code::wrong_period));
  BOOST_TEST(refused({usd(5).over(of_days(130)), usd(5).over(period::between(of_days(130).end(), date_of(2025, 9, 1)))},
                     reason_code::wrong_period));
  // 400 thousand to the million may have been nothing.
  const series<usd> rounded{usd(400_k).over(2025y / Q1).stated_to(-6), usd(2_mn).over(2025y / Q2).stated_to(-6)};
  BOOST_TEST(refused(rounded, reason_code::base_not_positive));
  BOOST_TEST(
      (annualize(rounded, method::compounded).error().text ==
       "2025-01-01 to 2025-03-31 brought 400000, which is within its rounding of 0: there is no growth to compound"));
}

BOOST_AUTO_TEST_CASE(the_logarithmic_factor_is_right_in_its_thirty_sixth_place) {
  // m r ln r / (r - 1), by mpmath 1.3 with 200 digits.
  const auto factor = [](decimal now, decimal before, int per_year) {
    const date middle = date_of(2025, 2, 1);
    const std::chrono::days length{per_year == 52 ? 7 : per_year == 12 ? 28 : 91};
    const series<usd> s{usd(before).over(period::between(middle - length, middle)),
                        usd(now).over(period::between(middle, middle + length))};
    return annualize(s, method::log_compounded, 1, round_to{-27}).value().factor();
  };
  const auto to_36_places = [](const char* digits) {
    const ratio billion(1'000'000'000);
    ratio value;
    for (const char* p = digits; *p != '\0'; ++p) value = value * ratio(10) + ratio(*p - '0');
    return value / (billion * billion * billion * billion);
  };
  BOOST_TEST((factor(42'232, 37'587, 4) == to_36_places("4237564574811627300939375347749273496")));
  BOOST_TEST((factor(42'232_mn, 37'587_mn, 4) == to_36_places("4237564574811627300939375347749273496")));
  BOOST_TEST((factor(3, 2, 4) == to_36_places("4865581297297972583736157385572189639")));
  BOOST_TEST((factor(1, 2, 4) == to_36_places("2772588722239781237668928485832706272")));
  BOOST_TEST((factor(9, 8, 12) == to_36_places("12720567850889413090189763822816344147")));
  BOOST_TEST((factor(7, 3, 52) == to_36_places("77104105295235528847619783093379516274")));
  // Extremely near 1, from both sides.
  BOOST_TEST((factor(1.000000001_dec, 1, 4) == to_36_places("4000000001999999999333333333666666666")));
  BOOST_TEST((factor(1'000'000'000'000'000'000.000000001_dec, 1'000'000'000'000'000'000_dec, 4) ==
              to_36_places("4000000000000000000000000002000000000")));
  BOOST_TEST((factor(1'000'000'000'000'000'000_dec, 1'000'000'000'000'000'000.000000001_dec, 4) ==
              to_36_places("3999999999999999999999999998000000000")));
  // Beyond four times or a quarter, where the series gives way to the general logarithm.
  BOOST_TEST((factor(5, 1, 4) == to_36_places("8047189562170501873003796666130938198")));
  BOOST_TEST((factor(1, 100, 12) == to_36_places("558202446786435317337694898105300414")));
  BOOST_TEST((factor(1000, 1, 4) == to_36_places("27658679795724272480696594050262633124")));
}

BOOST_AUTO_TEST_CASE(de_annualizing_undoes_annualizing) {
  for (const period quarter : {period(2025y / Q1), period(2024y / Q1), period(2025y / Q4), of_days(98)}) {
    const auto q = usd(12'345.67_dec).over(quarter);
    const auto back = [&](const auto& method) {
      return de_annualize(annualize(q, method, round_to{9}).value(), method, quarter);
    };
    BOOST_TEST((back(method::times_four).amount() == q.amount()));
    BOOST_TEST((back(method::day_weighted).amount() == q.amount()));
    BOOST_TEST((back(method::week_weighted).amount() == q.amount()));
    BOOST_TEST((back(method::day_weighted_360).during() == quarter));
  }
  BOOST_TEST((de_annualize(usd(142_bn), method::times_four, 2025y / Q4).amount() == usd(35.5_bn)));
  BOOST_CHECK_THROW((void)de_annualize(usd(142_bn), method::trailing_twelve_months, 2025y / Q4), contract_error);
  BOOST_CHECK_THROW((void)de_annualize(usd(142_bn), method::compounded, 2025y / Q4), contract_error);
}

BOOST_AUTO_TEST_CASE(a_flow_that_a_method_is_not_for_is_the_callers_bug) {
  BOOST_CHECK_EXCEPTION((void)annualize(usd(1_bn).over(calendar_year(2025)), method::times_four), contract_error,
                        [](const contract_error& e) {
                          return std::string(e.what()) ==
                                 "annualize by x4: x4 is for quarter; 2025-01-01 to 2025-12-31 has 365 days";
                        });
  BOOST_TEST((!annualize(series<usd>{usd(1_bn).over(calendar_year(2025))}, method::times_four)));
}

BOOST_AUTO_TEST_CASE(a_run_rate_knows_how_it_was_made) {
  constexpr auto r = annualize(usd(35.579_bn).over(2025y / Q4).stated_to(-6), method::day_weighted);
  static_assert(r.factor() == ratio(365, 92) && r.basis() == 2025y / Q4);
  static_assert(r.basis_amount() == usd(35.579_bn) && r.method() == "day");
  BOOST_TEST((r.value() == usd(141'155'815'217.39_dec)));  // 35,579,000,000 * 365 / 92
  BOOST_TEST(
      (annualize(usd(35.579_bn).over(2025y / Q4), method::day_weighted, round_to{-6}).value() == usd(141'156_mn)));
  // Yen have no cents, Kuwaiti dinars three places.
  BOOST_TEST((annualize(jpy(100).over(2025y / Q4), method::day_weighted).value() == jpy(397)));
  BOOST_TEST(
      (annualize(currencies::kwd(100).over(2025y / Q4), method::day_weighted).value() == currencies::kwd(396.739_dec)));
}

// -- A method of the user's own ---------------------------------------------------------------------------------------

struct trading_days {
  int in_period;
  static constexpr std::string_view name() { return "trading-days"; }
  constexpr result<annualization> operator()(const history& h) const {
    return annualize_latest(h, ratio(252, in_period));
  }
};
static_assert(annualization_method<trading_days> && annualization_method<any_method>);
static_assert(annualize(usd(63_mn).over(2025y / Q1), trading_days{63}).value() == usd(252_mn));

BOOST_AUTO_TEST_CASE(a_users_method_is_as_good_as_the_librarys) {
  const any_method handle = trading_days{60};
  BOOST_TEST(handle.name() == "trading-days");
  BOOST_TEST(handle.formula().empty());
  const auto r = annualize(aws(), handle).value();
  BOOST_TEST((r.value() == usd(177'374.4_mn)));  // 42,232 * 4.2
  BOOST_TEST((r.bounds() == interval(177'372.3_mn, 177'376.5_mn)));
  const any_method methods[] = {trading_days{63}, method::times_four, method::times_twelve};
  const auto compared = compare(aws(), std::span(methods));
  BOOST_TEST(compared.methods.size() == 3u);
  BOOST_TEST((compared.methods[0].rate->value() == compared.methods[1].rate->value()));
  BOOST_TEST(!compared.methods[2].rate.has_value());
}

BOOST_AUTO_TEST_CASE(a_handle_copies_and_moves_like_a_value) {
  any_method a = trading_days{63};
  any_method b = a;
  a = method::times_four;
  BOOST_TEST(a.name() == "x4");
  BOOST_TEST(b.name() == "trading-days");
  any_method c = std::move(b);
  b = c;
  BOOST_TEST(b.name() == c.name());
  BOOST_TEST(a.formula() == "quarter x 4");
}

// -- Side by side -----------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(all_methods_stand_side_by_side_with_their_spread) {
  const auto methods = every_method(calendar_years);
  const auto c = compare(aws(), std::span(methods));
  BOOST_TEST((c.during == period(2026y / Q2)));
  BOOST_TEST(c.methods.size() == methods.size());
  BOOST_REQUIRE(c.spread.has_value());
  BOOST_TEST(c.spread->lowest_method == "ttm");
  BOOST_TEST(c.spread->highest_method == "compound");
  BOOST_TEST((c.spread->low == usd(148'404_mn)));
  BOOST_TEST((c.spread->high == usd(227'976'338'279.42_dec)));
  BOOST_TEST((c.spread->difference() == usd(79'572'338'279.42_dec)));
  BOOST_TEST((c.spread->relative().value() == ratio(79'572'338'279.42_dec) / ratio(148'404_mn)));
  for (const auto& entry : c.methods) {
    BOOST_TEST(!entry.formula.empty(), entry.method);
    if (!entry.rate) BOOST_TEST(!entry.rate.error().text.empty(), entry.method);
  }
  BOOST_CHECK_THROW((void)compare(series<usd>(), std::span(methods)), contract_error);
}

BOOST_AUTO_TEST_CASE(a_spread_over_nothing_has_no_share) {
  const spread<money<usd>::currency_type> s{usd(0), usd(5), "a", "b"};
  BOOST_TEST((s.relative().error().code == reason_code::base_not_positive));
}

BOOST_AUTO_TEST_CASE(figures_come_with_their_cautions) {
  const auto said = [](const series<usd>& s, const any_method& method) {
    const any_method one[] = {method};
    const auto compared = compare(s, std::span(one));
    std::string codes;
    for (const caution& c : compared.methods[0].cautions) {
      codes += std::string(to_string(c.code)) + ' ';
      BOOST_TEST(!c.text.empty());
    }
    return codes;
  };
  const series<usd> q4{usd(33_bn).over(2025y / Q3).stated_to(-6), usd(35.579_bn).over(2025y / Q4).stated_to(-6)};
  BOOST_TEST(said(q4, method::times_four) == "length_overstates ");      // 92 x 4 = 368
  BOOST_TEST(said(aws(), method::times_four) == "length_understates ");  // 91 x 4 = 364
  BOOST_TEST(said(q4, method::compounded) == "projects_growth ");
  BOOST_TEST(said(aws(), method::compounded) == "projects_growth weeks_differ ");  // 91 days after 90
  BOOST_TEST(said(q4, method::log_compounded) == "projects_growth factor_rounded ");
  BOOST_TEST(said(aws(), method::trailing_twelve_months) == "looks_back ");
  const series<usd> leap{usd(1_bn).over(2024y / Q2)};
  BOOST_TEST(said(leap, method::day_weighted) == "leap_year precision_unknown ");
  const series<usd> long_quarter{
      usd(117.154_bn).over(period::inclusive(date_of(2022, 9, 25), date_of(2022, 12, 31))).stated_to(-6)};
  BOOST_TEST(said(long_quarter, method::times_four) == "length_overstates weeks_differ ");
  const series<usd> year{usd(1_bn).over(calendar_year(2025)).stated_to(-6)};
  BOOST_TEST(said(year, method::year_to_date(calendar_years)) == "is_whole_year ");
}

BOOST_AUTO_TEST_SUITE_END()
