#include <runrate/core/errors.hpp>
#include <runrate/io/csv.hpp>
#include <runrate/report/table.hpp>

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace runrate;

namespace {

using rows = std::vector<std::vector<std::string>>;

struct outcome {
  rows read;
  std::string problems;
  std::size_t left_out = 0;
};

outcome read_all(text_input source, const csv_options& options = {}) {
  csv_reader reader(std::move(source), options);
  diagnostics problems;
  outcome seen;
  while (reader.next(problems)) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < reader.row().size(); ++i) fields.emplace_back(reader.row()[i]);
    seen.read.push_back(std::move(fields));
  }
  seen.problems = to_string(problems);
  seen.left_out = reader.rows_left_out();
  return seen;
}

outcome read_all(std::string_view text, const csv_options& options = {}) {
  return read_all(text_input::text(text, "f.csv"), options);
}

// Runs `produce(descriptor)` in one process and, in another, `consume` with its output as standard input. Gives the
// growth of the consumer's peak memory, in bytes; -1 when it failed.
template <class Produce, class Consume>
long peak_growth_of(Produce produce, Consume consume) {
  int data[2], answer[2];
  BOOST_REQUIRE(pipe(data) == 0 && pipe(answer) == 0);
  const pid_t writer = fork();
  if (writer == 0) {
    close(data[0]);
    produce(data[1]);
    _exit(0);
  }
  const pid_t reader = fork();
  if (reader == 0) {
    close(data[1]);
    dup2(data[0], STDIN_FILENO);
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    const bool good = consume();
    getrusage(RUSAGE_SELF, &after);
    const long growth = good ? (after.ru_maxrss - before.ru_maxrss) * 1024 : -1;
    _exit(write(answer[1], &growth, sizeof growth) == sizeof growth ? 0 : 1);
  }
  close(data[0]);
  close(data[1]);
  long growth = -1;
  BOOST_REQUIRE(read(answer[0], &growth, sizeof growth) == sizeof growth);
  int status = 0;
  waitpid(writer, &status, 0);
  waitpid(reader, &status, 0);
  BOOST_TEST(status == 0);
  close(answer[0]);
  close(answer[1]);
  return growth;
}

void write_repeated(int descriptor, std::string_view piece, std::size_t bytes) {
  std::string block;
  while (block.size() < 1 << 16) block += piece;
  for (std::size_t written = 0; written < bytes;) {
    const ssize_t count = write(descriptor, block.data(), std::min(block.size(), bytes - written));
    if (count <= 0) _exit(1);
    written += static_cast<std::size_t>(count);
  }
}

void write_text(int descriptor, std::string_view text) { write_repeated(descriptor, text, text.size()); }

constexpr std::size_t megabytes_200 = 200'000'000;
constexpr long most_growth = 16L << 20;

}  // namespace

BOOST_AUTO_TEST_SUITE(io_csv)

