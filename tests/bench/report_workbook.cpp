// A workbook of 200 companies by 40 quarters by 8 methods: how long it takes, its bytes, and the most memory that the
// process had. bench_report_workbook writes it where RUNRATE_WORKBOOK says.
#include <runrate/report/atomic_file.hpp>
#include <runrate/report/workbook.hpp>
#include <runrate/runrate.hpp>

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace runrate;

std::vector<annualized_series> companies(int count, int quarters) {
  const month_calendar calendar(std::chrono::December, year_naming::by_end);
  const std::vector<any_method> methods{method::times_four,
                                        method::day_weighted,
                                        method::week_weighted,
                                        method::year_to_date(calendar),
                                        method::trailing_twelve_months,
                                        method::compounded,
                                        method::log_compounded,
                                        method::seasonal_share(calendar)};
  std::vector<annualized_series> all;
  unsigned noise = 1;
  for (int c = 0; c < count; ++c) {
    annualized_series one{"Company number " + std::to_string(c),
                          {},
                          basic_series<struct any_currency>(currency("USD", 2)),
                          methods,
                          calendar};
    long long cents = 100'000'000LL * (c + 1);
    for (int q = 0; q < quarters; ++q) {
      noise = noise * 1'664'525U + 1'013'904'223U;
      cents += cents / 50 + noise % 10'000'000U;
      const period_label label = 2016y / Q1 + q;
      if (!one.flows.append({decimal::from_billionths(detail::int128(cents) * 10'000'000), label.calendar(), -6}))
        std::abort();
      one.labels.push_back(to_string(label));
      one.sources.push_back("10-Q of " + to_string(label.calendar().last()));
    }
    all.push_back(std::move(one));
  }
  return all;
}

void two_hundred_companies(benchmark::State& state) {
  const std::vector<annualized_series> all = companies(200, 40);
  std::size_t bytes = 0;
  for (auto _ : state) {
    const result<std::string> made = to_workbook(all, {.title = "200 companies"});
    if (!made) {
      state.SkipWithError(made.error().text.c_str());
      break;
    }
    bytes = made->size();
    if (const char* path = std::getenv("RUNRATE_WORKBOOK")) {
      if (!write_file(path, *made)) state.SkipWithError("it can't be written");
    }
  }
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  state.counters["MB"] = static_cast<double>(bytes) / 1e6;
  state.counters["most memory, MB"] = static_cast<double>(used.ru_maxrss) / 1e3;
}
BENCHMARK(two_hundred_companies)->Unit(benchmark::kMillisecond);

}  // namespace
