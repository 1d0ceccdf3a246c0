// 33.1 is not 33.1 in binary floating point: an amount is written as a literal or parsed.
// expect: binary_floating_point_is_not_money
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

auto price() {
#ifdef RUNRATE_OFFEND
  return usd(33.0);
#else
  return usd(33.0_dec);
#endif
}
