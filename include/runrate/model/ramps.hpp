// Ramps: shapes over time, for adoption, growth and seasons, in any number type of a model.
#ifndef RUNRATE_MODEL_RAMPS_HPP
#define RUNRATE_MODEL_RAMPS_HPP

#include <runrate/model/expr.hpp>
#include <runrate/model/model.hpp>

#include <concepts>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace runrate {

/// Shapes over time. Each is a pure function of a time and of what shapes it, and a model multiplies what it likes by
/// it.
///
///     in[chips] * ramp::linear(in.elapsed(), in[begin], in[full]);
///
/// Times are in years, as `in.elapsed()` is: years from the timeline's beginning to the middle of the period. A
/// constant one is `in.number(ratio(1, 2), "year")`. What is an exponent must be a plain number, so speeds are in 1 /
/// year, and a trace refuses what does not fit.
///
/// A ramp is taken at one time of the period: at its middle by `elapsed`, which for a curved one is near its mean, and
/// not equal to it. What is added within a period is the difference of the ramp at `elapsed_end` and at
/// `elapsed_begin`.
namespace ramp {

template <class Number>
concept model_number = requires {
  typename Number::truth_type;
};

/// 0 before a time, 1 from it on. For a day within a period `in.share_after(day)` gives the part of the period instead.
template <model_number Number>
Number step(const Number& time, const std::type_identity_t<Number>& at) {
  return select(time < at, Number(0), Number(1));
}

/// From 0 at `begin` evenly to 1 at `end`; 0 before and 1 after. Missing where both are one time: that is a `step`.
///
/// Formula: (t - begin) / (end - begin), not below 0 and not above 1.
template <model_number Number>
Number linear(const Number& time, const std::type_identity_t<Number>& begin, const std::type_identity_t<Number>& end) {
  return clamp((time - begin) / (end - begin), Number(0), Number(1));
}

/// Growth by `rate` every `every`: 1 at time 0, 1 + rate at `every`. `growth(t, 1, ...)` doubles. The rate is above -1,
/// and of growth in that time; `every` is mostly `in.number(1, "year")`.
///
/// Formula: (1 + rate)^(t / every), compound interest.
template <model_number Number>
Number growth(const Number& time, const std::type_identity_t<Number>& rate, const std::type_identity_t<Number>& every) {
  return pow(Number(1) + rate, time / every);
}

/// Growth at a speed that is always the same share of what is there: 1 at time 0. `rate` is in 1 / year, and is the
/// natural logarithm of 1 + a year's growth.
///
/// Formula: e^(rate t).
template <model_number Number>
Number continuous_growth(const Number& time, const std::type_identity_t<Number>& rate) {
  return exp(rate * time);
}

/// The S-shaped curve to a ceiling of 1, half of it at `midpoint`, with the greatest slope there, steepness / 4. The
/// way from a tenth to nine tenths takes ln 81 / steepness, 4.39 years at 1 / year. `steepness` is in 1 / year.
///
/// Formula: 1 / (1 + e^(-steepness (t - midpoint))) (Verhulst, Notice sur la loi que la population suit dans son
/// accroissement, Correspondance mathematique et physique 10, 1838, 113-121).
template <model_number Number>
Number logistic(const Number& time, const std::type_identity_t<Number>& midpoint,
                const std::type_identity_t<Number>& steepness) {
  return Number(1) / (Number(1) + exp(steepness * (midpoint - time)));
}

/// The share of those who will ever adopt that has adopted so long after the launch at time 0; 0 before it.
/// `innovation` (p) and `imitation` (q) are in 1 / year; p is above 0, or nobody begins.
///
/// Formula: F(t) = (1 - e^(-(p + q) t)) / (1 + (q / p) e^(-(p + q) t)), with numerator and denominator times p (Bass, A
/// new product growth for model consumer durables, Management Science 15(5), 1969, 215-227). Adoption is quickest at
/// ln(q / p) / (p + q), where q > p.
template <model_number Number>
Number bass(const Number& time, const std::type_identity_t<Number>& innovation,
            const std::type_identity_t<Number>& imitation) {
  const Number left = exp(-((innovation + imitation) * max(time, Number(0))));
  return innovation * (Number(1) - left) / (innovation + imitation * left);
}

/// An S-shaped curve to a ceiling of 1 that is quick early and slow late: 1 / e, 36.8%, at `inflection`, where it is
/// steepest. `rate` is in 1 / year.
///
/// Formula: e^(-e^(-rate (t - inflection))) (Gompertz, Philosophical Transactions 115, 1825, 513-583; as a curve of
/// growth Winsor, Proceedings of the National Academy of Sciences 18(1), 1932, 1-8).
template <model_number Number>
Number gompertz(const Number& time, const std::type_identity_t<Number>& inflection,
                const std::type_identity_t<Number>& rate) {
  return exp(-exp(rate * (inflection - time)));
}

namespace detail {

template <class Number>
Number piecewise_linear(const Number& time, std::span<const Number> points) {
  // Each value times the part of the way that belongs to it: with known times, bounds of values come out no wider.
  Number reached = Number(1);
  Number sum = Number(0);
  for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
    const bool is_last = i + 3 >= points.size();
    Number next = is_last ? Number(0) : linear(time, points[i], points[i + 2]);
    const Number part = points[i + 1] * (is_last ? reached : reached - next);
    sum = i == 0 ? part : sum + part;
    reached = std::move(next);
  }
  return sum;
}

template <class Number>
Number seasonal(const Number& position, std::span<const Number> factors) {
  // A place beyond the factors has none: the last one is divided by 0 there.
  const int count = static_cast<int>(factors.size());
  Number chosen = factors.back() / select(position == Number(count), Number(1), Number(0));
  for (int i = count - 1; i >= 1; --i) {
    chosen = select(position == Number(i), factors[static_cast<std::size_t>(i - 1)], chosen);
  }
  return chosen;
}

template <class Number>
Number seasonal_normalized(const Number& position, std::span<const Number> factors) {
  Number sum = factors.front();
  for (const Number& f : factors.subspan(1)) sum = sum + f;
  return seasonal(position, factors) * Number(static_cast<int>(factors.size())) / sum;
}

}  // namespace detail

