// Amazon has put $18 billion into Anthropic, 5 of them by an option that was exercised by June 2026, and Anthropic pays
// AWS. What of that revenue is Amazon's own cash, and when has AWS had back what was paid in?
//
//     investment_and_revenue [folder of investment_and_revenue.toml, which has every figure's source]
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

namespace {

/// The library's model of revenue that an investment comes back as, with what has been paid in and had back so far.
struct investment_payback {
  investment_revenue of;
  line paid_in{"paid_in", "USD", line_kind::balance};
  line gross_back{"gross_back", "USD", line_kind::balance};
  line net_back{"net_back", "USD", line_kind::balance};

  auto operator()(const auto& in) const {
    const auto nothing = in.number(0, "1");
    const auto back = of(in);
    const auto [gross, funded, net, unspent] = back.values;
    return lines(gross, funded, net, unspent, paid_in.is(in.previous(paid_in, nothing) + in[of.invested]),
                 gross_back.is(in.previous(gross_back, nothing) + gross.value),
                 net_back.is(in.previous(net_back, nothing) + net.value));
  }
};

std::string billions(const exact& x) { return fmt::format("{:.2}", x.value() / ratio(1_bn)); }

/// The first period in which a balance is what was paid in, or more.
std::string payback(const model_run<exact>& run, std::string_view balance) {
  for (std::size_t t = 0; t < run.periods().size(); ++t) {
    if (run.value("paid_in", t).value() <= run.value(balance, t).value()) return run.periods()[t].label;
  }
  return "after " + run.periods()[run.periods().size() - 1].label;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const scenario_set set = *scenarios_of(investment_payback(), folder + "/investment_and_revenue.toml").set;

  const model_run<exact> half = *set.run("half");
  table quarters({{"quarter"},
                  {"paid in", alignment::right},
                  {"gross", alignment::right},
                  {"own cash", alignment::right},
                  {"net", alignment::right},
                  {"unspent", alignment::right},
                  {"paid so far", alignment::right},
                  {"gross so far", alignment::right},
                  {"net so far", alignment::right}},
                 "If half of what Amazon pays in is meant for AWS (assumed): USD billion");
  for (std::size_t t = 0; t < set.periods().size(); ++t) {
    const exact before = t == 0 ? exact(0) : half.value("paid_in", t - 1);
    const auto value = [&](const char* line) { return billions(half.value(line, t)); };
    quarters.add_row({set.periods()[t].label, billions(half.value("paid_in", t) - before), value("gross"),
                      value("funded"), value("net"), value("unspent"), value("paid_in"), value("gross_back"),
                      value("net_back")});
  }
  fmt::print("{}\n", to_text(quarters));

  table shares({{"for AWS"},
                {"gross 2025", alignment::right},
                {"net", alignment::right},
                {"gross 2026", alignment::right},
                {"net", alignment::right},
                {"gross 2027", alignment::right},
                {"net", alignment::right},
                {"gross is back"},
                {"net is back"}},
               "The same revenue, where all, half or none of what was paid in is for AWS: USD billion");
  for (const auto& [name, words] : {std::pair{"base", "all"}, {"half", "half"}, {"none", "none"}}) {
    const model_run<exact> run = *set.run(name);
    std::vector<std::string> row{words};
    for (const char* year : {"2025", "2026", "2027"}) {
      for (const char* line : {"gross", "net"}) {
        row.push_back(billions(value_of(*measure::of(set.model(), set.periods(), line, year), run)));
      }
    }
    row.push_back(payback(run, "gross_back"));
    row.push_back(payback(run, "net_back"));
    shares.add_row(std::move(row));
    // Nothing is counted twice: each dollar of gross is one or the other, and each dollar of the cash is spent or not.
    const std::size_t last = set.periods().size() - 1;
    const ratio meant = run.value("paid_in", last).value() * set.values(name)->find("returning")->values[0];
    if (run.total("gross").value() != (run.total("funded") + run.total("net")).value() ||
        meant != (run.total("funded") + run.value("unspent", last)).value()) {
      throw contract_error("something is counted twice");
    }
  }
  shares.add_note("own cash counts as spent first: net is the least that it can be");
  shares.add_note("own cash + net = gross, and own cash + unspent = what was paid in for AWS: nothing counts twice");
  fmt::print("{}\n", to_text(shares));

  // Amazon's quarterly results releases: AWS's operating income of 2025. The 10-Q of 2026-06-30: carrying values.
  fmt::print("Back is revenue, not profit: {:.1%} of AWS's in 2025 was operating income (45.606 of 128.725).\n",
             ratio(45'606, 128'725));
  fmt::print("What the stake is carried at, about {} billion on 2026-06-30, is neither cash nor revenue.\n",
             to_string(97.9_dec + 92.5_dec));
  fmt::print("Not known: what AWS was paid before 2025, out of which money, and when the option was paid.\n");
}
