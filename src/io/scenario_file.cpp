#include <runrate/io/scenario_file.hpp>

#include "scenario_lines.hpp"
#include "scenario_references.hpp"
#include "scenario_targets.hpp"
#include "scenario_timeline.hpp"
#include "scenario_uncertainty.hpp"
#include "scenario_values.hpp"
#include "text.hpp"
#include "whole_text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace runrate {
namespace detail {
namespace {

constexpr std::size_t most_file_bytes = 1'000'000;
// What a question about all scenarios may cost, so that a stranger's file ends within a minute: see `evaluate`.
constexpr std::size_t most_work = 400'000'000;
constexpr std::size_t fewest_runs = 100;  // as many as a search or a small grid takes

class scenario_reader {
public:
  scenario_reader(std::string name, std::string_view text, std::string folder, const scenario_reading& how,
                  scenario_file& into)
      : into_(into),
        document_(std::move(name), text, into.problems),
        references_(document_, std::move(folder), how.as_of) {}

  void read() {
    if (document_.root() != nullptr) read_root(*document_.root());
    into_.problems.sort_by_place();
    for (const diagnostic& one : references_.problems()) into_.problems.add(one);
    if (into_.problems.has_errors()) into_.set.reset();
  }

private:
  void read_root(const toml::table& root) {
    constexpr std::array<std::string_view, 11> keys{"title",       "note",    "periods",     "series",
                                                    "claims",      "drivers", "lines",       "scenarios",
                                                    "comparisons", "targets", "correlations"};
    document_.allow_only(root, keys, "a scenario file");
    into_.title = document_.text(root, "title").value_or("");
    into_.note = document_.text(root, "note").value_or("");
    references_.read(root);
    into_.sources = references_.sources();
    auto periods = read_timeline(document_, root);
    if (!periods) return;
    scenario_values values(document_, references_, *periods);
    read_drivers(root, values);
    into_.correlations =
        scenario_correlations(document_, values, {units_, drivers_, into_.paths, some_are_broken_}).read(root);
    scenario_lines lines(document_, into_.problems, units_, some_are_broken_);
    auto model = lines.read(root);
    into_.line_notes = lines.notes();
    auto scenarios = read_scenarios(root, values);
    read_comparisons(root, scenarios);
    if (!model || into_.problems.has_errors() || !references_.problems().empty()) return;
    auto set = scenario_set::of(*std::move(model), *periods, std::move(drivers_), std::move(scenarios));
    if (!set) return refuse_set(root, set.error());
    into_.set = *std::move(set);
    const std::size_t runs =
        into_.set->scenarios().size() + 2 * (into_.comparisons.size() + into_.set->drivers().size());
    into_.set->limit_work(most_work / std::max(fewest_runs, runs));
    scenario_targets targets(document_, references_, values, *into_.set, into_.comparisons);
    into_.targets = targets.read(root);
    into_.target_line = targets.first_line();
  }

  void read_drivers(const toml::table& root, scenario_values& values) {
    for (const toml_entry& entry : document_.entries(root, "drivers")) {
      const auto of = read_unit(entry);
      if (!of) {
        some_are_broken_ = true;
        continue;
      }
      // Its unit is known also where its value is wrong: formulas that read it are not to blame.
      units_.emplace(entry.key->str(), *of);
      if (auto driver = values.read_driver(*entry.key, *entry.value->as_table(), *of)) {
        drivers_.push_back(std::move(*driver));
      }
      read_path_of(entry, values, *of);
    }
  }

  void read_path_of(const toml_entry& entry, scenario_values& values, const unit& of) {
    const toml::table& table = *entry.value->as_table();
    const toml::node* at = table.get("path");
    const driver_path* const errors = values.errors_of(entry.key->str());
    std::optional<driver_path> path;
    if (errors != nullptr) path = *errors;
    if (at != nullptr) {
      const auto read = read_path(document_, values, *at, of);
      if (!read) return;
      const bool is_of_forecast = read->kind == path_kind::forecast;
      if (is_of_forecast && table.get("forecast") == nullptr) {
        return document_.refuse(*at, "this is the path of a forecast, and there is none",
                                "forecast = \"...\" was expected, with the name of a series");
      }
      if (!is_of_forecast && errors != nullptr) {
        return document_.refuse(*at, "a forecast moves by its own errors",
                                "no path was expected, or { kind = \"forecast\", at_least = 0 }");
      }
      if (path) {
        path->at_least = read->at_least, path->at_most = read->at_most;
      } else if (!is_of_forecast) {
        path = *read;
      }
    }
    if (path) into_.paths.emplace(entry.key->str(), *std::move(path));
  }

  std::optional<unit> read_unit(const toml_entry& driver) {
    if (!name_is_free(document_, *driver.key)) return std::nullopt;
    const toml::table* table = document_.table_of(driver, "unit and value");
    if (table == nullptr) return std::nullopt;
    const auto text = document_.needed_text(*driver.key, *table, "unit", "USD / chip hour");
    if (!text) return std::nullopt;
    const auto of = unit::parse(*text);
    if (of) return *of;
    document_.refuse_inside(*table->get("unit"), 0, of.error().text,
                            "names, one stroke and powers were expected: \"USD / chip hour\"");
    return std::nullopt;
  }

