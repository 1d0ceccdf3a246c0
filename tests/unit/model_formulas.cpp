// Formulas: what is refused and why, and which are the same.
#include "model_shared.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <stdexcept>

using namespace runrate;
using runrate::test::one_line;
using runrate::test::problem_of;

namespace {

constexpr driver a{"a", "1"}, b{"b", "1"}, c{"c", "1"};
constexpr driver chips{"chips", "chip"}, price{"price", "USD / chip hour"};

/// Lines that are written by hand, as a reader of text does it.
struct by_hand {
  std::shared_ptr<expression> parts = std::make_shared<expression>();
  std::vector<line_formula> lines{};

  by_hand& has(std::string name, const expr& value) {
    lines.push_back({std::move(name), {}, value.in(parts)});
    return *this;
  }
  expr line(std::string_view name) { return {parts, parts->line(name, {})}; }
  expr previous(std::string_view name) { return {parts, parts->previous(name, {}, 1, expr(0).in(parts))}; }
  std::string problem() const {
    const auto f = formulas::of(parts, lines);
    return f ? "none" : f.error().text;
  }
};

using function = std::function<expr(const inputs<expr>&)>;

/// In whatever unit it yields.
formulas formula(const function& f) {
  const auto parts = std::make_shared<expression>();
  const expr value = f(inputs<expr>(parts));
  for (const char* yields : {"1", "hour", "year"}) {
    const auto made = formulas::of(parts, {{"y", unit::parse(yields).value(), value.in(parts)}});
    if (made) return *made;
  }
  throw std::logic_error("the formula " + to_string(value) + " has no unit of this test");
}
bool same(const function& f, const function& g) { return same_formulas(formula(f), formula(g)); }
std::string normal(const function& f) { return normal_form(formula(f), 0); }

}  // namespace

BOOST_AUTO_TEST_SUITE(model_formulas)

BOOST_AUTO_TEST_CASE(a_cycle_is_refused_with_its_path) {
  by_hand two;
  two.has("x", two.line("y") + 1).has("y", two.line("z") * 2).has("z", two.line("x") - 3);
  BOOST_TEST(two.problem() ==
             "z: x needs y needs z needs x, all in one period: refer to an earlier period by previous(x, ...)");
  by_hand own;
  own.has("x", own.line("x") + 1);
  BOOST_TEST(own.problem() == "x: x needs x, all in one period: refer to an earlier period by previous(x, ...)");
  // The path is of the cycle, without what leads to it.
  by_hand tail;
  tail.has("first", tail.line("x") + 1).has("x", tail.line("y")).has("y", tail.line("x"));
  BOOST_TEST(tail.problem().starts_with("y: x needs y needs x, all"));
}

BOOST_AUTO_TEST_CASE(a_lag_makes_a_cycle_a_recursion) {
  by_hand lagged;
  lagged.has("x", lagged.line("y") + 1).has("y", lagged.previous("x") * 2);
  BOOST_TEST(lagged.problem() == "none");
  // The value before the first period is of this one, and may not need the line itself.
  by_hand initial;
  const expr x = initial.line("x");
  initial.has("x", expr(initial.parts, initial.parts->previous("x", {}, 1, x.in(initial.parts))));
  BOOST_TEST(initial.problem().starts_with("x: x needs x"));
}

BOOST_AUTO_TEST_CASE(five_thousand_lines_in_a_chain_are_walked) {
  by_hand chain;
  constexpr int count = 5'000;
  for (int i = 0; i < count; ++i) {
    chain.has("x" + std::to_string(i), i + 1 < count ? chain.line("x" + std::to_string(i + 1)) + 1 : expr(1));
  }
  BOOST_TEST(chain.problem() == "none");
}

BOOST_AUTO_TEST_CASE(lines_that_are_not_there_or_there_twice) {
  by_hand absent;
  absent.has("x", absent.line("y") + 1);
  BOOST_TEST(absent.problem() == "x: there is no line y");
  by_hand before;
  before.has("x", before.previous("y") + 1);
  BOOST_TEST(before.problem() == "x: there is no line y");
  by_hand twice;
  twice.has("x", expr(1)).has("x", expr(2));
  BOOST_TEST(twice.problem() == "x: the line x is there twice");
}

BOOST_AUTO_TEST_CASE(units_that_do_not_fit_are_refused_with_both_sides) {
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return in[chips] + in.hours(); }}) ==
             "y: chips in chip and hours in hour can't be added: they have different units");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return select(in[chips] < in[a], 1, 2); }}) ==
             "y: chips in chip and a in 1 can't be compared: they have different units");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return min(in[chips], 3); }}) ==
             "y: chips in chip and 3 in 1 can't be put side by side: they have different units");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return exp(in[chips]); }}) ==
             "y: chips in chip is not a plain number, as exp, ln and a power that is not whole need");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return pow(in[a], in.elapsed()); }}) ==
             "y: elapsed in year is not a plain number, as exp, ln and a power that is not whole need");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return in[chips] * in[price] * in.hours(); }, {"y", "USD"}}) ==
             "none");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return in[chips] * in[price] * in.years(); }, {"y", "USD"}}) ==
             "y: the formula chips * price * years yields USD year / hour, and the line is in USD");
  constexpr line y{"y", "USD"};
  BOOST_TEST(
      problem_of(one_line{[y](const auto& in) { return in.previous(y, in[chips]) * in[a]; }, y}) ==
      "y: the value before the first period, chips in chip and the line y in USD can't be put side by side: they "
      "have different units");
}

