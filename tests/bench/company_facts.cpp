// What reading company facts costs: every fact of four companies, and those of a few revenue concepts, beside what
// simdjson's own parsers take for the same bytes.
//
//   dom        dom::parser::parse: a tree of all values, whose numbers are doubles, and nothing is looked at
//   unpadded   the same from bytes without simdjson's padding, as read_company_facts gets them: they are copied first
//   on demand  ondemand::parser::iterate, and each key and value taken as what it is
//   all        read_company_facts of everything: facts with exact amounts and dates, every filing known once
//   filtered   read_company_facts of the revenue concepts; the rest is still proved to be JSON
//   revenue    the same, and its discrete quarters and trailing years: what `runrate quarters FILE` does
//   quarters   read_company_facts of everything, and the quarters of every concept
//
// The bytes are in memory and unpacked. The table at the end holds the medians of the repetitions in megabytes (10^6
// bytes) a second, and the ratios; the goal is that from the bytes to the quarters of revenue it goes at no less than
// half of the DOM's speed. The quarters of everything, hundreds of concepts a company, take most of their time in the
// derivation, and are printed beside it.
#include <runrate/filing.hpp>
#include <runrate/io/company_facts.hpp>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdio>
#include <string>
#include <vector>

#include "interleaved.hpp"

namespace {

using namespace runrate;

constexpr const char* companies[] = {"CIK0000320193_AAPL", "CIK0001045810_NVDA", "CIK0001652044_GOOGL",
                                     "CIK0001640147_SNOW"};

struct document {
  std::string name;
  std::string text;
  simdjson::padded_string padded;
};

// An error that is looked at costs nothing where there is none.
void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

const std::vector<document>& documents() {
  static const std::vector<document> all = [] {
    std::vector<document> read;
    for (const std::string company : companies) {
      text_input source = text_input::file(RUNRATE_SOURCE_DIR "/tests/data/sec/" + company + ".full.json.gz");
      std::string text;
      std::vector<char> piece(std::size_t{1} << 16);
      while (const std::size_t count = source.read(piece.data(), piece.size())) text.append(piece.data(), count);
      require(source.failure().empty() && !text.empty(), company + " can't be read: " + source.failure());
      simdjson::padded_string padded(text);
      read.push_back({company.substr(company.find('_') + 1), std::move(text), std::move(padded)});
    }
    return read;
  }();
  return all;
}

void set_speed(benchmark::State& state, const document& read) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(read.text.size()));
}

void parse_dom(benchmark::State& state, const document& read) {
  simdjson::dom::parser parser;
  for (auto _ : state) {
    simdjson::dom::element root;
    require(parser.parse(read.padded).get(root) == simdjson::SUCCESS, "simdjson: no JSON");
    benchmark::DoNotOptimize(root);
  }
  set_speed(state, read);
}

// The same from the bytes that `read_company_facts` gets, which have no padding: both copy them first.
void parse_dom_unpadded(benchmark::State& state, const document& read) {
  simdjson::dom::parser parser;
  for (auto _ : state) {
    simdjson::dom::element root;
    require(parser.parse(read.text.data(), read.text.size(), true).get(root) == simdjson::SUCCESS, "simdjson: no JSON");
    benchmark::DoNotOptimize(root);
  }
  set_speed(state, read);
}

std::size_t touch(simdjson::ondemand::value value) {
  std::size_t sum = 0;
  switch (value.type()) {
    case simdjson::ondemand::json_type::object:
      for (auto member : value.get_object()) {
        sum += std::string_view(member.unescaped_key()).size();
        sum += touch(member.value());
      }
      break;
    case simdjson::ondemand::json_type::array:
      for (auto element : value.get_array()) sum += touch(element.value());
      break;
    case simdjson::ondemand::json_type::string: sum += std::string_view(value.get_string()).size(); break;
    case simdjson::ondemand::json_type::number: sum += value.get_double() > 0 ? 1 : 0; break;
    default: sum += value.is_null() ? 1 : 0;
  }
  return sum;
}

