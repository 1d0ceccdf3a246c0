// The first sheet of a scenario's workbook: what it is, the scenario in use, and the figures on the whole; and charts.
#include <fmt/format.h>

#include <algorithm>

#include "workbook_scenarios.hpp"

namespace runrate::excel {
namespace {

constexpr std::size_t switch_row = 3, names_row = 7;

}  // namespace

std::size_t scenario_sheets::lead_line() const {
  const auto lines = set_.model().lines();
  if (const auto named = set_.model().find(about_.lead)) return *named;
  for (std::size_t l = lines.size(); l > 0; --l) {
    if (lines[l - 1].adds_up()) return l - 1;
  }
  return lines.size() - 1;
}

/// The scenario in use, in one cell, and its number, which everything reads.
std::size_t scenario_sheets::add_switch(sheet& to, std::size_t row) {
  const std::size_t last = names_row + scenario_names_.size() - 1;
  const std::string names = fixed({names_row, 0}, {last, 0}), in_use = fixed({row, 1});
  to.text({row, 0}, "Scenario in use", {role::total});
  to.text({row, 1}, scenario_names_[chosen_], {role::input, "@"});
  to.text({row, 2}, "choose another here: the sheets Drivers and Lines follow", {role::quiet});
  to.allow_only({row, 1}, names, "A scenario of the list below");
  to.text({row + 1, 0}, "its number");
  // EXACT, since MATCH takes * and ? for any text.
  to.formula({row + 1, 1},
             fmt::format("IF(SUMPRODUCT(EXACT({0},{1})*1)=1,SUMPRODUCT(EXACT({0},{1})*{2}),NA())", names, in_use,
                         fixed({names_row, 1}, {last, 1})),
             static_cast<double>(chosen_ + 1));
  book_.define_as("scenario", "Summary!" + fixed({row + 1, 1}));
  to.text({row + 2, 0}, "driver cells without a number");
  to.formula({row + 2, 1}, driver_check(), 0);
  to.mark_above_zero({row + 2, 1});
  to.text({row + 2, 2}, "must be 0: an empty cell would count as zero", {role::quiet});
  return row + 3;
}

std::size_t scenario_sheets::add_scenario_list(sheet& to, std::size_t row) {
  for (std::size_t s = 0; s < scenario_names_.size(); ++s, ++row) {
    const scenario& of = set_.scenarios()[s];
    to.text({row, 0}, scenario_names_[s], {role::plain, "@"});
    to.number({row, 1}, static_cast<double>(s + 1), {role::quiet});
    std::string note =
        of.inherits.empty() ? of.note : "inherits " + of.inherits + (of.note.empty() ? "" : ": " + of.note);
    if (!values_[s].why_none.empty()) note += (note.empty() ? "" : "; ") + values_[s].why_none;
    to.text({row, 2}, note, {role::quiet});
  }
  return row + 1;
}

/// Each line on the whole, in each scenario.
std::size_t scenario_sheets::add_wholes(sheet& to, std::size_t row) {
  const auto scenarios = set_.scenarios();
  const std::size_t used = 3, first = 4, by_weight = first + scenarios.size();
  const bool weighted =
      std::any_of(scenarios.begin(), scenarios.end(), [](const scenario& s) { return s.weight.has_value(); });
  std::vector<std::string> headings{"in use"};
  headings.insert(headings.end(), scenario_names_.begin(), scenario_names_.end());
  if (weighted) headings.emplace_back("by weight");
  to.headings(row, {"line", "unit", "kind"});
  to.headings(row, headings, used, role::number_heading);
  const std::size_t weights = ++row;
  if (weighted) {
    to.text({weights, 0}, "weight");
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      if (scenarios[s].weight) to.number({weights, first + s}, to_double(*scenarios[s].weight), {role::input, "0.00%"});
    }
    ++row;
  }
  summary_totals_row_ = row;
  for (std::size_t l = 0; l < rows_.lines(); ++l, ++row) {
    const line_formula& line = set_.model().lines()[l];
    const style how{role::plain, line_format(l)};
    to.text({row, 0}, line.name, {role::total});
    to.text({row, 1}, to_string(line.unit));
    to.text({row, 2}, line.adds_up() ? "sum" : "last", {role::quiet});
    to.formula({row, used}, "Lines!" + name_of({first_row + l, whole_column()}), values_[chosen_].wholes[l],
               {role::total, how.format});
    double mean = 0;
    std::string sum;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      to.formula({row, first + s}, "Scenarios!" + name_of({row_of(s, l), whole_column()}), values_[s].wholes[l], how);
      if (!scenarios[s].weight || sign(*scenarios[s].weight) == 0) continue;
      mean += to_double(*scenarios[s].weight) * values_[s].wholes[l];
      sum += (sum.empty() ? "" : "+") + name_of({row, first + s}) + '*' + row_fixed({weights, first + s});
    }
    if (sum.size() > 4'000) {
      sum = fmt::format("SUMPRODUCT({}:{},{})", name_of({row, first}), name_of({row, by_weight - 1}),
                        fixed({weights, first}, {weights, by_weight - 1}));
    }
    if (weighted) to.formula({row, by_weight}, sum, mean, how);
  }
  return row + 1;
}

