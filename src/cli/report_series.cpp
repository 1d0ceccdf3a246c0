// The report of series: run-rates by method, what is expected next, and how good such figures were.
#include "report.hpp"

#include "annualize.hpp"
#include "estimates.hpp"
#include "scenarios.hpp"

#include <runrate/forecast.hpp>
#include <runrate/report/result_charts.hpp>
#include <runrate/report/run_rate_definition.hpp>
#include <runrate/report/workbook.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace runrate::cli {
namespace {

/// Beyond so many series only their run-rates are shown: what is expected of each, and a backtest, fill no page that
/// somebody reads.
constexpr std::size_t most_in_full = 12;

/// With fewer outcomes no method is said to be better than another.
constexpr std::size_t fewest_outcomes = 6;

/// The periods of one series, one after the other.
struct series_part {
  std::span<const annualized_period> periods;
  const input_series* from;
};

std::vector<series_part> parts_of(std::span<const annualized_period> all, const input_files& read) {
  std::vector<series_part> parts;
  for (const input_series& s : read.series) {
    const auto first = std::find_if(all.begin(), all.end(), [&](const annualized_period& p) { return p.from == &s; });
    if (first == all.end()) continue;
    const auto end = std::find_if(first, all.end(), [&](const annualized_period& p) { return p.from != &s; });
    parts.push_back({{first, end}, &s});
  }
  return parts;
}

std::vector<labelled_comparison> comparisons_of(const series_part& part) {
  std::vector<labelled_comparison> all;
  for (const annualized_period& p : part.periods) all.push_back({p.label, p.outcome});
  return all;
}

std::string name_of(const series_part& part) {
  return series_name(part.from->reported.entity, part.from->reported.segment);
}

/// "2018Q3 to 2026Q2"; the days where a period is no part of a year that is known.
std::string span_of(const series_part& part) {
  const annualized_period &first = part.periods.front(), &last = part.periods.back();
  const bool has_labels = last.label != to_string(last.reported.during);
  return has_labels ? first.label + " to " + last.label : to_string(hull(first.reported.during, last.reported.during));
}

data_date date_of(const series_part& part) { return {name_of(part), part.periods.back().reported.during.last()}; }

/// What one of several says for itself.
report_facts facts_of(const series_part& part) {
  return {{{"source", part.from->path}, {"data to", to_string(date_of(part).last)}}};
}

/// All series in one table, by their latest period.
report_table overview(std::span<const series_part> parts) {
  table t({{"series"},
           {"latest"},
           {"revenue", alignment::right},
           {"times a year", alignment::right},
           {"trailing year", alignment::right},
           {"spread", alignment::right}},
          "The latest period of each series");
  for (const series_part& part : parts) {
    const annualized_period& p = part.periods.back();
    const auto text = [&](std::string_view method) {
      const auto* found = figure_by(p.outcome, method);
      return found != nullptr ? short_money(found->rate->value().amount(), p.unit) : std::string();
    };
    const std::string times = text("x4").empty() ? text("x12") : text("x4");
    std::string spread;
    if (p.outcome.spread) {
      if (const auto relative = p.outcome.spread->relative()) spread = fmt::format("{:.1%}", *relative);
    }
    t.add_row({name_of(part), p.label, short_money(p.reported.amount, p.unit), times, text("ttm"), spread});
  }
  t.add_note("spread: how far the lowest and the highest run-rate are apart, in per cent of the lowest");
  return {t, {"spread", "trailing year"}};
}

/// After the `facts` that are known already.
void add_record(document& to, const series_part& part, report_facts facts) {
  const annualized_period& latest = part.periods.back();
  const std::vector<labelled_comparison> all = comparisons_of(part);
  const std::string name = name_of(part);
  facts.entries.insert(facts.entries.end(), {{"currency", std::string(latest.unit.code())},
                                             {"periods", fmt::format("{}, {}", all.size(), span_of(part))}});
  if (!part.from->concept_name.empty()) facts.entries.emplace_back("concept", part.from->concept_name);
  if (!latest.source.empty()) facts.entries.emplace_back("latest figure from", latest.source);
  to.add(std::move(facts));
  to.add(run_rate_chart(name, all, latest.unit));
}

void add_latest(document& to, const series_part& part) {
  const annualized_period& latest = part.periods.back();
  if (!latest.outcome.spread) return;
  const labelled_comparison period{latest.label, latest.outcome};
  const std::string name = name_of(part);
  to.add(spread_chart(name, period, latest.unit));
  to.add(report_table{period_table(latest, false, period_notes::full), {"how"}});
  const bool by_four = figure_by(latest.outcome, "x4") != nullptr;
  to.add(run_rate_definition(name, period, by_four ? "x4" : latest.outcome.spread->lowest_method));
}

void add_expected(document& to, const series_part& part, const any_forecast_method& method,
                  const report_options& options) {
  const std::string name = name_of(part);
  const fiscal_years years(options.fiscal_year_ends);
  const auto record = observed_series::of(ended_by(part.from->reported, as_of_date(options.common)));
  const auto say_none = [&](const reason& why) { to.add(report_text{"Nothing is expected: " + why.text + "."}); };
  if (!record) return say_none(record.error());
  const auto next = forecast(record->seen(), method, {.levels = {0.5, 0.9}});
  if (!next) return say_none(next.error());
  const auto days = record->periods_ahead(next->periods.size());
  if (!days) return say_none(days.error());
  std::vector<std::string> labels;
  const bool are_said = !options.fiscal_year_ends.empty();
  for (const period& p : *days) {
    labels.push_back(are_said ? years.label(part.from->reported.entity, p) : label_of(*part.from, p, years));
  }
  const auto has_ranges = [](const predicted& p) {
    return std::all_of(p.ranges.begin(), p.ranges.end(), [](const auto& r) { return r.has_value(); });
  };
  if (!std::all_of(next->periods.begin(), next->periods.end(), has_ranges) || !has_ranges(next->next_year)) {
    return say_none({reason_code::not_enough_history, "too little is known of how far off " + next->method + " is"});
  }
  to.add(forecast_chart(name, labels, *next, part.from->reported.flows.unit()));
}

annualize_options options_of_annualize(const report_options& options) {
  annualize_options all;
  static_cast<input_options&>(all) = static_cast<const input_options&>(options);
  all.methods = options.methods;
  all.last = options.last;
  all.fiscal_year_ends = options.fiscal_year_ends;
  return all;
}

void add_backtest(document& to, const series_part& part, const any_forecast_method& method,
                  const report_options& options) {
  const auto record = observed_series::of(ended_by(part.from->reported, as_of_date(options.common)));
  if (!record) return;
  const std::size_t year = record->seen().per_year();
  const std::size_t least_known = std::max<std::size_t>(2 * year, 8);
  const std::size_t outcomes = record->seen().size() - std::min(record->seen().size(), least_known + year - 1);
  if (outcomes < fewest_outcomes) {
    return to.add(report_text{fmt::format(
        "How far off such figures were is not shown: the next twelve months are over for {} of its periods, and {} are "
        "wanted.",
        outcomes == 0 ? "none" : std::to_string(outcomes), fewest_outcomes)});
  }
  const fiscal_years years(options.fiscal_year_ends);
  std::vector<any_forecast_method> methods;
  for (any_method& m : chosen_methods(options.methods, calendar_of(*part.from, options_of_annualize(options), years))) {
    methods.emplace_back(forecast_by::annualized(std::move(m)));
  }
  methods.push_back(method);
  const std::vector<std::vector<backtest_origin>> origins{rolling_origins(record->seen(), year, least_known)};
  const std::vector<method_scores> scores = backtest(origins, methods);
  chart made = backtest_chart(name_of(part), scores);
  made.add_note(fmt::format(
      "each figure taken for the revenue of the next twelve months, after each period from the {}th on; such "
      "twelve months overlap. Amounts as they are reported today, not as they were then",
      least_known));
  to.add(std::move(made));
}

}  // namespace

