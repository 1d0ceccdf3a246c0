// Models made of models, and drivers made of what was reported.
#include "model_shared.hpp"

#include <runrate/core/currencies.hpp>

#include <boost/test/unit_test.hpp>

using namespace runrate;
using runrate::test::figure_of;
using runrate::test::problem_of;
using runrate::test::quarters_from_2026;

namespace {

constexpr driver share{"share", "1"}, limit{"limit", "USD"}, actual{"actual", "USD"}, known{"known", "1"};

/// Doubles every period.
struct doubling {
  static constexpr driver start{"start", "USD"};
  static constexpr line revenue{"revenue", "USD"};
  auto operator()(const auto& in) const {
    return lines(revenue.is(in.previous(revenue, in[start]) * 2), line("twice", "USD").is(in[start] * 2));
  }
};

template <class Model>
std::string names_of_lines(const Model& model) {
  std::string all;
  const auto traced = trace(model);
  if (!traced) return traced.error().text;
  for (const line_formula& l : traced->lines()) {
    all += (all.empty() ? "" : ", ") + l.name + " [" + to_string(l.unit) + "]";
  }
  return all;
}

const driver_values start{{doubling::start, 100}};

}  // namespace

BOOST_AUTO_TEST_SUITE(model_composition)

BOOST_AUTO_TEST_CASE(a_sum_has_its_total_first_and_all_lines_below) {
  const auto both = sum(prefixed("a", doubling()), prefixed("b", doubling(), {doubling::start}));
  BOOST_TEST(names_of_lines(both) == "total [USD], a.revenue [USD], a.twice [USD], b.revenue [USD], b.twice [USD]");
  driver_values values = start;
  values.set("a.start", {{ratio(1)}});
  BOOST_TEST(figure_of(both, values, "total", 2) == "808");
  const auto named = sum(line("cloud", "USD"), doubling(), users_revenue{.revenue = {"seats", "USD"}});
  BOOST_TEST(names_of_lines(named) == "cloud [USD], revenue [USD], twice [USD], seats [USD]");
}

