// Integers of any size against Boost.Multiprecision's.
#include "oracle.hpp"

#include <runrate/core/detail/integer.hpp>

namespace {

using namespace oracle;
using runrate::detail::integer;

integer from_oracle(const cpp_int& x) {
  const integer m = integer::from_digits(cpp_int(abs(x)).str());
  return x < 0 ? -m : m;
}

/// Up to `most` limbs; all ones, single bits and zeros often, where carries run and estimates of a quotient are worst.
cpp_int drawn(topic& on, int most) {
  cpp_int x = 0;
  for (int limbs = on.from_to(0, most); limbs > 0; --limbs) {
    constexpr std::uint32_t edges[] = {0, 1, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu, 0xFFFFFFFEu};
    const auto any = static_cast<std::uint32_t>(runrate::detail::low_half(on.magnitude(32)));
    x = (x << 32) | (on.one_in(2) ? edges[on.below(6)] : any);
  }
  return on.one_in(2) ? cpp_int(-x) : x;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_integers)

BOOST_AUTO_TEST_CASE(integers_of_any_size_agree_with_the_oracle) {
  topic on("integers of any size", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    cpp_int a = drawn(on, 14), b = drawn(on, 7);
    if (on.one_in(3)) a = a * b - on.below(2);  // at and just below a multiple
    const integer x = from_oracle(a), y = from_oracle(b);
    const auto shift = static_cast<unsigned>(on.below(130));
    const auto same = [](const integer& found, const cpp_int& expected) { return found.text() == expected.str(); };
    bool agree = same(x, a) && same(x + y, a + b) && same(x - y, a - b) && same(x * y, a * b) &&
                 same(x << shift, a << shift) && (x < y) == (a < b) && (x == y) == (a == b) && x.sign() == a.sign() &&
                 x.is_odd() == bit_test(cpp_int(abs(a)), 0) && x.bits() == (a == 0 ? 0 : msb(cpp_int(abs(a))) + 1);
    const cpp_int right = abs(a) >> shift;
    agree = agree && same(x >> shift, a < 0 ? cpp_int(-right) : right);
    if (b != 0) {
      const auto [quotient, rest] = divide(x, y);
      agree = agree && same(quotient, a / b) && same(rest, a % b);
      if (on.one_in(8)) agree = agree && same(common_divisor(abs(x), abs(y)), gcd(a, b));
    }
    int128 narrow = 0;
    const bool fits = x.fits(narrow);
    const cpp_int limit = cpp_int(1) << 127;
    agree = agree && fits == (a < limit && a >= -limit) && (!fits || integer_of(narrow) == a);
    on.check_that(agree, [&] { return a.str() + " and " + b.str() + ", shifted by " + std::to_string(shift); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
