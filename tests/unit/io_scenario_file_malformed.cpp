#include <runrate/io/scenario_file.hpp>

#include <boost/test/unit_test.hpp>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

using namespace runrate;

namespace {

const std::filesystem::path folder = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests/data/scenarios/malformed";

std::string first_problem(const std::string& text) {
  const scenario_file file = read_scenario_file(text_input::text(text, "s.toml"), folder.string());
  if (file.set) return "none";
  return to_string(file.problems.kept()[0]);
}

/// Four quarters with two drivers and whatever else.
std::string chips(const std::string& rest) {
  return "[periods]\nfirst = \"2026Q1\"\ncount = 4\n[drivers]\nchips = { unit = \"chip\", value = 5 }\n"
         "x = { unit = \"1\", value = 1.5 }\n" +
         rest;
}
std::string line_y(const std::string& formula, const std::string& rest = "") {
  return "[lines.y]\nunit = \"1\"\nformula = \"" + formula + "\"\n" + rest;
}
std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// Why there is no run in the base; "none" where there is one.
std::string why_no_run(const std::string& text) {
  const scenario_file file = read_scenario_file(text_input::text(text, "s.toml"), folder.string());
  BOOST_REQUIRE_EQUAL(to_string(file.problems), "");
  const auto run = file.set->run("base");
  return run ? "none" : run.error().text;
}

/// Of the processor's time: how busy the machine is otherwise does not count.
class stopwatch {
public:
  double seconds() const { return static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC; }

private:
  std::clock_t begin_ = std::clock();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_scenario_file_malformed)

// Every file says at its end what is wrong with it.
BOOST_AUTO_TEST_CASE(every_malformed_file_has_its_located_errors) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    ++files;
    const std::string name = entry.path().filename().string();
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::string expected;
    constexpr std::string_view mark = "\n# expected: ";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      at += mark.size();
      const std::string one = text.substr(at, text.find('\n', at) - at + 1);
      expected += one[0] >= '0' && one[0] <= '9' ? name + ":" + one : one;
      --at;
    }
    const stopwatch watch;
    const scenario_file read = read_scenario_file(text_input::text(text, name), folder.string());
    BOOST_TEST(watch.seconds() < 1);
    BOOST_TEST(!read.set.has_value());
    BOOST_TEST(!expected.empty());
    std::string found = to_string(read.problems);
    const std::string beside = folder.string() + "/";
    for (std::size_t at = found.find(beside); at != std::string::npos; at = found.find(beside))
      found.erase(at, beside.size());
    BOOST_TEST(found == expected);
  }
  BOOST_TEST(files > 80U);
}

