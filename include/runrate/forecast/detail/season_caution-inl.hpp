#ifndef RUNRATE_FORECAST_DETAIL_SEASON_CAUTION_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SEASON_CAUTION_INL_HPP

#include <runrate/forecast/detail/observed_series-inl.hpp>
#include <runrate/forecast/detail/seasonality-inl.hpp>
#include <runrate/forecast/season_caution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace runrate {
namespace detail {

/// Methods that take the latest period for all of the year, however they count its days.
inline constexpr std::array<std::string_view, 8> methods_of_one_period = {"x4",  "x12",    "x52",    "x2",
                                                                          "day", "day365", "day360", "week"};

}  // namespace detail

RUNRATE_FUNC std::optional<caution> season_caution(const history& h, std::string_view method) {
  const auto& of_one = detail::methods_of_one_period;
  const bool takes_one = std::find(of_one.begin(), of_one.end(), method) != of_one.end() || method == "exit";
  if (!takes_one) return std::nullopt;
  const auto known = observed_series::of(h.amounts());
  if (!known || known->per_year() < 2) return std::nullopt;
  const auto bias = annualizing_bias(known->seen());
  if (!bias) return std::nullopt;
  const double off = (*bias)[(h.size() - 1) % bias->size()];
  constexpr double least = 0.01;
  if (std::abs(off) < least) return std::nullopt;
  const bool over = off > 0;
  return caution{over ? caution_code::season_overstates : caution_code::season_understates,
                 fmt::format("this time of year has been {:.1f}% {} the trend since {}: a year is {} by as much",
                             100 * std::abs(off), over ? "above" : "below",
                             static_cast<int>(detail::civil(h.amounts().front().during.first()).year()),
                             over ? "overstated" : "understated")};
}

}  // namespace runrate

#endif
