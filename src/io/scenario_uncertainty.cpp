#include "scenario_uncertainty.hpp"

#include "text.hpp"

#include <runrate/core/errors.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/simulate/distribution_choice.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace runrate {
namespace detail {
namespace {

constexpr std::string_view path_expected = "{ kind = \"growth\", volatility = \"20%\" } was expected";
constexpr std::string_view pair_expected = "between = [\"price\", \"utilization\"] and rank = -0.5 were expected";

struct named_kind {
  std::string_view name;
  path_kind kind;
};
constexpr std::array<named_kind, 4> path_kinds{{{"growth", path_kind::growth},
                                                {"random_walk", path_kind::random_walk},
                                                {"mean_reversion", path_kind::mean_reversion},
                                                {"forecast", path_kind::forecast}}};

// One path's numbers, each with an error where it can't be.
class path_reader {
public:
  path_reader(toml_document& document, scenario_values& values, const toml::table& table)
      : document_(document), values_(values), table_(table) {}

  // What is not there keeps its value.
  void read(std::string_view key, const unit& of, double& into) {
    const toml::node* at = table_.get(key);
    if (at == nullptr) return;
    const auto number = values_.read_number(*at, of);
    is_right_ = is_right_ && number;
    if (number) into = to_double(*number);
  }
  // Says so where a number that is there is not as it has to be.
  void require(std::string_view key, bool holds, std::string_view expected) {
    const toml::node* at = table_.get(key);
    if (at == nullptr || holds) return;
    is_right_ = false;
    document_.refuse(*at, std::string(key) + " is " + std::string(document_.written(*at)), std::string(expected));
  }
  bool is_right() const { return is_right_; }

private:
  toml_document& document_;
  scenario_values& values_;
  const toml::table& table_;
  bool is_right_ = true;
};

}  // namespace

std::optional<driver_path> read_path(toml_document& document, scenario_values& values, const toml::node& at,
                                     const unit& of) {
  const auto refuse = [&](const toml::node& place, std::string found, std::string_view expected) {
    document.refuse(place, std::move(found), std::string(expected));
    return std::nullopt;
  };
  const toml::table* table = at.as_table();
  const toml::node* named = table != nullptr ? table->get("kind") : nullptr;
  if (named == nullptr || !named->is_string()) {
    return refuse(named != nullptr ? *named : at, "the path has no kind", path_expected);
  }
  const std::string& name = named->as_string()->get();
  const auto found =
      std::find_if(path_kinds.begin(), path_kinds.end(), [&](const named_kind& k) { return k.name == name; });
  if (found == path_kinds.end()) {
    std::vector<std::string_view> names;
    names.reserve(path_kinds.size());
    for (const named_kind& k : path_kinds) names.push_back(k.name);
    document.refuse_inside(*named, 0, shown(name) + " is no path",
                           did_you_mean(name, names, "expected " + listed(names)));
    return std::nullopt;
  }
  const bool reverts = found->kind == path_kind::mean_reversion, grows = found->kind == path_kind::growth;
  const bool is_forecast = found->kind == path_kind::forecast;  // whose errors come with it
  std::vector<std::string_view> keys{"kind"};
  if (!is_forecast) keys.insert(keys.end(), {"volatility", reverts ? "reversion" : "drift"});
  keys.insert(keys.end(), {"at_least", "at_most"});
  document.allow_only(*table, keys, "a path of this kind");
  for (const auto& [key, value] : *table) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) return std::nullopt;
  }
  if (!is_forecast && table->get("volatility") == nullptr) {
    return refuse(at, "the path has no volatility", path_expected);
  }
  if (reverts && table->get("reversion") == nullptr) {
    return refuse(at, "the path has no reversion",
                  "reversion = 2 was expected: the rate a year at which it falls back");
  }
  driver_path made{found->kind, 0};
  path_reader reader(document, values, *table);
  // Growth is by a factor; the others move by so much of the driver itself.
  reader.read("volatility", grows ? unit() : of, made.volatility);
  reader.read("drift", grows ? unit() : of, made.drift);
  reader.read("reversion", unit(), made.reversion);
  reader.read("at_least", of, made.at_least);
  reader.read("at_most", of, made.at_most);
  if (!reader.is_right()) return std::nullopt;
  reader.require("volatility", made.volatility >= 0, "a number of 0 or more was expected");
  reader.require("reversion", made.reversion > 0, "a number above 0 was expected");
  reader.require("at_most", made.at_least <= made.at_most, "a bound not below at_least was expected");
  if (!reader.is_right()) return std::nullopt;
  return made;
}

