// Nor does the type itself take one.
// expect: use of deleted function .*basic_money
// expect-clang: uses deleted function|call to deleted constructor
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

auto price() {
#ifdef RUNRATE_OFFEND
  return money<usd>(33.0);
#else
  return money<usd>(33.0_dec);
#endif
}
