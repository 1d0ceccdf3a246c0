// `lanes`: the number type that computes a handful of trials at once.
#ifndef RUNRATE_MODEL_LANES_HPP
#define RUNRATE_MODEL_LANES_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/detail/elementary.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace runrate {
namespace detail {

// The widest vector registers that the compiler may use here: of SSE2 on any x86-64, of NEON on AArch64.
#if defined(__AVX512F__)
inline constexpr std::size_t vector_bytes = 64;
#elif defined(__AVX__)
inline constexpr std::size_t vector_bytes = 32;
#else
inline constexpr std::size_t vector_bytes = 16;
#endif

// One by one: g++ 12 does not take a size that depends on a template's argument.
template <std::size_t Bytes>
struct vector_of;
#if defined(__GNUC__)
#define RUNRATE_VECTOR_OF(bytes, half)                               \
  template <>                                                        \
  struct vector_of<bytes> {                                          \
    using numbers = double __attribute__((vector_size(bytes)));      \
    using truths = std::int64_t __attribute__((vector_size(bytes))); \
    using bits = std::uint64_t __attribute__((vector_size(bytes)));  \
    using indices = std::int32_t __attribute__((vector_size(half))); \
  }
RUNRATE_VECTOR_OF(16, 8);
RUNRATE_VECTOR_OF(32, 16);
RUNRATE_VECTOR_OF(64, 32);
#undef RUNRATE_VECTOR_OF
#else
#error "runrate needs the vector extensions of GCC and Clang for simulation"
#endif

}  // namespace detail

/// A number of a model in `double`, for several trials at once: what a simulation runs on, lossy and fast. One value
/// fills two vector registers, so that a model written once compiles to the loop that one would write by hand.
///
/// There is no error: what has no value in some trial is infinite or not a number there, and whoever evaluates a block
/// has to look (`evaluate` does).
///
/// `lanes` has the registers that the compiler may use; a function that is compiled for wider ones takes a type of its
/// own, which computes the same to the bit.
template <std::size_t Bytes>
class basic_lanes {
  using vector = typename detail::vector_of<Bytes>::numbers;
  using mask = typename detail::vector_of<Bytes>::truths;
  using functions = detail::elementary<vector, typename detail::vector_of<Bytes>::bits>;
  using lanes = basic_lanes;

public:
  /// Whether something holds in each of the trials.
  struct truth_type {
    mask a, b;
  };

  /// The trials in one value: 4, or 8 or 16 where the compiler may use wider registers.
  static constexpr std::size_t width = 2 * Bytes / sizeof(double);

  RUNRATE_ALWAYS_INLINE basic_lanes() : basic_lanes(0.0) {}
  template <std::integral Integer>
  RUNRATE_ALWAYS_INLINE basic_lanes(Integer whole) : basic_lanes(static_cast<double>(whole)) {}
  RUNRATE_ALWAYS_INLINE basic_lanes(decimal value) : basic_lanes(to_double(value)) {}
  RUNRATE_ALWAYS_INLINE basic_lanes(const ratio& value) : basic_lanes(to_double(value)) {}
  /// The same in all trials. Explicit: a model has no `double` in it.
  RUNRATE_ALWAYS_INLINE explicit basic_lanes(double value) : a_(value - vector{}), b_(value - vector{}) {}

  /// `width` values that lie one after the other.
  RUNRATE_ALWAYS_INLINE static lanes load(const double* from) {
    lanes x;
    std::memcpy(&x.a_, from, Bytes);
    std::memcpy(&x.b_, from + width / 2, Bytes);
    return x;
  }
  RUNRATE_ALWAYS_INLINE void store(double* to) const {
    std::memcpy(to, &a_, Bytes);
    std::memcpy(to + width / 2, &b_, Bytes);
  }
  double operator[](std::size_t i) const { return i < width / 2 ? a_[i] : b_[i - width / 2]; }

