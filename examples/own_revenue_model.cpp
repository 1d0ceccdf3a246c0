// A revenue model of the user's own, beside the library's: written once; computed exactly, explained, differentiated,
// bounded, checked and solved.
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

/// Chips that a customer has committed to, at a discount: it pays for what it uses, or its commitment if that is more.
struct committed_chips {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver list_price{"list_price", "USD / chip hour"};
  static constexpr driver discount{"discount", "1"};
  static constexpr driver used{"used", "1"};            // of all hours
  static constexpr driver committed{"committed", "1"};  // of all hours
  static constexpr line revenue{"revenue", "USD"};
  static constexpr line idle{"idle", "USD"};  // paid for, and not used

  constexpr auto operator()(const auto& in) const {
    const auto all_hours = in[chips] * in[list_price] * (1 - in[discount]) * in.hours();
    const auto paid = all_hours * max(in[used], in[committed]);
    return lines(revenue.is(paid), idle.is(paid - all_hours * in[used]));
  }
};
static_assert(revenue_model<committed_chips>);

int main(int argc, char** argv) {
  using m = committed_chips;
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const scenario_set set = *scenarios_of(m(), folder + "/own_revenue_model.toml").set;  // the same model as text
  const timeline& year = set.periods();
  const driver_values values = *set.values("base");

  const formulas model = *trace(m());
  for (std::size_t l = 0; l < 2; ++l) {
    const line_formula& line = model.lines()[l];
    fmt::print("{:9} {} [{}] = {}\n", l == 0 ? "formulas" : "", line.name, to_string(line.unit), model.text(l));
  }

  const auto exactly = *evaluate<decimal>(m(), year, values);
  fmt::print("exactly   2026: {:,.2} USD\n", figure(exactly.total("revenue"), round_to{2}));
  const explanation why = explain(exactly, values, 0, 0);
  fmt::print("because   {}: {:,.2} {}\n", year[why.period].label, figure(why.value, round_to{2}), to_string(why.unit));
  for (const explained_operand& o : why.operands) {
    fmt::print("            {:10}  {:>9,}  {}\n", o.name, figure(o.value, round_to{9}), to_string(o.unit));
  }

  const interval bounds = evaluate<interval>(m(), year, values)->total("revenue").outward();
  fmt::print("between   {:.3B}: a discount of 30% to 50%, and 40% to 80% used\n", bounds);

  const dual slopes = evaluate<dual>(m(), year, values)->total("revenue");
  for (const driver& d : {m::chips, m::discount, m::used, m::committed}) {
    const double by = slopes.derivative(*model.parts().find_driver(d.name()));
    const double hundredth = to_double(values.find(d.name())->values[0]) / 100;
    fmt::print("{:9} 1% more of {:9}  {:+6.1f} million\n", d.key() == m::chips.key() ? "slopes" : "", d.name(),
               by * hundredth / 1e6);
  }

  const measure of = *measure::of(model, year, "revenue");
  fmt::print("solved    $6 billion at a discount of {:.7%}\n",
             ratio(solve_for(set, "base", of, 6_bn, "discount", {.between = interval(0, 1)})->value));

  const driver_range ranges[] = {{m::chips, 0, 2_mn},
                                 {m::list_price, 0.5_dec, 5},
                                 {m::discount, 0, 0.9_dec},
                                 {m::used, 0, 1},
                                 {m::committed, 0, 1}};
  fmt::print("checked   {}", to_string(check_conformance(m(), year, ranges)));
}
