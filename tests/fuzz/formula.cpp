// libFuzzer: no bytes make the reader of formulas crash or run deep; what it reads, printed, is read to the same node.
#include <runrate/io/formula_text.hpp>
#include <runrate/model/formulas.hpp>

#include "pieces.hpp"

#include <cstdint>

namespace {

using namespace runrate;

// What prints longer than it was written may pass a limit, and nothing else.
bool passes_a_limit(const formula_error& wrong) {
  return wrong.expected.starts_with("expected at most") || wrong.found.starts_with("more than 200 ");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<formula_function> ramps = formula_ramps();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parts = std::make_shared<expression>();
  formula_names names;
  for (const char* const d : {"a", "b", "price", "fleet.chips"}) names.drivers[d] = unit::parse("USD").value();
  names.lines["x"].unit = unit::parse("USD").value();
  names.lines["arr"] = {unit(), parts->constant(ratio(7))};
  const parsed_formula read = parse_formula(text, parts, names, ramps);
  if (!read) {
    const formula_error& wrong = read.error();
    fuzz::require(!wrong.found.empty() && wrong.offset <= size && wrong.length <= size - wrong.offset);
    return 0;
  }
  for (const formula_place& p : read.places()) {
    fuzz::require(p.length != 0 && p.offset < size && p.length <= size - p.offset);
  }
  fuzz::require(read.find(read.root()).has_value());
  const std::string printed = to_string(*parts, read.root());
  if (printed.find("...") != std::string::npos) return 0;  // shared parts, beyond what is printed
  const parsed_formula again = parse_formula(printed, parts, names);
  fuzz::require(again ? again.root() == read.root() : passes_a_limit(again.error()));
  if (const auto model = formulas::of(parts, {{"x", unit(), read.root()}})) {
    fuzz::require(!normal_form(*model, 0).empty());
  }
  return 0;
}
