// How a scenario file says that drivers move and go together, and what a scenario leaves of it.
#include <runrate/io/scenario_file.hpp>
#include <runrate/simulate/simulation.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using namespace runrate;

namespace {

const std::string uncertain = std::string(RUNRATE_SOURCE_DIR) + "/tests/data/scenarios/uncertain.toml";

/// Two drivers that are spread, one with whatever path, and the rest of the file.
scenario_file file_with(const std::string& path, const std::string& rest = "") {
  return read_scenario_file(
      text_input::text(
          "[periods]\nfirst = \"2026Q1\"\ncount = 4\n[lines.sales]\nunit = \"USD\"\nformula = \"x + y + z\"\n"
          "[drivers.x]\nunit = \"USD\"\nvalue = 2\ndistribution = { kind = \"uniform\", low = 1, high = 3 }\n"
          "[drivers.y]\nunit = \"USD\"\nvalue = 5\ndistribution = { kind = \"normal\", mean = 5, deviation = 1 }\n"
          "[drivers.z]\nunit = \"USD\"\nvalue = 7\n" +
              path + "\n" + rest,
          "s.toml"),
      ".");
}

driver_path path_of(const std::string& path) {
  const scenario_file file = file_with("path = " + path);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  return file.paths.at("z");
}

std::string pairs(std::size_t drivers) {
  std::string text;
  for (std::size_t i = 0; i < drivers; ++i) {
    const std::string name = "a" + std::to_string(i);
    text +=
        "[drivers." + name + "]\nunit = \"1\"\nvalue = 1\ndistribution = { kind = \"uniform\", low = 1, high = 3 }\n";
  }
  for (std::size_t i = 0; i < drivers; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      text +=
          "[[correlations]]\nbetween = [\"a" + std::to_string(k) + "\", \"a" + std::to_string(i) + "\"]\nrank = -0.9\n";
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_scenario_uncertainty)

BOOST_AUTO_TEST_CASE(every_kind_of_path_can_be_written) {
  const driver_path growth = path_of("{ kind = \"growth\", volatility = \"20%\", drift = 0.05, at_least = \"$1\" }");
  BOOST_TEST((growth.kind == path_kind::growth));
  BOOST_TEST(growth.volatility == 0.2);
  BOOST_TEST(growth.drift == 0.05);
  BOOST_TEST(growth.at_least == 1);
  BOOST_TEST(growth.at_most == std::numeric_limits<double>::infinity());
  const driver_path walk = path_of("{ kind = \"random_walk\", volatility = \"$2\", drift = -1, at_most = 9 }");
  BOOST_TEST((walk.kind == path_kind::random_walk));
  BOOST_TEST(walk.volatility == 2);
  BOOST_TEST(walk.drift == -1);
  BOOST_TEST(walk.at_most == 9);
  const driver_path back = path_of("{ kind = \"mean_reversion\", volatility = 0, reversion = 2 }");
  BOOST_TEST((back.kind == path_kind::mean_reversion));
  BOOST_TEST(back.volatility == 0);
  BOOST_TEST(back.reversion == 2);
}

BOOST_AUTO_TEST_CASE(correlations_are_pairs_of_drivers) {
  const scenario_file file =
      file_with("", "[[correlations]]\nbetween = [\"y\", \"x\"]\nrank = \"-50%\"\nnote = \"so\"\n");
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  BOOST_REQUIRE(file.correlations.size() == 1U);
  BOOST_TEST(file.correlations[0].first == "y");
  BOOST_TEST(file.correlations[0].second == "x");
  BOOST_TEST(file.correlations[0].value == -0.5);
}

BOOST_AUTO_TEST_CASE(a_driver_that_can_not_be_read_is_not_to_blame_in_a_correlation) {
  const std::string pair = "[[correlations]]\nbetween = [\"x\", \"w\"]\nrank = 0.5\n";
  BOOST_TEST(to_string(file_with("", pair + "[drivers.w]\nunit = \"1\"\nvalue = true\n").problems)
                 .find("there is no number here") != std::string::npos);
  BOOST_TEST(file_with("", pair + "[drivers.w]\nunit = \"1\"\nvalue = true\n").problems.errors() == 1U);
  BOOST_TEST(file_with("", pair + "[drivers.w]\nunit = \"/\"\nvalue = 1\n").problems.errors() == 1U);
}

BOOST_AUTO_TEST_CASE(many_drivers_are_not_correlated) {
  const scenario_file most = file_with("", pairs(20));
  BOOST_TEST(to_string(most.problems).find("no figures can have these rank correlations") != std::string::npos);
  BOOST_TEST(
      to_string(file_with("", pairs(21)).problems).find("there are 210 correlations; at most 190 were expected") !=
      std::string::npos);
  std::string star = pairs(1);
  for (int i = 1; i < 30; ++i) {
    const std::string name = "b" + std::to_string(i);
    star +=
        "[drivers." + name + "]\nunit = \"1\"\nvalue = 1\ndistribution = { kind = \"uniform\", low = 1, high = 3 }\n";
    star += "[[correlations]]\nbetween = [\"a0\", \"" + name + "\"]\nrank = 0.1\n";
  }
  BOOST_TEST(to_string(file_with("", star).problems).find("30 drivers are correlated; at most 20 were expected") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_a_scenario_sets_is_held) {
  const scenario_file file = read_scenario_file(uncertain);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  const uncertainty base = uncertainty_of(file, "base").value();
  const std::vector<std::string> all{"demand", "price", "utilization"};
  BOOST_TEST(base.drawn() == all, boost::test_tools::per_element());
  const uncertainty bear = uncertainty_of(file, "bear").value();
  BOOST_TEST(bear.is_held("price"));
  const std::vector<std::string> others{"demand", "utilization"};
  BOOST_TEST(bear.drawn() == others, boost::test_tools::per_element());
  BOOST_TEST(bear.correlations().size() == 1U);
  BOOST_TEST(uncertainty_of(file, "beer").error().text == "there is no scenario beer; did you mean bear?");
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_held_too) {
  const scenario_file file =
      file_with("", "[scenarios.a]\nset = { x = 1 }\n[scenarios.b]\ninherits = \"a\"\nset = { y = 2 }\n");
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  BOOST_TEST(uncertainty_of(file, "b").value().drawn().empty());
  BOOST_TEST(uncertainty_of(file, "a").value().drawn().size() == 1U);
}

// Where price is held, utilization, which is correlated with it, is drawn as it is where price is drawn.
BOOST_AUTO_TEST_CASE(scenarios_share_the_draws_of_what_neither_of_them_sets) {
  const scenario_file file = read_scenario_file(uncertain);
  BOOST_REQUIRE(file.set.has_value());
  for (const sampling how : {sampling::random, sampling::latin_hypercube, sampling::sobol, sampling::antithetic}) {
    const simulation_options options{.trials = 512, .how = how};
    const auto drawn_in = [&](std::string_view scenario, std::string_view driver) {
      const auto run = simulation::of(*file.set, scenario, uncertainty_of(file, scenario).value()).value();
      const auto names = run.drawn_drivers();
      const auto at = std::find(names.begin(), names.end(), driver) - names.begin();
      const auto columns = run.trials({0, 512}, options).value();
      return columns[run.figures().size() + static_cast<std::size_t>(at)];
    };
    for (const char* driver : {"utilization", "demand"}) {
      BOOST_TEST((drawn_in("base", driver) == drawn_in("bear", driver)));
    }
    // And the model has the price that is held.
    const auto bear = simulation::of(*file.set, "bear", uncertainty_of(file, "bear").value()).value();
    const auto columns = bear.trials({0, 512}, options).value();
    const std::size_t figures = bear.figures().size();
    const auto names = bear.drawn_drivers();
    const auto utilization =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), "utilization") - names.begin());
    for (std::size_t i = 0; i < 512; ++i) {
      const double expected = 500'000 * 0.75 * columns[figures + utilization][i] * 1 * (1 - 0.1) * 2'160;
      BOOST_TEST(columns[0][i] == expected, boost::test_tools::tolerance(1e-12));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
