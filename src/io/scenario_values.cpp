#include "scenario_values.hpp"

#include "text.hpp"

#include <runrate/core/reported_amount.hpp>
#include <runrate/model/range.hpp>

#include <algorithm>
#include <array>

namespace runrate::detail {
namespace {

constexpr std::array<std::string_view, 10> driver_keys{"unit",      "value", "values", "series",       "at",
                                                       "years_ago", "claim", "range",  "distribution", "source"};

// Outwards, where a bound has more than the nine places of a decimal.
interval outward(const ratio& low, const ratio& high) {
  return {round(low, {decimal::places, rounding::floor}), round(high, {decimal::places, rounding::ceiling})};
}

bool has_currency(const unit& of, const currency& money) {
  // "USD" in "USD / chip hour": dividing by it leaves a unit without it.
  const unit one = unit::parse(money.code()).value();
  return to_string(of / one).find(std::string(money.code())) == std::string::npos;
}

}  // namespace

std::optional<ratio> scenario_values::read_number(const toml::node& value, const unit& of) {
  if (value.is_integer() || value.is_floating_point()) return document_.number(value);
  const auto* text = value.as_string();
  if (text == nullptr) {
    document_.refuse(value, "there is no number here",
                     "a number, or text such as \"65%\" or \"$6 billion\", was expected");
    return std::nullopt;
  }
  const std::string& written = text->get();
  if (written.find('%') != std::string::npos) {
    const auto percentage = reported_percentage::parse(written);
    if (percentage) return percentage->value;
    document_.refuse_inside(value, 0, shown(written) + " is no percentage", percentage.error().text);
    return std::nullopt;
  }
  const auto amount = reported_amount::parse(written);
  if (!amount) {
    document_.refuse_inside(value, 0, shown(written) + " is no number",
                            "a number, or text such as \"65%\" or \"$6 billion\", was expected");
    return std::nullopt;
  }
  if (amount->unit && !has_currency(of, *amount->unit)) {
    document_.refuse_inside(value, 0, shown(written) + " is in " + std::string(amount->unit->code()),
                            "the unit here is " + to_string(of));
    return std::nullopt;
  }
  return ratio(amount->value);
}

std::optional<driver_setting> scenario_values::read_values(const toml::node& value, const unit& of) {
  driver_setting setting;
  if (const toml::array* array = value.as_array()) {
    if (array->size() != periods_.size()) {
      document_.refuse(value, "there are " + grouped(array->size()) + " values",
                       "one for each of the " + grouped(periods_.size()) + " periods was expected");
      return std::nullopt;
    }
    for (const toml::node& one : *array) {
      const auto number = read_number(one, of);
      if (!number) return std::nullopt;
      setting.values.push_back(*number);
    }
    return setting;
  }
  if (!value.is_table()) {
    document_.refuse(value, "values are neither an array nor a table",
                     "[1, 2, ...] or { 2026Q1 = 1, ... } was expected");
    return std::nullopt;
  }
  // From each period that is named until the next one.
  std::vector<std::optional<ratio>> named(periods_.size());
  for (const auto& [key, one] : in_file_order(*value.as_table())) {
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
    document_.refuse(value, "there is no value for " + periods_[0].label,
                     "a value holds from its period until the next one that is named, and the first has to have one");
    return std::nullopt;
  }
  for (const auto& one : named) setting.values.push_back(one ? *one : setting.values.back());
  return setting;
}

std::optional<driver_setting> scenario_values::read_from_series(const toml::key& key, const toml::table& table,
                                                                const unit& of, std::string& source) {
  const toml::node& name = *table.get("series");
  const auto* found = name.is_string() ? references_.find_series(name) : nullptr;
  if (!name.is_string()) document_.refuse(name, "series is no text", "the name of a [series.NAME] was expected");
  if (found == nullptr) return std::nullopt;
  const currency money = found->series.flows.unit();
  if (!of.is(money.code())) {
    document_.refuse(name, "the series is in " + std::string(money.code()), "the unit here is " + to_string(of));
    return std::nullopt;
  }
  const auto refuse = [&](const toml::node& at, std::string what, std::string expected) {
    document_.refuse(at, std::move(what), std::move(expected));
    return std::nullopt;
  };
  const auto amounts = found->series.flows.amounts();
  const std::string record = to_string(hull(amounts.front().during, amounts.back().during));
  // What the record has over exactly these days.
  const auto over = [&](period days) -> std::optional<std::pair<decimal, interval>> {
    decimal sum;
    interval bounds{decimal()};
    date reached = days.begin();
    for (const dated_amount& a : amounts) {
      if (!days.contains(a.during)) continue;
      if (a.during.begin() != reached) return std::nullopt;
      sum += a.amount;
      bounds = bounds + a.bounds();
      reached = a.during.end();
    }
    if (reached != days.end()) return std::nullopt;
    return std::pair(sum, bounds);
  };
  driver_setting setting;
  const toml::node* at = table.get("at");
  const toml::node* ago = table.get("years_ago");
  if ((at == nullptr) == (ago == nullptr)) {
    document_.refuse(key, shown(key.str()) + " is from a series, and not told which part of it",
                     "either at = \"2025\", or years_ago = 1 for the same periods of earlier years, was expected");
    return std::nullopt;
  }
  source = source.empty() ? found->source : source;
  if (at != nullptr) {
    if (!at->is_string()) return refuse(*at, "at is no text", "a label such as \"2025\" or \"2025Q4\" was expected");
    const auto label = parse_label(at->as_string()->get());
    if (!label || label->is_fiscal()) {
      return refuse(*at, shown(at->as_string()->get()) + " is no calendar year, half, quarter or month",
                    "a label such as \"2025\" or \"2025Q4\" was expected");
    }
    const auto amount = over(label->calendar());
    if (!amount) return refuse(*at, "the series has not all of " + to_string(*label), "it goes from " + record);
    setting.values.push_back(ratio(amount->first));
    setting.bounds.push_back(amount->second);
    return setting;
  }
  const auto years = ago->as_integer();
  if (years == nullptr || years->get() < 0 || years->get() > 100) {
    return refuse(*ago, "years_ago is no number of years", "0 to 100 was expected");
  }
  for (const model_period& p : periods_) {
    // Whole years back: the same days of an earlier calendar year, the end of February for its end.
    const auto moved = [&](date day) {
      const std::chrono::year_month_day then = std::chrono::year_month_day(day) - std::chrono::years(years->get());
      return then.ok() ? date(then) : date(then.year() / then.month() / std::chrono::last);
    };
    const auto amount = over(period::between(moved(p.during.begin()), moved(p.during.end())));
    if (!amount) {
      return refuse(*ago,
                    "the series has not all of the days " + std::to_string(years->get()) + " years before " + p.label,
                    "it goes from " + record);
    }
    setting.values.push_back(ratio(amount->first));
    setting.bounds.push_back(amount->second);
  }
  return setting;
}

std::optional<driver_setting> scenario_values::read_from_claim(const toml::node& name, const unit& of,
                                                               std::string& source) {
  if (!name.is_string()) {
    document_.refuse(name, "claim is no text", "the name of a [claims.NAME] was expected");
    return std::nullopt;
  }
  const claim* found = references_.find_claim(name);
  if (found == nullptr) return std::nullopt;
  if (!found->unit || !has_currency(of, *found->unit)) {
    document_.refuse(
        name, found->unit ? "the claim is in " + std::string(found->unit->code()) : "the claim is no amount of money",
        "the unit here is " + to_string(of));
    return std::nullopt;
  }
  if (source.empty()) source = found->source;
  return driver_setting{{ratio(found->figure)}, {found->range()}};
}

std::optional<driver_setting> scenario_values::read_given(const toml::key& key, const toml::table& table,
                                                          const unit& of, std::string& source) {
  constexpr std::array<std::string_view, 4> ways{"value", "values", "series", "claim"};
  std::optional<std::string_view> given;
  for (const std::string_view way : ways) {
    if (table.get(way) == nullptr) continue;
    if (given) {
      document_.refuse(*table.get(way), std::string(way) + " is there beside " + std::string(*given),
                       "one of value, values, series and claim was expected");
      return std::nullopt;
    }
    given = way;
  }
  if (!given) {
    document_.refuse(key, shown(key.str()) + " has no value", "value, values, series or claim was expected");
    return std::nullopt;
  }
  std::optional<driver_setting> setting;
  if (*given == "value") {
    if (const auto number = read_number(*table.get("value"), of)) setting = driver_setting{{*number}};
  } else if (*given == "values") {
    setting = read_values(*table.get("values"), of);
  } else if (*given == "series") {
    setting = read_from_series(key, table, of, source);
  } else {
    setting = read_from_claim(*table.get("claim"), of, source);
  }
  if (const toml::node* range = table.get("range"); setting && range != nullptr) {
    if (!read_range(*range, of, *setting)) return std::nullopt;
  }
  return setting;
}

bool scenario_values::read_range(const toml::node& value, const unit& of, driver_setting& setting) {
  std::vector<interval> bounds;
  const auto refuse = [&](std::string found) {
    document_.refuse(value, std::move(found),
                     "[low, high] around the value, or \"10%\" for as much to each side, was expected");
    return false;
  };
  if (const auto* text = value.as_string()) {
    const auto share = reported_percentage::parse(text->get());
    if (!share || sign(share->value) < 0) return refuse(shown(text->get()) + " is no share of the value");
    for (const ratio& v : setting.values) {
      const ratio reach = (sign(v) < 0 ? -v : v) * share->value;
      bounds.push_back(outward(v - reach, v + reach));
    }
  } else if (const toml::array* pair = value.as_array(); pair != nullptr && pair->size() == 2) {
    const auto low = read_number(*pair->get(0), of), high = read_number(*pair->get(1), of);
    if (!low || !high) return false;
    if (*high < *low) return refuse("the lower end is above the upper one");
    for (const ratio& v : setting.values) {
      if (v < *low || *high < v) {
        return refuse("the value " + to_string(round(v, round_to{decimal::places})) + " is outside of this range");
      }
    }
    bounds.assign(setting.values.size(), outward(*low, *high));
  } else {
    return refuse("this is no range");
  }
  setting.bounds = std::move(bounds);
  return true;
}

std::optional<distribution_choice> scenario_values::read_distribution(const toml::node& value, const unit& of) {
  const toml::table* table = value.as_table();
  const toml::node* kind = table != nullptr ? table->get("kind") : nullptr;
  const auto refuse = [&](const toml::node& at, std::string found, std::string expected) {
    document_.refuse(at, std::move(found), std::move(expected));
    return std::nullopt;
  };
  constexpr std::string_view example = "{ kind = \"triangular\", low = 1, likely = 2, high = 4 } was expected";
  if (kind == nullptr || !kind->is_string()) return refuse(value, "the distribution has no kind", std::string(example));
  struct known_kind {
    std::string_view name;
    std::array<std::string_view, 3> parameters;
    std::size_t count;
  };
  constexpr std::array<known_kind, 3> kinds{{{"uniform", {"low", "high"}, 2},
                                             {"triangular", {"low", "likely", "high"}, 3},
                                             {"pert", {"low", "likely", "high"}, 3}}};
  const auto known =
      std::find_if(kinds.begin(), kinds.end(), [&](const known_kind& k) { return k.name == kind->as_string()->get(); });
  if (known == kinds.end()) {
    return refuse(*kind, shown(kind->as_string()->get()) + " is no distribution",
                  "expected uniform, triangular or pert");
  }
  std::vector<std::string_view> keys(known->parameters.begin(), known->parameters.begin() + known->count);
  distribution_choice made{std::string(known->name), {}};
  std::optional<ratio> last;
  for (const std::string_view key : keys) {
    const toml::node* parameter = table->get(key);
    if (parameter == nullptr) return refuse(value, "there is no " + std::string(key), std::string(example));
    const auto number = read_number(*parameter, of);
    if (!number) return std::nullopt;
    if (last && *number < *last)
      return refuse(*parameter, std::string(key) + " is below what comes before it", "they go upwards");
    last = number;
    made.parameters.emplace(key, *number);
  }
  keys.push_back("kind");
  document_.allow_only(*table, keys, "this distribution");
  return made;
}

std::optional<scenario_driver> scenario_values::read_driver(const toml::key& key, const toml::node& value) {
  const toml::table* table = value.as_table();
  if (table == nullptr) {
    document_.refuse(value, shown(key.str()) + " is no table",
                     "[drivers." + std::string(key.str()) + "] with unit and value was expected");
    return std::nullopt;
  }
  std::vector<std::string_view> keys(driver_keys.begin(), driver_keys.end());
  keys.push_back("note");
  document_.allow_only(*table, keys, "a driver");
  const toml::node* unit_node = table->get("unit");
  if (unit_node == nullptr || !unit_node->is_string()) {
    if (unit_node == nullptr) {
      document_.refuse(key, shown(key.str()) + " has no unit",
                       "unit = \"USD / chip hour\" or the like, or \"1\", was expected");
    } else {
      document_.refuse(*unit_node, "unit is no text", "unit = \"USD / chip hour\" or the like was expected");
    }
    return std::nullopt;
  }
  const auto of = unit::parse(unit_node->as_string()->get());
  if (!of) {
    document_.refuse(*unit_node, of.error().text, "names, one stroke and powers were expected: \"USD / chip hour\"");
    return std::nullopt;
  }
  scenario_driver driver{std::string(key.str()), *of, {}};
  driver.source = text_of(document_, *table, "source").value_or("");
  driver.note = text_of(document_, *table, "note").value_or("");
  const auto setting = read_given(key, *table, *of, driver.source);
  if (!setting) return std::nullopt;
  driver.base = *setting;
  if (const toml::node* spread = table->get("distribution")) {
    driver.spread = read_distribution(*spread, *of);
    if (!driver.spread) return std::nullopt;
  }
  return driver;
}

std::optional<driver_setting> scenario_values::read_setting(const toml::key& key, const toml::node& value,
                                                            const unit& of) {
  if (value.is_array()) return read_values(value, of);
  if (const toml::table* table = value.as_table()) {
    constexpr std::array<std::string_view, 6> keys{"value", "values", "series", "at", "years_ago", "range"};
    document_.allow_only(*table, keys, "what a scenario sets");
    std::string ignored;
    return read_given(key, *table, of, ignored);
  }
  const auto number = read_number(value, of);
  if (!number) return std::nullopt;
  return driver_setting{{*number}};
}

}  // namespace runrate::detail
