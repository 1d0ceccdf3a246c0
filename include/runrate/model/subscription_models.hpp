// Stock models of customers who stay for a while: recurring revenue, its retention, and cohorts.
#ifndef RUNRATE_MODEL_SUBSCRIPTION_MODELS_HPP
#define RUNRATE_MODEL_SUBSCRIPTION_MODELS_HPP

#include <runrate/model/driver.hpp>
#include <runrate/model/inputs.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace runrate {

/// Annual recurring revenue that moves, and the revenue that it brings.
///
/// Formulas: arr = opening + new + expansion - contraction - churn, with `opening` the arr of the period before
/// (getlago.com/docs/guide/analytics/revenue/mrr.md); revenue = the average of opening and closing arr, times years:
/// what comes and goes does so evenly over the period.
///
/// Movements are in money a year, like arr itself, and are those of the period. Not for revenue by use, which has no
/// arr; nor where a few contracts begin on known days: there each is a `step`, or a switch at a date.
struct subscription_revenue {
  driver opening{"opening_arr", "USD / year"};  ///< when the timeline begins
  driver added{"new_arr", "USD / year"};
  driver expansion{"expansion", "USD / year"};
  driver contraction{"contraction", "USD / year"};
  driver churn{"churn", "USD / year"};
  line revenue{"revenue", "USD"};
  line arr{"arr", "USD / year"};  ///< at the period's end; a balance, which does not add up

  constexpr auto operator()(const auto& in) const {
    const auto begin = in.previous(arr, in[opening]);
    const auto end = begin + in[added] + in[expansion] - in[contraction] - in[churn];
    return lines(revenue.is((begin + end) / 2 * in.years()), arr.is(end));
  }
};

/// The same with net and gross revenue retention. There is no answer where a period opens with nothing: what nobody
/// paid for can't be retained.
///
/// Formulas: nrr = (opening + expansion - contraction - churn) / opening; grr = (opening - contraction - churn) /
/// opening (pulserevops.com/sales-trainings/q97).
///
/// Retention is that of the period, a quarter's where periods are quarters. Companies report twelve months': run it
/// over years, or multiply the quarters' as an approximation.
struct subscription_retention {
  subscription_revenue of{};
  line nrr{"nrr", "1"};
  line grr{"grr", "1"};

  constexpr auto operator()(const auto& in) const {
    const auto begin = in.previous(of.arr, in[of.opening]);
    const auto kept = begin - in[of.contraction] - in[of.churn];
    const auto end = begin + in[of.added] + in[of.expansion] - in[of.contraction] - in[of.churn];
    return lines(of.revenue.is((begin + end) / 2 * in.years()), of.arr.is(end),
                 nrr.is((kept + in[of.expansion]) / begin), grr.is(kept / begin));
  }
};

namespace detail {

/// "retention_1" to "retention_60": names that outlive every model.
struct numbered_name {
  std::array<char, 12> text{};
  std::size_t size = 0;

  constexpr explicit numbered_name(int number) {
    for (const char c : std::string_view("retention_")) text[size++] = c;
    if (number >= 10) text[size++] = static_cast<char>('0' + number / 10);
    text[size++] = static_cast<char>('0' + number % 10);
  }
  constexpr std::string_view view() const { return {text.data(), size}; }
};

template <std::size_t... I>
constexpr std::array<numbered_name, sizeof...(I)> numbered_names(std::index_sequence<I...>) {
  return {numbered_name(static_cast<int>(I) + 1)...};
}
inline constexpr auto retention_names = numbered_names(std::make_index_sequence<60>());

template <std::size_t... I>
constexpr std::array<driver, sizeof...(I)> retention_drivers(std::index_sequence<I...>) {
  return {driver(retention_names[I].view(), "1")...};
}

}  // namespace detail

/// Customers by the period in which they came: of each cohort a known share is there after one period, two, and so on
/// to `Ages` (1 to 60); from there on a cohort shrinks by `tail` a period.
///
/// Formulas: customers_t = added_t + added_(t-1) retention_1 + ... + added_(t-Ages) retention_Ages + older_t;
/// older_t = tail (older_(t-1) + added_(t-Ages-1) retention_Ages), which begins with `opening`; revenue = customers *
/// price
/// * years. Retention by age is the survivor function of Fader and Hardie, How to project customer retention, Journal
/// of Interactive Marketing 21(1), 2007, 76-90.
///
/// All who came in a period pay for the whole of it. Retention is a share of the cohort as it came, not of the period
/// before: it falls with age. Not where revenue per customer grows with age: that is expansion, see
/// `subscription_revenue`.
template <std::size_t Ages = 8>
  requires(Ages >= 1 && Ages <= 60)
struct cohort_revenue {
  driver opening{"opening_customers", "customer"};  ///< who were there when the timeline begins
  driver added{"added", "customer"};                ///< who came in the period
  std::array<driver, Ages> retention = detail::retention_drivers(std::make_index_sequence<Ages>());  ///< 0 to 1
  driver tail{"tail", "1"};                                                                          ///< 0 to 1
  driver price{"price", "USD / customer year"};
  line revenue{"revenue", "USD"};
  line customers{"customers", "customer"};
  line acquired{"acquired", "customer"};  ///< `added`, for later periods to look back at
  line older{"older", "customer"};        ///< who are beyond the ages that are listed

  constexpr auto operator()(const auto& in) const {
    const auto nobody = in.number(0, "1");
    auto here = in[added];
    for (std::size_t age = 1; age <= Ages; ++age) {
      here = here + in.previous(acquired, nobody, static_cast<int>(age)) * in[retention[age - 1]];
    }
    const auto beyond = in[tail] * (in.previous(older, in[opening]) +
                                    in.previous(acquired, nobody, static_cast<int>(Ages) + 1) * in[retention.back()]);
    const auto all = here + beyond;
    return lines(revenue.is(all * in[price] * in.years()), customers.is(all), acquired.is(in[added]), older.is(beyond));
  }
};

}  // namespace runrate

#endif
