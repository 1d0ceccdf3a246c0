// What makes figures comparable, recurring revenue, retention, and bridges.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/adjustments.hpp>
#include <runrate/rate/bridge.hpp>
#include <runrate/rate/recurring.hpp>
#include <runrate/rate/retention.hpp>
#include <runrate/rate/run_rate.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <vector>

using namespace runrate;

namespace {

using dollars = money<usd>::currency_type;
using movements = recurring_movements<dollars>;

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_adjustments)

BOOST_AUTO_TEST_CASE(an_adjusted_flow_keeps_what_was_reported) {
  const auto reported = usd(100_mn).over(2025y / Q4).stated_to(-6);
  const auto adjusted = adjusted_flow(reported)
                            .with({adjustment_kind::one_off, "back-billing", usd(7_mn)})
                            .with({adjustment_kind::acquired, "Acme before closing", usd(4_mn)})
                            .with({adjustment_kind::divested, "the sold unit", usd(2_mn)})
                            .with({adjustment_kind::other, "a correction", usd(-1_mn)});
  BOOST_TEST((adjusted.reported() == reported));
  BOOST_TEST((adjusted.adjusted().amount() == usd(94_mn)));
  BOOST_TEST((adjusted.adjusted().during() == reported.during()));
  BOOST_TEST(adjusted.steps().size() == 4u);
  money<usd> left = reported.amount();
  for (const auto& step : adjusted.steps()) left += step.effect();
  BOOST_TEST((left == adjusted.adjusted().amount()));
  BOOST_TEST((annualize(adjusted.adjusted(), method::times_four).value() == usd(376_mn)));
  BOOST_TEST(to_string(adjustment_kind::acquired) == "acquired before closing");
}

BOOST_AUTO_TEST_CASE(constant_currency_takes_the_prior_periods_rate) {
  // 100 million euros at 1.10 then, 1.20 now: 110 million, where 120 were reported; nothing of it is growth on 110.
  constexpr fx_rate then(eur, usd, ratio(110, 100), 2024y / Q4);
  const auto local = eur(100_mn).over(2025y / Q4);
  BOOST_TEST((at_constant_currency(local, then, round_to{2}).amount() == usd(110_mn)));
  BOOST_TEST((at_constant_currency(local, then, round_to{2}).during() == period(2025y / Q4)));
}

BOOST_AUTO_TEST_CASE(a_basis_of_weeks_needs_a_week) {
  BOOST_CHECK_THROW((void)on_basis_of_weeks(usd(1).over(2025y / Q4), 0), contract_error);
}

BOOST_AUTO_TEST_CASE(monthly_recurring_revenue_comes_from_prices) {
  const std::vector<subscription<dollars>> plans{{usd(120), billing_interval::yearly},
                                                 {usd(30), billing_interval::quarterly, 2},
                                                 {usd(60), billing_interval::half_yearly},
                                                 {usd(9), billing_interval::monthly, 10, 50_pct},
                                                 {usd(12), billing_interval::weekly}};
  // 10 + 20 + 10 + 45 + 52: a week is 12/52 of a month, not a quarter of one (which would be 7.69% less).
  BOOST_TEST((monthly_recurring(std::span(plans)) == usd(137)));
  BOOST_TEST((annual_recurring(monthly_recurring(std::span(plans))) == usd(1644)));
  BOOST_TEST((plans[4].monthly() == ratio(52)));
  const std::vector<subscription<dollars>> thirds(3, {usd(100), billing_interval::quarterly});
  BOOST_TEST((monthly_recurring(std::span(thirds)) == usd(100)));  // rounded once, not thrice 33.33
}

BOOST_AUTO_TEST_CASE(subscriptions_that_can_not_be_are_the_callers_bug) {
  const auto refused = [](subscription<dollars> s) {
    const std::vector<subscription<dollars>> one{s};
    BOOST_CHECK_THROW((void)monthly_recurring(std::span(one)), contract_error);
  };
  refused({usd(1), billing_interval::monthly, -1});
  refused({usd(1), billing_interval::monthly, 1, ratio(-1, 10)});
  refused({usd(1), billing_interval::monthly, 1, ratio(11, 10)});
  BOOST_CHECK_THROW((void)monthly_recurring(std::span<const subscription<dollars>>()), contract_error);
  const std::vector<subscription<struct any_currency>> mixed{{money<any_currency>(usd(1))},
                                                             {money<any_currency>(eur(1))}};
  BOOST_CHECK_THROW((void)monthly_recurring(std::span(mixed)), contract_error);
}

