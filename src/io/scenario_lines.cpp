#include "scenario_lines.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>

namespace runrate::detail {

bool name_is_free(toml_document& document, const toml::key& key) {
  const auto problem = name_problem(key.str());
  if (problem) document.refuse(key, *problem, {});
  return !problem;
}

std::optional<formulas> scenario_lines::read(const toml::table& root) {
  const auto entries = document_.entries(root, "lines");
  if (entries.empty()) {
    const toml::node* at = root.get("lines");
    if (at == nullptr || (at->is_table() && at->as_table()->empty())) {
      document_.refuse(at != nullptr ? *at : root, "there are no lines",
                       "[lines.revenue] with unit and formula was expected");
    }
    return std::nullopt;
  }
  for (const toml_entry& entry : entries) {
    if (auto line = read_table(entry)) lines_.push_back(std::move(*line));
  }
  for (const named_line& line : lines_) read_initial(line);
  const auto ramps = formula_ramps();
  std::vector<line_formula> made;
  for (named_line& line : lines_) {
    line.read = parse(*line.formula, ramps);
    if (line.read) made.push_back({std::string(line.key->str()), line.of, line.read.root(), line.kind});
  }
  // What a formula puts together is only known where all of it is there.
  if (problems_.has_errors()) return std::nullopt;
  if (const auto wrong = formulas::problem_in(*parts_, made)) {
    const named_line& line = lines_[wrong->line];
    const auto place = line.read.find(wrong->node);
    document_.refuse_inside(*line.formula, place ? place->offset : 0,
                            std::string(line.key->str()) + ": " + wrong->why.text, {});
    return std::nullopt;
  }
  auto all = formulas::of(parts_, std::move(made));
  if (!all) {
    document_.refuse(root, all.error().text, {});
    return std::nullopt;
  }
  return *std::move(all);
}

std::vector<std::string> scenario_lines::notes() const {
  std::vector<std::string> all;
  for (const named_line& line : lines_) all.push_back(line.note);
  return all;
}

std::optional<scenario_lines::named_line> scenario_lines::read_table(const toml_entry& entry) {
  if (!name_is_free(document_, *entry.key)) return std::nullopt;
  const toml::table* table = document_.table_of(entry, "unit and formula");
  if (table == nullptr) return std::nullopt;
  const std::string_view name = entry.key->str();
  if (names_.drivers.contains(name)) {
    document_.refuse(*entry.key, shown(name) + " is a driver too", "a name of its own was expected");
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 5> keys{"unit", "formula", "initial", "kind", "note"};
  document_.allow_only(*table, keys, "a line");
  named_line line{entry.key, table->get("formula"), table->get("initial"), {}, read_kind(*table), {}};
  line.note = document_.text(*table, "note").value_or("");
  const auto unit_text = document_.needed_text(*entry.key, *table, "unit", "USD");
  const auto formula = document_.needed_text(*entry.key, *table, "formula", "chips * price");
  if (!unit_text) return std::nullopt;
  const auto of = unit::parse(*unit_text);
  if (!of) {
    document_.refuse_inside(*table->get("unit"), 0, of.error().text, {});
    return std::nullopt;
  }
  line.of = *of;
  names_.lines.emplace(name, formula_names::line_name{*of});
  if (!formula) return std::nullopt;
  return line;
}

line_kind scenario_lines::read_kind(const toml::table& line) {
  const auto text = document_.text(line, "kind");
  if (!text) return line_kind::by_unit;
  if (*text == "flow") return line_kind::flow;
  if (*text == "balance") return line_kind::balance;
  document_.refuse_inside(*line.get("kind"), 0, shown(*text) + " is no kind of line",
                          "flow, which adds up over periods, or balance, whose last value counts, was expected");
  return line_kind::by_unit;
}

// What a line is before the first period: a formula too, which may not look back itself.
void scenario_lines::read_initial(const named_line& line) {
  if (line.initial == nullptr) return;
  std::optional<node_id> node;
  if (line.initial->is_number()) {
    if (const auto number = document_.number(*line.initial)) node = parts_->constant(*number, line.of);
  } else if (line.initial->is_string()) {
    if (const auto read = parse(*line.initial, {})) node = read.root();
  } else {
    document_.refuse(*line.initial, "initial is neither a number nor a formula",
                     "initial = \"opening_arr\" or a number was expected");
  }
  names_.lines.find(line.key->str())->second.initial = node;
}

parsed_formula scenario_lines::parse(const toml::node& text, std::span<const formula_function> functions) {
  parsed_formula read = parse_formula(text.as_string()->get(), parts_, names_, functions);
  // A name may be unknown because its driver could not be read; that was said there.
  if (!read && !some_are_broken_) {
    document_.refuse_inside(text, read.error().offset, read.error().found, read.error().expected);
  }
  return read;
}

}  // namespace runrate::detail
