// Computing a model over a timeline, in the number type that the question needs.
#ifndef RUNRATE_MODEL_EVALUATE_HPP
#define RUNRATE_MODEL_EVALUATE_HPP

#include <runrate/core/rounding.hpp>
#include <runrate/model/driver_values.hpp>
#include <runrate/model/dual.hpp>
#include <runrate/model/exact.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/missing.hpp>
#include <runrate/model/model.hpp>
#include <runrate/model/range.hpp>
#include <runrate/model/timeline.hpp>

#include <limits>
#include <string_view>
#include <vector>

namespace runrate {

/// The lines of a model in every period, in the number type that it was computed with: `exact`, `range` or `dual`.
template <class Number>
class model_run {
public:
  model_run(formulas of, timeline periods, std::vector<Number> values)
      : of_(std::move(of)), periods_(std::move(periods)), values_(std::move(values)) {}

  const formulas& of() const { return of_; }
  const timeline& periods() const { return periods_; }

  /// A line's value in a period, both by their place.
  const Number& value(std::size_t line, std::size_t period) const {
    return values_[period * of_.lines().size() + line];
  }
  /// The same by the line's name. `contract_error` for none of the lines.
  const Number& value(std::string_view line, std::size_t period) const { return value(place_of(line), period); }

  /// The sum over all periods: of a line of money, or another that adds up.
  Number total(std::size_t line) const { return total(line, 0, periods_.size()); }
  Number total(std::string_view line) const { return total(place_of(line)); }
  /// Over the periods from `first` up to, but without, `end`.
  Number total(std::size_t line, std::size_t first, std::size_t end) const {
    Number sum(0);
    for (std::size_t t = first; t < end; ++t) sum += value(line, t);
    return sum;
  }

private:
  std::size_t place_of(std::string_view line) const {
    const auto place = of_.find(line);
    if (!place) detail::throw_no_such_line(line);
    return *place;
  }

  formulas of_;
  timeline periods_;
  std::vector<Number> values_;
};

/// As much as it takes.
inline constexpr std::size_t any_work = std::numeric_limits<std::size_t>::max();

/// A figure, rounded once to the grid of `to`.
decimal figure(const exact& value, round_to to);

namespace detail {

template <class Question>
struct number_for {
  using type = Question;
};
template <>
struct number_for<decimal> {
  using type = exact;
};
template <>
struct number_for<interval> {
  using type = range;
};

/// The values of every driver in every period, in a number type: period by period. They are covered.
template <class Number>
std::vector<Number> bound_values(const driver_values& values, std::span<const expression::named> drivers,
                                 const timeline& periods);
#ifndef RUNRATE_HEADER_ONLY
extern template std::vector<exact> bound_values(const driver_values&, std::span<const expression::named>,
                                                const timeline&);
extern template std::vector<range> bound_values(const driver_values&, std::span<const expression::named>,
                                                const timeline&);
extern template std::vector<dual> bound_values(const driver_values&, std::span<const expression::named>,
                                               const timeline&);
#endif

/// Why the first line that has no value in a period has none; nothing where all have one.
template <class Number>
std::optional<reason> missing_line(const formulas& f, const model_period& p, const Number* values) {
  if constexpr (requires { values->why_missing(); }) {
    for (std::size_t l = 0; l < f.lines().size(); ++l) {
      if (values[l].why_missing() == nullptr) continue;
      reason why = *values[l].why_missing();
      why.text = f.lines()[l].name + " in " + p.label + ": " + why.text;
      return why;
    }
  }
  return std::nullopt;
}

/// Every line in every period, period by period, from the values of the drivers likewise.
template <class Number>
result<std::vector<Number>> formula_values(const formulas& f, const timeline& periods,
                                           const std::vector<Number>& drivers, std::size_t most_work);
#ifndef RUNRATE_HEADER_ONLY
extern template result<std::vector<exact>> formula_values(const formulas&, const timeline&, const std::vector<exact>&,
                                                          std::size_t);
extern template result<std::vector<range>> formula_values(const formulas&, const timeline&, const std::vector<range>&,
                                                          std::size_t);
extern template result<std::vector<dual>> formula_values(const formulas&, const timeline&, const std::vector<dual>&,
                                                         std::size_t);
#endif

template <class Number, class Model>
void take_output(const Model& model, const inputs<Number>& in, Number* into) {
  const auto output = model(in);
  if constexpr (is_model_lines<std::remove_cvref_t<decltype(output)>>) {
    for (const auto& l : output.values) *into++ = l.value;
  } else {
    *into = Number(output);
  }
}

}  // namespace detail

/// The number type that a question is computed in: `exact` for `decimal`, `range` for `interval`; else itself.
template <class Question>
using number_for = typename detail::number_for<Question>::type;

/// Computes formulas over a timeline: exactly (`decimal`), in bounds (`interval`), or with derivatives (`dual`). No
/// answer where a driver has no value, or a figure does not exist: the reason has the line and the period. O(nodes x
/// periods).
///
/// `most_work` bounds what the formulas of strangers may cost, the same on every machine: a figure of few digits counts
/// one, some tenth of a microsecond; one of 8,192 bits, whose fraction has to be reduced, thirty thousand; a power,
/// exponential or logarithm thousands. No answer where it takes more.
template <class Question>
result<model_run<number_for<Question>>> evaluate(const formulas& f, const timeline& periods,
                                                 const driver_values& values, std::size_t most_work = any_work) {
  using Number = number_for<Question>;
  if (const auto covered = covers(values, f.drivers(), periods); !covered) return covered.error();
  auto computed =
      detail::formula_values(f, periods, detail::bound_values<Number>(values, f.drivers(), periods), most_work);
  if (!computed) return computed.error();
  return model_run<Number>(f, periods, std::move(*computed));
}

/// The same for a model in C++, by calling it: for any number type, one's own too.
template <class Question, revenue_model Model>
result<model_run<number_for<Question>>> evaluate(const Model& model, const timeline& periods,
                                                 const driver_values& values) {
  using Number = number_for<Question>;
  const result<formulas> f = trace(model);
  if (!f) return f.error();
  if (const auto covered = covers(values, f->drivers(), periods); !covered) return covered.error();
  std::vector<expression::named> names;
  for (const line_formula& l : f->lines()) names.push_back({l.name, l.unit});
  const detail::key_table drivers(f->drivers()), lines(names);
  const std::vector<Number> bound = detail::bound_values<Number>(values, f->drivers(), periods);
  std::vector<Number> computed(periods.size() * names.size(), Number(0));
  inputs<Number> in(drivers, lines, periods);
  for (std::size_t t = 0; t < periods.size(); ++t) {
    in.move_to(t, bound.data() + t * f->drivers().size(), computed.data(), names.size());
    Number* const now = computed.data() + t * names.size();
    detail::take_output(model, in, now);
    if (auto why = detail::missing_line(*f, periods[t], now)) return *why;
  }
  return model_run<Number>(*f, periods, std::move(computed));
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/evaluate-inl.hpp>
#endif

#endif
