// Sums, differences, multiples and roundings of decimals against the oracle; and the count over all topics.
#include "oracle.hpp"

#include <cstdio>

namespace {

using namespace oracle;

/// Says at the end what all topics have seen together.
struct print_the_count {
  ~print_the_count() {
    const tally& seen = total();
    if (seen.operations == 0) return;
    if (seen.disagreements != 0) {
      std::printf("%llu random operations DISAGREE, of ", static_cast<unsigned long long>(seen.disagreements));
    }
    std::printf("%llu random operations agree to the last digit in each rounding; %llu overflowed and threw\n",
                static_cast<unsigned long long>(seen.operations), static_cast<unsigned long long>(seen.overflows));
    std::printf("(%llu were ties, %llu had an intermediate beyond 128 bits)\n",
                static_cast<unsigned long long>(seen.ties), static_cast<unsigned long long>(seen.beyond_128));
  }
};

BOOST_TEST_GLOBAL_FIXTURE(print_the_count);

}  // namespace

BOOST_AUTO_TEST_SUITE(core_sums)

BOOST_AUTO_TEST_CASE(sums_and_differences_are_exact_or_overflow) {
  topic on("sums and differences", 200);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.figure();
    // Close to what is missing to the edge, one time in four.
    const decimal b = !on.one_in(4)   ? on.figure()
                      : a < decimal() ? decimal::from_billionths(int128(runrate::detail::int128_min - a.billionths()) +
                                                                 on.from_to(-1, 1) * int128(a != decimal::lowest()))
                                      : decimal::from_billionths(int128(runrate::detail::int128_max - a.billionths()) -
                                                                 2 + on.from_to(0, 4) * int128(a > decimal(1)));
    const cpp_int x = integer_of(a.billionths()), y = integer_of(b.billionths());
    if (on.one_in(2)) {
      on.check_exact(
          x + y, [&] { return a + b; }, [&] { return to_string(a) + " + " + to_string(b); });
    } else {
      on.check_exact(
          x - y, [&] { return a - b; }, [&] { return to_string(a) + " - " + to_string(b); });
    }
  }
}

BOOST_AUTO_TEST_CASE(multiples_by_integers_are_exact_or_overflow) {
  topic on("multiples", 60);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.figure();
    const auto n = static_cast<std::int64_t>(on.bits() >> on.below(64));
    on.check_exact(
        integer_of(a.billionths()) * n, [&] { return a * n; },
        [&] { return to_string(a) + " * " + std::to_string(n); });
  }
}

BOOST_AUTO_TEST_CASE(figures_round_as_the_oracle_does) {
  topic on("rounding", 80);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const decimal a = on.one_in(2) ? on.figure() : on.near_a_tie(places);
    on.check(
        value_of(a), places, [&](round_to to) { return round(a, to); }, [&] { return "round " + to_string(a); });
  }
}

BOOST_AUTO_TEST_CASE(the_order_of_decimals_is_that_of_their_values) {
  topic on("order", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const decimal a = on.figure(), b = on.one_in(8) ? a : on.figure();
    const int order = integer_of(a.billionths()).compare(integer_of(b.billionths()));
    on.check_that((a <=> b) == (order <=> 0) && (a == b) == (order == 0),
                  [&] { return to_string(a) + " <=> " + to_string(b); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
