#include <runrate/report/document.hpp>

#include "characters.hpp"
#include "lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace runrate {
namespace detail {

std::vector<std::string> wrapped(const std::string& text, std::size_t columns) {
  std::vector<std::string> lines{{}};
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (display_width(line) + 1 + display_width(word) <= columns) {
      line += " " + word;
    } else {
      lines.push_back(word);
    }
    begin = end + 1;
  }
  return lines;
}

std::string titled(const table_column& column) {
  return column.unit.empty() ? column.header : column.header + " (" + column.unit + ")";
}

std::string rendered(const std::string& text, int rendition, text_style style) {
  return style == text_style::styled && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", rendition, text) : text;
}

}  // namespace detail

namespace {

using detail::wrapped;

std::size_t shown_width(const std::string& text) { return display_width(detail::printable(text)); }

std::vector<std::size_t> column_widths(const table& t) {
  std::vector<std::size_t> widths;
  for (const table_column& column : t.columns()) widths.push_back(shown_width(detail::titled(column)));
  for (const auto& row : t.rows()) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], shown_width(row[i]));
  }
  return widths;
}

table without(const table& t, std::size_t column) {
  const auto less = [&](auto all) {
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(column));
    return all;
  };
  table narrower(less(t.columns()), t.caption());
  for (const auto& row : t.rows()) narrower.add_row(less(row));
  for (const std::string& note : t.notes()) narrower.add_note(note);
  return narrower;
}

}  // namespace

table fitted(const report_table& wide, std::size_t columns) {
  constexpr std::size_t between = 2, least_last = 18, sentence = 30;
  table t = wide.content;
  std::size_t last = 0;  // what is left for the last column
  // Sentences are wrapped before a column is left out; short cells only after.
  const auto fits = [&](std::size_t wrapped_from) {
    const auto widths = column_widths(t);
    std::size_t others = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) others += widths[i] + between;
    last = others < columns ? columns - others : 0;
    return widths.back() <= last ||
           (t.columns().back().align == alignment::left && last >= least_last && widths.back() >= wrapped_from);
  };
  std::vector<std::string> dropped;
  for (auto spare = wide.spare.begin(); !fits(sentence) && spare != wide.spare.end(); ++spare) {
    const auto& all = t.columns();
    const auto found = std::find_if(all.begin(), all.end(), [&](const table_column& c) { return c.header == *spare; });
    if (found == all.end() || all.size() == 1) continue;
    t = without(t, static_cast<std::size_t>(found - all.begin()));
    dropped.push_back(*spare);
  }
  const bool wraps = fits(0);
  table narrow(t.columns(), t.caption());
  for (const auto& row : t.rows()) {
    std::vector<std::string> line = row;
    for (const std::string& part : wraps ? wrapped(row.back(), last) : std::vector{row.back()}) {
      line.back() = part;
      narrow.add_row(line);
      std::fill(line.begin(), line.end(), "");
    }
  }
  const auto add_note = [&](const std::string& note) {
    for (const std::string& line : wrapped(note, columns)) narrow.add_note(line);
  };
  for (const std::string& note : t.notes()) {
    const bool of_dropped = std::any_of(dropped.begin(), dropped.end(),
                                        [&](const std::string& header) { return note.rfind(header + ": ", 0) == 0; });
    if (!of_dropped) add_note(note);
  }
  if (!dropped.empty()) {
    add_note(fmt::format("not shown in {} columns: {} (--output FILE has all)", columns, fmt::join(dropped, "; ")));
  }
  return narrow;
}

}  // namespace runrate
