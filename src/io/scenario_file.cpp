#include <runrate/io/formula_text.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/time/fiscal_year_end.hpp>

#include "scenario_values.hpp"
#include "text.hpp"
#include "whole_text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace runrate {
namespace detail {
namespace {

constexpr std::size_t most_file_bytes = 1'000'000;
// What a run over all periods may cost, so that a file of strangers ends in seconds: in nodes, of which one with a
// power or a logarithm counts a hundred.
constexpr std::size_t most_work = 10'000'000;

class scenario_reader {
public:
  scenario_reader(std::string name, std::string_view text, std::string folder, scenario_file& into)
      : into_(into),
        name_(std::move(name)),
        document_(name_, text, into.problems),
        references_(document_, std::move(folder), into.problems) {}

  void read() {
    if (document_.root() == nullptr) return;
    const toml::table& root = *document_.root();
    constexpr std::array<std::string_view, 10> keys{"title",   "note",  "periods",   "series",      "claims",
                                                    "drivers", "lines", "scenarios", "comparisons", "targets"};
    document_.allow_only(root, keys, "a scenario file");
    into_.title = text_of(document_, root, "title").value_or("");
    into_.note = text_of(document_, root, "note").value_or("");
    references_.read(root);
    const auto periods = read_periods(root);
    if (!periods) return;
    values_.emplace(document_, references_, *periods);
    read_drivers(root);
    auto model = read_lines(root, *periods);
    auto scenarios = read_scenarios(root);
    if (!model) return;
    if (into_.problems.has_errors()) return;
    auto set = scenario_set::of(std::move(*model), *periods, std::move(drivers_), std::move(scenarios));
    if (!set) {
      const toml::node* at = root.get("scenarios");
      document_.refuse(at != nullptr ? *at : root, set.error().text, {});
      return;
    }
    into_.set = std::move(*set);
    read_comparisons(root);
    read_targets(root);
    if (into_.problems.has_errors()) into_.set.reset();
  }

private:
  /// The tables of a part such as [drivers], in the order of the file.
  std::vector<std::pair<const toml::key*, const toml::node*>> parts(const toml::table& root, std::string_view name) {
    const toml::node* at = root.get(name);
    if (at == nullptr) return {};
    if (const toml::table* table = at->as_table()) return in_file_order(*table);
    document_.refuse(*at, std::string(name) + " is no table", "[" + std::string(name) + ".NAME] was expected");
    return {};
  }

  std::optional<timeline> read_periods(const toml::table& root) {
    const toml::node* at = root.get("periods");
    const toml::table* table = at != nullptr ? at->as_table() : nullptr;
    if (table == nullptr) {
      document_.refuse(at != nullptr ? *at : root, "there are no periods",
                       "[periods] with first = \"2026Q1\" and count = 4 was expected");
      return std::nullopt;
    }
    constexpr std::array<std::string_view, 4> keys{"first", "last", "count", "fiscal_year_end"};
    document_.allow_only(*table, keys, "periods");
    const auto first = read_label(*table, "first");
    if (!first) {
      if (table->get("first") == nullptr)
        document_.refuse(*table, "periods have no first", "first = \"2026Q1\" was expected");
      return std::nullopt;
    }
    std::optional<any_calendar> calendar;
    if (const auto end = text_of(document_, *table, "fiscal_year_end")) {
      const auto read = parse_fiscal_year_end(*end);
      if (!read) {
        document_.refuse_inside(*table->get("fiscal_year_end"), 0, read.error().text, {});
        return std::nullopt;
      }
      calendar.emplace(*read);
    }
    if (first->is_fiscal() && !calendar) {
      document_.refuse(*table->get("first"), to_string(*first) + " has no days without a calendar",
                       "fiscal_year_end = \"06\" or the like was expected beside it");
      return std::nullopt;
    }
    const toml::node* count_node = table->get("count");
    const toml::node* last_node = table->get("last");
    if ((count_node == nullptr) == (last_node == nullptr)) {
      document_.refuse(*table, "periods have " + std::string(count_node == nullptr ? "no end" : "two ends"),
                       "either count or last was expected");
      return std::nullopt;
    }
    std::int64_t count = 0;
    const toml::node& end = count_node != nullptr ? *count_node : *last_node;
    if (count_node != nullptr) {
      if (!count_node->is_integer()) {
        document_.refuse(*count_node, "count is no whole number", "the number of periods was expected");
        return std::nullopt;
      }
      count = count_node->as_integer()->get();
    } else {
      const auto last = read_label(*table, "last");
      if (!last) return std::nullopt;
      if (last->unit() != first->unit() || last->is_fiscal() != first->is_fiscal()) {
        document_.refuse(*last_node, to_string(*last) + " is of another kind than " + to_string(*first),
                         "both are years, quarters or months, fiscal or of the calendar");
        return std::nullopt;
      }
      const int per_year = units_per_year(first->unit());
      count = std::int64_t{last->year() - first->year()} * per_year + last->number() - first->number() + 1;
    }
    if (count < 1 || count > timeline::most_periods) {
      document_.refuse(end, "these are " + std::to_string(count) + " periods",
                       "1 to " + grouped(static_cast<std::size_t>(timeline::most_periods)) + " were expected");
      return std::nullopt;
    }
    auto made = calendar ? timeline::of(*calendar, *first, static_cast<int>(count))
                         : timeline::of(*first, static_cast<int>(count));
    if (!made) {
      document_.refuse(end, made.error().text, {});
      return std::nullopt;
    }
    return *made;
  }

