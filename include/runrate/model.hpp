// Revenue models: header-only too, but not a part of <runrate/runrate.hpp>, which is dear enough to compile.
#ifndef RUNRATE_MODEL_HPP
#define RUNRATE_MODEL_HPP

#include <runrate/model/composition.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/conformance.hpp>
#include <runrate/model/driver.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/dual.hpp>
#include <runrate/model/evaluate.hpp>
#include <runrate/model/exact.hpp>
#include <runrate/model/expr.hpp>
#include <runrate/model/expression.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/inputs.hpp>
#include <runrate/model/lane_evaluation.hpp>
#include <runrate/model/lane_program.hpp>
#include <runrate/model/lanes.hpp>
#include <runrate/model/missing.hpp>
#include <runrate/model/model.hpp>
#include <runrate/model/ramps.hpp>
#include <runrate/model/range.hpp>
#include <runrate/model/reported_drivers.hpp>
#include <runrate/model/stock_models.hpp>
#include <runrate/model/subscription_models.hpp>
#include <runrate/model/threads.hpp>
#include <runrate/model/timeline.hpp>
#include <runrate/model/trial_columns.hpp>
#include <runrate/model/unit.hpp>

#endif
