#include <runrate/core/errors.hpp>
#include <runrate/report/table.hpp>

#include "width_tables.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace runrate {
namespace {

// The character that the text begins with, and its length in bytes. A byte that begins none is one by itself.
std::pair<char32_t, std::size_t> first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0U) == 0xE0 ? 3 : 4;
  if (length == 1 || lead < 0xC2 || lead > 0xF4 || text.size() < length) return {lead, 1};
  char32_t c = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {lead, 1};
    c = c << 6U | (byte(i) & 0x3FU);
  }
  return {c, length};
}

bool is_in(std::span<const detail::code_points> ranges, char32_t c) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                      [](char32_t value, const detail::code_points& r) { return value < r.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  if (is_in(detail::zero_width_characters, c)) return 0;
  return is_in(detail::wide_characters, c) ? 2 : 1;
}

// As it may go to a terminal: no control characters, C1 ones and lone bytes from 0x80 on included.
std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    if (is_control(c) || (length == 1 && c >= 0x80)) {
      clean += '?';
    } else {
      clean += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return clean;
}

std::string titled(const table_column& column) {
  return column.unit.empty() ? column.header : column.header + " (" + column.unit + ")";
}

std::vector<std::string> titles(const table& t) {
  std::vector<std::string> all;
  all.reserve(t.columns().size());
  for (const table_column& column : t.columns()) all.push_back(titled(column));
  return all;
}

using cells = std::vector<std::string>;

// ECMA-48: SGR 1 is bold, SGR 0 ends it.
std::string bold(const std::string& text) { return "\x1b[1m" + text + "\x1b[0m"; }

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

// What Markdown reads as its own. An underscore inside a word is none.
std::string escaped_markdown(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inside_word = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    if (c == '\n' || c == '\r') {
      escaped += "<br>";
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      if (std::string_view("\\|`*[]<>~&").find(c) != std::string_view::npos || (c == '_' && !inside_word)) {
        escaped += '\\';
      }
      escaped += c;
    }
  }
  return escaped;
}

std::string markdown_line(const cells& row) {
  std::string line = "|";
  for (const std::string& cell : row) line += ' ' + escaped_markdown(cell) + " |";
  return line + '\n';
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

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    width += width_of(c);
    text.remove_prefix(length);
  }
  return width;
}

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
  const auto emphasized = [&](const std::string& text) { return style == text_style::styled ? bold(text) : text; };
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

std::string to_markdown(const table& t) {
  std::string text;
  if (!t.caption().empty()) text += escaped_markdown(t.caption()) + "\n\n";
  text += markdown_line(titles(t));
  text += '|';
  for (const table_column& column : t.columns()) text += column.align == alignment::right ? " ---: |" : " --- |";
  text += '\n';
  for (const cells& row : t.rows()) text += markdown_line(row);
  for (const std::string& note : t.notes()) text += '\n' + escaped_markdown(note) + '\n';
  return text;
}

std::string to_csv(const table& t) {
  std::string text = csv_line(titles(t));
  for (const cells& row : t.rows()) text += csv_line(row);
  return text;
}

}  // namespace runrate
