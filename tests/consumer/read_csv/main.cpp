// A user's program that reads a series from memory, once as it should be and once with a gap, and a company's facts.
#include <runrate/io.hpp>
#include <runrate/runrate.hpp>

#include <cstdio>
#include <string>

using namespace runrate;

constexpr const char* header = "entity,period_start,period_end,amount_millions,currency\n";
constexpr const char* third = "Amazon,2025-07-01,2025-09-30,33006,USD\n";
constexpr const char* fourth = "Amazon,2025-10-01,2025-12-31,35579,USD\n";
constexpr const char* company =
    R"({"cik":1,"facts":{"us-gaap":{"Revenues":{"units":{"USD":[{"start":"2025-10-01","end":"2025-12-31",)"
    R"("val":5000000,"accn":"0000000001-26-000001","form":"10-K","filed":"2026-02-06"}]}}}}})";
constexpr const char* first = "Amazon,2025-01-01,2025-03-31,29267,USD\n";

int main() {
  const std::string whole = std::string(header) + third + fourth;
  const series_file read = read_series_csv(text_input::text(whole, "memory"));
  if (read.problems.errors() + read.problems.notes() != 0 || read.series.size() != 1) return 1;
  const auto rate = annualize(read.series.front().flows, method::times_four);
  if (rate->value().amount() != 142.316_bn || rate->bounds() != interval(142.314_bn, 142.318_bn)) return 2;

  const std::string gap = std::string(header) + first + third;
  const series_file broken = read_series_csv(text_input::text(gap, "memory"));
  if (!broken.problems.has_errors() || broken.series.size() != 2) return 3;

  const facts_file facts = read_company_facts(text_input::text(company, "memory"));
  if (facts.problems.has_errors() || facts.facts.concepts.front().flows.front().value != 5_mn) return 4;
  std::fputs(to_string(broken.problems).c_str(), stdout);
}
