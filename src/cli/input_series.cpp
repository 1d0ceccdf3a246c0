#include "input_series.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <utility>
#include <variant>

namespace runrate::cli {
namespace {

concept_quarters quarters_of(const std::string& path, const company_facts& company, const joined_concepts& choice,
                             std::optional<date> as_of) {
  try {
    return discrete_quarters(company, choice.concepts, {as_of});
  } catch (const overflow_error& large) {
    throw quarters_too_large(path, company, large);
  }
}

class input_reader {
public:
  input_reader(const input_options& options, std::string_view what_is_done)
      : options_(options),
        what_is_done_(what_is_done),
        asked_(concepts_asked(options.concepts)),
        to_read_(concepts_to_read(asked_)) {}

  input_files read() {
    const std::vector<std::string> files = files_of(options_.inputs);
    read_.files = files.size();
    std::size_t unusable = 0;
    for (const std::string& path : files) {
      try {
        add_file(path);
      } catch (const failure& of_file) {
        go_on_without(of_file, files.size(), options_.common);
        read_.any_errors = true;
        ++unusable;
      }
    }
    if (read_.series.empty() && unusable == files.size()) {
      throw failure{exit_status::bad_input, fmt::format("nothing in the {} files can be used", unusable)};
    }
    return std::move(read_);
  }

private:
  void add_file(const std::string& path) {
    text_input source = text_input::file(path);
    if (holds_facts(source)) {
      const company_file file = read_companies(std::move(source), to_read_);
      report(path, file.problems, file.left_out, !file.companies.empty(), options_.common);
      read_.any_errors = read_.any_errors || file.problems.has_errors();
      for (const company_input& company : file.companies) add_company(path, company);
    } else {
      series_file file = read_series(std::move(source), path, options_.common);
      read_.any_errors = read_.any_errors || file.problems.has_errors();
      for (reported_series& s : file.series) read_.series.push_back({std::move(s), path, {}, {}, {}, {}});
    }
  }

  /// The quarters of a company that have figures, as series.
  void add_company(const std::string& path, const company_input& company) {
    const std::optional<date> as_of = as_of_date(options_.common);
    for (const concept_choice& choice : choose_concepts(company.facts, asked_, as_of)) {
      const concept_quarters found = quarters_of(path, company.facts, choice.concepts, as_of);
      if (!choice.note.empty() && !options_.common.quiet) fmt::print(stderr, "{}: note: {}\n", path, choice.note);
      // Among other companies, one that has no quarters, only months say, is one that has nothing of what was asked
      // for.
      if (found.none && (read_.files == 1 || found.none->code != reason_code::wrong_period))
        throw failure{exit_status::bad_input, fmt::format("{}: {}", path, found.none->text)};
      if (found.kind != unit_kind::money) {
        throw failure{exit_status::bad_input, fmt::format("{}: {} is in {}; only money can be {}", path,
                                                          found.concept_name, found.unit, what_is_done_)};
      }
      for (quarter_series& part : series_of(found)) add_quarters(path, company, found, std::move(part));
    }
  }

  void add_quarters(const std::string& path, const company_input& company, const concept_quarters& found,
                    quarter_series part) {
    input_series s{
        {company.facts.entity, company.segment, std::move(part.flows), {}}, path, found.concept_name, {}, {}, {}};
    for (const std::size_t at : part.quarters) {
      const discrete_quarter& q = found.quarters[at];
      s.reported.origins.push_back({sentence_on(company.facts, found, q), {}, true});
      s.labels.push_back(q.label ? to_string(*q.label) : to_string(q.during));
      std::string caution;
      for (const figure_flag flag : {figure_flag::mixed_vintages, figure_flag::check_failed, figure_flag::restated}) {
        if (has(q.figure.flags, flag)) caution += (caution.empty() ? "" : "; ") + sentence_on(flag, company.facts, q);
      }
      s.cautions.push_back(std::move(caution));
    }
    const auto runs = found.calendar.runs();
    if (!runs.empty() && !std::holds_alternative<std::monostate>(runs.back().rule)) s.calendar = runs.back();
    read_.series.push_back(std::move(s));
  }

  const input_options& options_;
  std::string_view what_is_done_;
  std::vector<std::string> asked_, to_read_;
  input_files read_;
};

}  // namespace

void add_input_argument(CLI::App& verb, input_options& options) {
  verb.add_option("INPUT", options.inputs,
                  "a series CSV, company-facts JSON or a CSV of facts, also packed by gzip; a folder is all of them in "
                  "it; - is standard "
                  "input")
      ->required();
}

void add_selection_options(CLI::App& verb, input_options& options) {
  verb.add_option("--concept", options.concepts,
                  "of company facts: revenue (the revenue concepts, joined where they agree), or names")
      ->capture_default_str();
  verb.add_option("--entity", options.entity, "only this entity, as the file writes it");
  verb.add_option("--segment", options.segment, "only this segment, as the file writes it");
}

input_files read_inputs(const input_options& options, std::string_view what_is_done) {
  return input_reader(options, what_is_done).read();
}

std::string label_of(const input_series& of, period days, const fiscal_years& years) {
  if (!of.calendar || of.calendar->is_calendar_year()) return years.label(of.reported.entity, days);
  return std::visit(
      [&](const auto& rule) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(rule)>, std::monostate>) {
          return to_string(days);
        } else {
          const auto label = label_of(rule, days);
          return label ? to_string(*label) : to_string(days);
        }
      },
      of.calendar->rule);
}

bool is_asked_for(const reported_series& s, const input_options& options) {
  return (options.entity.empty() || s.entity == options.entity) &&
         (options.segment.empty() || s.segment == options.segment);
}

std::span<const dated_amount> ended_by(const reported_series& s, std::optional<date> as_of) {
  return as_of ? s.flows.ended_by(*as_of) : s.flows.amounts();
}

void nothing_matches(const input_files& read, const input_options& options) {
  std::string held;
  for (const input_series& s : read.series) {
    const std::string name =
        s.reported.segment.empty() ? s.reported.entity : s.reported.entity + " / " + s.reported.segment;
    if (held.find(name) == std::string::npos) held += (held.empty() ? "" : ", ") + name;
  }
  throw failure{exit_status::bad_input,
                fmt::format("{}: no period matches{}{}{}; {}", options.inputs.front(),
                            options.entity.empty() ? "" : " entity '" + options.entity + "'",
                            options.segment.empty() ? "" : " segment '" + options.segment + "'",
                            options.common.as_of.empty() ? "" : " by " + options.common.as_of,
                            held.empty() ? "there is no fact of " + options.concepts : "the file holds " + held)};
}

std::string series_name(const std::string& entity, const std::string& segment) {
  return segment.empty() ? entity : entity + " " + segment;
}

}  // namespace runrate::cli
