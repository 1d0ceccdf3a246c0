// What `runrate bulk` does, written by hand for the table of `bulk_table` and nothing else: the lower bound that the
// benchmark `bulk` holds the program to. bulk_by_hand INPUT OUTPUT [THREADS]
//
// No checks of any kind: a company is a C and seven digits, a period a calendar quarter, an amount has cents, every
// line is well-formed, every sum fits 64 bits. The file is mapped, its lines are parsed on the threads into 16 bytes
// each and scattered by company; then each group of companies is sorted, computed and formatted by whichever thread is
// free, and written in order. The output is neither synced nor renamed.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace {

struct row {
  std::uint64_t key;  // company:48, quarter:16
  std::int64_t cents;
};

constexpr unsigned companies_of_group_log2 = 9;
constexpr std::size_t groups = (10'000'000U >> companies_of_group_log2) + 1;

// The rows of one group of companies.
struct row_list {
  std::unique_ptr<row[]> rows;
  std::uint32_t size = 0, capacity = 0;

  void push_back(row r) {
    if (size == capacity) {
      const std::uint32_t larger = std::max(256U, 2 * capacity);
      auto copy = std::make_unique_for_overwrite<row[]>(larger);
      std::copy_n(rows.get(), size, copy.get());
      rows = std::move(copy);
      capacity = larger;
    }
    rows[size++] = r;
  }
};
using group_lists = std::vector<row_list>;

// Seven digits after a C, eight bytes in one go (Lemire, Quickly parsing eight digits, 2018).
std::uint64_t company_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  word -= 0x3030303030303043U;  // "C0000000": the letter becomes a zero
  word = (word * 10) + (word >> 8U);
  return (((word & 0x000000FF000000FFU) * 0x000F424000000064U) +
          (((word >> 16U) & 0x000000FF000000FFU) * 0x0000271000000001U)) >>
         32U;
}

void parse(std::string_view text, group_lists& into) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const std::uint64_t company = company_at(at);
    const auto digit = [&](int i) { return static_cast<unsigned>(at[i] - '0'); };
    const unsigned year = digit(9) * 1000 + digit(10) * 100 + digit(11) * 10 + digit(12);
    const unsigned quarter = year * 4 + (digit(14) * 10 + digit(15)) / 3;
    at += 31;
    std::int64_t cents = 0;
    for (; *at != '.'; ++at) cents = cents * 10 + (*at - '0');
    cents = cents * 100 + (at[1] - '0') * 10 + (at[2] - '0');
    at += 4;
    into[company >> companies_of_group_log2].push_back({company << 16U | quarter, cents});
  }
}

constexpr auto two_digits = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

char* write_number(char* to, std::uint64_t value, unsigned places) {
  char digits[24];
  char* const end = digits + sizeof digits;
  char* at = end;
  for (unsigned i = 0; i < places; i += 2) {
    at -= 2;
    std::memcpy(at, &two_digits[2 * (value % 100)], 2);
    value /= 100;
  }
  *--at = '.';
  while (value >= 100) {
    at -= 2;
    std::memcpy(at, &two_digits[2 * (value % 100)], 2);
    value /= 100;
  }
  if (value >= 10) {
    at -= 2;
    std::memcpy(at, &two_digits[2 * value], 2);
  } else {
    *--at = static_cast<char>('0' + value);
  }
  const auto size = static_cast<std::size_t>(end - at);
  std::memcpy(to, at, sizeof digits - 8);  // a constant length, for the most part of it
  if (size > sizeof digits - 8) std::memcpy(to, at, size);
  return to + size;
}

char* write_days(char* to, unsigned quarter) {
  constexpr const char* days[] = {"-01-01,", "-03-31,", "-04-01,", "-06-30,",
                                  "-07-01,", "-09-30,", "-10-01,", "-12-31,"};
  for (unsigned i = 0; i < 2; ++i) {
    std::memcpy(to, &two_digits[2 * (quarter / 400)], 2);
    std::memcpy(to + 2, &two_digits[2 * (quarter / 4 % 100)], 2);
    std::memcpy(to + 4, days[2 * (quarter % 4) + i], 7);
    to += 11;
  }
  return to;
}

// Growth in millionths, half to even.
char* write_growth(char* to, std::int64_t now, std::int64_t before) {
  const bool negative = now < before;
  const std::uint64_t dividend = static_cast<std::uint64_t>(negative ? before - now : now - before) * 1'000'000;
  const auto divisor = static_cast<std::uint64_t>(before);
  std::uint64_t quotient = dividend / divisor;
  const std::uint64_t twice = 2 * (dividend % divisor);
  quotient += static_cast<std::uint64_t>(twice > divisor || (twice == divisor && (quotient & 1U) != 0));
  if (negative && quotient != 0) *to++ = '-';
  return write_number(to, quotient, 6);
}

