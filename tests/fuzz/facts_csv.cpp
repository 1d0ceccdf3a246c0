// libFuzzer: no bytes make the reader of facts, or the finding of quarters in them, crash or hang; every figure is what
// its inputs add up to, and none rests on what was filed later; and no days between two quarters are left out.
#include <runrate/filing.hpp>
#include <runrate/io/facts_csv.hpp>

#include "pieces.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace {

using namespace runrate;

void require_sum(const std::vector<figure_input>& inputs, decimal value) {
  decimal sum;
  for (const figure_input& input : inputs) sum += input.subtracted ? -input.value : input.value;
  fuzz::require(sum == value);
}

void require_bounds(decimal value, int decimals, std::size_t roundings) {
  try {
    static_cast<void>(rounding_interval(value, decimals, static_cast<int>(roundings)));
  } catch (const overflow_error&) {
    fuzz::require(false);
  }
}

void check_figure(const company_facts& company, const quarter_figure& figure, std::optional<date> as_of) {
  const std::vector<figure_input> inputs = inputs_of(company, figure);
  fuzz::require(inputs.size() == 1 || (inputs.size() > 1 && figure.status == figure_status::derived));
  require_sum(inputs, figure.value);
  require_bounds(figure.value, figure.decimals, inputs.size());
  date last = inputs.front().document.filed;
  for (const figure_input& input : inputs) last = std::max(last, input.document.filed);
  fuzz::require(figure.known == last && (!as_of || last <= *as_of));
}

void check_quarter(const company_facts& company, const concept_quarters& found, const discrete_quarter& q,
                   std::optional<date> as_of) {
  if (q.figure.status == figure_status::not_derivable) {
    fuzz::require(!reason_of(company, found, q).text.empty());
  } else {
    check_figure(company, q.figure, as_of);
  }
  for (const quarter_figure& other : q.vintages) check_figure(company, other, as_of);
  fuzz::require(!sentence_on(company, found, q).empty());
}

void check_trailing(const company_facts& company, const concept_quarters& found, const trailing_year& t) {
  if (t.status != figure_status::not_derivable) {
    const std::vector<figure_input> inputs = inputs_of(company, found, t);
    require_sum(inputs, t.value);
    require_bounds(t.value, t.decimals, inputs.size());
  }
  fuzz::require(!sentence_on(company, found, t).empty());
}

// Each quarter begins where those before it end, or a slip of a few days later: what lies between has its own item.
void check_adjoining(const concept_quarters& found) {
  date end = found.quarters.empty() ? date{} : found.quarters.front().during.begin();
  for (const discrete_quarter& q : found.quarters) {
    fuzz::require(q.during.begin() - end <= std::chrono::days{10});
    end = std::max(end, q.during.end());
  }
}

void check(const company_facts& company, std::span<const std::uint32_t> concepts, const quarter_options& options) {
  const concept_quarters found = discrete_quarters(company, concepts, options);
  fuzz::require(found.quarters.empty() == found.none.has_value());
  fuzz::require(found.trailing.size() == found.quarters.size());
  for (std::size_t i = 0; i < found.quarters.size(); ++i) {
    fuzz::require(i == 0 || found.quarters[i - 1].during < found.quarters[i].during);
    check_quarter(company, found, found.quarters[i], options.as_of);
    check_trailing(company, found, found.trailing[i]);
  }
  check_adjoining(found);
  std::size_t flows = 0;
  for (const quarter_series& one : series_of(found)) flows += one.flows.size();
  fuzz::require(flows <= found.quarters.size());
}

void check_company(const company_facts& company) {
  // By the day of each of the first filings, as a model that is tested on the past does.
  std::vector<quarter_options> all{{}, {std::nullopt, vintage_choice::original}};
  for (std::size_t i = 0; i < std::min<std::size_t>(company.filings.size(), 3); ++i) {
    all.push_back({company.filings[i].filed, vintage_choice::latest});
  }
  for (const quarter_options& options : all) {
    try {
      for (std::uint32_t c = 0; c < company.concepts.size(); ++c) check(company, {&c, 1}, options);
      for (const joined_concepts& joined : find_concepts(company, "revenue", options.as_of)) {
        check(company, joined.concepts, options);
      }
    } catch (const overflow_error&) {
      // Amounts near 10^29 have no sum.
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const facts_csv_file read = read_facts_csv(text_input::text(text, "fuzz.csv"), {4096, 50});
  std::size_t rows = 0;
  for (const facts_of_segment& one : read.entities) {
    for (const concept_facts& c : one.facts.concepts) rows += c.flows.size();
    check_company(one.facts);
  }
  fuzz::require(rows == read.rows_read);
  fuzz::require(read.rows_left_out == 0 || read.problems.has_errors());
  static_cast<void>(to_string(read.problems));
  return 0;
}