/// What each comparison comes to, from the sheet that has it by period.
std::size_t scenario_sheets::add_compared(sheet& to, std::size_t row) {
  const std::size_t kind = first_period + set_.periods().size();
  const auto value_of = [&](const std::string& name, std::size_t l) {
    const auto s = number_of(name);
    return s ? values_[*s].wholes[l] : 0.0;
  };
  std::size_t there = first_row;
  for (const compared_scenarios& c : about_.comparisons) {
    to.headings(row, {c.name + ": " + c.with + " minus " + c.without, "unit", "kind"});
    to.headings(row++, {"incremental", "with", "without", "growth"}, 3, role::number_heading);
    for (std::size_t l = 0; l < rows_.lines(); ++l, ++row, ++there) {
      const line_formula& line = set_.model().lines()[l];
      const std::string format = line_format(l);
      const double a = value_of(c.with, l), b = value_of(c.without, l);
      const auto of = [&](std::size_t column) { return "Comparisons!" + name_of({there, kind + column}); };
      to.text({row, 0}, line.name);
      to.text({row, 1}, to_string(line.unit));
      to.text({row, 2}, line.adds_up() ? "sum" : "last", {role::quiet});
      to.formula({row, 3}, of(3), a - b, {role::total, format});
      to.formula({row, 4}, of(1), a, {role::plain, format});
      to.formula({row, 5}, of(2), b, {role::plain, format});
      to.formula({row, 6}, of(4), b > 0 ? std::optional((a - b) / b) : std::nullopt, {role::plain, "0.00%"});
    }
    if (!c.note.empty()) {
      to.text({row++, 0}, c.note, {role::quiet});
      ++there;
    }
    ++row;
    ++there;
  }
  return row;
}

std::optional<std::size_t> scenario_sheets::number_of(std::string_view scenario) const {
  for (std::size_t s = 0; s < values_.size(); ++s) {
    if (set_.scenarios()[s].name == scenario) return s;
  }
  return std::nullopt;
}

/// What was said, and the share of it that each scenario comes to.
std::size_t scenario_sheets::add_targets(sheet& to, std::size_t row) {
  if (about_.targets.empty()) return row;
  constexpr std::size_t said = 3, first = 4;
  const bool any_difference = std::any_of(about_.targets.begin(), about_.targets.end(),
                                          [](const workbook_target& t) { return !t.with.empty(); });
  std::vector<std::string> numbers{"figure said"};
  numbers.insert(numbers.end(), scenario_names_.begin(), scenario_names_.end());
  if (any_difference) numbers.emplace_back("difference");
  to.headings(row, {"held against what was said", "of", "said"});
  to.headings(row, numbers, said, role::number_heading);
  to.headings(row++, {"source"}, said + numbers.size());
  const style share{role::plain, "0.0%"};
  for (const workbook_target& t : about_.targets) {
    const bool adds_up = set_.model().lines()[t.of.line].adds_up();
    // In one scenario: what its cell refers to, and what that comes to.
    const auto of = [&](std::size_t s) {
      const std::size_t at = row_of(s, t.of.line);
      const cell last{at, first_period + t.of.end - 1};
      double value = 0;
      for (std::size_t p = adds_up ? t.of.first : t.of.end - 1; p < t.of.end; ++p) {
        value += values_[s].rows[p * rows_.rows() + t.of.line];
      }
      return std::pair(
          adds_up ? fmt::format("SUM(Scenarios!{}:{})", name_of({at, first_period + t.of.first}), name_of(last))
                  : "Scenarios!" + name_of(last),
          value);
    };
    const std::string what = to_string(t.of, set_.model(), set_.periods());
    const double figure = to_double(t.value);
    const std::string by = '/' + row_fixed({row, said});
    to.text({row, 0}, t.name);
    to.text({row, 1}, t.with.empty() ? what : fmt::format("{}: {} minus {}", what, t.with, t.without));
    to.text({row, 2}, t.said);
    to.number({row, said}, figure, {role::quiet, line_format(t.of.line)});
    to.text({row, said + numbers.size()}, t.source, {role::quiet});
    if (t.value == decimal()) {  // of which there is no share
      ++row;
      continue;
    }
    if (const auto with = number_of(t.with), without = number_of(t.without); with && without) {
      const auto [a, a_value] = of(*with);
      const auto [b, b_value] = of(*without);
      to.formula({row, first + values_.size()}, fmt::format("({}-{}){}", a, b, by), (a_value - b_value) / figure,
                 share);
    } else {
      for (std::size_t s = 0; s < values_.size(); ++s) {
        const auto [text, value] = of(s);
        to.formula({row, first + s}, text + by, value / figure, share);
      }
    }
    ++row;
  }
  return row + 1;
}

