// Money a year and money over a quarter do not add up.
// expect: annualize_the_flow_before_adding_it_to_a_rate
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/run_rate.hpp>

using namespace runrate;

[[maybe_unused]] constexpr auto quarter = usd(35.579_bn).over(2025y / Q4);
[[maybe_unused]] constexpr auto rate = annualize(quarter, method::times_four);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto sum = rate + quarter;
#else
[[maybe_unused]] constexpr auto sum = rate.value() + annualize(quarter, method::times_four).value();
#endif
