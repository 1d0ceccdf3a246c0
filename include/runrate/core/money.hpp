// Money: a decimal in a currency, fixed by a tag type or carried at run time.
#ifndef RUNRATE_CORE_MONEY_HPP
#define RUNRATE_CORE_MONEY_HPP

#include <runrate/core/currency.hpp>
#include <runrate/core/decimal.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/fwd.hpp>

#include <compare>
#include <string>
#include <type_traits>

namespace runrate {

/// What money of two currencies answers to + - and comparison.
struct convert_one_side_with_an_fx_rate {};

namespace detail {

/// The currency of a piece of money: an empty tag, or a value.
template <class Currency>
struct currency_part {
  static constexpr runrate::currency unit() { return runrate::currency::of<Currency>(); }
  static constexpr void require_same(const currency_part&) {}
};

[[noreturn]] RUNRATE_COLD void throw_two_currencies(const currency& a, const currency& b);

template <>
struct currency_part<struct any_currency> {
  constexpr explicit currency_part(const currency& held) : held_(held) {}
  constexpr const currency& unit() const { return held_; }
  constexpr void require_same(const currency_part& other) const {
    if (held_ != other.held_) throw_two_currencies(held_, other.held_);
  }

private:
  currency held_;
};

}  // namespace detail

/// An exact amount of money. `money<usd>` names the currency in the type and costs 16 bytes; `money<any_currency>`
/// carries it, and throws `contract_error` where two currencies meet. Different tags do not add up at all: the
/// compiler's message names the remedy.
///
///     constexpr money<usd> quarter = usd(35.579_bn);
///     static_assert(quarter * 4 == usd(142.316_bn));
///
/// There is no product of money and money, and no sum of money and a bare number. A quotient of two amounts is a
/// `ratio`.
template <class Currency>
class [[nodiscard]] basic_money : private detail::currency_part<Currency> {
  using part = detail::currency_part<Currency>;

public:
  using currency_type = Currency;

  /// An amount in the tag's currency; zero by default.
  constexpr basic_money() requires currency_tag<Currency>
  = default;
  constexpr explicit basic_money(decimal amount) requires currency_tag<Currency> : amount_(amount) {}
  /// An amount in a currency that is known at run time.
  constexpr basic_money(decimal amount,
                        const runrate::currency& unit) requires std::same_as<Currency, struct any_currency>
      : part(unit), amount_(amount) {}
  /// Money of a fixed currency becomes money that carries it.
  template <currency_tag Tag>
    requires std::same_as<Currency, struct any_currency>
  constexpr basic_money(const basic_money<Tag>& fixed) : part(runrate::currency::of<Tag>()), amount_(fixed.amount()) {}

  template <std::floating_point Float>
  basic_money(Float, auto...) = delete;

  constexpr decimal amount() const { return amount_; }
  constexpr runrate::currency unit() const { return part::unit(); }
  constexpr int minor_units() const { return unit().minor_units(); }

  /// Another amount of the same currency.
  constexpr basic_money with_amount(decimal amount) const {
    basic_money other = *this;
    other.amount_ = amount;
    return other;
  }

  /// Earned over a period: a `flow` of the rate layer. A fiscal label has no days and is refused by name.
  template <class Period>
  constexpr auto over(const Period& period) const -> decltype(flow_over(*this, period)) {
    return flow_over(*this, period);
  }
  // The remedy is a template argument, because clang's message shows those and not the return type.
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy over(const fiscal_label&) const = delete;
  template <class Remedy = resolve_the_fiscal_label_with_a_calendar_first>
  Remedy over(const fiscal_year&) const = delete;

