// Simulation of revenue models: header-only too, but not a part of <runrate/runrate.hpp>, since Boost.Math is dear to
// compile.
#ifndef RUNRATE_SIMULATE_HPP
#define RUNRATE_SIMULATE_HPP

#include <runrate/simulate/analyst_words.hpp>
#include <runrate/simulate/combined_distributions.hpp>
#include <runrate/simulate/correlation.hpp>
#include <runrate/simulate/distribution.hpp>
#include <runrate/simulate/distribution_choice.hpp>
#include <runrate/simulate/distributions.hpp>
#include <runrate/simulate/metalog.hpp>
#include <runrate/simulate/sampling.hpp>
#include <runrate/simulate/simulation.hpp>
#include <runrate/simulate/trial_summary.hpp>
#include <runrate/simulate/uncertainty.hpp>

#endif
