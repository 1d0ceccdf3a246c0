#include <boost/test/unit_test.hpp>

#include <runrate/io/scenario_file.hpp>
#include <runrate/report/workbook.hpp>
#include <runrate/runrate.hpp>

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "unit/workbook_parts.hpp"

using namespace runrate;
using runrate::test::read_workbook;

namespace {

/// A model of drivers a, b and c, all 1, over four quarters of 2026, with a line `y`, and a line `z` before it.
scenario_set set_of(const std::string& formula, const std::string& more = {}) {
  std::string text = "[periods]\nfirst = \"2026Q1\"\ncount = 4\n";
  for (const char* driver : {"a", "b", "c"}) text += "[drivers." + std::string(driver) + "]\nunit = \"1\"\nvalue = 1\n";
  text += "[lines.z]\nunit = \"1\"\nformula = \"a\"\n";
  text += "[lines.y]\nunit = \"1\"\nformula = \"\"\"" + formula + "\"\"\"\n" + more;
  const scenario_file read = read_scenario_file(text_input::text(text, "test.toml"), ".");
  BOOST_REQUIRE_MESSAGE(read.set.has_value(), to_string(read.problems));
  return *read.set;
}

read_workbook workbook_of(const scenario_set& set, const scenario_workbook& about = {}) {
  const result<std::string> bytes = to_workbook(set, about);
  BOOST_REQUIRE_MESSAGE(bytes.has_value(), (bytes ? std::string() : bytes.error().text));
  return read_workbook(*bytes);
}

/// An environment variable for as long as a case needs it.
class changed_environment {
public:
  changed_environment(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  changed_environment(const changed_environment&) = delete;
  changed_environment& operator=(const changed_environment&) = delete;
  ~changed_environment() { before_.empty() ? ::unsetenv(name_) : ::setenv(name_, before_.c_str(), 1); }

private:
  const char* name_;
  std::string before_;
};

basic_series<struct any_currency> quarters(std::initializer_list<int> amounts, currency unit = currency("USD", 2)) {
  basic_series<struct any_currency> s(unit);
  int number = 0;
  for (const int amount : amounts) {
    const period_label label = 2024y / Q1 + number++;
    BOOST_REQUIRE(s.append({decimal(amount), label.calendar()}).has_value());
  }
  return s;
}

/// A method of a user's whose factor does not change with the amounts.
struct trading_days {
  static constexpr std::string_view name() { return "trading"; }
  result<annualization> operator()(const history& h) const { return annualize_latest(h, ratio(252, 63)); }
};
/// One whose factor does.
struct momentum {
  static constexpr std::string_view name() { return "momentum"; }
  result<annualization> operator()(const history& h) const {
    return annualize_latest(h, ratio(h.latest().amount > decimal(150) ? 5 : 4));
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(report_workbook)

// What stands in the first period's cell of the sheet Lines; z is row 5, y row 6.
const std::pair<std::string, std::string> operations[] = {
    {"0.25", "0.25"},
    {"-4", "(-4)"},
    {"1 / 3", "(1/3)"},
    {"a", "in_a"},
    {"z", "D5"},
    {"hours / 1 [hour]", "Periods!D$8/1"},
    {"position", "Periods!D$12"},
    {"a + b - c", "in_a+in_b-in_c"},
    {"a - (b - c)", "in_a-(in_b-in_c)"},
    {"a * (b + c) / 2", "in_a*(in_b+in_c)/2"},
    {"a / (b * c)", "in_a/(in_b*in_c)"},
    {"a * b / c", "in_a*in_b/in_c"},
    {"-a^2", "-(in_a^2)"},
    {"(-a)^2", "((-in_a)^2)"},
    {"a - -b", "in_a-(-in_b)"},
    {"a^0.5", "IF(0.5=0,1+0*in_a,IF(AND(in_a<0,0.5<>INT(0.5)),NA(),in_a^0.5))"},
    {"a^b", "IF(in_b=0,1+0*in_a,IF(AND(in_a<0,in_b<>INT(in_b)),NA(),in_a^in_b))"},
    {"exp(a + b)", "EXP(in_a+in_b)"},
    {"ln(a)", "LN(in_a)"},
    {"min(a, b, c)", "MIN(MIN(in_a,in_b),in_c)"},
    {"max(a, -b)", "MAX(in_a,-in_b)"},
    {"if(a < b, 1, 0)", "IF(in_a<in_b,1,0)"},
    {"if(a >= b and not c = 1, a, b)", "IF(AND(in_b<=in_a,NOT(in_c=1)),in_a,in_b)"},
    {"if(a < b or b < c, a, b)", "IF(OR(in_a<in_b,in_b<in_c),in_a,in_b)"},
    {"previous(z, b + 1)", "in_b+1"},
    {"share_after(2026-02-01)", "Periods!D$16"},
};
BOOST_AUTO_TEST_CASE(an_operation_is_a_formula) {
  for (const auto& [text, expected] : operations) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(workbook_of(set_of(text)).formula("Lines", "D6") == expected); }
  }
}

BOOST_AUTO_TEST_CASE(a_value_of_an_earlier_period_is_that_columns_cell) {
  const read_workbook book = workbook_of(set_of("previous(z, 7, 2) + previous(y, b)"));
  BOOST_TEST(book.formula("Lines", "D6") == "7+in_b");
  BOOST_TEST(book.formula("Lines", "E6") == "7+D6");
  BOOST_TEST(book.formula("Lines", "F6") == "D5+E6");
  BOOST_TEST(book.formula("Scenarios", "F6") == "D5+E6");
  BOOST_TEST(book.formula("Scenarios", "D5") == "Drivers!$F$5");
}

BOOST_AUTO_TEST_CASE(what_stands_in_several_formulas_has_a_row) {
  const read_workbook book = workbook_of(
      set_of("(a * b + a * c + b * c + a * b * c + a) ^ 2 / (1 + (a * b + a * c + b * c + a * b * c + a))"));
  BOOST_TEST(book.value("Lines", "A7") == "part 1");
  BOOST_TEST(book.formula("Lines", "D7") == "in_a*in_b+in_a*in_c+in_b*in_c+in_a*in_b*in_c+in_a");
  BOOST_TEST(book.formula("Lines", "D6") == "(D7^2)/(1+D7)");
  BOOST_TEST(book.value("Lines", "D7") == "5");
}

BOOST_AUTO_TEST_CASE(no_formula_is_too_long_or_too_deep) {
  std::string text = "a";
  for (int i = 0; i < 60; ++i) text = "(max(" + text + ", b) * 2 - c)";
  std::string sum = "a";
  for (int i = 0; i < 2'000; ++i) sum += " + b * " + std::to_string(i);
  for (const std::string& formula : {text, sum}) {
    const read_workbook book = workbook_of(set_of(formula));
    const std::string& lines = book.part(book.sheets().at("Lines"));
    std::size_t longest = 0;
    for (std::size_t at = lines.find("<f>"); at != std::string::npos; at = lines.find("<f>", at + 1)) {
      longest = std::max(longest, lines.find("</f>", at) - at);
    }
    BOOST_TEST(longest > 100U);
    BOOST_TEST(longest < 2'000U);
  }
}

BOOST_AUTO_TEST_CASE(drivers_have_names_that_no_cell_has) {
  std::string text = "[periods]\nfirst = \"2026\"\ncount = 1\n";
  std::string formula = "0";
  for (const char* name : {"Q4", "R1C1", "TRUE", "q4", "sum", "a.b"}) {
    text += "[drivers.\"" + std::string(name) + "\"]\nunit = \"1\"\nvalue = 1\n";
    formula += std::string(" + ") + name;
  }
  text += "[lines.y]\nunit = \"1\"\nformula = \"" + formula + "\"\n";
  const scenario_file read = read_scenario_file(text_input::text(text, "test.toml"), ".");
  BOOST_REQUIRE_MESSAGE(read.set.has_value(), to_string(read.problems));
  const read_workbook book = workbook_of(*read.set);
  BOOST_TEST(book.formula("Lines", "D5") == "0+in_Q4+in_R1C1+in_TRUE+in_q4.2+in_sum+in_a_b");
  for (const char* name : {"in_Q4", "in_R1C1", "in_TRUE", "in_q4.2", "in_sum", "in_a_b", "scenario"}) {
    BOOST_TEST(book.part("xl/workbook.xml").find("<definedName name=\"" + std::string(name) + '"') != std::string::npos,
               name);
  }
}

BOOST_AUTO_TEST_CASE(a_figure_that_does_not_exist_is_an_error_and_says_why) {
  const scenario_set set = set_of("z / (a - b)", "[scenarios.half]\nset = { b = 0.5 }\n");
  const read_workbook book = workbook_of(set);
  BOOST_TEST(book.formula("Lines", "D6") == "D5/(in_a-in_b)");
  BOOST_TEST(book.value("Lines", "D6") == "#N/A");
  BOOST_TEST(book.value("Scenarios", "D8") == "2");  // of the scenario that has one
  BOOST_TEST(book.value("Summary", "C8").find("y in 2026Q1: 1 is divided by 0") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_scenario_takes_over_what_it_does_not_set) {
  const scenario_set set =
      set_of("a * b", "[scenarios.up]\nset = { a = 2 }\n[scenarios.far]\ninherits = \"up\"\nset = { b = 3 }\n");
  const read_workbook book = workbook_of(set, {.chosen = "far"});
  BOOST_TEST(book.value("Drivers", "F5") == "1");
  BOOST_TEST(book.value("Drivers", "G5") == "2");
  BOOST_TEST(book.formula("Drivers", "H5") == "G5");  // far: a, of up
  BOOST_TEST(book.formula("Drivers", "G6") == "F6");  // up: b, of the base
  BOOST_TEST(book.formula("Drivers", "E5") == "INDEX(F5:H5,1,scenario)");
  BOOST_TEST(book.value("Summary", "B4") == "far");
  BOOST_TEST(test::between(book.part(book.sheets().at("Summary")), "<formula1>", "</formula1>") == "$A$8:$A$10");
  BOOST_TEST(book.value("Lines", "D6") == "6");
}

BOOST_AUTO_TEST_CASE(a_base_that_sets_drivers_is_no_root_for_others) {
  const scenario_set set = set_of("a * b", "[scenarios.base]\nset = { a = 5 }\n[scenarios.up]\nset = { b = 2 }\n");
  const read_workbook book = workbook_of(set);
  BOOST_TEST(book.value("Drivers", "H4") == "as given");
  BOOST_TEST(book.value("Drivers", "F5") == "5");
  BOOST_TEST(book.formula("Drivers", "G5") == "H5");  // up has the a that the file gives
  BOOST_TEST(book.value("Drivers", "H5") == "1");
}

BOOST_AUTO_TEST_CASE(what_was_said_stands_beside_each_scenario_as_a_share) {
  const scenario_set set = set_of("a * b", "[scenarios.up]\nset = { b = 3 }\n");
  scenario_workbook about;
  about.targets.push_back({"in_a_quarter", {1, 2, 3}, "over 4", decimal(4), {}, {}, "a talk"});
  about.targets.push_back({"more", {1, 0, 4}, "up to 8", decimal(8), "up", "base"});
  about.targets.push_back({"none", {1, 0, 4}, "0", decimal()});
  const read_workbook book = workbook_of(set, about);
  // Numbers without a unit don't add up: of the first the third quarter counts, of the second the last.
  BOOST_TEST(book.value("Summary", "A16") == "in_a_quarter");
  BOOST_TEST(book.value("Summary", "B16") == "y in 2026Q3");
  BOOST_TEST(book.value("Summary", "C16") == "over 4");
  BOOST_TEST(book.value("Summary", "D16") == "4");
  BOOST_TEST(book.formula("Summary", "E16") == "Scenarios!F6/D$16");
  BOOST_TEST(book.value("Summary", "E16") == "0.25");
  BOOST_TEST(book.value("Summary", "F16") == "0.75");
  BOOST_TEST(book.value("Summary", "H16") == "a talk");
  BOOST_TEST(book.formula("Summary", "G17") == "(Scenarios!G8-Scenarios!G6)/D$17");
  BOOST_TEST(book.value("Summary", "G17") == "0.25");
  BOOST_TEST(book.element("Summary", "E18").empty());
  about.targets.back().with = "best";
  BOOST_TEST(to_workbook(set, about).error().text.find("there is no scenario best") == 0U);
}

BOOST_AUTO_TEST_CASE(a_chart_has_the_values_of_its_formulas_where_nothing_computes) {
  const read_workbook book = workbook_of(set_of("a * 5 * position"));
  const std::string chart = book.part("xl/charts/chart1.xml");
  for (const char* value : {"5", "10", "15", "20"}) {
    BOOST_TEST(chart.find("<c:v>" + std::string(value) + "</c:v>") != std::string::npos, chart);
  }
}

BOOST_AUTO_TEST_CASE(scenarios_and_lines_that_are_not_there_are_reasons) {
  const scenario_set set = set_of("a");
  BOOST_TEST(to_workbook(set, {.chosen = "bas"}).error().text == "there is no scenario bas; did you mean base?");
  BOOST_TEST(to_workbook(set, {.lead = "x"}).error().text.find("there is no line x") == 0U);
  scenario_workbook about;
  about.comparisons.push_back({"c", "base", "best"});
  BOOST_TEST(!to_workbook(set, about));
}

BOOST_AUTO_TEST_CASE(a_workbook_beyond_a_million_cells_is_refused) {
  std::string text = "[periods]\nfirst = \"1950M01\"\ncount = 900\n[drivers.a]\nunit = \"1\"\nvalue = 1\n";
  for (int l = 0; l < 200; ++l) text += "[lines.l" + std::to_string(l) + "]\nunit = \"1\"\nformula = \"a\"\n";
  for (int s = 0; s < 10; ++s) text += "[scenarios.s" + std::to_string(s) + "]\nset = { a = 2 }\n";
  const scenario_file read = read_scenario_file(text_input::text(text, "test.toml"), ".");
  BOOST_REQUIRE_MESSAGE(read.set.has_value(), to_string(read.problems));
  const auto bytes = to_workbook(*read.set);
  BOOST_REQUIRE(!bytes);
  BOOST_TEST(to_string(bytes.error().code) == "out_of_range");
}

BOOST_AUTO_TEST_CASE(days_that_spreadsheets_do_not_have_are_text) {
  std::string text = "[periods]\nfirst = \"1899Q4\"\ncount = 3\n[drivers.a]\nunit = \"1\"\nvalue = 1\n";
  text += "[lines.y]\nunit = \"1\"\nformula = \"a * days / 1 [day]\"\n";
  const scenario_file read = read_scenario_file(text_input::text(text, "test.toml"), ".");
  BOOST_REQUIRE_MESSAGE(read.set.has_value(), to_string(read.problems));
  const read_workbook book = workbook_of(*read.set);
  BOOST_TEST(book.value("Periods", "D5") == "1899-10-01");
  BOOST_TEST(book.value("Periods", "D7") == "92");
  BOOST_TEST(book.formula("Periods", "D7").empty());
}

BOOST_AUTO_TEST_CASE(methods_are_formulas_over_amounts_and_days) {
  const annualized_series one{
      "Acme",
      {},
      quarters({100, 110, 121, 200, 150, 160}),
      {method::times_four, method::day_weighted, method::day_weighted_365, method::week_weighted,
       method::trailing_twelve_months, method::year_to_date(month_calendar(std::chrono::December, year_naming::by_end)),
       method::compounded, method::seasonal_share(month_calendar(std::chrono::December, year_naming::by_end)),
       method::times_twelve, trading_days(), momentum()}};
  const read_workbook book(to_workbook(std::span(&one, 1)).value());
  const auto formula = [&](const char* cell) { return book.formula("Run-rates", cell); };
  BOOST_TEST(formula("F10") == "Revenue!F10*4");
  BOOST_TEST(formula("G10") == "Revenue!F10*Revenue!I10/Revenue!H10");
  BOOST_TEST(formula("H10") == "Revenue!F10*365/Revenue!H10");
  BOOST_TEST(formula("I10") == "Revenue!F10*364/Revenue!H10");
  BOOST_TEST(formula("J10") == "SUM(Revenue!F7:F10)");
  BOOST_TEST(formula("K10") == "SUM(Revenue!F9:F10)*2");
  BOOST_TEST(formula("L6") ==
             "IF(AND(Revenue!F6>0,Revenue!F5>0),Revenue!F6*SUMPRODUCT((Revenue!F6/Revenue!F5)^{1,2,3,4}),NA())");
  BOOST_TEST(formula("M10") ==
             "IF(MIN(Revenue!F6,SUM(Revenue!F5:F8))>0,Revenue!F10/AVERAGE(Revenue!F6/SUM(Revenue!F5:F8)),NA())");
  BOOST_TEST(book.value("Run-rates", "J7") ==
             "a year up to 2024-09-30 is not there: the history is 2024-01-01 to 2024-09-30");
  BOOST_TEST(book.value("Run-rates", "N10") == "x12 is for month; 2025-04-01 to 2025-06-30 has 91 days");
  BOOST_TEST(formula("O10") == "Revenue!F10*4");
  BOOST_TEST(formula("P10").empty());
  BOOST_TEST(book.value("Run-rates", "P10").find("800: a figure and not a formula") == 0U);
  BOOST_TEST(book.formula("Revenue", "H10") == "D10-C10+1");
}

BOOST_AUTO_TEST_CASE(many_series_are_refused_before_they_are_written) {
  const annualized_series one{"Acme", {}, quarters({100, 110, 121, 200}), {method::times_four}};
  const std::vector<annualized_series> many(20'000, one);
  const auto bytes = to_workbook(many);
  BOOST_REQUIRE(!bytes);
  BOOST_TEST(to_string(bytes.error().code) == "out_of_range");
  BOOST_TEST(to_workbook(std::span<const annualized_series>()).has_value());
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
  const scenario_set set = set_of("a * b");
  const std::string once = to_workbook(set).value();
  BOOST_TEST((to_workbook(set).value() == once));
  BOOST_TEST(test::parts_of(once).at("docProps/core.xml").find("2000-01-01T00:00:00Z") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_a_folder_for_temporary_files_there_is_a_reason) {
  const changed_environment missing("TMPDIR", "/no/such/folder");
  const auto bytes = to_workbook(set_of("a"));
  BOOST_REQUIRE(!bytes);
  BOOST_TEST(to_string(bytes.error().code) == "file_error");
  BOOST_TEST(bytes.error().text.find("/no/such/folder") != std::string::npos);
  BOOST_TEST(bytes.error().text.find("set TMPDIR") != std::string::npos);
}

// Beyond its limit a process can write to a file as little as on a full disk. Parts of the workbook that do not fit are
// cut off without a word by the library that packs them.
BOOST_AUTO_TEST_CASE(a_full_disk_is_a_reason_and_no_half_workbook) {
  std::string text = "[periods]\nfirst = \"2000M01\"\ncount = 600\n[drivers.a]\nunit = \"1\"\nvalue = 1\n";
  text += "[lines.y]\nunit = \"1\"\nformula = \"previous(y, 0) + a\"\n";
  const scenario_file read = read_scenario_file(text_input::text(text, "test.toml"), ".");
  BOOST_REQUIRE_MESSAGE(read.set.has_value(), to_string(read.problems));
  const std::string whole = to_workbook(*read.set).value();
  std::size_t largest = 0;
  for (const auto& [name, part] : test::parts_of(whole)) largest = std::max(largest, part.size());
  BOOST_REQUIRE(largest > whole.size() + 8'192);  // so that the parts are cut off where the packed file would fit

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("workbook-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  {
    const changed_environment own("TMPDIR", folder.string());
    const auto old_signal = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    for (const std::size_t room : {whole.size() + 4'096, largest - 100, whole.size() / 2}) {
      const rlimit little{room, before.rlim_max};
      ::setrlimit(RLIMIT_FSIZE, &little);
      const auto bytes = to_workbook(*read.set);
      ::setrlimit(RLIMIT_FSIZE, &before);
      BOOST_REQUIRE_MESSAGE(!bytes, "with room for " << room);
      BOOST_TEST(to_string(bytes.error().code) == "file_error");
      if (room > whole.size()) BOOST_TEST(bytes.error().text.find("may be full") != std::string::npos);
    }
    std::signal(SIGXFSZ, old_signal);
    BOOST_TEST((to_workbook(*read.set).value() == whole));
  }
  BOOST_TEST(std::filesystem::is_empty(folder));  // nothing is left behind
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
