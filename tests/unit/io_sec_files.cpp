#include <runrate/io/company_facts.hpp>
#include <runrate/io/csv_records.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace runrate;

namespace {

const std::string folder = RUNRATE_SOURCE_DIR "/tests/data/sec/";

std::string unpacked(const std::string& path) {
  text_input source = text_input::file(path);
  std::string text;
  char piece[4096];
  while (const std::size_t count = source.read(piece, sizeof piece)) text.append(piece, count);
  BOOST_REQUIRE_MESSAGE(source.failure().empty() && !text.empty(), path << ": " << source.failure());
  return text;
}

// What a reader of the file has to count, as tests/data/sec/count.py does.
struct counted {
  std::size_t flows = 0, balances = 0, without_fiscal_tag = 0;
  long fiscal_years = 0;
  decimal sum_of_flows, sum_of_balances;
  std::set<std::uint32_t> filings;
  std::set<std::string> forms;
  date first = date_of(9999, 1, 1), last = date_of(0, 1, 1), filed = date_of(0, 1, 1);

  void add(const company_facts& facts, const fact& one) {
    filings.insert(one.filing);
    forms.insert(facts.filings.at(one.filing).form);
    filed = std::max(filed, facts.filings[one.filing].filed);
    without_fiscal_tag += one.fiscal == fiscal_tag::none ? 1 : 0;
    fiscal_years += one.fiscal_year;
    last = std::max(last, one.during.last());
  }
};

counted count(const company_facts& facts) {
  counted all;
  for (const concept_facts& one : facts.concepts) {
    all.flows += one.flows.size();
    all.balances += one.balances.size();
    for (const fact& flow : one.flows) {
      all.add(facts, flow);
      all.first = std::min(all.first, flow.during.first());
      all.sum_of_flows += flow.value;
    }
    for (const fact& balance : one.balances) {
      all.add(facts, balance);
      all.sum_of_balances += balance.value;
      BOOST_REQUIRE(balance.during.days() == 1);
    }
  }
  return all;
}

// Every fact in words, in order; without its concept's name, which many share.
std::vector<std::string> every_fact(const company_facts& facts) {
  std::vector<std::string> all;
  for (const concept_facts& one : facts.concepts) {
    for (const std::vector<fact>* of : {&one.flows, &one.balances}) {
      for (const fact& f : *of) {
        const filing& document = facts.filings.at(f.filing);
        all.push_back(to_string(f.during) + " is " + to_string(f.value) + " in " + document.form + " " +
                      document.accession + " of " + to_string(document.filed) + " for " +
                      std::to_string(f.fiscal_year) + std::string(to_string(f.fiscal)));
      }
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::size_t in_first_only(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  std::vector<std::string> only;
  std::set_difference(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(only));
  return only.size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_sec_files)

BOOST_AUTO_TEST_CASE(every_fact_of_twenty_companies_is_read_as_python_reads_it) {
  enum column : std::size_t {
    file,
    entity,
    cik,
    series,
    filings,
    flows,
    balances,
    sum_of_flows,
    sum_of_balances,
    first_day,
    last_day,
    last_filed,
    forms,
    without_fiscal_tag,
    sum_of_fiscal_years
  };
  constexpr csv_column columns[] = {{"file"},
                                    {"entity"},
                                    {"cik"},
                                    {"series"},
                                    {"filings"},
                                    {"flows"},
                                    {"balances"},
                                    {"sum_of_flows"},
                                    {"sum_of_balances"},
                                    {"first_day"},
                                    {"last_day"},
                                    {"last_filed"},
                                    {"forms"},
                                    {"without_fiscal_tag"},
                                    {"sum_of_fiscal_years"}};
  diagnostics problems;
  csv_records expected(text_input::file(folder + "counts.csv"), columns, problems);
  std::size_t files = 0;
  while (expected.next()) {
    ++files;
    const std::string name(expected[file]);
    const facts_file read = read_company_facts(text_input::file(folder + name));
    BOOST_TEST(to_string(read.problems) == "");
    BOOST_TEST(read.facts_left_out == 0U);
    const counted all = count(read.facts);
    BOOST_TEST(read.facts_read == all.flows + all.balances);
    const auto same = [&](column which, const std::string& found) {
      BOOST_TEST(found == expected[which], name << ", " << expected.name(which) << ": " << found);
    };
    same(entity, read.facts.entity);
    same(cik, std::to_string(read.facts.cik));
    same(series, std::to_string(read.facts.concepts.size()));
    same(filings, std::to_string(read.facts.filings.size()));
    same(filings, std::to_string(all.filings.size()));
    same(flows, std::to_string(all.flows));
    same(balances, std::to_string(all.balances));
    same(sum_of_flows, to_string(all.sum_of_flows));
    same(sum_of_balances, to_string(all.sum_of_balances));
    same(first_day, to_string(all.first));
    same(last_day, to_string(all.last));
    same(last_filed, to_string(all.filed));
    same(forms, std::to_string(all.forms.size()));
    same(without_fiscal_tag, std::to_string(all.without_fiscal_tag));
    same(sum_of_fiscal_years, std::to_string(all.fiscal_years));
  }
  BOOST_TEST(files == 20U);
  BOOST_TEST(!problems.has_errors(), to_string(problems));
}

BOOST_AUTO_TEST_CASE(filtered_facts_are_those_among_all) {
  const std::string text = unpacked(folder + "CIK0001652044_GOOGL.full.json.gz");
  const facts_file all = read_company_facts(text_input::text(text, "GOOGL"));
  const facts_file some =
      read_company_facts(text_input::text(text, "GOOGL"), {.concepts = {"Revenues", "dei:EntityPublicFloat"}});
  BOOST_TEST(some.facts_left_out == 0U);
  BOOST_REQUIRE(some.facts.concepts.size() == 2U);
  for (const concept_facts& one : some.facts.concepts) {
    const auto same = std::find_if(all.facts.concepts.begin(), all.facts.concepts.end(),
                                   [&](const concept_facts& c) { return c.name == one.name && c.unit == one.unit; });
    BOOST_REQUIRE(same != all.facts.concepts.end());
    BOOST_TEST(one.label == same->label);
    BOOST_REQUIRE(one.flows.size() == same->flows.size());
    BOOST_REQUIRE(one.balances.size() == same->balances.size());
    for (std::size_t i = 0; i < one.flows.size(); ++i) {
      const fact& a = one.flows[i];
      const fact& b = same->flows[i];
      BOOST_TEST((a.value == b.value && a.during == b.during));
      BOOST_TEST((some.facts.filings[a.filing] == all.facts.filings[b.filing]));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_off_anywhere_is_an_error_and_gives_no_facts) {
  const std::string text = unpacked(folder + "CIK0001744489_DIS.trimmed.json.gz");
  std::mt19937 random(20251126);
  for (int i = 0; i < 300; ++i) {
    const std::size_t length = i < 100 ? static_cast<std::size_t>(i) : random() % text.size();
    const std::string cut = text.substr(0, length);  // of its own, so that a sanitizer knows where it ends
    const facts_file read = read_company_facts(text_input::text(cut, "cut.json"));
    BOOST_TEST(read.problems.errors() == 1U, "at " << length << ": " << to_string(read.problems));
    BOOST_TEST(read.facts.concepts.empty());
    const diagnostic& found = read.problems.kept()[0];
    BOOST_TEST((found.line == 1U && found.column <= length + 1), "at " << length << ": " << to_string(found));
  }
}

BOOST_AUTO_TEST_CASE(
    what_is_read_of_a_file_with_bytes_changed_at_random_is_that_of_the_unchanged_but_for_what_is_said) {
  const std::string text = unpacked(folder + "CIK0001744489_DIS.trimmed.json.gz");
  const std::vector<std::string> unchanged = every_fact(read_company_facts(text_input::text(text, "DIS")).facts);
  std::mt19937 random(20251127);
  constexpr std::string_view bytes = "{}[]:,\"\\ 0e.-nt\n\x01\xC3";
  std::size_t refused = 0, partly = 0, whole = 0;
  for (int i = 0; i < 300; ++i) {
    std::string changed = text;
    const std::size_t changes = 1 + random() % 3;
    for (std::size_t n = 0; n < changes; ++n) changed[random() % changed.size()] = bytes[random() % bytes.size()];
    const facts_file read = read_company_facts(text_input::text(changed, "changed.json"));
    const std::string said = to_string(read.problems);
    for (const diagnostic& found : read.problems.kept()) {
      BOOST_TEST((found.line >= 1U && found.column >= 1U && found.column <= changed.size() + 1), said);
    }
    BOOST_TEST((read.facts_left_out == 0 || read.problems.has_errors()));
    if (said.find("not JSON") != std::string::npos) {
      BOOST_TEST(read.facts.concepts.empty(), said);
      ++refused;
      continue;
    }
    // A byte is part of one fact at most, or of what stands around facts.
    const std::vector<std::string> facts = every_fact(read.facts);
    BOOST_TEST(facts.size() == read.facts_read);
    BOOST_TEST(in_first_only(facts, unchanged) <= changes, said);
    BOOST_TEST(in_first_only(unchanged, facts) <= changes + read.facts_left_out, said);
    ++(read.facts_left_out > 0 ? partly : whole);
  }
  BOOST_TEST(refused > 100U);
  BOOST_TEST(partly > 10U);
  BOOST_TEST(whole > 10U);
}

BOOST_AUTO_TEST_SUITE_END()
