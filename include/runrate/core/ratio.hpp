// `ratio`: an exact fraction of integers, of any size.
#ifndef RUNRATE_CORE_RATIO_HPP
#define RUNRATE_CORE_RATIO_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/detail/int128.hpp>
#include <runrate/core/errors.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace runrate {

class ratio;

namespace detail {

struct big_fraction;  // numerator and denominator of any size; see ratio-inl.hpp
big_fraction* copy_big(const big_fraction* from);
void destroy_big(big_fraction* held) noexcept;
double nearest_double(const ratio& a);

}  // namespace detail

/// An exact fraction of integers: a factor such as 365/92, a growth rate, a share.
///
/// Small fractions live in two 128-bit integers and work in constant expressions; what needs more moves to
/// integers of any size by itself, so that a chain of factors never overflows and is never
/// rounded before the end. A fraction is reduced when it is shown, not at every step; equal values are equal.
///
///     constexpr ratio day_weighted(365, 92);
///     constexpr decimal value = multiply(35.579_bn, day_weighted, round_to{2});  // rounded once
class ratio {
public:
  constexpr ratio() = default;

  template <std::integral Integer>
  constexpr ratio(Integer whole) : numerator_(static_cast<detail::int128>(whole)) {}

  /// numerator / denominator. `contract_error` when the denominator is zero.
  constexpr ratio(detail::int128 numerator, detail::int128 denominator)
      : numerator_(numerator), denominator_(denominator) {
    if (denominator_ <= 0) make_denominator_positive();
  }

  template <std::floating_point Float>
  ratio(Float) = delete;
  template <std::floating_point Numerator, class Denominator>
  ratio(Numerator, Denominator) = delete;

