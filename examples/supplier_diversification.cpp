// Two suppliers: Trainium, which only AWS has, and TPUs, which only Google has. What does a shift of ten points of a
// customer's spend cost the one, what of it is incremental for the other, and which share does a larger wallet make up
// for?
//
//     supplier_diversification [folder of supplier_diversification.toml, which has every figure's source]
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

namespace {

/// Anthropic's wallet, seen from both suppliers: what moves within a vendor is in gross, and not in net.
struct two_suppliers {
  share_of_wallet aws{.share = {"trainium_share", "1"},
                      .share_before = {"trainium_before", "1"},
                      .same_vendor = {"from_aws", "1"},
                      .net = {"aws_net", "USD"},
                      .gross = {"aws_gross", "USD"},
                      .moved = {"aws_moved", "USD"}};
  share_of_wallet google{.share = {"tpu_share", "1"},
                         .share_before = {"tpu_before", "1"},
                         .same_vendor = {"from_google", "1"},
                         .net = {"google_net", "USD"},
                         .gross = {"google_gross", "USD"},
                         .moved = {"google_moved", "USD"}};
  line trainium{"trainium", "USD"};
  line tpu{"tpu", "USD"};

  auto operator()(const auto& in) const {
    const auto a = aws(in), g = google(in);
    return lines(trainium.is(in[aws.spend] * in[aws.share] * in.years()),
                 tpu.is(in[google.spend] * in[google.share] * in.years()), a.values[0], a.values[1], a.values[2],
                 g.values[0], g.values[1], g.values[2]);
  }
};

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const two_suppliers model;
  const scenario_set set = *scenarios_of(model, folder + "/supplier_diversification.toml").set;
  const auto billions = [](const exact& x) { return fmt::format("{:.2}", x.value() / ratio(1_bn)); };

  table shifts({{"from July 2026 on"},
                {"AWS gross", alignment::right},
                {"moved", alignment::right},
                {"net", alignment::right},
                {"Google gross", alignment::right},
                {"moved", alignment::right},
                {"net", alignment::right}},
               "Ten points of a wallet of $20 billion a year (assumed): USD billion in 2026");
  for (const auto& [name, words] : {std::pair{"to_tpu", "from Trainium to TPUs"},
                                    {"gpus_to_tpu", "from GPUs, 40% of them Google's, to TPUs"},
                                    {"gpus_to_trainium", "from GPUs, 60% of them AWS's, to Trainium"}}) {
    const model_run<exact> run = *set.run(name);
    std::vector<std::string> row{words};
    for (const char* line : {"aws_gross", "aws_moved", "aws_net", "google_gross", "google_moved", "google_net"}) {
      row.push_back(billions(run.total(line)));
    }
    shifts.add_row(std::move(row));
  }
  shifts.add_note("net = gross - moved: what was the vendor's own before is not incremental");
  fmt::print("{}\n", to_text(shifts));

  const line_difference aws = difference(set, "to_tpu", "base")->lines[2];
  const ratio year = -aws.exit_run_rate->value();
  fmt::print("Ten points from Trainium to TPUs cost AWS {} billion in half of 2026, {} in a year: a third\n",
             billions(-aws.total_difference), billions(year));
  fmt::print(
      "of \"up to $6 billion\", {:.2} points of growth on the 128.725 billion of 2025. Google gains all of it.\n",
      year / ratio(128.725_bn) * ratio(100));
  fmt::print("Of every $10 billion that a customer spends in a year, ten points are one.\n\n");

  // The share at which the last quarter of a larger wallet brings what half of the old one did.
  const measure revenue = *measure::of(set.model(), set.periods(), "trainium", "2026Q4");
  const exact before = value_of(revenue, *set.run("base"));
  table wallets({{"wallet a year", alignment::right},
                 {"break-even share of Trainium", alignment::right},
                 {"points to lose", alignment::right},
                 {"AWS with ten points less", alignment::right}},
                "A second supplier lets the customer buy more: when does AWS lose nothing?");
  for (const decimal spend : {20_bn, 22_bn, 25_bn, 30_bn, 40_bn}) {
    const scenario_set larger = *set.with("spend", {{ratio(spend)}});
    const solution share = *solve_for(larger, "to_tpu", revenue, before, "trainium_share", {.places = 6});
    const exact with = value_of(revenue, *larger.run("to_tpu"));
    wallets.add_row({fmt::format("{:.0}", ratio(spend) / ratio(1_bn)), fmt::format("{:.1%}", ratio(share.value)),
                     fmt::format("{:.1}", ratio(50) - ratio(share.value) * ratio(100)),
                     fmt::format("{:+.2}", (with - before).value() * ratio(4) / ratio(1_bn))});
  }
  wallets.add_note("the last column: USD billion a year, beside the 10 before");
  fmt::print("{}\n", to_text(wallets));
  fmt::print("Assumed: the wallet and its split, which nobody published. Said was: over $100 billion in ten years\n");
  fmt::print("with AWS, up to 1 million TPUs for \"tens of billions\" with Google. No forecast.\n");
}
