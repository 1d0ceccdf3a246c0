#ifndef RUNRATE_MODEL_DETAIL_TRIAL_COLUMNS_INL_HPP
#define RUNRATE_MODEL_DETAIL_TRIAL_COLUMNS_INL_HPP

#include <runrate/model/trial_columns.hpp>

#include <algorithm>
#include <cmath>

namespace runrate {

RUNRATE_FUNC result<trial_drivers> trial_drivers::of(const driver_values& values,
                                                     std::span<const expression::named> drivers,
                                                     const timeline& periods) {
  if (const auto covered = covers(values, drivers, periods); !covered) return covered.error();
  trial_drivers all(drivers.size(), periods.size());
  for (std::size_t d = 0; d < drivers.size(); ++d) {
    const std::vector<ratio>& set = values.find(drivers[d].name)->values;
    if (set.size() == 1) {
      all.set(d, to_double(set.front()));
    } else {
      for (std::size_t t = 0; t < set.size(); ++t) all.set(d, t, to_double(set[t]));
    }
  }
  return all;
}

namespace detail {

RUNRATE_FUNC void check_block(const formulas& f, const timeline& periods, const trial_range& trials,
                              const trial_drivers& drivers, const trial_lines& into) {
  if (drivers.drivers() != f.drivers().size() || drivers.periods() != periods.size()) {
    throw_contract("a block of trials has " + std::to_string(drivers.drivers()) + " drivers in " +
                   std::to_string(drivers.periods()) + " periods, and the model " + std::to_string(f.drivers().size()) +
                   " in " + std::to_string(periods.size()));
  }
  if (into.lines() != f.lines().size() || into.periods() != periods.size() || trials.count > into.most_trials()) {
    throw_contract("a buffer for " + std::to_string(into.lines()) + " lines, " + std::to_string(into.periods()) +
                   " periods and " + std::to_string(into.most_trials()) + " trials is given for " +
                   std::to_string(f.lines().size()) + ", " + std::to_string(periods.size()) + " and " +
                   std::to_string(trials.count) + ": use the model's own");
  }
}

RUNRATE_FUNC const double* last_trials(const trial_drivers& drivers, std::size_t period, std::size_t begin,
                                       std::size_t end, trial_lines& into) {
  std::vector<cache_line>& memory = into.memory().copies;
  memory.resize(std::max(memory.size(), drivers.drivers() * widest_pack / 8));
  double* const copies = memory.data()->values;
  for (std::size_t d = 0; d < drivers.drivers(); ++d) {
    if (!drivers.varies(d, period)) continue;
    const double* const values = drivers.values(d, period);
    for (std::size_t i = 0; i < widest_pack; ++i) {
      copies[d * widest_pack + i] = values[std::min(begin + i, end - 1)];
    }
  }
  return copies;
}

RUNRATE_FUNC std::optional<reason> not_finite(const formulas& f, const timeline& periods, const trial_lines& computed,
                                              std::size_t begin, std::size_t end) {
  std::size_t trial = end, line = 0, period = 0;
  for (std::size_t t = 0; t < computed.periods(); ++t) {
    for (std::size_t l = 0; l < computed.lines(); ++l) {
      const std::span<const double> column = computed.column(l, t);
      for (std::size_t i = begin; i < trial; ++i) {
        if (!std::isfinite(column[i])) trial = i, line = l, period = t;
      }
    }
  }
  if (trial == end) return std::nullopt;
  const double value = computed.column(line, period)[trial];
  const std::string number = std::to_string(computed.trials().first + trial);
  const char* const found = std::isnan(value) ? "not a number" : value < 0 ? "minus infinity" : "infinite";
  const std::string& name = f.lines()[line].name;
  return reason{reason_code::out_of_range,
                name + " in " + periods[period].label + " is " + found + " in trial " + number +
                    ": a division by zero, a logarithm of zero or less, or a number beyond 1.8e308 leads to it",
                {{"line", name}, {"period", periods[period].label}, {"trial", number}}};
}

}  // namespace detail
}  // namespace runrate

#endif
