// Real fiscal years: what companies' filings say, against the calendars that their filings describe.
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace runrate;
using std::chrono::August;
using std::chrono::January;
using std::chrono::July;
using std::chrono::Saturday;
using std::chrono::September;
using std::chrono::Sunday;

namespace {

// How each company describes its fiscal year in the notes of its Form 10-K.
constexpr week_calendar apple{year_end::last(Saturday, September), year_naming::by_end, weeks_4_4_5, Q1};
constexpr week_calendar nvidia{year_end::last(Sunday, January), year_naming::by_end, weeks_4_4_5};
constexpr week_calendar cisco{year_end::last(Saturday, July), year_naming::by_end, weeks_4_4_5};
constexpr week_calendar costco{year_end::nearest(Sunday, August / 31), year_naming::by_end, weeks_12_12_12_16};
constexpr week_calendar target{year_end::nearest(Saturday, January / std::chrono::last), year_naming::by_start,
                               weeks_4_5_4};

const std::map<std::string, week_calendar> calendars{
    {"Apple", apple}, {"Nvidia", nvidia}, {"Cisco", cisco}, {"Costco", costco}, {"Target", target}};

struct year_end_row {
  std::string company;
  int fiscal_year;
  date ends;
};

std::vector<year_end_row> rows() {
  std::ifstream file(RUNRATE_SOURCE_DIR "/tests/data/fiscal_year_ends.csv");
  std::vector<year_end_row> read;
  std::string line;
  std::getline(file, line);
  BOOST_REQUIRE(line == "company,fiscal_year,ends,source");
  while (std::getline(file, line)) {
    const auto first = line.find(',');
    const auto second = line.find(',', first + 1);
    const auto third = line.find(',', second + 1);
    read.push_back({line.substr(0, first), std::stoi(line.substr(first + 1, second - first - 1)),
                    parse_date(line.substr(second + 1, third - second - 1)).value()});
    BOOST_REQUIRE(third + 1 < line.size());  // every row has a source
  }
  return read;
}

period days(int y1, unsigned m1, unsigned d1, int y2, unsigned m2, unsigned d2) {
  return period::inclusive(date_of(y1, m1, d1), date_of(y2, m2, d2));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_real_companies)

BOOST_AUTO_TEST_CASE(twenty_years_of_real_fiscal_years_end_when_the_filings_say) {
  std::map<std::string, int> seen;
  for (const year_end_row& row : rows()) {
    const week_calendar& calendar = calendars.at(row.company);
    const std::string what = row.company + " " + std::to_string(row.fiscal_year);
    BOOST_TEST(to_string(calendar.year(row.fiscal_year).last()) == to_string(row.ends), what);
    BOOST_TEST(calendar.year_of(row.ends) == row.fiscal_year, what);
    BOOST_TEST(calendar.year_of(row.ends + std::chrono::days{1}) == row.fiscal_year + 1, what);
    ++seen[row.company];
  }
  BOOST_TEST(seen.size() == 5u);
  for (const auto& [company, count] : seen) BOOST_TEST(count == 20, company);
}

BOOST_AUTO_TEST_CASE(the_years_of_53_weeks_are_the_ones_that_the_filings_name) {
  // From the lengths of the reported years: Apple 2012, 2017, 2023; Nvidia 2010, 2016, 2021; Costco 2012, 2017, 2023.
  const auto long_years = [](const week_calendar& calendar) {
    std::vector<int> years;
    for (int year = 2008; year <= 2025; ++year)
      if (calendar.weeks_in_year(year) == 53) years.push_back(year);
    return years;
  };
  BOOST_TEST(long_years(apple) == (std::vector{2012, 2017, 2023}), boost::test_tools::per_element());
  BOOST_TEST(long_years(nvidia) == (std::vector{2010, 2016, 2021}), boost::test_tools::per_element());
  BOOST_TEST(long_years(costco) == (std::vector{2012, 2017, 2023}), boost::test_tools::per_element());
  BOOST_TEST(long_years(target) == (std::vector{2012, 2017, 2023}), boost::test_tools::per_element());
  BOOST_TEST(long_years(cisco) == (std::vector{2010, 2016, 2021}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(apples_first_quarter_takes_its_53rd_week) {
  // SEC EDGAR 0001193125-12-023398, 0001628280-17-000717, 0000320193-23-000006: 98 days each.
  BOOST_TEST((resolve(apple, fy(2012) / Q1) == days(2011, 9, 25, 2011, 12, 31)));
  BOOST_TEST((resolve(apple, fy(2017) / Q1) == days(2016, 9, 25, 2016, 12, 31)));
  BOOST_TEST((resolve(apple, fy(2023) / Q1) == days(2022, 9, 25, 2022, 12, 31)));
  BOOST_TEST(apple.weeks_in_quarter(2023, 1) == 14);
  BOOST_TEST((fit_to_quarter(resolve(apple, fy(2023) / Q1)) == quarter_fit::fourteen_weeks));
  // The quarters after it (0000320193-23-000006 and later 10-Qs) and a year without.
  BOOST_TEST((resolve(apple, fy(2023) / Q2) == days(2023, 1, 1, 2023, 4, 1)));
  BOOST_TEST((resolve(apple, fy(2023) / Q3) == days(2023, 4, 2, 2023, 7, 1)));
  BOOST_TEST((resolve(apple, fy(2024) / Q1) == days(2023, 10, 1, 2023, 12, 30)));
  BOOST_TEST((resolve(apple, fy(2026) / Q1) == days(2025, 9, 28, 2025, 12, 27)));
  BOOST_TEST((label_of(apple, days(2022, 9, 25, 2022, 12, 31), 0).value() == fy(2023) / Q1));
}

BOOST_AUTO_TEST_CASE(nvidias_fourth_quarter_takes_its_53rd_week) {
  // SEC EDGAR 0001045810-11-000015, 0001045810-16-000205: 98 days each.
  BOOST_TEST((resolve(nvidia, fy(2010) / Q4) == days(2009, 10, 26, 2010, 1, 31)));
  BOOST_TEST((resolve(nvidia, fy(2016) / Q4) == days(2015, 10, 26, 2016, 1, 31)));
  BOOST_TEST((resolve(nvidia, fy(2017) / Q1) == days(2016, 2, 1, 2016, 5, 1)));
  BOOST_TEST((resolve(nvidia, fy(2026) / Q3) == days(2025, 7, 28, 2025, 10, 26)));
}

BOOST_AUTO_TEST_CASE(costcos_quarters_are_of_12_and_16_or_17_weeks) {
  // SEC EDGAR 0001193125-12-428890, 0000909832-17-000014 (119 days), 0000909832-18-000013, -20-000017 (112 days).
  BOOST_TEST((resolve(costco, fy(2012) / Q4) == days(2012, 5, 7, 2012, 9, 2)));
  BOOST_TEST((resolve(costco, fy(2017) / Q4) == days(2017, 5, 8, 2017, 9, 3)));
  BOOST_TEST((resolve(costco, fy(2018) / Q4) == days(2018, 5, 14, 2018, 9, 2)));
  BOOST_TEST((resolve(costco, fy(2020) / Q4) == days(2020, 5, 11, 2020, 8, 30)));
  // Quarters of the year 2023 as later 10-Qs report them.
  BOOST_TEST((resolve(costco, fy(2023) / Q1) == days(2022, 8, 29, 2022, 11, 20)));
  BOOST_TEST((resolve(costco, fy(2023) / Q2) == days(2022, 11, 21, 2023, 2, 12)));
  BOOST_TEST((resolve(costco, fy(2023) / Q3) == days(2023, 2, 13, 2023, 5, 7)));
  BOOST_TEST((resolve(costco, fy(2026) / Q3) == days(2026, 2, 16, 2026, 5, 10)));
  BOOST_TEST(costco.weeks_in_quarter(2023, 4) == 17);
  BOOST_TEST(costco.weeks_in_quarter(2022, 4) == 16);
}

BOOST_AUTO_TEST_CASE(targets_quarters_are_of_thirteen_weeks) {
  // Quarters ended as on the covers of Target's Forms 10-Q for fiscal 2023 and 2025.
  BOOST_TEST((resolve(target, fy(2023) / Q1).last() == date_of(2023, 4, 29)));
  BOOST_TEST((resolve(target, fy(2023) / Q2).last() == date_of(2023, 7, 29)));
  BOOST_TEST((resolve(target, fy(2023) / Q3).last() == date_of(2023, 10, 28)));
  BOOST_TEST((resolve(target, fy(2025) / Q3) == days(2025, 8, 3, 2025, 11, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
