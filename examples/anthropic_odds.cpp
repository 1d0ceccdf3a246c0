// How probable is it that Anthropic's work on Trainium brings AWS $6 billion more in 2026 than in 2025, and which of
// what nobody has published decides it?
//
// A range of each unknown, from what was said where something was, and a million trials. All ranges can be argued
// about: that is what they are for.
#include <runrate/model.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>
#include <runrate/simulate.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace runrate;

namespace {

struct more_for_aws {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver paid{"paid", "1"};      // of all hours
  static constexpr driver to_tpu{"to_tpu", "1"};  // of the work, done on Google's chips instead
  static constexpr driver in_2025{"in_2025", "USD / year"};
  static constexpr line added{"added", "USD"};

  constexpr auto operator()(const auto& in) const {
    const auto rented = in[chips] * in[price] * in[paid] * (1 - in[to_tpu]) * in.hours();
    return lines(added.is(rented - in[in_2025] * in.years()));
  }
};

}  // namespace

int main() {
  namespace d = distributions;
  uncertainty unsure;
  // Half a million chips in October 2025, a million by April 2026: three quarters of the year with the million is the
  // most likely of what lies between (anthropic.com/news/anthropic-amazon-compute, 2026-04-20).
  unsure.spread("chips", d::pert(500'000, 875'000, 1'000'000));
  // From the capacity-block price of the older chip to that of Trainium2, the most likely at 45% off: assumed
  // (aws.amazon.com/ec2/capacityblocks/pricing).
  unsure.spread("price", d::triangular(0.59575, 1.23, 2.23505));
  unsure.spread("paid", d::pert(0.5, 0.8, 1));     // assumed
  unsure.spread("to_tpu", d::pert(0, 0.1, 0.35));  // up to a million TPUs were said, and no share: assumed
  unsure.spread("in_2025", d::between(1e9, 3e9));  // 90% within it: assumed
  // Who pays for more of the hours pays less for each: assumed.
  unsure.correlate("price", "paid", -0.4);

  const timeline year = timeline::of(2026y / Q1, 4).value();
  const simulation all = simulation::of(more_for_aws(), year, {}, unsure).value();
  const measure added = *measure::of(all.model(), year, "added");
  const simulation sim =
      all.looking_at({{added}}).with_target({added, 6e9}).with_target({added, 4e9}).with_target({added, 8e9});
  const simulated run = sim.run({.trials = 1'000'000, .seed = 2026}).value();
  const trial_summary& found = run.of({added});

  fmt::print("What Anthropic adds to AWS in 2026, USD billion: a million trials, in double\n\n");
  fmt::print(
      "mean {:.2f}, deviation {:.2f}; in 90 of 100 trials from {:.2f} to {:.2f}, in half of them from {:.2f} to "
      "{:.2f}\n\n",
      found.mean().value / 1e9, found.deviation().value / 1e9, found.percentile(0.05).value / 1e9,
      found.percentile(0.95).value / 1e9, found.percentile(0.25).value / 1e9, found.percentile(0.75).value / 1e9);

  table odds({{"at least"}, {"probability", alignment::right}, {"said by"}});
  const char* const said[] = {"$6 billion", "$4 billion", "$8 billion"};
  const char* const by[] = {"Bank of America, as \"up to\", March 2026", "", ""};
  for (const std::size_t target : {1u, 0u, 2u}) {
    odds.add_row({said[target], fmt::format("{:.1f}%", run.probability(target).value * 100), by[target]});
  }
  fmt::print("{}\n", to_text(odds));

  table picture({{"billion"}, {"of all trials"}});
  const trial_histogram bars = found.histogram(12);
  for (std::size_t i = 0; i < bars.shares.size(); ++i) {
    const double low = bars.low + (bars.high - bars.low) / 12 * static_cast<double>(i);
    picture.add_row(
        {fmt::format("{:.1f}", low / 1e9), std::string(static_cast<std::size_t>(bars.shares[i] * 150 + 0.5), '#')});
  }
  fmt::print("{}\n", to_text(picture));

  table decides({{"what decides it"}, {"alone", alignment::right}, {"with all it is part of", alignment::right}},
                "Shares of the variance (Sobol's indices)");
  const auto shares = sim.indices({added}, {.trials = 200'000, .seed = 1, .how = sampling::sobol}).value();
  for (const driver_share& s : shares) {
    decides.add_row(
        {s.driver, fmt::format("{:.0f}%", s.first_order.value * 100), fmt::format("{:.0f}%", s.total.value * 100)});
  }
  fmt::print("{}", to_text(decides));
}
