// `decimal`: an exact number with nine decimal places, in 16 bytes.
#ifndef RUNRATE_CORE_DECIMAL_HPP
#define RUNRATE_CORE_DECIMAL_HPP

#include <runrate/core/detail/int128.hpp>
#include <runrate/core/detail/scale.hpp>
#include <runrate/core/errors.hpp>
#include <runrate/core/result.hpp>
#include <runrate/core/rounding.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace runrate {

/// An exact decimal number: a 128-bit integer that counts billionths. Range about +-1.7e29, step 1e-9.
///
/// Sums, differences and products by integers are exact. A product or quotient that has no end within nine places
/// throws `inexact_error`: use `multiply` and `divide`, which take a rounding. What does not fit throws
/// `overflow_error`; nothing wraps. There is no way in from `double`.
///
///     constexpr decimal quarter = 35.579_bn;
///     static_assert(quarter * 4 == 142.316_bn);
class decimal {
public:
  /// Decimal places that every value carries.
  static constexpr int places = 9;

  constexpr decimal() = default;

  template <std::integral Integer>
  constexpr decimal(Integer whole) : decimal(whole_units(whole)) {}

  template <std::floating_point Float>
  decimal(Float) = delete;

  /// The number that counts `billionths` steps of 1e-9.
  static constexpr decimal from_billionths(detail::int128 billionths) {
    decimal d;
    d.billionths_ = billionths;
    return d;
  }

  /// The value as a count of 1e-9 steps: what is stored.
  constexpr detail::int128 billionths() const { return billionths_; }

  static constexpr decimal max() { return from_billionths(detail::int128_max); }
  static constexpr decimal lowest() { return from_billionths(detail::int128_min); }

  /// Reads plain decimal text: an optional sign, digits, and at most nine places after a point. Exact, or a reason
  /// that says what was found. `reported_amount` reads amounts as people write them.
  static result<decimal> parse(std::string_view text);

  friend constexpr bool operator==(const decimal&, const decimal&) = default;
#ifdef RUNRATE_NATIVE_INT128
  friend constexpr std::strong_ordering operator<=>(const decimal&, const decimal&) = default;
#else
  friend constexpr std::strong_ordering operator<=>(const decimal& a, const decimal& b) {
    return a.billionths_ < b.billionths_   ? std::strong_ordering::less
           : b.billionths_ < a.billionths_ ? std::strong_ordering::greater
                                           : std::strong_ordering::equal;
  }
#endif

  friend constexpr decimal operator+(decimal a, decimal b) {
    decimal sum;
    if (detail::add_overflows(a.billionths_, b.billionths_, sum.billionths_)) [[unlikely]] {
      detail::throw_overflow("decimal + decimal exceeds 128 bits");
    }
    return sum;
  }
  friend constexpr decimal operator-(decimal a, decimal b) {
    decimal difference;
    if (detail::subtract_overflows(a.billionths_, b.billionths_, difference.billionths_)) [[unlikely]] {
      detail::throw_overflow("decimal - decimal exceeds 128 bits");
    }
    return difference;
  }
  friend constexpr decimal operator-(decimal a) { return decimal() - a; }
  friend constexpr decimal operator+(decimal a) { return a; }

  template <std::integral Integer>
  friend constexpr decimal operator*(decimal a, Integer n) {
    return from_billionths(times(a.billionths_, to_int128(n)));
  }
  template <std::integral Integer>
  friend constexpr decimal operator*(Integer n, decimal a) {
    return a * n;
  }

  /// Exact, or `inexact_error`.
  friend constexpr decimal operator*(decimal a, decimal b) {
    return exactly(a.billionths_, b.billionths_, static_cast<detail::uint128>(step_count),
                   "decimal * decimal does not end within nine places");
  }
  /// Exact, or `inexact_error`; `contract_error` when b is zero.
  friend constexpr decimal operator/(decimal a, decimal b) {
    if (b.billionths_ == 0) detail::throw_contract("decimal / 0");
    return exactly(a.billionths_, b.billionths_ < 0 ? -step_count : step_count, detail::magnitude(b.billionths_),
                   "decimal / decimal does not end within nine places");
  }

  constexpr decimal& operator+=(decimal b) { return *this = *this + b; }
  constexpr decimal& operator-=(decimal b) { return *this = *this - b; }
  template <std::integral Integer>
  constexpr decimal& operator*=(Integer n) {
    return *this = *this * n;
  }

  friend constexpr decimal abs(decimal a) { return a.billionths_ < 0 ? -a : a; }
  friend constexpr int sign(decimal a) { return a.billionths_ < 0 ? -1 : a.billionths_ > 0 ? 1 : 0; }

private:
  static constexpr detail::int128 step_count = 1'000'000'000;

