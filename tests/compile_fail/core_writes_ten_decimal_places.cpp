// A literal is exact or it is refused.
// expect: a decimal literal has more places than a decimal holds|throw_inexact
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

decimal price() {
#ifdef RUNRATE_OFFEND
  return 1.0000000001_dec;
#else
  return 1.000000001_dec;
#endif
}
