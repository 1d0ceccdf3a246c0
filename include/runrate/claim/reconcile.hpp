// A run-rate claim against the record: which methods reproduce it, and what it implies.
#ifndef RUNRATE_CLAIM_RECONCILE_HPP
#define RUNRATE_CLAIM_RECONCILE_HPP

#include <runrate/claim/claim.hpp>
#include <runrate/rate/method.hpp>
#include <runrate/rate/series.hpp>

#include <span>

namespace runrate {

/// How a method's figure stands to a claim.
enum class verdict {
  reproduces,   ///< all of what the figure may be lies within what was said
  allows,       ///< it lies on the right side of a one-sided claim, which can't tell one method from another
  undecided,    ///< a part of what it may be lies within what was said: the record is too coarse
  rejected,     ///< none of it does
  unavailable,  ///< the method has no figure for the period
};

/// "reproduces", "allows", "undecided", "rejected", "unavailable"
std::string_view to_string(verdict v);

/// A method held against a claim.
struct method_check {
  std::string method;
  verdict outcome;
  std::optional<decimal> value{};    ///< the method's figure, rounded to billionths
  std::optional<interval> bounds{};  ///< where it lies, by the record's precision
  /// From the nearest end of what was said to the nearest end of the figure: below zero where the figure falls short,
  /// above where it exceeds, zero where they meet.
  decimal miss{};
  std::optional<reason> why{};  ///< where there is no figure
};

/// What an amount a year is by the quarter, the month and the day, with nothing but division: x / 4, x / 12, and
/// x / 365 (366 in a leap year).
struct implied_amounts {
  interval quarter;
  interval month;
  interval day;
  int days_in_year;
};
implied_amounts implied_by(const interval& per_year, const date& in_year);

/// A claim beside every method.
struct reconciliation {
  period tested;       ///< the period of the record that the claim was held against
  bool period_stated;  ///< the claim said which; else it is the last that had ended when it was made
  interval range;      ///< what the words allow
  implied_amounts implied;
  std::vector<method_check> methods;
};

/// Holds a run-rate claim against a series: the period that it speaks of (a quarter, or the month or year whose last
/// period of the series ends with it), or else the last one that had ended before it was said; each method with what
/// was known then. No answer for another measure, another currency, or where the series does not hold the period.
///
/// AWS's "$142 billion" of February 2026 against 35,579 million in the quarter before: times four is 142.316 +- 0.002,
/// which 141.5 to 142.5 holds; by days it is 141.156, which it does not.
result<reconciliation> reconcile(const claim& said, std::span<const dated_amount> record, const currency& unit,
                                 std::span<const any_method> methods);

/// A method that no claim of a group rejects, and how many of them it reproduces.
struct identified_method {
  std::string method;
  int reproduces;  ///< of the claims that can tell methods apart
  int claims;      ///< how many those are
};

/// Which methods stand after several claims of one subject: those that none rejected, the most often reproduced first.
std::vector<identified_method> identify_method(std::span<const reconciliation> claims);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/claim/detail/reconcile-inl.hpp>
#endif

#endif
