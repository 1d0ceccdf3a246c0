#include "workbook_methods.hpp"

#include <runrate/core/errors.hpp>
#include <runrate/core/format.hpp>
#include <runrate/time/period_shape.hpp>

#include <fmt/format.h>

#include "workbook_formulas.hpp"

namespace runrate::excel {
namespace {

int days_in_year_of(date day) { return days_in_year(int(std::chrono::year_month_day(day).year())); }

/// The first of the periods that an annualization adds up; nothing where it stands on something else.
std::optional<std::size_t> first_of_basis(std::span<const dated_amount> amounts, std::size_t latest,
                                          const annualization& how) {
  if (how.over.end() != amounts[latest].during.end()) return std::nullopt;
  decimal sum;
  for (std::size_t i = latest + 1; i > 0; --i) {
    sum += amounts[i - 1].amount;
    if (amounts[i - 1].during.begin() > how.over.begin()) continue;
    if (amounts[i - 1].during.begin() == how.over.begin() && sum == how.basis) return i - 1;
    break;
  }
  return std::nullopt;
}

std::string times(const std::string& amount, const ratio& factor) {
  const std::string text = to_string(factor.reduced());
  const std::size_t slash = text.find('/');
  if (text.size() > 30) return amount + '*' + literal(factor);
  if (slash == std::string::npos) return text == "1" ? amount : amount + '*' + text;
  return amount + '*' + text;  // n/d, from the left
}

/// x (r + r^2 + ... + r^m)
std::string compounded(const std::string& now, const std::string& before, int per_year) {
  std::string powers;
  for (int i = 1; i <= per_year; ++i) powers += (i > 1 ? "," : "") + std::to_string(i);
  return fmt::format("IF(AND({0}>0,{1}>0),{0}*SUMPRODUCT(({0}/{1})^{{{2}}}),NA())", now, before, powers);
}

/// m x r ln r / (r - 1) with ln r = 2 artanh z, z = (x - b) / (x + b), so that no digit is lost where r is close to 1.
std::string log_compounded(const std::string& now, const std::string& before, int per_year) {
  const std::string z = fmt::format("(({0}-{1})/({0}+{1}))", now, before);
  return fmt::format("IF(AND({0}>0,{1}>0),IF({0}={1},{2}*{0},{2}*{0}*2*{0}/({0}+{1})*ATANH({3})/{3}),NA())", now,
                     before, per_year, z);
}

ratio compounded_factor(decimal now, decimal before, int per_year) {
  const ratio r = (ratio(now) / ratio(before)).reduced();
  ratio factor = r;
  for (int i = 1; i < per_year; ++i) factor = r * (ratio(1) + factor);
  return factor;
}

}  // namespace

method_formulas::method_formulas(const annualized_series& of) : of_(of) {
  std::int64_t step = 1;
  for (const dated_amount& a : of.flows.amounts()) {
    other_.push_back(a);
    // Neither a multiple of the amounts, nor beyond what a decimal holds.
    other_.back().amount = decimal::from_billionths(a.amount.billionths() / 2) + decimal(++step);
  }
}

std::optional<std::string> method_formulas::seasonal(std::size_t period, const ratio& factor,
                                                     const amount_cells& cells) const {
  const auto amounts = of_.flows.amounts();
  const int year = of_.calendar.year_of(amounts[period].during.last());
  std::size_t slot = 0;
  while (slot < period && of_.calendar.year_of(amounts[period - slot].during.begin() - std::chrono::days{1}) == year)
    ++slot;
  const result<int> per_year = shape_of(amounts[period].during).periods_per_year();
  if (!per_year) return std::nullopt;
  const auto width = static_cast<std::size_t>(*per_year);
  ratio shares;
  std::string text, guards;
  constexpr int most_years = 20;
  std::size_t begin = period - slot;  // of the present year
  for (int years = 1; years <= most_years && begin >= width; ++years) {
    begin -= width;
    decimal total;
    for (std::size_t i = begin; i < begin + width; ++i) total += amounts[i].amount;
    if (total <= decimal() || slot >= width) return std::nullopt;
    shares += (ratio(amounts[begin + slot].amount) / ratio(total)).reduced();
    const std::string part = cells.amount(begin + slot), sum = "SUM(" + cells.amounts(begin, begin + width - 1) + ')';
    text += fmt::format("{}{}/{}", years > 1 ? "," : "", part, sum);
    guards += fmt::format("{}{},{}", years > 1 ? "," : "", part, sum);
    if (ratio(years) / shares != factor) continue;
    return fmt::format("IF(MIN({})>0,{}/AVERAGE({}),NA())", guards, cells.amount(period), text);
  }
  return std::nullopt;
}

method_cell method_formulas::at(std::size_t period, const any_method& method, const amount_cells& cells) const {
  try {
    return computed(period, method, cells);
  } catch (const overflow_error& large) {
    return {{}, 0, large.what()};
  }
}

method_cell method_formulas::computed(std::size_t period, const any_method& method, const amount_cells& cells) const {
  const auto amounts = of_.flows.amounts();
  const result<annualization> how = method(of_.flows.up_to(period).for_figures_only());
  if (!how) return {{}, 0, how.error().text};
  const std::string_view name = method.name();
  const std::string now = cells.amount(period);
  method_cell made;
  made.value = how->annual ? to_double(*how->annual) : to_double(ratio(how->basis) * how->factor);
  const auto first = first_of_basis(amounts, period, *how);
  if (first && !how->annual) {
    const std::string basis = *first == period ? now : "SUM(" + cells.amounts(*first, period) + ')';
    const dated_amount& latest = amounts[period];
    const bool alone = *first == period;
    const int days = latest.during.days();
    const result<int> per_year = shape_of(latest.during).periods_per_year();
    if (alone && name == "day" && how->factor == ratio(days_in_year_of(latest.during.last()), days)) {
      made.formula = now + '*' + cells.days_in_year(period) + '/' + cells.days(period);
    } else if (alone && (name == "day365" || name == "day360" || name == "week")) {
      const int year = name == "day365" ? 365 : name == "day360" ? 360 : 364;
      if (how->factor == ratio(year, days)) made.formula = fmt::format("{}*{}/{}", now, year, cells.days(period));
    } else if (alone && name == "compound" && per_year && period > 0 &&
               how->factor == compounded_factor(latest.amount, amounts[period - 1].amount, *per_year)) {
      made.formula = compounded(now, cells.amount(period - 1), *per_year);
    } else if (alone && name == "logcompound" && per_year && period > 0) {
      made.formula = log_compounded(now, cells.amount(period - 1), *per_year);
    } else if (alone && name == "seasonal") {
      made.formula = seasonal(period, how->factor, cells).value_or("");
    }
    if (made.formula.empty()) {
      const auto again = method(history(std::span(other_).first(period + 1)).for_figures_only());
      const bool same = again && !again->annual && again->over == how->over && again->factor == how->factor;
      if (same) made.formula = times(basis, how->factor);
    }
  }
  if (made.formula.empty()) {
    made.words = fmt::format("{}: a figure and not a formula, since what {} does with the amounts is not known",
                             to_string(how->annual_amount(round_to{of_.flows.unit().minor_units()})), name);
  }
  return made;
}

std::string_view way_of(std::string_view method) {
  constexpr std::pair<std::string_view, std::string_view> ways[] = {
      {"x4", "amount x 4"},
      {"x12", "amount x 12"},
      {"x52", "amount x 52"},
      {"day", "amount x days in the year / days: both are cells of the sheet Revenue"},
      {"day365", "amount x 365 / days"},
      {"day360", "amount x 360 / days"},
      {"week", "amount x 364 / days"},
      {"ytd", "the sum of the fiscal year so far x periods in a year / periods so far"},
      {"ttm", "the sum of the periods that make up the last year"},
      {"compound", "x (r + r^2 + ... + r^m), with r = x / the period before, and m periods a year"},
      {"logcompound", "m x r ln r / (r - 1), with ln r as 2 ATANH((x - b) / (x + b))"},
      {"seasonal", "x / the average of its share in the sums of past fiscal years"}};
  for (const auto& [name, way] : ways) {
    if (name == method) return way;
  }
  return "the sum of the amounts that it takes x its factor; where the factor is of the amounts, words and no formula";
}

}  // namespace runrate::excel
