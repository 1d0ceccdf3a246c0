#include "verbs.hpp"

#include "scenarios.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

struct options_of_solve : scenario_options {
  std::string scenario = std::string(scenario_set::base_name);
  std::string target;
  std::string driver;
  std::string period;
  std::string between;
  std::string equal;  ///< another scenario: break-even
  std::string line;
  int places = 4;
};

/// What was searched for, and what came of it.
struct asked_and_found {
  std::string line;
  measure of;
  std::optional<exact> target;
  result<solution> found;
};

std::optional<interval> bracket_of(const options_of_solve& options) {
  if (options.between.empty()) return std::nullopt;
  const std::size_t comma = options.between.find(',');
  if (comma == std::string::npos) {
    throw failure{exit_status::bad_usage, fmt::format("--between {}: expected LOW,HIGH", options.between)};
  }
  const decimal low = read_value(std::string_view(options.between).substr(0, comma), "--between");
  const decimal high = read_value(std::string_view(options.between).substr(comma + 1), "--between");
  if (high < low)
    throw failure{exit_status::bad_usage,
                  fmt::format("--between {}: the lower end is above the upper one", options.between)};
  return interval(low, high);
}

asked_and_found answer(const scenario_file& file, const options_of_solve& options) {
  if (options.places < 0 || options.places > decimal::places) {
    throw failure{exit_status::bad_usage, fmt::format("--places {}: expected 0 to 9", options.places)};
  }
  if (options.target.empty() == options.equal.empty()) {
    throw failure{exit_status::bad_usage,
                  "solve: expected either --target LINE=VALUE, or --equal SCENARIO for a break-even"};
  }
  const solve_options how{bracket_of(options), options.places};
  if (!options.equal.empty()) {
    const std::string line = options.line.empty() ? usual_line(file) : options.line;
    const measure of = chosen_measure(file, line, options.period);
    return {line, of, std::nullopt, break_even(*file.set, options.scenario, options.equal, of, options.driver, how)};
  }
  const auto [line, value] = read_pair(options.target, "--target");
  const measure of = chosen_measure(file, line, options.period);
  const exact target(read_value(value, "--target " + line));
  return {line, of, target, solve_for(*file.set, options.scenario, of, target, options.driver, how)};
}

ordered_json json_of(const scenario_file& file, const options_of_solve& options, const asked_and_found& a) {
  ordered_json json{{"scenario", options.scenario},
                    {"line", a.line},
                    {"of", to_string(a.of, file.set->model(), file.set->periods())},
                    {"driver", options.driver}};
  if (a.target) json["target"] = json_value(*a.target)["value"];
  if (!options.equal.empty()) json["equal_to"] = options.equal;
  if (!a.found) {
    json["value"] = nullptr;
    json["reason"] = json_reason(a.found.error());
    return json;
  }
  const solution& s = *a.found;
  json["unit"] = to_string(file.set->find_driver(s.driver)->unit);
  json["value"] = to_string(s.value);
  json["measured"] = json_value(s.measured)["value"];
  json["residual"] = json_value(s.residual)["value"];
  json["iterations"] = s.evaluations;
  json["bracket"] = json_bounds(s.bracket, decimal::places);
  json["others_seen"] = s.others_seen;
  return json;
}

table table_of(const scenario_file& file, const options_of_solve& options, const asked_and_found& a) {
  const scenario_set& set = *file.set;
  const solution& s = *a.found;
  const unit of = set.model().lines()[a.of.line].unit;
  const std::string what = to_string(a.of, set.model(), set.periods());
  const driver_values before = needed(set.values(options.scenario));
  table t({{""}, {"value", alignment::right}, {"unit"}},
          a.target ? fmt::format("{} at which {} is {}", s.driver, what,
                                 said_value(figure(*a.target, round_to{decimal::places}), of))
                   : fmt::format("{} at which {} is the same in {} and {}", s.driver, what, options.scenario,
                                 options.equal));
  const auto whole = [](const exact& e) { return fmt::format("{:,}", figure(e, round_to{decimal::places})); };
  t.add_row({s.driver, fmt::format("{:,}", s.value), to_string(set.find_driver(s.driver)->unit)});
  t.add_row({"now, in " + options.scenario, short_setting(*before.find(s.driver), set.find_driver(s.driver)->unit),
             to_string(set.find_driver(s.driver)->unit)});
  const driver_setting& now = *before.find(s.driver);
  if (now.values.size() == 1 && sign(now.values[0]) != 0) {
    t.add_row({"the change", fmt::format("{:+.1%}", ratio(s.value) / now.values[0] - ratio(1)), ""});
  }
  t.add_row({a.target ? what + " with it" : "difference with it", whole(s.measured), to_string(of)});
  if (a.target) t.add_row({"residue, to the last place of the driver", whole(s.residual), to_string(of)});
  t.add_note(fmt::format("found in {} evaluations between {:,} and {:,}; --places has {} decimal places", s.evaluations,
                         s.bracket.low(), s.bracket.high(), options.places));
  if (s.others_seen)
    t.add_note("the figure crosses it elsewhere too; this is the crossing nearest to the present value");
  return t;
}

void run(const options_of_solve& options) {
  const scenario_file file = read_scenarios(options);
  const asked_and_found a = answer(file, options);
  if (options.common.format == "json") {
    write_output(render(json_of(file, options, a)), options.common);
    if (!a.found) throw failure{exit_status::bad_input, {}};
    return;
  }
  const solution& s = needed(a.found);
  if (options.common.format == "csv") {
    table t({{"scenario"}, {"line"}, {"driver"}, {"value"}, {"measured"}, {"residual"}, {"iterations"}});
    t.add_row({options.scenario, a.line, s.driver, to_string(s.value),
               to_string(figure(s.measured, round_to{decimal::places})),
               to_string(figure(s.residual, round_to{decimal::places})), std::to_string(s.evaluations)});
    write_output(render({{t}}, options.common), options.common);
    return;
  }
  write_output(render({{table_of(file, options, a)}}, options.common), options.common);
}

}  // namespace

void add_solve(CLI::App& program) {
  auto options = std::make_shared<options_of_solve>();
  CLI::App* verb =
      program.add_subcommand("solve", "What a driver has to be for a figure to be what is wanted, or why it can't be");
  add_scenario_options(*verb, *options);
  verb->add_option("--target", options->target, "the line, and what it is to be")->type_name("LINE=VALUE");
  verb->add_option("--by", options->driver, "the driver that is searched for")->required();
  verb->add_option("--scenario", options->scenario, "in this scenario")->capture_default_str();
  verb->add_option("--period", options->period, "a period or a year of the file; all unless said");
  verb->add_option("--between", options->between,
                   "where the driver may lie; its range in the file, or all of its sign, unless said")
      ->type_name("LOW,HIGH");
  verb->add_option("--places", options->places, "decimal places of the driver's value, 0 to 9")->capture_default_str();
  verb->add_option("--equal", options->equal,
                   "instead of a target: another scenario, in which --line is to be the same");
  verb->add_option("--line", options->line, "with --equal: the line; the last one of money unless said");
  add_output_options(*verb, options->common);
  verb->footer("Example:\n  runrate solve examples/data/rainier.toml --target revenue=6000000000 --by price");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
