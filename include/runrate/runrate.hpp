// The library without what has to be compiled: readers are exported by <runrate/io.hpp>, tables and files by
// <runrate/report.hpp>. An umbrella only exports: whoever needs less includes less.
#ifndef RUNRATE_RUNRATE_HPP
#define RUNRATE_RUNRATE_HPP

#include <runrate/core/allocate.hpp>
#include <runrate/core/currencies.hpp>
#include <runrate/core/currency.hpp>
#include <runrate/core/decimal.hpp>
#include <runrate/core/errors.hpp>
#include <runrate/core/format.hpp>
#include <runrate/core/fx.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/core/money.hpp>
#include <runrate/core/nearest_name.hpp>
#include <runrate/core/ratio.hpp>
#include <runrate/core/real.hpp>
#include <runrate/core/reported_amount.hpp>
#include <runrate/core/result.hpp>
#include <runrate/core/rounding.hpp>

#include <runrate/time/calendar_period.hpp>
#include <runrate/time/date.hpp>
#include <runrate/time/day_count.hpp>
#include <runrate/time/fiscal_calendar.hpp>
#include <runrate/time/fiscal_label.hpp>
#include <runrate/time/fiscal_year_end.hpp>
#include <runrate/time/period.hpp>
#include <runrate/time/period_shape.hpp>
#include <runrate/time/week_calendar.hpp>

#include <runrate/rate/adjustments.hpp>
#include <runrate/rate/bridge.hpp>
#include <runrate/rate/compare.hpp>
#include <runrate/rate/flow.hpp>
#include <runrate/rate/growth.hpp>
#include <runrate/rate/method.hpp>
#include <runrate/rate/methods/compounded.hpp>
#include <runrate/rate/methods/cumulative.hpp>
#include <runrate/rate/methods/hybrid.hpp>
#include <runrate/rate/methods/seasonal.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/rate/methods/weighted.hpp>
#include <runrate/rate/recurring.hpp>
#include <runrate/rate/retention.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/rate/series.hpp>

#include <runrate/claim/claim.hpp>
#include <runrate/claim/incremental.hpp>
#include <runrate/claim/reconcile.hpp>
#include <runrate/claim/relate.hpp>

#endif
