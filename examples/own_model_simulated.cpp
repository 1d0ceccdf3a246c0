// A model and a distribution of one's own, simulated: a customer pays for what it uses, or for what it committed to if
// that is more. How often is it the commitment, and what is it worth to the seller?
#include <runrate/model.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>
#include <runrate/simulate.hpp>

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

using namespace runrate;

namespace {

struct commitment {
  static constexpr driver used{"used", "chip"};  // on average over the quarter
  static constexpr driver committed{"committed", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr line revenue{"revenue", "USD"};
  static constexpr line shortfall{"shortfall", "USD"};  // paid for, and not used

  constexpr auto operator()(const auto& in) const {
    const auto paid = max(in[used], in[committed]) * in[price] * in.hours();
    return lines(revenue.is(paid), shortfall.is(paid - in[used] * in[price] * in.hours()));
  }
};
static_assert(revenue_model<commitment>);

/// A quantile function is all that a distribution needs: here the logistic one, heavier in the tails than the normal.
struct logistic {
  double centre, scale;
  double quantile(double p) const { return centre + scale * std::log(p / (1 - p)); }
};
static_assert(distribution<logistic>);

}  // namespace

int main() {
  const timeline year = timeline::of(2026y / Q1, 4).value();
  const driver_values values{{commitment::used, 100'000}, {commitment::committed, 90'000}};
  uncertainty unsure;
  unsure.spread("price", logistic{1.8, 0.05});
  // Use moves from quarter to quarter: it grows by 20% a year, give or take 30%.
  unsure.move("used", {path_kind::growth, 0.3, 0.2});

  const simulation sim = simulation::of(commitment(), year, values, unsure).value();
  const measure shortfall = *measure::of(sim.model(), year, "shortfall");
  const simulated run = sim.with_target({shortfall, 1}).run({.trials = 400'000, .seed = 7}).value();

  table t({{"2026, USD million"},
           {"mean", alignment::right},
           {"5%", alignment::right},
           {"median", alignment::right},
           {"95%", alignment::right}});
  for (const simulated_figure& f : run.figures) {
    const bool is_total = f.kind == figure_kind::value && f.of.end - f.of.first == 4;
    const bool is_quarter = f.kind == figure_kind::value && f.of.line == 0 && !is_total;
    if (!is_total && !is_quarter) continue;
    const trial_summary& s = run.of(f);
    t.add_row({to_string(f, sim.model(), year), fmt::format("{:.0f}", s.mean().value / 1e6),
               fmt::format("{:.0f}", s.percentile(0.05).value / 1e6),
               fmt::format("{:.0f}", s.percentile(0.5).value / 1e6),
               fmt::format("{:.0f}", s.percentile(0.95).value / 1e6)});
  }
  fmt::print("{}\n", to_text(t));
  const estimate falls_short = run.probability(0);
  fmt::print(
      "The commitment is paid for without use in some quarter of {:.1f}% of the trials ({:.1f}% to {:.1f}% of 95 runs "
      "of 100).\n",
      falls_short.value * 100, falls_short.low * 100, falls_short.high * 100);

  const simulation alike = simulation::of(commitment(), year, values, unsure).value();
  const bool same = alike.run({.trials = 10'000, .threads = 1}).value().of({shortfall}).mean().value ==
                    alike.run({.trials = 10'000, .threads = 7, .block = 64}).value().of({shortfall}).mean().value;
  fmt::print("One thread and seven, blocks of 1,024 trials and of 64, give {}.\n",
             same ? "the same bits" : "other bits");
}
