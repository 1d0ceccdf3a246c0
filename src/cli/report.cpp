#include "report.hpp"

#include "fiscal_years.hpp"
#include "output.hpp"
#include "scenarios.hpp"
#include "verbs.hpp"

#include <runrate/report/html.hpp>
#include <runrate/report/workbook.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

namespace runrate::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> forms_by_ending{{{".html", "html"},
                                                                                        {".htm", "html"},
                                                                                        {".md", "markdown"},
                                                                                        {".markdown", "markdown"},
                                                                                        {".txt", "text"},
                                                                                        {".xlsx", "xlsx"}}};

/// As it was asked for, else by the output's name; text on standard output.
std::string form_of(const report_options& options) {
  if (!options.form.empty()) return options.form;
  const std::string& path = options.common.output;
  if (path.empty() || path == "-") return "text";
  for (const auto& [ending, form] : forms_by_ending) {
    if (path.ends_with(ending)) return std::string(form);
  }
  throw failure{exit_status::bad_usage, fmt::format("--output {}: expected a name that ends with .html, .md, .txt or "
                                                    ".xlsx, or --format",
                                                    path)};
}

enum class subject : unsigned { series = 1, scenarios = 2, claims = 4 };

subject subject_of(const report_options& options) {
  if (!options.series.empty()) return subject::claims;
  const bool is_scenario_file = options.inputs.size() == 1 && options.inputs.front().ends_with(".toml");
  return is_scenario_file ? subject::scenarios : subject::series;
}

/// An option that not every report can follow.
struct option_use {
  const char* name;
  unsigned of;              ///< the subjects, added up
  unsigned in_workbook_of;  ///< of these, those whose workbook follows it too
};
constexpr std::array<option_use, 13> limited_options{{{"--subject", 4, 4},
                                                      {"--entity", 1, 1},
                                                      {"--segment", 1, 1},
                                                      {"--concept", 1, 1},
                                                      {"--method", 5, 5},
                                                      {"--forecast", 5, 4},
                                                      {"--last", 1, 0},
                                                      {"--fiscal-year-end", 5, 5},
                                                      {"--set", 2, 2},
                                                      {"--trials", 2, 0},
                                                      {"--seed", 2, 0},
                                                      {"--keep-going", 5, 5},
                                                      {"--specs", 7, 0}}};

/// What was asked for and would change nothing is a mistake: it is said, not passed over. Throws `failure`.
void require_useful(const CLI::App& verb, subject about, bool is_workbook) {
  const auto one = static_cast<unsigned>(about);
  for (const option_use& use : limited_options) {
    if (verb.get_option(use.name)->count() == 0) continue;
    const char* const what = about == subject::series      ? "series"
                             : about == subject::scenarios ? "a scenario file"
                                                           : "claims";
    if ((use.of & one) == 0) {
      throw failure{exit_status::bad_usage, fmt::format("{} changes nothing in a report on {}", use.name, what)};
    }
    if (is_workbook && (use.in_workbook_of & one) == 0) {
      throw failure{exit_status::bad_usage, fmt::format("{} changes nothing in a workbook of {}", use.name, what)};
    }
  }
}

made_report<document> document_of(const report_options& options, subject about) {
  switch (about) {
    case subject::claims: return report_on_claims(options);
    case subject::scenarios: return report_on_scenarios(options);
    default: return report_on_series(options);
  }
}

/// "Amazon AWS: run-rates" as a file's name: letters, digits and hyphens.
std::string file_name_of(std::string_view title, std::size_t number) {
  std::string name = fmt::format("{:02}-", number);
  for (const char c : title.substr(0, 60)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_plain) name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (!is_plain && name.back() != '-') name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return name + ".vl.json";
}

void write_specs(const document& page, const std::string& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    throw failure{exit_status::bad_usage, fmt::format("--specs {}: there is no such folder", folder)};
  }
  std::size_t number = 0;
  for (const report_block& block : page.blocks()) {
    const auto* drawn = std::get_if<chart>(&block);
    if (drawn == nullptr) continue;
    output to(folder + "/" + file_name_of(drawn->title(), ++number));
    to.write(to_vega_lite(*drawn));
    to.commit();
  }
}

/// The bytes of a workbook: formulas where the figures follow from others, else numbers.
made_report<std::string> workbook_of(const report_options& options, subject about) {
  if (about == subject::claims) {
    const made_report<document> claims = report_on_claims(options);
    return {needed(to_workbook(claims.content)), claims.any_errors};
  }
  return about == subject::scenarios ? workbook_of_scenarios(options) : workbook_of_series(options);
}

