// The report of AWS: run-rates by method, what Anthropic's work may add in 2026, what decides it and the odds, written
// as text, as Markdown, as one HTML page with charts, and as a workbook whose figures are formulas.
//
//     aws_report [FOLDER]    where the files go; aws_report unless said
#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>
#include <runrate/scenario.hpp>
#include <runrate/simulate.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace runrate;

namespace {

// Anything that has no answer ends the program with its sentence.
template <class T>
T needed(result<T> r) {
  if (r) return *std::move(r);
  fmt::print(stderr, "aws_report: {}\n", r.error().text);
  std::exit(1);
}

const reported_series& aws_of(const series_file& read) {
  for (const reported_series& s : read.series) {
    if (s.segment == "AWS") return s;
  }
  fmt::print(stderr, "aws_report: there is no series of AWS\n{}", to_string(read.problems));
  std::exit(1);
}

// The last five years, by the methods that are quoted.
void add_run_rates(document& page, const reported_series& aws) {
  const std::vector<any_method> methods{method::times_four, method::day_weighted, method::trailing_twelve_months,
                                        method::compounded};
  constexpr std::size_t shown = 20;
  std::vector<labelled_comparison> quarters;
  for (std::size_t i = aws.flows.size() - shown; i < aws.flows.size(); ++i) {
    const auto quarter = std::chrono::year_month_day(aws.flows.amounts()[i].during.last());
    quarters.push_back({fmt::format("{}Q{}", static_cast<int>(quarter.year()), unsigned{quarter.month()} / 3),
                        compare(aws.flows, methods, i)});
  }
  page.add(report_heading{"The record"});
  page.add(report_facts{{{"data to", to_string(aws.flows.amounts().back().during.last())},
                         {"latest figure from", aws.origins.back().source}}});
  page.add(run_rate_chart("Amazon AWS", quarters, aws.flows.unit()));
  page.add(spread_chart("Amazon AWS", quarters.back(), aws.flows.unit()));
  page.add(run_rate_definition("Amazon AWS", quarters.back(), "x4"));
}

// What the scenario file takes from others, and to which day.
report_facts sources_of(const scenario_file& file) {
  report_facts facts;
  for (const scenario_source& s : file.sources) facts.entries.emplace_back(s.name, s.from + ", " + to_string(s.days));
  return facts;
}

// By ranges, one driver at a time, and by a hundred thousand trials of all of them.
void add_scenarios(document& page, const scenario_file& file) {
  const scenario_set& set = *file.set;
  const measure added = needed(measure::of(set.model(), set.periods(), "added_revenue"));
  page.add(report_heading{file.title});
  page.add(report_text{file.note});
  page.add(sources_of(file));
  page.add(tornado_chart(set, "base", needed(tornado_by_range(set, "base", added))));
  const simulation all = needed(simulation::of(set, "base", needed(uncertainty_of(file, "base"))));
  const simulated found = needed(all.with_target({added, 6e9}).run({.trials = 100'000, .seed = 2026}));
  page.add(fan_chart(set, added.line, found));
  page.add(distribution_chart("What is added in 2026: how the trials are spread", found.of({added}), "USD"));
  page.add(
      report_text{fmt::format("It is $6 billion or more in {:.0f} of 100 trials.", 100 * found.probability(0).value)});
}

void write(const std::filesystem::path& to, const std::string& content) {
  needed(write_file(to.string(), content));
  fmt::print("{}\n", to.string());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string data = RUNRATE_EXAMPLE_DATA;
  const std::filesystem::path folder = argc > 1 ? argv[1] : "aws_report";
  std::filesystem::create_directories(folder);
  const series_file cloud = read_series_csv(text_input::file(data + "/cloud.csv"));
  const scenario_file scenarios = read_scenario_file(data + "/aws_2026.toml");
  if (!scenarios.set) {
    fmt::print(stderr, "{}", to_string(scenarios.problems));
    return 1;
  }
  document page("AWS: what it is worth a year, and what Anthropic may add");
  page.add(report_facts{{{"what", "run-rates of AWS by four methods; scenarios of Anthropic's training"},
                         {"from", "cloud.csv, aws_2026.toml"}}});
  add_run_rates(page, aws_of(cloud));
  add_scenarios(page, scenarios);

  fmt::print("{}\n", to_text(page));
  write(folder / "aws.txt", to_text(page));
  write(folder / "aws.md", to_markdown(page));
  write(folder / "aws.html", to_html(page));
  // A workbook has the model itself: every figure is a formula over the drivers.
  write(folder / "aws.xlsx",
        needed(to_workbook(*scenarios.set,
                           {.title = scenarios.title, .note = scenarios.note, .facts = sources_of(scenarios)})));
}
