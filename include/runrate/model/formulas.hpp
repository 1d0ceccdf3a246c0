// The formulas of a model: its lines, checked to be computable and to have the units that they claim.
#ifndef RUNRATE_MODEL_FORMULAS_HPP
#define RUNRATE_MODEL_FORMULAS_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/driver.hpp>
#include <runrate/model/expression.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace runrate {

/// One line of a model.
struct line_formula {
  std::string name;
  runrate::unit unit;
  node_id root;
  line_kind kind = line_kind::by_unit;

  /// Whether it adds up over periods.
  bool adds_up() const { return kind == line_kind::flow || (kind == line_kind::by_unit && unit.is_currency()); }
};

/// What is wrong with formulas, and in which.
struct formula_problem {
  std::size_t line;
  node_id node;  ///< the smallest part that is wrong
  reason why;
};

/// A model as data: what `trace` makes of a model in C++, and what formulas in text say. Every line has a formula of
/// the line's unit; no line needs its own value of the same period, by whatever way. Whoever has one can compute it
/// with any number type, print it, or write it into a workbook.
class formulas {
public:
  /// Checks that the lines can be computed and that their units are right. No answer where a line is there twice, has
  /// no formula, or stands on itself without a lag, and where units do not fit; the reason names the line and both
  /// sides.
  static result<formulas> of(std::shared_ptr<const expression> parts, std::vector<line_formula> lines);
  /// The same, for who knows where in a file each part stands: the first problem, if there is one.
  static std::optional<formula_problem> problem_in(const expression& parts, std::span<const line_formula> lines);

  const expression& parts() const { return *parts_; }
  std::span<const line_formula> lines() const { return lines_; }
  std::span<const expression::named> drivers() const { return parts_->drivers(); }
  std::optional<std::size_t> find(std::string_view line) const;

  /// The formula of a line as text, in which other lines stand by name: "arr * years".
  std::string text(std::size_t line) const;

  /// The nodes in an order in which one pass computes every line.
  std::span<const node_id> order() const { return order_; }
  /// The line that a node of the kind `line` or `previous` names, by its place in `lines`.
  std::size_t line_at(const expression_node& n) const { return line_places_[static_cast<std::size_t>(n.index)]; }

  /// The same formulas with the other's lines behind them. A name that is in both is a reason.
  result<formulas> joined_with(const formulas& other) const;

private:
  formulas() = default;

  std::shared_ptr<const expression> parts_;
  std::vector<line_formula> lines_;
  std::vector<node_id> order_;
  std::vector<std::size_t> line_places_;  // of each of the expression's lines
};

/// Whether two models have the same lines with the same formulas, in the normal form of
/// docs/reference/formula-language.md: other lines of the period are put in, differences are sums and quotients are
/// products with powers, sums and products are in one order with their numbers put together.
bool same_formulas(const formulas& a, const formulas& b);

/// The normal form of a line, as text to compare and to read.
std::string normal_form(const formulas& f, std::size_t line);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/formulas-inl.hpp>
#include <runrate/model/detail/normal_form-inl.hpp>
#endif

#endif
