// The time layer's definitions, compiled once for those who link the library.
#include <runrate/time/detail/calendar_period-inl.hpp>
#include <runrate/time/detail/date-inl.hpp>
#include <runrate/time/detail/day_count-inl.hpp>
#include <runrate/time/detail/fiscal_calendar-inl.hpp>
#include <runrate/time/detail/fiscal_label-inl.hpp>
#include <runrate/time/detail/fiscal_year_end-inl.hpp>
#include <runrate/time/detail/period-inl.hpp>
#include <runrate/time/detail/period_shape-inl.hpp>
#include <runrate/time/detail/week_calendar-inl.hpp>
