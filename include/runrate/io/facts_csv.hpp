// Facts as CSV: amounts over periods of any length, that may overlap, as filings give them.
#ifndef RUNRATE_IO_FACTS_CSV_HPP
#define RUNRATE_IO_FACTS_CSV_HPP

#include <runrate/filing/fact.hpp>
#include <runrate/io/csv.hpp>

#include <string>
#include <vector>

namespace runrate {

/// The facts of one entity and segment.
struct facts_of_segment {
  std::string segment;  ///< empty: the whole entity
  company_facts facts;
};

/// What a CSV of facts holds, and what was wrong with it.
struct facts_csv_file {
  std::vector<facts_of_segment> entities;  ///< by entity, then segment
  diagnostics problems;
  std::size_t rows_read = 0;
  std::size_t rows_left_out = 0;
};

/// Reads amounts over periods that may overlap and repeat: a first quarter, six months, nine months and the year, as
/// `discrete_quarters` takes them apart. Never throws for what the file holds.
///
/// The columns are those of a series CSV (docs/reference/data.md) and, if they are there, `concept` ("Revenues" unless
/// it says another), `form` ("10-Q"), `filed` (a date; the period's last day where it is not said) and `accession`.
/// Rows with one accession, or one date and form where there is none, are of one filing. `amount` may be negative.
facts_csv_file read_facts_csv(text_input source, const csv_options& options = {});

}  // namespace runrate

#endif
