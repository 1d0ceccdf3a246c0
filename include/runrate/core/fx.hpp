// The one way from a currency to another: a dated rate with a source.
#ifndef RUNRATE_CORE_FX_HPP
#define RUNRATE_CORE_FX_HPP

#include <runrate/core/money.hpp>
#include <runrate/core/ratio.hpp>

namespace runrate {

/// One unit of `From` is `rate` units of `To`, as of a date or averaged over a period that `When` tells (a `date`, a
/// `period` of the time layer). Nothing else converts money, and nothing converts it without saying how to round.
///
///     constexpr fx_rate eur_usd(eur, usd, ratio(11'234, 10'000), 2025y / Q4);
///     constexpr money<usd> in_dollars = convert(eur(1_bn), eur_usd, round_to{2});
template <currency_tag From, currency_tag To, class When>
class fx_rate {
public:
  /// `contract_error` for a rate of zero or less.
  constexpr fx_rate(From, To, const ratio& to_per_from, const When& when) : rate_(to_per_from), when_(when) {
    if (sign(to_per_from) <= 0) detail::throw_contract("fx_rate: a rate must be above 0");
  }

  constexpr const ratio& rate() const { return rate_; }
  constexpr const When& when() const { return when_; }

  /// The same quotation read the other way, exactly.
  constexpr fx_rate<To, From, When> inverse() const { return {To(), From(), rate_.inverse(), when_}; }

private:
  ratio rate_;
  When when_;
};

/// The amount in the other currency, rounded once.
template <class From, class To, class When>
constexpr basic_money<To> convert(const basic_money<From>& amount, const fx_rate<From, To, When>& rate, round_to to) {
  return basic_money<To>(multiply(amount.amount(), rate.rate(), to));
}

}  // namespace runrate

#endif
