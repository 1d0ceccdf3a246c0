// Figures in rows below each other: spreads, bridges, tornadoes and errors.
#include "svg_chart.hpp"

#include <cmath>

namespace runrate::detail {
namespace {

class in_rows {
public:
  explicit in_rows(svg_chart& to) : to_(to) {}

  void draw() {
    switch (to_.of().kind()) {
      case chart_kind::spread: return spread();
      case chart_kind::bridge: return bridge();
      case chart_kind::tornado: return tornado();
      case chart_kind::errors: return errors();
      default: return;
    }
  }

private:
  struct row_place {
    const chart_row* row;
    double middle, top, bottom;
  };

  // Axis, labels at the left and texts at the right; `ends` is room inside of the plot for what stands at bars' ends.
  axis begin(const range_of_numbers& range, bool is_share, std::vector<legend_entry> legend,
             const std::vector<std::string>& texts, double ends = 0) {
    double left = 0, right = 0;
    for (const chart_row& row : to_.of().rows()) left = std::max(left, text_width(words_in(row[0])));
    for (const std::string& text : texts) right = std::max(right, text_width(text));
    left = std::min(left, to_.width() * 0.34);
    right = std::min(right, to_.width() * 0.25);
    constexpr double half_a_label = 24;
    plot_ = to_.begin(std::move(legend), left + 10, std::max(right + 12, half_a_label));
    axis values = lying_axis(range, plot_.left + ends, plot_.right - ends, ends == 0, is_share);
    to_.draw_lying_axis(values, plot_);
    place_rows();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const row_place& place = places_[i];
      to_.picture().text({plot_.left - 10, place.middle + 4}, cut_to_width(words_in((*place.row)[0]), left), {},
                         text_anchor::end);
      if (!texts.empty()) {
        to_.picture().text({to_.width() - 16, place.middle + 4}, cut_to_width(texts[i], right), {}, text_anchor::end);
      }
    }
    return values;
  }

  // As many rows as there is room for.
  void place_rows() {
    constexpr double least_row = 15, most_bar = 24, most_row = 64;
    const auto& rows = to_.of().rows();
    const auto room = static_cast<std::size_t>(std::max(plot_.height() / least_row, 1.0));
    const std::size_t shown = rows.size() > room ? std::max<std::size_t>(room - 1, 1) : rows.size();
    const std::size_t lines = rows.size() > shown ? shown + 1 : shown;
    const double height = std::min(plot_.height() / static_cast<double>(lines), most_row);
    const double half = std::min(height * 0.62, most_bar) / 2;
    for (std::size_t i = 0; i < shown; ++i) {
      const double middle = plot_.top + height * (static_cast<double>(i) + 0.5);
      places_.push_back({&rows[i], middle, middle - half, middle + half});
    }
    if (rows.size() > shown) {
      to_.picture().text({plot_.left - 10, plot_.top + height * (static_cast<double>(shown) + 0.5) + 4},
                         "and " + std::to_string(rows.size() - shown) + " more", "muted", text_anchor::end);
    }
  }

  void bar(const row_place& place, double from, double to, const std::string& classes) {
    to_.picture().rectangle({std::min(from, to), place.top, std::max(from, to), place.bottom}, classes);
  }
  std::vector<std::string> texts(std::size_t column, bool with_plus = false) const {
    std::vector<std::string> all;
    for (const chart_row& row : to_.of().rows()) all.push_back(to_.shown_number(row, column, with_plus));
    return all;
  }

  void spread() {
    const axis values = begin(to_.range_of({1, 2, 3}), false, {}, texts(1));
    to_.draw_marks(values, plot_, false);
    for (const row_place& place : places_) {
      const double value = *to_.number(*place.row, 1);
      const auto low = to_.number(*place.row, 2), high = to_.number(*place.row, 3);
      to_.picture().line({values.at(low.value_or(value)), place.middle},
                         {values.at(high.value_or(value)), place.middle}, "line s0");
      for (const auto& end : {low, high}) {
        if (end)
          to_.picture().line({values.at(*end), place.middle - 5}, {values.at(*end), place.middle + 5}, "line s0");
      }
      to_.picture().circle({values.at(value), place.middle}, 4.5, "fill s0");
    }
  }

