// How a scenario file says that a driver is spread.
#include <runrate/io/scenario_file.hpp>
#include <runrate/simulate/distribution_choice.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

using namespace runrate;

namespace {

scenario_file file_with(const std::string& spread) {
  return read_scenario_file(text_input::text("[periods]\nfirst = \"2026Q1\"\ncount = 4\n"
                                             "[lines.sales]\nunit = \"USD\"\nformula = \"x\"\n"
                                             "[drivers.x]\nunit = \"USD\"\nvalue = 2\n" +
                                                 spread + "\n",
                                             "s.toml"),
                            ".");
}

any_distribution spread_of(const std::string& distribution) {
  const scenario_file file = file_with("distribution = " + distribution);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  return distribution_of(*file.set->find_driver("x")->spread).value();
}

std::string text_of(const std::string& distribution) { return spread_of(distribution).text(); }

std::string problems_of(const std::string& distribution) {
  return to_string(file_with("distribution = " + distribution).problems);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_scenario_distributions)

BOOST_AUTO_TEST_CASE(every_kind_can_be_written) {
  BOOST_TEST(text_of("{ kind = \"point\", value = \"$2\" }") == "exactly 2");
  BOOST_TEST(text_of("{ kind = \"uniform\", low = 0.1, high = 3 }") == "uniform from 0.1 to 3");
  BOOST_TEST(text_of("{ kind = \"triangular\", low = 1, likely = 2, high = \"$6 billion\" }") ==
             "triangular from 1, likely 2, to 6000000000");
  BOOST_TEST(text_of("{ kind = \"pert\", low = 1, likely = 2, high = 4, shape = 2 }") ==
             "PERT from 1, likely 2, to 4, shape 2");
  BOOST_TEST(text_of("{ kind = \"normal\", mean = 2, deviation = 1 }") == "normal, mean 2, deviation 1");
  BOOST_TEST(text_of("{ kind = \"normal\", p10 = 1, p90 = 3 }").starts_with("normal, mean 2, deviation 0.780"));
  BOOST_TEST(text_of("{ kind = \"lognormal\", \"p2.5\" = 1, \"p97.5\" = 4 }") ==
             "lognormal, median 2, deviation of the logarithm 0.353653");  // ln 4 / (2 x 1.959964)
  BOOST_TEST(text_of("{ kind = \"lognormal\", mu = 0, sigma = \"20%\" }") ==
             "lognormal, median 1, deviation of the logarithm 0.2");
  BOOST_TEST(text_of("{ kind = \"beta\", a = 2, b = 3, high = 10 }") == "beta of shapes 2 and 3 from 0 to 10");
  BOOST_TEST(text_of("{ kind = \"gamma\", shape = 2, scale = 3 }") == "gamma from 0, shape 2, scale 3");
  BOOST_TEST(text_of("{ kind = \"students_t\", degrees = 4, centre = 1, scale = 0.5 }") ==
             "Student's t of 4 degrees, centre 1, scale 0.5");
  BOOST_TEST(text_of("{ kind = \"bernoulli\", probability = \"30%\" }") == "1 with probability 0.3, else 0");
  BOOST_TEST(text_of("{ kind = \"discrete\", values = [\"$1\", 2], probabilities = [\"25%\", 0.75] }") ==
             "1 with probability 0.25, 2 with probability 0.75");
  BOOST_TEST(text_of("{ kind = \"empirical\", values = [3, 1, 2] }") == "one of 3 seen, from 1 to 3");
  BOOST_TEST(text_of("{ kind = \"interpolated\", values = [3, 1, 2] }") == "between 3 seen, from 1 to 3");
  BOOST_TEST(text_of("{ kind = \"metalog\", p10 = 1, p50 = 2, p90 = 4, low = 0 }") ==
             "metalog of 3 terms: 10% 1, 50% 2, 90% 4; from 0");
  BOOST_TEST(spread_of("{ kind = \"between\", low = 1, high = 3, share = \"80%\" }").quantile(0.1) == 1,
             boost::test_tools::tolerance(1e-12));
  BOOST_TEST(text_of("{ kind = \"up_to\", high = \"$6 billion\" }") ==
             "triangular from 0, likely 3000000000, to 6000000000");
  BOOST_TEST(text_of("{ kind = \"at_least\", low = 10, high = 12 }") == "triangular from 10, likely 10, to 12");
  BOOST_TEST(text_of("{ kind = \"about\", value = 10, give_or_take = \"10%\" }").starts_with("normal, mean 10,"));
}

// Of AWS's quarters in examples/data/cloud.csv, for a driver in this unit.
scenario_file file_of_aws(const std::string& distribution, const std::string& unit) {
  return read_scenario_file(
      text_input::text("[periods]\nfirst = \"2026Q1\"\ncount = 4\n[lines.sales]\nunit = \"" + unit +
                           "\"\nkind = \"balance\"\nformula = \"x\"\n[series.aws]\nfile = \"cloud.csv\"\n"
                           "entity = \"Amazon\"\nsegment = \"AWS\"\n[drivers.x]\nvalue = 2\nunit = \"" +
                           unit + "\"\ndistribution = " + distribution + "\n",
                       "s.toml"),
      RUNRATE_SOURCE_DIR "/examples/data");
}

BOOST_AUTO_TEST_CASE(values_may_be_those_of_a_series) {
  const auto spread = [](const std::string& distribution, const std::string& unit) {
    const scenario_file file = file_of_aws(distribution, unit);
    BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
    return distribution_of(*file.set->find_driver("x")->spread).value();
  };
  const any_distribution amounts = spread("{ kind = \"empirical\", series = \"aws\" }", "USD");
  BOOST_TEST(amounts.text() == "one of 32 seen, from 6.679e+09 to 4.2232e+10");
  const any_distribution grown = spread("{ kind = \"empirical\", series = \"aws\", of = \"growth\" }", "1");
  // From 21,378 to 21,354 million, the only fall; from 37,587 to 42,232, the largest rise since 7,430 over 6,679.
  BOOST_TEST(grown.quantile(1e-9) == -24.0 / 21378, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(grown.upper_quantile(1e-9) == 4645.0 / 37587, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(grown.text().starts_with("one of 31 seen, "));
  const any_distribution on_year =
      spread("{ kind = \"interpolated\", series = \"aws\", of = \"growth_on_year\" }", "1");
  BOOST_TEST(on_year.text().starts_with("between 28 seen, "));
  BOOST_TEST(on_year.upper_quantile(1e-12) == 17780.0 / 12742 - 1, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(on_year.quantile(1e-12) == 22140.0 / 19739 - 1, boost::test_tools::tolerance(1e-9));
}

// Of whole weeks the 52nd before is the nearest to a year, not the first that is within a week of it.
BOOST_AUTO_TEST_CASE(growth_on_the_year_of_weeks_is_over_the_52nd_before) {
  const auto folder = std::filesystem::temp_directory_path() / ("runrate-weeks-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream csv(folder / "weeks.csv");
  csv << "entity,segment,period_start,period_end,amount_millions,currency\n";
  const std::chrono::sys_days first{std::chrono::year(2024) / 1 / 1};
  for (int week = 0; week < 60; ++week) {
    csv << "A,S";
    for (const int day : {7 * week, 7 * week + 6}) {
      const std::chrono::year_month_day d{first + std::chrono::days(day)};
      const unsigned month = static_cast<unsigned>(d.month()), of_month = static_cast<unsigned>(d.day());
      csv << ',' << static_cast<int>(d.year()) << (month < 10 ? "-0" : "-") << month << (of_month < 10 ? "-0" : "-")
          << of_month;
    }
    csv << ',' << 100 + week << ",USD\n";
  }
  csv.close();
  const scenario_file file = read_scenario_file(
      text_input::text("[periods]\nfirst = \"2026Q1\"\ncount = 1\n[lines.sales]\nunit = \"1\"\nkind = \"balance\"\n"
                       "formula = \"x\"\n[series.s]\nfile = \"weeks.csv\"\nentity = \"A\"\nsegment = \"S\"\n"
                       "[drivers.x]\nvalue = 2\nunit = \"1\"\n"
                       "distribution = { kind = \"empirical\", series = \"s\", of = \"growth_on_year\" }\n",
                       "s.toml"),
      folder.string());
  std::filesystem::remove_all(folder);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  const any_distribution grown = distribution_of(*file.set->find_driver("x")->spread).value();
  BOOST_TEST(grown.text().starts_with("one of 8 seen, "));
  BOOST_TEST(grown.low() == 52.0 / 107, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(grown.high() == 52.0 / 100, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(parts_of_a_mixture_have_weights_and_any_kind) {
  const std::string two =
      "{ weight = 7, kind = \"uniform\", low = 4, high = 6 }, { weight = 3, kind = \"point\", value = 0 }";
  BOOST_TEST(text_of("{ kind = \"mixture\", parts = [" + two + "] }") == "70%: uniform from 4 to 6; 30%: exactly 0");
  const scenario_file tables = file_with(
      "[drivers.x.distribution]\nkind = \"mixture\"\n[[drivers.x.distribution.parts]]\nweight = 1\nkind = \"point\"\n"
      "value = 3\n[[drivers.x.distribution.parts]]\nweight = 1\nkind = \"up_to\"\nhigh = 2\n");
  BOOST_TEST(to_string(tables.problems) == "");
  BOOST_TEST(tables.set->find_driver("x")->spread->parts.size() == 2U);
}

BOOST_AUTO_TEST_CASE(every_kind_can_be_scaled_shifted_and_cut_off) {
  const any_distribution changed =
      spread_of("{ kind = \"normal\", mean = 1, deviation = 2, times = 2, plus = \"$1\", at_least = 0, at_most = 9 }");
  BOOST_TEST(changed.low() == 0);
  BOOST_TEST(changed.high() == 9);
  BOOST_TEST(changed.text() == "normal, mean 1, deviation 2; times 2; plus 1, at least 0, at most 9");
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_said_at_its_place) {
  BOOST_TEST(problems_of("{ kind = \"uniform\", lo = 1, hihg = 2 }") ==
             "s.toml:10:36: \"lo\" is no key of this distribution; did you mean 'low'?\n"
             "s.toml:10:44: \"hihg\" is no key of this distribution; did you mean 'high'?\n");
  BOOST_TEST(problems_of("{ kind = \"normal\", mean = 1, deviation = -1 }") ==
             "s.toml:10:57: deviation is -1; a number of 0 or more was expected\n");
  BOOST_TEST(problems_of("{ kind = \"gamma\", shape = \"$2\", scale = 1 }").find("$2") != std::string::npos);
  BOOST_TEST(
      problems_of("{ kind = \"point\", value = 1, weight = 1 }").starts_with("s.toml:10:45: \"weight\" is no key"));
}

BOOST_AUTO_TEST_SUITE_END()
