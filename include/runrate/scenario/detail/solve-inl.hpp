#ifndef RUNRATE_SCENARIO_DETAIL_SOLVE_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_SOLVE_INL_HPP

#include <runrate/core/format.hpp>
#include <runrate/scenario/detail/scenario-inl.hpp>
#include <runrate/scenario/detail/sensitivity-inl.hpp>
#include <runrate/scenario/solve.hpp>

#include <fmt/format.h>

#include <functional>
#include <map>

namespace runrate {
namespace detail {

/// A search for a sign change on the grid of the decimals of so many places.
///
/// A chord's zero is tried where it narrows the bracket well, its middle where it does not: the Illinois variant of
/// regula falsi (Dowell and Jarratt, BIT 11, 1971), safeguarded by halving, in exact fractions.
class grid_search {
public:
  /// What is to be 0. A reason ends the search.
  using function = std::function<result<exact>(const decimal&)>;

  grid_search(function f, int places) : f_(std::move(f)), places_(places) {}

  /// The value at a point, each computed once.
  result<exact> at(const decimal& x) {
    const auto known = values_.find(x);
    if (known != values_.end()) return known->second;
    auto value = f_(x);
    if (value) values_.emplace(x, *value);
    ++evaluations_;
    return value;
  }
  int evaluations() const { return evaluations_; }
  decimal on_grid(const ratio& x) const { return round(x, round_to{places_}); }
  decimal step() const { return decimal::from_billionths(static_cast<int128>(grid_of({places_}))); }

  /// The grid point closest to 0, between two points at which the signs differ.
  result<decimal> narrow(decimal low, decimal high) {
    auto at_low = at(low), at_high = at(high);
    if (!at_low) return at_low.error();
    if (!at_high) return at_high.error();
    // Illinois: the weight of an end that stays is halved.
    ratio low_weight(1), high_weight(1);
    int kept = 0;
    for (bool halve = false; high - low > step();) {
      const ratio a = at_low->value(), b = at_high->value();
      if (sign(a) == 0) return low;
      if (sign(b) == 0) return high;
      const ratio wa = a * low_weight, wb = b * high_weight;
      ratio guess = ratio(low) + ratio(high - low) * (wa / (wa - wb));
      if (halve) guess = (ratio(low) + ratio(high)) / ratio(2);
      decimal middle = on_grid(guess);
      if (middle <= low) middle = low + step();
      if (high <= middle) middle = high - step();
      const auto at_middle = at(middle);
      if (!at_middle) return at_middle.error();
      const decimal width = high - low;
      if (sign(at_middle->value()) == 0) return middle;
      if ((sign(at_middle->value()) < 0) == (sign(a) < 0)) {
        low = middle;
        at_low = at_middle;
        low_weight = ratio(1);
        high_weight = kept == 1 ? high_weight / ratio(2) : ratio(1);
        kept = 1;
      } else {
        high = middle;
        at_high = at_middle;
        high_weight = ratio(1);
        low_weight = kept == -1 ? low_weight / ratio(2) : ratio(1);
        kept = -1;
      }
      halve = width < (high - low) * 2;
    }
    return magnitude(*at_low).value() <= magnitude(*at_high).value() ? low : high;
  }

  struct crossing {
    decimal low, high;
  };

  /// Neighbouring points, of those given in order, with a sign change between them or a zero on them.
  result<std::vector<crossing>> crossings(const std::vector<decimal>& points) {
    std::vector<crossing> found;
    int last = 0;  // 0 also where nothing is known to the left
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto value = at(points[i]);
      // Where the figure does not exist there is no crossing, and it may exist further on.
      if (!value) {
        first_reason_ = first_reason_ ? first_reason_ : std::optional(value.error());
        last = 0;
        continue;
      }
      const int now = sign(value->value());
      if (now == 0) {
        found.push_back({points[i], points[i]});
      } else if (last == -now) {
        found.push_back({points[i - 1], points[i]});
      }
      last = now;
    }
    return found;
  }
  const std::optional<reason>& first_reason() const { return first_reason_; }

