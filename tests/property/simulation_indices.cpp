// Sobol's indices against closed forms, and how fast the error of each sampling falls.
#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>
#include <runrate/simulate.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>
#include <vector>

using namespace runrate;
namespace d = runrate::distributions;

namespace {

constexpr driver x1{"x1", "1"}, x2{"x2", "1"}, x3{"x3", "1"}, x4{"x4", "1"};
constexpr line y{"y", "1"};

timeline quarter() { return timeline::of(2026y / Q1, 1).value(); }

std::size_t asked_trials() {
  const char* const asked = std::getenv("RUNRATE_PROPERTY_CASES");
  return asked == nullptr ? 100'000 : std::max<std::size_t>(20'000, std::strtoull(asked, nullptr, 10));
}

// The sine of an angle from -pi to pi, in what a model has: x - x^3/3! + ... up to x^27, short by less than 2e-16.
auto sine(const auto& x) {
  const auto square = x * x;
  auto sum = x;
  auto term = x;
  for (int k = 2; k <= 26; k += 2) {
    term = -(term * square) / (k * (k + 1));
    sum = sum + term;
  }
  return sum;
}

// Ishigami and Homma (1990): sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1.
struct ishigami {
  auto operator()(const auto& in) const {
    const auto first = sine(in[x1]), second = sine(in[x2]);
    const auto square = in[x3] * in[x3];
    return lines(y.is(first + 7 * second * second + square * square * first / 10));
  }
};

// Sobol's g-function: the product of (|4 x - 2| + a) / (1 + a), with a = 0, 1, 4.5 and 9 (Saltelli and Sobol, 1995).
struct g_function {
  auto operator()(const auto& in) const {
    const auto factor = [&](const driver& of, ratio a) {
      const auto off = 4 * in[of] - 2;
      const auto weight = in.number(a, "1");
      return (max(off, -off) + weight) / (1 + weight);
    };
    return lines(y.is(factor(x1, 0) * factor(x2, 1) * factor(x3, ratio(9, 2)) * factor(x4, 9)));
  }
};

struct smooth {
  auto operator()(const auto& in) const {
    return lines(y.is(exp(in[x1] + in[x2] / 2) * (1 + in[x3] * in[x1]) + in[x4]));
  }
};

uncertainty uniform(double low, double high, int drivers) {
  uncertainty all;
  const driver names[] = {x1, x2, x3, x4};
  for (int i = 0; i < drivers; ++i) all.spread(names[i].name(), d::uniform(low, high));
  return all;
}

void check(const std::vector<driver_share>& found, const std::vector<double>& first, const std::vector<double>& total,
           double room) {
  BOOST_REQUIRE(found.size() == first.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const driver_share& s = found[i];
    BOOST_TEST_MESSAGE(s.driver << ": alone " << s.first_order.value << " (" << s.first_order.low << " to "
                                << s.first_order.high << ", truly " << first[i] << "), in all " << s.total.value << " ("
                                << s.total.low << " to " << s.total.high << ", truly " << total[i] << ")");
    for (const auto& [is, truth] : {std::pair(s.first_order, first[i]), std::pair(s.total, total[i])}) {
      BOOST_TEST(std::abs(is.value - truth) < room);
      BOOST_TEST(std::abs(is.value - truth) <= 2.5 * (is.high - is.value) + 1e-9);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simulated_indices)

BOOST_AUTO_TEST_CASE(indices_of_ishigamis_function) {
  const double pi = std::numbers::pi;
  const auto sim = simulation::of(ishigami(), quarter(), {}, uniform(-pi, pi, 3)).value();
  const std::size_t n = asked_trials();
  const double v1 = std::pow(1 + 0.1 * std::pow(pi, 4) / 5, 2) / 2, v2 = 49.0 / 8,
               v13 = 0.01 * std::pow(pi, 8) * 8 / 225;
  const double all = v1 + v2 + v13;
  const std::vector<double> first{v1 / all, v2 / all, 0}, total{(v1 + v13) / all, v2 / all, v13 / all};
  // Published to four places: 0.3139, 0.4424, 0; 0.5576, 0.4424, 0.2437.
  BOOST_TEST(std::abs(first[0] - 0.3139) < 5e-5);
  BOOST_TEST(std::abs(total[2] - 0.2437) < 5e-5);
  const double room = n >= 1'000'000 ? 0.005 : 0.02;
  for (const sampling how : {sampling::random, sampling::sobol}) {
    const auto found = sim.indices({{0, 0, 1}}, {.trials = n, .seed = 17, .how = how}).value();
    BOOST_TEST_MESSAGE("Ishigami, " << to_string(how) << ", " << n << " trials");
    check(found, first, total, how == sampling::sobol ? 0.005 : room);
  }
}

BOOST_AUTO_TEST_CASE(indices_of_sobols_g_function) {
  const auto sim = simulation::of(g_function(), quarter(), {}, uniform(0, 1, 4)).value();
  const double weights[] = {0, 1, 4.5, 9};
  std::vector<double> own;
  double product = 1;
  for (const double a : weights) {
    own.push_back(1 / (3 * (1 + a) * (1 + a)));
    product *= 1 + own.back();
  }
  std::vector<double> first, total;
  for (const double v : own) {
    first.push_back(v / (product - 1));
    total.push_back(v * product / (1 + v) / (product - 1));
  }
  const std::size_t n = asked_trials();
  for (const sampling how : {sampling::random, sampling::sobol}) {
    const auto found = sim.indices({{0, 0, 1}}, {.trials = n, .seed = 18, .how = how}).value();
    BOOST_TEST_MESSAGE("g-function, " << to_string(how) << ", " << n << " trials");
    check(found, first, total, how == sampling::sobol || n >= 1'000'000 ? 0.005 : 0.02);
  }
}

// The root mean square error of the mean over seeds, by how many trials.
BOOST_AUTO_TEST_CASE(errors_fall_as_fast_as_each_sampling_promises) {
  const auto sim = simulation::of(smooth(), quarter(), {}, uniform(0, 1, 4)).value();
  // E e^a e^(b/2) + E a e^a E e^(b/2) E c + 1/2, of independent uniforms.
  const double e = std::numbers::e, half = 2 * (std::sqrt(e) - 1);
  const double truth = (e - 1) * half + half / 2 + 0.5;
  const auto error_of = [&](sampling how, std::size_t trials, int seeds) {
    double squares = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
      const auto run = sim.run({.trials = trials, .seed = static_cast<std::uint64_t>(seed), .threads = 1, .how = how});
      const double off = run.value().of({{0, 0, 1}}).mean().value - truth;
      squares += off * off;
    }
    return std::sqrt(squares / seeds);
  };
  const int seeds = asked_trials() >= 1'000'000 ? 40 : 12;
  double random_error = 0;
  for (const sampling how : {sampling::random, sampling::antithetic, sampling::latin_hypercube, sampling::sobol}) {
    const double few = error_of(how, 8'192, seeds), many = error_of(how, 8 * 8'192, seeds);
    const double slope = std::log(many / few) / std::log(8.0);
    BOOST_TEST_MESSAGE(to_string(how) << ": error " << few << " at 8,192 trials, " << many << " at 65,536: n^"
                                      << slope);
    if (how == sampling::random) random_error = many;
    if (how == sampling::antithetic) BOOST_TEST(many < random_error / 2);
    if (how == sampling::latin_hypercube) BOOST_TEST(many < random_error / 3);
    if (how == sampling::sobol) {
      BOOST_TEST(slope < -0.9);
      BOOST_TEST(many < random_error / 100);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
