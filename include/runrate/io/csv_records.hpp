// Rows of a CSV file whose first row names the columns.
#ifndef RUNRATE_IO_CSV_RECORDS_HPP
#define RUNRATE_IO_CSV_RECORDS_HPP

#include <runrate/io/csv.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// Whether a file needs a column. Exactly one of those marked `one_of` has to be there.
enum class column_need { required, optional, one_of };

struct csv_column {
  std::string_view name;
  column_need need = column_need::required;
  std::string_view also{};  ///< another name that it may have in the file
};

/// Reads records by column name, whatever the columns' order in the file.
///
/// A column that is missing or there twice is an error, and nothing is read. One that is not known is ignored, with
/// a note; but one that differs from a known name only by spaces or by capitals is an error, since it is meant. A row
/// with more or fewer fields than the header is an error and is left out. A file without any row is an error too.
class csv_records {
public:
  /// Reads the header. `columns` and `problems` outlive this object.
  csv_records(text_input source, std::span<const csv_column> columns, diagnostics& problems,
              const csv_options& options = {});

  /// Reads on in the middle of the file whose header was read: the source begins with the record on `line`.
  csv_records(const csv_records& header, text_input source, diagnostics& problems, const csv_options& options,
              std::size_t line);

  /// Goes to the next record; false at the end, and when the header could not be used.
  bool next();

  /// Whether the file has the column at that index of `columns`.
  bool has(std::size_t column) const { return places_[column].has_value(); }
  /// The record's field in that column; empty when the file has no such column.
  std::string_view operator[](std::size_t column) const { return has(column) ? reader_.row()[*places_[column]] : ""; }
  /// Where that field begins; where the row begins when the file has no such column.
  text_position where(std::size_t column) const { return reader_.row().where(places_[column].value_or(0)); }
  /// The column's name, as the file has it.
  std::string_view name(std::size_t column) const { return names_[column]; }
  const std::string& file() const { return reader_.name(); }

  /// Adds an error at a field of this record. `found` follows the column's name.
  void refuse(std::size_t column, std::string_view found, std::string expected);
  /// Rows that were left out because they are no records: a matter of quotes, bytes or the number of fields.
  std::size_t rows_left_out() const { return reader_.rows_left_out() + rows_left_out_; }

  /// Whether the header could be used and there may be more records.
  bool usable() const { return usable_; }
  /// Which of a row's fields that column is, from 0.
  std::optional<std::size_t> place(std::size_t column) const { return places_[column]; }
  /// How many fields a row has.
  std::size_t width() const { return width_; }
  /// Below the header or the record: as of `csv_reader`.
  std::size_t next_line() const { return reader_.next_line(); }
  std::size_t bytes_behind() const { return reader_.bytes_behind(); }
  text_input release_rest() { return reader_.release_rest(); }
  /// Adds the error of a file that has a header and no rows.
  void refuse_no_rows();

private:
  bool read_header();
  bool find_columns();
  void add(text_position where, std::string found, std::string expected, severity level = severity::error);

  csv_reader reader_;
  std::span<const csv_column> columns_;
  diagnostics& problems_;
  std::vector<std::optional<std::size_t>> places_;
  std::vector<std::string_view> names_;
  std::size_t width_ = 0;
  std::size_t rows_left_out_ = 0;
  bool usable_ = false;
  bool any_ = false;
  bool is_part_ = false;
};

}  // namespace runrate

#endif
