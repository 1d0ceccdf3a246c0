// A series: flows that adjoin, and what does not is refused with a sentence.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/run_rate.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(rate_series)

BOOST_AUTO_TEST_CASE(a_gap_is_refused_because_unreported_is_not_zero) {
  series<usd> s{usd(1).over(2025y / Q1)};
  const auto added = s.append(usd(2).over(2025y / Q3));
  BOOST_REQUIRE(!added);
  BOOST_TEST((added.error().code == reason_code::contradiction));
  BOOST_TEST(added.error().text ==
             "2025-04-01 to 2025-06-30 is missing before 2025-07-01 to 2025-09-30: what was not "
             "reported is not zero");
  BOOST_TEST(s.size() == 1u);
  BOOST_TEST(s.append(usd(2).over(2025y / Q2)).value() == 1u);
}

BOOST_AUTO_TEST_CASE(overlaps_and_repeats_and_falling_dates_are_refused) {
  series<usd> s{usd(1).over(2025y / Q1), usd(1).over(2025y / Q2)};
  const auto text = [&](period during) { return s.append(usd(1).over(during)).error().text; };
  BOOST_TEST(text(2025y / Q2) == "2025-04-01 to 2025-06-30 is there twice");
  BOOST_TEST(text(calendar_month(2025, 6)) == "2025-06-01 to 2025-06-30 overlaps 2025-04-01 to 2025-06-30 before it");
  BOOST_TEST(text(2024y / Q4) ==
             "2024-10-01 to 2024-12-31 comes after 2025-04-01 to 2025-06-30: expected rising dates");
  BOOST_CHECK_THROW((series<usd>{usd(1).over(2025y / Q1), usd(1).over(2025y / Q3)}), contract_error);
  BOOST_CHECK_THROW((series<usd>{usd(1).over(2025y / Q1), usd(1).over(2025y / Q1)}), contract_error);
  BOOST_CHECK_THROW((series<usd>(std::initializer_list<flow<usd>>{})), contract_error);
}

BOOST_AUTO_TEST_CASE(a_second_currency_is_refused_at_run_time) {
  series<any_currency> s(currency::of<money<usd>::currency_type>());
  BOOST_TEST(s.append(flow<any_currency>(usd(1), 2025y / Q1)).has_value());
  const auto added = s.append(flow<any_currency>(eur(1), 2025y / Q2));
  BOOST_REQUIRE(!added);
  BOOST_TEST((added.error().code == reason_code::currency_mismatch));
  BOOST_TEST(added.error().text == "a series in USD can't take EUR: convert it with an fx_rate");
  BOOST_TEST((annualize(s, method::times_four)->value() == money<any_currency>(usd(4))));
}

BOOST_AUTO_TEST_CASE(flows_are_found_by_their_days) {
  series<usd> s;
  for (calendar_quarter q(2000, 1); q < calendar_quarter(2030, 1); ++q) s.push_back(usd(q.year()).over(q));
  for (std::size_t i = 0; i < s.size(); ++i) BOOST_TEST((s.find(s[i].during()) == i));
  BOOST_TEST(!s.find(calendar_month(2010, 1)).has_value());
  BOOST_TEST(!s.find(calendar_quarter(1999, 4)).has_value());
  BOOST_TEST(!s.find(calendar_quarter(2030, 1)).has_value());
  BOOST_CHECK_THROW((void)s[s.size()], contract_error);
  BOOST_CHECK_THROW((void)s.up_to(s.size()), contract_error);
  BOOST_CHECK_THROW((void)series<usd>().back(), contract_error);
}

BOOST_AUTO_TEST_CASE(what_had_ended_by_a_day_is_there_on_the_last_day_of_a_period_and_not_the_day_before) {
  series<usd> s;
  BOOST_TEST(s.ended_by(date_of(2025, 1, 1)).empty());
  for (calendar_month m(2024, 1); m < calendar_month(2026, 1); ++m) s.push_back(usd(m.month()).over(m));
  for (date day = date_of(2023, 12, 30); day < date_of(2026, 1, 3); day += std::chrono::days{1}) {
    std::size_t ended = 0;  // counted one by one
    while (ended < s.size() && s[ended].during().end() <= day + std::chrono::days{1}) ++ended;
    BOOST_TEST(s.ended_by(day).size() == ended);
  }
  s.keep_first(s.ended_by(date_of(2024, 2, 29)).size());
  BOOST_TEST(s.size() == 2u);
  BOOST_TEST((s.back().during() == period(calendar_month(2024, 2))));
  BOOST_CHECK_THROW(s.keep_first(3), contract_error);
  BOOST_TEST(s.append(usd(3).over(calendar_month(2024, 3))).has_value());  // and it goes on from there
  s.keep_first(0);
  BOOST_TEST(s.empty());
}

BOOST_AUTO_TEST_CASE(a_history_never_looks_ahead_nor_beyond_its_beginning) {
  const series<usd> s{usd(1).over(2025y / Q1), usd(2).over(2025y / Q2), usd(3).over(2025y / Q3)};
  BOOST_TEST(s.up_to(1).size() == 2u);
  BOOST_TEST((s.up_to(1).latest().amount == decimal(2)));
  BOOST_TEST((s.whole().ago(2).amount == decimal(1)));
  BOOST_TEST((s.whole().last(2).ago(1).amount == decimal(2)));
  BOOST_CHECK_THROW((void)s.whole().ago(3), contract_error);
  BOOST_CHECK_THROW((void)s.whole().last(4), contract_error);
  BOOST_CHECK_THROW((void)s.whole().last(0), contract_error);
  BOOST_CHECK_THROW(history({}), contract_error);
  // What comes later changes no figure.
  const series<usd> longer{usd(1).over(2025y / Q1), usd(2).over(2025y / Q2)};
  BOOST_TEST((annualize(s, method::compounded, 1)->value() == annualize(longer, method::compounded)->value()));
}

