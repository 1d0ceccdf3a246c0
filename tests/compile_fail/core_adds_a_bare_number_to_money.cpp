// A bare number has no currency.
// expect: no match for .operator\+.
// expect-clang: invalid operands to binary expression
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

auto total() {
#ifdef RUNRATE_OFFEND
  return usd(1_bn) + 1_bn;
#else
  return usd(1_bn) + usd(1_bn);
#endif
}