  // At the scenario that it is about, or the first that has a weight.
  void refuse_set(const toml::table& root, const reason& why) {
    const toml::node* at = root.get("scenarios");
    if (at == nullptr) return document_.refuse(root, why.text, {});
    const auto about =
        std::find_if(why.operands.begin(), why.operands.end(), [](const operand& o) { return o.name == "scenario"; });
    const bool is_about_one = about != why.operands.end();
    const bool is_about_weights = !is_about_one || why.code == reason_code::out_of_range;
    for (const toml_entry& entry : in_file_order(*at->as_table())) {
      const toml::node* place = entry.value->as_table()->get(is_about_weights ? "weight" : "inherits");
      if (place == nullptr || (is_about_one && about->value != entry.key->str())) continue;
      return document_.refuse(*place, why.text, {});
    }
    document_.refuse(*at, why.text, {});
  }

  std::vector<scenario> read_scenarios(const toml::table& root, scenario_values& values) {
    std::vector<scenario> all;
    const auto entries = document_.entries(root, "scenarios");
    std::vector<std::string_view> names{scenario_set::base_name};
    for (const toml_entry& entry : entries) names.push_back(entry.key->str());
    for (const toml_entry& entry : entries) {
      const toml::table* table = document_.table_of(entry, "set");
      if (table == nullptr) continue;
      constexpr std::array<std::string_view, 4> keys{"inherits", "weight", "set", "note"};
      document_.allow_only(*table, keys, "a scenario");
      scenario made{std::string(entry.key->str())};
      made.note = document_.text(*table, "note").value_or("");
      if (const auto inherits = document_.text(*table, "inherits")) {
        made.inherits = *inherits;
        if (std::find(names.begin(), names.end(), *inherits) == names.end()) {
          document_.refuse_name(*table->get("inherits"), "scenario", names);
        }
      }
      if (const toml::node* weight = table->get("weight")) made.weight = values.read_number(*weight, unit());
      read_set(*table, values, made);
      all.push_back(std::move(made));
    }
    return all;
  }

  void read_set(const toml::table& table, scenario_values& values, scenario& into) {
    const toml::node* at = table.get("set");
    if (at == nullptr) return;
    if (!at->is_table()) return document_.refuse(*at, "set is no table", "{ driver = value, ... } was expected");
    // A dotted name, rainier.chips, is a table in a table to TOML: it is written in quotes.
    for (const auto& [key, value] : in_file_order(*at->as_table())) {
      const auto of = units_.find(key->str());
      if (of != units_.end()) {
        if (auto setting = values.read_setting(*key, *value, of->second)) into.own[of->first] = std::move(*setting);
      } else if (!some_are_broken_) {
        std::vector<std::string_view> known;
        for (const auto& [name, unit] : units_) known.push_back(name);
        document_.refuse_name(*key, "driver", known);
      }
    }
  }

  void read_comparisons(const toml::table& root, std::span<const scenario> scenarios) {
    std::vector<std::string_view> names{scenario_set::base_name};
    for (const scenario& s : scenarios) names.push_back(s.name);
    for (const toml_entry& entry : document_.entries(root, "comparisons")) {
      const toml::table* table = document_.table_of(entry, "with and without");
      if (table == nullptr) continue;
      constexpr std::array<std::string_view, 3> keys{"with", "without", "note"};
      document_.allow_only(*table, keys, "a comparison");
      const auto side = [&](std::string_view key) {
        const auto name = document_.needed_text(*entry.key, *table, key, "base");
        if (name && std::find(names.begin(), names.end(), *name) == names.end()) {
          document_.refuse_name(*table->get(key), "scenario", names);
        }
        return name.value_or("");
      };
      std::string with = side("with"), without = side("without");
      into_.comparisons.push_back({std::string(entry.key->str()), std::move(with), std::move(without),
                                   document_.text(*table, "note").value_or("")});
    }
  }

  scenario_file& into_;
  toml_document document_;
  scenario_references references_;
  std::map<std::string, unit, std::less<>> units_;  // of the drivers
  bool some_are_broken_ = false;                    // the unit of one could not be read
  std::vector<scenario_driver> drivers_;
};

}  // namespace
}  // namespace detail

scenario_file read_scenario_file(text_input source, const std::string& folder, const scenario_reading& how) {
  scenario_file read;
  const std::string name = source.name();
  const auto refuse = [&](text_position at, std::string found, std::string expected) {
    read.problems.add({name, at.line, at.column, std::move(found), std::move(expected), severity::error});
  };
  detail::whole_text text(source, detail::most_file_bytes);
  if (!source.failure().empty()) {
    refuse({}, "can't be read: " + source.failure(), {});
  } else if (text.is_longer_than_allowed()) {
    refuse({}, "it has more than 1 MB", "a scenario file of at most 1,000,000 bytes was expected");
  } else if (const std::size_t valid = detail::valid_utf_8(text.text()); valid != text.text().size()) {
    const auto fault = detail::fault_of(text.text()[valid]);
    refuse(detail::locate(text.text(), valid, {1, 1}), fault.found, fault.expected);
  } else {
    detail::scenario_reader(name, text.text(), folder, how, read).read();
  }
  return read;
}

scenario_file read_scenario_file(const std::string& path, const scenario_reading& how) {
  return read_scenario_file(text_input::file(path), std::filesystem::path(path).parent_path().string(), how);
}

}  // namespace runrate
