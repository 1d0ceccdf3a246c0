// What cases of the model layer share.
#pragma once

#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>

#include <string>
#include <string_view>

namespace runrate::test {

inline timeline quarters_from_2026(int count) { return timeline::of(2026y / Q1, count).value(); }

/// A function of the inputs as a model of one line, `y`.
template <class Function>
struct one_line {
  Function of;
  line output{"y", "1"};
  auto operator()(const auto& in) const { return of(in); }
};
template <class Function>
one_line(Function) -> one_line<Function>;
template <class Function>
one_line(Function, line) -> one_line<Function>;

/// The exact figure of a line in a period, as "a/b" or a whole number; or the reason why there is none.
template <class Model>
std::string figure_of(const Model& model, const driver_values& values, std::string_view line, std::size_t period = 0,
                      int periods = 4) {
  const auto run = evaluate<decimal>(model, quarters_from_2026(periods), values);
  return run ? to_string(run->value(line, period).value()) : run.error().text;
}

template <class Model>
std::string problem_of(const Model& model) {
  const auto traced = trace(model);
  return traced ? "none" : traced.error().text;
}

/// Rounded to nine places.
inline std::string rounded(const exact& x) { return to_string(figure(x, round_to{9})); }

}  // namespace runrate::test