BOOST_AUTO_TEST_CASE(contracted_revenue_adds_what_is_signed_and_not_yet_live) {
  // portfolioiq.ai/databook/committed-annual-recurring-revenue
  const std::vector<contracted_change<dollars>> changes{{"signed", usd(10_mn), date_of(2026, 3, 1)},
                                                        {"leaving", usd(-4_mn), date_of(2026, 6, 30)},
                                                        {"live already", usd(99_mn), date_of(2025, 12, 31)}};
  BOOST_TEST((contracted_recurring(usd(100_mn), std::span(changes), date_of(2025, 12, 31)) == usd(106_mn)));
  BOOST_TEST((contracted_recurring(usd(100_mn), std::span(changes), date_of(2026, 6, 30)) == usd(100_mn)));
}

BOOST_AUTO_TEST_CASE(movements_lead_from_one_balance_to_the_next) {
  const movements m{usd(100), usd(20), usd(15), usd(3), usd(5)};
  BOOST_TEST((m.net_new() == usd(27)));
  BOOST_TEST((m.ending() == usd(127)));
  BOOST_TEST((gross_retention(m).value() == ratio(92, 100)));
  BOOST_TEST((net_retention(m).value() == ratio(107, 100)));
  BOOST_TEST((quick_ratio(m).value() == ratio(35, 8)));
  BOOST_TEST(
      (quick_ratio(movements{usd(1), usd(1), usd(0), usd(0), usd(0)}).error().code == reason_code::base_not_positive));
  BOOST_TEST((gross_retention(movements{usd(0), usd(1), usd(0), usd(0), usd(0)}).error().code ==
              reason_code::base_not_positive));
  BOOST_TEST(net_retention(movements{usd(0), usd(1), usd(0), usd(0), usd(0)}).error().text ==
             "there is no net retention: starting recurring revenue is 0");
  BOOST_TEST((magic_number(usd(1), usd(0), usd(0)).error().code == reason_code::base_not_positive));
  BOOST_TEST((rule_of_40(25_pct, 15_pct) == ratio(40, 100)));
}

BOOST_AUTO_TEST_CASE(a_bridge_adds_up) {
  bridge b(usd(128.725_bn), "2025");
  b.add("growth", usd(33_bn)).step_to("prices", usd(160_bn)).reach("2026", usd(165_bn), "Anthropic");
  BOOST_TEST((b.to() == usd(165_bn)));
  BOOST_TEST(b.steps().size() == 3u);
  BOOST_TEST((b.steps()[1].change == usd(-1.725_bn)));
  BOOST_TEST((b.steps()[2].change == usd(5_bn)));
  BOOST_TEST((b.steps()[0].after == usd(161.725_bn)));
  BOOST_TEST(b.from_name() == "2025");
  BOOST_TEST(b.to_name() == "2026");
  b.reach("again", usd(165_bn), "nothing is left");
  BOOST_TEST(b.steps().size() == 3u);
  BOOST_CHECK_THROW((bridge(money<any_currency>(usd(1)), "a").add("b", money<any_currency>(eur(1)))), contract_error);
}

BOOST_AUTO_TEST_CASE(a_bridge_adds_up_as_it_is_shown) {
  // Three thirds of 1: 0.3 + 0.3 + 0.4 in some order, from 0 to 1.
  bridge thirds(usd(0), "none");
  for (const char* name : {"a", "b", "c"}) thirds.add(name, usd(0.333333333_dec));
  thirds.reach("one", usd(1), "rest");
  std::mt19937_64 random(7);
  for (int n = 0; n < 300; ++n) {
    bridge b(usd(decimal::from_billionths(static_cast<std::int64_t>(random()) / 1000)), "from");
    for (int i = 0; i < 6; ++i) {
      b.add("step", usd(decimal::from_billionths(static_cast<std::int64_t>(random()) / 1000)));
    }
    for (const int places : {-6, -3, 0, 2, 9}) {
      const auto shown = b.shown(places);
      BOOST_TEST((shown.from() == round(b.from(), round_to{places})));
      BOOST_TEST((shown.to() == round(b.to(), round_to{places})));
      money<usd> at = shown.from();
      for (std::size_t i = 0; i < shown.steps().size(); ++i) {
        const auto& step = shown.steps()[i];
        BOOST_TEST(has_at_most_places(step.change.amount(), places));
        at += step.change;
        BOOST_TEST((at == step.after));
        // The ends' own rounding is a part of the way, so that a step may be moved by two.
        const decimal off = abs(step.change.amount() - b.steps()[i].change.amount());
        BOOST_TEST((off <= decimal::from_billionths(2 * static_cast<detail::int128>(detail::grid_of({places})))));
      }
      BOOST_TEST((at == shown.to()));
    }
  }
  const auto shown = thirds.shown(1);
  BOOST_TEST((shown.to() == usd(1)));
  BOOST_TEST(shown.steps().size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_bridge_without_steps_that_rounds_to_itself_is_shown) {
  const bridge b(usd(1.26_dec), "there");
  BOOST_TEST((b.shown(1).to() == usd(1.3_dec)));
  BOOST_TEST(b.shown(1).steps().empty());
}

BOOST_AUTO_TEST_SUITE_END()
