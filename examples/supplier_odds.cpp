// Two suppliers under uncertainty: what does AWS lose to Google's TPUs in 2026, if a second supplier also lets the
// customer buy more? The same draws with and without the shift, so that the difference is of the shift alone.
#include <runrate/model.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>
#include <runrate/scenario.hpp>
#include <runrate/simulate.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

using namespace runrate;

namespace {

struct two_suppliers {
  static constexpr driver wallet{"wallet", "USD / year"};  // what the customer would spend with one supplier
  static constexpr driver trainium{"trainium", "1"};       // of it
  static constexpr driver moved{"moved", "1"};             // of the wallet, from Trainium to TPUs
  static constexpr driver larger{"larger", "1"};           // by how much a second supplier makes the wallet larger
  static constexpr driver second{"second", "1"};           // 1 with the second supplier, 0 without
  static constexpr line aws{"aws", "USD"};
  static constexpr line google{"google", "USD"};

  constexpr auto operator()(const auto& in) const {
    const auto spent = in[wallet] * (1 + in[larger] * in[second]) * in.years();
    const auto goes = in[moved] * in[second];
    return lines(aws.is(spent * (in[trainium] - goes)), google.is(spent * goes));
  }
};

}  // namespace

int main() {
  namespace d = distributions;
  const timeline year = timeline::of(2026y / Q1, 4).value();
  const auto in = [](const char* text) { return unit::parse(text).value(); };
  // All assumed but the order of the wallet, twice what AWS is said to get ($10 billion: Citizens, March 2026).
  const scenario_set set = scenario_set::of(trace(two_suppliers()).value(), year,
                                            {{"wallet", in("USD / year"), {{ratio(20_bn)}}},
                                             {"trainium", in("1"), {{ratio(1, 2)}}},
                                             {"moved", in("1"), {{ratio(1, 10)}}},
                                             {"larger", in("1"), {{ratio(1, 10)}}},
                                             {"second", in("1"), {{ratio(1)}}}},
                                            {{"one_supplier", "", {{"second", {{ratio(0)}}}}}})
                               .value();
  uncertainty unsure;
  unsure.spread("wallet", d::between(12e9, 30e9));  // in 90 of 100
  unsure.spread("trainium", d::pert(0.3, 0.5, 0.7));
  unsure.spread("moved", d::triangular(0, 0.1, 0.25));
  unsure.spread("larger", d::pert(0, 0.1, 0.4));
  unsure.correlate("moved", "larger", 0.6);  // who moves more has more reason to have bought more

  const simulation more = simulation::of_difference(set, "base", unsure, "one_supplier", unsure).value();
  const measure aws = *measure::of(set.model(), year, "aws"), google = *measure::of(set.model(), year, "google");
  const simulation sim = more.looking_at({{aws}, {google}, {aws, figure_kind::growth}}).with_target({aws, 0});
  const simulated run = sim.run({.trials = 1'000'000, .seed = 2026}).value();

  table t({{"2026, USD billion"},
           {"5%", alignment::right},
           {"25%", alignment::right},
           {"median", alignment::right},
           {"75%", alignment::right},
           {"95%", alignment::right},
           {"mean", alignment::right}},
          "With a second supplier, less what would be without: a million trials, in double");
  for (const auto& [name, of] : {std::pair("AWS", aws), std::pair("Google", google)}) {
    const trial_summary& s = run.of({of});
    std::vector<std::string> row{name};
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      row.push_back(fmt::format("{:.2f}", s.percentile(share).value / 1e9));
    }
    row.push_back(fmt::format("{:.2f}", s.mean().value / 1e9));
    t.add_row(std::move(row));
  }
  fmt::print("{}\n", to_text(t));

  const trial_summary& growth = run.of({aws, figure_kind::growth});
  fmt::print(
      "AWS has {:+.0f}% to {:+.0f}% of what it would have (90 of 100 trials), and not less in {:.0f}% of them: where "
      "the\n",
      growth.percentile(0.05).value * 100, growth.percentile(0.95).value * 100, run.probability(0).value * 100);
  fmt::print("wallet grows by more than what moves. In the worst twentieth it loses {:.2f} billion on average.\n\n",
             -run.of({aws}).mean_of_lowest(0.05).value / 1e9);

  const double drawn_apart =
      simulation::of(set, "base", unsure).value().looking_at({{aws}}).run({}).value().of({aws}).deviation().value;
  fmt::print(
      "On common draws the difference deviates by {:.2f} billion; AWS's revenue itself by {:.2f}: two runs with "
      "draws\n",
      run.of({aws}).deviation().value / 1e9, drawn_apart / 1e9);
  fmt::print("of their own would have drowned the one in the other.\n");
}
