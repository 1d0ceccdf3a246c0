// A table, and the forms it is written in: for the terminal, as Markdown, as CSV.
#ifndef RUNRATE_REPORT_TABLE_HPP
#define RUNRATE_REPORT_TABLE_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

enum class alignment { left, right };

struct table_column {
  std::string header;
  alignment align = alignment::left;
  std::string unit{};  ///< of all cells, such as "USD million"; stands after the header, in parentheses
};

/// Rows of text cells under named columns, with a caption above and notes below. It knows nothing of what the cells
/// mean: figures come in as text, formatted by who knows their unit and places.
///
///     table quarters({{"quarter"}, {"revenue", alignment::right, "USD million"}});
///     quarters.add_row({"2025Q4", "35,579"});
///     fmt::print("{}", to_text(quarters));
class table {
public:
  /// `contract_error` without a column.
  explicit table(std::vector<table_column> columns, std::string caption = {});

  /// Adds a row; `contract_error` unless it has one cell a column.
  void add_row(std::vector<std::string> cells);
  /// Adds a sentence that stands below the table.
  void add_note(std::string note);

  const std::string& caption() const { return caption_; }
  const std::vector<table_column>& columns() const { return columns_; }
  const std::vector<std::vector<std::string>>& rows() const { return rows_; }
  const std::vector<std::string>& notes() const { return notes_; }

private:
  std::string caption_;
  std::vector<table_column> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> notes_;
};

/// Whether text may hold the terminal's control sequences.
enum class text_style {
  plain,   ///< nothing but the text: for a file or a pipe
  styled,  ///< captions and headers in bold, bars in colours (ECMA-48's SGR): for a terminal that is known to be one
};

/// Columns aligned by what the terminal shows, two spaces apart, a rule under the headers; no spaces at a line's end.
/// Control characters in a cell are shown as `?`, so that text from a file can't move the cursor; so are those that
/// turn the direction of what follows.
std::string to_text(const table& t, text_style style = text_style::plain);

/// A table of GitHub Flavored Markdown (https://github.github.com/gfm/#tables-extension-). What Markdown would take for
/// its own signs is escaped; a line break in a cell becomes `<br>`, another control character U+FFFD.
std::string to_markdown(const table& t);

/// The headers and rows as RFC 4180 has them, lines ended by CR LF, without caption and notes. A cell is in quotes
/// when it holds a comma, a quote or a line break.
///
/// Cells are never altered: one that begins with `=`, `+`, `-` or `@` stays so, and a spreadsheet will take it for a
/// formula. Negative figures begin with `-`; who opens text of strangers in a spreadsheet imports it as text.
std::string to_csv(const table& t);

/// The columns that a terminal needs to show UTF-8 text: 2 for East Asian wide and full-width characters and emoji
/// (Unicode Standard Annex 11), 0 for combining marks and format characters, else 1. A byte that is not UTF-8 counts
/// 1. Emoji joined to one sign by zero-width joiners are counted one by one, as most terminals show them.
std::size_t display_width(std::string_view text);

}  // namespace runrate

#endif
