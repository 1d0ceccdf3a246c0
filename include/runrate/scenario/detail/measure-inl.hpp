#ifndef RUNRATE_SCENARIO_DETAIL_MEASURE_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_MEASURE_INL_HPP

#include <runrate/scenario/detail/scenario-inl.hpp>
#include <runrate/scenario/measure.hpp>

namespace runrate {

RUNRATE_FUNC result<measure> measure::of(const formulas& model, const timeline& periods, std::string_view line,
                                         std::string_view label) {
  const auto place = model.find(line);
  if (!place) {
    std::vector<std::string> names;
    for (const line_formula& l : model.lines()) names.push_back(l.name);
    return detail::no_such("line", line, names);
  }
  if (label.empty()) return measure{*place, 0, periods.size()};
  if (const auto period = periods.find(label)) return measure{*place, *period, *period + 1};
  // A year's label: its periods, all of them.
  std::string asked(label);
  bool fiscal = false;
  if (const auto read = parse_label(label)) asked = to_string(*read), fiscal = read->is_fiscal();
  std::size_t first = periods.size(), end = 0;
  for (std::size_t t = 0; t < periods.size(); ++t) {
    const std::string year = (fiscal ? "FY" : "") + std::to_string(periods[t].year);
    const bool same_kind = fiscal == periods[t].label.starts_with("FY");
    if (year != asked || !same_kind) continue;
    first = std::min(first, t);
    end = t + 1;
  }
  if (first < end && end - first == static_cast<std::size_t>(periods.per_year())) return measure{*place, first, end};
  if (first < end) {
    return reason{reason_code::wrong_period,
                  "only " + std::to_string(end - first) + " of the " + std::to_string(periods.per_year()) +
                      " periods of " + asked + " are in the timeline",
                  {{"period", std::string(label)}}};
  }
  return reason{reason_code::operand_missing,
                "there is no period " + std::string(label) + "; they go from " + periods[0].label + " to " +
                    periods[periods.size() - 1].label,
                {{"period", std::string(label)}}};
}

RUNRATE_FUNC std::string to_string(const measure& m, const formulas& model, const timeline& periods) {
  const line_formula& line = model.lines()[m.line];
  const std::string& last = periods[m.end - 1].label;
  if (m.end - m.first == 1 || !line.adds_up()) return line.name + " in " + last;
  return line.name + " in " + periods[m.first].label + " to " + last;
}

}  // namespace runrate

#endif
