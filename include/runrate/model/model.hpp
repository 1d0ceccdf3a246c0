// Revenue models: what one is, and its formulas.
#ifndef RUNRATE_MODEL_MODEL_HPP
#define RUNRATE_MODEL_MODEL_HPP

#include <runrate/model/formulas.hpp>
#include <runrate/model/inputs.hpp>

#include <concepts>
#include <type_traits>

namespace runrate {
namespace detail {

template <class T>
inline constexpr bool is_model_lines = false;
template <class Number, std::size_t Count>
inline constexpr bool is_model_lines<model_lines<Number, Count>> = true;

template <class T>
concept model_output = std::same_as<T, expr> || is_model_lines<T>;

}  // namespace detail

/// A revenue model: a pure function of the period's inputs, generic in its number type, that gives a number or
/// `lines(...)`. There is nothing to derive from or to register.
///
///     struct training_capacity {
///       static constexpr driver chips{"chips", "chip"};
///       static constexpr driver price{"price", "USD / chip hour"};
///       static constexpr driver utilization{"utilization", "1"};
///
///       constexpr auto operator()(const auto& in) const {
///         return in[chips] * in[price] * in[utilization] * in.hours();
///       }
///     };
///
/// A model that gives one number has one line, `revenue`, in the currency that its formula yields; a member
/// `static constexpr line output{"name", "unit"}` says otherwise.
template <class Model>
concept revenue_model = requires(const Model& model, const inputs<expr>& in) {
  { model(in) } -> detail::model_output;
}
&&std::copy_constructible<Model>;

namespace detail {

struct traced_line {
  line of;
  expr value;
};

/// The lines as formulas. A line without a unit is in the currency that it yields.
result<formulas> formulas_of_lines(const std::shared_ptr<expression>& parts, std::span<const traced_line> lines);

}  // namespace detail

namespace detail {

/// The line of a model that gives one number.
template <class Model>
constexpr line line_of_number(const Model& model) {
  if constexpr (requires { line(model.output); }) {
    return model.output;
  } else {
    return {"revenue", ""};
  }
}

/// The lines of a model as formulas that are noted in `in`.
template <class Model>
std::vector<traced_line> traced_lines(const Model& model, const inputs<expr>& in) {
  const auto output = model(in);
  std::vector<traced_line> all;
  if constexpr (std::same_as<std::remove_cvref_t<decltype(output)>, expr>) {
    all.push_back({line_of_number(model), output});
  } else {
    for (const auto& l : output.values) all.push_back({l.of, l.value});
  }
  return all;
}

}  // namespace detail

/// The formulas of a model, which its evaluation in `expr` gives: its lines with the names of drivers, checked for
/// their units and for references without a lag. No answer, with the line and both sides, where a unit is wrong.
template <revenue_model Model>
result<formulas> trace(const Model& model) {
  const auto parts = std::make_shared<expression>();
  return detail::formulas_of_lines(parts, detail::traced_lines(model, inputs<expr>(parts)));
}

/// x where it lies between, else the nearer limit. `contract` of the caller: low is at most high.
template <class Number>
  requires requires { typename Number::truth_type; }
Number clamp(const Number& x, const std::type_identity_t<Number>& low, const std::type_identity_t<Number>& high) {
  return min(max(x, low), high);
}

/// The magnitude.
template <class Number>
  requires requires { typename Number::truth_type; }
Number abs(const Number& x) { return max(x, -x); }

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/model-inl.hpp>
#endif

#endif
