// A run of a simulation is the same to the bit for any number of threads, any size of blocks and registers of any
// width.
#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>
#include <runrate/scenario.hpp>
#include <runrate/simulate.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

using namespace runrate;
namespace d = runrate::distributions;

namespace {

// Recursion, exp, a choice and a quotient.
struct services {
  static constexpr driver opening{"opening", "USD"};
  static constexpr driver added{"added", "USD"};
  static constexpr driver churn{"churn", "1"};
  static constexpr driver speed{"speed", "1"};
  static constexpr driver price{"price", "1"};
  static constexpr driver base{"base", "USD"};
  static constexpr line arr{"arr", "USD", line_kind::balance};
  static constexpr line revenue{"revenue", "USD"};

  auto operator()(const auto& in) const {
    const auto before = in.previous(arr, in[opening]);
    const auto now = before * (1 - in[churn]) + in[added] / (1 + exp(-in[speed]));
    return lines(arr.is(now), revenue.is(select(in[price] > 1, now * pow(in[price], in[speed]), now) / 4 + in[base]));
  }
};

uncertainty drawn() {
  uncertainty all;
  all.spread("opening", d::lognormal(20, 0.4)).spread("added", d::triangular(1e7, 2e7, 6e7));
  all.spread("churn", d::pert(0.01, 0.03, 0.1)).spread("speed", d::normal(0.3, 0.2)).correlate("churn", "added", -0.4);
  all.move("price", {path_kind::growth, 0.2, 0.05});
  driver_path as_forecast{path_kind::forecast};
  as_forecast.errors = {{1, 2e5}, {1.6, 3e5}, {1.3, 3e5}, {1.2, 4e5}};
  as_forecast.degrees = 6;
  as_forecast.at_least = 0;
  all.move("base", as_forecast);
  return all;
}

const timeline& year() {
  static const timeline periods = timeline::of(2026y / Q1, 4).value();
  return periods;
}

const simulation& of_model() {
  static const simulation made =
      simulation::of(services(), year(), driver_values{{services::price, 1}, {services::base, 1'000'000}}, drawn())
          .value();
  return made;
}

void add(std::string& text, double value) { text += std::to_string(std::bit_cast<std::uint64_t>(value)) + ' '; }
void add(std::string& text, const estimate& e) {
  for (const double v : {e.value, e.low, e.high}) add(text, v);
}

// Everything that a run says, to the bit.
std::string told(const simulated& run) {
  std::string text = std::to_string(run.trials) + '\n';
  for (const trial_summary& s : run.summaries) {
    text += std::to_string(s.trials()) + ' ' + std::to_string(s.without_value()) + ' ';
    for (const double v : {s.lowest(), s.highest()}) add(text, v);
    add(text, s.mean());
    add(text, s.deviation());
    for (const double share : {0.001, 0.05, 0.5, 0.95, 0.9999}) add(text, s.percentile(share));
    add(text, s.mean_of_lowest(0.05));
    add(text, s.mean_of_highest(0.01));
    for (const double share : s.histogram(20).shares) add(text, share);
    text += '\n';
  }
  for (std::size_t i = 0; i < run.targets.size(); ++i) add(text, run.probability(i));
  return text;
}

constexpr sampling all_samplings[] = {sampling::random, sampling::latin_hypercube, sampling::sobol,
                                      sampling::antithetic};

}  // namespace

BOOST_AUTO_TEST_SUITE(simulation_runs)

