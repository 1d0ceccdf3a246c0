// Backtests on several threads: the same scores from each, and no race between them.
#include <runrate/forecast.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

using namespace runrate;

namespace {

std::vector<double> growing(std::size_t count, double by) {
  std::vector<double> figures;
  for (std::size_t i = 0; i < count; ++i) {
    const auto t = static_cast<double>(i);
    figures.push_back((100 + by * t) * (1 + 0.1 * std::sin(1.7 * t)));
  }
  return figures;
}

void check_same(const std::vector<std::vector<backtest_origin>>& series) {
  const std::vector<any_forecast_method> methods = every_forecast_method();
  const std::vector<method_scores> alone = backtest(series, methods, {.threads = 1});
  for (const unsigned threads : {2U, 7U}) {
    const std::vector<method_scores> together = backtest(series, methods, {.threads = threads});
    BOOST_REQUIRE(together.size() == alone.size());
    for (std::size_t k = 0; k < alone.size(); ++k) {
      BOOST_TEST(together[k].origins == alone[k].origins);
      BOOST_TEST((together[k].periods.smape == alone[k].periods.smape), alone[k].method);
      BOOST_TEST((together[k].next_year.coverage == alone[k].next_year.coverage), alone[k].method);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backtest_on_threads)

BOOST_AUTO_TEST_CASE(several_series_are_shared_among_threads) {
  const std::vector<double> a = growing(18, 2), b = growing(17, 0.5), c = growing(16, -1);
  check_same({rolling_origins(observations(a, 4), 4, 12), rolling_origins(observations(b, 4), 4, 12),
              rolling_origins(observations(c, 4), 4, 12)});
}

BOOST_AUTO_TEST_CASE(origins_of_one_series_are_shared_among_threads) {
  const std::vector<double> a = growing(20, 2);
  check_same({rolling_origins(observations(a, 4), 4, 12)});
}

BOOST_AUTO_TEST_SUITE_END()
