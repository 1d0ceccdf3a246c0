// Models over many trials: lane_model and lane_program against the exact evaluation and against each other.
#include <runrate/model.hpp>
#include <runrate/runrate.hpp>

#include <runrate/model/detail/lane_kernels.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace {

using namespace runrate;

struct training_capacity {
  static constexpr driver chips{"chips", "chip"};
  static constexpr driver price{"price", "USD / chip hour"};
  static constexpr driver utilization{"utilization", "1"};

  auto operator()(const auto& in) const {
    const auto ramp = min(in.elapsed_end() / in.number(ratio(2, 3), "year"), 1);
    return in[chips] * ramp * in[price] * in[utilization] * in.hours();
  }
};

struct subscriptions {
  static constexpr driver opening{"opening", "USD"};
  static constexpr driver added{"added", "USD"};
  static constexpr driver churn{"churn", "1"};
  static constexpr line arr{"arr", "USD"};
  static constexpr line renewed{"renewed", "USD"};
  static constexpr line revenue{"revenue", "USD"};

  auto operator()(const auto& in) const {
    const auto before = in.previous(arr, in[opening]);
    const auto now = clamp(before * (1 - in[churn]) + in[added], 0, in[opening] * 2);
    const auto a_quarter_ago = in.previous(arr, in.previous(renewed, in[opening] / 2, 2), 3);
    return lines(arr.is(now), renewed.is(a_quarter_ago * 0.9_dec), revenue.is((before + now) / 24));
  }
};

struct adoption {
  static constexpr driver market{"market", "USD / year"};
  static constexpr driver speed{"speed", "1 / year"};
  static constexpr driver midpoint{"midpoint", "year"};
  static constexpr driver share{"share", "1"};
  static constexpr line ours{"ours", "USD"};
  static constexpr line others{"others", "USD"};
  static constexpr line odds{"odds", "1"};

  auto operator()(const auto& in) const {
    const auto adopted = 1 / (1 + exp(in[speed] * (in[midpoint] - in.elapsed())));
    const auto spent = in[market] * adopted * in.years();
    return lines(ours.is(spent * in[share]), others.is(spent * (1 - in[share])),
                 odds.is(log(adopted / (1 - adopted)) + pow(in[share], 0.5_dec) + pow(in[share], 2)));
  }
};

struct choices {
  static constexpr driver a{"a", "1"};
  static constexpr driver b{"b", "1"};
  static constexpr driver c{"c", "1"};
  static constexpr line chosen{"chosen", "1"};
  static constexpr line switched{"switched", "1"};

  auto operator()(const auto& in) const {
    const auto x = in[a], y = in[b], z = in[c];
    const auto first = select(x < y && !(z == y), x - y, abs(y - z));
    const auto second = select(x <= y || z != x, -x, max(min(x, y), z));
    const auto late =
        in.share_after(date_of(2026, 5, 20)) * z + in.days_since(date_of(2026, 2, 1)) / in.number(365, "day");
    return lines(chosen.is(select(y > z, first, second) + late), switched.is(select(in.position() >= 3, x, y) * z));
  }
};

timeline quarters(int count) { return timeline::of(*parse_label("2026Q1"), count).value(); }
timeline months(int count) { return timeline::of(*parse_label("2026-01"), count).value(); }

/// Random values of every driver in each trial, exact and as doubles; some the same in all periods.
struct draws {
  std::vector<std::string> names;
  std::vector<bool> varies;
  std::vector<bool> by_period;
  std::vector<std::vector<std::vector<decimal>>> exact;   // by driver, period and trial
  std::vector<std::vector<std::vector<double>>> columns;  // the same

