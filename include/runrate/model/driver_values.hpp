// What the drivers of a model are set to.
#ifndef RUNRATE_MODEL_DRIVER_VALUES_HPP
#define RUNRATE_MODEL_DRIVER_VALUES_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/model/driver.hpp>
#include <runrate/model/expression.hpp>
#include <runrate/model/timeline.hpp>

#include <concepts>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runrate {

/// What one driver is set to: exactly, and between which bounds it is known to lie.
struct driver_setting {
  /// One for all periods, or one for each.
  std::vector<ratio> values;
  /// Empty where the values are all that is known; else as many as there are values, each with its value inside.
  std::vector<interval> bounds{};
  bool operator==(const driver_setting&) const = default;

  /// From the least to the most that the bounds leave open in any period; nothing without bounds.
  std::optional<interval> widest_bounds() const {
    if (bounds.empty()) return std::nullopt;
    interval all = bounds.front();
    for (const interval& one : bounds) all = hull(all, one);
    return all;
  }
  /// Whether the bounds are the same in all periods.
  bool has_same_bounds() const {
    for (const interval& one : bounds) {
      if (one != bounds.front()) return false;
    }
    return true;
  }
};

/// Values of drivers, by name. What a model does not use may be there, what it uses must be.
///
///     driver_values values{{chips, 500'000}, {price, 2.235_dec}};
///     values.set(utilization, 0.7_dec, interval(0.6_dec, 0.8_dec));
class driver_values {
public:
  driver_values() = default;
  driver_values(std::initializer_list<std::pair<driver, decimal>> values) {
    for (const auto& [d, value] : values) set(d.name(), {{ratio(value)}});
  }

  /// Sets or replaces. `contract_error` for no value, and for bounds that are not as many as values or don't hold them.
  driver_values& set(std::string_view name, driver_setting setting);
  driver_values& set(const driver& d, const ratio& value) { return set(d.name(), {{value}}); }
  driver_values& set(const driver& d, decimal value) { return set(d.name(), {{ratio(value)}}); }
  template <std::integral Integer>
  driver_values& set(const driver& d, Integer whole) {
    return set(d.name(), {{ratio(whole)}});
  }
  driver_values& set(const driver& d, decimal value, const interval& bounds) {
    return set(d.name(), {{ratio(value)}, {bounds}});
  }

  /// The driver's setting; nothing where it has none.
  const driver_setting* find(std::string_view name) const;
  const std::map<std::string, driver_setting, std::less<>>& all() const { return settings_; }

private:
  std::map<std::string, driver_setting, std::less<>> settings_;
};

/// Whether every driver has what a run over the timeline needs: a value, or one for each period. Else a reason that
/// names the driver.
result<bool> covers(const driver_values& values, std::span<const expression::named> drivers, const timeline& periods);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/driver_values-inl.hpp>
#endif

#endif
