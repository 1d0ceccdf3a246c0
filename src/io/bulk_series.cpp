#include <runrate/io/bulk_series.hpp>
#include <runrate/io/csv_records.hpp>
#include <runrate/model/threads.hpp>

#include "bulk_groups.hpp"
#include "bulk_source.hpp"
#include "name_table.hpp"
#include "plain_row.hpp"
#include "series_row.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace runrate {
namespace {

constexpr csv_column columns[] = {
    {"entity", column_need::required, "company"},
    {"segment", column_need::optional},
    {"period_start", column_need::required, "start"},
    {"period_end", column_need::required, "end"},
    {"amount", column_need::one_of, "revenue"},
    {"amount_thousands", column_need::one_of, "revenue_thousands"},
    {"amount_millions", column_need::one_of, "revenue_millions"},
    {"amount_billions", column_need::one_of, "revenue_billions"},
    {"currency", column_need::optional},
    {"decimals", column_need::optional},
    {"source", column_need::optional},
};

// What all threads have in common.
struct shared_state {
  const csv_records& header;
  const bulk_options& options;
  detail::series_row_reader rows;
  detail::bulk_source source;
  detail::wide_amounts wide;
  std::uint64_t seed;
};

// Reads pieces of the file on one thread.
class piece_reader {
public:
  piece_reader(shared_state& shared, detail::rows_of_thread& into)
      : shared_(shared),
        into_(into),
        has_segment_(shared.header.has(detail::segment)),
        plain_(shared.header, shared.rows.unit_power(), shared.options.csv.longest_row) {
    into_.problems = diagnostics(shared.options.csv.most_diagnostics);
  }

  void read() {
    detail::piece next;
    for (;;) {
      switch (shared_.source.next(next)) {
        case detail::bulk_source::step::end: return;
        case detail::bulk_source::step::rest: read_rest(); return;
        case detail::bulk_source::step::whole_rows:
          read(next.text(), next.line());
          if (shared_.options.on_read) shared_.options.on_read(next.text().size());
      }
    }
  }

private:
  void read(std::string_view text, std::size_t line) {
    const char* at = text.data();
    const char* const end = at + text.size();
    detail::plain_row row;
    while (at != end) {
      if (shared_.options.short_way && plain_.read(at, end, row)) {
        add(row, line++);
      } else if (*at == '\n') {
        ++at, ++line;
      } else {
        read_the_long_way(at, end, line);
      }
    }
  }

  // A row that is not plain, and some more: where one is, there are mostly others.
  void read_the_long_way(const char*& at, const char* end, std::size_t& line) {
    constexpr int rows_at_once = 64;
    csv_records records(shared_.header,
                        text_input::unpacked({at, static_cast<std::size_t>(end - at)}, shared_.header.file()),
                        into_.problems, shared_.options.csv, line);
    for (int i = 0; i < rows_at_once && records.next(); ++i) read_record(records);
    into_.rows_left_out += records.rows_left_out();
    at = end - records.bytes_behind();
    line = records.next_line();
  }

  void read_rest() {
    csv_records records(shared_.header, shared_.source.take_rest(), into_.problems, shared_.options.csv,
                        shared_.source.line());
    while (records.next()) read_record(records);
    into_.rows_left_out += records.rows_left_out();
  }

  void read_record(csv_records& records) {
    ++into_.rows_seen;
    const std::optional<detail::series_row> row = shared_.rows.read(records);
    if (!row) {
      ++into_.rows_left_out;
      return;
    }
    const auto [digits, is_wide] = packed_amount(row->value);
    const std::uint32_t currency_column =
        row->unit ? static_cast<std::uint32_t>(records.where(detail::currency_code).column) : 0;
    const std::uint8_t unit = row->unit ? detail::unit_number(row->unit->code()) : std::uint8_t{0};
    add(records[detail::entity], records[detail::segment],
        {digits,
         detail::packed_days(detail::day_number(row->during.begin()), detail::day_number(row->during.end()), is_wide,
                             row->value.decimals, row->decimals, unit),
         detail::packed_place(records.where(detail::period_start)), 0, currency_column},
        row->value.decimals);
  }

  void add(const detail::plain_row& row, std::size_t line) {
    ++into_.rows_seen;
    add(row.entity, row.segment,
        {row.digits, detail::packed_days(row.begin, row.end, false, row.places, row.decimals, row.unit),
         detail::packed_place({line, row.start_column}), 0, row.currency_column},
        row.places);
  }

  void add(std::string_view entity, std::string_view segment, detail::packed_row row, int places) {
    std::string_view name = entity;
    if (has_segment_) {
      key_.assign(entity).push_back('\0');  // which no field holds
      name = key_.append(segment);
    }
    const std::uint64_t hash = detail::hash_of(name, shared_.seed);
    row.name_size = static_cast<std::uint32_t>(name.size());
    into_.parts[detail::part_of(hash)].push_back(row, name);
    into_.places = std::max(into_.places, places);
  }

