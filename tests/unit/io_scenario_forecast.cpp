// A driver of a scenario file that goes on as a series did.
#include <runrate/forecast.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/io/series_csv.hpp>
#include <runrate/simulate/simulation.hpp>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <unistd.h>

using namespace runrate;

namespace {

const std::string data = std::string(RUNRATE_SOURCE_DIR) + "/examples/data";
constexpr const char* aws = "[series.aws]\nfile = \"cloud.csv\"\nentity = \"Amazon\"\nsegment = \"AWS\"\n";

/// A driver `x` that has these keys, from 2026Q3 on: the series of examples/data end with 2026Q2.
scenario_file read(const std::string& keys, const std::string& rest = "",
                   const std::string& periods = "first = \"2026Q3\"\ncount = 4", const std::string& folder = data) {
  return read_scenario_file(text_input::text("[periods]\n" + periods +
                                                 "\n[lines.sales]\nunit = \"USD\"\nformula = \"x\"\n[drivers.x]\n"
                                                 "unit = \"USD\"\n" +
                                                 keys + "\n" + (folder == data ? aws : "") + rest,
                                             "s.toml"),
                            folder);
}
scenario_file read_right(const std::string& keys, const std::string& rest = "",
                         const std::string& periods = "first = \"2026Q3\"\ncount = 4") {
  scenario_file file = read(keys, rest, periods);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  BOOST_REQUIRE(file.set.has_value());
  return file;
}

std::string values_of(const scenario_file& file) {
  std::string text;
  for (const ratio& v : file.set->find_driver("x")->base.values) text += (text.empty() ? "" : " ") + to_string(v);
  return text;
}

/// What the library forecasts of AWS, from the CSV itself.
series_forecast of_aws(const any_forecast_method& method) {
  const series_file read = read_series_csv(text_input::file(data + "/cloud.csv"));
  for (const reported_series& s : read.series) {
    if (s.segment != "AWS") continue;
    return forecast(observed_series::of(s.flows.amounts())->seen(), method).value();
  }
  BOOST_FAIL("there is no AWS");
  return {};
}

/// A folder that is gone at the end.
class own_folder {
public:
  own_folder() { std::filesystem::create_directories(path_); }
  own_folder(const own_folder&) = delete;
  own_folder& operator=(const own_folder&) = delete;
  ~own_folder() { std::filesystem::remove_all(path_); }
  std::string path() const { return path_.string(); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }

private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("runrate-forecast-" + std::to_string(::getpid()));
};

constexpr const char* own_series = "[series.own]\nfile = \"own.csv\"\nentity = \"A\"\n";

/// Months from January 1960 on, all alike.
std::string months_of(std::size_t count, const std::string& amount, const std::string& currency) {
  std::string text = "entity,period_start,period_end,amount,currency\n";
  for (std::size_t i = 0; i < count; ++i) {
    const auto month = std::chrono::year(1960 + static_cast<int>(i / 12)) / static_cast<int>(i % 12 + 1);
    const std::chrono::year_month_day last(month / std::chrono::last);
    text += fmt::format("A,{0}-{1:02}-01,{0}-{1:02}-{2},{3},{4}\n", static_cast<int>(month.year()),
                        static_cast<unsigned>(month.month()), static_cast<unsigned>(last.day()), amount, currency);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_scenario_forecast)

BOOST_AUTO_TEST_CASE(a_driver_goes_on_as_its_series_is_forecast) {
  const std::vector<any_forecast_method> methods{forecast_by::combination(), forecast_by::theta(),
                                                 forecast_by::damped_seasonal()};
  for (const any_forecast_method& method : methods) {
    const std::string name(method.name());
    const bool is_usual = name == "combination";
    const scenario_file file = read_right("forecast = \"aws\"" + (is_usual ? "" : "\nmethod = \"" + name + "\""));
    const scenario_driver& x = *file.set->find_driver("x");
    const series_forecast said = of_aws(method);
    BOOST_REQUIRE((x.base.values.size() == 4U && x.base.bounds.size() == 4U));
    for (std::size_t h = 0; h < 4; ++h) {
      BOOST_TEST(std::abs(to_double(x.base.values[h]) - said.periods[h].value) < 0.0051, name);
      BOOST_TEST(std::abs(to_double(x.base.bounds[h].low()) - said.periods[h].ranges[0]->low) < 0.0051, name);
      BOOST_TEST(std::abs(to_double(x.base.bounds[h].high()) - said.periods[h].ranges[0]->high) < 0.0051, name);
    }
    BOOST_TEST(x.source == "forecast by " + name + " from cloud.csv: Amazon / AWS, to 2026-06-30");
    const driver_path& path = file.paths.at("x");
    BOOST_TEST((path.kind == path_kind::forecast));
    BOOST_TEST(path.errors.size() == 4U);
    BOOST_TEST(path.degrees == 6);
    BOOST_TEST(path.at_least == -std::numeric_limits<double>::infinity());
  }
}

BOOST_AUTO_TEST_CASE(what_was_reported_of_a_year_is_in_it) {
  // examples/data/cloud.csv: 29,267 + 30,873 + 33,006 + 35,579 in 2025, 37,587 and 42,232 in 2026, which naive goes on
  // with; each to the million.
  const scenario_file file =
      read_right("forecast = \"aws\"\nmethod = \"naive\"\nsource = \"us\"", "", "first = \"2025\"\ncount = 3");
  BOOST_TEST(values_of(file) == "128725000000 164283000000 168928000000");
  const scenario_driver& x = *file.set->find_driver("x");
  BOOST_TEST(to_string(x.base.bounds[0]) == "[128723000000, 128727000000]");
  BOOST_TEST(x.source == "us");
  BOOST_TEST(file.paths.at("x").errors[0].deviation == 0);
  BOOST_TEST(file.paths.at("x").errors[1].deviation > 0);
}

BOOST_AUTO_TEST_CASE(a_path_adds_bounds_to_the_errors_of_a_forecast) {
  const driver_path plain = read_right("forecast = \"aws\"").paths.at("x");
  const driver_path bound =
      read_right("forecast = \"aws\"\npath = { kind = \"forecast\", at_least = 0, at_most = \"$60 billion\" }")
          .paths.at("x");
  BOOST_TEST((bound.kind == path_kind::forecast));
  BOOST_TEST(bound.at_least == 0);
  BOOST_TEST(bound.at_most == 60e9);
  BOOST_TEST(bound.degrees == 6);
  BOOST_REQUIRE(bound.errors.size() == 4U);
  for (std::size_t t = 0; t < 4; ++t) {
    BOOST_TEST(bound.errors[t].kept == plain.errors[t].kept);
    BOOST_TEST(bound.errors[t].deviation == plain.errors[t].deviation);
  }
  const driver_path unbound = read_right("forecast = \"aws\"\npath = { kind = \"forecast\" }").paths.at("x");
  BOOST_TEST(unbound.errors.size() == 4U);
  BOOST_TEST(unbound.at_least == -std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(a_range_beside_a_forecast_takes_the_place_of_its_own) {
  const scenario_file file = read_right("forecast = \"aws\"\nmethod = \"naive\"\nrange = \"50%\"");
  BOOST_TEST(to_string(file.set->find_driver("x")->base.bounds[3]) == "[21116000000, 63348000000]");
  BOOST_TEST(file.paths.at("x").errors.size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_forecast_is_drawn_and_held_where_a_scenario_sets_it) {
  const scenario_file file = read_right("forecast = \"aws\"\nmethod = \"naive\"",
                                        "[scenarios.flat]\nset = { x = \"$40 billion\" }\n"
                                        "[scenarios.below]\ninherits = \"flat\"\n");
  const uncertainty drawn = uncertainty_of(file, "base").value();
  BOOST_TEST((drawn.drawn() == std::vector<std::string>{"x"}));
  BOOST_TEST(uncertainty_of(file, "flat")->drawn().empty());
  BOOST_TEST(uncertainty_of(file, "below")->drawn().empty());
  // The run has the forecast's own ranges, as far as 50,000 trials can tell: five errors of a share of 80%.
  const auto of = simulation::of(*file.set, "base", drawn).value();
  const auto columns = of.looking_at({{{0, 0, 1}}, {{0, 0, 4}}}).trials({0, 50'000}, {.trials = 50'000}).value();
  const series_forecast said = of_aws(forecast_by::naive());
  const value_range ranges[] = {*said.periods[0].ranges[0], *said.next_year.ranges[0]};
  for (std::size_t f = 0; f < 2; ++f) {
    int inside = 0;
    for (const double v : columns[f]) inside += ranges[f].low <= v && v <= ranges[f].high;
    BOOST_TEST(std::abs(inside / 50'000.0 - 0.8) < 5 * std::sqrt(0.8 * 0.2 / 50'000));
  }
}

BOOST_AUTO_TEST_CASE(a_series_that_can_not_be_forecast_says_why) {
  const auto why = [](const std::string& keys, const std::string& periods) {
    const scenario_file file = read(keys, "", periods);
    return file.set ? "none" : to_string(file.problems);
  };
  const std::string naive = "forecast = \"aws\"\nmethod = \"naive\"";
  BOOST_TEST(why(naive, "first = \"2018\"\ncount = 2") ==
             "s.toml:9:12: 2018 begins before the record does, with 2018-07-01 to 2018-09-30\n");
  BOOST_TEST(why(naive, "first = \"2026-07\"\ncount = 2").find("s.toml:9:12: 2026-07 is not made up of whole ") == 0U);
  BOOST_TEST(why(naive, "first = \"2026Q3\"\ncount = 121").find("more than 120 ") != std::string::npos);
  BOOST_TEST(why(naive, "first = \"2026Q3\"\ncount = 120") == "none");
}

BOOST_AUTO_TEST_CASE(a_currency_without_cents_is_forecast_without_them) {
  const own_folder folder;
  folder.write("own.csv", months_of(24, "100.5", "USD"));
  const auto values = [&](const std::string& currency) {
    const scenario_file file =
        read_scenario_file(text_input::text("[periods]\nfirst = \"1962-01\"\ncount = 2\n[lines.l]\nunit = \"" +
                                                currency + "\"\nformula = \"x\"\n[drivers.x]\nunit = \"" + currency +
                                                "\"\nforecast = \"own\"\nmethod = \"naive\"\n" + own_series,
                                            "s.toml"),
                           folder.path());
    BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
    return values_of(file);
  };
  BOOST_TEST(values("USD") == "201/2 201/2");
  folder.write("own.csv", months_of(24, "101.7", "JPY"));
  BOOST_TEST(values("JPY") == "102 102");
}

BOOST_AUTO_TEST_CASE(series_of_strangers_end_with_an_error) {
  const own_folder folder;
  const auto problems = [&](const std::string& keys, const std::string& rest = "") {
    return to_string(read(keys, own_series + rest, "first = \"1960\"\ncount = 1", folder.path()).problems);
  };
  const std::string naive = "forecast = \"own\"\nmethod = \"naive\"\n";
  folder.write("own.csv", months_of(36, "1" + std::string(29, '0'), "USD"));
  BOOST_TEST(problems(naive) == "s.toml:9:12: the series has an amount of 10^21 or more in 1960-01-01 to 1960-01-31\n");
  folder.write("own.csv",
               "entity,period_start,period_end,amount,currency\nA,1960-01-01,1960-01-31,1,USD\n"
               "A,1960-02-01,1960-12-31,1,USD\n");
  BOOST_TEST(problems(naive).find("s.toml:9:12: ") == 0U);
  BOOST_TEST(problems(naive).find("; a series of quarters, months or the like was expected") != std::string::npos);
  // 40 forecasts from 6,000 months, of which 33 are allowed.
  folder.write("own.csv", months_of(6'000, "3", "USD"));
  const auto many = [](const std::string& method) {
    std::string drivers;
    for (int i = 0; i < 39; ++i) {
      drivers +=
          "[drivers.d" + std::to_string(i) + "]\nunit = \"USD\"\nforecast = \"own\"\nmethod = \"" + method + "\"\n";
    }
    return drivers;
  };
  BOOST_TEST(problems(naive, many("naive")) ==
             "s.toml:145:12: the forecasts up to this one are as much work as 204,000 amounts; at most 200,000 were "
             "expected\n");
  BOOST_TEST(problems(naive) == "");
  // A dear method is as much work as twenty.
  folder.write("own.csv", months_of(10'001, "3", "USD"));
  BOOST_TEST(problems(naive) == "");
  BOOST_TEST(problems("forecast = \"own\"\nmethod = \"weighted-combination\"") ==
             "s.toml:9:12: the forecasts up to this one are as much work as 200,020 amounts; at most 200,000 were "
             "expected\n");
}

BOOST_AUTO_TEST_SUITE_END()
