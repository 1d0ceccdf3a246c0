// Summaries of trials: exact for few, merged from parts in any order, and true far out.
#include <runrate/simulate/trial_summary.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

using namespace runrate;

namespace {

const detail::draw_kernels& kernels() { return *detail::draw_kernels_of(16); }

trial_summary summary_of(const std::vector<double>& values, std::span<const double> bounds = {}) {
  trial_summary made({values.data(), std::min(values.size(), trial_summary::first_trials)}, true, bounds);
  made.add(0, values, kernels());
  return made;
}

std::vector<double> lognormal_values(std::size_t count, double sigma) {
  std::mt19937_64 random(3);
  std::lognormal_distribution<double> of(0, sigma);
  std::vector<double> values(count);
  for (double& v : values) v = of(random);
  return values;
}

double quantile_of(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double at = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

std::string told(const trial_summary& s) {
  std::string text = std::to_string(s.trials()) + ' ' + std::to_string(s.without_value());
  for (const estimate& e : {s.mean(), s.deviation(), s.percentile(0.01), s.percentile(0.5), s.percentile(0.9999),
                            s.mean_of_lowest(0.1), s.mean_of_highest(0.01)}) {
    for (const double v : {e.value, e.low, e.high}) text += ' ' + std::to_string(std::bit_cast<std::uint64_t>(v));
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_summary)

BOOST_AUTO_TEST_CASE(few_trials_are_summed_up_exactly) {
  const std::vector<double> values{3, 1, 4, 1, 5, 9, 2, 6};
  const trial_summary s = summary_of(values, std::vector<double>{4, 10});
  BOOST_TEST(s.mean().value == 31.0 / 8, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(s.deviation().value == std::sqrt((173 - 31.0 * 31 / 8) / 7), boost::test_tools::tolerance(1e-9));
  BOOST_TEST(s.percentile(0.5).value == 3.5);
  BOOST_TEST(s.percentile(0).value == 1);
  BOOST_TEST(s.percentile(1).value == 9);
  BOOST_TEST(s.percentile(0.25).value == 1.75);
  BOOST_TEST(s.mean_of_lowest(0.25).value == 1);
  BOOST_TEST(s.mean_of_highest(0.25).value == 7.5);
  BOOST_TEST(s.share_at_least(0).value == 0.5);
  BOOST_TEST(s.share_at_least(1).value == 0);
  BOOST_TEST(s.share_below(4) == 0.5);
  BOOST_TEST(s.lowest() == 1);
  BOOST_TEST(s.highest() == 9);
}

// Wilson (1927): 15 of 148 at 95% are 0.0624 to 0.1605 (Newcombe, Two-sided Confidence Intervals for the Single
// Proportion, 1998, table I).
BOOST_AUTO_TEST_CASE(shares_have_wilsons_ends) {
  std::vector<double> values(148, 0.0);
  std::fill(values.begin(), values.begin() + 15, 1.0);
  const estimate share = summary_of(values, std::vector<double>{1}).share_at_least(0);
  BOOST_TEST(std::abs(share.low - 0.0624) < 5e-5);
  BOOST_TEST(std::abs(share.high - 0.1605) < 5e-5);
}

BOOST_AUTO_TEST_CASE(many_trials_are_summed_up_to_within_a_bucket) {
  for (const double sigma : {0.1, 0.5, 2.0}) {
    const std::vector<double> values = lognormal_values(300'000, sigma);
    const trial_summary s = summary_of(values);
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0, fourth = 0;
    for (const double v : values) squares += (v - mean) * (v - mean), fourth += std::pow(v - mean, 4);
    const auto n = static_cast<double>(values.size());
    const double deviation = std::sqrt(squares / (n - 1));
    BOOST_TEST(s.mean().value == mean, boost::test_tools::tolerance(1e-10));
    BOOST_TEST(s.deviation().value == deviation, boost::test_tools::tolerance(1e-9));
    const double error = std::sqrt((fourth / n - std::pow(deviation, 4)) / n) / (2 * deviation);
    BOOST_TEST(s.deviation().high - s.deviation().value == 1.959964 * error, boost::test_tools::tolerance(0.02));
    for (const double share : {0.0001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.9999}) {
      const double wanted = quantile_of(values, share);
      // Within a bucket, or beyond the grid within 1/128.
      BOOST_TEST(std::abs(s.percentile(share).value - wanted) <= std::max(s.resolution(), wanted / 100),
                 sigma << " " << share);
    }
    BOOST_TEST(s.share_below(quantile_of(values, 0.3)) == 0.3, boost::test_tools::tolerance(1e-3));
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const double worst = std::accumulate(sorted.begin(), sorted.begin() + 15'000, 0.0) / 15'000;
    BOOST_TEST(std::abs(s.mean_of_lowest(0.05).value - worst) <= s.resolution());
  }
}

BOOST_AUTO_TEST_CASE(parts_merge_into_the_same_whatever_the_split) {
  std::vector<double> values = lognormal_values(100'000, 2);
  values[4'500] = std::numeric_limits<double>::quiet_NaN();
  values[70'000] = 1e200;
  values[80'000] = -1e30;
  const std::string whole = told(summary_of(values));
  const std::span<const double> all(values);
  for (const std::size_t part : {256u, 1'024u, 3'072u, 50'176u}) {
    std::vector<trial_summary> parts;
    for (std::size_t begin = 0; begin < values.size(); begin += part) {
      parts.emplace_back(all.first(trial_summary::first_trials), true);
      parts.back().add(begin, all.subspan(begin, std::min(part, values.size() - begin)), kernels());
    }
    std::shuffle(parts.begin(), parts.end(), std::mt19937(static_cast<unsigned>(part)));
    trial_summary merged = parts.back();
    parts.pop_back();
    for (const trial_summary& p : parts) merged.merge(p);
    BOOST_TEST(told(merged) == whole);
  }
}

BOOST_AUTO_TEST_CASE(single_values_are_percentiles_as_they_are) {
  std::vector<double> values(50'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 10 < 3 ? 0.1 : i % 10 < 8 ? 0.7 : 2.3;
  const trial_summary s = summary_of(values);
  BOOST_TEST(s.percentile(0.05).value == 0.1);
  BOOST_TEST(s.percentile(0.5).value == 0.7);
  BOOST_TEST(s.percentile(0.95).value == 2.3);
  BOOST_TEST(s.mean().value == 0.3 * 0.1 + 0.5 * 0.7 + 0.2 * 2.3, boost::test_tools::tolerance(1e-9));
  const std::vector<double> same(10'000, 1234.56);
  BOOST_TEST(summary_of(same).mean().value == 1234.56);
  BOOST_TEST(summary_of(same).deviation().value == 0);
  BOOST_TEST(summary_of(same).percentile(0.3).value == 1234.56);
}

BOOST_AUTO_TEST_CASE(trials_without_a_value_are_counted_apart) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const trial_summary some = summary_of({1, nan, 3});
  BOOST_TEST(some.trials() == 3u);
  BOOST_TEST(some.without_value() == 1u);
  BOOST_TEST(some.mean().value == 2);
  const trial_summary none = summary_of({nan, nan});
  BOOST_CHECK_THROW(static_cast<void>(none.percentile(0.5)), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(some.percentile(1.5)), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(some.mean_of_lowest(0)), contract_error);
}

BOOST_AUTO_TEST_CASE(sums_are_exact) {
  detail::exact_sum sum;
  for (const double v : {1e300, 1.0, -1e300, 0x1p-1074, 3.0, -0x1p-1074}) sum.add(v);
  BOOST_TEST(sum.value() == 4);
}

BOOST_AUTO_TEST_SUITE_END()
