#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/rounding.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

constexpr rounding modes[] = {rounding::half_even,      rounding::half_up, rounding::half_down, rounding::toward_zero,
                              rounding::away_from_zero, rounding::floor,   rounding::ceiling};

struct row {
  decimal value;
  int expected[7];  // in the order of `modes`
};

// By hand from the definitions of IEEE 754-2019, section 4.3 (roundTiesToEven, roundTiesToAway, roundTowardZero,
// roundTowardNegative, roundTowardPositive), and for ties towards zero and away from zero from their names.
constexpr row whole_numbers[] = {
    {2.5_dec, {2, 3, 2, 2, 3, 2, 3}},         {1.5_dec, {2, 2, 1, 1, 2, 1, 2}},
    {-2.5_dec, {-2, -3, -2, -2, -3, -3, -2}}, {-1.5_dec, {-2, -2, -1, -1, -2, -2, -1}},
    {0.5_dec, {0, 1, 0, 0, 1, 0, 1}},         {-0.5_dec, {0, -1, 0, 0, -1, -1, 0}},
    {2.4_dec, {2, 2, 2, 2, 3, 2, 3}},         {2.6_dec, {3, 3, 3, 2, 3, 2, 3}},
    {-2.4_dec, {-2, -2, -2, -2, -3, -3, -2}}, {-2.6_dec, {-3, -3, -3, -2, -3, -3, -2}},
    {2_dec, {2, 2, 2, 2, 2, 2, 2}},           {-2_dec, {-2, -2, -2, -2, -2, -2, -2}},
    {0_dec, {0, 0, 0, 0, 0, 0, 0}},           {2.500000001_dec, {3, 3, 3, 2, 3, 2, 3}},
    {2.499999999_dec, {2, 2, 2, 2, 3, 2, 3}}, {0.000000001_dec, {0, 0, 0, 0, 1, 0, 1}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(core_rounding)

BOOST_AUTO_TEST_CASE(every_mode_rounds_ties_and_neighbours_as_it_is_defined) {
  for (const row& r : whole_numbers) {
    for (int m = 0; m < 7; ++m) {
      BOOST_TEST(to_string(round(r.value, {0, modes[m]})) == std::to_string(r.expected[m]), to_string(r.value)
                                                                                                << " in mode " << m);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_same_table_holds_on_every_grid_and_through_every_operation) {
  const decimal grids[] = {0.01_dec, 1_k, 1_bn};
  const int places[] = {2, -3, -9};
  for (const row& r : whole_numbers) {
    for (int m = 0; m < 7; ++m) {
      for (int g = 0; g < 3; ++g) {
        const round_to to{places[g], modes[m]};
        const decimal expected = grids[g] * r.expected[m];
        BOOST_TEST((multiply(r.value, grids[g], to) == expected), to_string(r.value) << " in mode " << m);
        BOOST_TEST((multiply(r.value, ratio(grids[g]), to) == expected), to_string(r.value) << " in mode " << m);
        BOOST_TEST((round(ratio(r.value) * ratio(grids[g]), to) == expected), to_string(r.value) << " in mode " << m);
        BOOST_TEST((divide(r.value, g == 0 ? 100_dec : decimal(1), {g == 0 ? 2 : 0, modes[m]}) ==
                    (g == 0 ? expected : decimal(r.expected[m]))),
                   to_string(r.value) << " in mode " << m);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_tie_that_two_roundings_would_break_is_rounded_once) {
  // 0.4499 to tenths in one step is 0.4; by way of hundredths it would be 0.5.
  BOOST_TEST(to_string(round(0.4499_dec, {1, rounding::half_up})) == "0.4");
  // 1/3 of 1.005 is 0.335 exactly: a tie at the cent.
  BOOST_TEST(to_string(multiply(1.005_dec, ratio(1, 3), {2})) == "0.34");
  BOOST_TEST(to_string(multiply(1.005_dec, ratio(1, 3), {2, rounding::half_down})) == "0.33");
}

BOOST_AUTO_TEST_SUITE_END()