made_report<document> report_on_series(const report_options& options) {
  const annualize_options asked = options_of_annualize(options);
  periods_asked(asked.last);
  as_of_date(options.common);
  chosen_methods(options.methods, fiscal_years(options.fiscal_year_ends).of({}));
  const std::optional<any_forecast_method> expected_by = forecast_asked(options.forecast);
  input_files read = read_inputs(options, "annualized");
  const std::vector<annualized_period> all = annualize_all(read, asked);
  const std::vector<series_part> parts = parts_of(all, read);
  document page(parts.size() == 1 ? "Run-rates of " + name_of(parts.front())
                                  : fmt::format("Run-rates of {} series", parts.size()));
  const bool in_full = parts.size() <= most_in_full;
  std::vector<data_date> dates;
  dates.reserve(parts.size());
  for (const series_part& part : parts) dates.push_back(date_of(part));
  const report_facts facts = facts_of_report(
      "run-rates by " + options.methods + (!expected_by || !in_full ? "" : "; forecasts by " + options.forecast),
      options, dates);
  if (parts.size() > 1) {
    page.add(facts);
    page.add(overview(parts));
  }
  for (const series_part& part : parts) {
    if (parts.size() > 1) page.add(report_heading{name_of(part)});
    add_record(page, part, parts.size() == 1 ? facts : facts_of(part));
    if (!in_full) continue;
    add_latest(page, part);
    if (!expected_by) continue;
    add_expected(page, part, *expected_by, options);
    add_backtest(page, part, *expected_by, options);
  }
  if (!in_full) {
    page.add(report_text{fmt::format(
        "Of more than {} series only the run-rates are shown; --entity has one in full, with what is expected of it.",
        most_in_full)});
  }
  return {std::move(page), read.any_errors};
}

