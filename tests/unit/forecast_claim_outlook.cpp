// Claims about what is to come, held against what was expected when they were made: on AWS's real quarters
// (ir.aboutamazon.com), by a method whose answers are had by hand.
#include <runrate/core/literals.hpp>
#include <runrate/forecast/claim_outlook.hpp>
#include <runrate/forecast/run_rate_forecast.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/math/distributions/students_t.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::is_near;

namespace {

const currency& dollars() {
  static const currency unit = currency::find("USD").value();
  return unit;
}

const std::vector<dated_amount>& aws() {
  static const std::vector<dated_amount> quarters{{25.037_bn, 2024y / Q1, -6}, {26.281_bn, 2024y / Q2, -6},
                                                  {27.452_bn, 2024y / Q3, -6}, {28.786_bn, 2024y / Q4, -6},
                                                  {29.267_bn, 2025y / Q1, -6}, {30.873_bn, 2025y / Q2, -6},
                                                  {33.006_bn, 2025y / Q3, -6}, {35.579_bn, 2025y / Q4, -6},
                                                  {37.587_bn, 2026y / Q1, -6}, {42.232_bn, 2026y / Q2, -6}};
  return quarters;
}
std::vector<dated_amount> aws_to(std::size_t count) { return {aws().begin(), aws().begin() + std::ptrdiff_t(count)}; }

constexpr double billion = 1e9, step = 2 * billion;

/// The latest figure again, with the errors of a random walk.
struct walk {
  static constexpr std::string_view name() { return "walk"; }
  result<expectation> operator()(const observations& seen, std::size_t horizon) const {
    expectation made{std::vector<double>(horizon, seen.latest())};
    double squares = 0;
    for (std::size_t h = 1; h <= horizon; ++h) {
      const auto ahead = static_cast<double>(h);
      squares += ahead * ahead;
      made.deviations.push_back(step * std::sqrt(ahead));
      made.sum_deviations.push_back(step * std::sqrt(squares));
    }
    return made;
  }
};

/// Of the next so many quarters together: 1 + 4 + 9 ... steps, by the width of a range so far ahead on average.
double deviation_of_next(int quarters) {
  double squares = 0;
  for (int h = 1; h <= quarters; ++h) squares += h * h;
  return step * std::sqrt(squares) * (0.95 + 0.12 * (quarters - 1) / 2 / 4);
}

/// P(T <= t) of a figure so far from what is expected.
double below(double from_expected, double deviation) {
  return boost::math::cdf(boost::math::students_t(6), from_expected / deviation);
}

claim said_on(const period& when, claim_measure measure, comparator word, decimal figure, int decimals,
              std::optional<period> about = std::nullopt) {
  claim c{"a bank", when, measure, word, figure, decimals};
  if (measure != claim_measure::growth_points && measure != claim_measure::growth) c.unit = dollars();
  c.about = about;
  return c;
}
period day(int year, unsigned month, unsigned of_month) { return period::day(date_of(year, month, of_month)); }
claim pace(const period& when, decimal figure, std::optional<period> about = std::nullopt) {
  return said_on(when, claim_measure::run_rate, comparator::exactly, figure, -9, about);
}
/// Said in March 2026, of which no more is known than the month.
claim in_march(claim_measure measure, comparator word, decimal figure, int decimals, period about) {
  return said_on(calendar_month(2026, 3), measure, word, figure, decimals, about);
}

using answer = result<runrate::claim_outlook>;

answer hold(const claim& said, std::span<const dated_amount> record = aws()) {
  return claim_against_forecast(said, record, dollars(), walk());
}
std::string why(const answer& made) { return made ? "it has an answer" : made.error().text; }

void check_odds(const runrate::claim_outlook& held, double share_below, double share_above) {
  BOOST_REQUIRE(held.odds.has_value());
  BOOST_TEST(is_near(held.odds->below, share_below, 1e-12));
  BOOST_TEST(is_near(held.odds->above, share_above, 1e-12));
  BOOST_TEST(is_near(held.odds->inside, 1 - share_below - share_above, 1e-12));
  BOOST_TEST(!held.base);
  BOOST_TEST((!held.share_low && !held.share_high));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_claim_outlook)

BOOST_AUTO_TEST_CASE(a_run_rate_is_read_as_the_revenue_of_the_next_twelve_months) {
  const auto held = hold(pace(day(2026, 2, 5), 142_bn)).value();
  BOOST_TEST(to_string(held.known_to) == "2025-12-31");
  BOOST_TEST(to_string(held.next.over) == "2026-01-01 to 2026-12-31");
  BOOST_TEST((held.next.periods_reported == 0 && held.next.periods_expected == 4));
  BOOST_TEST(is_near(held.next.expected, 4 * 35.579e9, 1e-15));
  BOOST_TEST(is_near(held.next.deviation, deviation_of_next(4), 1e-14));
  BOOST_TEST((held.said == interval(141.5_bn, 142.5_bn)));
  check_odds(held, below(141.5e9 - 4 * 35.579e9, deviation_of_next(4)),
             below(4 * 35.579e9 - 142.5e9, deviation_of_next(4)));
  BOOST_TEST(!held.came);
}

BOOST_AUTO_TEST_CASE(one_of_a_period_that_it_names_is_of_the_year_after_that_period) {
  const auto known = [](const claim& said) { return to_string(hold(said)->known_to); };
  BOOST_TEST(known(pace(day(2025, 10, 30), 132_bn, 2025y / Q3)) == "2025-09-30");
  BOOST_TEST(known(pace(day(2026, 4, 6), 132_bn, 2025y / Q3)) == "2025-09-30");
  BOOST_TEST(to_string(hold(pace(day(2026, 4, 6), 132_bn, 2025y / Q3))->next.over) == "2025-10-01 to 2026-09-30");
  // Of a month within a quarter, what had ended by then.
  BOOST_TEST(known(pace(day(2025, 9, 3), 120_bn, calendar_month(2025, 8))) == "2025-06-30");
  // Said before that period had ended: nobody knew what it would bring.
  BOOST_TEST(known(pace(day(2026, 2, 5), 142_bn, 2026y / Q1)) == "2025-12-31");
  BOOST_TEST(known(pace(day(2026, 3, 30), 142_bn, 2026y / Q1)) == "2025-12-31");
  BOOST_TEST(known(pace(day(2026, 4, 1), 142_bn, 2026y / Q1)) == "2026-03-31");
  // Where no more than the month or the year is known, it was over by then.
  BOOST_TEST(known(pace(calendar_month(2026, 3), 142_bn, 2026y / Q1)) == "2026-03-31");
  BOOST_TEST(known(pace(calendar_year(2026), 142_bn, 2026y / Q1)) == "2026-03-31");
  BOOST_TEST(known(pace(calendar_year(2026), 142_bn)) == "2025-12-31");
}

BOOST_AUTO_TEST_CASE(a_total_is_held_against_what_was_reported_of_its_period_and_what_is_expected) {
  const claim total =
      said_on(day(2026, 4, 15), claim_measure::total, comparator::about, 150_bn, -9, calendar_year(2026));
  const auto held = hold(total).value();
  BOOST_TEST(to_string(held.known_to) == "2026-03-31");
  BOOST_TEST((held.next.reported == 37.587_bn));
  BOOST_TEST((held.next.periods_reported == 1 && held.next.periods_expected == 3));
  BOOST_TEST(is_near(held.next.expected, 4 * 37.587e9, 1e-15));
  check_odds(held, below(149.5e9 - 4 * 37.587e9, deviation_of_next(3)),
             below(4 * 37.587e9 - 150.5e9, deviation_of_next(3)));
  // Of a quarter, too, and of several years.
  const auto quarter =
      hold(said_on(day(2026, 4, 15), claim_measure::total, comparator::about, 40_bn, -9, 2026y / Q2)).value();
  check_odds(quarter, below(39.5e9 - 37.587e9, 0.95 * step), below(37.587e9 - 40.5e9, 0.95 * step));
  BOOST_TEST((quarter.came == 42.232_bn));
  claim three_years = total;
  three_years.about = period::inclusive(date_of(2026, 1, 1), date_of(2028, 12, 31));
  BOOST_TEST(is_near(hold(three_years)->next.expected, 12 * 37.587e9, 1e-15));
}

BOOST_AUTO_TEST_CASE(a_total_with_a_scope_is_a_part_of_what_is_expected) {
  claim part = in_march(claim_measure::total, comparator::about, 10_bn, -9, calendar_year(2026));
  part.scope = {"Anthropic"};
  const auto held = hold(part).value();
  BOOST_TEST(!held.odds);
  BOOST_TEST(!held.base);
  BOOST_TEST(is_near(held.whole, 4 * 35.579e9, 1e-15));
  BOOST_REQUIRE((held.share_low && held.share_high));
  BOOST_TEST(is_near(*held.share_low, 9.5 / 142.316, 1e-14));
  BOOST_TEST(is_near(*held.share_high, 10.5 / 142.316, 1e-14));
  // A run-rate is the subject's own, whatever it includes.
  claim own = pace(day(2026, 2, 5), 142_bn);
  own.scope = {"AWS"};
  BOOST_TEST(hold(own)->odds.has_value());
}

BOOST_AUTO_TEST_CASE(what_comes_on_top_is_a_part_of_the_growth_that_is_expected) {
  // 2025 brought 128.725 billion; four times 35.579 are 142.316.
  const auto held =
      hold(in_march(claim_measure::incremental, comparator::up_to, 6_bn, -9, calendar_year(2026))).value();
  BOOST_TEST(to_string(held.known_to) == "2025-12-31");
  BOOST_TEST(!held.odds);
  BOOST_TEST((held.base == 128.725_bn));
  BOOST_TEST((held.said == interval::at_most(6_bn)));
  BOOST_TEST(is_near(held.whole, 13.591e9, 1e-13));
  BOOST_TEST(!held.share_low);
  BOOST_REQUIRE(held.share_high);
  BOOST_TEST(is_near(*held.share_high, 6 / 13.591, 1e-13));
  // Of three years together, each is above 2025.
  const period years = period::inclusive(date_of(2026, 1, 1), date_of(2028, 12, 31));
  const auto long_one = hold(in_march(claim_measure::incremental, comparator::about, 12_bn, -9, years)).value();
  BOOST_TEST((long_one.base == 386.175_bn));
  BOOST_TEST(is_near(long_one.whole, 3 * 13.591e9, 1e-13));
  BOOST_TEST(is_near(*long_one.share_low, 11.5 / 40.773, 1e-13));
  BOOST_TEST(is_near(*long_one.share_high, 12.5 / 40.773, 1e-13));
}

BOOST_AUTO_TEST_CASE(points_of_growth_are_money_on_the_year_before) {
  const auto year =
      hold(in_march(claim_measure::growth_points, comparator::up_to, 4_dec, 0, calendar_year(2026))).value();
  BOOST_TEST((year.said == interval::at_most(5.14908_bn)));  // 4% of 128.727, the base's upper end
  BOOST_TEST(is_near(year.whole, 13.591e9, 1e-13));
  BOOST_TEST(is_near(*year.share_high, 5.14908 / 13.591, 1e-13));
  BOOST_TEST(!year.share_low);
  // Of a quarter on the same quarter a year before: 30.873 billion, each to half a million.
  const auto quarter =
      hold(said_on(day(2026, 4, 15), claim_measure::growth_points, comparator::about, 1_dec, 0, 2026y / Q2)).value();
  BOOST_TEST((quarter.base == 30.873_bn));
  BOOST_TEST(is_near(quarter.whole, 37.587e9 - 30.873e9, 1e-13));
  BOOST_TEST(is_near(*quarter.share_low, 0.005 * 30.8725 / 6.714, 1e-12));
  BOOST_TEST(is_near(*quarter.share_high, 0.015 * 30.8735 / 6.714, 1e-12));
  BOOST_TEST((quarter.came == 42.232_bn));
}

BOOST_AUTO_TEST_CASE(the_growth_of_a_year_partly_reported_has_in_it_what_was_reported) {
  // In August 2025 half of 2025 was known, and 2024 brought 107.556 billion.
  const auto held =
      hold(said_on(day(2025, 8, 1), claim_measure::incremental, comparator::at_least, 3_bn, -9, calendar_year(2025)))
          .value();
  BOOST_TEST((held.base == 107.556_bn));
  BOOST_TEST((held.next.reported == 60.140_bn));
  BOOST_TEST(is_near(held.whole, 60.140e9 + 2 * 30.873e9 - 107.556e9, 1e-12));
  BOOST_TEST(is_near(*held.share_low, 3 / 14.33, 1e-12));
  BOOST_TEST(!held.share_high);
  BOOST_TEST((held.came == 128.725_bn));
}

BOOST_AUTO_TEST_CASE(words_with_one_side_leave_the_other_open) {
  const auto odds = [](comparator word) {
    return *hold(said_on(day(2026, 4, 15), claim_measure::total, word, 150_bn, -9, calendar_year(2026)))->odds;
  };
  const double less = below(150e9 - 4 * 37.587e9, deviation_of_next(3));
  for (const comparator word : {comparator::over, comparator::at_least}) {
    BOOST_TEST(is_near(odds(word).below, less, 1e-12));
    BOOST_TEST(is_near(odds(word).inside, 1 - less, 1e-12));
    BOOST_TEST(odds(word).above == 0);
  }
  for (const comparator word : {comparator::up_to, comparator::under}) {
    BOOST_TEST(odds(word).below == 0);
    BOOST_TEST(is_near(odds(word).inside, less, 1e-12));
    BOOST_TEST(is_near(odds(word).above, 1 - less, 1e-12));
  }
  BOOST_TEST(is_near(odds(comparator::nearly).below, below(149e9 - 4 * 37.587e9, deviation_of_next(3)), 1e-12));
  BOOST_TEST(is_near(odds(comparator::nearly).above, 1 - less, 1e-12));
}

BOOST_AUTO_TEST_CASE(nothing_that_came_later_matters) {
  const period year = calendar_year(2026), quarter = 2026y / Q1;
  claim part = in_march(claim_measure::total, comparator::about, 10_bn, -9, year);
  part.scope = {"Anthropic"};
  const std::vector<claim> all{pace(day(2026, 2, 5), 142_bn),
                               pace(day(2026, 7, 30), 142_bn, 2025y / Q4),
                               in_march(claim_measure::total, comparator::over, 150_bn, -9, year),
                               part,
                               in_march(claim_measure::incremental, comparator::up_to, 6_bn, -9, year),
                               in_march(claim_measure::growth_points, comparator::up_to, 4_dec, 0, year),
                               in_march(claim_measure::growth_points, comparator::about, 1_dec, 0, quarter)};
  std::vector<dated_amount> otherwise = aws_to(8);
  otherwise.push_back({90_bn, 2026y / Q1, -6});
  const auto combined = [](const claim& said, const std::vector<dated_amount>& record) {
    return claim_against_forecast(said, record, dollars()).value();
  };
  for (const claim& said : all) {
    const auto then = combined(said, aws_to(8));
    BOOST_TEST(to_string(then.known_to) == "2025-12-31");
    BOOST_TEST(then.next.method == "combination");
    BOOST_TEST(!then.came);
    for (const auto& now : {combined(said, aws()), combined(said, otherwise)}) {
      BOOST_TEST((now.known_to == then.known_to && now.next.over == then.next.over));
      BOOST_TEST((now.next.expected == then.next.expected && now.next.deviation == then.next.deviation));
      BOOST_TEST((now.next.reported == then.next.reported && now.base == then.base && now.said == then.said));
      BOOST_TEST((now.whole == then.whole && now.share_low == then.share_low && now.share_high == then.share_high));
      BOOST_TEST(now.odds.has_value() == then.odds.has_value());
      if (then.odds) BOOST_TEST((now.odds->below == then.odds->below && now.odds->above == then.odds->above));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_base_that_was_not_known_yet_is_none) {
  // In August 2025 half of 2025 was known; the record has the other half by now.
  const auto made =
      hold(said_on(day(2025, 8, 1), claim_measure::incremental, comparator::up_to, 6_bn, -9, calendar_year(2026)));
  BOOST_TEST(why(made) == "the series does not hold the year before 2026-01-01");
}

BOOST_AUTO_TEST_CASE(what_came_is_there_once_the_record_has_all_of_it) {
  const claim said = pace(day(2025, 2, 6), 115_bn);  // of 2025
  for (std::size_t count = 4; count <= 10; ++count) {
    const auto came = hold(said, aws_to(count))->came;
    BOOST_TEST(came.has_value() == (count >= 8), count);
    if (came) BOOST_TEST((came == 128.725_bn));
  }
  BOOST_TEST((hold(said_on(day(2026, 4, 15), claim_measure::total, comparator::about, 80_bn, -9, 2026y / H1))->came ==
              79.819_bn));
}

BOOST_AUTO_TEST_CASE(where_no_growth_is_expected_there_is_no_part_of_it) {
  const std::vector<dated_amount> falling{
      {40_bn, 2025y / Q1}, {39_bn, 2025y / Q2}, {38_bn, 2025y / Q3}, {37_bn, 2025y / Q4}};
  const auto held =
      hold(in_march(claim_measure::incremental, comparator::about, 6_bn, -9, calendar_year(2026)), falling).value();
  BOOST_TEST((held.base == 154_bn));
  BOOST_TEST(is_near(held.whole, -6e9, 1e-15));
  BOOST_TEST((!held.share_low && !held.share_high && !held.odds));
  // Nor where the growth is none at all, nor of revenue that is none.
  const std::vector<dated_amount> flat{
      {37_bn, 2025y / Q1}, {37_bn, 2025y / Q2}, {37_bn, 2025y / Q3}, {37_bn, 2025y / Q4}};
  const auto level =
      hold(in_march(claim_measure::growth_points, comparator::up_to, 4_dec, 0, calendar_year(2026)), flat).value();
  BOOST_TEST(level.whole == 0);
  BOOST_TEST(!level.share_high);
  claim part = in_march(claim_measure::total, comparator::about, 1_bn, -9, calendar_year(2026));
  part.scope = {"one customer"};
  const std::vector<dated_amount> lost{{5_bn, 2025y / Q3}, {-1_bn, 2025y / Q4}};
  BOOST_TEST((!hold(part, lost)->share_low && !hold(part, lost)->share_high));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_held_against_a_forecast_says_why) {
  const auto check = [](const answer& made, reason_code code, std::string_view text) {
    BOOST_TEST(why(made) == text);
    if (!made) BOOST_TEST((made.error().code == code));
  };
  const period year = calendar_year(2026), when = day(2026, 2, 5);
  const claim total = said_on(when, claim_measure::total, comparator::about, 150_bn, -9, year);
  check(hold(said_on(when, claim_measure::growth, comparator::nearly, 40_dec, 0, 2026y / Q1)),
        reason_code::not_applicable, "a growth rate is held against no amount that is expected");
  for (const claim_measure measure : {claim_measure::total, claim_measure::incremental, claim_measure::growth_points}) {
    check(hold(said_on(when, measure, comparator::about, 4_dec, 0)), reason_code::not_applicable,
          "the claim does not say which period it speaks of");
    check(hold(said_on(when, measure, comparator::about, 4_dec, 0, 2025y / Q4)), reason_code::not_applicable,
          "2025-10-01 to 2025-12-31 was over when the claim was made");
  }
  claim euros = total;
  euros.unit = currency::find("EUR").value();
  check(hold(euros), reason_code::currency_mismatch, "the claim is in EUR, the series in USD");

  // A base that the record does not hold, or that is none.
  const std::vector<dated_amount> from_autumn(aws().begin() + 6, aws().end());
  check(hold(said_on(when, claim_measure::incremental, comparator::up_to, 6_bn, -9, year), from_autumn),
        reason_code::not_enough_history, "the series does not hold the year before 2026-01-01");
  check(
      hold(said_on(when, claim_measure::growth_points, comparator::up_to, 4_dec, 0, 2026y / Q1), from_autumn),
      reason_code::not_enough_history,
      "the series does not hold the same days a year before 2026-01-01 to 2026-03-31: points of growth are of the year "
      "before");
  BOOST_TEST(why(hold(total, from_autumn)) == "it has an answer");  // which needs no base
  const std::vector<dated_amount> nothing{{0_dec, calendar_year(2024)}, {0_dec, calendar_year(2025)}};
  check(hold(said_on(when, claim_measure::incremental, comparator::up_to, 6_bn, -9, year), nothing),
        reason_code::not_enough_history, "2025-01-01 to 2025-12-31 brought 0, which is not above 0");
  check(hold(said_on(when, claim_measure::incremental, comparator::up_to, 6_bn, -9, 2026y / Q1)),
        reason_code::wrong_period, "2026-01-01 to 2026-03-31 is not whole years: what it means for a year is not said");

  // No history, and what an outlook has none of.
  for (const auto& record : {std::vector<dated_amount>{}, aws()}) {
    check(hold(pace(day(2024, 3, 31), 100_bn), record), reason_code::not_enough_history,
          "there is no period to forecast from");
  }
  check(hold(said_on(when, claim_measure::total, comparator::about, 50_bn, -9, calendar_month(2026, 5))),
        reason_code::wrong_period,
        "2026-05-01 to 2026-05-31 is not made up of whole periods as the record has them and goes on, such as "
        "2026-04-01 to 2026-06-30");
  check(claim_against_forecast(total, aws(), dollars(), forecast_by::annualized(method::times_four)),
        reason_code::not_applicable, "x4 has no model of how far off it is, which is needed here");
  check(claim_against_forecast(total, aws_to(2), dollars(), forecast_by::seasonal_naive()),
        reason_code::not_enough_history, "seasonal-naive needs 4 figures; there are 2");
}

BOOST_AUTO_TEST_SUITE_END()