void scenario_sheets::add_summary(sheet& to) {
  to.title(about_.title.empty() ? "Scenarios" : about_.title, about_.note);
  add_switch(to, switch_row);
  std::size_t row = add_scenario_list(to, names_row);
  row = add_wholes(to, row);
  row = add_compared(to, row);
  row = add_targets(to, row);
  to.headings(row++, {"What this is"});
  for (const auto& [name, value] : about_.facts.entries) {
    to.text({row, 0}, name);
    to.text({row++, 1}, value);
  }
  for (
      const std::string_view sentence :
      {"A revenue model: each line is a formula over drivers and periods. Blue cells of the sheet Drivers are there to "
       "be changed; all else is computed from them.",
       "A sum is that of all periods; of a level, such as a number of chips, the last period counts. Incremental is "
       "one "
       "scenario minus another.",
       "An exit run-rate is the last period's amount at a yearly rate: times four for quarters, twelve for months.",
       "Nothing is rounded in the formulas; cells show fewer digits than they hold. #N/A and #DIV/0! stand for figures "
       "that do not exist."}) {
    to.text({row++, 0}, sentence, {role::quiet});
  }
  to.most_width(0, 30);
  to.most_width(1, 22);
  to.most_width(2, 14);
}

void scenario_sheets::add_charts(sheet& to, const sheet& summary, const sheet& lines_of, const sheet& scenarios) {
  const auto lines = set_.model().lines();
  const std::size_t lead = lead_line(), last = first_period + set_.periods().size() - 1;
  const std::string labels = "=Lines!" + fixed({first_row - 1, first_period}, {first_row - 1, last});
  constexpr std::size_t most_series = 10;
  to.title("Charts", "they follow the drivers and the scenario in use");
  to.print_on_one_page();

  const std::string unit = to_string(lines[lead].unit);
  lxw_chart* const in_use = book_.add_chart(LXW_CHART_LINE, "The scenario in use, by period", unit);
  std::size_t drawn = 0;
  for (std::size_t l = 0; l < lines.size() && drawn < most_series; ++l) {
    if (lines[l].unit != lines[lead].unit) continue;
    const std::size_t row = first_row + l;
    book_.add_series(in_use, labels, lines_of, {row, first_period}, {row, last}, "=Lines!" + fixed({row, 0}));
    ++drawn;
  }
  to.place(in_use, {3, 0}, "Lines in " + unit + " by period, in the scenario that is in use");

  lxw_chart* const all = book_.add_chart(LXW_CHART_LINE, lines[lead].name + " by scenario", unit);
  for (std::size_t s = 0; s < std::min(values_.size(), most_series); ++s) {
    const std::size_t row = row_of(s, lead);
    book_.add_series(all, labels, scenarios, {row, first_period}, {row, last}, "=Scenarios!" + fixed({row, 0}));
  }
  to.place(all, {26, 0}, lines[lead].name + " by period, in each scenario");

  const std::size_t row = summary_totals_row_ + lead, end = 4 + values_.size() - 1;
  const std::size_t names = summary_totals_row_ - 1 -
                            (std::any_of(set_.scenarios().begin(), set_.scenarios().end(),
                                         [](const scenario& s) { return s.weight.has_value(); })
                                 ? 1
                                 : 0);
  lxw_chart* const wholes = book_.add_chart(LXW_CHART_COLUMN, lines[lead].name + " on the whole, by scenario", unit);
  book_.add_series(wholes, "=Summary!" + fixed({names, 4}, {names, end}), summary, {row, 4}, {row, end},
                   "=Summary!" + fixed({row, 0}));
  if (wholes != nullptr) chart_legend_set_position(wholes, LXW_CHART_LEGEND_NONE);
  to.place(wholes, {49, 0}, lines[lead].name + " over all periods, in each scenario");
}

}  // namespace runrate::excel
