// Quarters as filings made them known, and what a reader of a run-rate is told of the season.
#include <runrate/forecast.hpp>

#include "filing_facts.hpp"

#include <string>
#include <vector>

using namespace filing_facts;

namespace {

constexpr std::array<std::array<std::string_view, 2>, 4> quarter_days{
    {{"-01-01", "-03-31"}, {"-04-01", "-06-30"}, {"-07-01", "-09-30"}, {"-10-01", "-12-31"}}};

std::string in(int year, std::string_view day) { return std::to_string(year) + std::string(day); }

/// Each quarter of 2020 to 2022 is filed six weeks after its end: 100, 101, ... million. With the third quarter of 2021
/// the second one is restated from 105 to 95 million.
filer restating() {
  filer f;
  constexpr std::array<std::string_view, 4> filed{"-05-10", "-08-10", "-11-10", "-02-20"};
  for (int i = 0; i < 12; ++i) {
    const int year = 2020 + i / 4, q = i % 4;
    f.files(q == 3 ? "10-K" : "10-Q", in(q == 3 ? year + 1 : year, filed[static_cast<std::size_t>(q)]));
    const auto& days_of = quarter_days[static_cast<std::size_t>(q)];
    f.says(in(year, days_of[0]), in(year, days_of[1]), decimal(100 + i) * 1'000'000);
    if (i == 6) f.says("2021-04-01", "2021-06-30", 95_mn);
  }
  return f;
}

double millions(decimal amount) { return to_double(amount) / 1e6; }

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_filed_history)

BOOST_AUTO_TEST_CASE(each_quarter_is_known_from_its_filing_on) {
  const filer company = restating();
  const filed_history history = filed_history::of(company.facts(), "Revenues").value();
  BOOST_REQUIRE(history.times().size() == 12u);
  for (std::size_t i = 0; i < 12; ++i) {
    BOOST_TEST(history.times()[i].series.amounts().size() == i + 1);
    BOOST_TEST(millions(history.times()[i].series.amounts().back().amount) == 100 + static_cast<double>(i));
  }
  BOOST_TEST((history.times()[3].filed == day("2021-02-20")));
}

BOOST_AUTO_TEST_CASE(a_restatement_is_not_known_before_it_is_filed) {
  const filer company = restating();
  const filed_history history = filed_history::of(company.facts(), "Revenues").value();
  // The second quarter of 2021 is the sixth.
  BOOST_TEST(millions(history.times()[5].series.amounts()[5].amount) == 105);
  BOOST_TEST(millions(history.times()[6].series.amounts()[5].amount) == 95);
  BOOST_TEST(millions(history.times()[11].series.amounts()[5].amount) == 95);
}

BOOST_AUTO_TEST_CASE(what_came_is_what_was_first_filed_and_a_year_what_was_known_at_its_end) {
  const filer company = restating();
  const filed_history history = filed_history::of(company.facts(), "Revenues").value();
  const std::vector<backtest_origin> origins = history.origins(4, 4);
  BOOST_REQUIRE(origins.size() == 9u);
  // At the end of 2020: 104, and 105 as it was first filed; of the year 95 of it.
  BOOST_TEST(origins[0].known.size() == 4u);
  const std::vector<double> came{104e6, 105e6, 106e6, 107e6};
  BOOST_TEST(origins[0].came == came, boost::test_tools::per_element());
  BOOST_TEST(origins[0].year_that_came.value() == (104e6 + 95e6 + 106e6 + 107e6));
  // At the end of the third quarter of 2022 one has come, and no year.
  BOOST_TEST(origins[7].came.size() == 1u);
  BOOST_TEST(!origins[7].year_that_came.has_value());
  BOOST_TEST(origins[8].came.empty());
}

BOOST_AUTO_TEST_CASE(nothing_that_was_filed_later_is_looked_at) {
  const filer company = restating();
  const filed_history history = filed_history::of(company.facts(), "Revenues", day("2021-08-10")).value();
  BOOST_TEST(history.times().size() == 6u);
  BOOST_TEST(millions(history.times().back().series.amounts().back().amount) == 105);
}

BOOST_AUTO_TEST_CASE(a_company_without_such_quarters_has_no_history) {
  const filer company = restating();
  const auto none = filed_history::of(company.facts(), "NetIncomeLoss");
  BOOST_REQUIRE(!none.has_value());
  BOOST_TEST(none.error().text == "Example Corp has no quarters of NetIncomeLoss in money");
  filer shares("SharesOutstanding", "shares");
  shares.files("10-Q", "2024-05-01").says("2024-01-01", "2024-03-31", 100_mn);
  BOOST_TEST(!filed_history::of(shares.facts(), "SharesOutstanding").has_value());
}

BOOST_AUTO_TEST_CASE(a_method_that_takes_one_quarter_for_all_is_cautioned_of_its_season) {
  // Four years without growth: 90, 100, 100, 110. The factors are 0.9, 1, 1 and 1.1.
  std::vector<dated_amount> amounts;
  const std::array<int, 4> of_quarter{90, 100, 100, 110};
  for (int i = 0; i < 16; ++i) {
    const auto& days_of = quarter_days[static_cast<std::size_t>(i % 4)];
    amounts.push_back({decimal(of_quarter[static_cast<std::size_t>(i % 4)]),
                       days(in(2020 + i / 4, days_of[0]), in(2020 + i / 4, days_of[1]))});
  }
  const auto said = [&](std::size_t known, std::string_view method) {
    const auto found = season_caution(history(std::span<const dated_amount>(amounts).first(known)), method);
    return found ? std::string(to_string(found->code)) + ": " + found->text : std::string();
  };
  BOOST_TEST(
      said(16, "x4") ==
      "season_overstates: this time of year has been 10.0% above the trend since 2020: a year is overstated by as "
      "much");
  BOOST_TEST(
      said(13, "day") ==
      "season_understates: this time of year has been 10.0% below the trend since 2020: a year is understated by "
      "as much");
  BOOST_TEST(said(14, "x4").empty());   // 100 is the trend
  BOOST_TEST(said(16, "ttm").empty());  // looks at a whole year
  BOOST_TEST(said(16, "seasonal").empty());
  BOOST_TEST(said(8, "x4").empty());  // two years
}

BOOST_AUTO_TEST_SUITE_END()
