// The model layer, compiled once.
#include <runrate/model/detail/driver_values-inl.hpp>
#include <runrate/model/detail/dual-inl.hpp>
#include <runrate/model/detail/evaluate-inl.hpp>
#include <runrate/model/detail/exact-inl.hpp>
#include <runrate/model/detail/expr-inl.hpp>
#include <runrate/model/detail/expression-inl.hpp>
#include <runrate/model/detail/formula_text-inl.hpp>
#include <runrate/model/detail/formulas-inl.hpp>
#include <runrate/model/detail/inputs-inl.hpp>
#include <runrate/model/detail/missing-inl.hpp>
#include <runrate/model/detail/model-inl.hpp>
#include <runrate/model/detail/normal_form-inl.hpp>
#include <runrate/model/detail/range-inl.hpp>
#include <runrate/model/detail/timeline-inl.hpp>
#include <runrate/model/detail/unit-inl.hpp>
#include <runrate/model/detail/unit_check-inl.hpp>