  draws(const formulas& f, const timeline& periods, std::size_t trials, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_int_distribution<std::int64_t> billionths(50'000'000, 950'000'000);
    for (const expression::named& d : f.drivers()) {
      names.push_back(d.name);
      varies.push_back(random() % 4 != 0);
      by_period.push_back(random() % 3 == 0);
      auto& of_driver = exact.emplace_back();
      auto& doubles = columns.emplace_back();
      const std::int64_t scale = d.unit.is_none() || d.name == "speed" || d.name == "midpoint" ? 1 : 1'000;
      for (std::size_t t = 0; t < (by_period.back() ? periods.size() : 1); ++t) {
        auto& values = of_driver.emplace_back();
        auto& numbers = doubles.emplace_back();
        for (std::size_t i = 0; i < trials; ++i) {
          values.push_back(varies.back() || i == 0 ? decimal::from_billionths(billionths(random) * scale) : values[0]);
          numbers.push_back(to_double(values.back()));
        }
      }
    }
  }

  trial_drivers bound(const timeline& periods, std::size_t first = 0) const {
    trial_drivers all(names.size(), periods.size());
    for (std::size_t d = 0; d < names.size(); ++d) {
      const auto column = [&](std::size_t t) {
        return varies[d] ? trial_column(columns[d][t].data() + first) : trial_column(columns[d][t][0]);
      };
      if (!by_period[d]) all.set(d, column(0));
      for (std::size_t t = 0; by_period[d] && t < periods.size(); ++t) all.set(d, t, column(t));
    }
    return all;
  }

  driver_values of_trial(std::size_t i) const {
    driver_values values;
    for (std::size_t d = 0; d < names.size(); ++d) {
      driver_setting setting;
      for (const auto& column : exact[d]) setting.values.push_back(ratio(column[i]));
      values.set(names[d], setting);
    }
    return values;
  }
};

bool same_bits(std::span<const double> x, std::span<const double> y) {
  return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size_bytes()) == 0;
}

bool same_bits(const trial_lines& x, const trial_lines& y) {
  for (std::size_t t = 0; t < x.periods(); ++t) {
    for (std::size_t l = 0; l < x.lines(); ++l) {
      if (!same_bits(x.column(l, t), y.column(l, t))) return false;
    }
  }
  return true;
}

template <class Model>
void check_against_exact(const timeline& periods) {
  const auto model = lane_model<Model>::of({}, periods).value();
  const formulas& f = model.traced();
  for (const std::size_t trials : {1u, 3u, 4u, 5u, 1'000u, 1'001u}) {
    BOOST_TEST_CONTEXT(trials << " trials") {
      const draws drawn(f, periods, trials, static_cast<unsigned>(trials) + 7);
      const trial_drivers drivers = drawn.bound(periods);
      trial_lines by_model = model.buffer(trials);
      BOOST_TEST(model.compute({0, trials}, drivers, by_model).value() == trials);
      for (std::size_t i = 0; i < trials; i += trials / 5 + 1) {
        const auto exactly = evaluate<decimal>(f, periods, drawn.of_trial(i)).value();
        for (std::size_t t = 0; t < periods.size(); ++t) {
          for (std::size_t l = 0; l < f.lines().size(); ++l) {
            const double value = to_double(exactly.value(l, t).value());
            const double computed = by_model.column(l, t)[i];
            // Of a sum that nearly vanishes, relative to what it is a sum of.
            BOOST_TEST(std::abs(computed - value) <= 1e-12 * std::max(std::abs(value), 1e-2));
          }
        }
      }
      for (const std::size_t bytes : {16u, 32u, 64u}) {
        const detail::lane_kernels* const kernels = detail::lane_kernels_of(bytes);
        if (kernels == nullptr) continue;
        for (const bool known : {true, false}) {
          const std::vector<bool> varies = known ? drawn.varies : std::vector<bool>(drawn.varies.size(), true);
          const auto program = lane_program::of(f, periods, varies, *kernels).value();
          trial_lines by_program = program.buffer(trials);
          BOOST_TEST(program.compute({0, trials}, drivers, by_program).value() == trials);
          BOOST_TEST(same_bits(by_model, by_program), bytes << " bytes, uniform drivers known: " << known);
        }
      }
    }
  }
}

