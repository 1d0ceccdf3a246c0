// A method says how tables call it. The message names the concept and what it misses.
// expect: annualization_method
#include <runrate/core/currencies.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/rate/run_rate.hpp>

#include <string_view>

using namespace runrate;

struct nameless {
  constexpr result<annualization> operator()(const history& h) const { return annualize_latest(h, ratio(252, 63)); }
};
struct named : nameless {
  static constexpr std::string_view name() { return "trading-days"; }
};

[[maybe_unused]] constexpr auto quarter = usd(35.579_bn).over(2025y / Q4);

#ifdef RUNRATE_OFFEND
[[maybe_unused]] constexpr auto rate = annualize(quarter, nameless{});
#else
[[maybe_unused]] constexpr auto rate = annualize(quarter, named{});
#endif
