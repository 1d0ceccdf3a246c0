#include "amount_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace runrate::detail {

std::string amount_text(double value, std::string_view unit) {
  struct known_scale {
    double one;
    const char* name;
  };
  constexpr std::array<known_scale, 3> scales{{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  const double size = std::abs(value);
  std::string number;
  for (const known_scale& s : scales) {
    if (size < 0.99995 * s.one) continue;  // 999.96 million is a billion to a tenth
    number = fmt::format("{:.1f}{}", size / s.one, s.name);
    break;
  }
  if (size >= 1000 && number.empty()) {
    const long whole = std::lround(size);
    number = fmt::format("{},{:03}", whole / 1000, whole % 1000);
  } else if (number.empty()) {
    number = fmt::format("{:.4g}", size);
  }
  const char* const sign = value < 0 ? "\u2212" : "";
  if (unit == "USD") return fmt::format("{}${}", sign, number);
  if (unit.empty() || unit == "1") return sign + number;
  const bool is_code = unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  return is_code ? fmt::format("{}{} {}", sign, unit, number) : fmt::format("{}{} {}", sign, number, unit);
}

}  // namespace runrate::detail
