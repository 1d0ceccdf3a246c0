// What exact money costs: decimal against raw double, checked __int128 written by hand, cpp_dec_float_50 and
// cpp_rational, on the same amounts in one run. The wrong answers of each are counted against cpp_rational.
//
// Each operation is independent of the one before, over arrays that stay in the first caches. The table at the end
// holds the medians of the repetitions in nanoseconds an operation, and the ratios that the project's goals are stated
// in.
#include <runrate/core/decimal.hpp>
#include <runrate/core/ratio.hpp>

#include <benchmark/benchmark.h>
#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
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
using boost::multiprecision::cpp_dec_float_50;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using runrate::decimal;
using runrate::ratio;
using runrate::round_to;

constexpr std::size_t count = 512;

// ---------------------------------------------------------------------------------------------------------------------
// The same arithmetic by hand, at the same scale of 1e-9 and with the same promises: exact, half to even to the cent,
// checked. A 64-bit path first, then one hardware division of 128 by 64 bits, then the compiler's 128-bit division.

constexpr wide cent = 10'000'000;

[[noreturn, gnu::cold, gnu::noinline]] void fail() { throw std::overflow_error("does not fit"); }

inline wide checked_add(wide a, wide b) {
  wide sum;
  if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
    fail();
  return sum;
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

/// round(dividend / divisor) * cent, half to even.
inline wide rounded_cents(bool negative, unsigned_wide dividend, unsigned_wide divisor) {
  unsigned_wide cents;
  if (static_cast<std::uint64_t>(divisor >> 64) == 0) [[likely]] {
    const auto d = static_cast<std::uint64_t>(divisor);
    const auto high = static_cast<std::uint64_t>(dividend >> 64);
    if (high < d) [[likely]] {
      std::uint64_t quotient, rest;
      if (high == 0) {
        quotient = static_cast<std::uint64_t>(dividend) / d;
        rest = static_cast<std::uint64_t>(dividend) % d;
      } else {
        quotient = divide_by_hardware(dividend, d, rest);
      }
      const std::uint64_t missing = d - rest;
      cents = static_cast<unsigned_wide>(quotient) + (rest > missing || (rest == missing && (quotient & 1) != 0));
      // Below 2^64 cents, so that 2^88 billionths are not exceeded.
      const auto figure = static_cast<wide>(cents * static_cast<unsigned_wide>(cent));
      return negative ? -figure : figure;
    }
  }
  cents = dividend / divisor;
  const unsigned_wide rest = dividend - cents * divisor, missing = divisor - rest;
  cents += rest > missing || (rest == missing && (cents & 1) != 0);
  wide figure;
  if (__builtin_mul_overflow(static_cast<wide>(cents), cent, &figure)) [[unlikely]]
    fail();
  return negative ? -figure : figure;
}

struct factor_by_hand {
  std::int64_t numerator;
  std::int64_t denominator;  // above zero
};

inline wide multiply_by_hand(wide a, factor_by_hand f) {
  wide product;
  if (__builtin_mul_overflow(a, static_cast<wide>(f.numerator), &product)) [[unlikely]]
    fail();
  const bool negative = product < 0;
  const auto dividend = negative ? -static_cast<unsigned_wide>(product) : static_cast<unsigned_wide>(product);
  return rounded_cents(negative, dividend,
                       static_cast<unsigned_wide>(f.denominator) * static_cast<unsigned_wide>(cent));
}

inline wide divide_by_hand(wide a, wide b) {
  wide dividend;
  // 1e9 for the scale; the cent's 1e7 cancels all of it but 1e2.
  if (__builtin_mul_overflow(a, static_cast<wide>(100), &dividend) || b == 0) [[unlikely]]
    fail();
  const bool negative = (dividend < 0) != (b < 0);
  return rounded_cents(negative,
                       dividend < 0 ? -static_cast<unsigned_wide>(dividend) : static_cast<unsigned_wide>(dividend),
                       b < 0 ? -static_cast<unsigned_wide>(b) : static_cast<unsigned_wide>(b));
}

// ---------------------------------------------------------------------------------------------------------------------
// The inputs: whole cents, log-uniform between two powers of ten dollars, and factors of the kinds that annualize.

struct inputs {
  std::vector<wide> a, b;
  std::vector<factor_by_hand> factors;
};

inputs draw(double least, double most) {
  std::mt19937_64 random(20250930);
  std::uniform_real_distribution<double> exponent(std::log10(least), std::log10(most));
  const auto amount = [&] { return static_cast<wide>(std::pow(10.0, exponent(random)) * 100) * cent; };
  constexpr factor_by_hand kinds[] = {{365, 92},  {365, 90},   {366, 91},  {52, 13},    {52, 14},       {12, 7},
                                      {4, 1},     {125, 1000}, {365, 273}, {1000, 237}, {11234, 10000}, {9871, 10000},
                                      {365, 181}, {4, 3},      {1, 4},     {365, 31}};
  inputs drawn;
  for (std::size_t i = 0; i < count; ++i) {
    drawn.a.push_back(random() % 4 == 0 ? -amount() : amount());
    drawn.b.push_back(amount());
    drawn.factors.push_back(kinds[random() % 16]);
  }
  return drawn;
}

// 64-bit products serve the small amounts throughout; the large ones need 128 bits throughout.
const inputs& small_amounts() {
  static const inputs drawn = draw(10, 1e6);
  return drawn;
}
const inputs& large_amounts() {
  static const inputs drawn = draw(2e9, 1e11);
  return drawn;
}
const inputs& all_amounts() {
  static const inputs drawn = draw(10, 1e11);
  return drawn;
}

cpp_int integer_of(wide x) {
  const auto m = x < 0 ? -static_cast<unsigned_wide>(x) : static_cast<unsigned_wide>(x);
  const cpp_int i = (cpp_int(static_cast<std::uint64_t>(m >> 64)) << 64) | static_cast<std::uint64_t>(m);
  return x < 0 ? cpp_int(-i) : i;
}
cpp_rational dollars_of(wide billionths) { return {integer_of(billionths), cpp_int(1'000'000'000)}; }

cpp_rational half_even_cents(const cpp_rational& x) {
  const cpp_rational cents = x * 100;
  const cpp_int n = abs(numerator(cents)), d = denominator(cents);
  cpp_int quotient, rest;
  divide_qr(n, d, quotient, rest);
  const int versus_half = cpp_int(2 * rest).compare(d);
  if (versus_half > 0 || (versus_half == 0 && bit_test(quotient, 0))) ++quotient;
  return {x < 0 ? cpp_int(-quotient) : quotient, cpp_int(100)};
}

// ---------------------------------------------------------------------------------------------------------------------
// The types: how each holds an amount and a factor, and the three operations on it.

struct with_double {
  using amount = double;
  using factor = double;
  static amount make(wide billionths) { return static_cast<double>(billionths / cent) / 100; }
  static factor make(factor_by_hand f) { return static_cast<double>(f.numerator) / static_cast<double>(f.denominator); }
  static amount add(amount a, amount b) { return a + b; }
  static amount multiply(amount a, factor f) { return std::nearbyint(a * f * 100) / 100; }
  static amount divide(amount a, amount b) { return std::nearbyint(a / b * 100) / 100; }
  // The nearest cents: what the double is meant to say.
  static cpp_rational exactly(amount a) { return half_even_cents(cpp_rational(a)); }
};

struct by_hand {
  using amount = wide;
  using factor = factor_by_hand;
  static amount make(wide billionths) { return billionths; }
  static factor make(factor_by_hand f) { return f; }
  static amount add(amount a, amount b) { return checked_add(a, b); }
  static amount multiply(amount a, factor f) { return multiply_by_hand(a, f); }
  static amount divide(amount a, amount b) { return divide_by_hand(a, b); }
  static cpp_rational exactly(amount a) { return dollars_of(a); }
};

struct with_decimal {
  using amount = decimal;
  using factor = ratio;
  static amount make(wide billionths) { return decimal::from_billionths(billionths); }
  static factor make(factor_by_hand f) { return {f.numerator, f.denominator}; }
  static amount add(amount a, amount b) { return a + b; }
  static amount multiply(amount a, const factor& f) { return runrate::multiply(a, f, round_to{2}); }
  static amount divide(amount a, amount b) { return runrate::divide(a, b, round_to{2}); }
  static cpp_rational exactly(amount a) { return dollars_of(a.billionths()); }
};

struct with_dec_float {
  using amount = cpp_dec_float_50;
  using factor = cpp_dec_float_50;
  static amount make(wide billionths) { return amount(integer_of(billionths)) / 1'000'000'000; }
  static factor make(factor_by_hand f) { return amount(f.numerator) / f.denominator; }
  static amount add(const amount& a, const amount& b) { return a + b; }
  static amount multiply(const amount& a, const factor& f) { return rounded(a * f); }
  static amount divide(const amount& a, const amount& b) { return rounded(a / b); }
  static cpp_rational exactly(const amount& a) { return half_even_cents(cpp_rational(a)); }

private:
  static amount rounded(const amount& x) {
    const amount cents = x * 100;
    amount below = floor(cents);
    const amount rest = cents - below;
    static const amount half("0.5");
    const int versus_half = rest.compare(half);
    if (versus_half > 0 || (versus_half == 0 && fmod(below, amount(2)) != 0)) ++below;
    return below / 100;
  }
};

struct with_rational {
  using amount = cpp_rational;
  using factor = cpp_rational;
  static amount make(wide billionths) { return dollars_of(billionths); }
  static factor make(factor_by_hand f) { return {f.numerator, f.denominator}; }
  static amount add(const amount& a, const amount& b) { return a + b; }
  static amount multiply(const amount& a, const factor& f) { return half_even_cents(a * f); }
  static amount divide(const amount& a, const amount& b) { return half_even_cents(a / b); }
  static cpp_rational exactly(const amount& a) { return a; }
};

template <class Type>
struct operands {
  explicit operands(const inputs& in) {
    for (std::size_t i = 0; i < count; ++i) {
      a.push_back(Type::make(in.a[i]));
      b.push_back(Type::make(in.b[i]));
      factors.push_back(Type::make(in.factors[i]));
    }
  }
  std::vector<typename Type::amount> a, b;
  std::vector<typename Type::factor> factors;
  std::vector<typename Type::amount> out = std::vector<typename Type::amount>(count);
};

enum class operation { add, multiply, divide };

template <class Type, operation Operation>
void apply(operands<Type>& on) {
  for (std::size_t i = 0; i < count; ++i) {
    if constexpr (Operation == operation::add) on.out[i] = Type::add(on.a[i], on.b[i]);
    if constexpr (Operation == operation::multiply) on.out[i] = Type::multiply(on.a[i], on.factors[i]);
    if constexpr (Operation == operation::divide) on.out[i] = Type::divide(on.a[i], on.b[i]);
  }
}

template <class Type, operation Operation>
int wrong_answers(const inputs& in) {
  operands<Type> on(in);
  apply<Type, Operation>(on);
  int wrong = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const cpp_rational a = dollars_of(in.a[i]), b = dollars_of(in.b[i]);
    const cpp_rational factor(in.factors[i].numerator, in.factors[i].denominator);
    const cpp_rational right = Operation == operation::add        ? a + b
                               : Operation == operation::multiply ? half_even_cents(a * factor)
                                                                  : half_even_cents(a / b);
    wrong += Type::exactly(on.out[i]) != right;
  }
  return wrong;
}

template <class Type, operation Operation>
void time_operation(benchmark::State& state, const inputs& (*amounts)()) {
  operands<Type> on(amounts());
  for (auto unused : state) {
    (void)unused;
    apply<Type, Operation>(on);
    benchmark::DoNotOptimize(on.out.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

// ---------------------------------------------------------------------------------------------------------------------
// The table.

constexpr const char* types[] = {"double", "__int128 by hand", "decimal", "cpp_dec_float_50", "cpp_rational"};
constexpr const char* operations[] = {"add", "multiply by a ratio, to the cent", "divide, to the cent"};
struct amounts_drawn {
  const char* name;
  const inputs& (*of)();
};
constexpr amounts_drawn amounts[] = {
    {"10 to 1e6", small_amounts}, {"2e9 to 1e11", large_amounts}, {"10 to 1e11", all_amounts}};

std::map<std::string, int> wrong;

std::string name_of(int operation, int drawn, int type) {
  return std::string(operations[operation]) + "|" + amounts[drawn].name + "|" + types[type];
}

template <class Type, operation Operation>
void declare(int type) {
  for (int drawn = 0; drawn < 3; ++drawn) {
    const std::string name = name_of(static_cast<int>(Operation), drawn, type);
    wrong[name] = wrong_answers<Type, Operation>(amounts[drawn].of());
    benchmark::RegisterBenchmark(name.c_str(), time_operation<Type, Operation>, amounts[drawn].of)
        ->Repetitions(9)
        ->MinTime(0.02);
  }
}

template <class Type>
void declare_all(int type) {
  declare<Type, operation::add>(type);
  declare<Type, operation::multiply>(type);
  declare<Type, operation::divide>(type);
}

/// Keeps the medians; prints nothing until all is measured.
class median_keeper : public median_reporter {
public:
  void print_table() const {
    std::printf("decimal is %zu bytes\n", sizeof(decimal));
    for (int operation = 0; operation < 3; ++operation) {
      for (int drawn = 0; drawn < 3; ++drawn) {
        std::printf("\n%s, amounts of %s dollars\n", operations[operation], amounts[drawn].name);
        const double ours = median(operation, drawn, 2);
        for (int type = 0; type < 5; ++type) {
          const double theirs = median(operation, drawn, type);
          std::printf("  %-18s %8.2f ns %9.2f of decimal's, wrong answers: %d of %zu\n", types[type], theirs,
                      theirs / ours, wrong.at(name_of(operation, drawn, type)), count);
        }
      }
    }
    std::printf("\nagainst the goals                        %12s %12s %12s\n", amounts[0].name, amounts[1].name,
                amounts[2].name);
    print_goal("add / __int128 add, at most 1.5", 0, 2, 1);
    print_goal("multiply / by hand, at most 1.5", 1, 2, 1);
    print_goal("dec_float / multiply, at least 50", 1, 3, 2);
    print_goal("divide / by hand", 2, 2, 1);
    print_goal("dec_float / divide, at least 120", 2, 3, 2);
  }

private:
  double median(int operation, int drawn, int type) const {
    return median_reporter::median(name_of(operation, drawn, type)) / static_cast<double>(count);
  }
  void print_goal(const char* name, int operation, int above, int below) const {
    std::printf("  %-38s", name);
    for (int drawn = 0; drawn < 3; ++drawn) {
      std::printf(" %12.2f", median(operation, drawn, above) / median(operation, drawn, below));
    }
    std::printf("\n");
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (!initialize_interleaved(argc, argv)) return 2;
  declare_all<with_double>(0);
  declare_all<by_hand>(1);
  declare_all<with_decimal>(2);
  declare_all<with_dec_float>(3);
  declare_all<with_rational>(4);
  median_keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  keeper.print_table();
  return 0;
}
