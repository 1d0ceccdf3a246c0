#ifndef RUNRATE_MODEL_DETAIL_DRIVER_VALUES_INL_HPP
#define RUNRATE_MODEL_DETAIL_DRIVER_VALUES_INL_HPP

#include <runrate/model/driver_values.hpp>
#include <runrate/model/range.hpp>

namespace runrate {

RUNRATE_FUNC driver_values& driver_values::set(std::string_view name, driver_setting setting) {
  if (setting.values.empty()) detail::throw_contract("the driver " + std::string(name) + " is set to no value");
  if (!setting.bounds.empty()) {
    if (setting.bounds.size() != setting.values.size()) {
      detail::throw_contract("the driver " + std::string(name) + " has bounds for some of its values only");
    }
    for (std::size_t i = 0; i < setting.values.size(); ++i) {
      if (range(setting.bounds[i]).contains(setting.values[i])) continue;
      detail::throw_contract("the driver " + std::string(name) + " is set to " + to_string(setting.values[i]) +
                             ", outside its bounds " + to_string(setting.bounds[i]));
    }
  }
  settings_.insert_or_assign(std::string(name), std::move(setting));
  return *this;
}

RUNRATE_FUNC const driver_setting* driver_values::find(std::string_view name) const {
  const auto at = settings_.find(name);
  return at == settings_.end() ? nullptr : &at->second;
}

RUNRATE_FUNC result<bool> covers(const driver_values& values, std::span<const expression::named> drivers,
                                 const timeline& periods) {
  for (const expression::named& d : drivers) {
    const driver_setting* setting = values.find(d.name);
    if (setting == nullptr) {
      return reason{reason_code::operand_missing, "the driver " + d.name + " has no value", {{"driver", d.name}}};
    }
    if (setting->values.size() != 1 && setting->values.size() != periods.size()) {
      return reason{reason_code::wrong_period,
                    "the driver " + d.name + " has " + std::to_string(setting->values.size()) + " values for " +
                        std::to_string(periods.size()) + " periods",
                    {{"driver", d.name}}};
    }
  }
  return true;
}

}  // namespace runrate

#endif
