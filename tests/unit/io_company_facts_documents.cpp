#include <runrate/io/company_facts.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace runrate;
using std::string_literals::operator""s;

namespace {

constexpr std::string_view fact =
    R"({"end":"2025-03-31","val":5,"accn":"0000320193-25-000057","form":"10-Q","filed":"2025-05-02"})";

// Each F in a text stands for a good fact.
std::string with_facts(std::string_view text) {
  std::string whole;
  for (const char c : text) c == 'F' ? whole += fact : whole += c;
  return whole;
}

facts_file read(std::string_view text) { return read_company_facts(text_input::text(text, "f.json")); }

std::string repeated(std::string_view piece, int count) {
  std::string text;
  while (count-- > 0) text += piece;
  return text;
}

struct sentence {
  std::string text;
  std::string said;
};

struct outcome {
  std::string text;
  std::size_t read;
  std::size_t left_out;
  std::string said;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_company_facts_documents)

BOOST_AUTO_TEST_CASE(what_is_no_json_gives_no_facts_and_says_where_it_ends_to_be) {
  const std::string whole = with_facts(R"({"cik":1,"facts":{"us-gaap":{"R":{"units":{"USD":[F,F]}}}}})");
  const sentence documents[] = {
      {whole.substr(0, whole.size() - 1),
       "1:243: not JSON: the file ends here; expected \",\" or \"}\": it may be cut off"},
      {whole.substr(0, whole.size() - 7),
       "1:237: not JSON: the file ends here; expected \",\" or \"}\": it may be cut off"},
      {whole.substr(0, 60),
       "1:58: not JSON: the string that opens here is never closed; expected a closing quote: the file may be cut off"},
      {whole.substr(0, 9), "1:10: not JSON: the file ends here; expected a key in double quotes: it may be cut off"},
      {whole.substr(0, 14),
       "1:10: not JSON: the string that opens here is never closed; expected a closing quote: the file may be cut off"},
      {whole.substr(0, 16), "1:17: not JSON: the file ends here; expected \":\" after a key: it may be cut off"},
      {whole.substr(0, 17), "1:18: not JSON: the file ends here; expected a value: it may be cut off"},
      {"{", "1:2: not JSON: the file ends here; expected a key in double quotes or \"}\": it may be cut off"},
      {"{\"a\":[", "1:7: not JSON: the file ends here; expected a value or \"]\": it may be cut off"},
      {whole + "\n x", "2:2: not JSON: \"x\" after the end of the document; expected nothing more"},
      {whole + whole, "1:244: not JSON: \"{\" after the end of the document; expected nothing more"},
      {whole + "]", "1:244: not JSON: \"]\" after the end of the document; expected nothing more"},
      {whole + "\"", "1:244: not JSON: \"\"\" after the end of the document; expected nothing more"},
      {whole + "\0"s, "1:244: not JSON: a NUL byte; expected text: the file may be damaged or binary"},
      {"{\"facts\":{\"a\":{\"b\":]}}", "1:20: not JSON: \"]\"; expected a value"},
      {"{\"facts\":{}]", "1:12: not JSON: \"]\"; expected \",\" or \"}\""},
      {"{\"facts\":{},}", "1:13: not JSON: \"}\"; expected a key in double quotes"},
      {"{\"x\":[1,]}", "1:9: not JSON: \"]\"; expected a value"},
      {"{\"x\":[1 2]}", "1:9: not JSON: \"2\"; expected \",\" or \"]\""},
      {"{\"x\":[1}", "1:8: not JSON: \"}\"; expected \",\" or \"]\""},
      {"{\"x\":{\"y\":1]}", "1:12: not JSON: \"]\"; expected \",\" or \"}\""},
      {"{\"x\" 1}", "1:6: not JSON: \"1\"; expected \":\" after a key"},
      {"{\"x\"::1}", "1:6: not JSON: \":\"; expected a value"},
      {"{'x':1}", "1:2: not JSON: \"'x'\"; expected a key in double quotes or \"}\""},
      {"{x:1}", "1:2: not JSON: \"x\"; expected a key in double quotes or \"}\""},
      {"{1:1}", "1:2: not JSON: \"1\"; expected a key in double quotes or \"}\""},
      {"{\"x\":y}", "1:6: not JSON: \"y\"; expected a value"},
      {"{\"x\":nul}", "1:6: not JSON: \"nul\"; expected a value"},
      {"{\"x\":NaN}", "1:6: not JSON: \"NaN\"; expected a value"},
      {"{\"x\":truefalse}", "1:6: not JSON: \"truefalse\"; expected a value"},
      {"{\"x\":+1}", "1:6: not JSON: \"+1\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":01}", "1:6: not JSON: \"01\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1.}", "1:6: not JSON: \"1.\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":.5}", "1:6: not JSON: \".5\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1e}", "1:6: not JSON: \"1e\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1\"y\"}", "1:7: not JSON: \"\"\"; expected \",\" or \"}\""},
      {"{\"x\":true\"y\"}", "1:10: not JSON: \"\"\"; expected \",\" or \"}\""},
      {"{\"x\":\"y\"\"z\"}", "1:9: not JSON: \"\"\"; expected \",\" or \"}\""},
      {"{\"x\":\"y\"z}", "1:9: not JSON: \"z\"; expected \",\" or \"}\""},
      {R"({"facts":{"t":{"A":{"units":{"USD":[{"end":"2025-03-31","accn":"0000320193-25-000057","form":"10-Q","filed":"2025-05-02","val":5"x"}]}}}}})",
       "1:129: not JSON: \"\"\"; expected \",\" or \"}\""},
      {"{\"x\":--1}", "1:6: not JSON: \"--1\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1_000}", "1:6: not JSON: \"1_000\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1\f}", "1:6: not JSON: \"1\\x0c\" is not a number of JSON; expected one such as -12.5 or 1e6"},
      {"{\"x\":1\0}"s, "1:7: not JSON: a NUL byte; expected text: the file may be damaged or binary"},
      {"{\"x\":1,\n\"é\":\"a\nb\"}",
       "2:7: not JSON: a line end inside a string; expected a closing quote before it, or \\n for a line end that is "
       "meant"},
      {"{\"x\":\"a\tb\"}",
       "1:8: not JSON: the character \"\\t\" inside a string; expected an escape such as \\t or \\u0009"},
      {"{\"x\":\"a\0b\"}"s, "1:8: not JSON: a NUL byte; expected text: the file may be damaged or binary"},
      {"{\"x\":\"é\xE9\"}",
       "1:8: not JSON: byte 0xE9 is not UTF-8; expected UTF-8: the file may be in another encoding, such as "
       "Windows-1252"},
      {"{\"x\":1}\n\n \xFF",
       "3:2: not JSON: byte 0xFF is not UTF-8; expected UTF-8: the file may be in another encoding, such as "
       "Windows-1252"},
      {"{\"x\":\"\\q\"}",
       "1:7: not JSON: \\q is not an escape; expected \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four "
       "hexadecimal digits"},
      {"{\"x\":\"\\u12g4\"}",
       "1:7: not JSON: \\u12g4 is not an escape; expected \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four "
       "hexadecimal digits"},
      {"{\"x\":\"\\ud83c\"}", "1:7: not JSON: \\ud83c is half of a surrogate pair; expected the other half beside it"},
      {"{\"x\":\"\\udf4e\"}", "1:7: not JSON: \\udf4e is half of a surrogate pair; expected the other half beside it"},
      {"{\"x\":\\\"a\\\"}", "1:6: not JSON: \"\\\"; expected a value"},
      {"{\"x\": // a\n1}", "1:7: not JSON: \"//\"; expected a value"},
      {"{\"a: 1,\n\"b\": 2}",
       "1:8: not JSON: a line end inside a string; expected a closing quote before it, or \\n for a line end that is "
       "meant"},
      {"{\"x\":" + repeated("[", 10000),
       "1:1029: not JSON: a level of [ or { too many; expected at most 1,024 inside each other"},
      {"{\"x\":" + repeated("{\"y\":", 10000),
       "1:5121: not JSON: a level of [ or { too many; expected at most 1,024 inside each other"},
      {repeated("{\"facts\":", 10000),
       "1:9217: not JSON: a level of [ or { too many; expected at most 1,024 inside each other"},
      {"{\"facts\":{\"a\":{\"b\":{\"units\":{\"c\":[{\"val\":" + repeated("[", 10000),
       "1:1059: not JSON: a level of [ or { too many; expected at most 1,024 inside each other"},
  };
  for (const sentence& one : documents) {
    const facts_file file = read(one.text);
    BOOST_TEST(to_string(file.problems) == "f.json:" + one.said + "\n", to_string(file.problems));
    BOOST_TEST(file.facts_read == 0U);
    BOOST_TEST(file.facts.concepts.empty());
    BOOST_TEST(file.facts.filings.empty());
    BOOST_TEST(file.facts.entity == "");
    BOOST_TEST(file.facts.cik == 0U);
  }
}

