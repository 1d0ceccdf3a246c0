// libFuzzer: no bytes make the reader of company facts crash; what it calls JSON is JSON, and nothing else is; what it
// reads are facts of filings; and from a pipe it reads what it reads from memory.
#include <runrate/io/company_facts.hpp>

#include "../../src/io/json_text.hpp"
#include "pieces.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

void check_facts(const runrate::facts_file& read) {
  std::size_t facts = 0;
  for (const runrate::concept_facts& one : read.facts.concepts) {
    fuzz::require(!one.flows.empty() || !one.balances.empty());
    facts += one.flows.size() + one.balances.size();
    for (const runrate::fact& flow : one.flows) fuzz::require(flow.filing < read.facts.filings.size());
    for (const runrate::fact& balance : one.balances) {
      fuzz::require(balance.filing < read.facts.filings.size() && balance.during.days() == 1);
    }
  }
  fuzz::require(facts == read.facts_read);
  fuzz::require(read.facts_left_out == 0 || read.problems.has_errors());
  for (std::size_t i = 0; i < read.facts.filings.size(); ++i) {
    const runrate::filing& one = read.facts.filings[i];
    fuzz::require(one.accession.size() == 20 && !one.form.empty());
    for (std::size_t j = 0; j < i; ++j) fuzz::require(read.facts.filings[j].accession != one.accession);
  }
}

// The slow grammar, byte by byte, and the fast reader have to agree.
void check_json(std::string_view text, const runrate::facts_file& read) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && runrate::detail::is_json_space(text.front())) text.remove_prefix(1);
  if (!text.starts_with('{')) {
    fuzz::require(read.problems.errors() == 1 && read.facts_read == 0);
    return;
  }
  bool said = false;
  for (const runrate::diagnostic& one : read.problems.kept()) said = said || one.found.starts_with("not JSON: ");
  const bool is_json = !runrate::detail::find_fault(text).has_value();
  fuzz::require(said != is_json && (is_json || read.facts.concepts.empty()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool is_gzip = text.starts_with("\x1F\x8B");
  runrate::facts_options options{.most_diagnostics = std::size_t{1} << 16, .largest_file = std::size_t{1} << 20};
  const runrate::facts_file whole = read_company_facts(runrate::text_input::text(text, "fuzz.json"), options);
  check_facts(whole);
  if (!is_gzip) check_json(text, whole);
  std::string problems = to_string(whole.problems);

  if (size <= fuzz::most_in_pipe) {
    runrate::text_input pieces = fuzz::in_pieces(text);
    const std::string name = pieces.name();
    const runrate::facts_file again = read_company_facts(std::move(pieces), options);
    fuzz::require(again.facts_read == whole.facts_read && again.facts_left_out == whole.facts_left_out);
    fuzz::require(again.problems.errors() == whole.problems.errors());
  }

  // A filter leaves concepts out, and changes nothing else.
  options.concepts = {"Revenues", "us-gaap:R"};
  options.most_diagnostics = 3;
  const runrate::facts_file some = read_company_facts(runrate::text_input::text(text, "fuzz.json"), options);
  check_facts(some);
  fuzz::require(some.facts_read <= whole.facts_read);
  if (!is_gzip) {
    for (const runrate::concept_facts& one : some.facts.concepts) {
      fuzz::require(one.name == "Revenues" || (one.name == "R" && one.taxonomy == "us-gaap"));
    }
  }
  return 0;
}
