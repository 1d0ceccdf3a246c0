// A run-rate: money a year, and how it came about.
#ifndef RUNRATE_RATE_RUN_RATE_HPP
#define RUNRATE_RATE_RUN_RATE_HPP

#include <runrate/rate/method.hpp>
#include <runrate/rate/methods/compounded.hpp>
#include <runrate/rate/methods/cumulative.hpp>
#include <runrate/rate/methods/hybrid.hpp>
#include <runrate/rate/methods/seasonal.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/rate/methods/weighted.hpp>
#include <runrate/rate/series.hpp>

namespace runrate {

/// What `rate + flow` answers.
struct annualize_the_flow_before_adding_it_to_a_rate {};
/// What `annualize(flow, 4)` answers.
struct name_a_method_such_as_method_times_four {};

/// Money a year, with the method, the basis and the exact factor that made it.
///
///     const run_rate<usd> r = annualize(usd(35.579_bn).over(2025y / Q4), method::times_four);
///     // r.value() is 142,316,000,000 USD a year; r.factor() is 4; r.basis() is 2025-10-01 to 2025-12-31
template <class Currency>
class [[nodiscard]] basic_run_rate {
public:
  constexpr basic_run_rate(const basic_money<Currency>& value, annualization how, std::string_view method)
      : value_(value), how_(std::move(how)), method_(method) {}

  /// The figure, rounded once: by default half to even to the currency's minor unit.
  constexpr const basic_money<Currency>& value() const { return value_; }
  /// The name of the method.
  constexpr std::string_view method() const { return method_; }
  /// The days that the annualized amount was earned in.
  constexpr period basis() const { return how_.over; }
  /// The amount that was annualized.
  constexpr basic_money<Currency> basis_amount() const { return value_.with_amount(how_.basis); }
  /// Exactly what it was multiplied by.
  constexpr const ratio& factor() const { return how_.factor; }
  /// The factor is irrational and was rounded, correctly, to 36 places.
  constexpr bool factor_is_rounded() const { return how_.factor_is_rounded; }
  /// The figure before rounding.
  constexpr ratio exact_value() const { return ratio(how_.basis) * how_.factor; }
  /// Where the figure lies, by the precision of what went in; a point when that was exact.
  constexpr interval bounds() const { return how_.annual_bounds(); }
  constexpr const annualization& how() const { return how_; }

  friend constexpr bool operator==(const basic_run_rate& a, const basic_run_rate& b) { return a.value_ == b.value_; }
  friend constexpr std::strong_ordering operator<=>(const basic_run_rate& a, const basic_run_rate& b) {
    return a.value_ <=> b.value_;
  }

private:
  basic_money<Currency> value_;
  annualization how_;
  std::string_view method_;
};

template <auto Currency>
using run_rate = basic_run_rate<std::remove_const_t<decltype(Currency)>>;

// The remedy is a template argument too, because clang's message shows those and not the return type.
template <class A, class B, class Remedy = annualize_the_flow_before_adding_it_to_a_rate>
Remedy operator+(const basic_run_rate<A>&, const basic_flow<B>&) = delete;
template <class A, class B, class Remedy = annualize_the_flow_before_adding_it_to_a_rate>
Remedy operator+(const basic_flow<A>&, const basic_run_rate<B>&) = delete;
template <class A, class B, class Remedy = annualize_the_flow_before_adding_it_to_a_rate>
Remedy operator-(const basic_run_rate<A>&, const basic_flow<B>&) = delete;
template <class A, class B, class Remedy = annualize_the_flow_before_adding_it_to_a_rate>
Remedy operator-(const basic_flow<A>&, const basic_run_rate<B>&) = delete;

namespace detail {

template <class Currency>
constexpr basic_run_rate<Currency> made_rate(const basic_money<Currency>& zero, const annualization& how,
                                             std::string_view method, round_to to) {
  return {zero.with_amount(how.annual_amount(to)), how, method};
}

[[noreturn]] RUNRATE_COLD void throw_no_rate(std::string_view method, const reason& why);

}  // namespace detail

/// One flow's run-rate, rounded once to the currency's minor unit or as asked. For a figure that stands in the program:
/// a period that the method is not for is a `contract_error` with the reason. For data, annualize a `series`.
template <class Currency, annualization_method Method>
constexpr basic_run_rate<Currency> annualize(const basic_flow<Currency>& f, const Method& method, round_to to) {
  const dated_amount one[] = {f.dated()};
  const result<annualization> how = method(history(one));
  if (!how) detail::throw_no_rate(method.name(), how.error());
  return detail::made_rate(f.amount(), *how, method.name(), to);
}
template <class Currency, annualization_method Method>
constexpr basic_run_rate<Currency> annualize(const basic_flow<Currency>& f, const Method& method) {
  return annualize(f, method, round_to{f.amount().minor_units()});
}

/// The run-rate of the series' period at `index` (by default the last), from what was known when it had ended; or why
/// the method has none. `contract_error` for an empty series.
template <class Currency, annualization_method Method>
result<basic_run_rate<Currency>> annualize(const basic_series<Currency>& s, const Method& method, std::size_t index,
                                           round_to to) {
  const result<annualization> how = method(s.up_to(index));
  if (!how) return how.error();
  return detail::made_rate(s.zero(), *how, method.name(), to);
}
template <class Currency, annualization_method Method>
result<basic_run_rate<Currency>> annualize(const basic_series<Currency>& s, const Method& method, std::size_t index) {
  return annualize(s, method, index, round_to{s.unit().minor_units()});
}
template <class Currency, annualization_method Method>
result<basic_run_rate<Currency>> annualize(const basic_series<Currency>& s, const Method& method) {
  return annualize(s, method, s.size() - 1);
}

template <class Currency, class Number, class Remedy = name_a_method_such_as_method_times_four>
  requires std::integral<Number> || std::floating_point<Number> Remedy annualize(const basic_flow<Currency>&, Number)
= delete;

/// One period's figure, as `annualize_each` hands it over: a `result<decimal>` whose reason is put into words only when
/// somebody asks for it. It lasts for the call that it is handed to.
template <annualization_method Method>
class [[nodiscard]] each_figure {
public:
  constexpr each_figure(const Method& method, const history& h, const std::optional<decimal>& value)
      : method_(method), history_(h), value_(value) {}

