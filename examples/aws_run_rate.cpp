// What is AWS's latest quarter worth as a run-rate, by every method in use; beside Google Cloud and Microsoft; and
// which method did the company itself use when it said "$142 billion annualized run rate"?
//
//     aws_run_rate [folder of cloud.csv]
#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <string>

using namespace runrate;

namespace {

const reported_series& series_of(const series_file& file, std::string_view entity) {
  for (const reported_series& s : file.series) {
    if (s.entity == entity) return s;
  }
  throw contract_error("the file has no series of " + std::string(entity));
}

table method_table(const reported_series& s, const any_calendar& fiscal_year) {
  const auto methods = every_method(fiscal_year);
  const auto side_by_side = compare(s.flows, methods);
  table t({{"method"}, {"USD billion a year", alignment::right}, {"between", alignment::right}, {"how"}},
          fmt::format("{}, {}: {:$.3B}, reported to the million", s.segment, to_string(side_by_side.during),
                      s.flows.back().amount()));
  for (const auto& m : side_by_side.methods) {
    if (!m.rate) continue;  // months, weeks: not for quarterly figures
    const interval bounds = m.rate->bounds();
    const auto billions = [](decimal x, rounding mode) { return to_string(divide(x, 1_bn, {3, mode}), 3); };
    t.add_row({m.method, billions(m.rate->value().amount(), rounding::half_even),
               billions(bounds.low(), rounding::floor) + " and " + billions(bounds.high(), rounding::ceiling),
               m.formula});
  }
  t.add_note(fmt::format("from {} to {} they are {:$.1B} apart: {:.0%} of the lowest",
                         side_by_side.spread->lowest_method, side_by_side.spread->highest_method,
                         side_by_side.spread->difference(), *side_by_side.spread->relative()));
  return t;
}

table claim_table(const reported_series& aws, const any_calendar& fiscal_year) {
  struct quote {
    date said;
    std::string_view amount;
  };
  // Amazon's results calls; the sources are in data/claims.csv.
  const quote quotes[] = {{date_of(2025, 10, 30), "$132 billion"},
                          {date_of(2026, 2, 5), "$142 billion"},
                          {date_of(2026, 7, 30), "$169 billion"}};
  const std::vector<any_method> methods{method::times_four, method::day_weighted, method::trailing_twelve_months,
                                        method::year_to_date(fiscal_year)};
  table t({{"said"}, {"figure"}, {"x4"}, {"day"}, {"ttm"}, {"ytd"}},
          "\"Annualized run rate\": which method reproduces it?");
  std::vector<reconciliation> checks;
  for (const quote& q : quotes) {
    const reported_amount amount = *reported_amount::parse(q.amount);
    claim said{"AWS", period::day(q.said), claim_measure::run_rate, comparator::exactly, amount.value, amount.decimals};
    said.unit = amount.unit;
    checks.push_back(*reconcile(said, aws.flows.amounts(), aws.flows.unit(), methods));
    std::vector<std::string> row{to_string(q.said), std::string(q.amount)};
    for (const method_check& m : checks.back().methods) {
      const bool no = m.outcome == verdict::rejected;
      row.push_back(fmt::format("{:.1B} {}", *m.value, no ? "no" : "yes"));
    }
    t.add_row(std::move(row));
  }
  for (const identified_method& m : identify_method(checks)) {
    t.add_note(fmt::format("no claim rejects {}: it reproduces {} of {}", m.method, m.reproduces, m.claims));
  }
  return t;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const series_file cloud = read_series_csv(text_input::file(folder + "/cloud.csv"));
  if (cloud.problems.has_errors()) {
    fmt::print(stderr, "{}", to_string(cloud.problems));
    return 1;
  }
  const month_calendar to_december{std::chrono::December, year_naming::by_end};
  const month_calendar to_june{std::chrono::June, year_naming::by_end};  // Microsoft's

  const reported_series& aws = series_of(cloud, "Amazon");
  fmt::print("{}\n", to_text(method_table(aws, to_december)));
  fmt::print("{}\n", to_text(claim_table(aws, to_december)));

  table peers({{"segment"},
               {"quarter to"},
               {"x4", alignment::right},
               {"day", alignment::right},
               {"ttm", alignment::right},
               {"ytd", alignment::right},
               {"on the year", alignment::right}},
              "The same quarter elsewhere, USD billion a year");
  for (const auto& [entity, fiscal_year] :
       {std::pair{"Amazon", to_december}, {"Alphabet", to_december}, {"Microsoft", to_june}}) {
    const reported_series& s = series_of(cloud, entity);
    const auto in_billions = [&](const auto& method) {
      return to_string(divide(annualize(s.flows, method)->value().amount(), 1_bn, round_to{1}), 1);
    };
    peers.add_row({s.segment, to_string(s.flows.back().during().last()), in_billions(method::times_four),
                   in_billions(method::day_weighted), in_billions(method::trailing_twelve_months),
                   in_billions(method::year_to_date(fiscal_year)),
                   fmt::format("{:+.1%}", *year_over_year(s.flows.whole()))});
  }
  peers.add_note("Microsoft's fiscal year ended in June: its year to date is the whole year, and equals ttm");
  fmt::print("{}", to_text(peers));
}
