// What computing a model over 65,536 trials costs: by a loop written by hand, by a model in C++ (lane_model) and by
// formulas (lane_program), for three models whose drivers lie in columns. All three give the same bits.
//
// The loops by hand are what a good engineer writes: each period of a block of trials in one pass, the block small
// enough for the first cache, pointers that do not alias, nothing computed in the loop that could be computed before.
// They test nothing; the library finds out whether every value is finite.
#include <runrate/model.hpp>
#include <runrate/runrate.hpp>

#include <runrate/model/detail/lane_kernels.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "interleaved.hpp"

namespace {

using namespace runrate;

constexpr std::size_t trials = 65'536;
constexpr std::size_t block = 1'024;  // that the library is given at a time

struct capacity {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver utilization{"utilization", "1"};

  auto operator()(const auto& in) const {
    const auto ramp = min(in.elapsed_end() / in.number(1, "year"), 1);
    return in[chips] * ramp * in[price] * in[utilization] * in.hours();
  }
};

struct subscriptions {
  static constexpr driver opening{"opening", "USD"};
  static constexpr driver added{"added", "USD"};
  static constexpr driver churn{"churn", "1"};
  static constexpr driver ceiling{"ceiling", "USD"};
  static constexpr line arr{"arr", "USD"};
  static constexpr line revenue{"revenue", "USD"};

  auto operator()(const auto& in) const {
    const auto before = in.previous(arr, in[opening]);
    const auto now = min(max(before * (1 - in[churn]) + in[added], 0), in[ceiling]);
    return lines(arr.is(now), revenue.is((before + now) / 24));
  }
};

struct adoption {
  static constexpr driver market{"market", "USD / year"};
  static constexpr driver speed{"speed", "1 / year"};
  static constexpr driver midpoint{"midpoint", "year"};
  static constexpr driver share{"share", "1"};
  static constexpr line total{"total", "USD"};
  static constexpr line ours{"ours", "USD"};
  static constexpr line others{"others", "USD"};