BOOST_AUTO_TEST_CASE(what_stands_1024_levels_deep_is_read) {
  BOOST_TEST(to_string(read("{\"facts\":{},\"x\":" + repeated("[", 1023) + repeated("]", 1023) + "}").problems) == "");
  BOOST_TEST(to_string(read("{\"facts\":{},\"x\":" + repeated("[", 1024) + repeated("]", 1024) + "}").problems) != "");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_something_else_says_what_it_is) {
  constexpr std::string_view wanted = "expected company facts of SEC EDGAR, in JSON";
  const sentence documents[] = {
      {"", "1:1: the file is empty; " + std::string(wanted)},
      {"\xEF\xBB\xBF", "1:1: the file is empty; " + std::string(wanted)},
      {" \r\n\t\n", "1:1: the file is empty; " + std::string(wanted)},
      {"entity,period_start,period_end,amount,currency\nA,1\n",
       "1:1: the file begins with \"entity,period_start,period_end,amount,cu...\"; " + std::string(wanted) +
           ", which begins with {"},
      {"\n [{\"cik\":1}]",
       "2:2: the file begins with \"[{\"cik\":1}]\"; " + std::string(wanted) + ", which begins with {"},
      {"<!DOCTYPE html>\n<title>SEC.gov | Request Rate Threshold Exceeded</title>",
       "1:1: the file is a web page (HTML or XML); " + std::string(wanted) +
           ": EDGAR sends a page to who asks too fast or without a User-Agent header"},
      {"PK\x03\x04\x14", "1:1: the file is a ZIP archive; " + std::string(wanted) +
                             ": EDGAR's companyfacts.zip holds one file a company, unpack it first"},
      {"\xFF\xFE{\0"s, "1:1: the file is in UTF-16; expected UTF-8"},
      {"\0\0"s, "1:1: the file begins with \"\\x00\\x00\"; " + std::string(wanted) + ", which begins with {"},
      {"{}", "1:1: an object without facts or units; " + std::string(wanted)},
      {"\xEF\xBB\xBF\n {\"cik\":1}", "2:2: an object without facts or units; " + std::string(wanted)},
      {"\xEF\xBB\xBF{\"x\":}", "1:6: not JSON: \"}\"; expected a value"},
  };
  for (const sentence& one : documents) {
    BOOST_TEST(to_string(read(one.text).problems) == "f.json:" + one.said + "\n", one.text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_around_facts_leaves_out_those_alone) {
  const outcome documents[] = {
      {R"({"facts":{"t":{"A":{"units":{"USD":[F],"USD":[F,F]}},"B":{"units":{"USD":[F]}}}}})", 2, 2,
       "1:132: \"USD\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":{"t":{"A":{"units":{"USD":[F]}},"A":{"units":{"USD":[F,F]}},"B":{"units":{"USD":[F]}}}}})", 2, 2,
       "1:134: \"A\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":{"t":{"A":{"units":{"USD":[F]}}},"t":{"A":{"units":{"USD":[F,F]}}}}})", 1, 2,
       "1:135: \"t\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":{"t":{"A":{"units":{"USD":[F]}}}},"facts":{"t":{"A":{"units":{"USD":[F,F]}}}}})", 1, 2,
       "1:136: \"facts\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":{"t":{"A":{"units":{"USD":[F]},"units":{"USD":[F]}}}}})", 1, 1,
       "1:133: \"units\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":{"t":{"A":{"label":"a","units":{"USD":[F]},"label":"b"}}}})", 1, 0,
       "1:145: \"label\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"cik":1,"cik":2,"facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:10: \"cik\" is there twice; expected each key once in an object; the first one counts"},
      {R"({"facts":[{"t":[F]}]})", 0, 2, "1:10: facts is an array; expected an object of taxonomies"},
      {R"({"facts":{"t":7,"u":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:15: \"t\" \"7\" is a number; expected an object of concepts"},
      {R"({"facts":{"t":{"A":"x","B":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:20: \"A\" \"x\" is a string; expected an object with units"},
      {R"({"facts":{"t":{"A":{"label":"a"},"B":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:20: \"A\" has no units; expected an object with units"},
      {R"({"facts":{"t":{"A":{"units":[F]},"B":{"units":{"USD":[F]}}}}})", 1, 1,
       "1:29: units is an array; expected an object with an array of facts a unit"},
      {R"({"facts":{"t":{"A":{"units":{"USD":{"a":F},"EUR":[F]}}}}})", 1, 0,
       "1:36: \"USD\" is an object; expected an array of facts"},
      {R"({"facts":{"t":{"A":{"units":{"USD":null,"EUR":[F]}}}}})", 1, 0,
       "1:36: \"USD\" is null; expected an array of facts"},
      {R"({"facts":{"t":{"A":{"label":5,"units":{"USD":[F]}}}}})", 1, 0,
       "1:29: label \"5\" is a number; expected a string"},
      {R"({"entityName":null,"facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:15: entityName is null; expected a string"},
      {R"({"cik":-1,"facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:8: cik \"-1\" is a number; expected EDGAR's number of the company, such as 320193"},
      {R"({"cik":"CIK1","facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:8: cik \"CIK1\" is no number; expected EDGAR's number of the company, such as 320193"},
      {R"({"cik":12345678901,"facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:8: cik \"12345678901\" is a number; expected EDGAR's number of the company, such as 320193"},
      {R"({"cik":[],"facts":{"t":{"A":{"units":{"USD":[F]}}}}})", 1, 0,
       "1:8: cik is an array; expected EDGAR's number of the company, such as 320193"},
      {R"({"facts":{"t":{"A":{"units":{"USD":[F]}}}},"units":{"USD":[F,F]}})", 1, 2,
       "1:136: units beside facts; expected either the facts of a company or the units of one concept"},
      {R"({"units":{"USD":[F]},"facts":{"t":{"A":{"units":{"USD":[F,F]}}}},"taxonomy":"t","tag":"A"})", 1, 2,
       "1:114: facts beside units; expected either the facts of a company or the units of one concept"},
      {R"({"taxonomy":"t","units":{"USD":[F]}})", 0, 1,
       "1:1: units without tag; expected taxonomy, tag and units of one concept"},
      {R"({"tag":"t","units":{"USD":[F]}})", 0, 1,
       "1:1: units without taxonomy; expected taxonomy, tag and units of one concept"},
      {R"({"taxonomy":"t","tag":"A","units":[F]})", 0, 1,
       "1:35: units is an array; expected an object with an array of facts a unit"},
  };
  for (const outcome& one : documents) {
    const facts_file file = read(with_facts(one.text));
    BOOST_TEST(to_string(file.problems) == "f.json:" + one.said + "\n", to_string(file.problems));
    BOOST_TEST(file.facts_read == one.read, one.text);
    BOOST_TEST(file.facts_left_out == one.left_out, one.text);
    std::size_t facts = 0;
    for (const concept_facts& concept_read : file.facts.concepts) {
      BOOST_TEST(!concept_read.name.empty());
      facts += concept_read.flows.size() + concept_read.balances.size();
    }
    BOOST_TEST(facts == file.facts_read, one.text);
  }
}

