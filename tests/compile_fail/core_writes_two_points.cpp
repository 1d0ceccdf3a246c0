// A slip of the finger in a literal.
// expect: too many decimal points in number
// expect-clang: invalid suffix|too many decimal points
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

decimal revenue() {
#ifdef RUNRATE_OFFEND
  return 35.5.1_bn;
#else
  return 35.51_bn;
#endif
}
