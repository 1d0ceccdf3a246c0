// The divisions under every exact figure, by themselves: the one kernel serves the compiler and the program alike.
#include "oracle.hpp"

#include <runrate/core/detail/scale.hpp>

namespace {

using namespace oracle;
using runrate::detail::scaling;

template <class Scale>
std::optional<cpp_int> quotient_of(Scale scale, const scaling& s, bool& exact) {
  try {
    return integer_of(scale(s, exact));
  } catch (const runrate::overflow_error&) {
    return std::nullopt;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_divisions)

BOOST_AUTO_TEST_CASE(a_division_of_256_bits_is_rounded_once) {
  topic on("256-bit division", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const auto positive = [&](int most) {
      const uint128 m = on.magnitude(most);
      return m == 0 ? uint128(1) : m;
    };
    scaling s{
        on.magnitude(127),           on.magnitude(127), positive(127), runrate::detail::power_of_ten(on.from_to(0, 36)),
        every_rounding[on.below(7)], on.one_in(2)};
    if (on.one_in(4)) {
      // A tie: twice as much below as above, and an odd quotient above that of the divisor.
      const uint128 d = positive(60);
      s.d = d * 2;
      s.n = d * (on.below(1000) * 2 + 1);
      s.a = s.unit;
    }
    const cpp_rational exact_value(integer_of(s.a) * integer_of(s.n), integer_of(s.d) * integer_of(s.unit));
    const placed value(s.negative ? cpp_rational(-exact_value) : exact_value, 0);
    std::optional<cpp_int> expected = abs(value.rounded(s.mode));
    if (s.negative && exact_value == 0) expected = cpp_int(0);
    if ((*expected >> 128) != 0) expected.reset();
    bool exact = false;
    const auto found = quotient_of(runrate::detail::scale_wide, s, exact);
    on.seen().overflows += !expected;
    on.seen().ties += value.is_tie();
    on.seen().beyond_128 += 1;
    const bool exactness = !expected || exact == value.is_exact();
    on.check_that(found == expected && exactness, [&] {
      return integer_of(s.a).str() + " * " + integer_of(s.n).str() + " / (" + integer_of(s.d).str() + " * " +
             integer_of(s.unit).str() + ")";
    });
  }
}

BOOST_AUTO_TEST_CASE(division_of_128_bits_leaves_the_right_remainder) {
  topic on("128-bit division", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    uint128 a = on.magnitude(128), b = on.magnitude(128);
    if (b == 0) b = 1;
    // Near a multiple, where an estimate of the quotient is off by one.
    if (on.one_in(3)) a = a / b * b + on.below(3) - 1;
    cpp_int quotient, rest;
    divide_qr(integer_of(a), integer_of(b), quotient, rest);
    const auto found = runrate::detail::divide_unsigned(a, b);
    on.check_that(integer_of(found.quotient) == quotient && integer_of(found.rest) == rest,
                  [&] { return integer_of(a).str() + " / " + integer_of(b).str(); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