  constexpr bool has_value() const { return value_.has_value(); }
  constexpr explicit operator bool() const { return has_value(); }
  /// `contract_error` with the reason's text when there is no figure.
  constexpr decimal value() const {
    if (!value_) detail::throw_no_value(error());
    return *value_;
  }
  constexpr decimal operator*() const { return value(); }
  constexpr reason error() const { return method_(history_).error(); }
  constexpr operator result<decimal>() const {
    if (value_) return *value_;
    return error();
  }

private:
  const Method& method_;
  const history& history_;
  std::optional<decimal> value_;
};

namespace detail {

template <annualization_method Method>
RUNRATE_ALWAYS_INLINE constexpr std::optional<decimal> figure_of(const Method& method, const history& h,
                                                                 const grid_test& exact, round_to to) {
  if constexpr (scaling_method<Method>) {
    if (const auto simple = method.scaling(h)) [[likely]]
      return annual_amount(h, *simple, exact, to);
  }
  if constexpr (scaling_only_method<Method>) {
    return std::nullopt;
  } else if constexpr (exact_annual_method<Method>) {
    if (const std::optional<decimal> annual = method.annual(h)) return round(*annual, to);
    return std::nullopt;
  } else {
    const result<annualization> how = method(h);
    if (!how) [[unlikely]]
      return std::nullopt;
    return how->annual_amount(to);
  }
}

}  // namespace detail

/// The figure of every period of a long series, without the rest of a run-rate: `take(index, figure)` is called for
/// each in order, with an `each_figure`, which is a `result<decimal>` where that is asked for. The figures are those
/// that `annualize` gives. O(n) times what the method looks back.
///
///     annualize_each(amounts, method::day_weighted, round_to{2}, [&](std::size_t i, const auto& figure) {
///       if (figure) out[i] = *figure;
///     });
template <annualization_method Method, class Take>
constexpr void annualize_each(std::span<const dated_amount> amounts, const Method& method, round_to to, Take take) {
  [[maybe_unused]] const detail::grid_test exact(to);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const history h = history(amounts.first(i + 1)).for_figures_only();
    take(i, each_figure<Method>(method, h, detail::figure_of(method, h, exact, to)));
  }
}

/// The inverse of annualizing: what a rate is over a period, by the factor that would annualize it
/// (docs.oracle.com/en/cloud/saas/tax-reporting-cloud/agtrc/annualize.html, De-Annualize). Rounded once.
///
///     de_annualize(usd(142_bn), method::times_four, 2025y / Q4)   // 35.5 billion over the quarter
///
/// `contract_error` where the method has no factor for that period by itself (trailing twelve months).
template <class Currency, annualization_method Method>
constexpr basic_flow<Currency> de_annualize(const basic_money<Currency>& per_year, const Method& method, period during,
                                            round_to to) {
  const dated_amount one[] = {{decimal(1), during}};
  const result<annualization> how = method(history(one));
  if (!how) detail::throw_no_rate(method.name(), how.error());
  return {multiply(per_year, how->factor.inverse(), to), during};
}
template <class Currency, annualization_method Method>
constexpr basic_flow<Currency> de_annualize(const basic_money<Currency>& per_year, const Method& method,
                                            period during) {
  return de_annualize(per_year, method, during, round_to{per_year.minor_units()});
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/detail/run_rate-inl.hpp>
#endif

#endif
