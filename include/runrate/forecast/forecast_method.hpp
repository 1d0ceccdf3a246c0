// What a way to forecast is.
#ifndef RUNRATE_FORECAST_FORECAST_METHOD_HPP
#define RUNRATE_FORECAST_FORECAST_METHOD_HPP

#include <runrate/core/result.hpp>
#include <runrate/forecast/observations.hpp>

#include <concepts>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace runrate {

/// What a method expects of each period ahead, and how far off its model takes it to be.
struct expectation {
  std::vector<double> points;  ///< one for each period ahead, the next one first; all finite
  /// Standard deviations of the errors of the points, and of their sums up to each: the fourth is that of the next four
  /// together. Empty where the method has no model of its errors.
  std::vector<double> deviations{};
  std::vector<double> sum_deviations{};
};

/// A way to forecast: a small pure object, such as a user may write.
///
/// * `name()`: how tables and files call it, short and without spaces: "theta".
/// * `method(observations, horizon)`: so many points ahead, or the reason why there are none. The horizon is at
/// least 1.
///
///     struct half_again {
///       static constexpr std::string_view name() { return "half-again"; }
///       result<expectation> operator()(const observations& of, std::size_t horizon) const {
///         return expectation{std::vector<double>(horizon, of.latest() * 1.5)};
///       }
///     };
///
/// A method may take a `studied_series` besides, and so share fits with others. The library's
/// own
/// (`forecast_by`) are such objects and come in by the same door.
template <class Method>
concept forecast_method = requires(const Method& method, const observations& of, std::size_t horizon) {
  { method.name() } -> std::convertible_to<std::string_view>;
  { method(of, horizon) } -> std::same_as<result<expectation>>;
}
&&std::copy_constructible<Method>;

class studied_series;

namespace detail {

const observations& observed_in(const studied_series& series);

template <class Method>
concept studying_method = requires(const Method& method, const studied_series& of, std::size_t horizon) {
  { method(of, horizon) } -> std::same_as<result<expectation>>;
};

}  // namespace detail

/// Any method by value, for a list that is made at run time: it models `forecast_method` itself.
class any_forecast_method {
public:
  template <class Method>
    requires(!std::same_as<std::remove_cvref_t<Method>, any_forecast_method> &&
             forecast_method<std::remove_cvref_t<Method>>)
  any_forecast_method(Method&& method)
      : held_(std::make_shared<held<std::remove_cvref_t<Method>>>(std::forward<Method>(method))) {}

  std::string_view name() const { return held_->name(); }
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return held_->apply(of, horizon);
  }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const {
    return held_->apply(of, horizon);
  }

private:
  struct any_held {
    any_held() = default;
    any_held(const any_held&) = delete;
    any_held& operator=(const any_held&) = delete;
    virtual ~any_held() = default;
    virtual std::string_view name() const = 0;
    virtual result<expectation> apply(const observations& of, std::size_t horizon) const = 0;
    virtual result<expectation> apply(const studied_series& of, std::size_t horizon) const = 0;
  };

  template <class Method>
  struct held final : any_held {
    explicit held(Method method) : method_(std::move(method)) {}
    std::string_view name() const override { return method_.name(); }
    result<expectation> apply(const observations& of, std::size_t horizon) const override {
      return method_(of, horizon);
    }
    result<expectation> apply(const studied_series& of, std::size_t horizon) const override {
      if constexpr (detail::studying_method<Method>) {
        return method_(of, horizon);
      } else {
        return method_(detail::observed_in(of), horizon);
      }
    }

  private:
    Method method_;
  };

  std::shared_ptr<const any_held> held_;
};

namespace detail {

/// How far a point and the sums up to it go astray: `moves(i, h)` is what an error of 1 in the period i ahead does to
/// the figure of the period h >= i, both from 0; `error` is the deviation of such errors.
void set_deviations(expectation& of, double error, const std::function<double(std::size_t, std::size_t)>& moves);
/// The same of errors that move a figure j periods later by `impulses[j]`, the first of them 1.
void set_deviations(expectation& of, double error, std::span<const double> impulses);

/// The mean of expectations by weights above zero. Deviations are averaged too, as of errors that go together; those of
/// methods without any don't count.
expectation weighted_mean(std::span<const expectation> parts, std::span<const double> weights);

/// The reason that a method needs more figures than there are.
reason too_few_figures(std::string_view method, std::size_t needed, std::size_t found);
/// The reason of a method whose parts all have one: where all need more figures, the fewest that one of them needs;
/// else the first that is another.
reason reason_of_all(std::string_view method, std::span<const reason> reasons);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/forecast_method-inl.hpp>
#endif

#endif
