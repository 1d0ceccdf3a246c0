// Annualization methods as formulas over cells.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_METHODS_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_METHODS_HPP

#include <runrate/rate/method.hpp>
#include <runrate/report/workbook.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate::excel {

/// Where the figures of a series' periods stand.
struct amount_cells {
  std::function<std::string(std::size_t)> amount;
  std::function<std::string(std::size_t first, std::size_t last)> amounts;
  std::function<std::string(std::size_t)> days;
  std::function<std::string(std::size_t)> days_in_year;
};

/// A method's figure for a period: a formula with what it comes to, or words.
struct method_cell {
  std::string formula{};
  double value = 0;
  std::string words{};
};

/// The formulas of one series. Those that do not stand on the amounts but by a factor (times four, the days, the year
/// to date, the last twelve months) are found out by asking the method again with other amounts: `sum * factor`. Growth
/// and seasons have formulas of their own, each held against the method's exact factor.
class method_formulas {
public:
  explicit method_formulas(const annualized_series& of);

  /// A figure beyond the range of a decimal is words too.
  method_cell at(std::size_t period, const any_method& method, const amount_cells& cells) const;

private:
  method_cell computed(std::size_t period, const any_method& method, const amount_cells& cells) const;
  std::optional<std::string> seasonal(std::size_t period, const ratio& factor, const amount_cells& cells) const;

  const annualized_series& of_;
  std::vector<dated_amount> other_;  ///< the same periods with other amounts
};

/// What stands on the sheet of methods: how a method's cells are formulas.
std::string_view way_of(std::string_view method);

}  // namespace runrate::excel

#endif
