// Fields of CSV, each with the comma behind it, written to memory that has room for them.
#ifndef RUNRATE_SRC_REPORT_CSV_FIELDS_HPP
#define RUNRATE_SRC_REPORT_CSV_FIELDS_HPP

#include <runrate/core/decimal.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace runrate::detail {

// The digits of a number, at least one. 1233 / 4096 is a little more than log 2 to the base of 10 (Warren, Hacker's
// Delight, 11-4).
inline std::size_t count_digits(std::uint64_t value) {
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
inline std::pair<std::uint32_t, bool> cut(std::uint32_t billionths, int places) {
  switch (places) {
    case 0: return {0, billionths == 0};
    case 2: return {billionths / 10'000'000, billionths % 10'000'000 == 0};
    case 3: return {billionths / 1'000'000, billionths % 1'000'000 == 0};
    case 6: return {billionths / 1'000, billionths % 1'000 == 0};
    case decimal::places: return {billionths, true};
    default: break;
  }
  const auto grid = static_cast<std::uint32_t>(low_half(power_of_ten(decimal::places - places)));
  return {billionths / grid, billionths % grid == 0};
}

// Exactly so many digits, at most eight, with zeros before them; gives what is behind. Eight bytes are written.
inline char* write_short(char* to, std::uint32_t value, std::size_t count) {
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
inline char* write_whole(char* to, std::uint64_t value) {
  constexpr std::uint64_t eight_digits = 100'000'000;
  if (value < eight_digits) [[likely]]
    return write_short(to, static_cast<std::uint32_t>(value), count_digits(value));
  const std::uint64_t above = value / eight_digits;
  if (above >= eight_digits) {
    to = write_short(to, static_cast<std::uint32_t>(above / eight_digits), count_digits(above / eight_digits));
    to = write_short(to, static_cast<std::uint32_t>(above % eight_digits), 8);
  } else {
    to = write_short(to, static_cast<std::uint32_t>(above), count_digits(above));
  }
  return write_short(to, static_cast<std::uint32_t>(value % eight_digits), 8);
}

// With exactly so many places; rounded half to even where the value has more.
inline char* write_number(char* to, decimal value, int places) {
  constexpr std::uint64_t billion = 1'000'000'000;
  const uint128 size = magnitude(value.billionths());
  // Whole units below 2^64, and nothing to round: as nearly always.
  if (places >= 0 && places <= decimal::places && high_half(size) < billion) {
    std::uint64_t whole = 0, fraction = 0;
    if (high_half(size) == 0) {
      whole = low_half(size) / billion;
      fraction = low_half(size) % billion;
    } else {
      whole = divide_to_64_bits(high_half(size), low_half(size), billion, fraction);
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
      return to;
    }
  }
  const std::string text = to_string(value, places);
  to = std::copy(text.begin(), text.end(), to);
  *to++ = ',';
  return to;
}

}  // namespace runrate::detail

#endif
