#include "definition.hpp"

namespace runrate::detail {

std::vector<std::pair<std::string, std::string>> parts_of(const metric_definition& m) {
  std::vector<std::pair<std::string, std::string>> parts{{"what it is", m.what},
                                                         {"calculation", m.calculation},
                                                         {"why it is useful", m.why},
                                                         {"what it is not", m.limits},
                                                         {"comparable figure", m.comparable}};
  std::erase_if(parts, [](const auto& part) { return part.second.empty(); });
  return parts;
}

table numbers_of(const chart& c) {
  const chart_scale scale = scale_of(c);
  std::vector<table_column> columns;
  for (const chart_column& column : c.columns()) {
    const bool is_text = column.measure == chart_measure::text;
    columns.push_back({std::string(column.header), is_text ? alignment::left : alignment::right,
                       column.measure == chart_measure::amount ? scale.name : std::string()});
  }
  table numbers(std::move(columns));
  for (std::size_t row = 0; row < c.rows().size(); ++row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < c.columns().size(); ++i) cells.push_back(shown(c, row, i, scale));
    numbers.add_row(std::move(cells));
  }
  for (const chart_mark& mark : c.marks()) numbers.add_note(text_of(mark, scale));
  return numbers;
}

std::string text_of(const chart_mark& mark, const chart_scale& scale) {
  constexpr chart_column amounts{"at", "at", chart_measure::amount};
  const auto number = [&](decimal at) { return shown(chart_number(at), amounts, scale); };
  const interval& at = mark.at;
  if (at.is_point()) return mark.label + ": " + number(at.low());
  if (!at.has_low() && !at.has_high()) return mark.label;
  if (!at.has_high()) return mark.label + ": from " + number(at.low());
  if (!at.has_low()) return mark.label + ": up to " + number(at.high());
  return mark.label + ": " + number(at.low()) + " to " + number(at.high());
}

}  // namespace runrate::detail
