// What annualizing a long series costs: a million periods through annualize_each by every method, into memory that is
// there already, each beside the best loop written by hand for that one method.
//
// No series has a million quarters (the calendar ends with the year 9999), so it is five thousand companies of two
// hundred periods each. The loops by hand are as exact and check what a wrong answer would come from: overflow, the
// length of the period, that the parts adjoin the year. Times four is held against memory instead: its loop by hand
// checks nothing but overflow and rounds nothing, and beside it stands a mere copy of the amounts.
#include <runrate/rate/run_rate.hpp>

#include <benchmark/benchmark.h>
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "interleaved.hpp"

#ifndef __SIZEOF_INT128__
#error "the yardstick of this benchmark is the compiler's own 128-bit integer"
#endif

namespace {

__extension__ using wide = __int128;
__extension__ using unsigned_wide = unsigned __int128;
using boost::multiprecision::uint512_t;
using runrate::date;
using runrate::dated_amount;
using runrate::decimal;
using runrate::period;
using runrate::period_kind;
using runrate::ratio;
using runrate::result;
using runrate::round_to;
namespace method = runrate::method;

constexpr std::size_t companies = 5000;
constexpr std::size_t periods_each = 200;
constexpr round_to to_the_cent{2};
constexpr wide cent = 10'000'000;

using one_company = std::span<const dated_amount>;

// ---------------------------------------------------------------------------------------------------------------------
// The series: revenue in millions that grows by some 3% a period, now and then less.

template <class Period>
std::vector<dated_amount> drawn(Period first) {
  std::mt19937_64 random(20260630);
  std::uniform_real_distribution<double> start(2000, 20000), growth(0.995, 1.035);
  std::vector<dated_amount> amounts;
  amounts.reserve(companies * periods_each);
  for (std::size_t company = 0; company < companies; ++company) {
    double millions = start(random);
    Period at = first;
    for (std::size_t i = 0; i < periods_each; ++i, at = at + 1, millions *= growth(random)) {
      amounts.push_back({decimal(static_cast<std::int64_t>(millions) * 1'000'000), at, -6});
    }
  }
  return amounts;
}

/// A week of seven days from a Monday.
struct week {
  date monday;
  operator period() const { return period::between(monday, monday + std::chrono::days{7}); }
  week operator+(int weeks) const { return {monday + std::chrono::days{7 * weeks}}; }
};

const std::vector<dated_amount>& quarters() {
  static const auto amounts = drawn(runrate::calendar_quarter(1976, 1));
  return amounts;
}
const std::vector<dated_amount>& months() {
  static const auto amounts = drawn(runrate::calendar_month(2009, 1));
  return amounts;
}
const std::vector<dated_amount>& weeks() {
  static const auto amounts = drawn(week{runrate::date_of(2022, 1, 3)});
  return amounts;
}

// ---------------------------------------------------------------------------------------------------------------------
// By hand. A figure that there is none of is left as zero, as the library's loop does here.

[[noreturn, gnu::cold, gnu::noinline]] void fail() { throw std::overflow_error("does not fit"); }

inline wide checked_add(wide a, wide b) {
  wide sum;
  if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
    fail();
  return sum;
}
inline wide checked_multiply(wide a, wide b) {
  wide product;
  if (__builtin_mul_overflow(a, b, &product)) [[unlikely]]
    fail();
  return product;
}

inline std::uint64_t divide_by_hardware(unsigned_wide a, std::uint64_t b, std::uint64_t& rest) {
#ifdef __x86_64__
  std::uint64_t quotient;
  __asm__("divq %4"
          : "=a"(quotient), "=d"(rest)
          : "a"(static_cast<std::uint64_t>(a)), "d"(static_cast<std::uint64_t>(a >> 64)), "r"(b)
          : "cc");
  return quotient;
#else
  rest = static_cast<std::uint64_t>(a % b);
  return static_cast<std::uint64_t>(a / b);
#endif
}

/// round(amount * n / d) to the cent, half to even.
inline decimal to_cents(wide amount, std::int64_t n, std::int64_t d) {
  const wide product = checked_multiply(amount, n);
  const bool negative = product < 0;
  const auto dividend = negative ? -static_cast<unsigned_wide>(product) : static_cast<unsigned_wide>(product);
  const auto divisor = static_cast<unsigned_wide>(d) * static_cast<unsigned_wide>(cent);
  unsigned_wide cents;
  if (static_cast<std::uint64_t>(dividend >> 64) < divisor && divisor >> 64 == 0) [[likely]] {
    std::uint64_t rest;
    const std::uint64_t quotient = divide_by_hardware(dividend, static_cast<std::uint64_t>(divisor), rest);
    const std::uint64_t missing = static_cast<std::uint64_t>(divisor) - rest;
    cents = static_cast<unsigned_wide>(quotient) + (rest > missing || (rest == missing && (quotient & 1) != 0));
  } else {
    cents = dividend / divisor;
    const unsigned_wide rest = dividend % divisor, missing = divisor - rest;
    cents += rest > missing || (rest == missing && (cents & 1) != 0);
  }
  const wide figure = checked_multiply(static_cast<wide>(cents), cent);
  return decimal::from_billionths(negative ? -figure : figure);
}

/// The same on 512 bits: round(n / d) cents.
inline decimal to_cents(const uint512_t& n, const uint512_t& d) {
  uint512_t quotient, rest;
  divide_qr(n, d, quotient, rest);
  const int versus_half = uint512_t(2 * rest).compare(d);
  if (versus_half > 0 || (versus_half == 0 && bit_test(quotient, 0))) ++quotient;
  if (quotient >> 102 != 0) fail();
  return decimal::from_billionths(static_cast<wide>(static_cast<unsigned_wide>(quotient)) * cent);
}

inline wide amount_of(const dated_amount& a) { return a.amount.billionths(); }
inline int days_of(const dated_amount& a) { return a.during.days(); }
inline bool is_quarter(int days) { return (84 <= days && days <= 98) || days == 112 || days == 119; }
inline bool is_year(int days) { return (364 <= days && days <= 366) || days == 371; }
inline bool is_month(int days) { return (28 <= days && days <= 31) || days == 35 || days == 42; }

void copy_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) out[i] = s[i].amount;
}
void times_four_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    // Shorter than __builtin_mul_overflow, which g++ 12 does not know a constant in.
    const auto shifted = static_cast<wide>(static_cast<unsigned_wide>(amount_of(s[i])) << 2);
    if (shifted >> 2 != amount_of(s[i])) [[unlikely]]
      fail();
    out[i] = decimal::from_billionths(shifted);
  }
}
template <int Count, bool (*OfThatKind)(int)>
void times_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (OfThatKind(days_of(s[i]))) out[i] = to_cents(amount_of(s[i]), Count, 1);
  }
}
bool is_week(int days) { return days == 7; }

