// The core layer, compiled once: Boost's wide integers stay in here.
#include <runrate/core/detail/allocate-inl.hpp>
#include <runrate/core/detail/currency-inl.hpp>
#include <runrate/core/detail/decimal-inl.hpp>
#include <runrate/core/detail/errors-inl.hpp>
#include <runrate/core/detail/format-inl.hpp>
#include <runrate/core/detail/interval-inl.hpp>
#include <runrate/core/detail/money-inl.hpp>
#include <runrate/core/detail/ratio-inl.hpp>
#include <runrate/core/detail/reported_amount-inl.hpp>
#include <runrate/core/detail/result-inl.hpp>
#include <runrate/core/detail/scale-inl.hpp>
