// The sheets of drivers and of periods.
#include <runrate/core/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "workbook_scenarios.hpp"

namespace runrate::excel {
namespace {

// The columns of drivers with one value.
constexpr std::size_t low_column = 2, high_column = 3, used_column = 4, first_scenario = 5;

std::string_view meaning(period_quantity what) {
  switch (what) {
    case period_quantity::hours: return "24 times the days";
    case period_quantity::days: return "from the first day to the last";
    case period_quantity::weeks: return "a seventh of the days";
    case period_quantity::years: return "the part of a year by name";
    case period_quantity::index: return "0 for the first period";
    case period_quantity::position: return "the place in the year";
    case period_quantity::elapsed: return "years from the beginning to the middle of the period";
    case period_quantity::elapsed_begin: return "years from the beginning to that of the period";
    case period_quantity::elapsed_end: return "years from the beginning to the end of the period";
    case period_quantity::share_after: return "the share of its days that are that day or later";
    case period_quantity::days_since: return "days from that day to the middle of the period";
  }
  return "";
}

}  // namespace

std::string number_format(const unit& of, const std::vector<double>& values) {
  const auto whole = [](double v) { return !std::isfinite(v) || v == std::floor(v); };
  const bool all_whole = std::all_of(values.begin(), values.end(), whole);
  if (of.is_currency()) return "#,##0.00;[Red]-#,##0.00";
  if (!of.is_none()) return all_whole ? "#,##0" : "#,##0.00####";
  // Shares, and not the counts that have no unit either.
  const bool is_share =
      !all_whole && std::all_of(values.begin(), values.end(), [](double v) { return !(std::abs(v) > 1.5); });
  return is_share ? "0.00%" : "General";
}

void scenario_sheets::add_periods(sheet& to) {
  const timeline& periods = set_.periods();
  to.title("Periods", "what each period knows of itself; formulas of the lines read it");
  to.headings(first_row - 1, {"quantity", "unit", "what it is"});
  const std::size_t first = first_row, last = first_row + 1, days = first_row + 2;
  to.text({first, 0}, "first day");
  to.text({last, 0}, "last day");
  for (std::size_t t = 0; t < periods.size(); ++t) {
    const std::size_t column = first_period + t;
    to.text({first_row - 1, column}, periods[t].label, {role::number_heading});
    to.day({first, column}, periods[t].during.first());
    to.day({last, column}, periods[t].during.last());
  }
  const bool counts = day_number(periods.during().first()) && day_number(periods.during().last());
  for (std::size_t q = 0; q < quantities_.size(); ++q) {
    const dated_quantity& of = quantities_[q];
    const std::size_t row = days + q;
    to.text({row, 0}, to_string(of));
    to.text({row, 1}, to_string(unit_of(of)));
    to.text({row, 2}, meaning(of.what), {role::quiet});
    for (std::size_t t = 0; t < periods.size(); ++t) {
      const std::size_t column = first_period + t;
      const auto at = [&](std::size_t r) { return name_of({r, column}); };
      const double value = to_double(periods.quantity(of, t));
      const auto day = day_number(of.day);
      const std::string index = at(days + 4), per_year = std::to_string(periods.per_year());
      std::string text;
      switch (of.what) {
        case period_quantity::days:
          if (counts) text = at(last) + '-' + at(first) + "+1";
          break;
        case period_quantity::hours: text = "24*" + at(days); break;
        case period_quantity::weeks: text = at(days) + "/7"; break;
        case period_quantity::years: text = "1/" + per_year; break;
        case period_quantity::elapsed: text = fmt::format("(2*{}+1)/{}", index, 2 * periods.per_year()); break;
        case period_quantity::elapsed_begin: text = fmt::format("{}/{}", index, per_year); break;
        case period_quantity::elapsed_end: text = fmt::format("({}+1)/{}", index, per_year); break;
        case period_quantity::share_after:
          if (counts && day) {
            const std::chrono::year_month_day named{of.day};
            text = fmt::format("MAX(0,MIN({0},{1}+1-DATE({2},{3},{4})))/{0}", at(days), at(last), int(named.year()),
                               unsigned(named.month()), unsigned(named.day()));
          }
          break;
        default: break;
      }
      if (text.empty()) {
        to.number({row, column}, value);
      } else {
        to.formula({row, column}, text, value);
      }
    }
  }
  to.freeze({first_row, first_period});
}

std::string scenario_sheets::quantity_cell(std::size_t quantity, std::size_t period) const {
  const dated_quantity& of = set_.model().parts().quantities()[quantity];
  const auto at = static_cast<std::size_t>(std::find(quantities_.begin(), quantities_.end(), of) - quantities_.begin());
  return "Periods!" + row_fixed({first_row + 2 + at, first_period + period});
}

std::string scenario_sheets::column_title(std::size_t column) const {
  return column < scenario_names_.size() ? scenario_names_[column] : "as given";
}

const driver_setting* scenario_sheets::own_setting(std::size_t d, std::size_t column) const {
  const scenario_driver& driver = set_.drivers()[d];
  if (column >= set_.scenarios().size()) return &driver.base;
  const scenario& s = set_.scenarios()[column];
  if (const auto own = s.own.find(driver.name); own != s.own.end()) return &own->second;
  return inherited_from(column) ? nullptr : &driver.base;
}

std::optional<std::size_t> scenario_sheets::inherited_from(std::size_t column) const {
  const auto scenarios = set_.scenarios();
  if (column >= scenarios.size()) return std::nullopt;
  const auto place_of = [&](std::string_view name) {
    const auto at = std::find_if(scenarios.begin(), scenarios.end(), [&](const scenario& s) { return s.name == name; });
    return static_cast<std::size_t>(at - scenarios.begin());
  };
  if (!scenarios[column].inherits.empty()) return place_of(scenarios[column].inherits);
  if (has_given_) return scenarios.size();
  const std::size_t base = place_of(scenario_set::base_name);
  return base == column ? std::nullopt : std::optional(base);
}

double scenario_sheets::driver_value(std::size_t d, std::size_t column, std::size_t period) const {
  if (column < values_.size()) return values_[column].drivers[period][d];
  const std::vector<ratio>& given = set_.drivers()[d].base.values;
  return to_double(given[given.size() == 1 ? 0 : period]);
}

std::string scenario_sheets::driver_format(std::size_t d) const {
  std::vector<double> all;
  for (std::size_t c = 0; c < driver_columns(); ++c) {
    for (std::size_t t = 0; t < set_.periods().size(); ++t) all.push_back(driver_value(d, c, t));
  }
  return number_format(set_.drivers()[d].unit, all);
}

cell scenario_sheets::driver_cell(std::size_t d, std::size_t column, std::size_t period) const {
  if (!by_period_[d]) return {driver_rows_[d], first_scenario + column};
  return {driver_rows_[d] + 1 + column, first_period + period};
}

void scenario_sheets::add_constant_driver(sheet& to, std::size_t d) {
  const std::size_t row = driver_rows_[d], last = first_scenario + set_.scenarios().size() - 1;
  const std::string format = driver_format(d);
  to.formula({row, used_column},
             fmt::format("INDEX({}:{},1,scenario)", name_of({row, first_scenario}), name_of({row, last})),
             driver_value(d, chosen_, 0), {role::total, format});
  for (std::size_t c = 0; c < driver_columns(); ++c) {
    const cell at = driver_cell(d, c, 0);
    if (own_setting(d, c) != nullptr) {
      to.number(at, driver_value(d, c, 0), {role::input, format});
    } else {
      to.formula(at, name_of(driver_cell(d, *inherited_from(c), 0)), driver_value(d, c, 0), {role::plain, format});
    }
  }
}

void scenario_sheets::add_driver_by_period(sheet& to, std::size_t d) {
  const scenario_driver& driver = set_.drivers()[d];
  const std::size_t row = driver_rows_[d], last = row + set_.scenarios().size();
  const std::string format = driver_format(d);
  for (std::size_t r = row; r <= row + driver_columns(); ++r) {
    to.text({r, 0}, driver.name, {r == row ? role::total : role::quiet});
    to.text({r, 1}, r == row ? "in use" : column_title(r - row - 1), {r == row ? role::total : role::plain});
    to.text({r, 2}, to_string(driver.unit));
  }
  for (std::size_t t = 0; t < set_.periods().size(); ++t) {
    const std::size_t column = first_period + t;
    to.formula({row, column},
               fmt::format("INDEX({}:{},scenario,1)", name_of({row + 1, column}), name_of({last, column})),
               driver_value(d, chosen_, t), {role::total, format});
    for (std::size_t c = 0; c < driver_columns(); ++c) {
      const cell at = driver_cell(d, c, t);
      const driver_setting* const own = own_setting(d, c);
      const double value = driver_value(d, c, t);
      if (own == nullptr) {
        to.formula(at, name_of(driver_cell(d, *inherited_from(c), t)), value, {role::plain, format});
      } else if (t > 0 && own->values.size() == 1) {
        to.formula(at, name_of(driver_cell(d, c, 0)), value, {role::plain, format});
      } else {
        to.number(at, value, {role::input, format});
      }
    }
  }
}

void scenario_sheets::add_drivers(sheet& constant, sheet* by_period) {
  constant.title("Drivers",
                 "blue cells are there to be changed; black ones are computed, also what a scenario takes over");
  std::vector<std::string> numbers{"low", "high", "in use"};
  for (std::size_t c = 0; c < driver_columns(); ++c) numbers.push_back(column_title(c));
  const std::size_t source_column = first_scenario + driver_columns();
  constant.headings(first_row - 1, {"driver", "unit"});
  constant.headings(first_row - 1, numbers, low_column, role::number_heading);
  constant.headings(first_row - 1, {"source", "note", "name in formulas"}, source_column);
  constant.most_width(source_column, 60);
  constant.most_width(source_column + 1, 40);
  if (by_period != nullptr) {
    by_period->title("Drivers by period", "blue cells are there to be changed; black ones are computed");
    by_period->headings(first_row - 1, {"driver", "scenario", "unit"});
    for (std::size_t t = 0; t < set_.periods().size(); ++t) {
      by_period->text({first_row - 1, first_period + t}, set_.periods()[t].label, {role::number_heading});
    }
    by_period->freeze({first_row, first_period});
  }
  for (std::size_t d = 0; d < set_.drivers().size(); ++d) {
    const scenario_driver& driver = set_.drivers()[d];
    const std::size_t row = first_row + d;
    constant.text({row, 0}, driver.name);
    constant.text({row, 1}, to_string(driver.unit));
    if (const auto range = driver.base.widest_bounds()) {
      const interval& bounds = *range;
      const style how{role::quiet, driver_format(d)};
      if (bounds.has_low()) constant.number({row, low_column}, to_double(bounds.low()), how);
      if (bounds.has_high()) constant.number({row, high_column}, to_double(bounds.high()), how);
    }
    constant.text({row, source_column}, driver.source, {role::plain, {}, true});
    constant.text({row, source_column + 1}, driver.note, {role::plain, {}, true});
    constant.text({row, source_column + 2}, driver_names_[d], {role::quiet});
    if (by_period_[d]) {
      constant.text({row, used_column}, "by period", {role::quiet});
      add_driver_by_period(*by_period, d);
    } else {
      add_constant_driver(constant, d);
    }
  }
  constant.freeze({first_row, first_scenario});
}

std::string scenario_sheets::driver_check() const {
  const std::size_t drivers = set_.drivers().size(), columns = driver_columns(), periods = set_.periods().size();
  const auto varying = static_cast<std::size_t>(std::count(by_period_.begin(), by_period_.end(), true));
  std::string text = std::to_string((drivers - varying) * columns + varying * (columns + 1) * periods);
  if (varying < drivers) {
    text += "-COUNT(Drivers!" +
            fixed({first_row, first_scenario}, {first_row + drivers - 1, first_scenario + columns - 1}) + ')';
  }
  if (varying > 0) {
    text += "-COUNT('Driver periods'!" +
            fixed({first_row, first_period}, {first_row + varying * (columns + 1) - 1, first_period + periods - 1}) +
            ')';
  }
  return text;
}

}  // namespace runrate::excel
