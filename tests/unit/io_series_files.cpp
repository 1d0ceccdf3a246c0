#include <runrate/io/series_csv.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace runrate;

namespace {

const std::filesystem::path folder = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests" / "data" / "csv";

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file.good(), path << " can't be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_series_files)

BOOST_AUTO_TEST_CASE(every_fault_is_reported_with_its_place_and_what_was_expected) {
  std::size_t faulty = 0;
  for (const std::filesystem::path& path : files()) {
    const std::string text = content(path);
    const series_file read = read_series_csv(text_input::text(text, path.filename().string()));
    const std::string expected = content(std::filesystem::path(path).replace_extension(".txt"));
    BOOST_TEST(to_string(read.problems) == expected, path.filename() << ":\n" << to_string(read.problems));
    faulty += expected.empty() ? 0 : 1;
  }
  BOOST_TEST(faulty >= 28U);
}

BOOST_AUTO_TEST_CASE(a_file_reads_as_the_same_text_in_memory_does) {
  for (const std::filesystem::path& path : files()) {
    const std::string text = content(path);
    const series_file from_memory = read_series_csv(text_input::text(text, path.string()));
    const series_file from_file = read_series_csv(text_input::file(path.string()));
    BOOST_TEST(to_string(from_file.problems) == to_string(from_memory.problems));
    BOOST_TEST(from_file.rows_read == from_memory.rows_read);
    BOOST_TEST(from_file.rows_left_out == from_memory.rows_left_out);
  }
}

BOOST_AUTO_TEST_CASE(reading_goes_on_after_a_fault_and_the_rows_left_out_are_counted) {
  struct expectation {
    const char* name;
    std::size_t read, left_out, series;
  };
  // Counted in the files. A gap makes two series of one; rows after a broken quote are read.
  const expectation expectations[] = {
      {"bad_date", 1, 3, 1},
      {"gap", 3, 0, 2},
      {"overlap", 4, 1, 1},
      {"exclusive_ends", 1, 1, 1},
      {"repeated", 2, 3, 2},
      {"mixed_currency", 2, 1, 2},
      {"unknown_currency", 0, 4, 0},
      {"bad_amount", 0, 17, 0},
      {"unquoted_thousands", 0, 2, 0},
      {"nul_bytes", 2, 1, 1},
      {"latin_1", 0, 2, 0},
      {"open_quote", 3, 1, 1},
      {"text_after_quote", 1, 3, 1},
      {"bom", 2, 0, 1},
      {"crlf", 2, 0, 1},
      {"cr", 2, 0, 1},
      {"mixed_line_ends", 2, 0, 1},
      {"empty", 0, 0, 0},
      {"missing_column", 0, 0, 0},
      {"spaces", 0, 3, 0},
      {"unknown_columns", 1, 0, 1},
  };
  for (const expectation& e : expectations) {
    const series_file read = read_series_csv(text_input::file((folder / e.name).string() + ".csv"));
    BOOST_TEST_CONTEXT(e.name) {
      BOOST_TEST(read.rows_read == e.read);
      BOOST_TEST(read.rows_left_out == e.left_out);
      BOOST_TEST(read.series.size() == e.series);
    }
  }
}

BOOST_AUTO_TEST_CASE(no_beginning_of_a_file_makes_the_reader_stumble) {
  for (const std::filesystem::path& path : files()) {
    const std::string text = content(path);
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const series_file read = read_series_csv(text_input::text(std::string_view(text).substr(0, length), "part.csv"));
      std::size_t rows = 0;
      for (const reported_series& series : read.series) rows += series.flows.size();
      BOOST_REQUIRE_EQUAL(rows, read.rows_read);
      BOOST_REQUIRE(read.rows_left_out == 0 || read.problems.has_errors());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
