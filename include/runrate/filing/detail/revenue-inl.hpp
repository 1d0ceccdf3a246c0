#ifndef RUNRATE_FILING_DETAIL_REVENUE_INL_HPP
#define RUNRATE_FILING_DETAIL_REVENUE_INL_HPP

#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/revenue.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace runrate {
namespace detail {

inline constexpr std::array<std::string_view, 7> revenue_names{
    "Revenues",
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
    "SalesRevenueNet",
    "SalesRevenueGoodsNet",
    "RevenuesNetOfInterestExpense",
    "Revenue",
};

inline constexpr std::chrono::days still_current{200};

struct overlap_of_concepts {
  std::size_t agreeing = 0;
  std::size_t differing = 0;
  std::optional<std::pair<fact_ref, fact_ref>> contradiction{};  // two figures for one span in one filing
};

/// Facts by their days, those of one span next to each other; places in `flows`.
inline std::vector<std::uint32_t> by_days(const company_facts& company, std::uint32_t at, std::optional<date> as_of) {
  const std::vector<fact>& flows = company.concepts[at].flows;
  std::vector<std::uint32_t> order;
  order.reserve(flows.size());
  for (std::uint32_t i = 0; i < flows.size(); ++i) {
    if (!as_of || company.filings[flows[i].filing].filed <= *as_of) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return flows[a].during < flows[b].during; });
  return order;
}

inline overlap_of_concepts overlap(const company_facts& company, std::uint32_t a, std::uint32_t b,
                                   std::optional<date> as_of) {
  const std::vector<fact>& fa = company.concepts[a].flows;
  const std::vector<fact>& fb = company.concepts[b].flows;
  const std::vector<std::uint32_t> oa = by_days(company, a, as_of), ob = by_days(company, b, as_of);
  overlap_of_concepts found;
  // Company facts say no place: figures in units that are told apart by their zeros are compared as they stand, to the
  // coarser of the two.
  const auto place = [](const fact& f) {
    if (f.decimals != fact::unknown_place) return static_cast<int>(f.decimals);
    int zeros = 0;
    int128 whole = f.value.billionths() / 1'000'000'000;
    while (zeros < 6 && whole != 0 && whole % 10 == 0) whole /= 10, ++zeros;
    return -zeros;
  };
  for (std::size_t i = 0, j = 0; i < oa.size() && j < ob.size();) {
    const period pa = fa[oa[i]].during, pb = fb[ob[j]].during;
    if (pa < pb) ++i;
    if (pb < pa) ++j;
    if (pa != pb) continue;
    std::size_t i_end = i, j_end = j;
    while (i_end < oa.size() && fa[oa[i_end]].during == pa) ++i_end;
    while (j_end < ob.size() && fb[ob[j_end]].during == pa) ++j_end;
    bool same = false;
    for (std::size_t x = i; x < i_end; ++x) {
      for (std::size_t y = j; y < j_end; ++y) {
        const fact& one = fa[oa[x]];
        const fact& other = fb[ob[y]];
        const bool equal = may_be_one(one.value, place(one), other.value, place(other));
        same = same || (equal && one.value != decimal());
        if (!equal && one.filing == other.filing && !found.contradiction) {
          found.contradiction = std::pair(fact_ref{a, oa[x]}, fact_ref{b, ob[y]});
        }
      }
    }
    ++(same ? found.agreeing : found.differing);
    i = i_end;
    j = j_end;
  }
  return found;
}

inline std::optional<date> latest_end(const company_facts& company, std::uint32_t at, std::optional<date> as_of) {
  std::optional<date> latest;
  for (const fact& f : company.concepts[at].flows) {
    if (as_of && company.filings[f.filing].filed > *as_of) continue;
    if (!latest || *latest < f.during.end()) latest = f.during.end();
  }
  return latest;
}

