// A fiscal label has no days until a calendar resolves it.
// expect: resolve_the_fiscal_label_with_a_calendar_first
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/flow.hpp>
#include <runrate/time/fiscal_calendar.hpp>

using namespace runrate;

[[maybe_unused]] constexpr month_calendar microsoft(std::chrono::June, year_naming::by_end);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto quarter = usd(1_bn).over(fy(2026) / Q2);
#else
[[maybe_unused]] constexpr auto quarter = usd(1_bn).over(resolve(microsoft, fy(2026) / Q2));
#endif
