// Units stand where an exponent would: a literal has digits and one point.
// expect: throw_contract
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

decimal revenue() {
#ifdef RUNRATE_OFFEND
  return 35e9_dec;
#else
  return 35_bn;
#endif
}
