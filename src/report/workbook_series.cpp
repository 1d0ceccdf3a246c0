// A workbook of series with their run-rates.
#include <runrate/report/workbook.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "workbook_book.hpp"
#include "workbook_definitions.hpp"
#include "workbook_methods.hpp"

namespace runrate {
namespace excel {
namespace {

constexpr std::size_t first_row = 4, most_cells = 1'000'000;

// Columns of the sheet Revenue, and the first of a method's.
constexpr std::size_t amount_column = 5, days_column = 7, year_column = 8;
constexpr std::size_t first_method = 5;

std::string money_format(const currency& unit) {
  const std::string places =
      unit.minor_units() > 0 ? '.' + std::string(static_cast<std::size_t>(unit.minor_units()), '0') : "";
  return "#,##0" + places + ";[Red]-#,##0" + places;
}

class series_sheets {
public:
  series_sheets(std::span<const annualized_series> all, const run_rate_workbook& about)
      : all_(all), about_(about), book_(about.title) {
    std::size_t row = first_row;
    for (const annualized_series& s : all) {
      rows_.push_back(row);
      row += s.flows.size();
      for (const any_method& method : s.methods) {
        const std::string name(method.name());
        if (std::find(methods_.begin(), methods_.end(), name) != methods_.end()) continue;
        methods_.push_back(name);
        formulas_.emplace_back(method.formula());
      }
    }
    end_ = row;
  }

  std::optional<reason> problem() const {
    const std::size_t cells = (end_ - first_row) * (methods_.size() + 16);
    if (cells <= most_cells) return std::nullopt;
    return reason{reason_code::out_of_range,
                  fmt::format("the workbook would have some {} cells; it can have {}: fewer series, periods or methods",
                              cells, most_cells),
                  {{"cells", std::to_string(cells)}}};
  }

  result<std::string> bytes() {
    sheet& summary = book_.add_sheet("Summary");
    sheet& latest = book_.add_sheet("Latest");
    sheet& rates = book_.add_sheet("Run-rates");
    sheet& revenue = book_.add_sheet("Revenue");
    sheet& methods = book_.add_sheet("Methods");
    revenue.title("Revenue", "blue cells are the amounts, each with its source; run-rates are computed from them");
    revenue.headings(first_row - 1, {"entity", "segment", "first day", "last day", "period", "amount", "currency",
                                     "days", "days in the year", "decimals", "source"});
    revenue.most_width(10, 60);
    revenue.freeze({first_row, 2});
    rates.title("Run-rates", "a year at the rate of each period, by method; words say why there is no figure");
    rates.headings(first_row - 1, {"entity", "segment", "first day", "last day", "period"});
    rates.headings(first_row - 1, methods_, first_method, role::number_heading);
    rates.freeze({first_row, first_method});
    for (std::size_t m = 0; m < methods_.size(); ++m) rates.most_width(first_method + m, 24);
    values_.resize(all_.size());
    for (std::size_t s = 0; s < all_.size(); ++s) {
      add_revenue(revenue, s);
      add_rates(rates, s);
    }
    add_latest(latest);
    add_methods(methods);
    add_summary(summary);
    add_chart(summary, rates);
    return book_.bytes();
  }

private:
  void add_head(sheet& to, std::size_t s, std::size_t i) {
    const annualized_series& of = all_[s];
    const std::size_t row = rows_[s] + i;
    const period during = of.flows.amounts()[i].during;
    to.text({row, 0}, of.entity);
    to.text({row, 1}, of.segment);
    to.day({row, 2}, during.first());
    to.day({row, 3}, during.last());
    if (i < of.labels.size()) to.text({row, 4}, of.labels[i]);
  }

