// Simulated moments, quantiles and shares against closed forms, and how often the ends that they come with hold them.
#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>
#include <runrate/simulate.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

using namespace runrate;
namespace d = runrate::distributions;

namespace {

constexpr driver a{"a", "1"}, b{"b", "1"}, c{"c", "1"}, e{"e", "1"};
constexpr line y{"y", "1"};

// The trials of a model: as many as RUNRATE_PROPERTY_CASES, ten million to hold what the library promises.
std::size_t asked_trials() {
  const char* const asked = std::getenv("RUNRATE_PROPERTY_CASES");
  return asked == nullptr ? 100'000 : std::max<std::size_t>(20'000, std::strtoull(asked, nullptr, 10));
}

const std::vector<double> shares{0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

// How many estimates were held against their true values, and how many had them between their ends.
struct tally_of_ends {
  int all = 0, held = 0;

  void check(const std::string& what, const estimate& found, double wanted) {
    const double off = std::abs(found.value - wanted);
    const double room = std::max(found.high - found.value, found.value - found.low);
    ++all;
    held += found.low <= wanted && wanted <= found.high ? 1 : 0;
    // Five deviations: one of two million.
    BOOST_TEST(off <= 2.55 * room + 1e-7 * std::abs(wanted), what << " is " << found.value << ", not " << wanted);
  }
};

struct closed_form {
  double mean, deviation;
  std::function<double(double)> quantile;  // nothing where it has no closed form
};

template <class Model>
void check(tally_of_ends& ends, const std::string& name, const Model& model, const uncertainty& drawn,
           const closed_form& truth, std::size_t trials, const driver_values& values = {}, int periods = 1,
           sampling how = sampling::random) {
  const auto sim = simulation::of(model, timeline::of(2026y / Q1, periods).value(), values, drawn).value();
  const std::size_t last = static_cast<std::size_t>(periods) - 1;
  const simulated_figure figure{{0, last, last + 1}};
  const auto run = sim.looking_at({figure}).run({.trials = trials, .seed = 20'260'101, .how = how});
  BOOST_REQUIRE(run.has_value());
  const trial_summary& found = run->summaries[0];
  ends.check(name + ": the mean", found.mean(), truth.mean);
  ends.check(name + ": the deviation", found.deviation(), truth.deviation);
  if (!truth.quantile) return;
  for (const double share : shares) {
    ends.check(name + ": the percentile " + std::to_string(share), found.percentile(share), truth.quantile(share));
  }
}

template <class Distribution>
closed_form form_of(const Distribution& of) {
  return {boost::math::mean(of), boost::math::standard_deviation(of),
          [of](double p) { return boost::math::quantile(of, p); }};
}

using boost_normal = boost::math::normal_distribution<>;
using boost_lognormal = boost::math::lognormal_distribution<>;

#define RUNRATE_MODEL(name, expression)                                       \
  struct name {                                                               \
    auto operator()(const auto& in) const { return lines(y.is(expression)); } \
  }
RUNRATE_MODEL(itself, in[a]);
RUNRATE_MODEL(sum_of_two, in[a] + in[b]);
RUNRATE_MODEL(difference_of_two, in[a] - in[b]);
RUNRATE_MODEL(sum_of_four, in[a] + in[b] + in[c] + in[e]);
RUNRATE_MODEL(product_of_two, in[a] * in[b]);
RUNRATE_MODEL(quotient_of_two, in[a] / in[b]);
RUNRATE_MODEL(least_of_three, min(min(in[a], in[b]), in[c]));
RUNRATE_MODEL(most_of_three, max(max(in[a], in[b]), in[c]));
RUNRATE_MODEL(exponential_of, exp(in[a]));
RUNRATE_MODEL(logarithm_of, log(in[a]));
RUNRATE_MODEL(square_of, in[a] * in[a]);
RUNRATE_MODEL(above_one, max(in[a] - 1, 0));
RUNRATE_MODEL(root_of, pow(in[a], in.number(ratio(1, 2), "1")));
#undef RUNRATE_MODEL

}  // namespace

BOOST_AUTO_TEST_SUITE(simulated_figures)

