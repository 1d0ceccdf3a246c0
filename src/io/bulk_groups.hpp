// The rows of a long table, put into the order of their series.
#ifndef RUNRATE_SRC_IO_BULK_GROUPS_HPP
#define RUNRATE_SRC_IO_BULK_GROUPS_HPP

#include "bulk_rows.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace runrate::detail {

// Series are divided into parts by their names' hashes, so that the rows of one part fit a processor's cache, and a
// thread can put them in order without the others.
inline constexpr std::size_t parts_of_table = 256;
constexpr std::size_t part_of(std::uint64_t hash) { return hash >> 56U; }

// What one thread read.
struct rows_of_thread {
  std::array<row_store, parts_of_table> parts;
  diagnostics problems;
  std::size_t rows_seen = 0;
  std::size_t rows_left_out = 0;
  int places = 0;
};

struct ordered_series {
  std::string_view name;
  std::uint8_t unit;
  std::size_t begin, size;  // in the part's rows
};

// Series with their rows by date. Those of which no row could be taken are left out.
struct part_of_series {
  std::vector<std::unique_ptr<char[]>> names;
  std::vector<ordered_series> series;
  dated_amount* rows = nullptr;
  std::size_t size = 0;  // of the rows
  diagnostics problems;
  std::size_t rows_left_out = 0;
  std::size_t gaps = 0;
  std::size_t series_with_gaps = 0;
};

// Memory for as many amounts as there are rows, and the place of each part's in it.
std::shared_ptr<dated_amount> memory_for(const std::vector<rows_of_thread>& read, std::vector<part_of_series>& parts);

// Orders all parts, and gives the memory of the rows as they were read back on the way.

void order_parts(std::vector<rows_of_thread>& read, const wide_amounts& wide, std::uint64_t seed,
                 const std::string& file, std::size_t most_findings, unsigned threads,
                 std::vector<part_of_series>& parts);

}  // namespace runrate::detail

#endif
