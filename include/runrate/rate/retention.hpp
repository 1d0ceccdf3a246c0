// Retention and efficiency: what a subscription business reports beside its run-rate.
#ifndef RUNRATE_RATE_RETENTION_HPP
#define RUNRATE_RATE_RETENTION_HPP

#include <runrate/core/money.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>

namespace runrate {

/// How recurring revenue moved between two days. All amounts are zero or above; movements are flows, starting and
/// ending balances (getlago.com/docs/guide/analytics/revenue/mrr.md).
template <class Currency>
struct recurring_movements {
  basic_money<Currency> starting;
  basic_money<Currency> added;        ///< by new customers
  basic_money<Currency> expansion;    ///< by customers who were there
  basic_money<Currency> contraction;  ///< lost from customers who stayed
  basic_money<Currency> churn;        ///< lost with customers who left

  /// Formula: new + expansion - contraction - churn.
  constexpr basic_money<Currency> net_new() const { return added + expansion - contraction - churn; }
  constexpr basic_money<Currency> ending() const { return starting + net_new(); }
};

namespace detail {

result<ratio> positive_quotient(decimal dividend, decimal divisor, const char* metric, const char* divisor_name);

}  // namespace detail

/// Gross revenue retention, at most one.
/// Formula: (starting - contraction - churn) / starting (pulserevops.com/sales-trainings/q97).
template <class Currency>
result<ratio> gross_retention(const recurring_movements<Currency>& m) {
  return detail::positive_quotient((m.starting - m.contraction - m.churn).amount(), m.starting.amount(),
                                   "gross retention", "starting recurring revenue");
}

/// Net revenue retention, which may be above one.
/// Formula: (starting + expansion - contraction - churn) / starting (pulserevops.com/sales-trainings/q97).
template <class Currency>
result<ratio> net_retention(const recurring_movements<Currency>& m) {
  return detail::positive_quotient((m.starting + m.expansion - m.contraction - m.churn).amount(), m.starting.amount(),
                                   "net retention", "starting recurring revenue");
}

/// The quick ratio. Formula: (new + expansion) / (contraction + churn). No answer where nothing was lost.
template <class Currency>
result<ratio> quick_ratio(const recurring_movements<Currency>& m) {
  return detail::positive_quotient((m.added + m.expansion).amount(), (m.contraction + m.churn).amount(), "quick ratio",
                                   "contraction and churn");
}

/// The magic number: revenue gained a year for each unit spent on sales and marketing the quarter before.
/// Formula: (Q_t - Q_(t-1)) * 4 / S&M_(t-1) (eastsea-blog.pages.dev/tools/saas-magic-number-calculator). Others put net
/// new annual recurring revenue above the line: say which.
template <class Currency>
result<ratio> magic_number(const basic_money<Currency>& quarter, const basic_money<Currency>& quarter_before,
                           const basic_money<Currency>& sales_and_marketing_before) {
  return detail::positive_quotient(((quarter - quarter_before) * 4).amount(), sales_and_marketing_before.amount(),
                                   "magic number", "sales and marketing");
}

/// The rule of 40's figure. Formula: growth + margin, both as fractions of one: 0.40 and above passes.
constexpr ratio rule_of_40(const ratio& growth, const ratio& margin) { return growth + margin; }

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/detail/retention-inl.hpp>
#endif

#endif
