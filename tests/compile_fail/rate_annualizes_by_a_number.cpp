// Four is no method: which one, and for which periods?
// expect: name_a_method_such_as_method_times_four
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/run_rate.hpp>

using namespace runrate;

[[maybe_unused]] constexpr auto quarter = usd(35.579_bn).over(2025y / Q4);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto rate = annualize(quarter, 4);
#else
[[maybe_unused]] constexpr auto rate = annualize(quarter, method::times_four);
#endif
