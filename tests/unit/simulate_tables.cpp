// Tables of quantiles against the distributions that they stand for.
#include <runrate/simulate/combined_distributions.hpp>
#include <runrate/simulate/detail/driver_quantile.hpp>
#include <runrate/simulate/distributions.hpp>

#include <boost/math/distributions/normal.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace runrate;
namespace d = runrate::distributions;

namespace {

// Numbers between 0 and 1 that reach far into both tails.
std::vector<double> probabilities() {
  std::mt19937_64 random(5);
  std::vector<double> all;
  for (int i = 0; i < 4'096; ++i) {
    const double u = (static_cast<double>(random() >> 12) + 0.5) * 0x1p-52;
    const double tail = std::ldexp(u, -static_cast<int>(random() % 24));
    all.push_back(i % 3 == 0 ? 1 - tail : i % 3 == 1 ? tail : u);
  }
  return all;
}

// The largest difference from the distribution itself, over the value where that is larger than the spread.
double worst_of(const any_distribution& of, double spread, bool by_scores, std::size_t bytes = 16) {
  const detail::driver_quantile table(of, by_scores);
  const auto& kernels = *detail::draw_kernels_of(bytes);
  std::vector<double> u = probabilities(), x(u.size());
  if (by_scores) {
    const boost::math::normal_distribution<double> normal;
    for (double& p : u) p = p < 0.5 ? quantile(normal, p) : quantile(complement(normal, 1 - p));
    table.of_scores(x.data(), u.data(), u.size(), kernels);
  } else {
    table.of_uniforms(x.data(), u.data(), u.size(), kernels);
  }
  double worst = 0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    double wanted = 0;
    if (by_scores) {
      const double tail = std::erfc(std::abs(u[i]) / std::sqrt(2.0)) / 2;
      wanted = u[i] < 0 ? of.quantile(tail) : of.upper_quantile(tail);
    } else {
      wanted = u[i] < 0.5 ? of.quantile(u[i]) : of.upper_quantile(1 - u[i]);
    }
    worst = std::max(worst, std::abs(x[i] - wanted) / std::max(spread, std::abs(wanted)));
  }
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_tables)

BOOST_AUTO_TEST_CASE(a_table_is_as_true_as_it_says) {
  const auto check = [](const any_distribution& of, double spread, double most) {
    BOOST_TEST(worst_of(of, spread, false) < most, of.text());
    BOOST_TEST(worst_of(of, spread, true) < 10 * most, of.text() << " by scores");
  };
  check(d::normal(0, 1), 1, 2e-9);
  check(d::lognormal(0, 1), 1, 1e-8);
  check(d::uniform(2, 5), 1, 1e-15);
  check(d::triangular(0.5, 1.3, 2.2), 0.35, 2e-9);
  check(d::pert(0.4, 0.6, 0.9), 0.09, 2e-9);
  check(d::beta(1.5, 4.5), 0.16, 2e-9);
  check(d::gamma(2, 3), 4, 2e-9);
  check(d::students_t(3), 1.7, 1e-7);
}

BOOST_AUTO_TEST_CASE(corners_and_steps_are_those_of_the_distribution_itself) {
  BOOST_TEST(worst_of(d::bernoulli(0.3), 1, false) == 0);
  BOOST_TEST(worst_of(d::bernoulli(0.3), 1, true) < 1e-15);
  BOOST_TEST(worst_of(d::discrete({1, 2, 5}, {0.2, 0.5, 0.3}), 1, false) == 0);
  BOOST_TEST(worst_of(d::point(3), 1, false) == 0);
}

struct exponential {
  double quantile(double p) const { return -std::log1p(-p); }
};

BOOST_AUTO_TEST_CASE(a_distribution_of_ones_own_has_a_table_too) {
  BOOST_TEST(worst_of(exponential(), 1, false) < 2e-8);
}

BOOST_AUTO_TEST_CASE(registers_of_every_width_give_the_same_bits) {
  const detail::driver_quantile table(any_distribution(d::pert(0.4, 0.6, 0.9)), true);
  const std::vector<double> u = probabilities();
  std::vector<double> narrow(u.size()), wide(u.size()), z(u.size());
  detail::normal_scores().of_uniforms(z.data(), u.data(), u.size(), *detail::draw_kernels_of(16));
  for (const std::size_t bytes : {32u, 64u}) {
    const auto* const kernels = detail::draw_kernels_of(bytes);
    if (kernels == nullptr) continue;
    table.of_uniforms(narrow.data(), u.data(), u.size(), *detail::draw_kernels_of(16));
    table.of_uniforms(wide.data(), u.data(), u.size(), *kernels);
    BOOST_TEST(narrow == wide);
    table.of_scores(narrow.data(), z.data(), u.size(), *detail::draw_kernels_of(16));
    table.of_scores(wide.data(), z.data(), u.size(), *kernels);
    BOOST_TEST(narrow == wide);
  }
}

BOOST_AUTO_TEST_SUITE_END()
