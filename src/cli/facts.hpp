// Facts for the verbs that take quarters out of filings: from company facts and CSV, from files and folders.
#ifndef RUNRATE_CLI_FACTS_HPP
#define RUNRATE_CLI_FACTS_HPP

#include "common.hpp"

#include <runrate/filing.hpp>

#include <span>
#include <string>
#include <vector>

namespace runrate::cli {

/// One company's facts, or those of a segment of it.
struct company_input {
  std::string segment;  ///< empty: the whole company
  company_facts facts;
};

/// What a file has, and what was wrong with it.
struct company_file {
  std::vector<company_input> companies;
  diagnostics problems;
  std::size_t left_out = 0;
};

/// The files that were named: of a folder, the *.json, *.json.gz, *.csv and *.csv.gz in it, by name. Throws `failure`
/// for a folder without any.
std::vector<std::string> files_of(const std::vector<std::string>& inputs);

/// Whether a file is company facts, JSON by its first bytes, or a CSV of facts, which has a column `filed` or
/// `accession`. The bytes stay to be read; a file that can't be read is neither.
bool holds_facts(text_input& source);

/// Reads company facts or a CSV of facts, whichever it is by its content; of company facts only those concepts, or all.
company_file read_companies(text_input source, const std::vector<std::string>& concepts);

/// What `--concept` names: a list with commas. `revenue` is the revenue concepts, joined; `all` is every concept.
std::vector<std::string> concepts_asked(const std::string& list);
/// The names that have to be read for them; empty for all.
std::vector<std::string> concepts_to_read(const std::vector<std::string>& asked);

/// A series of facts that was asked for, with the note that another concept was taken than the one that was named.
struct concept_choice {
  joined_concepts concepts;
  std::string note;
};
/// What a company has of what was asked. A revenue concept that it does not use stands for its revenue: the note says
/// so.
std::vector<concept_choice> choose_concepts(const company_facts& company, std::span<const std::string> asked,
                                            std::optional<date> as_of);

/// That none of a company's quarters can be had, because a sum of its figures, or the bounds of one, are beyond the
/// range of a decimal.
failure quarters_too_large(const std::string& path, const company_facts& company, const overflow_error& large);

}  // namespace runrate::cli

#endif