// One company's rows, which it sorts.
char* write_company(char* to, row* rows, std::size_t size) {
  std::sort(rows, rows + size, [](const row& a, const row& b) { return a.key < b.key; });
  char name[9];
  std::uint64_t company = rows[0].key >> 16U;
  name[8] = ',';
  for (int i = 7; i > 0; --i, company /= 10) name[i] = static_cast<char>('0' + company % 10);
  name[0] = 'C';
  for (std::size_t i = 0; i < size; ++i) {
    std::memcpy(to, name, sizeof name);
    to = write_days(to + sizeof name, static_cast<unsigned>(rows[i].key & 0xFFFFU));
    to = write_number(to, static_cast<std::uint64_t>(rows[i].cents), 2);
    *to++ = ',';
    to = write_number(to, static_cast<std::uint64_t>(4 * rows[i].cents), 2);
    *to++ = ',';
    if (i >= 3 && rows[i].key == rows[i - 3].key + 3) {
      const std::int64_t year = rows[i].cents + rows[i - 1].cents + rows[i - 2].cents + rows[i - 3].cents;
      to = write_number(to, static_cast<std::uint64_t>(year), 2);
    }
    *to++ = ',';
    if (i >= 4 && rows[i].key == rows[i - 4].key + 4) to = write_growth(to, rows[i].cents, rows[i - 4].cents);
    *to++ = '\r';
    *to++ = '\n';
  }
  return to;
}

void write_all(int descriptor, const char* text, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, text, size);
    if (written <= 0) std::exit(1);
    text += written;
    size -= static_cast<std::size_t>(written);
  }
}

// Scatters a group's rows by company and writes them.
class group_writer {
public:
  explicit group_writer(std::vector<group_lists>& read) : read_(read) {}

  std::string_view write(std::size_t group) {
    constexpr std::size_t companies = std::size_t{1} << companies_of_group_log2;
    std::array<std::uint32_t, companies + 1> begins{};
    for (const group_lists& lists : read_) {
      for (std::uint32_t i = 0; i < lists[group].size; ++i) ++begins[(lists[group].rows[i].key >> 16U) % companies + 1];
    }
    for (std::size_t i = 1; i <= companies; ++i) begins[i] += begins[i - 1];
    const std::size_t count = begins[companies];
    rows_.resize(count);
    std::array<std::uint32_t, companies> next{};
    std::copy_n(begins.begin(), companies, next.begin());
    for (group_lists& lists : read_) {
      for (std::uint32_t i = 0; i < lists[group].size; ++i) {
        const row& one = lists[group].rows[i];
        rows_[next[(one.key >> 16U) % companies]++] = one;
      }
      lists[group].rows.reset();
    }
    constexpr std::size_t longest_row = 128;
    if (text_.size() < count * longest_row) text_.resize(count * longest_row);
    char* to = text_.data();
    for (std::size_t i = 0; i < companies; ++i) {
      if (begins[i] != begins[i + 1]) to = write_company(to, &rows_[begins[i]], begins[i + 1] - begins[i]);
    }
    return {text_.data(), static_cast<std::size_t>(to - text_.data())};
  }

private:
  std::vector<group_lists>& read_;
  std::vector<row> rows_;
  std::vector<char> text_;
};

template <class Work>
void on_threads(unsigned threads, Work work) {
  std::vector<std::thread> all;
  for (unsigned i = 0; i < threads; ++i) all.emplace_back(work, i);
  for (std::thread& one : all) one.join();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("expected an input and an output: bulk_by_hand table.csv rates.csv [THREADS]\n", stderr);
    return 2;
  }
  const unsigned threads = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 2;
  const int input = ::open(argv[1], O_RDONLY);
  struct stat status {};
  if (input < 0 || ::fstat(input, &status) != 0) return 1;
  const auto size = static_cast<std::size_t>(status.st_size);
  const void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, input, 0);
  if (mapped == MAP_FAILED) return 1;
  const std::string_view text(static_cast<const char*>(mapped), size);
  const int output = ::open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (output < 0) return 1;

  std::vector<std::size_t> begins{text.find('\n') + 1};
  for (unsigned i = 1; i < threads; ++i) begins.push_back(text.find('\n', size / threads * i) + 1);
  begins.push_back(size);
  std::vector<group_lists> read(threads);
  on_threads(threads, [&](unsigned i) {
    read[i].resize(groups);
    parse(text.substr(begins[i], begins[i + 1] - begins[i]), read[i]);
  });

  constexpr std::string_view header = "entity,period_start,period_end,amount,x4,ttm,yoy\r\n";
  write_all(output, header.data(), header.size());
  std::atomic<std::size_t> next = 0;
  std::size_t turn = 0;
  std::mutex mutex;
  std::condition_variable changed;
  on_threads(threads, [&](unsigned) {
    group_writer writer(read);
    for (std::size_t group = next++; group < groups; group = next++) {
      const std::string_view part = writer.write(group);
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return turn == group; });
      write_all(output, part.data(), part.size());
      ++turn;
      changed.notify_all();
    }
  });
  return ::close(output) == 0 ? 0 : 1;
}
