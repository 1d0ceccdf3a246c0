// Fields that more than one format has. Each adds its own error and gives nothing when the field is not one.
#ifndef RUNRATE_SRC_IO_FIELDS_HPP
#define RUNRATE_SRC_IO_FIELDS_HPP

#include <runrate/core/currency.hpp>
#include <runrate/core/decimal.hpp>
#include <runrate/core/result.hpp>
#include <runrate/io/csv_records.hpp>
#include <runrate/time/date.hpp>

#include <optional>

namespace runrate::detail {

struct plain_amount {
  decimal value;
  int decimals;  // the place of the last digit
};

// A plain number, times 10^power.
std::optional<plain_amount> read_amount(csv_records& record, std::size_t column, int power);

// An integer from -27 to 9, or INF.
bool read_decimals(csv_records& record, std::size_t column, int& decimals);

// An active ISO 4217 code.
std::optional<currency> read_currency(csv_records& record, std::size_t column);

// yyyy-mm-dd
std::optional<date> read_date(csv_records& record, std::size_t column);

// Whether a name has no spaces at its ends: two spellings of one name would be two names. It may be empty.
bool fits_name(csv_records& record, std::size_t column);

// Whether the bounds of a figure that was rounded to that place are decimals too.
bool has_bounds(decimal value, int decimals);

// Adds a reason of core or time, whose sentence says what was found and, after that, what was expected.
void refuse_for(csv_records& record, std::size_t column, const reason& why);

}  // namespace runrate::detail

#endif
