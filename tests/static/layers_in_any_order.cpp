// Layers that stand apart can be included in any order, in header-only mode too: it holds if this file compiles.
#include <runrate/scenario.hpp>

#include <runrate/model.hpp>

#include <runrate/filing.hpp>
#include <runrate/runrate.hpp>

namespace {

using namespace runrate;

static_assert(revenue_model<capacity_revenue>);
static_assert(verdict::reproduces != verdict::rejected);

}  // namespace
