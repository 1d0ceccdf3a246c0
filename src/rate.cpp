// The rate layer, compiled once.
#include <runrate/rate/detail/compare-inl.hpp>
#include <runrate/rate/detail/growth-inl.hpp>
#include <runrate/rate/detail/retention-inl.hpp>
#include <runrate/rate/detail/run_rate-inl.hpp>
#include <runrate/rate/detail/series-inl.hpp>
#include <runrate/rate/methods/detail/compounded-inl.hpp>
#include <runrate/rate/methods/detail/cumulative-inl.hpp>
#include <runrate/rate/methods/detail/seasonal-inl.hpp>
#include <runrate/rate/methods/detail/times-inl.hpp>
