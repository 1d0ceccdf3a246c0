#include "estimates.hpp"

#include "common.hpp"

#include <runrate/core/format.hpp>
#include <runrate/core/nearest_name.hpp>
#include <runrate/forecast/backtest.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace runrate::cli {
namespace {

constexpr double most = 1e18;  // from there on nobody counts the zeros

std::pair<char, double> scale_of(double value) {
  for (const auto& known : {std::pair('T', 1e12), std::pair('B', 1e9), std::pair('M', 1e6), std::pair('K', 1e3)}) {
    if (known.second <= std::abs(value)) return known;
  }
  return {'\0', 1};
}

std::string text_in(char letter, decimal amount, const currency& unit) {
  number_format format;
  format.currency = '$';
  format.grouped = true;
  format.unit = letter;
  format.places = letter == '\0' ? unit.minor_units() : 3;
  return format_number(money<any_currency>(amount, unit), format);
}

double rounded(double value, const currency& unit) {
  constexpr double holds_every_integer = 9007199254740992;  // 2^53
  const double scale = std::pow(10.0, unit.minor_units());
  const double scaled = value * scale;
  if (!(std::abs(scaled) < holds_every_integer)) return std::round(value);
  return std::round(scaled) / scale + 0.0;  // no zero below zero
}

}  // namespace

std::optional<any_forecast_method> forecast_asked(const std::string& name) {
  if (name == "none") return std::nullopt;
  std::vector<std::string> names{"none"};
  for (const auto& all : {every_forecast_method(), dear_forecast_methods()}) {
    for (const any_forecast_method& m : all) {
      if (m.name() == name) return m;
      names.emplace_back(m.name());
    }
  }
  const auto near = nearest_name(name, names);
  throw failure{exit_status::bad_usage, fmt::format("--forecast: '{}' is no method; {}", name,
                                                    near ? fmt::format("did you mean {}?", *near)
                                                         : fmt::format("expected one of {}", fmt::join(names, ", ")))};
}

void amounts_alike::add(double value) { largest_ = std::max(largest_, std::abs(value)); }

std::string amounts_alike::operator()(double value) const {
  if (!(std::abs(value) < most)) return fmt::format("{} {:.4g}", unit_.code(), value);
  const decimal nearest = decimal::parse(fmt::format("{:.9f}", value)).value();
  const auto [letter, scale] = scale_of(largest_);
  const bool is_too_small = value != 0 && std::abs(value) < scale / 1000;
  return text_in(is_too_small ? scale_of(value).first : letter, nearest, unit_);
}

std::string estimate_text(double value, const currency& unit) {
  amounts_alike text(unit);
  text.add(value);
  return text(value);
}

nlohmann::ordered_json json_estimate(double value, const currency& unit) {
  return std::isfinite(value) ? nlohmann::ordered_json(rounded(value, unit)) : nlohmann::ordered_json(nullptr);
}

}  // namespace runrate::cli
