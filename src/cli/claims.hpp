// Claims with what the record says of them, and how they are written.
#ifndef RUNRATE_CLI_CLAIMS_HPP
#define RUNRATE_CLI_CLAIMS_HPP

#include "common.hpp"
#include "fiscal_years.hpp"

namespace runrate::cli {

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
};

struct identified_series {
  std::string entity;
  std::string segment;
  std::vector<identified_method> methods;
};

nlohmann::ordered_json json_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                               const std::vector<related_claims>& related, const fiscal_years& years);
/// All claims in one table, a row for each method that one was held against, in full: for another program to read.
table flat_table(const std::vector<held_claim>& all);
/// The tables for people, without those that would be empty.
std::vector<sheet> sheets_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                             const std::vector<related_claims>& related, const fiscal_years& years);

}  // namespace runrate::cli

#endif
