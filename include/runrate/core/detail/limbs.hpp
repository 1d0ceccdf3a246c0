// Schoolbook arithmetic on magnitudes of any length: 32-bit limbs, the least first, as in Knuth, The Art of Computer
// Programming, volume 2, section 4.3.1. It works in constant expressions, on an array or a vector alike.
//
// Boost.Multiprecision's integers would do the same, and are the oracle of the tests. Their header costs every file of
// a header-only user more than a second; this one costs nothing that can be measured.
#ifndef RUNRATE_CORE_DETAIL_LIMBS_HPP
#define RUNRATE_CORE_DETAIL_LIMBS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>

namespace runrate::detail {

using limb = std::uint32_t;

// What std::span would be, without its header: this one is included by every file.
template <class Limb>
class limb_view {
public:
  constexpr limb_view(Limb* data, std::size_t size) : data_(data), size_(size) {}
  template <class Limbs>
    requires requires(Limbs& held) { held.data(); }
  constexpr limb_view(Limbs& held) : data_(held.data()), size_(held.size()) {}

  constexpr Limb* data() const { return data_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr Limb& operator[](std::size_t i) const { return data_[i]; }
  constexpr Limb& back() const { return data_[size_ - 1]; }
  constexpr Limb* begin() const { return data_; }
  constexpr Limb* end() const { return data_ + size_; }
  constexpr limb_view first(std::size_t count) const { return {data_, count}; }
  constexpr limb_view subspan(std::size_t from) const { return {data_ + from, size_ - from}; }
  constexpr limb_view subspan(std::size_t from, std::size_t count) const { return {data_ + from, count}; }

private:
  Limb* data_;
  std::size_t size_;
};
using limbs = limb_view<limb>;
using const_limbs = limb_view<const limb>;

/// Without the zeros at the upper end.
constexpr const_limbs trimmed(const_limbs a) {
  while (!a.empty() && a.back() == 0) a = a.first(a.size() - 1);
  return a;
}

constexpr int compare_limbs(const_limbs a, const_limbs b) {
  a = trimmed(a);
  b = trimmed(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

/// a += b; the carry out of a's upper end. a is at least as long as b.
constexpr limb add_limbs(limbs a, const_limbs b) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < a.size() && (i < b.size() || carry != 0); ++i) {
    carry += std::uint64_t{a[i]} + (i < b.size() ? b[i] : 0);
    a[i] = static_cast<limb>(carry);
    carry >>= 32;
  }
  return static_cast<limb>(carry);
}

/// a -= b, where a is not below b and at least as long.
constexpr void subtract_limbs(limbs a, const_limbs b) {
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < a.size() && (i < b.size() || borrow != 0); ++i) {
    const std::uint64_t taken = (i < b.size() ? b[i] : 0) + borrow;
    borrow = a[i] < taken ? 1 : 0;
    a[i] = static_cast<limb>(a[i] - taken);
  }
}

/// product = a * b; as long as both together, and apart from them.
constexpr void multiply_limbs(const_limbs a, const_limbs b, limbs product) {
  for (limb& l : product) l = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      carry += std::uint64_t{a[i]} * b[j] + product[i + j];
      product[i + j] = static_cast<limb>(carry);
      carry >>= 32;
    }
    product[i + b.size()] = static_cast<limb>(carry);
  }
}

/// a = a << bits, bits below 32; what leaves the upper end.
constexpr limb shift_limbs_left(limbs a, unsigned bits) {
  if (bits == 0) return 0;
  limb carry = 0;
  for (limb& l : a) {
    const limb next = l >> (32 - bits);
    l = (l << bits) | carry;
    carry = next;
  }
  return carry;
}

constexpr void shift_limbs_right(limbs a, unsigned bits) {
  if (bits == 0) return;
  limb carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const limb next = a[i] << (32 - bits);
    a[i] = (a[i] >> bits) | carry;
    carry = next;
  }
}

/// a = a / b for one limb; the rest.
constexpr limb divide_limbs_by(limbs a, limb b) {
  std::uint64_t rest = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    rest = (rest << 32) | a[i];
    a[i] = static_cast<limb>(rest / b);
    rest %= b;
  }
  return static_cast<limb>(rest);
}

/// Knuth's algorithm D. `a` has a limb more than the dividend, at its upper end and zero; it becomes the rest. `b`,
/// without zeros at its upper end and at least two limbs long, is shifted and shifted back. `quotient` is as long as
/// the dividend; it must be zero where it is longer than dividend - divisor + 1.
constexpr void divide_limbs(limbs a, limbs b, limbs quotient) {
  const std::size_t n = b.size(), m = a.size() - 1;
  const auto shift = static_cast<unsigned>(std::countl_zero(b[n - 1]));
  shift_limbs_left(b, shift);
  shift_limbs_left(a, shift);
  const std::uint64_t first = b[n - 1], second = b[n - 2];
  for (std::size_t j = m - n + 1; j-- > 0;) {
    // Two limbs over one give a digit that is at most two too large; the second limb of b mends nearly all of that.
    const std::uint64_t top = (std::uint64_t{a[j + n]} << 32) | a[j + n - 1];
    std::uint64_t digit = top / first, left = top % first;
    while (digit >> 32 != 0 || digit * second > ((left << 32) | a[j + n - 2])) {
      --digit;
      left += first;
      if (left >> 32 != 0) break;
    }
    std::uint64_t borrow = 0, carry = 0;
    for (std::size_t i = 0; i < n; ++i) {
      carry += digit * b[i];
      const std::uint64_t taken = (carry & 0xFFFFFFFFu) + borrow;
      carry >>= 32;
      borrow = a[i + j] < taken ? 1 : 0;
      a[i + j] = static_cast<limb>(a[i + j] - taken);
    }
    const std::uint64_t taken = carry + borrow;
    const bool too_large = a[j + n] < taken;
    a[j + n] = static_cast<limb>(a[j + n] - taken);
    if (too_large) {
      --digit;
      a[j + n] += add_limbs(a.subspan(j, n), b);
    }
    quotient[j] = static_cast<limb>(digit);
  }
  shift_limbs_right(a, shift);
  shift_limbs_right(b, shift);
}

}  // namespace runrate::detail

#endif
