// How estimates are written: amounts in `double`, which nobody reported.
#ifndef RUNRATE_CLI_ESTIMATES_HPP
#define RUNRATE_CLI_ESTIMATES_HPP

#include <runrate/core/currency.hpp>
#include <runrate/forecast/forecast_method.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace runrate::cli {

/// Amounts that stand below each other, all in the unit of the largest: "$0.875B" beside "$3.406B". One that is too
/// small for that has its own.
class amounts_alike {
public:
  explicit amounts_alike(const currency& unit) : unit_(unit) {}

  void add(double value);
  std::string operator()(double value) const;

private:
  currency unit_;
  double largest_ = 0;
};

/// The method of `--forecast`; nothing for "none". Throws `failure` for a name that is neither.
std::optional<any_forecast_method> forecast_asked(const std::string& name);

/// An amount by itself.
std::string estimate_text(double value, const currency& unit);
/// To the minor unit, or to the whole one where a double holds no parts of it: an estimate has no more digits to show.
/// Null for what is not finite.
nlohmann::ordered_json json_estimate(double value, const currency& unit);

}  // namespace runrate::cli

#endif
