#include "fiscal_years.hpp"

#include "common.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace runrate::cli {
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
  const auto calendar = parse_fiscal_year_end(end);
  if (!calendar) {
    throw failure{exit_status::bad_usage, fmt::format("--fiscal-year-end {}: {}; before it ENTITY=, if it is for one",
                                                      text, calendar.error().text)};
  }
  return {entity, *calendar, calendar->year(2000) == calendar_year(2000)};
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
