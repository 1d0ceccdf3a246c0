// Stock models against figures by hand.
#include "model_shared.hpp"

#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace runrate;
using runrate::test::figure_of;
using runrate::test::problem_of;
using runrate::test::quarters_from_2026;

BOOST_AUTO_TEST_SUITE(model_stock_models)

BOOST_AUTO_TEST_CASE(half_a_million_chips_for_a_quarter) {
  // 500,000 chips at 1.50 an hour, 80% used: 600,000 an hour, x 2,160 hours = 1.296 billion.
  const capacity_revenue m{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
  const driver_values values{{m.capacity, 500'000}, {m.price, 1.5_dec}, {m.utilization, 0.8_dec}};
  BOOST_TEST(figure_of(m, values, "revenue") == "1296000000");
  const auto year = evaluate<decimal>(m, quarters_from_2026(4), values);
  BOOST_TEST((year->total("revenue").value() == ratio(600'000LL * 8'760)));
}

BOOST_AUTO_TEST_CASE(a_quarter_of_fourteen_weeks_brings_a_fourteenth_more) {
  const week_calendar retail{year_end::nearest(std::chrono::Saturday, std::chrono::January / std::chrono::last),
                             year_naming::by_start, weeks_4_5_4};
  const timeline periods = timeline::of(any_calendar(retail), fy(2023) / Q3, 2).value();
  const capacity_revenue m;
  const auto run = evaluate<decimal>(m, periods, {{m.capacity, 10}, {m.price, 2}, {m.utilization, 0.5_dec}});
  BOOST_TEST((run->value("revenue", 0).value() == ratio(21'840)));
  BOOST_TEST((run->value("revenue", 1).value() == ratio(23'520)));
  const users_revenue u;
  const auto by_name = evaluate<decimal>(u, periods, {{u.users, 10}, {u.price, 40}});
  BOOST_TEST((by_name->value("revenue", 0).value() == ratio(100)));
  BOOST_TEST((by_name->value("revenue", 1).value() == ratio(100)));
}

BOOST_AUTO_TEST_CASE(a_minimum_is_paid_where_less_is_used) {
  const consumption_revenue m;
  driver_values values{{m.price, 2}, {m.commitment, 400}};
  values.set("usage", {{ratio(100), ratio(200), ratio(300), ratio()}});  // a year: 50, 100, 150, 0 a quarter
  BOOST_TEST(figure_of(m, values, "revenue", 0) == "100");
  BOOST_TEST(figure_of(m, values, "metered", 0) == "50");
  BOOST_TEST(figure_of(m, values, "shortfall", 0) == "50");
  BOOST_TEST(figure_of(m, values, "shortfall", 1) == "0");
  BOOST_TEST(figure_of(m, values, "revenue", 2) == "150");
  BOOST_TEST(figure_of(m, values, "shortfall", 3) == "100");
}

BOOST_AUTO_TEST_CASE(recurring_revenue_over_two_quarters) {
  // 1,000 + 100 + 50 - 20 - 30 = 1,100; revenue (1,000 + 1,100) / 2 / 4 = 262.5. Then 1,100 + 100 = 1,200 by the same.
  const subscription_revenue m;
  const driver_values values{{m.opening, 1'000}, {m.added, 100}, {m.expansion, 50}, {m.contraction, 20}, {m.churn, 30}};
  BOOST_TEST(figure_of(m, values, "arr", 0) == "1100");
  BOOST_TEST(figure_of(m, values, "revenue", 0) == "525/2");
  BOOST_TEST(figure_of(m, values, "arr", 1) == "1200");
  BOOST_TEST(figure_of(m, values, "revenue", 1) == "575/2");
  // (1,000 + 50 - 20 - 30) / 1,000 and (1,000 - 20 - 30) / 1,000; in the second quarter of 1,100.
  BOOST_TEST(figure_of(subscription_retention(), values, "nrr", 0) == "1");
  BOOST_TEST(figure_of(subscription_retention(), values, "grr", 0) == "19/20");
  BOOST_TEST(figure_of(subscription_retention(), values, "grr", 1) == "21/22");
  BOOST_TEST(figure_of(subscription_retention(), values, "revenue", 1) == "575/2");
}

BOOST_AUTO_TEST_CASE(what_opens_with_nothing_has_no_retention) {
  const subscription_revenue m;
  const driver_values values{{m.opening, 0}, {m.added, 100}, {m.expansion, 0}, {m.contraction, 0}, {m.churn, 0}};
  BOOST_TEST(figure_of(m, values, "revenue", 0) == "25/2");
  BOOST_TEST(figure_of(subscription_retention(), values, "revenue", 0) == "nrr in 2026Q1: 0 is divided by 0");
}

BOOST_AUTO_TEST_CASE(cohorts_by_hand) {
  const cohort_revenue<2> m;
  driver_values values{
      {m.opening, 64}, {m.retention[0], 0.5_dec}, {m.retention[1], 0.4_dec}, {m.tail, 0.5_dec}, {m.price, 4}};
  values.set(m.added.name(), {{ratio(100), ratio(200), ratio(), ratio(), ratio()}});
  const auto run = evaluate<decimal>(m, quarters_from_2026(5), values);
  BOOST_REQUIRE(run.has_value());
  const auto customers = [&](std::size_t t) { return to_string(run->value("customers", t).value()); };
  BOOST_TEST(customers(0) == "132");  // 100; 64 x 0.5
  BOOST_TEST(customers(1) == "266");  // 200, 100 x 0.5; 16
  BOOST_TEST(customers(2) == "148");  // 200 x 0.5, 100 x 0.4; 8
  BOOST_TEST(customers(3) == "104");  // 200 x 0.4; (8 + 40) x 0.5
  BOOST_TEST(customers(4) == "52");   // (24 + 80) x 0.5
  BOOST_TEST(to_string(run->value("revenue", 0).value()) == "132");
  BOOST_TEST(detail::retention_names[0].view() == "retention_1");
  BOOST_TEST(detail::retention_names[59].view() == "retention_60");
  BOOST_TEST(problem_of(cohort_revenue<60>()) == "none");
}

BOOST_AUTO_TEST_CASE(a_wallet_by_hand) {
  // 8 billion a year, of which the first supplier goes from a quarter to a half: it gains 2 billion a year, 500 million
  // a quarter. Of what the second loses 60% was the vendor's too: 300 million moved, 200 million are new.
  const share_of_wallet m;
  driver_values values{{m.spend, 8_bn}, {m.share, 0.5_dec}, {m.share_before, 0.25_dec}, {m.same_vendor, 0.6_dec}};
  BOOST_TEST(figure_of(m, values, "gross") == "500000000");
  BOOST_TEST(figure_of(m, values, "moved") == "300000000");
  BOOST_TEST(figure_of(m, values, "net") == "200000000");
  values.set(m.same_vendor, 1);
  BOOST_TEST(figure_of(m, values, "net") == "0");
  values.set(m.same_vendor, 0).set(m.share, decimal(0));
  BOOST_TEST(figure_of(m, values, "net") == "-500000000");
}

BOOST_AUTO_TEST_CASE(a_price_that_is_halved_at_elasticities_of_0_1_and_2) {
  const price_cut m;
  driver_values values{{m.volume, 100}, {m.price_before, 4}, {m.price, 2}, {m.elasticity, 0}};
  BOOST_TEST(figure_of(m, values, "without") == "100");
  BOOST_TEST(figure_of(m, values, "revenue") == "50");
  values.set(m.elasticity, -1);
  BOOST_TEST(figure_of(m, values, "revenue") == "100");
  BOOST_TEST(figure_of(m, values, "change") == "0");
  values.set(m.elasticity, -2);
  BOOST_TEST(figure_of(m, values, "revenue") == "200");
  BOOST_TEST(figure_of(m, values, "change") == "100");
  // -1.5: half the price times 2^1.5, exact where it is a fraction: a quarter of the price, 4^1.5 = 8 times the volume.
  values.set(m.elasticity, -1.5_dec).set(m.price, 1);
  BOOST_TEST(figure_of(m, values, "revenue") == "200");
  // The derivative by elasticity is revenue x ln(p1 / p0).
  values.set(m.elasticity, -2).set(m.price, 2);
  const auto slopes = evaluate<dual>(m, quarters_from_2026(1), values);
  const std::size_t elasticity = *slopes->of().parts().find_driver("elasticity");
  BOOST_TEST(slopes->value("revenue", 0).derivative(elasticity) == 200 * std::log(0.5),
             boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(an_investment_comes_back_until_it_is_spent) {
  // 40 a quarter are spent. 100 are invested in the first, 90% of it meant for the vendor: 40 + 40 + 10 = 90.
  const investment_revenue m;
  driver_values values{{m.spend, 160}, {m.returning, 0.9_dec}};
  values.set("invested", {{ratio(100), ratio(), ratio(), ratio()}});
  const auto run = evaluate<decimal>(m, quarters_from_2026(4), values);
  BOOST_REQUIRE(run.has_value());
  const auto figure_at = [&](const char* line, std::size_t t) { return to_string(run->value(line, t).value()); };
  BOOST_TEST(figure_at("funded", 0) == "40");
  BOOST_TEST(figure_at("unspent", 0) == "50");
  BOOST_TEST(figure_at("funded", 2) == "10");
  BOOST_TEST(figure_at("net", 2) == "30");
  BOOST_TEST(figure_at("funded", 3) == "0");
  BOOST_TEST(figure_at("gross", 3) == "40");
  BOOST_TEST(to_string(run->total("net").value()) == "70");
}

BOOST_AUTO_TEST_CASE(names_units_and_currency_may_be_others) {
  const capacity_revenue m{.capacity = {"rooms", "room"},
                           .price = {"rate", "EUR / room hour"},
                           .utilization = {"occupancy", "1"},
                           .revenue = {"sales", "EUR"}};
  const auto f = trace(m);
  BOOST_REQUIRE(f.has_value());
  BOOST_TEST(f->text(0) == "rooms * rate * occupancy * hours");
  BOOST_TEST(f->lines()[0].name == "sales");
  const capacity_revenue half{.capacity = {"rooms", "room"}};
  BOOST_TEST(problem_of(half) ==
             "revenue: the formula rooms * price * utilization * hours yields USD room / unit, and the line is in USD");
}

BOOST_AUTO_TEST_SUITE_END()
