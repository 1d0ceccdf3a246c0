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
    return no_such("line", line, names);
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

namespace detail {

/// "2026" for all the periods of a year, "2025 to 2027" for those of several; the labels of the first and the last
/// else.
inline std::string span_text(const timeline& periods, std::size_t first, std::size_t end) {
  const model_period &from = periods[first], &to = periods[end - 1];
  const auto year = [](const model_period& p) {
    return (p.label.starts_with("FY") ? "FY" : "") + std::to_string(p.year);
  };
  const bool whole = from.position == 1 && to.position == to.per_year;
  const std::string begin = whole ? year(from) : from.label, last = whole ? year(to) : to.label;
  return begin == last ? begin : begin + " to " + last;
}

}  // namespace detail

RUNRATE_FUNC std::string to_string(const measure& m, const formulas& model, const timeline& periods) {
  const line_formula& line = model.lines()[m.line];
  return line.name + " in " + (line.adds_up() ? detail::span_text(periods, m.first, m.end) : periods[m.end - 1].label);
}

}  // namespace runrate

#endif
