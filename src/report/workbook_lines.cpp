// The sheets of lines: of the scenario in use, of all scenarios, and of what they differ by.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "workbook_scenarios.hpp"

namespace runrate::excel {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A formula of the model as a note: what is longer stands in the cells.
constexpr std::size_t longest_note = 500;

}  // namespace

std::string scenario_sheets::line_format(std::size_t line) const {
  std::vector<double> all;
  for (const scenario_values& of : values_) {
    for (std::size_t t = 0; t < set_.periods().size(); ++t) all.push_back(of.rows[t * rows_.rows() + line]);
  }
  return number_format(set_.model().lines()[line].unit, all);
}

void scenario_sheets::add_line_headings(sheet& to, const std::vector<std::string>& before,
                                        const std::vector<std::string>& behind) {
  to.headings(first_row - 1, before);
  for (std::size_t t = 0; t < set_.periods().size(); ++t) {
    to.text({first_row - 1, first_period + t}, set_.periods()[t].label, {role::number_heading});
  }
  to.headings(first_row - 1, behind, first_period + set_.periods().size(), role::number_heading);
  to.freeze({first_row, first_period});
}

/// The rows of the model for one scenario, but for what stands before the periods.
void scenario_sheets::add_rows(sheet& to, std::size_t row, const scenario_values& values, const operand_cells& cells) {
  const std::size_t periods = set_.periods().size(), lines = rows_.lines();
  std::vector<std::string> formats;
  for (std::size_t l = 0; l < lines; ++l) formats.push_back(line_format(l));
  for (std::size_t t = 0; t < periods; ++t) {
    const std::vector<std::string> made = rows_.formulas_in(t, cells);
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      const style how = r < lines ? style{role::plain, formats[r]} : style{role::quiet};
      to.formula({row + r, first_period + t}, made[r], values.rows[t * rows_.rows() + r], how);
    }
  }
  const std::size_t kind = first_period + periods, last = first_period + periods - 1;
  for (std::size_t l = 0; l < lines; ++l) {
    const bool adds_up = set_.model().lines()[l].adds_up();
    const std::string last_cell = name_of({row + l, last});
    const style how{role::total, formats[l]};
    to.text({row + l, kind}, adds_up ? "sum" : "last", {role::quiet});
    to.formula({row + l, kind + 1},
               adds_up ? fmt::format("SUM({}:{})", name_of({row + l, first_period}), last_cell) : last_cell,
               values.wholes[l], how);
    if (!adds_up) continue;
    const double exit = values.rows[(periods - 1) * rows_.rows() + l] * set_.periods().per_year();
    to.formula({row + l, kind + 2}, fmt::format("{}*{}", last_cell, set_.periods().per_year()), exit, how);
  }
}

void scenario_sheets::add_lines(sheet& to) {
  to.title("Lines", "every line in the scenario that is in use: choose it on the sheet Summary");
  add_line_headings(to, {"line", "unit", "formula"}, {"kind", "whole", "exit run-rate, a year", "note"});
  for (std::size_t r = 0; r < rows_.rows(); ++r) {
    const std::size_t row = first_row + r;
    if (r >= rows_.lines()) {
      to.text({row, 0}, fmt::format("part {}", r - rows_.lines() + 1), {role::quiet});
      to.fold(row);
      continue;
    }
    const line_formula& line = set_.model().lines()[r];
    to.text({row, 0}, line.name, {role::total});
    to.text({row, 1}, to_string(line.unit));
    to.text({row, 2}, plain_text(set_.model().text(r), longest_note), {role::quiet});
    if (r < about_.line_notes.size()) to.text({row, whole_column() + 2}, about_.line_notes[r], {role::quiet});
  }
  const operand_cells cells{[&](std::size_t driver, std::size_t period) {
                              const std::size_t d = drivers_of_model_[driver];
                              if (!by_period_[d]) return driver_names_[d];
                              return "'Driver periods'!" + row_fixed({driver_rows_[d], first_period + period});
                            },
                            [&](std::size_t quantity, std::size_t period) { return quantity_cell(quantity, period); },
                            [](std::size_t row, std::size_t period) {
                              return name_of({first_row + row, first_period + period});
                            }};
  add_rows(to, first_row, values_[chosen_], cells);
}

