#ifndef RUNRATE_SCENARIO_DETAIL_DIFFERENCE_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_DIFFERENCE_INL_HPP

#include <runrate/scenario/difference.hpp>

namespace runrate {
namespace detail {

inline result<exact> growth_over(const exact& more, const exact& base) {
  if (sign(base.value()) <= 0) {
    return reason{reason_code::base_not_positive,
                  "there is no growth over " + to_string(round(base.value(), round_to{2})),
                  {{"base", to_string(round(base.value(), round_to{9}))}}};
  }
  return more / base;
}

}  // namespace detail

RUNRATE_FUNC result<scenario_difference> difference(const scenario_set& set, std::string_view with,
                                                    std::string_view without) {
  const auto a = set.run(with);
  if (!a) return a.error();
  const auto b = set.run(without);
  if (!b) return b.error();
  scenario_difference made{std::string(with), std::string(without), {}};
  const std::size_t periods = set.periods().size();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const measure whole{l, 0, periods};
    const exact total_with = value_of(whole, *a), total_without = value_of(whole, *b);
    const exact more = total_with - total_without;
    line_difference line{l, {}, {}, {}, total_with, total_without, more, {}, detail::growth_over(more, total_without)};
    for (std::size_t t = 0; t < periods; ++t) {
      line.with.push_back(a->value(l, t));
      line.without.push_back(b->value(l, t));
      line.difference.push_back(line.with.back() - line.without.back());
    }
    if (set.model().lines()[l].adds_up()) line.exit_run_rate = line.difference.back() * set.periods().per_year();
    made.lines.push_back(std::move(line));
  }
  return made;
}

RUNRATE_FUNC result<exact> weighted_mean(const scenario_set& set, const measure& of) {
  exact mean(0);
  bool any = false;
  for (const scenario& s : set.scenarios()) {
    if (!s.weight) continue;
    any = true;
    if (sign(*s.weight) == 0) continue;
    const auto run = set.run(s.name);
    if (!run) return run.error();
    mean += value_of(of, *run) * exact(*s.weight);
  }
  if (!any) return reason{reason_code::not_applicable, "no scenario has a weight"};
  return mean;
}

}  // namespace runrate

#endif
