#include <runrate/core/errors.hpp>
#include <runrate/report/csv_chunk.hpp>

#include <algorithm>
#include <cstring>

namespace runrate {
namespace {

// Of a row's fields but its texts: none is longer than a decimal with its sign and its point.
constexpr std::size_t longest_field = 64;

constexpr auto two_digits = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

// Writes the digits so that they end before `end`; gives where they begin.
char* write_backwards(char* end, std::uint64_t value) {
  while (value >= 100) {
    end -= 2;
    std::memcpy(end, &two_digits[2 * (value % 100)], 2);
    value /= 100;
  }
  if (value >= 10) {
    end -= 2;
    std::memcpy(end, &two_digits[2 * value], 2);
  } else {
    *--end = static_cast<char>('0' + value);
  }
  return end;
}

}  // namespace

void csv_chunk::make_room(std::size_t bytes) {
  constexpr std::size_t smallest = std::size_t{1} << 16;
  const std::size_t needed = size_ + bytes + longest_field;
  if (buffer_.size() < needed) buffer_.resize(std::max({smallest, needed, 2 * buffer_.size()}));
}

csv_chunk& csv_chunk::text(std::string_view text) {
  make_room(2 * text.size());
  char* to = buffer_.data() + size_;
  char* const begin = to;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    to = std::copy(text.begin(), text.end(), to);
  } else {
    *to++ = '"';
    for (const char c : text) {
      if (c == '"') *to++ = '"';
      *to++ = c;
    }
    *to++ = '"';
  }
  *to++ = ',';
  size_ += static_cast<std::size_t>(to - begin);
  return *this;
}

csv_chunk& csv_chunk::day(date day) {
  make_room(0);
  const auto number = static_cast<std::int32_t>(day.time_since_epoch().count());
  known_day& known = days_[static_cast<std::uint32_t>(number) % days_.size()];
  if (known.number != number) {
    const std::string text = to_string(day);
    if (text.size() != known.text.size()) detail::throw_contract("csv_chunk: a year is 0000 to 9999");
    known.number = number;
    std::copy(text.begin(), text.end(), known.text.begin());
  }
  char* const to = buffer_.data() + size_;
  std::copy(known.text.begin(), known.text.end(), to);
  to[known.text.size()] = ',';
  size_ += known.text.size() + 1;
  return *this;
}

csv_chunk& csv_chunk::number(decimal value, int places) {
  make_room(0);
  const detail::uint128 magnitude = detail::magnitude(value.billionths());
  constexpr std::array<std::uint32_t, 10> grids{1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000,
                                                10'000,        1'000,       100,        10,        1};
  constexpr std::uint64_t billion = 1'000'000'000;
  char* to = buffer_.data() + size_;
  char* const begin = to;
  // Whole units below 2^64, and nothing to round: as nearly always.
  if (places >= 0 && places <= decimal::places && detail::high_half(magnitude) < billion) {
    std::uint64_t whole = 0, fraction = 0;
    if (detail::high_half(magnitude) == 0) {
      whole = detail::low_half(magnitude) / billion;
      fraction = detail::low_half(magnitude) % billion;
    } else {
      whole = detail::divide_to_64_bits(detail::high_half(magnitude), detail::low_half(magnitude), billion, fraction);
    }
    const std::uint32_t grid = grids[static_cast<std::size_t>(places)];
    const auto kept = static_cast<std::uint32_t>(fraction) / grid;
    if (kept * std::uint64_t{grid} == fraction) {
      char digits[32];
      char* const end = digits + sizeof digits;
      char* at = end;
      if (places > 0) {
        at = write_backwards(at, kept);
        while (end - at < places) *--at = '0';
        *--at = '.';
      }
      at = write_backwards(at, whole);
      if (value.billionths() < 0) *--at = '-';
      to = std::copy(at, end, to);
      *to++ = ',';
      size_ += static_cast<std::size_t>(to - begin);
      return *this;
    }
  }
  const std::string text = to_string(value, places);
  to = std::copy(text.begin(), text.end(), to);
  *to++ = ',';
  size_ += static_cast<std::size_t>(to - begin);
  return *this;
}

csv_chunk& csv_chunk::nothing() {
  make_room(0);
  buffer_[size_++] = ',';
  return *this;
}

csv_chunk& csv_chunk::end_row() {
  if (size_ == 0 || buffer_[size_ - 1] != ',') detail::throw_contract("csv_chunk: a row has at least one field");
  make_room(0);
  buffer_[size_ - 1] = '\r';
  buffer_[size_++] = '\n';
  return *this;
}

}  // namespace runrate
