#include "annualize.hpp"
#include "verbs.hpp"

#include <runrate/forecast.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <variant>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;
using method_outcome = compared<struct any_currency>;

/// What is written of a period is in the range of a decimal, or `overflow_error`: bounds that are rounded outwards and
/// the spread go further than the figures themselves.
void require_range(const annualized_period& p) {
  for (const method_outcome& m : p.outcome.methods) {
    if (!m.rate) continue;
    static_cast<void>(json_bounds(m.rate->bounds(), p.unit.minor_units()));
    static_cast<void>(short_bounds(m.rate->bounds(), p.unit));
  }
  if (p.outcome.spread) static_cast<void>(p.outcome.spread->relative());
}

/// Beside what a method's figure is off by for its days, what it is off by for the season.
void add_season_cautions(series_comparison& to, const history& h) {
  for (method_outcome& m : to.methods) {
    if (!m.rate) continue;
    if (std::optional<caution> season = season_caution(h, m.method)) m.cautions.push_back(*std::move(season));
  }
}

/// Where an amount stands: of company facts only the file.
std::string place_of(const input_series& input, std::size_t at) {
  const text_position& where = input.reported.origins[at].where;
  return where.line == 0 ? input.path : fmt::format("{}:{}:{}", input.path, where.line, where.column);
}

}  // namespace

any_calendar calendar_of(const input_series& input, const annualize_options& options, const fiscal_years& years) {
  if (!input.calendar || !options.fiscal_year_ends.empty()) return years.of(input.reported.entity);
  if (const auto* by_week = std::get_if<week_calendar>(&input.calendar->rule)) return *by_week;
  return std::get<month_calendar>(input.calendar->rule);
}

std::string label_of(const input_series& input, std::size_t at, const annualize_options& options,
                     const fiscal_years& years) {
  if (!input.labels.empty() && options.fiscal_year_ends.empty()) return input.labels[at];
  return years.label(input.reported.entity, input.reported.flows.amounts()[at].during);
}

std::vector<annualized_period> annualize_all(input_files& read, const annualize_options& options) {
  const fiscal_years years(options.fiscal_year_ends);
  const std::optional<date> as_of = as_of_date(options.common);
  const std::size_t asked = periods_asked(options.last);
  std::vector<annualized_period> periods;
  // A series that was cut at a gap is several items; only its last periods are its latest.
  for (std::size_t i = read.series.size(), left = asked; i-- > 0;) {
    const input_series& input = read.series[i];
    const reported_series& s = input.reported;
    const bool continues =
        i + 1 < read.series.size() && read.series[i + 1].path == input.path &&
        read.series[i + 1].concept_name == input.concept_name && read.series[i + 1].reported.entity == s.entity &&
        read.series[i + 1].reported.segment == s.segment && read.series[i + 1].reported.flows.unit() == s.flows.unit();
    if (!continues) left = asked;
    if (!is_asked_for(s, options)) continue;
    const auto methods = chosen_methods(options.methods, calendar_of(input, options, years));
    for (std::size_t at = s.flows.size(); at-- > 0 && left > 0;) {
      const dated_amount& reported = s.flows.amounts()[at];
      if (as_of && reported.during.last() > *as_of) continue;
      --left;
      try {
        annualized_period one{&input,
                              s.entity,
                              s.segment,
                              label_of(input, at, options, years),
                              reported,
                              s.flows.unit(),
                              s.origins[at].source,
                              input.cautions.empty() ? std::string() : input.cautions[at],
                              compare(s.flows, methods, at)};
        add_season_cautions(one.outcome, s.flows.up_to(at));
        require_range(one);
        periods.push_back(std::move(one));
      } catch (const overflow_error& large) {
        go_on_without({exit_status::bad_input,
                       fmt::format("{}: {} of {} can't be annualized: {}", place_of(input, at),
                                   to_string(reported.amount), series_name(s.entity, s.segment), large.what())},
                      read.files, options.common);
        read.any_errors = true;
      }
    }
  }
  std::reverse(periods.begin(), periods.end());
  if (periods.empty()) nothing_matches(read, options);
  return periods;
}

