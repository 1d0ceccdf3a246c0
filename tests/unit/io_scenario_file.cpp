#include <runrate/io/scenario_file.hpp>
#include <runrate/scenario/difference.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace runrate;

namespace {

const std::string data = std::string(RUNRATE_SOURCE_DIR) + "/examples/data";

/// What a file of this text says, which names files of examples/data.
scenario_file read(const std::string& text) { return read_scenario_file(text_input::text(text, "s.toml"), data); }

scenario_file read_right(const std::string& text) {
  scenario_file file = read(text);
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  BOOST_REQUIRE(file.set.has_value());
  return file;
}

/// Four quarters with these drivers and lines.
std::string quarters(const std::string& rest) { return "[periods]\nfirst = \"2026Q1\"\ncount = 4\n" + rest; }
const std::string one_line = "[lines.sales]\nunit = \"USD\"\nformula = \"x * 1 [USD]\"\n";

/// The value of one driver, `x`, that is written so; in quarters.
driver_setting setting_of(const std::string& written, const std::string& unit = "1") {
  const std::string used = unit == "USD" ? "x" : "x * 1 [USD]";
  const scenario_file file = read_right(quarters("[lines.sales]\nunit = \"USD\"\nformula = \"" +
                                                 (unit == "1" || unit == "USD" ? used : "1 [USD]") +
                                                 "\"\n[drivers.x]\nunit = \"" + unit + "\"\n" + written + "\n"));
  return file.set->find_driver("x")->base;
}
std::string values_of(const std::string& written, const std::string& unit = "1") {
  std::string text;
  for (const ratio& v : setting_of(written, unit).values) text += (text.empty() ? "" : " ") + to_string(v);
  return text;
}
std::string bounds_of(const std::string& written, const std::string& unit = "1") {
  std::string text;
  for (const interval& b : setting_of(written, unit).bounds) text += (text.empty() ? "" : "; ") + to_string(b);
  return text;
}

std::string figure_in(const scenario_file& file, std::string_view scenario, std::string_view line, std::size_t period) {
  return to_string(file.set->run(scenario)->value(line, period).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_scenario_file)

BOOST_AUTO_TEST_CASE(numbers_are_what_is_written_and_not_what_binary_makes_of_it) {
  BOOST_TEST(values_of("value = 0.1") == "1/10");
  BOOST_TEST(values_of("value = 6e9") == "6000000000");
  BOOST_TEST(values_of("value = 6.5E+9") == "6500000000");
  BOOST_TEST(values_of("value = 2.5e-0003") == "1/400");
  BOOST_TEST(values_of("value = -1_000.25") == "-4001/4");
  BOOST_TEST(values_of("value = +500_000") == "500000");
  BOOST_TEST(values_of("value = 0.123456789012345678901234567891") ==
             "123456789012345678901234567891/1" + std::string(30, '0'));
  BOOST_TEST(values_of("value = \"65%\"") == "13/20");
  BOOST_TEST(values_of("value = \"12.5 %\"") == "1/8");
  BOOST_TEST(values_of("value = \"500,000\"") == "500000");
  BOOST_TEST(values_of("value = \"$6 billion\"", "USD") == "6000000000");
  BOOST_TEST(values_of("value = \"USD 2.50\"", "USD / chip hour") == "5/2");
  const scenario_file file = read_right(
      quarters("[lines.sum]\nunit = \"1\"\nformula = \"a + b\"\n[drivers]\na = { unit = \"1\", value = 0.1 }\n"
               "b = { unit = \"1\", value = 0.2 }\n"));
  BOOST_TEST(figure_in(file, "base", "sum", 3) == "3/10");
}

BOOST_AUTO_TEST_CASE(a_value_holds_until_the_next_one_that_is_named) {
  BOOST_TEST(values_of("values = { 2026Q1 = 500_000, 2026Q3 = 1_000_000 }") == "500000 500000 1000000 1000000");
  BOOST_TEST(values_of("values = { \"Q3 2026\" = \"$2\", 2026Q1 = 1 }", "USD") == "1 1 2 2");
  BOOST_TEST(values_of("values = [1, 0.5, \"25%\", 4e2]") == "1 1/2 1/4 400");
}

BOOST_AUTO_TEST_CASE(a_range_is_two_ends_or_a_share_to_each_side) {
  BOOST_TEST(bounds_of("value = 2.5\nrange = [1, 3]") == "[1, 3]");
  BOOST_TEST(bounds_of("value = 200\nrange = \"10%\"") == "[180, 220]");
  BOOST_TEST(bounds_of("value = -200\nrange = \"10%\"") == "[-220, -180]");
  BOOST_TEST(bounds_of("value = \"60%\"\nrange = [\"40%\", \"80%\"]") == "[0.4, 0.8]");
  BOOST_TEST(bounds_of("values = [1, 2, 3, 4]\nrange = \"50%\"") == "[0.5, 1.5]; [1, 3]; [1.5, 4.5]; [2, 6]");
  // Outwards, where a bound has more than nine places.
  BOOST_TEST(bounds_of("value = 0.0000000001\nrange = \"10%\"") == "[0, 0.000000001]");
  BOOST_TEST(bounds_of("value = 1") == "");
}

BOOST_AUTO_TEST_CASE(a_series_gives_a_period_of_its_own_or_those_of_earlier_years) {
  const std::string aws = "[series.aws]\nfile = \"cloud.csv\"\nentity = \"Amazon\"\nsegment = \"AWS\"\n";
  // examples/data/cloud.csv: 29,267 + 30,873 + 33,006 + 35,579 = 128,725 million.
  BOOST_TEST(values_of("series = \"aws\"\nat = \"2025\"\n" + aws, "USD") == "128725000000");
  BOOST_TEST(values_of("series = \"aws\"\nat = \"2025Q4\"\n" + aws, "USD") == "35579000000");
  BOOST_TEST(values_of("series = \"aws\"\nyears_ago = 1\n" + aws, "USD") ==
             "29267000000 30873000000 33006000000 35579000000");
  // Each is rounded to a million.
  BOOST_TEST(bounds_of("series = \"aws\"\nat = \"2025Q4\"\n" + aws, "USD") == "[35578500000, 35579500000]");
  BOOST_TEST(bounds_of("series = \"aws\"\nat = \"2025\"\n" + aws, "USD") == "[128723000000, 128727000000]");
  BOOST_TEST(bounds_of("series = \"aws\"\nat = \"2025Q4\"\nrange = \"100%\"\n" + aws, "USD") == "[0, 71158000000]");
  const scenario_file file = read_right(quarters(one_line +
                                                 "[drivers.x]\nunit = \"1\"\nvalue = 1\n[drivers.y]\n"
                                                 "unit = \"USD\"\nseries = \"aws\"\nat = \"2025\"\n" +
                                                 aws));
  BOOST_TEST(file.set->find_driver("y")->source == "cloud.csv: Amazon / AWS");
}

BOOST_AUTO_TEST_CASE(a_claim_gives_its_figure_and_what_its_words_leave_open) {
  const std::string post =
      "[claims.post]\nfile = \"claims.csv\"\nsubject = \"Bank of America (J. Post)\"\n"
      "measure = \"incremental\"\n";
  BOOST_TEST(values_of("claim = \"post\"\n" + post, "USD") == "6000000000");
  BOOST_TEST(bounds_of("claim = \"post\"\n" + post, "USD") == "(..., 6000000000]");
  const scenario_file file = read_right(quarters(one_line + "[drivers.x]\nunit = \"1\"\nvalue = 1\n" + post +
                                                 "[targets.t]\nline = \"sales\"\nclaim = \"post\"\n"));
  BOOST_TEST(file.targets.at(0).words == "up_to");
  BOOST_TEST(to_string(file.targets.at(0).value) == "6000000000");
  BOOST_TEST(file.targets.at(0).source.starts_with("benzinga.com/"));
}

BOOST_AUTO_TEST_CASE(a_claim_in_per_cent_gives_a_number) {
  // "Nearly 40%" on the quarter, of 2026-04-29.
  const std::string chips =
      "[claims.chips]\nfile = \"claims.csv\"\nsubject = \"Amazon custom chips\"\nmeasure = \"growth\"\n";
  BOOST_TEST(values_of("claim = \"chips\"\n" + chips) == "2/5");
  BOOST_TEST(bounds_of("claim = \"chips\"\n" + chips) == "[0.39, 0.4]");
  const std::string points =
      "[claims.points]\nfile = \"claims.csv\"\nsubject = \"Bank of America (J. Post)\"\nmeasure = \"growth_points\"\n";
  BOOST_TEST(values_of("claim = \"points\"\n" + points) == "1/25");
  BOOST_TEST(bounds_of("claim = \"points\"\n" + points) == "(..., 0.04]");
}

BOOST_AUTO_TEST_CASE(a_run_rate_is_a_target_of_a_line_by_the_year_and_an_amount_of_one_that_is_not) {
  const auto target = [](const std::string& unit, const std::string& claimed) {
    return read(quarters("[drivers.x]\nunit = \"" + unit + "\"\nvalue = 1\n[lines.l]\nunit = \"" + unit +
                         "\"\nformula = \"x\"\n[claims.c]\nfile = \"claims.csv\"\n" + claimed +
                         "[targets.t]\nline = \"l\"\nclaim = \"c\"\n"));
  };
  const std::string rate = "subject = \"Amazon custom chips\"\ndate = \"2026-02-05\"\n";  // over $10 billion
  const std::string amount = "subject = \"Citizens (A. Boone)\"\n";                       // about $10 billion in 2026
  BOOST_TEST(to_string(target("USD / year", rate).targets.at(0).range) == "[10000000000, ...)");
  BOOST_TEST(to_string(target("USD", amount).targets.at(0).value) == "10000000000");
  BOOST_TEST(
      to_string(target("USD", rate).problems).find("the claim is in USD / year, a run-rate; the line is in USD") !=
      std::string::npos);
  BOOST_TEST(to_string(target("USD / year", amount).problems).find("the claim is in USD; the line is in USD / year") !=
             std::string::npos);
}

const std::string from_others =
    "[series.aws]\nfile = \"cloud.csv\"\nentity = \"Amazon\"\nsegment = \"AWS\"\n"
    "[claims.post]\nfile = \"claims.csv\"\nsubject = \"Bank of America (J. Post)\"\nmeasure = \"incremental\"\n"
    "[claims.rate]\nfile = \"claims.csv\"\nsubject = \"AWS\"\ndate = \"2026-02-05\"\n";

std::string text_of(const std::vector<scenario_source>& sources) {
  std::string text;
  for (const scenario_source& s : sources) {
    text += (s.what == scenario_source::kind::series ? "series " : "claim ") + s.name + ", " + s.from + ", " +
            to_string(s.days) + "\n";
  }
  return text;
}

BOOST_AUTO_TEST_CASE(it_says_what_is_taken_from_other_files_and_to_which_day) {
  const scenario_file file = read_right(quarters(from_others + "[drivers.x]\nunit = \"1\"\nvalue = 1\n" + one_line));
  BOOST_TEST(text_of(file.sources) ==
             "series aws, cloud.csv: Amazon / AWS, 2018-07-01 to 2026-06-30\n"
             "claim post, claims.csv: Bank of America (J. Post), 2026-03-01 to 2026-03-31\n"
             "claim rate, claims.csv: AWS, 2026-02-05\n");
  BOOST_TEST(read_right(quarters("[drivers.x]\nunit = \"1\"\nvalue = 1\n" + one_line)).sources.empty());
}

BOOST_AUTO_TEST_CASE(what_was_not_known_by_a_day_is_not_there) {
  const auto as_of = [](date day, const std::string& driver) {
    return read_scenario_file(text_input::text(quarters(from_others + "[drivers.x]\nunit = \"USD\"\n" + driver +
                                                        "\n[lines.sales]\nunit = \"USD\"\nformula = \"x\"\n"
                                                        "[targets.t]\nline = \"sales\"\nclaim = \"post\"\n"),
                                               "s.toml"),
                              data, {day});
  };
  // 35,579 million were reported for the quarter to the end of 2025.
  const scenario_file spring = as_of(date_of(2026, 3, 31), "series = \"aws\"\nat = \"2025Q4\"");
  BOOST_REQUIRE_EQUAL(to_string(spring.problems), "");
  BOOST_TEST((spring.set->find_driver("x")->base.values[0] == ratio(decimal(35'579'000'000))));
  BOOST_TEST((spring.sources[0].days.last() == date_of(2026, 3, 31)));
  BOOST_TEST(spring.targets.size() == 1U);
  // The last day of a period counts. Of a claim of March nothing is known for certain before its end.
  BOOST_TEST(as_of(date_of(2026, 3, 30), "value = 1").targets.empty());
  const scenario_file winter = as_of(date_of(2025, 12, 31), "series = \"aws\"\nat = \"2025Q4\"");
  BOOST_REQUIRE(winter.set.has_value());
  BOOST_TEST(winter.targets.empty());
  BOOST_TEST(winter.sources.size() == 1U);
  BOOST_TEST(to_string(winter.problems) ==
             "s.toml:25:9: note: the target \"t\" is left out; its claim was made later\n");
  const auto refused = [&](date day, const std::string& driver, const std::string& why) {
    const scenario_file file = as_of(day, driver);
    BOOST_TEST(!file.set.has_value());
    BOOST_TEST(to_string(file.problems).find(why) != std::string::npos, to_string(file.problems));
  };
  refused(date_of(2025, 12, 30), "series = \"aws\"\nat = \"2025Q4\"",
          "the series has not all of 2025Q4; it goes from 2018-07-01 to 2025-09-30");
  refused(date_of(2018, 9, 29), "forecast = \"aws\"",
          "cloud.csv: Amazon / AWS begins later; a period that had ended by 2018-09-29 was expected");
  BOOST_TEST(as_of(date_of(2018, 9, 29), "value = 1").set.has_value());  // which reads nothing of it
  refused(date_of(2026, 2, 28), "claim = \"post\"",
          "\"post\" was said later: 2026-03; a claim that was made by 2026-02-28 was expected");
}

BOOST_AUTO_TEST_CASE(periods_are_those_of_the_calendar_that_the_file_names) {
  const auto labels = [](const std::string& periods) {
    const scenario_file file =
        read_right("[periods]\n" + periods + "\n[drivers.x]\nunit = \"1\"\nvalue = 1\n" + one_line);
    std::string text;
    for (const model_period& p : file.set->periods()) {
      text += (text.empty() ? "" : " ") + p.label + ":" + std::to_string(p.during.days());
    }
    return text;
  };
  BOOST_TEST(labels("first = \"2026Q1\"\ncount = 2") == "2026Q1:90 2026Q2:91");
  BOOST_TEST(labels("first = \"2027-12\"\nlast = \"2028-02\"") == "2027-12:31 2028-01:31 2028-02:29");
  BOOST_TEST(labels("first = \"2026\"\nlast = \"2028\"") == "2026:365 2027:365 2028:366");
  BOOST_TEST(labels("first = \"FY2026Q1\"\ncount = 2\nfiscal_year_end = \"06\"") == "FY2026Q1:92 FY2026Q2:92");
  // A year of 53 weeks: its last quarter has fourteen.
  BOOST_TEST(labels("first = \"FY2023Q1\"\ncount = 4\nfiscal_year_end = \"nearest-sun-08:12-12-12-16\"") ==
             "FY2023Q1:84 FY2023Q2:84 FY2023Q3:84 FY2023Q4:119");
}

BOOST_AUTO_TEST_CASE(scenarios_inherit_and_override) {
  const scenario_file file = read_right(quarters(R"(
[drivers.x]
unit = "1"
value = 1
range = [0, 10]
distribution = { kind = "triangular", low = 0.5, likely = 1, high = 4 }
source = "a filing"
note = "a note"

[drivers."rainier.chips"]
unit = "1"
value = 10

[lines.sales]
unit = "USD"
formula = "x * rainier.chips * 1 [USD]"
note = "what is sold"

[lines.stock]
unit = "1"
formula = "previous(stock) + x"
initial = "rainier.chips"

[lines.count]
unit = "1"
formula = "previous(count) + 1"
initial = 100

[scenarios.bear]
weight = 0.25
note = "slow"
set = { x = "50%" }

[scenarios.bull]
inherits = "bear"
weight = "75%"
[scenarios.bull.set]
"rainier.chips" = { values = { 2026Q1 = 20, 2026Q4 = 40 }, range = "10%" }

[scenarios.listed.set]
x = [1, 2, 3, 4]

[comparisons.upside]
with = "bull"
without = "base"
note = "what it adds"

[targets.six]
line = "sales"
period = "2026Q4"
comparison = "upside"
over = "$10"
source = "somebody"
)"));
  const scenario_set& set = *file.set;
  BOOST_TEST(set.scenarios().size() == 4U);
  BOOST_TEST(figure_in(file, "base", "sales", 3) == "10");
  BOOST_TEST(figure_in(file, "bear", "sales", 3) == "5");
  BOOST_TEST(figure_in(file, "bull", "sales", 0) == "10");
  BOOST_TEST(figure_in(file, "bull", "sales", 3) == "20");
  BOOST_TEST(figure_in(file, "listed", "sales", 2) == "30");
  BOOST_TEST(figure_in(file, "base", "stock", 3) == "14");
  BOOST_TEST(figure_in(file, "base", "count", 3) == "104");
  BOOST_TEST(to_string(set.values("bull")->find("rainier.chips")->bounds.at(3)) == "[36, 44]");
  BOOST_TEST(to_string(*set.find("bull")->weight) == "3/4");
  BOOST_TEST(set.find("bear")->note == "slow");
  const scenario_driver& x = *set.find_driver("x");
  BOOST_TEST(x.source == "a filing");
  BOOST_TEST(x.note == "a note");
  BOOST_TEST(x.spread->kind == "triangular");
  BOOST_TEST(to_string(x.spread->parameters.at("low")) == "1/2");
  BOOST_TEST(file.line_notes == std::vector<std::string>({"what is sold", "", ""}), boost::test_tools::per_element());
  BOOST_TEST(file.comparisons.at(0).note == "what it adds");
  const scenario_target& six = file.targets.at(0);
  BOOST_TEST(six.comparison.value() == 0U);
  BOOST_TEST(to_string(six.range) == "[10, ...)");
  BOOST_TEST(six.source == "somebody");
  BOOST_TEST((six.of == measure{0, 3, 4}));
}

BOOST_AUTO_TEST_CASE(every_word_of_a_target_leaves_open_what_it_means) {
  const auto range_of = [](const std::string& amount) {
    const scenario_file file = read_right(quarters("[drivers.x]\nunit = \"1\"\nvalue = 1\n" + one_line +
                                                   "[targets.t]\nline = \"sales\"\n" + amount + "\n"));
    return file.targets.at(0).words + " " + to_string(file.targets.at(0).range);
  };
  BOOST_TEST(range_of("exactly = 6e9") == "exactly [6000000000, 6000000000]");
  BOOST_TEST(range_of("exactly = \"$6.0 billion\"") == "exactly [5950000000, 6050000000]");
  BOOST_TEST(range_of("about = \"$6 billion\"") == "about [5500000000, 6500000000]");
  BOOST_TEST(range_of("nearly = \"$6 billion\"") == "nearly [5000000000, 6000000000]");
  BOOST_TEST(range_of("over = \"$6 billion\"") == "over [6000000000, ...)");
  BOOST_TEST(range_of("at_least = 6e9") == "at_least [6000000000, ...)");
  BOOST_TEST(range_of("up_to = 6e9") == "up_to (..., 6000000000]");
  BOOST_TEST(range_of("under = 6e9") == "under (..., 6000000000]");
}

BOOST_AUTO_TEST_CASE(line_ends_of_windows_and_a_byte_order_mark_change_nothing) {
  const std::string text = quarters("[drivers.x]\nunit = \"1\"\nvalue = 1.5\n" + one_line);
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
  BOOST_TEST(figure_in(read_right(windows), "base", "sales", 0) == "3/2");
  // Places are those of the text without the mark, and of characters.
  const std::string wrong = "\xEF\xBB\xBF[periods]\r\nfirst = \"2026Q1\"\r\ncount = 4\r\ntitel = \"\xC3\xA9\"\r\n";
  BOOST_TEST(to_string(read(wrong).problems.kept()[1]) ==
             "s.toml:4:1: \"titel\" is no key of periods; expected first, last, count or fiscal_year_end");
  BOOST_TEST(to_string(read("title = \"\xC3\xA9\xC3\xA9\"\nperiods = { first = \"\xC3\xA9\", second = \"x\" }\n")
                           .problems.kept()[1]) ==
             "s.toml:2:26: \"second\" is no key of periods; expected first, last, count or fiscal_year_end");
}

BOOST_AUTO_TEST_SUITE_END()
