// Anthropic could add up to $6 billion to AWS's revenue in 2026 by training on Trainium (Bank of America, March 2026).
// Which ramps reach it, how do they leave the year, and what does "up to" say about what to expect?
//
//     anthropic_six_billion [folder of anthropic_six_billion.toml, which has every figure's source]
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

namespace {

struct added_by_anthropic {
  driver year_before{"year_before", "USD"};
  driver full_rate{"full_rate", "USD / year"};
  driver shape{"shape", "1"};
  line ramp{"ramp", "1"};
  line anthropic{"anthropic", "USD"};
  line aws{"aws", "USD"};

  auto operator()(const auto& in) const {
    const auto year = [&](const ratio& x) { return in.number(x, "year"); };
    const auto one = in.number(1, "1");
    const auto now = in.elapsed();
    const auto reached =
        select(in[shape] == 1, one,
               select(in[shape] == 2, ramp::linear(now, year(0), year(1)),
                      select(in[shape] == 3, ramp::logistic(now, year(ratio(1, 2)), in.number(6, "1 / year")),
                             select(in[shape] == 4, ramp::step(now, year(ratio(1, 2))),
                                    ramp::growth(now - year(ratio(7, 8)), one, year(ratio(1, 4)))))));
    const auto added = in[full_rate] * reached * in.years();
    return lines(ramp.is(reached), anthropic.is(added), aws.is(in[year_before] + added));
  }
};

std::string billions(const ratio& x, int places = 2) {
  return to_string(round(x / ratio(1_bn), round_to{places}), places);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const scenario_file file = scenarios_of(added_by_anthropic(), folder + "/anthropic_six_billion.toml");
  const scenario_set& set = *file.set;
  const series_file cloud = read_series_csv(text_input::file(folder + "/cloud.csv"));
  const auto& aws = std::find_if(cloud.series.begin(), cloud.series.end(), [](const reported_series& s) {
                      return s.entity == "Amazon";
                    })->flows;
  const auto grew_by = [&](const auto& quarter, const auto& year_before) {
    return ratio(aws[*aws.find(quarter)].amount().amount() - aws[*aws.find(year_before)].amount().amount());
  };
  const ratio first = grew_by(2026y / Q1, 2025y / Q1), second = grew_by(2026y / Q2, 2025y / Q2);

  // Every ramp has the full rate that makes the year's sum 6 billion. What if 6 billion a year were that rate?
  const std::size_t adds = *set.model().find("anthropic");
  table ramps({{"ramp"},
               {"Q1", alignment::right},
               {"Q2", alignment::right},
               {"Q3", alignment::right},
               {"Q4", alignment::right},
               {"2026", alignment::right},
               {"exit rate", alignment::right},
               {"of Q1's growth", alignment::right},
               {"of Q2's", alignment::right},
               {"at rate 6", alignment::right}},
              "Up to $6 billion for AWS in 2026 from Anthropic, USD billion");
  for (const auto& [name, words] : {std::pair{"base", "even"},
                                    {"linear", "linear from zero"},
                                    {"logistic", "logistic"},
                                    {"from_july", "from July on"},
                                    {"doubling", "doubling each quarter"}}) {
    const model_run<exact> run = *set.run(name);
    const model_run<exact> as_rate = *set.run(name, {{added_by_anthropic().full_rate, 6_bn}});
    std::vector<std::string> row{words};
    for (std::size_t t = 0; t < 4; ++t) row.push_back(billions(run.value(adds, t).value()));
    row.push_back(billions(run.total(adds).value()));
    row.push_back(billions(run.value(adds, 3).value() * ratio(4)));
    row.push_back(fmt::format("{:.1%}", run.value(adds, 0).value() / first));
    row.push_back(fmt::format("{:.1%}", run.value(adds, 1).value() / second));
    row.push_back(billions(as_rate.total(adds).value()));
    ramps.add_row(std::move(row));
  }
  ramps.add_note(fmt::format("shares are of what AWS grew by on the year: {} in Q1, {} in Q2", billions(first, 3),
                             billions(second, 3)));
  ramps.add_note("exit rate: the run-rate at the end, the last quarter times four");
  ramps.add_note("at rate 6: what 2026 has where 6 billion a year is the full rate, and not the year's sum");
  fmt::print("{}\n", to_text(ramps));

  // Points of growth: 4 of them were said beside the 6 billion, and by Barclays for each quarter.
  const ratio year = set.run("without")->total("aws").value();
  const auto points = [&](const ratio& x) { return x / year * ratio(100); };
  fmt::print("$6 billion on AWS's {} of 2025 are {:.2} points of growth. Bank of America said 4 beside it, and\n",
             billions(year, 3), points(ratio(6_bn)));
  fmt::print("Barclays up to 4 in a quarter: {} billion in a year. Both are one only if both were rounded:\n",
             billions(year * ratio(4, 100), 3));
  fmt::print("5.5 rounds to 6, and up to {} are less than 4.5 points.\n\n", billions(year * ratio(45, 1000)));

  // Means of what somebody may believe: (low + high) / 2 where all is alike, (low + likely + high) / 3 of a triangle.
  struct belief {
    const char* words;
    ratio mean;
  };
  table beliefs({{"what is believed below the bound"}, {"mean", alignment::right}, {"points", alignment::right}},
                "\"Up to\" is a bound: what it says to expect, USD billion");
  for (const belief& b : {belief{"6, for sure", ratio(6)},
                          {"6 most likely, evenly less so down to 0", ratio(0 + 6 + 6, 3)},
                          {"5 most likely, at least 3", ratio(3 + 5 + 6, 3)},
                          {"3 most likely", ratio(0 + 3 + 6, 3)},
                          {"anything from 0 on, all alike", ratio(0 + 6, 2)}}) {
    beliefs.add_row({b.words, fmt::format("{:.2}", b.mean), fmt::format("{:.2}", points(b.mean * ratio(1_bn)))});
  }
  fmt::print("{}", to_text(beliefs));
}
