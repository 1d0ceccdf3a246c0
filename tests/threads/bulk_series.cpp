#include <runrate/core/literals.hpp>
#include <runrate/io/bulk_series.hpp>
#include <runrate/io/series_csv.hpp>
#include <runrate/time/calendar_period.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <vector>

using namespace runrate;

namespace {

bulk_series read(std::string_view text, bulk_options options = {}) {
  if (options.threads == 0) options.threads = 1;
  return read_bulk_csv(text_input::text(text, "table.csv"), options);
}

// Everything that a table says, to compare two of them.
std::string told(const bulk_series& table) {
  std::string text = to_string(table.problems()) + std::to_string(table.rows_read()) + ' ' +
                     std::to_string(table.rows_left_out()) + ' ' + std::to_string(table.gaps()) + ' ' +
                     std::to_string(table.series_with_gaps()) + ' ' + std::to_string(table.places()) + '\n';
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bulk_entry entry = table[i];
    text += std::string(entry.entity) + '/' + std::string(entry.segment) + '/' +
            (entry.unit ? std::string(entry.unit->code()) : "") + '\n';
    for (const dated_amount& one : entry.amounts) {
      text += to_string(one.during) + ' ' + to_string(one.amount) + ' ' + std::to_string(one.decimals) + '\n';
    }
  }
  return text;
}

constexpr std::string_view header = "entity,period_start,period_end,amount\n";
constexpr std::string_view first = "A,2025-01-01,2025-03-31,1.50\n";
constexpr std::string_view second = "A,2025-04-01,2025-06-30,2.25\n";

std::string file(std::initializer_list<std::string_view> rows) {
  std::string text(header);
  for (const std::string_view row : rows) text += row;
  return text;
}

