// The short way to read a series CSV: rows that need no more than a look at each byte.
#ifndef RUNRATE_SRC_IO_PLAIN_ROW_HPP
#define RUNRATE_SRC_IO_PLAIN_ROW_HPP

#include <runrate/core/currency.hpp>
#include <runrate/io/csv_records.hpp>
#include <runrate/time/date.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace runrate::detail {

// A day of a file as its number from 0000-01-01, which fits 22 bits.
std::uint32_t day_number(date day);
date day_of(std::uint32_t number);

// Where a currency stands in ISO 4217's table, from 1; 0 for none.
std::uint8_t unit_number(std::string_view code);
currency unit_of(std::uint8_t number);

// What a row says, as it was written.
struct plain_row {
  std::string_view entity, segment;
  std::uint32_t begin = 0, end = 0;  // of the period, by `day_number`
  std::int64_t digits = 0;           // of the amount, without its point
  int places = 0;                    // of the last digit, in units of the currency; below zero for thousands
  int decimals = 0;
  std::uint8_t unit = 0;
  std::uint32_t start_column = 0;     // where period_start stands, in characters from 1
  std::uint32_t currency_column = 0;  // and the currency
};

// Reads rows without quotes that are right in every field. It never refuses: what it can't take, for whatever reason,
// is a matter for `csv_records`, whose grammar and messages are the only ones. What it takes, that takes too, and as
// the same values.
class plain_row_reader {
public:
  plain_row_reader(const csv_records& header, int unit_power, std::size_t longest_row);

  // The row at `at`, and `at` behind its line end. `end` is behind a line end or at the file's end, and `*end` is a
  // line end. False leaves `at` as it was.
  bool read(const char*& at, const char* end, plain_row& row);

private:
  enum class field : std::uint8_t { ignored, entity, segment, start, end, amount, currency, decimals };
  // A day that was seen, by its text. None is 0000-01-01, which is as true as any.
  struct known_day {
    std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '1', '-', '0', '1'};
    std::uint32_t number = 0;
  };

  bool read_name(const char*& at, std::string_view& name, unsigned& bits) const;
  bool read_day(const char*& at, std::uint32_t& number);
  bool read_amount(const char*& at, plain_row& row) const;
  bool read_currency(const char*& at, std::uint8_t& unit);

  std::vector<field> fields_;
  int unit_power_;
  std::size_t longest_row_;
  std::array<known_day, 1024> days_{};
  std::array<char, 3> last_code_{};
  std::uint8_t last_unit_ = 0;
};

}  // namespace runrate::detail

#endif
