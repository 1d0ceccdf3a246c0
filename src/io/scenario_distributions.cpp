// How drivers are spread, as a scenario file writes it.
#include "scenario_values.hpp"

#include "text.hpp"

#include <runrate/simulate/distribution_choice.hpp>

#include <algorithm>

namespace runrate::detail {
namespace {

// Of one mixture: a quantile of it is searched among all of them, over and over.
constexpr std::size_t most_parts = 20;

std::vector<std::string_view> names_of(std::span<const distribution_kind> kinds) {
  std::vector<std::string_view> names;
  for (const distribution_kind& kind : kinds) names.push_back(kind.name);
  return names;
}

// Of values that were, each equally likely; in a file they may come from a series.
bool is_of_values(const distribution_kind& kind) { return kind.name == "empirical" || kind.name == "interpolated"; }

std::vector<std::string_view> keys_of(const distribution_kind& kind, bool is_part) {
  std::vector<std::string_view> keys{"kind"};
  if (is_part) keys.emplace_back("weight");
  for (const distribution_parameter& p : kind.parameters) keys.push_back(p.name);
  if (kind.takes_percentiles) keys.emplace_back("p5");
  if (kind.takes_parts) keys.emplace_back("parts");
  if (is_of_values(kind)) keys.insert(keys.end(), {"series", "of"});
  for (const distribution_parameter& p : common_distribution_parameters()) keys.push_back(p.name);
  return keys;
}

}  // namespace

bool scenario_values::read_parts(const toml::node& value, const unit& of, distribution_choice& made) {
  const toml::array* parts = value.as_array();
  if (parts == nullptr || parts->empty()) {
    refuse(value, "there are no parts", "[{ weight = 0.7, kind = ... }, ...] was expected");
    return false;
  }
  if (parts->size() > most_parts) {
    refuse(value, "there are " + grouped(parts->size()) + " parts",
           "at most " + grouped(most_parts) + " were expected");
    return false;
  }
  bool is_right = true;
  for (const toml::node& part : *parts) {
    auto read = read_distribution(part, of, true);
    is_right = is_right && read;
    if (read) made.parts.push_back(*std::move(read));
  }
  return is_right;
}

bool scenario_values::read_parameter(const toml_entry& entry, const distribution_parameter& parameter, const unit& of,
                                     distribution_choice& made) {
  const unit measured = parameter.is_plain ? unit() : of;
  const std::string name(parameter.name);
  if (!parameter.is_list) {
    const auto number = read_number(*entry.value, measured);
    if (number) made.parameters.emplace(name, *number);
    return number.has_value();
  }
  const toml::array* all = entry.value->as_array();
  if (all == nullptr) {
    refuse(*entry.value, name + " is no array", "[1, 2, ...] was expected");
    return false;
  }
  bool is_right = true;
  std::vector<ratio>& list = made.lists[name];
  for (const toml::node& one : *all) {
    const auto number = read_number(one, measured);
    is_right = is_right && number;
    if (number) list.push_back(*number);
  }
  return is_right;
}

std::optional<distribution_choice> scenario_values::read_distribution(const toml::node& value, const unit& of,
                                                                      bool is_part) {
  constexpr std::string_view example = "{ kind = \"triangular\", low = 1, likely = 2, high = 4 } was expected";
  const toml::table* table = value.as_table();
  const toml::node* named = table != nullptr ? table->get("kind") : nullptr;
  if (named == nullptr || !named->is_string()) {
    return refuse(named != nullptr ? *named : value, "the distribution has no kind", std::string(example));
  }
  const std::string& name = named->as_string()->get();
  const distribution_kind* kind = find_distribution_kind(name);
  if (kind == nullptr) {
    const auto kinds = names_of(distribution_kinds());
    document_.refuse_inside(*named, 0, shown(name) + " is no distribution",
                            did_you_mean(name, kinds, "expected " + listed(kinds)));
    return std::nullopt;
  }
  distribution_choice made{name};
  bool is_right = true;
  const auto keys = keys_of(*kind, is_part);
  for (const toml_entry& entry : in_file_order(*table)) {
    const std::string_view key = entry.key->str();
    if (key == "kind") continue;
    if (key == "parts" && kind->takes_parts) {
      is_right &= read_parts(*entry.value, of, made);
    } else if (key == "series" && is_of_values(*kind)) {
      is_right &= read_observed(*table, of, made);
    } else if (key == "of" && is_of_values(*kind)) {
      if (table->get("series") != nullptr) continue;
      refuse(*entry.value, "there is no series to take it of", "series = \"name\" was expected");
      is_right = false;
    } else if (key == "weight" && is_part) {
      is_right &= read_parameter(entry, {key, true}, of, made);
    } else if (const auto parameter = kind->find(key)) {
      is_right &= read_parameter(entry, *parameter, of, made);
    } else {
      document_.refuse(*entry.key, shown(key) + " is no key of this distribution",
                       did_you_mean(key, keys, "expected " + listed(keys)));
      is_right = false;
    }
  }
  if (is_part && table->get("weight") == nullptr) {
    return refuse(value, "this part has no weight", "weight = 0.5 or the like was expected");
  }
  if (!is_right) return std::nullopt;
  if (const auto spread = distribution_of(made); !spread) {
    const reason& why = spread.error();
    const toml::node* at = why.operands.empty() ? nullptr : table->get(why.operands[0].name);
    const std::size_t end = std::min(why.text.find("; "), why.text.size());
    return refuse(at != nullptr ? *at : value, why.text.substr(0, end),
                  end + 2 < why.text.size() ? why.text.substr(end + 2) : std::string(kind->usage));
  }
  return made;
}

}  // namespace runrate::detail
