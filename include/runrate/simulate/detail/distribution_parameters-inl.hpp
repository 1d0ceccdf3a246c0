// What parameters of distributions have to be, and how they are said.
#ifndef RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_PARAMETERS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_PARAMETERS_INL_HPP

#include <runrate/simulate/distribution.hpp>

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <string_view>

namespace runrate::detail {

[[noreturn]] RUNRATE_COLD inline void throw_wrong_parameter(std::string_view kind, std::string_view name,
                                                            const std::string& found, std::string_view expected) {
  throw wrong_parameter(std::string(name), fmt::format("{}: {}; {}", kind, found, expected));
}

struct named_parameter {
  std::string_view name;
  double value;
};

inline void need_finite(std::string_view kind, std::initializer_list<named_parameter> all) {
  for (const auto& [name, value] : all) {
    if (std::isfinite(value)) continue;
    throw_wrong_parameter(kind, name, fmt::format("{} is {}", name, value), "a finite number was expected");
  }
}

/// Each at least as great as the one before.
inline void need_upwards(std::string_view kind, std::initializer_list<named_parameter> all) {
  need_finite(kind, all);
  for (const named_parameter* next = all.begin() + 1; next < all.end(); ++next) {
    const named_parameter& before = next[-1];
    if (before.value <= next->value) continue;
    throw_wrong_parameter(kind, next->name,
                          fmt::format("{} {} is below {} {}", next->name, next->value, before.name, before.value),
                          all.size() == 2 ? fmt::format("{} and {} go upwards", before.name, next->name)
                                          : "low, likely and high go upwards");
  }
}

inline void need_above_zero(std::string_view kind, named_parameter p) {
  need_finite(kind, {p});
  if (p.value > 0) return;
  throw_wrong_parameter(kind, p.name, fmt::format("{} is {}", p.name, p.value), "a number above 0 was expected");
}

inline void need_not_below_zero(std::string_view kind, named_parameter p) {
  need_finite(kind, {p});
  if (p.value >= 0) return;
  throw_wrong_parameter(kind, p.name, fmt::format("{} is {}", p.name, p.value), "a number of 0 or more was expected");
}

inline void need_share(std::string_view kind, named_parameter p) {
  if (p.value > 0 && p.value < 1) return;
  throw_wrong_parameter(kind, p.name, fmt::format("{} is {}", p.name, p.value),
                        "a number above 0 and below 1 was expected");
}

}  // namespace runrate::detail

#endif