BOOST_AUTO_TEST_CASE(moments_and_quantiles_are_those_of_closed_forms) {
  const auto n = asked_trials();
  tally_of_ends ends;
  const auto one = [](const any_distribution& x) { return uncertainty().spread("a", x); };
  const auto two = [](const any_distribution& x, const any_distribution& z) {
    return uncertainty().spread("a", x).spread("b", z);
  };
  const auto three = [&](const any_distribution& x) { return two(x, x).spread("c", x); };
  const double root_3 = std::sqrt(3.0);

  check(ends, "normal", itself(), one(d::normal(3, 2)), form_of(boost_normal(3, 2)), n);
  check(ends, "sum of normals", sum_of_two(), two(d::normal(3, 2), d::normal(-1, 1.5)), form_of(boost_normal(2, 2.5)),
        n);
  check(ends, "difference of normals", difference_of_two(), two(d::normal(3, 2), d::normal(-1, 1.5)),
        form_of(boost_normal(4, 2.5)), n);
  const double r = 2 * std::sin(std::numbers::pi / 12);
  check(ends, "sum of correlated normals", sum_of_two(),
        two(d::normal(3, 2), d::normal(-1, 1.5)).correlate("a", "b", 0.5),
        form_of(boost_normal(2, std::sqrt(4 + 2.25 + 6 * r))), n);
  check(ends, "product of lognormals", product_of_two(), two(d::lognormal(0.1, 0.3), d::lognormal(-0.4, 0.4)),
        form_of(boost_lognormal(-0.3, 0.5)), n);
  check(ends, "quotient of lognormals", quotient_of_two(), two(d::lognormal(0.1, 0.3), d::lognormal(-0.4, 0.4)),
        form_of(boost_lognormal(0.5, 0.5)), n);
  check(ends, "product of correlated lognormals", product_of_two(),
        two(d::lognormal(0.1, 0.3), d::lognormal(-0.4, 0.4)).correlate("a", "b", 0.5),
        form_of(boost_lognormal(-0.3, std::sqrt(0.09 + 0.16 + 0.24 * r))), n);
  check(ends, "uniform", itself(), one(d::uniform(2, 5)), {3.5, root_3 / 2, [](double p) { return 2 + 3 * p; }}, n);
  check(ends, "sum of four uniforms", sum_of_four(), three(d::uniform(0, 1)).spread("e", d::uniform(0, 1)),
        {2, std::sqrt(4.0 / 12), {}}, n);
  check(ends, "difference of uniforms", difference_of_two(), two(d::uniform(0, 1), d::uniform(0, 1)),
        {0, std::sqrt(1.0 / 6), [](double p) { return p < 0.5 ? std::sqrt(2 * p) - 1 : 1 - std::sqrt(2 - 2 * p); }}, n);
  const double of_three = std::sqrt(3.0 / 80);
  check(ends, "least of three uniforms", least_of_three(), three(d::uniform(0, 1)),
        {0.25, of_three, [](double p) { return 1 - std::cbrt(1 - p); }}, n);
  check(ends, "most of three uniforms", most_of_three(), three(d::uniform(0, 1)),
        {0.75, of_three, [](double p) { return std::cbrt(p); }}, n);
  check(ends, "root of a uniform", root_of(), one(d::uniform(0, 1)),
        {2.0 / 3, std::sqrt(1.0 / 18), [](double p) { return p * p > 0 ? std::sqrt(p) : 0; }}, n);
  check(ends, "triangular", itself(), one(d::triangular(0, 1, 4)),
        {5.0 / 3, std::sqrt((16 + 1 - 4) / 18.0),
         [](double p) { return p < 0.25 ? 2 * std::sqrt(p) : 4 - std::sqrt(12 * (1 - p)); }},
        n);
  const boost::math::beta_distribution<> pert(1 + 4 * 0.4, 1 + 4 * 0.6);
  check(ends, "PERT", itself(), one(d::pert(10, 12, 15)),
        {10 + 5 * boost::math::mean(pert), 5 * boost::math::standard_deviation(pert),
         [pert](double p) { return 10 + 5 * boost::math::quantile(pert, p); }},
        n);
  check(ends, "beta", itself(), one(d::beta(2, 5)), form_of(boost::math::beta_distribution<>(2, 5)), n);
  check(ends, "sum of gammas", sum_of_two(), two(d::gamma(1.5, 2), d::gamma(2.5, 2)),
        form_of(boost::math::gamma_distribution<>(4, 2)), n);
  check(ends, "least of three exponentials", least_of_three(), three(d::gamma(1, 3)),
        {1, 1, [](double p) { return -std::log1p(-p); }}, n);
  check(ends, "t of 5", itself(), one(d::students_t(5)), form_of(boost::math::students_t_distribution<>(5)), n);
  check(ends, "square of a normal", square_of(), one(d::normal(0, 1)),
        form_of(boost::math::chi_squared_distribution<>(1)), n);
  check(ends, "e to the power of a normal", exponential_of(), one(d::normal(0.2, 0.4)),
        form_of(boost_lognormal(0.2, 0.4)), n);
  check(ends, "logarithm of a lognormal", logarithm_of(), one(d::lognormal(0.2, 0.4)), form_of(boost_normal(0.2, 0.4)),
        n);
  check(ends, "Bernoulli", itself(), one(d::bernoulli(0.3)), {0.3, std::sqrt(0.21), {}}, n);
  // Black's formula for what is above a strike of 1, and the second moment of it.
  const boost_normal z;
  const double s = 0.5, m = 0.1, d1 = (m + s * s) / s, d2 = m / s;
  const double mean = std::exp(m + s * s / 2) * cdf(z, d1) - cdf(z, d2);
  const double square =
      std::exp(2 * m + 2 * s * s) * cdf(z, d1 + s) - 2 * std::exp(m + s * s / 2) * cdf(z, d1) + cdf(z, d2);
  check(ends, "what is above a strike", above_one(), one(d::lognormal(m, s)),
        {mean, std::sqrt(square - mean * mean), {}}, n);

  // Paths: three steps of a quarter after the first period.
  const driver_values from{{a, 5}};
  const double years = 0.75;
  check(ends, "random walk", itself(), uncertainty().move("a", {path_kind::random_walk, 0.8, 2}),
        form_of(boost_normal(5 + 2 * years, 0.8 * std::sqrt(years))), n, from, 4);
  check(ends, "growth with volatility", itself(), uncertainty().move("a", {path_kind::growth, 0.3, 0.2}),
        form_of(boost_lognormal(std::log(5) + (0.2 - 0.045) * years, 0.3 * std::sqrt(years))), n, from, 4);
  const double kappa = 1.5;
  check(ends, "mean reversion", itself(), uncertainty().move("a", {path_kind::mean_reversion, 0.8, 0, kappa}),
        form_of(boost_normal(5, 0.8 * std::sqrt((1 - std::exp(-2 * kappa * years)) / (2 * kappa)))), n, from, 4);
  BOOST_TEST_MESSAGE(ends.held << " of " << ends.all << " true values lie between the ends of 95%, " << n << " trials");
  // 95% of them; of some 230 that depend on one another within a model, 88% are not likely.
  BOOST_TEST(ends.held >= ends.all * 88 / 100);
}

