// `exact`: the number type that accounts are computed in.
#ifndef RUNRATE_MODEL_EXACT_HPP
#define RUNRATE_MODEL_EXACT_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/missing.hpp>

#include <concepts>
#include <string>

namespace runrate {

/// A number of a model, exactly: a fraction of integers. Sums, products and quotients are exact however long the chain;
/// a figure is rounded once, when it is read as a `decimal`.
///
/// What is irrational (`exp`, `log`, most powers) is correctly rounded to 60 significant digits. So is a fraction that
/// has grown beyond 8,192 bits, as a recursion that squares its last value soon does. `is_rounded` says whether either
/// has happened on the way. What then is beyond some e^11,000 in magnitude, or as near to 0, does not exist here.
class exact {
public:
  using truth_type = detail::judged<bool>;

  static constexpr int digits = 60;
  static constexpr int most_bits = 8'192;

  exact() = default;
  template <std::integral Integer>
  exact(Integer whole) : value_(whole) {}
  exact(decimal value) : value_(value) {}
  exact(const ratio& value) : value_(value) {}
  exact(const ratio& value, bool rounded) : value_(value), rounded_(rounded) {}
  template <std::floating_point Float, class Remedy = binary_floating_point_is_no_part_of_a_model_write_2_235_dec>
  exact(Float, Remedy = {}) = delete;

  /// A number that does not exist.
  exact(missing why) : missing_(std::move(why)) {}

  /// The number. `contract_error` where it is missing.
  const ratio& value() const {
    if (missing_ != nullptr) detail::throw_contract(missing_->text);
    return value_;
  }
  bool is_rounded() const { return rounded_; }
  const missing& why_missing() const { return missing_; }

  friend exact operator+(const exact& a, const exact& b) { return settled(a.value_ + b.value_, a, b); }
  friend exact operator-(const exact& a, const exact& b) { return settled(a.value_ - b.value_, a, b); }
  friend exact operator*(const exact& a, const exact& b) { return settled(a.value_ * b.value_, a, b); }
  /// Missing when b is zero.
  friend exact operator/(const exact& a, const exact& b);
  friend exact operator-(const exact& a) { return settled(-a.value_, a, a); }
  exact& operator+=(const exact& b) { return *this = *this + b; }
  exact& operator-=(const exact& b) { return *this = *this - b; }
  exact& operator*=(const exact& b) { return *this = *this * b; }

  /// Missing where no real number is meant, or one that is out of all bounds: see `real_power`.
  friend exact pow(const exact& base, const exact& exponent);
  friend exact exp(const exact& a);
  /// The natural logarithm. Missing for zero or less.
  friend exact log(const exact& a);

  friend condition<exact> operator<(const exact& a, const exact& b) { return compared(a.value_ < b.value_, a, b); }
  friend condition<exact> operator<=(const exact& a, const exact& b) { return compared(a.value_ <= b.value_, a, b); }
  friend condition<exact> operator>(const exact& a, const exact& b) { return b < a; }
  friend condition<exact> operator>=(const exact& a, const exact& b) { return b <= a; }
  friend condition<exact> operator==(const exact& a, const exact& b) { return compared(a.value_ == b.value_, a, b); }
  friend condition<exact> operator!=(const exact& a, const exact& b) { return !(a == b); }

  friend exact min(const exact& a, const exact& b) { return select(b < a, b, a); }
  friend exact max(const exact& a, const exact& b) { return select(a < b, b, a); }

  static truth_type both(const truth_type& a, const truth_type& b) {
    return {a.holds && b.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type either(const truth_type& a, const truth_type& b) {
    return {a.holds || b.holds, detail::first_missing(a.why, b.why)};
  }
  static truth_type opposite(const truth_type& a) { return {!a.holds, a.why}; }
  static exact chosen(const truth_type& c, const exact& x, const exact& y) {
    return c.why != nullptr ? exact(c.why) : c.holds ? x : y;
  }

private:
  static exact settled(ratio&& value, const exact& a, const exact& b);
  static condition<exact> compared(bool holds, const exact& a, const exact& b) {
    return condition<exact>({holds, detail::first_missing(a.missing_, b.missing_)});
  }

  ratio value_;
  bool rounded_ = false;
  missing missing_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/exact-inl.hpp>
#endif

#endif
