#include "claims.hpp"
#include "estimates.hpp"
#include "input_series.hpp"

#include "verbs.hpp"

#include <runrate/core/nearest_name.hpp>
#include <runrate/forecast/backtest.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace runrate::cli {
namespace {

/// The series of a claim. One that was cut at gaps is several: then the last that begins before what the claim speaks
/// of ends, or before it was said.
const reported_series* record_of(const series_file& read, const claim_row& row) {
  const date by = row.about ? row.about->end() : row.said.begin();
  const reported_series* found = nullptr;
  for (const reported_series& s : read.series) {
    if (s.entity != row.entity || s.segment != row.segment) continue;
    if (found == nullptr || s.flows.amounts().front().during.begin() < by) found = &s;
  }
  return found;
}

void look_ahead(held_claim& held, std::span<const dated_amount> record, const currency& unit,
                const any_forecast_method& method) {
  const auto ahead = claim_against_forecast(held.said, record, unit, method);
  if (ahead) {
    held.outlook = *ahead;
  } else {
    held.no_outlook = ahead.error().text;
  }
}

void hold(held_claim& held, std::span<const dated_amount> record, const currency& unit,
          std::span<const any_method> methods) {
  if (held.said.measure == claim_measure::run_rate) {
    const auto checked = reconcile(held.said, record, unit, methods);
    if (checked) {
      held.run_rate = *checked;
      held.implied = checked->implied;
    } else {
      held.no_check = checked.error().text;
    }
  } else if (held.said.measure != claim_measure::growth) {
    const claim_ramp ramps[] = {claim_ramp::even(), claim_ramp::linear()};
    const auto checked = check_year_claim(held.said, record, unit, ramps);
    if (checked) {
      held.year = *checked;
    } else {
      held.no_check = checked.error().text;
    }
  }
}

}  // namespace

std::vector<held_claim> hold_all(const claims_file& claims, const series_file& series, const claims_options& options) {
  const fiscal_years years(options.fiscal_year_ends);
  const std::optional<date> as_of = as_of_date(options.common);
  const std::optional<any_forecast_method> by = forecast_asked(options.forecast);
  std::vector<held_claim> all;
  for (const claim_row& row : claims.claims) {
    if (!options.subject.empty() && row.subject != options.subject) continue;
    if (as_of && row.said.last() > *as_of) continue;  // of a month that is not over nothing is known for certain
    held_claim held{row, claim_of(row)};
    if (held.said.measure == claim_measure::run_rate) {
      held.implied = implied_by(held.said.range(), (held.said.about ? *held.said.about : held.said.said).last());
    }
    if (row.entity.empty()) {
      held.no_record = "no series is named";
    } else if ((held.record = record_of(series, row)) == nullptr) {
      held.no_record = fmt::format("{} has no series of {}{}", options.series, row.entity,
                                   row.segment.empty() ? "" : " / " + row.segment);
    } else {
      const auto methods = chosen_methods(options.methods, years.of(row.entity));
      try {
        const auto record = ended_by(*held.record, as_of);
        hold(held, record, held.record->flows.unit(), methods);
        if (by) look_ahead(held, record, held.record->flows.unit(), *by);
      } catch (const overflow_error& large) {
        const text_position at = row.where(claim_column::amount);
        throw failure{exit_status::bad_input,
                      fmt::format("{}:{}:{}: {} can't be held against {}: {}", options.claims, at.line, at.column,
                                  row.amount_text, options.series, large.what())};
      }
    }
    all.push_back(std::move(held));
  }
  if (all.empty()) {
    throw failure{exit_status::bad_input,
                  fmt::format("{}: no claim{}{}", options.claims,
                              options.subject.empty() ? "" : " of subject '" + options.subject + "'",
                              options.common.as_of.empty() ? "" : " by " + options.common.as_of)};
  }
  return all;
}

std::vector<identified_series> identify(const std::vector<held_claim>& all) {
  std::vector<identified_series> identified;
  for (const held_claim& held : all) {
    if (!held.run_rate) continue;
    const auto same = [&](const identified_series& s) {
      return s.entity == held.row.entity && s.segment == held.row.segment;
    };
    if (std::any_of(identified.begin(), identified.end(), same)) continue;
    std::vector<reconciliation> checks;
    for (const held_claim& other : all) {
      if (other.run_rate && other.row.entity == held.row.entity && other.row.segment == held.row.segment) {
        checks.push_back(*other.run_rate);
      }
    }
    identified.push_back({held.row.entity, held.row.segment, identify_method(checks)});
  }
  return identified;
}

namespace {

void run(const claims_options& options) {
  if (options.claims == "-" && options.series == "-") {
    throw failure{exit_status::bad_usage, "the claims and the series can't both be standard input"};
  }
  const fiscal_years years(options.fiscal_year_ends);
  as_of_date(options.common);  // bad usage is said before anything is read
  chosen_methods(options.methods, years.of({}));
  forecast_asked(options.forecast);
  const claims_file claims = read_claims(options.claims, options.common);
  const series_file series = read_series(options.series, options.common);
  const std::vector<held_claim> all = hold_all(claims, series, options);
  const std::vector<identified_series> identified = identify(all);
  std::vector<claim> said;
  said.reserve(all.size());
  for (const held_claim& held : all) said.push_back(held.said);
  const std::vector<related_claims> related = relate(said);
  if (options.common.format == "json") {
    write_output(render(json_of(all, identified, related, years)), options.common);
  } else if (options.common.format == "csv") {
    write_output(render({{flat_table(all)}}, options.common), options.common);
  } else {
    write_output(render(sheets_of(all, identified, related, years), options.common), options.common);
  }
  if (claims.problems.has_errors() || series.problems.has_errors()) throw failure{exit_status::bad_input, {}};
}

}  // namespace

void add_claims(CLI::App& program) {
  auto options = std::make_shared<claims_options>();
  CLI::App* verb = program.add_subcommand("claims", "What each claim implies, and which method reproduces it");
  verb->add_option("CLAIMS", options->claims, "a claims CSV; - is standard input")->required();
  verb->add_option("--series", options->series, "the series CSV that they are held against")->required();
  verb->add_option("--subject", options->subject, "only claims of this subject, as the file writes it");
  verb->add_option("--method", options->methods, "all, or some of the methods of annualize")->capture_default_str();
  verb->add_option("--forecast", options->forecast,
                   "a method of forecast that claims about what is to come are held against, or none")
      ->capture_default_str();
  add_fiscal_year_option(*verb, options->fiscal_year_ends);
  add_common_options(*verb, options->common);
  verb->footer("Example:\n  runrate claims examples/data/claims.csv --series examples/data/cloud.csv --subject AWS");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