BOOST_AUTO_TEST_CASE(two_lines_of_one_name_are_refused) {
  BOOST_TEST(problem_of(sum(doubling(), doubling())) == "revenue: the line revenue is there twice");
  const users_revenue euros{.price = {"fee", "EUR / user year"}, .revenue = {"seats", "EUR"}};
  BOOST_TEST(problem_of(sum(doubling(), euros)).find("have different units") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_combined_goes_on_from_its_own_past) {
  driver_values values = start;
  values.set(share, 0.5_dec).set(limit, 300);
  // 200, 400, 800, 1,600 as it was.
  BOOST_TEST(figure_of(scaled(doubling(), share), values, "revenue", 2) == "400");
  BOOST_TEST(figure_of(scaled(doubling(), share), values, "unscaled.revenue", 2) == "800");
  BOOST_TEST(figure_of(capped(doubling(), limit), values, "revenue", 0) == "200");
  BOOST_TEST(figure_of(capped(doubling(), limit), values, "revenue", 2) == "300");
  BOOST_TEST(figure_of(capped(doubling(), limit), values, "uncapped.revenue", 2) == "800");
  BOOST_TEST(figure_of(scaled(scaled(doubling(), share), 3), values, "revenue", 3) == "2400");
  BOOST_TEST(names_of_lines(scaled(scaled(doubling(), share), 3)) ==
             "revenue [USD], unscaled.revenue [USD], unscaled.unscaled.revenue [USD], unscaled.unscaled.twice [USD]");
}

BOOST_AUTO_TEST_CASE(a_factor_with_a_unit_changes_the_lines) {
  const driver rate{"eur_per_usd", "EUR / USD"};
  BOOST_TEST(names_of_lines(scaled(doubling(), rate)) == "revenue [EUR], unscaled.revenue [USD], unscaled.twice [USD]");
}

BOOST_AUTO_TEST_CASE(a_limit_may_be_a_function_of_the_inputs) {
  const auto m = capped(doubling(), [](const auto& in) { return in.number(40'000, "USD / year") * in.years(); });
  BOOST_TEST(figure_of(m, {{doubling::start, 1'000}}, "revenue", 3) == "10000");
  BOOST_TEST(
      problem_of(capped(doubling(), share)) ==
      "revenue: previous(uncapped.revenue, start) * 2 in USD and share in 1 can't be put side by side: they have "
      "different units");
}

BOOST_AUTO_TEST_CASE(a_delay_begins_with_nothing_or_what_is_said) {
  BOOST_TEST(figure_of(delayed(doubling(), 2), start, "revenue", 1) == "0");
  BOOST_TEST(figure_of(delayed(doubling(), 2), start, "revenue", 3) == "400");
  BOOST_TEST(figure_of(delayed(doubling(), 2, doubling::start), start, "revenue", 1) == "100");
  BOOST_TEST(figure_of(delayed(doubling(), 2, 7), start, "revenue", 0) == "7");
  BOOST_CHECK_THROW((void)delayed(doubling(), 0), contract_error);
}

BOOST_AUTO_TEST_CASE(actual_figures_where_they_are_known) {
  const series<usd> reported{usd(210).over(2026y / Q1).stated_to(-1), usd(390).over(2026y / Q2)};
  const timeline year = quarters_from_2026(4);
  const actual_settings actuals = actuals_of(reported.whole(), year);
  driver_values values = start;
  values.set("actual", actuals.amount).set("known", actuals.known);
  const auto m = overlay(doubling(), actual, known);
  BOOST_TEST(figure_of(m, values, "revenue", 0) == "210");
  BOOST_TEST(figure_of(m, values, "revenue", 1) == "390");
  BOOST_TEST(figure_of(m, values, "revenue", 2) == "800");
  BOOST_TEST(figure_of(m, values, "modelled.revenue", 1) == "400");
  const auto bounds = evaluate<interval>(m, year, values);
  BOOST_TEST(to_string(bounds->value("revenue", 0).outward()) == "[205, 215]");
  BOOST_TEST(to_string(bounds->value("revenue", 2).outward()) == "[800, 800]");
}

BOOST_AUTO_TEST_CASE(a_switch_within_a_period_is_by_days) {
  // In the second quarter 30 of 91 days are before 1 May, at 400; 61 after, at 2 x 91.
  const capacity_revenue after{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
  driver_values values = start;
  values.set("chips", {{ratio(1)}}).set("price", {{ratio(1, 12)}}).set("utilization", {{ratio(1)}});
  const auto m = switched_at(date_of(2026, 5, 1), doubling(), after);
  BOOST_TEST(names_of_lines(m) == "revenue [USD], before.revenue [USD], before.twice [USD], after.revenue [USD]");
  BOOST_TEST(figure_of(m, values, "revenue", 0) == "200");
  BOOST_TEST(figure_of(m, values, "revenue", 1) == to_string((ratio(400 * 30) + ratio(182 * 61)) / ratio(91)));
  BOOST_TEST(figure_of(m, values, "revenue", 2) == "184");
}

BOOST_AUTO_TEST_CASE(another_line_may_lead) {
  BOOST_TEST(names_of_lines(led_by("twice", doubling())) == "twice [USD], revenue [USD]");
  BOOST_TEST(figure_of(scaled(led_by("twice", doubling()), 3), start, "twice") == "600");
  BOOST_CHECK_THROW((void)led_by("thrice", doubling()), contract_error);
}

BOOST_AUTO_TEST_CASE(names_outlive_what_they_were_made_of) {
  const auto made = [] {
    const std::string prefix = "a name that is too long to lie within a string";
    auto inner = prefixed(prefix, doubling());
    return prefixed("x", inner);
  };
  const auto copy = made();
  BOOST_TEST(trace(copy)->drivers()[0].name == "x.a name that is too long to lie within a string.start");
}

BOOST_AUTO_TEST_CASE(a_driver_from_a_series_has_its_values_and_bounds) {
  const timeline halves = timeline::of(calendar_half(2026, 1), 2).value();
  const series<usd> quarters{usd(10).over(2025y / Q4), usd(20).over(2026y / Q1).stated_to(0),
                             usd(30).over(2026y / Q2).stated_to(0), usd(40).over(2026y / Q3), usd(50).over(2026y / Q4)};
  const auto setting = setting_of(quarters.whole(), halves);
  BOOST_REQUIRE(setting.has_value());
  BOOST_TEST((setting->values == std::vector<ratio>{ratio(50), ratio(90)}));
  BOOST_TEST(to_string(setting->bounds[0]) == "[49, 51]");
  const timeline longer = timeline::of(calendar_half(2026, 1), 3).value();
  BOOST_TEST(setting_of(quarters.whole(), longer).error().text ==
             "the series has nothing that makes up 2027H1, 2027-01-01 to 2027-06-30");
  // A year is not a half, and no half of it is known.
  const series<usd> year{usd(140).over(calendar_year(2026))};
  BOOST_TEST(!setting_of(year.whole(), halves).has_value());
  BOOST_TEST((actuals_of(quarters.whole(), longer).known.values == std::vector<ratio>{ratio(1), ratio(1), ratio()}));
}

BOOST_AUTO_TEST_SUITE_END()