void scenario_sheets::add_scenarios(sheet& to) {
  to.title("Scenarios", "every line in every scenario, whichever is in use");
  add_line_headings(to, {"scenario", "line", "unit"}, {"kind", "whole", "exit run-rate, a year"});
  for (std::size_t s = 0; s < values_.size(); ++s) {
    const std::size_t first = row_of(s, 0);
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      to.text({first + r, 0}, scenario_names_[s], {r == 0 ? role::total : role::quiet});
      if (r >= rows_.lines()) {
        to.text({first + r, 1}, fmt::format("part {}", r - rows_.lines() + 1), {role::quiet});
        to.fold(first + r);
      } else {
        to.text({first + r, 1}, set_.model().lines()[r].name);
        to.text({first + r, 2}, to_string(set_.model().lines()[r].unit));
      }
    }
    const operand_cells cells{[&](std::size_t driver, std::size_t period) {
                                const std::size_t d = drivers_of_model_[driver];
                                const cell at = driver_cell(d, s, period);
                                return by_period_[d] ? "'Driver periods'!" + row_fixed(at) : "Drivers!" + fixed(at);
                              },
                              [&](std::size_t quantity, std::size_t period) { return quantity_cell(quantity, period); },
                              [&](std::size_t row, std::size_t period) {
                                return name_of({first + row, first_period + period});
                              }};
    add_rows(to, first, values_[s], cells);
  }
}

void scenario_sheets::add_comparisons(sheet& to) {
  to.title("Comparisons", "what one scenario adds to another: incremental, by period and on the whole");
  add_line_headings(to, {"comparison", "line", "unit"},
                    {"kind", "with", "without", "incremental", "growth", "exit run-rate, a year"});
  const std::size_t periods = set_.periods().size(), kind = first_period + periods;
  const auto place_of = [&](const std::string& name) {
    std::size_t at = 0;
    while (set_.scenarios()[at].name != name) ++at;
    return at;
  };
  std::size_t row = first_row;
  for (const compared_scenarios& c : about_.comparisons) {
    const std::size_t with = place_of(c.with), without = place_of(c.without);
    for (std::size_t l = 0; l < rows_.lines(); ++l, ++row) {
      const line_formula& line = set_.model().lines()[l];
      const style how{role::plain, line_format(l)}, whole{role::total, how.format};
      const auto of = [&](std::size_t scenario, std::size_t column) {
        return "Scenarios!" + name_of({row_of(scenario, l), column});
      };
      to.text({row, 0}, c.name + ": " + c.with + " minus " + c.without, {l == 0 ? role::total : role::quiet});
      to.text({row, 1}, line.name);
      to.text({row, 2}, to_string(line.unit));
      double last = nothing;
      for (std::size_t t = 0; t < periods; ++t) {
        const std::size_t at = t * rows_.rows() + l, column = first_period + t;
        last = values_[with].rows[at] - values_[without].rows[at];
        to.formula({row, column}, of(with, column) + '-' + of(without, column), last, how);
      }
      const double a = values_[with].wholes[l], b = values_[without].wholes[l];
      to.text({row, kind}, line.adds_up() ? "sum" : "last", {role::quiet});
      to.formula({row, kind + 1}, of(with, whole_column()), a, how);
      to.formula({row, kind + 2}, of(without, whole_column()), b, how);
      to.formula({row, kind + 3}, name_of({row, kind + 1}) + '-' + name_of({row, kind + 2}), a - b, whole);
      to.formula({row, kind + 4},
                 fmt::format("IF({0}>0,{1}/{0},NA())", name_of({row, kind + 2}), name_of({row, kind + 3})),
                 b > 0 ? (a - b) / b : nothing, {role::plain, "0.00%"});
      if (!line.adds_up()) continue;
      to.formula({row, kind + 5}, fmt::format("{}*{}", name_of({row, kind - 1}), set_.periods().per_year()),
                 last * set_.periods().per_year(), how);
    }
    if (!c.note.empty()) to.text({row++, 0}, c.note, {role::quiet});
    ++row;
  }
}

}  // namespace runrate::excel
