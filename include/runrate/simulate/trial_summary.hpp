// What is kept of a figure's values over many trials: counts and sums, in memory that does not grow with the trials.
#ifndef RUNRATE_SIMULATE_TRIAL_SUMMARY_HPP
#define RUNRATE_SIMULATE_TRIAL_SUMMARY_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/simulate/detail/draw_kernels.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace runrate {

/// An estimate, and between which ends the true value lies in 95 of 100 runs.
struct estimate {
  double value;
  double low;
  double high;
};

/// The shares of trials in equal steps of a figure, from `low` to `high`; the first and the last hold what lies
/// beyond.
struct trial_histogram {
  double low;
  double high;
  std::vector<double> shares;
};

namespace detail {

/// A sum of doubles without any rounding: whole numbers by their exponent. The order of what is added does not matter.
class exact_sum {
public:
  void add(double value);
  void add(const exact_sum& other);
  double value() const;

private:
  std::map<int, int128> parts_;
};

/// A sum of whole numbers from 0 on.
struct tally {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  void add(std::uint64_t value) {
    low += value;
    high += low < value ? 1 : 0;
  }
  void add(const tally& other) {
    add(other.low);
    high += other.high;
  }
  double value() const { return static_cast<double>(high) * 0x1p64 + static_cast<double>(low); }
};

/// Where values are counted: equal buckets over what the first trials were spread over, and steps that grow beyond.
/// Decided by a run's first trials, so that every part of the run has the same.
struct summary_grid {
  bucket_grid buckets{0, 1};
  /// Values that many trials have exactly, in order: a percentile that falls into their bucket is one of them.
  std::vector<double> atoms;
  /// The values of the first trials in order, and how many trials that were.
  std::vector<double> first;
  std::uint64_t trials = 0;
};

}  // namespace detail

/// The distribution of one figure over the trials of a run.
///
/// Summaries of parts of a run merge into that of the whole, exactly: all that is kept is counts and sums of whole
/// numbers, so that neither the order nor the split matters. Percentiles are exact up to 4,096 trials. Beyond, they are
/// interpolated in one of 16,384 buckets over twice the middle 99% of the first 4,096 trials (`resolution`), or in
/// steps of 1/128 of the distance beyond.
class trial_summary {
public:
  /// The trials that decide where values are counted.
  static constexpr std::size_t first_trials = 4'096;
  /// Trials in a row that belong together, for samplings that are not independent from trial to trial.
  static constexpr std::size_t trials_a_chunk = 256;
  /// Every 32nd chunk is of the same repetition; the error of a mean is seen from how repetitions differ.
  static constexpr std::size_t repetitions = 32;

  /// For a figure with these values in the first trials. `independent` where each trial is, so that the error of the
  /// mean is that of the deviation.
  trial_summary(std::span<const double> first, bool independent, std::span<const double> bounds = {});

  /// Counts the values of consecutive trials, from the trial `first` on. What is not a number is a trial without a
  /// value. `first` is a multiple of `trials_a_chunk`, or of 16 where the values don't reach beyond a chunk.
  void add(std::size_t first, std::span<const double> values, const detail::draw_kernels& kernels);
  /// Counts what another summary of the same run has counted.
  void merge(const trial_summary& other);

  /// All trials, and those of them that have no value (growth from zero or less).
  std::uint64_t trials() const { return trials_; }
  std::uint64_t without_value() const { return without_value_; }
  std::uint64_t with_value() const { return trials_ - without_value(); }

  double lowest() const { return extremes_[0]; }
  double highest() const { return extremes_[1]; }
  /// Of the trials with a value; `contract_error` where there is none.
  estimate mean() const;
  /// The standard deviation, n - 1 below the line; 0 of one trial. Its ends are those of large samples, by the fourth
  /// moment.
  estimate deviation() const;
  /// The value below which a share of the trials lies, from 0 to 1. The ends are order statistics, which hold for any
  /// distribution; where buckets beside one another differ, they are those of the bucket.
  estimate percentile(double share) const;
  /// The mean of the lowest share of the trials: what is to be expected where it goes badly (expected shortfall).
  estimate mean_of_lowest(double share) const;
  /// The mean of the highest share.
  estimate mean_of_highest(double share) const;
  /// The share of trials that are at least the bound: counted for the bounds that the summary was made with, by their
  /// place. The ends are Wilson's (Probable Inference, 1927).
  estimate share_at_least(std::size_t bound) const;
  /// The share of trials below any value, to within a bucket.
  double share_below(double value) const;
  trial_histogram histogram(std::size_t steps) const;

  /// The width of a bucket.
  double resolution() const { return 1 / grid_->buckets.a_unit; }

private:
  struct repetition {
    std::uint64_t trials = 0;
    detail::tally places;      // in 2^-20
    detail::exact_sum beyond;  // places outside the grid
  };
  using tail_counts = std::map<std::int32_t, std::uint64_t>;

  void add_chunk(std::size_t chunk, std::span<const double> values, const detail::draw_kernels& kernels);
  void add_beyond(double value, repetition& to);
  void carry();
  bool is_exact() const { return trials_ <= first_trials && trials_ == grid_->trials; }
  void require_values() const;
  double mean_place() const;
  /// Of three ranks, ascending: what is surely below the first one's value, where values are not alike throughout a
  /// bucket, the second one's, and what is surely above the third one's.
  std::array<double, 3> values_of_ranks(const std::array<double, 3>& ranks) const;
  estimate mean_beyond(double share, bool highest) const;
  template <class Visit>
  void visit_cells(const Visit& visit, std::size_t first_bucket = 0) const;
  std::uint64_t counted_in(std::size_t bucket) const {
    return counts_[bucket] + (carried_.empty() ? 0 : carried_[bucket]);
  }
  double deviation_found() const;

  std::shared_ptr<const detail::summary_grid> grid_;
  std::vector<double> bounds_;
  bool independent_;

  std::uint64_t trials_ = 0;
  std::uint64_t without_value_ = 0;
  std::vector<std::uint32_t> counts_;  // by bucket, since they were carried over; the last is of what falls into none
  std::uint64_t counted_ = 0;          // since then
  std::vector<std::uint64_t> carried_;
  std::array<repetition, repetitions> repetitions_;
  detail::tally squares_;  // of places, in 2^-8
  detail::exact_sum beyond_squares_;
  tail_counts below_, above_;  // by their step beyond the grid
  std::vector<std::uint64_t> at_least_;
  std::array<double, 2> extremes_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/trial_summary-inl.hpp>
#endif

#endif
