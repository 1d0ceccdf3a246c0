// A claim about what is to come, beside what was to be expected when it was made.
#ifndef RUNRATE_FORECAST_CLAIM_OUTLOOK_HPP
#define RUNRATE_FORECAST_CLAIM_OUTLOOK_HPP

#include <runrate/claim/claim.hpp>
#include <runrate/forecast/outlook.hpp>

#include <optional>
#include <span>

namespace runrate {

/// What a claim calls for, and what was expected of the same period from the record as far as it went.
struct claim_outlook {
  outlook next;                   ///< of the period that the claim speaks of; of a run-rate, of the year that followed
  date known_to;                  ///< the last day of the record when the claim was made
  interval said;                  ///< in money, over that period; of a claim about growth, what comes on top
  std::optional<decimal> came{};  ///< what the period brought, where the record has all of it by now

  /// Of a total or a run-rate: how probable a figure below what was said is, one that is as was said, and one above.
  std::optional<range_odds> odds{};

  /// Of a part, which is what comes on top, or a total with a scope: the whole that was expected, growth or revenue,
  /// and what part of it the claim would be, where the whole is above zero.
  double whole = 0;
  std::optional<decimal> base{};  ///< of growth: the year before (of a quarter, the same one), for each year
  std::optional<double> share_low{}, share_high{};
};

/// Holds a claim against a forecast from what the record had when the claim was made: the periods that had ended by the
/// first day of `said.said`, and for a run-rate of a period that the claim names and that was over, those up to it.
///
/// A run-rate is read as what people read it for, the revenue of the next twelve months. A total is held against the
/// period's own, and one with a scope, such as what a single customer brings, is a part of it; points of growth and
/// amounts on top are parts of the growth of the whole series over the year before.
///
/// No answer for a growth rate; for a claim about a period that was over, or that does not say which; in another
/// currency; where the record does not hold the base of a growth; or where `outlook_of` has none.
///
///     claim said{"an analyst", period::day(date_of(2026, 7, 15)), claim_measure::total, comparator::about, 45_bn, -9};
///     said.about = period(2026y / Q3);
///     const auto held = claim_against_forecast(said, aws.amounts(), aws.unit(), forecast_by::naive()).value();
///     fmt::print("below it in {:.0f} of 100\n", 100 * held.odds->below);
result<claim_outlook> claim_against_forecast(const claim& said, std::span<const dated_amount> record,
                                             const currency& unit,
                                             const any_forecast_method& method = forecast_by::combination());

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/claim_outlook-inl.hpp>
#endif

#endif
