// The HTML page of a large report: 200 companies, each with a chart of 40 quarters by 8 methods and its numbers.
#include <runrate/report.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <string>

namespace {

using namespace runrate;

document report_of(int companies) {
  constexpr std::array<const char*, 8> methods{"x4",  "day",      "week",     "ytd",
                                               "ttm", "compound", "seasonal", "logcompound"};
  document d("Run-rates");
  for (int company = 0; company < companies; ++company) {
    d.add(report_heading{fmt::format("Company {}", company + 1)});
    chart c(chart_kind::lines, fmt::format("Company {}: run-rates by method", company + 1),
            "Times four runs ahead of the trailing year throughout.", "USD");
    for (std::size_t m = 0; m < methods.size(); ++m) {
      for (int quarter = 0; quarter < 40; ++quarter) {
        const long long thousands =
            1'000'000LL * (40 + quarter) + 7'919LL * company * (quarter + 1) + 104'729LL * static_cast<int>(m);
        c.add_row({fmt::format("{}Q{}", 2016 + quarter / 4, quarter % 4 + 1), methods[m], decimal(thousands * 1000)});
      }
    }
    d.add(std::move(c));
  }
  return d;
}

void writes_a_page(benchmark::State& state) {
  const document d = report_of(static_cast<int>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string page = to_html(d, {.scripts = state.range(1) != 0});
    bytes = page.size();
    benchmark::DoNotOptimize(page.data());
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(writes_a_page)
    ->ArgNames({"companies", "scripts"})
    ->Args({20, 1})
    ->Args({200, 1})
    ->Args({200, 0})
    ->Unit(benchmark::kMillisecond);

}  // namespace
