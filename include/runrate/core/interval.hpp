// `interval`: the bounds between which a figure lies.
#ifndef RUNRATE_CORE_INTERVAL_HPP
#define RUNRATE_CORE_INTERVAL_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/ratio.hpp>

#include <optional>

namespace runrate {

/// A closed range of decimals that holds a figure: "$35.6B" is anywhere from 35.55 to 35.65 billion. A side may be
/// open: "more than $10 billion" has no upper bound. Results are rounded outwards to billionths, so that the exact
/// value of an expression always lies inside the interval of that expression (Moore, Interval Analysis, 1966).
///
///     constexpr interval quoted(35.55_bn, 35.65_bn);
///     static_assert((quoted * 4).contains(142.316_bn));
class interval {
public:
  /// From low to high, both inside. `contract_error` when low > high.
  constexpr interval(decimal low, decimal high) : low_(low), high_(high) {
    if (high < low) detail::throw_contract("interval: low > high");
  }
  constexpr explicit interval(decimal point) : low_(point), high_(point) {}

  static constexpr interval at_least(decimal low) { return {low, false, low, true}; }
  static constexpr interval at_most(decimal high) { return {high, true, high, false}; }
  static constexpr interval everything() { return {decimal(), true, decimal(), true}; }

  constexpr bool has_low() const { return !low_open_; }
  constexpr bool has_high() const { return !high_open_; }
  /// The lower bound. `contract_error` when that side is open.
  constexpr decimal low() const {
    if (low_open_) detail::throw_contract("interval: there is no lower bound");
    return low_;
  }
  /// The upper bound. `contract_error` when that side is open.
  constexpr decimal high() const {
    if (high_open_) detail::throw_contract("interval: there is no upper bound");
    return high_;
  }
  constexpr bool is_point() const { return !low_open_ && !high_open_ && low_ == high_; }

  constexpr bool contains(decimal x) const { return (low_open_ || low_ <= x) && (high_open_ || x <= high_); }
  constexpr bool contains(const interval& other) const {
    return (low_open_ || (!other.low_open_ && low_ <= other.low_)) &&
           (high_open_ || (!other.high_open_ && other.high_ <= high_));
  }
  constexpr bool overlaps(const interval& other) const {
    return (low_open_ || other.high_open_ || low_ <= other.high_) &&
           (high_open_ || other.low_open_ || other.low_ <= high_);
  }

  friend constexpr bool operator==(const interval& a, const interval& b) {
    return a.low_open_ == b.low_open_ && a.high_open_ == b.high_open_ && (a.low_open_ || a.low_ == b.low_) &&
           (a.high_open_ || a.high_ == b.high_);
  }

  friend constexpr interval operator+(const interval& a, const interval& b) {
    const bool low_open = a.low_open_ || b.low_open_, high_open = a.high_open_ || b.high_open_;
    return {low_open ? decimal() : a.low_ + b.low_, low_open, high_open ? decimal() : a.high_ + b.high_, high_open};
  }
  friend constexpr interval operator-(const interval& a) {
    return {a.high_open_ ? decimal() : -a.high_, a.high_open_, a.low_open_ ? decimal() : -a.low_, a.low_open_};
  }
  friend constexpr interval operator-(const interval& a, const interval& b) {
    const bool low_open = a.low_open_ || b.high_open_, high_open = a.high_open_ || b.low_open_;
    return {low_open ? decimal() : a.low_ - b.high_, low_open, high_open ? decimal() : a.high_ - b.low_, high_open};
  }

  /// Times an exact factor, outwards.
  friend constexpr interval operator*(const interval& a, const ratio& factor) {
    const int direction = sign(factor);
    if (direction == 0) return interval(decimal());
    const auto scaled = [&](decimal bound, rounding mode) { return multiply(bound, factor, {decimal::places, mode}); };
    const bool upright = direction > 0;
    const bool low_open = upright ? a.low_open_ : a.high_open_, high_open = upright ? a.high_open_ : a.low_open_;
    return {low_open ? decimal() : scaled(upright ? a.low_ : a.high_, rounding::floor), low_open,
            high_open ? decimal() : scaled(upright ? a.high_ : a.low_, rounding::ceiling), high_open};
  }

  /// The product of two bounded intervals, outwards. `contract_error` when a side is open.
  friend constexpr interval operator*(const interval& a, const interval& b) {
    const decimal ends[] = {a.low(), a.high()}, others[] = {b.low(), b.high()};
    std::optional<interval> product;
    for (const decimal& x : ends) {
      for (const decimal& y : others) {
        const interval corner(multiply(x, y, {decimal::places, rounding::floor}),
                              multiply(x, y, {decimal::places, rounding::ceiling}));
        product = product ? hull(*product, corner) : corner;
      }
    }
    return *product;
  }

  /// The smallest interval that holds both.
  friend constexpr interval hull(const interval& a, const interval& b) {
    const bool low_open = a.low_open_ || b.low_open_, high_open = a.high_open_ || b.high_open_;
    return {a.low_ < b.low_ ? a.low_ : b.low_, low_open, a.high_ < b.high_ ? b.high_ : a.high_, high_open};
  }

  /// What both hold, if anything.
  friend constexpr std::optional<interval> intersection(const interval& a, const interval& b) {
    if (!a.overlaps(b)) return std::nullopt;
    interval both = a;
    if (both.low_open_ || (!b.low_open_ && both.low_ < b.low_)) both.low_ = b.low_, both.low_open_ = b.low_open_;
    if (both.high_open_ || (!b.high_open_ && b.high_ < both.high_))
      both.high_ = b.high_, both.high_open_ = b.high_open_;
    return both;
  }

private:
  constexpr interval(decimal low, bool low_open, decimal high, bool high_open)
      : low_(low), high_(high), low_open_(low_open), high_open_(high_open) {}

  decimal low_;
  decimal high_;
  bool low_open_ = false;
  bool high_open_ = false;
};

/// Half a step of a figure rounded to `decimals` places, exactly: 500 million for -9. Zero for what was not rounded.
constexpr decimal half_step(int decimals) {
  if (decimals >= decimal::places) return {};
  return decimal::from_billionths(static_cast<detail::int128>(detail::grid_of({decimals}) / 2));  // of a power of ten
}

/// The interval of a figure rounded to `decimals` places, half a step to each side: 142 billion to the billion
/// (-9) is [141.5, 142.5] billion. XBRL 2.1 section 4.6.6 defines `decimals` so. A sum or difference of several figures
/// that were rounded by themselves is half a step off for each of these `roundings`.
constexpr interval rounding_interval(decimal value, int decimals, int roundings = 1) {
  if (decimals >= decimal::places) return interval(value);
  const decimal half = half_step(decimals);
  const decimal reach = roundings == 1 ? half : half * roundings;
  return {value - reach, value + reach};
}

/// "[141.5, 142.5]", "[10, ...)" where a side is open.
std::string to_string(const interval& i);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/interval-inl.hpp>
#endif

#endif
