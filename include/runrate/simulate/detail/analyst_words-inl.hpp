#ifndef RUNRATE_SIMULATE_DETAIL_ANALYST_WORDS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_ANALYST_WORDS_INL_HPP

#include <runrate/simulate/analyst_words.hpp>
#include <runrate/simulate/combined_distributions.hpp>
#include <runrate/simulate/detail/distribution_parameters-inl.hpp>
#include <runrate/simulate/distributions.hpp>
#include <runrate/simulate/metalog.hpp>

namespace runrate::distributions {

RUNRATE_FUNC any_distribution between(double low, double high, const between_options& options) {
  runrate::detail::need_upwards("between", {{"low", low}, {"high", high}});
  runrate::detail::need_share("between", {"share", options.share});
  const auto& [share, shape, least, most] = options;
  const double p = (1 - share) / 2, r = 1 - p;
  if (least) runrate::detail::need_upwards("between", {{"at_least", *least}, {"low", low}});
  if (most) runrate::detail::need_upwards("between", {{"high", high}, {"at_most", *most}});
  if (low == high) return point(low);
  if ((least && *least == low) || (most && *most == high)) {
    const bool is_low = least && *least == low;
    runrate::detail::throw_wrong_parameter("between", is_low ? "at_least" : "at_most",
                                           fmt::format("{} is an end itself", is_low ? "at_least" : "at_most"),
                                           "a bound beyond it was expected, since some part lies beyond the ends");
  }
  if (least && most) return metalog::through({p, r}, {low, high}, {.low = least, .high = most}).value();
  if (least) return shifted(lognormal::through(p, low - *least, r, high - *least), *least);
  if (most) return shifted(scaled(lognormal::through(p, *most - high, r, *most - low), -1), *most);
  const bool is_lognormal = shape == between_shape::lognormal || (shape == between_shape::automatic && low > 0);
  if (!is_lognormal) return normal::through(p, low, r, high);
  runrate::detail::need_above_zero("between", {"low", low});
  return lognormal::through(p, low, r, high);
}

RUNRATE_FUNC any_distribution low_likely_high(double low, double likely, double high) {
  return pert(low, likely, high);
}

RUNRATE_FUNC any_distribution up_to(double bound, const up_to_options& options) {
  runrate::detail::need_upwards("up_to", {{"low", options.low}, {"high", bound}});
  return triangular(options.low, options.likely.value_or(options.low + (bound - options.low) / 2), bound);
}

RUNRATE_FUNC any_distribution at_least(double bound, double high) {
  runrate::detail::need_upwards("at_least", {{"low", bound}, {"high", high}});
  return triangular(bound, bound, high);
}

RUNRATE_FUNC any_distribution about(double value, double give_or_take, double share) {
  runrate::detail::need_finite("about", {{"value", value}});
  runrate::detail::need_not_below_zero("about", {"give_or_take", give_or_take});
  runrate::detail::need_share("about", {"share", share});
  const double reach = std::abs(value) * give_or_take;
  if (reach == 0) return point(value);
  return normal::through((1 - share) / 2, value - reach, (1 + share) / 2, value + reach);
}

}  // namespace runrate::distributions

#endif
