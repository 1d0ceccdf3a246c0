#include "scenario_values.hpp"

#include "text.hpp"

#include <runrate/core/reported_amount.hpp>
#include <runrate/model/range.hpp>

#include <algorithm>
#include <array>

namespace runrate::detail {
namespace {

constexpr std::string_view number_expected = "a number, or text such as \"65%\" or \"$6 billion\", was expected";

// Outwards, where a bound has more than the nine places of a decimal.
interval outward(const ratio& low, const ratio& high) {
  return {round(low, {decimal::places, rounding::floor}), round(high, {decimal::places, rounding::ceiling})};
}

}  // namespace

bool has_currency(const unit& of, const currency& money) {
  // Dividing by it leaves a unit without it.
  const unit one = unit::parse(money.code()).value();
  return to_string(of / one).find(std::string(money.code())) == std::string::npos;
}

std::nullopt_t scenario_values::refuse(const toml::node& at, std::string found, std::string expected) {
  document_.refuse(at, std::move(found), std::move(expected));
  return std::nullopt;
}

std::optional<ratio> scenario_values::read_number(const toml::node& value, const unit& of) {
  if (value.is_number()) return document_.number(value);
  if (value.is_string()) return read_number_text(value, of);
  return refuse(value, "there is no number here", std::string(number_expected));
}

std::optional<ratio> scenario_values::read_number_text(const toml::node& value, const unit& of) {
  const std::string& written = value.as_string()->get();
  const auto wrong = [&](const std::string& what, std::string expected) {
    document_.refuse_inside(value, 0, shown(written) + what, std::move(expected));
    return std::nullopt;
  };
  std::optional<ratio> number;
  if (written.find('%') != std::string::npos) {
    const auto percentage = reported_percentage::parse(written);
    if (!percentage) return wrong(" is no percentage", percentage.error().text);
    number = percentage->value;
  } else {
    const auto amount = reported_amount::parse(written);
    if (!amount) return wrong(" is no number", std::string(number_expected));
    if (amount->unit && !has_currency(of, *amount->unit)) {
      return wrong(" is in " + std::string(amount->unit->code()), "the unit here is " + to_string(of));
    }
    number = ratio(amount->value);
  }
  if (is_beyond_amounts(*number)) return wrong(" is beyond all amounts", "a number below 10^21 was expected");
  return number;
}

std::optional<driver_setting> scenario_values::read_array(const toml::array& values, const unit& of) {
  if (values.size() != periods_.size()) {
    return refuse(values, values.size() == 1 ? "there is one value" : "there are " + grouped(values.size()) + " values",
                  "one for each of the " + grouped(periods_.size()) + " periods was expected");
  }
  driver_setting setting;
  for (const toml::node& one : values) {
    const auto number = read_number(one, of);
    if (!number) return std::nullopt;
    setting.values.push_back(*number);
  }
  return setting;
}

std::optional<driver_setting> scenario_values::read_values(const toml::node& value, const unit& of) {
  if (const toml::array* array = value.as_array()) return read_array(*array, of);
  const toml::table* table = value.as_table();
  if (table == nullptr) {
    return refuse(value, "values are neither an array nor a table", "[1, 2, ...] or { 2026Q1 = 1, ... } was expected");
  }
  // From each period that is named until the next one.
  std::vector<std::optional<ratio>> named(periods_.size());
  for (const auto& [key, one] : in_file_order(*table)) {
    const auto period = periods_.find(key->str());
    if (!period) {
      document_.refuse(*key, shown(key->str()) + " is none of the periods",
                       "they go from " + periods_[0].label + " to " + periods_[periods_.size() - 1].label);
      return std::nullopt;
    }
    if (named[*period]) {
      document_.refuse(*key, periods_[*period].label + " is there twice", "one value for a period was expected");
      return std::nullopt;
    }
    named[*period] = read_number(*one, of);
    if (!named[*period]) return std::nullopt;
  }
  if (!named[0]) {
    return refuse(value, "there is no value for " + periods_[0].label,
                  "a value holds from its period until the next one that is named, and the first has to have one");
  }
  driver_setting setting;
  for (const auto& one : named) setting.values.push_back(one ? *one : setting.values.back());
  return setting;
}

std::optional<driver_setting> scenario_values::read_given(const toml::key& key, const toml::table& table,
                                                          const unit& of, std::string& source) {
  constexpr std::array<std::string_view, 5> ways{"value", "values", "series", "claim", "forecast"};
  std::vector<std::string_view> given;
  for (const std::string_view way : ways) {
    if (table.get(way) != nullptr) given.push_back(way);
  }
  if (given.empty()) {
    document_.refuse(key, shown(key.str()) + " has no value", "value, values, series, claim or forecast was expected");
    return std::nullopt;
  }
  if (given.size() > 1) {
    return refuse(*table.get(given[1]), std::string(given[1]) + " is there beside " + std::string(given[0]),
                  "one of value, values, series, claim and forecast was expected");
  }
  for (const std::string_view part : {"at", "years_ago"}) {
    if (given[0] == "series" || table.get(part) == nullptr) continue;
    return refuse(*table.get(part), std::string(part) + " is there without a series",
                  "series = \"...\" was expected instead of " + std::string(given[0]));
  }
  if (const toml::node* method = table.get("method"); method != nullptr && given[0] != "forecast") {
    return refuse(*method, "method is there without a forecast",
                  "forecast = \"...\" was expected instead of " + std::string(given[0]));
  }
  std::optional<driver_setting> setting;
  if (given[0] == "value") {
    if (const auto number = read_number(*table.get("value"), of)) setting = driver_setting{{*number}};
  } else if (given[0] == "values") {
    setting = read_values(*table.get("values"), of);
  } else if (given[0] == "series") {
    setting = read_from_series(key, table, of, source);
  } else if (given[0] == "forecast") {
    setting = read_from_forecast(key, table, of, source);
  } else {
    setting = read_from_claim(*table.get("claim"), of, source);
  }
  if (const toml::node* range = table.get("range"); setting && range != nullptr) {
    auto bounds = read_range(*range, of, setting->values);
    if (!bounds) return std::nullopt;
    setting->bounds = *std::move(bounds);
  }
  return setting;
}

std::optional<std::vector<interval>> scenario_values::read_range(const toml::node& value, const unit& of,
                                                                 std::span<const ratio> around) {
  const auto no_range = [&](std::string found) {
    return refuse(value, std::move(found),
                  "[low, high] around the value, or \"10%\" for as much to each side, was expected");
  };
  std::vector<interval> bounds;
  if (const auto* text = value.as_string()) {
    const auto share = reported_percentage::parse(text->get());
    if (!share || sign(share->value) < 0) return no_range(shown(text->get()) + " is no share of the value");
    if (share->value > ratio(10)) return no_range(shown(text->get()) + " is more than 1,000%");
    for (const ratio& v : around) {
      const ratio reach = (sign(v) < 0 ? -v : v) * share->value;
      bounds.push_back(outward(v - reach, v + reach));
    }
    return bounds;
  }
  const toml::array* pair = value.as_array();
  if (pair == nullptr || pair->size() != 2) return no_range("this is no range");
  const auto low = read_number(*pair->get(0), of), high = read_number(*pair->get(1), of);
  if (!low || !high) return std::nullopt;
  if (*high < *low) return no_range("the lower end is above the upper one");
  for (const ratio& v : around) {
    if (*low <= v && v <= *high) continue;
    return no_range("the value " + to_string(round(v, round_to{decimal::places})) + " is outside of this range");
  }
  bounds.assign(around.size(), outward(*low, *high));
  return bounds;
}

const driver_path* scenario_values::errors_of(std::string_view driver) const {
  const auto found = errors_.find(driver);
  return found != errors_.end() ? &found->second : nullptr;
}

std::optional<scenario_driver> scenario_values::read_driver(const toml::key& key, const toml::table& table,
                                                            const unit& of) {
  constexpr std::array<std::string_view, 14> keys{"unit",         "value", "values",   "series", "at",
                                                  "years_ago",    "claim", "forecast", "method", "range",
                                                  "distribution", "path",  "source",   "note"};
  document_.allow_only(table, keys, "a driver");
  scenario_driver driver{std::string(key.str()), of, {}};
  driver.source = document_.text(table, "source").value_or("");
  driver.note = document_.text(table, "note").value_or("");
  auto setting = read_given(key, table, of, driver.source);
  if (!setting) return std::nullopt;
  driver.base = *std::move(setting);
  if (const toml::node* spread = table.get("distribution")) {
    if (errors_of(driver.name) != nullptr) {
      return refuse(*spread, "a forecast is spread by its own errors",
                    "no distribution was expected, or value instead of forecast");
    }
    driver.spread = read_distribution(*spread, of);
    if (!driver.spread) return std::nullopt;
  }
  return driver;
}

std::optional<driver_setting> scenario_values::read_setting(const toml::key& key, const toml::node& value,
                                                            const unit& of) {
  if (const toml::array* array = value.as_array()) return read_array(*array, of);
  if (const toml::table* table = value.as_table()) {
    constexpr std::array<std::string_view, 7> keys{"value", "values", "series", "at", "years_ago", "claim", "range"};
    document_.allow_only(*table, keys, "what a scenario sets");
    if (table->get("forecast") != nullptr || table->get("method") != nullptr) return std::nullopt;
    std::string ignored;
    return read_given(key, *table, of, ignored);
  }
  const auto number = read_number(value, of);
  if (!number) return std::nullopt;
  return driver_setting{{*number}};
}

}  // namespace runrate::detail
