// What an annualization method is.
#ifndef RUNRATE_RATE_METHOD_HPP
#define RUNRATE_RATE_METHOD_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/rate/series.hpp>

#include <concepts>
#include <optional>
#include <string_view>

namespace runrate {

/// What a method found: an amount, the days it was earned in, and the exact factor that makes it an amount a year.
struct annualization {
  decimal basis;          ///< the amount that is annualized
  period over;            ///< the days that it was earned in
  interval basis_bounds;  ///< where the unrounded basis lies
  ratio factor;           ///< a year is basis * factor, exactly
  /// Where the unrounded annual figure lies, if that is not `basis_bounds * factor`.
  std::optional<interval> bounds{};
  /// The factor is irrational and `factor` is it, correctly rounded.
  bool factor_is_rounded = false;

  constexpr interval annual_bounds() const { return bounds ? *bounds : basis_bounds * factor; }
};

/// A way to turn a history into an amount a year: a small pure object, such as a user may write.
///
/// * `name()`: how tables and files call it, short and without spaces: "x4".
/// * `method(history)`: the annualization of the history's latest period, or the reason why there is none.
/// * `formula()`, if it is there: one line for people, "quarter x 4".
///
///     struct trading_days {
///       static constexpr std::string_view name() { return "trading-days"; }
///       constexpr result<annualization> operator()(const history& h) const {
///         return annualize_latest(h, ratio(252, trading_days_in(h.latest().during)));
///       }
///     };
///
/// The library's own methods are such objects and come in by the same door; docs/how-to/add-a-method.md has a whole one.
template <class Method>
concept annualization_method = requires(const Method& method, const history& h) {
  { method.name() } -> std::convertible_to<std::string_view>;
  { method(h) } -> std::same_as<result<annualization>>;
} && std::copy_constructible<Method>;

/// The latest period times a factor: what most methods return.
constexpr annualization annualize_latest(const history& h, ratio factor) {
  const dated_amount& latest = h.latest();
  return {latest.amount, latest.during, latest.bounds(), std::move(factor)};
}

/// The sum of a whole history times a factor.
constexpr annualization annualize_sum(const history& h, ratio factor) {
  const period_total total = sum(h);
  return {total.amount, total.during, total.bounds, std::move(factor)};
}

namespace detail {

template <class Method>
constexpr std::string_view formula_of(const Method& method) {
  if constexpr (requires { { method.formula() } -> std::convertible_to<std::string_view>; }) {
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
    Method method_;
  };

  const any_held* held_;
};

}  // namespace runrate

#endif