BOOST_AUTO_TEST_CASE(zero_goes_with_every_unit_and_whole_powers_multiply_it) {
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return max(in[chips], 0); }, {"y", "chip"}}) == "none");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return pow(in[chips], 2); }, {"y", "chip^2"}}) == "none");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return in.number(2, "chip") + in[chips]; }, {"y", "chip"}}) ==
             "none");
}

BOOST_AUTO_TEST_CASE(revenue_without_a_unit_must_be_money) {
  const auto counts = [](const auto& in) { return in[chips] * 2; };
  BOOST_TEST(problem_of(counts) ==
             "revenue: the formula chips * 2 yields chip, and revenue is in a currency such as USD; give the model a "
             "`line output` of that unit if it is meant");
}

BOOST_AUTO_TEST_CASE(formulas_that_are_the_same) {
  const auto x = [](const inputs<expr>& in) { return in[a]; };
  BOOST_TEST(same([](const auto& in) { return in[a] + in[b]; }, [](const auto& in) { return in[b] + in[a]; }));
  BOOST_TEST(same([](const auto& in) { return in[a] * in[b] * in[c]; },
                  [](const auto& in) { return in[c] * (in[b] * in[a]); }));
  BOOST_TEST(same([](const auto& in) { return in[a] - in[b] - in[c]; },
                  [](const auto& in) { return in[a] - (in[c] + in[b]); }));
  BOOST_TEST(same([](const auto& in) { return in[a] / in[b] / in[c]; },
                  [](const auto& in) { return in[a] / (in[b] * in[c]); }));
  BOOST_TEST(same([](const auto& in) { return in[a] * in[a] * in[a]; }, [](const auto& in) { return pow(in[a], 3); }));
  BOOST_TEST(same([](const auto& in) { return in[a] + in[a]; }, [](const auto& in) { return 2 * in[a]; }));
  BOOST_TEST(same([](const auto& in) { return (in[a] + 1) - (in[a] - 1); }, [](const auto&) { return expr(2); }));
  BOOST_TEST(same([](const auto& in) { return in[a] * 0.5_dec; }, [](const auto& in) { return in[a] / 2; }));
  BOOST_TEST(same([](const auto& in) { return -(in[a] - in[b]); }, [](const auto& in) { return in[b] - in[a]; }));
  BOOST_TEST(same([](const auto& in) { return min(min(in[a], in[b]), in[c]); },
                  [](const auto& in) { return min(in[c], min(in[a], min(in[b], in[a]))); }));
  BOOST_TEST(same([](const auto& in) { return select(in[a] < in[b], in[a], in[b]); },
                  [](const auto& in) { return select(!(in[a] < in[b]), in[b], in[a]); }));
  BOOST_TEST(same([](const auto& in) { return select(in[a] > in[b], 1, 2); },
                  [](const auto& in) { return select(in[b] < in[a], 1, 2); }));
  BOOST_TEST(same([](const auto& in) { return select(in[a] == in[b], 1, 2); },
                  [](const auto& in) { return select(in[b] == in[a], 1, 2); }));
  BOOST_TEST(normal(x) == "a");
}

BOOST_AUTO_TEST_CASE(formulas_that_are_not_the_same) {
  BOOST_TEST(!same([](const auto& in) { return in[a] - in[b]; }, [](const auto& in) { return in[b] - in[a]; }));
  BOOST_TEST(!same([](const auto& in) { return in[a] / in[b]; }, [](const auto& in) { return in[b] / in[a]; }));
  BOOST_TEST(!same([](const auto& in) { return pow(in[a], in[b]); }, [](const auto& in) { return pow(in[b], in[a]); }));
  BOOST_TEST(!same([](const auto& in) { return min(in[a], in[b]); }, [](const auto& in) { return max(in[a], in[b]); }));
  BOOST_TEST(!same([](const auto& in) { return select(in[a] < in[b], 1, 2); },
                   [](const auto& in) { return select(in[a] <= in[b], 1, 2); }));
  BOOST_TEST(!same([](const auto& in) { return in[a] + in[b] * 0.1_dec; },
                   [](const auto& in) { return in[a] + in[b] * 0.100'000'001_dec; }));
  BOOST_TEST(!same([](const auto& in) { return in.hours(); },
                   [](const auto& in) { return in.number(24, "hour / day") * in.days(); }));
  BOOST_TEST(!same([](const auto& in) { return in.elapsed(); }, [](const auto& in) { return in.elapsed_end(); }));
  BOOST_TEST(!same([](const auto& in) { return in.share_after(date_of(2026, 7, 1)); },
                   [](const auto& in) { return in.share_after(date_of(2026, 7, 2)); }));
}

BOOST_AUTO_TEST_CASE(other_lines_of_the_period_are_put_in) {
  by_hand apart, together;
  apart.has("x", expr(apart.parts, apart.parts->driver("a", {})) + 1).has("y", apart.line("x") * 2);
  const expr x = expr(together.parts, together.parts->driver("a", {})) + 1;
  together.has("x", x).has("y", x * 2);
  const auto f = formulas::of(apart.parts, apart.lines).value(),
             g = formulas::of(together.parts, together.lines).value();
  BOOST_TEST(same_formulas(f, g));
  BOOST_TEST(f.text(1) == "x * 2");
}

BOOST_AUTO_TEST_SUITE_END()
