#include "plain_row.hpp"

#include <runrate/core/decimal.hpp>

#include "series_row.hpp"
#include "text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace runrate::detail {
namespace {

// What ends a name, or a field that is not looked into.
constexpr auto ends_field = [] {
  std::array<bool, 256> table{};
  for (const char c : {',', '"', '\n', '\r', '\0'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// Digits from the beginning of a text, as many as there are or as are wanted.
struct digit_run {
  std::uint64_t value;
  std::size_t count;
};

bool is_digit(char c) { return static_cast<unsigned>(c - '0') < 10; }

digit_run read_digits(const char* at, std::size_t most) {
  digit_run run{0, 0};
  if constexpr (std::endian::native == std::endian::little) {
    // Eight characters at once: how many of the first are digits, and their value, without a branch that would depend
    // on it (Lemire, Quickly parsing eight digits, 2018, lemire.me/blog/2018/10/03).
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, sizeof eight);
    const std::uint64_t values = eight ^ 0x3030303030303030U;
    const std::uint64_t others = (values | (values + 0x0606060606060606U)) & 0xF0F0F0F0F0F0F0F0U;
    run.count = static_cast<std::size_t>(std::countr_zero(others)) / 8;
    if (run.count > most) return {0, 0};
    std::uint64_t pairs = run.count == 0 ? 0 : values << (64 - 8 * run.count);
    pairs = pairs * 10 + (pairs >> 8U);
    run.value = (((pairs & 0x000000FF000000FFU) * 0x000F424000000064U) +
                 (((pairs >> 16U) & 0x000000FF000000FFU) * 0x0000271000000001U)) >>
                32U;
    if (run.count < 8) return run;
  }
  for (; run.count < most && is_digit(at[run.count]); ++run.count) {
    run.value = run.value * 10 + static_cast<unsigned>(at[run.count] - '0');
  }
  return run;
}

}  // namespace

std::uint32_t day_number(date day) { return static_cast<std::uint32_t>((day - first_date).count()); }
date day_of(std::uint32_t number) { return first_date + std::chrono::days{number}; }

std::uint8_t unit_number(std::string_view code) {
  const iso_4217_entry* found = find_iso_4217(code);
  return found == nullptr ? 0 : static_cast<std::uint8_t>(found - iso_4217_table + 1);
}

currency unit_of(std::uint8_t number) {
  const iso_4217_entry& found = iso_4217_table[number - 1];
  return {{found.code, 3}, found.minor_units, found.symbol};
}

plain_row_reader::plain_row_reader(const csv_records& header, int unit_power, std::size_t longest_row)
    : fields_(header.width(), field::ignored), unit_power_(unit_power), longest_row_(longest_row) {
  constexpr std::pair<series_column, field> read[] = {
      {entity, field::entity},          {segment, field::segment},        {period_start, field::start},
      {period_end, field::end},         {amount, field::amount},          {amount_thousands, field::amount},
      {amount_millions, field::amount}, {amount_billions, field::amount}, {currency_code, field::currency},
      {decimals, field::decimals}};
  for (const auto& [column, kind] : read) {
    if (const auto place = header.place(column)) fields_[*place] = kind;
  }
}

bool plain_row_reader::read(const char*& at, const char* end, plain_row& row) {
  const char* p = at;
  unsigned bits = 0;  // of all bytes together: whether any is no ASCII
  bool decimals_given = false;
  const char* start_field = p;
  const char* currency_field = p;
  bool right = true;
  for (std::size_t i = 0;; ++i) {
    switch (fields_[i]) {
      case field::ignored:
        for (; !ends_field[static_cast<unsigned char>(*p)]; ++p) bits |= static_cast<unsigned char>(*p);
        break;
      case field::entity: right = read_name(p, row.entity, bits) && !row.entity.empty(); break;
      case field::segment: right = read_name(p, row.segment, bits); break;
      case field::start:
        start_field = p;
        right = read_day(p, row.begin);
        break;
      case field::end: right = read_day(p, row.end); break;
      case field::amount: right = read_amount(p, row); break;
      case field::currency:
        currency_field = p;
        right = read_currency(p, row.unit);
        break;
      case field::decimals: {
        const bool negative = *p == '-';
        const char* digits = p + (negative ? 1 : 0);
        if (is_digit(digits[0])) {
          int value = digits[0] - '0';
          p = digits + 1;
          if (is_digit(*p)) value = 10 * value + (*p++ - '0');
          right = value <= (negative ? 27 : decimal::places);
          row.decimals = negative ? -value : value;
          decimals_given = true;
        } else if (p[0] == 'I' && p[1] == 'N' && p[2] == 'F') {
          p += 3;
          row.decimals = dated_amount::exact;
          decimals_given = true;
        }
        break;
      }
    }
    if (!right) return false;
    if (i + 1 == fields_.size()) break;
    if (*p++ != ',') return false;
  }
  const char* const row_end = p;
  if (*p == '\r') ++p;
  // A CR at the very end of the file is a line end by itself; that is rare enough for the long way.
  if (*p != '\n' || p > end || (p == end && row_end != p)) return false;
  const auto length = static_cast<std::size_t>(row_end - at);
  if (length > longest_row_ || row.end < row.begin) return false;
  row.end += 1;
  if (!decimals_given) row.decimals = row.places;
  row.start_column = static_cast<std::uint32_t>(start_field - at) + 1;
  row.currency_column = static_cast<std::uint32_t>(currency_field - at) + 1;
  if ((bits & 0x80U) != 0) {
    if (valid_utf_8({at, length}) != length) return false;
    const auto characters = [&](const char* to) {
      return static_cast<std::uint32_t>(std::count_if(at, to, begins_character)) + 1;
    };
    row.start_column = characters(start_field);
    row.currency_column = characters(currency_field);
  }
  at = p == end ? p : p + 1;
  return true;
}

bool plain_row_reader::read_name(const char*& at, std::string_view& name, unsigned& bits) const {
  const char* p = at;
  for (; !ends_field[static_cast<unsigned char>(*p)]; ++p) bits |= static_cast<unsigned char>(*p);
  name = {at, static_cast<std::size_t>(p - at)};
  at = p;
  return name.empty() || (name.front() != ' ' && name.back() != ' ');
}

// The buffer is longer than its text by at least sixteen bytes.
bool plain_row_reader::read_day(const char*& at, std::uint32_t& number) {
  std::uint64_t year_month = 0;
  std::uint16_t day = 0;
  std::memcpy(&year_month, at, sizeof year_month);
  std::memcpy(&day, at + sizeof year_month, sizeof day);
  const std::uint64_t mixed = (year_month ^ (std::uint64_t{day} << 24U)) * 0x9E3779B97F4A7C15U;
  known_day& known = days_[mixed >> 54U];
  if (std::memcmp(known.text.data(), at, known.text.size()) != 0) {
    const result<date> found = parse_date({at, known.text.size()});
    if (!found) return false;
    std::memcpy(known.text.data(), at, known.text.size());
    known.number = day_number(*found);
  }
  number = known.number;
  at += 10;
  return true;
}

bool plain_row_reader::read_amount(const char*& at, plain_row& row) const {
  constexpr std::size_t most_digits = 18;  // of which 64 bits hold any
  const char* p = at;
  const bool negative = *p == '-';
  if (negative || *p == '+') ++p;
  const digit_run whole = read_digits(p, most_digits);
  if (whole.count == 0) return false;
  p += whole.count;
  std::uint64_t digits = whole.value;
  int places = -unit_power_;
  if (*p == '.') {
    ++p;
    const digit_run fraction = read_digits(p, most_digits - whole.count);
    if (fraction.count == 0 || static_cast<int>(fraction.count) > decimal::places + unit_power_) return false;
    p += fraction.count;
    digits = digits * low_half(power_of_ten(static_cast<int>(fraction.count))) + fraction.value;
    places += static_cast<int>(fraction.count);
  }
  row.digits = negative ? -static_cast<std::int64_t>(digits) : static_cast<std::int64_t>(digits);
  row.places = places;
  at = p;
  return true;
}

bool plain_row_reader::read_currency(const char*& at, std::uint8_t& unit) {
  if (!std::equal(last_code_.begin(), last_code_.end(), at)) {
    const std::uint8_t found = unit_number({at, 3});
    if (found == 0) return false;
    std::copy_n(at, 3, last_code_.begin());
    last_unit_ = found;
  }
  unit = last_unit_;
  at += 3;
  return unit != 0;
}

}  // namespace runrate::detail
