// "Custom silicon above $10 billion a year": what it implies, and why it can't be one figure with what was said next.
//
//     custom_silicon [folder of claims.csv and cloud.csv]
#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <cstdio>

using namespace runrate;

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "not said" : text;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const claims_file file = read_claims_csv(text_input::file(folder + "/claims.csv"));
  const series_file cloud = read_series_csv(text_input::file(folder + "/cloud.csv"));
  if (file.problems.has_errors() || cloud.problems.has_errors()) {
    fmt::print(stderr, "{}{}", to_string(file.problems), to_string(cloud.problems));
    return 1;
  }

  std::vector<claim> chips;
  table said({{"said"}, {"figure"}, {"of"}, {"what is in it"}, {"a quarter, at least", alignment::right}},
             "Amazon's custom chips");
  for (const claim_row& row : file.claims) {
    if (row.subject != "Amazon custom chips") continue;
    chips.push_back(claim_of(row));
    const claim& c = chips.back();
    const bool rate = c.measure == claim_measure::run_rate;
    said.add_row({row.date_text, fmt::format("{} {}", row.qualifier, row.amount_text), row.period_text,
                  joined(row.scope),
                  rate ? fmt::format("{:.2Bw}", implied_by(c.range(), c.about->last()).quarter.low()) : ""});
  }
  fmt::print("{}\n", to_text(said));

  for (const related_claims& pair : relate(chips)) {
    const claim &earlier = chips[pair.earlier], &later = chips[pair.later];
    fmt::print("{:.0Bw}, then {:.0Bw}: {:+.0%}", earlier.figure, later.figure, *pair.growth_as_said);
    if (!pair.scope_added.empty() && !pair.scope_removed.empty()) {
      fmt::print("; {} came in, {} went out", joined(pair.scope_added), joined(pair.scope_removed));
    } else if (!pair.scope_added.empty() && !earlier.scope.empty()) {
      fmt::print("; {} came in", joined(pair.scope_added));
    } else if (later.scope.empty()) {
      fmt::print("; what the later one includes was not said");
    }
    fmt::print("\n");
    if (pair.conflict) {
      const growth_conflict& c = *pair.conflict;
      fmt::print("  but the growth was said to be {} to {} per cent:\n", c.stated_growth_percent.low(),
                 c.stated_growth_percent.high());
      fmt::print("  {:.0Bw} grown so is {:.1B} to {:.1B}, not {:.0B};\n", earlier.figure, c.grown.low(), c.grown.high(),
                 later.figure);
      fmt::print(
          "  with one scope, the earlier figure would have had to be {:.2Bw} or more, {:.1}% above what was said\n",
          c.earlier_needed.low(), c.short_by_percent);
    }
  }

  // Beside the segment that reports them: the quarter of the first claim.
  for (const reported_series& s : cloud.series) {
    if (s.entity != "Amazon") continue;
    const auto quarter = s.flows.find(2025y / Q4);
    const auto aws = annualize(s.flows, method::times_four, *quarter);
    const ratio share = ratio(chips.front().figure) / ratio(aws->value().amount());
    fmt::print(
        "\n{:.0Bw} is at least {:.1%} of AWS's {:$.3B} a year, if all of it is AWS's revenue, which was not said\n",
        chips.front().figure, share, aws->value());
  }
}
