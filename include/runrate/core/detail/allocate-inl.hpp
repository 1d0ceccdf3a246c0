#ifndef RUNRATE_CORE_DETAIL_ALLOCATE_INL_HPP
#define RUNRATE_CORE_DETAIL_ALLOCATE_INL_HPP

#include <runrate/core/allocate.hpp>

#include <algorithm>
#include <numeric>

namespace runrate {

namespace detail {

// Moves the parts by a step, those with the largest remainders up first (or the smallest down), until they add up to
// the total. `parts` are floors of `shares` on the grid.
RUNRATE_FUNC void give_steps_to_largest_remainders(decimal total, const std::vector<ratio>& shares, decimal step,
                                                   std::vector<decimal>& parts) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<ratio> remainders;
  remainders.reserve(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) remainders.push_back(shares[i] - ratio(parts[i]));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  decimal missing = std::accumulate(parts.begin(), parts.end(), total, [](decimal a, decimal b) { return a - b; });
  if (missing < decimal()) {
    std::reverse(order.begin(), order.end());
    step = -step;
  }
  for (std::size_t n = 0; missing != decimal(); ++n) {
    if (n == 3 * order.size())
      throw_contract("round_to_sum: the total is " + to_string(missing) + " away from the figures");
    parts[order[n % order.size()]] += step;
    missing -= step;
  }
}

RUNRATE_FUNC decimal step_of(int places) { return decimal::from_billionths(static_cast<int128>(grid_of({places}))); }

}  // namespace detail

RUNRATE_FUNC std::vector<decimal> allocate(decimal total, std::span<const decimal> weights, int places) {
  decimal whole;
  for (const decimal& weight : weights) {
    if (weight < decimal()) detail::throw_contract("allocate: the weight " + to_string(weight) + " is negative");
    whole += weight;
  }
  if (whole == decimal()) detail::throw_contract("allocate: there is no weight above 0");
  if (!has_at_most_places(total, places)) {
    detail::throw_contract("allocate: " + to_string(total) + " has more than " + std::to_string(places) + " places");
  }
  std::vector<ratio> shares;
  std::vector<decimal> parts;
  for (const decimal& weight : weights) {
    shares.push_back(ratio(total) * (ratio(weight) / ratio(whole)));
    parts.push_back(round(shares.back(), {places, rounding::floor}));
  }
  detail::give_steps_to_largest_remainders(total, shares, detail::step_of(places), parts);
  return parts;
}

RUNRATE_FUNC std::vector<decimal> round_to_sum(std::span<const decimal> figures, decimal total, int places) {
  if (!has_at_most_places(total, places)) {
    detail::throw_contract("round_to_sum: " + to_string(total) + " has more than " + std::to_string(places) +
                           " places");
  }
  std::vector<ratio> shares;
  std::vector<decimal> parts;
  for (const decimal& figure : figures) {
    shares.emplace_back(figure);
    parts.push_back(round(figure, {places, rounding::floor}));
  }
  detail::give_steps_to_largest_remainders(total, shares, detail::step_of(places), parts);
  return parts;
}

RUNRATE_FUNC std::vector<decimal> round_to_sum(std::span<const decimal> figures, int places) {
  const decimal sum = std::accumulate(figures.begin(), figures.end(), decimal());
  return round_to_sum(figures, round(sum, round_to{places}), places);
}

}  // namespace runrate

#endif
