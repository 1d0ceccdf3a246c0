// Methods, series and calendars are read from several threads at once: they hold no state.
#include <runrate/rate/compare.hpp>

#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <thread>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(methods)

BOOST_AUTO_TEST_CASE(threads_that_share_a_series_and_its_methods_find_the_same_figures) {
  series<usd> shared;
  for (int i = 0; i < 24; ++i) {
    shared.push_back(usd(20_bn + decimal(i) * 1'234'567'890).over(2018y / Q1 + i).stated_to(-6));
  }
  const auto methods = every_method(month_calendar(std::chrono::December, year_naming::by_end));
  const auto figures = [&] {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < shared.size(); ++at) {
      for (const auto& m : compare(shared, methods, at).methods) {
        found.push_back(m.rate ? to_string(m.rate->value()) + " " + to_string(m.rate->factor()) : m.rate.error().text);
      }
    }
    return found;
  };
  const std::vector<std::string> alone = figures();
  std::vector<std::vector<std::string>> together(4);
  std::vector<std::thread> threads;
  for (auto& found : together) threads.emplace_back([&] { found = figures(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& found : together) BOOST_TEST(found == alone, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
