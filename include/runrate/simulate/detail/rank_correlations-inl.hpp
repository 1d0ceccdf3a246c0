#ifndef RUNRATE_SIMULATE_DETAIL_RANK_CORRELATIONS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_RANK_CORRELATIONS_INL_HPP

#include <runrate/simulate/detail/indices-inl.hpp>
#include <runrate/simulate/detail/trial_summary-inl.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace runrate {
namespace detail {

/// Ranks from 1 on, less their mean; values that are the same share the mean of theirs.
inline std::vector<double> centred_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  const double middle = static_cast<double>(values.size() + 1) / 2;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + 1 + end) / 2 - middle;
    i = end;
  }
  return ranks;
}

/// Pearson's correlation of ranks; nothing where one side is the same throughout. Ranks are halves of whole numbers, so
/// that sums of some 10^5 of their products are exact, and the order of the trials does not matter.
inline std::optional<estimate> correlation_of(const std::vector<double>& a, const std::vector<double>& b) {
  const double ab = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  const double aa = std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
  const double bb = std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
  if (aa == 0 || bb == 0) return std::nullopt;
  const double r = std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
  if (a.size() <= 3) return estimate{r, -1, 1};
  if (std::abs(r) == 1) return estimate{r, r, r};
  const double half = normal_reach * std::sqrt((1 + r * r / 2) / static_cast<double>(a.size() - 3));
  return estimate{r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half)};
}

}  // namespace detail

RUNRATE_FUNC result<std::vector<driver_rank>> simulation::rank_correlations(const simulated_figure& of,
                                                                            const simulation_options& options) const {
  const std::size_t count = std::min(options.trials, most_ranked);
  auto found = looking_at({of}).trials({0, count}, options, of.of);
  if (!found) return found.error();
  std::vector<std::vector<double>> columns = *std::move(found);
  std::vector<bool> has_value(count);
  for (std::size_t i = 0; i < count; ++i) has_value[i] = !std::isnan(columns[0][i]);
  for (std::vector<double>& column : columns) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (has_value[i]) column[kept++] = column[i];
    }
    column.resize(kept);
  }
  const std::vector<double> ranks = detail::centred_ranks(columns[0]);
  if (std::all_of(ranks.begin(), ranks.end(), [](double r) { return r == 0; })) {
    return reason{reason_code::not_applicable, "the figure does not vary, and so has no correlations"};
  }
  std::vector<driver_rank> all;
  const std::vector<std::string> names = drawn_drivers();
  for (std::size_t d = 0; d < names.size(); ++d) {
    all.push_back({names[d], detail::correlation_of(ranks, detail::centred_ranks(columns[d + 1]))});
  }
  return all;
}

}  // namespace runrate

#endif
