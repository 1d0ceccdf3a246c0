#include "scenario_targets.hpp"

#include <runrate/core/reported_amount.hpp>

#include "text.hpp"

#include <algorithm>
#include <array>

namespace runrate::detail {
namespace {

constexpr std::array<std::string_view, 7> qualifiers{"exactly",  "about", "nearly", "over",
                                                     "at_least", "up_to", "under"};

}  // namespace

std::vector<scenario_target> scenario_targets::read(const toml::table& root) {
  std::vector<scenario_target> all;
  for (const toml_entry& entry : document_.entries(root, "targets")) {
    if (auto target = read_target(entry)) all.push_back(std::move(*target));
  }
  return all;
}

std::optional<scenario_target> scenario_targets::read_target(const toml_entry& entry) {
  const toml::table* table = document_.table_of(entry, "line and an amount");
  if (table == nullptr) return std::nullopt;
  std::vector<std::string_view> keys{"line", "period", "comparison", "claim", "source"};
  keys.insert(keys.end(), qualifiers.begin(), qualifiers.end());
  document_.allow_only(*table, keys, "a target");
  const auto line = document_.needed_text(*entry.key, *table, "line", "revenue");
  if (!line) return std::nullopt;
  const auto of = measure::of(set_.model(), set_.periods(), *line, document_.text(*table, "period").value_or(""));
  if (!of) {
    const bool is_line = set_.model().find(*line).has_value();
    document_.refuse_inside(*table->get(is_line ? "period" : "line"), 0, of.error().text, {});
    return std::nullopt;
  }
  std::optional<std::size_t> comparison;
  if (const toml::node* named = table->get("comparison")) {
    std::vector<std::string_view> names;
    for (const scenario_comparison& c : comparisons_) names.push_back(c.name);
    const auto text = named->value<std::string>();
    const auto at = text ? std::find(names.begin(), names.end(), *text) : names.end();
    if (at == names.end()) {
      document_.refuse_name(*named, "comparison", names);
      return std::nullopt;
    }
    comparison = static_cast<std::size_t>(at - names.begin());
  }
  if (!first_line_) first_line_ = of->line;
  if (const toml::node* claimed = table->get("claim"); claimed != nullptr && references_.was_made_later(*claimed)) {
    document_.say(*claimed, "the target " + shown(entry.key->str()) + " is left out", "its claim was made later");
    return std::nullopt;
  }
  const auto said = read_amount(*entry.key, *table, set_.model().lines()[of->line].unit);
  if (!said) return std::nullopt;
  const auto source = document_.text(*table, "source");
  return scenario_target{
      std::string(entry.key->str()),  *of, comparison, said->figure, said->range(), std::string(to_string(said->word)),
      source ? *source : said->source};
}

std::optional<claim> scenario_targets::read_amount(const toml::key& key, const toml::table& table, const unit& of) {
  std::vector<std::string_view> given;
  for (const std::string_view word : qualifiers) {
    if (table.get(word) != nullptr) given.push_back(word);
  }
  const toml::node* claimed = table.get("claim");
  if (given.size() + (claimed != nullptr ? 1 : 0) != 1) {
    const bool has_none = given.empty() && claimed == nullptr;
    document_.refuse(key, shown(key.str()) + " has " + (has_none ? "no amount" : "several amounts"),
                     "one of claim, " + listed(qualifiers) + " was expected");
    return std::nullopt;
  }
  if (claimed != nullptr) return claim_named(*claimed, of);
  const toml::node& amount = *table.get(given[0]);
  const auto number = values_.read_number(amount, of);
  if (!number) return std::nullopt;
  claim said{{}, set_.periods().during(), claim_measure::total, *parse_comparator(given[0]), {}};
  said.figure = round(*number, round_to{decimal::places});
  said.decimals = decimal::places;
  if (const auto* text = amount.as_string()) {
    if (const auto read = reported_amount::parse(text->get())) said.decimals = read->decimals;
  }
  return said;
}

std::optional<claim> scenario_targets::claim_named(const toml::node& name, const unit& of) {
  const claim* found = references_.find_claim(name);
  if (found == nullptr) return std::nullopt;
  const bool is_rate = found->measure == claim_measure::run_rate;
  const std::string in =
      found->unit ? std::string(found->unit->code()) + (is_rate ? " / year" : "") : std::string("per cent");
  if (found->unit && of == unit::parse(in).value()) return *found;
  document_.refuse(name, "the claim is in " + in + (is_rate ? ", a run-rate" : ""), "the line is in " + to_string(of));
  return std::nullopt;
}

}  // namespace runrate::detail
