#include <runrate/core/literals.hpp>
#include <runrate/io/company_facts.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace runrate;

namespace {

facts_file read(std::string_view json, const facts_options& options = {}) {
  return read_company_facts(text_input::text(json, "f.json"), options);
}

// A company with one concept in one unit, whose facts are on a line of their own: the second one.
std::string company(std::string_view facts) {
  return R"({"cik":320193,"entityName":"Apple Inc.","facts":{"us-gaap":{"Revenues":{"label":"Revenues","units":{"USD":[)"
         "\n" +
         std::string(facts) + "\n]}}}}}";
}

constexpr std::string_view good_fact =
    R"({"start":"2025-01-01","end":"2025-03-31","val":5,"accn":"0000320193-25-000057","fy":2025,"fp":"Q2","form":"10-Q","filed":"2025-05-02"})";

// The good fact with one part replaced.
std::string altered(std::string_view part, std::string_view by) {
  std::string text(good_fact);
  const std::size_t at = text.find(part);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), by);
}

// What is said about a document whose first fact is not good and whose second one is.
std::string problem_with(std::string_view fact) {
  const facts_file file = read(company(std::string(fact) + ",\n" + std::string(good_fact)));
  BOOST_TEST(file.facts_read == 1U, fact);
  BOOST_TEST(file.facts_left_out == 1U, fact);
  BOOST_TEST(file.facts.filings.size() == 1U, fact);
  return to_string(file.problems);
}

decimal value_of(std::string_view number) {
  const facts_file file = read(company(altered("\"val\":5", "\"val\":" + std::string(number))));
  BOOST_TEST(to_string(file.problems) == "", number);
  BOOST_REQUIRE(file.facts_read == 1U);
  return file.facts.concepts[0].flows[0].value;
}

struct sentence {
  std::string text;
  std::string said;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_company_facts)

BOOST_AUTO_TEST_CASE(a_fact_has_its_value_days_filing_and_fiscal_label) {
  const facts_file file = read(company(
      std::string(good_fact) +
      R"(,{"end":"2025-03-31","val":-7.25,"accn":"0000320193-25-000073","fy":null,"fp":null,"form":"8-K","filed":"2025-07-31","frame":"CY2025Q1I"})"));
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_TEST(file.facts_read == 2U);
  BOOST_TEST(file.facts_left_out == 0U);
  BOOST_TEST(file.facts.entity == "Apple Inc.");
  BOOST_TEST(file.facts.cik == 320193U);
  BOOST_REQUIRE(file.facts.filings.size() == 2U);
  BOOST_TEST((file.facts.filings[0] == filing{"0000320193-25-000057", "10-Q", date_of(2025, 5, 2)}));
  BOOST_TEST((file.facts.filings[1] == filing{"0000320193-25-000073", "8-K", date_of(2025, 7, 31)}));
  BOOST_REQUIRE(file.facts.concepts.size() == 1U);
  const concept_facts& revenue = file.facts.concepts[0];
  BOOST_TEST(revenue.taxonomy == "us-gaap");
  BOOST_TEST(revenue.name == "Revenues");
  BOOST_TEST(revenue.label == "Revenues");
  BOOST_TEST(revenue.unit == "USD");
  BOOST_REQUIRE(revenue.flows.size() == 1U);
  BOOST_REQUIRE(revenue.balances.size() == 1U);
  const period quarter = period::inclusive(date_of(2025, 1, 1), date_of(2025, 3, 31));
  BOOST_TEST((revenue.flows[0] == fact{5, quarter, 0, 2025, fiscal_tag::q2}));
  BOOST_TEST((revenue.balances[0] == fact{-7.25_dec, period::day(date_of(2025, 3, 31)), 1}));
}

