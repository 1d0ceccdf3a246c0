// The exact oracle: what an operation must give, from boost::multiprecision::cpp_rational, and the count of what
// agreed.
//
// One operation is checked in all seven roundings. RUNRATE_PROPERTY_CASES is the number of operations that the whole
// program draws (300,000 unless it says otherwise); each topic takes its share. The draws are the same on every
// machine.
#ifndef RUNRATE_TESTS_PROPERTY_ORACLE_HPP
#define RUNRATE_TESTS_PROPERTY_ORACLE_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/ratio.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

namespace oracle {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using runrate::decimal;
using runrate::ratio;
using runrate::round_to;
using runrate::rounding;
using int128 = runrate::detail::int128;
using uint128 = runrate::detail::uint128;

inline constexpr rounding every_rounding[] = {rounding::half_even,   rounding::half_up,        rounding::half_down,
                                              rounding::toward_zero, rounding::away_from_zero, rounding::floor,
                                              rounding::ceiling};

inline cpp_int power_of_ten(int n) { return pow(cpp_int(10), static_cast<unsigned>(n)); }

inline cpp_int integer_of(uint128 x) {
  return (cpp_int(runrate::detail::high_half(x)) << 64) | runrate::detail::low_half(x);
}
inline cpp_int integer_of(int128 x) {
  const cpp_int m = integer_of(runrate::detail::magnitude(x));
  return x < 0 ? cpp_int(-m) : m;
}
inline cpp_rational value_of(decimal a) { return {integer_of(a.billionths()), cpp_int(1'000'000'000)}; }

/// The decimal of that many billionths, if there is one.
inline std::optional<decimal> decimal_of(const cpp_int& billionths) {
  static const cpp_int limit = cpp_int(1) << 127;
  if (billionths >= limit || billionths < -limit) return std::nullopt;
  const cpp_int m = abs(billionths);
  const auto high = static_cast<std::uint64_t>(m >> 64), low = static_cast<std::uint64_t>(m & cpp_int(UINT64_MAX));
  const uint128 bits = (static_cast<uint128>(high) << 64) | low;
  if (billionths < 0 && m == limit) return decimal::lowest();
  const auto positive = static_cast<int128>(bits);
  return decimal::from_billionths(billionths < 0 ? int128(-positive) : positive);
}

/// An exact value between two neighbours of a grid: all that a rounding asks for.
class placed {
public:
  placed(const cpp_rational& value, int places) : places_(places), negative_(value < 0) {
    const cpp_int n = abs(numerator(value)) * power_of_ten(places > 0 ? places : 0);
    const cpp_int d = denominator(value) * power_of_ten(places < 0 ? -places : 0);
    divide_qr(n, d, below_, rest_);
    versus_half_ = cpp_int(2 * rest_).compare(d);
  }

  bool is_tie() const { return versus_half_ == 0; }
  bool is_exact() const { return rest_ == 0; }

  /// In steps of the grid. Written from the definitions (IEEE 754-2019, 4.3), not from the library's code.
  cpp_int rounded(rounding mode) const {
    const cpp_int outer = is_exact() ? below_ : cpp_int(below_ + 1);
    const cpp_int nearest = versus_half_ < 0 ? below_ : outer;
    cpp_int m;
    switch (mode) {
      case rounding::half_even: m = is_tie() ? (below_ % 2 == 0 ? below_ : outer) : nearest; break;
      case rounding::half_up: m = is_tie() ? outer : nearest; break;
      case rounding::half_down: m = is_tie() ? below_ : nearest; break;
      case rounding::toward_zero: m = below_; break;
      case rounding::away_from_zero: m = outer; break;
      case rounding::floor: m = negative_ ? outer : below_; break;
      case rounding::ceiling: m = negative_ ? below_ : outer; break;
    }
    return negative_ ? cpp_int(-m) : m;
  }

  /// As the library must hold it; nothing where it does not fit.
  std::optional<decimal> expected(rounding mode) const {
    return decimal_of(rounded(mode) * power_of_ten(decimal::places - places_));
  }

private:
  int places_;
  bool negative_;
  cpp_int below_, rest_;
  int versus_half_ = 0;
};

/// What a run has seen.
struct tally {
  std::uint64_t operations = 0;  ///< each in all seven roundings where it rounds
  std::uint64_t overflows = 0;   ///< of them: did not fit in one rounding at least, and threw
  std::uint64_t ties = 0;        ///< of them: exactly half-way
  std::uint64_t beyond_128 = 0;  ///< of them: an intermediate of more than 128 bits
  std::uint64_t disagreements = 0;

  void add(const tally& other) {
    operations += other.operations;
    overflows += other.overflows;
    ties += other.ties;
    beyond_128 += other.beyond_128;
    disagreements += other.disagreements;
  }
};

/// The sum over all topics that ran in this process.
inline tally& total() {
  static tally sum;
  return sum;
}

inline std::uint64_t cases_of_a_run() {
  const char* asked = std::getenv("RUNRATE_PROPERTY_CASES");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 300'000;
}

/// One topic: its share of the cases, its own random numbers, and what it has seen.
class topic {
public:
  topic(const char* name, unsigned per_mille)
      : name_(name), cases_(cases_of_a_run() * per_mille / 1000 + 1), random_(20250930u + per_mille) {}
  topic(const topic&) = delete;
  topic& operator=(const topic&) = delete;
  ~topic() {
    BOOST_TEST_MESSAGE(name_ << ": " << seen_.operations << " operations; " << seen_.overflows << " overflowed, "
                             << seen_.ties << " ties, " << seen_.beyond_128 << " beyond 128 bits");
    BOOST_CHECK_GT(seen_.operations, 0u);
    BOOST_CHECK_EQUAL(seen_.disagreements, 0u);
    total().add(seen_);
  }

  std::uint64_t cases() const { return cases_; }
  tally& seen() { return seen_; }

  std::uint64_t bits() { return random_(); }
  /// Uniform from 0 to n - 1, but for a bias that does not matter here.
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  int from_to(int low, int high) { return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1))); }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  int places() { return from_to(-12, 9); }

  /// A magnitude of 0 to `most` bits, every length as likely as another.
  uint128 magnitude(int most) {
    const int length = from_to(0, most);
    if (length == 0) return 0;
    const uint128 full = (static_cast<uint128>(bits()) << 64) | bits();
    return (full >> (128 - length)) | (static_cast<uint128>(1) << (length - 1));
  }
  int128 integer(int most) {
    const auto m = static_cast<int128>(magnitude(most));
    return one_in(3) ? int128(-m) : m;
  }

  /// A figure: log-uniform over the whole range, whole cents, or one of the edges.
  decimal figure() {
    switch (below(8)) {
      case 0: return edge();
      case 1:
      case 2: return decimal::from_billionths(integer(100) / 10'000'000 * 10'000'000);
      default: return decimal::from_billionths(integer(127));
    }
  }

  /// max, lowest, the powers of ten, and their neighbours.
  decimal edge() {
    static const int128 whole[] = {0, runrate::detail::int128_max, runrate::detail::int128_min};
    if (one_in(3)) {
      const int128 x = whole[below(3)];
      const auto step = static_cast<int128>(below(3));
      return decimal::from_billionths(x > 0 ? int128(x - step) : int128(x + step));
    }
    const auto power = static_cast<int128>(runrate::detail::power_of_ten(from_to(0, 38)));
    const int128 near = power + from_to(-1, 1);
    return decimal::from_billionths(one_in(2) ? near : int128(-near));
  }

  /// Half-way between two steps of the grid, or near: where roundings differ.
  decimal near_a_tie(int places) {
    const auto grid = static_cast<int128>(runrate::detail::power_of_ten(decimal::places - places));
    const int room = 125 - static_cast<int>(msb(integer_of(grid)));
    return decimal::from_billionths(integer(room) * grid + (one_in(2) ? grid / 2 : int128(-(grid / 2))) +
                                    (one_in(4) ? from_to(-1, 1) : 0));
  }

  /// The library's answer in every rounding against the exact value. `what` is called to name a disagreement.
  template <class Operation, class What>
  void check(const cpp_rational& exact, int places, Operation operation, What what) {
    const placed value(exact, places);
    ++seen_.operations;
    seen_.ties += value.is_tie();
    bool overflowed = false;
    for (const rounding mode : every_rounding) {
      const std::optional<decimal> expected = value.expected(mode);
      std::optional<decimal> found;
      try {
        found = operation(round_to{places, mode});
      } catch (const runrate::overflow_error&) {
      }
      overflowed = overflowed || !expected;
      if (found != expected) {
        disagree(what() + " to " + std::to_string(places) + " places in rounding " +
                 std::to_string(static_cast<int>(mode)) + " is " + shown(expected) + ", not " + shown(found));
      }
    }
    seen_.overflows += overflowed;
  }

  /// One answer that is not rounded, or does not exist because it overflows.
  template <class Operation, class What>
  void check_exact(const cpp_int& billionths, Operation operation, What what) {
    const std::optional<decimal> expected = decimal_of(billionths);
    std::optional<decimal> found;
    try {
      found = operation();
    } catch (const runrate::overflow_error&) {
    }
    ++seen_.operations;
    seen_.overflows += !expected;
    if (found != expected) disagree(what() + " is " + shown(expected) + ", not " + shown(found));
  }

  template <class What>
  void check_that(bool holds, What what) {
    ++seen_.operations;
    if (!holds) disagree(what());
  }

  void disagree(const std::string& sentence) {
    if (++seen_.disagreements <= 10) BOOST_ERROR(sentence);
  }

private:
  static std::string shown(const std::optional<decimal>& figure) { return figure ? to_string(*figure) : "an overflow"; }

  const char* name_;
  std::uint64_t cases_;
  std::mt19937_64 random_;
  tally seen_;
};

/// A fraction, once as the library holds it and once as the oracle does.
struct fraction {
  ratio ours;
  cpp_rational exact;
};

inline fraction fraction_of(int128 n, int128 d) { return {ratio(n, d), cpp_rational(integer_of(n), integer_of(d))}; }

/// A factor of one of four sizes: as people use them, of 64 bits, of 128 bits, and beyond.
inline fraction any_fraction(topic& on, int size) {
  const auto positive = [&](int most) {
    const auto m = static_cast<int128>(on.magnitude(most));
    return m == 0 ? int128(1) : m;
  };
  switch (size) {
    case 0: return fraction_of(on.from_to(-400, 12'000), on.from_to(1, 1000));
    case 1: return fraction_of(on.integer(63), positive(63));
    case 2: {
      if (!on.one_in(8)) return fraction_of(on.integer(127), positive(127));
      const decimal edge = on.edge();
      return {ratio(edge), value_of(edge)};
    }
    default: {
      fraction product = any_fraction(on, 2);
      for (int i = on.from_to(1, 3); i > 0; --i) {
        const fraction next = any_fraction(on, 2);
        product = {product.ours * next.ours, product.exact * next.exact};
      }
      return product;
    }
  }
}

}  // namespace oracle

#endif
