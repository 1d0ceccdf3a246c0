#include "text_columns.hpp"

#include "characters.hpp"
#include "lines.hpp"

#include <algorithm>

namespace runrate::detail {
namespace {

constexpr std::size_t between = 2, least_drawing = 8, most_drawing = 60, least_label = 8;

std::string aligned(const text_column& column, const std::string& cell, std::size_t width) {
  return column.align == alignment::right ? padded_left(cell, width) : padded(cell, width);
}

std::string trimmed(std::string line) { return line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t text_column::width() const {
  std::size_t widest = display_width(header);
  for (const std::string& cell : cells) widest = std::max(widest, display_width(cell));
  return widest;
}

void text_columns::add(text_column column) {
  for (std::string& cell : column.cells) cell = printable(cell);
  all_.push_back(std::move(column));
}

std::size_t text_columns::room() {
  cut_label(std::max(most_ / 3, least_label));
  if (left() < least_drawing + between) {
    std::erase_if(all_, [](const text_column& column) { return column.is_spare; });
  }
  if (left() < least_drawing + between) cut_label(least_label);
  return left() < least_drawing + between ? 0 : std::min(left() - between, most_drawing);
}

void text_columns::draw(std::size_t before, text_column drawing) {
  all_.insert(all_.begin() + static_cast<std::ptrdiff_t>(std::min(before, all_.size())), std::move(drawing));
}

std::string text_columns::text(text_style style) const {
  constexpr int bold = 1;
  std::vector<std::size_t> widths;
  std::string header, rule, rows;
  for (const text_column& column : all_) {
    const std::string space(widths.empty() ? 0 : between, ' ');
    widths.push_back(column.width());
    header += space + aligned(column, column.header, widths.back());
    rule += space + std::string(widths.back(), '-');
  }
  for (std::size_t row = 0; row < all_.front().cells.size(); ++row) {
    std::string line;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const text_column& column = all_[i];
      const std::string cell = aligned(column, column.cells[row], widths[i]);
      const int rendition = row < column.renditions.size() ? column.renditions[row] : 0;
      if (i > 0) line += std::string(between, ' ');
      line += rendition == 0 ? cell : rendered(cell, rendition, style);
    }
    rows += trimmed(std::move(line)) + '\n';
  }
  return rendered(trimmed(std::move(header)), bold, style) + '\n' + rule + '\n' + rows;
}

std::size_t text_columns::left() const {
  std::size_t used = 0;
  for (const text_column& column : all_) used += column.width() + between;
  used -= between;
  return used < most_ ? most_ - used : 0;
}

void text_columns::cut_label(std::size_t columns) {
  text_column& label = all_.front();
  label.header = cut(label.header, columns);
  for (std::string& cell : label.cells) cell = cut(cell, columns);
}

}  // namespace runrate::detail
