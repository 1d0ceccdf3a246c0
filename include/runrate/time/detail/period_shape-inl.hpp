#ifndef RUNRATE_TIME_DETAIL_PERIOD_SHAPE_INL_HPP
#define RUNRATE_TIME_DETAIL_PERIOD_SHAPE_INL_HPP

#include <runrate/time/period_shape.hpp>

#include <runrate/time/detail/calendar_period-inl.hpp>

namespace runrate::detail {

RUNRATE_FUNC result<int> no_periods_per_year(const period_shape& shape) {
  const auto because = [&](const std::string& text) -> result<int> {
    return reason{reason_code::wrong_period, text, {{"days", std::to_string(shape.days)}}};
  };
  if (shape.kind == period_kind::day)
    return because("a year has no fixed number of days: use a day count, such as actual_actual");
  if (shape.kind == period_kind::nine_months) {
    return because(counted(shape.days, "day") +
                   " are three quarters of a year, and a year is no whole number of those: use a day count, or year to "
                   "date");
  }
  const length_range* below = nullptr;
  const length_range* above = nullptr;
  for (const length_range& known : known_lengths) {
    if (known.greatest < shape.days) below = &known;
    if (known.least > shape.days && above == nullptr) above = &known;
  }
  std::string text = counted(shape.days, "day") + " are no known part of a year: ";
  const auto named = [](const length_range& range, int days) {
    return std::string(range.name) + " (" + std::to_string(days) + ")";
  };
  if (below != nullptr) text += "longer than " + named(*below, below->greatest);
  if (below != nullptr && above != nullptr) text += ", ";
  if (above != nullptr) text += "shorter than " + named(*above, above->least);
  return because(text);
}

}  // namespace runrate::detail

#endif