BOOST_AUTO_TEST_CASE(one_concept_of_a_company_is_a_document_of_its_own) {
  // https://data.sec.gov/api/xbrl/companyconcept/CIK0000320193/us-gaap/Revenues.json names the concept beside the
  // units.
  for (
      const std::string_view form :
      {R"({"cik":320193,"taxonomy":"us-gaap","tag":"Revenues","label":"Sales","description":"d","entityName":"Apple","units":{"EUR":[],"USD":[F]}})",
       R"({"units":{"USD":[F]},"label":"Sales","tag":"Revenues","taxonomy":"us-gaap","entityName":"Apple","cik":"0000320193"})"}) {
    std::string text(form);
    text.replace(text.find('F' + std::string("]")), 1, good_fact);
    const facts_file file = read(text);
    BOOST_TEST(to_string(file.problems) == "");
    BOOST_TEST(file.facts.entity == "Apple");
    BOOST_TEST(file.facts.cik == 320193U);
    BOOST_REQUIRE(file.facts.concepts.size() == 1U);
    BOOST_TEST(file.facts.concepts[0].taxonomy == "us-gaap");
    BOOST_TEST(file.facts.concepts[0].name == "Revenues");
    BOOST_TEST(file.facts.concepts[0].label == "Sales");
    BOOST_TEST(file.facts.concepts[0].unit == "USD");
    BOOST_TEST(file.facts.concepts[0].flows.size() == 1U);
    BOOST_TEST(read(text, {.concepts = {"us-gaap:Revenues"}}).facts_read == 1U);
    BOOST_TEST(read(text, {.concepts = {"SalesRevenueNet"}}).facts_read == 0U);
    BOOST_TEST(read(text, {.concepts = {"SalesRevenueNet"}}).facts_left_out == 0U);
  }
}

BOOST_AUTO_TEST_CASE(keys_come_in_any_order_and_others_are_ignored) {
  const facts_file file = read(
      "\xEF\xBB\xBF \r\n{ \"fetched\" : \"2026-07-24\" , \"facts\" : { \"dei\":{}, \"us-gaap\" : { \"Revenues\" :\n"
      "{ \"units\" : { \"USD\\/shares\" : [ { \"filed\" : \"2025-05-02\", \"extra\":[{\"val\":1},[]], \"form\" : "
      "\"10-K405\\/A\",\t\"accn\":\"0000320193-25-000057\", \"v\\u0061l\" : 5 , \"end\" : \"2025-03-31\", \"frame\" : "
      "null"
      " } ] } , \"note\":{\"a\":[1,true,false,null,-0.5e+3,\"x\"]}, \"label\" : null } } } , \"ticker\":\"A\",\n"
      "\"entityName\" : \"\\u00c4pfel \\ud83c\\udf4e \\\"AG\\\"\\n\" , \"cik\" : \"0000320193\" }\n");
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_TEST(file.facts.entity == "Äpfel 🍎 \"AG\"\n");
  BOOST_TEST(file.facts.cik == 320193U);
  BOOST_REQUIRE(file.facts.concepts.size() == 1U);
  BOOST_TEST(file.facts.concepts[0].unit == "USD/shares");
  BOOST_TEST(file.facts.concepts[0].label == "");
  BOOST_REQUIRE(file.facts.concepts[0].balances.size() == 1U);
  BOOST_TEST((file.facts.concepts[0].balances[0] == fact{5, period::day(date_of(2025, 3, 31)), 0}));
  BOOST_TEST(file.facts.filings[0].form == "10-K405/A");
}

BOOST_AUTO_TEST_CASE(values_are_read_exactly_from_their_text) {
  BOOST_TEST((value_of("0") == decimal()));
  BOOST_TEST((value_of("-0") == decimal()));
  BOOST_TEST((value_of("-0.0e-99") == decimal()));
  BOOST_TEST((value_of("0e999999999999999999999") == decimal()));
  BOOST_TEST((value_of("0.0325") == 0.0325_dec));
  BOOST_TEST((value_of("1e-05") == 0.00001_dec));
  BOOST_TEST((value_of("-1E-9") == decimal::from_billionths(-1)));
  BOOST_TEST((value_of("1.5E3") == 1500));
  BOOST_TEST((value_of("1.5e+3") == 1500));
  BOOST_TEST((value_of("12.3000000000000") == 12.3_dec));
  BOOST_TEST((value_of("1234567890e-10") == 0.123456789_dec));
  // The nearest double of this one is 3447546.3500000000931.
  BOOST_TEST((value_of("3447546.35") == 3447546.35_dec));
  // Every number of digits, on both sides of each way to read them.
  std::string digits;
  decimal expected;
  for (int count = 1; count <= 29; ++count) {
    digits += static_cast<char>('0' + count % 10);
    expected = expected * 10 + count % 10;
    BOOST_TEST((value_of(digits) == expected), digits);
    BOOST_TEST((value_of("-" + digits) == -expected), digits);
    BOOST_TEST((value_of(digits + " ") == expected), digits);
    BOOST_TEST((value_of(digits + ".000") == expected), digits);
  }
  BOOST_TEST((value_of("170141183460469231731687303715.884105727") == decimal::max()));
  BOOST_TEST((value_of("-170141183460469231731687303715.884105728") == decimal::lowest()));
}

