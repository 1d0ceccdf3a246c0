#include <runrate/report/chart.hpp>

#include <runrate/core/errors.hpp>
#include <runrate/core/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace runrate {
namespace {

using enum chart_measure;

constexpr std::array<chart_column, 3> of_lines{
    {{"period", "period"}, {"series", "series"}, {"value", "value", amount, true}}};
constexpr std::array<chart_column, 4> of_spread{
    {{"name", "figure"}, {"value", "value", amount}, {"low", "from", amount, true}, {"high", "to", amount, true}}};
constexpr std::array<chart_column, 3> of_bridge{
    {{"step", "step"}, {"change", "change", amount, true}, {"total", "total", amount}}};
constexpr std::array<chart_column, 5> of_tornado{{{"driver", "driver"},
                                                  {"low", "low", number},
                                                  {"high", "high", number},
                                                  {"at_low", "at the low end", amount},
                                                  {"at_high", "at the high end", amount}}};
constexpr std::array<chart_column, 7> of_fan{{{"period", "period"},
                                              {"line", "line"},
                                              {"median", "median", amount},
                                              {"low50", "25 in 100 below", amount},
                                              {"high50", "25 in 100 above", amount},
                                              {"low90", "5 in 100 below", amount},
                                              {"high90", "5 in 100 above", amount}}};
constexpr std::array<chart_column, 3> of_distribution{
    {{"from", "from", amount}, {"to", "to", amount}, {"share", "share of trials", share}}};
constexpr std::array<chart_column, 2> of_cumulative{
    {{"value", "value", amount}, {"probability", "probability of that or less", share}}};
constexpr std::array<chart_column, 3> of_errors{
    {{"method", "method"}, {"error", "error", share}, {"bias", "bias", share, true}}};

// To three places: of what is exact, exactly.
std::string amount_in(const chart_scale& scale, const chart_number& number) {
  if (const auto exact = decimal::parse(number.digits())) {
    const decimal one = decimal::from_billionths(static_cast<detail::int128>(detail::power_of_ten(9 + scale.power)));
    return to_string(divide(*exact, one, round_to{3}), 3);
  }
  const std::string text = fmt::format("{:.3f}", number.value() / scale.one);
  return text == "-0.000" ? "0.000" : text;
}

}  // namespace

std::string_view to_string(chart_kind kind) {
  switch (kind) {
    case chart_kind::lines: return "lines";
    case chart_kind::spread: return "spread";
    case chart_kind::bridge: return "bridge";
    case chart_kind::tornado: return "tornado";
    case chart_kind::fan: return "fan";
    case chart_kind::distribution: return "distribution";
    case chart_kind::cumulative: return "cumulative";
    case chart_kind::errors: return "errors";
  }
  return "unknown";
}

std::span<const chart_column> chart_columns(chart_kind kind) {
  switch (kind) {
    case chart_kind::lines: return of_lines;
    case chart_kind::spread: return of_spread;
    case chart_kind::bridge: return of_bridge;
    case chart_kind::tornado: return of_tornado;
    case chart_kind::fan: return of_fan;
    case chart_kind::distribution: return of_distribution;
    case chart_kind::cumulative: return of_cumulative;
    case chart_kind::errors: return of_errors;
  }
  return {};
}

chart_number::chart_number(decimal exact) : value_(to_double(exact)), digits_(to_string(exact)) {}

chart_number::chart_number(double estimate) : value_(estimate + 0.0) {
  if (!std::isfinite(estimate)) detail::throw_contract("chart_number: it is not finite");
  digits_ = fmt::format("{}", value_);
}

chart::chart(chart_kind kind, std::string title, std::string sentence, std::string unit)
    : kind_(kind), title_(std::move(title)), sentence_(std::move(sentence)), unit_(std::move(unit)) {}

void chart::add_row(std::vector<chart_cell> cells) {
  const auto all = columns();
  const auto refuse = [&](const std::string& what) {
    detail::throw_contract("chart::add_row of " + std::string(to_string(kind_)) + ": " + what);
  };
  if (cells.size() != all.size()) {
    refuse(fmt::format("{} cells for {} columns", cells.size(), all.size()));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_text = std::holds_alternative<std::string>(cells[i]);
    const bool is_missing = std::holds_alternative<std::monostate>(cells[i]);
    if (is_text != (all[i].measure == text)) refuse("text and numbers in the wrong columns");
    if (is_missing && !all[i].may_lack) refuse("there is no " + std::string(all[i].name));
  }
  rows_.push_back(std::move(cells));
}

chart_scale scale_of(const chart& of) {
  double largest = 0;
  const auto columns = of.columns();
  for (const auto& row : of.rows()) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* number = std::get_if<chart_number>(&row[i]);
      if (number != nullptr && columns[i].measure == amount) largest = std::max(largest, std::abs(number->value()));
    }
  }
  struct known_scale {
    double one;
    int power;
    const char* name;
  };
  constexpr std::array<known_scale, 4> scales{
      {{1e12, 12, "trillion"}, {1e9, 9, "billion"}, {1e6, 6, "million"}, {1e3, 3, "thousand"}}};
  const bool is_one_word = of.unit().find(' ') == std::string::npos;
  for (const known_scale& s : scales) {
    if (largest < s.one) continue;
    if (of.unit().empty()) return {s.one, s.power, s.name};
    return {s.one, s.power,
            is_one_word ? fmt::format("{} {}", of.unit(), s.name) : fmt::format("{} {}", s.name, of.unit())};
  }
  return {1, 0, of.unit()};
}

std::string shown(const chart_cell& cell, const chart_column& column, const chart_scale& scale) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  const auto* number = std::get_if<chart_number>(&cell);
  if (number == nullptr) return {};
  switch (column.measure) {
    case amount: return amount_in(scale, *number);
    case share: return fmt::format("{:.1f}%", 100 * number->value());
    default: return fmt::format("{:.6g}", number->value());
  }
}

std::string shown(const chart& of, std::size_t row, std::size_t column, const chart_scale& scale) {
  constexpr std::size_t change = 1, total = 2;
  const chart_cell& cell = of.rows()[row][column];
  const auto text_of = [&](std::size_t r, std::size_t c) { return shown(of.rows()[r][c], of.columns()[c], scale); };
  const bool is_change =
      of.kind() == chart_kind::bridge && column == change && row > 0 && !std::holds_alternative<std::monostate>(cell);
  if (!is_change) return text_of(row, column);
  return fmt::format("{:.3f}", std::stod(text_of(row, total)) - std::stod(text_of(row - 1, total)) + 0.0);
}

}  // namespace runrate
