// A method of the user's own, beside the library's: annualized by working days.
#include <runrate/runrate.hpp>

#include <fmt/format.h>

using namespace runrate;

/// Revenue that is earned Monday to Friday: x * weekdays in the year / weekdays in the period.
struct by_weekdays {
  static constexpr std::string_view name() { return "weekdays"; }
  static constexpr std::string_view formula() { return "x weekdays in the year / weekdays in the period"; }

  constexpr result<annualization> operator()(const history& h) const {
    const period quarter = h.latest().during;
    const int worked = weekdays_in(quarter);
    if (worked == 0) return reason{reason_code::wrong_period, to_string(quarter) + " has no weekday"};
    return annualize_latest(h, ratio(weekdays_in(calendar_year::containing(quarter.last())), worked));
  }

  static constexpr int weekdays_in(period days) {
    int count = 0;
    for (date day = days.begin(); day < days.end(); day += std::chrono::days{1}) {
      const std::chrono::weekday on{day};
      if (on != std::chrono::Saturday && on != std::chrono::Sunday) ++count;
    }
    return count;
  }
};
static_assert(annualization_method<by_weekdays>);

// It is exact and works in constant expressions, as the library's own do: 2026 has 261 weekdays, its second quarter 65.
constexpr flow<usd> aws = usd(42.232_bn).over(2026y / Q2).stated_to(-6);
static_assert(annualize(aws, by_weekdays()).factor() == ratio(261, 65));

int main() {
  const std::vector<any_method> methods{method::times_four, method::day_weighted, by_weekdays()};
  for (const auto& m : compare(series<usd>{aws}, methods).methods) {
    fmt::print("{:10}{:>22.2}  {:>7}  {}\n", m.method, m.rate->value(), to_string(m.rate->factor()), m.formula);
  }
}
