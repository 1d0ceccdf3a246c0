// Charts of results: which numbers they hold, and what their sentences say of them.
#include <runrate/report/result_charts.hpp>
#include <runrate/report/run_rate_definition.hpp>

#include <runrate/claim/claim.hpp>
#include <runrate/io.hpp>
#include <runrate/model.hpp>
#include <runrate/runrate.hpp>
#include <runrate/scenario.hpp>
#include <runrate/simulate.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

using namespace runrate;

namespace {

// Amazon's segment table: AWS, in millions, 2025Q1 to Q4.
auto aws() {
  const std::string rows =
      "entity,segment,period_start,period_end,amount_millions,currency\n"
      "Amazon,AWS,2025-01-01,2025-03-31,29267,USD\n"
      "Amazon,AWS,2025-04-01,2025-06-30,30873,USD\n"
      "Amazon,AWS,2025-07-01,2025-09-30,33006,USD\n"
      "Amazon,AWS,2025-10-01,2025-12-31,35579,USD\n";
  return read_series_csv(text_input::text(rows, "cloud.csv")).series.at(0).flows;
}

std::vector<labelled_comparison> compared_quarters() {
  const std::vector<any_method> methods{method::times_four, method::trailing_twelve_months};
  const auto record = aws();
  std::vector<labelled_comparison> all;
  const char* const labels[] = {"2025Q1", "2025Q2", "2025Q3", "2025Q4"};
  for (std::size_t i = 0; i < 4; ++i) all.push_back({labels[i], compare(record, methods, i)});
  return all;
}

std::string digits_of(const chart_cell& cell) {
  const auto* number = std::get_if<chart_number>(&cell);
  return number != nullptr ? number->digits() : "none";
}

std::string text_of(const chart_cell& cell) { return std::get<std::string>(cell); }

}  // namespace

BOOST_AUTO_TEST_SUITE(report_result_charts)

BOOST_AUTO_TEST_CASE(run_rates_stand_method_by_method_with_gaps_where_there_is_no_figure) {
  const auto quarters = compared_quarters();
  const chart made = run_rate_chart("Amazon AWS", quarters, currency::of<struct usd>());
  BOOST_TEST((made.kind() == chart_kind::lines));
  BOOST_TEST(made.unit() == "USD");
  BOOST_REQUIRE(made.rows().size() == 8U);
  const std::vector<std::string> times_four{"117068000000", "123492000000", "132024000000", "142316000000"};
  for (std::size_t i = 0; i < 4; ++i) {
    BOOST_TEST(text_of(made.rows()[i][1]) == "x4");
    BOOST_TEST(digits_of(made.rows()[i][2]) == times_four[i]);
    BOOST_TEST(text_of(made.rows()[4 + i][1]) == "ttm");
  }
  // A trailing year needs four quarters: 29,267 + 30,873 + 33,006 + 35,579.
  BOOST_TEST(digits_of(made.rows()[4][2]) == "none");
  BOOST_TEST(digits_of(made.rows()[7][2]) == "128725000000");
  BOOST_TEST(made.sentence() ==
             "For 2025Q4 the run-rates by method lie between $128.7 billion (ttm) and $142.3 billion (x4).");
}

BOOST_AUTO_TEST_CASE(a_spread_goes_from_the_lowest_to_the_highest) {
  const auto quarters = compared_quarters();
  const chart made = spread_chart("Amazon AWS", quarters.back(), currency::of<struct usd>());
  BOOST_REQUIRE(made.rows().size() == 2U);
  BOOST_TEST(text_of(made.rows()[0][0]) == "ttm");
  BOOST_TEST(text_of(made.rows()[1][0]) == "x4");
  // 142.316 / 128.725 - 1 = 10.558%
  BOOST_TEST(made.sentence().find("10.6% apart") != std::string::npos, made.sentence());
  labelled_comparison none = quarters.back();
  none.rates.spread.reset();
  BOOST_CHECK_THROW(spread_chart("x", none, currency::of<struct usd>()), contract_error);
  BOOST_CHECK_THROW(run_rate_chart("x", {}, currency::of<struct usd>()), contract_error);
}

