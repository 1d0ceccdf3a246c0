// Quantiles of the distributions with a name, against Boost.Math in long double, closed forms and printed tables.
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/test/unit_test.hpp>

#include <runrate/runrate.hpp>
#include <runrate/simulate.hpp>

#include <cmath>

namespace {

using namespace runrate;
namespace d = distributions;

/// Whether `found` is `expected` but for a share of it.
bool is_near(double found, long double expected, double share) {
  const long double off = std::abs(static_cast<long double>(found) - expected);
  if (off <= share * std::abs(expected)) return true;
  BOOST_TEST_MESSAGE("found " << found << ", expected " << expected);
  return false;
}

const std::vector<double> probabilities{1e-250, 1e-30, 1e-9, 0.001, 0.05, 0.25, 0.4999, 0.5, 0.6, 0.75, 0.95, 0.9999};

std::string why(auto make) {
  try {
    make();
  } catch (const contract_error& wrong) {
    return wrong.what();
  }
  return "nothing";
}

/// Probabilities of a table: from 2^-40, each so much more than the last, to 1/2.
std::vector<double> table_of(std::size_t count) {
  std::vector<double> p;
  for (std::size_t i = 0; i < count; ++i) {
    p.push_back(0.5 * std::exp2(-39.0 * static_cast<double>(count - 1 - i) / static_cast<double>(count - 1)));
  }
  return p;
}

std::vector<any_distribution> one_of_each() {
  return {d::point(3),
          d::uniform(-1, 4),
          d::triangular(0.5, 1.3, 2.2),
          d::triangular(1, 1, 2),
          d::pert(0.75, 1.1, 2.5),
          d::normal(2, 0.5),
          d::lognormal(0.1, 0.4),
          d::beta(2, 5),
          d::beta(0.5, 0.5, -1, 1),
          d::gamma(2.5, 3, 1),
          d::gamma(0.3, 2),
          d::students_t(3, 0.1, 0.2),
          d::bernoulli(0.3),
          d::discrete({5, 1, 2}, {0.5, 0.2, 0.3}),
          d::empirical({3, 1, 4, 1, 5, 9, 2, 6}),
          d::interpolated({3, 1, 4, 1, 5, 9, 2, 6})};
}

BOOST_AUTO_TEST_SUITE(simulate_distributions)

BOOST_AUTO_TEST_CASE(normal_quantiles_are_those_of_long_double_in_both_tails) {
  const boost::math::normal_distribution<long double> reference;
  const any_distribution n = d::normal(0, 1);
  for (const double p : probabilities) {
    if (p == 0.5) continue;
    BOOST_TEST(
        is_near(n.quantile(p), quantile(reference, static_cast<long double>(p)), p > 0.49 && p < 0.51 ? 1e-11 : 2e-15));
    BOOST_TEST(n.upper_quantile(p) == -n.quantile(p));
  }
  BOOST_TEST(n.quantile(0.5) == 0);
  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.5: x for Q(x) = 0.025 and 0.001.
  BOOST_TEST(is_near(n.quantile(0.975), 1.95996L, 1e-5));
  BOOST_TEST(is_near(n.upper_quantile(0.001), 3.09023L, 1e-5));
}

BOOST_AUTO_TEST_CASE(beta_gamma_and_t_quantiles_are_those_of_long_double) {
  for (const auto& [a, b] : {std::pair(2.0, 5.0), std::pair(0.5, 0.5), std::pair(1.8, 4.2), std::pair(30.0, 70.0)}) {
    const boost::math::beta_distribution<long double> reference(a, b);
    for (const double p : probabilities) {
      if (p < 1e-30 || p > 0.95) continue;  // 1 - p has lost digits
      const auto exact = quantile(reference, static_cast<long double>(p));
      BOOST_TEST(is_near(d::beta(a, b).quantile(p), exact, 1e-13));
      const auto upper = quantile(complement(reference, static_cast<long double>(p)));
      BOOST_TEST(is_near(d::beta(a, b).upper_quantile(p), upper, 1e-13));
    }
  }
  for (const double shape : {0.3, 1.0, 2.5, 100.0}) {
    const boost::math::gamma_distribution<long double> reference(shape, 3);
    for (const double p : probabilities) {
      if (p < 1e-30) continue;
      BOOST_TEST(is_near(d::gamma(shape, 3).quantile(p), quantile(reference, static_cast<long double>(p)), 1e-13));
      const auto upper = quantile(complement(reference, static_cast<long double>(p)));
      BOOST_TEST(is_near(d::gamma(shape, 3).upper_quantile(p), upper, 1e-13));
    }
  }
  for (const double degrees : {1.0, 2.5, 4.0, 30.0}) {
    const boost::math::students_t_distribution<long double> reference(degrees);
    for (const double p : probabilities) {
      if (p < 1e-30 || (p > 0.49 && p < 0.51)) continue;
      BOOST_TEST(is_near(d::students_t(degrees).quantile(p), quantile(reference, static_cast<long double>(p)), 1e-13));
      BOOST_TEST(d::students_t(degrees).upper_quantile(p) == -d::students_t(degrees).quantile(p));
    }
  }
  // Fisher and Yates, Statistical Tables, table III: t of 4 degrees, 2.5% in each tail. The chi-squared of 10 degrees
  // that is exceeded by 5%, table IV, is gamma of shape 5 and scale 2.
  BOOST_TEST(is_near(d::students_t(4).quantile(0.975), 2.776L, 2e-4));
  BOOST_TEST(is_near(d::gamma(5, 2).upper_quantile(0.05), 18.307L, 1e-5));
}

BOOST_AUTO_TEST_CASE(closed_forms_hold) {
  for (const double p : probabilities) {
    // A triangle with its top at an end is a root; beta(1, b), exponential and Cauchy's have inverses.
    const long double rest = 1 - static_cast<long double>(p);
    BOOST_TEST(is_near(1 - d::triangular(0, 0, 1).quantile(p), std::sqrt(rest), 1e-15));
    BOOST_TEST(is_near(d::triangular(0, 1, 1).quantile(p), std::sqrt(static_cast<long double>(p)), 1e-15));
    BOOST_TEST(is_near(d::uniform(2, 6).quantile(p), 2 + 4 * static_cast<long double>(p), 1e-15));
    BOOST_TEST(is_near(d::lognormal(1, 2).quantile(p), std::exp(static_cast<long double>(d::normal(1, 2).quantile(p))),
                       1e-14));
    if (p < 1e-30) continue;
    BOOST_TEST(is_near(d::gamma(1, 1).upper_quantile(p), -std::log(static_cast<long double>(p)), 1e-14));
    BOOST_TEST(is_near(d::gamma(1, 1).quantile(p), -std::log1p(-static_cast<long double>(p)), 1e-14));
    BOOST_TEST(is_near(d::beta(1, 3).quantile(p), -std::expm1(std::log1p(-static_cast<long double>(p)) / 3), 1e-13));
  }
}

BOOST_AUTO_TEST_CASE(a_triangle_is_its_areas) {
  const d::triangular t(0, 1, 4);
  BOOST_TEST(t.quantile(0.25) == 1);
  BOOST_TEST(t.cdf(1) == 0.25);
  BOOST_TEST(t.quantile(0.0625) == 0.5);                      // (1/2)^2 / (4 x 1)
  BOOST_TEST(is_near(t.upper_quantile(1.0 / 12), 3, 1e-15));  // 1^2 / (4 x 3)
  BOOST_TEST(t.breaks() == std::vector{0.25});
  BOOST_TEST(any_distribution(t).text() == "triangular from 0, likely 1, to 4");
  const double tiny = 1e-40;
  BOOST_TEST(is_near(4 - any_distribution(d::triangular(-4, 0, 0)).upper_quantile(tiny), 4, 1e-15));
  BOOST_TEST(d::triangular(-4, -4, 0).upper_quantile(tiny) == -std::sqrt(tiny * 4 * 4));
}

BOOST_AUTO_TEST_CASE(the_mean_of_pert_is_a_sixth_of_low_four_likely_and_high) {
  const auto mean = [](const any_distribution& of) {
    // By the middles of 20,000 equal parts of probability.
    double sum = 0;
    for (int i = 0; i < 20'000; ++i) sum += of.quantile((i + 0.5) / 20'000);
    return sum / 20'000;
  };
  BOOST_TEST(is_near(mean(d::pert(0.75, 1.1, 2.5)), (0.75L + 4 * 1.1L + 2.5L) / 6, 1e-6));
  BOOST_TEST(is_near(mean(d::pert(0, 9, 10, 2)), (0 + 2 * 9 + 10) / 4.0L, 1e-6));
  BOOST_TEST(d::pert(2, 2, 2).quantile(0.3) == 2);
}

BOOST_AUTO_TEST_CASE(lognormal_has_the_mean_and_deviation_or_the_quantiles_that_were_asked) {
  const auto [mu, sigma] = *d::lognormal::of_mean(10, 4).as_lognormal();
  BOOST_TEST(is_near(std::exp(mu + sigma * sigma / 2), 10, 1e-14));
  BOOST_TEST(is_near(std::sqrt(std::expm1(sigma * sigma)) * 10, 4, 1e-14));
  const auto through = d::lognormal::through(0.1, 2, 0.8, 7);
  BOOST_TEST(is_near(through.quantile(0.1), 2, 1e-14));
  BOOST_TEST(is_near(through.quantile(0.8), 7, 1e-14));
}

BOOST_AUTO_TEST_CASE(single_values_have_the_least_that_is_not_exceeded) {
  const any_distribution three = d::discrete({5, 1, 2}, {0.5, 0.25, 0.25});
  BOOST_TEST(three.quantile(0.25) == 1);
  BOOST_TEST(three.quantile(0.250001) == 2);
  BOOST_TEST(three.quantile(0.5) == 2);
  BOOST_TEST(three.upper_quantile(0.5) == 2);
  BOOST_TEST(three.upper_quantile(0.4999) == 5);
  BOOST_TEST(three.cdf(2) == 0.5);
  BOOST_TEST(three.cdf(1.99) == 0.25);
  BOOST_TEST(three.breaks() == (std::vector{0.25, 0.5}));
  BOOST_TEST(three.text() == "1 with probability 0.25, 2 with probability 0.25, 5 with probability 0.5");
  const any_distribution signed_by = d::bernoulli(0.7);
  BOOST_TEST(signed_by.quantile(0.29) == 0);
  BOOST_TEST(signed_by.quantile(0.31) == 1);
  BOOST_TEST(signed_by.upper_quantile(0.69) == 1);
  const any_distribution seen = d::empirical({4, 1, 3, 2});
  BOOST_TEST(seen.quantile(0.25) == 1);
  BOOST_TEST(seen.quantile(0.26) == 2);
  BOOST_TEST(seen.upper_quantile(0.25) == 3);
  BOOST_TEST(seen.upper_quantile(0.24) == 4);
  // Hyndman and Fan's definition 7, as R's quantile(1:4, 0.4) gives it: 2.2.
  BOOST_TEST(is_near(d::interpolated({4, 1, 3, 2}).quantile(0.4), 2.2L, 1e-15));
  BOOST_TEST(is_near(d::interpolated({4, 1, 3, 2}).upper_quantile(0.6), 2.2L, 1e-15));
}

BOOST_AUTO_TEST_CASE(growth_of_a_series_is_seen_once_a_period) {
  const series<usd> quarters{usd(100_dec).over(2025y / Q1), usd(110_dec).over(2025y / Q2),
                             usd(99_dec).over(2025y / Q3)};
  const auto seen = d::empirical::of_growth(quarters.whole()).value();
  BOOST_TEST(seen.values()[0] == -0.1);
  BOOST_TEST(seen.values()[1] == 0.1);
  const auto none = d::empirical::of_growth(quarters.up_to(0));
  BOOST_TEST(none.error().text == "growth needs two periods, and there is one");
}

BOOST_AUTO_TEST_CASE(quantiles_never_fall_and_their_probability_is_theirs) {
  for (const any_distribution& of : one_of_each()) {
    double last = of.low();
    for (int i = 1; i < 500; ++i) {
      const double p = i / 500.0, x = of.quantile(p);
      BOOST_TEST(x >= last, of.text());
      last = x;
      BOOST_TEST(of.cdf(x) >= p - 1e-12, of.text());
      BOOST_TEST(std::abs(of.cdf(x) + of.upper_cdf(x) - 1) < 1e-12, of.text());
      if (of.breaks().empty() && !of.is_point()) BOOST_TEST(std::abs(of.cdf(x) - p) < 1e-12, of.text());
      BOOST_TEST(std::abs(of.upper_quantile(1 - p) - x) <= 1e-9 * (1 + std::abs(x)), of.text());
    }
    BOOST_TEST(of.high() >= last, of.text());
  }
}

BOOST_AUTO_TEST_CASE(many_quantiles_at_once_are_those_one_by_one) {
  const std::vector<double> table = table_of(2000);
  std::vector<double> grid;
  for (int i = 1; i < 1000; ++i) grid.push_back(i / 1000.0);
  std::vector<any_distribution> all = one_of_each();
  for (const any_distribution& of :
       {any_distribution(d::beta(200, 3)), any_distribution(d::beta(0.02, 4)), any_distribution(d::beta(1e6, 1e6)),
        any_distribution(d::pert(0, 6, 6)), any_distribution(d::gamma(1e-3, 1)), any_distribution(d::gamma(5000, 1)),
        any_distribution(d::shifted(d::scaled(d::pert(0, 1, 6), -2), 3))}) {
    all.push_back(of);
  }
  for (const any_distribution& of : all) {
    const double spread = of.upper_quantile(0.001) - of.quantile(0.001);
    for (const auto& p : {table, grid, std::vector{0.3}, std::vector<double>{}}) {
      for (const bool upper : {false, true}) {
        const auto at_once = of.quantiles(p, upper);
        BOOST_REQUIRE(at_once.size() == p.size());
        double worst = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
          const double one = upper ? of.upper_quantile(p[i]) : of.quantile(p[i]);
          worst = std::max(worst, std::abs(at_once[i] - one) / (spread + std::abs(one) + 1e-300));
        }
        BOOST_TEST(worst < 2e-10, of.text());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_struct_with_a_quantile_function_is_a_distribution) {
  struct logistic {
    double quantile(double p) const { return std::log(p / (1 - p)); }
  };
  static_assert(distribution<logistic>);
  static_assert(!distribution<std::string>);
  const any_distribution own = logistic{};
  BOOST_TEST(own.quantile(0.75) == std::log(3));
  BOOST_TEST(is_near(own.upper_quantile(0.25), std::log(3.0L), 1e-15));
  BOOST_TEST(is_near(own.upper_quantile(1e-300), std::log(0x1p53L), 1e-3));  // the last that 1 - q can tell
  BOOST_TEST(is_near(own.cdf(-2), 1 / (1 + std::exp(2.0L)), 1e-13));
  BOOST_TEST(is_near(own.upper_cdf(-2), 1 / (1 + std::exp(-2.0L)), 1e-13));
  BOOST_TEST(is_near(own.cdf(-200), std::exp(-200.0L), 1e-12));
  BOOST_TEST(own.low() == -std::numeric_limits<double>::infinity());
  BOOST_TEST(own.text() == "a distribution");
  BOOST_TEST(!own.as_normal().has_value());
}

BOOST_AUTO_TEST_CASE(short_ways_are_open_where_there_are_some) {
  BOOST_TEST((any_distribution(d::normal(2, 3)).as_normal() == std::pair(2.0, 3.0)));
  BOOST_TEST((any_distribution(d::scaled(d::shifted(d::normal(2, 3), 1), -2)).as_normal() == std::pair(-6.0, 6.0)));
  BOOST_TEST((any_distribution(d::lognormal(2, 3)).as_lognormal() == std::pair(2.0, 3.0)));
  BOOST_TEST((any_distribution(d::uniform(2, 3)).as_uniform() == std::pair(2.0, 3.0)));
  BOOST_TEST((any_distribution(d::shifted(d::triangular(1, 2, 4), 1)).as_triangular() == std::array{2.0, 3.0, 5.0}));
  BOOST_TEST(!any_distribution(d::normal(2, 3)).as_lognormal().has_value());
  BOOST_TEST(any_distribution(d::normal(2, 0)).is_point());
  BOOST_TEST(!any_distribution(d::normal(2, 1)).is_point());
}

BOOST_AUTO_TEST_CASE(wrong_parameters_are_named_with_their_values) {
  BOOST_TEST(why([] { d::uniform(3, 1); }) == "uniform: high 1 is below low 3; low and high go upwards");
  BOOST_TEST(why([] { d::triangular(1, 5, 4); }) ==
             "triangular: high 4 is below likely 5; low, likely and high go upwards");
  BOOST_TEST(why([] { d::pert(1, 0.5, 4); }) == "pert: likely 0.5 is below low 1; low, likely and high go upwards");
  BOOST_TEST(why([] { d::normal(1, -2); }) == "normal: deviation is -2; a number of 0 or more was expected");
  BOOST_TEST(why([] { d::normal(std::nan(""), 1); }) == "normal: mean is nan; a finite number was expected");
  BOOST_TEST(why([] { d::beta(0, 1); }) == "beta: a is 0; a number above 0 was expected");
  BOOST_TEST(why([] { d::bernoulli(1.5); }) == "bernoulli: probability is 1.5; a number from 0 to 1 was expected");
  BOOST_TEST(why([] {
               d::discrete({1, 2}, {0.5, 0.6});
             }) == "discrete: the probabilities add up to 1.1; 1 was expected");
  BOOST_TEST(why([] {
               d::discrete({1, 2}, {1});
             }) == "discrete: there are 2 values and 1 probabilities; as many of one as of the other were expected");
  BOOST_TEST(why([] { d::empirical({}); }) == "empirical: there are no values; at least one was expected");
  BOOST_TEST(why([] { d::lognormal::through(0.1, 0, 0.9, 1); }) ==
             "lognormal: at_p is 0; a number above 0 was expected");
  const any_distribution n = d::normal(0, 1);
  BOOST_TEST(why([&] { static_cast<void>(n.quantile(1)); }) ==
             "a quantile is of a probability above 0 and below 1, not of 1");
  BOOST_TEST(why([&] {
               static_cast<void>(n.quantiles(std::vector{0.2, 0.1}, false));
             }) == "quantiles: 0.1 comes after 0.2, and they should ascend");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
