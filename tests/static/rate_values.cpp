// What the rate layer promises at compile time: which sums there are, and that its values are constants.
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/recurring.hpp>
#include <runrate/rate/run_rate.hpp>

#include <type_traits>

using namespace runrate;

namespace {

template <class A, class B>
concept adds = requires(const A& a, const B& b) {
  a + b;
};
template <class A, class B>
concept subtracts = requires(const A& a, const B& b) {
  a - b;
};
template <class What, class How>
concept annualizes = requires(const What& what, const How& how) {
  annualize(what, how);
};

using dollars = money<usd>::currency_type;
using balance = basic_balance<dollars>;

// A rate, a flow and a balance are three things.
static_assert(!adds<run_rate<usd>, flow<usd>> && !adds<flow<usd>, run_rate<usd>>);
static_assert(!subtracts<run_rate<usd>, flow<usd>> && !subtracts<flow<usd>, run_rate<usd>>);
static_assert(!adds<run_rate<usd>, flow<eur>> && !adds<balance, balance>);
static_assert(!std::is_convertible_v<flow<usd>, run_rate<usd>> && !std::is_convertible_v<run_rate<usd>, money<usd>>);

// Only by a method that has a name, and only what was earned over a period.
static_assert(annualizes<flow<usd>, method::times> && annualizes<series<usd>, method::compounded_t>);
static_assert(!annualizes<flow<usd>, int> && !annualizes<flow<usd>, double> && !annualizes<flow<usd>, ratio>);
static_assert(!annualizes<balance, method::times> && !annualizes<money<usd>, method::times>);

// The library's methods come in by the door that a user's does.
static_assert(annualization_method<method::times> && annualization_method<method::exit_rate_t>);
static_assert(annualization_method<decltype(method::day_weighted)> && annualization_method<method::week_weighted_t>);
static_assert(annualization_method<method::year_to_date<month_calendar>> &&
              annualization_method<method::seasonal_share<any_calendar>>);
static_assert(annualization_method<method::trailing_twelve_months_t> && annualization_method<method::usage_window>);
static_assert(annualization_method<method::hybrid_28_days> && annualization_method<method::seasonally_adjusted<12>>);
static_assert(annualization_method<method::compounded_t> && annualization_method<method::log_compounded_t>);
static_assert(annualization_method<any_method> && !annualization_method<ratio>);

// Figures that stand in a program are constants.
constexpr flow<usd> q4 = usd(35.579_bn).over(2025y / Q4);
static_assert(annualize(q4, method::times_four).value() == usd(142.316_bn));
static_assert(annualize(q4, method::day_weighted).value() == usd(141'155'815'217.39_dec));
static_assert(annualize(q4, method::day_weighted) < annualize(q4, method::times_four));
static_assert(annualize(q4.stated_to(-6), method::times_four).bounds() == interval(142.314_bn, 142.318_bn));
static_assert(annualize(q4, method::exit_rate).factor() == ratio(4));
static_assert(de_annualize(usd(142_bn), method::times_four, 2025y / Q4).amount() == usd(35.5_bn));
static_assert(annual_recurring(usd(1000)) == usd(12'000));

constexpr decimal fourth_of_each() {
  const dated_amount two[] = {{1_bn, 2025y / Q3}, {0.333333333_dec, 2025y / Q4}};
  decimal last;
  annualize_each(two, method::times_four, round_to{2},
                 [&](std::size_t, const result<decimal>& value) { last = *value; });
  return last;
}
static_assert(fourth_of_each() == 1.33_dec);

}  // namespace
