// Which concepts are revenue, and when two of them may be taken as one series.
#ifndef RUNRATE_FILING_REVENUE_HPP
#define RUNRATE_FILING_REVENUE_HPP

#include <runrate/filing/fact.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// The concepts that filers tag their total revenue with, the most encompassing first: `Revenues` is the total, where
/// a filer has both it and revenue from contracts with customers. The first one that is current is taken, and the
/// others are joined to it where they overlap and agree.
///
/// US GAAP: Revenues; RevenueFromContractWithCustomer..., in use since ASC 606 (2018); SalesRevenueNet and
/// SalesRevenueGoodsNet, until then. Banks: RevenuesNetOfInterestExpense. IFRS: Revenue (fasb.org/xbrl, ifrs.org).
std::span<const std::string_view> revenue_concepts();

/// One concept that was tried beside another.
struct concept_join {
  std::string concept_name;
  bool joined;
  std::size_t agreeing;   ///< spans of days that both have, with a figure in common
  std::size_t differing;  ///< spans that both have without one: restated meanwhile, if it was joined
  std::string why;        ///< in a sentence
};

/// Concepts of one unit that make up one series: places in `company.concepts`, the current one first.
struct joined_concepts {
  std::vector<std::uint32_t> concepts;
  std::vector<concept_join> tried;
};

/// Of concepts given by name, in the order of preference, the first that is current, and with it those that are the
/// same series: that share at least one span of days and figure, and that no filing gives beside it with another
/// figure. Two tags that one filing uses for two figures are two things (Costco's net sales and its total with
/// membership fees). One series for each unit.
///
/// "Current" is one whose latest period ends within 200 days of the latest of all of them: an abandoned tag is not what
/// the company reports now (Nvidia's RevenueFromContractWithCustomerExcludingAssessedTax ends in January 2022).
std::vector<joined_concepts> join_concepts(const company_facts& company, std::span<const std::string_view> names,
                                           std::optional<date> as_of = std::nullopt);

/// The concepts of a name, "Revenues" or "us-gaap:Revenues", a place for each unit; "revenue" is all
/// `revenue_concepts`, joined. Empty where the company has none.
std::vector<joined_concepts> find_concepts(const company_facts& company, std::string_view name,
                                           std::optional<date> as_of = std::nullopt);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/filing/detail/revenue-inl.hpp>
#endif

#endif
