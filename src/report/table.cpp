#include <runrate/core/errors.hpp>
#include <runrate/report/table.hpp>

#include "characters.hpp"
#include "lines.hpp"

#include <algorithm>
#include <utility>

namespace runrate {
namespace {

using detail::printable;
using detail::titled;

std::vector<std::string> titles(const table& t) {
  std::vector<std::string> all;
  all.reserve(t.columns().size());
  for (const table_column& column : t.columns()) all.push_back(titled(column));
  return all;
}

using cells = std::vector<std::string>;

std::string text_line(const table& t, const cells& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += "  ";
    const std::string space(widths[i] - display_width(row[i]), ' ');
    line += t.columns()[i].align == alignment::right ? space + row[i] : row[i] + space;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_line(const cells& row) {
  // A lone empty cell would be a line with nothing in it, which readers skip.
  if (row.size() == 1 && row[0].empty()) return "\"\"\r\n";
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + csv_cell(row[i]);
  return line + "\r\n";
}

}  // namespace

table::table(std::vector<table_column> columns, std::string caption)
    : caption_(std::move(caption)), columns_(std::move(columns)) {
  if (columns_.empty()) detail::throw_contract("table: there is no column");
}

void table::add_row(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) {
    detail::throw_contract("table: a row of " + std::to_string(cells.size()) + " cells for " +
                           std::to_string(columns_.size()) + " columns");
  }
  rows_.push_back(std::move(cells));
}

void table::add_note(std::string note) { notes_.push_back(std::move(note)); }

std::string to_text(const table& t, text_style style) {
  std::vector<cells> lines{titles(t)};
  lines.insert(lines.end(), t.rows().begin(), t.rows().end());
  std::vector<std::size_t> widths(t.columns().size());
  for (cells& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      line[i] = printable(line[i]);
      widths[i] = std::max(widths[i], display_width(line[i]));
    }
  }
  const auto emphasized = [&](const std::string& text) { return detail::rendered(text, 1, style); };
  std::string text;
  if (!t.caption().empty()) text += emphasized(printable(t.caption())) + "\n\n";
  text += emphasized(text_line(t, lines[0], widths)) + '\n';
  cells rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  text += text_line(t, rule, widths) + '\n';
  for (std::size_t i = 1; i < lines.size(); ++i) text += text_line(t, lines[i], widths) + '\n';
  if (!t.notes().empty()) text += '\n';
  for (const std::string& note : t.notes()) text += printable(note) + '\n';
  return text;
}

std::string to_csv(const table& t) {
  std::string text = csv_line(titles(t));
  for (const cells& row : t.rows()) text += csv_line(row);
  return text;
}

}  // namespace runrate
