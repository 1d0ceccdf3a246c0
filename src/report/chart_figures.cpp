#include "chart_figures.hpp"

#include "chart_order.hpp"

#include <cmath>

namespace runrate::detail {

std::optional<double> number_in(const chart_cell& cell) {
  const auto* number = std::get_if<chart_number>(&cell);
  return number == nullptr ? std::nullopt : std::optional(number->value());
}

const std::string& words_in(const chart_cell& cell) { return std::get<std::string>(cell); }

rows_by_line by_line(const chart& of) {
  const chart_order periods = order_within_groups(of, 0, 1), lines = order_of_appearance(of, 1);
  rows_by_line found{{periods.values.begin(), periods.values.end()}, {lines.values.begin(), lines.values.end()}, {}};
  found.rows.assign(found.names.size(), std::vector<const chart_row*>(found.periods.size(), nullptr));
  for (std::size_t i = 0; i < of.rows().size(); ++i) found.rows[lines.place[i]][periods.place[i]] = &of.rows()[i];
  return found;
}

const chart_mark* base_mark(const chart& of) {
  const auto found =
      std::find_if(of.marks().begin(), of.marks().end(), [](const chart_mark& mark) { return mark.at.is_point(); });
  return found == of.marks().end() ? nullptr : &*found;
}

double base_of_tornado(const chart& of) {
  if (const chart_mark* mark = base_mark(of)) return to_double(mark->at.low());
  double base = 0, narrowest = std::numeric_limits<double>::infinity();
  for (const chart_row& row : of.rows()) {
    const double low = *number_in(row[3]), high = *number_in(row[4]);
    const double half = std::abs(high / 2 - low / 2);
    if (half >= narrowest) continue;
    narrowest = half;
    base = low / 2 + high / 2;
  }
  return base;
}

}  // namespace runrate::detail
