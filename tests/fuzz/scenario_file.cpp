// libFuzzer: no bytes make the reader of scenario files crash, and what it reads can be run, bounded, differentiated
// and compared. Files are read only beside the corpus' own series and claims.
#include <runrate/io/scenario_file.hpp>
#include <runrate/scenario/difference.hpp>
#include <runrate/scenario/sensitivity.hpp>

#include "pieces.hpp"

#include <cstdint>

namespace {

using namespace runrate;

// A run that takes long is no finding by itself: the reader's limit is for all questions together.
constexpr std::size_t most_work = 20'000;

void run_all(scenario_set set) {
  set.limit_work(most_work);
  const auto lines = set.model().lines().size();
  for (const scenario& s : set.scenarios()) {
    const auto values = set.values(s.name);
    fuzz::require(values.has_value());
    const auto run = set.run(s.name);
    const auto bounds = set.bounds(s.name);
    static_cast<void>(set.derivatives(s.name));
    if (!run || !bounds) continue;
    for (std::size_t l = 0; l < lines; ++l) {
      for (std::size_t t = 0; t < set.periods().size(); ++t) {
        fuzz::require(bounds->value(l, t).contains(run->value(l, t).value()));
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const scenario_file read = read_scenario_file(text_input::text(text, "fuzz.toml"), "examples/data");
  fuzz::require(read.set.has_value() != read.problems.has_errors());
  static_cast<void>(to_string(read.problems));
  // As of a day nothing is there that ended or was said later.
  const scenario_file then =
      read_scenario_file(text_input::text(text, "fuzz.toml"), "examples/data", {date_of(2025, 11, 30)});
  fuzz::require(then.set.has_value() != then.problems.has_errors());
  for (const scenario_source& s : then.sources) fuzz::require(s.days.last() <= date_of(2025, 11, 30));
  if (!read.set) return 0;
  fuzz::require(read.line_notes.size() == read.set->model().lines().size());
  if (read.set->scenarios().size() > 20) return 0;
  run_all(*read.set);
  scenario_set set = *read.set;
  set.limit_work(most_work);
  for (const scenario_comparison& c : read.comparisons) static_cast<void>(difference(set, c.with, c.without));
  for (const scenario_target& t : read.targets) {
    fuzz::require(t.of.end <= set.periods().size() && t.range.contains(t.value));
    static_cast<void>(slopes(set, set.scenarios()[0].name, t.of));
  }
  return 0;
}
