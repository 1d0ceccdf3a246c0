// Clean quarters from what filings say: each reported, derived with its operands, or not derivable with the reason.
#ifndef RUNRATE_FILING_QUARTERS_HPP
#define RUNRATE_FILING_QUARTERS_HPP

#include <runrate/filing/inferred_calendar.hpp>
#include <runrate/filing/quarter.hpp>
#include <runrate/filing/revenue.hpp>
#include <runrate/rate/series.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace runrate {

/// Of a figure that was restated, which one stands in the series; the other is kept among its `vintages`.
enum class vintage_choice : std::uint8_t {
  /// As the latest filing has it: what is comparable with today's figures. Of a year that was restated in part, the
  /// latest figures that add up to it: IBM's of 2013 are those before the restatement.
  latest,
  original,  ///< as it could first be known
};

struct quarter_options {
  /// Only what was filed by then; everything where it is not said.
  std::optional<date> as_of{};
  vintage_choice vintage = vintage_choice::latest;
};

/// The trailing twelve months up to a quarter's end.
struct trailing_year {
  decimal value{};
  /// Year + current year to date - prior year to date, where filings have them: another way to the same figure.
  std::optional<decimal> from_cumulative{};
  period during;  ///< the year; where it can't be had, the days that are there
  std::optional<period_label> label{};
  /// `derived`: the four quarters that it is the sum of, by their places in `concept_quarters::quarters`.
  std::array<std::size_t, 4> quarters{};
  /// `reported`: the fact that says it, a fiscal year or a twelve-month column.
  std::optional<fact_ref> fact{};
  /// `derived`: which figure of each of the four, by `discrete_quarter::choice`.
  std::array<std::uint8_t, 4> choice{};
  figure_flag flags = figure_flag::none;
  figure_status status = figure_status::not_derivable;
  std::int8_t decimals = runrate::fact::unknown_place;

  /// Why there is none.
  enum class lack : std::uint8_t {
    none,          ///< there is one
    not_additive,  ///< amounts of that unit do not add up
    quarter,       ///< no quarter ends on the day before `during`
    figure,        ///< the quarter that ends there can't be had
    year,          ///< the four quarters make other than a year's days
  };
  lack why = lack::none;
};

/// A reported fiscal year held against its quarters.
struct year_check {
  enum class outcome : std::uint8_t {
    adds_up,     ///< the quarters add up to the year, as far as rounding lets one say
    differs,     ///< they don't: figures of several vintages, or an error in a filing
    incomplete,  ///< a quarter of it can't be had
  };
  period during;
  std::string label;  ///< "FY2024"
  outcome found;
  decimal reported;
  std::optional<decimal> sum{};
  /// What of the sum comes from rounding at most: half a unit for each figure.
  decimal tolerance{};
};

/// "adds_up", ...
std::string_view to_string(year_check::outcome found);

/// A concept's quarters, from the first that filings speak of to the last: none between them is left out. Days that no
/// figure and no calendar divide into quarters are one item.
struct concept_quarters {
  std::string concept_name;  ///< "Revenues", of those that were joined the one that is current
  std::string unit;
  unit_kind kind = unit_kind::other;
  std::vector<concept_join> joins;  ///< other concepts that were tried, and what came of each
  inferred_calendar calendar{{}, {}};
  std::vector<discrete_quarter> quarters;
  std::vector<trailing_year> trailing;  ///< one for each quarter
  std::vector<year_check> years;
  std::vector<filing_note> notes;
  /// Why there is no quarter at all: a balance is at an instant and has none.
  std::optional<reason> none{};
};

/// The quarters of some concepts of one unit, by their places in `company.concepts`: the first is the one whose name
/// the series has. They are taken as one: `join_concepts` says which may be. O(n log n) for n facts.
///
/// * Facts are known by their days. A reported quarter stands; it is checked against the difference of cumulative
///   figures. A difference is taken only between consecutive cumulative figures with the same first day (six months
///   less three, nine less six, the year less nine), or of a year less what tiles the rest of it.
/// * Operands are of one vintage where filings have such a pair. A restated year less an original nine months is
///   flagged `mixed_vintages`.
/// * Per share amounts, shares and ratios are never subtracted or added; what is reported of them stands.
/// * Negative quarters are kept.
/// * What filings say nothing of between two quarters is there, as not derivable: by the quarters of the calendar where
///   they fill these days, else as one item. Up to ten days are taken for a slip of dates.
///
///     const std::vector<joined_concepts> found = find_concepts(company, "revenue");  // one for each unit
///     const concept_quarters q = discrete_quarters(company, found.front().concepts);
///     for (const discrete_quarter& one : q.quarters) fmt::print("{}\n", sentence_on(company, q, one));
///
/// Throws `overflow_error` where a figure, or one of its bounds, is beyond the range of a decimal.
concept_quarters discrete_quarters(const company_facts& company, std::span<const std::uint32_t> concepts,
                                   const quarter_options& options = {});

/// The quarters that have figures, as series that can be annualized: consecutive ones in one, a new one after each that
/// can't be had. `contract_error` for a unit that is no currency.
///
/// Bounds count every operand's rounding: a fourth quarter in millions is within one million, not half of one.
struct quarter_series {
  basic_series<struct any_currency> flows;
  std::vector<std::size_t> quarters;  ///< the place of each flow among `concept_quarters::quarters`
};
std::vector<quarter_series> series_of(const concept_quarters& found);

/// A fact as a figure rests on it: its days and value as filed, and the document.
struct figure_input {
  period during;
  decimal value;
  bool subtracted;
  std::string concept_name;
  filing document;
};

/// What a figure rests on, down to the filings: added up with their signs they are the figure.
std::vector<figure_input> inputs_of(const company_facts& company, const quarter_figure& figure);
std::vector<figure_input> inputs_of(const company_facts& company, const concept_quarters& of, const trailing_year& t);

/// Why a quarter can't be had, in words with the figures; `contract_error` where it can.
reason reason_of(const company_facts& company, const concept_quarters& of, const discrete_quarter& q);
/// Why a trailing year can't be had; `contract_error` where it can.
reason reason_of(const concept_quarters& of, const trailing_year& t);

/// How a figure came about, in a sentence: "2023-11-01 to 2024-01-31 is 774,699,000: the year 2,806,489,000 (10-K
/// 0001640147-24-000101, filed 2024-03-26) less nine months 2,031,790,000 (10-Q ...)".
std::string sentence_on(const company_facts& company, const concept_quarters& of, const discrete_quarter& q);
std::string sentence_on(const company_facts& company, const concept_quarters& of, const trailing_year& t);

/// What a flag of a quarter means here, with its figures: "a filing gives ...".
std::string sentence_on(figure_flag one, const company_facts& company, const discrete_quarter& q);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/filing/detail/provenance-inl.hpp>
#include <runrate/filing/detail/quarters-inl.hpp>
#endif

#endif
