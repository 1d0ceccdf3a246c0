#include "scenario_references.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace runrate::detail {
namespace {

constexpr std::uintmax_t most_bytes = 64'000'000;

template <class Map>
std::string known_names(const Map& map, std::string_view wanted) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : map) names.push_back(name);
  if (const std::string_view near = nearest(wanted, names); !near.empty()) {
    return "did you mean '" + std::string(near) + "'?";
  }
  return names.empty() ? "none is named in this file" : "expected " + listed(names);
}

// Findings in a file that is named stay where they are; the file that names it says that it can't be used.
void take_problems(const diagnostics& from, diagnostics& into) {
  for (const diagnostic& one : from.kept()) {
    if (one.level == severity::error) into.add(one);
  }
}

}  // namespace

std::vector<std::pair<const toml::key*, const toml::node*>> in_file_order(const toml::table& table) {
  std::vector<std::pair<const toml::key*, const toml::node*>> all;
  for (const auto& [key, value] : table) all.emplace_back(&key, &value);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    const auto &x = a.first->source().begin, &y = b.first->source().begin;
    return std::pair(x.line, x.column) < std::pair(y.line, y.column);
  });
  return all;
}

std::optional<std::string> text_of(toml_document& document, const toml::table& table, std::string_view key) {
  const toml::node* at = table.get(key);
  if (at == nullptr) return std::nullopt;
  if (const auto* text = at->as_string()) return text->get();
  document.refuse(*at, std::string(key) + " is no text", "a string in quotes was expected");
  return std::nullopt;
}

void scenario_references::read(const toml::table& root) {
  for (const std::string_view kind : {"series", "claims"}) {
    const toml::node* at = root.get(kind);
    if (at == nullptr) continue;
    if (!at->is_table()) {
      document_.refuse(*at, std::string(kind) + " is no table", "[" + std::string(kind) + ".NAME] was expected");
      continue;
    }
    for (const auto& [key, value] : in_file_order(*at->as_table())) {
      if (kind == "series") {
        read_series(*key, *value);
      } else {
        read_claim(*key, *value);
      }
    }
  }
}

const toml::node* scenario_references::required_text(const toml::key& key, const toml::table& table,
                                                     std::string_view name) {
  const toml::node* at = table.get(name);
  if (at == nullptr) {
    document_.refuse(key, shown(key.str()) + " has no " + std::string(name),
                     std::string(name) + " = \"...\" was expected");
    return nullptr;
  }
  if (at->is_string()) return at;
  document_.refuse(*at, std::string(name) + " is no text", "a string in quotes was expected");
  return nullptr;
}

std::optional<std::string> scenario_references::allowed_path(const toml::node& file) {
  namespace fs = std::filesystem;
  const std::string& name = file.as_string()->get();
  const fs::path relative(name);
  const auto refuse = [&](const std::string& why) {
    document_.refuse(file, shown(name) + " " + why, "a file in the folder of this one, or below it, was expected");
    return std::nullopt;
  };
  if (name.empty() || name.find('\0') != std::string::npos) return refuse("is no name of a file");
  if (relative.is_absolute()) return refuse("is an absolute path");
  for (const fs::path& part : relative) {
    if (part == "..") return refuse("leads out of the folder");
  }
  std::error_code failed;
  const fs::path folder = fs::canonical(folder_.empty() ? "." : folder_, failed);
  if (failed) return refuse("can't be found: the folder of this file is not there");
  const fs::path whole = fs::canonical(folder / relative, failed);
  if (failed) return refuse("is not there: " + failed.message());
  // A link may point anywhere; what counts is where the file is.
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end());
  if (end != folder.end()) return refuse("leads out of the folder by a link");
  if (!fs::is_regular_file(whole, failed)) return refuse("is no file");
  if (fs::file_size(whole, failed) > most_bytes) return refuse("has more than 64 MB");
  return (fs::path(folder_) / relative).string();
}