template <class Computer>
void check_blocks(const Computer& computer, const draws& drawn, std::size_t trials) {
  const timeline& periods = computer.periods();
  trial_lines whole = computer.buffer(trials);
  BOOST_TEST(computer.compute({0, trials}, drawn.bound(periods), whole).has_value());
  for (const std::size_t block : {1u, 7u, 64u, 512u, 1'000u}) {
    trial_lines part = computer.buffer(block);
    bool all_same = true;
    for (std::size_t first = 0; first < trials; first += block) {
      const std::size_t count = std::min(block, trials - first);
      BOOST_TEST(computer.compute({first, count}, drawn.bound(periods, first), part).value() == count);
      for (std::size_t t = 0; t < periods.size(); ++t) {
        for (std::size_t l = 0; l < whole.lines(); ++l) {
          all_same = all_same && same_bits(whole.column(l, t).subspan(first, count), part.column(l, t));
        }
      }
    }
    BOOST_TEST(all_same, "blocks of " << block);
  }
}

template <class Computer>
void check_not_finite(const Computer& computer) {
  const formulas& f = computer.traced();
  const std::size_t trials = 1'001;
  std::vector<double> opening(trials, 100.0), added(trials, 1.0), churn(trials, 0.1);
  added[1'000] = std::numeric_limits<double>::quiet_NaN();
  added[700] = std::numeric_limits<double>::quiet_NaN();
  opening[900] = -std::numeric_limits<double>::infinity();
  trial_drivers drivers(3, computer.periods().size());
  drivers.set(*f.parts().find_driver("opening"), opening.data());
  drivers.set(*f.parts().find_driver("churn"), churn.data());
  drivers.set(*f.parts().find_driver("added"), 1.0);
  drivers.set(*f.parts().find_driver("added"), 2, added.data());
  trial_lines lines = computer.buffer(trials);
  // The numbers go on from block to block.
  const auto done = computer.compute({5'000, trials}, drivers, lines);
  BOOST_REQUIRE(!done.has_value());
  BOOST_TEST((done.error().code == reason_code::out_of_range));
  BOOST_TEST(done.error().text.starts_with("arr in 2026-03 is not a number in trial 5700: "));
  BOOST_TEST(
      (done.error().operands == std::vector<operand>{{"line", "arr"}, {"period", "2026-03"}, {"trial", "5700"}}));
  added[700] = 1;
  const auto earlier = computer.compute({0, trials}, drivers, lines);
  BOOST_REQUIRE(!earlier.has_value());
  BOOST_TEST(earlier.error().text.starts_with("arr in 2026-01 is minus infinity in trial 900: "));
  opening[900] = 100;
  const auto last = computer.compute({0, trials}, drivers, lines);
  BOOST_REQUIRE(!last.has_value());
  BOOST_TEST(last.error().text.find(" in trial 1000: ") != std::string::npos);
  added[1'000] = 1;
  BOOST_TEST(computer.compute({0, trials}, drivers, lines).value() == trials);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_lanes)

BOOST_AUTO_TEST_CASE(trials_are_what_the_exact_evaluation_gives) {
  check_against_exact<training_capacity>(quarters(4));
  check_against_exact<subscriptions>(months(12));
  check_against_exact<adoption>(quarters(6));
  check_against_exact<choices>(quarters(4));
}

BOOST_AUTO_TEST_CASE(the_size_of_a_block_changes_no_bit) {
  const auto model = lane_model<subscriptions>::of({}, months(12)).value();
  const draws drawn(model.traced(), model.periods(), 1'001, 3);
  check_blocks(model, drawn, 1'001);
  check_blocks(lane_program::of(model.traced(), months(12), drawn.varies).value(), drawn, 1'001);
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_is_reported_with_the_trial_the_period_and_the_line) {
  const auto model = lane_model<subscriptions>::of({}, months(6)).value();
  check_not_finite(model);
  check_not_finite(lane_program::of(model.traced(), months(6)).value());
}

BOOST_AUTO_TEST_CASE(a_sum_that_overflows_is_no_value_that_is_not_finite) {
  const auto model = lane_model<subscriptions>::of({}, months(2)).value();
  trial_drivers drivers(3, 2);
  drivers.set(*model.traced().parts().find_driver("opening"), 1e307);
  trial_lines lines = model.buffer(1'000);
  BOOST_TEST(model.compute({0, 1'000}, drivers, lines).has_value());
  const auto program = lane_program::of(model.traced(), months(2)).value();
  BOOST_TEST(program.compute({0, 1'000}, drivers, lines).has_value());
}

BOOST_AUTO_TEST_CASE(one_buffer_serves_other_values_and_other_programs) {
  const auto model = lane_model<subscriptions>::of({}, months(12)).value();
  const formulas& f = model.traced();
  trial_lines reused = model.buffer(64);
  for (unsigned seed = 0; seed < 6; ++seed) {
    const draws drawn(f, months(12), 64, seed);
    const auto program = lane_program::of(f, months(12), drawn.varies).value();
    trial_lines fresh = program.buffer(64);
    BOOST_TEST(program.compute({0, 64}, drawn.bound(months(12)), fresh).has_value());
    BOOST_TEST(program.compute({0, 64}, drawn.bound(months(12)), reused).has_value());
    BOOST_TEST(same_bits(fresh, reused));
  }
}

BOOST_AUTO_TEST_CASE(a_block_that_does_not_fit_is_refused) {
  const auto model = lane_model<subscriptions>::of({}, months(3)).value();
  const auto program = lane_program::of(model.traced(), months(3), {false, false, false}).value();
  const trial_drivers drivers(3, 3);
  trial_lines lines = model.buffer(16);
  BOOST_CHECK_THROW((void)model.compute({0, 17}, drivers, lines), contract_error);
  BOOST_CHECK_THROW((void)program.compute({0, 17}, drivers, lines), contract_error);
  BOOST_CHECK_THROW((void)model.compute({0, 16}, trial_drivers(2, 3), lines), contract_error);
  BOOST_CHECK_THROW((void)model.compute({0, 16}, trial_drivers(3, 4), lines), contract_error);
  BOOST_CHECK_THROW(trial_drivers(3, 3).set(3, 1.0), contract_error);
  BOOST_CHECK_THROW(trial_drivers(3, 3).set(0, 3, 1.0), contract_error);
  BOOST_CHECK_THROW((void)lane_program::of(model.traced(), months(3), {true}), contract_error);
  BOOST_CHECK_THROW(trial_drivers(3, 3).set(0, static_cast<const double*>(nullptr)), contract_error);
  const std::vector<double> column(16, 1.0);
  trial_drivers varying(3, 3);
  varying.set(1, 2, column.data());
  BOOST_CHECK_EXCEPTION((void)program.compute({0, 16}, varying, lines), contract_error, [](const contract_error& e) {
    return std::string(e.what()).find("varies from trial to trial") != std::string::npos;
  });
  BOOST_TEST(model.compute({0, 0}, drivers, lines).value() == 0u);
  BOOST_TEST(program.compute({0, 0}, drivers, lines).value() == 0u);
}

BOOST_AUTO_TEST_CASE(values_of_drivers_become_columns) {
  const auto model = lane_model<training_capacity>::of({}, quarters(2)).value();
  driver_values values{{training_capacity::chips, 1'000}, {training_capacity::price, 2.5_dec}};
  BOOST_TEST(trial_drivers::of(values, model.traced().drivers(), quarters(2)).error().text ==
             "the driver utilization has no value");
  values.set("utilization", {{ratio(1, 2), ratio(3, 4)}});
  const auto drivers = trial_drivers::of(values, model.traced().drivers(), quarters(2)).value();
  trial_lines lines = model.buffer(1);
  BOOST_TEST(model.compute({0, 1}, drivers, lines).has_value());
  BOOST_TEST(lines.column(0, 0)[0] == 1'000 * 0.375 * 2.5 * 0.5 * 2'160);
  BOOST_TEST(lines.column(0, 1)[0] == 1'000 * 0.75 * 2.5 * 0.75 * 2'184);
}

BOOST_AUTO_TEST_SUITE_END()
