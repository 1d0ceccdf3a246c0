// Whether the units of formulas fit together.
#ifndef RUNRATE_MODEL_DETAIL_UNIT_CHECK_HPP
#define RUNRATE_MODEL_DETAIL_UNIT_CHECK_HPP

#include <runrate/model/expression.hpp>

#include <optional>
#include <span>

namespace runrate {

struct formula_problem;
struct line_formula;

namespace detail {

/// The first part, in the order of computation, whose operands have units that do not go together, or a line whose
/// formula does not have its unit.
std::optional<formula_problem> wrong_unit(const expression& parts, std::span<const line_formula> lines,
                                          std::span<const node_id> order, std::span<const std::size_t> line_places);

/// The unit of a node that refers to no lines of its own period; nothing where it has none, or several that don't fit.
std::optional<unit> yielded_unit(const expression& parts, node_id root);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/unit_check-inl.hpp>
#endif

#endif
