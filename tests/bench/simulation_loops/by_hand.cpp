// The ramp model by hand: as fast as can be on the machine that compiles this file, and for this model only.
//
// Draws, transforms and model stay in registers, 16 trials at a time. What all quarters share is multiplied once. A
// block's buckets go through the first cache into histograms, from which all percentiles are read in one pass; nothing
// is kept of a trial. The range of the histograms is that of the first trials, a quarter wider to both sides.
#include "lanes.hpp"
#include "ramp.hpp"

#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

namespace ramp_loops {
namespace {

constexpr std::size_t trials_a_step = 2 * width;
constexpr std::size_t block = 512;
constexpr std::size_t first_trials = 4'096;
constexpr std::size_t buckets = 4'096;

struct tables {
  straight_table utilization{ramp_loops::utilization.low, ramp_loops::utilization.likely, ramp_loops::utilization.high};
  straight_table share{ramp_loops::share.low, ramp_loops::share.likely, ramp_loops::share.high};
};

/// `numbers` for each figure. Which bits of the draws are spare depends on how many there are.
RAMP_INLINE void computed(const calendar& of, const tables& t, const words (&draws)[8], unsigned spare_bits,
                          numbers (&into)[figures]) {
  const two speeds = normal_scores(draws[4], draws[5], spare_bits),
            rates = normal_scores(draws[6], draws[7], spare_bits);
  const numbers chips =
      triangular(one_to_two(draws[0]) - 1.0, ramp_loops::chips.low, ramp_loops::chips.likely, ramp_loops::chips.high);
  const numbers price =
      triangular(one_to_two(draws[1]) - 1.0, ramp_loops::price.low, ramp_loops::price.likely, ramp_loops::price.high);
  const numbers speed = exp_of(log_speed.mean + log_speed.deviation * speeds.first);
  const numbers overhead = exp_of(log_overhead.mean + log_overhead.deviation * speeds.second);
  const numbers one_and_growth = 1 + growth.mean + growth.deviation * rates.first;
  const numbers rest =
      1 - discount.mean - discount.deviation * (score_correlation * rates.first + score_rest * rates.second);
  const numbers base = chips * price * (t.utilization.of(draws[2]) * t.share.of(draws[3])) * (rest * one_and_growth);
  numbers sum{};
  for (std::size_t q = 0; q < quarters; ++q) {
    const numbers ramp = speed * of.elapsed_end[q];
    into[q] = base * of.hours[q] * (ramp < 1.0 ? ramp : all(1.0)) - overhead;
    sum += into[q];
  }
  into[quarters] = sum;
}

/// Both halves of a step: 16 trials from `first` on.
class philox_draws {
public:
  static constexpr unsigned spare_bits = 10;
  philox_draws(std::uint64_t seed, unsigned) : lanes_(seed) {}
  RAMP_INLINE void operator()(std::size_t first, words (&a)[8], words (&b)[8]) {
#pragma GCC unroll 8
    for (std::uint32_t d = 0; d < 8; ++d) {
      const auto f = lanes_.at(first / 2, d);
      a[d] = joined(f.v[0], f.v[1]);
      b[d] = joined(f.v[2], f.v[3]);
    }
  }

private:
  philox_lanes lanes_;
};

class philox_half_draws {
public:
  static constexpr std::uint64_t middle = 0x8000'0000;  // of the numbers that begin with these bits: never 0
  static constexpr unsigned spare_bits = 32;            // the angle gives up two
  philox_half_draws(std::uint64_t seed, unsigned) : lanes_(seed) {}
  RAMP_INLINE void operator()(std::size_t first, words (&a)[8], words (&b)[8]) {
#pragma GCC unroll 4
    for (std::uint32_t d = 0; d < 4; ++d) {
      const auto f = lanes_.at(first / 2, d);
      a[2 * d] = f.v[0] << 32 | middle;
      a[2 * d + 1] = f.v[1] << 32 | middle;
      b[2 * d] = f.v[2] << 32 | middle;
      b[2 * d + 1] = f.v[3] << 32 | middle;
    }
  }

private:
  philox_lanes lanes_;
};

class xoshiro_draws {
public:
  static constexpr unsigned spare_bits = 10;
  xoshiro_draws(std::uint64_t seed, unsigned thread) : a_(seed + 2 * thread), b_(~seed - 2 * thread) {}
  RAMP_INLINE void operator()(std::size_t, words (&a)[8], words (&b)[8]) {
    for (words& w : a) w = a_();
    for (words& w : b) w = b_();
  }

private:
  xoshiro_lanes a_, b_;
};

struct grid {
  double low[figures], a_unit[figures];
};

struct counted {
  std::vector<std::uint32_t> counts;  // of each figure
  numbers sums[figures]{}, squares[figures]{};
  counted() : counts(figures * buckets) {}
};

template <class Draws>
grid grid_of(const calendar& of, const tables& t, std::uint64_t seed) {
  Draws draws(seed, 0);
  double low[figures], high[figures];
  std::fill(low, low + figures, std::numeric_limits<double>::infinity());
  std::fill(high, high + figures, -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < first_trials; i += trials_a_step) {
    words a[8], b[8];
    numbers values[figures];
    draws(i, a, b);
    computed(of, t, a, Draws::spare_bits, values);
    for (std::size_t f = 0; f < figures; ++f) {
      for (std::size_t k = 0; k < width; ++k) {
        low[f] = std::min(low[f], values[f][k]);
        high[f] = std::max(high[f], values[f][k]);
      }
    }
  }
  grid made;
  for (std::size_t f = 0; f < figures; ++f) {
    const double more = (high[f] - low[f]) / 4;
    made.low[f] = low[f] - more;
    made.a_unit[f] = buckets / (high[f] - low[f] + 2 * more);
  }
  return made;
}

template <class Draws>
void count(const calendar& of, const tables& t, const grid& g, std::uint64_t seed, unsigned thread, std::size_t begin,
           std::size_t end, counted& into) {
  using indices = std::int32_t __attribute__((vector_size(32)));
  Draws draws(seed, thread);
  alignas(64) std::int32_t places[figures][block];
  std::uint32_t* const counts = into.counts.data();
  for (std::size_t first = begin; first < end; first += block) {
    numbers sums[figures], squares[figures];
    std::copy(std::begin(into.sums), std::end(into.sums), sums);
    std::copy(std::begin(into.squares), std::end(into.squares), squares);
    const auto add = [&](const words(&w)[8], std::size_t i) __attribute__((always_inline)) {
      numbers values[figures];
      computed(of, t, w, Draws::spare_bits, values);
      for (std::size_t f = 0; f < figures; ++f) {
        numbers place = (values[f] - g.low[f]) * g.a_unit[f];
        sums[f] += place;
        squares[f] += place * place;
        place = place > 0.0 ? place : all(0);
        place = place < buckets - 1.0 ? place : all(buckets - 1.0);
        const indices index = __builtin_convertvector(place, indices);
        std::memcpy(&places[f][i], &index, sizeof index);
      }
    };
    for (std::size_t i = 0; i < block; i += trials_a_step) {
      words a[8], b[8];
      draws(first + i, a, b);
      add(a, i);
      add(b, i + width);
    }
    std::copy(std::begin(sums), std::end(sums), into.sums);
    std::copy(std::begin(squares), std::end(squares), into.squares);
    const std::size_t some = std::min(block, end - first);
    for (std::size_t f = 0; f < figures; ++f) {
      std::uint32_t* const own = counts + f * buckets;
      for (std::size_t i = 0; i < some; ++i) ++own[places[f][i]];
    }
  }
}

template <class Draws>
found_figures simulated(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads) {
  const tables t;
  const grid g = grid_of<Draws>(of, t, seed);
  // Sums take whole blocks: the counts are exact, and the trials are a multiple wherever this is called.
  const std::size_t blocks = (trials + block - 1) / block;
  std::vector<counted> parts(threads);
  std::vector<std::thread> others;
  const auto work = [&](unsigned thread) {
    counted own;
    const std::size_t begin = blocks * thread / threads * block;
    const std::size_t end = thread + 1 == threads ? trials : blocks * (thread + 1) / threads * block;
    count<Draws>(of, t, g, seed, thread, begin, end, own);
    parts[thread] = std::move(own);
  };
  for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
  work(0);
  for (std::thread& other : others) other.join();
  const auto n = static_cast<double>(blocks * block);
  found_figures found;
  for (std::size_t f = 0; f < figures; ++f) {
    double sum = 0, squares = 0;
    for (const counted& part : parts) {
      for (std::size_t k = 0; k < width; ++k) sum += part.sums[f][k], squares += part.squares[f][k];
    }
    const double centre = sum / n;
    found[f].mean = g.low[f] + centre / g.a_unit[f];
    found[f].deviation = std::sqrt(squares / n - centre * centre) / g.a_unit[f];
    double before = 0;
    std::size_t next = 0;
    for (std::size_t b = 0; b < buckets && next < shares.size(); ++b) {
      double here = 0;
      for (const counted& part : parts) here += part.counts[f * buckets + b];
      for (; next < shares.size() && before + here >= shares[next] * static_cast<double>(trials); ++next) {
        const double within = (shares[next] * static_cast<double>(trials) - before) / here;
        found[f].percentiles[next] = g.low[f] + (static_cast<double>(b) + within) / g.a_unit[f];
      }
      before += here;
    }
  }
  return found;
}

}  // namespace

found_figures by_philox(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads) {
  return simulated<philox_draws>(of, trials, seed, threads);
}
found_figures by_philox_halves(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads) {
  return simulated<philox_half_draws>(of, trials, seed, threads);
}
found_figures by_xoshiro(const calendar& of, std::size_t trials, std::uint64_t seed, unsigned threads) {
  return simulated<xoshiro_draws>(of, trials, seed, threads);
}

}  // namespace ramp_loops