  void bridge() {
    range_of_numbers range = to_.range_of({2});
    // Bars of totals begin at zero. Where that leaves too little room for the steps, totals are dots.
    const double size = std::max(std::abs(range.low), std::abs(range.high));
    const bool has_bars = range.high - range.low >= 0.2 * size;
    if (has_bars) range.add(0.0);
    std::vector<std::string> changes = texts(1, true);
    const std::vector<std::string> totals = texts(2);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (changes[i].empty()) changes[i] = totals[i];
    }
    const axis values = begin(range, false,
                              {{legend_entry::sign::area, "fill s0", "+ adds"},
                               {legend_entry::sign::area, "fill s1", "\u2212 takes away"},
                               {has_bars ? legend_entry::sign::area : legend_entry::sign::dot, "fill s6", "total"}},
                              changes);
    to_.draw_marks(values, plot_, false);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const row_place& place = places_[i];
      const double total = values.at(*to_.number(*place.row, 2));
      const auto change = to_.number(*place.row, 1);
      if (i + 1 < places_.size()) to_.picture().line({total, place.bottom}, {total, places_[i + 1].top}, "axis");
      if (change) {
        // It begins where the total before it ended.
        const double before = i > 0 ? values.at(*to_.number(*places_[i - 1].row, 2)) : total;
        bar(place, before, total, *change < 0 ? "fill s1" : "fill s0");
      } else if (has_bars) {
        bar(place, values.at(0), total, "fill s6");
      } else {
        to_.picture().circle({total, place.middle}, 5, "fill s6");
      }
    }
  }

  void tornado() {
    double ends = 0;
    for (const chart_row& row : to_.of().rows()) {
      for (const std::size_t column : {1U, 2U}) ends = std::max(ends, text_width(to_.shown_number(row, column)));
    }
    ends = std::min(ends, to_.width() * 0.12);
    const axis values = begin(to_.range_of({3, 4}), false,
                              {{legend_entry::sign::area, "fill s1", "driver at its low end"},
                               {legend_entry::sign::area, "fill s0", "at its high end"}},
                              {}, ends + 8);
    draw_sides(values, ends);
    to_.draw_marks(values, plot_, false);
  }

  void draw_sides(const axis& values, double ends) {
    const double base = values.at(base_of_tornado(to_.of()) / to_.one());
    for (const row_place& place : places_) {
      const double low = values.at(*to_.number(*place.row, 3)), high = values.at(*to_.number(*place.row, 4));
      // Where both ends lie on one side the shorter stands before the longer.
      const bool low_first = std::abs(low - base) >= std::abs(high - base);
      if (low_first) bar(place, base, low, "fill s1");
      bar(place, base, high, "fill s0");
      if (!low_first) bar(place, base, low, "fill s1");
      const auto write = [&](double at, std::size_t column, bool is_left) {
        to_.picture().text({is_left ? at - 6 : at + 6, place.middle + 4},
                           cut_to_width(to_.shown_number(*place.row, column), ends), "muted",
                           is_left ? text_anchor::end : text_anchor::start);
      };
      if ((low - base) * (high - base) <= 0) {
        write(low, 1, low < high || (low == high && low < base));
        write(high, 2, high < low);
      } else {
        // Only at the outer end is there room.
        const bool is_low = low_first;
        write(is_low ? low : high, is_low ? 1 : 2, (is_low ? low : high) < base);
      }
    }
  }

  void errors() {
    range_of_numbers range{0, 0};
    bool has_bias = false;
    std::vector<std::string> numbers = texts(1);
    const std::vector<std::string> biases = texts(2, true);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const chart_row& row = to_.of().rows()[i];
      range.add(to_.number(row, 1));
      range.add(to_.number(row, 2));
      has_bias = has_bias || !biases[i].empty();
      if (!biases[i].empty()) numbers[i] += " (" + biases[i] + ")";
    }
    std::vector<legend_entry> legend{{legend_entry::sign::area, "fill s0", "error"}};
    if (has_bias) legend.push_back({legend_entry::sign::dot, "dot", "(bias)"});
    const axis values = begin(range, true, std::move(legend), numbers);
    for (const row_place& place : places_) {
      bar(place, values.at(0), values.at(*to_.number(*place.row, 1)), "fill s0");
      if (const auto bias = to_.number(*place.row, 2)) {
        to_.picture().circle({values.at(*bias), place.middle}, 4, "dot");
      }
    }
    to_.draw_marks(values, plot_, false);
  }

  svg_chart& to_;
  box plot_{};
  std::vector<row_place> places_;
};

}  // namespace

void draw_in_rows(svg_chart& picture) { in_rows(picture).draw(); }

}  // namespace runrate::detail
