// A company's quarters as its filings made them known, one filing after the other.
#ifndef RUNRATE_FORECAST_FILED_HISTORY_HPP
#define RUNRATE_FORECAST_FILED_HISTORY_HPP

#include <runrate/filing/fact.hpp>
#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What was known when a filing brought a new quarter: the quarters up to it without a gap, each as it stood then.
struct known_quarters {
  date filed;
  observed_series series;
};

/// The times at which one more quarter of a company became known, in order. A restatement is not known before it is
/// filed, and a concept that a company came to use later is not joined before.
class filed_history {
public:
  /// `concept_name` as `find_concepts` takes it: "revenue", "Revenues". `operand_missing` where the company has no such
  /// quarters of money.
  /// Nothing that was filed after `as_of`, where it is said.
  static result<filed_history> of(const company_facts& company, std::string_view concept_name,
                                  std::optional<date> as_of = std::nullopt);

  std::span<const known_quarters> times() const { return times_; }
  /// The company's fiscal years as its latest filings show them; nothing where they don't.
  const std::optional<any_calendar>& fiscal_year() const { return fiscal_year_; }

  /// A forecast at each time from `least_known` quarters on. What came of a quarter is what the first filing with it
  /// said, and of a year what was known of its four quarters when the last of them was first filed: of figures restated
  /// meanwhile the restated ones. A view of this.
  std::vector<backtest_origin> origins(std::size_t horizon, std::size_t least_known) const;

private:
  filed_history(std::vector<known_quarters> times, std::optional<any_calendar> fiscal_year)
      : times_(std::move(times)), fiscal_year_(std::move(fiscal_year)) {}

  std::vector<known_quarters> times_;
  std::optional<any_calendar> fiscal_year_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/filed_history-inl.hpp>
#endif

#endif
