// Forward declarations, for headers that name a type without using it.
#ifndef RUNRATE_FWD_HPP
#define RUNRATE_FWD_HPP

namespace runrate {

// core
class currency;
class decimal;
class interval;
class ratio;
struct reason;
struct reported_amount;
struct round_to;
template <class Currency>
class basic_money;
template <class T>
class result;

// time
class any_calendar;
class fiscal_label;
class fiscal_year;
class month_calendar;
class period;
class week_calendar;

// rate
class any_method;
class history;
struct annualization;
struct dated_amount;
template <class Currency>
class basic_flow;
template <class Currency>
class basic_run_rate;
template <class Currency>
class basic_series;

// claim
struct claim;

/// What the compiler names when a fiscal label is used as days: call `resolve(calendar, label)`.
struct resolve_the_fiscal_label_with_a_calendar_first {};

}  // namespace runrate

#endif
