// Claims CSV: what was said about revenue, one claim a row. docs/reference/data.md has the format.
#ifndef RUNRATE_IO_CLAIMS_CSV_HPP
#define RUNRATE_IO_CLAIMS_CSV_HPP

#include <runrate/core/reported_amount.hpp>
#include <runrate/io/csv.hpp>
#include <runrate/time/period.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace runrate {

/// The columns of a claims CSV.
enum class claim_column {
  said,  ///< the column `date`
  subject,
  entity,
  segment,
  measure,
  qualifier,
  amount,
  currency,
  scope,
  period,
  source,
  note
};
inline constexpr std::size_t claim_columns = 12;

/// One claim as it stands in the file: its texts were checked and its values parsed, its meaning was not judged.
struct claim_row {
  std::string date_text;  ///< as written: `2026-02-05`, `2026-03`, `2026`
  runrate::period said;   ///< the days on one of which it was said: one day, or all of the month or year
  std::string subject;
  std::string entity;       ///< empty: there is no series to hold it against
  std::string segment;      ///< empty: the whole entity, or none
  std::string measure;      ///< `run_rate`, `incremental`, `total`, `growth_points` or `growth`
  std::string qualifier;    ///< `exactly`, `about`, `over`, `at_least`, `up_to`, `under` or `nearly`
  std::string amount_text;  ///< as written: `$142 billion`
  /// The amount of `run_rate`, `incremental` and `total`; always with its currency.
  std::optional<reported_amount> amount;
  /// The percentage, or percentage points, of `growth` and `growth_points`.
  std::optional<reported_percentage> percentage;
  std::vector<std::string> scope;        ///< what is included; empty: not said
  std::string period_text;               ///< as written: `2025Q4`, `2026/2028`; empty: not said
  std::optional<runrate::period> about;  ///< the days that it speaks about
  std::string source;
  std::string note;
  std::array<text_position, claim_columns> places;  ///< where each column's field stands in the file

  text_position where(claim_column column) const { return places[static_cast<std::size_t>(column)]; }
};

/// What a claims CSV holds, and what was wrong with it.
struct claims_file {
  std::vector<claim_row> claims;  ///< in the order of the lines
  diagnostics problems;
  std::size_t rows_left_out = 0;
};

/// Reads a claims CSV. Never throws for what the file holds: that is in `problems`.
///
/// Columns may come in any order; `entity`, `segment`, `currency`, `scope`, `period`, `source` and `note` may be
/// missing. The currency is that of the column `currency` or of the amount ("$"); both have to agree where both are
/// there.
claims_file read_claims_csv(text_input source, const csv_options& options = {});

}  // namespace runrate

#endif
