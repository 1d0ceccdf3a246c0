#include <runrate/core/result.hpp>

extern "C" bool plugin_catches_a_contract_error() {
  const runrate::result<int> none = runrate::reason{runrate::reason_code::not_applicable, "no value", {}};
  try {
    return none.value() != none.value();
  } catch (const runrate::contract_error&) {
    return true;
  }
}
