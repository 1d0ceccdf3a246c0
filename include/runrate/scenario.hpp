// Scenarios over revenue models: header-only too, but not a part of <runrate/runrate.hpp>, which is dear enough to
// compile.
#ifndef RUNRATE_SCENARIO_HPP
#define RUNRATE_SCENARIO_HPP

#include <runrate/scenario/difference.hpp>
#include <runrate/scenario/explain.hpp>
#include <runrate/scenario/measure.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/scenario/scenario_bridge.hpp>
#include <runrate/scenario/sensitivity.hpp>
#include <runrate/scenario/solve.hpp>

#endif
