#include "chart_text.hpp"

#include "bars.hpp"
#include "characters.hpp"
#include "chart_figures.hpp"
#include "definition.hpp"
#include "lines.hpp"
#include "text_columns.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace runrate::detail {
namespace {

constexpr int red = 31, cyan = 36;

class text_chart {
public:
  text_chart(const chart& of, std::size_t columns, text_style style)
      : chart_(of), scale_(scale_of(of)), style_(style), columns_(columns) {}

  std::string drawn() {
    if (chart_.rows().empty()) return "no figures\n";
    switch (chart_.kind()) {
      case chart_kind::lines:
      case chart_kind::fan: return lines();
      case chart_kind::spread: return spread();
      case chart_kind::bridge: return bridge();
      case chart_kind::tornado: return tornado();
      case chart_kind::distribution: return distribution();
      case chart_kind::cumulative: return cumulative();
      case chart_kind::errors: return errors();
    }
    return {};
  }

private:
  std::vector<std::string> cells(std::size_t column, bool with_plus = false) const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < chart_.rows().size(); ++i) {
      const bool plus = with_plus && number_in(chart_.rows()[i][column]).value_or(0) > 0;
      all.push_back((plus ? "+" : "") + shown(chart_, i, column, scale_));
    }
    return all;
  }
  text_column numbers(std::size_t column, bool is_spare = true, bool with_plus = false) const {
    return {std::string(chart_.columns()[column].header), alignment::right, cells(column, with_plus), is_spare};
  }
  text_column labels() const { return {std::string(chart_.columns()[0].header), alignment::left, cells(0), false}; }
  std::string amount(double value) const {
    constexpr chart_column amounts{"at", "at", chart_measure::amount};
    return shown(chart_number(value), amounts, scale_);
  }
  // The ends of a drawing's scale, for its header.
  std::string ends(const range_of_numbers& range, std::size_t room) const {
    const std::string low = amount(range.low), high = amount(range.high);
    const std::size_t used = display_width(low) + display_width(high);
    return used < room ? low + std::string(room - used, ' ') + high : std::string();
  }

  // The first or the last row of a line that has a value; null where none has.
  static const chart_row* end_of(const std::vector<const chart_row*>& line, bool is_first) {
    const auto has_value = [](const chart_row* row) { return row != nullptr && number_in((*row)[2]).has_value(); };
    const auto first = std::find_if(line.begin(), line.end(), has_value);
    if (first == line.end()) return nullptr;
    return is_first ? *first : *std::find_if(line.rbegin(), line.rend(), has_value);
  }

  // "2019Q1 to 2026Q2"; of labels that are days themselves, from the first day to the last.
  static std::string span_of(const std::vector<std::string>& periods) {
    constexpr std::string_view to = " to ";
    std::string first = periods.front(), last = periods.back();
    if (periods.size() == 1) return first;
    const std::size_t behind_first = first.find(to), before_last = last.rfind(to);
    if (behind_first != std::string::npos && before_last != std::string::npos) {
      first.erase(behind_first);
      last.erase(0, before_last + to.size());
    }
    return first + std::string(to) + last;
  }

  std::string lines() {
    const rows_by_line found = by_line(chart_);
    const auto at_ends = [&](const char* header, bool is_first, std::size_t column, bool is_spare = true) {
      text_column numbers{header, alignment::right, {}, is_spare};
      for (const auto& line : found.rows) {
        const chart_row* row = end_of(line, is_first);
        numbers.cells.push_back(row == nullptr ? "" : shown((*row)[column], chart_.columns()[column], scale_));
      }
      return numbers;
    };
    text_columns text(columns_);
    text.add({std::string(chart_.columns()[1].header), alignment::left, found.names, false});
    if (chart_.kind() == chart_kind::fan) {
      text.add(at_ends("last", false, 2, false));
      text.add(at_ends("90% from", false, 5));
      text.add(at_ends("90% to", false, 6));
    } else {
      text.add(at_ends("first", true, 2));
      text.add(at_ends("last", false, 2, false));
    }
    const std::size_t room = text.room();
    if (room == 0) return text.text(style_) + marks();
    range_of_numbers range;
    for (const chart_row& row : chart_.rows()) range.add(number_in(row[2]));
    // Where there are more periods than room, a sign stands for several, and shows the last that has a value.
    const std::size_t group = (found.periods.size() + room - 1) / room;
    text_column drawing{cut(printable(span_of(found.periods)), room), alignment::left};
    for (const auto& line : found.rows) {
      std::vector<std::optional<double>> values((line.size() + group - 1) / group);
      for (std::size_t t = 0; t < line.size(); ++t) {
        const auto here = line[t] == nullptr ? std::nullopt : number_in((*line[t])[2]);
        if (here) values[t / group] = here;
      }
      drawing.cells.push_back(spark(values, range.low, range.high));
      drawing.renditions.push_back(cyan);
    }
    text.draw(1, std::move(drawing));
    return text.text(style_) + (group > 1 ? fmt::format("one sign for {} periods\n", group) : "") + marks();
  }

  std::string spread() {
    range_of_numbers range;
    for (const chart_row& row : chart_.rows()) {
      for (const std::size_t column : {1U, 2U, 3U}) range.add(number_in(row[column]));
    }
    for (const chart_mark& mark : chart_.marks()) range.add(mark);
    text_columns text(columns_);
    text.add(labels());
    text.add(numbers(1, false));
    text.add(numbers(2));
    text.add(numbers(3));
    const std::size_t room = text.room();
    if (room == 0) return text.text(style_) + marks();
    const auto column_of = [&](double value) {
      const double share = range.low < range.high ? (value - range.low) / (range.high - range.low) : 0.5;
      return static_cast<std::size_t>(std::lround(share * static_cast<double>(room - 1)));
    };
    are_marks_drawn_ = true;
    text_column drawing{ends(range, room), alignment::left};
    for (const chart_row& row : chart_.rows()) {
      strip signs(room);
      for (const chart_mark& mark : chart_.marks()) {
        const std::size_t from = mark.at.has_low() ? column_of(to_double(mark.at.low())) : 0;
        const std::size_t to = mark.at.has_high() ? column_of(to_double(mark.at.high())) : room - 1;
        signs.fill(from, to, mark.at.is_point() ? "┊" : "░");
      }
      const double value = *number_in(row[1]);
      const std::size_t low = column_of(number_in(row[2]).value_or(value));
      const std::size_t high = column_of(number_in(row[3]).value_or(value));
      signs.fill(low, high, "─");
      if (low < high) {
        signs.put(low, number_in(row[2]) ? "├" : "─");
        signs.put(high, number_in(row[3]) ? "┤" : "─");
      }
      signs.put(column_of(value), "●");
      drawing.cells.push_back(signs.text());
    }
    text.draw(1, std::move(drawing));
    return text.text(style_) + marks();
  }

  // Amounts to both sides of zero, in so many columns; the border between stands where zero is.
  struct sides {
    std::size_t border;
    double in_a_column;
  };
  static sides sides_of(double low, double high, std::size_t room) {
    const double all = high - low;
    if (!(all > 0)) return {0, 1};
    const auto columns = static_cast<double>(room);
    std::size_t border = low < 0 ? static_cast<std::size_t>(std::lround(columns * -low / all)) : 0;
    if (low < 0) border = std::clamp<std::size_t>(border, 1, high > 0 ? room - 1 : room);
    const double left = border == 0 ? 0 : -low / static_cast<double>(border);
    const double right = border == room ? 0 : high / static_cast<double>(room - border);
    return {border, std::max(left, right)};
  }

  std::string bridge() {
    range_of_numbers range{0, 0};
    for (const chart_row& row : chart_.rows()) range.add(number_in(row[1]));
    text_columns text(columns_);
    text.add(labels());
    text.add(numbers(1, false, true));
    text.add(numbers(2, false));
    if (const std::size_t room = text.room(); room > 0) {
      const sides at = sides_of(range.low, range.high, room);
      text_column drawing{"", alignment::left};
      for (const chart_row& row : chart_.rows()) {
        const double change = number_in(row[1]).value_or(0);
        strip signs(room);
        signs.bar_right(at.border, change / at.in_a_column);
        signs.bar_left(at.border, -change / at.in_a_column);
        drawing.cells.push_back(signs.text());
        drawing.renditions.push_back(change < 0 ? red : cyan);
      }
      text.draw(2, std::move(drawing));
    }
    return text.text(style_) + marks();
  }

  std::string tornado() {
    const double base = base_of_tornado(chart_);
    range_of_numbers range{0, 0};
    for (const chart_row& row : chart_.rows()) {
      range.add(*number_in(row[3]) - base);
      range.add(*number_in(row[4]) - base);
    }
    text_columns text(columns_);
    text.add(labels());
    text.add({"low end", alignment::right, cells(3)});
    text.add({"high end", alignment::right, cells(4)});
    const std::size_t room = text.room();
    if (room == 0) return text.text(style_) + marks();
    const sides at = sides_of(range.low, range.high, room - 1);  // a column is the base itself
    text_column drawing{"", alignment::left};
    const auto draw = [&](strip& signs, double length, const std::string& sign) {
      const auto columns = static_cast<std::size_t>(std::lround(std::abs(length) / at.in_a_column));
      const std::size_t reach = columns == 0 && length != 0 ? 1 : columns;
      if (reach == 0) return;
      if (length > 0) signs.fill(at.border + 1, at.border + reach, sign);
      if (length < 0) signs.fill(at.border - std::min(reach, at.border), at.border - 1, sign);
    };
    for (const chart_row& row : chart_.rows()) {
      const double low = *number_in(row[3]) - base, high = *number_in(row[4]) - base;
      strip signs(room);
      // Where both ends lie on one side the shorter stands before the longer.
      if (std::abs(low) >= std::abs(high)) draw(signs, low, "▒");
      draw(signs, high, "█");
      if (std::abs(low) < std::abs(high)) draw(signs, low, "▒");
      signs.put(at.border, "│");
      drawing.cells.push_back(signs.text());
      drawing.renditions.push_back(cyan);
    }
    text.draw(1, std::move(drawing));
    const chart_mark* mark = base_mark(chart_);
    return text.text(style_) +
           wrapped_line("▒ at the low end of the driver's range, █ at the high end, │ " +
                        (mark == nullptr ? amount(base) : text_of(*mark, scale_))) +
           marks(mark);
  }

  std::string distribution() {
    constexpr std::size_t most_classes = 20;
    const auto& rows = chart_.rows();
    const std::size_t group = (rows.size() + most_classes - 1) / most_classes;
    text_column from{"from", alignment::right, {}, false}, to{"to"}, share{"share", alignment::right, {}, false};
    std::vector<double> shares;
    for (std::size_t i = 0; i < rows.size(); i += group) {
      const std::size_t last = std::min(i + group, rows.size()) - 1;
      double all = 0;
      for (std::size_t k = i; k <= last; ++k) all += *number_in(rows[k][2]);
      from.cells.push_back(shown(rows[i][0], chart_.columns()[0], scale_));
      to.cells.push_back(shown(rows[last][1], chart_.columns()[1], scale_));
      share.cells.push_back(shown(chart_number(all), chart_.columns()[2], scale_));
      shares.push_back(all);
    }
    text_columns text(columns_);
    text.add(std::move(from));
    text.add(std::move(to));
    text.add(std::move(share));
    draw_bars(text, 2, shares, *std::max_element(shares.begin(), shares.end()));
    return text.text(style_) + marks();
  }

  std::string cumulative() {
    const auto& rows = chart_.rows();
    std::vector<std::size_t> chosen;
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      std::size_t nearest = 0;
      for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto distance = [&](std::size_t at) { return std::abs(*number_in(rows[at][1]) - share); };
        if (distance(i) < distance(nearest)) nearest = i;
      }
      if (chosen.empty() || chosen.back() != nearest) chosen.push_back(nearest);
    }
    text_column value{"value", alignment::right, {}, false}, share{"or less", alignment::right, {}, false};
    std::vector<double> shares;
    for (const std::size_t i : chosen) {
      shares.push_back(*number_in(rows[i][1]));
      value.cells.push_back(shown(rows[i][0], chart_.columns()[0], scale_));
      share.cells.push_back(shown(rows[i][1], chart_.columns()[1], scale_));
    }
    text_columns text(columns_);
    text.add(std::move(value));
    text.add(std::move(share));
    draw_bars(text, 1, shares, 1);
    return text.text(style_) + marks();
  }

  std::string errors() {
    std::vector<double> sizes;
    for (const chart_row& row : chart_.rows()) sizes.push_back(*number_in(row[1]));
    text_columns text(columns_);
    text.add(labels());
    text.add(numbers(1, false));
    text.add(numbers(2, true, true));
    draw_bars(text, 1, sizes, *std::max_element(sizes.begin(), sizes.end()));
    return text.text(style_) + marks();
  }

  // The longest is as wide as there is room, for `most`.
  static void draw_bars(text_columns& to, std::size_t before, const std::vector<double>& sizes, double most) {
    const std::size_t room = to.room();
    if (room == 0) return;
    text_column drawing{"", alignment::left};
    for (const double size : sizes) {
      drawing.cells.push_back(most > 0 ? bar(std::min(size / most, 1.0) * static_cast<double>(room)) : std::string());
      drawing.renditions.push_back(cyan);
    }
    to.draw(std::min(before, to.count() - 1), std::move(drawing));
  }

  std::string wrapped_line(const std::string& sentence) const {
    std::string text;
    for (const std::string& line : wrapped(printable(sentence), columns_)) text += line + '\n';
    return text;
  }
  std::string marks(const chart_mark* but = nullptr) const {
    std::string text;
    for (const chart_mark& mark : chart_.marks()) {
      if (&mark == but) continue;
      const char* const sign = !are_marks_drawn_ ? "" : mark.at.is_point() ? "┊ " : "░ ";
      text += wrapped_line(sign + text_of(mark, scale_));
    }
    return text;
  }

  const chart& chart_;
  chart_scale scale_;
  text_style style_;
  std::size_t columns_;
  bool are_marks_drawn_ = false;
};

}  // namespace

std::string drawn_in_text(const chart& c, std::size_t columns, text_style style) {
  return text_chart(c, columns, style).drawn();
}

}  // namespace runrate::detail
