// Models made of models: sums, shares, delays, caps, actual figures, switches at a date, and other names.
#ifndef RUNRATE_MODEL_COMPOSITION_HPP
#define RUNRATE_MODEL_COMPOSITION_HPP

#include <runrate/model/detail/renamed_inputs.hpp>
#include <runrate/model/model.hpp>
#include <runrate/time/date.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace runrate {

// What combines a model combines its first line; `led_by` puts another first. The result has that line's name, and
// below it all lines of the model as they were, with a word before them: `capped(m, ...)` has `revenue` and
// `uncapped.revenue`. So a line that refers to its own past goes on from its own, and not from what was made of it.
// Drivers of one name in several models are one driver; `prefixed` tells them apart.
//
// A factor, a limit or the like is a driver, a number, or a function of the inputs, as a model is:
//
//     capped(capacity_revenue{}, [](const auto& in) { return in[contract] * in.years(); });

namespace detail {

/// What a combinator is given beside the model: a driver, a function of the inputs, or a number in a unit.
template <class Term>
concept model_term = std::same_as<Term, driver> || std::invocable < const Term&,
        const inputs<expr>
& > || std::constructible_from<ratio, Term>;

template <class Term, class Inputs>
auto term_value(const Term& term, const Inputs& in, std::string_view unit) {
  if constexpr (std::same_as<Term, driver>) {
    return in[term];
  } else if constexpr (requires { term(in); }) {
    return term(in);
  } else {
    return in.number(ratio(term), unit);
  }
}

template <class Number, std::size_t... I, std::size_t... J>
model_lines<Number, sizeof...(I) + sizeof...(J)> appended(const model_lines<Number, sizeof...(I)>& a,
                                                          std::index_sequence<I...>,
                                                          const model_lines<Number, sizeof...(J)>& b,
                                                          std::index_sequence<J...>) {
  return {{a.values[I]..., b.values[J]...}};
}

template <class Number, std::size_t A>
model_lines<Number, A> joined(const model_lines<Number, A>& a) {
  return a;
}
template <class Number, std::size_t A, std::size_t B, class... More>
auto joined(const model_lines<Number, A>& a, const model_lines<Number, B>& b, const More&... more) {
  return joined(appended(a, std::make_index_sequence<A>(), b, std::make_index_sequence<B>()), more...);
}

/// The lines of a model, under the names that they have outside.
template <class Model, class Inputs>
auto renamed_lines(const Model& model, const Inputs& in, const renaming& names) {
  auto all = lines_of(model, renamed_inputs<Inputs>(in, names));
  for (auto& l : all.values) l.of = names(l.of);
  return all;
}

template <class... Models>
class sum_of_models {
public:
  sum_of_models(const line& total, const Models&... models) : total_(total), models_(models...) {}

  auto operator()(const auto& in) const {
    return std::apply([&](const Models&... m) { return summed(lines_of(m, in)...); }, models_);
  }

private:
  template <class First, class... More>
  auto summed(const First& first, const More&... more) const {
    auto sum = first.values[0].value;
    ((sum = sum + more.values[0].value), ...);
    return joined(lines(total_.is(sum)), first, more...);
  }

  line total_;
  std::tuple<Models...> models_;
};

/// A model of which the first line is changed by a function of the inputs and of that line.
template <class Model, class Change>
class changed_model {
public:
  changed_model(const Model& model, std::string_view word, const Change& change)
      : changed_model(model, names_in(model), word, change) {}

  auto operator()(const auto& in) const {
    const auto all = renamed_lines(model_, in, names_);
    return joined(lines(result_.get().is(change_(in, all.values[0]))), all);
  }

private:
  changed_model(const Model& model, const model_names& names, std::string_view word, const Change& change)
      : model_(model), change_(change), names_(renaming::of_lines(names, word)) {
    const inputs<expr> in(std::make_shared<expression>());
    const expr changed = change_(in, renamed_lines(model_, in, names_).values[0]);
    result_ = owned_line(names.lines[0].name, changed, names_.unit_of_first(), names.kinds[0]);
  }

  Model model_;
  Change change_;
  renaming names_;
  owned_line result_;
};

template <class Before, class After>
class switched_model {
public:
  switched_model(const Before& before, const After& after, date day)
      : before_(before),
        after_(after),
        day_(day),
        before_names_(renaming::of_lines(names_in(before), "before")),
        after_names_(renaming::of_lines(names_in(after), "after")),
        result_(names_in(before).lines[0].name, before_names_.unit_of_first()) {}

