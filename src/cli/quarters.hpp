// What `runrate quarters` found, and the forms it is written in.
#ifndef RUNRATE_CLI_QUARTERS_HPP
#define RUNRATE_CLI_QUARTERS_HPP

#include "common.hpp"
#include "facts.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace runrate::cli {

/// The quarters of one concept of a company, beside its facts: what they rest on stands there.
struct company_quarters {
  const company_input* company;
  concept_quarters found;
  std::string note;  ///< that another concept was taken
};

/// Adds to the arrays of the document.
void add_json(nlohmann::ordered_json& document, const company_quarters& q);
/// The rows of the CSV output, one a quarter.
table flat_quarters();
void add_rows(table& to, const company_quarters& q);
/// A table for people; with `explain` each figure has the sentence on where it is from.
sheet quarters_sheet(const company_quarters& q, std::size_t last, bool explain, bool quiet);

}  // namespace runrate::cli

#endif
