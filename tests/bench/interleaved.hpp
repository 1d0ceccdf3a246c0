// What every benchmark here does: repetitions take turns, and their medians are put into a table.
#ifndef RUNRATE_TESTS_BENCH_INTERLEAVED_HPP
#define RUNRATE_TESTS_BENCH_INTERLEAVED_HPP

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

/// Reads the arguments; false where one is not known. Repetitions of different benchmarks take turns, so that a busy
/// machine is unfair to all alike.
inline bool initialize_interleaved(int argc, char** argv) {
  static std::string interleave = "--benchmark_enable_random_interleaving=true";
  static std::vector<char*> arguments;
  arguments.assign(argv, argv + argc);
  arguments.insert(arguments.begin() + 1, interleave.data());
  auto count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  return !benchmark::ReportUnrecognizedArguments(count, arguments.data());
}

/// Keeps the median of each benchmark by its name, and prints nothing by itself.
class median_reporter : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Iteration) {
        double& least = least_walls_.try_emplace(run.run_name.function_name, run.GetAdjustedRealTime()).first->second;
        least = std::min(least, run.GetAdjustedRealTime());
      }
      if (run.run_type == Run::RT_Aggregate && run.aggregate_name == "median") {
        medians_[run.run_name.function_name] = run.GetAdjustedCPUTime();
      }
    }
  }

protected:
  /// In nanoseconds of this thread; not a number for a benchmark that a filter left out.
  double median(const std::string& name) const { return value_of(medians_, name); }
  /// In nanoseconds of the clock on the wall, of the fastest repetition: for what uses several threads, since the
  /// median is that of what others left of the machine.
  double least_wall(const std::string& name) const { return value_of(least_walls_, name); }

private:
  using by_name = std::map<std::string, double>;
  static double value_of(const by_name& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() ? std::nan("") : found->second;
  }

  by_name medians_, least_walls_;
};

#endif
