// `range`: the number type that carries the bounds of what goes into a model to what comes out.
#ifndef RUNRATE_MODEL_RANGE_HPP
#define RUNRATE_MODEL_RANGE_HPP

#include <runrate/core/interval.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/missing.hpp>

#include <concepts>

namespace runrate {

/// Whether something holds of numbers of which only bounds are known.
enum class truth : unsigned char { no, maybe, yes };

/// A number of a model of which the bounds are known: a driver from 0.6 to 0.8, a disclosure rounded to $0.1B, "more
/// than $10 billion", whose upper side is open. Every operation gives bounds between which the result lies, exactly
/// rational ones where that is possible (Moore, Interval Analysis, 1966), and those of `exp`, `log` and `pow` outwards
/// in the 60th digit. They become an `interval` of decimals, outwards, when they are read.
///
/// A driver that stands in a formula twice is taken as two: x - x is not 0 but anything between minus and plus its
/// width. Bounds are right, and may be wider than need be.
class range {
public:
  using truth_type = detail::judged<truth>;

  /// A bound, or minus or plus infinity on an open side.
  struct bound {
    ratio value;
    int infinite = 0;  ///< -1, 0 or 1
  };

  range() = default;
  template <std::integral Integer>
  range(Integer whole) : range(ratio(whole)) {}
  range(decimal value) : range(ratio(value)) {}
  range(const ratio& value) : low_{value}, high_{value} {}
  range(const interval& bounds);
  range(bound low, bound high) : low_(std::move(low)), high_(std::move(high)) {}
  template <std::floating_point Float, class Remedy = binary_floating_point_is_no_part_of_a_model_write_2_235_dec>
  range(Float, Remedy = {}) = delete;

  /// A number that does not exist, or may not.
  range(missing why) : missing_(std::move(why)) {}

  const missing& why_missing() const { return missing_; }
  const bound& low() const { return low_; }
  const bound& high() const { return high_; }
  bool contains(const ratio& x) const;
  /// The bounds as decimals, outwards to billionths. Throws `overflow_error` beyond their range.
  interval outward() const;

  friend range operator+(const range& a, const range& b);
  friend range operator-(const range& a, const range& b);
  friend range operator*(const range& a, const range& b);
  /// Missing when b may be zero.
  friend range operator/(const range& a, const range& b);
  friend range operator-(const range& a);
  range& operator+=(const range& b) { return *this = *this + b; }
  range& operator-=(const range& b) { return *this = *this - b; }
  range& operator*=(const range& b) { return *this = *this * b; }

  /// Missing where some number between the bounds has no power, logarithm or the like.
  friend range pow(const range& base, const range& exponent);
  friend range exp(const range& a);
  friend range log(const range& a);

  friend condition<range> operator<(const range& a, const range& b);
  friend condition<range> operator<=(const range& a, const range& b);
  friend condition<range> operator>(const range& a, const range& b) { return b < a; }
  friend condition<range> operator>=(const range& a, const range& b) { return b <= a; }
  friend condition<range> operator==(const range& a, const range& b);
  friend condition<range> operator!=(const range& a, const range& b) { return !(a == b); }

  friend range min(const range& a, const range& b);
  friend range max(const range& a, const range& b);

  static truth_type both(const truth_type& a, const truth_type& b) {
    return {a.holds < b.holds ? a.holds : b.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type either(const truth_type& a, const truth_type& b) {
    return {a.holds < b.holds ? b.holds : a.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type opposite(const truth_type& a) {
    return {a.holds == truth::no ? truth::yes : a.holds == truth::yes ? truth::no : truth::maybe, a.why};
  }
  /// Where it is open which, the hull of both.
  static range chosen(const truth_type& c, const range& x, const range& y);

private:
  static condition<range> compared(truth holds, const range& a, const range& b) {
    return condition<range>({holds, detail::first_missing(a.missing_, b.missing_)});
  }

  bound low_;
  bound high_;
  missing missing_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/range-inl.hpp>
#endif

#endif
