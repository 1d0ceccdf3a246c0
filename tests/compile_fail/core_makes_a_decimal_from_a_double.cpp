// A decimal holds what was written, and a double does not.
// expect: use of deleted function .*decimal::decimal
// expect-clang: (conversion function|constructor).*(explicitly deleted|deleted)
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

decimal price() {
#ifdef RUNRATE_OFFEND
  return decimal(0.1);
#else
  return 0.1_dec;
#endif
}
