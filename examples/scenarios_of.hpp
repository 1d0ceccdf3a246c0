// Scenarios for a model in C++, from a file that has the same model as text.
#ifndef RUNRATE_EXAMPLES_SCENARIOS_OF_HPP
#define RUNRATE_EXAMPLES_SCENARIOS_OF_HPP

#include <runrate/io.hpp>
#include <runrate/model.hpp>
#include <runrate/scenario.hpp>

#include <algorithm>
#include <string>
#include <vector>

/// From the lowest to the highest value that the file has of each driver; ten percent around one that never changes.
inline std::vector<runrate::driver_range> ranges_of(const runrate::scenario_set& set) {
  using namespace runrate;
  std::vector<driver_range> ranges;
  for (const expression::named& used : set.model().drivers()) {
    std::vector<decimal> values;
    for (const scenario& s : set.scenarios()) {
      const driver_values all = set.values(s.name).value();
      const driver_setting& setting = *all.find(used.name);
      for (const ratio& value : setting.values) values.push_back(round(value, round_to{decimal::places}));
      for (const interval& bounds : setting.bounds) {
        if (bounds.has_low()) values.push_back(bounds.low());
        if (bounds.has_high()) values.push_back(bounds.high());
      }
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const decimal around = *low == *high ? abs(*low) / 10 : decimal();
    ranges.emplace_back(used.name, *low - around, *high + around);
  }
  return ranges;
}

/// The file's scenarios, where its formulas are those of the model and give the same exact figures in every scenario,
/// and the model conforms.
template <runrate::revenue_model Model>
runrate::scenario_file scenarios_of(const Model& model, const std::string& path) {
  using namespace runrate;
  scenario_file file = read_scenario_file(path);
  if (!file.set) throw contract_error(to_string(file.problems));
  const formulas traced = trace(model).value();
  const formulas& text = file.set->model();
  if (!same_formulas(traced, text)) throw contract_error(path + " has other formulas than the model");
  for (const line_formula& line : text.lines()) {
    if (line.adds_up() != traced.lines()[*traced.find(line.name)].adds_up()) {
      throw contract_error(path + " and the model differ in whether " + line.name + " adds up");
    }
  }
  for (const scenario& s : file.set->scenarios()) {
    const auto values = file.set->values(s.name).value();
    const auto computed = evaluate<decimal>(model, file.set->periods(), values).value();
    const auto read = file.set->run(s.name).value();
    for (const line_formula& line : text.lines()) {
      for (std::size_t t = 0; t < file.set->periods().size(); ++t) {
        if (computed.value(line.name, t).value() != read.value(line.name, t).value()) {
          throw contract_error(path + " gives another " + line.name + " than the model in " + s.name);
        }
      }
    }
  }
  const conformance_report report = check_conformance(model, file.set->periods(), ranges_of(*file.set), {.trials = 20});
  if (!report.conforms()) throw contract_error(path + ": the model does not conform: " + to_string(report));
  return file;
}

#endif
