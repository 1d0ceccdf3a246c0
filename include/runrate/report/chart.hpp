// A chart: what it shows, as numbers in a table, and how it is to be drawn.
#ifndef RUNRATE_REPORT_CHART_HPP
#define RUNRATE_REPORT_CHART_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace runrate {

/// What is drawn, and with it which columns the numbers have.
enum class chart_kind {
  lines,         ///< series over periods, such as run-rates by method: period, series, value
  spread,        ///< figures side by side, each with where it may lie: name, value, low, high
  bridge,        ///< from one total to another, step by step: step, change, total
  tornado,       ///< what each driver does to a figure: driver, low, high, at_low, at_high
  fan,           ///< a line with ranges over periods: period, line, median, low50, high50, low90, high90
  distribution,  ///< shares of trials in classes: from, to, share
  cumulative,    ///< the probability of a figure or less: value, probability
  errors,        ///< what methods were off by: method, error, bias
};

/// "lines", "spread", ...
std::string_view to_string(chart_kind kind);

/// What the numbers of a column are.
enum class chart_measure {
  text,
  amount,  ///< in the chart's unit
  share,   ///< 0.25 is 25%
  number,  ///< in no unit, or its own
};

struct chart_column {
  std::string_view name;    ///< for programs: "low90"
  std::string_view header;  ///< for people
  chart_measure measure = chart_measure::text;
  bool may_lack = false;  ///< cells of a row may be empty
};

/// The columns of a kind, in their order.
std::span<const chart_column> chart_columns(chart_kind kind);

/// A number with its exact digits: what is drawn, and what stands in the data.
class chart_number {
public:
  chart_number(decimal exact);
  /// An estimate, to the digits that give the same `double` again. `contract_error` for what is not finite.
  chart_number(double estimate);

  double value() const { return value_; }
  const std::string& digits() const { return digits_; }  ///< "35579000000"

private:
  double value_;
  std::string digits_;
};

/// Text, a number, or nothing where a figure is not known.
using chart_cell = std::variant<std::monostate, std::string, chart_number>;

/// A figure that others are held against, such as what was said: a line, or a band between two.
struct chart_mark {
  std::string label;
  interval at;  ///< in the unit of the axis of amounts; an open side goes on to the chart's end
};

/// A chart by its data. How it looks is for who draws it: `to_vega_lite`, `to_svg`, `to_text`.
///
///     chart paces(chart_kind::lines, "AWS by two methods", "Times four runs ahead of the trailing year throughout.",
///     "USD"); paces.add_row({"2025Q3", "x4", decimal(132'024'000'000)}); paces.add_row({"2025Q3", "ttm",
///     decimal(121'932'000'000)});
class chart {
public:
  /// `sentence` says what there is to see, for who can't see it and for who has no time: one that is true of these
  /// numbers. `unit` is that of all amounts: a currency's code, or as formulas have it.
  chart(chart_kind kind, std::string title, std::string sentence, std::string unit);

  /// `contract_error` unless there is one cell a column of the kind, text where there is to be text, and numbers, or
  /// nothing where it may lack, elsewhere.
  void add_row(std::vector<chart_cell> cells);
  void add_mark(chart_mark mark) { marks_.push_back(std::move(mark)); }
  /// A sentence that stands below: where the figures come from, what is left out.
  void add_note(std::string note) { notes_.push_back(std::move(note)); }

  chart_kind kind() const { return kind_; }
  const std::string& title() const { return title_; }
  const std::string& sentence() const { return sentence_; }
  const std::string& unit() const { return unit_; }
  std::span<const chart_column> columns() const { return chart_columns(kind_); }
  const std::vector<std::vector<chart_cell>>& rows() const { return rows_; }
  const std::vector<chart_mark>& marks() const { return marks_; }
  const std::vector<std::string>& notes() const { return notes_; }

private:
  chart_kind kind_;
  std::string title_, sentence_, unit_;
  std::vector<std::vector<chart_cell>> rows_;
  std::vector<chart_mark> marks_;
  std::vector<std::string> notes_;
};

/// The unit that a chart's amounts are shown in: the largest of thousand, million, billion and trillion of which the
/// largest amount has one or more.
struct chart_scale {
  double one;        ///< 1e9
  int power;         ///< 9
  std::string name;  ///< "USD billion", "billion USD / year"; the unit by itself where nothing is scaled
};
chart_scale scale_of(const chart& of);

/// The numbers as text for people, in the chart's scale: "35.579", "12.5%"; empty where there is none.
std::string shown(const chart_cell& cell, const chart_column& column, const chart_scale& scale);
/// The same of a cell by its place. A bridge's changes are what lies between the totals as they are shown, so that what
/// is read adds up to the last digit.
std::string shown(const chart& of, std::size_t row, std::size_t column, const chart_scale& scale);

}  // namespace runrate

#endif
