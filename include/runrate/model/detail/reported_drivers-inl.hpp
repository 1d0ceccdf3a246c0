#ifndef RUNRATE_MODEL_DETAIL_REPORTED_DRIVERS_INL_HPP
#define RUNRATE_MODEL_DETAIL_REPORTED_DRIVERS_INL_HPP

#include <runrate/model/reported_drivers.hpp>

#include <optional>

namespace runrate {
namespace detail {

/// The sum of the flows that tile the period; nothing where they don't. `from` is the first that may belong to it.
inline std::optional<period_total> reported_in(period during, std::span<const dated_amount> flows, std::size_t& from) {
  while (from < flows.size() && flows[from].during.begin() < during.begin()) ++from;
  std::size_t end = from;
  while (end < flows.size() && flows[end].during.end() <= during.end()) ++end;
  if (end == from) return std::nullopt;
  const period_total total = sum(history(flows.subspan(from, end - from)));
  if (total.during != during) return std::nullopt;
  return total;
}

}  // namespace detail

RUNRATE_FUNC result<driver_setting> setting_of(const history& reported, const timeline& periods) {
  driver_setting made;
  std::size_t from = 0;
  for (const model_period& p : periods) {
    const auto total = detail::reported_in(p.during, reported.amounts(), from);
    if (!total) {
      return reason{reason_code::operand_missing,
                    "the series has nothing that makes up " + p.label + ", " + to_string(p.during),
                    {{"period", p.label}}};
    }
    made.values.push_back(ratio(total->amount));
    made.bounds.push_back(total->bounds);
  }
  return made;
}

RUNRATE_FUNC actual_settings actuals_of(const history& reported, const timeline& periods) {
  actual_settings made;
  std::size_t from = 0;
  for (const model_period& p : periods) {
    const auto total = detail::reported_in(p.during, reported.amounts(), from);
    made.amount.values.push_back(total ? ratio(total->amount) : ratio());
    made.amount.bounds.push_back(total ? total->bounds : interval(decimal()));
    made.known.values.push_back(ratio(total ? 1 : 0));
  }
  return made;
}

}  // namespace runrate

#endif
