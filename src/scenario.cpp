// The scenario layer, compiled once.
#include <runrate/scenario/detail/difference-inl.hpp>
#include <runrate/scenario/detail/explain-inl.hpp>
#include <runrate/scenario/detail/measure-inl.hpp>
#include <runrate/scenario/detail/scenario-inl.hpp>
#include <runrate/scenario/detail/scenario_bridge-inl.hpp>
#include <runrate/scenario/detail/sensitivity-inl.hpp>
#include <runrate/scenario/detail/solve-inl.hpp>
