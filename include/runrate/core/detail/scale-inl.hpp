#ifndef RUNRATE_CORE_DETAIL_SCALE_INL_HPP
#define RUNRATE_CORE_DETAIL_SCALE_INL_HPP

#include <runrate/core/detail/scale.hpp>

#include <boost/multiprecision/cpp_int.hpp>

namespace runrate::detail {

using wide_integer = boost::multiprecision::uint512_t;

constexpr wide_integer widened(uint128 x) { return (wide_integer(high_half(x)) << 64) | low_half(x); }

RUNRATE_FUNC uint128 scale_wide(const scaling& s, bool& exact) {
  const wide_integer dividend = widened(s.a) * widened(s.n);
  const wide_integer divisor = widened(s.d) * widened(s.unit);
  wide_integer quotient, rest;
  divide_qr(dividend, divisor, quotient, rest);
  exact = rest.is_zero();
  const int versus_half = wide_integer(2 * rest).compare(divisor);
  if (rounds_outward(s.mode, s.negative, bit_test(quotient, 0), exact, versus_half)) ++quotient;
  if ((quotient >> 128) != 0) throw_overflow("an exact result exceeds 128 bits (about 1.7e29 units)");
  const auto low = static_cast<std::uint64_t>(quotient & wide_integer(UINT64_MAX));
  return (static_cast<uint128>(static_cast<std::uint64_t>(quotient >> 64)) << 64) | low;
}

}  // namespace runrate::detail

#endif
