// Values of drivers that come from series and claims.
#include "scenario_values.hpp"

#include "text.hpp"

#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/baseline.hpp>

#include <algorithm>

namespace runrate::detail {
namespace {

using record = decltype(reported_series::flows);

// What a file's forecasts may look at, together: some ten seconds. A dear method is as much work as so many others.
constexpr std::size_t most_forecast_from = 200'000;
constexpr std::size_t work_of_dear_methods = 20;

// What a record has over exactly these days, with its bounds; a reason where it has them not all, or not by themselves.
result<driver_setting> amount_over(const record& flows, period days) {
  const auto amounts = flows.amounts();
  const auto first = std::lower_bound(amounts.begin(), amounts.end(), days.begin(),
                                      [](const dated_amount& a, date day) { return a.during.begin() < day; });
  decimal sum;
  interval bounds(sum);
  date reached = days.begin();
  for (auto a = first; a != amounts.end() && a->during.begin() == reached && a->during.end() <= days.end(); ++a) {
    if (is_beyond_amounts(ratio(a->amount))) {
      return reason{reason_code::out_of_range, "the series has an amount of 10^21 or more in ", {}};
    }
    sum += a->amount;
    bounds = bounds + a->bounds();
    reached = a->during.end();
  }
  if (reached != days.end()) return reason{reason_code::operand_missing, "the series has not all of ", {}};
  return driver_setting{{ratio(sum)}, {bounds}};
}

// Per cent as parts of one.
interval of_one(const interval& percent) {
  const auto low = [&] { return round(ratio(percent.low()) / ratio(100), {decimal::places, rounding::floor}); };
  const auto high = [&] { return round(ratio(percent.high()) / ratio(100), {decimal::places, rounding::ceiling}); };
  if (!percent.has_low()) return percent.has_high() ? interval::at_most(high()) : percent;
  return percent.has_high() ? interval(low(), high()) : interval::at_least(low());
}

// The same day of an earlier year; the end of February for its 29th.
date years_before(date day, std::int64_t years) {
  const std::chrono::year_month_day then =
      std::chrono::year_month_day(day) - std::chrono::years(static_cast<int>(years));
  return then.ok() ? date(then) : date(then.year() / then.month() / std::chrono::last);
}

}  // namespace

const scenario_references::named_series* scenario_values::series_in(const toml::node& name, const unit& of) {
  const auto* found = references_.find_series(name);
  if (found == nullptr) return nullptr;
  const currency money = found->series.flows.unit();
  if (of.is(money.code())) return found;
  refuse(name, "the series is in " + std::string(money.code()), "the unit here is " + to_string(of));
  return nullptr;
}

std::optional<driver_setting> scenario_values::read_from_series(const toml::key& key, const toml::table& table,
                                                                const unit& of, std::string& source) {
  const toml::node& name = *table.get("series");
  const auto* found = series_in(name, of);
  if (found == nullptr) return std::nullopt;
  const record& flows = found->series.flows;
  if (source.empty()) source = found->source;
  const toml::node* at = table.get("at");
  const toml::node* ago = table.get("years_ago");
  if ((at == nullptr) == (ago == nullptr)) {
    document_.refuse(key, shown(key.str()) + " is from a series, and not told which part of it",
                     "either at = \"2025\", or years_ago = 1 for the same periods of earlier years, was expected");
    return std::nullopt;
  }
  const std::string reach =
      "it goes from " + to_string(hull(flows.amounts().front().during, flows.amounts().back().during));
  if (at != nullptr) {
    const auto text = at->value<std::string>();
    const auto label = text ? parse_label(*text) : result<period_label>(reason{reason_code::malformed, {}, {}});
    if (!label || label->is_fiscal()) {
      return refuse(*at, std::string(document_.written(*at)) + " is no calendar year, half, quarter or month",
                    "a label such as \"2025\" or \"2025Q4\" was expected");
    }
    const auto amount = amount_over(flows, label->calendar());
    if (!amount) return refuse(*at, amount.error().text + to_string(*label), reach);
    return *amount;
  }
  const auto* years = ago->as_integer();
  if (years == nullptr || years->get() < 0 || years->get() > 100) {
    return refuse(*ago, "years_ago is no number of years", "0 to 100 was expected");
  }
  driver_setting setting;
  for (const model_period& p : periods_) {
    const date first = years_before(p.during.begin(), years->get()), end = years_before(p.during.end(), years->get());
    const auto amount = amount_over(flows, period::between(first, end));
    if (!amount) {
      return refuse(*ago, amount.error().text + "the days " + std::to_string(years->get()) + " years before " + p.label,
                    reach);
    }
    setting.values.push_back(amount->values[0]);
    setting.bounds.push_back(amount->bounds[0]);
  }
  return setting;
}

std::optional<scenario_values::asked_method> scenario_values::read_method(const toml::table& table) {
  const toml::node* chosen = table.get("method");
  if (chosen == nullptr) return asked_method{forecast_by::combination()};
  std::vector<any_forecast_method> all = every_forecast_method();
  const std::size_t usual = all.size();
  for (const any_forecast_method& one : dear_forecast_methods()) all.push_back(one);
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const any_forecast_method& one : all) names.push_back(one.name());
  const auto text = chosen->value<std::string>();
  if (!text) return refuse(*chosen, "method is no text", "expected " + listed(names));
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), *text) - names.begin());
  if (at == names.size()) {
    document_.refuse_inside(*chosen, 0, shown(*text) + " is no method of forecasts",
                            did_you_mean(*text, names, "expected " + listed(names)));
    return std::nullopt;
  }
  return asked_method{all[at], at < usual ? 1 : work_of_dear_methods};
}

