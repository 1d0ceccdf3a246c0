// Names that the formulas of the tests stand on, and the models that they make.
#ifndef RUNRATE_TESTS_UNIT_IO_FORMULA_SCOPE_HPP
#define RUNRATE_TESTS_UNIT_IO_FORMULA_SCOPE_HPP

#include <runrate/io/formula_text.hpp>
#include <runrate/model.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace runrate;

namespace {

[[maybe_unused]] unit unit_of(std::string_view text) { return unit::parse(text).value(); }

/// The names of docs/reference/formula-language.md.
struct scope {
  std::shared_ptr<expression> parts = std::make_shared<expression>();
  formula_names names;
  std::vector<formula_function> functions = formula_ramps();

  scope() {
    names.drivers = {{"chips", unit_of("chip")},        {"price", unit_of("USD / chip hour")},
                     {"utilization", unit_of("1")},     {"growth", unit_of("1")},
                     {"churn", unit_of("1")},           {"new_users", unit_of("user")},
                     {"rainier.chips", unit_of("chip")}};
    names.lines["users"].unit = unit_of("user");
    names.lines["revenue"].unit = unit_of("USD");
    names.lines["arr"] = {unit_of("USD"), parts->constant(ratio(1'000'000), unit_of("USD"))};
  }

  parsed_formula parse(std::string_view text) const { return parse_formula(text, parts, names, functions); }

  std::string printed(std::string_view text) const {
    const parsed_formula read = parse(text);
    return read ? to_string(*parts, read.root()) : said(read);
  }

  static std::string said(const parsed_formula& read) {
    const formula_error& wrong = read.error();
    return wrong.expected.empty() ? wrong.found : wrong.found + "; " + wrong.expected;
  }

  /// "offset+length sentence", or what the formula prints.
  std::string outcome(std::string_view text) const {
    const parsed_formula read = parse(text);
    if (read) return to_string(*parts, read.root());
    return std::to_string(read.error().offset) + '+' + std::to_string(read.error().length) + ' ' + said(read);
  }
};

/// Rows of the tables whose second column has that title: what stands in code in both of the first two columns.
[[maybe_unused]] result<formulas> model_of(const scope& names,
                                           const std::vector<std::pair<std::string, std::string>>& lines) {
  std::vector<line_formula> read;
  for (const auto& [name, text] : lines) {
    read.push_back({name, names.names.lines.at(name).unit, names.parse(text).root()});
  }
  return formulas::of(names.parts, read);
}

}  // namespace

#endif
