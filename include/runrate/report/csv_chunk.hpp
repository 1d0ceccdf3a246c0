// CSV that is too long to be held: written a chunk at a time.
#ifndef RUNRATE_REPORT_CSV_CHUNK_HPP
#define RUNRATE_REPORT_CSV_CHUNK_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/time/date.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace runrate {
namespace detail {

// Days with a comma, by a table of those that were written before.
class known_days {
public:
  char* write(char* to, date day) {
    const auto number = static_cast<std::int32_t>(day.time_since_epoch().count());
    known& found = days_[static_cast<std::uint32_t>(number) % days_.size()];
    if (found.number != number) [[unlikely]]
      learn(found, day);
    std::memcpy(to, found.text.data(), found.text.size());
    to[found.text.size()] = ',';
    return to + found.text.size() + 1;
  }

private:
  struct known {
    std::int32_t number = 0;  // 1970-01-01, which its text is
    std::array<char, 10> text{'1', '9', '7', '0', '-', '0', '1', '-', '0', '1'};
  };
  static void learn(known& found, date day);

  std::array<known, 1024> days_{};
};

}  // namespace detail

/// Rows of CSV in a buffer that is used again: fields one after the other, then `end_row()`. As `to_csv` writes a
/// table: RFC 4180, lines end with CR LF.
///
///     csv_chunk rows;
///     rows.text("Acme, Inc.").day(date_of(2025, 12, 31)).number(35.5_dec, 2).nothing().end_row();
///     fmt::print("{}", rows.content());
class csv_chunk {
public:
  csv_chunk() { make_room(0); }

  /// In quotes where it needs them.
  csv_chunk& text(std::string_view text);
  /// yyyy-mm-dd, from 0000 to 9999.
  csv_chunk& day(date day);
  /// With exactly so many places (0 to 9); rounded half to even where it has more.
  csv_chunk& number(decimal value, int places);
  /// An empty field.
  csv_chunk& nothing();
  csv_chunk& end_row();
  /// The fields that another chunk holds, of a row that it did not end: what many rows begin with.
  csv_chunk& fields(const csv_chunk& begun);
  /// What `write(to)` writes to memory with room for `most` bytes; it gives the end.
  template <class Write>
  csv_chunk& append(std::size_t most, Write write) {
    make_room(most);
    char* const to = buffer_.data() + size_;
    size_ += static_cast<std::size_t>(write(to) - to);
    return *this;
  }

  std::string_view content() const { return std::string_view(buffer_).substr(0, size_); }
  std::size_t size() const { return size_; }
  /// Forgets the rows and keeps the memory.
  void clear() { size_ = 0; }

private:
  // Of a row's fields but its texts: none is longer than a decimal with its sign and its point.
  static constexpr std::size_t longest_field = 64;

  void make_room(std::size_t bytes) {
    if (buffer_.size() < size_ + bytes + longest_field) [[unlikely]]
      grow(bytes);
  }
  void grow(std::size_t bytes);

  std::string buffer_;
  std::size_t size_ = 0;
  detail::known_days days_;
};

}  // namespace runrate

#endif
