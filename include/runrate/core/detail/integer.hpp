// Whole numbers of any size, for fractions that outgrow 128 bits.
#ifndef RUNRATE_CORE_DETAIL_INTEGER_HPP
#define RUNRATE_CORE_DETAIL_INTEGER_HPP

#include <runrate/core/detail/int128.hpp>
#include <runrate/core/detail/limbs.hpp>

#include <compare>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runrate::detail {

/// A sign and a magnitude. Zero has no limbs and is not negative.
class integer {
public:
  integer() = default;
  integer(int128 value) : integer(magnitude(value), value < 0) {}
  integer(uint128 m, bool negative) : negative_(negative) {
    for (; m != 0; m >>= 32) limbs_.push_back(static_cast<limb>(low_half(m) & 0xFFFFFFFFu));
    settle();
  }
  /// The number of so many decimal digits; nothing else may be in the text.
  static integer from_digits(std::string_view digits);

  friend integer operator+(const integer& a, const integer& b) { return sum(a, b, b.negative_); }
  friend integer operator-(const integer& a, const integer& b) { return sum(a, b, !b.negative_); }
  friend integer operator-(integer a) {
    a.negative_ = !a.negative_ && !a.limbs_.empty();
    return a;
  }
  friend integer operator*(const integer& a, const integer& b) {
    integer product;
    product.limbs_.resize(a.limbs_.size() + b.limbs_.size());
    multiply_limbs(a.limbs_, b.limbs_, product.limbs_);
    product.negative_ = a.negative_ != b.negative_;
    product.settle();
    return product;
  }
  /// The quotient towards zero, and the rest, which has the dividend's sign. The divisor is not zero.
  struct quotient_and_rest;
  friend quotient_and_rest divide(const integer& a, const integer& b);
  friend integer operator/(const integer& a, const integer& b);
  friend integer operator%(const integer& a, const integer& b);
  friend integer operator<<(const integer& a, unsigned bits);
  /// Towards zero.
  friend integer operator>>(const integer& a, unsigned bits);

  friend bool operator==(const integer&, const integer&) = default;
  friend std::strong_ordering operator<=>(const integer& a, const integer& b) {
    if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    const int order = compare_limbs(a.limbs_, b.limbs_);
    return (a.negative_ ? -order : order) <=> 0;
  }

  int sign() const { return limbs_.empty() ? 0 : negative_ ? -1 : 1; }
  bool is_odd() const { return !limbs_.empty() && (limbs_.front() & 1u) != 0; }
  /// The bits of the magnitude: 3 for 4 to 7, 0 for 0.
  unsigned bits() const {
    if (limbs_.empty()) return 0;
    return static_cast<unsigned>(limbs_.size() * 32) - static_cast<unsigned>(std::countl_zero(limbs_.back()));
  }
  friend integer abs(integer a) {
    a.negative_ = false;
    return a;
  }

  /// False where the number does not fit.
  bool fits(int128& out) const {
    if (bits() > 128) return false;
    uint128 m = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) m = (m << 32) | limbs_[i];
    return !from_magnitude(negative_, m, out);
  }

  /// In decimal digits.
  std::string text() const;

private:
  static integer sum(const integer& a, const integer& b, bool b_negative);
  void settle() {
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
    if (limbs_.empty()) negative_ = false;
  }

  std::vector<limb> limbs_;
  bool negative_ = false;
};

struct integer::quotient_and_rest {
  integer quotient;
  integer rest;
};

/// a^n by squaring.
integer power_of(integer base, unsigned n);
/// The greatest common divisor of two magnitudes, by Euclid's algorithm.
integer common_divisor(integer a, integer b);

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/integer-inl.hpp>
#endif

#endif