  std::optional<period_label> read_label(const toml::table& table, std::string_view key) {
    const auto text = text_of(document_, table, key);
    if (!text) return std::nullopt;
    const auto label = parse_label(*text);
    if (label) return *label;
    document_.refuse_inside(*table.get(key), 0, label.error().text, {});
    return std::nullopt;
  }

  bool name_is_free(const toml::key& key) {
    if (const auto problem = name_problem(key.str())) {
      document_.refuse(key, *problem, {});
      return false;
    }
    return true;
  }

  void read_drivers(const toml::table& root) {
    for (const auto& [key, value] : parts(root, "drivers")) {
      if (!name_is_free(*key)) continue;
      // Its unit is known also where its value is wrong: formulas that read it are not to blame.
      if (const toml::table* table = value->as_table()) {
        if (const auto* text = table->get_as<std::string>("unit")) {
          if (const auto of = unit::parse(text->get())) names_.drivers.emplace(key->str(), *of);
        }
      }
      if (auto driver = values_->read_driver(*key, *value)) drivers_.push_back(std::move(*driver));
      if (!names_.drivers.contains(key->str())) broken_drivers_ = true;
    }
  }

  struct line_text {
    const toml::key* key;
    const toml::node* formula;
    unit of;
    parsed_formula read = formula_error{};
  };

  std::optional<formulas> read_lines(const toml::table& root, const timeline& periods) {
    std::vector<line_text> lines;
    const auto tables = parts(root, "lines");
    if (tables.empty()) {
      const toml::node* at = root.get("lines");
      document_.refuse(at != nullptr ? *at : root, "there are no lines",
                       "[lines.revenue] with unit and formula was expected");
      return std::nullopt;
    }
    const auto expression_of_file = std::make_shared<expression>();
    for (const auto& [key, value] : tables) {
      if (auto line = read_line_table(*key, *value)) lines.push_back(std::move(*line));
    }
    for (const line_text& l : lines) read_initial(l, *root.get("lines")->as_table(), expression_of_file);
    const auto functions = formula_ramps();
    std::vector<line_formula> made;
    for (line_text& l : lines) {
      l.read = parse(*l.formula, expression_of_file, functions);
      if (l.read) made.push_back({std::string(l.key->str()), l.of, l.read.root()});
    }
    if (into_.problems.has_errors()) return std::nullopt;
    if (const auto wrong = formulas::problem_in(*expression_of_file, made)) {
      const line_text& l = lines[wrong->line];
      const auto place = l.read.find(wrong->node);
      document_.refuse_inside(*l.formula, place ? place->offset : 0, made[wrong->line].name + ": " + wrong->why.text,
                              {});
      return std::nullopt;
    }
    auto all = formulas::of(expression_of_file, std::move(made));
    if (!all) {
      document_.refuse(root, all.error().text, {});
      return std::nullopt;
    }
    if (!is_affordable(*all, periods)) {
      document_.refuse(*root.get("periods"),
                       "the formulas are too much work over " + grouped(periods.size()) + " periods",
                       "fewer periods, or fewer powers and logarithms, were expected");
      return std::nullopt;
    }
    return *all;
  }

