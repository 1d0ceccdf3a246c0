// A run-rate is read as a forecast of the next twelve months. What did each method say at each quarter of AWS, Google
// Cloud and Microsoft's Intelligent Cloud, and what did the next twelve months bring?
//
//     run_rate_as_forecast [chart]
//
// With `chart` it writes CSV, a row for each quarter and method, to draw.
#include <runrate/forecast.hpp>
#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace runrate;

namespace {

constexpr std::size_t least_known = 8;  // quarters, before anything is forecast

/// Billions.
std::string billions(double dollars) { return fmt::format("{:.1f}", dollars / 1e9); }

std::string percent(const std::optional<double>& share) { return share ? fmt::format("{:+.1f}%", *share) : ""; }

std::vector<any_forecast_method> run_rates_and_forecasts() {
  using namespace forecast_by;
  return {annualized(method::times_four),
          annualized(method::day_weighted),
          annualized(method::trailing_twelve_months),
          annualized(method::compounded),
          annualized(method::seasonal_share(month_calendar(std::chrono::June, year_naming::by_end))),
          theta(),
          combination()};
}

/// One after each quarter; of the last nothing has come yet.
std::vector<backtest_origin> origins_of(const observed_series& seen) {
  std::vector<backtest_origin> origins = rolling_origins(seen.seen(), 4, least_known);
  origins.push_back({seen.seen(), {}, std::nullopt});
  return origins;
}

std::string quarter_of(const reported_series& of, std::size_t known) {
  return to_string(nearest_calendar_quarter(of.flows[known - 1].during()));
}

void show(const reported_series& of) {
  const observed_series seen = observed_series::of(of.flows.amounts()).value();
  const std::vector<any_forecast_method> methods = run_rates_and_forecasts();
  const std::vector<std::vector<backtest_origin>> origins{origins_of(seen)};

  std::vector<table_column> columns{{"known up to"}};
  for (const any_forecast_method& m : methods) columns.push_back({std::string(m.name()), alignment::right});
  columns.push_back({"80% of it", alignment::right});
  columns.push_back({"came", alignment::right});
  table said(columns, fmt::format("{} {}: the next twelve months, USD billion", of.entity, of.segment));
  std::vector<std::string> row;
  for (const backtest_record& record : backtest_records(origins[0], methods)) {
    const std::size_t known = origins[0][record.origin].known.size();
    if (record.method == 0) row = {quarter_of(of, known)};
    row.push_back(record.said ? billions(record.said->next_year.value) : "");
    if (record.method + 1 != methods.size()) continue;
    const auto& range = record.said ? record.said->next_year.ranges[0] : std::optional<value_range>();
    row.push_back(range ? fmt::format("{} to {}", billions(range->low), billions(range->high)) : "");
    const auto& came = origins[0][record.origin].year_that_came;
    row.push_back(came ? billions(*came) : "");
    said.add_row(row);
  }
  fmt::print("{}\n", to_text(said));

  table scores({{"method"},
                {"quarters", alignment::right},
                {"error", alignment::right},
                {"bias", alignment::right},
                {"inside 80%", alignment::right}},
               "How far off, where the twelve months are over");
  for (const method_scores& m : backtest(origins, methods)) {
    const error_scores& year = m.next_year;
    scores.add_row({m.method, std::to_string(year.count), year.mape ? fmt::format("{:.1f}%", *year.mape) : "",
                    percent(year.bias), year.coverage[0] ? fmt::format("{:.0f}%", *year.coverage[0]) : ""});
  }
  fmt::print("{}\n\n", to_text(scores));
}

void write_chart(const reported_series& of) {
  const observed_series seen = observed_series::of(of.flows.amounts()).value();
  const std::vector<any_forecast_method> methods = run_rates_and_forecasts();
  const std::vector<backtest_origin> origins = origins_of(seen);
  for (const backtest_record& record : backtest_records(origins, methods)) {
    if (!record.said) continue;
    const predicted& year = record.said->next_year;
    fmt::print("{},{},{},{},{:.0f}", of.entity, of.segment, quarter_of(of, origins[record.origin].known.size()),
               record.said->method, year.value / 1e6);
    for (const std::optional<value_range>& range : year.ranges) {
      range ? fmt::print(",{:.0f},{:.0f}", range->low / 1e6, range->high / 1e6) : fmt::print(",,");
    }
    const auto& came = origins[record.origin].year_that_came;
    fmt::print(",{}\n", came ? fmt::format("{:.0f}", *came / 1e6) : "");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const series_file file = read_series_csv(text_input::file(RUNRATE_EXAMPLE_DATA "/cloud.csv"));
  if (file.problems.has_errors()) return std::fputs(to_string(file.problems).c_str(), stderr), 1;
  if (argc > 1 && std::string_view(argv[1]) == "chart") {
    fmt::print("entity,segment,known_up_to,method,next_year_millions,low80,high80,low95,high95,came_millions\n");
    for (const reported_series& s : file.series) write_chart(s);
    return 0;
  }
  for (const reported_series& s : file.series) show(s);
  fmt::print(
      "Error: the mean of how far the figure was from what came, above or below. Bias: the mean with its sign, below "
      "zero\n"
      "where the figure was too low. Times four was too low at each of the 42 quarters: it stands still while the "
      "business\n"
      "grows. Inside 80%: how often what came lay in the range of 80%; a run-rate has one once its own errors are "
      "known.\n");
}
