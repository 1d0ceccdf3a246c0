// Distributions made of others, of quantiles, of words and of names in files.
#include <boost/test/unit_test.hpp>

#include <runrate/runrate.hpp>
#include <runrate/simulate.hpp>

#include <cmath>

namespace {

using namespace runrate;
namespace d = distributions;

bool is_near(double found, double expected, double share = 1e-12) {
  if (std::abs(found - expected) <= share * std::abs(expected)) return true;
  BOOST_TEST_MESSAGE("found " << found << ", expected " << expected);
  return false;
}

std::string why(auto make) {
  try {
    make();
  } catch (const contract_error& wrong) {
    return wrong.what();
  }
  return "nothing";
}

std::string why_not(const distribution_choice& choice) {
  const auto made = distribution_of(choice);
  return made ? "nothing" : made.error().text;
}

BOOST_AUTO_TEST_SUITE(simulate_combined_distributions)

BOOST_AUTO_TEST_CASE(a_quantile_of_a_mixture_has_its_probability) {
  const any_distribution two = d::mixture({{7, d::normal(0, 1)}, {3, d::normal(4, 2)}});
  for (const double p : {1e-200, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.95, 0.999}) {
    BOOST_TEST(is_near(two.cdf(two.quantile(p)), p, 1e-11));
    BOOST_TEST(is_near(two.upper_cdf(two.upper_quantile(p)), p, 1e-11));
  }
  BOOST_TEST(two.text() == "70%: normal, mean 0, deviation 1; 30%: normal, mean 4, deviation 2");
  // Far out only the wider one counts.
  BOOST_TEST(is_near(two.upper_quantile(1e-60), d::normal(4, 2).upper_quantile(1e-60 / 0.3), 1e-10));
}

BOOST_AUTO_TEST_CASE(a_mixture_has_steps_where_its_parts_have) {
  const any_distribution contract = d::mixture({{0.7, d::uniform(4, 6)}, {0.3, d::point(0)}});
  BOOST_TEST(contract.quantile(0.1) == 0);
  BOOST_TEST(contract.quantile(0.2999999) == 0);
  BOOST_TEST(is_near(contract.quantile(0.65), 5));
  BOOST_TEST(is_near(contract.upper_quantile(0.07), 5.8));
  BOOST_TEST(contract.low() == 0);
  BOOST_TEST(contract.high() == 6);
  BOOST_TEST(contract.breaks().size() == 1U);
  BOOST_TEST(is_near(contract.breaks()[0], 0.3));
  const any_distribution kinks = d::mixture({{1, d::triangular(0, 1, 2)}, {1, d::uniform(0, 4)}});
  BOOST_TEST(kinks.breaks().size() == 2U);  // F(1) = (1/2 + 1/4) / 2 and F(2) = (1 + 1/2) / 2
  BOOST_TEST(is_near(kinks.breaks()[0], 0.375));
  BOOST_TEST(is_near(kinks.breaks()[1], 0.75));
}

BOOST_AUTO_TEST_CASE(a_truncated_distribution_leaves_out_the_rest) {
  const any_distribution half = d::truncated(d::normal(0, 1), 0.0, std::nullopt);
  BOOST_TEST(is_near(half.quantile(0.5), d::normal(0, 1).quantile(0.75)));
  BOOST_TEST(is_near(half.upper_quantile(1e-30), d::normal(0, 1).upper_quantile(0.5e-30)));
  BOOST_TEST(is_near(half.cdf(half.quantile(0.2)), 0.2));
  // Thirty deviations out, where 1 - F is 0 in double: close to exponential, with mean 1 / 30.
  const any_distribution far = d::truncated(d::normal(0, 1), 30.0, std::nullopt);
  BOOST_TEST(is_near(far.quantile(0.5) - 30, std::log(2) / 30, 0.002));
  BOOST_TEST(is_near(far.upper_cdf(far.quantile(0.5)), 0.5, 1e-11));
  const any_distribution within = d::truncated(d::triangular(0, 1, 4), 0.5, 3.0);
  BOOST_TEST(within.low() == 0.5);
  BOOST_TEST(within.high() == 3);
  BOOST_TEST(is_near(within.breaks()[0], (0.25 - 0.0625) / (1 - 0.0625 - 1.0 / 12)));
  BOOST_TEST(is_near(within.quantile(within.breaks()[0]), 1));
  // A value at a bound stays.
  const any_distribution seen = d::truncated(d::discrete({1, 2, 3}, {0.5, 0.25, 0.25}), 2.0, 3.0);
  BOOST_TEST(seen.quantile(0.5) == 2);
  BOOST_TEST(seen.quantile(0.51) == 3);
  BOOST_TEST(why([] { d::truncated(d::uniform(0, 1), 2.0, 3.0); }) ==
             "truncated: nothing of it, uniform from 0 to 1, lies from 2 to 3; bounds that leave something were "
             "expected");
}

BOOST_AUTO_TEST_CASE(a_scaled_distribution_turns_round_where_the_factor_is_negative) {
  const any_distribution turned = d::scaled(d::lognormal(0, 1), -2);
  BOOST_TEST(is_near(turned.quantile(1e-30), -2 * d::lognormal(0, 1).upper_quantile(1e-30)));
  BOOST_TEST(is_near(turned.cdf(turned.quantile(0.2)), 0.2));
  BOOST_TEST(turned.high() == 0);
  const any_distribution steps = d::scaled(d::discrete({1, 2}, {0.25, 0.75}), -1);
  BOOST_TEST(steps.breaks() == std::vector{0.75});
  BOOST_TEST(steps.cdf(-2) == 0.75);
  BOOST_TEST(any_distribution(d::shifted(d::point(1), -3)).text() == "exactly 1; less 3");
  BOOST_TEST(any_distribution(d::shifted(d::point(1), 0)).text() == "exactly 1");
}

BOOST_AUTO_TEST_CASE(a_metalog_goes_through_its_points) {
  const auto holds = [](const d::metalog_options& options) {
    const std::vector<double> p{0.05, 0.25, 0.5, 0.75, 0.95}, x{1, 2, 2.8, 4, 7};
    const any_distribution m = d::metalog::through(p, x, options).value();
    for (std::size_t i = 0; i < p.size(); ++i) {
      BOOST_TEST(is_near(m.quantile(p[i]), x[i], 1e-11));
      BOOST_TEST(is_near(m.upper_quantile(1 - p[i]), x[i], 1e-11));
      BOOST_TEST(is_near(m.cdf(x[i]), p[i], 1e-11));
    }
    BOOST_TEST(m.quantile(1e-12) >= m.low());
    BOOST_TEST(m.upper_quantile(1e-12) <= m.high());
  };
  holds({});
  holds({.low = 0.0});
  holds({.high = 10.0});
  holds({.low = 0.0, .high = 10.0});
}

BOOST_AUTO_TEST_CASE(three_symmetric_percentiles_have_the_coefficients_that_keelin_gives) {
  // Keelin (2016), symmetric percentile triplets: of the 10th, 50th and 90th percentile, with r = (q50 - q10) / (q90 -
  // q10): a1 = q50, a2 = (q90 - q10) / (2 ln 9), a3 = (1 - 2 r) (q90 - q10) / (0.8 ln 9).
  const double low = 0.8, middle = 1.3, high = 2.2, r = (middle - low) / (high - low);
  const auto m = d::metalog::through({0.1, 0.5, 0.9}, {low, middle, high}).value();
  BOOST_TEST(is_near(m.coefficients()[0], middle));
  BOOST_TEST(is_near(m.coefficients()[1], (high - low) / (2 * std::log(9))));
  BOOST_TEST(is_near(m.coefficients()[2], (1 - 2 * r) * (high - low) / (0.8 * std::log(9))));
  // The same: they are feasible for k < r < 1 - k, k = (1 - 1.66711 (1/2 - 0.1)) / 2 = 0.16658.
  const auto with_r = [](double at) { return d::metalog::through({0.1, 0.5, 0.9}, {0, at, 1}); };
  BOOST_TEST(with_r(0.1670).has_value());
  BOOST_TEST(with_r(0.8330).has_value());
  BOOST_TEST(with_r(0.1660).error().text.starts_with("no metalog of 3 terms goes through these points: it would fall"));
  BOOST_TEST(!with_r(0.8340).has_value());
}

BOOST_AUTO_TEST_CASE(a_metalog_with_fewer_terms_than_points_is_the_nearest) {
  // Two terms: a straight line over the log odds, here with points that lie on one but for one of them.
  const auto line =
      d::metalog::through({0.1, 0.5, 0.9}, {-1 - std::log(9), 0.5, -1 + std::log(9)}, {.terms = 2}).value();
  BOOST_TEST(is_near(line.coefficients()[0], -0.5));
  BOOST_TEST(is_near(line.coefficients()[1], 1));
  BOOST_TEST(why([] {
               static_cast<void>(d::metalog::through({0.1, 0.9}, {1, 2}, {.terms = 3}));
             }) ==
             "metalog: there are 3 terms for 2 points; 2 to 10, and not more than there are points, were expected");
  BOOST_TEST(why([] {
               static_cast<void>(d::metalog::through({0.1, 0.9}, {2, 1}));
             }) == "metalog: p90 1 is not above 2; values go upwards");
  BOOST_TEST(why([] {
               static_cast<void>(d::metalog::through({0.1, 0.9}, {1, 2}, {.low = 1.0}));
             }) == "metalog: p10 1 is not above low 1; values within the bounds were expected");
}

BOOST_AUTO_TEST_CASE(between_two_ends_lies_the_share_that_was_said) {
  const auto ends = [](const any_distribution& of, double low, double high, double tail = 0.05) {
    BOOST_TEST(is_near(of.quantile(tail), low, 1e-11));
    BOOST_TEST(is_near(of.upper_quantile(tail), high, 1e-11));
  };
  ends(d::between(0.6, 0.9), 0.6, 0.9);
  ends(d::between(-1, 3, {.share = 0.8}), -1, 3, 0.1);
  ends(d::between(0.6, 0.9, {.at_least = 0.0, .at_most = 1.0}), 0.6, 0.9);
  ends(d::between(-2, 5, {.at_least = -4.0}), -2, 5);
  ends(d::between(0.6, 0.9, {.at_most = 1.0}), 0.6, 0.9);
  BOOST_TEST(d::between(0.6, 0.9).as_lognormal().has_value());
  BOOST_TEST(d::between(0.6, 0.9, {.shape = d::between_shape::normal}).as_normal().has_value());
  BOOST_TEST(d::between(-1, 3).as_normal().has_value());
  BOOST_TEST(d::between(0.6, 0.9, {.at_least = 0.0, .at_most = 1.0}).high() == 1);
  BOOST_TEST(why([] { d::between(0, 3, {.shape = d::between_shape::lognormal}); }) ==
             "between: low is 0; a number above 0 was expected");
  BOOST_TEST(
      why([] { d::between(1, 3, {.at_least = 1.0}); }) ==
      "between: at_least is an end itself; a bound beyond it was expected, since some part lies beyond the ends");
}

BOOST_AUTO_TEST_CASE(a_bound_that_was_said_is_kept) {
  const any_distribution six = d::up_to(6e9);
  BOOST_TEST(six.high() == 6e9);
  BOOST_TEST(six.quantile(0.5) == 3e9);
  BOOST_TEST(is_near(six.upper_cdf(5.4e9), 0.02));  // 2 (1/10)^2
  BOOST_TEST(six.upper_quantile(1e-300) <= 6e9);
  BOOST_TEST((d::up_to(6e9, {.low = 1e9, .likely = 6e9}).as_triangular() == std::array{1e9, 6e9, 6e9}));
  BOOST_TEST(d::at_least(10, 12).quantile(1e-300) >= 10);
  BOOST_TEST(is_near(d::at_least(10, 12).upper_cdf(11), 0.25));
  BOOST_TEST(is_near(d::about(10, 0.1).quantile(0.05), 9));
  BOOST_TEST(is_near(d::about(-10, 0.1).upper_quantile(0.05), -9));
  BOOST_TEST(d::low_likely_high(1, 2, 4).text() == "PERT from 1, likely 2, to 4");
  BOOST_TEST(why([] { d::up_to(-1); }) == "up_to: high -1 is below low 0; low and high go upwards");
}

BOOST_AUTO_TEST_CASE(a_choice_by_name_is_the_same_as_the_struct) {
  const auto text = [](const distribution_choice& choice) { return distribution_of(choice).value().text(); };
  BOOST_TEST(text({"triangular", {{"low", ratio(1, 2)}, {"likely", 1}, {"high", 4}}}) ==
             "triangular from 0.5, likely 1, to 4");
  BOOST_TEST(text({"normal", {{"p5", 1}, {"p95", 3}}}).starts_with("normal, mean 2, deviation 0.6079"));
  BOOST_TEST(text({"metalog", {{"p10", 1}, {"p50", 2}, {"p90", 4}, {"low", 0}}}) ==
             "metalog of 3 terms: 10% 1, 50% 2, 90% 4; from 0");
  BOOST_TEST(text({"discrete", {}, {{"values", {1, 2}}, {"probabilities", {ratio(1, 2), ratio(1, 2)}}}}) ==
             "1 with probability 0.5, 2 with probability 0.5");
  const distribution_choice yes{"uniform", {{"low", 4}, {"high", 6}, {"weight", 3}}};
  const distribution_choice no{"point", {{"value", 0}, {"weight", 1}}};
  BOOST_TEST(text({"mixture", {}, {}, {yes, no}}) == "75%: uniform from 4 to 6; 25%: exactly 0");
  const auto changed =
      distribution_of({"uniform", {{"low", 0}, {"high", 1}, {"times", 2}, {"plus", 1}, {"at_least", 2}}}).value();
  BOOST_TEST(is_near(changed.quantile(0.5), 2.5));
  // Natural bounds, which keep the percentiles.
  const auto share =
      distribution_of({"between", {{"low", ratio(3, 5)}, {"high", ratio(9, 10)}, {"at_least", 0}, {"at_most", 1}}});
  BOOST_TEST(is_near(share.value().quantile(0.05), 0.6, 1e-11));
}

BOOST_AUTO_TEST_CASE(a_wrong_choice_says_what_was_found_and_what_was_expected) {
  BOOST_TEST(why_not({"triangel", {}}) == "triangel is no distribution; did you mean 'triangular'?");
  BOOST_TEST(why_not({"uniform", {{"low", 1}, {"hihg", 2}}}) ==
             "hihg is no parameter of uniform; did you mean 'high'?");
  BOOST_TEST(why_not({"uniform", {{"low", 1}}}) == "there is no high; uniform takes low and high");
  BOOST_TEST(why_not({"uniform", {{"low", 3}, {"high", 1}}}) == "high 1 is below low 3; low and high go upwards");
  BOOST_TEST(distribution_of({"uniform", {{"low", 3}, {"high", 1}}}).error().operands[0].name == "high");
  BOOST_TEST(why_not({"normal", {{"p5", 3}, {"p95", 1}}}) == "p95 1 is below p5 3; p5 and p95 go upwards");
  BOOST_TEST(
      why_not({"normal", {{"p5", 3}, {"p95", 4}, {"mean", 3}}}).starts_with("mean is there beside percentiles;"));
  BOOST_TEST(why_not({"normal", {{"p5", 3}}}).starts_with("there are not two percentiles; normal takes mean"));
  BOOST_TEST(why_not({"lognormal", {{"mu", 3}, {"mean", 1}, {"sigma", 1}}}).starts_with("mean is there beside mu"));
  BOOST_TEST(why_not({"metalog", {{"p10", 0}, {"p50", ratio(1, 10)}, {"p90", 1}}})
                 .starts_with("no metalog of 3 terms goes through these points"));
  BOOST_TEST(why_not({"mixture", {}, {}, {{"point", {{"value", 1}}}}}) ==
             "part 1: there is no weight; each part has one");
  BOOST_TEST(why_not({"uniform", {{"low", 0}, {"high", 1}, {"at_least", 5}}}).starts_with("nothing of it, uniform"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
