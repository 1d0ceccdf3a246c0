// Amazon's custom silicon: "more than $10 billion" of Graviton and Trainium with the fourth quarter of 2025, "more than
// $20 billion" with Nitro and "nearly 40%" on the quarter with the first of 2026 (Amazon's calls of 2026-02-05 and
// 2026-04-29).
#include <runrate/claim/relate.hpp>
#include <runrate/core/literals.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace runrate;

namespace {

claim chips(period about, comparator word, decimal figure, std::vector<std::string> scope, int decimals = -9) {
  claim c{"chips", period::day(about.end()), claim_measure::run_rate, word, figure, decimals};
  c.unit = currency::find("USD").value();
  c.scope = std::move(scope);
  c.about = about;
  return c;
}

claim growth(period about, comparator word, decimal percent) {
  claim c{"chips", period::day(about.end()), claim_measure::growth, word, percent, 0};
  c.about = about;
  return c;
}

const std::vector<std::string> two{"Graviton", "Trainium"};
const std::vector<std::string> three{"Graviton", "Trainium", "Nitro"};

std::string relation_of(const claim& earlier, const claim& later) {
  const auto related = relate(std::vector{earlier, later});
  BOOST_REQUIRE(related.size() == 1);
  return std::string(to_string(related[0].relation));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(claim_relate)

BOOST_AUTO_TEST_CASE(ten_billion_can_not_become_twenty_by_nearly_40_percent_in_one_scope) {
  const std::vector said{chips(2025y / Q4, comparator::over, 10_bn, two),
                         chips(2026y / Q1, comparator::over, 20_bn, three),
                         growth(2026y / Q1, comparator::nearly, 40_dec)};
  const auto related = relate(said);
  BOOST_REQUIRE(related.size() == 1);
  const related_claims& pair = related[0];
  BOOST_TEST(pair.earlier == 0U);
  BOOST_TEST(pair.later == 1U);
  BOOST_TEST((pair.relation == claim_relation::changes_scope));
  BOOST_TEST((pair.scope_added == std::vector<std::string>{"Nitro"}));
  BOOST_TEST(pair.scope_removed.empty());
  BOOST_TEST((pair.growth_as_said == ratio(1)));
  BOOST_REQUIRE(pair.conflict);
  const growth_conflict& conflict = *pair.conflict;
  BOOST_TEST(conflict.growth_claim == 2U);
  BOOST_TEST((conflict.stated_growth_percent == interval(39_dec, 40_dec)));
  BOOST_TEST((conflict.grown == interval(13.9_bn, 14_bn)));
  // 20 / 1.40 = 14.285714285714285714...
  BOOST_TEST(to_string(conflict.earlier_needed.low()) == "14285714285.714285714");
  BOOST_TEST(!conflict.earlier_needed.has_high());
  BOOST_TEST(to_string(conflict.short_by_percent) == "42.857142857");
  BOOST_TEST(conflict.possible_within_words);  // "more than 10" allows 14.3
}

BOOST_AUTO_TEST_CASE(fourteen_and_a_half_billion_can) {
  // 14.5 x 1.39 to 1.40 is 20.155 to 20.3.
  const std::vector said{chips(2025y / Q4, comparator::over, 14.5_bn, two, -8),
                         chips(2026y / Q1, comparator::over, 20_bn, three),
                         growth(2026y / Q1, comparator::nearly, 40_dec)};
  const auto related = relate(said);
  BOOST_REQUIRE(related.size() == 1);
  BOOST_TEST(!related[0].conflict);
  BOOST_TEST((related[0].relation == claim_relation::changes_scope));
}

BOOST_AUTO_TEST_CASE(figures_with_two_ends_need_an_earlier_one_with_two_ends) {
  const std::vector up{chips(2025y / Q4, comparator::exactly, 10_bn, two),
                       chips(2026y / Q1, comparator::exactly, 20_bn, two),
                       growth(2026y / Q1, comparator::about, 40_dec)};
  const auto more = relate(up);
  BOOST_REQUIRE(more[0].conflict);
  BOOST_TEST((more[0].conflict->grown == interval(13.95_bn, 14.05_bn)));
  BOOST_TEST(to_string(more[0].conflict->earlier_needed.low()) == "13879003558.718861209");   // 19.5 / 1.405
  BOOST_TEST(to_string(more[0].conflict->earlier_needed.high()) == "14695340501.792114696");  // 20.5 / 1.395
  BOOST_TEST(to_string(more[0].conflict->short_by_percent) == "38.790035587");
  BOOST_TEST(!more[0].conflict->possible_within_words);
  // 10 that grew by nearly 40% is no 12: the earlier figure would have had to be less.
  const std::vector down{chips(2025y / Q4, comparator::exactly, 10_bn, two),
                         chips(2026y / Q1, comparator::exactly, 12_bn, two),
                         growth(2026y / Q1, comparator::nearly, 40_dec)};
  const auto less = relate(down);
  BOOST_REQUIRE(less[0].conflict);
  BOOST_TEST(to_string(less[0].conflict->earlier_needed.low()) == "8214285714.285714285");   // 11.5 / 1.40
  BOOST_TEST(to_string(less[0].conflict->earlier_needed.high()) == "8992805755.395683454");  // 12.5 / 1.39
  BOOST_TEST(to_string(less[0].conflict->short_by_percent) == "-10.071942446");
}

BOOST_AUTO_TEST_CASE(a_later_upper_bound_leaves_the_earlier_figure_open_below) {
  const auto related = relate(std::vector{chips(2025y / Q4, comparator::exactly, 10_bn, two),
                                          chips(2026y / Q1, comparator::up_to, 12_bn, two),
                                          growth(2026y / Q1, comparator::nearly, 50_dec)});  // 1.49 to 1.50
  BOOST_REQUIRE(related[0].conflict);
  BOOST_TEST(!related[0].conflict->earlier_needed.has_low());
  BOOST_TEST(to_string(related[0].conflict->earlier_needed.high()) == "8053691275.167785235");  // 12 / 1.49, upwards
  BOOST_TEST((related[0].conflict->short_by_percent < decimal()));
}

BOOST_AUTO_TEST_CASE(the_rounding_of_the_earlier_figure_is_allowed_for) {
  // 10 may be 10.49, which 39% makes 14.58.
  const auto within = relate(std::vector{chips(2025y / Q4, comparator::exactly, 10_bn, two),
                                         chips(2026y / Q1, comparator::over, 14.5_bn, two, -8),
                                         growth(2026y / Q1, comparator::nearly, 40_dec)});
  BOOST_TEST(!within[0].conflict);
  const auto beyond = relate(std::vector{chips(2025y / Q4, comparator::exactly, 10_bn, two),
                                         chips(2026y / Q1, comparator::over, 14.8_bn, two, -8),
                                         growth(2026y / Q1, comparator::nearly, 40_dec)});
  BOOST_TEST(beyond[0].conflict.has_value());
}

BOOST_AUTO_TEST_CASE(a_gap_smaller_than_the_last_decimal_place_is_still_a_conflict) {
  // 1 grown by 100% is 2, not 2.000000001; the earlier figure would have had to be 1.0000000005.
  claim doubled = growth(2026y / Q1, comparator::exactly, 100_dec);
  doubled.decimals = 9;
  const auto related = relate(std::vector{chips(2025y / Q4, comparator::exactly, 1_dec, two, 9),
                                          chips(2026y / Q1, comparator::over, 2.000000001_dec, two, 9), doubled});
  BOOST_REQUIRE(related[0].conflict);
  BOOST_TEST(to_string(related[0].conflict->earlier_needed.low()) == "1");
  BOOST_TEST((related[0].conflict->short_by_percent == decimal()));
}

BOOST_AUTO_TEST_CASE(growth_on_the_period_before_says_nothing_of_one_further_back) {
  const claim growth_said = growth(2026y / Q1, comparator::nearly, 40_dec);
  const auto two_quarters = relate(std::vector{chips(2025y / Q3, comparator::over, 10_bn, two),
                                               chips(2026y / Q1, comparator::over, 20_bn, two), growth_said});
  BOOST_TEST(!two_quarters[0].conflict);
  // Nor where it is not known which period the earlier figure is of, or it is of another length.
  claim undated = chips(2025y / Q4, comparator::over, 10_bn, two);
  undated.about = std::nullopt;
  BOOST_TEST(!relate(std::vector{undated, chips(2026y / Q1, comparator::over, 20_bn, two), growth_said})[0].conflict);
  BOOST_TEST(!relate(std::vector{chips(calendar_year(2025), comparator::over, 10_bn, two),
                                 chips(2026y / Q1, comparator::over, 20_bn, two), growth_said})[0]
                  .conflict);
}

BOOST_AUTO_TEST_CASE(growth_of_another_subject_or_with_one_end_decides_nothing) {
  const claim before = chips(2025y / Q4, comparator::over, 10_bn, two);
  const claim after = chips(2026y / Q1, comparator::over, 20_bn, two);
  claim other = growth(2026y / Q1, comparator::nearly, 40_dec);
  other.subject = "AWS";
  BOOST_TEST(!relate(std::vector{before, after, other})[0].conflict);
  BOOST_TEST(!relate(std::vector{before, after, growth(2026y / Q1, comparator::over, 40_dec)})[0].conflict);
  BOOST_TEST(!relate(std::vector{before, after, growth(2025y / Q4, comparator::nearly, 40_dec)})[0].conflict);
  BOOST_TEST(!relate(std::vector{before, after, growth(2026y / Q1, comparator::about, -100_dec)})[0].conflict);
}

BOOST_AUTO_TEST_CASE(claims_of_one_period_and_scope_confirm_supersede_or_contradict) {
  const period year = calendar_year(2026);
  BOOST_TEST(relation_of(chips(year, comparator::over, 30_bn, two), chips(year, comparator::over, 30_bn, two)) ==
             "confirms");
  BOOST_TEST(relation_of(chips(year, comparator::exactly, 30_bn, two), chips(year, comparator::about, 30_bn, two)) ==
             "confirms");
  BOOST_TEST(relation_of(chips(year, comparator::up_to, 6_bn, two), chips(year, comparator::about, 5_bn, two)) ==
             "supersedes");
  BOOST_TEST(relation_of(chips(year, comparator::exactly, 10_bn, two), chips(year, comparator::exactly, 12_bn, two)) ==
             "contradicts");
  BOOST_TEST(relation_of(chips(year, comparator::up_to, 6_bn, two), chips(year, comparator::over, 7_bn, two)) ==
             "contradicts");
  const auto same_year =
      relate(std::vector{chips(year, comparator::exactly, 10_bn, two), chips(year, comparator::exactly, 12_bn, two)});
  BOOST_TEST(!same_year[0].growth_as_said);  // two figures of one period do not grow
}

BOOST_AUTO_TEST_CASE(the_order_in_which_a_scope_is_listed_does_not_change_it) {
  BOOST_TEST(relation_of(chips(2025y / Q4, comparator::over, 10_bn, {"Graviton", "Trainium"}),
                         chips(2026y / Q1, comparator::over, 20_bn, {"Trainium", "Graviton"})) == "follows");
}

BOOST_AUTO_TEST_CASE(a_later_period_of_one_scope_follows_with_its_growth) {
  claim before = chips(2025y / Q3, comparator::exactly, 132_bn, {"AWS"});
  claim after = chips(2025y / Q4, comparator::exactly, 142_bn, {"AWS"});
  const auto related = relate(std::vector{before, after});
  BOOST_REQUIRE(related.size() == 1);
  BOOST_TEST((related[0].relation == claim_relation::follows));
  BOOST_TEST((related[0].growth_as_said == ratio(5, 66)));  // 10 / 132
  before.figure = decimal();
  BOOST_TEST(!relate(std::vector{before, after})[0].growth_as_said);  // from nothing there is no growth
}

BOOST_AUTO_TEST_CASE(a_scope_that_was_not_said_is_not_taken_for_the_same) {
  BOOST_TEST(relation_of(chips(2026y / Q1, comparator::over, 20_bn, three),
                         chips(2026y / Q2, comparator::over, 25_bn, {})) == "unknown_scope");
  BOOST_TEST(relation_of(chips(2026y / Q1, comparator::over, 20_bn, {}),
                         chips(2026y / Q2, comparator::over, 25_bn, {})) == "unknown_scope");
}

BOOST_AUTO_TEST_CASE(what_left_a_scope_is_named) {
  const auto related = relate(std::vector{chips(2025y / Q4, comparator::over, 10_bn, three),
                                          chips(2026y / Q1, comparator::over, 9_bn, {"Graviton", "Inferentia"})});
  BOOST_TEST((related[0].scope_added == std::vector<std::string>{"Inferentia"}));
  BOOST_TEST((related[0].scope_removed == std::vector<std::string>{"Trainium", "Nitro"}));
}

BOOST_AUTO_TEST_CASE(claims_are_ordered_by_what_they_speak_of_then_by_when_they_were_said) {
  claim restated = chips(2025y / Q4, comparator::over, 11_bn, two);
  restated.said = period::day(date_of(2026, 6, 1));
  const std::vector said{chips(2026y / Q1, comparator::over, 20_bn, two), restated,
                         chips(2025y / Q4, comparator::over, 10_bn, two)};
  const auto related = relate(said);
  BOOST_REQUIRE(related.size() == 2);
  BOOST_TEST(related[0].earlier == 2U);
  BOOST_TEST(related[0].later == 1U);
  BOOST_TEST((related[0].relation == claim_relation::supersedes));
  BOOST_TEST(related[1].earlier == 1U);
  BOOST_TEST(related[1].later == 0U);
  BOOST_TEST((related[1].relation == claim_relation::follows));
  // Without a period, the day it was said counts.
  claim undated = chips(2026y / Q1, comparator::over, 15_bn, two);
  undated.about = std::nullopt;
  undated.said = period::day(date_of(2026, 2, 1));
  const auto between = relate(std::vector{said[0], undated, said[2]});
  BOOST_REQUIRE(between.size() == 2);
  BOOST_TEST(between[0].later == 1U);
  BOOST_TEST(between[1].earlier == 1U);
}

BOOST_AUTO_TEST_CASE(only_claims_of_one_subject_measure_and_currency_are_compared) {
  const claim dollars = chips(2025y / Q4, comparator::over, 10_bn, two);
  claim euros = chips(2026y / Q1, comparator::over, 20_bn, two);
  euros.unit = currency::find("EUR").value();
  claim total = chips(2026y / Q1, comparator::over, 20_bn, two);
  total.measure = claim_measure::total;
  claim other = chips(2026y / Q1, comparator::over, 20_bn, two);
  other.subject = "AWS";
  BOOST_TEST(relate(std::vector{dollars, euros, total, other}).empty());
  BOOST_TEST(
      relate(std::vector{growth(2025y / Q4, comparator::about, 30_dec), growth(2026y / Q1, comparator::about, 40_dec)})
          .empty());
  BOOST_TEST(relate({}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
