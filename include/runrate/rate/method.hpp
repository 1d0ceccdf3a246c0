// What an annualization method is.
#ifndef RUNRATE_RATE_METHOD_HPP
#define RUNRATE_RATE_METHOD_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/rate/detail/grid_test.hpp>
#include <runrate/rate/series.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

namespace runrate {

/// What a method found: an amount, the days it was earned in, and the exact factor that makes it an amount a year.
struct annualization {
  decimal basis;          ///< the amount that is annualized
  period over;            ///< the days that it was earned in
  interval basis_bounds;  ///< where the unrounded basis lies; a point where the history wants no bounds
  ratio factor;           ///< a year is basis * factor, exactly
  /// Where the unrounded annual figure lies, if that is not `basis_bounds * factor`.
  std::optional<interval> bounds{};
  /// The factor is irrational and `factor` is it, correctly rounded.
  bool factor_is_rounded = false;
  /// basis * factor, where the method had it before it had the factor.
  std::optional<decimal> annual{};

  constexpr annualization(decimal amount, period earned_in, const interval& amount_bounds, ratio times)
      : basis(amount), over(earned_in), basis_bounds(amount_bounds), factor(std::move(times)) {}

  /// The amount a year, rounded once. Inlined by force: in `annualize_each` all but the figure then falls away.
  RUNRATE_ALWAYS_INLINE constexpr decimal annual_amount(round_to to) const {
    return annual ? round(*annual, to) : multiply(basis, factor, to);
  }
  constexpr interval annual_bounds() const { return bounds ? *bounds : basis_bounds * factor; }
};

/// A way to turn a history into an amount a year: a small pure object, such as a user may write.
///
/// * `name()`: how tables and files call it, short and without spaces: "x4".
/// * `method(history)`: the annualization of the history's latest period, or the reason why there is none.
/// * `formula()`, if it is there: one line for people, "quarter x 4".
/// * `scaling(history)` or `annual(history)`, if it is there: see `scaled_periods` and `exact_annual_method`.
///
///     struct trading_days {
///       static constexpr std::string_view name() { return "trading-days"; }
///       constexpr result<annualization> operator()(const history& h) const {
///         return annualize_latest(h, ratio(252, trading_days_in(h.latest().during)));
///       }
///     };
///
/// The library's own methods are such objects and come in by the same door; docs/how-to/add-a-method.md has a whole
/// one.
template <class Method>
concept annualization_method = requires(const Method& method, const history& h) {
  { method.name() } -> std::convertible_to<std::string_view>;
  { method(h) } -> std::same_as<result<annualization>>;
}
&&std::copy_constructible<Method>;

/// The latest period times a factor: what most methods return.
constexpr annualization annualize_latest(const history& h, ratio factor) {
  const dated_amount& latest = h.latest();
  return {latest.amount, latest.during, h.wants_bounds() ? latest.bounds() : interval(latest.amount),
          std::move(factor)};
}

/// The sum of a whole history times a factor.
constexpr annualization annualize_sum(const history& h, ratio factor) {
  const period_total total = sum(h);
  return {total.amount, total.during, total.bounds, std::move(factor)};
}

/// The latest `periods` of a history, added up, times numerator / denominator: all that a simple method has to say.
///
/// A method may answer `scaling(history)` with it, or with nothing where the method itself has a reason. It then has
/// `annualize_scaled` make its answer, and `annualize_each` takes the figure from here, at the speed of memory. Where
/// nothing always means that there is no figure, `static constexpr bool scales_only = true;` says so, and
/// `annualize_each` need not ask the method for the reason.
struct scaled_periods {
  std::size_t periods;
  std::int64_t numerator;
  std::int64_t denominator = 1;
};

constexpr annualization annualize_scaled(const history& h, const scaled_periods& s) {
  return annualize_sum(h.last(s.periods), ratio(s.numerator, s.denominator));
}

/// A method that has the amount a year before it has a factor may answer `annual(history)` with it, exactly, or with
/// nothing where it has a reason. `annualize_each` then asks for nothing else.
template <class Method>
concept exact_annual_method = requires(const Method& method, const history& h) {
  { method.annual(h) } -> std::same_as<std::optional<decimal>>;
};

namespace detail {

template <class Method>
concept scaling_method = requires(const Method& method, const history& h) {
  { method.scaling(h) } -> std::same_as<std::optional<scaled_periods>>;
};
template <class Method>
concept scaling_only_method = scaling_method<Method> && requires {
  requires Method::scales_only;
};

// Not inlined, so that the loop over amounts that need no rounding stays small.
RUNRATE_NOINLINE constexpr decimal rounded_multiple(decimal amount, std::int64_t times, round_to to) {
  return scaled(amount.billionths(), times, 1, to);
}

// A negative denominator is as good as a positive one; zero is refused as `ratio` refuses it.
RUNRATE_NOINLINE constexpr decimal multiple_by_ratio(decimal amount, const scaled_periods& s, round_to to) {
  return multiply(amount, ratio(s.numerator, s.denominator), to);
}

RUNRATE_ALWAYS_INLINE constexpr decimal sum_of_last(std::span<const dated_amount> amounts, std::size_t periods) {
  const std::size_t size = amounts.size();
  // The four quarters of a year without a loop.
  if (periods == 4) {
    return amounts[size - 4].amount + amounts[size - 3].amount + amounts[size - 2].amount + amounts[size - 1].amount;
  }
  decimal sum = amounts[size - periods].amount;
  for (std::size_t i = size - periods + 1; i < size; ++i) sum += amounts[i].amount;
  return sum;
}

/// The amount a year of so many periods, rounded once to the grid of `to`.
RUNRATE_ALWAYS_INLINE constexpr decimal annual_amount(const history& h, const scaled_periods& s, const grid_test& exact,
                                                      round_to to) {
  const decimal sum = sum_of_last(h.amounts(), s.periods);
  // Below 2^94 times below 2^32: it fits.
  if (s.denominator == 1) {
    if (s.numerator >> 32 != 0 || !exact(sum)) [[unlikely]]
      return rounded_multiple(sum, s.numerator, to);
    return decimal::from_billionths(sum.billionths() * s.numerator);
  }
  if (s.denominator <= 0) [[unlikely]]
    return multiple_by_ratio(sum, s, to);
  return scaled(sum.billionths(), s.numerator, static_cast<uint128>(s.denominator), to);
}

template <class Method>
constexpr std::string_view formula_of(const Method& method) {
  if constexpr (requires {
                  { method.formula() } -> std::convertible_to<std::string_view>;
                }) {
    return method.formula();
  } else {
    return {};
  }
}

}  // namespace detail

/// Any method by value, for a list that is made at run time: it models `annualization_method` itself.
class any_method {
public:
  template <class Method>
    requires(!std::same_as<std::remove_cvref_t<Method>, any_method> &&
             annualization_method<std::remove_cvref_t<Method>>)
  any_method(Method&& method) : held_(new held<std::remove_cvref_t<Method>>(static_cast<Method&&>(method))) {}

  any_method(const any_method& other) : held_(other.held_->clone()) {}
  any_method(any_method&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  any_method& operator=(any_method other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~any_method() { delete held_; }

  std::string_view name() const { return held_->name(); }
  std::string_view formula() const { return held_->formula(); }
  result<annualization> operator()(const history& h) const { return held_->apply(h); }

private:
  struct any_held {
    any_held() = default;
    any_held(const any_held&) = default;
    any_held& operator=(const any_held&) = delete;
    virtual ~any_held() = default;
    virtual const any_held* clone() const = 0;
    virtual std::string_view name() const = 0;
    virtual std::string_view formula() const = 0;
    virtual result<annualization> apply(const history& h) const = 0;
  };

  template <class Method>
  struct held final : any_held {
    explicit held(Method method) : method_(std::move(method)) {}
    const any_held* clone() const override { return new held(*this); }
    std::string_view name() const override { return method_.name(); }
    std::string_view formula() const override { return detail::formula_of(method_); }
    result<annualization> apply(const history& h) const override { return method_(h); }

  private:
    Method method_;
  };

  const any_held* held_;
};

}  // namespace runrate

#endif
