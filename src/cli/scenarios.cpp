#include "scenarios.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace runrate::cli {

void add_scenario_options(CLI::App& verb, scenario_options& options) {
  verb.add_option("FILE", options.file, "a scenario file (TOML); - is standard input")->required();
  verb.add_option("--set", options.set, "a driver's value in all scenarios and periods; may be repeated")
      ->type_name("DRIVER=VALUE")
      ->allow_extra_args(false);
  add_as_of_option(verb, options.common);
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
  const scenario_reading how{as_of_date(options.common)};
  scenario_file read =
      options.file == "-" ? read_scenario_file(text_input::file("-"), ".", how) : read_scenario_file(options.file, how);
  report(options.file, read.problems, 0, read.set.has_value(), options.common);
  if (!read.set) throw failure{exit_status::bad_input, {}};
  for (const std::string& text : options.set) {
    const auto [name, value] = read_pair(text, "--set");
    read.set = needed(read.set->with(name, {{ratio(read_value(value, "--set " + name))}}, "set by --set"));
  }
  return read;
}

measure chosen_measure(const scenario_file& file, const std::string& line, const std::string& label) {
  return needed(measure::of(file.set->model(), file.set->periods(), line, label));
}

std::string usual_line(const scenario_file& file) {
  const auto lines = file.set->model().lines();
  if (file.target_line) return lines[*file.target_line].name;
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (lines[i].adds_up()) return lines[i].name;
  }
  return lines.back().name;
}

nlohmann::ordered_json json_value(const exact& value) {
  const decimal nearest = figure(value, round_to{decimal::places});
  return {{"value", to_string(nearest)}, {"exact", !value.is_rounded() && ratio(nearest) == value.value()}};
}

namespace {

/// The money of a unit: dollars in USD, and in USD / year. What it is by stands with the name of the line.
result<currency> money_of(const unit& of) {
  const std::string text = to_string(of);
  return currency::find(text.substr(0, text.find(' ')));
}

/// The largest of a thousand, a million, ... that leaves one or more, and its letter.
std::pair<decimal, char> scale_of(decimal value) {
  for (const auto& [scale, letter] : {std::pair{1_tn, 'T'}, {1_bn, 'B'}, {1_mn, 'M'}, {1_k, 'K'}}) {
    if (scale <= abs(value)) return {scale, letter};
  }
  return {decimal(1), '\0'};
}

std::string scaled_money(decimal value, const currency& money, char letter, int places) {
  number_format format;
  format.currency = '$';
  format.unit = letter;
  format.places = places;
  return format_number(runrate::money<any_currency>(value, money), format);
}

}  // namespace

std::string short_value(const exact& value, const unit& of) {
  if (const auto money = money_of(of)) {
    const decimal nearest = figure(value, round_to{decimal::places});
    if (nearest == decimal()) return scaled_money(nearest, *money, '\0', 0);
    // Cents only where they are all that there is.
    return short_money(nearest, *money, abs(nearest) < decimal(1'000) ? money->minor_units() : 3);
  }
  const decimal large = figure(value, round_to{0});
  if (abs(large) >= decimal(1'000)) return fmt::format("{:,}", large);
  return to_string(figure(value, round_to{abs(large) >= decimal(10) ? 2 : 4}));
}

std::vector<shown_span> shown_spans(const timeline& periods) {
  constexpr std::size_t most_by_period = 8, most_shown = 12;
  const auto per_year = static_cast<std::size_t>(periods.per_year());
  const std::size_t count = periods.size();
  std::vector<shown_span> rows;
  if (count > most_by_period && per_year > 1 && periods[0].position == 1 && count % per_year == 0) {
    for (std::size_t t = 0; t < count; t += per_year) {
      const model_period& p = periods[t];
      rows.push_back({(p.label.starts_with("FY") ? "FY" : "") + std::to_string(p.year), t, t + per_year});
    }
  } else {
    for (std::size_t t = 0; t < count; ++t) rows.push_back({periods[t].label, t, t + 1});
  }
  if (rows.size() > most_shown) {
    const auto half = static_cast<std::ptrdiff_t>(most_shown / 2);
    rows.erase(rows.begin() + half, rows.end() - half);
    rows.insert(rows.begin() + half, {"...", 0, 0});
  }
  return rows;
}

std::string said_value(decimal value, const unit& of) {
  const auto money = money_of(of);
  if (!money) return fmt::format("{:,}", value);
  const auto [scale, letter] = scale_of(value);
  int places = 0;
  while (places < 6 && ratio(round(value, round_to{decimal::places})) / ratio(scale) !=
                           ratio(divide(value, scale, round_to{places}))) {
    ++places;
  }
  return scaled_money(value, *money, letter, places);
}

void alike_values::add(const exact& value) { largest_ = std::max(largest_, abs(figure(value, round_to{2}))); }

std::string alike_values::operator()(const exact& value) const {
  const auto money = money_of(of_);
  const auto [scale, letter] = scale_of(largest_);
  const decimal nearest = figure(value, round_to{2});
  const bool too_small = abs(nearest) < divide(scale, decimal(1'000), round_to{2});
  if (!money || letter == '\0' || too_small) return short_value(value, of_);
  return scaled_money(nearest, *money, letter, 3);
}

std::vector<std::string> alike_values::parts(const std::vector<exact>& values) const {
  const auto money = money_of(of_);
  const auto [scale, letter] = scale_of(largest_);
  std::vector<decimal> figures;
  bool alike = money.has_value() && letter != '\0';
  for (const exact& v : values) {
    figures.push_back(figure(v, round_to{decimal::places}));
    const decimal size = abs(figures.back());
    alike = alike && (size == decimal() || size >= divide(scale, decimal(1'000), round_to{2}));
  }
  std::vector<std::string> texts;
  if (!alike) {
    for (const exact& v : values) texts.push_back((*this)(v));
    return texts;
  }
  int places = 3;  // of the scale, and so many fewer of the amount itself
  for (decimal one = scale; one > decimal(1); one = divide(one, decimal(10), round_to{0})) --places;
  for (const decimal part : round_to_sum(figures, places)) {
    texts.push_back(part == decimal() ? (*this)(exact(part)) : scaled_money(part, *money, letter, 3));
  }
  return texts;
}

std::string given_value(decimal value, const unit& of) {
  const auto money = money_of(of);
  if (money && decimal(1'000'000) <= abs(value)) return said_value(value, of);
  return fmt::format("{:,}", value);
}

std::string short_setting(const driver_setting& setting, const unit& of) {
  const auto text = [&](const ratio& v) { return given_value(round(v, round_to{decimal::places}), of); };
  std::vector<ratio> steps;
  for (const ratio& v : setting.values) {
    if (steps.empty() || steps.back() != v) steps.push_back(v);
  }
  if (steps.size() == 1) return text(steps[0]);
  if (steps.size() == 2) return text(steps[0]) + ", then " + text(steps[1]);
  const auto [least, most] = std::minmax_element(steps.begin(), steps.end());
  return text(*least) + " to " + text(*most) + " by period";
}

std::string short_range(const driver_setting& setting, const unit& of) {
  const auto range = setting.widest_bounds();
  if (!range) return {};
  const std::string when = setting.has_same_bounds() ? "" : " by period";
  if (!range->has_low()) return (range->has_high() ? "up to " + given_value(range->high(), of) : "anything") + when;
  if (!range->has_high()) return "from " + given_value(range->low(), of) + when;
  return given_value(range->low(), of) + " to " + given_value(range->high(), of) + when;
}

}  // namespace runrate::cli
