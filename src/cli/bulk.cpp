#include "verbs.hpp"

#include "common.hpp"
#include "output.hpp"
#include "progress.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace runrate::cli {
namespace {

struct bulk_verb_options {
  common_options common;
  std::string input;
  unsigned threads = 0;
};

constexpr int growth_places = 6;
constexpr unsigned most_threads = 256;

/// Takes parts that several threads make, and writes them in their order.
class in_order {
public:
  explicit in_order(output& to) : to_(to) {}

  /// Waits until the parts before it are written. False when a write failed: there is no use in going on.
  bool write(std::size_t number, std::string_view content) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return stopped_ || next_ == number; });
    if (stopped_) return false;
    try {
      to_.write(content);
    } catch (...) {
      stop(std::move(lock));
      throw;
    }
    ++next_;
    turn_.notify_all();
    return true;
  }
  /// Whoever waits need wait no more: a part will not come.
  void stop() { stop(std::unique_lock(mutex_)); }

private:
  void stop(std::unique_lock<std::mutex> lock) {
    stopped_ = true;
    lock.unlock();
    turn_.notify_all();
  }

  output& to_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

/// The rows of a table with their figures, as CSV.
class bulk_rows {
public:
  explicit bulk_rows(const bulk_series& table) : table_(table) {}

  static void add_header(csv_chunk& to, const bulk_series& table) {
    to.text("entity");
    if (table.has_segments()) to.text("segment");
    for (const char* column : {"period_start", "period_end", "amount", "x4", "ttm", "yoy"}) to.text(column);
    if (table.has_currencies()) to.text("currency");
    to.end_row();
  }

  /// Throws `overflow_error` for a figure beyond the range of a decimal.
  void add(csv_chunk& to, const bulk_entry& entry) {
    names_.clear();
    names_.text(entry.entity);
    if (table_.has_segments()) names_.text(entry.segment);
    for_each_run(entry.amounts, [&](std::span<const dated_amount> run) {
      annualize(run);
      for (std::size_t i = 0; i < run.size(); ++i) {
        to.fields(names_).day(run[i].during.first()).day(run[i].during.last()).number(run[i].amount, table_.places());
        add(to, times_four_[i], table_.places());
        add(to, trailing_year_[i], table_.places());
        add(to, growth_[i], growth_places);
        if (table_.has_currencies()) to.text(entry.unit ? entry.unit->code() : std::string_view());
        to.end_row();
      }
    });
  }

private:
  using figures = std::vector<std::optional<decimal>>;

  void annualize(std::span<const dated_amount> run) {
    constexpr round_to exactly{decimal::places};
    for (figures* all : {&times_four_, &trailing_year_, &growth_}) all->assign(run.size(), std::nullopt);
    annualize_each(run, method::times_four, exactly, [&](std::size_t i, const auto& figure) {
      if (figure) times_four_[i] = *figure;
    });
    annualize_each(run, method::trailing_twelve_months, exactly, [&](std::size_t i, const auto& figure) {
      if (figure) trailing_year_[i] = *figure;
    });
    year_over_year_each(run, round_to{growth_places},
                        [&](std::size_t i, const std::optional<decimal>& growth) { growth_[i] = growth; });
  }

  static void add(csv_chunk& to, const std::optional<decimal>& figure, int places) {
    if (figure) {
      to.number(*figure, places);
    } else {
      to.nothing();
    }
  }

  const bulk_series& table_;
  csv_chunk names_;
  figures times_four_, trailing_year_, growth_;
};

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
  csv_chunk header;
  bulk_rows::add_header(header, table);
  to.write(header.content());
  const std::vector<std::size_t> begins = divided(table);
  progress bar("writing", table.rows_read(), progress::unit::items, options.common.quiet);
  in_order parts(to);
  std::atomic<std::size_t> next = 0;
  run_on_threads(options.threads, [&](unsigned) {
    try {
      bulk_rows rows(table);
      csv_chunk chunk;
      for (std::size_t part = next++; part + 1 < begins.size(); part = next++) {
        chunk.clear();
        std::size_t count = 0;
        for (std::size_t i = begins[part]; i < begins[part + 1]; ++i) {
          const bulk_entry entry = table[i];
          try {
            rows.add(chunk, entry);
          } catch (const overflow_error& large) {
            throw failure{exit_status::bad_input,
                          fmt::format("{}: the amounts of {}{}{} can't be annualized: {}", options.input, entry.entity,
                                      entry.segment.empty() ? "" : " ", entry.segment, large.what())};
          }
          count += entry.amounts.size();
        }
        if (!parts.write(part, chunk.content())) return;
        bar.add(count);
      }
    } catch (...) {
      parts.stop();
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
  verb->footer("Example:\n  runrate bulk examples/data/cloud.csv --output run_rates.csv");
  verb->callback([options] { run(*options); });
}

}  // namespace runrate::cli