BOOST_AUTO_TEST_CASE(fields_are_divided_as_rfc_4180_says) {
  // The RFC's own examples, section 2.
  BOOST_TEST((read_all("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n").read == rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  BOOST_TEST((read_all("aaa,bbb,ccc\r\nzzz,yyy,xxx").read == rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  BOOST_TEST(
      (read_all("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx").read == rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  BOOST_TEST((read_all("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx").read ==
              rows{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  BOOST_TEST((read_all("\"aaa\",\"b\"\"bb\",\"ccc\"").read == rows{{"aaa", "b\"bb", "ccc"}}));
}

BOOST_AUTO_TEST_CASE(empty_fields_are_fields_and_empty_lines_are_no_rows) {
  BOOST_TEST((read_all(",\n\n\"\"\r\n\r\n\r,,\n").read == rows{{"", ""}, {""}, {"", "", ""}}));
  BOOST_TEST((read_all("").read == rows{}));
  BOOST_TEST((read_all("\n\r\n").read == rows{}));
  BOOST_TEST((read_all(" a , \"").problems ==
              "f.csv:1:6: a quote inside a field that is not in quotes; expected the whole field in quotes, and each "
              "quote inside it written twice\n"));
}

BOOST_AUTO_TEST_CASE(every_field_knows_its_line_and_its_column_in_characters) {
  csv_reader reader(
      text_input::text("\xEF\xBB\xBF"
                       "é,\"\n\r\r\n日本\",x\r\n\r\n\ty,z",
                       "f.csv"));
  diagnostics problems;
  BOOST_REQUIRE(reader.next(problems));
  BOOST_TEST((reader.row().where(0) == text_position{1, 1}));
  BOOST_TEST((reader.row().where(1) == text_position{1, 3}));
  BOOST_TEST((reader.row().where(2) == text_position{4, 5}));
  BOOST_TEST((reader.row().end() == text_position{4, 6}));
  BOOST_TEST(reader.row()[1] == "\n\r\r\n日本");
  BOOST_CHECK_THROW(static_cast<void>(reader.row()[3]), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(reader.row().where(3)), contract_error);
  BOOST_REQUIRE(reader.next(problems));
  BOOST_TEST((reader.row().where(1) == text_position{6, 4}));
  BOOST_TEST(!reader.next(problems));
  BOOST_TEST(!reader.next(problems));
  BOOST_TEST(!problems.has_errors());
}

BOOST_AUTO_TEST_CASE(the_row_after_a_broken_one_is_read) {
  const outcome seen = read_all("a\n\"b\nc\n\"d\"\n\"e\nf");
  BOOST_TEST((seen.read == rows{{"a"}, {"c"}, {"d"}, {"f"}}));
  BOOST_TEST(seen.left_out == 2U);
  BOOST_TEST(seen.problems ==
             "f.csv:4:2: text after the closing quote of the field that opens at line 2, column 1; expected a comma or "
             "the end of the line; a quote inside a field is written twice\n"
             "f.csv:5:1: the quote that opens here is never closed; expected a closing quote\n");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_found_where_they_stand) {
  const auto place_of = [](std::string_view bytes) {
    const outcome seen = read_all(std::string("good\né") + std::string(bytes) + "\ngood\n");
    BOOST_TEST((seen.read == rows{{"good"}, {"good"}}));
    return seen.problems.substr(0, seen.problems.find(';'));
  };
  using std::string_view_literals::operator""sv;
  BOOST_TEST(place_of("\0"sv) == "f.csv:2:2: a NUL byte");
  BOOST_TEST(place_of("12345678\0"sv) == "f.csv:2:10: a NUL byte");
  // Not UTF-8 (Unicode 15, table 3-7): a lone continuation, overlong forms, a surrogate, beyond U+10FFFF, cut short.
  BOOST_TEST(place_of("x\x80") == "f.csv:2:3: byte 0x80 is not UTF-8");
  BOOST_TEST(place_of("\xC0\x80") == "f.csv:2:2: byte 0xC0 is not UTF-8");
  BOOST_TEST(place_of("\xE0\x9F\xBF") == "f.csv:2:2: byte 0xE0 is not UTF-8");
  BOOST_TEST(place_of("\xED\xA0\x80") == "f.csv:2:2: byte 0xED is not UTF-8");
  BOOST_TEST(place_of("\xF4\x90\x80\x80") == "f.csv:2:2: byte 0xF4 is not UTF-8");
  BOOST_TEST(place_of("\xE2\x82") == "f.csv:2:2: byte 0xE2 is not UTF-8");
  BOOST_TEST(place_of("\xFF") == "f.csv:2:2: byte 0xFF is not UTF-8");
  BOOST_TEST((read_all("\xF4\x8F\xBF\xBF\xED\x9F\xBF\xE0\xA0\x80\xC2\x80").problems.empty()));
}

BOOST_AUTO_TEST_CASE(a_row_of_the_longest_length_is_read_and_one_byte_more_is_not) {
  for (const std::string end : {"\n", "\r\n", "\r", ""}) {
    const outcome fits = read_all("a\n12345678" + end, {.longest_row = 8});
    BOOST_TEST((fits.read == rows{{"a"}, {"12345678"}}));
    const outcome over = read_all("a\n123456789" + end + "b", {.longest_row = 8});
    const std::string length = end.empty() ? "10" : "9";
    BOOST_TEST(over.problems ==
               "f.csv:2:1: a row of " + length + " bytes; expected at most 8: a line end may be missing\n");
    BOOST_TEST((over.read == (end.empty() ? rows{{"a"}} : rows{{"a"}, {"b"}})));
  }
  BOOST_CHECK_THROW(csv_reader(text_input::text("", ""), {.longest_row = 0}), contract_error);
}

BOOST_AUTO_TEST_CASE(a_row_has_a_most_of_fields) {
  const std::string most(csv_row::most_fields - 1, ',');
  const outcome seen = read_all(most + "\n," + most + "\na\n");
  BOOST_TEST(seen.problems ==
             "f.csv:2:4097: a row of more than 4,096 fields; expected fewer: a line end may be missing\n");
  BOOST_REQUIRE(seen.read.size() == 2U);
  BOOST_TEST(seen.read[0].size() == 4096U);
  BOOST_TEST(seen.read[1][0] == "a");
}

BOOST_AUTO_TEST_CASE(a_quote_that_is_not_closed_within_the_longest_row_is_where_the_error_is) {
  const outcome seen = read_all("a,\"b\nc\nd\ne\nf\ng\n", {.longest_row = 8});
  BOOST_TEST(seen.problems ==
             "f.csv:1:3: the quote that opens here is not closed within 8 bytes; expected a closing quote\n");
  BOOST_TEST((seen.read == rows{{"c"}, {"d"}, {"e"}, {"f"}, {"g"}}));
}

BOOST_AUTO_TEST_CASE(what_is_written_as_csv_is_read_back) {
  const std::vector<std::string> nasty{"",  ",",  "\"",    "\"\"",         "\n",   "\r\n",  "\r",
                                       "a", " ",  "é日",   "a,b",          "=1+1", "-5",    "'",
                                       ";", "\t", "\"a\"", "\xEF\xBB\xBF", "a\nb", ",\"\n", "\xF0\x9F\x92\xB6"};
  std::mt19937 random(4180);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 2'000; ++round) {
    const std::size_t width = 1 + below(5);
    const auto some_row = [&] {
      std::vector<std::string> row(width);
      for (std::string& cell : row) {
        for (std::size_t parts = below(4); parts > 0; --parts) cell += nasty[below(nasty.size())];
      }
      return row;
    };
    rows written{some_row()};
    written[0][0].insert(0, "h");  // a byte order mark at the beginning would be one
    std::vector<table_column> columns;
    for (const std::string& name : written[0]) columns.push_back({name});
    table t(columns);
    for (std::size_t count = below(6); count > 0; --count) {
      written.push_back(some_row());
      t.add_row(written.back());
    }
    const outcome seen = read_all(to_csv(t));
    BOOST_REQUIRE_EQUAL(seen.problems, "");
    BOOST_REQUIRE(seen.read == written);
  }
}

BOOST_AUTO_TEST_CASE(a_line_of_200_megabytes_is_an_error_and_is_not_held) {
  const long growth = peak_growth_of(
      [](int out) {
        write_text(out, "a,b\n1,2\n");
        write_repeated(out, "x,", megabytes_200);
        write_text(out, "\n3,4\n");
      },
      [] {
        const outcome seen = read_all(text_input::file("-"));
        return seen.read == rows{{"a", "b"}, {"1", "2"}, {"3", "4"}} && seen.left_out == 1 &&
               seen.problems ==
                   "<stdin>:3:1: a row of 200,000,000 bytes; expected at most 1,048,576: a line end may be missing\n";
      });
  BOOST_TEST_MESSAGE("a line of 200 MB: peak memory grew by " << growth / 1024 << " KiB");
  BOOST_TEST(growth >= 0);
  BOOST_TEST(growth < most_growth);
}

BOOST_AUTO_TEST_CASE(a_quote_that_is_never_closed_in_200_megabytes_is_an_error_and_the_rows_after_it_are_read) {
  const long growth = peak_growth_of(
      [](int out) {
        write_text(out, "\"a,b\n");
        write_repeated(out, "1234567,\n", megabytes_200 / 9 * 9);
      },
      [] {
        csv_reader reader(text_input::file("-"));
        diagnostics problems;
        std::size_t count = 0;
        while (reader.next(problems)) ++count;
        return count == megabytes_200 / 9 && reader.rows_left_out() == 1 &&
               to_string(problems) ==
                   "<stdin>:1:1: the quote that opens here is not closed within 1,048,576 bytes; expected a closing "
                   "quote\n";
      });
  BOOST_TEST_MESSAGE("an open quote before 200 MB: peak memory grew by " << growth / 1024 << " KiB");
  BOOST_TEST(growth >= 0);
  BOOST_TEST(growth < most_growth);
}

BOOST_AUTO_TEST_SUITE_END()