  void add_revenue(sheet& to, std::size_t s) {
    const annualized_series& of = all_[s];
    const style input{role::input, money_format(of.flows.unit())};
    for (std::size_t i = 0; i < of.flows.size(); ++i) {
      const dated_amount& a = of.flows.amounts()[i];
      const std::size_t row = rows_[s] + i;
      const double days = a.during.days(),
                   year = days_in_year(int(std::chrono::year_month_day(a.during.last()).year()));
      add_head(to, s, i);
      to.number({row, amount_column}, to_double(a.amount), input);
      to.text({row, 6}, of.flows.unit().code());
      const std::string last = name_of({row, 3});
      if (day_number(a.during.first()) && day_number(a.during.last())) {
        to.formula({row, days_column}, last + '-' + name_of({row, 2}) + "+1", days);
        to.formula({row, year_column}, fmt::format("DATE(YEAR({0})+1,1,1)-DATE(YEAR({0}),1,1)", last), year);
      } else {
        to.number({row, days_column}, days);
        to.number({row, year_column}, year);
      }
      if (a.decimals != dated_amount::exact) to.number({row, 9}, a.decimals);
      if (i < of.sources.size()) to.text({row, 10}, of.sources[i]);
    }
  }

  void add_rates(sheet& to, std::size_t s) {
    const annualized_series& of = all_[s];
    const method_formulas formulas(of);
    const auto in_revenue = [&](std::size_t column) {
      return [this, s, column](std::size_t i) { return "Revenue!" + name_of({rows_[s] + i, column}); };
    };
    const amount_cells cells{in_revenue(amount_column),
                             [&](std::size_t first, std::size_t last) {
                               return "Revenue!" + name_of({rows_[s] + first, amount_column}) + ':' +
                                      name_of({rows_[s] + last, amount_column});
                             },
                             in_revenue(days_column), in_revenue(year_column)};
    const style how{role::plain, money_format(of.flows.unit())};
    values_[s].resize(methods_.size());
    for (std::size_t i = 0; i < of.flows.size(); ++i) {
      add_head(to, s, i);
      for (const any_method& method : of.methods) {
        const std::size_t m = place_of(method.name());
        const cell at{rows_[s] + i, first_method + m};
        const method_cell made = formulas.at(i, method, cells);
        values_[s][m].push_back(made.formula.empty() ? std::numeric_limits<double>::quiet_NaN() : made.value);
        if (made.formula.empty()) {
          to.text(at, made.words, {role::quiet, {}, true});
        } else {
          to.formula(at, made.formula, made.value, how);
        }
      }
    }
  }

  /// One row a series: its last period by every method, and how far the methods are apart.
  void add_latest(sheet& to) {
    to.title("Latest", "the last period of each series by every method, and how far they are apart");
    std::vector<std::string> figures = methods_;
    figures.insert(figures.end(), {"lowest", "highest", "spread", "spread of the lowest"});
    to.headings(first_row - 1, {"entity", "segment", "last day", "amount", "currency"});
    to.headings(first_row - 1, figures, 5, role::number_heading);
    to.freeze({first_row, 2});
    const std::size_t behind = 5 + methods_.size();
    std::size_t row = first_row;
    for (std::size_t s = 0; s < all_.size(); ++s) {
      const annualized_series& of = all_[s];
      if (of.flows.empty()) continue;
      const std::size_t last = rows_[s] + of.flows.size() - 1;
      const style how{role::plain, money_format(of.flows.unit())};
      to.text({row, 0}, of.entity);
      to.text({row, 1}, of.segment);
      to.day({row, 2}, of.flows.amounts().back().during.last());
      to.formula({row, 3}, "Revenue!" + name_of({last, amount_column}), to_double(of.flows.amounts().back().amount),
                 how);
      to.text({row, 4}, of.flows.unit().code());
      double low = std::numeric_limits<double>::infinity(), high = -low;
      for (std::size_t m = 0; m < methods_.size(); ++m) {
        if (values_[s][m].size() != of.flows.size() || !std::isfinite(values_[s][m].back())) continue;
        const double value = values_[s][m].back();
        to.formula({row, 5 + m}, "'Run-rates'!" + name_of({last, first_method + m}), value, how);
        low = std::min(low, value);
        high = std::max(high, value);
      }
      if (low <= high) {
        const std::string range = name_of({row, 5}) + ':' + name_of({row, behind - 1});
        const std::string lowest = name_of({row, behind}), spread = name_of({row, behind + 2});
        to.formula({row, behind}, "MIN(" + range + ')', low, how);
        to.formula({row, behind + 1}, "MAX(" + range + ')', high, how);
        to.formula({row, behind + 2}, name_of({row, behind + 1}) + '-' + lowest, high - low, {role::total, how.format});
        to.formula({row, behind + 3}, fmt::format("IF({0}>0,{1}/{0},NA())", lowest, spread),
                   low > 0 ? std::optional((high - low) / low) : std::nullopt, {role::plain, "0.0%"});
      }
      ++row;
    }
  }

