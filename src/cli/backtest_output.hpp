// What `runrate backtest` found, and how it shows it.
#ifndef RUNRATE_CLI_BACKTEST_OUTPUT_HPP
#define RUNRATE_CLI_BACKTEST_OUTPUT_HPP

#include "common.hpp"

#include <runrate/forecast.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace runrate::cli {

/// A series that was scored.
struct scored_series {
  std::string name;
  bool as_filed;             ///< its history is that of its filings
  std::size_t origins;       ///< at which forecasts were made
  std::size_t of_year;       ///< of these, those whose next year has come
  std::string why_left_out;  ///< empty, but where there is no origin
};

struct backtest_report {
  std::size_t least_known;
  std::vector<scored_series> series;
  std::vector<method_scores> methods;
};

nlohmann::ordered_json json_of(const backtest_report& r);
/// A row for each method.
table flat_table(const backtest_report& r);
std::vector<sheet> sheets_of(const backtest_report& r, bool quiet);

}  // namespace runrate::cli

#endif
