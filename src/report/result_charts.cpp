// Charts of the record: run-rates, claims, forecasts and how good they were.
#include <runrate/report/result_charts.hpp>

#include "amount_text.hpp"

#include <runrate/core/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace runrate {
namespace {

using detail::amount_text;

std::string text_of(decimal amount, const currency& unit) { return amount_text(to_double(amount), unit.code()); }

std::string percent(double share) { return fmt::format("{:.1f}%", 100 * share); }

std::string spread_sentence(const labelled_comparison& period, const currency& unit) {
  const auto& spread = *period.rates.spread;
  if (spread.low == spread.high) {
    return fmt::format("Every method makes {} of {}.", text_of(spread.low.amount(), unit), period.label);
  }
  const auto relative = spread.relative();
  return fmt::format("{} is worth between {} ({}) and {} ({}) a year{}.", period.label,
                     text_of(spread.low.amount(), unit), spread.lowest_method, text_of(spread.high.amount(), unit),
                     spread.highest_method,
                     relative ? fmt::format(": {} apart", percent(to_double(*relative))) : std::string());
}

}  // namespace

const compared<struct any_currency>* figure_by(const comparison<struct any_currency>& rates, std::string_view method) {
  for (const auto& m : rates.methods) {
    if (m.method == method && m.rate) return &m;
  }
  return nullptr;
}

chart run_rate_chart(std::string_view whose, std::span<const labelled_comparison> periods, const currency& unit) {
  if (periods.empty()) detail::throw_contract("run_rate_chart: there is no period");
  const labelled_comparison& latest = periods.back();
  std::string sentence = "No method has a figure for the latest period.";
  if (latest.rates.spread) {
    const auto& spread = *latest.rates.spread;
    sentence = fmt::format("For {} the run-rates by method lie between {} ({}) and {} ({}).", latest.label,
                           text_of(spread.low.amount(), unit), spread.lowest_method,
                           text_of(spread.high.amount(), unit), spread.highest_method);
  }
  chart made(chart_kind::lines, fmt::format("{}: run-rates by method", whose), sentence, std::string(unit.code()));
  // Method by method, so that a series stands together; those that never have a figure are left out.
  for (const auto& m : latest.rates.methods) {
    const bool ever = std::any_of(periods.begin(), periods.end(), [&](const labelled_comparison& p) {
      return figure_by(p.rates, m.method) != nullptr;
    });
    if (!ever) continue;
    for (const labelled_comparison& p : periods) {
      const auto* found = figure_by(p.rates, m.method);
      made.add_row({p.label, m.method,
                    found != nullptr ? chart_cell(chart_number(found->rate->value().amount())) : chart_cell()});
    }
  }
  return made;
}

chart spread_chart(std::string_view whose, const labelled_comparison& period, const currency& unit) {
  if (!period.rates.spread) detail::throw_contract("spread_chart: no method has a figure");
  chart made(chart_kind::spread, fmt::format("{}: {} by every method", whose, period.label),
             spread_sentence(period, unit), std::string(unit.code()));
  std::vector<const compared<struct any_currency>*> in_order;
  for (const auto& m : period.rates.methods) {
    if (m.rate) in_order.push_back(&m);
  }
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const auto* a, const auto* b) { return a->rate->value() < b->rate->value(); });
  for (const auto* m : in_order) {
    const interval bounds = m->rate->bounds();
    made.add_row(
        {m->method, chart_number(m->rate->value().amount()), chart_number(bounds.low()), chart_number(bounds.high())});
  }
  return made;
}

