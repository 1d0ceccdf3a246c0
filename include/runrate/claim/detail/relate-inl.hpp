#ifndef RUNRATE_CLAIM_DETAIL_RELATE_INL_HPP
#define RUNRATE_CLAIM_DETAIL_RELATE_INL_HPP

#include <runrate/claim/relate.hpp>
#include <runrate/time/period_shape.hpp>

#include <algorithm>
#include <numeric>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(claim_relation relation) {
  switch (relation) {
    case claim_relation::confirms: return "confirms";
    case claim_relation::supersedes: return "supersedes";
    case claim_relation::contradicts: return "contradicts";
    case claim_relation::follows: return "follows";
    case claim_relation::changes_scope: return "changes_scope";
    case claim_relation::unknown_scope: return "unknown_scope";
  }
  return "unknown";
}

namespace detail {

RUNRATE_FUNC period spoken_of(const claim& c) { return c.about ? *c.about : c.said; }

RUNRATE_FUNC std::vector<std::string> missing_from(const std::vector<std::string>& these,
                                                   const std::vector<std::string>& those) {
  std::vector<std::string> missing;
  for (const std::string& part : these) {
    if (std::find(those.begin(), those.end(), part) == those.end()) missing.push_back(part);
  }
  return missing;
}

/// Whether the earlier speaks of the period before the later's: what growth "on the period before" starts from.
RUNRATE_FUNC bool adjoining(const claim& earlier, const claim& later) {
  return earlier.about && later.about && earlier.about->end() == later.about->begin() &&
         shape_of(*earlier.about).kind == shape_of(*later.about).kind;
}

/// The growth that a claim states, as factors of what it grew from: 1.39 to 1.4 for "nearly 40%".
RUNRATE_FUNC interval growth_factors(const claim& growth) {
  return growth.range() * ratio(1, 100) + interval(decimal(1));
}

RUNRATE_FUNC std::optional<growth_conflict> conflict_between(const claim& earlier, const claim& later,
                                                             const claim& growth, std::size_t index) {
  const interval factors = growth_factors(growth);
  // A growth claim without both ends, or one that may be a loss of everything, decides nothing.
  if (!factors.has_low() || !factors.has_high() || factors.low() <= decimal()) return std::nullopt;
  if (earlier.figure <= decimal()) return std::nullopt;
  const interval said(earlier.figure);
  const interval grown = said * factors;
  const interval allowed = later.range();
  if (allowed.overlaps(rounding_interval(earlier.figure, earlier.decimals) * factors)) return std::nullopt;
  // later = earlier * factor, so that earlier = later / factor; the least of it by the largest factor, if above 0.
  const auto low = [&] {
    const decimal x = allowed.low();
    return divide(x, x < decimal() ? factors.low() : factors.high(), {decimal::places, rounding::floor});
  };
  const auto high = [&] {
    const decimal x = allowed.high();
    return divide(x, x < decimal() ? factors.high() : factors.low(), {decimal::places, rounding::ceiling});
  };
  const interval needed = !allowed.has_high()  ? interval::at_least(low())
                          : !allowed.has_low() ? interval::at_most(high())
                                               : interval(low(), high());
  // The division's rounding may have closed the gap to an exact figure.
  const decimal nearest = needed.has_low() && needed.low() >= earlier.figure ? needed.low() : needed.high();
  const ratio excess = (ratio(nearest) / ratio(earlier.figure) - ratio(1)) * ratio(100);
  return growth_conflict{
      index, growth.range(), grown, needed, round(excess, round_to{decimal::places}), earlier.range().overlaps(needed)};
}

RUNRATE_FUNC claim_relation relation_between(const claim& earlier, const claim& later) {
  const bool scopes_known = !earlier.scope.empty() && !later.scope.empty();
  if (!scopes_known) return claim_relation::unknown_scope;
  if (!missing_from(earlier.scope, later.scope).empty() || !missing_from(later.scope, earlier.scope).empty()) {
    return claim_relation::changes_scope;
  }
  if (spoken_of(earlier) != spoken_of(later)) return claim_relation::follows;
  const interval before = earlier.range(), after = later.range();
  if (!before.overlaps(after)) return claim_relation::contradicts;
  return before == after ? claim_relation::confirms : claim_relation::supersedes;
}

}  // namespace detail

RUNRATE_FUNC std::vector<related_claims> relate(std::span<const claim> claims) {
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const period x = detail::spoken_of(claims[a]), y = detail::spoken_of(claims[b]);
    if (x.end() != y.end()) return x.end() < y.end();
    return claims[a].said.begin() < claims[b].said.begin();
  });
  std::vector<related_claims> related;
  for (std::size_t n = 0; n < order.size(); ++n) {
    const claim& later = claims[order[n]];
    if (later.measure == claim_measure::growth || later.measure == claim_measure::growth_points) continue;
    for (std::size_t m = n; m-- > 0;) {
      const claim& earlier = claims[order[m]];
      if (earlier.subject != later.subject || earlier.measure != later.measure || earlier.unit != later.unit) continue;
      related_claims pair{order[m], order[n], detail::relation_between(earlier, later)};
      pair.scope_added = detail::missing_from(later.scope, earlier.scope);
      pair.scope_removed = detail::missing_from(earlier.scope, later.scope);
      if (detail::spoken_of(earlier) != detail::spoken_of(later)) {
        if (earlier.figure > decimal()) {
          pair.growth_as_said = (ratio(later.figure) / ratio(earlier.figure) - ratio(1)).reduced();
        }
        for (std::size_t g = 0; g < claims.size() && !pair.conflict; ++g) {
          const claim& growth = claims[g];
          const bool of_these = growth.measure == claim_measure::growth && growth.subject == later.subject &&
                                growth.about == later.about && detail::adjoining(earlier, later);
          if (of_these) pair.conflict = detail::conflict_between(earlier, later, growth, g);
        }
      }
      related.push_back(std::move(pair));
      break;
    }
  }
  return related;
}

}  // namespace runrate

#endif
