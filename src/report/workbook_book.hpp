// A workbook while it is written: sheets, cells and charts, in checked calls of libxlsxwriter.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_BOOK_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_BOOK_HPP

#include <runrate/core/result.hpp>
#include <runrate/time/date.hpp>

#include <xlsxwriter.h>

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "workbook_text.hpp"

namespace runrate::excel {

/// Rows and columns count from 0.
struct cell {
  std::size_t row;
  std::size_t column;
};

/// "D5"; with both, the row or the column fixed: "$D$5", "D$5", "$D5".
std::string name_of(const cell& c);
std::string fixed(const cell& c);
std::string row_fixed(const cell& c);
/// "$D$5:$G$5"
std::string fixed(const cell& first, const cell& last);
/// "Lines!", "'Driver periods'!"
std::string before_cell(std::string_view sheet);

/// Days since 1899-12-30, as spreadsheets count them: from 1900-03-01 to 9999-12-31, where all of them agree.
std::optional<double> day_number(date day);

enum class role {
  plain,
  title,
  heading,
  number_heading,  ///< above numbers: to the right
  input,           ///< a number or a text that is there to be changed: blue, on pale yellow
  quiet,           ///< grey
  total,           ///< bold
};

/// How a cell looks. Number formats are Excel's; "@" is text that stays text.
struct style {
  role as = role::plain;
  std::string format{};
  bool wraps = false;

  friend bool operator<(const style& a, const style& b) {
    return std::tie(a.as, a.format, a.wraps) < std::tie(b.as, b.format, b.wraps);
  }
};

class book;

/// One sheet. What is written is valid for Excel, whatever text and numbers are given.
class sheet {
public:
  /// Text, never a formula, whatever it begins with.
  void text(const cell& at, std::string_view text, const style& how = {});
  /// #N/A for what is not finite.
  void number(const cell& at, double value, const style& how = {});
  /// A formula without its `=`, and what it comes to for programs that don't compute; nothing is #N/A.
  void formula(const cell& at, const std::string& formula, std::optional<double> value, const style& how = {});
  void text_formula(const cell& at, const std::string& formula, std::string_view value, const style& how = {});

  /// A day; as text where spreadsheets have none.
  void day(const cell& at, date day);

  /// A title, and below it what the sheet is.
  void title(std::string_view title, std::string_view what);
  /// Upright, and as small as that takes.
  void print_on_one_page();
  void headings(std::size_t row, const std::vector<std::string>& names, std::size_t first_column = 0,
                role as = role::heading);
  /// Rows above and columns before the cell stay in sight; the row above it is repeated on every page.
  void freeze(const cell& first_that_moves);
  void allow_only(const cell& at, const std::string& list_range, std::string_view prompt);
  /// Rows that can be folded away.
  void fold(std::size_t row);
  void mark_above_zero(const cell& at);
  void place(lxw_chart* chart, const cell& at, std::string_view description);
  /// A column is as wide as what is in it, and no wider than so, or 48.
  void most_width(std::size_t column, double characters) { widest_[column] = characters; }

  const std::string& name() const { return name_; }
  lxw_worksheet* worksheet() const { return sheet_; }
  /// As many as `cells` of its part must be.
  std::size_t cells() const { return cells_; }
  /// Before the file is made: the widths of its columns by what is in them.
  void finish();

private:
  friend class book;
  sheet(book& of, std::string name, lxw_worksheet* into) : of_(&of), name_(std::move(name)), sheet_(into) {}
  bool can_hold(const cell& at);
  void widen(std::size_t column, std::size_t characters);
  double width_of(std::size_t column) const;
  void written(lxw_error outcome);

  book* of_;
  std::string name_;
  lxw_worksheet* sheet_;
  std::size_t cells_ = 0;
  std::map<std::size_t, double> widths_, widest_;
  std::vector<std::pair<cell, std::string>> wrapped_;
};

/// A workbook in a folder of its own, which goes with it. The first failure ends it: later calls do nothing.
class book {
public:
  explicit book(std::string_view title);
  book(const book&) = delete;
  book& operator=(const book&) = delete;
  ~book();

  sheet& add_sheet(std::string_view name);
  /// Named so in formulas: the name that it got.
  std::string define(std::string_view wanted, const std::string& range);
  /// The same under a name of the library's own.
  void define_as(const char* name, const std::string& range);
  lxw_chart* add_chart(std::uint8_t type, std::string_view title, std::string_view unit);
  /// One line or row of bars: values on a sheet, with categories ("=Lines!$D$3:$G$3") and a name ("=Lines!$A$4") there.
  void add_series(lxw_chart* chart, const std::string& categories, const sheet& of, const cell& first, const cell& last,
                  const std::string& name);
  lxw_format* format(const style& how);

  bool failed() const { return failure_.has_value(); }
  void fail(std::string_view what, std::string_view why);
  void check(lxw_error outcome);

  /// The file, verified. Once.
  result<std::string> bytes();

private:
  struct drawn_values {
    lxw_series_range* range;
    lxw_worksheet* of;
    cell first, last;
  };
  void keep_values(const drawn_values& drawn);

  std::optional<reason> failure_{};
  std::string folder_, file_;
  locale_t plain_ = nullptr, before_ = nullptr;
  lxw_workbook* workbook_ = nullptr;
  std::deque<sheet> sheets_;
  sheet_names names_;
  defined_names defined_;
  std::map<style, lxw_format*> formats_;
  std::vector<drawn_values> drawn_;
};

}  // namespace runrate::excel

#endif
