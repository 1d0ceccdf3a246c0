#ifndef RUNRATE_CLAIM_DETAIL_CLAIM_INL_HPP
#define RUNRATE_CLAIM_DETAIL_CLAIM_INL_HPP

#include <runrate/claim/claim.hpp>

#include <array>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(comparator word) {
  switch (word) {
    case comparator::exactly: return "exactly";
    case comparator::about: return "about";
    case comparator::nearly: return "nearly";
    case comparator::over: return "over";
    case comparator::at_least: return "at_least";
    case comparator::up_to: return "up_to";
    case comparator::under: return "under";
  }
  return "unknown";
}

RUNRATE_FUNC std::string_view to_string(claim_measure measure) {
  switch (measure) {
    case claim_measure::run_rate: return "run_rate";
    case claim_measure::incremental: return "incremental";
    case claim_measure::total: return "total";
    case claim_measure::growth_points: return "growth_points";
    case claim_measure::growth: return "growth";
  }
  return "unknown";
}

namespace detail {

/// The value whose name the text is; else a reason that lists the names.
template <class Enum, std::size_t Count>
result<Enum> named(std::string_view text, const std::array<Enum, Count>& values, std::string_view what) {
  std::string names;
  for (const Enum value : values) {
    if (to_string(value) == text) return value;
    names += (names.empty() ? "" : ", ") + std::string(to_string(value));
  }
  return reason{reason_code::malformed,
                "'" + std::string(text) + "' is not a " + std::string(what) + "; expected one of " + names,
                {{"text", std::string(text)}}};
}

}  // namespace detail

RUNRATE_FUNC result<comparator> parse_comparator(std::string_view text) {
  using enum comparator;
  return detail::named(text, std::array{exactly, about, nearly, over, at_least, up_to, under}, "qualifier");
}

RUNRATE_FUNC result<claim_measure> parse_claim_measure(std::string_view text) {
  using enum claim_measure;
  return detail::named(text, std::array{run_rate, incremental, total, growth_points, growth}, "measure");
}

RUNRATE_FUNC interval claim::range() const {
  const decimal last_digit = decimal::from_billionths(static_cast<detail::int128>(detail::grid_of({decimals})));
  switch (word) {
    case comparator::exactly:
    case comparator::about: return rounding_interval(figure, decimals);
    case comparator::nearly: return interval(figure - last_digit, figure);
    case comparator::over:
    case comparator::at_least: return interval::at_least(figure);
    case comparator::up_to:
    case comparator::under: return interval::at_most(figure);
  }
  return interval::everything();
}

}  // namespace runrate

#endif
