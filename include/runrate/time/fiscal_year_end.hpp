// The ends of fiscal years as they are written in options and files: "06", "last-sun-01", "nearest-sun-08:12-12-12-16".
#ifndef RUNRATE_TIME_FISCAL_YEAR_END_HPP
#define RUNRATE_TIME_FISCAL_YEAR_END_HPP

#include <runrate/core/result.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <string_view>

namespace runrate {

/// The calendar whose years end so, named by the year they end in.
///
/// * A month from 01 to 12: `06` is Microsoft's.
/// * `last-WEEKDAY-MONTH` or `nearest-WEEKDAY-MONTH`, with a weekday from sun to sat: years of 52 and 53 weeks that end
///   with the last such day of the month, or with the one nearest to the month's end. After a colon, the weeks of its
///   parts: 4-4-5 (unless said), 4-5-4, 5-4-4, 16-12-12-12, 12-12-12-16.
///
/// A reason for any other text.
result<any_calendar> parse_fiscal_year_end(std::string_view text);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/time/detail/fiscal_year_end-inl.hpp>
#endif

#endif
