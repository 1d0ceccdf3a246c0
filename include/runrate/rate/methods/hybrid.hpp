// A run-rate of two kinds of revenue: consumption by its last 28 days, subscriptions by their month.
#ifndef RUNRATE_RATE_METHODS_HYBRID_HPP
#define RUNRATE_RATE_METHODS_HYBRID_HPP

#include <runrate/rate/methods/cumulative.hpp>

namespace runrate::method {

/// Thirteen times the last 28 days of consumption plus twelve times the month's subscriptions.
///
/// Formula: 13 c + 12 s, as Anthropic's run-rate is reported to be defined (Reuters Breakingviews, quoted by Simon
/// Willison, theinformationmachine.fyi/items/22526). Thirteen means a year of 364 days: 365/28 would be 0.27% more.
///
/// The history is the consumption's; the subscriptions' month is given. The basis is their sum over the days that both
/// cover, and the factor the effective one, (13 c + 12 s) / (c + s). No answer where the sum is zero, or the
/// subscriptions are not over a month.
class hybrid_28_days {
public:
  /// `contract_error` when the subscriptions' period is not a month.
  constexpr explicit hybrid_28_days(const dated_amount& subscriptions) : subscriptions_(subscriptions) {
    if (shape_of(subscriptions.during).kind != period_kind::month) {
      detail::throw_contract("hybrid_28_days: the subscriptions must be over one month");
    }
  }

  static constexpr std::string_view name() { return "hybrid28"; }
  static constexpr std::string_view formula() {
    return "last 28 days of consumption x 13 + a month's subscriptions x 12";
  }

  constexpr std::optional<decimal> annual(const history& consumption) const {
    const auto window = usage_28_days.scaling(consumption);
    if (!window) return std::nullopt;
    const decimal used = detail::sum_of_last(consumption.amounts(), window->periods);
    if (used + subscriptions_.amount == decimal()) return std::nullopt;
    return year_of(used);
  }
  constexpr result<annualization> operator()(const history& consumption) const {
    const auto window = usage_28_days.scaling(consumption);
    if (!window) return usage_28_days(consumption);
    const period_total used = sum(consumption.last(window->periods));
    const decimal basis = used.amount + subscriptions_.amount;
    if (basis == decimal()) {
      return reason{reason_code::division_by_zero, "consumption and subscriptions add up to 0: there is no factor"};
    }
    const decimal year = year_of(used.amount);
    annualization how{basis, hull(used.during, subscriptions_.during), interval(basis),
                      ratio(year.billionths(), basis.billionths())};
    how.annual = year;
    if (consumption.wants_bounds()) {
      how.basis_bounds = used.bounds + subscriptions_.bounds();
      how.bounds = used.bounds * ratio(13) + subscriptions_.bounds() * ratio(12);
    }
    return how;
  }

private:
  constexpr decimal year_of(decimal used) const { return used * 13 + subscriptions_.amount * 12; }

  dated_amount subscriptions_;
};

}  // namespace runrate::method

#endif