BOOST_AUTO_TEST_CASE(a_sum_carries_the_rounding_of_its_parts) {
  const series<usd> s{usd(10_mn).over(2025y / Q1).stated_to(-6), usd(5_mn).over(2025y / Q2).stated_to(-3),
                      usd(-1_mn).over(2025y / Q3)};
  const period_total total = sum(s.whole());
  BOOST_TEST((total.amount == decimal(14_mn)));
  BOOST_TEST((total.bounds == interval(13'499.5_k, 14'500.5_k)));
  BOOST_TEST((total.during == period::inclusive(date_of(2025, 1, 1), date_of(2025, 9, 30))));
  BOOST_TEST((sum(s.whole().for_figures_only()).amount == total.amount));
  BOOST_TEST(sum(s.whole().for_figures_only()).bounds.is_point());
}

BOOST_AUTO_TEST_CASE(a_sum_that_does_not_fit_throws) {
  const series<usd> s{usd(decimal::max()).over(2025y / Q1), usd(1).over(2025y / Q2)};
  BOOST_CHECK_THROW((void)sum(s.whole()), overflow_error);
  BOOST_CHECK_THROW((void)annualize(s, method::times_four, 0), overflow_error);
}

BOOST_AUTO_TEST_CASE(a_flow_refuses_a_precision_that_no_decimal_has) {
  BOOST_CHECK_THROW((void)usd(1).over(2025y / Q1).stated_to(10), contract_error);
  BOOST_CHECK_THROW((void)usd(1).over(2025y / Q1).stated_to(-28), contract_error);
  BOOST_TEST((usd(142_bn).over(2025y / Q1).stated_to(-9).bounds() == interval(141.5_bn, 142.5_bn)));
}

BOOST_AUTO_TEST_CASE(annualizing_each_gives_the_same_figures_and_reasons) {
  const series<usd> s{usd(0).over(2025y / Q1), usd(400_k).over(2025y / Q2).stated_to(-6), usd(7_mn).over(2025y / Q3),
                      usd(8_mn).over(calendar_month(2025, 10))};
  const auto same = [&](const auto& method) {
    std::size_t seen = 0;
    annualize_each(s.amounts(), method, round_to{2}, [&](std::size_t i, const auto& figure) {
      BOOST_TEST(i == seen++);
      const result<decimal> value = figure;
      BOOST_TEST(figure.has_value() == value.has_value());
      if (!figure) BOOST_CHECK_THROW((void)*figure, contract_error);
      const auto one = annualize(s, method, i);
      BOOST_REQUIRE(value.has_value() == one.has_value());
      if (value) {
        BOOST_TEST((usd(*value) == one->value()));
      } else {
        BOOST_TEST((value.error() == one.error()));
      }
    });
    BOOST_TEST(seen == s.size());
  };
  same(method::times_four);
  same(method::day_weighted);
  same(method::compounded);
  same(method::log_compounded);
  same(any_method(method::trailing_twelve_months));
  same(method::trailing_twelve_months);
  same(method::trailing_three_months);
  same(method::usage_90_days);
  same(method::hybrid_28_days(usd(3_mn).over(calendar_month(2025, 9)).dated()));
}

BOOST_AUTO_TEST_CASE(annualizing_each_week_by_its_last_four_counts_the_subscriptions_too) {
  std::vector<dated_amount> weeks;
  for (date day = date_of(2025, 1, 6); weeks.size() < 6; day += std::chrono::days{7})
    weeks.push_back({decimal(100 + static_cast<int>(weeks.size())), period::between(day, day + std::chrono::days{7})});
  const method::hybrid_28_days method({decimal(10), calendar_month(2025, 1)});
  std::vector<decimal> figures;
  annualize_each(weeks, method, round_to{2}, [&](std::size_t, const auto& figure) {
    if (figure) figures.push_back(*figure);
  });
  // 13 (100 + 101 + 102 + 103) + 12 * 10, and so on: each week on is 4 * 13 more
  BOOST_TEST((figures == std::vector<decimal>{5398, 5450, 5502}));
  const method::hybrid_28_days cancels({decimal(-406), calendar_month(2025, 1)});
  annualize_each(std::span(weeks).first(4), cancels, round_to{2}, [](std::size_t i, const auto& figure) {
    BOOST_TEST(!figure.has_value());
    BOOST_TEST((figure.error().code == (i < 3 ? reason_code::not_enough_history : reason_code::division_by_zero)));
  });
}

namespace {

struct by_a_fraction {
  std::int64_t numerator, denominator;
  static constexpr std::string_view name() { return "fraction"; }
  constexpr std::optional<scaled_periods> scaling(const history&) const {
    return scaled_periods{1, numerator, denominator};
  }
  constexpr result<annualization> operator()(const history& h) const { return annualize_scaled(h, *scaling(h)); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_users_fraction_may_have_its_sign_below_but_no_zero) {
  const series<usd> s{usd(7).over(2025y / Q1)};
  const auto figure = [&](const by_a_fraction& method) {
    decimal found;
    annualize_each(s.amounts(), method, round_to{2}, [&](std::size_t, const auto& one) { found = *one; });
    return found;
  };
  BOOST_TEST((figure({1, -2}) == -3.5_dec));
  BOOST_TEST((annualize(s, by_a_fraction{1, -2})->value() == usd(-3.5_dec)));
  BOOST_CHECK_THROW((void)figure({1, 0}), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
