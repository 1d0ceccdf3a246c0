// Charts of scenarios and of their simulation.
#include <runrate/report/result_charts.hpp>

#include "amount_text.hpp"

#include <runrate/core/errors.hpp>
#include <runrate/core/format.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace runrate {
namespace {

using detail::amount_text;

// To the nine places of a decimal, as the program's JSON has it; nothing for what has no value, or is beyond all
// decimals.
chart_cell cell_of(const exact& value) {
  if (value.why_missing() != nullptr) return {};
  static const ratio most(decimal::parse("1000000000000000000000").value());
  if (value.value() > most || value.value() < -most) return chart_number(to_double(value.value()));
  return chart_number(round(value.value(), round_to{decimal::places}));
}

double double_of(const exact& value) { return to_double(value.value()); }

std::string unit_of_line(const scenario_set& set, std::size_t line) {
  const unit& of = set.model().lines()[line].unit;
  return of.is_none() ? "" : to_string(of);
}

std::string text_of(const exact& value, const std::string& unit) { return amount_text(double_of(value), unit); }

}  // namespace

chart bridge_chart(const scenario_set& set, std::string_view from, std::string_view to, const scenario_bridge& bridge) {
  const std::string unit = unit_of_line(set, bridge.of.line);
  const std::string what = to_string(bridge.of, set.model(), set.periods());
  std::string sentence = fmt::format("{} goes from {} in {} to {} in {}", what, text_of(bridge.from, unit), from,
                                     text_of(bridge.to, unit), to);
  const auto widest =
      std::max_element(bridge.steps.begin(), bridge.steps.end(), [](const bridge_step& a, const bridge_step& b) {
        return std::abs(double_of(a.adds)) < std::abs(double_of(b.adds));
      });
  if (widest != bridge.steps.end()) {
    sentence += fmt::format("; the largest step is {}, {}", widest->driver, text_of(widest->adds, unit));
  }
  chart made(chart_kind::bridge, fmt::format("{}: from {} to {}", what, from, to), sentence + ".", unit);
  made.add_row({std::string(from), chart_cell(), cell_of(bridge.from)});
  exact total = bridge.from;
  for (const bridge_step& step : bridge.steps) {
    total += step.adds;
    made.add_row({step.driver, cell_of(step.adds), cell_of(total)});
  }
  made.add_row({std::string(to), chart_cell(), cell_of(bridge.to)});
  made.add_note("the order of the steps decides which driver is credited with what several do together");
  return made;
}

chart tornado_chart(const scenario_set& set, std::string_view scenario, const tornado& ranges) {
  const std::string unit = unit_of_line(set, ranges.of.line);
  const std::string what = to_string(ranges.of, set.model(), set.periods());
  std::string sentence = fmt::format("No driver that {} reads has a range.", what);
  if (!ranges.bars.empty()) {
    const tornado_bar& first = ranges.bars.front();
    sentence = fmt::format(
        "{} is {} in {}; over its range, {} alone moves it between {} and {}{}.", what, text_of(ranges.base, unit),
        scenario, first.driver,
        text_of(std::min(double_of(first.at_low), double_of(first.at_high)) == double_of(first.at_low) ? first.at_low
                                                                                                       : first.at_high,
                unit),
        text_of(double_of(first.at_low) < double_of(first.at_high) ? first.at_high : first.at_low, unit),
        ranges.bars.size() > 1 ? ", the most of any" : "");
  }
  chart made(chart_kind::tornado, fmt::format("What decides {}", what), sentence, unit);
  std::string without_effect, by_period;
  for (const tornado_bar& bar : ranges.bars) {
    if (sign(bar.width.value()) == 0) {
      without_effect += (without_effect.empty() ? "" : ", ") + bar.driver;
      continue;
    }
    const scenario_driver* driver = set.find_driver(bar.driver);
    if (driver != nullptr && !driver->base.has_same_bounds()) by_period += (by_period.empty() ? "" : ", ") + bar.driver;
    made.add_row({bar.driver, chart_number(bar.range.low()), chart_number(bar.range.high()), cell_of(bar.at_low),
                  cell_of(bar.at_high)});
  }
  made.add_mark({std::string(scenario), interval(round(ranges.base.value(), round_to{decimal::places}))});
  if (!by_period.empty()) made.add_note("by period, the ends shown are those of the first: " + by_period);
  if (!without_effect.empty()) made.add_note("without effect: " + without_effect);
  if (!ranges.without_range.empty()) {
    made.add_note(fmt::format("without a range, or with one that is open: {}", fmt::join(ranges.without_range, ", ")));
  }
  return made;
}

