// The claim layer, compiled once.
#include <runrate/claim/detail/claim-inl.hpp>
#include <runrate/claim/detail/incremental-inl.hpp>
#include <runrate/claim/detail/reconcile-inl.hpp>
#include <runrate/claim/detail/relate-inl.hpp>
