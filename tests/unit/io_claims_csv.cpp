#include <runrate/core/literals.hpp>
#include <runrate/io/claims_csv.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace runrate;

namespace {

constexpr std::string_view header =
    "date,subject,entity,segment,measure,qualifier,amount,currency,scope,period,source,note\n";

claims_file read(std::string_view rows) {
  const std::string text = std::string(header) + std::string(rows);
  return read_claims_csv(text_input::text(text, "claims.csv"));
}

std::string only_problem(std::string_view row) {
  const claims_file file = read(row);
  BOOST_TEST(file.claims.empty());
  BOOST_TEST(file.rows_left_out == 1U);
  return to_string(file.problems);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_claims_csv)

BOOST_AUTO_TEST_CASE(the_claims_that_come_with_the_library_are_read_whole) {
  const claims_file file = read_claims_csv(text_input::file(RUNRATE_SOURCE_DIR "/examples/data/claims.csv"));
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_TEST(file.rows_left_out == 0U);
  BOOST_TEST(file.claims.size() == 33U);  // docs/reference/data.md
  std::size_t growth = 0;
  for (const claim_row& claim : file.claims) growth += claim.percentage ? 1 : 0;
  BOOST_TEST(growth == 4U);  // three rows of growth_points, one of growth
}

BOOST_AUTO_TEST_CASE(a_run_rate_has_its_amount_currency_period_and_place) {
  const claims_file file =
      read("2026-02-05,Amazon,Amazon,AWS,run_rate,exactly,$142 billion,USD,Graviton + Trainium+Nitro,2025Q4,8-K,\n");
  BOOST_REQUIRE_MESSAGE(file.claims.size() == 1, to_string(file.problems));
  const claim_row& claim = file.claims[0];
  BOOST_TEST((claim.said == period::day(date_of(2026, 2, 5))));
  BOOST_TEST(claim.measure == "run_rate");
  BOOST_TEST(claim.qualifier == "exactly");
  BOOST_TEST((claim.amount->value == 142_bn));
  BOOST_TEST(claim.amount->decimals == -9);
  BOOST_TEST((claim.amount->unit == currency::find("USD").value()));
  BOOST_TEST(!claim.percentage);
  BOOST_TEST((claim.scope == std::vector<std::string>{"Graviton", "Trainium", "Nitro"}));
  BOOST_TEST((claim.about == period(2025y / Q4)));
  BOOST_TEST(claim.amount_text == "$142 billion");
  BOOST_TEST((claim.where(claim_column::amount) == text_position{2, 47}));
  BOOST_TEST((claim.where(claim_column::said) == text_position{2, 1}));
}

BOOST_AUTO_TEST_CASE(a_date_without_day_or_month_is_all_of_the_month_or_year) {
  const claims_file file = read(
      "2026-02,A,,,total,about,$1 billion,,,2026/2028,,\n"
      "2026,A,,,growth_points,up_to,4 percentage points,,,,,\n");
  BOOST_REQUIRE_MESSAGE(file.claims.size() == 2, to_string(file.problems));
  BOOST_TEST((file.claims[0].said == period::inclusive(date_of(2026, 2, 1), date_of(2026, 2, 28))));
  BOOST_TEST((file.claims[0].about == period::inclusive(date_of(2026, 1, 1), date_of(2028, 12, 31))));
  BOOST_TEST(file.claims[0].period_text == "2026/2028");
  BOOST_TEST((file.claims[0].amount->unit == currency::find("USD").value()));  // from the amount alone
  BOOST_TEST((file.claims[1].said == period(calendar_year(2026))));
  BOOST_TEST((file.claims[1].percentage->percent() == decimal(4)));
  BOOST_TEST(!file.claims[1].about);
  BOOST_TEST(file.claims[1].scope.empty());
}

BOOST_AUTO_TEST_CASE(columns_that_a_claim_can_do_without_may_be_missing) {
  const claims_file file = read_claims_csv(
      text_input::text("amount,date,measure,qualifier,subject\n$5 billion,2026-01-02,total,over,A\n", "claims.csv"));
  BOOST_REQUIRE_MESSAGE(file.claims.size() == 1, to_string(file.problems));
  BOOST_TEST(file.claims[0].subject == "A");
  BOOST_TEST(file.claims[0].entity == "");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_claim_is_said_at_its_field) {
  BOOST_TEST(only_problem("2026-02-30,A,,,total,about,$1 bn,,,,,\n") ==
             "claims.csv:2:1: date 2026-02-30 is not a date; February 2026 has 28 days\n");
  BOOST_TEST(only_problem("2026-13,A,,,total,about,$1 bn,,,,,\n") ==
             "claims.csv:2:1: date 2026-13 is not a date; a month is 01 to 12\n");
  BOOST_TEST(only_problem("26,A,,,total,about,$1 bn,,,,,\n") ==
             "claims.csv:2:1: date \"26\" is not a date; expected yyyy-mm-dd, yyyy-mm or yyyy, such as 2026-02-05\n");
  BOOST_TEST(only_problem("2026,,,,total,about,$1 bn,,,,,\n") ==
             "claims.csv:2:6: subject is empty; expected whose figure it is\n");
  BOOST_TEST(only_problem("2026,A,,AWS,total,about,$1 bn,,,,,\n") ==
             "claims.csv:2:9: segment \"AWS\" stands without an entity; expected the entity that it is a part of\n");
  BOOST_TEST(only_problem("2026,A,,,runrate,about,$1 bn,,,,,\n") ==
             "claims.csv:2:10: measure \"runrate\" is not known; expected run_rate\n");
  BOOST_TEST(
      only_problem("2026,A,,,backlog,about,$1 bn,,,,,\n") ==
      "claims.csv:2:10: measure \"backlog\" is not known; expected run_rate, incremental, total, growth_points or "
      "growth\n");
  BOOST_TEST(only_problem("2026,A,,,total,,$1 bn,,,,,\n") ==
             "claims.csv:2:16: qualifier is empty; expected exactly, about, over, at_least, up_to, under or nearly\n");
  BOOST_TEST(only_problem("2026,A,,,total,about,,,,,,\n") ==
             "claims.csv:2:22: amount is empty; expected one such as $142 billion\n");
  BOOST_TEST(only_problem("2026,A,,,total,about,1 bn,,,,,\n") ==
             "claims.csv:2:27: currency is empty, and the amount names none; expected an ISO 4217 code such as USD\n");
  BOOST_TEST(only_problem("2026,A,,,total,about,$1 bn,CAD,,,,\n") ==
             "claims.csv:2:28: currency CAD differs from the amount's, USD in \"$1 bn\"; expected one currency\n");
  BOOST_TEST(only_problem("2026,A,,,growth,about,40%,USD,,,,\n") ==
             "claims.csv:2:27: currency \"USD\" stands beside growth; expected it empty\n");
  BOOST_TEST(
      only_problem("2026,A,,,total,about,$1 bn,,X++Y,,,\n") ==
      "claims.csv:2:29: scope \"X++Y\" has an empty part; expected what is included, each once, separated by +\n");
  BOOST_TEST(
      only_problem("2026,A,,,total,about,$1 bn,,X+Y+X,,,\n") ==
      "claims.csv:2:29: scope \"X+Y+X\" names \"X\" twice; expected what is included, each once, separated by +\n");
  BOOST_TEST(
      only_problem("2026,A,,,total,about,$1 bn,,,FY2026Q2,,\n") ==
      "claims.csv:2:30: period \"FY2026Q2\" is fiscal, and a claim names no calendar; expected a calendar period, "
      "such as 2025Q4\n");
  BOOST_TEST(
      only_problem("2026,A,,,total,about,$1 bn,,,2028/2026,,\n") ==
      "claims.csv:2:30: period \"2028/2026\" does not go forward; expected the first and the last period, such as "
      "2026/2028\n");
}

BOOST_AUTO_TEST_CASE(an_amount_that_fits_another_measure_is_refused) {
  const std::string points = only_problem("2026,A,,,total,about,4 percentage points,USD,,,,\n");
  BOOST_TEST(points.starts_with("claims.csv:2:22: amount '4 percentage points' is not an amount"));
  const std::string dollars = only_problem("2026,A,,,growth,about,$4 billion,,,,,\n");
  BOOST_TEST(dollars.starts_with("claims.csv:2:23: amount '$4 billion' is not"));
  BOOST_TEST(only_problem("2026,A,,,total,about,$170141183460469231.7 tn,,,,,\n")
                 .ends_with("is beyond the range of a decimal; expected less than 10^29\n"));
}

BOOST_AUTO_TEST_SUITE_END()
