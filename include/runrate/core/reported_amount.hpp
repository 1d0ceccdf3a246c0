// Amounts as people write them, with the precision that the writing implies.
#ifndef RUNRATE_CORE_REPORTED_AMOUNT_HPP
#define RUNRATE_CORE_REPORTED_AMOUNT_HPP

#include <runrate/core/currency.hpp>
#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/result.hpp>

#include <optional>
#include <string_view>

namespace runrate {

/// An amount as it was printed: its value, the place that it was rounded to, and its currency where one was named.
///
/// `decimals` means what XBRL's attribute of that name means: -8 for "$35.6B", whose last digit counts tenths of a
/// billion; 0 for "35,579"; 2 for "12.50". Zeros before the point count as digits that were meant ("35,000" is to the
/// unit): who knows better says so in the data.
struct reported_amount {
  decimal value;
  int decimals = 0;
  std::optional<currency> unit{};

  /// Where the unrounded figure lies: 35.55 to 35.65 billion for "$35.6B".
  constexpr interval bounds() const { return rounding_interval(value, decimals); }

  /// Reads "$35.6B", "35,579", "(1,234)", "1.5 trillion", "USD 12.50", "-€2.5 mn", "12.50 EUR", "750 thousand".
  ///
  /// A sign is one of + - and U+2212, or parentheses for a negative amount. Commas stand between groups of three
  /// digits or nowhere; the point is the decimal point. Units: K or thousand; M, mn, mm or million; B, bn or billion;
  /// T, tn or trillion, in any case of letters. A currency is an ISO 4217 code before or after, or a symbol before
  /// ("$" is the US dollar; "C$", "A$" and others are listed with the currencies). Anything else is a reason that
  /// names what was found, where, and what was expected.
  static result<reported_amount> parse(std::string_view text);
};

/// A percentage as people write it, "40%", "12.5 %", "4 percentage points": its exact ratio and the place of the last
/// digit of the percentage, so that "12.5%" is from 12.45% to 12.55%.
struct reported_percentage {
  ratio value;
  int decimals = 0;

  /// The percentage itself, in per cent: 12.5 for 12.5%.
  decimal percent() const { return round(value * ratio(100), round_to{decimal::places}); }
  /// Where the unrounded percentage lies, in per cent.
  interval percent_bounds() const { return rounding_interval(percent(), decimals); }

  static result<reported_percentage> parse(std::string_view text);
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/reported_amount-inl.hpp>
#endif

#endif
