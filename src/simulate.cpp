// The layer of simulation, compiled once.
#include <runrate/simulate/detail/analyst_words-inl.hpp>
#include <runrate/simulate/detail/block_worker-inl.hpp>
#include <runrate/simulate/detail/combined_distributions-inl.hpp>
#include <runrate/simulate/detail/correlation-inl.hpp>
#include <runrate/simulate/detail/distribution-inl.hpp>
#include <runrate/simulate/detail/distribution_choice-inl.hpp>
#include <runrate/simulate/detail/distributions-inl.hpp>
#include <runrate/simulate/detail/driver_quantile-inl.hpp>
#include <runrate/simulate/detail/indices-inl.hpp>
#include <runrate/simulate/detail/metalog-inl.hpp>
#include <runrate/simulate/detail/sampled_distributions-inl.hpp>
#include <runrate/simulate/detail/sampling-inl.hpp>
#include <runrate/simulate/detail/simulation-inl.hpp>
#include <runrate/simulate/detail/tabulated_quantiles-inl.hpp>
#include <runrate/simulate/detail/trial_summary-inl.hpp>
#include <runrate/simulate/detail/uncertainty-inl.hpp>
#include <runrate/simulate/detail/unit_draws-inl.hpp>
