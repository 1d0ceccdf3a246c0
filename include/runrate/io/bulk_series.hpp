// A long table of dated revenue, in any order of rows: read on several threads, in memory that is known.
#ifndef RUNRATE_IO_BULK_SERIES_HPP
#define RUNRATE_IO_BULK_SERIES_HPP

#include <runrate/io/csv.hpp>
#include <runrate/rate/series.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace runrate {

/// What a reader of long tables takes.
struct bulk_options {
  csv_options csv{};
  unsigned threads = 0;  ///< 0: as many as the machine runs at once
  /// Called with the number of bytes that were read since the last call, from any of the threads.
  std::function<void(std::size_t)> on_read{};
  /// How much a thread takes at a time; at least 1.
  std::size_t bytes_at_a_time = std::size_t{1} << 20;
  /// Rows without quotes are read by a shorter way that comes to the same; false reads every row by `csv_reader`.
  bool short_way = true;
};

/// One entity's, or segment's, rows in a long table.
struct bulk_entry {
  std::string_view entity;
  std::string_view segment;      ///< empty: the whole entity
  std::optional<currency> unit;  ///< nothing where the table has no column `currency`
  /// By date, without overlap. Where rows are missing between two dates there is a gap: see `for_each_run`.
  std::span<const dated_amount> amounts;
};

/// A long table in memory: 32 bytes a row, and some 100 a series.
class bulk_series {
public:
  /// How many series there are, an entity without segments being one.
  std::size_t size() const { return groups_.size(); }
  bool empty() const { return groups_.empty(); }
  /// By entity, then segment, in the order of their bytes. `contract_error` beyond the last.
  bulk_entry operator[](std::size_t series) const;
  /// Has the processor fetch a series that will be read soon: names next to each other lie far from each other.
  void prefetch(std::size_t series) const;

  bool has_segments() const { return has_segments_; }
  bool has_currencies() const { return has_currencies_; }
  /// The most decimal places that an amount was written with, in whole units of its currency.
  int places() const { return places_; }
  std::size_t rows_read() const { return rows_read_; }          ///< rows that stand in the series
  std::size_t rows_left_out() const { return rows_left_out_; }  ///< rows that don't, each with its error
  std::size_t gaps() const { return gaps_; }                    ///< where a period does not follow the one before it
  std::size_t series_with_gaps() const { return series_with_gaps_; }
  const diagnostics& problems() const { return problems_; }

private:
  friend class bulk_reader;
  struct group {
    std::string_view name;  // the entity and, after a NUL, the segment
    std::uint32_t entity_size;
    std::uint16_t unit;  // in ISO 4217's table, from 1
    std::span<const dated_amount> amounts;
  };

  std::vector<group> groups_;
  std::shared_ptr<dated_amount> rows_;
  std::vector<std::unique_ptr<char[]>> names_;
  diagnostics problems_;
  bool has_segments_ = false;
  bool has_currencies_ = false;
  int places_ = 0;
  std::size_t rows_read_ = 0;
  std::size_t rows_left_out_ = 0;
  std::size_t gaps_ = 0;
  std::size_t series_with_gaps_ = 0;
};

/// Reads a series CSV of any length. Never throws for what the file holds: that is in `problems()`.
///
/// * The columns are those of `read_series_csv`, but `currency` may be missing. `entity`, `period_start`, `period_end`
///   and `amount` may be called `company`, `start`, `end` and `revenue`. `source` is not kept.
/// * Errors are the same, but a gap is none: long tables have companies that were bought, listed or closed. Gaps are
///   counted, and one note says how many there are.
/// * The outcome is the same whatever the number of threads.
///
///     const bulk_series table = read_bulk_csv(text_input::file("revenue.csv"));
///     for (std::size_t i = 0; i < table.size(); ++i) fmt::print("{}\n", table[i].entity);
bulk_series read_bulk_csv(text_input source, const bulk_options& options = {});

/// Calls `take(run)` for each part of the amounts that has no gap: what `annualize_each` may be given.
template <class Take>
void for_each_run(std::span<const dated_amount> amounts, Take take) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= amounts.size(); ++i) {
    if (i < amounts.size() && amounts[i - 1].during.adjoins(amounts[i].during)) continue;
    take(amounts.subspan(begin, i - begin));
    begin = i;
  }
}

}  // namespace runrate

#endif
