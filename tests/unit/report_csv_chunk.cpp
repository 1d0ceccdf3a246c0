#include <runrate/core/literals.hpp>
#include <runrate/rate/growth.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/report/run_rate_csv.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <vector>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(report_csv_chunk)

BOOST_AUTO_TEST_CASE(fields_are_written_as_rfc_4180_has_them) {
  csv_chunk rows;
  rows.text("plain")
      .text("a,b")
      .text("a \"b\"")
      .text("two\nlines")
      .text("")
      .day(date_of(2024, 2, 29))
      .nothing()
      .end_row();
  BOOST_TEST(rows.content() == "plain,\"a,b\",\"a \"\"b\"\"\",\"two\nlines\",,2024-02-29,\r\n");
  rows.clear();
  BOOST_TEST(rows.content() == "");
  BOOST_CHECK_THROW(rows.end_row(), contract_error);
}

BOOST_AUTO_TEST_CASE(a_number_is_the_text_of_to_string_at_every_size_and_place) {
  std::mt19937_64 random(1);
  csv_chunk rows;
  for (int i = 0; i < 200'000; ++i) {
    // As many numbers of few digits as of many.
    const auto half = [&] { return static_cast<std::int64_t>(random()) >> (random() % 63); };
    detail::int128 billionths = half();
    if (i % 2 == 0) billionths = billionths * (half() >> 1);
    const decimal value = decimal::from_billionths(billionths);
    const int places = static_cast<int>(random() % 10);
    const decimal shown = i % 3 == 0 ? value : round(value, round_to{places});
    rows.clear();
    rows.number(shown, places);
    if (rows.content() != to_string(shown, places) + ",") BOOST_TEST(rows.content() == to_string(shown, places) + ",");
  }
  for (const decimal edge :
       {decimal(), decimal(-1), decimal::from_billionths(-1), decimal(99'999'999), decimal(100'000'000),
        decimal(9'999'999'999'999'999), decimal(10'000'000'000'000'000), decimal::max(), decimal::lowest()}) {
    for (const int places : {0, 2, 6, 9}) {
      if (edge == decimal::max() || edge == decimal::lowest()) {
        if (places != 9) continue;  // rounded, it would not fit
      }
      rows.clear();
      rows.number(edge, places);
      BOOST_TEST(rows.content() == to_string(edge, places) + ",");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_day_of_four_hundred_years_is_written_as_to_string_does) {
  csv_chunk rows;
  int same = 0;
  for (date d = date_of(1900, 1, 1); d != date_of(2300, 1, 1); d += std::chrono::days{1}) {
    rows.clear();
    rows.day(d);
    if (rows.content() != to_string(d) + ",") BOOST_TEST(rows.content() == to_string(d) + ",");
    ++same;
  }
  BOOST_TEST(same == 146'097);
}

BOOST_AUTO_TEST_CASE(figures_are_those_of_the_methods) {
  std::vector<dated_amount> run;
  for (int i = 0; i < 6; ++i) run.push_back({decimal(100 + 10 * i) + 0.25_dec, period(2024y / Q1 + i), 2});
  csv_chunk rows;
  run_rate_csv csv({.segment = true, .currency = true, .places = 2});
  csv.add_header(rows);
  csv.add(rows, "Acme, Inc.", "", "USD", run);
  BOOST_TEST(rows.content() ==
             "entity,segment,period_start,period_end,amount,x4,ttm,yoy,currency\r\n"
             "\"Acme, Inc.\",,2024-01-01,2024-03-31,100.25,401.00,,,USD\r\n"
             "\"Acme, Inc.\",,2024-04-01,2024-06-30,110.25,441.00,,,USD\r\n"
             "\"Acme, Inc.\",,2024-07-01,2024-09-30,120.25,481.00,,,USD\r\n"
             "\"Acme, Inc.\",,2024-10-01,2024-12-31,130.25,521.00,461.00,,USD\r\n"
             "\"Acme, Inc.\",,2025-01-01,2025-03-31,140.25,561.00,501.00,0.399002,USD\r\n"
             "\"Acme, Inc.\",,2025-04-01,2025-06-30,150.25,601.00,541.00,0.362812,USD\r\n");
}

BOOST_AUTO_TEST_CASE(growth_of_a_long_series_is_that_of_each_of_its_periods) {
  std::mt19937 random(3);
  for (const int months : {1, 3, 6, 12}) {
    std::vector<dated_amount> run;
    date begin = date_of(2010, 1, 1);
    for (int i = 0; i < 60; ++i) {
      const auto ymd = std::chrono::year_month_day(begin) + std::chrono::months{months};
      run.push_back({decimal(static_cast<int>(random() % 1000) - 100), period::between(begin, date(ymd))});
      begin = date(ymd);
    }
    year_over_year_each(run, round_to{6}, [&](std::size_t i, const std::optional<decimal>& growth) {
      const result<ratio> one = year_over_year(history(std::span<const dated_amount>(run).first(i + 1)));
      BOOST_TEST(growth.has_value() == one.has_value());
      if (growth && one) BOOST_TEST((*growth == round(*one, round_to{6})));
    });
  }
}

BOOST_AUTO_TEST_CASE(a_figure_beyond_the_range_throws) {
  const std::vector<dated_amount> run{{decimal::parse("100000000000000000000000000000").value(), period(2024y / Q1)}};
  csv_chunk rows;
  BOOST_CHECK_THROW(run_rate_csv({}).add(rows, "A", "", "", run), overflow_error);
}

BOOST_AUTO_TEST_SUITE_END()
