// A backlog as of a day was not earned over a period.
// expect: a_balance_is_not_earned_over_a_period
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/recurring.hpp>

using namespace runrate;

[[maybe_unused]] constexpr basic_balance<money<usd>::currency_type> backlog{usd(244_bn), date_of(2025, 12, 31)};

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto rate = annualize(backlog, method::times_four);
#else
[[maybe_unused]] constexpr auto rate = annualize(usd(35.579_bn).over(2025y / Q4), method::times_four);
#endif
