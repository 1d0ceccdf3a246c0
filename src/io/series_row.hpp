// What the readers of series share: a row by itself, and the rows of one series beside each other.
#ifndef RUNRATE_SRC_IO_SERIES_ROW_HPP
#define RUNRATE_SRC_IO_SERIES_ROW_HPP

#include <runrate/io/csv_records.hpp>
#include <runrate/rate/series.hpp>

#include "fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace runrate::detail {

enum series_column : std::size_t {
  entity,
  segment,
  period_start,
  period_end,
  amount,
  amount_thousands,
  amount_millions,
  amount_billions,
  currency_code,
  decimals,
  source
};

inline constexpr std::array<csv_column, source + 1> series_columns{{
    {"entity"},
    {"segment", column_need::optional},
    {"period_start"},
    {"period_end"},
    {"amount", column_need::one_of},
    {"amount_thousands", column_need::one_of},
    {"amount_millions", column_need::one_of},
    {"amount_billions", column_need::one_of},
    {"currency"},
    {"decimals", column_need::optional},
    {"source", column_need::optional},
}};

// A row of which every field could be read.
struct series_row {
  period during;
  plain_amount value;
  std::optional<currency> unit;
  int decimals;
  bool decimals_implied;
};

// Reads the rows of one file.
class series_row_reader {
public:
  explicit series_row_reader(const csv_records& header);

  series_column amount_column() const { return amount_column_; }
  // The power of ten that the column's amounts are in: 6 for amount_millions.
  int unit_power() const { return unit_power_; }

  // Adds all that is wrong with the record; nothing then.
  std::optional<series_row> read(csv_records& record) const;

private:
  series_column amount_column_ = amount;
  int unit_power_ = 0;
};

// Found and expected, as a diagnostic has them.
struct finding {
  std::string found, expected;
};

finding second_currency(const currency& found, const currency& expected, std::size_t line, std::string_view entity,
                        std::string_view segment);
finding repeated_period(const dated_amount& row, const dated_amount& first, std::size_t first_line, bool differ);
finding overlapping_period(const dated_amount& row, const dated_amount& before, std::size_t before_line);

// By last day: whoever takes periods in this order, each that begins after the last one taken, takes the most that
// don't overlap (interval scheduling: Kleinberg and Tardos, Algorithm Design, 4.1). Of those that end on one day, the
// shortest comes first.
template <class Row>
bool ends_before(const Row& a, const Row& b) {
  const period p = a.flow.during;
  const period q = b.flow.during;
  return std::tuple(p.end(), q.begin(), a.where().line) < std::tuple(q.end(), p.begin(), b.where().line);
}

// Takes the rows of a series that can stand beside each other, in order, and refuses the others: `take(row, before)`
// with the row taken before it or null, `refuse(row, finding)`. The rows are sorted by `ends_before`. Gives the number
// of rows that were left out.
template <class RowIterator, class Take, class Refuse>
std::size_t take_in_order(RowIterator begin, RowIterator end, Take take, Refuse refuse) {
  std::size_t left_out = 0;
  RowIterator before = end;
  for (RowIterator first = begin; first != end;) {
    const RowIterator next =
        std::find_if(first, end, [&](const auto& row) { return row.flow.during != first->flow.during; });
    // Where the amounts of a period differ, none can be taken.
    const bool differ = std::any_of(first + 1, next, [&](const auto& row) { return row.flow != first->flow; });
    for (RowIterator row = first + 1; row != next; ++row) {
      refuse(*row, repeated_period(row->flow, first->flow, first->where().line, differ));
    }
    left_out += static_cast<std::size_t>(next - first) - (differ ? 0 : 1);
    if (!differ) {
      if (before != end && before->flow.during.overlaps(first->flow.during)) {
        refuse(*first, overlapping_period(first->flow, before->flow, before->where().line));
        ++left_out;
      } else {
        take(*first, before == end ? nullptr : &*before);
        before = first;
      }
    }
    first = next;
  }
  return left_out;
}

}  // namespace runrate::detail

#endif
