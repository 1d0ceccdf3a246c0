#include <runrate/core/errors.hpp>
#include <runrate/report/csv_chunk.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace runrate {
namespace {

// The digits of a number, at least one. 1233 / 4096 is a little more than log 2 to the base of 10 (Warren, Hacker's
// Delight, 11-4).
std::size_t count_digits(std::uint64_t value) {
  constexpr auto powers = [] {
    std::array<std::uint64_t, 20> all{};
    all[0] = 1;
    for (std::size_t i = 1; i < all.size(); ++i) all[i] = 10 * all[i - 1];
    return all;
  }();
  const auto least = static_cast<std::size_t>(std::bit_width(value | 1) * 1233 >> 12U);
  return least + (least < powers.size() && (value | 1) >= powers[least] ? 1 : 0);
}

// The first places of billionths, and whether the others are zeros. Divisions by constants, for the usual places.
std::pair<std::uint32_t, bool> cut(std::uint32_t billionths, int places) {
  switch (places) {
    case 0: return {0, billionths == 0};
    case 2: return {billionths / 10'000'000, billionths % 10'000'000 == 0};
    case 3: return {billionths / 1'000'000, billionths % 1'000'000 == 0};
    case 6: return {billionths / 1'000, billionths % 1'000 == 0};
    case decimal::places: return {billionths, true};
    default: break;
  }
  const auto grid = static_cast<std::uint32_t>(detail::low_half(detail::power_of_ten(decimal::places - places)));
  return {billionths / grid, billionths % grid == 0};
}

// Exactly so many digits, at most eight, with zeros before them; gives what is behind. Eight bytes are written.
char* write_short(char* to, std::uint32_t value, std::size_t count) {
  if constexpr (std::endian::native == std::endian::little) {
    // Fours, pairs and digits of a number, each beside each other in one word: quotients by multiplication.
    const std::uint64_t fours = value / 10'000 | std::uint64_t{value % 10'000} << 32U;
    const std::uint64_t hundreds = (fours * 10'486 >> 20U) & 0x0000007F0000007FU;
    const std::uint64_t pairs = hundreds | (fours - 100 * hundreds) << 16U;
    const std::uint64_t tens = (pairs * 103 >> 10U) & 0x000F000F000F000FU;
    const std::uint64_t digits = (tens | (pairs - 10 * tens) << 8U) + 0x3030303030303030U;
    const std::uint64_t last = count == 0 ? 0 : digits >> (64 - 8 * count);
    std::memcpy(to, &last, sizeof last);
  } else {
    for (std::size_t i = count; i-- > 0; value /= 10) to[i] = static_cast<char>('0' + value % 10);
  }
  return to + count;
}

// All digits of a number.
char* write_whole(char* to, std::uint64_t value) {
  constexpr std::uint64_t eight_digits = 100'000'000;
  if (value < eight_digits) return write_short(to, static_cast<std::uint32_t>(value), count_digits(value));
  to = write_whole(to, value / eight_digits);
  return write_short(to, static_cast<std::uint32_t>(value % eight_digits), 8);
}

}  // namespace

void csv_chunk::grow(std::size_t bytes) {
  constexpr std::size_t smallest = std::size_t{1} << 16;
  buffer_.resize(std::max({smallest, size_ + bytes + longest_field, 2 * buffer_.size()}));
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
  constexpr std::uint64_t billion = 1'000'000'000;
  const detail::uint128 magnitude = detail::magnitude(value.billionths());
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
    const auto [kept, is_all] = cut(static_cast<std::uint32_t>(fraction), places);
    if (is_all) {
      *to = '-';
      to += value.billionths() < 0 ? 1 : 0;
      to = write_whole(to, whole);
      if (places > 0) {
        *to++ = '.';
        if (places == decimal::places) {
          *to++ = static_cast<char>('0' + kept / 100'000'000);
          to = write_short(to, kept % 100'000'000, 8);
        } else {
          to = write_short(to, kept, static_cast<std::size_t>(places));
        }
      }
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

csv_chunk& csv_chunk::fields(const csv_chunk& begun) {
  make_room(begun.size_);
  std::copy_n(begun.buffer_.data(), begun.size_, buffer_.data() + size_);
  size_ += begun.size_;
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
