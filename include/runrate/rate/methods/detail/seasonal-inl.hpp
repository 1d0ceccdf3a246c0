#ifndef RUNRATE_RATE_METHODS_DETAIL_SEASONAL_INL_HPP
#define RUNRATE_RATE_METHODS_DETAIL_SEASONAL_INL_HPP

#include <runrate/rate/methods/seasonal.hpp>

namespace runrate {
namespace detail {

/// a / b of figures rounded to 10^-decimals: without the zeros that they share, such fractions add up in 128 bits.
RUNRATE_FUNC ratio share_of(decimal a, decimal b, int decimals) {
  const auto zeros = static_cast<int128>(grid_of({decimals < 0 ? decimals : 0}));
  const int128 n = a.billionths(), d = b.billionths();
  const int128 short_n = n / zeros, short_d = d / zeros;
  return short_n * zeros == n && short_d * zeros == d ? ratio(short_n, short_d) : ratio(n, d);
}

RUNRATE_FUNC result<annualization> by_seasonal_share(const history& h, std::size_t slot, std::size_t per_year,
                                                     int years) {
  ratio shares, low_shares, high_shares;
  int found = 0;
  for (std::size_t back = slot + 1; found < years && back + per_year <= h.size(); back += per_year, ++found) {
    // One whole fiscal year, of which the slot's amount is a part.
    const history year = history(h.amounts().first(h.size() - back)).last(per_year);
    const period_total total = sum(year);
    const dated_amount& part = year.amounts()[slot];
    if (kind_of_length(total.during.days()) != period_kind::year) return year_does_not_tile(year, total.during.days());
    const interval part_bounds = part.bounds();
    // The other periods' bounds: the part's own rounding must not count twice.
    const interval other(total.bounds.low() - part_bounds.low(), total.bounds.high() - part_bounds.high());
    if (part_bounds.low() <= decimal() || other.low() + part_bounds.low() <= decimal()) {
      return reason{
          reason_code::base_not_positive,
          to_string(part.during) + " brought " + to_string(part.amount) + " of " + to_string(total.amount) + " in " +
              to_string(total.during) + ": there is no share above 0",
          {{to_string(part.during), to_string(part.amount)}, {to_string(total.during), to_string(total.amount)}}};
    }
    shares += share_of(part.amount, total.amount, part.decimals);
    if (!h.wants_bounds()) continue;
    low_shares += share_of(part_bounds.low(), part_bounds.low() + other.high(), part.decimals);
    high_shares += share_of(part_bounds.high(), part_bounds.high() + other.low(), part.decimals);
  }
  if (found == 0) {
    return reason{reason_code::not_enough_history,
                  "no whole fiscal year lies before the one that holds " + to_string(h.latest().during),
                  {{"latest", to_string(h.latest().during)}}};
  }
  annualization year = annualize_latest(h, ratio(found) / shares);
  if (h.wants_bounds()) {
    year.bounds =
        hull(year.basis_bounds * (ratio(found) / low_shares), year.basis_bounds * (ratio(found) / high_shares));
  }
  return year;
}

RUNRATE_FUNC reason no_slot(const history& h) {
  return {reason_code::not_enough_history,
          "no period of the history begins the fiscal year that holds " + to_string(h.latest().during) +
              ": its place in the year is unknown",
          {{"latest", to_string(h.latest().during)}}};
}

}  // namespace detail
}  // namespace runrate

#endif
