// Recurring revenue: monthly and annual, live and contracted.
#ifndef RUNRATE_RATE_RECURRING_HPP
#define RUNRATE_RATE_RECURRING_HPP

#include <runrate/core/money.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/time/date.hpp>

#include <span>
#include <string>
#include <vector>

namespace runrate {

/// What a balance answers to being annualized or summed.
struct a_balance_is_not_earned_over_a_period {};

/// Money as of a day: a backlog, a balance, monthly recurring revenue. It has no period, so that it can't be annualized
/// and balances of several days can't be summed; neither compiles.
template <class Currency>
struct basic_balance {
  basic_money<Currency> amount;
  date as_of;

  friend bool operator==(const basic_balance&, const basic_balance&) = default;
};

template <class A, class B, class Remedy = a_balance_is_not_earned_over_a_period>
Remedy operator+(const basic_balance<A>&, const basic_balance<B>&) = delete;
template <class Currency, class Method, class Remedy = a_balance_is_not_earned_over_a_period>
Remedy annualize(const basic_balance<Currency>&, const Method&) = delete;

/// How often a plan's price is due.
enum class billing_interval { weekly, monthly, quarterly, half_yearly, yearly };

/// Months that a price is for, exactly; a week is 12/52 of a month, so that 52 weeks are a year.
constexpr ratio months_in(billing_interval interval) {
  switch (interval) {
    case billing_interval::weekly: return ratio(12, 52);
    case billing_interval::monthly: return ratio(1);
    case billing_interval::quarterly: return ratio(3);
    case billing_interval::half_yearly: return ratio(6);
    case billing_interval::yearly: return ratio(12);
  }
  return ratio(1);
}

/// A subscription as it counts towards recurring revenue: from the plan's price, not from what was invoiced
/// (getlago.com/docs/guide/analytics/revenue/mrr.md), without one-time fees and usage.
template <class Currency>
struct subscription {
  basic_money<Currency> price;
  billing_interval interval = billing_interval::monthly;
  int quantity = 1;
  ratio discount{};  ///< 10_pct for ten per cent off

  /// Formula: price * quantity * (1 - discount) / months, exactly.
  constexpr ratio monthly() const {
    return ratio(price.amount()) * ratio(quantity) * (ratio(1) - discount) / months_in(interval);
  }
};

/// Monthly recurring revenue: the sum of the subscriptions' monthly prices, rounded once to the currency's minor unit.
/// `contract_error` for no subscription, two currencies, a discount outside 0 to 1, or a negative quantity.
template <class Currency>
basic_money<Currency> monthly_recurring(std::span<const subscription<Currency>> subscriptions) {
  if (subscriptions.empty()) detail::throw_contract("monthly_recurring: there is no subscription");
  const basic_money<Currency> zero = subscriptions.front().price.with_amount(decimal());
  ratio sum;
  for (const subscription<Currency>& s : subscriptions) {
    (void)(s.price == zero);  // two currencies of run time are refused here
    if (sign(s.discount) < 0 || s.discount > ratio(1)) {
      detail::throw_contract("monthly_recurring: a discount of " + to_string(s.discount) + " is not from 0 to 1");
    }
    if (s.quantity < 0) detail::throw_contract("monthly_recurring: a negative quantity");
    sum += s.monthly();
  }
  return zero.with_amount(round(sum, round_to{zero.minor_units()}));
}

/// Annual recurring revenue: twelve times monthly recurring revenue, whatever the month's days. 1,000 a month is
/// 12,000; 1,000 / 30 * 365 = 12,167 is a mistake that has been made (github.com/Splitzzyy/Subvora/pull/180).
///
/// Formula: MRR * 12.
template <class Currency>
constexpr basic_money<Currency> annual_recurring(const basic_money<Currency>& monthly) {
  return monthly * 12;
}

/// A change to recurring revenue that is signed but not yet live.
template <class Currency>
struct contracted_change {
  std::string name;
  basic_money<Currency> annual;  ///< above zero for an increase, below for a decrease
  date effective;
};

/// Contracted annual recurring revenue: what is live and what has been signed, less what is known to leave.
///
/// Formula: live ARR + signed increases - signed decreases
/// (portfolioiq.ai/databook/committed-annual-recurring-revenue), one-time fees left out
/// (pigment.com/glossary/contracted-annual-recurring-revenue-carr). Only changes that take effect after `as_of` are
/// counted: earlier ones are live.
template <class Currency>
basic_money<Currency> contracted_recurring(const basic_money<Currency>& live,
                                           std::span<const contracted_change<Currency>> changes, date as_of) {
  basic_money<Currency> contracted = live;
  for (const contracted_change<Currency>& change : changes) {
    if (change.effective > as_of) contracted += change.annual;
  }
  return contracted;
}

}  // namespace runrate

#endif