chart claim_chart(std::string_view said, const reconciliation& check, const currency& unit) {
  std::string reproduced;
  int rejected = 0;
  for (const method_check& m : check.methods) {
    if (m.outcome == verdict::reproduces) reproduced += (reproduced.empty() ? "" : ", ") + m.method;
    rejected += m.outcome == verdict::rejected ? 1 : 0;
  }
  chart made(
      chart_kind::spread, fmt::format("{}: beside the record", said),
      fmt::format("{} {}; {} of {} methods give a figure outside of what was said.",
                  reproduced.empty() ? std::string("No method reproduces it") : "It is reproduced by " + reproduced,
                  fmt::format("from {}", to_string(check.tested)), rejected, check.methods.size()),
      std::string(unit.code()));
  for (const method_check& m : check.methods) {
    if (!m.value) continue;
    made.add_row({m.method, chart_number(*m.value), chart_number(m.bounds->low()), chart_number(m.bounds->high())});
  }
  made.add_mark({std::string(said), check.range});
  return made;
}

chart forecast_chart(std::string_view whose, std::span<const std::string> labels, const series_forecast& next,
                     const currency& unit) {
  if (next.levels != std::vector<double>{0.5, 0.9}) {
    detail::throw_contract("forecast_chart: a forecast with the levels 0.5 and 0.9 was expected");
  }
  if (labels.size() < next.periods.size()) detail::throw_contract("forecast_chart: a period has no label");
  const auto ends_of = [](const predicted& p, std::size_t level) {
    if (!p.ranges[level]) detail::throw_contract("forecast_chart: a period has no range");
    return *p.ranges[level];
  };
  const std::string code(unit.code());
  const value_range year = ends_of(next.next_year, 1);
  chart made(
      chart_kind::fan, fmt::format("{}: what is expected by {}", whose, next.method),
      fmt::format("The next twelve months are expected to bring {}, and in 90 of 100 cases between {} and {}.",
                  amount_text(next.next_year.value, code), amount_text(year.low, code), amount_text(year.high, code)),
      code);
  for (std::size_t i = 0; i < next.periods.size(); ++i) {
    const predicted& p = next.periods[i];
    const value_range inner = ends_of(p, 0), outer = ends_of(p, 1);
    made.add_row({labels[i], std::string(whose), chart_number(p.value), chart_number(inner.low),
                  chart_number(inner.high), chart_number(outer.low), chart_number(outer.high)});
  }
  return made;
}

chart backtest_chart(std::string_view whose, std::span<const method_scores> scores) {
  std::vector<const method_scores*> in_order;
  for (const method_scores& s : scores) {
    if (s.next_year.mape) in_order.push_back(&s);
  }
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const auto* a, const auto* b) { return *a->next_year.mape < *b->next_year.mape; });
  std::string sentence = "No twelve months are over that a method was asked about.";
  std::size_t most = 0;
  for (const method_scores* s : in_order) most = std::max(most, s->next_year.count);
  const auto times = [](std::size_t count) {
    return count == 1 ? std::string("once") : fmt::format("{} times", count);
  };
  if (!in_order.empty()) {
    const method_scores &best = *in_order.front(), &worst = *in_order.back();
    sentence = fmt::format("Asked {} for the next twelve months, {} was off by {} on average, the least, and {} by {}.",
                           times(most), best.method, percent(*best.next_year.mape / 100), worst.method,
                           percent(*worst.next_year.mape / 100));
    if (&best == &worst) {
      sentence = fmt::format("Asked {} for the next twelve months, {} was off by {} on average.", times(most),
                             best.method, percent(*best.next_year.mape / 100));
    }
  }
  chart made(chart_kind::errors, fmt::format("{}: how far off each method was", whose), sentence, "");
  for (const method_scores* s : in_order) {
    made.add_row({s->method, chart_number(*s->next_year.mape / 100),
                  s->next_year.bias ? chart_cell(chart_number(*s->next_year.bias / 100)) : chart_cell()});
    if (s->next_year.count != most) made.add_note(fmt::format("{}: asked {}", s->method, times(s->next_year.count)));
  }
  for (const method_scores& s : scores) {
    if (!s.next_year.mape) made.add_note(s.method + ": it never had an answer of which the twelve months are over");
  }
  return made;
}

}  // namespace runrate
