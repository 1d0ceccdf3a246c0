#include "fiscal_years.hpp"

#include "common.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>

namespace runrate::cli {
namespace {

[[noreturn]] void unreadable(const std::string& text) {
  throw failure{
      exit_status::bad_usage,
      fmt::format("--fiscal-year-end {}: expected a month from 01 to 12, or last-WEEKDAY-MONTH or "
                  "nearest-WEEKDAY-MONTH with a weekday from sun to sat, and, after a colon, one of 4-4-5, 4-5-4, "
                  "5-4-4, 16-12-12-12, 12-12-12-16; before it ENTITY=, if it is for one",
                  text)};
}

std::optional<std::chrono::month> month_of(std::string_view text) {
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  unsigned number = 0;
  for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  const std::chrono::month month{number};
  return month.ok() ? std::optional(month) : std::nullopt;
}

std::optional<std::chrono::weekday> weekday_of(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return std::chrono::weekday{static_cast<unsigned>(found - names.begin())};
}

std::optional<week_pattern> pattern_of(std::string_view text) {
  if (text == "4-4-5") return weeks_4_4_5;
  if (text == "4-5-4") return weeks_4_5_4;
  if (text == "5-4-4") return weeks_5_4_4;
  if (text == "16-12-12-12") return weeks_16_12_12_12;
  if (text == "12-12-12-16") return weeks_12_12_12_16;
  return std::nullopt;
}

/// "last-sun-01", "nearest-sat-09:4-4-5"
std::optional<week_calendar> week_calendar_of(std::string_view text) {
  std::string_view pattern = "4-4-5";
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    pattern = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  const bool last = text.starts_with("last-");
  if (!last && !text.starts_with("nearest-")) return std::nullopt;
  text.remove_prefix(text.find('-') + 1);
  if (text.size() < 5 || text[3] != '-') return std::nullopt;
  const auto weekday = weekday_of(text.substr(0, 3));
  const auto month = month_of(text.substr(4));
  const auto weeks = pattern_of(pattern);
  if (!weekday || !month || !weeks) return std::nullopt;
  const year_end ends =
      last ? year_end::last(*weekday, *month) : year_end::nearest(*weekday, std::chrono::month_day_last(*month));
  return week_calendar(ends, year_naming::by_end, *weeks);
}

}  // namespace

void add_fiscal_year_option(CLI::App& verb, std::vector<std::string>& texts) {
  // One value each time, or the next one, INPUT, would be taken for another.
  verb.add_option(
          "--fiscal-year-end", texts,
          "the month that fiscal years end with, 01 to 12, or the weekday of 52- and 53-week years (last-sun-01, "
          "nearest-sun-08:12-12-12-16), of all entities or of one (Microsoft=06); may be repeated; December unless "
          "said")
      ->type_name("[ENTITY=]END")
      ->allow_extra_args(false);
}

fiscal_years::fiscal_year fiscal_years::parse(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::string entity = equals == std::string::npos ? "" : text.substr(0, equals);
  const std::string end = equals == std::string::npos ? text : text.substr(equals + 1);
  if (const auto month = month_of(end)) {
    return {entity, month_calendar(*month, year_naming::by_end), *month == std::chrono::December};
  }
  if (const auto weeks = week_calendar_of(end)) return {entity, *weeks, false};
  unreadable(text);
}

fiscal_years::fiscal_years(const std::vector<std::string>& texts) : years_{parse("12")} {
  for (const std::string& text : texts) years_.push_back(parse(text));
}

const fiscal_years::fiscal_year& fiscal_years::year_of(const std::string& entity) const {
  // Who is named counts before a year for everybody, whatever the order.
  const fiscal_year* found = &years_.front();
  for (const fiscal_year& year : years_) {
    const bool named = year.entity == entity && !entity.empty();
    if (named || (year.entity.empty() && found->entity.empty())) found = &year;
  }
  return *found;
}

const any_calendar& fiscal_years::of(const std::string& entity) const { return year_of(entity).calendar; }

std::string fiscal_years::label(const std::string& entity, period days) const {
  const fiscal_year& year = year_of(entity);
  const auto label = label_of(year.calendar, days);
  if (!label) return to_string(days);
  if (!year.is_calendar_year) return to_string(*label);
  switch (label->unit()) {
    case label_unit::year: return to_string(calendar_year(label->year()));
    case label_unit::half: return to_string(calendar_half(label->year(), label->number()));
    case label_unit::quarter: return to_string(calendar_quarter(label->year(), label->number()));
    case label_unit::month: return to_string(calendar_month(label->year(), label->number()));
    case label_unit::four_weeks: break;
  }
  return to_string(*label);
}

}  // namespace runrate::cli
