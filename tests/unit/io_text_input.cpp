#include <runrate/io/bulk_series.hpp>
#include <runrate/io/company_facts.hpp>
#include <runrate/io/series_csv.hpp>
#include <runrate/io/text_input.hpp>

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>

using namespace runrate;

namespace {

// One gzip member.
std::string packed(std::string_view text) {
  z_stream stream{};
  BOOST_REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string bytes(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  BOOST_REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

struct outcome {
  std::string text;
  std::string failure;
};

outcome read_all(text_input source, std::size_t piece = 4096) {
  outcome seen;
  std::string buffer(piece, '\0');
  while (const std::size_t count = source.read(buffer.data(), piece)) seen.text.append(buffer, 0, count);
  seen.failure = source.failure();
  BOOST_TEST(source.read(buffer.data(), piece) == 0U);
  return seen;
}

// The bytes in a file, which is gone afterwards.
class scratch_file {
public:
  explicit scratch_file(std::string_view bytes)
      : path_(std::filesystem::temp_directory_path() / ("runrate_text_input_" + std::to_string(getpid()))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~scratch_file() { std::filesystem::remove(path_); }
  scratch_file(const scratch_file&) = delete;
  scratch_file& operator=(const scratch_file&) = delete;
  text_input open() const { return text_input::file(path_.string()); }

private:
  std::filesystem::path path_;
};

std::string lines(int count) {
  std::mt19937 random(7);
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(random()) + '\n';
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_text_input)

BOOST_AUTO_TEST_CASE(gzip_is_unpacked_from_memory_and_from_a_file_in_pieces_of_any_size) {
  const std::string text = lines(40'000);
  const std::string bytes = packed(text);
  const scratch_file file(bytes);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, std::size_t{1} << 20}) {
    for (const outcome& seen : {read_all(text_input::text(bytes, "m"), piece), read_all(file.open(), piece)}) {
      BOOST_TEST(seen.failure == "");
      BOOST_TEST((seen.text == text));
    }
  }
  BOOST_TEST(!text_input::text(bytes, "m").whole().has_value());
  BOOST_TEST(read_all(text_input::text(packed(""), "m")).text == "");
  BOOST_TEST(read_all(text_input::text(packed(""), "m")).failure == "");
}

BOOST_AUTO_TEST_CASE(members_of_gzip_follow_each_other_and_zeros_may_follow_them) {
  const std::string first = lines(3000);
  const std::string bytes = packed(first) + packed("") + packed("second\n") + packed("third\n");
  for (const std::string& filled : {bytes, bytes + std::string(1, '\0'), bytes + std::string(100'000, '\0')}) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{4096}}) {
      const scratch_file file(filled);
      for (const outcome& seen : {read_all(text_input::text(filled, "m"), piece), read_all(file.open(), piece)}) {
        BOOST_TEST(seen.failure == "");
        BOOST_TEST((seen.text == first + "second\nthird\n"));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(gzip_that_is_cut_off_damaged_or_followed_by_something_else_is_a_failure) {
  const std::string text = lines(40'000);
  const std::string bytes = packed(text);
  const auto failure_of = [&](const std::string& damaged) {
    const outcome seen = read_all(text_input::text(damaged, "m"));
    BOOST_TEST((text.starts_with(seen.text)));
    const scratch_file file(damaged);
    BOOST_TEST(read_all(file.open(), 1).failure == seen.failure);
    return seen.failure;
  };
  for (const std::size_t length : {std::size_t{2}, std::size_t{3}, std::size_t{10}, std::size_t{11}, bytes.size() / 2,
                                   bytes.size() - 8, bytes.size() - 1}) {
    BOOST_TEST(failure_of(bytes.substr(0, length)) == "the gzip data ends too early: the file was cut off", length);
  }
  BOOST_TEST(failure_of(bytes + "x") == "something else follows the gzip data");
  BOOST_TEST(failure_of(bytes + std::string("\0\0x", 3)) == "something else follows the gzip data");
  BOOST_TEST(failure_of(bytes + "\x1F") == "the gzip data ends too early: the file was cut off");
  BOOST_TEST(failure_of(bytes + "\x1Fx") == "the gzip data is damaged: incorrect header check");
  std::string damaged = bytes;
  damaged[damaged.size() - 6] ^= 1;
  BOOST_TEST(failure_of(damaged) == "the gzip data is damaged: incorrect data check");
  damaged = bytes;
  damaged[damaged.size() - 1] ^= 1;
  BOOST_TEST(failure_of(damaged) == "the gzip data is damaged: incorrect length check");
  damaged = bytes;
  damaged[2] = 9;
  BOOST_TEST(failure_of(damaged) == "the gzip data is damaged: unknown compression method");
}

BOOST_AUTO_TEST_CASE(looking_ahead_takes_nothing) {
  const std::string text = lines(20'000);
  const std::string bytes = packed(text);
  const scratch_file plain(text);
  const scratch_file* const keep = &plain;
  for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{100'000}}) {
    text_input sources[] = {text_input::text(text, "m"), text_input::text(bytes, "m"), keep->open()};
    for (text_input& source : sources) {
      BOOST_TEST((source.peek(most / 2) == std::string_view(text).substr(0, most / 2)));
      BOOST_TEST((source.peek(most) == std::string_view(text).substr(0, most)));
      BOOST_TEST((source.peek(most / 2) == std::string_view(text).substr(0, most / 2)));
      char first = '\0';
      BOOST_TEST(source.read(&first, 1) == 1U);
      BOOST_TEST((source.peek(most) == std::string_view(text).substr(1, most)));
      BOOST_TEST((read_all(std::move(source), 1000).text == text.substr(1)));
    }
  }
  text_input missing = text_input::file("no such file");
  BOOST_TEST(missing.peek(5) == "");
  BOOST_TEST(missing.failure() == "No such file or directory");
  BOOST_TEST(text_input::text("ab", "m").peek(5) == "ab");
}

BOOST_AUTO_TEST_CASE(files_of_one_or_two_bytes_are_read) {
  for (const std::string_view bytes : {"", "a", "\x1F", "ab", "\x1F\n"}) {
    const scratch_file file(bytes);
    BOOST_TEST(read_all(file.open()).text == bytes);
    BOOST_TEST(read_all(file.open()).failure == "");
  }
}

BOOST_AUTO_TEST_CASE(every_reader_reads_gzip) {
  const std::string csv = "entity,period_start,period_end,amount,currency\nA,2025-01-01,2025-03-31,5,USD\n";
  const std::string bytes = packed(csv);
  const series_file series = read_series_csv(text_input::text(bytes, "s.csv.gz"));
  BOOST_TEST(to_string(series.problems) == "");
  BOOST_TEST(series.rows_read == 1U);
  // The failure stands where the text ended, after what could be read.
  const std::string cut = bytes.substr(0, bytes.size() - 9);
  BOOST_TEST(
      to_string(read_series_csv(text_input::text(cut, "s.csv.gz")).problems)
          .ends_with("the gzip data ends too early: the file was cut off; expected more of the file, or its end\n"));
  const std::string json = packed("{\n\"facts\":{}}");
  BOOST_TEST(to_string(read_company_facts(text_input::text(json, "f.json.gz")).problems) == "");
  BOOST_TEST(
      to_string(read_company_facts(text_input::text(json.substr(0, json.size() - 1), "f.json.gz")).problems) ==
      "f.json.gz:2:12: reading stopped here: the gzip data ends too early: the file was cut off; expected more of "
      "the file, or its end\n");
  BOOST_TEST(
      to_string(read_company_facts(text_input::text("\x1F\x8B", "f.json.gz")).problems) ==
      "f.json.gz: can't be read: the gzip data ends too early: the file was cut off; expected company facts of SEC "
      "EDGAR, in JSON\n");
}

// Gzip is known by the first bytes of a file; a row that begins with them is a bad row, and no gzip.
BOOST_AUTO_TEST_CASE(a_row_that_begins_as_gzip_does_is_a_row) {
  const std::string csv =
      "entity,period_start,period_end,amount,currency\n"
      "\x1F\x8B\x08,2025-01-01,2025-03-31,5,USD\n"
      "A,2025-01-01,2025-03-31,5,USD\n";
  const scratch_file file(csv);
  const series_file series = read_series_csv(text_input::text(csv, "s.csv"));
  const std::string found = to_string(series.problems);
  BOOST_TEST(found.starts_with("s.csv:2:2: byte 0x8B is not UTF-8"), found);
  BOOST_TEST(series.problems.errors() == 1U);
  BOOST_TEST(series.rows_read == 1U);
  for (const bool in_memory : {true, false}) {
    const bulk_series table = read_bulk_csv(in_memory ? text_input::text(csv, "s.csv") : file.open());
    BOOST_TEST(table.rows_read() == 1U);
    BOOST_TEST(table.problems().errors() == 1U);
    if (in_memory) BOOST_TEST(to_string(table.problems()) == found);
  }
}

BOOST_AUTO_TEST_CASE(what_gzip_made_a_thousand_times_smaller_is_unpacked_in_bounded_memory) {
  const std::string bytes = packed(std::string(100'000'000, 'a'));
  rusage before{};
  rusage after{};
  getrusage(RUSAGE_SELF, &before);
  text_input source = text_input::text(bytes, "m");
  std::string piece(std::size_t{1} << 16, '\0');
  std::size_t total = 0;
  while (const std::size_t count = source.read(piece.data(), piece.size())) total += count;
  getrusage(RUSAGE_SELF, &after);
  BOOST_TEST(total == 100'000'000U);
  BOOST_TEST((after.ru_maxrss - before.ru_maxrss) * 1024 < (4L << 20));
  // A reader that needs all of it at once has a limit, and stops there.
  BOOST_TEST(to_string(read_company_facts(text_input::text(bytes, "f.gz"), {.largest_file = 1000}).problems) ==
             "f.gz: a file of more than 1,000 bytes; expected at most those: company facts are a few megabytes\n");
}

BOOST_AUTO_TEST_SUITE_END()