void exit_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int days = days_of(s[i]);
    const int count = is_quarter(days) ? 4 : is_month(days) ? 12 : days == 7 ? 52 : 175 <= days && days <= 189 ? 2 : 0;
    if (count != 0) out[i] = to_cents(amount_of(s[i]), count, 1);
  }
}
void days_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const bool leap = std::chrono::year_month_day(s[i].during.last()).year().is_leap();
    out[i] = to_cents(amount_of(s[i]), leap ? 366 : 365, days_of(s[i]));
  }
}
template <int Year>
void days_of_fixed_year_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 0; i < s.size(); ++i) out[i] = to_cents(amount_of(s[i]), Year, days_of(s[i]));
}

/// Fiscal years that end with June.
void year_to_date_by_hand(one_company s, decimal* out) {
  using namespace std::chrono;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!is_quarter(days_of(s[i]))) continue;
    const year_month_day last(s[i].during.last());
    const sys_days start = (last.month() >= July ? last.year() : last.year() - years{1}) / July / 1;
    wide sum = amount_of(s[i]);
    std::size_t first = i;
    while (s[first].during.begin() > start && first > 0) {
      --first;
      if (!is_quarter(days_of(s[first]))) break;
      sum = checked_add(sum, amount_of(s[first]));
    }
    const auto elapsed = static_cast<std::int64_t>(i - first + 1);
    if (s[first].during.begin() == start && elapsed <= 4) out[i] = to_cents(sum, 4, elapsed);
  }
}
void trailing_twelve_months_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 3; i < s.size(); ++i) {
    if (!is_year(static_cast<int>((s[i].during.end() - s[i - 3].during.begin()).count()))) continue;
    wide sum = amount_of(s[i]);
    for (std::size_t back = 1; back < 4; ++back) sum = checked_add(sum, amount_of(s[i - back]));
    out[i] = to_cents(sum, 1, 1);
  }
}
void trailing_three_months_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 2; i < s.size(); ++i) {
    if (!is_month(days_of(s[i])) || !is_month(days_of(s[i - 1])) || !is_month(days_of(s[i - 2]))) continue;
    out[i] = to_cents(checked_add(checked_add(amount_of(s[i]), amount_of(s[i - 1])), amount_of(s[i - 2])), 4, 1);
  }
}
void last_28_days_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 3; i < s.size(); ++i) {
    if ((s[i].during.end() - s[i - 3].during.begin()).count() != 28) continue;
    wide sum = amount_of(s[i]);
    for (std::size_t back = 1; back < 4; ++back) sum = checked_add(sum, amount_of(s[i - back]));
    out[i] = to_cents(sum, 13, 1);
  }
}

