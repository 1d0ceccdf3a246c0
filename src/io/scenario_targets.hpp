// [targets.NAME] of a scenario file: figures that its scenarios are held against.
#ifndef RUNRATE_SRC_IO_SCENARIO_TARGETS_HPP
#define RUNRATE_SRC_IO_SCENARIO_TARGETS_HPP

#include <runrate/io/scenario_file.hpp>

#include "scenario_references.hpp"
#include "scenario_values.hpp"
#include "toml_document.hpp"

namespace runrate::detail {

class scenario_targets {
public:
  scenario_targets(toml_document& document, scenario_references& references, scenario_values& values,
                   const scenario_set& set, std::span<const scenario_comparison> comparisons)
      : document_(document), references_(references), values_(values), set_(set), comparisons_(comparisons) {}

  std::vector<scenario_target> read(const toml::table& root);
  // What the first target is about, also where it was left out.
  std::optional<std::size_t> first_line() const { return first_line_; }

private:
  // A claim as the file says it: its figure, and what its words leave open.
  std::optional<claim> read_amount(const toml::key& key, const toml::table& table, const unit& of);
  std::optional<claim> claim_named(const toml::node& name, const unit& of);
  std::optional<scenario_target> read_target(const toml_entry& entry);

  toml_document& document_;
  scenario_references& references_;
  scenario_values& values_;
  const scenario_set& set_;
  std::span<const scenario_comparison> comparisons_;
  std::optional<std::size_t> first_line_;
};

}  // namespace runrate::detail

#endif
