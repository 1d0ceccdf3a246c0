// A result that nobody looks at hides the reason why there is none.
// expect: unused-result
// flags: -Werror=unused-result
#include <runrate/core/result.hpp>

runrate::result<int> quarters_in_a_year();

void count() {
#ifdef RUNRATE_OFFEND
  quarters_in_a_year();
#else
  static_cast<void>(quarters_in_a_year());
#endif
}
