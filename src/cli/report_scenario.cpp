// The report of a scenario file.
#include "report.hpp"

#include "scenario_output.hpp"
#include "simulate_output.hpp"

#include <runrate/report/result_charts.hpp>
#include <runrate/report/workbook.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace runrate::cli {
namespace {

scenario_options options_of_file(const report_options& options) {
  if (options.inputs.size() != 1) throw failure{exit_status::bad_usage, "one scenario file was expected"};
  scenario_options asked;
  asked.common = options.common;
  asked.common.format = "table";
  asked.file = options.inputs.front();
  asked.set = options.set;
  return asked;
}

/// The line that the report begins with: the usual one, or where the scenarios are alike in that, one in which they are
/// not: of a target, else the last that adds up, else the last.
std::string lead_line(const scenario_file& file) {
  const scenario_set& set = *file.set;
  std::vector<model_run<exact>> runs;
  runs.reserve(set.scenarios().size());
  for (const scenario& s : set.scenarios()) runs.push_back(needed(set.run(s.name)));
  const auto differs = [&](std::size_t line) {
    for (std::size_t t = 0; t < set.periods().size(); ++t) {
      for (const auto& run : runs) {
        if (run.value(line, t).value() != runs.front().value(line, t).value()) return true;
      }
    }
    return false;
  };
  const auto lines = set.model().lines();
  std::string usual = usual_line(file);
  if (runs.size() < 2 || differs(*set.model().find(usual))) return usual;
  for (const scenario_target& target : file.targets) {
    if (differs(target.of.line)) return lines[target.of.line].name;
  }
  for (const bool must_add_up : {true, false}) {
    for (std::size_t l = lines.size(); l-- > 0;) {
      if ((lines[l].adds_up() || !must_add_up) && differs(l)) return lines[l].name;
    }
  }
  return usual;
}

void add_tables(document& to, std::vector<sheet> sheets) {
  for (sheet& s : sheets) to.add(std::move(s));
}

std::vector<std::string> names_of(const scenario_report& r) {
  std::vector<std::string> names;
  for (const run_of_scenario& run : r.runs) names.push_back(run.name);
  return names;
}

/// What each comparison consists of, where that is more than one step.
void add_differences(document& to, const scenario_file& file, const measure& main) {
  const scenario_set& set = *file.set;
  for (const scenario_comparison& c : file.comparisons) {
    const auto bridge = bridge_between(set, c.without, c.with, main);
    if (bridge && bridge->steps.size() > 1) to.add(bridge_chart(set, c.without, c.with, *bridge));
  }
}

void add_sensitivity(document& to, const scenario_set& set, const measure& main) {
  const std::string scenario(scenario_set::base_name);
  const auto ranges = tornado_by_range(set, scenario, main);
  if (!ranges || ranges->bars.empty()) return;
  to.add(report_heading{"What decides it"});
  to.add(tornado_chart(set, scenario, *ranges));
}

bool is_uncertain(const scenario_file& file) {
  const auto unsure = uncertainty_of(file, scenario_set::base_name);
  return unsure && !unsure->drawn().empty();
}

void add_odds(document& to, const scenario_file& file, const std::string& lead, const report_options& options) {
  options_of_simulate asked;
  static_cast<scenario_options&>(asked) = options_of_file(options);
  asked.trials = options.trials;
  asked.seed = options.seed;
  asked.line = lead;
  asked.common.quiet = options.common.quiet;
  simulation_options how;
  how.trials = options.trials;
  how.seed = options.seed;
  const simulation_report r = simulate_file(file, asked, how);
  const scenario_set& set = r.set();
  const std::string what = to_string(r.main, set.model(), set.periods());
  const unit& of = set.model().lines()[r.main.line].unit;
  const std::string in = of.is_none() ? "" : to_string(of);
  to.add(report_heading{"The odds"});
  std::vector<simulated_figure> by_period;
  for (std::size_t t = 0; t < set.periods().size(); ++t) by_period.push_back({{r.main.line, t, t + 1}});
  to.add(fan_chart(set, r.main.line, needed(r.of.looking_at(by_period).run(how))));
  const trial_summary& whole = r.found.of({r.main});
  to.add(distribution_chart(what + ": how the trials are spread", whole, in));
  to.add(cumulative_chart(what + ": the probability of so much or less", whole, in));
  add_tables(to, sheets_of(r, false));
}

/// How far the series go that the file takes its figures from.
std::vector<data_date> dates_of(const scenario_file& file) {
  std::vector<data_date> dates;
  for (const scenario_source& s : file.sources) {
    if (s.what == scenario_source::kind::series) dates.push_back({s.name, s.days.last()});
  }
  return dates;
}

/// With the parts of other files that it takes, each by the name that the file has for it.
report_facts facts_of_scenarios(const std::string& what, const scenario_file& file, const report_options& options) {
  report_facts more;
  for (const diagnostic& d : file.problems.kept()) {
    if (d.level == severity::note) more.entries.emplace_back("note", d.found + "; " + d.expected);
  }
  for (const std::string& set : options.set) more.entries.emplace_back("set in all scenarios", set);
  for (const scenario_source& s : file.sources) {
    const bool is_series = s.what == scenario_source::kind::series;
    more.entries.emplace_back(fmt::format("{} {}", is_series ? "series" : "claim", s.name),
                              fmt::format("{}, {}{}", s.from, is_series ? "" : "said ", to_string(s.days)));
  }
  return facts_of_report(what, options, dates_of(file), more);
}

}  // namespace

made_report<document> report_on_scenarios(const report_options& options) {
  const scenario_file file = read_scenarios(options_of_file(options));
  const scenario_report r = evaluate_scenarios(file);
  const scenario_set& set = *file.set;
  const std::string lead = lead_line(file);
  const measure main = chosen_measure(file, lead, {});
  document page(file.title.empty() ? "Scenarios" : file.title);
  page.add(facts_of_scenarios(fmt::format("{} scenarios over {} to {}", r.runs.size(), set.periods()[0].label,
                                          set.periods()[set.periods().size() - 1].label),
                              file, options));
  const std::vector<std::string> names = names_of(r);
  if (set.periods().size() > 1) page.add(scenario_chart(set, names, main.line));
  add_tables(page, sheets_of(r));
  add_differences(page, file, main);
  add_sensitivity(page, set, main);
  if (is_uncertain(file)) add_odds(page, file, lead, options);
  return {std::move(page)};
}

made_report<std::string> workbook_of_scenarios(const report_options& options) {
  const scenario_file file = read_scenarios(options_of_file(options));
  scenario_workbook about;
  about.title = file.title;
  about.note = file.note;
  about.line_notes = file.line_notes;
  about.lead = lead_line(file);
  for (const scenario_comparison& c : file.comparisons)
    about.comparisons.push_back({c.name, c.with, c.without, c.note});
  for (const scenario_target& t : file.targets) {
    workbook_target made{t.name, t.of, said_text(t, file.set->model().lines()[t.of.line].unit), t.value};
    if (t.comparison) {
      made.with = file.comparisons[*t.comparison].with;
      made.without = file.comparisons[*t.comparison].without;
    }
    made.source = t.source;
    about.targets.push_back(std::move(made));
  }
  about.facts = facts_of_scenarios("a scenario model, every figure a formula over its drivers", file, options);
  return {needed(to_workbook(*file.set, about))};
}

}  // namespace runrate::cli
