#include <runrate/core/literals.hpp>
#include <runrate/io/series_csv.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace runrate;

namespace {

series_file read(std::string_view text, const csv_options& options = {}) {
  return read_series_csv(text_input::text(text, "revenue.csv"), options);
}

dated_amount only_flow(std::string_view header, std::string_view row) {
  const std::string text = std::string(header) + '\n' + std::string(row) + '\n';
  const series_file file = read(text);
  BOOST_REQUIRE_MESSAGE(file.series.size() == 1, to_string(file.problems));
  BOOST_REQUIRE(file.series[0].flows.size() == 1);
  return file.series[0].flows[0].dated();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_series_csv)

BOOST_AUTO_TEST_CASE(the_cloud_businesses_are_three_series_with_their_sums) {
  const series_file file = read_series_csv(text_input::file(RUNRATE_SOURCE_DIR "/examples/data/cloud.csv"));
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_TEST(file.rows_read == 75U);
  BOOST_TEST(file.rows_left_out == 0U);
  BOOST_REQUIRE(file.series.size() == 3U);
  // Rows and sums as docs/reference/data.md gives them.
  struct expectation {
    const char *entity, *segment;
    std::size_t rows;
    decimal millions;
  };
  const expectation expectations[] = {{"Alphabet", "Google Cloud", 27, 240'977},
                                      {"Amazon", "AWS", 32, 643'660},
                                      {"Microsoft", "Intelligent Cloud", 16, 404'464}};
  for (std::size_t i = 0; i < 3; ++i) {
    const reported_series& series = file.series[i];
    BOOST_TEST(series.entity == expectations[i].entity);
    BOOST_TEST(series.segment == expectations[i].segment);
    BOOST_TEST(series.flows.size() == expectations[i].rows);
    BOOST_TEST((sum(series.flows.whole()).amount == expectations[i].millions * 1'000'000));
    BOOST_TEST((series.flows.unit() == currency::find("USD").value()));
  }
  const reported_series& aws = file.series[1];
  BOOST_TEST((aws.flows.back().amount().amount() == 42.232_bn));  // the quarter to June 2026
  BOOST_TEST((aws.flows.back().during() == period(2026y / Q2)));
  BOOST_TEST(aws.flows.back().decimals() == -6);
  BOOST_TEST(aws.origins[0].where.line == 2U);
  BOOST_TEST(aws.origins[0].where.column == 12U);
  BOOST_TEST(aws.origins[2].source == "Amazon quarterly results release, segment table (ir.aboutamazon.com); single");
  BOOST_TEST(!aws.origins[0].decimals_implied);
}

BOOST_AUTO_TEST_CASE(the_unit_of_the_header_scales_the_amount_exactly) {
  const auto amount_of = [](std::string column, std::string amount) {
    return only_flow("entity,period_start,period_end," + column + ",currency",
                     "A,2025-01-01,2025-03-31," + amount + ",USD");
  };
  BOOST_TEST((amount_of("amount", "35579000000").amount == 35.579_bn));
  BOOST_TEST((amount_of("amount_thousands", "35579000").amount == 35.579_bn));
  BOOST_TEST((amount_of("amount_millions", "35579").amount == 35.579_bn));
  BOOST_TEST((amount_of("amount_billions", "35.579").amount == 35.579_bn));
  BOOST_TEST((amount_of("amount_millions", "-0.5").amount == decimal(-500'000)));
  BOOST_TEST((amount_of("amount_millions", "+12.000001").amount == decimal(12'000'001)));
  BOOST_TEST((amount_of("amount_billions", "0.000000000000000001").amount == decimal::from_billionths(1)));
  BOOST_TEST((amount_of("amount_billions", "0000000000000000000000000000001").amount == decimal(1'000'000'000)));
  BOOST_TEST((amount_of("amount", "12345678901234567890.123456789").amount ==
              decimal::parse("12345678901234567890.123456789").value()));
  BOOST_TEST((amount_of("amount_billions", "99999999999999999999").amount ==
              decimal::parse("99999999999999999999000000000").value()));
}

BOOST_AUTO_TEST_CASE(without_decimals_the_last_digit_written_tells_the_precision) {
  const auto decimals_of = [](std::string column, std::string amount, std::string decimals) {
    return only_flow("entity,period_start,period_end," + column + ",currency,decimals",
                     "A,2025-01-01,2025-03-31," + amount + ",USD," + decimals)
        .decimals;
  };
  BOOST_TEST(decimals_of("amount_millions", "6679", "") == -6);
  BOOST_TEST(decimals_of("amount_millions", "6679.5", "") == -5);
  BOOST_TEST(decimals_of("amount_billions", "35.6", "") == -8);
  BOOST_TEST(decimals_of("amount_thousands", "1", "") == -3);
  BOOST_TEST(decimals_of("amount", "35579000000", "") == 0);
  BOOST_TEST(decimals_of("amount", "12.50", "") == 2);
  BOOST_TEST(decimals_of("amount", "35579000000", "-6") == -6);
  BOOST_TEST(decimals_of("amount_millions", "35579", "-8") == -8);
  BOOST_TEST(decimals_of("amount_millions", "35579", "INF") == dated_amount::exact);
  BOOST_TEST(
      only_flow("entity,period_start,period_end,amount_millions,currency", "A,2025-01-01,2025-03-31,5,USD").decimals ==
      -6);
}

BOOST_AUTO_TEST_CASE(rows_and_columns_may_come_in_any_order) {
  std::vector<std::string> rows;
  for (calendar_quarter q = 2020y / Q1; q != 2030y / Q1; ++q) {
    for (const char* name : {"A,", "A,B", "B,"}) {
      const std::string entity(1, name[0]), segment(name + 2);
      rows.push_back("USD," + to_string(q.last()) + ",0," + segment + "," +
                     std::to_string(q.year() * 10 + static_cast<int>(segment.size())) + "," + entity + "," +
                     to_string(q.first()) + "\n");
    }
  }
  std::mt19937 random(7);
  for (int shuffle = 0; shuffle < 50; ++shuffle) {
    std::shuffle(rows.begin(), rows.end(), random);
    std::string text = "currency,period_end,decimals,segment,amount,entity,period_start\n";
    for (const std::string& row : rows) text += row;
    const series_file file = read(text);
    BOOST_TEST(to_string(file.problems) == "");
    BOOST_REQUIRE(file.series.size() == 3U);
    BOOST_TEST(file.series[0].entity + '/' + file.series[0].segment == "A/");
    BOOST_TEST(file.series[1].entity + '/' + file.series[1].segment == "A/B");
    BOOST_TEST(file.series[2].entity + '/' + file.series[2].segment == "B/");
    for (const reported_series& series : file.series) {
      BOOST_TEST(series.flows.size() == 40U);
      BOOST_TEST((series.flows[0].during() == period(2020y / Q1)));
      BOOST_TEST((series.flows[39].amount().amount() == decimal(20290 + static_cast<int>(series.segment.size()))));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_empty_amount_leaves_a_gap_that_is_reported_too) {
  const series_file file = read(
      "entity,period_start,period_end,amount,currency\n"
      "A,2025-01-01,2025-03-31,5,USD\n"
      "A,2025-04-01,2025-06-30,,USD\n"
      "A,2025-07-01,2025-09-30,7,USD\n");
  BOOST_TEST(to_string(file.problems) ==
             "revenue.csv:3:25: amount is empty; unreported is not zero: leave the row out\n"
             "revenue.csv:4:3: 2025-07-01 to 2025-09-30 does not follow 2025-01-01 to 2025-03-31 on line 2; expected "
             "2025-04-01 to 2025-06-30 between them: what was not reported is not zero\n");
  BOOST_REQUIRE(file.series.size() == 2U);
  BOOST_TEST((file.series[0].flows.back().during() == period(2025y / Q1)));
  BOOST_TEST((file.series[1].flows.back().during() == period(2025y / Q3)));
  BOOST_TEST(file.series[1].entity == "A");
}

BOOST_AUTO_TEST_CASE(a_zero_that_was_reported_is_an_amount) {
  BOOST_TEST((only_flow("entity,period_start,period_end,amount,currency", "A,2025-01-01,2025-03-31,0,USD").amount ==
              decimal(0)));
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_with_a_row_is_said_at_once) {
  const series_file file = read(
      "entity,period_start,period_end,amount,currency,decimals\n"
      ",2025-02-29,x,5k,us,9.5\n");
  BOOST_TEST(file.problems.errors() == 6U);
  BOOST_TEST(file.rows_left_out == 1U);
  std::vector<std::size_t> columns;
  for (const diagnostic& one : file.problems.kept()) columns.push_back(one.column);
  const std::vector<std::size_t> expected{1, 2, 13, 15, 18, 21};
  BOOST_TEST(columns == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(columns_are_counted_in_characters_and_the_byte_order_mark_is_none) {
  const series_file file = read(
      "\xEF\xBB\xBF"
      "entity,period_start,period_end,amount,currency\n"
      "日本電信電話,2025-01-01,2025-03-31,5,YEN\n");
  BOOST_REQUIRE(file.problems.errors() == 1U);
  BOOST_TEST(file.problems.kept()[0].line == 2U);
  BOOST_TEST(file.problems.kept()[0].column == 32U);  // 6 characters, a comma, two dates with commas, "5,"
}

BOOST_AUTO_TEST_CASE(a_field_after_a_line_break_in_quotes_has_the_place_where_it_stands) {
  const series_file file = read(
      "source,entity,period_start,period_end,amount,currency\r\n"
      "\"two\r\nlines, \"\"quoted\"\"\",A,2025-01-01,2025-03-31,x,USD\r\n"
      "one,A,2025-01-01,2025-03-31,y,USD\r\n");
  BOOST_REQUIRE(file.problems.errors() == 2U);
  // `lines, ""quoted"""` is 18 characters; then `,A,` and two dates of ten with their commas.
  BOOST_TEST((text_position{file.problems.kept()[0].line, file.problems.kept()[0].column} == text_position{3, 44}));
  BOOST_TEST((text_position{file.problems.kept()[1].line, file.problems.kept()[1].column} == text_position{4, 29}));
}

BOOST_AUTO_TEST_CASE(a_broken_file_keeps_the_first_findings_and_counts_the_others) {
  std::string text = "entity,period_start,period_end,amount,currency\n";
  for (int i = 0; i < 1'250; ++i) text += "A,2025-01-01,2025-03-31,x,USD\n";
  const series_file file = read(text);
  BOOST_TEST(file.problems.errors() == 1'250U);
  BOOST_TEST(file.problems.kept().size() == 100U);
  BOOST_TEST(file.problems.not_kept() == 1'150U);
  BOOST_TEST(file.rows_left_out == 1'250U);
  BOOST_TEST(to_string(file.problems).ends_with("\nand 1,150 more\n"));
  BOOST_TEST(read(text, {.most_diagnostics = 3}).problems.kept().size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_a_diagnostic) {
  const series_file file = read_series_csv(text_input::file(RUNRATE_SOURCE_DIR "/no-such-file.csv"));
  BOOST_TEST(to_string(file.problems) == RUNRATE_SOURCE_DIR
             "/no-such-file.csv: can't be read: No such file or directory; expected a file with comma-separated "
             "values\n");
  const series_file is_folder = read_series_csv(text_input::file(RUNRATE_SOURCE_DIR));
  BOOST_TEST(to_string(is_folder.problems) == RUNRATE_SOURCE_DIR
             ": can't be read: Is a directory; expected a file with comma-separated values\n");
}

BOOST_AUTO_TEST_SUITE_END()
