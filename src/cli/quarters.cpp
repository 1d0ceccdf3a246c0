#include "quarters.hpp"

#include "output.hpp"
#include "progress.hpp"
#include "turns.hpp"
#include "verbs.hpp"

#include <runrate/model/threads.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <memory>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

struct quarters_options {
  common_options common;
  std::vector<std::string> inputs;
  std::string concepts = "revenue";
  std::string entity;
  std::string vintage = "latest";
  std::string last = "all";
  unsigned threads = 0;
  bool explain = false;
};

/// A file's quarters, ready to be written.
struct file_result {
  company_file read;
  std::vector<company_quarters> series;
  std::optional<failure> none;  ///< why none of it can be had, where that does not lie in the reading
};

class quarters_run {
public:
  explicit quarters_run(const quarters_options& options)
      : options_(options),
        asked_(concepts_asked(options.concepts)),
        to_read_(concepts_to_read(asked_)),
        as_of_(as_of_date(options.common)),
        last_(periods_asked(options.last)) {}

  void run() {
    const std::vector<std::string> files = files_of(options_.inputs);
    output to(options_.common.output);
    {
      progress bar("reading", files.size(), progress::unit::items, options_.common.quiet || files.size() == 1);
      turns in_order;
      std::atomic<std::size_t> next = 0;
      const std::size_t most = options_.threads == 0 ? threads_of_machine() : options_.threads;
      run_on_threads(static_cast<unsigned>(std::min(most, files.size())), [&](unsigned) {
        try {
          for (std::size_t i = next++; i < files.size(); i = next++) {
            const file_result result = find(files[i]);
            if (!in_order.take(i, [&] { take(files[i], result, files.size(), to); })) return;
            bar.add(1);
          }
        } catch (...) {
          in_order.stop();
          throw;
        }
      });
    }
    finish(to, files);
  }

private:
  file_result find(const std::string& path) const {
    file_result result{read_companies(text_input::file(path), to_read_), {}, {}};
    for (const company_input& company : result.read.companies) {
      if (!options_.entity.empty() && company.facts.entity != options_.entity) continue;
      try {
        add_quarters(result, company);
      } catch (const overflow_error& large) {
        result.none = quarters_too_large(path, company.facts, large);
        break;
      }
    }
    return result;
  }

  void add_quarters(file_result& result, const company_input& company) const {
    for (concept_choice& choice : choose_concepts(company.facts, asked_, as_of_)) {
      const vintage_choice vintage = options_.vintage == "original" ? vintage_choice::original : vintage_choice::latest;
      concept_quarters found = discrete_quarters(company.facts, choice.concepts.concepts, {as_of_, vintage});
      found.joins = std::move(choice.concepts.tried);
      result.series.push_back({&company, std::move(found), std::move(choice.note)});
    }
  }

  /// In the order of the files.
  void take(const std::string& path, const file_result& result, std::size_t files, output& to) {
    const bool any = std::any_of(result.read.companies.begin(), result.read.companies.end(),
                                 [](const company_input& c) { return !c.facts.concepts.empty(); });
    any_error_ = any_error_ || result.read.problems.has_errors() || result.none;
    try {
      report(path, result.read.problems, result.read.left_out, any || !result.read.problems.has_errors(),
             options_.common);
      if (result.none) throw failure(*result.none);
    } catch (const failure& of_file) {
      go_on_without(of_file, files, options_.common);
      ++unusable_;
      return;
    }
    if (result.series.empty()) {
      ++without_;
      if (files == 1 && !result.read.companies.empty()) nothing_asked_for(path, result.read.companies);
      return;
    }
    for (const company_quarters& q : result.series) {
      if (!q.note.empty() && !options_.common.quiet) fmt::print(stderr, "{}: note: {}\n", path, q.note);
      any_figure_ = any_figure_ || std::any_of(q.found.quarters.begin(), q.found.quarters.end(), [](const auto& one) {
                      return one.figure.status != figure_status::not_derivable;
                    });
      if (why_none_.empty() && q.found.none) why_none_ = q.found.none->text;
    }
    write(result.series, to);
  }