  // The digits of an amount down to its last place, where they fit 64 bits.
  std::pair<std::int64_t, bool> packed_amount(const detail::plain_amount& amount) {
    const auto unit = static_cast<detail::int128>(detail::power_of_ten(decimal::places - amount.decimals));
    const detail::int128 digits = amount.value.billionths() / unit;
    const auto narrow = static_cast<std::int64_t>(digits);
    if (narrow == digits) return {narrow, false};
    return {shared_.wide.add(amount.value), true};
  }

  shared_state& shared_;
  detail::rows_of_thread& into_;
  bool has_segment_;
  detail::plain_row_reader plain_;
  std::string key_;
};

}  // namespace

class bulk_reader {
public:
  static bulk_series read(text_input source, const bulk_options& options) {
    if (options.bytes_at_a_time == 0)
      detail::throw_contract("bulk_options: at least one byte has to be read at a time");
    bulk_series table;
    table.problems_ = diagnostics(options.csv.most_diagnostics);
    csv_records header(std::move(source), columns, table.problems_, options.csv);
    if (!header.usable()) return table;
    table.has_segments_ = header.has(detail::segment);
    table.has_currencies_ = header.has(detail::currency_code);
    const std::size_t line = header.next_line();
    shared_state shared{
        header,
        options,
        detail::series_row_reader(header),
        detail::bulk_source(header.release_rest(), line, options.bytes_at_a_time, options.csv.longest_row),
        {},
        std::uint64_t{std::random_device{}()}};
    const unsigned threads = options.threads == 0 ? threads_of_machine() : options.threads;
    std::vector<detail::rows_of_thread> read(threads);
    run_on_threads(threads, [&](unsigned i) { piece_reader(shared, read[i]).read(); });
    std::size_t rows_seen = 0;
    for (detail::rows_of_thread& one : read) {
      rows_seen += one.rows_seen;
      table.rows_left_out_ += one.rows_left_out;
      table.places_ = std::max(table.places_, one.places);
      table.problems_.add_by_place(std::move(one.problems));
    }
    if (rows_seen == 0 && table.rows_left_out_ == 0) header.refuse_no_rows();
    if (const std::string& why = shared.source.failure(); !why.empty()) {
      table.problems_.add_by_place({header.file(), shared.source.line(), 1, "reading stopped here: " + why,
                                    "expected more of the file, or its end", severity::error});
    }
    divide(table, read, shared.wide, shared.seed, header.file(), options.csv.most_diagnostics, threads);
    return table;
  }

private:
  // By series: each part on a thread, and what the parts found in their order.
  static void divide(bulk_series& table, std::vector<detail::rows_of_thread>& read, const detail::wide_amounts& wide,
                     std::uint64_t seed, const std::string& file, std::size_t most_findings, unsigned threads) {
    std::vector<detail::part_of_series> parts(detail::parts_of_table);
    table.rows_ = detail::memory_for(read, parts);
    detail::order_parts(read, wide, seed, file, most_findings, threads, parts);
    std::size_t series = 0;
    for (const detail::part_of_series& part : parts) series += part.series.size();
    table.groups_.reserve(series);
    for (detail::part_of_series& part : parts) {
      for (const detail::ordered_series& one : part.series) {
        const std::size_t entity_size = std::min(one.name.find('\0'), one.name.size());
        table.groups_.push_back({one.name, static_cast<std::uint32_t>(entity_size), one.unit,
                                 std::span<const dated_amount>(part.rows + one.begin, one.size)});
      }
      table.rows_read_ += part.size;
      table.rows_left_out_ += part.rows_left_out;
      table.gaps_ += part.gaps;
      table.series_with_gaps_ += part.series_with_gaps;
      for (auto& block : part.names) table.names_.push_back(std::move(block));
      table.problems_.add_by_place(std::move(part.problems));
    }
    std::sort(table.groups_.begin(), table.groups_.end(),
              [](const bulk_series::group& a, const bulk_series::group& b) { return a.name < b.name; });
    if (table.gaps_ != 0) {
      table.problems_.add_by_place({file, 0, 0,
                                    std::to_string(table.gaps_) + (table.gaps_ == 1 ? " gap in " : " gaps in ") +
                                        std::to_string(table.series_with_gaps_) + " series",
                                    "a trailing year and growth begin anew behind each", severity::note});
    }
  }
};

bulk_entry bulk_series::operator[](std::size_t series) const {
  if (series >= groups_.size()) detail::throw_contract("bulk_series: there is no series at that index");
  const group& found = groups_[series];
  std::optional<currency> unit;
  if (found.unit != 0) unit = detail::unit_of(static_cast<std::uint8_t>(found.unit));
  return {found.name.substr(0, found.entity_size),
          found.entity_size < found.name.size() ? found.name.substr(found.entity_size + 1) : std::string_view(), unit,
          found.amounts};
}

void bulk_series::prefetch(std::size_t series) const {
#ifdef __GNUC__
  if (series >= groups_.size()) return;
  const group& next = groups_[series];
  __builtin_prefetch(next.name.data());
  __builtin_prefetch(next.amounts.data());
#else
  static_cast<void>(series);
#endif
}

bulk_series read_bulk_csv(text_input source, const bulk_options& options) {
  return bulk_reader::read(std::move(source), options);
}

}  // namespace runrate
