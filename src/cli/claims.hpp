// Claims with what the record says of them, and how they are written.
#ifndef RUNRATE_CLI_CLAIMS_HPP
#define RUNRATE_CLI_CLAIMS_HPP

#include <runrate/forecast/claim_outlook.hpp>

#include "common.hpp"
#include "fiscal_years.hpp"

namespace runrate::cli {

struct claims_options {
  common_options common;
  std::string claims;
  std::string series;
  std::string subject;
  std::string methods = "all";
  std::string forecast = "combination";
  std::vector<std::string> fiscal_year_ends;
};

/// A claim with what the record says of it.
struct held_claim {
  claim_row row;
  claim said;
  const reported_series* record = nullptr;  ///< what it is held against, if anything
  std::string no_record{};                  ///< why it is held against nothing
  std::optional<implied_amounts> implied{};
  std::optional<reconciliation> run_rate{};
  std::optional<year_claim_check> year{};
  std::string no_check{};
  std::optional<claim_outlook> outlook{};
  std::string no_outlook{};
};

struct identified_series {
  std::string entity;
  std::string segment;
  std::vector<identified_method> methods;
};

/// Holds every claim of the subject that was asked for. Throws `failure` where there is none, or one is too large.
std::vector<held_claim> hold_all(const claims_file& claims, const series_file& series, const claims_options& options);
/// The methods that stand after all run-rates of a series.
std::vector<identified_series> identify(const std::vector<held_claim>& all);

/// What was expected when a claim was made; null where nothing was.
nlohmann::ordered_json json_of_outlook(const held_claim& held);
/// Claims beside what was expected, and those about a part beside the whole that was expected.
table outlook_table(const std::vector<held_claim>& all, const fiscal_years& years);
table part_table(const std::vector<held_claim>& all);
/// "about $6 billion".
std::string said_text(const held_claim& held);

nlohmann::ordered_json json_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                               const std::vector<related_claims>& related, const fiscal_years& years);
/// All claims in one table, a row for each method that one was held against, in full: for another program to read.
table flat_table(const std::vector<held_claim>& all);
/// The tables for people, without those that would be empty.
std::vector<sheet> sheets_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                             const std::vector<related_claims>& related, const fiscal_years& years);

}  // namespace runrate::cli

#endif