void walk_on_demand(benchmark::State& state, const document& read) {
  simdjson::ondemand::parser parser;
  for (auto _ : state) {
    simdjson::ondemand::document root = parser.iterate(read.padded);
    benchmark::DoNotOptimize(touch(root.get_value()));
  }
  set_speed(state, read);
}

void read_facts(benchmark::State& state, const document& read, const facts_options& options) {
  for (auto _ : state) {
    const facts_file facts = read_company_facts(text_input::text(read.text, read.name), options);
    require(!facts.problems.has_errors() && facts.facts_read > 0, to_string(facts.problems));
    benchmark::DoNotOptimize(facts.facts.concepts.data());
  }
  set_speed(state, read);
}

void find_quarters(benchmark::State& state, const document& read, const facts_options& options) {
  for (auto _ : state) {
    const facts_file facts = read_company_facts(text_input::text(read.text, read.name), options);
    require(!facts.problems.has_errors() && facts.facts_read > 0, to_string(facts.problems));
    std::size_t quarters = 0;
    if (options.concepts.empty()) {
      for (std::uint32_t i = 0; i < facts.facts.concepts.size(); ++i)
        quarters += discrete_quarters(facts.facts, {&i, 1}).quarters.size();
    } else {
      for (const joined_concepts& one : find_concepts(facts.facts, "revenue"))
        quarters += discrete_quarters(facts.facts, one.concepts).quarters.size();
    }
    require(quarters > 0, "no quarters");
  }
  set_speed(state, read);
}

constexpr const char* ways[] = {"dom", "dom, unpadded", "on demand", "all", "filtered", "revenue", "quarters"};
constexpr int way_count = 7;

void declare(const document& read) {
  const auto add = [&](int way, auto run) {
    benchmark::RegisterBenchmark((read.name + "|" + ways[way]).c_str(), run)->Repetitions(9)->MinTime(0.05);
  };
  add(0, [&read](benchmark::State& state) { parse_dom(state, read); });
  add(1, [&read](benchmark::State& state) { parse_dom_unpadded(state, read); });
  add(2, [&read](benchmark::State& state) { walk_on_demand(state, read); });
  add(3, [&read](benchmark::State& state) { read_facts(state, read, {}); });
  static const facts_options revenue{.concepts = {revenue_concepts().begin(), revenue_concepts().end()}};
  add(4, [&read](benchmark::State& state) { read_facts(state, read, revenue); });
  add(5, [&read](benchmark::State& state) { find_quarters(state, read, revenue); });
  add(6, [&read](benchmark::State& state) { find_quarters(state, read, {}); });
}

/// Keeps the medians; prints nothing until all is measured.
class median_keeper : public median_reporter {
public:
  void print_table() const {
    std::printf("%-6s %5s", "MB/s", "MB");
    for (const char* way : ways) std::printf(" %15s", way);
    std::printf(" %9s %11s %12s\n", "all/dom", "revenue/dom", "quarters/dom");
    for (const document& read : documents()) {
      std::printf("%-6s %5.1f", read.name.c_str(), static_cast<double>(read.text.size()) / 1e6);
      for (int way = 0; way < way_count; ++way) std::printf(" %15.0f", speed(read, way));
      std::printf(" %9.2f %11.2f %12.2f\n", speed(read, 3) / speed(read, 0), speed(read, 5) / speed(read, 0),
                  speed(read, 6) / speed(read, 0));
    }
    std::printf("the goal is a revenue/dom of at least 0.5\n");
  }

private:
  double speed(const document& read, int way) const {
    // bytes a nanosecond, as MB a second
    return static_cast<double>(read.text.size()) * 1e3 / median(read.name + "|" + ways[way]);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (!initialize_interleaved(argc, argv)) return 2;
  for (const document& read : documents()) declare(read);
  median_keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  keeper.print_table();
  return 0;
}
