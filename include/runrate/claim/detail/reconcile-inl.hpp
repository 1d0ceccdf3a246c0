#ifndef RUNRATE_CLAIM_DETAIL_RECONCILE_INL_HPP
#define RUNRATE_CLAIM_DETAIL_RECONCILE_INL_HPP

#include <runrate/claim/reconcile.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(verdict v) {
  switch (v) {
    case verdict::reproduces: return "reproduces";
    case verdict::allows: return "allows";
    case verdict::undecided: return "undecided";
    case verdict::rejected: return "rejected";
    case verdict::unavailable: return "unavailable";
  }
  return "unknown";
}

RUNRATE_FUNC implied_amounts implied_by(const interval& per_year, const date& in_year) {
  const int days = days_in_year(detail::year_of(in_year));
  return {per_year * ratio(1, 4), per_year * ratio(1, 12), per_year * ratio(1, days), days};
}

namespace detail {

RUNRATE_FUNC method_check check_method(const any_method& method, const history& known, const interval& range) {
  method_check check{std::string(method.name()), verdict::unavailable};
  const result<annualization> figure = method(known);
  if (!figure) {
    check.why = figure.error();
    return check;
  }
  const interval bounds = figure->annual_bounds();
  check.value = multiply(figure->basis, figure->factor, round_to{decimal::places});
  check.bounds = bounds;
  if (range.has_low() && bounds.high() < range.low()) check.miss = bounds.high() - range.low();
  if (range.has_high() && bounds.low() > range.high()) check.miss = bounds.low() - range.high();
  const bool two_sided = range.has_low() && range.has_high();
  check.outcome = !range.overlaps(bounds)   ? verdict::rejected
                  : !range.contains(bounds) ? verdict::undecided
                  : two_sided               ? verdict::reproduces
                                            : verdict::allows;
  return check;
}

/// The index of the record's period that a claim speaks of.
RUNRATE_FUNC result<std::size_t> claimed_period(const claim& said, std::span<const dated_amount> record) {
  if (said.about) {
    for (std::size_t i = record.size(); i-- > 0;) {
      if (record[i].during == *said.about) return i;
      if (record[i].during.end() == said.about->end() && said.about->contains(record[i].during)) return i;
    }
    return reason{reason_code::not_enough_history,
                  "the series has no period that is or ends " + to_string(*said.about) + ", which the claim speaks of",
                  {{"period", to_string(*said.about)}}};
  }
  for (std::size_t i = record.size(); i-- > 0;) {
    if (record[i].during.end() <= said.said.begin()) return i;
  }
  return reason{reason_code::not_enough_history,
                "no period of the series had ended by " + to_string(said.said.begin()) + ", when the claim was made",
                {{"said", to_string(said.said)}}};
}

}  // namespace detail

RUNRATE_FUNC result<reconciliation> reconcile(const claim& said, std::span<const dated_amount> record,
                                              const currency& unit, std::span<const any_method> methods) {
  if (said.measure != claim_measure::run_rate) {
    return reason{reason_code::not_applicable, "only a run-rate can be reproduced by a method; this claim is of " +
                                                   std::string(to_string(said.measure))};
  }
  if (said.unit && *said.unit != unit) {
    return reason{reason_code::currency_mismatch,
                  "the claim is in " + std::string(said.unit->code()) + ", the series in " + std::string(unit.code())};
  }
  const result<std::size_t> index = detail::claimed_period(said, record);
  if (!index) return index.error();
  const history known(record.first(*index + 1));
  const interval range = said.range();
  reconciliation held{
      known.latest().during, said.about.has_value(), range, implied_by(range, known.latest().during.last()), {}};
  for (const any_method& method : methods) held.methods.push_back(detail::check_method(method, known, range));
  return held;
}

RUNRATE_FUNC std::vector<identified_method> identify_method(std::span<const reconciliation> claims) {
  std::vector<identified_method> standing;
  if (claims.empty()) return standing;
  for (const method_check& first : claims.front().methods) {
    identified_method found{first.method, 0, 0};
    bool rejected = false;
    for (const reconciliation& claim : claims) {
      const bool two_sided = claim.range.has_low() && claim.range.has_high();
      found.claims += two_sided ? 1 : 0;
      for (const method_check& check : claim.methods) {
        if (check.method != first.method) continue;
        rejected = rejected || check.outcome == verdict::rejected;
        found.reproduces += check.outcome == verdict::reproduces ? 1 : 0;
      }
    }
    if (!rejected && found.reproduces > 0) standing.push_back(std::move(found));
  }
  std::stable_sort(standing.begin(), standing.end(),
                   [](const identified_method& a, const identified_method& b) { return a.reproduces > b.reproduces; });
  return standing;
}

}  // namespace runrate

#endif
