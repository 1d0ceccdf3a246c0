#include "verbs.hpp"

#include "scenario_output.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace runrate::cli {
namespace {

struct options_of_scenario : scenario_options {
  std::vector<std::string> chosen;
  std::string explain;
};

/// A figure that no decimal holds can't be shown: its line and period are said, for growth without end is a slip.
void require_shown(const model_run<exact>& run) {
  static const ratio limit = pow(ratio(10), 24);
  for (std::size_t t = 0; t < run.periods().size(); ++t) {
    for (std::size_t l = 0; l < run.of().lines().size(); ++l) {
      const ratio& value = run.value(l, t).value();
      if (-limit < value && value < limit) continue;
      throw failure{exit_status::bad_input, fmt::format("{} in {}: the figure is beyond 10^24, more than is shown",
                                                        run.of().lines()[l].name, run.periods()[t].label)};
    }
  }
}

std::vector<run_of_scenario> run_all(const scenario_file& file, const std::vector<std::string>& chosen) {
  const scenario_set& set = *file.set;
  for (const std::string& name : chosen) needed(set.values(name));
  std::vector<run_of_scenario> all;
  for (const scenario& s : set.scenarios()) {
    if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), s.name) == chosen.end()) continue;
    run_of_scenario one{s.name, needed(set.values(s.name)), needed(set.run(s.name)), {}};
    require_shown(one.exactly);
    const auto& settings = one.values.all();
    if (std::any_of(settings.begin(), settings.end(), [](const auto& d) { return !d.second.bounds.empty(); })) {
      // Bounds may not exist where the figure does: a divisor that may be 0.
      if (auto bounds = set.bounds(s.name)) one.within.emplace(*std::move(bounds));
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<held_target> hold_targets(const scenario_file& file, const std::vector<run_of_scenario>& runs) {
  std::vector<held_target> all;
  for (const scenario_target& t : file.targets) {
    if (t.comparison) {
      const scenario_comparison& c = file.comparisons[*t.comparison];
      const exact with = value_of(t.of, needed(file.set->run(c.with)));
      all.push_back({&t, c.name, with - value_of(t.of, needed(file.set->run(c.without)))});
      continue;
    }
    for (const run_of_scenario& run : runs) all.push_back({&t, run.name, value_of(t.of, run.exactly)});
  }
  return all;
}

}  // namespace

scenario_report evaluate_scenarios(const scenario_file& file, const std::vector<std::string>& chosen) {
  scenario_report report{file, run_all(file, chosen), {}, {}};
  report.targets = hold_targets(file, report.runs);
  return report;
}

namespace {

void run(const options_of_scenario& options) {
  const scenario_file file = read_scenarios(options);
  std::optional<std::size_t> explained;
  if (!options.explain.empty()) explained = chosen_measure(file, options.explain, {}).line;
  scenario_report report = evaluate_scenarios(file, options.chosen);
  report.explained = explained;
  if (options.common.format == "json") {
    write_output(render(json_of(report)), options.common);
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(report)}}, options.common), options.common);
  } else {
    write_output(render(sheets_of(report), options.common), options.common);
  }
}

}  // namespace

std::string_view verdict_on(const held_target& h) {
  const ratio& value = h.value.value();
  if (h.target->range.has_high() && ratio(h.target->range.high()) < value) return "above";
  return h.target->range.has_low() && value < ratio(h.target->range.low()) ? "below" : "within";
}

void add_scenario(CLI::App& program) {
  auto options = std::make_shared<options_of_scenario>();
  CLI::App* verb = program.add_subcommand(
      "scenario", "Every line of a model in every scenario of a file, exactly, and what one adds to another");
  add_scenario_options(*verb, *options);
  verb->add_option("--scenario", options->chosen, "only this scenario; may be repeated")->allow_extra_args(false);
  verb->add_option("--explain", options->explain, "how this line comes about in each period, operand by operand");
  add_output_options(*verb, options->common);
  verb->footer("Example:\n  runrate scenario examples/data/rainier.toml --set price=2.5");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