BOOST_AUTO_TEST_CASE(a_fault_before_the_one_that_ends_reading_is_told_too) {
  const facts_file file =
      read(with_facts("{\"facts\":{\"t\":{\"A\":{\"units\":{\"USD\":[{\"end\":1},\nF]}}}},\n\"x\":'a'}"));
  BOOST_TEST(to_string(file.problems) ==
             "f.json:1:37: a fact without val, accn, form and filed; expected end, val, accn, form and filed\n"
             "f.json:1:44: end \"1\" is a number; expected a date in double quotes, such as \"2025-12-31\"\n"
             "f.json:3:5: not JSON: \"'a'\"; expected a value\n");
  BOOST_TEST(file.facts_read == 0U);
  BOOST_TEST(file.facts_left_out == 2U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_or_too_large_says_so) {
  BOOST_TEST(to_string(read_company_facts(text_input::file("no such file")).problems) ==
             "no such file: can't be read: No such file or directory; expected company facts of SEC EDGAR, in JSON\n");
  const std::string text = with_facts(R"({"facts":{"t":{"A":{"units":{"USD":[F]}}}}})");
  facts_options options{.largest_file = text.size()};
  BOOST_TEST(read_company_facts(text_input::text(text, "f.json"), options).facts_read == 1U);
  BOOST_TEST(
      read_company_facts(text_input::file(RUNRATE_SOURCE_DIR "/tests/data/sec/CIK0001744489_DIS.trimmed.json.gz"),
                         {.largest_file = 160126})
          .facts_read == 1074U);
  BOOST_TEST(
      read_company_facts(text_input::file(RUNRATE_SOURCE_DIR "/tests/data/sec/CIK0001744489_DIS.trimmed.json.gz"),
                         {.largest_file = 160125})
          .problems.has_errors());
  --options.largest_file;
  BOOST_TEST(to_string(read_company_facts(text_input::text(text, "f.json"), options).problems) ==
             "f.json: a file of more than 134 bytes; expected at most those: company facts are a few megabytes\n");
}

BOOST_AUTO_TEST_SUITE_END()
