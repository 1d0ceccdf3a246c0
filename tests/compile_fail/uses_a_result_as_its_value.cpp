// There may be no value: the caller has to ask.
// expect: cannot convert .*result<int>.* to .*int.* in initialization
// expect-clang: no viable conversion from .*result<int>.* to .*int
#include <runrate/core/result.hpp>

int quarters(const runrate::result<int>& counted) {
#ifdef RUNRATE_OFFEND
  int n = counted;
#else
  int n = counted.value();
#endif
  return n;
}