namespace {

ordered_json json_of(const std::vector<annualized_period>& periods) {
  ordered_json document{
      {"results", ordered_json::array()}, {"spread", ordered_json::array()}, {"unavailable", ordered_json::array()}};
  for (const annualized_period& p : periods) {
    const ordered_json head{
        {"entity", p.entity}, {"segment", p.segment}, {"period", json_period(p.label, p.reported.during)}};
    const int places = p.unit.minor_units();
    for (const method_outcome& m : p.outcome.methods) {
      ordered_json entry = head;
      entry["method"] = m.method;
      if (!m.rate) {
        entry["reason"] = json_reason(m.rate.error());
        document["unavailable"].push_back(std::move(entry));
        continue;
      }
      entry["formula"] = m.formula;
      entry["factor"] = to_string(m.rate->factor());
      entry["value"] = to_string(m.rate->value().amount());
      const ordered_json bounds = json_bounds(m.rate->bounds(), places);
      entry["low"] = bounds["low"];
      entry["high"] = bounds["high"];
      entry["currency"] = p.unit.code();
      entry["basis"] = {{"start", to_string(m.rate->basis().first())},
                        {"end", to_string(m.rate->basis().last())},
                        {"amount", to_string(m.rate->basis_amount().amount())}};
      entry["source"] = p.source;
      entry["warnings"] = ordered_json::array();
      for (const caution& c : m.cautions) entry["warnings"].push_back({{"code", to_string(c.code)}, {"text", c.text}});
      if (!p.caution.empty()) entry["warnings"].push_back({{"code", "quarter_in_doubt"}, {"text", p.caution}});
      document["results"].push_back(std::move(entry));
    }
    if (p.outcome.spread) {
      const auto& spread = *p.outcome.spread;
      ordered_json entry = head;
      entry["low"] = to_string(spread.low.amount());
      entry["high"] = to_string(spread.high.amount());
      entry["difference"] = to_string(spread.difference().amount());
      const result<ratio> relative = spread.relative();
      entry["relative"] = relative ? ordered_json(to_string(*relative)) : ordered_json(nullptr);
      entry["lowest_method"] = spread.lowest_method;
      entry["highest_method"] = spread.highest_method;
      entry["currency"] = p.unit.code();
      document["spread"].push_back(std::move(entry));
    }
  }
  return document;
}

std::string factor_text(const ratio& factor) {
  const std::string exact = to_string(factor);
  return exact.size() <= 12 ? exact : fmt::format("~{:.4}", factor);
}

/// All figures in one table, in full: for another program to read.
table flat_table(const std::vector<annualized_period>& periods) {
  table t({{"entity"},
           {"segment"},
           {"period"},
           {"start"},
           {"end"},
           {"method"},
           {"factor"},
           {"value", alignment::right},
           {"low", alignment::right},
           {"high", alignment::right},
           {"currency"},
           {"warnings"}});
  for (const annualized_period& p : periods) {
    for (const method_outcome& m : p.outcome.methods) {
      if (!m.rate) continue;
      std::string warnings;
      for (const caution& c : m.cautions) warnings += (warnings.empty() ? "" : "; ") + c.text;
      if (!p.caution.empty()) warnings += (warnings.empty() ? "" : "; ") + p.caution;
      const int places = p.unit.minor_units();
      const auto bound = [&](decimal x, rounding mode) { return to_string(round(x, {places, mode})); };
      t.add_row({p.entity, p.segment, p.label, to_string(p.reported.during.first()),
                 to_string(p.reported.during.last()), m.method, to_string(m.rate->factor()),
                 to_string(m.rate->value().amount()), bound(m.rate->bounds().low(), rounding::floor),
                 bound(m.rate->bounds().high(), rounding::ceiling), std::string(p.unit.code()), warnings});
    }
  }
  return t;
}

}  // namespace

