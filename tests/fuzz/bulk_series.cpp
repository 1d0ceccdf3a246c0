// libFuzzer: whatever the bytes, a long table is the same by the short way and the long one, in pieces of any size and
// on any number of threads; and it is what the reader of series makes of it.
#include <runrate/io/bulk_series.hpp>
#include <runrate/io/series_csv.hpp>

#include "pieces.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace runrate;

constexpr csv_options limits{4096, 50};

bulk_series read(text_input source, bool short_way, std::size_t bytes_at_a_time, unsigned threads) {
  bulk_options options;
  options.csv = limits;
  options.short_way = short_way;
  options.bytes_at_a_time = bytes_at_a_time;
  options.threads = threads;
  return read_bulk_csv(std::move(source), options);
}

bool same_rows(const bulk_entry& a, const bulk_entry& b) {
  return a.entity == b.entity && a.segment == b.segment && a.unit == b.unit &&
         std::equal(a.amounts.begin(), a.amounts.end(), b.amounts.begin(), b.amounts.end());
}

// But for the name of the source: a pipe has another one.
std::string findings(const bulk_series& table) {
  std::string text;
  for (diagnostic one : table.problems().kept()) {
    one.file.clear();
    text += to_string(one) + '\n';
  }
  return text + std::to_string(table.problems().errors()) + ' ' + std::to_string(table.problems().notes());
}

void require_same(const bulk_series& a, const bulk_series& b) {
  fuzz::require(findings(a) == findings(b));
  fuzz::require(a.rows_read() == b.rows_read() && a.rows_left_out() == b.rows_left_out() && a.gaps() == b.gaps());
  fuzz::require(a.places() == b.places() && a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) fuzz::require(same_rows(a[i], b[i]));
}

void require_as_series(const bulk_series& table, const series_file& file) {
  fuzz::require(table.rows_read() == file.rows_read && table.rows_left_out() == file.rows_left_out);
  fuzz::require(table.problems().errors() + table.gaps() == file.problems.errors());
  auto next = file.series.begin();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bulk_entry entry = table[i];
    for_each_run(entry.amounts, [&](std::span<const dated_amount> run) {
      fuzz::require(next != file.series.end() && next->entity == entry.entity && next->segment == entry.segment);
      fuzz::require(entry.unit == next->flows.unit());
      const auto amounts = next->flows.amounts();
      fuzz::require(std::equal(run.begin(), run.end(), amounts.begin(), amounts.end()));
      ++next;
    });
  }
  fuzz::require(next == file.series.end());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses how much is read at a time.
  const std::size_t bytes_at_a_time = std::size_t{1} << (data[0] % 13);
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const bulk_series table = read(text_input::text(text, "fuzz.csv"), true, std::size_t{1} << 20, 1);
  require_same(table, read(text_input::text(text, "fuzz.csv"), false, std::size_t{1} << 20, 1));
  require_same(table, read(fuzz::in_pieces(text), true, bytes_at_a_time, 1 + (data[0] >> 6U)));
  fuzz::require(table.rows_left_out() == 0 || table.problems().has_errors());
  const series_file file = read_series_csv(text_input::text(text, "fuzz.csv"), limits);
  const auto has_rows = [](std::size_t rows_read, std::size_t left_out) { return rows_read + left_out > 0; };
  if (has_rows(file.rows_read, file.rows_left_out) && has_rows(table.rows_read(), table.rows_left_out())) {
    require_as_series(table, file);
  }
  return 0;
}