  void add_methods(sheet& to) {
    to.title("Methods", "how each of them annualizes, and how its cells are formulas");
    to.headings(first_row - 1, {"method", "what it does", "as a formula"});
    for (std::size_t m = 0; m < methods_.size(); ++m) {
      to.text({first_row + m, 0}, methods_[m]);
      to.text({first_row + m, 1}, formulas_[m]);
      to.text({first_row + m, 2}, way_of(methods_[m]));
    }
    to.most_width(1, 60);
    to.most_width(2, 100);
    to.freeze({first_row, 1});
  }

  void add_summary(sheet& to) {
    to.title(about_.title.empty() ? "Run-rates" : about_.title, about_.note);
    std::size_t row = add_facts(to, 3, about_.facts);
    for (const metric_definition& d : about_.definitions) row = add_definition(to, row, d);
    to.headings(row++, {"What this is"});
    if (!about_.definitions.empty()) {
      to.text({row++, 0}, "The definitions above have the figures as they were when this was written.", {role::quiet});
    }
    for (const std::string_view sentence :
         {"A run-rate is what a year would bring at the rate of one period. It is no revenue that was reported and no "
          "forecast; the methods in use differ, and stand side by side.",
          "Each figure on the sheets Run-rates and Latest is a formula over the amounts of the sheet Revenue: change "
          "one "
          "there, and all that stands on it follows.",
          "Nothing is rounded in the formulas; cells show fewer digits than they hold."}) {
      to.text({row++, 0}, sentence, {role::quiet});
    }
    chart_row_ = row + 1;
    to.most_width(0, 34);
    to.most_width(1, 80);
  }

  /// The first series by the methods that have its last periods.
  void add_chart(sheet& to, const sheet& run_rates) {
    if (all_.empty() || all_[0].flows.size() < 2) return;
    const annualized_series& of = all_[0];
    const std::size_t size = of.flows.size();
    std::vector<std::size_t> drawn;
    std::size_t first = 0;
    for (std::size_t m = 0; m < methods_.size(); ++m) {
      const std::vector<double>& values = values_[0][m];
      if (values.size() != size) continue;
      std::size_t begin = size;
      while (begin > 0 && std::isfinite(values[begin - 1])) --begin;
      if (begin + 2 > size) continue;
      drawn.push_back(m);
      first = std::max(first, begin);
    }
    if (drawn.empty()) return;
    const std::string name = of.segment.empty() ? of.entity : of.entity + ", " + of.segment;
    lxw_chart* const chart = book_.add_chart(LXW_CHART_LINE, name + ": a year, by method", of.flows.unit().code());
    const std::size_t from = rows_[0] + first, until = rows_[0] + size - 1;
    const std::size_t label = of.labels.size() == size ? 4 : 3;
    const std::string days = "='Run-rates'!" + fixed({from, label}, {until, label});
    if (chart != nullptr && label == 3) chart_axis_set_num_format(chart->x_axis, "yyyy-mm-dd");
    for (const std::size_t m : drawn) {
      const std::size_t column = first_method + m;
      book_.add_series(chart, days, run_rates, {from, column}, {until, column},
                       "='Run-rates'!" + fixed({first_row - 1, column}));
    }
    to.place(chart, {chart_row_, 0}, name + ": the run-rate of each period by each method");
  }

  std::size_t place_of(std::string_view method) const {
    return static_cast<std::size_t>(std::find(methods_.begin(), methods_.end(), method) - methods_.begin());
  }

  std::span<const annualized_series> all_;
  const run_rate_workbook& about_;
  std::vector<std::size_t> rows_;  // the first of each series
  std::size_t end_ = first_row, chart_row_ = 0;
  std::vector<std::string> methods_, formulas_;
  std::vector<std::vector<std::vector<double>>> values_;  // by series and method, of each period
  book book_;
};

}  // namespace
}  // namespace excel

result<std::string> to_workbook(std::span<const annualized_series> all, const run_rate_workbook& about) {
  excel::series_sheets sheets(all, about);
  if (auto why = sheets.problem()) return *why;
  return sheets.bytes();
}

}  // namespace runrate