BOOST_AUTO_TEST_CASE(a_definition_leads_from_what_was_reported_to_the_run_rate) {
  const auto quarters = compared_quarters();
  const metric_definition made = run_rate_definition("Amazon AWS", quarters.back(), "x4");
  BOOST_TEST(made.calculation ==
             "quarter x 4: 35,579,000,000 of USD (2025-10-01 to 2025-12-31) x 4 = 142,316,000,000 USD a year");
  BOOST_TEST(made.comparable == "revenue of 2025-01-01 to 2025-12-31, as it was reported: 128,725,000,000 USD");
  BOOST_REQUIRE(made.reconciliation.size() == 3U);
  BOOST_TEST(made.reconciliation[0].second == "128,725,000,000");
  BOOST_TEST(made.reconciliation[1].second == "13,591,000,000");  // 142,316 - 128,725
  BOOST_TEST(made.reconciliation[2].second == "142,316,000,000");
  // Without a trailing year the period itself is comparable: 29,267 x 4 - 29,267 = 87,801.
  const metric_definition first = run_rate_definition("Amazon AWS", quarters.front(), "x4");
  BOOST_TEST(first.reconciliation[0].second == "29,267,000,000");
  BOOST_TEST(first.reconciliation[1].second == "87,801,000,000");
  BOOST_CHECK_THROW(run_rate_definition("x", quarters.front(), "ttm"), contract_error);
  for (const std::string& text : {made.what, made.why, made.limits}) BOOST_TEST(!text.empty());
}

BOOST_AUTO_TEST_CASE(a_claim_is_a_band_over_what_the_methods_give) {
  const auto record = aws();
  claim said{"AWS", period::day(2026y / 2 / 5), claim_measure::run_rate, comparator::exactly, 142_bn, -9};
  said.unit = currency::of<struct usd>();
  const std::vector<any_method> methods{method::times_four, method::day_weighted};
  const auto check = reconcile(said, record.amounts(), currency::of<struct usd>(), methods).value();
  const chart made = claim_chart("AWS exactly $142 billion", check, currency::of<struct usd>());
  BOOST_REQUIRE(made.marks().size() == 1U);
  BOOST_TEST((made.marks()[0].at == interval(141.5_bn, 142.5_bn)));
  BOOST_REQUIRE(made.rows().size() == 2U);
  BOOST_TEST(digits_of(made.rows()[0][1]) == "142316000000");
  BOOST_TEST(made.sentence().starts_with("It is reproduced by x4 from "), made.sentence());
  BOOST_TEST(made.sentence().ends_with("; 1 of 2 methods give a figure outside of what was said."), made.sentence());
}

BOOST_AUTO_TEST_CASE(errors_are_shares_the_least_first) {
  std::vector<method_scores> scores(3);
  scores[0].method = "x4", scores[0].next_year.mape = 12.5, scores[0].next_year.bias = -5.0;
  scores[0].next_year.count = 12, scores[2].next_year.count = 21;
  scores[1].method = "never";
  scores[2].method = "theta", scores[2].next_year.mape = 8.0;
  const chart made = backtest_chart("AWS", scores);
  BOOST_REQUIRE(made.rows().size() == 2U);
  BOOST_TEST(text_of(made.rows()[0][0]) == "theta");
  BOOST_TEST(digits_of(made.rows()[0][1]) == "0.08");
  BOOST_TEST(digits_of(made.rows()[0][2]) == "none");
  BOOST_TEST(digits_of(made.rows()[1][2]) == "-0.05");
  BOOST_TEST(
      made.sentence() ==
      "Asked 21 times for the next twelve months, theta was off by 8.0% on average, the least, and x4 by 12.5%.");
  BOOST_REQUIRE(made.notes().size() == 2U);
  BOOST_TEST(made.notes()[0] == "x4: asked 12 times");
  BOOST_TEST(made.notes()[1] == "never: it never had an answer of which the twelve months are over");
  scores.resize(1), scores[0].next_year.count = 1;
  BOOST_TEST(backtest_chart("AWS", scores).sentence() ==
             "Asked once for the next twelve months, x4 was off by 12.5% on average.");
  BOOST_TEST(backtest_chart("AWS", {}).rows().empty());
}