table period_table(const annualized_period& p, bool exact, period_notes notes) {
  table t(
      {{"method"}, {"a year", alignment::right}, {"between", alignment::left}, {"factor", alignment::right}, {"how"}},
      fmt::format("{}, {} ({}): {}", series_name(p.entity, p.segment), p.label, to_string(p.reported.during),
                  short_money(p.reported.amount, p.unit)));
  std::string missing;
  std::vector<std::string> reasons;
  for (const method_outcome& m : p.outcome.methods) {
    if (!m.rate) {
      missing += (missing.empty() ? "" : ", ") + m.method;
      reasons.push_back(fmt::format("no figure by {}: {}", m.method, m.rate.error().text));
      continue;
    }
    t.add_row({m.method, exact ? fmt::format("{:$}", m.rate->value()) : short_money(m.rate->value().amount(), p.unit),
               m.rate->bounds().is_point() ? "" : short_bounds(m.rate->bounds(), p.unit), factor_text(m.rate->factor()),
               m.formula});
  }
  if (p.outcome.spread) {
    const auto& spread = *p.outcome.spread;
    const result<ratio> relative = spread.relative();
    t.add_note(spread.low == spread.high
                   ? "spread: none, every figure is the same"
                   : fmt::format("spread: {}{} between {} and {}", short_money(spread.difference().amount(), p.unit),
                                 relative ? fmt::format(" ({:.1%})", *relative) : "", spread.lowest_method,
                                 spread.highest_method));
  }
  if (notes != period_notes::spread) {
    // A sentence that several methods share is printed once.
    std::vector<std::pair<std::string, std::string>> sentences;
    for (const method_outcome& m : p.outcome.methods) {
      for (const caution& c : m.cautions) {
        auto known =
            std::find_if(sentences.begin(), sentences.end(), [&](const auto& s) { return s.second == c.text; });
        if (known == sentences.end()) {
          sentences.emplace_back(m.method, c.text);
        } else {
          known->first += ", " + m.method;
        }
      }
    }
    if (!p.caution.empty()) t.add_note("the quarter itself: " + p.caution);
    for (const auto& [methods, text] : sentences) t.add_note(fmt::format("{}: {}", methods, text));
    if (notes == period_notes::full) {
      for (const std::string& why : reasons) t.add_note(why);
    } else if (!missing.empty()) {
      t.add_note("no figure for this period: " + missing + " (--format json says why)");
    }
    if (!p.source.empty()) t.add_note("source: " + p.source);
  }
  return t;
}

namespace {

/// Bad usage is said before anything is read. Throws `failure`.
void check_usage(const annualize_options& options) {
  periods_asked(options.last);
  as_of_date(options.common);
  chosen_methods(options.methods, fiscal_years(options.fiscal_year_ends).of({}));
}

void run(const annualize_options& options) {
  check_usage(options);
  input_files read = read_inputs(options, "annualized");
  const std::vector<annualized_period> periods = annualize_all(read, options);
  const bool any_figure = std::any_of(periods.begin(), periods.end(),
                                      [](const annualized_period& p) { return p.outcome.spread.has_value(); });
  if (options.common.format == "json") {
    write_output(render(json_of(periods)), options.common);
  } else if (!any_figure) {
    // The sentence below says why; an empty table would say less.
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(periods)}}, options.common), options.common);
  } else {
    std::vector<sheet> sheets;
    sheets.reserve(periods.size());
    for (const annualized_period& p : periods) {
      const period_notes notes = options.common.quiet ? period_notes::spread : period_notes::usual;
      sheets.push_back({period_table(p, options.exact, notes), {"how"}});
    }
    write_output(render(sheets, options.common), options.common);
  }
  if (read.any_errors) throw failure{exit_status::bad_input, {}};
  if (!any_figure) {
    const annualized_period& p = periods.back();
    throw failure{exit_status::bad_input,
                  fmt::format("no method has a figure: {}", p.outcome.methods.front().rate.error().text)};
  }
}

}  // namespace

void add_annualize(CLI::App& program) {
  auto options = std::make_shared<annualize_options>();
  CLI::App* verb = program.add_subcommand("annualize", "What a period is worth as a run-rate, by every method in use");
  add_input_argument(*verb, *options);
  verb->add_option("--method", options->methods,
                   "all, or some of x4,x12,day,day365,day360,week,ytd,ttm,exit,compound,logcompound,seasonal,3mx4,"
                   "usage28,usage30,usage90")
      ->capture_default_str();
  add_selection_options(*verb, *options);
  verb->add_option("--last", options->last, "how many of the latest periods, or all")->capture_default_str();
  add_fiscal_year_option(*verb, options->fiscal_year_ends);
  verb->add_flag("--exact", options->exact, "figures in full in the table");
  add_common_options(*verb, options->common);
  verb->footer(
      "Example:\n"
      "  runrate annualize examples/data/cloud.csv --entity Amazon --segment AWS\n"
      "  runrate annualize examples/data/cloud.csv --fiscal-year-end Microsoft=06 --last all --format json");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
