// A user's program: money, a run-rate, text, a reason and an exception, each across the library's border.
#include <runrate/runrate.hpp>

#include <cstdio>
#include <string>

using namespace runrate;

constexpr auto quarter = usd(35.579_bn).over(2025y / Q4).stated_to(-6);
static_assert(annualize(quarter, method::times_four).value() == usd(142.316_bn));

int main() {
  // 35,579 million * 365 / 92, by hand: 141,155,815,217.391...
  const auto fair = annualize(quarter, method::day_weighted);
  if (fmt::format("{:.2}", fair.value()) != "USD 141,155,815,217.39") return 1;
  if (to_string(fair.factor()) != "365/92") return 2;

  // What is compiled in the library: reading, a fraction beyond 128 bits, a method over a series.
  if (money<usd>(*decimal::parse("35579000000")) != quarter.amount()) return 3;
  if (pow(ratio(365, 92), 40) * pow(ratio(92, 365), 40) != ratio(1)) return 4;
  const series<usd> two{usd(33'006_mn).over(2025y / Q3), usd(35'579_mn).over(2025y / Q4)};
  if (annualize(two, method::times_four)->value() != usd(142.316_bn)) return 5;
  const auto year = annualize(two, method::trailing_twelve_months);
  if (year.has_value() || year.error().code != reason_code::not_enough_history) return 6;

  try {
    static_cast<void>(year.value());
    return 7;
  } catch (const contract_error& error) {
    std::puts(error.what());
  }
}
