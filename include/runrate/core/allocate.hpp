// Parts that add up to the total.
#ifndef RUNRATE_CORE_ALLOCATE_HPP
#define RUNRATE_CORE_ALLOCATE_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/money.hpp>

#include <span>
#include <vector>

namespace runrate {

/// Splits `total` in proportion to `weights` into parts on the grid of 10^-places that add up to it exactly, by the
/// method of largest remainders (Hamilton's; Balinski and Young, Fair Representation, 1982): each part is its exact
/// share cut to the grid, and the steps that are left go to the largest remainders, the first part first among equals.
/// Every part is within one step of its exact share.
///
/// `contract_error` for no weights, a negative weight, weights that are all zero, or a total that is not on the grid.
/// O(n log n).
std::vector<decimal> allocate(decimal total, std::span<const decimal> weights, int places);

/// Rounds figures to a grid so that they add up to their rounded sum: what a table of shown parts and a shown total
/// needs. The sum is rounded half to even, and the parts that lie nearest the next step are moved. O(n log n).
std::vector<decimal> round_to_sum(std::span<const decimal> figures, int places);

/// The same, to a total that is given: where the ends of a bridge are rounded by themselves, its steps must add up to
/// their difference. `contract_error` for a total off the grid, or further from the figures' sum than two steps a
/// figure.
std::vector<decimal> round_to_sum(std::span<const decimal> figures, decimal total, int places);

/// Money split to its minor unit.
template <class Currency>
std::vector<basic_money<Currency>> allocate(const basic_money<Currency>& total, std::span<const decimal> weights) {
  std::vector<basic_money<Currency>> parts;
  parts.reserve(weights.size());
  for (const decimal& part : allocate(total.amount(), weights, total.minor_units())) {
    parts.push_back(total.with_amount(part));
  }
  return parts;
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/allocate-inl.hpp>
#endif

#endif
