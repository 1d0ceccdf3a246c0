// A fiscal label is no period: whose fiscal year?
// expect: resolve_the_fiscal_label_with_a_calendar_first
#include <runrate/time/fiscal_calendar.hpp>

using namespace runrate;

[[maybe_unused]] constexpr month_calendar microsoft(std::chrono::June, year_naming::by_end);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr period quarter = fy(2026) / Q2;
#else
[[maybe_unused]] constexpr period quarter = resolve(microsoft, fy(2026) / Q2);
#endif
