// The core layer, compiled once.
#include <runrate/core/detail/allocate-inl.hpp>
#include <runrate/core/detail/currency-inl.hpp>
#include <runrate/core/detail/decimal-inl.hpp>
#include <runrate/core/detail/errors-inl.hpp>
#include <runrate/core/detail/format-inl.hpp>
#include <runrate/core/detail/integer-inl.hpp>
#include <runrate/core/detail/interval-inl.hpp>
#include <runrate/core/detail/money-inl.hpp>
#include <runrate/core/detail/nearest_name-inl.hpp>
#include <runrate/core/detail/ratio-inl.hpp>
#include <runrate/core/detail/real-inl.hpp>
#include <runrate/core/detail/reported_amount-inl.hpp>
#include <runrate/core/detail/result-inl.hpp>
