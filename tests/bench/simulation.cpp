// What a million trials of an eight-driver ramp over four quarters cost, with the percentiles of the quarters and the
// total, set-up included: by the library, and by loops written by hand for just this model (simulation_loops/). All of
// them, and generators of random bits alone, take turns; tests/bench/simulation has numpy and Squiggle beside.
//
//     bench_simulation [--trials N --threads N]
//
// With --trials the library runs once, and says how long that took and how much memory the process had at the most.
#include <runrate/model.hpp>
#include <runrate/runrate.hpp>
#include <runrate/simulate.hpp>

#include <runrate/simulate/detail/draw_kernels.hpp>

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "interleaved.hpp"
#include "simulation_loops/ramp.hpp"

namespace {

using namespace runrate;

constexpr std::size_t trials = 1 << 20;
constexpr double millions = static_cast<double>(trials) / 1e6;
constexpr std::uint64_t seed = 7;
constexpr std::size_t draws = 1 << 15;  // of a generator alone: in the second cache

struct rented_out {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver utilization{"utilization", "1"};
  static constexpr driver share{"share", "1"};
  static constexpr driver speed{"speed", "1"};
  static constexpr driver overhead{"overhead", "USD"};
  static constexpr driver growth{"growth", "1"};
  static constexpr driver discount{"discount", "1"};

