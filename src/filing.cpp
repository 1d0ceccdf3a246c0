// The filing layer, compiled once.
#include <runrate/filing/detail/fact-inl.hpp>
#include <runrate/filing/detail/inferred_calendar-inl.hpp>
#include <runrate/filing/detail/provenance-inl.hpp>
#include <runrate/filing/detail/quarters-inl.hpp>
#include <runrate/filing/detail/revenue-inl.hpp>
#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/detail/trailing-inl.hpp>
