// A user's program: a value, a reason and an exception, each across the library's border.
#include <runrate/core/result.hpp>

#include <cstdio>

runrate::result<int> quarters(int months) {
  if (months % 3 != 0) {
    return runrate::reason{runrate::reason_code::wrong_period, "a quarter has three months", {}};
  }
  return months / 3;
}

int main() {
  if (quarters(12).value() != 4) return 1;
  if (quarters(13).error().code != runrate::reason_code::wrong_period) return 2;
  try {
    static_cast<void>(quarters(13).value());
    return 3;
  } catch (const runrate::contract_error& error) {
    std::puts(error.what());
  }
}
