#ifndef RUNRATE_TIME_DETAIL_FISCAL_YEAR_END_INL_HPP
#define RUNRATE_TIME_DETAIL_FISCAL_YEAR_END_INL_HPP

#include <runrate/time/fiscal_year_end.hpp>
#include <runrate/time/week_calendar.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace runrate {
namespace detail {

inline std::optional<std::chrono::month> month_written(std::string_view text) {
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  unsigned number = 0;
  for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  const std::chrono::month month{number};
  return month.ok() ? std::optional(month) : std::nullopt;
}

inline std::optional<std::chrono::weekday> weekday_written(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return std::chrono::weekday{static_cast<unsigned>(found - names.begin())};
}

inline std::optional<week_pattern> week_pattern_written(std::string_view text) {
  if (text == "4-4-5") return weeks_4_4_5;
  if (text == "4-5-4") return weeks_4_5_4;
  if (text == "5-4-4") return weeks_5_4_4;
  if (text == "16-12-12-12") return weeks_16_12_12_12;
  if (text == "12-12-12-16") return weeks_12_12_12_16;
  return std::nullopt;
}

/// "last-sun-01", "nearest-sat-09:4-4-5"
inline std::optional<week_calendar> week_calendar_written(std::string_view text) {
  std::string_view pattern = "4-4-5";
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    pattern = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  const bool last = text.starts_with("last-");
  if (!last && !text.starts_with("nearest-")) return std::nullopt;
  text.remove_prefix(text.find('-') + 1);
  if (text.size() < 5 || text[3] != '-') return std::nullopt;
  const auto weekday = weekday_written(text.substr(0, 3));
  const auto month = month_written(text.substr(4));
  const auto weeks = week_pattern_written(pattern);
  if (!weekday || !month || !weeks) return std::nullopt;
  const year_end ends =
      last ? year_end::last(*weekday, *month) : year_end::nearest(*weekday, std::chrono::month_day_last(*month));
  return week_calendar(ends, year_naming::by_end, *weeks);
}

}  // namespace detail

RUNRATE_FUNC result<any_calendar> parse_fiscal_year_end(std::string_view text) {
  if (const auto month = detail::month_written(text)) {
    return any_calendar(month_calendar(*month, year_naming::by_end));
  }
  if (const auto weeks = detail::week_calendar_written(text)) return any_calendar(*weeks);
  return reason{reason_code::malformed,
                "'" + std::string(text) +
                    "' is no end of a fiscal year; expected a month from 01 to 12, or last-WEEKDAY-MONTH or "
                    "nearest-WEEKDAY-MONTH with a weekday from sun to sat, and, after a colon, one of 4-4-5, 4-5-4, "
                    "5-4-4, 16-12-12-12, 12-12-12-16",
                {{"text", std::string(text)}}};
}

}  // namespace runrate

#endif
