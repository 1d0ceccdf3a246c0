#ifndef RUNRATE_SCENARIO_DETAIL_SENSITIVITY_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_SENSITIVITY_INL_HPP

#include <runrate/scenario/detail/scenario-inl.hpp>
#include <runrate/scenario/sensitivity.hpp>

#include <algorithm>
#include <cmath>

namespace runrate {
namespace detail {

inline exact magnitude(const exact& a) { return max(a, -a); }

/// All values at their lower or upper bounds.
inline driver_setting at_bound(const driver_setting& s, bool high) {
  driver_setting moved;
  for (const interval& b : s.bounds) moved.values.push_back(ratio(high ? b.high() : b.low()));
  return moved;
}

inline result<exact> measured(const scenario_set& set, std::string_view scenario, const measure& of,
                              const driver_values& instead) {
  const auto run = set.run(scenario, instead);
  if (!run) return run.error();
  return value_of(of, *run);
}

inline reason no_driver(const scenario_set& set, std::string_view name) {
  std::vector<std::string> names;
  for (const scenario_driver& d : set.drivers()) names.push_back(d.name);
  return no_such("driver", name, names);
}

}  // namespace detail

RUNRATE_FUNC result<tornado> tornado_by_range(const scenario_set& set, std::string_view scenario, const measure& of) {
  const auto values = set.values(scenario);
  if (!values) return values.error();
  const auto base = detail::measured(set, scenario, of, {});
  if (!base) return base.error();
  tornado made{of, *base, {}, {}};
  for (const expression::named& d : set.model().drivers()) {
    const driver_setting& s = *values->find(d.name);
    const bool bounded = !s.bounds.empty() && std::all_of(s.bounds.begin(), s.bounds.end(), [](const interval& b) {
      return b.has_low() && b.has_high();
    });
    if (!bounded) {
      made.without_range.push_back(d.name);
      continue;
    }
    exact ends[2];
    for (const bool high : {false, true}) {
      driver_values moved;
      moved.set(d.name, detail::at_bound(s, high));
      const auto value = detail::measured(set, scenario, of, moved);
      if (!value) {
        reason why = value.error();
        why.text = "with " + d.name + " at its " + (high ? "upper" : "lower") + " bound: " + why.text;
        return why;
      }
      ends[high ? 1 : 0] = *value;
    }
    made.bars.push_back({d.name, s.bounds[0], ends[0], ends[1], detail::magnitude(ends[1] - ends[0])});
  }
  std::stable_sort(made.bars.begin(), made.bars.end(),
                   [](const tornado_bar& a, const tornado_bar& b) { return b.width.value() < a.width.value(); });
  return made;
}

RUNRATE_FUNC result<std::vector<driver_slope>> slopes(const scenario_set& set, std::string_view scenario,
                                                      const measure& of) {
  const auto values = set.values(scenario);
  if (!values) return values.error();
  // What moves is a factor of the driver, from 1 on: so it moves the values of all periods together.
  const auto drivers = set.model().drivers();
  std::vector<dual> moved;
  for (std::size_t t = 0; t < set.periods().size(); ++t) {
    for (std::size_t i = 0; i < drivers.size(); ++i) {
      const driver_setting& s = *values->find(drivers[i].name);
      const double value = to_double(s.values[s.values.size() == 1 ? 0 : t]);
      moved.push_back(dual::driver(value, i, value));
    }
  }
  auto lines = detail::formula_values(set.model(), set.periods(), moved, set.most_work());
  if (!lines) return lines.error();
  const dual figure = value_of(of, model_run<dual>(set.model(), set.periods(), *std::move(lines)));
  std::vector<driver_slope> all;
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    std::optional<double> elasticity;
    if (figure.value() != 0) elasticity = figure.derivative(i) / figure.value();
    all.push_back({drivers[i].name, figure.derivative(i) * 0.01, elasticity});
  }
  std::stable_sort(all.begin(), all.end(), [](const driver_slope& a, const driver_slope& b) {
    return std::abs(a.one_percent) > std::abs(b.one_percent);
  });
  return all;
}

RUNRATE_FUNC result<driver_grid> grid(const scenario_set& set, std::string_view scenario, const measure& of,
                                      std::string_view row_driver, std::vector<ratio> rows,
                                      std::string_view column_driver, std::vector<ratio> columns) {
  constexpr std::size_t most_cells = 10'000;
  if (rows.empty() || columns.empty() || rows.size() > most_cells / columns.size()) {
    detail::throw_contract("grid: 1 to 10,000 cells were expected");
  }
  for (const std::string_view name : {row_driver, column_driver}) {
    if (set.find_driver(name) == nullptr) return detail::no_driver(set, name);
  }
  if (row_driver == column_driver) {
    return reason{reason_code::contradiction, "a grid is over two drivers, and both are " + std::string(row_driver)};
  }
  driver_grid made{std::string(row_driver), std::string(column_driver), std::move(rows), std::move(columns), {}};
  for (const ratio& r : made.rows) {
    for (const ratio& c : made.columns) {
      driver_values moved;
      moved.set(row_driver, {{r}}).set(column_driver, {{c}});
      made.values.push_back(detail::measured(set, scenario, of, moved));
    }
  }
  return made;
}

RUNRATE_FUNC std::vector<ratio> spread_evenly(const interval& range, int count) {
  if (count < 2 || count > 10'000) detail::throw_contract("spread_evenly: 2 to 10,000 values were expected");
  const ratio low(range.low()), step = (ratio(range.high()) - low) / ratio(count - 1);
  std::vector<ratio> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) all.push_back((low + step * ratio(i)).reduced());
  return all;
}

}  // namespace runrate

#endif
