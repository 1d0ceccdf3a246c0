// What is taken off or put to a period before it is annualized: one-offs, acquisitions, currencies, weeks.
#ifndef RUNRATE_RATE_ADJUSTMENTS_HPP
#define RUNRATE_RATE_ADJUSTMENTS_HPP

#include <runrate/core/fx.hpp>
#include <runrate/rate/flow.hpp>

#include <string>
#include <vector>

namespace runrate {

/// What an adjustment is for; its sign follows from it.
enum class adjustment_kind {
  one_off,   ///< not expected again: a back-billing, a settlement. Taken off.
  acquired,  ///< earned by an acquired business before its purchase closed. Put to it.
  divested,  ///< earned by a business that has been sold. Taken off.
  other,     ///< of the caller's own: put to it, so that a deduction is negative.
};

/// "one-off", "acquired before closing", "divested", "other"
constexpr std::string_view to_string(adjustment_kind kind) {
  switch (kind) {
    case adjustment_kind::one_off: return "one-off";
    case adjustment_kind::acquired: return "acquired before closing";
    case adjustment_kind::divested: return "divested";
    case adjustment_kind::other: return "other";
  }
  return "other";
}

/// A named amount that makes a reported figure comparable. Guidance on such measures asks for each to be shown with its
/// reason, and against "non-recurring" for what happened within two years (Regulation S-K, item 10(e)).
template <class Currency>
struct adjustment {
  adjustment_kind kind;
  std::string name;
  basic_money<Currency> amount;  ///< as it was earned; `effect` has the sign

  constexpr basic_money<Currency> effect() const {
    const bool taken_off = kind == adjustment_kind::one_off || kind == adjustment_kind::divested;
    return taken_off ? -amount : amount;
  }
};

/// A flow beside what was reported: the adjusted figure always keeps its reconciliation.
template <class Currency>
class adjusted_flow {
public:
  explicit adjusted_flow(const basic_flow<Currency>& reported) : reported_(reported), adjusted_(reported) {}

  /// Formula: x - one-offs + acquired before closing - divested, the pro forma basis of Regulation S-X, article 11.
  /// `contract_error` for another currency.
  adjusted_flow with(adjustment<Currency> next) const {
    adjusted_flow other = *this;
    other.adjusted_ = adjusted_.with_amount(adjusted_.amount() + next.effect());
    other.steps_.push_back(std::move(next));
    return other;
  }

  const basic_flow<Currency>& reported() const { return reported_; }
  /// What `annualize` takes.
  const basic_flow<Currency>& adjusted() const { return adjusted_; }
  const std::vector<adjustment<Currency>>& steps() const { return steps_; }

private:
  basic_flow<Currency> reported_;
  basic_flow<Currency> adjusted_;
  std::vector<adjustment<Currency>> steps_;
};

/// A foreign business' revenue at last year's rate, so that growth is not the currency's: constant currency.
///
/// Formula: local amount * prior period's rate. A non-GAAP measure: show the figure at the actual rate beside it, and
/// how it was made (SEC, Compliance and Disclosure Interpretations on non-GAAP measures, question 104.06).
template <class From, class To, class When>
constexpr basic_flow<To> at_constant_currency(const basic_flow<From>& local, const fx_rate<From, To, When>& prior_rate,
                                              round_to to) {
  return {convert(local.amount(), prior_rate, to), local.during()};
}

/// A period's amount on the basis of so many weeks: a 14-week quarter's 13-week equivalent is 13/14 of it.
///
/// Formula: x * weeks / w, w = days / 7 (financial-education.com/the-52-53-week-fiscal-year). Linear: right where the
/// extra week is an ordinary one. Rounded once to the currency's minor unit; the result is still over the reported
/// days.
template <class Currency>
constexpr basic_money<Currency> on_basis_of_weeks(const basic_flow<Currency>& f, int weeks) {
  if (weeks < 1) detail::throw_contract("on_basis_of_weeks: at least one week");
  return multiply(f.amount(), ratio(7 * weeks, f.during().days()));
}

}  // namespace runrate

#endif
