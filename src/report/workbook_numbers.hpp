// Figures that stand somewhere as text, as numbers of a workbook.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_NUMBERS_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_NUMBERS_HPP

#include <optional>
#include <string>
#include <string_view>

namespace runrate::excel {

/// A number, and the format that shows it as the text did.
struct read_number {
  double value;
  std::string format;
};

/// The number that text is: "35,579", "-12.5%", "+1.2%", "$6.853B". Nothing for anything else, and for more digits than
/// a binary number holds: those stay text.
std::optional<read_number> number_in(std::string_view text);

}  // namespace runrate::excel

#endif
