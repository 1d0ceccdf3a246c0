#include "verbs.hpp"

#include "backtest_output.hpp"
#include "facts.hpp"
#include "fiscal_years.hpp"
#include "input_series.hpp"
#include "output.hpp"
#include "progress.hpp"

#include <runrate/forecast.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <variant>

namespace runrate::cli {
namespace {

constexpr int most_ahead = 40;
constexpr unsigned most_threads = 256;

struct backtest_verb_options : input_options {
  std::string methods = "all";
  std::vector<std::string> fiscal_year_ends;
  std::optional<int> horizon;
  int least_known = 12;
  unsigned threads = 0;
};

/// What is scored of a series: the origins look into one of the histories.
struct subject {
  std::string name;
  any_calendar fiscal_year;
  std::optional<filed_history> filed;
  std::optional<observed_series> whole;
  std::vector<backtest_origin> origins;
  std::string why_left_out;
};

/// The names of `--method`. Throws `failure` for one that is none.
std::vector<std::string> names_of(const std::string& list, const any_calendar& any_year) {
  std::vector<std::string> known;
  for (const any_method& m : every_method(any_year)) known.emplace_back(m.name());
  for (const any_forecast_method& m : every_forecast_method()) known.emplace_back(m.name());
  std::vector<std::string> dear;
  for (const any_forecast_method& m : dear_forecast_methods()) dear.emplace_back(m.name());
  return names_asked(list, known, dear);
}

bool is_named(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Run-rates by the series' own fiscal year, then forecasts.
std::vector<any_forecast_method> methods_by(const any_calendar& fiscal_year, const std::vector<std::string>& names) {
  std::vector<any_forecast_method> chosen;
  for (any_method& m : every_method(fiscal_year)) {
    if (is_named(names, m.name())) chosen.emplace_back(forecast_by::annualized(std::move(m)));
  }
  for (const auto& all : {every_forecast_method(), dear_forecast_methods()}) {
    for (const any_forecast_method& m : all) {
      if (is_named(names, m.name())) chosen.push_back(m);
    }
  }
  return chosen;
}

/// A company's filings, each concept that was asked for as it became known.
void add_company(std::vector<subject>& to, const company_facts& company, const std::string& segment,
                 const backtest_verb_options& options, const any_calendar& said) {
  const std::optional<date> as_of = as_of_date(options.common);
  for (const std::string& asked : concepts_asked(options.concepts)) {
    subject s{series_name(company.entity, segment), said, std::nullopt, std::nullopt, {}, {}};
    result<filed_history> history = filed_history::of(company, asked, as_of);
    if (!history) {
      s.why_left_out = history.error().text;
    } else {
      s.filed = *std::move(history);
      if (options.fiscal_year_ends.empty() && s.filed->fiscal_year()) s.fiscal_year = *s.filed->fiscal_year();
    }
    to.push_back(std::move(s));
  }
}

struct subjects {
  std::vector<subject> all;
  bool any_errors = false;
};

void add_file(subjects& to, const std::string& path, const backtest_verb_options& options, const fiscal_years& years) {
  text_input source = text_input::file(path);
  if (holds_facts(source)) {
    const company_file file = read_companies(std::move(source), concepts_to_read(concepts_asked(options.concepts)));
    report(path, file.problems, file.left_out, !file.companies.empty(), options.common);
    to.any_errors = to.any_errors || file.problems.has_errors();
    for (const company_input& company : file.companies) {
      if (!options.entity.empty() && company.facts.entity != options.entity) continue;
      if (!options.segment.empty() && company.segment != options.segment) continue;
      add_company(to.all, company.facts, company.segment, options, years.of(company.facts.entity));
    }
    return;
  }
  const series_file file = read_series(std::move(source), path, options.common);
  to.any_errors = to.any_errors || file.problems.has_errors();
  const std::optional<date> as_of = as_of_date(options.common);
  for (const reported_series& s : file.series) {
    if (!is_asked_for(s, options)) continue;
    subject made{series_name(s.entity, s.segment), years.of(s.entity), std::nullopt, std::nullopt, {}, {}};
    result<observed_series> whole = observed_series::of(ended_by(s, as_of));
    if (!whole) {
      made.why_left_out = whole.error().text;
    } else {
      made.whole = *std::move(whole);
    }
    to.all.push_back(std::move(made));
  }
}

void find_origins(subject& s, const backtest_verb_options& options) {
  const auto horizon = static_cast<std::size_t>(options.horizon.value_or(0));
  const auto least_known = static_cast<std::size_t>(options.least_known);
  if (s.filed) s.origins = s.filed->origins(horizon, least_known);
  if (s.whole) s.origins = rolling_origins(s.whole->seen(), horizon, least_known);
  // One of which nothing has come yet is no test.
  std::erase_if(s.origins, [](const backtest_origin& o) { return o.came.empty(); });
  if (s.origins.empty() && s.why_left_out.empty()) {
    s.why_left_out = fmt::format("there are no {} periods in a row with another after them", least_known);
  }
}

void run(const backtest_verb_options& options) {
  const fiscal_years years(options.fiscal_year_ends);
  const std::vector<std::string> names = names_of(options.methods, years.of(""));
  if (options.horizon && (*options.horizon < 1 || *options.horizon > most_ahead)) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--horizon {}: expected 1 to {} periods", *options.horizon, most_ahead)};
  }
  if (options.least_known < 1) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--least-known {}: expected at least 1 period", options.least_known)};
  }
  if (options.threads > most_threads) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--threads {}: expected a number from 1 to {}, or 0 for as many as the machine has",
                              options.threads, most_threads)};
  }
  output to(options.common.output);
  subjects read;
  const std::vector<std::string> files = files_of(options.inputs);
  for (const std::string& path : files) {
    try {
      add_file(read, path, options, years);
    } catch (const failure& of_file) {
      go_on_without(of_file, files.size(), options.common);
      read.any_errors = true;
    }
  }
  backtest_report r{static_cast<std::size_t>(options.least_known), {}, {}};
  std::vector<std::vector<backtest_origin>> origins;
  std::vector<const any_calendar*> fiscal_year_of;
  for (subject& s : read.all) {
    find_origins(s, options);
    const auto has_year = [](const backtest_origin& o) { return o.year_that_came.has_value(); };
    const auto of_year = static_cast<std::size_t>(std::count_if(s.origins.begin(), s.origins.end(), has_year));
    r.series.push_back({s.name, s.filed.has_value(), s.origins.size(), of_year, s.why_left_out});
    if (s.origins.empty()) {
      if (!options.common.quiet) fmt::print(stderr, "note: {} is left out: {}\n", s.name, s.why_left_out);
      continue;
    }
    fiscal_year_of.push_back(&s.fiscal_year);
    origins.push_back(std::move(s.origins));
  }
  if (origins.empty()) {
    throw failure{exit_status::bad_input,
                  fmt::format("{}: there is nothing to score{}", options.inputs.front(),
                              r.series.empty() ? ": no series matches" : "; " + r.series.front().why_left_out)};
  }
  progress bar("backtesting", origins.size(), progress::unit::items, options.common.quiet);
  backtest_options how;
  how.horizon = static_cast<std::size_t>(options.horizon.value_or(0));
  how.threads = options.threads;
  how.on_progress = [&](std::size_t) { bar.add(1); };
  r.methods = backtest(
      origins, [&](std::size_t s) { return methods_by(*fiscal_year_of[s], names); }, how);
  const common_options& common = options.common;
  if (common.format == "json") {
    to.write(render(json_of(r)));
  } else if (common.format == "csv") {
    to.write(render({{flat_table(r)}}, common));
  } else {
    to.write(render(sheets_of(r, common.quiet), common));
  }
  to.commit();
  if (read.any_errors) throw failure{exit_status::bad_input, {}};
}

}  // namespace

void add_backtest(CLI::App& program) {
  auto options = std::make_shared<backtest_verb_options>();
  CLI::App* verb = program.add_subcommand(
      "backtest", "How good run-rates and forecasts were, on history as it was known at the time");
  add_input_argument(*verb, *options);
  verb->add_option("--method", options->methods,
                   "all, or some run-rates (x4,day,...) and forecasts (theta,...); all leaves out weighted-combination")
      ->capture_default_str();
  verb->add_option("--horizon", options->horizon, "how many periods ahead, 1 to 40; a year unless said");
  verb->add_option("--least-known", options->least_known, "how many periods are known at the first forecast")
      ->capture_default_str();
  add_selection_options(*verb, *options);
  add_fiscal_year_option(*verb, options->fiscal_year_ends);
  verb->add_option("--threads", options->threads, "how many threads; 0 is as many as the machine has")
      ->capture_default_str();
  add_common_options(*verb, options->common);
  verb->footer("Example:\n  runrate backtest examples/data/cloud.csv --least-known 8");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