  auto operator()(const auto& in) const {
    const auto before = renamed_lines(before_, in, before_names_);
    const auto after = renamed_lines(after_, in, after_names_);
    const auto part = in.share_after(day_);
    const auto both = before.values[0].value * (1 - part) + after.values[0].value * part;
    return joined(lines(result_.get().is(both)), before, after);
  }

private:
  Before before_;
  After after_;
  date day_;
  renaming before_names_;
  renaming after_names_;
  owned_line result_;
};

template <class Model>
class prefixed_model {
public:
  prefixed_model(const Model& model, std::string_view prefix, std::initializer_list<driver> shared)
      : model_(model), names_(renaming::of_all(names_in(model), prefix, shared)) {}

  auto operator()(const auto& in) const { return renamed_lines(model_, in, names_); }

private:
  Model model_;
  renaming names_;
};

template <class Model>
class led_model {
public:
  led_model(const Model& model, std::string_view line) : model_(model), first_(place_of(names_in(model), line)) {}

  auto operator()(const auto& in) const {
    auto all = lines_of(model_, in);
    for (std::size_t i = first_; i > 0; --i) std::swap(all.values[i], all.values[i - 1]);
    return all;
  }

private:
  Model model_;
  std::size_t first_;
};

}  // namespace detail

/// The sum of the models' first lines, as the line `total` or another, and all their lines below it. Models that have
/// lines of one name must be told apart: two of a kind are.
///
///     sum(prefixed("anthropic", capacity_revenue{}), prefixed("openai", capacity_revenue{}))
///
/// A trace refuses lines of two units, and a name that is there twice.
template <revenue_model... Models>
  requires(sizeof...(Models) >= 1)
auto sum(const line& total, const Models&... models) { return detail::sum_of_models<Models...>(total, models...); }
template <revenue_model First, revenue_model... Models>
auto sum(const First& first, const Models&... models) {
  return detail::sum_of_models<First, Models...>(line("total", ""), first, models...);
}

/// The first line times a factor: a share of it, an exchange rate. What it was stays as `unscaled`.
template <revenue_model Model, detail::model_term Factor>
auto scaled(const Model& model, const Factor& factor) {
  return detail::changed_model(model, "unscaled", [factor](const auto& in, const auto& first) {
    return first.value * detail::term_value(factor, in, "1");
  });
}

/// The first line as it was `periods` before (1 or more); 0 before the timeline begins, or what `before` says. All else
/// of the model, and what it knows of the period, stays where it is, as `undelayed`. `contract_error` for less than 1.
template <revenue_model Model, detail::model_term Before = int>
auto delayed(const Model& model, int periods, const Before& before = 0) {
  return detail::changed_model(model, "undelayed", [periods, before](const auto& in, const auto& first) {
    return in.previous(first.of, detail::term_value(before, in, first.of.unit_text()), periods);
  });
}

/// The first line, where it is no more than a limit, which is in the line's unit and of the period; else the limit.
/// What it was stays as `uncapped`.
template <revenue_model Model, detail::model_term Limit>
auto capped(const Model& model, const Limit& limit) {
  return detail::changed_model(model, "uncapped", [limit](const auto& in, const auto& first) {
    return min(first.value, detail::term_value(limit, in, first.of.unit_text()));
  });
}

/// Actual figures where they are known, else the model. `known` is 1 in those periods and 0 in the others, where
/// `actual` is not looked at: `actuals_of` makes both of a series. What the model says stays as `modelled`, and where
/// it refers to its own past it goes on from that, not from the actual figures.
template <revenue_model Model>
auto overlay(const Model& model, const driver& actual, const driver& known) {
  return detail::changed_model(model, "modelled", [actual, known](const auto& in, const auto& first) {
    return select(in[known] == 1, in[actual], first.value);
  });
}

/// One model until a day and another from it on. In the period that holds the day each has its share of the days. The
/// lines of both are below it, as `before` and `after`: each for whole periods.
template <revenue_model Before, revenue_model After>
auto switched_at(date day, const Before& before, const After& after) {
  return detail::switched_model<Before, After>(before, after, day);
}

/// The same model with a word before all names of its drivers and lines: `anthropic.chips`. Drivers that are `shared`
/// keep their names. The names live as long as the model and its copies.
template <revenue_model Model>
auto prefixed(std::string_view prefix, const Model& model, std::initializer_list<driver> shared = {}) {
  return detail::prefixed_model<Model>(model, prefix, shared);
}

/// The same model with another of its lines first, which is the one that is combined. `contract_error` where it has
/// none of that name.
template <revenue_model Model>
auto led_by(std::string_view line, const Model& model) {
  return detail::led_model<Model>(model, line);
}

}  // namespace runrate

#endif