void run(const CLI::App& verb, const report_options& options) {
  const std::string form = form_of(options);
  const subject about = subject_of(options);
  require_useful(verb, about, form == "xlsx");
  const bool is_terminal = options.common.output.empty() || options.common.output == "-";
  if (form == "xlsx" && is_terminal) {
    throw failure{exit_status::bad_usage, "a workbook needs --output FILE.xlsx"};
  }
  output to(options.common.output);  // what can't be written is said before a long run
  bool any_errors = false;
  if (form == "xlsx") {
    const made_report<std::string> made = workbook_of(options, about);
    any_errors = made.any_errors;
    to.write(made.content);
  } else {
    const made_report<document> made = document_of(options, about);
    any_errors = made.any_errors;
    if (!options.specs.empty()) write_specs(made.content, options.specs);
    to.write(form == "html"       ? to_html(made.content)
             : form == "markdown" ? to_markdown(made.content)
                                  : to_text(made.content, text_options_of(options.common)));
  }
  to.commit();
  if (any_errors) throw failure{exit_status::bad_input, {}};
}

}  // namespace

std::string date_of_data(const std::vector<data_date>& of) {
  const auto is_other = [&](const data_date& d) { return d.last != of.front().last; };
  if (std::none_of(of.begin(), of.end(), is_other)) return of.empty() ? "" : to_string(of.front().last);
  constexpr std::size_t most_named = 4;
  std::string text;
  if (of.size() > most_named) {
    const auto [first, last] = std::minmax_element(
        of.begin(), of.end(), [](const data_date& a, const data_date& b) { return a.last < b.last; });
    return fmt::format("{} to {}, by series", to_string(first->last), to_string(last->last));
  }
  for (const data_date& d : of) text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", to_string(d.last), d.name);
  return text;
}

report_facts facts_of_report(const std::string& what, const report_options& options, const std::vector<data_date>& of,
                             const report_facts& more) {
  std::string from;
  for (const std::string& input : options.inputs) from += (from.empty() ? "" : ", ") + input;
  if (!options.series.empty()) from += ", " + options.series;
  report_facts facts{{{"what", what}, {"from", from}}};
  if (const std::string date = date_of_data(of); !date.empty()) facts.entries.emplace_back("data to", date);
  if (!options.common.as_of.empty()) facts.entries.emplace_back("as of", options.common.as_of);
  facts.entries.insert(facts.entries.end(), more.entries.begin(), more.entries.end());
  facts.entries.emplace_back("made by", "runrate " RUNRATE_VERSION);
  return facts;
}

void add_report(CLI::App& program) {
  auto options = std::make_shared<report_options>();
  CLI::App* verb = program.add_subcommand(
      "report", "A report to read and pass on: one HTML page with charts, Markdown, text, or a workbook of formulas");
  verb->add_option("INPUT", options->inputs,
                   "a series CSV, company-facts JSON, CSV of facts, scenario file, or with --series a claims CSV")
      ->required();
  verb->add_option("--output", options->common.output, "write to this file: .html, .md, .txt or .xlsx");
  verb->add_option("--format", options->form, "html, markdown, text or xlsx, whatever the file is called")
      ->check(CLI::IsMember({"html", "markdown", "text", "xlsx"}));
  verb->add_option("--series", options->series, "INPUT is a claims CSV, held against this series CSV");
  verb->add_option("--subject", options->subject, "only claims of this subject, as the file writes it");
  add_selection_options(*verb, *options);
  verb->add_option("--method", options->methods, "the run-rates: all, or some of the methods of annualize")
      ->capture_default_str();
  verb->add_option("--forecast", options->forecast, "the method that says what is expected, or none")
      ->capture_default_str();
  verb->add_option("--last", options->last, "how many of the latest periods, or all")->capture_default_str();
  add_fiscal_year_option(*verb, options->fiscal_year_ends);
  verb->add_option("--set", options->set, "of a scenario file: DRIVER=VALUE in every scenario; may be repeated")
      ->allow_extra_args(false);
  verb->add_option("--trials", options->trials, "of a scenario file: trials of the odds")
      ->check(no_whole_number)
      ->capture_default_str();
  verb->add_option("--seed", options->seed, "the seed of these trials")->check(no_whole_number)->capture_default_str();
  verb->add_option("--specs", options->specs, "write the charts' Vega-Lite specifications into this folder");
  add_as_of_option(*verb, options->common);
  verb->add_flag("--quiet", options->common.quiet, "no notes on standard error");
  verb->add_flag("--keep-going", options->common.keep_going, "use the rows that can be read; the exit status stays 1");
  verb->footer("Example:\n  runrate report examples/data/cloud.csv --entity Amazon --segment AWS --output aws.html");
  verb->callback([verb, options] { run(*verb, *options); });
}

}  // namespace runrate::cli
