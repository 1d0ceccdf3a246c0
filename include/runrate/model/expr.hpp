// `expr`: the number type that gives the formula itself.
#ifndef RUNRATE_MODEL_EXPR_HPP
#define RUNRATE_MODEL_EXPR_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/model/condition.hpp>
#include <runrate/model/expression.hpp>

#include <concepts>
#include <memory>
#include <string>

namespace runrate {

/// A number of a model as a formula: evaluating a model with it gives what the model computes, to print, explain,
/// check for its units, differentiate by hand or write into a workbook.
///
///     to_string(expr(in[chips]) * in[price] * in.hours());   // "chips * price * hours"
class expr {
public:
  using truth_type = expr;

  expr() = default;
  template <std::integral Integer>
  expr(Integer whole) : constant_(whole) {}
  expr(decimal value) : constant_(value) {}
  expr(const ratio& value) : constant_(value) {}
  template <std::floating_point Float, class Remedy = binary_floating_point_is_no_part_of_a_model_write_2_235_dec>
  expr(Float, Remedy = {}) = delete;
  /// A node of an expression.
  expr(std::shared_ptr<expression> in, node_id node) : in_(std::move(in)), node_(node) {}

  /// The node in an expression: this one's, or a copy where it is part of another.
  node_id in(const std::shared_ptr<expression>& other) const;
  /// What it is a part of; nothing for a number.
  const std::shared_ptr<expression>& part_of() const { return in_; }

  friend expr operator+(const expr& a, const expr& b) { return made(operation::add, a, b); }
  friend expr operator-(const expr& a, const expr& b) { return made(operation::subtract, a, b); }
  friend expr operator*(const expr& a, const expr& b) { return made(operation::multiply, a, b); }
  friend expr operator/(const expr& a, const expr& b) { return made(operation::divide, a, b); }
  friend expr operator-(const expr& a) { return made(operation::negate, a); }
  expr& operator+=(const expr& b) { return *this = *this + b; }
  expr& operator-=(const expr& b) { return *this = *this - b; }
  expr& operator*=(const expr& b) { return *this = *this * b; }

  friend expr pow(const expr& base, const expr& exponent) { return made(operation::power, base, exponent); }
  friend expr exp(const expr& a) { return made(operation::exponential, a); }
  friend expr log(const expr& a) { return made(operation::logarithm, a); }

  friend condition<expr> operator<(const expr& a, const expr& b) {
    return condition<expr>(made(operation::less, a, b));
  }
  friend condition<expr> operator<=(const expr& a, const expr& b) {
    return condition<expr>(made(operation::less_or_equal, a, b));
  }
  friend condition<expr> operator>(const expr& a, const expr& b) { return b < a; }
  friend condition<expr> operator>=(const expr& a, const expr& b) { return b <= a; }
  friend condition<expr> operator==(const expr& a, const expr& b) {
    return condition<expr>(made(operation::equal, a, b));
  }
  friend condition<expr> operator!=(const expr& a, const expr& b) { return !(a == b); }

  friend expr min(const expr& a, const expr& b) { return made(operation::minimum, a, b); }
  friend expr max(const expr& a, const expr& b) { return made(operation::maximum, a, b); }

  static expr both(const expr& a, const expr& b) { return made(operation::both, a, b); }
  static expr either(const expr& a, const expr& b) { return made(operation::either, a, b); }
  static expr opposite(const expr& a) { return made(operation::opposite, a); }
  static expr chosen(const expr& holds, const expr& x, const expr& y);

  /// The formula as text, as `parse_formula` reads it.
  friend std::string to_string(const expr& e);

private:
  static expr made(operation op, const expr& a);
  static expr made(operation op, const expr& a, const expr& b);

  std::shared_ptr<expression> in_;  // nothing: the constant
  node_id node_ = 0;
  ratio constant_;
};

std::string to_string(const expr& e);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/expr-inl.hpp>
#endif

#endif
