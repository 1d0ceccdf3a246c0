// A claim about what a year brings, held against the year before it.
#ifndef RUNRATE_CLAIM_INCREMENTAL_HPP
#define RUNRATE_CLAIM_INCREMENTAL_HPP

#include <runrate/claim/claim.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/rate/series.hpp>

#include <span>

namespace runrate {

/// How a year's amount is spread over its parts: weights, one a part. A claim about a year says nothing of its end; a
/// ramp does, and must be named.
struct claim_ramp {
  std::string name;
  std::vector<decimal> weights;

  /// A quarter of it in each quarter.
  static claim_ramp even();
  /// One, two, three and four tenths: from nothing before the year, the same step each quarter.
  static claim_ramp linear();
};

/// The run-rate at which the year is left, when the amount comes by that ramp: the last part's share, annualized.
struct ramp_exit {
  std::string ramp;
  ratio last_share;        ///< of the year: 2/5 for the linear ramp
  interval last_part;      ///< the last quarter's amount
  interval exit_run_rate;  ///< that times the number of parts
};

/// What an amount within a year means beside the year before.
struct year_claim_check {
  period year;      ///< the year that the claim speaks of
  interval amount;  ///< what the words allow, in money; from the points of growth where those were said
  std::optional<period_total> base;  ///< the year before (of a quarter, the same one), if the series holds it
  /// The amount (of an average year, where the claim is about several) in per cent of the base: points of growth, for
  /// what comes on top. None without a base.
  std::optional<interval> points{};
  interval average_quarter;
  std::vector<ramp_exit> exits;
  /// What the series itself grew by, in the part of the year that it holds, over the same part of the year before: the
  /// growth of which the claim would be a share.
  std::optional<period_total> grown_so_far{};
  std::string base_missing{};  ///< why there is no base year
};

/// Holds an incremental, total or growth-points claim about a year, or whole years, against a series; points of growth
/// also about a quarter or another part of a year. A claim over n years is divided by n for the average quarter, and
/// has no ramp.
///
/// "Up to $6 billion in 2026" on AWS's 128,725 million of 2025 is at most 4.66 points, 1.5 billion in the average
/// quarter, and leaves the year at no more than 9.6 billion a year on a linear ramp.
///
/// No answer where the claim does not say its period, the period is not whole years, or points of growth lack the base
/// or are of several years.
result<year_claim_check> check_year_claim(const claim& said, std::span<const dated_amount> record, const currency& unit,
                                          std::span<const claim_ramp> ramps);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/claim/detail/incremental-inl.hpp>
#endif

#endif
