// Writes a long table for the benchmark `bulk`: bulk_table ROWS SEED > table.csv
//
// Companies such as C0012345 with forty consecutive calendar quarters each, amounts with cents, rows shuffled. The same
// rows and seed give the same bytes on every machine.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr unsigned quarters = 40, first_year = 2015;

// SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014).
std::uint64_t random_number(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

// The amount of a row in cents: of the company's own size, with a season, growing or shrinking, up to some millions.
std::uint64_t cents_of(std::uint64_t company, unsigned quarter, std::uint64_t seed) {
  std::uint64_t of_company = seed ^ (company << 20U);
  const std::uint64_t base = 1'000'000 + random_number(of_company) % 400'000'000;
  const std::uint64_t drift = 900 + random_number(of_company) % 250;  // of a thousand, a year
  std::uint64_t cents = base;
  for (unsigned year = 0; year < quarter / 4; ++year) cents = cents * drift / 1000;
  std::uint64_t of_row = of_company ^ quarter;
  return 1 + cents * (950 + 20 * (quarter % 4) + random_number(of_row) % 50) / 1000;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "expected the number of rows and a seed: bulk_table 10000000 1 > table.csv\n");
    return 2;
  }
  const std::uint64_t rows = std::strtoull(argv[1], nullptr, 10);
  std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  std::vector<std::uint32_t> order(rows);
  for (std::uint64_t i = 0; i < rows; ++i) order[i] = static_cast<std::uint32_t>(i);
  std::uint64_t state = seed;
  for (std::uint64_t i = rows; i > 1; --i) std::swap(order[i - 1], order[random_number(state) % i]);
  constexpr const char* begins[] = {"01-01", "04-01", "07-01", "10-01"};
  constexpr const char* ends[] = {"03-31", "06-30", "09-30", "12-31"};
  std::string text = "entity,period_start,period_end,amount\n";
  for (const std::uint32_t row : order) {
    const std::uint64_t company = row / quarters;
    const unsigned quarter = row % quarters, year = first_year + quarter / 4;
    const std::uint64_t cents = cents_of(company, quarter, seed);
    fmt::format_to(std::back_inserter(text), "C{:07},{}-{},{}-{},{}.{:02}\n", company, year, begins[quarter % 4], year,
                   ends[quarter % 4], cents / 100, cents % 100);
    if (text.size() > (std::size_t{1} << 20U)) {
      if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return 1;
      text.clear();
    }
  }
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0 ? 0 : 1;
}
