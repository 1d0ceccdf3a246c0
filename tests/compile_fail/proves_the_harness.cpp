// Wrong on purpose: the offending line is legal. The test passes if the harness rejects this case.
// expect: .
#include <runrate/core/result.hpp>

int quarters(const runrate::result<int>& counted) {
#ifdef RUNRATE_OFFEND
  int n = counted.value();
#else
  int n = counted.value_or(4);
#endif
  return n;
}