  template <class Integer>
  static constexpr detail::int128 to_int128(Integer n) {
    // Where the compiler counts its unsigned 128-bit integers among the integral types, half of them do not fit.
    if constexpr (sizeof(Integer) >= 16) {
      if (n > 0 && (n >> 126) > 1) detail::throw_overflow("an integer exceeds 128 bits with a sign");
    }
    return static_cast<detail::int128>(n);
  }

  template <class Integer>
  static constexpr decimal whole_units(Integer whole) {
    return from_billionths(times(step_count, to_int128(whole)));
  }

  static constexpr detail::int128 times(detail::int128 a, detail::int128 n) {
    detail::int128 product = 0;
    if (detail::multiply_overflows(a, n, product)) [[unlikely]] {
      detail::throw_overflow("decimal * integer exceeds 128 bits");
    }
    return product;
  }

  static constexpr decimal exactly(detail::int128 a, detail::int128 n, detail::uint128 d, const char* otherwise) {
    bool exact = true;
    const detail::int128 quotient = detail::scale(a, n, d, 1, 1, rounding::toward_zero, exact);
    if (!exact) detail::throw_inexact(otherwise);
    return from_billionths(quotient);
  }

  detail::int128 billionths_ = 0;
};

#ifdef RUNRATE_NATIVE_INT128
static_assert(sizeof(decimal) == 16 && std::is_trivially_copyable_v<decimal>);
#endif

// Friends above, declared again so that `runrate::abs` and `runrate::sign` are found by their full names too.
constexpr decimal abs(decimal a);
constexpr int sign(decimal a);

namespace detail {

/// The grid of a rounding, in billionths: 10^(9 - places).
constexpr uint128 grid_of(round_to to) {
  if (to.places > decimal::places || to.places < -27) throw_contract("round_to: places must be from -27 to 9");
  return power_of_ten(decimal::places - to.places);
}

// Inlined by force, so that a rounding that is a constant, as it mostly is, costs nothing at run time.
RUNRATE_ALWAYS_INLINE constexpr decimal scaled(int128 a, int128 n, uint128 d, round_to to) {
  const uint128 grid = grid_of(to);
  bool exact = true;
  return decimal::from_billionths(scale(a, n, d, grid, grid, to.mode, exact));
}

}  // namespace detail

/// The number on the grid of `to`. Throws `overflow_error` where rounding outwards leaves the range.
RUNRATE_ALWAYS_INLINE constexpr decimal round(decimal a, round_to to) {
  return detail::scaled(a.billionths(), 1, 1, to);
}

/// The exact product, rounded once.
RUNRATE_ALWAYS_INLINE constexpr decimal multiply(decimal a, decimal b, round_to to) {
  return detail::scaled(a.billionths(), b.billionths(), 1'000'000'000, to);
}

/// The exact quotient, rounded once. `contract_error` when b is zero: a quotient that may not exist is a matter of
/// `ratio` and `result`.
RUNRATE_ALWAYS_INLINE constexpr decimal divide(decimal a, decimal b, round_to to) {
  if (b == decimal()) detail::throw_contract("divide: the divisor is 0");
  // a and b count the same billionths, so that only the places that are kept scale the quotient.
  const detail::uint128 grid = detail::grid_of(to);
  const detail::uint128 kept = detail::power_of_ten(to.places > 0 ? to.places : 0);
  const detail::uint128 dropped = detail::power_of_ten(to.places < 0 ? -to.places : 0);
  const detail::int128 x = a.billionths(), y = b.billionths();
  bool exact = true;
  return decimal::from_billionths(detail::scale_evenly(
      {detail::magnitude(x), kept, detail::magnitude(y), dropped, to.mode, (x < 0) != (y < 0)}, grid, exact));
}

/// Whether the number lies on the grid of 10^-places: 12.50 has two places.
constexpr bool has_at_most_places(decimal a, int places) { return round(a, {places, rounding::toward_zero}) == a; }

/// Plain decimal text, as short as it is exact: "35579000000", "-0.125".
std::string to_string(decimal a);

/// Plain decimal text with exactly `places` (0 to 9) after the point, rounded half to even: "12.50".
std::string to_string(decimal a, int places);

namespace detail {

double nearest_double(decimal a);

}  // namespace detail

/// The nearest `double`: lossy, for charts and simulation, never on the way to a reported figure.
constexpr double to_double(decimal a) {
  // A quotient of two exact doubles is rounded once. Constants of a simulated model take this way at compile time.
  constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;
  const detail::int128 billionths = a.billionths();
  if (-exact_in_double <= billionths && billionths <= exact_in_double) {
    return static_cast<double>(static_cast<std::int64_t>(billionths)) / 1e9;
  }
  const detail::int128 whole = billionths / 1'000'000'000;
  if (-exact_in_double <= whole && whole <= exact_in_double && whole * 1'000'000'000 == billionths) {
    return static_cast<double>(static_cast<std::int64_t>(whole));
  }
  return detail::nearest_double(a);
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/decimal-inl.hpp>
#endif

#endif