std::vector<rank_correlation> scenario_correlations::read(const toml::table& root) {
  const toml::node* at = root.get("correlations");
  if (at == nullptr) return {};
  const toml::array* all = at->as_array();
  if (all == nullptr) {
    document_.refuse(*at, "correlations are no array of tables",
                     "[[correlations]] with between = [\"price\", \"utilization\"] and rank = -0.5 was expected");
    return {};
  }
  constexpr std::size_t most_pairs = most_drivers * (most_drivers - 1) / 2;
  if (all->size() > most_pairs) {
    document_.refuse(*at, "there are " + grouped(all->size()) + " correlations",
                     "at most " + grouped(most_pairs) + " were expected");
    return {};
  }
  std::vector<rank_correlation> pairs;
  pairs.reserve(all->size());
  std::set<std::string, std::less<>> names;
  bool is_right = true;
  for (const toml::node& one : *all) {
    const auto pair = read_pair(one);
    is_right = is_right && pair;
    if (!pair) continue;
    const bool is_twice = std::any_of(pairs.begin(), pairs.end(), [&](const rank_correlation& other) {
      return (other.first == pair->first && other.second == pair->second) ||
             (other.first == pair->second && other.second == pair->first);
    });
    if (is_twice) {
      document_.refuse(one, "the rank correlation of " + pair->first + " and " + pair->second + " is there twice",
                       "one for each pair was expected");
      is_right = false;
      continue;
    }
    names.insert({pair->first, pair->second});
    pairs.push_back(*pair);
  }
  if (!is_right) return {};
  if (names.size() > most_drivers) {
    document_.refuse((*all)[0], grouped(names.size()) + " drivers are correlated",
                     "at most " + grouped(most_drivers) + " were expected");
    return {};
  }
  if (const auto groups = correlated_groups(pairs); !groups) document_.refuse((*all)[0], groups.error().text, {});
  return pairs;
}

std::optional<rank_correlation> scenario_correlations::read_pair(const toml::node& at) {
  const toml::table* table = at.as_table();
  if (table == nullptr) {
    document_.refuse(at, "this is no correlation", std::string(pair_expected));
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 3> keys{"between", "rank", "note"};
  document_.allow_only(*table, keys, "a correlation");
  static_cast<void>(document_.text(*table, "note"));
  const toml::node* between = table->get("between");
  const toml::node* rank = table->get("rank");
  if (between == nullptr || rank == nullptr) {
    document_.refuse(at, between == nullptr ? "the correlation is between nothing" : "the correlation has no rank",
                     std::string(pair_expected));
    return std::nullopt;
  }
  const toml::array* both = between->as_array();
  if (both == nullptr || both->size() != 2) {
    document_.refuse(*between, "between is no array of two drivers", "[\"price\", \"utilization\"] was expected");
    return std::nullopt;
  }
  const auto first = read_driver((*both)[0]), second = read_driver((*both)[1]);
  const auto number = values_.read_number(*rank, unit());
  if (!first || !second || !number) return std::nullopt;
  if (*first == *second) {
    document_.refuse((*both)[1], *first + " can't be correlated with itself", "another driver was expected");
    return std::nullopt;
  }
  if (*number < ratio(-1) || ratio(1) < *number) {
    document_.refuse(*rank, "rank is " + std::string(document_.written(*rank)), "a number from -1 to 1 was expected");
    return std::nullopt;
  }
  return rank_correlation{*first, *second, to_double(*number)};
}

std::optional<std::string> scenario_correlations::read_driver(const toml::node& name) {
  const auto* text = name.as_string();
  const auto known = text != nullptr ? drivers_.units.find(text->get()) : drivers_.units.end();
  if (known == drivers_.units.end()) {
    if (text != nullptr && drivers_.some_are_broken) return std::nullopt;
    std::vector<std::string_view> names;
    names.reserve(drivers_.units.size());
    for (const auto& [driver, unit] : drivers_.units) names.push_back(driver);
    document_.refuse_name(name, "driver", names);
    return std::nullopt;
  }
  const auto driver = std::find_if(drivers_.read.begin(), drivers_.read.end(),
                                   [&](const scenario_driver& d) { return d.name == known->first; });
  if (driver == drivers_.read.end()) return std::nullopt;
  if (drivers_.paths.contains(driver->name)) {
    document_.refuse_inside(name, 0, driver->name + " has a path, and can't be correlated",
                            "drivers that are drawn once, by a distribution, were expected");
    return std::nullopt;
  }
  if (!driver->spread) {
    document_.refuse_inside(name, 0, driver->name + " has no distribution", "what is correlated needs one");
    return std::nullopt;
  }
  return driver->name;
}

}  // namespace detail

result<uncertainty> uncertainty_of(const scenario_file& file, std::string_view scenario) {
  if (!file.set) detail::throw_contract("uncertainty_of: the scenario file has errors");
  const scenario_set& set = *file.set;
  if (const auto known = set.values(scenario); !known) return known.error();
  uncertainty unsure;
  for (const scenario_driver& d : set.drivers()) {
    if (!d.spread) continue;
    auto spread = distribution_of(*d.spread);
    if (!spread) return spread.error();
    unsure.spread(d.name, *std::move(spread));
  }
  for (const auto& [driver, path] : file.paths) unsure.move(driver, path);
  for (const rank_correlation& c : file.correlations) unsure.correlate(c.first, c.second, c.value);
  for (const runrate::scenario* s = set.find(scenario); s != nullptr; s = set.find(s->inherits)) {
    for (const auto& [driver, setting] : s->own) unsure.hold(driver);
    if (s->inherits.empty()) break;
  }
  return unsure;
}

}  // namespace runrate
