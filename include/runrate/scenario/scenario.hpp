// Scenarios: named sets of driver values over a base, of one model and one timeline.
#ifndef RUNRATE_SCENARIO_SCENARIO_HPP
#define RUNRATE_SCENARIO_SCENARIO_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/evaluate.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/timeline.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// How a driver is spread, by name and parameters: what a simulation draws from, as `distribution_of`
/// (simulate/distribution_choice.hpp) makes it. "triangular" with low, likely and high.
struct distribution_choice {
  std::string kind;
  std::map<std::string, ratio> parameters{};
  std::map<std::string, std::vector<ratio>> lists{};  ///< "values" and "probabilities"
  std::vector<distribution_choice> parts{};           ///< of a mixture, each with the parameter "weight"
  bool operator==(const distribution_choice&) const = default;
};

/// A driver with its value in the base, and where that is from.
struct scenario_driver {
  std::string name;
  runrate::unit unit;
  driver_setting base;
  std::optional<distribution_choice> spread{};
  std::string source{};  ///< who says so; empty where nobody does
  std::string note{};
};

/// Driver values that differ from those of another scenario, or of the base.
struct scenario {
  std::string name;
  std::string inherits{};  ///< empty: the base
  std::map<std::string, driver_setting, std::less<>> own{};
  std::optional<ratio> weight{};  ///< how likely it is held to be
  std::string note{};
};

/// A model over a timeline, with the base values of its drivers and the scenarios over them. The base is a scenario
/// too, `base`, unless another one has that name.
///
///     const formulas model = trace(training_capacity()).value();
///     const auto set = scenario_set::of(model, periods, scenario_drivers, scenarios);
///     const auto run = set->run("bull");
class scenario_set {
public:
  static constexpr std::string_view base_name = "base";

  /// No answer, with the names, where a driver of the model has no value, a scenario sets a driver that is not there,
  /// two have one name, one inherits from nothing or from itself, or weights are below 0 or don't add up to 1.
  static result<scenario_set> of(formulas model, timeline periods, std::vector<scenario_driver> drivers,
                                 std::vector<scenario> scenarios);

  const formulas& model() const { return model_; }
  const timeline& periods() const { return periods_; }
  std::span<const scenario_driver> drivers() const { return drivers_; }
  /// As they were given; the base first, where it was not among them.
  std::span<const scenario> scenarios() const { return scenarios_; }
  const scenario_driver* find_driver(std::string_view name) const;
  const scenario* find(std::string_view name) const;

  /// The values of all drivers in a scenario: its own, else those that it inherits. A reason names the scenarios that
  /// there are.
  result<driver_values> values(std::string_view scenario) const;

  /// The same with one driver set so in the base and in every scenario; `source` is where that is from, and stands in
  /// place of what was said of the value before. A reason for one that is not there, or values for other periods.
  result<scenario_set> with(std::string_view driver, const driver_setting& setting, std::string source = {}) const;

  /// What one run may cost; see `evaluate`. A file's reader sets it, since it reads what strangers wrote.
  std::size_t most_work() const { return most_work_; }
  void limit_work(std::size_t most) { most_work_ = most; }

  /// Every line in every period, exactly.
  result<model_run<exact>> run(std::string_view scenario) const;
  /// The same with some drivers set to something else.
  result<model_run<exact>> run(std::string_view scenario, const driver_values& instead) const;
  /// Between which bounds every line lies, from those of the drivers.
  result<model_run<range>> bounds(std::string_view scenario) const;
  /// With the derivative by each driver, in the order of `model().drivers()`.
  result<model_run<dual>> derivatives(std::string_view scenario) const;

private:
  scenario_set(formulas model, timeline periods) : model_(std::move(model)), periods_(std::move(periods)) {}

  formulas model_;
  timeline periods_;
  std::vector<scenario_driver> drivers_;
  std::vector<scenario> scenarios_;
  std::size_t most_work_ = any_work;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/scenario/detail/scenario-inl.hpp>
#endif

#endif