  RUNRATE_ALWAYS_INLINE friend lanes operator+(const lanes& x, const lanes& y) { return {x.a_ + y.a_, x.b_ + y.b_}; }
  RUNRATE_ALWAYS_INLINE friend lanes operator-(const lanes& x, const lanes& y) { return {x.a_ - y.a_, x.b_ - y.b_}; }
  RUNRATE_ALWAYS_INLINE friend lanes operator*(const lanes& x, const lanes& y) { return {x.a_ * y.a_, x.b_ * y.b_}; }
  RUNRATE_ALWAYS_INLINE friend lanes operator/(const lanes& x, const lanes& y) { return {x.a_ / y.a_, x.b_ / y.b_}; }
  RUNRATE_ALWAYS_INLINE friend lanes operator-(const lanes& x) { return {-x.a_, -x.b_}; }
  RUNRATE_ALWAYS_INLINE lanes& operator+=(const lanes& y) { return *this = *this + y; }
  RUNRATE_ALWAYS_INLINE lanes& operator-=(const lanes& y) { return *this = *this - y; }
  RUNRATE_ALWAYS_INLINE lanes& operator*=(const lanes& y) { return *this = *this * y; }

  RUNRATE_ALWAYS_INLINE friend lanes pow(const lanes& base, const lanes& exponent) {
    return {functions::pow(base.a_, exponent.a_), functions::pow(base.b_, exponent.b_)};
  }
  RUNRATE_ALWAYS_INLINE friend lanes exp(const lanes& x) { return {functions::exp(x.a_), functions::exp(x.b_)}; }
  RUNRATE_ALWAYS_INLINE friend lanes log(const lanes& x) { return {functions::log(x.a_), functions::log(x.b_)}; }

  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator<(const lanes& x, const lanes& y) {
    return condition<lanes>({x.a_ < y.a_, x.b_ < y.b_});
  }
  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator<=(const lanes& x, const lanes& y) {
    return condition<lanes>({x.a_ <= y.a_, x.b_ <= y.b_});
  }
  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator>(const lanes& x, const lanes& y) { return y < x; }
  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator>=(const lanes& x, const lanes& y) { return y <= x; }
  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator==(const lanes& x, const lanes& y) {
    return condition<lanes>({x.a_ == y.a_, x.b_ == y.b_});
  }
  RUNRATE_ALWAYS_INLINE friend condition<lanes> operator!=(const lanes& x, const lanes& y) { return !(x == y); }

  RUNRATE_ALWAYS_INLINE friend lanes min(const lanes& x, const lanes& y) {
    return {y.a_ < x.a_ ? y.a_ : x.a_, y.b_ < x.b_ ? y.b_ : x.b_};
  }
  RUNRATE_ALWAYS_INLINE friend lanes max(const lanes& x, const lanes& y) {
    return {x.a_ < y.a_ ? y.a_ : x.a_, x.b_ < y.b_ ? y.b_ : x.b_};
  }

  RUNRATE_ALWAYS_INLINE static truth_type both(const truth_type& x, const truth_type& y) {
    return {x.a & y.a, x.b & y.b};
  }
  RUNRATE_ALWAYS_INLINE static truth_type either(const truth_type& x, const truth_type& y) {
    return {x.a | y.a, x.b | y.b};
  }
  RUNRATE_ALWAYS_INLINE static truth_type opposite(const truth_type& x) { return {~x.a, ~x.b}; }
  RUNRATE_ALWAYS_INLINE static lanes chosen(const truth_type& holds, const lanes& x, const lanes& y) {
    return {holds.a ? x.a_ : y.a_, holds.b ? x.b_ : y.b_};
  }

  /// What holds as bits, all set or none, to be kept in memory; and back.
  RUNRATE_ALWAYS_INLINE static lanes bits_of(const truth_type& x) {
    return {reinterpret_cast<vector>(x.a), reinterpret_cast<vector>(x.b)};
  }
  RUNRATE_ALWAYS_INLINE static truth_type truth_of(const lanes& bits) {
    return {reinterpret_cast<mask>(bits.a_), reinterpret_cast<mask>(bits.b_)};
  }

private:
  RUNRATE_ALWAYS_INLINE basic_lanes(const vector& a, const vector& b) : a_(a), b_(b) {}

  vector a_, b_;
};

using lanes = basic_lanes<detail::vector_bytes>;

}  // namespace runrate

#endif
