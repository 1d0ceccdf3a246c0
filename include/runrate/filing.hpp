// Facts as filed, and the clean quarters in them: header-only too, but not a part of <runrate/runrate.hpp>, which is
// dear enough to compile.
#ifndef RUNRATE_FILING_HPP
#define RUNRATE_FILING_HPP

#include <runrate/filing/fact.hpp>
#include <runrate/filing/inferred_calendar.hpp>
#include <runrate/filing/quarter.hpp>
#include <runrate/filing/quarters.hpp>
#include <runrate/filing/revenue.hpp>

#endif