  /// The exact value of a decimal.
  constexpr explicit ratio(decimal value) : numerator_(value.billionths()), denominator_(1'000'000'000) {}

  constexpr ratio(const ratio& other)
      : numerator_(other.numerator_),
        denominator_(other.denominator_),
        big_(other.big_ != nullptr ? detail::copy_big(other.big_) : nullptr) {}
  constexpr ratio(ratio&& other) noexcept
      : numerator_(other.numerator_), denominator_(other.denominator_), big_(std::exchange(other.big_, nullptr)) {
    if (big_ != nullptr) other.numerator_ = 0, other.denominator_ = 1;
  }
  constexpr ratio& operator=(ratio other) noexcept {
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    std::swap(big_, other.big_);
    return *this;
  }
  constexpr ~ratio() {
    if (big_ != nullptr) detail::destroy_big(big_);
  }

  /// Reads "365/92", "4" or "0.125". Exact, or a reason.
  static result<ratio> parse(std::string_view text);

  friend constexpr ratio operator+(const ratio& a, const ratio& b) {
    if (a.is_small() && b.is_small()) [[likely]] {
      detail::int128 left = 0, right = 0, n = 0, d = 0;
      if (a.denominator_ == b.denominator_) {
        if (!detail::add_overflows(a.numerator_, b.numerator_, n)) return ratio(n, a.denominator_);
      } else if (!detail::multiply_overflows(a.numerator_, b.denominator_, left) &&
                 !detail::multiply_overflows(b.numerator_, a.denominator_, right) &&
                 !detail::add_overflows(left, right, n) &&
                 !detail::multiply_overflows(a.denominator_, b.denominator_, d)) {
        return ratio(n, d);
      }
    }
    return add_big(a, b);
  }
  friend constexpr ratio operator*(const ratio& a, const ratio& b) {
    if (a.is_small() && b.is_small()) [[likely]] {
      detail::int128 n = 0, d = 0;
      if (!detail::multiply_overflows(a.numerator_, b.numerator_, n) &&
          !detail::multiply_overflows(a.denominator_, b.denominator_, d)) {
        return ratio(n, d);
      }
    }
    return multiply_big(a, b);
  }
  friend constexpr ratio operator-(const ratio& a) {
    if (a.is_small() && a.numerator_ != detail::int128_min) return ratio(-a.numerator_, a.denominator_);
    return multiply_big(a, ratio(-1));
  }
  friend constexpr ratio operator-(const ratio& a, const ratio& b) { return a + -b; }
  /// `contract_error` when b is zero.
  friend constexpr ratio operator/(const ratio& a, const ratio& b) { return a * b.inverse(); }

  constexpr ratio& operator+=(const ratio& b) { return *this = *this + b; }
  constexpr ratio& operator-=(const ratio& b) { return *this = *this - b; }
  constexpr ratio& operator*=(const ratio& b) { return *this = *this * b; }
  constexpr ratio& operator/=(const ratio& b) { return *this = *this / b; }

  friend constexpr bool operator==(const ratio& a, const ratio& b) { return (a <=> b) == 0; }
  friend constexpr std::strong_ordering operator<=>(const ratio& a, const ratio& b) {
    if (a.is_small() && b.is_small()) [[likely]] {
      detail::int128 left = 0, right = 0;
      if (a.denominator_ == b.denominator_) return order(a.numerator_, b.numerator_);
      if (!detail::multiply_overflows(a.numerator_, b.denominator_, left) &&
          !detail::multiply_overflows(b.numerator_, a.denominator_, right)) {
        return order(left, right);
      }
    }
    return compare_big(a, b);
  }

  /// 1 / this. `contract_error` when this is zero.
  constexpr ratio inverse() const {
    if (is_small() && numerator_ != 0) [[likely]]
      return ratio(denominator_, numerator_);
    return inverse_big();
  }

  friend constexpr int sign(const ratio& a) {
    return a.is_small() ? (a.numerator_ < 0 ? -1 : a.numerator_ > 0 ? 1 : 0) : a.sign_big();
  }

  /// a to a whole power; negative powers invert. `contract_error` for a negative power of zero.
  friend constexpr ratio pow(const ratio& a, int exponent) {
    ratio base = exponent < 0 ? a.inverse() : a;
    ratio power(1);
    for (unsigned n = exponent < 0 ? 0u - static_cast<unsigned>(exponent) : static_cast<unsigned>(exponent); n != 0;
         n >>= 1) {
      if ((n & 1u) != 0) power *= base;
      if (n > 1) base *= base;
    }
    return power;
  }

  /// a * b, exact before it is rounded once to the grid of `to`.
  RUNRATE_ALWAYS_INLINE friend constexpr decimal multiply(decimal a, const ratio& b, round_to to) {
    if (b.is_small()) [[likely]]
      return detail::scaled(a.billionths(), b.numerator_, static_cast<detail::uint128>(b.denominator_), to);
    return multiply_big(a, b, to);
  }

  /// The value, rounded once to the grid of `to`.
  friend constexpr decimal round(const ratio& a, round_to to) { return multiply(decimal(1), a, to); }

  /// a * b where that is a decimal; `inexact_error` where it has no end within nine places.
  friend constexpr decimal operator*(decimal a, const ratio& b) {
    const decimal product = multiply(a, b, round_to{decimal::places, rounding::toward_zero});
    if (ratio(product) != ratio(a) * b) detail::throw_inexact("decimal * ratio does not end within nine places");
    return product;
  }

  /// The same value in lowest terms: worth its cost before a fraction enters a long chain.
  constexpr ratio reduced() const {
    if (!is_small()) return *this;  // a large one always is
    const auto divisor = detail::gcd(detail::magnitude(numerator_), static_cast<detail::uint128>(denominator_));
    if (divisor > static_cast<detail::uint128>(detail::int128_max)) return *this;
    const auto d = static_cast<detail::int128>(divisor);
    return ratio(numerator_ / d, denominator_ / d);
  }

  /// "365/92" in lowest terms; "4" for a whole number.
  friend std::string to_string(const ratio& a);

  /// The nearest `double`: lossy, for charts and simulation.
  friend constexpr double to_double(const ratio& a) {
    // A quotient of two exact doubles is rounded once. Constants of a simulated model take this way at compile time.
    constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;
    if (a.is_small() && -exact_in_double <= a.numerator_ && a.numerator_ <= exact_in_double &&
        a.denominator_ <= exact_in_double) {
      return static_cast<double>(static_cast<std::int64_t>(a.numerator_)) /
             static_cast<double>(static_cast<std::int64_t>(a.denominator_));
    }
    return detail::nearest_double(a);
  }

private:
  friend struct detail::big_fraction;

  constexpr bool is_small() const { return big_ == nullptr; }

  constexpr void make_denominator_positive() {
    if (denominator_ == 0) detail::throw_contract("ratio: the denominator is 0");
    if (numerator_ == detail::int128_min || denominator_ == detail::int128_min) {
      // -2^127 has no opposite in 128 bits.
      *this = with_opposite_signs(numerator_, denominator_);
      return;
    }
    numerator_ = -numerator_;
    denominator_ = -denominator_;
  }

  static constexpr std::strong_ordering order(detail::int128 a, detail::int128 b) {
    return a < b ? std::strong_ordering::less : b < a ? std::strong_ordering::greater : std::strong_ordering::equal;
  }

  static ratio add_big(const ratio& a, const ratio& b);
  static ratio multiply_big(const ratio& a, const ratio& b);
  static ratio with_opposite_signs(detail::int128 numerator, detail::int128 denominator);
  static std::strong_ordering compare_big(const ratio& a, const ratio& b);
  static decimal multiply_big(decimal a, const ratio& b, round_to to);
  ratio inverse_big() const;
  int sign_big() const;

  detail::int128 numerator_ = 0;
  detail::int128 denominator_ = 1;
  detail::big_fraction* big_ = nullptr;
};

// Friends above, declared again so that `runrate::multiply` and the like are found by their full names too.
constexpr decimal multiply(decimal a, const ratio& b, round_to to);
constexpr decimal round(const ratio& a, round_to to);
constexpr ratio pow(const ratio& a, int exponent);
constexpr int sign(const ratio& a);
std::string to_string(const ratio& a);

/// a / b exactly; a growth rate or a share of two figures. No answer when b is zero.
result<ratio> quotient(decimal a, decimal b);

/// base^(numerator / denominator), correctly rounded to the grid of `to` (places 0 to 9): what a compound growth rate
/// needs. The root is found in unbounded integers, so the last digit is right in every mode, ties included.
/// No answer for an even root, or a negative power of zero, of what has none. `base` is not negative unless the root
/// is odd; numerator from -10,000 to 10,000, denominator from 1 to 10,000.
result<decimal> power(const ratio& base, int numerator, int denominator, round_to to);

/// The natural logarithm, correctly rounded to the grid of `to` (places 0 to 9). No answer for zero or less.
result<decimal> natural_logarithm(const ratio& a, round_to to);

/// The natural logarithm, correctly rounded to `places` (0 to 1,000) half to even, as a fraction: where a factor needs
/// more digits than a decimal has.
result<ratio> logarithm_to_places(const ratio& a, int places);

/// The fraction rounded half to even to `places` decimal places (0 to 1,000), as a fraction.
ratio rounded_ratio(const ratio& a, int places);

constexpr double to_double(const ratio& a);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/ratio-inl.hpp>
#endif

#endif
