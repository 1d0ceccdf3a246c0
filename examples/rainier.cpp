// Project Rainier: half a million Trainium2 chips, then a million. What are they worth in 2026 at the public price of a
// chip-hour, and which price or utilization makes that the "up to $6 billion" that Bank of America spoke of?
//
//     rainier [folder of rainier.toml, which has every figure's source]
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <string>

#include "scenarios_of.hpp"

using namespace runrate;

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const capacity_revenue rainier{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
  const scenario_file file = scenarios_of(rainier, folder + "/rainier.toml");
  const scenario_set& set = *file.set;
  const measure revenue = *measure::of(set.model(), set.periods(), "revenue", "2026");
  const auto billions = [](const exact& x) { return fmt::format("{:.2}", x.value() / ratio(1_bn)); };

  // Sources of one day disagree about the chips. Each row is a scenario, and what solves it for $6 billion.
  table chips({{"chips in 2026"},
               {"60% paid", alignment::right},
               {"all paid", alignment::right},
               {"price for $6B", alignment::right},
               {"utilization for $6B", alignment::right}},
              "Trainium2 at its capacity-block price, $2.23505 a chip-hour: USD billion in 2026");
  const std::pair<const char*, const char*> counts[] = {
      {"half_million", "500,000 (nearly: 2025-10-29)"},
      {"base", "500,000, from April 1,000,000"},
      {"million", "1,000,000 (Semafor: 2025-10-29)"},
  };
  for (const auto& [name, words] : counts) {
    const exact paid = value_of(revenue, *set.run(name));
    const exact all_paid = value_of(revenue, *set.run(name, {{rainier.utilization, 1}}));
    const solution price = *solve_for(set, name, revenue, 6_bn, "price", {.places = 5});
    const solution utilization = *solve_for(set, name, revenue, 6_bn, "utilization", {.places = 4});
    chips.add_row({words, billions(paid), billions(all_paid), fmt::format("{:.3}", price.value),
                   fmt::format("{:.1%}", ratio(utilization.value))});
  }
  chips.add_note("60% is assumed; nobody publishes what is paid for");
  fmt::print("{}\n", to_text(chips));

  const driver_grid cells =
      *grid(set, "base", revenue, "price", {ratio(2.23505_dec), ratio(1.34375_dec), ratio(1), ratio(0.59575_dec)},
            "utilization", {ratio(1), ratio(4, 5), ratio(3, 5), ratio(2, 5), ratio(1, 5)});
  const char* const prices[] = {"Trainium2, capacity block", "Trainium, on demand", "", "Trainium, capacity block"};
  std::vector<table_column> columns{{"a chip-hour", alignment::right}, {"is the price of"}};
  for (const ratio& u : cells.columns) columns.push_back({fmt::format("{:.0%}", u), alignment::right});
  table prices_and_utilization(
      columns, "500,000, from April 1,000,000: USD billion by price and by the share of the hours that is paid");
  for (std::size_t r = 0; r < cells.rows.size(); ++r) {
    std::vector<std::string> row{fmt::format("${:.5}", cells.rows[r]), prices[r]};
    for (std::size_t c = 0; c < cells.columns.size(); ++c) {
      row.push_back(billions(*cells.values[r * cells.columns.size() + c]));
    }
    prices_and_utilization.add_row(std::move(row));
  }
  fmt::print("{}\n", to_text(prices_and_utilization));

  const solution price = *solve_for(set, "base", revenue, 6_bn, "price", {.places = 9});
  const exact listed = value_of(revenue, *set.run("always_paid"));
  fmt::print("With 60% paid, ${:.9} a chip-hour, {:.1%} below that price, gives ${:,.2}:\n", price.value,
             ratio(1) - ratio(price.value) / ratio(2.23505_dec), figure(price.measured, round_to{2}));
  fmt::print("${:.2} are left, to the last place of the price.\n\n", abs(figure(price.residual, round_to{2})));

  fmt::print("All hours of all chips at that price are {:.1} times the claim. Then one or several of these hold:\n",
             listed.value() / ratio(6_bn));
  fmt::print("  a customer of this size pays another price; not all hours are paid for; fewer chips are meant;\n");
  fmt::print("  a part was there in 2025 already, and the claim is of what comes on top.\n");
  fmt::print("Not public: the price, the hours, the chips by quarter, and what they brought in 2025.\n");
}
