// Claims beside each other: what a later one does to an earlier.
#ifndef RUNRATE_CLAIM_RELATE_HPP
#define RUNRATE_CLAIM_RELATE_HPP

#include <runrate/claim/claim.hpp>
#include <runrate/core/ratio.hpp>

#include <span>

namespace runrate {

/// How two claims of one subject and measure stand to each other.
enum class claim_relation {
  confirms,       ///< same period and scope, and both can hold
  supersedes,     ///< same period and scope, said later, and narrows what was left open or replaces it
  contradicts,    ///< same period and scope, and both can't hold
  follows,        ///< a later period of the same scope: growth between the two
  changes_scope,  ///< another scope: the two are not one figure, whatever their names
  unknown_scope,  ///< a scope was not said: growth between the two is one reading
};

/// "confirms", "supersedes", "contradicts", "follows", "changes_scope", "unknown_scope"
std::string_view to_string(claim_relation relation);

/// A stated growth rate between two claims that can't have been of one scope, if the figures are taken as said.
struct growth_conflict {
  std::size_t growth_claim;        ///< the index of the claim that stated the growth
  interval stated_growth_percent;  ///< what its words allow
  interval grown;                  ///< the earlier figure, as said, grown by that: 10 billion is 13.9 to 14 billion
  /// What the earlier figure would have had to be for the later one to follow by that growth; open above where the
  /// later claim is a lower bound.
  interval earlier_needed;
  /// By how much the least of that exceeds the earlier figure as said, in per cent.
  decimal short_by_percent;
  /// An earlier claim of "over" allows more than was said, so that with one scope both may hold, but only as
  /// `earlier_needed`.
  bool possible_within_words;
};

/// Two claims, by their indices, and what the later does to the earlier.
struct related_claims {
  std::size_t earlier;
  std::size_t later;
  claim_relation relation;
  /// Growth from the figure of the earlier to the figure of the later, as said; none for claims of one period, or a
  /// base of zero or less.
  std::optional<ratio> growth_as_said{};
  std::vector<std::string> scope_added{};    ///< in the later, not in the earlier
  std::vector<std::string> scope_removed{};  ///< in the earlier, not in the later
  std::optional<growth_conflict> conflict{};
};

/// Compares each claim with the one before it of the same subject and measure: by the end of the period that they speak
/// of (or the day they were said, where none is known), then by the day they were said. A claim of growth in the
/// later's period is held against the two where the earlier speaks of the period just before. Percentages and money are
/// not compared. O(n^2) for n claims.
///
/// "More than $10 billion" of Graviton and Trainium, then "more than $20 billion" with Nitro, up "nearly 40%": 10 grown
/// by 40% is 14. With one scope the earlier figure would have had to be 14.29 billion; so the scope changed, or the
/// first figure lay 43% above what was said.
std::vector<related_claims> relate(std::span<const claim> claims);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/claim/detail/relate-inl.hpp>
#endif

#endif