// A table with what real ones have: names in quotes, accents, line ends of both kinds, and rows that are wrong.
std::string mixed_table(unsigned seed, std::size_t rows) {
  std::mt19937 random(seed);
  const auto one_of = [&](auto... choices) {
    const std::string all[] = {choices...};
    return all[random() % sizeof...(choices)];
  };
  std::string text = "segment,amount_millions,entity,source,period_end,currency,period_start,decimals\n";
  for (std::size_t i = 0; i < rows; ++i) {
    const calendar_quarter q = 2020y / Q1 + static_cast<int>(random() % 24);
    text += one_of("", "", "Cloud", "\"Ads, other\"") + ',';
    text += one_of(std::to_string(random() % 100'000), "-" + std::to_string(random() % 1000) + ".5", "+7",
                   "123456789012345678.25", "0.000000000000001", "1e5", "") +
            ',';
    text +=
        one_of("Acme", "Bolt", "Société", "\"A \"\"B\"\"\"", "C" + std::to_string(random() % 40), " padded", "\xFF") +
        ',';
    text += one_of("10-Q", "\"two\nlines\"", "say \"hm\"", "") + ',';
    text += one_of(to_string(q.last()), to_string(q.last()), to_string(q.first()), "2024-02-30") + ',';
    text += one_of("USD", "USD", "USD", "USD", "EUR", "usd") + ',';
    text += to_string(q.first()) + ',';
    text += one_of("", "-6", "INF", "2", "12") + one_of("\n", "\n", "\r\n", "\n\n");
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bulk_series_of_tables)

BOOST_AUTO_TEST_CASE(rows_in_any_order_become_series_by_name_and_date) {
  const bulk_series table = read(
      "company,start,end,revenue\n"
      "B,2025-04-01,2025-06-30,4\nA,2025-04-01,2025-06-30,2.25\nB,2025-01-01,2025-03-31,-3\nA,2025-01-01,2025-03-31,1."
      "50\n");
  BOOST_TEST(to_string(table.problems()) == "");
  BOOST_TEST(told(table) ==
             "4 0 0 0 2\n"
             "A//\n2025-01-01 to 2025-03-31 1.5 2\n2025-04-01 to 2025-06-30 2.25 2\n"
             "B//\n2025-01-01 to 2025-03-31 -3 0\n2025-04-01 to 2025-06-30 4 0\n");
  BOOST_TEST(!table.has_segments());
  BOOST_TEST(!table.has_currencies());
  BOOST_CHECK_THROW(table[2], contract_error);
}

BOOST_AUTO_TEST_CASE(the_cloud_businesses_are_those_of_the_series_reader) {
  const std::string path = RUNRATE_SOURCE_DIR "/examples/data/cloud.csv";
  const bulk_series table = read_bulk_csv(text_input::file(path));
  const series_file series = read_series_csv(text_input::file(path));
  BOOST_TEST(table.rows_read() == 75U);
  BOOST_REQUIRE(table.size() == series.series.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    BOOST_TEST(table[i].entity == series.series[i].entity);
    BOOST_TEST(table[i].segment == series.series[i].segment);
    BOOST_TEST((table[i].unit == series.series[i].flows.unit()));
    const auto amounts = series.series[i].flows.amounts();
    BOOST_TEST(std::equal(amounts.begin(), amounts.end(), table[i].amounts.begin(), table[i].amounts.end()));
  }
}

BOOST_AUTO_TEST_CASE(a_gap_is_counted_and_noted_and_divides_the_runs) {
  const bulk_series table = read(file({first, "A,2025-10-01,2025-12-31,4\n", "B,2025-01-01,2025-03-31,1\n"}));
  BOOST_TEST(to_string(table.problems()) ==
             "table.csv: note: 1 gap in 1 series; a trailing year and growth begin anew behind each\n");
  BOOST_TEST(!table.problems().has_errors());
  std::vector<std::size_t> runs;
  for_each_run(table[0].amounts, [&](std::span<const dated_amount> run) { runs.push_back(run.size()); });
  BOOST_TEST(runs == (std::vector<std::size_t>{1, 1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_period_that_is_there_twice_or_overlaps_is_an_error_in_its_place) {
  BOOST_TEST(
      to_string(read(file({first, first, second})).problems()) ==
      "table.csv:3:3: 2025-01-01 to 2025-03-31 is there twice: 1.5 here and 1.5 on line 2; expected one row for a "
      "period of a series\n");
  const bulk_series differ = read(file({first, "A,2025-01-01,2025-03-31,1.75\n", second}));
  BOOST_TEST(differ.rows_read() == 1U);
  BOOST_TEST(differ.rows_left_out() == 2U);
  BOOST_TEST(to_string(differ.problems())
                 .find("table.csv:3:3: 2025-01-01 to 2025-03-31 is there twice: 1.75 here and "
                       "1.5 on line 2; expected one row for a period of a series; none") == 0);
  BOOST_TEST(to_string(read(file({first, "A,2025-03-31,2025-06-30,2\n"})).problems()).find("table.csv:3:3: ") == 0);
}

BOOST_AUTO_TEST_CASE(a_second_currency_in_a_series_is_an_error_at_the_currency) {
  const bulk_series table = read(
      "entity,currency,period_start,period_end,amount\n"
      "Société,USD,2025-01-01,2025-03-31,1\nSociété,EUR,2025-04-01,2025-06-30,2\nB,EUR,2025-04-01,2025-06-30,2\n");
  BOOST_TEST(
      to_string(table.problems()) ==
      "table.csv:3:9: currency EUR in a series in USD, as line 2 has it; expected one currency for \"Société\"\n");
  BOOST_TEST(table.size() == 2U);
  BOOST_TEST((table[0].unit == currency::find("EUR").value()));
}

BOOST_AUTO_TEST_CASE(amounts_of_any_size_are_exact) {
  const bulk_series table = read(
      "entity,period_start,period_end,amount_billions\n"
      "A,2025-01-01,2025-03-31,99999999999999999999\nB,2025-01-01,2025-03-31,-0.000000000000000001\n"
      "C,2025-01-01,2025-03-31,999999999999999999\nD,2025-01-01,2025-03-31,180000000000000000000\n");
  BOOST_REQUIRE(table.size() == 3U);
  BOOST_TEST((table[0].amounts[0].amount == decimal::parse("99999999999999999999000000000").value()));
  BOOST_TEST((table[1].amounts[0].amount == decimal::from_billionths(-1)));
  BOOST_TEST((table[2].amounts[0].amount == decimal::parse("999999999999999999000000000").value()));
  BOOST_TEST(table.places() == 9);
  BOOST_TEST(table.problems().errors() == 1U);
}

BOOST_AUTO_TEST_CASE(what_the_columns_may_be_called_is_one_of_two_names) {
  BOOST_TEST(to_string(read("company,entity,start,end,revenue\n").problems()) ==
             "table.csv:1:9: columns company and entity; expected one of them\n");
  BOOST_TEST(to_string(read("Company,start,end,revenue\n").problems()) ==
             "table.csv:1:1: column \"Company\" is not known; expected company\n");
  BOOST_TEST(to_string(read("company,start,end,revenue\nA,2025-01-01,2025-06-31,1\n").problems()) ==
             "table.csv:2:14: end 2025-06-31 is not a date; June has 30 days\n");
  BOOST_TEST(to_string(read(header).problems()) ==
             "table.csv:1:1: the file has a header and no rows; expected at least one row below it\n");
  BOOST_TEST(read("").problems().errors() == 1U);
}

BOOST_AUTO_TEST_CASE(line_ends_quotes_and_a_byte_order_mark_change_nothing) {
  const std::string plain = file({first, second});
  const std::string expected = told(read(plain));
  const auto replaced = [&](std::string_view by) {
    std::string text;
    for (const char c : plain) c == '\n' ? text += by : text += c;
    return text;
  };
  BOOST_TEST(told(read(replaced("\r\n"))) == expected);
  BOOST_TEST(told(read(replaced("\r"))) == expected);
  BOOST_TEST(told(read("\xEF\xBB\xBF" + plain)) == expected);
  BOOST_TEST(told(read(plain.substr(0, plain.size() - 1))) == expected);
  BOOST_TEST(told(read(file({"\"A\",2025-01-01,\"2025-03-31\",1.50\n", "\n", second}))) == expected);
}

BOOST_AUTO_TEST_CASE(the_short_way_comes_to_the_same_as_the_long_one) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const std::string text = mixed_table(seed, 300);
    bulk_options long_way;
    long_way.short_way = false;
    const std::string expected = told(read(text, long_way));
    BOOST_TEST(told(read(text)) == expected);
    for (const std::size_t bytes : {1U, 7U, 64U, 1000U, 100'000U}) {
      bulk_options options;
      options.bytes_at_a_time = bytes;
      BOOST_TEST(told(read(text, options)) == expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(threads_of_any_number_come_to_the_same) {
  const std::string text = mixed_table(7, 2'000);
  const std::string expected = told(read(text));
  for (const unsigned threads : {2U, 3U, 5U, 16U}) {
    bulk_options options;
    options.threads = threads;
    options.bytes_at_a_time = 512;
    std::atomic<std::size_t> seen = 0;
    options.on_read = [&](std::size_t bytes) { seen += bytes; };
    BOOST_TEST(told(read(text, options)) == expected);
    BOOST_TEST(seen <= text.size());
  }
}

BOOST_AUTO_TEST_CASE(threads_that_read_many_plain_rows_find_each_of_them) {
  std::vector<std::string> rows;
  for (int company = 0; company < 500; ++company) {
    for (int i = 0; i < 12; ++i) {
      const calendar_quarter q = 2020y / Q1 + i;
      rows.push_back("C" + std::to_string(company) + ',' + to_string(q.first()) + ',' + to_string(q.last()) + ',' +
                     std::to_string(company * 100 + i) + ".25\n");
    }
  }
  std::shuffle(rows.begin(), rows.end(), std::mt19937(1));
  std::string text(header);
  for (const std::string& row : rows) text += row;
  bulk_options options;
  options.threads = 4;
  options.bytes_at_a_time = 4096;
  const bulk_series table = read(text, options);
  BOOST_TEST(to_string(table.problems()) == "");
  BOOST_TEST(table.size() == 500U);
  BOOST_TEST(table.rows_read() == 6'000U);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const int company = std::stoi(std::string(table[i].entity.substr(1)));
    BOOST_REQUIRE(table[i].amounts.size() == 12U);
    for (int k = 0; k < 12; ++k) {
      BOOST_TEST((table[i].amounts[static_cast<std::size_t>(k)].amount == decimal(company * 100 + k) + 0.25_dec));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_findings_by_line_are_kept_and_the_others_counted) {
  std::string text(header);
  for (int i = 0; i < 400; ++i) {
    text += "C" + std::to_string(i / 2) + ",2025-01-01,2025-03-31," + (i % 7 == 0 ? "x" : "5") + "\n";
  }
  bulk_options options;
  options.threads = 3;
  options.bytes_at_a_time = 256;
  options.csv.most_diagnostics = 10;
  const bulk_series table = read(text, options);
  BOOST_TEST(table.problems().kept().size() == 10U);
  BOOST_TEST(table.problems().not_kept() > 100U);
  BOOST_TEST(std::is_sorted(table.problems().kept().begin(), table.problems().kept().end(),
                            [](const diagnostic& a, const diagnostic& b) { return a.line < b.line; }));
  BOOST_TEST(table.problems().kept().back().line < 25U);
}

BOOST_AUTO_TEST_CASE(a_row_too_long_is_refused_and_what_follows_is_read) {
  bulk_options options;
  options.csv.longest_row = 64;
  options.bytes_at_a_time = 32;
  const std::string text = file({first, std::string(1000, 'x') + "\n", second});
  const bulk_series table = read(text, options);
  BOOST_TEST(to_string(table.problems()) ==
             "table.csv:3:1: a row of 1,000 bytes; expected at most 64: a line end may be missing\n");
  BOOST_TEST(table.rows_read() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
