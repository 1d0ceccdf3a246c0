// There are no square dollars.
// expect: no match for .operator\*.
// expect-clang: invalid operands to binary expression
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

auto square() {
#ifdef RUNRATE_OFFEND
  return usd(2) * usd(3);
#else
  return usd(2) * 3;
#endif
}
