// Text and names as a workbook's file can hold them.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_TEXT_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_TEXT_HPP

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace runrate::excel {

/// The most UTF-16 units that a cell holds.
inline constexpr std::size_t most_text = 32'767;
inline constexpr std::size_t most_sheet_name = 31;

/// Text that a cell can hold: what is not UTF-8, control characters but tabs and line ends, and what no XML has become
/// U+FFFD; what a program would read as an escape (`_x000D_`) is escaped itself. Longer text ends with "...", cut
/// between two characters.
std::string cell_text(std::string_view text, std::size_t most_units = most_text);
/// The same but for escapes: text that goes through `cell_text` later, or stands where a program reads none.
std::string plain_text(std::string_view text, std::size_t most_units = most_text);

/// Names of sheets: at most 31 UTF-16 units, without what Excel refuses, and no two alike.
class sheet_names {
public:
  std::string made(std::string_view wanted);

private:
  std::set<std::string> taken_{"history"};
};

/// Names for formulas: `in_` and the letters, digits and `_` of the name, so that none is a cell (Q4), a constant
/// (true) or a function; no two alike. At most 60 characters.
class defined_names {
public:
  std::string made(std::string_view wanted);

private:
  std::set<std::string> taken_;
};

/// The same text in a formula: in quotes, with quotes doubled. At most 255 characters.
std::string quoted_text(std::string_view text);

}  // namespace runrate::excel

#endif