inline joined_concepts join_of_one_unit(const company_facts& company, std::vector<std::uint32_t> candidates,
                                        std::optional<date> as_of) {
  std::optional<date> newest;
  for (const std::uint32_t c : candidates) {
    if (const auto end = latest_end(company, c, as_of); end && (!newest || *newest < *end)) newest = end;
  }
  joined_concepts found;
  if (!newest) {
    // Balances, or nothing that was filed by then: the first one stands for what was asked.
    found.concepts.push_back(candidates.front());
    return found;
  }
  std::erase_if(candidates, [&](std::uint32_t c) { return !latest_end(company, c, as_of); });
  const auto current = std::find_if(candidates.begin(), candidates.end(), [&](std::uint32_t c) {
    return *latest_end(company, c, as_of) + still_current >= *newest;
  });
  found.concepts.push_back(*current);
  candidates.erase(current);
  // What joins may be the bridge to another: Apple's tag until 2018 meets today's in one that was used in between.
  std::vector<concept_join> apart;
  for (bool again = true; again;) {
    again = false;
    apart.clear();
    for (auto c = candidates.begin(); c != candidates.end() && !again; ++c) {
      concept_join tried{company.concepts[*c].name, false, 0, 0, {}};
      for (const std::uint32_t taken : found.concepts) {
        const overlap_of_concepts both = overlap(company, taken, *c, as_of);
        tried.agreeing += both.agreeing;
        tried.differing += both.differing;
        if (both.contradiction && tried.why.empty()) {
          const auto& [one, other] = *both.contradiction;
          const fact& f = company.concepts[one.concept_index].flows[one.fact_index];
          const fact& g = company.concepts[other.concept_index].flows[other.fact_index];
          tried.why = "it is another figure: " + to_string(f.during) + " is " + to_string(f.value) + " as " +
                      company.concepts[taken].name + " and " + to_string(g.value) + " as this, both in " +
                      text_of(company.filings[f.filing]);
        }
      }
      if (tried.why.empty() && tried.agreeing > 0) {
        tried.joined = true;
        tried.why = "they agree on " + std::to_string(tried.agreeing) + " of the " +
                    std::to_string(tried.agreeing + tried.differing) + " periods that both have" +
                    (tried.differing > 0 ? "; the others were restated meanwhile" : "");
        found.concepts.push_back(*c);
        found.tried.push_back(tried);
        candidates.erase(c);
        again = true;
        break;
      }
      if (tried.why.empty()) {
        tried.why = tried.differing > 0
                        ? "they agree on none of the " + std::to_string(tried.differing) + " periods that both have"
                        : "they have no period in common";
      }
      apart.push_back(std::move(tried));
    }
  }
  found.tried.insert(found.tried.end(), apart.begin(), apart.end());
  return found;
}

}  // namespace detail

RUNRATE_FUNC std::span<const std::string_view> revenue_concepts() { return detail::revenue_names; }

RUNRATE_FUNC std::vector<joined_concepts> join_concepts(const company_facts& company,
                                                        std::span<const std::string_view> names,
                                                        std::optional<date> as_of) {
  std::vector<std::pair<std::string_view, std::vector<std::uint32_t>>> units;
  for (const std::string_view name : names) {
    for (std::uint32_t i = 0; i < company.concepts.size(); ++i) {
      const concept_facts& c = company.concepts[i];
      const bool named =
          c.name == name || (name.size() == c.taxonomy.size() + 1 + c.name.size() && name.starts_with(c.taxonomy) &&
                             name.ends_with(c.name) && name[c.taxonomy.size()] == ':');
      if (!named) continue;
      const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.first == c.unit; });
      if (unit == units.end()) {
        units.push_back({c.unit, {i}});
      } else if (std::find(unit->second.begin(), unit->second.end(), i) == unit->second.end()) {
        unit->second.push_back(i);
      }
    }
  }
  std::vector<joined_concepts> found;
  found.reserve(units.size());
  for (auto& [unit, candidates] : units) {
    found.push_back(detail::join_of_one_unit(company, std::move(candidates), as_of));
  }
  return found;
}

RUNRATE_FUNC std::vector<joined_concepts> find_concepts(const company_facts& company, std::string_view name,
                                                        std::optional<date> as_of) {
  if (name == "revenue") return join_concepts(company, revenue_concepts(), as_of);
  return join_concepts(company, {&name, 1}, as_of);
}

}  // namespace runrate

#endif
