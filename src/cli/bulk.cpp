#include "verbs.hpp"

#include "common.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "turns.hpp"

#include <runrate/model/threads.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <memory>
#include <optional>

namespace runrate::cli {
namespace {

struct bulk_verb_options {
  common_options common;
  std::string input;
  unsigned threads = 0;
};

constexpr unsigned most_threads = 256;

/// The table's series in parts of about so many rows, a megabyte of CSV: where each begins, and the end.
std::vector<std::size_t> divided(const bulk_series& table) {
  constexpr std::size_t rows_of_part = 10'000;
  std::vector<std::size_t> begins{0};
  std::size_t rows = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    rows += table[i].amounts.size();
    if (rows < rows_of_part) continue;
    begins.push_back(i + 1);
    rows = 0;
  }
  if (begins.back() != table.size()) begins.push_back(table.size());
  return begins;
}

void write_table(const bulk_series& table, output& to, const bulk_verb_options& options) {
  const run_rate_columns columns{table.has_segments(), table.has_currencies(), table.places()};
  csv_chunk header;
  run_rate_csv(columns).add_header(header);
  to.write(header.content());
  const std::vector<std::size_t> begins = divided(table);
  progress bar("writing", table.rows_read(), progress::unit::items, options.common.quiet);
  turns in_order;
  std::atomic<std::size_t> next = 0;
  run_on_threads(options.threads, [&](unsigned) {
    try {
      run_rate_csv rows(columns);
      csv_chunk chunk;
      for (std::size_t part = next++; part + 1 < begins.size(); part = next++) {
        chunk.clear();
        std::size_t count = 0;
        for (std::size_t i = begins[part]; i < begins[part + 1]; ++i) {
          const bulk_entry entry = table[i];
          table.prefetch(i + 2);
          try {
            for_each_run(entry.amounts, [&](std::span<const dated_amount> run) {
              rows.add(chunk, entry.entity, entry.segment, entry.unit ? entry.unit->code() : std::string_view(), run);
            });
          } catch (const overflow_error& large) {
            throw failure{exit_status::bad_input,
                          fmt::format("{}: the amounts of {}{}{} can't be annualized: {}", options.input, entry.entity,
                                      entry.segment.empty() ? "" : " ", entry.segment, large.what())};
          }
          count += entry.amounts.size();
        }
        if (!in_order.take(part, [&] { to.write(chunk.content()); })) return;
        bar.add(count);
      }
    } catch (...) {
      in_order.stop();
      throw;
    }
  });
}

bulk_series read_table(const bulk_verb_options& options) {
  text_input input = text_input::file(options.input);
  progress bar("reading", input.size(), progress::unit::bytes, options.common.quiet);
  bulk_options how;
  how.threads = options.threads;
  how.on_read = [&](std::size_t bytes) { bar.add(bytes); };
  return read_bulk_csv(std::move(input), how);
}

void run(bulk_verb_options options) {
  if (options.threads > most_threads) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--threads {}: expected a number from 1 to {}, or 0 for as many as the machine has",
                              options.threads, most_threads)};
  }
  if (options.threads == 0) options.threads = threads_of_machine();
  output to(options.common.output);  // what can't be written is said before hours of reading
  const bulk_series table = read_table(options);
  report(options.input, table.problems(), table.rows_left_out(), !table.empty(), options.common);
  write_table(table, to, options);
  to.commit();
  if (table.problems().has_errors()) throw failure{exit_status::bad_input, {}};
}

}  // namespace

void add_bulk(CLI::App& program) {
  auto options = std::make_shared<bulk_verb_options>();
  CLI::App* verb =
      program.add_subcommand("bulk", "Run-rate, trailing year and growth of every period of a long table, as CSV");
  verb->add_option("INPUT", options->input, "a series CSV of any length, its rows in any order; - is standard input")
      ->required();
  verb->add_option("--output", options->common.output, "write to this file instead of standard output");
  verb->add_option("--threads", options->threads, "how many threads; 0 is as many as the machine has")
      ->capture_default_str();
  verb->add_flag("--quiet", options->common.quiet, "no notes and no progress bar on standard error");
  verb->add_flag("--keep-going", options->common.keep_going, "use the rows that can be read; the exit status stays 1");
  verb->footer("Example:\n  runrate bulk examples/data/cloud.csv");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
