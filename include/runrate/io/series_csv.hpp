// Series CSV: dated revenue, one row a period. docs/reference/data.md has the format.
#ifndef RUNRATE_IO_SERIES_CSV_HPP
#define RUNRATE_IO_SERIES_CSV_HPP

#include <runrate/io/csv.hpp>
#include <runrate/rate/series.hpp>

#include <string>
#include <vector>

namespace runrate {

/// Where a flow of a series is from.
struct flow_origin {
  std::string source;   ///< the column `source`, word for word; empty when nothing was said
  text_position where;  ///< of the row's `period_start`
  /// Whether `decimals` was not given, so that the precision was taken from the digits and the unit of the header.
  bool decimals_implied = false;
  bool operator==(const flow_origin&) const = default;
};

/// Consecutive flows of one entity and segment, in order, without gap or overlap.
struct reported_series {
  std::string entity;
  std::string segment;  ///< empty: the whole entity
  basic_series<struct any_currency> flows;
  std::vector<flow_origin> origins;  ///< one for each flow
};

/// What a series CSV holds, and what was wrong with it.
struct series_file {
  /// By entity, then segment, then date. Where rows are missing between two dates, there is one item before the gap
  /// and one after it: what was not reported is not zero.
  std::vector<reported_series> series;
  diagnostics problems;
  std::size_t rows_read = 0;      ///< rows that stand in `series`
  std::size_t rows_left_out = 0;  ///< rows that don't, each with its error
};

/// Reads a series CSV. Never throws for what the file holds: that is in `problems`, in the order of the lines.
///
/// * Rows may come in any order, and columns too.
/// * `amount` is a plain number, with a point and at most nine places in the currency's unit, and no thousands
///   separators. An empty amount is an error: who does not know an amount leaves the row out.
/// * `decimals` is an integer from -27 to 9 or `INF` (exact), as in XBRL 2.1, section 4.6.3. Without it, the place of
///   the last digit counts: 6679 under `amount_millions` is to the million, 6679.5 to a hundred thousand.
/// * A second currency in a series, a period that is there twice, one that overlaps another, and a gap are errors. Of
///   periods that overlap, those are kept that leave out the fewest rows; of one that is there twice with the same
///   amount, the first row; with different amounts, none.
///
///     const series_file read = read_series_csv(text_input::file("cloud.csv"));
///     if (read.problems.has_errors()) fmt::print(stderr, "{}", to_string(read.problems));
series_file read_series_csv(text_input source, const csv_options& options = {});

}  // namespace runrate

#endif
