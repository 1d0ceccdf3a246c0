#include "scenarios.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace runrate::cli {

void add_scenario_options(CLI::App& verb, scenario_options& options) {
  verb.add_option("FILE", options.file, "a scenario file (TOML); - is standard input")->required();
  verb.add_option("--set", options.set, "a driver's value in all scenarios and periods; may be repeated")
      ->type_name("DRIVER=VALUE")
      ->allow_extra_args(false);
}

decimal read_value(std::string_view text, const std::string& what) {
  if (const auto plain = decimal::parse(text)) return *plain;
  if (text.find('%') != std::string_view::npos) {
    if (const auto share = reported_percentage::parse(text)) return round(share->value, round_to{decimal::places});
  } else if (const auto amount = reported_amount::parse(text)) {
    return amount->value;
  }
  throw failure{exit_status::bad_usage,
                fmt::format("{}: '{}' is no number; expected one such as 0.65, 65% or \"$6 billion\"", what, text)};
}

std::pair<std::string, std::string> read_pair(const std::string& text, const std::string& option) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    throw failure{exit_status::bad_usage, fmt::format("{} {}: expected NAME=VALUE", option, text)};
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

scenario_file read_scenarios(const scenario_options& options) {
  scenario_file read =
      options.file == "-" ? read_scenario_file(text_input::file("-"), ".") : read_scenario_file(options.file);
  report(options.file, read.problems, 0, read.set.has_value(), options.common);
  if (!read.set) throw failure{exit_status::bad_input, {}};
  for (const std::string& text : options.set) {
    const auto [name, value] = read_pair(text, "--set");
    read.set = needed(read.set->with(name, {{ratio(read_value(value, "--set " + name))}}));
  }
  return read;
}

measure chosen_measure(const scenario_file& file, const std::string& line, const std::string& label) {
  return needed(measure::of(file.set->model(), file.set->periods(), line, label));
}

std::string usual_line(const scenario_file& file) {
  const auto lines = file.set->model().lines();
  if (!file.targets.empty()) return lines[file.targets.front().of.line].name;
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (lines[i].adds_up()) return lines[i].name;
  }
  return lines.back().name;
}

nlohmann::ordered_json json_value(const exact& value) {
  const decimal nearest = figure(value, round_to{decimal::places});
  return {{"value", to_string(nearest)}, {"exact", !value.is_rounded() && ratio(nearest) == value.value()}};
}

std::string short_value(const exact& value, const unit& of) {
  // Money as money, also by the year or the chip: what it is by stands with the name of the line.
  const std::string text = to_string(of);
  if (const auto money = currency::find(text.substr(0, text.find(' ')))) {
    const decimal nearest = figure(value, round_to{decimal::places});
    // Cents only where they are all that there is.
    return short_money(nearest, *money, abs(nearest) < decimal(1'000) ? money->minor_units() : 3);
  }
  const decimal large = figure(value, round_to{0});
  if (abs(large) >= decimal(1'000)) return fmt::format("{:,}", large);
  return to_string(figure(value, round_to{abs(large) >= decimal(10) ? 2 : 4}));
}

std::string short_setting(const driver_setting& setting, const unit& of) {
  // Drivers are shown as they were given: a price of 2.23505 is not 2.24.
  const auto text = [&](const ratio& v) {
    const decimal nearest = round(v, round_to{decimal::places});
    return of.is_currency() && abs(nearest) >= decimal(1'000'000) ? short_value(exact(v), of)
                                                                  : fmt::format("{:,}", nearest);
  };
  if (setting.values.size() == 1) return text(setting.values[0]);
  return text(setting.values.front()) + " to " + text(setting.values.back());
}

}  // namespace runrate::cli
