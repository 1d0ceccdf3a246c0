// A claim: what somebody said about revenue, when, and how exactly.
#ifndef RUNRATE_CLAIM_CLAIM_HPP
#define RUNRATE_CLAIM_CLAIM_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/reported_amount.hpp>
#include <runrate/core/result.hpp>
#include <runrate/time/period.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// The word before the figure, and what it leaves open.
enum class comparator {
  exactly,   ///< the figure as rounded: "a $142 billion run rate" is 141.5 to 142.5
  about,     ///< read as rounded too: no wider than its last digit
  nearly,    ///< below it by less than one of its last digit: "nearly 40%" is 39% to 40%
  over,      ///< above it, with no upper bound: "more than $10 billion"
  at_least,  ///< it or more
  up_to,     ///< it or less: "up to $6 billion" is a bound, not an estimate
  under,     ///< below it
};

/// "exactly", "about", "nearly", "over", "at_least", "up_to", "under"
std::string_view to_string(comparator word);
/// Reads one of those names. A reason that lists them for another.
result<comparator> parse_comparator(std::string_view text);

/// What a claim measures.
enum class claim_measure {
  run_rate,       ///< revenue a year at the present pace
  incremental,    ///< revenue that comes on top in a period
  total,          ///< revenue of a period
  growth_points,  ///< percentage points that something adds to a segment's growth
  growth,         ///< growth on the period before, in per cent
};

/// "run_rate", "incremental", "total", "growth_points", "growth"
std::string_view to_string(claim_measure measure);
result<claim_measure> parse_claim_measure(std::string_view text);

/// A figure that was said. Amounts of money are in units of their currency; percentages in per cent.
struct claim {
  std::string subject;  ///< whose figure it is, as the source says it
  period said;          ///< the day, or the month or year where no more is known
  claim_measure measure = claim_measure::run_rate;
  comparator word = comparator::exactly;
  decimal figure;                    ///< 142,000,000,000, or 40 for 40%
  int decimals = 0;                  ///< the place of its last digit: -9 for "$142 billion", 0 for "40%"
  std::optional<currency> unit{};    ///< none for percentages
  std::vector<std::string> scope{};  ///< what is included: "Graviton", "Trainium"; empty where it was not said
  std::optional<period> about{};     ///< the days that it speaks of, where known
  std::string source{};
  std::string note{};

  /// What the words leave open, as bounds. "Over" and "under" are read as closed: no figure is exactly on them.
  interval range() const;
};

/// The claim that stands in a row of a file: of io's `claim_row`, or of a reader's own with the same members. The words
/// of its measure and qualifier must have been checked, as io's reader does: others are a `contract_error`.
template <class Row>
claim claim_of(const Row& row) {
  const bool money = row.amount.has_value();
  claim c{row.subject,
          row.said,
          *parse_claim_measure(row.measure),
          *parse_comparator(row.qualifier),
          money ? row.amount->value : row.percentage->percent(),
          money ? row.amount->decimals : row.percentage->decimals};
  if (money) c.unit = row.amount->unit;
  c.scope = row.scope;
  c.about = row.about;
  c.source = row.source;
  c.note = row.note;
  return c;
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/claim/detail/claim-inl.hpp>
#endif

#endif