std::optional<driver_setting> scenario_values::read_from_forecast(const toml::key& key, const toml::table& table,
                                                                  const unit& of, std::string& source) {
  const toml::node& name = *table.get("forecast");
  const auto* found = series_in(name, of);
  if (found == nullptr) return std::nullopt;
  const record& flows = found->series.flows;
  const auto asked = read_method(table);
  if (!asked) return std::nullopt;
  const auto amounts = flows.amounts();
  const auto beyond = std::find_if(amounts.begin(), amounts.end(),
                                   [](const dated_amount& a) { return is_beyond_amounts(ratio(a.amount)); });
  if (beyond != amounts.end()) {
    return refuse(name, "the series has an amount of 10^21 or more in " + to_string(beyond->during), {});
  }
  if (forecast_from_ > most_forecast_from) return std::nullopt;  // which had its error
  forecast_from_ += asked->work * amounts.size();
  if (forecast_from_ > most_forecast_from) {
    return refuse(name, "the forecasts up to this one are as much work as " + grouped(forecast_from_) + " amounts",
                  "at most " + grouped(most_forecast_from) + " were expected");
  }
  const auto observed = observed_series::of(amounts);
  if (!observed) return refuse(name, observed.error().text, "a series of quarters, months or the like was expected");
  const auto made = baseline_of(*observed, periods_, asked->method, {.decimals = flows.unit().minor_units()});
  if (!made) return refuse(name, made.error().text, {});
  if (source.empty())
    source =
        "forecast by " + made->method + " from " + found->source + ", to " + to_string(amounts.back().during.last());
  driver_setting setting;
  for (const decimal v : made->values) setting.values.emplace_back(v);
  setting.bounds = made->ranges;
  errors_.insert_or_assign(std::string(key.str()), made->path);
  return setting;
}

std::optional<driver_setting> scenario_values::read_from_claim(const toml::node& name, const unit& of,
                                                               std::string& source) {
  const claim* found = references_.find_claim(name);
  if (found == nullptr) return std::nullopt;
  // "Nearly 40%" is a number, 0.39 to 0.4; an amount is in its currency, by whatever else the unit has.
  if (found->unit ? !has_currency(of, *found->unit) : !of.is_none()) {
    return refuse(
        name, found->unit ? "the claim is in " + std::string(found->unit->code()) : "the claim is no amount of money",
        "the unit here is " + to_string(of));
  }
  if (source.empty()) source = found->source;
  if (found->unit) return driver_setting{{ratio(found->figure)}, {found->range()}};
  return driver_setting{{ratio(found->figure) / ratio(100)}, {of_one(found->range())}};
}

}  // namespace runrate::detail
