// Rank correlations that figures can have, those they can't, and the nearest that they can.
#include <runrate/simulate/correlation.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

using namespace runrate;

namespace {

double score(double rank) { return 2 * std::sin(std::numbers::pi * rank / 6); }

std::string why(const std::vector<rank_correlation>& pairs) {
  const auto found = detail::correlated_groups(pairs);
  return found ? "" : found.error().text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_correlation)

BOOST_AUTO_TEST_CASE(drivers_that_pairs_tie_together_are_a_group_with_its_factor) {
  const std::vector<rank_correlation> pairs{
      {"price", "chips", 0.5}, {"churn", "growth", -0.3}, {"chips", "users", 0.2}};
  const auto groups = detail::correlated_groups(pairs).value();
  BOOST_REQUIRE(groups.size() == 2u);
  BOOST_TEST((groups[0].names == std::vector<std::string>{"chips", "price", "users"}));
  BOOST_TEST((groups[1].names == std::vector<std::string>{"churn", "growth"}));
  // The factor times its transpose is the matrix.
  const std::vector<double>& l = groups[0].factor;
  const double wanted[3][3] = {{1, score(0.5), score(0.2)}, {score(0.5), 1, 0}, {score(0.2), 0, 1}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) sum += l[3 * i + k] * l[3 * j + k];
      BOOST_TEST(std::abs(sum - wanted[i][j]) < 1e-14);
    }
  }
}

BOOST_AUTO_TEST_CASE(correlations_that_can_not_be_are_refused_with_the_nearest_that_can) {
  const std::vector<rank_correlation> pairs{{"a", "b", 0.9}, {"b", "c", 0.9}, {"a", "c", -0.9}};
  const std::string text = why(pairs);
  BOOST_TEST(text.find("no figures can have these rank correlations of a, b, c") == 0u, text);
  BOOST_TEST(text.find("the nearest is a and b 0.") != std::string::npos, text);
  const std::vector<rank_correlation> near = nearest_correlations(pairs);
  BOOST_REQUIRE(near.size() == 3u);
  BOOST_TEST(why(near) == "");
  // By symmetry all three are of one size, and nearest to +-0.9 is where the smallest eigenvalue becomes zero: scores
  // correlated by 1/2 and -1/2, whose ranks are 6/pi asin(1/4).
  const double size = 6 / std::numbers::pi * std::asin(0.25);
  BOOST_TEST(std::abs(near[0].value - size) < 1e-4);
  BOOST_TEST(std::abs(near[1].value + size) < 1e-4);
  BOOST_TEST(std::abs(near[2].value - size) < 1e-4);
}

// Higham, Computing the Nearest Correlation Matrix (2002), section 5: the matrix with ones beside the diagonal.
BOOST_AUTO_TEST_CASE(the_nearest_is_that_of_a_published_example) {
  const double one = 1;
  const std::vector<rank_correlation> pairs{{"a", "b", one}, {"b", "c", one}};
  const std::vector<rank_correlation> near = nearest_correlations(pairs);
  BOOST_REQUIRE(near.size() == 3u);
  BOOST_TEST(std::abs(score(near[0].value) - 0.7607) < 1e-4);
  BOOST_TEST(std::abs(score(near[1].value) - 0.1573) < 1e-4);
  BOOST_TEST(std::abs(score(near[2].value) - 0.7607) < 1e-4);
}

BOOST_AUTO_TEST_CASE(what_is_no_correlation_is_said) {
  BOOST_TEST(why({{"a", "b", 1.5}}) == "the rank correlation of a and b is 1.5; it lies from -1 to 1");
  BOOST_TEST(why({{"a", "b", std::nan("")}}) == "the rank correlation of a and b is nan; it lies from -1 to 1");
  BOOST_TEST(why({{"a", "a", 0.5}}) == "a can't be correlated with itself");
  BOOST_TEST(why({{"a", "b", 0.5}, {"b", "a", 0.4}}) == "the rank correlation of b and a is there twice");
  BOOST_TEST(why({{"a", "b", 1}}).find("no figures can have") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
