// English names for messages and labels, and two small ways to write a number.
#ifndef RUNRATE_TIME_DETAIL_NAMES_HPP
#define RUNRATE_TIME_DETAIL_NAMES_HPP

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace runrate::detail {

inline constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                              "May",       "June",     "July",     "August",
                                                              "September", "October",  "November", "December"};

inline constexpr std::array<std::string_view, 7> weekday_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                               "Thursday", "Friday", "Saturday"};

// `month` is 1 to 12.
constexpr std::string_view month_name(unsigned month) { return month_names[(month - 1) % 12]; }
constexpr std::string_view weekday_name(std::chrono::weekday day) { return weekday_names[day.c_encoding() % 7]; }

// A number with leading zeros: padded(3, 2) is "03".
inline std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return number < 0 ? "-" + digits : digits;
}

// "1 day", "92 days"
inline std::string counted(long long number, std::string_view thing) {
  std::string text = std::to_string(number) + ' ';
  text += thing;
  if (number != 1) text += 's';
  return text;
}

// Text from outside as it may stand in a message: quoted, short, and with nothing in it that a terminal would obey.
inline std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string shown = "\"";
  for (const char c : text.substr(0, longest)) shown += (c < ' ' && c >= 0) || c == '\x7f' ? '?' : c;
  if (text.size() > longest) shown += "...";
  return shown + '"';
}

}  // namespace runrate::detail

#endif