BOOST_AUTO_TEST_CASE(ends_hold_as_often_as_they_say) {
  const int runs = asked_trials() >= 1'000'000 ? 2'000 : 200;
  const auto drawn = uncertainty().spread("a", d::lognormal(0, 0.5)).spread("b", d::uniform(0, 1));
  const auto sim = simulation::of(product_of_two(), timeline::of(2026y / Q1, 1).value(), {}, drawn).value();
  const auto whole = sim.looking_at({simulated_figure{{0, 0, 1}}}).with_target({{0, 0, 1}, 0.5});
  // The true values, of log normal times uniform: P(XU <= v) = E min(1, v / X).
  const boost_normal z;
  const auto share_below = [&](double v) {
    const double l = std::log(v);
    return cdf(z, l / 0.5) + v * std::exp(0.125) * cdf(z, (-l - 0.25) / 0.5);
  };
  const auto quantile = [&](double p) {
    double low = 1e-6, high = 50;
    for (int i = 0; i < 100; ++i) (share_below((low + high) / 2) < p ? low : high) = (low + high) / 2;
    return low;
  };
  const double mean = std::exp(0.125) / 2;
  const double deviation = std::sqrt(std::exp(0.5) / 3 - mean * mean);
  struct held_often {
    const char* what;
    double truth;
    std::function<estimate(const simulated&)> of;
    int held = 0;
  };
  std::vector<held_often> all{{"mean", mean, [](const simulated& s) { return s.summaries[0].mean(); }},
                              {"deviation", deviation, [](const simulated& s) { return s.summaries[0].deviation(); }},
                              {"share", 1 - share_below(0.5), [](const simulated& s) { return s.probability(0); }}};
  for (const double p : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) {
    all.push_back({"percentile", quantile(p), [p](const simulated& s) { return s.summaries[0].percentile(p); }});
  }
  for (const std::size_t trials : {std::size_t{4'000}, std::size_t{10'000}}) {
    for (held_often& one : all) one.held = 0;
    for (int seed = 1; seed <= runs; ++seed) {
      const auto run = whole.run({.trials = trials, .seed = static_cast<std::uint64_t>(seed), .threads = 1}).value();
      for (held_often& one : all) {
        const estimate found = one.of(run);
        one.held += found.low <= one.truth && one.truth <= found.high ? 1 : 0;
      }
    }
    for (const held_often& one : all) {
      const double share = static_cast<double>(one.held) / runs;
      BOOST_TEST_MESSAGE(one.what << " " << one.truth << " lies between its ends in " << share * 100 << "% of " << runs
                                  << " runs of " << trials);
      const double least = runs == 2'000 ? 0.93 : 0.88, most = runs == 2'000 ? 0.97 : 1;
      BOOST_TEST((share >= least && share <= most), one.what << " " << one.truth << ": " << share);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