  friend constexpr bool operator==(const basic_money& a, const basic_money& b) {
    a.require_same(b);
    return a.amount_ == b.amount_;
  }
  friend constexpr std::strong_ordering operator<=>(const basic_money& a, const basic_money& b) {
    a.require_same(b);
    return a.amount_ <=> b.amount_;
  }
  friend constexpr basic_money operator+(const basic_money& a, const basic_money& b) {
    a.require_same(b);
    return a.with_amount(a.amount_ + b.amount_);
  }
  friend constexpr basic_money operator-(const basic_money& a, const basic_money& b) {
    a.require_same(b);
    return a.with_amount(a.amount_ - b.amount_);
  }
  friend constexpr basic_money operator-(const basic_money& a) { return a.with_amount(-a.amount_); }
  template <std::integral Integer>
  friend constexpr basic_money operator*(const basic_money& a, Integer n) {
    return a.with_amount(a.amount_ * n);
  }
  template <std::integral Integer>
  friend constexpr basic_money operator*(Integer n, const basic_money& a) {
    return a * n;
  }
  /// Exact, or `inexact_error`; `multiply` takes a rounding.
  friend constexpr basic_money operator*(const basic_money& a, const ratio& factor) {
    return a.with_amount(a.amount_ * factor);
  }
  /// The exact quotient. `contract_error` when b is zero.
  friend constexpr ratio operator/(const basic_money& a, const basic_money& b) {
    a.require_same(b);
    return ratio(a.amount_) / ratio(b.amount_);
  }
  constexpr basic_money& operator+=(const basic_money& b) { return *this = *this + b; }
  constexpr basic_money& operator-=(const basic_money& b) { return *this = *this - b; }

private:
  decimal amount_;
};

/// Money in the currency of a constant: `money<usd>`, `money<any_currency>`.
template <auto Currency>
using money = basic_money<std::remove_const_t<decltype(Currency)>>;

// The remedy is a template argument too, because clang's message shows those and not the return type.
template <currency_tag A, currency_tag B, class Remedy = convert_one_side_with_an_fx_rate>
  requires(!std::same_as<A, B>)
Remedy operator+(const basic_money<A>&, const basic_money<B>&) = delete;
template <currency_tag A, currency_tag B, class Remedy = convert_one_side_with_an_fx_rate>
  requires(!std::same_as<A, B>)
Remedy operator-(const basic_money<A>&, const basic_money<B>&) = delete;
template <currency_tag A, currency_tag B, class Remedy = convert_one_side_with_an_fx_rate>
  requires(!std::same_as<A, B>)
Remedy operator/(const basic_money<A>&, const basic_money<B>&) = delete;
template <currency_tag A, currency_tag B, class Remedy = convert_one_side_with_an_fx_rate>
  requires(!std::same_as<A, B>)
Remedy operator==(const basic_money<A>&, const basic_money<B>&) = delete;
template <currency_tag A, currency_tag B, class Remedy = convert_one_side_with_an_fx_rate>
  requires(!std::same_as<A, B>)
Remedy operator<=>(const basic_money<A>&, const basic_money<B>&) = delete;

/// a * factor, exact before it is rounded once; by default to the currency's minor unit.
template <class Currency>
constexpr basic_money<Currency> multiply(const basic_money<Currency>& a, const ratio& factor, round_to to) {
  return a.with_amount(multiply(a.amount(), factor, to));
}
template <class Currency>
constexpr basic_money<Currency> multiply(const basic_money<Currency>& a, const ratio& factor) {
  return multiply(a, factor, round_to{a.minor_units()});
}

/// a / divisor, rounded once. `contract_error` when the divisor is zero.
template <class Currency>
constexpr basic_money<Currency> divide(const basic_money<Currency>& a, decimal divisor, round_to to) {
  return a.with_amount(divide(a.amount(), divisor, to));
}

template <class Currency>
constexpr basic_money<Currency> round(const basic_money<Currency>& a, round_to to) {
  return a.with_amount(round(a.amount(), to));
}

/// "USD 35579000000.00": the code and the amount, with at least the currency's minor units; exact.
std::string to_string(const basic_money<struct any_currency>& m);
template <currency_tag Tag>
std::string to_string(const basic_money<Tag>& m) {
  return to_string(basic_money<struct any_currency>(m));
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/money-inl.hpp>
#endif

#endif
