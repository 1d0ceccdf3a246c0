// What each span of days was reported as over time: the figures, which filings say them, and on which basis.
#ifndef RUNRATE_FILING_DETAIL_SPAN_HISTORY_HPP
#define RUNRATE_FILING_DETAIL_SPAN_HISTORY_HPP

#include <runrate/filing/quarter.hpp>
#include <runrate/time/period_shape.hpp>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace runrate::detail {

/// A figure that a span had, from the filing that first gave it to the last that repeats it.
struct span_version {
  decimal value;
  int decimals;                           // the finest place that a filing rounded it to
  fact_ref first;                         // the first fact that gives it to that place
  date known;                             // when that one was filed
  date first_filed, last_filed;           // of all that are the figure, however they are rounded
  std::uint16_t basis_first, basis_last;  // of the filings that say so: see below
  bool local;  // it replaced another figure in a filing that otherwise kept to what had been said
};

/// All that was said about one span of days; no version where filings contradict themselves.
struct reported_span {
  period during;
  std::uint32_t begin, end;  // of its versions
  figure_flag flags;
};

// Filings are of one basis as long as none of them restates what was said before. A filing whose comparatives all
// differ begins another: a new accounting standard, a discontinued business. A difference between figures of two bases
// is no quarter. A filing that restates one span and repeats others begins none: that one figure is a correction, or a
// slip of the filer's.
class span_history {
public:
  /// Facts of those concepts of the company that were filed by `as_of`.
  span_history(const company_facts& company, std::span<const std::uint32_t> concepts, std::optional<date> as_of);

  /// By begin, then end.
  std::span<const reported_span> spans() const { return spans_; }
  std::span<const span_version> versions(const reported_span& s) const {
    return {versions_.data() + s.begin, versions_.data() + s.end};
  }
  /// The span over exactly these days; null where there is none.
  const reported_span* find(period during) const;
  /// The spans that begin on that day, shortest first.
  std::span<const reported_span> from(date begin) const;
  /// The spans that end before that day, that is with it as their `during.end()`, by begin; O(log n).
  std::span<const reported_span* const> until(date end) const;
  std::vector<filing_note>& notes() { return notes_; }

private:
  // A fact with all that decides what becomes of it.
  struct entry {
    period during;
    decimal value;
    std::int32_t filed;  // in days
    std::uint32_t filing;
    fact_ref of;
    std::int8_t decimals;
    bool keep;
  };
  using entries = std::span<entry>;

  void collect(const company_facts& company, std::span<const std::uint32_t> concepts, std::optional<date> as_of);
  void infer_places(const company_facts& company);
  void join_slipped_dates();
  std::vector<std::pair<period, period>> slipped_dates() const;
  void group();
  void drop_lower_standing(const company_facts& company, entries same, reported_span& s);
  void drop_scale_errors(const company_facts& company, entries same, reported_span& s);
  void drop_conflicts(const company_facts& company, entries same, reported_span& s);
  void follow_bases();
  void note(figure_flag kind, std::string text) { notes_.push_back({kind, std::move(text)}); }

  std::vector<entry> entries_;
  std::vector<period> slipped_to_;  // the days that others were taken for
  std::vector<reported_span> spans_;
  std::vector<const reported_span*> by_end_;  // the same by end, then begin
  std::vector<span_version> versions_;
  std::vector<filing_note> notes_;
};

/// How far a first or last day may be off and still be a slip: Costco's third quarter of 2009 begins on 16 February,
/// and in one filing on 8 February. No two periods of one company are so close.
inline constexpr int most_days_slipped = 10;

/// How many figures of one span are kept, the first and the latest: a file that restates it a thousand times is in
/// error, and pairs of all of them would take forever.
inline constexpr std::size_t most_versions = 16;

constexpr bool differ_by_a_slip(period a, period b) {
  const auto within = [](date x, date y) { return (x < y ? y - x : x - y) <= std::chrono::days{most_days_slipped}; };
  return within(a.begin(), b.begin()) && within(a.end(), b.end());
}

/// Whether two figures may be one that was rounded: bounds that touch.
bool may_be_one(decimal a, int a_decimals, decimal b, int b_decimals);

/// Whether two versions, each of its own span, can stand side by side in one report.
bool of_one_vintage(std::span<const span_version> of_a, std::size_t a, std::span<const span_version> of_b,
                    std::size_t b);

}  // namespace runrate::detail

#endif
