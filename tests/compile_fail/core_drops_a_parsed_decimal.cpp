// What was read, or why it could not be, must be looked at.
// expect: unused-result
// flags: -Werror=unused-result
#include <runrate/core/decimal.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/ratio.hpp>

using namespace runrate;

void read() {
#ifdef RUNRATE_OFFEND
  decimal::parse("12.50");
#else
  static_cast<void>(decimal::parse("12.50"));
#endif
}
