#include "verbs.hpp"

#include "forecast_output.hpp"
#include "output.hpp"
#include "progress.hpp"

#include <runrate/model/threads.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <memory>

namespace runrate::cli {
namespace {

constexpr int most_ahead = 40;
constexpr unsigned most_threads = 256;

struct forecast_verb_options : input_options {
  std::string methods = "combination";
  std::optional<int> horizon;
  std::string ranges = std::string(to_string(range_source::model));
  unsigned threads = 0;
};

/// Notes on standard error: the first hundred, and how many more there are.
class some_notes {
public:
  explicit some_notes(bool quiet) : quiet_(quiet) {}
  some_notes(const some_notes&) = delete;
  some_notes& operator=(const some_notes&) = delete;
  ~some_notes() {
    if (count_ > most && !quiet_) fmt::print(stderr, "and {} more\n", count_ - most);
  }
  void add(const expected_series& about, const std::string& text) {
    if (++count_ > most || quiet_) return;
    const std::string& path = about.from->path;
    fmt::print(stderr, "{}: note: {}: {}\n", path == "-" ? "<stdin>" : path, about.name(), text);
  }

private:
  static constexpr std::size_t most = 100;
  bool quiet_;
  std::size_t count_ = 0;
};

/// Whether the figures of one go on in the next, after a gap.
bool goes_on_in(const input_series& one, const input_series& next) {
  const reported_series &before = one.reported, &after = next.reported;
  return one.path == next.path && one.concept_name == next.concept_name && before.entity == after.entity &&
         before.segment == after.segment && before.flows.unit() == after.flows.unit() &&
         before.flows.amounts().back().during < after.flows.amounts().front().during;
}

/// What was asked for, each with its periods since its last gap. Throws `failure` for none.
std::vector<expected_series> series_to_forecast(const input_files& read, const forecast_verb_options& options) {
  const std::optional<date> as_of = as_of_date(options.common);
  std::vector<expected_series> chosen;
  for (const input_series& input : read.series) {
    if (!is_asked_for(input.reported, options)) continue;
    const std::span<const dated_amount> amounts = ended_by(input.reported, as_of);
    if (amounts.empty()) continue;
    if (!chosen.empty() && goes_on_in(*chosen.back().from, input)) {
      const std::size_t before = chosen.back().left_out + chosen.back().amounts.size();
      chosen.back() = {&input, amounts, before};
    } else {
      chosen.push_back({&input, amounts, 0});
    }
  }
  if (chosen.empty()) nothing_matches(read, options);
  some_notes notes(options.common.quiet);
  for (const expected_series& s : chosen) {
    if (s.left_out == 0) continue;
    notes.add(s, fmt::format("it is forecast from what follows the last gap, from {} on; {} before {} left out",
                             to_string(s.amounts.front().during.first()),
                             s.left_out == 1 ? "1 period" : fmt::format("{} periods", s.left_out),
                             s.left_out == 1 ? "was" : "were"));
  }
  return chosen;
}

void forecast_series(expected_series& s, const std::vector<any_forecast_method>& methods,
                     const forecast_options& options) {
  const auto give_none = [&](const reason& why) { s.by_method.assign(methods.size(), why); };
  const result<observed_series> observed = observed_series::of(s.amounts);
  if (!observed) return give_none(observed.error());
  s.per_year = observed->per_year();
  result<std::vector<period>> days =
      observed->periods_ahead(std::max(options.horizon, static_cast<std::size_t>(observed->per_year())));
  if (!days) return give_none(days.error());
  s.ahead = *std::move(days);
  const studied_series studied(observed->seen());
  for (const any_forecast_method& method : methods) {
    s.by_method.push_back(runrate::forecast(studied, method, options));
  }
}

void forecast_all(forecast_report& r, const std::vector<any_forecast_method>& methods,
                  const forecast_verb_options& options) {
  std::vector<expected_series>& all = r.series;
  forecast_options how;
  how.horizon = static_cast<std::size_t>(options.horizon.value_or(0));
  how.levels = {inner_level, outer_level};
  how.ranges = r.ranges;
  progress bar("forecasting", all.size(), progress::unit::items, options.common.quiet);
  std::atomic<std::size_t> next = 0;
  const std::size_t most = options.threads == 0 ? threads_of_machine() : options.threads;
  run_on_threads(static_cast<unsigned>(std::min(most, all.size())), [&](unsigned) {
    for (std::size_t i = next++; i < all.size(); i = next++) {
      forecast_series(all[i], methods, how);
      bar.add(1);
    }
  });
}

void write(const forecast_report& r, const common_options& options, output& to) {
  if (options.format == "json") {
    to.write(render(json_of(r)));
  } else if (options.format == "csv") {
    to.write(render({{flat_table(r)}}, options));
  } else {
    to.write(render(sheets_of(r, options.quiet), options));
  }
  to.commit();
}

/// Says which series have no forecast, unless all have none: then throws `failure`.
void say_what_is_missing(const forecast_report& r, bool any_answer, const common_options& options) {
  if (!any_answer) {
    const expected_series& first = r.series.front();
    throw failure{
        exit_status::bad_input,
        fmt::format("no method has a forecast of {}: {}{}", first.name(), first.by_method.front().error().text,
                    r.series.size() == 1 ? "" : fmt::format("; nor of {} other series", r.series.size() - 1))};
  }
  if (options.format == "json") return;  // it has the reasons
  some_notes notes(options.quiet);
  for (const expected_series& s : r.series) {
    for (std::size_t m = 0; m < r.methods.size(); ++m) {
      if (!s.by_method[m])
        notes.add(s, fmt::format("no forecast by {}: {}", r.methods[m], s.by_method[m].error().text));
    }
  }
}

void run(const forecast_verb_options& options) {
  as_of_date(options.common);
  const std::vector<any_forecast_method> methods =
      methods_named(options.methods, every_forecast_method(), dear_forecast_methods());
  if (options.horizon && (*options.horizon < 1 || *options.horizon > most_ahead)) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--horizon {}: expected 1 to {} periods", *options.horizon, most_ahead)};
  }
  if (options.threads > most_threads) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--threads {}: expected a number from 1 to {}, or 0 for as many as the machine has",
                              options.threads, most_threads)};
  }
  output to(options.common.output);  // what can't be written is said before a long run
  const input_files read = read_inputs(options, "forecast");
  const bool by_backtest = options.ranges == to_string(range_source::backtest);
  forecast_report r{{}, by_backtest ? range_source::backtest : range_source::model, series_to_forecast(read, options)};
  r.methods.reserve(methods.size());
  for (const any_forecast_method& method : methods) r.methods.emplace_back(method.name());
  forecast_all(r, methods, options);
  const bool any_answer = std::any_of(r.series.begin(), r.series.end(), [](const expected_series& s) {
    return std::any_of(s.by_method.begin(), s.by_method.end(), [](const auto& found) { return found.has_value(); });
  });
  if (any_answer || options.common.format == "json") write(r, options.common, to);
  say_what_is_missing(r, any_answer, options.common);
  if (read.any_errors) throw failure{exit_status::bad_input, {}};
}

}  // namespace

void add_forecast(CLI::App& program) {
  auto options = std::make_shared<forecast_verb_options>();
  CLI::App* verb = program.add_subcommand(
      "forecast", "What the next periods, and the next twelve months, are expected to be, with ranges");
  add_input_argument(*verb, *options);
  verb->add_option("--horizon", options->horizon, "how many periods ahead, 1 to 40; a year unless said");
  std::string names;
  for (const any_forecast_method& method : every_forecast_method()) {
    names += (names.empty() ? "" : ",") + std::string(method.name());
  }
  verb->add_option("--method", options->methods,
                   "all, or some of " + names + "; or weighted-combination, which all leaves out")
      ->capture_default_str();
  verb->add_option("--ranges", options->ranges,
                   "by what the method's model takes its errors to be, or by its errors at earlier times (backtest)")
      ->check(CLI::IsMember({"model", "backtest"}))
      ->capture_default_str();
  add_selection_options(*verb, *options);
  verb->add_option("--threads", options->threads, "how many threads; 0 is as many as the machine has")
      ->capture_default_str();
  add_common_options(*verb, options->common);
  verb->footer("Example:\n  runrate forecast examples/data/cloud.csv --entity Amazon --segment AWS");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
