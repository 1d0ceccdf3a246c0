#include "series_row.hpp"

#include "text.hpp"

namespace runrate::detail {
namespace {

bool has_name(csv_records& record, series_column column) {
  if (record[column].empty()) {
    record.refuse(column, "is empty", "expected who earned the amount, such as Amazon");
    return false;
  }
  return fits_name(record, column);
}

std::optional<period> read_period(csv_records& record) {
  const std::optional<date> first = read_date(record, period_start);
  const std::optional<date> last = read_date(record, period_end);
  if (!first || !last) return std::nullopt;
  if (*last < *first) {
    record.refuse(period_end,
                  to_string(*last) + " is before " + std::string(record.name(period_start)) + " " + to_string(*first),
                  "expected the last day of the period");
    return std::nullopt;
  }
  return period::inclusive(*first, *last);
}

}  // namespace

series_row_reader::series_row_reader(const csv_records& header) {
  for (const series_column c : {amount_thousands, amount_millions, amount_billions}) {
    if (header.has(c)) {
      amount_column_ = c;
      unit_power_ = static_cast<int>(c - amount) * 3;
    }
  }
}

std::optional<series_row> series_row_reader::read(csv_records& record) const {
  // All fields are read, so that one run shows all that is wrong with the row.
  const bool has_entity = has_name(record, entity);
  const bool has_segment = fits_name(record, segment);
  const std::optional<period> during = read_period(record);
  const std::optional<plain_amount> value = read_amount(record, amount_column_, unit_power_);
  std::optional<currency> unit;
  if (record.has(currency_code)) unit = read_currency(record, currency_code);
  int place = value ? value->decimals : 0;
  const bool is_given = record.has(decimals) && !record[decimals].empty();
  const bool placed = !is_given || read_decimals(record, decimals, place);
  const bool has_unit = unit || !record.has(currency_code);
  if (!has_entity || !has_segment || !during || !value || !has_unit || !placed) return std::nullopt;
  if (!has_bounds(value->value, place)) {
    record.refuse(amount_column_, shown(record[amount_column_]) + " is beyond the range of a decimal",
                  "expected less than 10^29");
    return std::nullopt;
  }
  return series_row{*during, *value, unit, place, !is_given};
}

finding second_currency(const currency& found, const currency& expected, std::size_t line, std::string_view entity,
                        std::string_view segment) {
  return {std::string(found.code()) + " in a series in " + std::string(expected.code()) + ", as line " +
              std::to_string(line) + " has it",
          "expected one currency for " + shown(entity) + (segment.empty() ? "" : ", segment " + shown(segment))};
}

finding repeated_period(const dated_amount& row, const dated_amount& first, std::size_t first_line, bool differ) {
  return {to_string(row.during) + " is there twice: " + to_string(row.amount) + " here and " + to_string(first.amount) +
              " on line " + std::to_string(first_line),
          differ ? "expected one row for a period of a series; none of them was taken"
                 : "expected one row for a period of a series"};
}

finding overlapping_period(const dated_amount& row, const dated_amount& before, std::size_t before_line) {
  const std::optional<period> both = intersection(before.during, row.during);
  const bool one_day = both && both->days() == 1 && before.during.days() > 1 && row.during.days() > 1;
  return {to_string(row.during) + " overlaps " + to_string(before.during) + " on line " + std::to_string(before_line),
          one_day ? "expected period_end to be the last day of the period, not the day after it"
                  : "expected periods of a series to follow each other"};
}

}  // namespace runrate::detail
