// What `runrate forecast` expects, and how it shows it.
#ifndef RUNRATE_CLI_FORECAST_OUTPUT_HPP
#define RUNRATE_CLI_FORECAST_OUTPUT_HPP

#include <runrate/forecast.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "input_series.hpp"

namespace runrate::cli {

/// Whose ends are shown, in the order of `series_forecast::levels`.
inline constexpr double inner_level = 0.80, outer_level = 0.95;

/// A series, and what each method expects of it. A view of what was read.
struct expected_series {
  const input_series* from;
  std::span<const dated_amount> amounts;  ///< that it is forecast from: without a gap, to the latest
  std::size_t left_out;                   ///< periods before the last gap
  std::optional<int> per_year{};          ///< nothing where no number of such periods makes up a year
  std::vector<period> ahead{};            ///< at least a year; empty where nothing is expected
  std::vector<result<series_forecast>> by_method{};

  const std::string& entity() const { return from->reported.entity; }
  const std::string& segment() const { return from->reported.segment; }
  currency unit() const { return from->reported.flows.unit(); }
  std::string name() const { return series_name(entity(), segment()); }
  /// The days of the next year's periods.
  period next_year() const { return hull(ahead.front(), ahead[static_cast<std::size_t>(*per_year) - 1]); }
};

/// All that was asked of the inputs.
struct forecast_report {
  std::vector<std::string> methods;  ///< by name, in the order of `by_method`
  range_source ranges;
  std::vector<expected_series> series;
};

nlohmann::ordered_json json_of(const forecast_report& r);
/// A row for each period that is expected, and for the next year.
table flat_table(const forecast_report& r);
/// A table for each series and method that has an answer.
std::vector<sheet> sheets_of(const forecast_report& r, bool quiet);

}  // namespace runrate::cli

#endif
