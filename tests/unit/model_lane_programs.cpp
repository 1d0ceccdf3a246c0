// lane_program on random formulas, against a plain computation of one trial at a time.
#include <runrate/model.hpp>
#include <runrate/runrate.hpp>

#include <runrate/model/detail/lane_code.hpp>
#include <runrate/model/detail/lane_kernels.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstring>
#include <random>

namespace {

using namespace runrate;

const unit none;

/// Formulas that nobody would write: any operation on anything that is there already.
formulas drawn_formulas(std::mt19937_64& random) {
  auto parts = std::make_shared<expression>();
  std::vector<node_id> numbers, conditions;
  const std::size_t drivers = 1 + random() % 4, lines = 1 + random() % 4;
  std::vector<std::string> names;
  for (std::size_t l = 0; l < lines; ++l) {
    names.push_back("line" + std::to_string(l));
    parts->declare_line(names.back(), none);
  }
  for (std::size_t d = 0; d < drivers; ++d) numbers.push_back(parts->driver("d" + std::to_string(d), none));
  numbers.push_back(parts->constant(ratio(static_cast<int>(random() % 9) - 4, 4)));
  numbers.push_back(parts->quantity({period_quantity::position}));
  std::vector<line_formula> made;
  const auto any = [&](const std::vector<node_id>& from) {
    // Recent ones mostly, so that chains are long.
    const std::size_t back =
        random() % 3 == 0 ? random() % from.size() : random() % std::min<std::size_t>(2, from.size());
    return from[from.size() - 1 - back];
  };
  const operation binary[] = {operation::add,    operation::subtract, operation::multiply, operation::multiply,
                              operation::divide, operation::minimum,  operation::maximum,  operation::add};
  const operation comparisons[] = {operation::less, operation::less_or_equal, operation::equal};
  for (std::size_t l = 0; l < lines; ++l) {
    for (std::size_t n = random() % 14; n > 0; --n) {
      switch (random() % 12) {
        case 0: numbers.push_back(parts->made(operation::negate, any(numbers))); break;
        case 1:
          numbers.push_back(
              parts->previous(names[random() % lines], none, 1 + static_cast<int>(random() % 3), any(numbers)));
          break;
        case 2: conditions.push_back(parts->made(comparisons[random() % 3], any(numbers), any(numbers))); break;
        case 3:
          if (conditions.empty()) break;
          conditions.push_back(random() % 3 == 0 ? parts->made(operation::opposite, any(conditions))
                                                 : parts->made(random() % 2 == 0 ? operation::both : operation::either,
                                                               any(conditions), any(conditions)));
          break;
        case 4:
        case 5:
          if (conditions.empty()) break;
          numbers.push_back(parts->made(operation::select, any(conditions), any(numbers), any(numbers)));
          break;
        case 6:
          if (!made.empty()) numbers.push_back(parts->line(made[random() % made.size()].name, none));
          break;
        case 7:
          numbers.push_back(
              parts->made(operation::exponential, parts->made(operation::minimum, any(numbers), numbers[0])));
          break;
        default: numbers.push_back(parts->made(binary[random() % 8], any(numbers), any(numbers))); break;
      }
    }
    made.push_back({names[l], none, any(numbers)});
  }
  return formulas::of(parts, made).value();
}

/// One trial, node by node.
std::vector<double> one_trial(const formulas& f, const timeline& periods, const std::vector<double>& drivers) {
  const std::size_t lines = f.lines().size();
  std::vector<double> nodes(f.parts().nodes().size()), computed(lines * periods.size());
  for (std::size_t t = 0; t < periods.size(); ++t) {
    for (const node_id id : f.order()) {
      const expression_node& n = f.parts()[id];
      const auto operand = [&](int k) {
        return n.operands[k] < 0 ? 0 : nodes[static_cast<std::size_t>(n.operands[k])];
      };
      const auto index = static_cast<std::size_t>(n.index);
      double& value = nodes[static_cast<std::size_t>(id)];
      switch (n.op) {
        case operation::constant: value = to_double(f.parts().constants()[index].value); break;
        case operation::driver: value = drivers[index]; break;
        case operation::quantity: value = to_double(periods.quantity(f.parts().quantities()[index], t)); break;
        case operation::line: value = nodes[static_cast<std::size_t>(f.lines()[f.line_at(n)].root)]; break;
        case operation::previous: {
          const auto lag = static_cast<std::size_t>(n.lag);
          value = lag > t ? operand(0) : computed[(t - lag) * lines + f.line_at(n)];
          break;
        }
        default: value = detail::scalar_of(n.op, operand(0), operand(1), operand(2));
      }
    }
    for (std::size_t l = 0; l < lines; ++l) {
      computed[t * lines + l] = nodes[static_cast<std::size_t>(f.lines()[l].root)];
    }
  }
  return computed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_lane_programs)

BOOST_AUTO_TEST_CASE(any_formulas_give_the_bits_that_a_computation_node_by_node_gives) {
  std::mt19937_64 random(20260630);
  const timeline periods = timeline::of(*parse_label("2026Q1"), 5).value();
  constexpr std::size_t trials = 19;
  int finite = 0;
  for (int round = 0; round < 1'500; ++round) {
    const formulas f = drawn_formulas(random);
    const std::size_t drivers = f.drivers().size();
    std::vector<std::vector<double>> columns(drivers);
    std::vector<bool> varies;
    trial_drivers bound(drivers, periods.size());
    for (std::size_t d = 0; d < drivers; ++d) {
      varies.push_back(random() % 3 != 0);
      for (std::size_t i = 0; i < trials; ++i) {
        // Zeros of either sign and equal values now and then: there min and max must choose alike.
        const double value = random() % 5 == 0 ? -0.0 : static_cast<double>(static_cast<int>(random() % 17) - 8) / 4;
        columns[d].push_back(varies[d] || i == 0 ? value : columns[d][0]);
      }
      bound.set(d, varies[d] ? trial_column(columns[d].data()) : trial_column(columns[d][0]));
    }
    std::vector<std::vector<double>> expected;
    bool is_finite = true;
    for (std::size_t i = 0; i < trials; ++i) {
      std::vector<double> values;
      for (const auto& column : columns) values.push_back(column[i]);
      expected.push_back(one_trial(f, periods, values));
      for (const double v : expected.back()) is_finite = is_finite && std::isfinite(v);
    }
    finite += is_finite ? 1 : 0;
    for (const std::size_t bytes : {16u, 32u, 64u}) {
      const detail::lane_kernels* const kernels = detail::lane_kernels_of(bytes);
      if (kernels == nullptr) continue;
      const auto program = lane_program::of(f, periods, varies, *kernels).value();
      trial_lines lines = program.buffer(trials);
      const auto done = program.compute({0, trials}, bound, lines);
      bool same = done.has_value() == is_finite;
      for (std::size_t i = 0; is_finite && i < trials; ++i) {
        for (std::size_t k = 0; k < expected[i].size(); ++k) {
          const double value = lines.column(k % f.lines().size(), k / f.lines().size())[i];
          same = same && std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(expected[i][k]);
        }
      }
      BOOST_TEST(same, "round " << round << ", " << bytes << " bytes");
    }
  }
  BOOST_TEST(finite > 300);
}

BOOST_AUTO_TEST_CASE(every_chain_that_has_a_loop_computes_its_steps_in_order) {
  using detail::lane_step;
  std::vector<std::vector<lane_step>> chains{{}};
  constexpr int steps = 10;
  std::vector<std::vector<double>> columns(8, std::vector<double>(16));
  for (std::size_t k = 0; k < columns.size(); ++k) {
    for (std::size_t i = 0; i < 16; ++i) columns[k][i] = 1.0 + 0.37 * static_cast<double>((k * 7 + i * 5) % 11);
  }
  const auto step = [](lane_step s, double x, double y) {
    switch (s) {
      case lane_step::add: return x + y;
      case lane_step::subtract: return x - y;
      case lane_step::multiply: return x * y;
      case lane_step::divide: return x / y;
      case lane_step::subtract_from: return y - x;
      case lane_step::divide_into: return y / x;
      case lane_step::maximum: return x < y ? y : x;
      case lane_step::minimum: return y < x ? y : x;
      case lane_step::maximum_with: return y < x ? x : y;
      case lane_step::minimum_with: return x < y ? x : y;
    }
    return x;
  };
  std::size_t checked = 0;
  for (std::size_t c = 0; c < chains.size(); ++c) {
    const std::vector<lane_step> chain = chains[c];
    for (const std::size_t bytes : {16u, 32u, 64u}) {
      const detail::lane_kernels* const kernels = detail::lane_kernels_of(bytes);
      if (kernels == nullptr || chain.empty()) continue;
      const detail::lane_kernel run = kernels->chain(chain);
      if (run == nullptr) continue;
      ++checked;
      alignas(64) double sums[16] = {}, into[16];
      detail::lane_operand from[8];
      for (std::size_t k = 0; k < 8; ++k) from[k] = {columns[k].data(), 1};
      run(into, from, 16, sums);
      bool same = true;
      for (std::size_t i = 0; i < 16; ++i) {
        double x = columns[0][i];
        for (std::size_t k = 0; k < chain.size(); ++k) x = step(chain[k], x, columns[k + 1][i]);
        same = same && std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(into[i]);
      }
      BOOST_TEST(same);
    }
    const auto longer = [&](lane_step s) {
      chains.push_back(chain);
      chains.back().push_back(s);
    };
    if (chain.size() < 3) {
      for (int s = 0; s < steps; ++s) longer(static_cast<lane_step>(s));
    } else if (chain.size() < 7 && chain == std::vector<lane_step>(chain.size(), lane_step::multiply)) {
      longer(lane_step::multiply);
    }
  }
  BOOST_TEST(checked >= 6 + 60 + 160 + 4u);
}

BOOST_AUTO_TEST_CASE(a_product_is_one_pass_and_what_is_uniform_none) {
  auto parts = std::make_shared<expression>();
  node_id product = parts->driver("d0", none);
  for (const char* name : {"d1", "d2", "d3", "d4"}) {
    product = parts->made(operation::multiply, product, parts->driver(name, none));
  }
  const node_id ramp = parts->made(operation::minimum, parts->quantity({period_quantity::index}), parts->constant(1));
  const formulas f = formulas::of(parts, {{"out", none, parts->made(operation::multiply, product, ramp)}}).value();
  const auto tapes = detail::lane_tapes(f, 4, std::vector<bool>(5, true), detail::lane_kernels_here());
  BOOST_REQUIRE(tapes.size() == 1u);
  BOOST_TEST(tapes[0].passes.size() == 1u);
  BOOST_TEST(tapes[0].slots == 0u);
  BOOST_TEST(tapes[0].uniform.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_long_sum_of_products_needs_few_columns) {
  auto parts = std::make_shared<expression>();
  node_id sum = parts->constant(0);
  for (int i = 0; i < 20'000; ++i) {
    const node_id d = parts->driver("d" + std::to_string(i % 5), none);
    sum = parts->made(operation::add, parts->made(operation::exponential, parts->made(operation::divide, d, sum)), sum);
  }
  const formulas f = formulas::of(parts, {{"out", none, sum}}).value();
  const auto tapes = detail::lane_tapes(f, 4, std::vector<bool>(5, true), detail::lane_kernels_here());
  BOOST_TEST(tapes[0].slots <= 3u);
}

BOOST_AUTO_TEST_SUITE_END()
