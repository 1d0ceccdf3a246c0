#include "bulk_groups.hpp"

#include <runrate/model/threads.hpp>

#include <sys/mman.h>

#include "name_table.hpp"
#include "plain_row.hpp"
#include "series_row.hpp"

#include <algorithm>
#include <atomic>
#include <new>
#include <tuple>

namespace runrate::detail {
namespace {

// A row of a series in which something is wrong.
struct placed_row {
  dated_amount flow;
  text_position at;

  text_position where() const { return at; }
};

class part_orderer {
public:
  part_orderer(std::vector<rows_of_thread>& read, const wide_amounts& wide, std::uint64_t seed, const std::string& file,
               std::size_t most_findings)
      : read_(read), wide_(wide), seed_(seed), file_(file), most_findings_(most_findings) {}

  void order(std::size_t part, part_of_series& into) {
    into.problems = diagnostics(most_findings_);
    scatter(part, into);
    into.series.reserve(series_.size());
    std::size_t begin = 0;
    for (const series_rows& one : series_) {
      const std::span<packed_row> rows = std::span(rows_).subspan(begin, one.size);
      begin += one.size;
      const std::size_t before = into.size;
      add_rows(one.name, rows, into);
      const std::size_t taken = into.size - before;
      if (taken == 0) continue;
      into.series.push_back({one.name, unit_, before, taken});
      count_gaps({into.rows + before, taken}, into);
    }
  }

private:
  struct series_rows {
    std::string_view name;
    std::size_t size = 0;
    std::size_t next = 0;
  };

  // Copies the part's rows by series, and gives back what they lay in.
  void scatter(std::size_t part, part_of_series& into) {
    name_table names;
    series_.clear();
    numbers_.clear();
    for (const rows_of_thread& thread : read_) {
      thread.parts[part].for_each([&](const packed_row&, std::string_view name) {
        const std::uint32_t number = names.number(name, hash_of(name, seed_));
        if (number == series_.size()) series_.push_back({names.entries().back().name});
        ++series_[number].size;
        numbers_.push_back(number);
      });
    }
    std::size_t next = 0;
    for (series_rows& one : series_) one.next = std::exchange(next, next + one.size);
    rows_.resize(next);
    auto number = numbers_.begin();
    for (rows_of_thread& thread : read_) {
      thread.parts[part].for_each(
          [&](const packed_row& row, std::string_view) { rows_[series_[*number++].next++] = row; });
      thread.parts[part] = {};
    }
    names.release_names(into.names);
  }

  void add_rows(std::string_view name, std::span<packed_row> rows, part_of_series& into) {
    constexpr std::size_t most = std::size_t{1} << 20;
    unit_ = rows.front().unit();
    bool right = rows.size() <= most;
    keys_.clear();
    for (std::size_t i = 0; right && i < rows.size(); ++i) {
      keys_.push_back(rows[i].ends_then_begins() << 20U | i);
      right = rows[i].unit() == unit_;
    }
    std::sort(keys_.begin(), keys_.end());
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      right = right && keys_[i - 1] >> 42U <= (keys_[i] >> 20U & 0x3FFFFFU);  // it ends before the next begins
    }
    if (!right) {
      add_doubtful_rows(name, rows, into);
      return;
    }
    for (const std::uint64_t key : keys_) take(flow_of(rows[key & (most - 1)]), into);
  }

