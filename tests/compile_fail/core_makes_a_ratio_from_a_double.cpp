// An exact factor can not come from a double.
// expect: use of deleted function .*ratio::ratio
// expect-clang: uses deleted function|call to deleted constructor
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

ratio growth() {
#ifdef RUNRATE_OFFEND
  return ratio(0.125);
#else
  return ratio(1, 8);
#endif
}