chart scenario_chart(const scenario_set& set, std::span<const std::string> scenarios, std::size_t line) {
  const std::string unit = unit_of_line(set, line);
  const std::string& name = set.model().lines()[line].name;
  chart made(
      chart_kind::lines, fmt::format("{} by scenario", name),
      [&] {
        const measure whole{line, 0, set.periods().size()};  // of what adds up all periods, else the last
        std::string all;
        for (const std::string& s : scenarios) {
          const auto run = set.run(s);
          if (!run) continue;
          const exact value = value_of(whole, *run);
          if (value.why_missing() != nullptr) continue;
          all += fmt::format("{}{} in {}", all.empty() ? "" : ", ", text_of(value, unit), s);
        }
        return fmt::format("{} is {}.", to_string(whole, set.model(), set.periods()),
                           all.empty() ? "without a value" : all);
      }(),
      unit);
  for (const std::string& s : scenarios) {
    const auto run = set.run(s);
    for (std::size_t t = 0; t < set.periods().size(); ++t) {
      made.add_row({set.periods()[t].label, s, run ? cell_of(run->value(line, t)) : chart_cell()});
    }
  }
  return made;
}

chart fan_chart(const scenario_set& set, std::size_t line, const simulated& found) {
  const std::string unit = unit_of_line(set, line);
  const std::string& name = set.model().lines()[line].name;
  const std::size_t last = set.periods().size() - 1;
  const trial_summary& at_end = found.of({{line, last, last + 1}});
  chart made(
      chart_kind::fan, fmt::format("{}: how it may go", name),
      fmt::format("In {} half of the trials have {} between {} and {}, and 90 of 100 between {} and {}.",
                  set.periods()[last].label, name, amount_text(at_end.percentile(0.25).value, unit),
                  amount_text(at_end.percentile(0.75).value, unit), amount_text(at_end.percentile(0.05).value, unit),
                  amount_text(at_end.percentile(0.95).value, unit)),
      unit);
  for (std::size_t t = 0; t <= last; ++t) {
    const trial_summary& s = found.of({{line, t, t + 1}});
    const auto at = [&](double share) { return chart_number(s.percentile(share).value); };
    made.add_row({set.periods()[t].label, name, at(0.5), at(0.25), at(0.75), at(0.05), at(0.95)});
  }
  number_format grouped;
  grouped.grouped = true;
  made.add_note(fmt::format("{} trials, seed {}; simulated in double", format_number(decimal(found.trials), grouped),
                            found.seed));
  return made;
}

chart distribution_chart(std::string_view title, const trial_summary& of, std::string_view unit, std::size_t classes) {
  if (classes == 0) detail::throw_contract("distribution_chart: there is no class");
  const double low = of.percentile(0.001).value, high = of.percentile(0.999).value;
  chart made(chart_kind::distribution, std::string(title),
             fmt::format("The middle of the trials is {}; 80 of 100 lie between {} and {}.",
                         amount_text(of.percentile(0.5).value, unit), amount_text(of.percentile(0.1).value, unit),
                         amount_text(of.percentile(0.9).value, unit)),
             std::string(unit));
  if (!(low < high)) {
    made.add_row({chart_number(low), chart_number(high), chart_number(1.0)});
    return made;
  }
  const double width = (high - low) / static_cast<double>(classes);
  double below = 0;
  for (std::size_t i = 0; i < classes; ++i) {
    const double from = low + width * static_cast<double>(i), to = i + 1 == classes ? high : from + width;
    const double up_to = i + 1 == classes ? 1 : of.share_below(to);
    made.add_row({chart_number(from), chart_number(to), chart_number(std::max(up_to - below, 0.0))});
    below = up_to;
  }
  made.add_note("the first and the last class hold what lies beyond");
  return made;
}

chart cumulative_chart(std::string_view title, const trial_summary& of, std::string_view unit) {
  chart made(chart_kind::cumulative, std::string(title),
             fmt::format("With a probability of 1 in 10 it is {} or less, and of 1 in 10 {} or more.",
                         amount_text(of.percentile(0.1).value, unit), amount_text(of.percentile(0.9).value, unit)),
             std::string(unit));
  for (int percent = 1; percent < 100; percent += 2) {
    const double share = percent / 100.0;
    made.add_row({chart_number(of.percentile(share).value), chart_number(share)});
  }
  return made;
}

}  // namespace runrate
