// Forecasts of the quarterly series of the M3 competition (the half that is at hand), fitted to the training part
// alone: how far off each method is, beside the competition's methods and R's, what the ranges hold, and what all of it
// takes.
//
//     bench_forecast FOLDER [--rounds N] [--held-back N]
//
// FOLDER has m3_quarterly.csv and two files of others' forecasts. With --held-back the last N figures of the training
// part are forecast from those before, and the test part is not looked at: what the defaults were chosen by. A single
// processor. tests/bench/forecast has R beside.
#include <runrate/forecast.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace runrate;

constexpr std::size_t horizon = 8, quarters = 4;

struct competition_series {
  std::string id;
  std::vector<double> known, came;
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream rest(line);
  for (std::string field; std::getline(rest, field, ',');) fields.push_back(field);
  return fields;
}

template <class Use>
void for_each_row(const std::string& path, const Use& use) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) std::printf("%s: there is no such file\n", path.c_str()), std::exit(2);
  while (std::getline(file, line)) use(fields_of(line));
}

std::vector<competition_series> read_series(const std::string& folder, std::size_t held_back) {
  std::vector<competition_series> all;
  for_each_row(folder + "/m3_quarterly.csv", [&](const std::vector<std::string>& row) {
    if (all.empty() || all.back().id != row[0]) all.push_back({row[0], {}, {}});
    (row[4] == "train" ? all.back().known : all.back().came).push_back(std::stod(row[6]));
  });
  if (held_back == 0) return all;
  constexpr std::size_t least_known = 14;
  std::vector<competition_series> shorter;
  for (const competition_series& s : all) {
    if (s.known.size() < held_back + least_known) continue;
    const auto now = s.known.end() - static_cast<std::ptrdiff_t>(held_back);
    shorter.push_back(
        {s.id, {s.known.begin(), now}, {now, now + static_cast<std::ptrdiff_t>(std::min(held_back, horizon))}});
  }
  return shorter;
}

/// sMAPE over the horizons, and how far off the sum of the next four is, both in percent: of each series, then the
/// mean.
struct accuracy {
  double smape = 0, next_four = 0;
  std::size_t count = 0;

  void add(const std::vector<double>& points, const std::vector<double>& came) {
    double sum = 0;
    for (std::size_t h = 0; h < came.size(); ++h) {
      sum += 200 * std::abs(points[h] - came[h]) / std::abs(points[h] + came[h]);
    }
    smape += sum / static_cast<double>(came.size());
    const double expected = std::accumulate(points.begin(), points.begin() + quarters, 0.0);
    const double was = std::accumulate(came.begin(), came.begin() + quarters, 0.0);
    next_four += 100 * std::abs(expected - was) / std::abs(was);
    ++count;
  }
  void print(const std::string& name) const {
    const auto n = static_cast<double>(count);
    std::printf("%-34s %8.3f %8.3f\n", name.c_str(), smape / n, next_four / n);
  }
};

void print_others(const std::string& path, const std::vector<competition_series>& all) {
  std::map<std::string, const competition_series*> by_id;
  for (const competition_series& s : all) by_id[s.id] = &s;
  std::map<std::string, std::map<std::string, std::vector<double>>> points;
  for_each_row(path, [&](const std::vector<std::string>& row) { points[row[0]][row[1]].push_back(std::stod(row[3])); });
  for (const auto& [method, of] : points) {
    accuracy found;
    for (const auto& [id, path_of] : of) found.add(path_of, by_id.at(id)->came);
    found.print(method);
  }
}

struct range_tally {
  std::vector<std::size_t> held = std::vector<std::size_t>(2 * (horizon + 1));
  std::size_t count = 0;

  void add(const series_forecast& said, const std::vector<double>& came) {
    ++count;
    const double year = std::accumulate(came.begin(), came.begin() + quarters, 0.0);
    for (std::size_t l = 0; l < 2; ++l) {
      for (std::size_t h = 0; h < horizon; ++h) {
        held[l * (horizon + 1) + h] += holds(said.periods[h], l, came[h]) ? 1U : 0U;
      }
      held[l * (horizon + 1) + horizon] += holds(said.next_year, l, year) ? 1U : 0U;
    }
  }
  void print(const std::string& name) const {
    for (std::size_t l = 0; l < 2; ++l) {
      std::printf("%-30s %s ", name.c_str(), l == 0 ? "80%" : "95%");
      for (std::size_t h = 0; h <= horizon; ++h) {
        std::printf(" %5.1f", 100 * static_cast<double>(held[l * (horizon + 1) + h]) / static_cast<double>(count));
      }
      std::printf("\n");
    }
  }

private:
  static bool holds(const predicted& said, std::size_t level, double came) {
    const auto& range = said.ranges[level];
    return range && came >= range->low && came <= range->high;
  }
};