  void write(const std::vector<company_quarters>& series, output& to) {
    if (options_.common.format == "json") {
      for (const company_quarters& q : series) add_json(document_, q);
    } else if (options_.common.format == "csv") {
      table rows = flat_quarters();
      for (const company_quarters& q : series) add_rows(rows, q);
      const std::string text = render({{rows}}, options_.common);
      to.write(written_ ? std::string_view(text).substr(text.find('\n') + 1) : text);
    } else {
      std::vector<sheet> sheets;
      for (const company_quarters& q : series) {
        if (q.found.none) continue;  // the sentence at the end says why
        sheets.push_back(quarters_sheet(q, last_, options_.explain, options_.common.quiet));
      }
      if (sheets.empty()) return;
      to.write((written_ ? "\n" : "") + render(sheets, options_.common));
    }
    written_ = true;
  }

  void finish(output& to, const std::vector<std::string>& files) {
    if (unusable_ == files.size()) {
      throw failure{exit_status::bad_input, fmt::format("nothing in the {} files can be used", unusable_)};
    }
    if (options_.common.format == "json") to.write(render(document_));
    if (written_ || options_.common.format == "json") to.commit();
    if (without_ > 0 && files.size() > 1 && !options_.common.quiet) {
      fmt::print(stderr, "runrate: {} of {} files have no {}\n", without_, files.size(), options_.concepts);
    }
    if (any_error_) throw failure{exit_status::bad_input, {}};
    if (!any_figure_) {
      throw failure{exit_status::bad_input,
                    !why_none_.empty() ? why_none_ : "no quarter of " + options_.concepts + " has a figure"};
    }
  }

  [[noreturn]] void nothing_asked_for(const std::string& path, const std::vector<company_input>& companies) const {
    std::string held;
    for (const company_input& c : companies) held += (held.empty() ? "" : ", ") + c.facts.entity;
    if (!options_.entity.empty() && std::none_of(companies.begin(), companies.end(), [&](const company_input& c) {
          return c.facts.entity == options_.entity;
        })) {
      throw failure{exit_status::bad_input,
                    fmt::format("{}: nothing is of entity '{}'; the file holds {}", path, options_.entity, held)};
    }
    throw failure{exit_status::bad_input,
                  fmt::format("{}: {} has no fact of {}; --concept all lists every concept that there is", path, held,
                              options_.concepts)};
  }

  const quarters_options& options_;
  std::vector<std::string> asked_, to_read_;
  std::optional<date> as_of_;
  std::size_t last_;
  ordered_json document_{{"quarters", ordered_json::array()},
                         {"ttm", ordered_json::array()},
                         {"years", ordered_json::array()},
                         {"series", ordered_json::array()}};
  bool written_ = false;
  bool any_error_ = false;
  bool any_figure_ = false;
  std::size_t without_ = 0;
  std::size_t unusable_ = 0;
  std::string why_none_;
};

}  // namespace

void add_quarters(CLI::App& program) {
  auto options = std::make_shared<quarters_options>();
  CLI::App* verb = program.add_subcommand(
      "quarters", "Discrete quarters and trailing years from filings: reported, derived, or not derivable and why");
  verb->add_option("INPUT", options->inputs,
                   "company-facts JSON or a CSV of facts, also packed by gzip; a folder is all of them in it; - is "
                   "standard input")
      ->required();
  verb->add_option("--concept", options->concepts,
                   "revenue (the revenue concepts, joined where they agree), names such as NetIncomeLoss, or all")
      ->capture_default_str();
  verb->add_option("--entity", options->entity, "only this entity, as the file writes it");
  verb->add_option("--vintage", options->vintage, "of restated figures the latest or the original")
      ->check(CLI::IsMember({"latest", "original"}))
      ->capture_default_str();
  verb->add_option("--last", options->last, "in a table, how many of the latest quarters, or all")
      ->capture_default_str();
  verb->add_flag("--explain", options->explain, "in a table, where each figure is from, down to the filing");
  verb->add_option("--threads", options->threads, "how many files at once; 0 is as many as the machine has processors")
      ->capture_default_str();
  add_common_options(*verb, options->common);
  verb->footer(
      "Example:\n"
      "  runrate quarters examples/data/snowflake_facts.json --last 4 --explain");
  verb->callback([options] { quarters_run(*options).run(); });
}

}  // namespace runrate::cli
