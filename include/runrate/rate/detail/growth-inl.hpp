#ifndef RUNRATE_RATE_DETAIL_GROWTH_INL_HPP
#define RUNRATE_RATE_DETAIL_GROWTH_INL_HPP

#include <runrate/rate/growth.hpp>
#include <runrate/time/period_shape.hpp>

namespace runrate {

namespace detail {

RUNRATE_FUNC reason no_growth_from(decimal before) {
  return {reason_code::base_not_positive,
          "there is no growth rate from a base of " + to_string(before),
          {{"before", to_string(before)}}};
}

RUNRATE_FUNC void require_counts(int per_year, int periods_between) {
  if (per_year < 1 || periods_between < 1) {
    throw_contract("an annual rate needs at least one period a year and one between the figures; found " +
                   std::to_string(per_year) + " and " + std::to_string(periods_between));
  }
}

RUNRATE_FUNC result<ratio> growth_on_previous(const history& h, period_kind kind) {
  if (h.size() < 2) {
    return reason{reason_code::not_enough_history, "nothing is known before " + to_string(h.latest().during)};
  }
  for (const std::size_t ago : {std::size_t{0}, std::size_t{1}}) {
    const period during = h.ago(ago).during;
    if (shape_of(during).kind != kind) {
      return reason{reason_code::wrong_period,
                    to_string(during) + " is not a " + std::string(to_string(kind)) + ": it has " +
                        std::to_string(during.days()) + " days",
                    {{"period", to_string(during)}}};
    }
  }
  return growth(h.latest().amount, h.ago(1).amount);
}

}  // namespace detail

RUNRATE_FUNC result<ratio> growth(decimal now, decimal before) {
  if (before <= decimal()) return detail::no_growth_from(before);
  return (ratio(now) / ratio(before) - ratio(1)).reduced();
}

RUNRATE_FUNC result<interval> growth_bounds_percent(const interval& now, const interval& before) {
  if (!before.has_low() || before.low() <= decimal()) {
    return detail::no_growth_from(before.has_low() ? before.low() : decimal());
  }
  const auto percent = [](decimal x, decimal base, rounding mode) {
    return round((ratio(x) / ratio(base) - ratio(1)) * ratio(100), {decimal::places, mode});
  };
  // An amount below zero shrinks by the smaller base.
  const decimal low = now.low(), high = now.high();
  return interval(percent(low, low < decimal() ? before.low() : before.high(), rounding::floor),
                  percent(high, high < decimal() ? before.high() : before.low(), rounding::ceiling));
}

RUNRATE_FUNC result<ratio> year_over_year(const history& h) {
  if (const std::size_t ago = detail::same_period_of_last_year(h); ago != 0) {
    return growth(h.latest().amount, h.ago(ago).amount);
  }
  return reason{reason_code::not_enough_history,
                "the history does not hold the same period of last year for " + to_string(h.latest().during),
                {{"latest", to_string(h.latest().during)}}};
}

RUNRATE_FUNC result<ratio> quarter_over_quarter(const history& h) {
  return detail::growth_on_previous(h, period_kind::quarter);
}
RUNRATE_FUNC result<ratio> month_over_month(const history& h) {
  return detail::growth_on_previous(h, period_kind::month);
}

RUNRATE_FUNC result<ratio> growth_per_day(const dated_amount& now, const dated_amount& before) {
  if (before.amount <= decimal()) return detail::no_growth_from(before.amount);
  return (ratio(now.amount) / ratio(before.amount) * ratio(before.during.days(), now.during.days()) - ratio(1))
      .reduced();
}

RUNRATE_FUNC result<decimal> compounded_annual_rate(decimal now, decimal before, int per_year, int periods_between,
                                                    round_to to) {
  detail::require_counts(per_year, periods_between);
  if (before <= decimal()) return detail::no_growth_from(before);
  if (now < decimal()) {
    return reason{reason_code::no_real_root,
                  to_string(now) + " is negative: it is no compounded growth of " + to_string(before)};
  }
  // One is on every grid, so that taking it off after the rounding changes no digit.
  return power((ratio(now) / ratio(before)).reduced(), per_year, periods_between, to).transform([](decimal factor) {
    return factor - decimal(1);
  });
}

RUNRATE_FUNC result<decimal> continuous_annual_rate(decimal now, decimal before, int per_year, int periods_between,
                                                    round_to to) {
  detail::require_counts(per_year, periods_between);
  if (before <= decimal()) return detail::no_growth_from(before);
  // m/n ln r = ln(r^m) / n: forty places leave no doubt about the ninth.
  const result<ratio> logarithm = logarithm_to_places((ratio(now) / ratio(before)).reduced(), 40);
  if (!logarithm) return logarithm.error();
  return round(*logarithm * ratio(per_year, periods_between), to);
}

RUNRATE_FUNC result<decimal> cagr(decimal now, decimal before, int years_numerator, int years_denominator,
                                  round_to to) {
  return compounded_annual_rate(now, before, years_denominator, years_numerator, to);
}

RUNRATE_FUNC result<decimal> years_to_multiply(const ratio& multiple, const ratio& rate, round_to to) {
  const ratio factor = ratio(1) + rate;
  const result<ratio> top = logarithm_to_places(multiple, 40), bottom = logarithm_to_places(factor, 40);
  if (!top) return top.error();
  if (!bottom) return bottom.error();
  if (sign(*bottom) == 0 || sign(*top) * sign(*bottom) < 0) {
    return reason{reason_code::not_applicable,
                  "growing by " + to_string(rate) + " a year, it never is " + to_string(multiple) + " times itself",
                  {{"rate", to_string(rate)}, {"multiple", to_string(multiple)}}};
  }
  return round(*top / *bottom, to);
}

}  // namespace runrate

#endif
