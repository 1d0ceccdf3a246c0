// libFuzzer: no bytes make the reader of series CSV crash, and what it reads are series without gap or overlap.
#include <runrate/io/series_csv.hpp>

#include "pieces.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const runrate::series_file read = runrate::read_series_csv(runrate::text_input::text(text, "fuzz.csv"), {4096, 50});
  std::size_t rows = 0;
  for (std::size_t s = 0; s < read.series.size(); ++s) {
    const runrate::reported_series& series = read.series[s];
    rows += series.flows.size();
    fuzz::require(!series.flows.empty() && series.origins.size() == series.flows.size() && !series.entity.empty());
    for (std::size_t i = 0; i < series.flows.size(); ++i) {
      fuzz::require(series.flows[i].bounds().contains(series.flows[i].amount().amount()));
      fuzz::require(i == 0 || series.flows[i - 1].during().adjoins(series.flows[i].during()));
      fuzz::require(series.origins[i].where.line > 1 && series.origins[i].where.column > 0);
    }
    if (s > 0 && series.entity == read.series[s - 1].entity && series.segment == read.series[s - 1].segment) {
      fuzz::require(read.series[s - 1].flows.back().during().end() < series.flows[0].during().begin());
    }
  }
  fuzz::require(rows == read.rows_read);
  fuzz::require(read.rows_left_out == 0 || read.problems.has_errors());
  static_cast<void>(to_string(read.problems));
  return 0;
}
