#ifndef RUNRATE_TIME_DETAIL_DATE_INL_HPP
#define RUNRATE_TIME_DETAIL_DATE_INL_HPP

#include <runrate/time/date.hpp>
#include <runrate/time/detail/names.hpp>

namespace runrate {
namespace detail {

inline std::string civil_text(int year, unsigned month, unsigned day) {
  return (year > last_year ? "+" : "") + padded(year, 4) + '-' + padded(static_cast<int>(month), 2) + '-' +
         padded(static_cast<int>(day), 2);
}

// Why year-month-day is no day; empty when it is one.
inline std::string why_no_date(int year, unsigned month, unsigned day) {
  if (year < first_year || year > last_year) return "a year is 0000 to 9999";
  if (month < 1 || month > 12) return "a month is 01 to 12";
  const unsigned longest = days_in_month(year, month);
  if (day == 0) return "a month's first day is 01";
  if (day <= longest) return {};
  std::string why{month_name(month)};
  if (month == 2) why += ' ' + padded(year, 4);
  return why + " has " + std::to_string(longest) + " days";
}

RUNRATE_FUNC void throw_no_such_date(int year, unsigned month, unsigned day) {
  throw_contract(civil_text(year, month, day) + " is not a date; " + why_no_date(year, month, day));
}

RUNRATE_FUNC void throw_no_such_year(const char* what, long long year) {
  throw_contract(std::string(what) + " in the year " + std::to_string(year) +
                 " is out of range; years are 0000 to 9999");
}

}  // namespace detail

RUNRATE_FUNC result<date> parse_date(std::string_view text) {
  const auto malformed = [&](reason_code code, const std::string& why) -> result<date> {
    return reason{code, why, {{"date", std::string(text.substr(0, 40))}}};
  };
  constexpr std::string_view shape = "dddd-dd-dd";
  bool fits = text.size() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i)
    fits = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == '-';
  if (!fits) {
    return malformed(reason_code::malformed, (text.empty() ? "an empty field" : detail::quoted(text)) +
                                                 " is not a date; expected yyyy-mm-dd, such as 2025-12-31");
  }
  const auto number = [&](std::size_t from, std::size_t count) {
    unsigned value = 0;
    for (const char c : text.substr(from, count)) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
  };
  const int year = static_cast<int>(number(0, 4));
  const unsigned month = number(5, 2);
  const unsigned day = number(8, 2);
  if (const std::string why = detail::why_no_date(year, month, day); !why.empty())
    return malformed(reason_code::out_of_range, std::string(text) + " is not a date; " + why);
  return date_of(year, month, day);
}

RUNRATE_FUNC std::string to_string(date day) {
  const auto ymd = detail::civil(day);
  return detail::civil_text(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                            static_cast<unsigned>(ymd.day()));
}

}  // namespace runrate

#endif