BOOST_AUTO_TEST_CASE(a_fact_with_a_fault_is_left_out_and_the_next_one_is_read) {
  const sentence faults[] = {
      {altered("\"val\":5", "\"val\":\"5\""), "2:48: val \"5\" is a string; expected a number"},
      {altered("\"val\":5", "\"val\":null"), "2:48: val is null; expected a number"},
      {altered("\"val\":5", "\"val\":[5]"), "2:48: val is an array; expected a number"},
      {altered("\"val\":5", "\"val\":{\"a\":{}}"), "2:48: val is an object; expected a number"},
      {altered("\"val\":5", "\"val\":true"), "2:48: val is true; expected a number"},
      {altered("\"val\":5", "\"val\":0.1234567891"),
       "2:48: val \"0.1234567891\" has 10 decimal places; expected at most 9"},
      {altered("\"val\":5", "\"val\":1e-10"), "2:48: val \"1e-10\" has 10 decimal places; expected at most 9"},
      {altered("\"val\":5", "\"val\":-1e-9999999999999999"),
       "2:48: val \"-1e-9999999999999999\" has 1,000,000,000,000 decimal places; expected at most 9"},
      {altered("\"val\":5", "\"val\":1e30"),
       "2:48: val \"1e30\" is beyond the range of a decimal; expected less than 10^29"},
      {altered("\"val\":5", "\"val\":170141183460469231731687303715.884105728"),
       "2:48: val \"170141183460469231731687303715.884105728\" is beyond the range of a decimal; expected less than "
       "10^29"},
      {altered("\"2025-01-01\"", "20250101"),
       "2:10: start \"20250101\" is a number; expected a date in double quotes, such as \"2025-12-31\""},
      {altered("\"2025-01-01\"", "null"),
       "2:10: start is null; expected a date in double quotes, such as \"2025-12-31\""},
      {altered("2025-03-31", "2025-06-31"), "2:29: end 2025-06-31 is not a date; June has 30 days"},
      {altered("2025-03-31", "2025-02-29"), "2:29: end 2025-02-29 is not a date; February 2025 has 28 days"},
      {altered("2025-03-31", "2025-13-31"), "2:29: end 2025-13-31 is not a date; a month is 01 to 12"},
      {altered("2025-03-31", "2025-03-00"), "2:29: end 2025-03-00 is not a date; a month's first day is 01"},
      {altered("2025-03-31", "2025-3-31"),
       "2:29: end \"2025-3-31\" is not a date; expected yyyy-mm-dd, such as 2025-12-31"},
      {altered("2025-03-31", "2025-03-3a"),
       "2:29: end \"2025-03-3a\" is not a date; expected yyyy-mm-dd, such as 2025-12-31"},
      {altered("2025-03-31", "2025-0a-31"),
       "2:29: end \"2025-0a-31\" is not a date; expected yyyy-mm-dd, such as 2025-12-31"},
      {altered("2025-03-31", ""), "2:29: end \"\" is not a date; expected yyyy-mm-dd, such as 2025-12-31"},
      {altered("2025-03-31", "2024-12-31"),
       "2:29: end 2024-12-31 is before start 2025-01-01; expected the last day of the period"},
      {altered("0000320193-25-000057", "320193-25-000057"),
       "2:57: accn \"320193-25-000057\" is not an accession number; expected one such as 0000320193-25-000079"},
      {altered("0000320193-25-000057", "0000320193-25-00005a"),
       "2:57: accn \"0000320193-25-00005a\" is not an accession number; expected one such as 0000320193-25-000079"},
      {altered("0000320193-25-000057", "0000320193+25-000057"),
       "2:57: accn \"0000320193+25-000057\" is not an accession number; expected one such as 0000320193-25-000079"},
      {altered("\"0000320193-25-000057\"", "5"),
       "2:57: accn \"5\" is a number; expected an accession number in double quotes"},
      {altered("\"fy\":2025", "\"fy\":\"2025\""), "2:85: fy \"2025\" is a string; expected a year or null"},
      {altered("\"fy\":2025", "\"fy\":2025.0"), "2:85: fy \"2025.0\" is not a year; expected 1000 to 9999 or null"},
      {altered("\"fy\":2025", "\"fy\":20250"), "2:85: fy \"20250\" is not a year; expected 1000 to 9999 or null"},
      {altered("\"Q2\"", "2"), "2:95: fp \"2\" is a number; expected one such as \"FY\" or \"Q1\", or null"},
      {altered("\"10-Q\"", "10"), "2:107: form \"10\" is a number; expected one such as \"10-K\""},
      {altered("\"10-Q\"", "\"\""), "2:107: form is empty; expected one such as \"10-K\""},
      {altered("\"2025-05-02\"", "[]"),
       "2:122: filed is an array; expected a date in double quotes, such as \"2025-12-31\""},
      {altered("\"val\":5,", ""), "2:1: a fact without val; expected end, val, accn, form and filed"},
      {"{}", "2:1: a fact without end, val, accn, form and filed; expected end, val, accn, form and filed"},
      {altered("\"val\":5", "\"val\":5,\"val\":5"),
       "2:50: \"val\" is there twice; expected each key once in an object; the fact was not taken"},
      {altered("\"val\":5", "\"val\":5,\"v\\u0061l\":6"),
       "2:50: \"val\" is there twice; expected each key once in an object; the fact was not taken"},
      {altered("\"fp\":\"Q2\"", "\"fp\":\"Q2\",\"end\":[{}]"),
       "2:100: \"end\" is there twice; expected each key once in an object; the fact was not taken"},
      {"17", "2:1: a fact \"17\" is a number; expected an object"},
      {"[{},{}]", "2:1: a fact is an array; expected an object"},
  };
  for (const sentence& one : faults) {
    if (one.text == "[{},{}]") {  // two objects that would have been facts, and the one that they stand in
      BOOST_TEST(to_string(read(company(one.text)).problems) == "f.json:" + one.said + "\n");
      continue;
    }
    BOOST_TEST(problem_with(one.text) == "f.json:" + one.said + "\n");
  }
}

