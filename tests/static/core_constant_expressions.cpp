// What the core layer promises about its types and about constant expressions: it holds if this file compiles.
#include <runrate/core/currencies.hpp>
#include <runrate/core/decimal.hpp>
#include <runrate/core/fx.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>
#include <runrate/core/ratio.hpp>

#include <type_traits>

namespace {

using namespace runrate;

#ifdef RUNRATE_NATIVE_INT128
static_assert(sizeof(decimal) == 16);
static_assert(sizeof(money<usd>) == 16);
static_assert(std::is_trivially_copyable_v<decimal> && std::is_trivially_copyable_v<money<usd>>);
#endif

// Arithmetic, the small path of the kernel and its wide path, at compile time.
static_assert(35.579_bn * 4 == 142.316_bn);
static_assert(multiply(35.579_bn, ratio(365, 92), {2}) == 141155815217.39_dec);
static_assert(multiply(1.005_dec, ratio(1), {2}) == 1_dec);
static_assert(multiply(1.005_dec, ratio(1), {2, rounding::half_up}) == 1.01_dec);
// 10^19 * 10^10 needs a product of 10^47 billionths squared: more than 128 bits, and the quotient fits.
static_assert(multiply(10'000'000'000'000'000'000_dec, 10'000'000'000_dec, {0}) ==
              100'000'000'000'000'000'000'000'000'000_dec);
static_assert(divide(2_dec, 3_dec, {9}) == 0.666666667_dec);
static_assert(divide(-1_dec, 3_dec, {0, rounding::floor}) == -1_dec);
static_assert(round(142.5_bn, {-9}) == 142_bn && round(143.5_bn, {-9}) == 144_bn);
static_assert(1_dec / 8_dec == 0.125_dec);
static_assert(ratio(1, 3) + ratio(1, 6) == 12.5_pct * ratio(4));
static_assert(pow(ratio(3, 2), -2) == ratio(4, 9));
static_assert((interval(35.55_bn, 35.65_bn) * 4).contains(142.316_bn));
static_assert(convert(eur(1_bn), fx_rate(eur, usd, ratio(11'234, 10'000), 0), {2}) == usd(1'123.4_mn));

// What must not exist. A deleted overload with a remedy is still absent for a concept.
template <class A, class B>
concept addable = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept subtractable = requires(A a, B b) {
  a - b;
};
template <class A, class B>
concept multipliable = requires(A a, B b) {
  a* b;
};
template <class A, class B>
concept divisible = requires(A a, B b) {
  a / b;
};
template <class A, class B>
concept comparable = requires(A a, B b) {
  a == b;
};
template <class A, class B>
concept ordered = requires(A a, B b) {
  a < b;
};
template <class A, class B>
concept called_with = requires(A a, B b) {
  a(b);
};

using dollars = money<usd>;
using euros = money<eur>;

static_assert(addable<dollars, dollars> && !addable<dollars, euros> && !addable<dollars, decimal>);
static_assert(subtractable<dollars, dollars> && !subtractable<dollars, euros>);
static_assert(divisible<dollars, dollars> && !divisible<dollars, euros> && !divisible<decimal, dollars>);
static_assert(comparable<dollars, dollars> && !comparable<dollars, euros> && !comparable<dollars, decimal>);
static_assert(ordered<dollars, dollars> && !ordered<dollars, euros>);
static_assert(multipliable<dollars, int> && multipliable<dollars, ratio> && !multipliable<dollars, dollars>);
static_assert(!multipliable<dollars, double> && !multipliable<decimal, double> && !addable<decimal, double>);
static_assert(!std::is_constructible_v<decimal, double> && !std::is_constructible_v<decimal, float>);
static_assert(!std::is_constructible_v<ratio, double> && !std::is_constructible_v<ratio, double, int>);
static_assert(!std::is_constructible_v<dollars, double> && std::is_constructible_v<dollars, decimal>);
static_assert(called_with<decltype(usd), decimal> && called_with<decltype(usd), int>);
static_assert(!called_with<decltype(usd), double>);
static_assert(std::is_convertible_v<dollars, money<any_currency>> &&
              !std::is_convertible_v<money<any_currency>, dollars>);

}  // namespace