const dated_amount subscriptions{decimal(987'654'321), runrate::calendar_month(2025, 10), -6};
void hybrid_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 3; i < s.size(); ++i) {
    if ((s[i].during.end() - s[i - 3].during.begin()).count() != 28) continue;
    wide sum = amount_of(s[i]);
    for (std::size_t back = 1; back < 4; ++back) sum = checked_add(sum, amount_of(s[i - back]));
    out[i] = to_cents(checked_add(checked_multiply(sum, 13), checked_multiply(amount_of(subscriptions), 12)), 1, 1);
  }
}

/// Two amounts in lowest terms. By hand one knows that they are whole cents and positive.
struct lowest_terms {
  std::uint64_t n, d;
  static lowest_terms of(wide now, wide before) {
    const auto n = static_cast<std::uint64_t>(now / cent), d = static_cast<std::uint64_t>(before / cent);
    const std::uint64_t divisor = std::gcd(n, d);
    return {n / divisor, d / divisor};
  }
};

/// x (r + r^2 + r^3 + r^4) = x n (n^3 + n^2 d + n d^2 + d^3) / d^4
void compounded_by_hand(one_company s, decimal* out) {
  for (std::size_t i = 1; i < s.size(); ++i) {
    if (!is_quarter(days_of(s[i])) || !is_quarter(days_of(s[i - 1]))) continue;
    if (amount_of(s[i]) <= 0 || amount_of(s[i - 1]) <= 0) continue;
    const auto [n, d] = lowest_terms::of(amount_of(s[i]), amount_of(s[i - 1]));
    const uint512_t top = n, bottom = d;
    const uint512_t sum = ((top + bottom) * top + bottom * bottom) * top + bottom * bottom * bottom;
    const uint512_t square = bottom * bottom;
    out[i] = to_cents(static_cast<unsigned_wide>(amount_of(s[i]) / cent) * (top * sum), square * square);
  }
}

/// m r ln r / (r - 1) = 4 * 2n/(n + d) * (1 + z^2/3 + z^4/5 + ...) with z = (n - d)/(n + d), to 36 places.
void log_compounded_by_hand(one_company s, decimal* out) {
  static const uint512_t places = pow(uint512_t(10), 36);
  constexpr unsigned bits = 190;
  for (std::size_t i = 1; i < s.size(); ++i) {
    if (!is_quarter(days_of(s[i])) || !is_quarter(days_of(s[i - 1]))) continue;
    if (amount_of(s[i]) <= 0 || amount_of(s[i - 1]) <= 0) continue;
    const auto [n, d] = lowest_terms::of(amount_of(s[i]), amount_of(s[i - 1]));
    const std::uint64_t difference = n > d ? n - d : d - n;
    const uint512_t z = (uint512_t(difference) << bits) / (uint512_t(n) + d);
    const uint512_t square = (z * z) >> bits;
    uint512_t term = uint512_t(1) << bits, sum = 0;
    for (unsigned k = 1; term != 0; k += 2) {
      sum += term / k;
      term = (term * square) >> bits;
    }
    // Twice n, four times a year, and the 36 places.
    const uint512_t factor =
        (((sum * places) >> 64) * 8 * n / (uint512_t(n) + d) + (uint512_t(1) << (bits - 65))) >> (bits - 64);
    out[i] = to_cents(static_cast<unsigned_wide>(amount_of(s[i]) / cent) * factor, places);
  }
}

