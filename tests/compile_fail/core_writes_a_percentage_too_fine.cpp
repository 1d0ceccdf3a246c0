// The denominator of a literal percentage has to fit 128 bits.
// expect: throw_overflow
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

ratio share() {
#ifdef RUNRATE_OFFEND
  return 0.0000000000000000000000000000000000000001_pct;
#else
  return 0.000000000000000000000000000000000001_pct;
#endif
}
