// Parts that add up: the sum is the total, and no part is a whole step from its exact share.
#include "oracle.hpp"

#include <runrate/core/allocate.hpp>

#include <algorithm>
#include <vector>

namespace {

using namespace oracle;

cpp_rational sum_of(const std::vector<decimal>& figures) {
  cpp_int sum = 0;
  for (const decimal& figure : figures) sum += integer_of(figure.billionths());
  return {sum, power_of_ten(9)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_allocation)

BOOST_AUTO_TEST_CASE(parts_add_up_and_lie_within_a_step_of_their_shares) {
  topic on("allocation", 15);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const decimal total = round(on.figure(), {places, rounding::toward_zero});
    std::vector<decimal> weights;
    for (int n = on.from_to(1, 9); n > 0; --n) {
      weights.push_back(on.one_in(5) ? decimal() : decimal::from_billionths(static_cast<int128>(on.magnitude(100))));
    }
    const cpp_rational whole = sum_of(weights);
    if (whole == 0) continue;
    const std::vector<decimal> parts = runrate::allocate(total, weights, places);
    const cpp_rational step(power_of_ten(9 - places), power_of_ten(9));
    bool right = sum_of(parts) == value_of(total) && parts.size() == weights.size();
    // A part with a larger remainder is never left down where one with a smaller is raised.
    cpp_rational least_raised = 1, most_left = -1;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const cpp_rational share = value_of(total) * value_of(weights[k]) / whole;
      const cpp_rational away = (value_of(parts[k]) - share) / step;
      right = right && abs(away) < 1 && has_at_most_places(parts[k], places);
      if (away > 0) least_raised = std::min(least_raised, cpp_rational(1 - away));
      if (away < 0) most_left = std::max(most_left, cpp_rational(-away));
    }
    on.check_that(right && least_raised >= most_left, [&] { return "parts of " + to_string(total); });
  }
}

BOOST_AUTO_TEST_CASE(shown_parts_add_up_to_the_shown_total) {
  topic on("rounding to a sum", 10);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    std::vector<decimal> figures;
    for (int n = on.from_to(0, 9); n > 0; --n) figures.push_back(decimal::from_billionths(on.integer(120)));
    const std::vector<decimal> parts = runrate::round_to_sum(figures, places);
    const auto total = placed(sum_of(figures), places).expected(rounding::half_even);
    const cpp_rational step(power_of_ten(9 - places), power_of_ten(9));
    bool right = total && sum_of(parts) == value_of(*total);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      right = right && abs(cpp_rational(value_of(parts[k]) - value_of(figures[k]))) < step &&
              has_at_most_places(parts[k], places);
    }
    on.check_that(right, [&] { return "figures to " + std::to_string(places) + " places"; });
  }
}

BOOST_AUTO_TEST_SUITE_END()