/// Fiscal years that end with December; shares of at most three whole years before the present one.
void seasonal_by_hand(one_company s, decimal* out) {
  using namespace std::chrono;
  for (std::size_t i = 4; i < s.size(); ++i) {
    if (!is_quarter(days_of(s[i]))) continue;
    const year_month_day last(s[i].during.last());
    const sys_days start = last.year() / January / 1;
    std::size_t first = i;
    while (first > 0 && s[first].during.begin() > start) --first;
    if (s[first].during.begin() != start || first < 4) continue;
    const std::size_t slot = i - first;
    uint512_t n = 0, d = 1;
    unsigned found = 0;
    for (; found < 3 && (found + 1) * 4 <= first; ++found) {
      const one_company year = s.subspan(first - 4 * (found + 1), 4);
      if (!is_year(static_cast<int>((year[3].during.end() - year[0].during.begin()).count()))) break;
      wide total = 0;
      for (const dated_amount& part : year) total = checked_add(total, amount_of(part));
      if (amount_of(year[slot]) <= 0 || total <= 0) break;
      const uint512_t of_year = static_cast<unsigned_wide>(total / cent);
      n = n * of_year + d * static_cast<unsigned_wide>(amount_of(year[slot]) / cent);
      d *= of_year;
    }
    if (found != 0) out[i] = to_cents(static_cast<unsigned_wide>(amount_of(s[i]) / cent) * (d * found), n);
  }
}

constexpr int percent[] = {90, 100, 100, 110};
void seasonally_adjusted_by_hand(one_company s, decimal* out) {
  using namespace std::chrono;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!is_quarter(days_of(s[i]))) continue;
    const year_month_day middle(s[i].during.begin() + days{days_of(s[i]) / 2});
    out[i] = to_cents(amount_of(s[i]), 400, percent[(static_cast<unsigned>(middle.month()) - 1) / 3]);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The pairs.

struct contest {
  std::string name;
  const std::vector<dated_amount>& (*amounts)();
  std::size_t companies;  // of them
  void (*by_hand)(one_company, decimal*);
  void (*by_library)(one_company, decimal*);
};

template <const auto& Method>
void by_library(one_company s, decimal* out) {
  runrate::annualize_each(s, Method, to_the_cent, [out](std::size_t i, const auto& figure) {
    if (figure) out[i] = *figure;
  });
}

constexpr method::year_to_date year_to_june(runrate::month_calendar(std::chrono::June, runrate::year_naming::by_end));
constexpr method::seasonal_share share_of_year(runrate::month_calendar(std::chrono::December,
                                                                       runrate::year_naming::by_end));
const method::hybrid_28_days hybrid(subscriptions);
const method::seasonally_adjusted<4> saar({ratio(9, 10), ratio(1), ratio(1), ratio(11, 10)});