/// Straight lines between points, which are given as time, value, time, value, ... in the order of time; flat before
/// the first and after the last. Values may have any unit, and all have the same. Missing where two points have one
/// time.
///
///     ramp::piecewise_linear(in.elapsed(), 0, in[chips], in.number(1, "year"), in[chips] * 2);
///
/// Formula: between two points v + (w - v) (t - t_v) / (t_w - t_v).
template <model_number Number, class... More>
  requires(sizeof...(More) >= 2 && sizeof...(More) % 2 == 0 && (std::convertible_to<More, Number> && ...))
Number piecewise_linear(const Number& time, const More&... points) {
  const Number all[] = {Number(points)...};
  return detail::piecewise_linear<Number>(time, all);
}

/// The factor of the period's place in the year, `in.position()`: of four factors the second for Q2. They are taken as
/// they are, and whether they average 1 is the caller's care. Missing for a place beyond the factors, such as a month's
/// among those of quarters.
template <model_number Number, class... More>
  requires(sizeof...(More) >= 1 && (std::convertible_to<More, Number> && ...))
Number seasonal(const Number& position, const More&... factors) {
  const Number all[] = {Number(factors)...};
  return detail::seasonal<Number>(position, all);
}

/// The same with factors that are first scaled to average 1, so that a year keeps its sum where all else is flat.
///
/// Formula: f_position n / (f_1 + ... + f_n).
template <model_number Number, class... More>
  requires(sizeof...(More) >= 1 && (std::convertible_to<More, Number> && ...))
Number seasonal_normalized(const Number& position, const More&... factors) {
  const Number all[] = {Number(factors)...};
  return detail::seasonal_normalized<Number>(position, all);
}

}  // namespace ramp

/// A ramp as formulas in text know it.
struct ramp_function {
  /// "linear": the name of the C++ function too.
  std::string_view name;
  /// The time first: "time", "begin", "end".
  std::vector<std::string_view> parameters;
  /// How many of the last parameters may be given again, together: 2 for the points of `piecewise_linear`, 1 for
  /// seasonal factors, 0 for none.
  std::size_t repeated = 0;
  /// The same formula that the C++ function gives in `expr`. `contract_error` for a count that it does not take.
  std::function<expr(std::span<const expr>)> formula;

  /// Whether it can be given so many arguments.
  constexpr bool takes(std::size_t count) const {
    if (repeated == 0 || count <= parameters.size()) return count == parameters.size();
    return (count - parameters.size()) % repeated == 0;
  }
};

/// Every ramp, by name, for who reads formulas.
///
///     for (const ramp_function& r : ramp_functions()) fmt::print(stderr, "{}\n", r.name);
std::span<const ramp_function> ramp_functions();

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/ramps-inl.hpp>
#endif

#endif