BOOST_AUTO_TEST_CASE(one_run_shows_all_that_is_wrong_with_a_fact) {
  BOOST_TEST(problem_with(R"({"start":1,"end":"2025-02-30","val":"5","accn":"","fy":-1,"fp":true,"form":"10-Q"})") ==
             "f.json:2:1: a fact without filed; expected end, val, accn, form and filed\n"
             "f.json:2:10: start \"1\" is a number; expected a date in double quotes, such as \"2025-12-31\"\n"
             "f.json:2:18: end 2025-02-30 is not a date; February 2025 has 28 days\n"
             "f.json:2:37: val \"5\" is a string; expected a number\n"
             "f.json:2:48: accn \"\" is not an accession number; expected one such as 0000320193-25-000079\n"
             "f.json:2:56: fy \"-1\" is not a year; expected 1000 to 9999 or null\n"
             "f.json:2:64: fp is true; expected one such as \"FY\" or \"Q1\", or null\n");
}

BOOST_AUTO_TEST_CASE(a_filing_has_one_form_and_one_day) {
  const std::string refiled = altered("\"filed\":\"2025-05-02\"", "\"filed\":\"2025-05-03\"");
  const std::string reformed = altered("10-Q", "10-Q/A");
  const std::string escaped = altered("10-Q", "10\\u002dQ");
  const facts_file file = read(company(std::string(good_fact) + ",\n" + refiled + ",\n" + reformed + ",\n" + escaped));
  BOOST_TEST(file.facts_read == 2U);
  BOOST_TEST(file.facts_left_out == 2U);
  BOOST_TEST(file.facts.filings.size() == 1U);
  BOOST_TEST(
      to_string(file.problems) ==
      "f.json:3:57: accn 0000320193-25-000057 is of form \"10-Q\", filed 2025-05-03, here, and \"10-Q\", filed "
      "2025-05-02, before; expected one form and one day for a filing\n"
      "f.json:4:57: accn 0000320193-25-000057 is of form \"10-Q/A\", filed 2025-05-02, here, and \"10-Q\", filed "
      "2025-05-02, before; expected one form and one day for a filing\n");
}

BOOST_AUTO_TEST_CASE(as_many_filings_as_there_are_stay_apart) {
  std::string facts;
  constexpr int filings = 3000;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < filings; ++i) {
      std::string number = std::to_string(1'000'000 + i).substr(1);
      facts += altered("25-000057", "25-" + number) + ",\n";
    }
  }
  facts.resize(facts.size() - 2);
  const facts_file file = read(company(facts));
  BOOST_TEST(to_string(file.problems) == "");
  BOOST_REQUIRE(file.facts.filings.size() == static_cast<std::size_t>(filings));
  BOOST_REQUIRE(file.facts_read == 2U * filings);
  for (std::size_t i = 0; i < file.facts_read; ++i) {
    const std::size_t index = file.facts.concepts[0].flows[i].filing;
    if (index != i % filings) BOOST_FAIL("fact " << i << " is of filing " << index);
  }
  BOOST_TEST(file.facts.filings[2999].accession == "0000320193-25-002999");
}

