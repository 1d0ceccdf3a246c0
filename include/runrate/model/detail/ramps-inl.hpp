#ifndef RUNRATE_MODEL_DETAIL_RAMPS_INL_HPP
#define RUNRATE_MODEL_DETAIL_RAMPS_INL_HPP

#include <runrate/core/errors.hpp>
#include <runrate/model/ramps.hpp>

#include <string>
#include <utility>

namespace runrate {
namespace detail {

/// Hands the arguments to a ramp, once there are as many as it takes.
template <class Call>
ramp_function made_ramp(std::string_view name, std::vector<std::string_view> parameters, std::size_t repeated,
                        Call call) {
  ramp_function made{name, std::move(parameters), repeated, {}};
  made.formula = [name, call, rule = ramp_function{name, made.parameters, repeated, {}}](std::span<const expr> a) {
    if (!rule.takes(a.size())) {
      throw_contract(std::string(name) + " does not take " + std::to_string(a.size()) + " arguments");
    }
    return call(a);
  };
  return made;
}

inline std::vector<ramp_function> all_ramps() {
  using arguments = std::span<const expr>;
  return {
      made_ramp("step", {"time", "at"}, 0, [](arguments a) { return ramp::step(a[0], a[1]); }),
      made_ramp("linear", {"time", "begin", "end"}, 0, [](arguments a) { return ramp::linear(a[0], a[1], a[2]); }),
      made_ramp("growth", {"time", "rate", "every"}, 0, [](arguments a) { return ramp::growth(a[0], a[1], a[2]); }),
      made_ramp("continuous_growth", {"time", "rate"}, 0,
                [](arguments a) { return ramp::continuous_growth(a[0], a[1]); }),
      made_ramp("logistic", {"time", "midpoint", "steepness"}, 0,
                [](arguments a) { return ramp::logistic(a[0], a[1], a[2]); }),
      made_ramp("bass", {"time", "innovation", "imitation"}, 0,
                [](arguments a) { return ramp::bass(a[0], a[1], a[2]); }),
      made_ramp("gompertz", {"time", "inflection", "rate"}, 0,
                [](arguments a) { return ramp::gompertz(a[0], a[1], a[2]); }),
      made_ramp("piecewise_linear", {"time", "at", "value"}, 2,
                [](arguments a) { return ramp::detail::piecewise_linear<expr>(a[0], a.subspan(1)); }),
      made_ramp("seasonal", {"position", "factor"}, 1,
                [](arguments a) { return ramp::detail::seasonal<expr>(a[0], a.subspan(1)); }),
      made_ramp("seasonal_normalized", {"position", "factor"}, 1,
                [](arguments a) { return ramp::detail::seasonal_normalized<expr>(a[0], a.subspan(1)); }),
  };
}

}  // namespace detail

RUNRATE_FUNC std::span<const ramp_function> ramp_functions() {
  static const std::vector<ramp_function> all = detail::all_ramps();
  return all;
}

}  // namespace runrate

#endif