/// Microseconds of this processor a series, the median of so many rounds.
double time_of(const std::vector<competition_series>& all, int rounds,
               const std::function<double(const observations&)>& work) {
  std::vector<double> times;
  double kept = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t begin = std::clock();
    for (const competition_series& s : all) kept += work(observations(s.known, quarters));
    times.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC * 1e6 / static_cast<double>(all.size()));
  }
  if (!std::isfinite(kept)) std::printf("a forecast is not finite\n");
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double forecast_all(const observations& of, const std::vector<any_forecast_method>& methods) {
  const studied_series studied(of);
  double sum = 0;
  for (const any_forecast_method& method : methods) {
    const auto said = forecast(studied, method, {.horizon = horizon});
    sum += said ? said->next_year.value : 0;
  }
  return sum;
}

/// Forty quarters that grow, with a season: what a rolling backtest of one company takes.
std::vector<double> forty_quarters() {
  std::vector<double> figures;
  std::uint32_t random = 1;
  for (int i = 0; i < 40; ++i) {
    random = random * 1'664'525U + 1'013'904'223U;
    const double noise = static_cast<double>(random >> 8) / (1 << 24) - 0.5;
    figures.push_back((100 + 3 * i) * (1 + 0.1 * (i % 4 - 1.5)) * (1 + 0.03 * noise));
  }
  return figures;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  int rounds = 5;
  std::size_t held_back = 0;
  for (int i = 2; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--rounds") rounds = std::atoi(argv[i + 1]);
    if (std::string(argv[i]) == "--held-back") held_back = std::strtoul(argv[i + 1], nullptr, 10);
  }
  const std::vector<competition_series> all = read_series(argv[1], held_back);
  std::vector<any_forecast_method> methods = every_forecast_method();
  methods.insert(methods.end() - 1, forecast_by::theta(season_choice::tested));
  methods.insert(methods.end() - 1, forecast_by::dynamic_theta(false));
  const std::vector<any_forecast_method> timed = methods;
  methods.insert(methods.end() - 1, forecast_by::weighted_combination());  // a backtest by itself

  std::printf("%zu series\n%-34s %8s %8s\n", all.size(), "", "sMAPE", "next four");
  std::vector<accuracy> found(methods.size());
  std::vector<range_tally> ranges(methods.size());
  for (const competition_series& s : all) {
    const studied_series studied(observations(s.known, quarters));
    for (std::size_t k = 0; k < methods.size(); ++k) {
      const auto said = forecast(studied, methods[k], {.horizon = horizon});
      if (!said) {
        std::printf("%s: %s: %s\n", s.id.c_str(), std::string(methods[k].name()).c_str(), said.error().text.c_str());
        continue;
      }
      std::vector<double> points;
      for (const predicted& p : said->periods) points.push_back(p.value);
      found[k].add(points, s.came);
      ranges[k].add(*said, s.came);
    }
  }
  for (std::size_t k = 0; k < methods.size(); ++k) found[k].print(std::string(methods[k].name()));
  if (held_back == 0) {
    std::printf("others'\n");
    print_others(std::string(argv[1]) + "/m3_quarterly_forecasts.csv", all);
    print_others(std::string(argv[1]) + "/m3_quarterly_baseline_forecasts.csv", all);
  }
  std::printf("%-34s  by quarter ahead, and the sum of four: percent of outcomes inside\n", "ranges");
  for (std::size_t k = 0; k < methods.size(); ++k) ranges[k].print(std::string(methods[k].name()));
  if (held_back != 0) return 0;

  std::printf("%-34s microseconds a series\n", "time");
  const auto print_time = [&](const char* name, const std::function<double(const observations&)>& work) {
    std::printf("%-34s %8.1f\n", name, time_of(all, rounds, work));
  };
  const any_forecast_method theta = forecast_by::theta(season_choice::tested), ets = forecast_by::ets(),
                            combination = forecast_by::combination();
  print_time("theta with ranges",
             [&](const observations& of) { return forecast(of, theta, {.horizon = horizon})->next_year.value; });
  print_time("ets with ranges",
             [&](const observations& of) { return forecast(of, ets, {.horizon = horizon})->next_year.value; });
  print_time("combination with ranges",
             [&](const observations& of) { return forecast(of, combination, {.horizon = horizon})->next_year.value; });
  print_time("every method with ranges", [&](const observations& of) { return forecast_all(of, timed); });
  const std::vector<double> figures = forty_quarters();
  const std::vector<any_forecast_method> scored = every_forecast_method();
  const std::vector<std::vector<backtest_origin>> one{rolling_origins(observations(figures, quarters), quarters, 12)};
  for (const unsigned threads : {1U, 2U}) {
    std::vector<double> times;
    for (int round = 0; round < 3 * rounds; ++round) {
      const auto begin = std::chrono::steady_clock::now();
      if (backtest(one, scored, {.threads = threads}).empty()) return 1;
      times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    std::printf("backtest of forty quarters, %u thread%s %8.1f ms\n", threads, threads == 1 ? " " : "s",
                times[times.size() / 2]);
  }
  return 0;
}
