// `dual`: the number type that carries a figure and its sensitivity to every driver.
#ifndef RUNRATE_MODEL_DUAL_HPP
#define RUNRATE_MODEL_DUAL_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/missing.hpp>

#include <concepts>
#include <span>
#include <vector>

namespace runrate {

/// A number of a model in `double`, with its partial derivatives by the drivers: forward differentiation in one pass
/// (Griewank and Walther, Evaluating Derivatives, 2nd edition, 2008, chapter 3). Derivatives are exact up to the
/// rounding of `double`; none is a difference.
///
/// What is beyond the range of `double`, in the number or in a derivative, is missing.
///
/// `min`, `max`, `clamp` and `select` have the derivative of what is chosen. Where both sides are equal there is a
/// kink, and the first side's is given.
class dual {
public:
  using truth_type = detail::judged<bool>;

  dual() = default;
  template <std::integral Integer>
  dual(Integer whole) : value_(static_cast<double>(whole)) {}
  dual(decimal value) : value_(to_double(value)) {}
  dual(const ratio& value) : value_(to_double(value)) {}
  template <std::floating_point Float, class Remedy = binary_floating_point_is_no_part_of_a_model_write_2_235_dec>
  dual(Float, Remedy = {}) = delete;

  /// A number that does not exist.
  dual(missing why) : missing_(std::move(why)) {}
  /// The driver itself: its derivative by the driver at `position` is 1, or another where what moves is a factor of it.
  static dual driver(double value, std::size_t position, double derivative = 1);

  /// The number; of a missing one 0, and `why_missing` is not null.
  double value() const { return value_; }
  const missing& why_missing() const { return missing_; }
  /// By the driver at a position: 0 for one that it does not depend on.
  double derivative(std::size_t position) const { return position < gradient_.size() ? gradient_[position] : 0; }

  friend dual operator+(const dual& a, const dual& b) { return combined(a.value_ + b.value_, a, 1, b, 1); }
  friend dual operator-(const dual& a, const dual& b) { return combined(a.value_ - b.value_, a, 1, b, -1); }
  friend dual operator*(const dual& a, const dual& b) {
    return combined(a.value_ * b.value_, a, b.value_, b, a.value_);
  }
  /// Missing when b is zero.
  friend dual operator/(const dual& a, const dual& b);
  friend dual operator-(const dual& a) { return chained(-a.value_, a, -1); }
  dual& operator+=(const dual& b) { return *this = *this + b; }
  dual& operator-=(const dual& b) { return *this = *this - b; }
  dual& operator*=(const dual& b) { return *this = *this * b; }

  friend dual pow(const dual& base, const dual& exponent);
  friend dual exp(const dual& a);
  friend dual log(const dual& a);

  friend condition<dual> operator<(const dual& a, const dual& b) { return compared(a.value_ < b.value_, a, b); }
  friend condition<dual> operator<=(const dual& a, const dual& b) { return compared(a.value_ <= b.value_, a, b); }
  friend condition<dual> operator>(const dual& a, const dual& b) { return b < a; }
  friend condition<dual> operator>=(const dual& a, const dual& b) { return b <= a; }
  friend condition<dual> operator==(const dual& a, const dual& b) { return compared(a.value_ == b.value_, a, b); }
  friend condition<dual> operator!=(const dual& a, const dual& b) { return !(a == b); }

  friend dual min(const dual& a, const dual& b) { return select(b < a, b, a); }
  friend dual max(const dual& a, const dual& b) { return select(a < b, b, a); }

  static truth_type both(const truth_type& a, const truth_type& b) {
    return {a.holds && b.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type either(const truth_type& a, const truth_type& b) {
    return {a.holds || b.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type opposite(const truth_type& a) { return {!a.holds, a.why}; }
  static dual chosen(const truth_type& c, const dual& x, const dual& y) {
    return c.why != nullptr ? dual(c.why) : c.holds ? x : y;
  }

private:
  static dual finite(dual&& d);
  static dual chained(double value, const dual& a, double by_a);
  static condition<dual> compared(bool holds, const dual& a, const dual& b) {
    return condition<dual>({holds, detail::first_missing(a.missing_, b.missing_)});
  }
  static dual combined(double value, const dual& a, double by_a, const dual& b, double by_b);

  double value_ = 0;
  std::vector<double> gradient_;  // empty for a constant; positions beyond it are 0
  missing missing_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/dual-inl.hpp>
#endif

#endif
