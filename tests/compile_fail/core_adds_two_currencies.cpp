// Money of two currencies does not add up: the message names the remedy.
// expect: convert_one_side_with_an_fx_rate
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>

using namespace runrate;

auto total() {
#ifdef RUNRATE_OFFEND
  return usd(1_bn) + eur(1_bn);
#else
  return usd(1_bn) + usd(1_bn);
#endif
}
