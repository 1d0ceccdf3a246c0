// Comma-separated values: rows and fields, each with its place.
//
// A reader of our own, because every error has to name its line and column, and the CSV libraries at hand (those of
// Debian, Boost) report neither a field's column nor an unclosed quote's beginning, or hold a row of any length.
#ifndef RUNRATE_IO_CSV_HPP
#define RUNRATE_IO_CSV_HPP

#include <runrate/io/diagnostic.hpp>
#include <runrate/io/text_input.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What a reader of CSV files takes.
struct csv_options {
  /// The longest row, in bytes; 1 to 1 GiB. A longer one is an error and is never held in memory.
  std::size_t longest_row = std::size_t{1} << 20;
  /// How many findings are kept; the others are counted.
  std::size_t most_diagnostics = diagnostics::usually_kept;
};

/// The fields of one row, without their quotes. A view: it lasts until the reader's next step.
class csv_row {
public:
  /// A row of more fields is an error.
  static constexpr std::size_t most_fields = 4096;

  std::size_t size() const { return fields_.size(); }
  /// A field's text, by index from 0; `contract_error` beyond the last.
  std::string_view operator[](std::size_t field) const;
  /// Where the field begins, its opening quote included. `contract_error` beyond the last.
  text_position where(std::size_t field) const;
  /// Just after the row's last character.
  text_position end() const;

private:
  friend class csv_reader;
  struct slice {
    std::uint32_t begin;  // of the value, in `raw_` or in `unescaped_`
    std::uint32_t length;
    std::uint32_t place;  // of the field with its quotes, in `raw_`
    bool is_unescaped;
  };
  const slice& at(std::size_t field) const;

  std::string_view raw_;   // the row as it stands in the file, without the line's end
  std::string unescaped_;  // the values of fields that have doubled quotes
  std::vector<slice> fields_;
  std::size_t line_ = 0;
};

/// Reads rows as RFC 4180 defines them (https://www.rfc-editor.org/rfc/rfc4180), from UTF-8, in bounded memory.
///
/// * Fields are separated by commas. One in quotes may hold commas, line ends, and quotes that are written twice.
/// * A line ends with LF, CR LF or CR. A byte order mark is skipped; so are lines with nothing in them.
/// * Spaces belong to the field. A quote inside a field without quotes is an error, as in the RFC.
///
/// What is wrong is added to the diagnostics, the row is left out, and reading goes on: after a quote that is never
/// closed, on the line after the one that it stands in. NUL bytes and bytes that are not UTF-8 are errors of their row.
///
///     csv_reader reader(text_input::file("cloud.csv"));
///     diagnostics problems;
///     while (reader.next(problems)) fmt::print("{}\n", reader.row()[0]);
class csv_reader {
public:
  explicit csv_reader(text_input source, const csv_options& options = {});
  /// Reads on in the middle of a file: the source begins with the row that stands on `line`.
  csv_reader(text_input source, const csv_options& options, std::size_t line);

  /// Goes to the next row; false at the end.
  bool next(diagnostics& problems);
  const csv_row& row() const { return row_; }
  const std::string& name() const { return source_.name(); }
  /// How many rows were wrong and left out so far.
  std::size_t rows_left_out() const { return rows_left_out_; }

  /// The line behind the row.
  std::size_t next_line() const { return line_ + row_lines_; }
  /// The bytes behind the row, of a source that lies in memory whole.
  std::size_t bytes_behind() const { return window_.size() - row_bytes_; }
  /// What follows the row, to be read by another reader; this one is at its end.
  text_input release_rest();

private:
  enum class scanned { row, blank, unfinished, malformed };
  // Places are bytes of `window_`.
  struct trouble {
    std::size_t at = 0;
    std::size_t resume = 0;  // what follows the line of this byte is read next
    std::string found, expected;
  };

  bool start(diagnostics& problems);
  bool finish(diagnostics& problems);
  bool refill();
  scanned scan();
  scanned scan_quoted(std::string_view text, std::size_t& at, bool complete);
  scanned close_row(std::string_view text, std::size_t end, std::size_t line_end);
  void add_field(std::size_t begin, std::size_t length, std::size_t place, bool is_unescaped);
  bool refuse_bytes(diagnostics& problems);
  void refuse_malformed(diagnostics& problems);
  void refuse_long_row(diagnostics& problems);
  void leave_row();
  void consume(std::size_t bytes);
  std::size_t skip_line();
  void add(diagnostics& problems, text_position where, std::string found, std::string expected) const;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  text_input source_;
  csv_options options_;
  std::string buffer_;
  std::string_view window_;  // what was read and is not consumed
  bool started_ = false;
  bool begins_file_ = true;
  bool all_read_ = false;
  std::size_t line_ = 1;       // of the window's first byte
  std::size_t row_bytes_ = 0;  // of the row in `row_`, its line end included; not consumed while it is looked at
  std::size_t row_lines_ = 0;
  bool has_quotes_ = false;
  std::size_t open_quote_ = none;
  std::size_t rows_left_out_ = 0;
  trouble trouble_;
  csv_row row_;
};

}  // namespace runrate

#endif