BOOST_AUTO_TEST_CASE(what_is_nested_without_end_is_refused_before_it_is_read) {
  const stopwatch watch;
  BOOST_TEST(
      first_problem(chips(line_y(std::string(10'000, '(') + "1" + std::string(10'000, ')')))) ==
      "s.toml:9:212: more than 200 parentheses or signs around one part; expected parts of it as lines of their own");
  BOOST_TEST(
      first_problem(chips(line_y(std::string(10'000, '-') + "1"))) ==
      "s.toml:9:212: more than 200 parentheses or signs around one part; expected parts of it as lines of their own");
  const std::string deep = "; nothing in a scenario file needs more than three";
  BOOST_TEST(first_problem(chips("z = " + std::string(10'000, '['))) ==
             "s.toml:7:55: arrays and tables nest more than 50 deep" + deep);
  BOOST_TEST(first_problem(chips("z = " + repeated(10'000, "{a="))) ==
             "s.toml:7:155: arrays and tables nest more than 50 deep" + deep);
  const std::string dots =
      ": a key has more than 20 points; a name with points is written in quotes: \"rainier.chips\"";
  BOOST_TEST(first_problem(chips("a" + repeated(200'000, ".a") + " = 1\n")) == "s.toml:7:42" + dots);
  BOOST_TEST(first_problem(chips("[a" + repeated(100'000, " . \"a\"") + "]\n")) == "s.toml:7:124" + dots);
  BOOST_TEST(first_problem(chips("z = [\"\"\"a\"\"\"\", {a" + repeated(200'000, ".a") + " = 1}]\n")) ==
             "s.toml:7:58" + dots);
  // Points in text and numbers are none.
  BOOST_TEST(first_problem(chips(line_y("x" + repeated(50, " + 0.5.")))) ==
             "s.toml:9:16: '0.5.' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%");
  BOOST_TEST(watch.seconds() < 5);
}

BOOST_AUTO_TEST_CASE(what_is_no_text_or_too_much_of_it_is_refused) {
  using namespace std::string_literals;
  BOOST_TEST(first_problem("title = \"a\0b\"\n"s) ==
             "s.toml:1:11: a NUL byte; expected text: the file may be damaged or binary");
  BOOST_TEST(first_problem("title = \"caf\xE9\"\n") ==
             "s.toml:1:13: byte 0xE9 is not UTF-8; expected UTF-8: the file may be in another encoding, such as "
             "Windows-1252");
  BOOST_TEST(first_problem(std::string(2'000'000, '#')) ==
             "s.toml: it has more than 1 MB; a scenario file of at most 1,000,000 bytes was expected");
  BOOST_TEST(first_problem("") ==
             "s.toml:1:1: there are no periods; [periods] with first = \"2026Q1\" and count = 4 was expected");
  std::string many = chips(line_y("1"));
  for (int i = 0; i < 3'000; ++i) many += "[drivers.a" + std::to_string(i) + "]\n";
  BOOST_TEST(first_problem(many) == "s.toml:4:1: there are 3,002 drivers; at most 2,000 were expected");
  BOOST_TEST(to_string(read_scenario_file("no/such/file.toml").problems) ==
             "no/such/file.toml: can't be read: No such file or directory\n");
}

// Each error asks for the nearest of 2,000 names, and each name for its place on one line.
BOOST_AUTO_TEST_CASE(many_errors_and_long_lines_take_little_longer_than_reading) {
  std::string names = chips(line_y("1")),
              row = "[periods]\nfirst = \"2026Q1\"\ncount = 4\n[lines]\n" + line_y("1") + "[drivers]\n";
  for (int i = 0; i < 1'900; ++i) names += "[drivers.a" + std::to_string(i) + "]\nunit = \"1\"\nvalue = 1\n";
  names += "[scenarios.x.set]\n";
  for (int i = 0; i < 50'000; ++i) names += "aaaaa" + std::to_string(i) + " = 1\n";
  const stopwatch watch;
  BOOST_TEST(first_problem(names).starts_with("s.toml:5711:1: there is no driver \"aaaaa0\"; expected one of 1,902"));
  std::string numbers;
  for (int i = 0; i < 1'083; ++i) numbers += i == 0 ? "[0" : ",0";
  std::string drivers = "drivers = {";
  for (int i = 0; i < 400; ++i)
    drivers += (i == 0 ? "a" : ", a") + std::to_string(i) + " = {unit=\"1\",values=" + numbers + "]}";
  const scenario_file file = read_scenario_file(
      text_input::text(drivers + "}\n[periods]\nfirst = \"1990-01\"\ncount = 1083\n" + line_y("1"), "s.toml"), "");
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_TEST(watch.seconds() < 10);
}

BOOST_AUTO_TEST_CASE(only_files_beside_or_below_are_read) {
  const std::filesystem::path here = std::filesystem::temp_directory_path() / ("runrate-" + std::to_string(::getpid()));
  std::filesystem::create_directories(here / "inside");
  std::ofstream(here / "outside.csv") << "entity\n";
  std::filesystem::create_symlink("../outside.csv", here / "inside" / "link.csv");
  std::filesystem::create_symlink("/dev/zero", here / "inside" / "zero.csv");
  BOOST_REQUIRE(::mkfifo((here / "inside" / "fifo.csv").c_str(), 0600) == 0);
  const auto problem = [&](const std::string& file) {
    const std::string text = chips(line_y("1")) + "[series.a]\nfile = \"" + file + "\"\nentity = \"A\"\n";
    const scenario_file read = read_scenario_file(text_input::text(text, "s.toml"), (here / "inside").string());
    return read.set ? "none" : read.problems.kept()[0].found;
  };
  BOOST_TEST(problem("link.csv") == "\"link.csv\" leads out of the folder by a link");
  BOOST_TEST(problem("zero.csv") == "\"zero.csv\" leads out of the folder by a link");
  BOOST_TEST(problem("fifo.csv") == "\"fifo.csv\" is no file");
  BOOST_TEST(problem("../outside.csv") == "\"../outside.csv\" leads out of the folder");
  BOOST_TEST(problem("x/../../outside.csv") == "\"x/../../outside.csv\" leads out of the folder");
  std::filesystem::remove_all(here);
}

BOOST_AUTO_TEST_CASE(a_run_that_would_not_end_ends_with_a_reason) {
  const stopwatch watch;
  BOOST_TEST(why_no_run(chips(line_y("previous(y) * previous(y)", "initial = \"x\"\n"))) == "none");
  BOOST_TEST(why_no_run(chips(line_y("1 / (x - 1.5)"))) == "y in 2026Q1: 1 is divided by 0");
  BOOST_TEST(why_no_run(chips(line_y("if(index = 2, 1 / (x - 1.5), 1)"))) == "y in 2026Q3: 1 is divided by 0");
  BOOST_TEST(why_no_run(chips(line_y("2^(2^(2^(2^(2^2))))"))) ==
             "y in 2026Q1: real_power: the result is not from e^-10,000 to e^10,000");
  BOOST_TEST(why_no_run(chips(line_y("exp(exp(exp(100)))"))) ==
             "y in 2026Q1: exponential: e^a is only given for a up to 10,000");
  const std::string long_time = "[periods]\nfirst = \"2026-01\"\ncount = 1083\n";
  std::string sums = long_time;
  for (int i = 0; i < 300; ++i) {
    const std::string n = std::to_string(i);
    sums += "[lines.l" + n + "]\nunit = \"1\"\ninitial = 0\nformula = \"previous(l" + n + ") + 1 / (index + 1." + n +
            ")\"\n";
  }
  const std::string too_much =
      "the formulas are too much work: fewer periods and scenarios, powers, or numbers that grow to "
      "thousands of digits; it ended in ";
  BOOST_TEST(why_no_run(sums).starts_with(too_much));
  std::string powers = long_time;
  for (int i = 0; i < 4; ++i) {
    const std::string n = std::to_string(i);
    powers += "[lines.l" + n + "]\nunit = \"1\"\ninitial = 1.5\nformula = \"previous(l" + n +
              ") ^ 0.99 + exp(index / 1000)\"\n";
  }
  BOOST_TEST(why_no_run(powers).starts_with(too_much));
  BOOST_TEST(watch.seconds() < 60);
}

BOOST_AUTO_TEST_SUITE_END()