  static bool is_affordable(const formulas& f, const timeline& periods) {
    std::size_t work = 0;
    for (const node_id id : f.order()) {
      const operation op = f.parts()[id].op;
      const bool dear = op == operation::power || op == operation::exponential || op == operation::logarithm;
      work += dear ? 100 : 1;
    }
    return work <= most_work / periods.size();
  }

  std::optional<line_text> read_line_table(const toml::key& key, const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!name_is_free(key)) return std::nullopt;
    if (table == nullptr) {
      document_.refuse(value, shown(key.str()) + " is no table", "unit and formula were expected");
      return std::nullopt;
    }
    if (names_.drivers.contains(key.str())) {
      document_.refuse(key, shown(key.str()) + " is a driver too", "a name of its own was expected");
      return std::nullopt;
    }
    constexpr std::array<std::string_view, 4> keys{"unit", "formula", "initial", "note"};
    document_.allow_only(*table, keys, "a line");
    into_.line_notes.push_back(text_of(document_, *table, "note").value_or(""));
    const auto unit_text = text_of(document_, *table, "unit");
    const toml::node* formula = table->get("formula");
    if (!unit_text || formula == nullptr || !formula->is_string()) {
      if (table->get("unit") == nullptr)
        document_.refuse(key, shown(key.str()) + " has no unit", "unit = \"USD\" or the like was expected");
      if (formula == nullptr)
        document_.refuse(key, shown(key.str()) + " has no formula", "formula = \"...\" was expected");
      if (formula != nullptr && !formula->is_string()) {
        document_.refuse(*formula, "a formula is text", "formula = \"...\" in quotes was expected");
      }
      return std::nullopt;
    }
    const auto of = unit::parse(*unit_text);
    if (!of) {
      document_.refuse_inside(*table->get("unit"), 0, of.error().text, {});
      return std::nullopt;
    }
    names_.lines.emplace(key.str(), formula_names::line_name{*of});
    return line_text{&key, formula, *of};
  }

  /// What a line is before the first period: a formula too, which may not look back itself.
  void read_initial(const line_text& line, const toml::table& lines, const std::shared_ptr<expression>& into) {
    const toml::node* initial = lines.get(line.key->str())->as_table()->get("initial");
    if (initial == nullptr) return;
    std::optional<node_id> node;
    if (initial->is_integer() || initial->is_floating_point()) {
      if (const auto number = document_.number(*initial)) node = into->constant(*number, line.of);
    } else if (initial->is_string()) {
      const auto read = parse(*initial, into, {});
      if (read) node = read.root();
    } else {
      document_.refuse(*initial, "initial is neither a number nor a formula", "initial = \"opening_arr\" was expected");
    }
    names_.lines.find(line.key->str())->second.initial = node;
  }

  parsed_formula parse(const toml::node& text, const std::shared_ptr<expression>& into,
                       std::span<const formula_function> functions) {
    parsed_formula read = parse_formula(text.as_string()->get(), into, names_, functions);
    // A name may be unknown because its driver could not be read; that was said there.
    const bool may_be_broken = !read && broken_drivers_;
    if (!read && !may_be_broken) {
      document_.refuse_inside(text, read.error().offset, read.error().found, read.error().expected);
    }
    return read;
  }

  std::vector<scenario> read_scenarios(const toml::table& root) {
    std::vector<scenario> all;
    const auto tables = parts(root, "scenarios");
    std::vector<std::string_view> names{scenario_set::base_name};
    for (const auto& [key, value] : tables) names.push_back(key->str());
    for (const auto& [key, value] : tables) {
      const toml::table* table = value->as_table();
      if (table == nullptr) {
        document_.refuse(*value, shown(key->str()) + " is no table", "set = { driver = value, ... } was expected");
        continue;
      }
      constexpr std::array<std::string_view, 4> keys{"inherits", "weight", "set", "note"};
      document_.allow_only(*table, keys, "a scenario");
      scenario made{std::string(key->str())};
      made.note = text_of(document_, *table, "note").value_or("");
      made.inherits = text_of(document_, *table, "inherits").value_or("");
      if (!made.inherits.empty() && std::find(names.begin(), names.end(), made.inherits) == names.end()) {
        refuse_name(*table->get("inherits"), "scenario", names);
        continue;
      }
      if (const toml::node* weight = table->get("weight")) made.weight = values_->read_number(*weight, unit());
      read_set(*table, made);
      all.push_back(std::move(made));
    }
    return all;
  }

