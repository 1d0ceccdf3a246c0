// What a reader of a run-rate should know of the season.
#ifndef RUNRATE_FORECAST_SEASON_CAUTION_HPP
#define RUNRATE_FORECAST_SEASON_CAUTION_HPP

#include <runrate/rate/compare.hpp>
#include <runrate/rate/series.hpp>

#include <optional>
#include <string_view>

namespace runrate {

/// How much a method that takes one period for a year is off because of the period's season: "this time of year has
/// been 12.3% above the trend since 2015: a year is overstated by as much".
///
/// From the history up to the period alone, by `annualizing_bias`: three years of figures above zero at least. Nothing
/// for a method that looks at a whole year or knows the season, nor for a season of less than 1%.
std::optional<caution> season_caution(const history& h, std::string_view method);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/season_caution-inl.hpp>
#endif

#endif