  const std::map<decimal, exact>& values() const { return values_; }

private:
  function f_;
  int places_;
  int evaluations_ = 0;
  std::map<decimal, exact> values_;
  std::optional<reason> first_reason_;
};

/// Points to look at between two bounds: 33, evenly.
inline std::vector<decimal> points_between(const grid_search& search, const interval& bounds) {
  std::vector<decimal> points;
  for (const ratio& x : spread_evenly(bounds, 33)) {
    const decimal point = search.on_grid(x);
    if (points.empty() || points.back() < point) points.push_back(point);
  }
  return points;
}

/// Without bounds: 0, and the present value times and by powers of two, as far as amounts go.
inline std::vector<decimal> points_around(const grid_search& search, decimal present) {
  const bool negative = present < decimal();
  decimal scale = abs(present) == decimal() ? decimal(1) : abs(present);
  std::vector<decimal> points{decimal()};
  for (int e = -20; e <= 40; ++e) {
    const ratio x = ratio(scale) * pow(ratio(2), e);
    if (x > ratio(1'000'000'000'000'000'000)) break;
    const decimal point = search.on_grid(x);
    if (points.back() < point) points.push_back(point);
  }
  if (negative) {
    for (decimal& p : points) p = -p;
    std::reverse(points.begin(), points.end());
  }
  return points;
}

inline std::string amount_text(const exact& a) { return fmt::format("{:,}", round(a.value(), round_to{2})); }

struct question {
  std::string what;  ///< "revenue in 2026Q1 to 2026Q4"
  ratio target;
  std::string driver;
  decimal present;
  std::optional<interval> bounds;
};

/// Why no crossing was found.
inline reason not_reached(const question& q, const grid_search& search) {
  const std::string where = "with " + q.driver + " from " + fmt::format("{:,}", search.values().begin()->first) +
                            " to " + fmt::format("{:,}", search.values().rbegin()->first);
  if (search.values().empty()) return *search.first_reason();
  const exact* least = nullptr;
  const exact* most = nullptr;
  for (const auto& [x, value] : search.values()) {
    if (least == nullptr || value.value() < least->value()) least = &value;
    if (most == nullptr || most->value() < value.value()) most = &value;
  }
  const exact target(q.target);
  reason why{reason_code::out_of_range, {}, {}};
  if (least->value() == most->value()) {
    why.text = q.what + " does not depend on " + q.driver + ": it is " + amount_text(*least + target) + " " + where;
  } else {
    why.text = where + ", " + q.what + " is between " + amount_text(*least + target) + " and " +
               amount_text(*most + target) + ", and never " + amount_text(target);
  }
  why.operands = {{"lowest", to_string(round((*least + target).value(), round_to{9}))},
                  {"highest", to_string(round((*most + target).value(), round_to{9}))},
                  {"target", to_string(round(q.target, round_to{9}))}};
  return why;
}

/// The solution of f(x) = 0, where f is the figure minus the target.
inline result<solution> searched(const question& q, grid_search& search) {
  const std::vector<decimal> points = q.bounds ? points_between(search, *q.bounds) : points_around(search, q.present);
  const auto found = search.crossings(points);
  if (!found) return found.error();
  if (search.values().empty()) return *search.first_reason();
  if (found->empty()) return not_reached(q, search);
  const auto distance = [&](const grid_search::crossing& c) {
    if (c.low <= q.present && q.present <= c.high) return decimal();
    return q.present < c.low ? c.low - q.present : q.present - c.high;
  };
  const grid_search::crossing* nearest = &found->front();
  for (const auto& c : *found) {
    if (distance(c) < distance(*nearest)) nearest = &c;
  }
  const auto root = search.narrow(nearest->low, nearest->high);
  if (!root) return root.error();
  const exact residual = *search.at(*root);
  return solution{q.driver,
                  *root,
                  residual + exact(q.target),
                  residual,
                  search.evaluations(),
                  interval(nearest->low, nearest->high),
                  found->size() > 1};
}

inline result<question> asked(const scenario_set& set, std::string_view scenario, std::string what, const ratio& target,
                              std::string_view driver, const solve_options& options) {
  if (options.places < 0 || options.places > decimal::places) throw_contract("solve_for: places from 0 to 9");
  if (set.find_driver(driver) == nullptr) return no_driver(set, driver);
  const auto values = set.values(scenario);
  if (!values) return values.error();
  const driver_setting& s = *values->find(driver);
  question q{std::move(what), target, std::string(driver), round(s.values[0], round_to{decimal::places}), {}};
  if (options.between) {
    q.bounds = options.between;
  } else if (!s.bounds.empty()) {
    q.bounds = s.bounds[0];
    for (const interval& b : s.bounds) q.bounds = hull(*q.bounds, b);
  }
  if (q.bounds && (!q.bounds->has_low() || !q.bounds->has_high())) {
    // An open side is searched as far as amounts go.
    constexpr long long far = 1'000'000'000'000'000'000;
    const decimal low = q.bounds->has_low() ? q.bounds->low() : decimal(-far);
    const decimal high = q.bounds->has_high() ? q.bounds->high() : decimal(far);
    q.bounds = interval(low, high);
  }
  return q;
}

}  // namespace detail

RUNRATE_FUNC result<solution> solve_for(const scenario_set& set, std::string_view scenario, const measure& of,
                                        const exact& target, std::string_view driver, const solve_options& options) {
  const auto q =
      detail::asked(set, scenario, to_string(of, set.model(), set.periods()), target.value(), driver, options);
  if (!q) return q.error();
  detail::grid_search search(
      [&](const decimal& x) -> result<exact> {
        driver_values moved;
        moved.set(driver, {{ratio(x)}});
        const auto value = detail::measured(set, scenario, of, moved);
        if (!value) return value.error();
        return *value - target;
      },
      options.places);
  return detail::searched(*q, search);
}

RUNRATE_FUNC result<solution> break_even(const scenario_set& set, std::string_view first, std::string_view second,
                                         const measure& of, std::string_view driver, const solve_options& options) {
  const auto q = detail::asked(
      set, first,
      to_string(of, set.model(), set.periods()) + " of " + std::string(first) + " minus " + std::string(second),
      ratio(), driver, options);
  if (!q) return q.error();
  detail::grid_search search(
      [&](const decimal& x) -> result<exact> {
        driver_values moved;
        moved.set(driver, {{ratio(x)}});
        const auto a = detail::measured(set, first, of, moved);
        if (!a) return a.error();
        const auto b = detail::measured(set, second, of, moved);
        if (!b) return b.error();
        return *a - *b;
      },
      options.places);
  return detail::searched(*q, search);
}

}  // namespace runrate

#endif