  void read_set(const toml::table& table, scenario& into) {
    const toml::node* at = table.get("set");
    if (at == nullptr) return;
    if (!at->is_table()) {
      document_.refuse(*at, "set is no table", "{ driver = value, ... } was expected");
      return;
    }
    // A dotted name, rainier.chips, is a table in a table to TOML: it is written in quotes.
    for (const auto& [key, value] : in_file_order(*at->as_table())) {
      const auto of = names_.drivers.find(key->str());
      if (of == names_.drivers.end()) {
        if (broken_drivers_) continue;
        std::vector<std::string_view> known;
        for (const auto& [name, unit] : names_.drivers) known.push_back(name);
        const std::string_view near = nearest(key->str(), known);
        document_.refuse(*key, "there is no driver " + shown(key->str()),
                         near.empty() ? "expected " + listed(known) : "did you mean '" + std::string(near) + "'?");
        continue;
      }
      if (auto setting = values_->read_setting(*key, *value, of->second))
        into.own.insert_or_assign(of->first, std::move(*setting));
    }
  }

  void refuse_name(const toml::node& at, const char* what, std::span<const std::string_view> names) {
    const std::string name = at.as_string() != nullptr ? at.as_string()->get() : std::string(document_.written(at));
    const std::string_view near = nearest(name, names);
    document_.refuse_inside(at, 0, std::string("there is no ") + what + " " + shown(name),
                            near.empty() ? "expected " + listed(names) : "did you mean '" + std::string(near) + "'?");
  }

  void read_comparisons(const toml::table& root) {
    std::vector<std::string_view> names;
    for (const scenario& s : into_.set->scenarios()) names.push_back(s.name);
    for (const auto& [key, value] : parts(root, "comparisons")) {
      const toml::table* table = value->as_table();
      if (table == nullptr) {
        document_.refuse(*value, shown(key->str()) + " is no table", "with and without were expected");
        continue;
      }
      constexpr std::array<std::string_view, 3> keys{"with", "without", "note"};
      document_.allow_only(*table, keys, "a comparison");
      scenario_comparison made{std::string(key->str()), {}, {}, text_of(document_, *table, "note").value_or("")};
      bool complete = true;
      for (const auto& [side, name] : {std::pair("with", &made.with), std::pair("without", &made.without)}) {
        const auto text = text_of(document_, *table, side);
        if (table->get(side) == nullptr) {
          document_.refuse(*key, shown(key->str()) + " has no " + side, "the name of a scenario was expected");
        } else if (text && into_.set->find(*text) == nullptr) {
          refuse_name(*table->get(side), "scenario", names);
        } else if (text) {
          *name = *text;
          continue;
        }
        complete = false;
      }
      if (complete) into_.comparisons.push_back(std::move(made));
    }
  }

  void read_targets(const toml::table& root) {
    for (const auto& [key, value] : parts(root, "targets")) {
      if (auto target = read_target(*key, *value)) into_.targets.push_back(std::move(*target));
    }
  }

  std::optional<scenario_target> read_target(const toml::key& key, const toml::node& value) {
    const toml::table* table = value.as_table();
    if (table == nullptr || table->get_as<std::string>("line") == nullptr) {
      document_.refuse(key, shown(key.str()) + " has no line", "line = \"revenue\" was expected");
      return std::nullopt;
    }
    constexpr std::array<std::string_view, 7> words{"exactly", "about", "nearly", "over", "at_least", "up_to", "under"};
    std::vector<std::string_view> keys{"line", "period", "comparison", "claim", "source"};
    keys.insert(keys.end(), words.begin(), words.end());
    document_.allow_only(*table, keys, "a target");
    const std::string line = table->get_as<std::string>("line")->get();
    const std::string label = text_of(document_, *table, "period").value_or("");
    const auto of = measure::of(into_.set->model(), into_.set->periods(), line, label);
    if (!of) {
      const bool of_line = !into_.set->model().find(line);
      document_.refuse_inside(*table->get(of_line ? "line" : "period"), 0, of.error().text, {});
      return std::nullopt;
    }
    scenario_target made{std::string(key.str()),
                         *of,
                         {},
                         {},
                         interval(decimal()),
                         {},
                         text_of(document_, *table, "source").value_or("")};
    if (const auto comparison = text_of(document_, *table, "comparison")) {
      const auto at = std::find_if(into_.comparisons.begin(), into_.comparisons.end(),
                                   [&](const auto& c) { return c.name == *comparison; });
      if (at == into_.comparisons.end()) {
        std::vector<std::string_view> names;
        for (const auto& c : into_.comparisons) names.push_back(c.name);
        refuse_name(*table->get("comparison"), "comparison", names);
        return std::nullopt;
      }
      made.comparison = static_cast<std::size_t>(at - into_.comparisons.begin());
    }
    return with_amount(key, *table, words, std::move(made));
  }

