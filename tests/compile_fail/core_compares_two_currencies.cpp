// Money of two currencies has no order.
// expect: convert_one_side_with_an_fx_rate
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

bool larger() {
#ifdef RUNRATE_OFFEND
  return usd(1_bn) > eur(1_bn);
#else
  return usd(1_bn) > usd(2_bn);
#endif
}