void scenario_references::read_series(const toml::key& key, const toml::node& value) {
  auto& entry = series_[std::string(key.str())];
  if (!value.is_table()) {
    document_.refuse(value, shown(key.str()) + " is no table", "file, entity and segment were expected");
    return;
  }
  const toml::table& table = *value.as_table();
  constexpr std::array<std::string_view, 3> keys{"file", "entity", "segment"};
  document_.allow_only(table, keys, "a series");
  const toml::node* file = required_text(key, table, "file");
  const toml::node* entity = required_text(key, table, "entity");
  const std::string segment = text_of(document_, table, "segment").value_or("");
  if (file == nullptr || entity == nullptr) return;
  const auto path = allowed_path(*file);
  if (!path) return;
  const auto [at, is_new] = series_files_.try_emplace(*path);
  if (is_new) {
    at->second = read_series_csv(text_input::file(*path));
    take_problems(at->second.problems, problems_);
  }
  const series_file& read = at->second;
  const std::string& wanted = entity->as_string()->get();
  // The last part, where the record has gaps.
  const reported_series* found = nullptr;
  for (const reported_series& s : read.series) {
    if (s.entity == wanted && s.segment == segment) found = &s;
  }
  if (found == nullptr) {
    if (read.problems.has_errors()) return;
    std::vector<std::string> names;
    for (const reported_series& s : read.series) {
      names.push_back("'" + s.entity + (s.segment.empty() ? "" : " / " + s.segment) + "'");
    }
    std::vector<std::string_view> views(names.begin(), names.end());
    document_.refuse(*entity, *path + " has no series of " + shown(wanted + (segment.empty() ? "" : " / " + segment)),
                     "expected " + listed(views));
    return;
  }
  entry = named_series{*found, file->as_string()->get() + ": " + wanted + (segment.empty() ? "" : " / " + segment)};
}

void scenario_references::read_claim(const toml::key& key, const toml::node& value) {
  auto& entry = claims_[std::string(key.str())];
  if (!value.is_table()) {
    document_.refuse(value, shown(key.str()) + " is no table", "file, subject and date were expected");
    return;
  }
  const toml::table& table = *value.as_table();
  constexpr std::array<std::string_view, 4> keys{"file", "subject", "date", "measure"};
  document_.allow_only(table, keys, "a claim");
  const toml::node* file = required_text(key, table, "file");
  const toml::node* subject = required_text(key, table, "subject");
  const auto when = text_of(document_, table, "date"), measured = text_of(document_, table, "measure");
  if (file == nullptr || subject == nullptr) return;
  const auto path = allowed_path(*file);
  if (!path) return;
  const auto [at, is_new] = claims_files_.try_emplace(*path);
  if (is_new) {
    at->second = read_claims_csv(text_input::file(*path));
    take_problems(at->second.problems, problems_);
  }
  const claim_row* found = nullptr;
  std::size_t matches = 0;
  for (const claim_row& row : at->second.claims) {
    if (row.subject != subject->as_string()->get()) continue;
    if ((when && row.date_text != *when) || (measured && row.measure != *measured)) continue;
    found = &row;
    ++matches;
  }
  if (matches == 1) {
    entry = claim_of(*found);
    return;
  }
  if (matches == 0 && at->second.problems.has_errors()) return;
  document_.refuse(*subject,
                   *path + " has " + (matches == 0 ? "no claim" : grouped(matches) + " claims") + " of " +
                       shown(subject->as_string()->get()) + (when ? " of " + *when : "") +
                       (measured ? " on " + *measured : ""),
                   matches == 0 ? "subject, date and measure are as the file writes them"
                                : "date = \"...\" or measure = \"...\" was expected to tell them apart");
}

const scenario_references::named_series* scenario_references::find_series(const toml::node& name) {
  const auto at = series_.find(name.as_string()->get());
  if (at != series_.end()) return at->second ? &*at->second : nullptr;
  document_.refuse(name, "there is no series " + shown(name.as_string()->get()),
                   known_names(series_, name.as_string()->get()));
  return nullptr;
}

const claim* scenario_references::find_claim(const toml::node& name) {
  const auto at = claims_.find(name.as_string()->get());
  if (at != claims_.end()) return at->second ? &*at->second : nullptr;
  document_.refuse(name, "there is no claim " + shown(name.as_string()->get()),
                   known_names(claims_, name.as_string()->get()));
  return nullptr;
}

}  // namespace runrate::detail
