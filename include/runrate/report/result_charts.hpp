// The charts that results are shown by, each with a sentence that says what there is to see in these figures.
#ifndef RUNRATE_REPORT_RESULT_CHARTS_HPP
#define RUNRATE_REPORT_RESULT_CHARTS_HPP

#include <runrate/claim/reconcile.hpp>
#include <runrate/core/result.hpp>
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/forecast.hpp>
#include <runrate/rate/compare.hpp>
#include <runrate/report/chart.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/scenario/scenario_bridge.hpp>
#include <runrate/scenario/sensitivity.hpp>
#include <runrate/simulate/simulation.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// A period of a series with its label, and its run-rates by each method.
struct labelled_comparison {
  std::string label;
  comparison<struct any_currency> rates;
};

/// The method's figure; null where it has none.
const compared<struct any_currency>* figure_by(const comparison<struct any_currency>& rates, std::string_view method);

/// A series' run-rates by method, over its periods. `whose` is "Amazon AWS". `contract_error` without a period.
chart run_rate_chart(std::string_view whose, std::span<const labelled_comparison> periods, const currency& unit);
/// One period's figures side by side, each with what the rounding of its amounts leaves open. `contract_error` where no
/// method has a figure.
chart spread_chart(std::string_view whose, const labelled_comparison& period, const currency& unit);
/// What was said beside what each method gives. `said` is "AWS exactly $142 billion".
chart claim_chart(std::string_view said, const reconciliation& check, const currency& unit);

/// From one scenario to another, driver by driver.
chart bridge_chart(const scenario_set& set, std::string_view from, std::string_view to, const scenario_bridge& bridge);
/// What each driver's range does to a figure, the widest first.
chart tornado_chart(const scenario_set& set, std::string_view scenario, const tornado& ranges);
/// A line of the model in every period of each scenario. A period in which it has no value is left out.
chart scenario_chart(const scenario_set& set, std::span<const std::string> scenarios, std::size_t line);

/// A line's ranges over the periods of a simulation that looked at them; of `simulation::run`'s own figures.
/// `contract_error` where a period of the line was not looked at.
chart fan_chart(const scenario_set& set, std::size_t line, const simulated& found);
/// How the trials of a figure are spread, in `classes` of equal width over the middle 99.8%.
chart distribution_chart(std::string_view title, const trial_summary& of, std::string_view unit,
                         std::size_t classes = 40);
/// The probability of a figure or less, at every second percentile.
chart cumulative_chart(std::string_view title, const trial_summary& of, std::string_view unit);

/// What is expected of the next periods: of a forecast with levels 0.5 and 0.9. `labels` name the periods.
/// `contract_error` for other levels, or ranges that lack.
chart forecast_chart(std::string_view whose, std::span<const std::string> labels, const series_forecast& next,
                     const currency& unit);
/// How far each method was off from the next twelve months, over the times at which these are over since; a note says
/// where one was asked less often, or never had an answer.
chart backtest_chart(std::string_view whose, std::span<const method_scores> scores);

}  // namespace runrate

#endif
