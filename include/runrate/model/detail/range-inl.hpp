#ifndef RUNRATE_MODEL_DETAIL_RANGE_INL_HPP
#define RUNRATE_MODEL_DETAIL_RANGE_INL_HPP

#include <runrate/core/errors.hpp>
#include <runrate/core/real.hpp>
#include <runrate/model/exact.hpp>
#include <runrate/model/range.hpp>

#include <initializer_list>
#include <optional>

namespace runrate {
namespace detail {

using bound = range::bound;

inline bool less(const bound& a, const bound& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.value < b.value;
}

inline int sign_of(const bound& a) { return a.infinite != 0 ? a.infinite : sign(a.value); }

/// 0 times infinity is 0: a bound that is 0 stands for factors that are 0.
inline bound product(const bound& a, const bound& b) {
  const int s = sign_of(a) * sign_of(b);
  if (s == 0) return {};
  if (a.infinite != 0 || b.infinite != 0) return {{}, s};
  return {a.value * b.value};
}

inline bound sum(const bound& a, const bound& b, int open_side) {
  if (a.infinite != 0 || b.infinite != 0) return {{}, open_side};
  return {a.value + b.value};
}

inline range hull_of(std::initializer_list<bound> all) {
  bound low = *all.begin(), high = *all.begin();
  for (const bound& b : all) {
    if (less(b, low)) low = b;
    if (less(high, b)) high = b;
  }
  return {low, high};
}

/// One unit in the last of the digits that a real number was rounded to, and a little more.
inline ratio outward_step(const ratio& rounded) {
  return (sign(rounded) < 0 ? -rounded : rounded) * pow(ratio(10), 1 - exact::digits);
}
/// What a rounded value of 0 may hide: it stands for something between 0 and e^-10,000.
inline const ratio& least_positive() {
  static const ratio least = pow(ratio(10), -4'000);
  return least;
}

inline bound floor_of(const rounded_real& r) {
  if (r.exact) return {r.value};
  return {r.value - outward_step(r.value)};
}
inline bound ceiling_of(const rounded_real& r) {
  if (r.exact) return {r.value};
  if (sign(r.value) == 0) return {least_positive()};
  return {r.value + outward_step(r.value)};
}

/// Bounds of a chain that has grown too long, outwards. What is beyond all that `exact` holds is open to that side.
inline range settled(const range& r) {
  const auto shortened = [](const bound& b, int direction) -> bound {
    if (b.infinite != 0 || bit_length(b.value) <= exact::most_bits) return b;
    const ratio rounded = rounded_to_digits(b.value, exact::digits).value;
    if (bit_length(rounded) <= 2 * exact::most_bits) {
      return {direction < 0 ? rounded - outward_step(rounded) : rounded + outward_step(rounded)};
    }
    const int s = sign(rounded);
    const bool is_large = rounded > ratio(1) || rounded < ratio(-1);
    if (s != direction) return is_large ? bound{ratio(s) / least_positive()} : bound{};
    return is_large ? bound{{}, s} : bound{ratio(s) * least_positive()};
  };
  return {shortened(r.low(), -1), shortened(r.high(), 1)};
}

/// The value of a real number that is known to exist; the bounds of one that is too large are open.
template <class Compute>
bound real_bound(int direction, const Compute& compute) {
  try {
    const rounded_real r = compute();
    return direction < 0 ? floor_of(r) : ceiling_of(r);
  } catch (const runrate::overflow_error&) {
    return direction < 0 ? bound{least_positive().inverse()} : bound{{}, 1};
  }
}

inline std::string text_of(const bound& b) {
  return b.infinite != 0 ? (b.infinite < 0 ? "-infinity" : "infinity") : to_string(round(b.value, round_to{9}));
}

inline std::string between(const range& r) { return "between " + text_of(r.low()) + " and " + text_of(r.high()); }

inline bound exponential_of(const bound& b, int direction) {
  if (b.infinite != 0) return b.infinite < 0 ? bound{} : b;
  return real_bound(direction, [&] { return exponential(b.value, exact::digits); });
}

inline bound logarithm_of(const bound& b, int direction) {
  if (b.infinite != 0) return b;
  return real_bound(direction, [&] { return natural_logarithm_to_digits(b.value, exact::digits).value(); });
}

/// Bounds of base^exponent for numbers of which it is a real one. Where it is out of reach, what is known without it:
/// it is above 1 in magnitude, or below.
inline range point_power(const ratio& base, const ratio& exponent) {
  try {
    const rounded_real r = real_power(base, exponent, exact::digits).value();
    return {floor_of(r), ceiling_of(r)};
  } catch (const runrate::overflow_error&) {
    const ratio magnitude = sign(base) < 0 ? -base : base;
    const bool grows = (magnitude > ratio(1)) == (sign(exponent) > 0);
    const range all = grows ? range(bound{ratio(1)}, bound{{}, 1}) : range(bound{}, bound{ratio(1)});
    return sign(base) < 0 ? hull_of({all.low(), all.high(), (-all).low(), (-all).high()}) : all;
  }
}

/// base^exponent for a base above 0, or of 0 with an exponent above 0.
inline range power_of(const bound& base, const bound& exponent) {
  const int e = sign_of(exponent);
  if (e == 0) return range(1);
  if (base.infinite != 0) return e < 0 ? range(0) : range(base, base);
  if (sign(base.value) == 0) return range(0);
  if (exponent.infinite != 0) {
    const bool grows = (base.value > ratio(1)) == (exponent.infinite > 0);
    if (base.value == ratio(1)) return range(1);
    return grows ? range(bound{{}, 1}, bound{{}, 1}) : range(0);
  }
  return point_power(base.value, exponent.value);
}

/// A whole exponent that is the same on both sides; nothing otherwise.
inline std::optional<int> whole_exponent(const range& exponent) {
  if (exponent.low().infinite != 0 || exponent.high().infinite != 0) return std::nullopt;
  const ratio& e = exponent.low().value;
  if (e != exponent.high().value || e < ratio(-10'000) || e > ratio(10'000)) return std::nullopt;
  const decimal whole = round(e, round_to{0});
  if (ratio(whole) != e) return std::nullopt;
  return static_cast<int>(whole.billionths() / 1'000'000'000);
}

/// x^n for bounds of any sign.
inline range whole_power(const range& base, int n) {
  if (n == 0) return range(1);
  if (n < 0) return range(1) / whole_power(base, -n);
  const auto raised = [n](const bound& b) -> range {
    if (b.infinite == 0) return point_power(b.value, ratio(n));
    const bound power{{}, b.infinite < 0 && n % 2 == 0 ? 1 : b.infinite};
    return {power, power};
  };
  const range a = raised(base.low()), b = raised(base.high());
  range hull = hull_of({a.low(), a.high(), b.low(), b.high()});
  if (n % 2 == 0 && sign_of(base.low()) < 0 && sign_of(base.high()) > 0) return {bound{}, hull.high()};
  return hull;
}

}  // namespace detail

RUNRATE_FUNC range::range(const interval& bounds)
    : low_(bounds.has_low() ? bound{ratio(bounds.low())} : bound{{}, -1}),
      high_(bounds.has_high() ? bound{ratio(bounds.high())} : bound{{}, 1}) {}

RUNRATE_FUNC bool range::contains(const ratio& x) const {
  return (low_.infinite < 0 || (low_.infinite == 0 && low_.value <= x)) &&
         (high_.infinite > 0 || (high_.infinite == 0 && x <= high_.value));
}

RUNRATE_FUNC interval range::outward() const {
  const bool has_low = low_.infinite == 0, has_high = high_.infinite == 0;
  const auto low = [&] { return round(low_.value, {decimal::places, rounding::floor}); };
  const auto high = [&] { return round(high_.value, {decimal::places, rounding::ceiling}); };
  if (has_low && has_high) return {low(), high()};
  return has_low ? interval::at_least(low()) : has_high ? interval::at_most(high()) : interval::everything();
}

RUNRATE_FUNC range operator+(const range& a, const range& b) {
  if (const missing& why = detail::first_missing(a.missing_, b.missing_)) return why;
  return detail::settled({detail::sum(a.low_, b.low_, -1), detail::sum(a.high_, b.high_, 1)});
}

RUNRATE_FUNC range operator-(const range& a) {
  if (a.missing_ != nullptr) return a.missing_;
  return {{-a.high_.value, -a.high_.infinite}, {-a.low_.value, -a.low_.infinite}};
}

RUNRATE_FUNC range operator-(const range& a, const range& b) { return a + -b; }

RUNRATE_FUNC range operator*(const range& a, const range& b) {
  if (const missing& why = detail::first_missing(a.missing_, b.missing_)) return why;
  return detail::settled(detail::hull_of({detail::product(a.low_, b.low_), detail::product(a.low_, b.high_),
                                          detail::product(a.high_, b.low_), detail::product(a.high_, b.high_)}));
}

RUNRATE_FUNC range operator/(const range& a, const range& b) {
  if (b.missing_ != nullptr) return b.missing_;
  if (b.contains(ratio())) {
    return detail::made_missing(reason_code::division_by_zero, "the divisor may be 0: it is " + detail::between(b));
  }
  const auto inverse = [](const detail::bound& x) -> detail::bound {
    return x.infinite != 0 ? detail::bound{} : detail::bound{x.value.inverse()};
  };
  return a * range(inverse(b.high_), inverse(b.low_));
}

RUNRATE_FUNC range exp(const range& a) {
  if (a.missing_ != nullptr) return a.missing_;
  return {detail::exponential_of(a.low_, -1), detail::exponential_of(a.high_, 1)};
}

RUNRATE_FUNC range log(const range& a) {
  if (a.missing_ != nullptr) return a.missing_;
  if (a.low_.infinite != 0 || sign(a.low_.value) <= 0) {
    return detail::made_missing(reason_code::no_real_root,
                                "the logarithm is of what may be 0 or less: it is " + detail::between(a));
  }
  return {detail::logarithm_of(a.low_, -1), detail::logarithm_of(a.high_, 1)};
}

RUNRATE_FUNC range pow(const range& base, const range& exponent) {
  if (const missing& why = detail::first_missing(base.missing_, exponent.missing_)) return why;
  if (const auto n = detail::whole_exponent(exponent)) return detail::settled(detail::whole_power(base, *n));
  const int low = detail::sign_of(base.low_);
  if (low < 0 || (low == 0 && detail::sign_of(exponent.low_) <= 0)) {
    return detail::made_missing(reason_code::no_real_root, "a power that is not whole is of what is " +
                                                               detail::between(base) + ", and may not exist");
  }
  const range a = detail::power_of(base.low_, exponent.low_), b = detail::power_of(base.low_, exponent.high_);
  const range c = detail::power_of(base.high_, exponent.low_), d = detail::power_of(base.high_, exponent.high_);
  return detail::hull_of({a.low_, a.high_, b.low_, b.high_, c.low_, c.high_, d.low_, d.high_});
}

RUNRATE_FUNC condition<range> operator<(const range& a, const range& b) {
  const bool surely = detail::less(a.high_, b.low_), perhaps = detail::less(a.low_, b.high_);
  return range::compared(surely ? truth::yes : perhaps ? truth::maybe : truth::no, a, b);
}

RUNRATE_FUNC condition<range> operator<=(const range& a, const range& b) { return !(b < a); }

RUNRATE_FUNC condition<range> operator==(const range& a, const range& b) {
  const auto is_point = [](const range& r) {
    return r.low_.infinite == 0 && r.high_.infinite == 0 && r.low_.value == r.high_.value;
  };
  const bool apart = detail::less(a.high_, b.low_) || detail::less(b.high_, a.low_);
  const bool same = is_point(a) && is_point(b) && !apart;
  return range::compared(apart ? truth::no : same ? truth::yes : truth::maybe, a, b);
}

RUNRATE_FUNC range min(const range& a, const range& b) {
  if (const missing& why = detail::first_missing(a.missing_, b.missing_)) return why;
  return {detail::less(b.low_, a.low_) ? b.low_ : a.low_, detail::less(b.high_, a.high_) ? b.high_ : a.high_};
}

RUNRATE_FUNC range max(const range& a, const range& b) {
  if (const missing& why = detail::first_missing(a.missing_, b.missing_)) return why;
  return {detail::less(a.low_, b.low_) ? b.low_ : a.low_, detail::less(a.high_, b.high_) ? b.high_ : a.high_};
}

RUNRATE_FUNC range range::chosen(const truth_type& c, const range& x, const range& y) {
  if (c.why != nullptr) return c.why;
  if (c.holds == truth::yes) return x;
  if (c.holds == truth::no) return y;
  if (const missing& why = detail::first_missing(x.missing_, y.missing_)) return why;
  return detail::hull_of({x.low_, x.high_, y.low_, y.high_});
}

}  // namespace runrate

#endif
