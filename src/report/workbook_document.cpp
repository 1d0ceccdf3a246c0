// A document's tables and numbers as sheets.
#include <runrate/report/workbook.hpp>

#include <fmt/format.h>

#include <charconv>
#include <type_traits>
#include <variant>

#include "workbook_book.hpp"
#include "workbook_definitions.hpp"
#include "workbook_numbers.hpp"

namespace runrate {
namespace excel {
namespace {

/// A table below its caption.
void add_table(sheet& to, const table& of) {
  constexpr std::size_t headings = 3;
  to.title(of.caption().empty() ? to.name() : of.caption(), "figures as they were computed; not formulas");
  for (std::size_t c = 0; c < of.columns().size(); ++c) {
    const table_column& column = of.columns()[c];
    to.text({headings, c}, column.unit.empty() ? column.header : column.header + " (" + column.unit + ')',
            {role::heading});
  }
  std::size_t row = headings + 1;
  for (const auto& cells : of.rows()) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto number = of.columns()[c].align == alignment::right ? number_in(cells[c]) : std::nullopt;
      if (number) {
        to.number({row, c}, number->value, {role::plain, number->format});
      } else {
        to.text({row, c}, cells[c]);
      }
    }
    ++row;
  }
  to.freeze({headings + 1, 1});
  for (const std::string& note : of.notes()) to.text({++row, 0}, note, {role::quiet});
}

std::string format_of(chart_measure measure) {
  switch (measure) {
    case chart_measure::share: return "0.0%";
    case chart_measure::amount: return "#,##0.00";
    case chart_measure::text:
    case chart_measure::number: break;
  }
  return {};
}

/// A chart's numbers, in full.
void add_chart_data(sheet& to, const chart& of) {
  constexpr std::size_t headings = 3;
  to.title(of.title(), of.sentence());
  const auto columns = of.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool has_unit = columns[c].measure == chart_measure::amount && !of.unit().empty();
    const std::string header(columns[c].header);
    to.text({headings, c}, has_unit ? header + " (" + of.unit() + ')' : header, {role::heading});
  }
  std::size_t row = headings + 1;
  for (const auto& cells : of.rows()) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (const auto* text = std::get_if<std::string>(&cells[c])) to.text({row, c}, *text);
      if (const auto* number = std::get_if<chart_number>(&cells[c])) {
        to.number({row, c}, number->value(), {role::plain, format_of(columns[c].measure)});
      }
    }
    ++row;
  }
  to.freeze({headings + 1, 1});
  for (const std::string& note : of.notes()) to.text({++row, 0}, note, {role::quiet});
}

std::size_t cells_of(const document& d) {
  std::size_t cells = 0;
  for (const report_block& block : d.blocks()) {
    if (const auto* of = std::get_if<report_table>(&block))
      cells += of->content.rows().size() * of->content.columns().size();
    if (const auto* of = std::get_if<chart>(&block)) cells += of->rows().size() * of->columns().size();
  }
  return cells;
}

}  // namespace
}  // namespace excel

result<std::string> to_workbook(const document& d) {
  using namespace excel;
  constexpr std::size_t most_cells = 1'000'000;
  if (const std::size_t cells = cells_of(d); cells > most_cells) {
    return reason{reason_code::out_of_range,
                  fmt::format("the workbook would have {} cells; it can have {}", cells, most_cells)};
  }
  book made(d.title());
  sheet& report = made.add_sheet("Report");
  report.title(d.title(), "The figures of this workbook are numbers and not formulas: nothing here is computed again.");
  std::size_t row = 3;
  for (const report_block& block : d.blocks()) {
    std::visit(
        [&](const auto& of) {
          using Block = std::decay_t<decltype(of)>;
          if constexpr (std::is_same_v<Block, report_heading>) {
            report.text({++row, 0}, of.text, {role::heading});
            ++row;
          } else if constexpr (std::is_same_v<Block, report_text>) {
            report.text({row++, 0}, of.text);
          } else if constexpr (std::is_same_v<Block, report_facts>) {
            row = add_facts(report, row, of);
          } else if constexpr (std::is_same_v<Block, metric_definition>) {
            row = add_definition(report, row, of);
          } else if constexpr (std::is_same_v<Block, report_table>) {
            const std::string& caption = of.content.caption();
            sheet& to = made.add_sheet(caption.empty() ? "Table" : caption);
            add_table(to, of.content);
            report.text({row, 0}, caption.empty() ? "table" : caption);
            report.text({row++, 1}, "on the sheet " + to.name(), {role::quiet});
          } else {
            sheet& to = made.add_sheet(of.title().empty() ? "Chart" : of.title());
            add_chart_data(to, of);
            report.text({row, 0}, of.title().empty() ? "chart" : of.title());
            report.text({row++, 1}, "its numbers are on the sheet " + to.name(), {role::quiet});
          }
        },
        block);
  }
  report.most_width(0, 40);
  report.most_width(1, 80);
  return made.bytes();
}

}  // namespace runrate