  // Two currencies, a period that is there twice, or two that overlap; or more rows than keys can number.
  void add_doubtful_rows(std::string_view name, std::span<packed_row> rows, part_of_series& into) {
    std::sort(rows.begin(), rows.end(), [](const packed_row& a, const packed_row& b) {  // as `ends_before`
      return std::tuple(a.end(), b.begin(), a.place) < std::tuple(b.end(), a.begin(), b.place);
    });
    const packed_row& first = *std::min_element(
        rows.begin(), rows.end(), [](const packed_row& a, const packed_row& b) { return a.place < b.place; });
    unit_ = first.unit();
    std::vector<placed_row> placed;
    for (const packed_row& row : rows) {
      if (row.unit() == unit_) {
        placed.push_back({flow_of(row), row.where()});
        continue;
      }
      const std::size_t entity = std::min(name.find('\0'), name.size());
      const finding wrong = second_currency(unit_of(row.unit()), unit_of(unit_), first.where().line,
                                            name.substr(0, entity), name.substr(std::min(entity + 1, name.size())));
      refuse({row.where().line, row.currency_column}, "currency " + wrong.found, wrong.expected, into);
      ++into.rows_left_out;
    }
    into.rows_left_out += take_in_order(
        placed.begin(), placed.end(), [&](const placed_row& row, const placed_row*) { take(row.flow, into); },
        [&](const placed_row& row, const finding& wrong) { refuse(row.at, wrong.found, wrong.expected, into); });
  }

  static void take(const dated_amount& flow, part_of_series& into) {
    std::construct_at(into.rows + into.size, flow);
    ++into.size;
  }

  void refuse(text_position at, std::string found, std::string expected, part_of_series& into) const {
    into.problems.add_by_place({file_, at.line, at.column, std::move(found), std::move(expected), severity::error});
  }

  dated_amount flow_of(const packed_row& row) const {
    const period during = period::between(day_of(row.begin()), day_of(row.end()));
    if (row.is_wide()) [[unlikely]]
      return {wide_[row.digits], during, row.decimals()};
    // Below 2^63 times at most 10^18 - it was read as a decimal, or has 18 digits: it fits.
    const auto unit = static_cast<int128>(power_of_ten(decimal::places - row.places()));
    return {decimal::from_billionths(unit * row.digits), during, row.decimals()};
  }

  static void count_gaps(std::span<const dated_amount> amounts, part_of_series& into) {
    std::size_t gaps = 0;
    for (std::size_t i = 1; i < amounts.size(); ++i) gaps += amounts[i - 1].during.adjoins(amounts[i].during) ? 0 : 1;
    into.gaps += gaps;
    into.series_with_gaps += gaps != 0 ? 1 : 0;
  }

  std::vector<rows_of_thread>& read_;
  const wide_amounts& wide_;
  std::uint64_t seed_;
  const std::string& file_;
  std::size_t most_findings_;
  std::vector<series_rows> series_;
  std::vector<std::uint32_t> numbers_;  // of each row's series
  std::vector<packed_row> rows_;
  std::vector<std::uint64_t> keys_;
  std::uint8_t unit_ = 0;
};

}  // namespace

std::shared_ptr<dated_amount> memory_for(const std::vector<rows_of_thread>& read, std::vector<part_of_series>& parts) {
  std::size_t rows = 0;
  std::vector<std::size_t> begins;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    begins.push_back(rows);
    for (const rows_of_thread& thread : read) rows += thread.parts[part].size();
  }
  // What a refused row would have taken is never written to, and takes no memory.
  const std::size_t bytes = std::max<std::size_t>(rows, 1) * sizeof(dated_amount);
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  std::shared_ptr<dated_amount> all(static_cast<dated_amount*>(memory),
                                    [bytes](dated_amount* begin) { ::munmap(begin, bytes); });
  for (std::size_t part = 0; part < parts.size(); ++part) parts[part].rows = all.get() + begins[part];
  return all;
}

void order_parts(std::vector<rows_of_thread>& read, const wide_amounts& wide, std::uint64_t seed,
                 const std::string& file, std::size_t most_findings, unsigned threads,
                 std::vector<part_of_series>& parts) {
  std::atomic<std::size_t> next = 0;
  run_on_threads(threads, [&](unsigned) {
    part_orderer orderer(read, wide, seed, file, most_findings);
    for (std::size_t part = next++; part < parts.size(); part = next++) orderer.order(part, parts[part]);
  });
}

}  // namespace runrate::detail
