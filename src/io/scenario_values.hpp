// Values of drivers as a scenario file writes them.
#ifndef RUNRATE_SRC_IO_SCENARIO_VALUES_HPP
#define RUNRATE_SRC_IO_SCENARIO_VALUES_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/simulate/distribution_choice.hpp>
#include <runrate/simulate/uncertainty.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "scenario_references.hpp"
#include "toml_document.hpp"

namespace runrate::detail {

// Whether money of this currency may be meant: "USD" in "USD / chip hour".
bool has_currency(const unit& of, const currency& money);

class scenario_values {
public:
  scenario_values(toml_document& document, scenario_references& references, const timeline& periods)
      : document_(document), references_(references), periods_(periods) {}

  // [drivers.NAME], of the unit that `unit_of_driver` found; nothing, and an error, where it has no value.
  std::optional<scenario_driver> read_driver(const toml::key& key, const toml::table& table, const unit& of);
  // What a scenario sets a driver to: a value by itself, an array with one for each period, or a table with value,
  // values and range.
  std::optional<driver_setting> read_setting(const toml::key& key, const toml::node& value, const unit& of);
  // A number, or text such as "65%" and "$6 billion", whose currency has to be in the unit.
  std::optional<ratio> read_number(const toml::node& value, const unit& of);
  // How far off a driver may be that goes on as a series did; null for any other.
  const driver_path* errors_of(std::string_view driver) const;

private:
  // An error at the place, and nothing.
  std::nullopt_t refuse(const toml::node& at, std::string found, std::string expected);
  std::optional<ratio> read_number_text(const toml::node& value, const unit& of);
  std::optional<driver_setting> read_given(const toml::key& key, const toml::table& table, const unit& of,
                                           std::string& source);
  std::optional<driver_setting> read_values(const toml::node& value, const unit& of);
  std::optional<driver_setting> read_array(const toml::array& values, const unit& of);
  std::optional<driver_setting> read_from_series(const toml::key& key, const toml::table& table, const unit& of,
                                                 std::string& source);
  // The series of that name; null, and an error, where there is none or it is in another currency.
  const scenario_references::named_series* series_in(const toml::node& name, const unit& of);
  // By which a driver is forecast, and how many amounts' work one amount is.
  struct asked_method {
    any_forecast_method method;
    std::size_t work = 1;
  };
  std::optional<asked_method> read_method(const toml::table& table);
  std::optional<driver_setting> read_from_forecast(const toml::key& key, const toml::table& table, const unit& of,
                                                   std::string& source);
  std::optional<driver_setting> read_from_claim(const toml::node& name, const unit& of, std::string& source);
  std::optional<std::vector<interval>> read_range(const toml::node& value, const unit& of,
                                                  std::span<const ratio> around);
  // With its own weight, where it is a part of a mixture. What it chooses can be made.
  std::optional<distribution_choice> read_distribution(const toml::node& value, const unit& of, bool is_part = false);
  // Values from a series that was: its amounts, or their growth.
  bool read_observed(const toml::table& table, const unit& of, distribution_choice& made);
  bool read_parts(const toml::node& value, const unit& of, distribution_choice& made);
  bool read_parameter(const toml_entry& entry, const distribution_parameter& parameter, const unit& of,
                      distribution_choice& made);

  toml_document& document_;
  scenario_references& references_;
  const timeline& periods_;
  std::map<std::string, driver_path, std::less<>> errors_;
  std::size_t forecast_from_ = 0;  // amounts, of all forecasts so far, by their work
};

}  // namespace runrate::detail

#endif
