// Every stock model is a pure function of its inputs, the same in every number type.
#include "check.hpp"

using namespace runrate;
using runrate::test::conforms;

BOOST_AUTO_TEST_SUITE(conformance_of_stock_models)

BOOST_AUTO_TEST_CASE(capacity_rented_by_the_hour) {
  const capacity_revenue m;
  conforms(m, {{m.capacity, 0, 1_mn}, {m.price, 0.1_dec, 5}, {m.utilization, 0, 1}});
  conforms(m, {{m.capacity, 0, 1_mn}, {m.price, 0.1_dec, 5}, {m.utilization, 0, 1}}, test::quarters_of_weeks());
}

BOOST_AUTO_TEST_CASE(capacity_under_other_names_and_in_another_currency) {
  const capacity_revenue m{
      .capacity = {"chips", "chip"}, .price = {"price", "EUR / chip hour"}, .revenue = {"revenue", "EUR"}};
  conforms(m, {{"chips", 0, 1_mn}, {"price", 0.1_dec, 5}, {"utilization", 0, 1}});
}

BOOST_AUTO_TEST_CASE(users_who_pay_by_the_year) {
  const users_revenue m;
  conforms(m, {{m.users, 0, 900_mn}, {m.price, 0, 240}});
}

BOOST_AUTO_TEST_CASE(metered_use_with_a_minimum) {
  const consumption_revenue m;
  conforms(m, {{m.usage, 0, 4_mn}, {m.price, 0.5_dec, 2}, {m.commitment, 0, 3_mn}});
}

BOOST_AUTO_TEST_CASE(a_wallet_that_is_split) {
  const share_of_wallet m;
  conforms(m, {{m.spend, 1_bn, 9_bn}, {m.share, 0, 1}, {m.share_before, 0, 1}, {m.same_vendor, 0, 1}});
}

BOOST_AUTO_TEST_CASE(a_price_cut) {
  const price_cut m;
  conforms(m, {{m.volume, 0, 5_mn}, {m.price_before, 1, 9}, {m.price, 0.5_dec, 9}, {m.elasticity, -3, 0.5_dec}});
}

BOOST_AUTO_TEST_CASE(an_investment_that_comes_back) {
  const investment_revenue m;
  conforms(m, {{m.spend, 0, 8_bn}, {m.invested, 0, 3_bn}, {m.returning, 0, 1}});
}

BOOST_AUTO_TEST_CASE(recurring_revenue_and_its_retention) {
  const subscription_revenue m;
  const std::initializer_list<driver_range> ranges{{m.opening, 50_mn, 90_mn},
                                                   {m.added, 0, 9_mn},
                                                   {m.expansion, 0, 5_mn},
                                                   {m.contraction, 0, 2_mn},
                                                   {m.churn, 0, 4_mn}};
  conforms(m, ranges);
  conforms(subscription_retention(), ranges);
}

BOOST_AUTO_TEST_CASE(cohorts_by_the_period_in_which_they_came) {
  const cohort_revenue<3> m;
  conforms(m, {{m.opening, 0, 1'000},
               {m.added, 0, 500},
               {m.retention[0], 0.5_dec, 1},
               {m.retention[1], 0.3_dec, 0.9_dec},
               {m.retention[2], 0.2_dec, 0.8_dec},
               {m.tail, 0.5_dec, 1},
               {m.price, 10, 90}});
}

BOOST_AUTO_TEST_SUITE_END()
