// A bridge leads from dollars to dollars. The compiler names both currencies.
// expect: (cannot convert|no match|no matching|could not convert).*(usd|eur)
// expect-clang: no (matching|viable).*
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/bridge.hpp>

using namespace runrate;

void add_growth(bridge<money<usd>::currency_type>& from_2025) {
#ifdef RUNRATE_OFFEND
  from_2025.add("growth", eur(33_bn));
#else
  from_2025.add("growth", usd(33_bn));
#endif
}
