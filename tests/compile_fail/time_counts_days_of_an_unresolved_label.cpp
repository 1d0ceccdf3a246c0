// A fiscal quarter has as many days as its company's calendar says.
// expect: resolve_the_fiscal_label_with_a_calendar_first
#include <runrate/time/fiscal_calendar.hpp>

using namespace runrate;

[[maybe_unused]] constexpr month_calendar microsoft(std::chrono::June, year_naming::by_end);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto days = (fy(2026) / Q2).days();
#else
[[maybe_unused]] constexpr auto days = resolve(microsoft, fy(2026) / Q2).days();
#endif