const std::vector<contest>& contests() {
  static const std::vector<contest> all{
      {"x4", quarters, companies, times_four_by_hand, by_library<method::times_four>},
      {"x12", months, companies, times_by_hand<12, is_month>, by_library<method::times_twelve>},
      {"x52", weeks, companies, times_by_hand<52, is_week>, by_library<method::times_fifty_two>},
      {"exit", quarters, companies, exit_by_hand, by_library<method::exit_rate>},
      {"day", quarters, companies, days_by_hand, by_library<method::day_weighted>},
      {"day365", quarters, companies, days_of_fixed_year_by_hand<365>, by_library<method::day_weighted_365>},
      {"day360", quarters, companies, days_of_fixed_year_by_hand<360>, by_library<method::day_weighted_360>},
      {"week", quarters, companies, days_of_fixed_year_by_hand<364>, by_library<method::week_weighted>},
      {"ytd", quarters, companies, year_to_date_by_hand, by_library<year_to_june>},
      {"ttm", quarters, companies, trailing_twelve_months_by_hand, by_library<method::trailing_twelve_months>},
      {"3mx4", months, companies, trailing_three_months_by_hand, by_library<method::trailing_three_months>},
      {"usage28", weeks, companies, last_28_days_by_hand, by_library<method::usage_28_days>},
      {"hybrid28", weeks, companies, hybrid_by_hand, by_library<hybrid>},
      {"saar", quarters, companies, seasonally_adjusted_by_hand, by_library<saar>},
      {"seasonal", quarters, companies, seasonal_by_hand, by_library<share_of_year>},
      {"compound", quarters, companies, compounded_by_hand, by_library<method::compounded>},
      {"logcompound", quarters, companies / 10, log_compounded_by_hand, by_library<method::log_compounded>},
  };
  return all;
}

/// A million figures of their own, touched before the clock starts.
decimal* figures() {
  static std::vector<decimal> memory(companies * periods_each);
  return memory.data();
}

void annualize_all(const contest& c, void (*each)(one_company, decimal*)) {
  const one_company all(c.amounts());
  for (std::size_t company = 0; company < c.companies; ++company) {
    each(all.subspan(company * periods_each, periods_each), figures() + company * periods_each);
  }
}

void time_series(benchmark::State& state, const contest& c, void (*each)(one_company, decimal*)) {
  annualize_all(c, each);
  for (auto unused : state) {
    (void)unused;
    annualize_all(c, each);
    benchmark::ClobberMemory();
  }
}

/// Both give the same figures, and few give none.
bool agree(const contest& c) {
  const std::size_t count = c.companies * periods_each;
  const auto figures_by = [&](void (*each)(one_company, decimal*)) {
    std::fill(figures(), figures() + count, decimal());
    annualize_all(c, each);
    return std::vector<decimal>(figures(), figures() + count);
  };
  const std::vector<decimal> ours = figures_by(c.by_library), theirs = figures_by(c.by_hand);
  std::size_t missing = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (ours[i] != theirs[i]) {
      std::printf("%s: %s differs from %s at %zu\n", c.name.c_str(), to_string(ours[i]).c_str(),
                  to_string(theirs[i]).c_str(), i);
      return false;
    }
    missing += ours[i] == decimal() ? 1u : 0u;
  }
  return missing * 20 < count;
}

/// Keeps the medians; prints nothing until all is measured.
class median_keeper : public median_reporter {
public:
  void print_table() const {
    std::printf("%-12s %9s %12s %12s %8s   (nanoseconds a period; the goal is a ratio of at most 3, for x4 of 1.2)\n",
                "method", "periods", "by hand", "runrate", "ratio");
    for (const contest& c : contests()) {
      const auto count = static_cast<double>(c.companies * periods_each);
      const double theirs = median(c.name + "|hand") / count, ours = median(c.name + "|library") / count;
      std::printf("%-12s %9.0f %12.2f %12.2f %8.2f\n", c.name.c_str(), count, theirs, ours, ours / theirs);
    }
    const double million = companies * periods_each;
    const double copy = median("copy") / million, x4 = median("x4|library") / million;
    std::printf("\ncopying the amounts: %.2f ns, so x4 is %.2f of it; x4 reads and writes %.1f GB/s\n", copy, x4 / copy,
                (sizeof(dated_amount) + sizeof(decimal)) / x4);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (!initialize_interleaved(argc, argv)) return 2;
  bool right = true;
  const auto declare = [](const std::string& name, const contest& c, void (*each)(one_company, decimal*)) {
    benchmark::RegisterBenchmark(name.c_str(), time_series, c, each)->Repetitions(7)->MinTime(0.05);
  };
  for (const contest& c : contests()) {
    right = agree(c) && right;
    declare(c.name + "|hand", c, c.by_hand);
    declare(c.name + "|library", c, c.by_library);
  }
  declare("copy", contests().front(), copy_by_hand);
  median_keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  keeper.print_table();
  return right ? 0 : 1;
}