BOOST_AUTO_TEST_CASE(fiscal_tags_are_those_of_the_filing) {
  const std::pair<std::string_view, fiscal_tag> tags[] = {{"\"FY\"", fiscal_tag::fy},
                                                          {"\"Q1\"", fiscal_tag::q1},
                                                          {"\"Q2\"", fiscal_tag::q2},
                                                          {"\"Q3\"", fiscal_tag::q3},
                                                          {"\"Q4\"", fiscal_tag::q4},
                                                          {"\"H1\"", fiscal_tag::h1},
                                                          {"\"H2\"", fiscal_tag::h2},
                                                          {"\"\"", fiscal_tag::none},
                                                          {"null", fiscal_tag::none},
                                                          {"\"CY\"", fiscal_tag::other},
                                                          {"\"Q\"", fiscal_tag::other},
                                                          {"\"Q11\"", fiscal_tag::other},
                                                          {"\"\\u0051\\u0031\"", fiscal_tag::q1}};
  for (const auto& [text, tag] : tags) {
    const facts_file file = read(company(altered("\"Q2\"", text)));
    BOOST_REQUIRE_MESSAGE(file.facts_read == 1U, text);
    BOOST_TEST(to_string(file.facts.concepts[0].flows[0].fiscal) == to_string(tag), text);
  }
}

BOOST_AUTO_TEST_CASE(only_the_concepts_asked_for_are_read_and_the_others_are_still_proved_to_be_json) {
  const std::string fact(good_fact);
  const std::string head = R"({"facts":{"us-gaap":{"Revenues":{"units":{"USD":[)" + fact + "," + fact +
                           R"(]}},"CostOfRevenues":{"units":{"USD":[)";
  const std::string tail = R"(]}}},"ifrs-full":{"Revenues":{"units":{"EUR":[)" + fact + "]}}}}}";
  const auto count = [&](std::vector<std::string> concepts) {
    const facts_file file = read(head + R"({"val":"x","val":[]},)" + fact + tail, {.concepts = std::move(concepts)});
    BOOST_TEST(to_string(file.problems) == "");
    return file.facts_read;
  };
  BOOST_TEST(count({"Revenues"}) == 3U);
  BOOST_TEST(count({"us-gaap:Revenues"}) == 2U);
  BOOST_TEST(count({"ifrs-full:Revenues", "Revenue"}) == 1U);
  BOOST_TEST(count({"gaap:Revenues", ":Revenues", "us-gaap:", ""}) == 0U);
  const facts_file broken = read(head + R"({"val":1.})" + tail, {.concepts = {"Revenues"}});
  BOOST_TEST(broken.facts.concepts.empty());
  BOOST_TEST(broken.facts.filings.empty());
  BOOST_TEST(to_string(broken.problems) ==
             "f.json:1:364: not JSON: \"1.\" is not a number of JSON; expected one such as -12.5 or 1e6\n");
}

BOOST_AUTO_TEST_CASE(findings_beyond_the_most_are_counted) {
  std::string facts = "{}";
  for (int i = 1; i < 250; ++i) facts += ",\n{}";
  const facts_file file = read(company(facts), {.most_diagnostics = 2});
  BOOST_TEST(file.facts_left_out == 250U);
  BOOST_TEST(file.problems.errors() == 250U);
  BOOST_TEST(file.problems.kept().size() == 2U);
  BOOST_TEST(file.problems.kept()[1].line == 3U);
}

BOOST_AUTO_TEST_CASE(json_is_told_from_csv_by_its_first_bytes) {
  BOOST_TEST(looks_like_json("{"));
  BOOST_TEST(looks_like_json("\xEF\xBB\xBF\r\n\t {\"cik\""));
  BOOST_TEST(!looks_like_json("entity,period_start\n"));
  BOOST_TEST(!looks_like_json("\"{\",b\n"));
  BOOST_TEST(!looks_like_json(""));
  BOOST_TEST(!looks_like_json("<html>"));
  text_input source = text_input::file(RUNRATE_SOURCE_DIR "/tests/data/sec/CIK0000320193_AAPL.full.json.gz");
  BOOST_TEST(looks_like_json(source.peek(64)));
  BOOST_TEST(read_company_facts(std::move(source)).facts_read == 24579U);  // looking took nothing
}

BOOST_AUTO_TEST_SUITE_END()