  auto operator()(const auto& in) const {
    const auto adopted = 1 / (1 + exp(in[speed] * (in[midpoint] - in.elapsed())));
    const auto spent = in[market] * adopted * in.years();
    return lines(total.is(spent), ours.is(spent * in[share]), others.is(spent * (1 - in[share])));
  }
};

// ---------------------------------------------------------------------------------------------------------------------
// By hand.

constexpr std::size_t by_hand_block = 512;

/// Column `c` of a block: of drivers, or of results, which lie a few cache lines further apart than a power of two.
struct hand_block {
  const double* const* drivers;
  double* results;
  const double* driver(std::size_t c, std::size_t first) const { return drivers[c] + first; }
  double* result(std::size_t c) const { return results + c * (by_hand_block + 8); }
};

void capacity_by_hand(const timeline& periods, const hand_block& b) {
  for (std::size_t first = 0; first < trials; first += by_hand_block) {
    for (std::size_t t = 0; t < periods.size(); ++t) {
      const double ramp = std::min(to_double(periods.quantity({period_quantity::elapsed_end}, t)), 1.0);
      const double hours = to_double(periods.quantity({period_quantity::hours}, t));
      const double* __restrict const chips = b.driver(0, first);
      const double* __restrict const price = b.driver(1, first);
      const double* __restrict const utilization = b.driver(2, first);
      double* __restrict const revenue = b.result(t);
      for (std::size_t i = 0; i < by_hand_block; ++i) revenue[i] = chips[i] * ramp * price[i] * utilization[i] * hours;
    }
    benchmark::ClobberMemory();
  }
}

void subscriptions_by_hand(const timeline& periods, const hand_block& b) {
  for (std::size_t first = 0; first < trials; first += by_hand_block) {
    for (std::size_t t = 0; t < periods.size(); ++t) {
      const double* __restrict const before = t == 0 ? b.driver(0, first) : b.result(2 * (t - 1));
      const double* __restrict const added = b.driver(1, first);
      const double* __restrict const churn = b.driver(2, first);
      const double ceiling = *b.driver(3, 0);
      double* __restrict const arr = b.result(2 * t);
      double* __restrict const revenue = b.result(2 * t + 1);
      for (std::size_t i = 0; i < by_hand_block; ++i) {
        double now = before[i] * (1 - churn[i]) + added[i];
        now = now < 0 ? 0 : now;
        now = ceiling < now ? ceiling : now;
        arr[i] = now;
        revenue[i] = (before[i] + now) / 24;
      }
    }
    benchmark::ClobberMemory();
  }
}

void adoption_by_hand(const timeline& periods, const hand_block& b) {
  for (std::size_t first = 0; first < trials; first += by_hand_block) {
    for (std::size_t t = 0; t < periods.size(); ++t) {
      const double elapsed = to_double(periods.quantity({period_quantity::elapsed}, t));
      const double years = to_double(periods.quantity({period_quantity::years}, t));
      const double* __restrict const market = b.driver(0, first);
      const double* __restrict const speed = b.driver(1, first);
      const double* __restrict const midpoint = b.driver(2, first);
      const double* __restrict const share = b.driver(3, first);
      double* __restrict const total = b.result(3 * t);
      double* __restrict const ours = b.result(3 * t + 1);
      double* __restrict const others = b.result(3 * t + 2);
      for (std::size_t i = 0; i < by_hand_block; ++i) {
        const double adopted = 1 / (1 + std::exp(speed[i] * (midpoint[i] - elapsed)));
        const double spent = market[i] * adopted * years;
        total[i] = spent;
        ours[i] = spent * share[i];
        others[i] = spent * (1 - share[i]);
      }
    }
    benchmark::ClobberMemory();
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The contests.

struct drawn {
  driver of;
  double low, high;  // equal: the same in all trials
};

struct contest {
  std::string name;
  timeline periods;
  std::vector<std::vector<double>> columns;  // in the order of the loop by hand
  std::vector<std::size_t> places;           // which driver of the model each of them is
  std::vector<bool> varies;                  // by that place
  std::function<void()> by_hand, by_model, by_formulas, by_narrow_formulas;
  std::function<bool()> agree;
};

template <class Computer>
void compute_all(const Computer& computer, const contest& c, trial_drivers& drivers, trial_lines& into) {
  for (std::size_t first = 0; first < trials; first += block) {
    for (std::size_t d = 0; d < c.columns.size(); ++d) {
      if (c.varies[c.places[d]]) drivers.set(c.places[d], c.columns[d].data() + first);
    }
    const auto done = computer.compute({first, block}, drivers, into);
    if (!done) std::printf("%s\n", done.error().text.c_str());
    benchmark::ClobberMemory();
  }
}

template <class Model>
contest contest_of(const std::string& name, const Model& model, const period_label& first, int count,
                   const std::vector<drawn>& ranges, void (*by_hand)(const timeline&, const hand_block&),
                   double off_by_hand = 0) {
  contest c{name, timeline::of(first, count).value(), {}, {}, {}, {}, {}, {}, {}, {}};
  const auto compiled = std::make_shared<lane_model<Model>>(lane_model<Model>::of(model, c.periods).value());
  const formulas& f = compiled->traced();
  c.varies.resize(ranges.size());
  std::mt19937_64 random(20260630);
  for (const drawn& r : ranges) {
    std::uniform_real_distribution<double> values(r.low, r.high);
    std::vector<double>& column = c.columns.emplace_back(trials, r.low);
    c.places.push_back(f.parts().find_driver(r.of.name()).value());
    c.varies[c.places.back()] = r.low < r.high;
    if (r.low < r.high) std::generate(column.begin(), column.end(), [&] { return values(random); });
  }
  const auto program = std::make_shared<lane_program>(lane_program::of(f, c.periods, c.varies).value());
  const auto narrow =
      std::make_shared<lane_program>(lane_program::of(f, c.periods, c.varies, *detail::lane_kernels_of(16)).value());
  const auto drivers = std::make_shared<trial_drivers>(f.drivers().size(), c.periods.size());
  for (std::size_t d = 0; d < c.columns.size(); ++d) drivers->set(c.places[d], c.columns[d].front());
  const auto self = std::make_shared<contest>(c);
  const auto buffers = std::make_shared<std::vector<trial_lines>>(3, compiled->buffer(block));
  const auto results = std::make_shared<std::vector<double>>(f.lines().size() * c.periods.size() * (by_hand_block + 8));

  c.by_hand = [self, results, by_hand] {
    std::vector<const double*> columns;
    for (const auto& column : self->columns) columns.push_back(column.data());
    by_hand(self->periods, {columns.data(), results->data()});
  };
  c.by_model = [=] { compute_all(*compiled, *self, *drivers, (*buffers)[0]); };
  c.by_formulas = [=] { compute_all(*program, *self, *drivers, (*buffers)[1]); };
  c.by_narrow_formulas = [=] { compute_all(*narrow, *self, *drivers, (*buffers)[2]); };
  c.agree = [=, c = c] {
    for (const auto& run : {c.by_hand, c.by_model, c.by_formulas, c.by_narrow_formulas}) run();
    // The last trials are those that all have in their buffers.
    for (std::size_t k = 0; k < f.lines().size() * self->periods.size(); ++k) {
      const std::size_t line = k % f.lines().size(), period = k / f.lines().size();
      const double* const hand = results->data() + k * (by_hand_block + 8);
      const std::span<const double> ours = buffers->front().column(line, period).last(by_hand_block);
      for (const trial_lines& b : *buffers) {
        const std::span<const double> column = b.column(line, period).last(by_hand_block);
        if (std::memcmp(ours.data(), column.data(), column.size_bytes()) == 0) continue;
        std::printf("%s: line %zu in period %zu differs from the model's\n", name.c_str(), line, period);
        return false;
      }
      for (std::size_t i = 0; i < by_hand_block; ++i) {
        if (std::abs(ours[i] - hand[i]) <= off_by_hand * std::abs(hand[i])) continue;
        std::printf("%s: line %zu in period %zu differs: %.17g by hand, %.17g\n", name.c_str(), line, period, hand[i],
                    ours[i]);
        return false;
      }
    }
    return true;
  };
  return c;
}

const std::vector<contest>& contests() {
  static const std::vector<contest> all{
      contest_of("capacity", capacity(), *parse_label("2026Q1"), 4,
                 {{capacity::chips, 4e5, 6e5}, {capacity::price, 1.8, 2.6}, {capacity::utilization, 0.5, 0.9}},
                 capacity_by_hand),
      contest_of("subscriptions", subscriptions(), *parse_label("2026-01"), 12,
                 {{subscriptions::opening, 9e6, 1.1e7},
                  {subscriptions::added, 1e5, 4e5},
                  {subscriptions::churn, 0.005, 0.04},
                  {subscriptions::ceiling, 1.2e7, 1.2e7}},
                 subscriptions_by_hand),
      contest_of("adoption", adoption(), *parse_label("2026Q1"), 12,
                 {{adoption::market, 1e10, 3e10},
                  {adoption::speed, 1, 3},
                  {adoption::midpoint, 1, 2},
                  {adoption::share, 0.1, 0.3}},
                 adoption_by_hand,
                 4 * 0x1p-52),  // the C library's exp is off by other bits of the last places
  };
  return all;
}

/// Keeps the medians; prints nothing until all is measured.
class median_keeper : public median_reporter {
public:
  void print_table() const {
    std::printf("%-14s %8s %8s %9s %17s %12s %14s   (nanoseconds a trial and period)\n", "model", "by hand", "in C++",
                "formulas", "16-byte registers", "C++ / hand", "formulas / C++");
    std::printf("%-14s %8s %8s %9s %17s %12s %14s\n", "", "", "", "", "", "goal 1.2", "goal 1.3");
    for (const contest& c : contests()) {
      const double values = static_cast<double>(trials * c.periods.size());
      const double hand = median(c.name + "|hand"), model = median(c.name + "|model");
      const double formula = median(c.name + "|formulas"), narrow = median(c.name + "|narrow");
      std::printf("%-14s %8.3f %8.3f %9.3f %17.3f %12.2f %14.2f\n", c.name.c_str(), hand / values, model / values,
                  formula / values, narrow / values, model / hand, formula / model);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (!initialize_interleaved(argc, argv)) return 2;
  bool right = true;
  const auto declare = [](const std::string& name, const std::function<void()>& run) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [run](benchmark::State& state) {
                                   for (auto unused : state) {
                                     (void)unused;
                                     run();
                                   }
                                 })
        ->Repetitions(15)
        ->MinTime(0.05);
  };
  for (const contest& c : contests()) {
    right = c.agree() && right;
    declare(c.name + "|hand", c.by_hand);
    declare(c.name + "|model", c.by_model);
    declare(c.name + "|formulas", c.by_formulas);
    declare(c.name + "|narrow", c.by_narrow_formulas);
  }
  median_keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  keeper.print_table();
  return right ? 0 : 1;
}