  auto operator()(const auto& in) const {
    const auto ramp = min(in.elapsed_end() / in.number(1, "year") * in[speed], 1);
    return in[chips] * ramp * in[price] * (1 - in[discount]) * in[utilization] * in.hours() * in[share] *
               (1 + in[growth]) -
           in[overhead];
  }
};

timeline quarters() { return timeline::of(*parse_label("2026Q1"), static_cast<int>(ramp_loops::quarters)).value(); }

uncertainty drawn() {
  const auto pert = [](const ramp_loops::three_points& p) { return distributions::pert(p.low, p.likely, p.high); };
  const auto triangular = [](const ramp_loops::three_points& p) {
    return distributions::triangular(p.low, p.likely, p.high);
  };
  uncertainty unsure;
  unsure.spread("chips", triangular(ramp_loops::chips));
  unsure.spread("price", triangular(ramp_loops::price));
  unsure.spread("utilization", pert(ramp_loops::utilization));
  unsure.spread("share", pert(ramp_loops::share));
  unsure.spread("speed", distributions::lognormal(ramp_loops::log_speed.mean, ramp_loops::log_speed.deviation));
  unsure.spread("overhead",
                distributions::lognormal(ramp_loops::log_overhead.mean, ramp_loops::log_overhead.deviation));
  unsure.spread("growth", distributions::normal(ramp_loops::growth.mean, ramp_loops::growth.deviation));
  unsure.spread("discount", distributions::normal(ramp_loops::discount.mean, ramp_loops::discount.deviation));
  unsure.correlate("growth", "discount", ramp_loops::rank_correlation);
  return unsure;
}

scenario_set formulas_of_the_ramp() {
  const formulas traced = trace(rented_out()).value();
  std::vector<scenario_driver> drivers;
  for (const auto& d : traced.drivers()) drivers.push_back({d.name, d.unit, {{ratio(1)}}});
  return scenario_set::of(traced, quarters(), drivers, {}).value();
}

/// Runs it and asks for all percentiles.
ramp_loops::found_figures found_by(const simulation& whole, std::size_t count, unsigned threads) {
  std::vector<simulated_figure> figures;
  for (std::size_t q = 0; q < ramp_loops::quarters; ++q) figures.push_back({{0, q, q + 1}});
  figures.push_back({{0, 0, ramp_loops::quarters}});
  const auto run = whole.looking_at(figures).run({.trials = count, .seed = seed, .threads = threads});
  ramp_loops::found_figures found;
  for (std::size_t f = 0; f < ramp_loops::figures; ++f) {
    const trial_summary& of = run.value().summaries[f];
    found[f].mean = of.mean().value;
    found[f].deviation = of.deviation().value;
    for (std::size_t p = 0; p < ramp_loops::shares.size(); ++p) {
      found[f].percentiles[p] = of.percentile(ramp_loops::shares[p]).value;
    }
  }
  return found;
}

ramp_loops::found_figures by_model(std::size_t count, unsigned threads) {
  return found_by(simulation::of(rented_out(), quarters(), {}, drawn()).value(), count, threads);
}
ramp_loops::found_figures by_formulas(std::size_t count, unsigned threads) {
  return found_by(simulation::of(formulas_of_the_ramp(), "base", drawn()).value(), count, threads);
}

ramp_loops::calendar calendar_of(const timeline& periods) {
  ramp_loops::calendar made;
  for (std::size_t q = 0; q < ramp_loops::quarters; ++q) {
    made.elapsed_end[q] = to_double(periods.quantity({period_quantity::elapsed_end}, q));
    made.hours[q] = to_double(periods.quantity({period_quantity::hours}, q));
  }
  return made;
}

// ---------------------------------------------------------------------------------------------------------------------

struct contestant {
  std::string name;
  std::function<ramp_loops::found_figures()> run;
  bool on_the_wall = false;  // it has several threads
  int repetitions = 15;
};

const std::vector<contestant>& contestants() {
  static const ramp_loops::calendar of = calendar_of(quarters());
  static const std::vector<contestant> all{
      {"library, model in C++", [] { return by_model(trials, 1); }},
      {"library, formulas", [] { return by_formulas(trials, 1); }},
      {"by hand, Philox", [] { return ramp_loops::by_philox(of, trials, seed, 1); }},
      {"by hand, Philox, 32 bits a draw", [] { return ramp_loops::by_philox_halves(of, trials, seed, 1); }},
      {"by hand, xoshiro256+", [] { return ramp_loops::by_xoshiro(of, trials, seed, 1); }},
      {"library, two threads", [] { return by_model(trials, 2); }, true},
      {"library, formulas, two threads", [] { return by_formulas(trials, 2); }, true},
      {"by hand, Philox, two threads", [] { return ramp_loops::by_philox(of, trials, seed, 2); }, true},
      {"by hand, xoshiro256+, two threads", [] { return ramp_loops::by_xoshiro(of, trials, seed, 2); }, true},
      {"standard library", [] { return ramp_loops::by_standard_library(of, trials, seed); }, false, 5},
  };
  return all;
}

/// Percentiles and moments against the library's, in errors of sampling: that of a share p is the root of p (1 - p) / n
/// over the density, which is taken from the percentiles beside it.
bool agrees(const std::string& name, const ramp_loops::found_figures& found, const ramp_loops::found_figures& with) {
  const double root_n = std::sqrt(static_cast<double>(trials) / 2);  // of a difference of two runs
  double worst = 0;
  for (std::size_t f = 0; f < ramp_loops::figures; ++f) {
    const auto& a = found[f];
    const auto& b = with[f];
    worst = std::max(worst, std::abs(a.mean - b.mean) / b.deviation * root_n);
    worst = std::max(worst, std::abs(a.deviation / b.deviation - 1) * root_n / 1.5);
    for (std::size_t p = 0; p < ramp_loops::shares.size(); ++p) {
      const std::size_t below = p == 0 ? 0 : p - 1, above = std::min(p + 1, ramp_loops::shares.size() - 1);
      const double density =
          (ramp_loops::shares[above] - ramp_loops::shares[below]) / (b.percentiles[above] - b.percentiles[below]);
      const double error = std::sqrt(ramp_loops::shares[p] * (1 - ramp_loops::shares[p])) / density / root_n;
      worst = std::max(worst, std::abs(a.percentiles[p] - b.percentiles[p]) / error);
    }
  }
  if (worst < 5) return true;
  std::printf("%s differs from the library by %.1f errors of sampling\n", name.c_str(), worst);
  return false;
}

bool all_agree() {
  const ramp_loops::found_figures wanted = by_model(trials, 1);
  bool right = true;
  for (const contestant& c : contestants()) right = agrees(c.name, c.run(), wanted) && right;
  return right;
}

// ---------------------------------------------------------------------------------------------------------------------

struct generator {
  std::string name;
  std::function<bool(std::span<std::uint64_t>)> draw;
};

const std::vector<generator>& generators() {
  const auto always = [](auto draw) {
    return [draw](std::span<std::uint64_t> into) {
      draw(into, seed);
      return true;
    };
  };
  static const std::vector<generator> all{
      {"Philox 4x32-10, the library's", always([](std::span<std::uint64_t> into, std::uint64_t) {
         // As doubles between 0 and 1, which the others would have to be made into yet.
         static std::vector<double> numbers;
         numbers.resize(into.size());
         detail::draw_kernels_here().uniforms(numbers.data(), {seed, 1, 0, 0}, 0, into.size());
       })},
      {"Philox 4x32-10 by hand", always(ramp_loops::draw_by_philox)},
      {"ARS-5, Random123", [](std::span<std::uint64_t> into) { return ramp_loops::draw_by_ars(into, seed); }},
      {"ARS-5, widest registers",
       [](std::span<std::uint64_t> into) { return ramp_loops::draw_by_wide_ars(into, seed); }},
      {"xoshiro256+ seeded for each 512", always(ramp_loops::draw_by_seeded_blocks)},
      {"xoshiro256+", always(ramp_loops::draw_by_xoshiro)},
  };
  return all;
}

bool ars_is_ars() {
  std::vector<std::uint64_t> narrow(draws), wide(draws);
  return !ramp_loops::draw_by_ars(narrow, seed) || !ramp_loops::draw_by_wide_ars(wide, seed) || narrow == wide;
}

class median_keeper : public median_reporter {
public:
  void print_table() const {
    std::printf("%-44s million trials a second\n", "");
    for (const contestant& c : contestants()) print(c.name, speed_of(c.name, c.on_the_wall));
    std::printf("%-44s nanoseconds a draw\n", "");
    for (const generator& g : generators()) print(g.name, median(g.name) / static_cast<double>(draws));
    std::printf("%-44s ratio\n", "");
    const auto ratio = [&](const std::string& name, const std::string& a, const std::string& b, bool on_the_wall) {
      print(name, speed_of(a, on_the_wall) / speed_of(b, on_the_wall));
    };
    const std::string ours = "library, model in C++", formulas = "library, formulas";
    ratio("library / by hand, Philox", ours, "by hand, Philox", false);
    ratio("library, formulas / by hand, Philox", formulas, "by hand, Philox", false);
    ratio("library / by hand, xoshiro256+", ours, "by hand, xoshiro256+", false);
    ratio("library / standard library", ours, "standard library", false);
    ratio("library, two threads / one", "library, two threads", ours, true);
    ratio("library, formulas, two threads / one", "library, formulas, two threads", formulas, true);
    ratio("by hand, Philox, two threads / one", "by hand, Philox, two threads", "by hand, Philox", true);
  }

private:
  double speed_of(const std::string& name, bool on_the_wall) const {
    return millions / ((on_the_wall ? least_wall(name) : median(name)) * 1e-9);
  }
  static void print(const std::string& name, double value) {
    if (value == value) std::printf("%-44s %9.2f\n", name.c_str(), value);
  }
};

int run_once(std::size_t count, unsigned threads) {
  const auto begin = std::chrono::steady_clock::now();
  const ramp_loops::found_figures found = by_model(count, threads);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("%zu trials, %u threads: %.3f s, %.1f million a second, %.1f MB at the most, median of the total %.6g\n",
              count, threads, seconds.count(), static_cast<double>(count) / seconds.count() / 1e6,
              static_cast<double>(used.ru_maxrss) * 1024 / 1e6, found[ramp_loops::quarters].percentiles[3]);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "--trials") {
    const bool has_threads = argc == 5 && std::string(argv[3]) == "--threads";
    if (argc != 3 && !has_threads) return 2;
    return run_once(std::strtoull(argv[2], nullptr, 10),
                    has_threads ? static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10)) : 1);
  }
  if (!initialize_interleaved(argc, argv)) return 2;
  bool right = all_agree();
  if (!ars_is_ars()) right = false, std::printf("the two forms of ARS-5 differ\n");
  for (const contestant& c : contestants()) {
    const auto run = c.run;
    auto* const declared = benchmark::RegisterBenchmark(c.name.c_str(), [run](benchmark::State& state) {
      for (auto unused : state) {
        (void)unused;
        benchmark::DoNotOptimize(run());
      }
    });
    // Short ones, and many, where the fastest counts.
    if (c.on_the_wall) {
      declared->Repetitions(60)->Iterations(1)->UseRealTime();
    } else {
      declared->Repetitions(c.repetitions)->MinTime(0.05);
    }
  }
  for (const generator& g : generators()) {
    std::vector<std::uint64_t> first(512);
    if (!g.draw(first)) continue;
    const auto draw = g.draw;
    benchmark::RegisterBenchmark(g.name.c_str(),
                                 [draw](benchmark::State& state) {
                                   std::vector<std::uint64_t> into(draws);
                                   for (auto unused : state) {
                                     (void)unused;
                                     draw(into);
                                     benchmark::ClobberMemory();
                                   }
                                 })
        ->Repetitions(15)
        ->MinTime(0.02);
  }
  median_keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  keeper.print_table();
  return right ? 0 : 1;
}