  std::optional<scenario_target> with_amount(const toml::key& key, const toml::table& table,
                                             std::span<const std::string_view> words, scenario_target made) {
    const unit of = into_.set->model().lines()[made.of.line].unit;
    const toml::node* claimed = table.get("claim");
    std::vector<std::string_view> given;
    for (const std::string_view word : words) {
      if (table.get(word) != nullptr) given.push_back(word);
    }
    if (given.size() + (claimed != nullptr ? 1 : 0) != 1) {
      document_.refuse(
          key, shown(key.str()) + " has " + (given.empty() && claimed == nullptr ? "no amount" : "several amounts"),
          "one of claim, " + listed(words) + " was expected");
      return std::nullopt;
    }
    claim said{{}, into_.set->periods().during(), claim_measure::total, comparator::exactly, {}};
    if (claimed != nullptr) {
      const claim* found = claimed->is_string() ? references_.find_claim(*claimed) : nullptr;
      if (!claimed->is_string())
        document_.refuse(*claimed, "claim is no text", "the name of a [claims.NAME] was expected");
      if (found == nullptr) return std::nullopt;
      if (!found->unit || !of.is(found->unit->code())) {
        document_.refuse(
            *claimed, "the claim is in " + (found->unit ? std::string(found->unit->code()) : std::string("per cent")),
            "the line is in " + to_string(of));
        return std::nullopt;
      }
      said = *found;
      if (made.source.empty()) made.source = found->source;
    } else {
      const toml::node& amount = *table.get(given[0]);
      const auto number = values_->read_number(amount, of);
      if (!number) return std::nullopt;
      said.word = *parse_comparator(given[0]);
      said.figure = round(*number, round_to{decimal::places});
      said.decimals = decimal::places;
      if (const auto* text = amount.as_string()) {
        if (const auto read = reported_amount::parse(text->get())) said.decimals = read->decimals;
      }
    }
    made.value = said.figure;
    made.range = said.range();
    made.words = std::string(to_string(said.word));
    return made;
  }

  scenario_file& into_;
  std::string name_;
  toml_document document_;
  scenario_references references_;
  std::optional<scenario_values> values_;
  formula_names names_;
  std::vector<scenario_driver> drivers_;
  bool broken_drivers_ = false;  // the unit of one could not be read, so that formulas may not know its name
};

}  // namespace
}  // namespace detail

scenario_file read_scenario_file(text_input source, const std::string& folder) {
  scenario_file read;
  const std::string name = source.name();
  detail::whole_text text(source, detail::most_file_bytes);
  if (!source.failure().empty()) {
    read.problems.add({name, 0, 0, "can't be read: " + source.failure(), {}, severity::error});
  } else if (text.is_longer_than_allowed()) {
    read.problems.add({name, 0, 0, "it has more than 1 MB", "a scenario file of at most 1,000,000 bytes was expected",
                       severity::error});
  } else if (const std::size_t valid = detail::valid_utf_8(text.text()); valid != text.text().size()) {
    const auto fault = detail::fault_of(text.text()[valid]);
    const text_position at = detail::locate(text.text(), valid, {1, 1});
    read.problems.add({name, at.line, at.column, fault.found, fault.expected, severity::error});
  } else {
    detail::scenario_reader(name, text.text(), folder, read).read();
    read.problems.sort_by_place();
  }
  return read;
}

scenario_file read_scenario_file(const std::string& path) {
  return read_scenario_file(text_input::file(path), std::filesystem::path(path).parent_path().string());
}

}  // namespace runrate