BOOST_AUTO_TEST_CASE(threads_blocks_and_registers_change_no_bit) {
  const simulation sim = of_model().with_target({*measure::of(of_model().model(), year(), "revenue"), 1e9});
  for (const sampling how : all_samplings) {
    // Neither a multiple of a block nor of a chunk.
    const simulation_options one{.trials = 70'001, .seed = 7, .threads = 1, .how = how};
    const std::string alone = told(sim.run(one).value());
    for (const unsigned threads : {2u, 7u}) {
      simulation_options several = one;
      several.threads = threads;
      BOOST_TEST(told(sim.run(several).value()) == alone, to_string(how) << " by " << threads);
    }
    for (const std::size_t block : {64u, 192u, 512u, 4'096u, 65'536u}) {
      simulation_options other = one;
      other.threads = 2;
      other.block = block;
      BOOST_TEST(told(sim.run(other).value()) == alone, to_string(how) << " in blocks of " << block);
    }
    for (const std::size_t bytes : {16u, 32u, 64u}) {
      if (detail::draw_kernels_of(bytes) == nullptr) continue;
      simulation_options other = one;
      other.register_bytes = bytes;
      BOOST_TEST(told(sim.run(other).value()) == alone, to_string(how) << " in registers of " << bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_trials_of_a_longer_run_are_those_of_a_shorter_one) {
  for (const sampling how : all_samplings) {
    const auto longer = of_model().trials({0, 10'000}, {.trials = 1'000'000, .seed = 3, .how = how}).value();
    const auto shorter = of_model().trials({0, 5'003}, {.trials = 5'003, .seed = 3, .how = how, .block = 64}).value();
    BOOST_REQUIRE(longer.size() == shorter.size());
    for (std::size_t c = 0; c < longer.size(); ++c) {
      BOOST_TEST(std::equal(shorter[c].begin(), shorter[c].end(), longer[c].begin()), to_string(how));
    }
    const auto part = of_model().trials({4'321, 100}, {.trials = 10'000, .seed = 3, .how = how, .block = 128}).value();
    for (std::size_t c = 0; c < longer.size(); ++c) {
      BOOST_TEST(std::equal(part[c].begin(), part[c].end(), longer[c].begin() + 4'321), to_string(how));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_run_that_ends_by_its_precision_ends_alike_with_any_threads) {
  const measure total = *measure::of(of_model().model(), year(), "revenue");
  const simulation_options one{.trials = 1'000'000, .seed = 5, .threads = 1, .precision = 0.002, .precision_of = total};
  simulation_options several = one;
  several.threads = 7;
  several.block = 4'096;
  const simulated alone = of_model().run(one).value();
  BOOST_TEST(alone.trials < 1'000'000u);
  BOOST_TEST(alone.trials % 8'192 == 0u);
  const estimate mean = alone.of({total}).mean();
  BOOST_TEST(mean.high - mean.value <= 0.002 * mean.value);
  BOOST_TEST(told(of_model().run(several).value()) == told(alone));
}

BOOST_AUTO_TEST_CASE(threads_find_the_same_indices) {
  const simulated_figure total{*measure::of(of_model().model(), year(), "revenue")};
  const auto told_of = [&](unsigned threads, std::size_t block) {
    std::string text;
    const auto found =
        of_model().indices(total, {.trials = 10'000, .seed = 11, .threads = threads, .block = block}).value();
    for (const driver_share& s : found) {
      text += s.driver + ' ';
      add(text, s.first_order);
      add(text, s.total);
    }
    return text;
  };
  const std::string alone = told_of(1, 1'024);
  BOOST_TEST(alone.find("added, churn ") != std::string::npos);
  BOOST_TEST(told_of(2, 1'024) == alone);
  BOOST_TEST(told_of(7, 64) == alone);
}

struct throws_now_and_then {
  auto operator()(const auto& in) const {
    static constexpr driver a{"a", "USD"};
    if constexpr (std::same_as<std::remove_cvref_t<decltype(in[a])>, lanes>) {
      const lanes value = in[a];
      for (std::size_t k = 0; k < lanes::width; ++k) {
        if (value[k] > 0.999'999) throw std::runtime_error("too much");
      }
    }
    return in[a];
  }
};

BOOST_AUTO_TEST_CASE(threads_name_the_first_trial_that_throws) {
  const timeline quarter = timeline::of(2026y / Q1, 1).value();
  const auto sim =
      simulation::of(throws_now_and_then(), quarter, {}, uncertainty().spread("a", d::uniform(0, 1))).value();
  std::string alone;
  for (const unsigned threads : {1u, 2u, 7u}) {
    for (const std::size_t block : {64u, 1'024u, 65'536u}) {
      const auto run = sim.run({.trials = 20'000'000, .seed = 2, .threads = threads, .block = block});
      BOOST_REQUIRE(!run.has_value());
      if (alone.empty()) alone = run.error().text;
      BOOST_TEST(run.error().text == alone);
    }
  }
  BOOST_TEST(alone.find("the model throws in trial ") == 0u, alone);
  BOOST_TEST(alone.find(": too much; there, a 0.99999") != std::string::npos, alone);
}

BOOST_AUTO_TEST_SUITE_END()
