// What comparing two numbers of a model gives: a condition, for `select` to choose by.
#ifndef RUNRATE_MODEL_CONDITION_HPP
#define RUNRATE_MODEL_CONDITION_HPP

#include <type_traits>

namespace runrate {

/// Whether something holds, in a model's number type. It is no `bool`: in a block of trials it holds for some, in an
/// interval it may be open, and in a formula it is a formula; so a model chooses by `select(in[a] < in[b], x, y)`,
/// which has a meaning in each of them, and never by `if`.
///
/// `Number::truth_type` is what it stores, with `both`, `either` and `opposite` found beside it.
template <class Number>
class condition {
public:
  constexpr explicit condition(const typename Number::truth_type& holds) : holds_(holds) {}

  constexpr const typename Number::truth_type& holds() const { return holds_; }

  friend constexpr condition operator&&(const condition& a, const condition& b) {
    return condition(Number::both(a.holds_, b.holds_));
  }
  friend constexpr condition operator||(const condition& a, const condition& b) {
    return condition(Number::either(a.holds_, b.holds_));
  }
  friend constexpr condition operator!(const condition& a) { return condition(Number::opposite(a.holds_)); }

  /// x where the condition holds, else y.
  friend constexpr Number select(const condition& c, const std::type_identity_t<Number>& x,
                                 const std::type_identity_t<Number>& y) {
    return Number::chosen(c.holds_, x, y);
  }

private:
  typename Number::truth_type holds_;
};

/// What `if (in[a] < in[b])` in a model would need.
struct choose_with_select_instead_of_if {};

/// What a number type of models answers to a `double`: 2.235 is not 2.235 in binary floating point.
struct binary_floating_point_is_no_part_of_a_model_write_2_235_dec {};

}  // namespace runrate

#endif
