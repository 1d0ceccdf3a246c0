// Amazon's custom chips were "over $10 billion" a year at the end of 2025. When is that twice as much, on the growth
// that was said, and is "over $20 billion" a quarter later the same thing? (`custom_silicon` has the claims
// themselves.)
//
//     custom_silicon_doubling [folder of custom_silicon_doubling.toml, which has every figure's source]
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

namespace {

struct growing_business {
  driver begin{"begin", "USD / year"};
  driver growth{"growth", "1"};
  driver every{"every", "year"};
  line rate{"rate", "USD / year"};
  line doubling{"doubling", "year"};

  auto operator()(const auto& in) const {
    const auto twice = in.number(2, "1");
    return lines(rate.is(in[begin] * ramp::growth(in.elapsed_end(), in[growth], in[every])),
                 doubling.is(in[every] * log(twice) / log(1 + in[growth])));
  }
};

std::string years(const ratio& x) { return fmt::format("{:.4}", x); }

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const growing_business model;
  const scenario_set set = *scenarios_of(model, folder + "/custom_silicon_doubling.toml").set;

  table times({{"growth that was said"},
               {"it doubles in quarters", alignment::right},
               {"or years", alignment::right},
               {"a year's growth", alignment::right}},
              "Over $10 billion a year at the end of 2025: ln 2 / ln(1 + growth)");
  struct saying {
    const char* words;
    decimal growth;
    ratio every;
  };
  for (const saying& s :
       {saying{"39% a quarter", 0.39_dec, ratio(1, 4)}, saying{"40% a quarter (nearly)", 0.40_dec, ratio(1, 4)},
        saying{"100% a year (triple-digit, at least)", 1, ratio(1)},
        saying{"999% a year (triple-digit, at most)", 9.99_dec, ratio(1)}}) {
    driver_values values{{model.growth, s.growth}};
    values.set(model.every, s.every);
    const exact doubling = set.run("base", values)->value("doubling", 0);
    const exact year = pow(exact(s.growth) + 1, exact(1) / exact(s.every)) - 1;
    times.add_row({s.words, fmt::format("{:.9}", figure(doubling * 4, round_to{9})), years(doubling.value()),
                   fmt::format("{:.0%}", year.value())});
  }
  times.add_note("the logarithms have 60 digits; that the beginning is a lower bound does not change when it doubles");
  fmt::print("{}\n", to_text(times));

  // "Over 10" has no upper side, and nor has what grows out of it.
  table path({{"USD billion a year"},
              {"2026Q1", alignment::right},
              {"Q2", alignment::right},
              {"Q3", alignment::right},
              {"Q4", alignment::right}});
  for (const auto& [name, words] : {std::pair{"base", "nearly 40% a quarter"}, {"triple_digit", "100% a year"}}) {
    const model_run<range> within = *set.bounds(name);
    std::vector<std::string> row{words};
    for (std::size_t t = 0; t < 4; ++t) {
      const interval rate = within.value("rate", t).outward();
      row.push_back(fmt::format("over {}", to_string(divide(rate.low(), 1_bn, {2, rounding::floor}), 2)));
    }
    path.add_row(std::move(row));
  }
  path.add_row({"said afterwards", "over 20", "over 25", "", ""});
  fmt::print("{}\n", to_text(path));

  const measure first = *measure::of(set.model(), set.periods(), "rate", "2026Q1");
  const solution begin = *solve_for(set, "base", first, 20_bn, "begin", {.places = 0});
  const solution growth = *solve_for(set, "base", first, 20_bn, "growth", {.between = interval(0, 3), .places = 4});
  const exact reached = value_of(first, *set.run("base"));
  fmt::print("Nearly 40% makes {:.1B} of 10 in one quarter, and passes 20 in the third. \"Over 20\" so soon says:\n",
             reached.value());
  fmt::print("  the figure before was {:.2B} or more, {:.0%} above what was said;\n", begin.value,
             ratio(begin.value) / ratio(10_bn) - ratio(1));
  fmt::print("  or the quarter grew by {:.0%}, and not by nearly 40%;\n", ratio(growth.value));
  fmt::print("  or the scope is wider, for Nitro came in: two things have no growth from one to the other.\n");
}
