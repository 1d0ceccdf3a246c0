// A flow: money earned over a period.
#ifndef RUNRATE_RATE_FLOW_HPP
#define RUNRATE_RATE_FLOW_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/money.hpp>
#include <runrate/time/period.hpp>

namespace runrate {

/// An amount over a period, without its currency: what methods work on, since no method depends on the currency.
/// 32 bytes.
struct dated_amount {
  decimal amount;
  period during;
  /// The place that the amount was rounded to before it was reported, as XBRL's `decimals` says: -6 for figures
  /// published in millions. `exact` for a figure that was not rounded.
  int decimals = exact;
  /// Of how many figures, each rounded there, the amount is the sum or difference: 2 for a fourth quarter that is a
  /// year less nine months.
  int roundings = 1;

  static constexpr int exact = decimal::places;

  /// Where the unrounded amount lies.
  constexpr interval bounds() const { return rounding_interval(amount, decimals, roundings); }

  bool operator==(const dated_amount&) const = default;
};

/// Money earned over a period. Made by `over`; annualized by `annualize`. A flow is not a rate: `rate + flow` does not
/// compile. There is no sum of flows here either: a `series` sums them, and proves that they adjoin.
///
///     constexpr flow<usd> q4 = usd(35.579_bn).over(2025y / Q4);
///     constexpr flow<usd> published = q4.stated_to(-6);   // in millions, so that bounds are +-0.5 million
template <class Currency>
class [[nodiscard]] basic_flow {
public:
  constexpr basic_flow(const basic_money<Currency>& amount, period during, int decimals = dated_amount::exact,
                       int roundings = 1)
      : amount_(amount), during_(during), decimals_(decimals), roundings_(roundings) {
    detail::grid_of({decimals});  // refuses a place that no decimal has
    if (roundings < 1) detail::throw_contract("flow: an amount is of at least one figure");
  }

  constexpr const basic_money<Currency>& amount() const { return amount_; }
  constexpr period during() const { return during_; }
  constexpr int decimals() const { return decimals_; }
  constexpr int roundings() const { return roundings_; }
  constexpr currency unit() const { return amount_.unit(); }

  /// The same flow, known to have been rounded to 10^-decimals before it was reported.
  constexpr basic_flow stated_to(int decimals, int roundings = 1) const {
    return {amount_, during_, decimals, roundings};
  }
  /// The same flow with another amount.
  constexpr basic_flow with_amount(const basic_money<Currency>& amount) const {
    return {amount, during_, decimals_, roundings_};
  }

  constexpr interval bounds() const { return rounding_interval(amount_.amount(), decimals_, roundings_); }
  constexpr dated_amount dated() const { return {amount_.amount(), during_, decimals_, roundings_}; }

  friend constexpr bool operator==(const basic_flow& a, const basic_flow& b) = default;

private:
  basic_money<Currency> amount_;
  period during_;
  int decimals_;
  int roundings_;
};

template <auto Currency>
using flow = basic_flow<std::remove_const_t<decltype(Currency)>>;

// What `money::over` finds.
template <class Currency>
constexpr basic_flow<Currency> flow_over(const basic_money<Currency>& amount, period during) {
  return {amount, during};
}

}  // namespace runrate

#endif
