// Annualization against the oracle: random series of months, quarters and weeks by every method, in every rounding.
// The figure is the exact rational, rounded once; it lies within its bounds; annualize_each gives the same figures.
#include "oracle.hpp"

#include <runrate/core/currencies.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/time/week_calendar.hpp>

#include <array>
#include <functional>
#include <vector>

namespace {

using namespace oracle;
using namespace runrate;

cpp_rational exact_of(decimal a) { return value_of(a); }

enum class kind { weeks, months, quarters, any_days };

period next_period(topic& on, kind of, date at) {
  const int days = of == kind::weeks ? 7 : on.from_to(1, 400);
  switch (of) {
    case kind::weeks:
    case kind::any_days: return period::between(at, at + std::chrono::days{days});
    case kind::months: return calendar_month::containing(at);
    case kind::quarters: return calendar_quarter::containing(at);
  }
  return period::day(at);
}

/// Amounts of all sizes that any method can take without overflow in most cases; now and then zero, negative or huge.
decimal amount(topic& on) {
  if (on.one_in(40)) return decimal::from_billionths(on.integer(127));
  if (on.one_in(30)) return decimal();
  const auto grid = static_cast<int128>(runrate::detail::power_of_ten(on.from_to(0, 15)));
  const auto m = static_cast<int128>(on.magnitude(100)) / grid * grid;
  return decimal::from_billionths(on.one_in(20) ? int128(-m) : m);
}

std::vector<dated_amount> series_of(topic& on, kind of) {
  const date first = date_of(on.from_to(1990, 2030), 1, 1);
  date at = of == kind::weeks || of == kind::any_days ? first + std::chrono::days{on.from_to(0, 400)}
                                                      : date(calendar_month::containing(first).begin());
  if (of == kind::months) at = calendar_month(on.from_to(1990, 2030), on.from_to(1, 12)).begin();
  if (of == kind::quarters) at = calendar_quarter(on.from_to(1990, 2030), on.from_to(1, 4)).begin();
  std::vector<dated_amount> s;
  const int count = on.from_to(1, of == kind::months ? 30 : 16);
  const decimal base = amount(on);
  const int decimals = on.one_in(3) ? dated_amount::exact : on.from_to(-9, 2);
  // Half of the series stay near their first amount, as revenue does.
  const bool smooth = on.one_in(2) && abs(base) < decimal(1'000'000'000'000'000);
  for (int i = 0; i < count; ++i) {
    const period during = next_period(on, of, at);
    const decimal x = smooth ? base + divide(base * on.from_to(-30, 60), decimal(100), round_to{0}) : amount(on);
    s.push_back({x, during, decimals});
    at = during.end();
  }
  return s;
}

cpp_rational sum_of_last(const std::vector<dated_amount>& s, std::size_t count) {
  cpp_rational sum = 0;
  for (std::size_t i = s.size() - count; i < s.size(); ++i) sum += exact_of(s[i].amount);
  return sum;
}

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
int year_of_last_day(const period& p) { return static_cast<int>(std::chrono::year_month_day(p.last()).year()); }
int days_in(const period& p) { return static_cast<int>((p.end() - p.begin()).count()); }

// What a method must answer, from its formula and not from the library's code; nothing where there is none.
using expectation = std::function<std::optional<cpp_rational>(const std::vector<dated_amount>&)>;

bool positive(const dated_amount& a) {
  try {
    return a.bounds().low() > decimal();
  } catch (const overflow_error&) {
    return false;
  }
}

/// Checks a method on one series: the figure in all roundings, its bounds, annualize_each, or that there is no figure.
template <class Method>
void check(topic& on, const std::vector<dated_amount>& s, const Method& method,
           const std::optional<cpp_rational>& exact) {
  const auto what = [&] {
    return std::string(method.name()) + " of " + std::to_string(s.size()) + " periods, the last " +
           to_string(s.back().during) + " " + to_string(s.back().amount);
  };
  std::optional<result<annualization>> how;
  bool has_bounds = true;
  try {
    how.emplace(method(history(s)));
  } catch (const overflow_error&) {
    // Bounds may leave 128 bits where the figure does not: a projection of growth that is within its rounding of 0.
    has_bounds = false;
  }
  try {
    if (!has_bounds) how.emplace(method(history(s).for_figures_only()));
  } catch (const overflow_error&) {
    ++on.seen().operations, ++on.seen().overflows;
    // Only where sums leave 128 bits.
    bool huge = false;
    for (const dated_amount& a : s) huge = huge || msb(abs(integer_of(a.amount.billionths())) + 1) > 110;
    if (!huge) on.disagree(what() + " overflowed");
    return;
  }
  if (how->has_value() != exact.has_value()) {
    on.check_that(false, [&] { return what() + (exact ? " has no figure: " + how->error().text : " has a figure"); });
    return;
  }
  if (!exact) {
    on.check_that(!how->error().text.empty(), what);
    return;
  }
  const int places = on.from_to(-6, 9);
  on.check(
      *exact, places, [&](round_to to) { return (*how)->annual_amount(to); }, what);
  // The factor and the basis are the figure, too.
  on.check(
      *exact, places, [&](round_to to) { return multiply((*how)->basis, (*how)->factor, to); }, what);
  std::optional<interval> bounds;
  try {
    if (has_bounds) bounds = (*how)->annual_bounds();
  } catch (const overflow_error&) {
  }
  if (bounds) {
    on.check_that(exact_of(bounds->low()) <= *exact && *exact <= exact_of(bounds->high()),
                  [&] { return what() + " is outside its bounds"; });
  } else {
    ++on.seen().operations, ++on.seen().overflows;
  }
  if (s.size() < 20) {
    std::optional<decimal> last;
    try {
      annualize_each(std::span(s).last(s.size()), method, round_to{places},
                     [&](std::size_t i, const result<decimal>& value) {
                       if (i + 1 == s.size() && value) last = *value;
                     });
    } catch (const overflow_error&) {
      return;
    }
    const auto expected = placed(*exact, places).expected(rounding::half_even);
    on.check_that(last == expected, [&] { return what() + ": annualize_each differs"; });
  }
}

std::optional<cpp_rational> last_times(const std::vector<dated_amount>& s, const cpp_rational& factor) {
  return exact_of(s.back().amount) * factor;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(annualize_property)

BOOST_AUTO_TEST_CASE(a_period_times_a_count_or_by_its_days) {
  topic on("annualize: times and day-weighted", 12);
  while (on.seen().operations < on.cases()) {
    for (const kind of : {kind::weeks, kind::months, kind::quarters, kind::any_days}) {
      const auto s = series_of(on, of);
      const period during = s.back().during;
      const int days = days_in(during);
      const bool quarter = (days >= 84 && days <= 98) || days == 112 || days == 119;
      const bool month = (days >= 28 && days <= 31) || days == 35 || days == 42;
      const bool half = days == 168 || (days >= 175 && days <= 189) || days == 196 || days == 203;
      const auto only = [&](bool fits, int count) { return fits ? last_times(s, count) : std::nullopt; };
      check(on, s, method::times_four, only(quarter, 4));
      check(on, s, method::times_twelve, only(month, 12));
      check(on, s, method::times_fifty_two, only(days == 7, 52));
      check(on, s, method::times_two, only(half, 2));
      check(on, s, method::exit_rate,
            quarter ? only(true, 4)
            : month ? only(true, 12)
            : half  ? only(true, 2)
                    : only(days == 7, 52));
      check(on, s, method::day_weighted, last_times(s, cpp_rational(leap(year_of_last_day(during)) ? 366 : 365, days)));
      check(on, s, method::day_weighted_365, last_times(s, cpp_rational(365, days)));
      check(on, s, method::day_weighted_360, last_times(s, cpp_rational(360, days)));
      check(on, s, method::week_weighted, last_times(s, cpp_rational(364, days)));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_number_of_days_in_years_of_both_lengths) {
  topic on("annualize: every day count", 2);
  for (const int year : {2023, 2024}) {
    for (int days = 1; days <= 1000; ++days) {
      const date end = date_of(year, 12, 31) + std::chrono::days{1};
      const std::vector<dated_amount> s{
          {decimal::from_billionths(on.integer(110)), period::between(end - std::chrono::days{days}, end)}};
      check(on, s, method::day_weighted, last_times(s, cpp_rational(leap(year) ? 366 : 365, days)));
      check(on, s, method::week_weighted, last_times(s, cpp_rational(364, days)));
    }
  }
}

BOOST_AUTO_TEST_CASE(sums_of_the_year_and_of_windows) {
  topic on("annualize: sums", 12);
  while (on.seen().operations < on.cases()) {
    for (const kind of : {kind::months, kind::quarters, kind::weeks}) {
      const auto s = series_of(on, of);
      const date end = s.back().during.end();
      // Years that end with December, March, June or September hold whole quarters.
      const auto first_month = static_cast<unsigned>(1 + 3 * on.below(4));
      const month_calendar calendar(std::chrono::month{first_month == 1 ? 12 : first_month - 1}, year_naming::by_end);
      const std::chrono::year_month_day last(s.back().during.last());
      const int start_year =
          static_cast<int>(last.year()) - (static_cast<unsigned>(last.month()) < first_month ? 1 : 0);
      const date start = date_of(start_year, first_month, 1);
      std::optional<cpp_rational> ytd, present, ttm, usage28, usage30, usage90, three;
      const int per_year = of == kind::months ? 12 : of == kind::quarters ? 4 : 52;
      std::size_t inside = 0;
      for (std::size_t n = 1; n <= s.size(); ++n) {
        const dated_amount& part = s[s.size() - n];
        const int days = static_cast<int>((end - part.during.begin()).count());
        if (part.during.begin() >= start) inside = n;
        if (part.during.begin() == start) ytd = sum_of_last(s, n) * cpp_rational(per_year, n);
        if (!ttm && ((days >= 364 && days <= 366) || days == 371)) ttm = sum_of_last(s, n);
        if (days == 28) usage28 = sum_of_last(s, n) * 13;
        if (days == 30) usage30 = sum_of_last(s, n) * 12;
        if (days == 90) usage90 = sum_of_last(s, n) * 4;
        if (n == 3 && of == kind::months) three = sum_of_last(s, n) * 4;
      }
      if (inside > 0) present = sum_of_last(s, inside) * cpp_rational(per_year, inside);
      // Weeks begin no calendar month, so that they have no year to date there.
      if (of != kind::weeks) {
        check(on, s, method::year_to_date(calendar), ytd);
        check(on, s, method::year_to_date(calendar, method::elapsed::present), ytd ? ytd : present);
      }
      check(on, s, method::trailing_twelve_months, ttm);
      check(on, s, method::usage_28_days, usage28);
      check(on, s, method::usage_30_days, usage30);
      check(on, s, method::usage_90_days, usage90);
      check(on, s, method::trailing_three_months, three);
      const dated_amount subscriptions{decimal::from_billionths(on.integer(100)), calendar_month(2025, 5), -3};
      std::optional<cpp_rational> both;
      if (usage28 && *usage28 / 13 + exact_of(subscriptions.amount) != 0)
        both = *usage28 + exact_of(subscriptions.amount) * 12;
      check(on, s, method::hybrid_28_days(subscriptions), both);
    }
  }
}

BOOST_AUTO_TEST_CASE(growth_that_goes_on) {
  topic on("annualize: compounded", 4);
  while (on.seen().operations < on.cases()) {
    for (const kind of : {kind::weeks, kind::months, kind::quarters}) {
      const auto s = series_of(on, of);
      std::optional<cpp_rational> exact;
      if (s.size() > 1 && positive(s.back()) && positive(s[s.size() - 2])) {
        const cpp_rational r = exact_of(s.back().amount) / exact_of(s[s.size() - 2].amount);
        cpp_rational power = 1, sum = 0;
        for (int i = 0; i < (of == kind::months ? 12 : of == kind::quarters ? 4 : 52); ++i) power *= r, sum += power;
        exact = exact_of(s.back().amount) * sum;
      }
      // Fifty-two powers of a ratio of 100 bits are for the patient.
      if (of == kind::weeks && !on.one_in(20)) continue;
      check(on, s, method::compounded, exact);
    }
  }
}

BOOST_AUTO_TEST_CASE(shares_of_past_years) {
  topic on("annualize: seasonal", 4);
  const month_calendar calendar(std::chrono::December, year_naming::by_end);
  while (on.seen().operations < on.cases()) {
    for (const kind of : {kind::months, kind::quarters}) {
      const auto s = series_of(on, of);
      const std::size_t per_year = of == kind::months ? 12 : 4;
      const int years = on.from_to(1, 4);
      std::size_t since = 0;
      for (std::size_t n = 1; n <= s.size(); ++n) {
        if (s[s.size() - n].during.begin() == date_of(year_of_last_day(s.back().during), 1, 1)) since = n;
      }
      std::optional<cpp_rational> exact;
      cpp_rational shares = 0;
      int found = 0;
      bool missing = since == 0;
      for (int back = 1; !missing && back <= years && since + static_cast<std::size_t>(back) * per_year <= s.size();
           ++back) {
        const std::size_t first = s.size() - since - static_cast<std::size_t>(back) * per_year;
        const dated_amount& part = s[first + since - 1];
        decimal total, slack;
        for (std::size_t i = first; i < first + per_year; ++i) {
          total += s[i].amount;
          slack += s[i].amount - s[i].bounds().low();
        }
        if (!positive(part) || total - slack <= decimal()) missing = true;
        if (!missing) shares += exact_of(part.amount) / exact_of(total), ++found;
      }
      if (!missing && found > 0) exact = exact_of(s.back().amount) * found / shares;
      check(on, s, method::seasonal_share(calendar, years), exact);
      const std::array<ratio, 4> factors{ratio(on.from_to(1, 200), 100), ratio(99, 100), ratio(101, 100),
                                         ratio(on.from_to(1, 200), 100)};
      if (of == kind::quarters) {
        const auto month = static_cast<unsigned>(std::chrono::year_month_day(s.back().during.first()).month());
        const ratio& f = factors[(month - 1) / 3];
        const cpp_rational divisor(to_string(f));
        check(on, s, method::seasonally_adjusted<4>(factors), last_times(s, cpp_rational(4) / divisor));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(figures_on_a_grid_are_told_without_a_division) {
  topic on("grid test", 20);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.from_to(-10, 9);
    const auto step = static_cast<int128>(runrate::detail::power_of_ten(9 - places));
    const int128 x = on.one_in(2) ? on.integer(126) / step * step : on.integer(126);
    const bool said = runrate::detail::grid_test(round_to{places})(decimal::from_billionths(x));
    // Never a wrong yes; and a yes for whatever is within its reach.
    const bool is_on = integer_of(x) % integer_of(step) == 0;
    const cpp_int word = cpp_int(1) << 64,
                  residue = integer_of(x) % word + integer_of(x) / word * (word % integer_of(step));
    const bool in_reach = x >= 0 && integer_of(x) < (word << 30) && residue < word && places >= 0;
    on.check_that(is_on ? said || !in_reach : !said,
                  [&] { return to_string(decimal::from_billionths(x)) + " to " + std::to_string(places) + " places"; });
  }
}

BOOST_AUTO_TEST_CASE(de_annualizing_is_the_inverse) {
  topic on("de-annualize", 4);
  while (on.seen().operations < on.cases()) {
    const int days = on.from_to(1, 400);
    const date end = date_of(2025, 12, 31);
    const period during = period::between(end - std::chrono::days{days}, end);
    const decimal year = decimal::from_billionths(on.integer(100));
    on.check(
        value_of(year) * cpp_rational(days, 365), 2,
        [&](round_to to) { return de_annualize(usd(year), method::day_weighted, during, to).amount().amount(); },
        [&] { return to_string(year) + " over " + std::to_string(days) + " days"; });
  }
}

BOOST_AUTO_TEST_CASE(parsed_figures_come_through_a_series_unchanged) {
  topic on("parse, series, annualize, print", 8);
  while (on.seen().operations < on.cases()) {
    const kind of = on.one_in(2) ? kind::months : kind::quarters;
    series<usd> s;
    std::vector<dated_amount> drawn = series_of(on, of);
    bool same = true;
    for (const dated_amount& a : drawn) {
      const decimal read = decimal::parse(to_string(a.amount)).value();
      same = same && s.append(usd(read).over(a.during).stated_to(a.decimals)).has_value();
    }
    for (std::size_t i = 0; i < drawn.size(); ++i) same = same && s.amounts()[i] == drawn[i];
    on.check_that(same, [] { return std::string("a series is not what was put into it"); });
    const int count = of == kind::months ? 12 : 4;
    const auto times = of == kind::months ? method::times_twelve : method::times_four;
    on.check_exact(
        integer_of(drawn.back().amount.billionths()) * count,
        [&] {
          return decimal::parse(to_string(annualize(s, times, s.size() - 1, round_to{9})->value().amount())).value();
        },
        [&] { return to_string(drawn.back().amount) + " times " + std::to_string(count); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
