#include <runrate/filing/quarters.hpp>
#include <runrate/io/bulk_series.hpp>
#include <runrate/io/claims_csv.hpp>
#include <runrate/io/company_facts.hpp>
#include <runrate/io/facts_csv.hpp>
#include <runrate/io/formula_text.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/io/series_csv.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace runrate;

BOOST_AUTO_TEST_SUITE(io_fuzz_corpus)

// The fuzzers' corpora with every compiler and sanitizer, not only with clang's libFuzzer.
BOOST_AUTO_TEST_CASE(what_the_fuzzers_found_interesting_is_read_without_a_crash) {
  const std::filesystem::path corpus = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests" / "fuzz" / "corpus";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (const std::size_t longest_row : {std::size_t{16}, std::size_t{1} << 20}) {
      const csv_options options{.longest_row = longest_row};
      const series_file series = read_series_csv(text_input::text(text, "corpus.csv"), options);
      std::size_t rows = 0;
      for (const reported_series& one : series.series) rows += one.flows.size();
      BOOST_TEST(rows == series.rows_read);
      BOOST_TEST((series.rows_left_out == 0 || series.problems.has_errors()));
      const claims_file claims = read_claims_csv(text_input::text(text, "corpus.csv"), options);
      BOOST_TEST((claims.rows_left_out == 0 || claims.problems.has_errors()));
      bulk_options long_way;
      long_way.csv = options;
      long_way.short_way = false;
      long_way.threads = 1;
      bulk_options short_way = long_way;
      short_way.short_way = true;
      const bulk_series table = read_bulk_csv(text_input::text(text, "corpus.csv"), short_way);
      const bulk_series other = read_bulk_csv(text_input::text(text, "corpus.csv"), long_way);
      BOOST_TEST(to_string(table.problems()) == to_string(other.problems()));
      BOOST_TEST(table.rows_read() == other.rows_read());
      // A text is either a series or claims or neither.
      BOOST_TEST((series.problems.has_errors() || claims.problems.has_errors()));
    }
  }
  BOOST_TEST(files > 100U);
}

BOOST_AUTO_TEST_CASE(no_file_that_the_fuzzers_found_makes_the_reader_of_company_facts_lose_count) {
  const std::filesystem::path corpus = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests" / "fuzz" / "corpus";
  std::size_t with_facts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    const facts_file read = read_company_facts(text_input::file(entry.path().string()));
    std::size_t facts = 0;
    for (const concept_facts& one : read.facts.concepts) facts += one.flows.size() + one.balances.size();
    BOOST_TEST(facts == read.facts_read);
    BOOST_TEST((read.facts_left_out == 0 || read.problems.has_errors()));
    with_facts += facts > 0 ? 1 : 0;
  }
  BOOST_TEST(with_facts >= 5U);
}

BOOST_AUTO_TEST_CASE(no_text_that_the_fuzzers_found_makes_the_reader_of_formulas_lose_its_place) {
  const std::filesystem::path corpus = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests" / "fuzz" / "corpus";
  std::size_t formulas_read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto parts = std::make_shared<expression>();
    formula_names names;
    for (const char* const d : {"a", "b", "price", "fleet.chips"}) names.drivers[d] = unit();
    names.lines["x"].unit = unit();
    names.lines["arr"] = {unit(), parts->constant(ratio(7))};
    const parsed_formula read = parse_formula(text, parts, names, formula_ramps());
    if (read) {
      ++formulas_read;
      BOOST_TEST(read.find(read.root()).has_value());
    } else {
      BOOST_TEST(read.error().offset + read.error().length <= text.size());
    }
  }
  BOOST_TEST(formulas_read >= 50U);
}

BOOST_AUTO_TEST_CASE(quarters_of_the_facts_that_the_fuzzers_found_add_up_to_their_inputs) {
  const std::filesystem::path corpus = std::filesystem::path(RUNRATE_SOURCE_DIR) / "tests" / "fuzz" / "corpus";
  std::size_t with_quarters = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    const facts_csv_file read = read_facts_csv(text_input::file(entry.path().string()));
    BOOST_TEST((read.rows_left_out == 0 || read.problems.has_errors()));
    std::size_t rows = 0;
    for (const facts_of_segment& one : read.entities) {
      for (std::uint32_t c = 0; c < one.facts.concepts.size(); ++c) {
        rows += one.facts.concepts[c].flows.size();
        try {
          const concept_quarters found = discrete_quarters(one.facts, {&c, 1});
          BOOST_TEST(found.quarters.empty() == found.none.has_value());
          for (const discrete_quarter& q : found.quarters) {
            decimal sum;
            for (const figure_input& in : inputs_of(one.facts, q.figure)) sum += in.subtracted ? -in.value : in.value;
            BOOST_TEST(to_string(sum) == to_string(q.figure.value));
          }
          with_quarters += found.quarters.empty() ? 0 : 1;
        } catch (const overflow_error&) {
          // Amounts near 10^29 have no sum.
        }
      }
    }
    BOOST_TEST(rows == read.rows_read);
  }
  BOOST_TEST(with_quarters >= 10U);
}

BOOST_AUTO_TEST_CASE(every_scenario_file_that_the_fuzzers_found_runs_inside_its_bounds_or_says_why_not) {
  const std::string source = RUNRATE_SOURCE_DIR;
  std::size_t files_that_run = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source + "/tests/fuzz/corpus/scenario_file")) {
    scenario_file read = read_scenario_file(text_input::file(entry.path().string()), source + "/examples/data");
    BOOST_TEST(read.set.has_value() != read.problems.has_errors());
    if (!read.set) continue;
    read.set->limit_work(100'000);
    for (const scenario& s : read.set->scenarios()) {
      const auto run = read.set->run(s.name);
      const auto bounds = read.set->bounds(s.name);
      if (!run || !bounds) continue;
      ++files_that_run;
      for (std::size_t l = 0; l < read.set->model().lines().size(); ++l) {
        BOOST_TEST(bounds->value(l, 0).contains(run->value(l, 0).value()));
      }
    }
  }
  BOOST_TEST(files_that_run >= 3U);
}

BOOST_AUTO_TEST_SUITE_END()