namespace {

struct rented {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip"};
  static constexpr line revenue{"revenue", "USD"};
  constexpr auto operator()(const auto& in) const { return lines(revenue.is(in[chips] * in[price])); }
};

// revenue = chips x price, over two quarters: 10 x 3 = 30 in each; in the other scenario 20 x 2 = 40.
scenario_set chips_and_price() {
  const std::vector<scenario_driver> drivers{
      {"chips", unit::parse("chip").value(), {{ratio(10)}, {interval(decimal(8), decimal(14))}}},
      {"price", unit::parse("USD / chip").value(), {{ratio(3)}, {interval(decimal(2), decimal(4))}}}};
  scenario other{"other"};
  other.own["chips"] = {{ratio(20)}};
  other.own["price"] = {{ratio(2)}};
  return scenario_set::of(trace(rented()).value(), timeline::of(2026y / Q1, 2).value(), drivers, {other}).value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bridge_adds_up_and_a_tornado_has_the_widest_bar_first) {
  const scenario_set set = chips_and_price();
  const measure revenue = measure::of(set.model(), set.periods(), "revenue").value();
  const auto bridge = bridge_between(set, "base", "other", revenue).value();
  const chart steps = bridge_chart(set, "base", "other", bridge);
  // 2 x 30 = 60; chips 10 to 20 at 3: + 60; price 3 to 2 at 20 chips: - 40; 2 x 40 = 80.
  const std::vector<std::vector<std::string>> expected{
      {"base", "none", "60"}, {"chips", "60", "120"}, {"price", "-40", "80"}, {"other", "none", "80"}};
  BOOST_REQUIRE(steps.rows().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    BOOST_TEST(text_of(steps.rows()[i][0]) == expected[i][0]);
    BOOST_TEST(digits_of(steps.rows()[i][1]) == expected[i][1]);
    BOOST_TEST(digits_of(steps.rows()[i][2]) == expected[i][2]);
  }
  BOOST_TEST(steps.sentence().find("goes from $60 in base to $80 in other; the largest step is chips, $60.") !=
                 std::string::npos,
             steps.sentence());

  // Changes as they are shown lead from total to total as they are shown: 0.0014 and 0.0014 make 0.0028.
  chart small(chart_kind::bridge, "t", "s", "USD");
  small.add_row({"begin", chart_cell(), chart_number(0.0)});
  small.add_row({"a", chart_number(1'400'000.0), chart_number(1'400'000.0)});
  small.add_row({"b", chart_number(1'400'000.0), chart_number(2'800'000.0)});
  small.add_row({"end", chart_cell(), chart_number(2'800'000'000.0)});
  const chart_scale billions = scale_of(small);
  // A tie is even, also where a double lies beside it; nothing is less than zero for being rounded.
  const chart_column amounts{"at", "at", chart_measure::amount};
  BOOST_TEST(shown(chart_number(1'000'500'000_dec), amounts, billions) == "1.000");
  BOOST_TEST(shown(chart_number(1'001'500'000_dec), amounts, billions) == "1.002");
  BOOST_TEST(shown(chart_number(-400'000_dec), amounts, billions) == "0.000");
  BOOST_TEST(shown(chart_number(-0.0000000000123), amounts, billions) == "0.000");
  BOOST_TEST(shown(small, 1, 1, billions) == "0.001");
  BOOST_TEST(shown(small, 2, 1, billions) == "0.002");
  BOOST_TEST(shown(small, 2, 2, billions) == "0.003");
  BOOST_TEST(shown(small, 3, 1, billions) == "");

  const chart bars = tornado_chart(set, "base", tornado_by_range(set, "base", revenue).value());
  // price 2 to 4: 40 to 80, a width of 40; chips 8 to 14: 48 to 84, a width of 36.
  BOOST_REQUIRE(bars.rows().size() == 2U);
  BOOST_TEST(text_of(bars.rows()[0][0]) == "price");
  BOOST_TEST(digits_of(bars.rows()[0][3]) == "40");
  BOOST_TEST(digits_of(bars.rows()[0][4]) == "80");
  BOOST_TEST(digits_of(bars.rows()[1][3]) == "48");
  BOOST_TEST(digits_of(bars.rows()[1][4]) == "84");
  BOOST_TEST((bars.marks().at(0).at == interval(decimal(60))));

  const std::vector<std::string> both{"base", "other"};
  const chart lines = scenario_chart(set, both, 0);
  BOOST_REQUIRE(lines.rows().size() == 4U);
  BOOST_TEST(digits_of(lines.rows()[3][2]) == "40");
  BOOST_TEST(lines.sentence() == "revenue in 2026Q1 to 2026Q2 is $60 in base, $80 in other.");
}

BOOST_AUTO_TEST_CASE(trials_are_shown_by_their_percentiles_and_shares_add_up_to_one) {
  const scenario_set set = chips_and_price();
  uncertainty unsure;
  unsure.spread("price", distributions::uniform(2, 4));
  const simulated found = simulation::of(set, "base", unsure).value().run({.trials = 50'000, .seed = 3}).value();
  const chart fan = fan_chart(set, 0, found);
  BOOST_REQUIRE(fan.rows().size() == 2U);
  // revenue = 10 x uniform(2, 4): the percentile p is 20 + 20 p, within 0.2.
  const double shares[] = {0.5, 0.25, 0.75, 0.05, 0.95};
  for (std::size_t c = 0; c < 5; ++c) {
    const double value = std::get<chart_number>(fan.rows()[0][2 + c]).value();
    BOOST_TEST(std::abs(value - (20 + 20 * shares[c])) < 0.2, "column " << c << ": " << value);
  }
  const trial_summary& whole = found.of({{0, 0, 2}});
  const chart bars = distribution_chart("revenue", whole, "USD", 20);
  double sum = 0;
  for (const auto& row : bars.rows()) sum += std::get<chart_number>(row[2]).value();
  BOOST_TEST(std::abs(sum - 1) < 1e-9);
  BOOST_TEST(bars.rows().size() == 20U);
  const chart odds = cumulative_chart("revenue", whole, "USD");
  BOOST_TEST(std::is_sorted(odds.rows().begin(), odds.rows().end(), [](const auto& a, const auto& b) {
    return std::get<chart_number>(a[0]).value() < std::get<chart_number>(b[0]).value();
  }));
  for (const auto& row : odds.rows()) {
    // Of both quarters together, with one price: 40 + 40 p.
    const double p = std::get<chart_number>(row[1]).value(), value = std::get<chart_number>(row[0]).value();
    BOOST_TEST(std::abs(value - (40 + 40 * p)) < 0.4, "at " << p << ": " << value);
  }
}

BOOST_AUTO_TEST_CASE(a_chart_takes_the_cells_of_its_kind_and_no_others) {
  chart made(chart_kind::errors, "t", "s", "");
  BOOST_CHECK_THROW(made.add_row({"a", chart_number(0.5)}), contract_error);
  BOOST_CHECK_THROW(made.add_row({chart_number(0.5), chart_number(0.5), chart_number(0.5)}), contract_error);
  BOOST_CHECK_THROW(made.add_row({"a", chart_cell(), chart_number(0.5)}), contract_error);
  BOOST_CHECK_THROW(chart_number(std::nan("")), contract_error);
  made.add_row({"a", chart_number(0.5), chart_cell()});
  BOOST_TEST(made.rows().size() == 1U);
  BOOST_TEST(digits_of(chart_number(0.1)) == "0.1");
  BOOST_TEST(digits_of(chart_number(-0.0)) == "0");
}

BOOST_AUTO_TEST_SUITE_END()
