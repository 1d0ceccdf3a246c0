#ifndef RUNRATE_CORE_DETAIL_INTEGER_INL_HPP
#define RUNRATE_CORE_DETAIL_INTEGER_INL_HPP

#include <runrate/core/detail/config.hpp>
#include <runrate/core/detail/integer.hpp>

namespace runrate::detail {

// Decimal digits that fit a limb.
inline constexpr limb decimal_chunk = 1'000'000'000;
inline constexpr std::size_t decimal_chunk_digits = 9;

RUNRATE_FUNC integer integer::from_digits(std::string_view digits) {
  integer number;
  while (!digits.empty()) {
    const std::size_t count = (digits.size() - 1) % decimal_chunk_digits + 1;
    std::uint64_t carry = 0;
    for (const char c : digits.substr(0, count)) carry = carry * 10 + static_cast<unsigned>(c - '0');
    digits.remove_prefix(count);
    for (limb& l : number.limbs_) {
      carry += std::uint64_t{l} * decimal_chunk;
      l = static_cast<limb>(carry);
      carry >>= 32;
    }
    if (carry != 0) number.limbs_.push_back(static_cast<limb>(carry));
  }
  number.settle();
  return number;
}

RUNRATE_FUNC integer integer::sum(const integer& a, const integer& b, bool b_negative) {
  const bool a_larger = compare_limbs(a.limbs_, b.limbs_) >= 0;
  const integer &larger = a_larger ? a : b, &smaller = a_larger ? b : a;
  integer total;
  total.limbs_ = larger.limbs_;
  total.negative_ = a_larger ? a.negative_ : b_negative;
  if (a.negative_ == b_negative) {
    if (const limb carry = add_limbs(total.limbs_, smaller.limbs_)) total.limbs_.push_back(carry);
  } else {
    subtract_limbs(total.limbs_, smaller.limbs_);
  }
  total.settle();
  return total;
}

RUNRATE_FUNC integer::quotient_and_rest divide(const integer& a, const integer& b) {
  integer::quotient_and_rest result;
  if (compare_limbs(a.limbs_, b.limbs_) < 0) {
    result.rest = a;
    return result;
  }
  integer &quotient = result.quotient, &rest = result.rest;
  if (b.limbs_.size() == 1) {
    quotient.limbs_ = a.limbs_;
    rest.limbs_.push_back(divide_limbs_by(quotient.limbs_, b.limbs_.front()));
  } else {
    rest.limbs_ = a.limbs_;
    rest.limbs_.push_back(0);
    quotient.limbs_.resize(a.limbs_.size() - b.limbs_.size() + 1);
    std::vector<limb> divisor = b.limbs_;
    divide_limbs(rest.limbs_, divisor, quotient.limbs_);
  }
  quotient.negative_ = a.negative_ != b.negative_;
  rest.negative_ = a.negative_;
  quotient.settle();
  rest.settle();
  return result;
}

RUNRATE_FUNC integer operator/(const integer& a, const integer& b) { return divide(a, b).quotient; }
RUNRATE_FUNC integer operator%(const integer& a, const integer& b) { return divide(a, b).rest; }

RUNRATE_FUNC integer operator<<(const integer& a, unsigned bits) {
  integer shifted;
  if (a.limbs_.empty()) return shifted;
  shifted.limbs_.assign(bits / 32, 0);
  shifted.limbs_.insert(shifted.limbs_.end(), a.limbs_.begin(), a.limbs_.end());
  if (const limb carry = shift_limbs_left(shifted.limbs_, bits % 32)) shifted.limbs_.push_back(carry);
  shifted.negative_ = a.negative_;
  return shifted;
}

RUNRATE_FUNC integer operator>>(const integer& a, unsigned bits) {
  integer shifted;
  if (bits / 32 >= a.limbs_.size()) return shifted;
  shifted.limbs_.assign(a.limbs_.begin() + bits / 32, a.limbs_.end());
  shift_limbs_right(shifted.limbs_, bits % 32);
  shifted.negative_ = a.negative_;
  shifted.settle();
  return shifted;
}

RUNRATE_FUNC integer power_of(integer base, unsigned n) {
  integer power(1);
  for (; n != 0; n >>= 1) {
    if ((n & 1u) != 0) power = power * base;
    if (n > 1) base = base * base;
  }
  return power;
}

RUNRATE_FUNC integer common_divisor(integer a, integer b) {
  while (b.sign() != 0) {
    integer rest = a % b;
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}

RUNRATE_FUNC std::string integer::text() const {
  if (limbs_.empty()) return "0";
  std::string digits;
  for (std::vector<limb> left = limbs_; !left.empty();) {
    std::string chunk = std::to_string(divide_limbs_by(left, decimal_chunk));
    while (!left.empty() && left.back() == 0) left.pop_back();
    if (!left.empty()) chunk.insert(0, decimal_chunk_digits - chunk.size(), '0');
    digits.insert(0, chunk);
  }
  return negative_ ? "-" + digits : digits;
}

}  // namespace runrate::detail

#endif
