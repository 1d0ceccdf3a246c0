// The rows of a long table on their way from the file to their series.
#ifndef RUNRATE_SRC_IO_BULK_ROWS_HPP
#define RUNRATE_SRC_IO_BULK_ROWS_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/rate/series.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace runrate::detail {

// A row in 32 bytes. It has no `decimal`: most amounts fit 64 bits with the place of their last digit.
struct packed_row {
  std::int64_t digits;
  std::uint64_t days;   // end:22, begin:22, and below them what `packed_days` says
  std::uint64_t place;  // line:40, column:24 of period_start
  std::uint32_t name_size;
  std::uint32_t currency_column;

  std::uint32_t end() const { return static_cast<std::uint32_t>(days >> 42U); }
  std::uint32_t begin() const { return static_cast<std::uint32_t>(days >> 20U) & 0x3FFFFFU; }
  std::uint64_t ends_then_begins() const { return days >> 20U; }
  // Whether `digits` is the number of an amount that does not fit 64 bits.
  bool is_wide() const { return (days >> 19U & 1U) != 0; }
  int places() const { return static_cast<int>(days >> 14U & 0x1FU) - 9; }
  int decimals() const { return static_cast<int>(days >> 8U & 0x3FU) - 27; }
  std::uint8_t unit() const { return static_cast<std::uint8_t>(days & 0xFFU); }
  text_position where() const { return {place >> 24U, place & 0xFFFFFFU}; }
};
static_assert(sizeof(packed_row) == 32);

constexpr std::uint64_t packed_days(std::uint32_t begin, std::uint32_t end, bool is_wide, int places, int decimals,
                                    std::uint8_t unit) {
  return std::uint64_t{end} << 42U | std::uint64_t{begin} << 20U | std::uint64_t{is_wide} << 19U |
         static_cast<std::uint64_t>(places + 9) << 14U | static_cast<std::uint64_t>(decimals + 27) << 8U | unit;
}
constexpr std::uint64_t packed_place(text_position where) {
  constexpr std::size_t last_column = 0xFFFFFF;  // a row of 16 MiB without a line end before it
  return std::uint64_t{where.line} << 24U | (where.column < last_column ? where.column : last_column);
}

// Memory for rows that goes back to the system as soon as it is not needed: what an allocator keeps for later would
// count twice where rows are copied into their order.
class row_block {
public:
  explicit row_block(std::size_t bytes);
  row_block(row_block&& other) noexcept
      : begin_(std::exchange(other.begin_, nullptr)), capacity_(other.capacity_), size_(other.size_) {}
  row_block& operator=(row_block&&) = delete;
  ~row_block();

  std::size_t room() const { return capacity_ - size_; }
  char* begin() const { return begin_; }
  char* end() const { return begin_ + size_; }
  void grow(std::size_t bytes) { size_ += bytes; }

private:
  char* begin_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

// The rows of one part of all series with their series' names, in the order in which one thread read them. A name
// stands behind each of its rows: to look it up at once, in the table of all names, would be to wait for memory.
class row_store {
public:
  void push_back(const packed_row& row, std::string_view name) {
    const std::size_t bytes = bytes_of(name.size());
    if (blocks_.empty() || blocks_.back().room() < bytes) [[unlikely]]
      add_block(bytes);
    char* const to = blocks_.back().end();
    std::memcpy(to, &row, sizeof row);
    std::memcpy(to + sizeof row, name.data(), name.size());
    blocks_.back().grow(bytes);
    ++size_;
  }
  std::size_t size() const { return size_; }

  // `take(row, name)` for each.
  template <class Take>
  void for_each(Take take) const {
    for (const row_block& block : blocks_) {
      for (const char* at = block.begin(); at != block.end();) {
        packed_row row;
        std::memcpy(&row, at, sizeof row);
        take(row, std::string_view(at + sizeof row, row.name_size));
        at += bytes_of(row.name_size);
      }
    }
  }

private:
  static std::size_t bytes_of(std::size_t name_size) { return sizeof(packed_row) + (name_size + 7) / 8 * 8; }
  void add_block(std::size_t least);

  std::vector<row_block> blocks_;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;  // of all blocks
};

// Amounts that do not fit 64 bits.
class wide_amounts {
public:
  std::int64_t add(decimal amount) {
    const std::lock_guard lock(mutex_);
    amounts_.push_back(amount);
    return static_cast<std::int64_t>(amounts_.size() - 1);
  }
  // When all are added.
  decimal operator[](std::int64_t number) const { return amounts_[static_cast<std::size_t>(number)]; }

private:
  std::mutex mutex_;
  std::vector<decimal> amounts_;
};

}  // namespace runrate::detail

#endif
