// Balances of two days do not add up: most of the one is in the other.
// expect: a_balance_is_not_earned_over_a_period
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/recurring.hpp>

using namespace runrate;

[[maybe_unused]] constexpr basic_balance<money<usd>::currency_type> september{usd(200_bn), date_of(2025, 9, 30)};
[[maybe_unused]] constexpr basic_balance<money<usd>::currency_type> december{usd(244_bn), date_of(2025, 12, 31)};

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto sum = september + december;
#else
[[maybe_unused]] constexpr auto change = december.amount - september.amount;
#endif