made_report<std::string> workbook_of_series(const report_options& options) {
  const annualize_options asked = options_of_annualize(options);
  const fiscal_years years(options.fiscal_year_ends);
  chosen_methods(options.methods, years.of({}));
  const input_files read = read_inputs(options, "annualized");
  std::vector<annualized_series> all;
  run_rate_workbook about;
  for (const input_series& input : read.series) {
    const reported_series& s = input.reported;
    if (!is_asked_for(s, options)) continue;
    // All of the record, since methods look back.
    const auto amounts = ended_by(s, as_of_date(options.common));
    if (amounts.empty()) continue;
    const any_calendar calendar = calendar_of(input, asked, years);
    annualized_series one{s.entity, s.segment, s.flows, chosen_methods(options.methods, calendar), calendar};
    one.flows.keep_first(amounts.size());
    for (std::size_t at = 0; at < amounts.size(); ++at) {
      one.labels.push_back(label_of(input, at, asked, years));
      one.sources.push_back(s.origins[at].source);
    }
    const labelled_comparison latest{one.labels.back(), compare(one.flows, one.methods)};
    const std::string times = figure_by(latest.rates, "x4") ? "x4" : "x12";
    if (figure_by(latest.rates, times)) {
      about.definitions.push_back(run_rate_definition(series_name(s.entity, s.segment), latest, times));
    }
    all.push_back(std::move(one));
  }
  if (all.empty()) nothing_matches(read, options);
  std::vector<data_date> dates;
  dates.reserve(all.size());
  for (const annualized_series& s : all) {
    dates.push_back({series_name(s.entity, s.segment), s.flows.amounts().back().during.last()});
  }
  about.title = all.size() == 1 ? "Run-rates of " + series_name(all[0].entity, all[0].segment)
                                : fmt::format("Run-rates of {} series", all.size());
  about.facts = facts_of_report("run-rates by " + options.methods, options, dates);
  return {needed(to_workbook(all, about)), read.any_errors};
}

}  // namespace runrate::cli
